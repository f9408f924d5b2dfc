"""Two outlines side by side: which parts correspond, by the best alignment there is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from leidraad.translations.outline import Part

Pair = tuple[Part | None, Part | None]
"""A part of the source and its counterpart; None where it has none."""

# To leave two parts without counterpart costs more than to pair two that differ a bit.
_ALONE, _SAME, _OTHER_SHAPE, _OTHER_DEPTH, _PER_LENGTH = 1.0, -1.0, 0.6, 0.5, 0.7
_LEAST_LENGTH = 20


def pairs(source: Sequence[Part], target: Sequence[Part]) -> list[Pair]:
    """Return the parts of both in order, each beside its counterpart.

    The cheapest alignment is taken, as Gale and Church (1993) do for sentences: by length, and by what is the
    same in every language, such as ids, notes, numbers and links. It costs the product of the lengths, and
    nothing where both have the same kinds in the same order.
    """
    if [_sign(part) for part in source] == [_sign(part) for part in target]:
        return list(zip(source, target, strict=True))
    costs = [[_ALONE * (i + j) for j in range(len(target) + 1)] for i in range(len(source) + 1)]
    for i, one in enumerate(source, 1):
        row, above = costs[i], costs[i - 1]
        for j, other in enumerate(target, 1):
            row[j] = min(above[j] + _ALONE, row[j - 1] + _ALONE, above[j - 1] + _cost(one, other))
    return _path(costs, source, target)


def _path(costs: Sequence[Sequence[float]], source: Sequence[Part], target: Sequence[Part]) -> list[Pair]:
    """Return the pairs along the cheapest way back through the table of costs."""
    i, j = len(source), len(target)
    back: list[Pair] = []
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _cost(source[i - 1], target[j - 1]):
            i, j = i - 1, j - 1
            back.append((source[i], target[j]))
        elif i and costs[i][j] == costs[i - 1][j] + _ALONE:
            i -= 1
            back.append((source[i], None))
        else:
            j -= 1
            back.append((None, target[j]))
    return back[::-1]


def _sign(part: Part) -> tuple[str, int, str]:
    """Return what two parts have in common that correspond at first sight."""
    shape = part.shape if part.kind in ("heading", "callout", "include") else ""
    return part.kind, part.depth, shape


def _cost(one: Part, other: Part) -> float:
    """Return what it costs to take two parts for each other; more than both alone where they are no pair."""
    if one.kind != other.kind:
        return 3 * _ALONE
    # Where a callout is lost, what stood in it is still there.
    cost = 0.0 if one.depth == other.depth else _OTHER_DEPTH
    if one.kind in ("heading", "callout", "include") and one.shape:
        cost += _SAME if one.shape == other.shape else _OTHER_SHAPE
    for mine, theirs in ((one.notes, other.notes), (one.links, other.links), (one.numbers, other.numbers)):
        if mine or theirs:
            shared = len({*mine} & {*theirs}) / len({*mine} | {*theirs})
            cost += _OTHER_SHAPE - (_OTHER_SHAPE - _SAME) * shared
    lengths = (one.length + _LEAST_LENGTH) / (other.length + _LEAST_LENGTH)
    return min(cost, 2 * _ALONE) + _PER_LENGTH * abs(math.log(lengths))
