"""Measure Leidraad as ratios against something that runs beside it: machines differ, ratios hardly.

python tests/bench/run.py [WHAT...] [-n N...] [-r ROUNDS]

The table goes to standard output, what is going on to standard error, and every figure into
bench/results.json as soon as it is known, in the place of the last one of its name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import builds
import check_cost
import conversion
import figures
import imports
import looking
import packs
import parts
import peers
import table
import translations
import views
from figures import Figure
from measuring import FailedError

SIZES, ROUNDS = (100,), 3
Measure = Callable[[Sequence[int], int], Iterator[Figure]]
SUBJECTS: dict[str, Measure] = {
    "build": builds.measure,
    "check": check_cost.measure,
    "conversion": lambda _, rounds: conversion.measure(rounds),
    "parts": lambda _, rounds: parts.measure(rounds),
    "site": lambda _, rounds: looking.measure(rounds),
    "translations": lambda *_: translations.measure(),
    "import": lambda _, rounds: imports.measure(rounds),
    "packages": lambda _, rounds: packs.measure(rounds),
    "view": lambda sizes, _: views.measure(sizes),
    "peers": peers.measure,
}
USUAL = [name for name in SUBJECTS if name != "peers"]
"""What is measured when nothing is named; for the others there is an environment to make first."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, print it and keep it; return 1 where something could not be measured."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"{', '.join(SUBJECTS)} [all but peers]")
    parser.add_argument(
        "-n", type=_positive, nargs="+", default=SIZES, help="chapters in each language [100]"
    )
    parser.add_argument("-r", "--rounds", type=_positive, default=ROUNDS, help=f"rounds of each [{ROUNDS}]")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.what if name not in SUBJECTS]:
        parser.error(f"{unknown[0]}: is not measured; choose from {', '.join(SUBJECTS)}")
    found: list[Figure] = []
    status = 0
    for name in given.what or USUAL:
        try:
            for figure in SUBJECTS[name](sorted(set(given.n)), given.rounds):
                figures.keep([figure], figures.RESULTS)
                found.append(figure)
        except FailedError as error:
            print(f"{name} could not be measured: {error}", file=sys.stderr)
            status = 1
    print(table.text(found))
    return status


def _positive(text: str) -> int:
    """Return a number of chapters or rounds."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text}: is no number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
