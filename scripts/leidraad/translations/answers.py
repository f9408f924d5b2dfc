"""Answers of self-checks: whether another one is ticked in the other language."""

from __future__ import annotations

from itertools import product

from leidraad.translations.part import Part
from leidraad.translations.rhythm import LIKELY, distance, ratio_of

# Nobody asks so much; time is bounded.
_MOST_PAIRS = 1_000


def are_exchanged(one: Part, other: Part) -> bool:
    """Tell whether a right answer and a wrong one are far likelier each other's translation.

    Args:
        one: a list of answers.
        other: one with as many, of which the same are ticked.
    """
    right, wrong = (
        [*zip(*sides, strict=True)] for sides in ((one.right, other.right), (one.wrong, other.wrong))
    )
    ratio = ratio_of((*one.right, *one.wrong), (*other.right, *other.wrong))
    return len(right) * len(wrong) <= _MOST_PAIRS and any(
        distance(a, b, ratio) + distance(c, d, ratio) - distance(a, d, ratio) - distance(c, b, ratio)
        > 2 * LIKELY
        for (a, b), (c, d) in product(right, wrong)
    )
