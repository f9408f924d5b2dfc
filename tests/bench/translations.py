"""Measure how well differences between two languages are told: each found, and nothing told beside them.

python tests/bench/translations.py [FIRST [LAST]]     seeds; by default some that nothing was made by
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import table
from figures import Figure
from measuring import tell

sys.path.insert(0, str(Path(__file__).parents[1]))

SUBJECT = "seeded differences"
HELD_OUT = range(9000, 9003)


def measure(seeds: range = HELD_OUT, *, is_verbose: bool = False) -> Iterator[Figure]:
    """Yield the share of seeded differences that is found, and how many were told that are not there."""
    from scoring import score

    tell("differences between languages")
    total = score(seeds)
    found = (total.seeded - len(total.missed)) / total.seeded
    yield Figure(SUBJECT, "found", (found,), goal=1, is_least=True, beside=f"of {total.seeded} seeded")
    yield Figure(SUBJECT, "told though they are not there", (float(len(total.false)),), goal=0)
    yield Figure(SUBJECT, "told twice", (float(len(total.twice)),), goal=0)
    for what in (total.missed + total.false + total.twice) if is_verbose else ():
        print(f"    {what}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    print(table.text([*measure(range(given[0], given[-1] + 1) if given else HELD_OUT, is_verbose=True)]))
