"""Measure the importer against its goals, its own report and pandoc, by chapter and by profile too.

python tests/bench/imports.py [--only PATTERN] [--cases DIR] [--leave-out chapter|profile] [--no-speed] [-v]

The cases are beside the checkout, in ../shared/bench/import; without them only speed and memory are measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import calibration
import corpus
import figures
import fitting
import folds
import speed
import table
from corpus import Outcome
from figures import Figure
from measuring import tell

_TEXT = "text"
_LOSSY = "raw-flat, pre-joined"
_PDF = "PDF"
_WORST = 25
ROUNDS = 3

Score = dict[str, Any]


def _share(key: str) -> Callable[[Score], float | None]:
    return lambda score: score[key][0] / score[key][1] if score[key][1] else None


def _type(name: str) -> Callable[[Score], float | None]:
    return lambda score: score["block_type"].get(name, {}).get("f1")


def _true_hyphens(score: Score) -> float | None:
    kept, all_ = (
        sum(score["dehyph_kind"].get(kind, (0, 0))[at] for kind in ("hard", "suspended")) for at in (0, 1)
    )
    return kept / all_ if all_ else None


def _made_up_titles(score: Score) -> float | None:
    title = score["block_type"].get("title", {"out": 0, "ok": 0})
    return float(title["out"] - title["ok"])


TYPES = ("title", "heading", "paragraph", "epigraph", "quote", "case", "list", "table")
# What is measured, and the goal for each form; a rise is good unless the goal is a most.
GOALS: list[tuple[str, Callable[[Score], float | None], bool, dict[str, float]]] = [
    ("block F1", lambda score: score["block_f1"], True, {_TEXT: 0.98, _LOSSY: 0.80, _PDF: 0.99}),
    *((f"F1, {name}", _type(name), True, {_TEXT: 0.95, _PDF: 0.95}) for name in TYPES),
    ("word error rate", lambda score: score["wer"], False, {_TEXT: 0.0005, _LOSSY: 0.002, _PDF: 0.0005}),
    ("joins", _share("dehyph"), True, {_TEXT: 0.995, _PDF: 0.995}),
    ("true hyphens", _true_hyphens, True, {_TEXT: 0.90, _PDF: 0.90}),
    ("note references right", _share("fn_precision"), True, {_TEXT: 1, _LOSSY: 1, _PDF: 1}),
    ("note references found", _share("fn_recall"), True, {_TEXT: 0.99, _PDF: 1}),
    ("note texts", _share("defs"), True, {_TEXT: 0.97, _PDF: 0.99}),
    ("attributions", _share("attr"), True, {_TEXT: 0.97, _PDF: 0.99}),
    ("verse lines", _share("verse"), True, {_TEXT: 0.97, _PDF: 0.99}),
    ("made-up titles", _made_up_titles, False, {_TEXT: 0, _LOSSY: 0, _PDF: 0}),
    ("made-up attributions", lambda score: float(score["attr_fp"]), False, {_TEXT: 0, _LOSSY: 0, _PDF: 0}),
]


def judged(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Yield every measure of each form with its goal, and how well the reports know how right they are."""
    for form in (_TEXT, _LOSSY, _PDF):
        some = [outcome for outcome in outcomes if outcome.case.form == form]
        score = corpus.total(some) if some else None
        for name, measured, is_least, goals in GOALS:
            if score is not None and (value := measured(score)) is not None:
                what, goal = f"{form}, {name}", goals.get(form)
                yield Figure(
                    speed.SUBJECT, what, (value,), goal=goal, is_least=is_least, beside=f"{len(some)} cases"
                )
    for suffix in sorted({outcome.case.path.suffix for outcome in outcomes}):
        yield from calibration.rates(
            f"reports on {suffix}", calibration.of(o for o in outcomes if o.case.path.suffix == suffix)
        )


def show_tiers(outcomes: Sequence[Outcome]) -> None:
    """Print the main scores of each profile."""

    def tier(outcome: Outcome) -> tuple[str, str]:
        return outcome.case.path.suffix, outcome.case.profile

    for (suffix, profile), group in groupby(sorted(outcomes, key=tier), key=tier):
        some = [*group]
        print(f"  {suffix} {profile:16} n={len(some):3} {folds.row(corpus.total(some))}")


def main() -> None:
    """Print every figure."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--only", default="", help="a pattern that the names of cases match")
    parser.add_argument("--cases", type=Path, help="a folder of other cases, to measure instead")
    parser.add_argument("--leave-out", choices=sorted(folds.FOLDS), help="group the scores by this alone")
    parser.add_argument("--no-speed", action="store_true", help="measure no speed")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the worst decisions")
    options = parser.parse_args()
    by = [options.leave_out] if options.leave_out else sorted(folds.FOLDS)
    outcomes = imported(options.only, options.cases)
    if outcomes:
        show(outcomes, by, options.verbose)
    found = [*judged(outcomes), *(() if options.no_speed else speed.measure(ROUNDS))]
    print(table.text(found))
    if not options.only and not options.cases:
        figures.keep(found, figures.RESULTS)


def measure(rounds: int) -> Iterator[Figure]:
    """Yield every figure of the importer, without what is beneath each."""
    yield from judged(imported())
    yield from speed.measure(rounds)


def imported(only: str = "", folder: Path | None = None) -> list[Outcome]:
    """Import the cases whose name matches, where they are at hand."""
    if not corpus.HOME.is_dir():
        tell("import: no cases beside the checkout (../shared/bench/import), so not scored")
        return []
    cases = folder or corpus.HOME / "cases"
    found = [*corpus.load(".txt", only, cases), *([] if folder else corpus.seed(only))]
    found += corpus.load(".pdf", only, cases) if corpus.HAS_PDF else []
    tell(f"import of {len(found)} cases")
    return [*map(corpus.run, found)]


def show(outcomes: Sequence[Outcome], by: Sequence[str], is_verbose: bool) -> None:
    """Print the scores of some imports, and how well their reports know them."""
    print("by profile: block F1, word errors, joins, references found and right, attributions, verse")
    show_tiers(outcomes)
    for form in sorted({outcome.case.path.suffix for outcome in outcomes}):
        some = [outcome for outcome in outcomes if outcome.case.path.suffix == form]
        print(f"calibration, {form}: {len(some)} reports against the truth")
        calibration.show(calibration.of(some), _WORST if is_verbose else 0)
        for each in by:
            print(f"cross-validation, {form}")
            folds.show(some, each)
            if form == ".txt":
                # A PDF shows what is set off; only a text is judged by how it speaks as well.
                folds.show_left_out([outcome.case for outcome in some], each, fitting.fit)


if __name__ == "__main__":
    main()
