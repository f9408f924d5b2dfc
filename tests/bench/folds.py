"""Scores by chapter and by profile, and the importer refitted without the fold that it is scored on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from corpus import Case, Importer, Outcome, total

FOLDS: dict[str, Callable[[Case], str]] = {
    "chapter": lambda case: case.chapter,
    "profile": lambda case: case.profile,
}

Fit = Callable[[Sequence[Case]], Importer]
"""Fit whatever an importer has to learn on some cases, and return that importer."""


def folds(cases: Sequence[Case], by: str) -> Iterator[tuple[str, list[Case], list[Case]]]:
    """Yield each chapter or profile with the cases in it and all others."""
    key = FOLDS[by]
    for name in sorted({key(case) for case in cases}):
        yield name, [c for c in cases if key(c) == name], [c for c in cases if key(c) != name]


def left_out(cases: Sequence[Case], by: str, fit: Fit) -> list[tuple[str, Any, Any]]:
    """Return for each fold its scores with an importer fitted on all cases, and on all but those in it."""
    tuned = fit(cases)
    return [
        (name, total([*map(tuned, held)]), total([*map(fit(rest), held)]))
        for name, held, rest in folds(cases, by)
    ]


def show(outcomes: Sequence[Outcome], by: str) -> None:
    """Print the scores of each fold, and how far they lie apart."""
    of_case = {outcome.case: outcome for outcome in outcomes}
    scores = [(name, total([of_case[case] for case in held])) for name, held, _ in folds([*of_case], by)]
    print(f"  by {by}: block F1, word errors, joins, references found and right, attributions, verse")
    for name, score in scores:
        print(f"    {name:15} {row(score)}")
    values = [score["block_f1"] for _, score in scores]
    print(f"    spread of block F1: {min(values):.3f} to {max(values):.3f}, {max(values) - min(values):.3f}")


def show_left_out(cases: Sequence[Case], by: str, fit: Fit) -> None:
    """Print the scores of each fold, tuned on it beside not tuned on it."""
    print(f"  by {by}, tuned beside left out: block F1")
    scores = left_out(cases, by, fit)
    for name, tuned, held in scores:
        print(f"    {name:15} {tuned['block_f1']:.3f} {held['block_f1']:.3f}")
    means = [sum(score[at]["block_f1"] for score in scores) / len(scores) for at in (1, 2)]
    print(f"    mean            {means[0]:.3f} {means[1]:.3f}")


def row(score: dict[str, Any]) -> str:
    """Return the main scores on one line."""
    shares = [share(score[key]) for key in ("dehyph", "fn_recall", "fn_precision", "attr", "verse")]
    return f"{score['block_f1']:.3f} {100 * score['wer']:6.3f}% " + " ".join(shares)


def share(pair: tuple[int, int]) -> str:
    """Return a share in per cent, or a dash where there is nothing to count."""
    return f"{100 * pair[0] / pair[1]:5.1f}" if pair[1] else "    –"
