"""What it costs to take two parts of a chapter for each other's translation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from leidraad.translations.numbers import shared as shared_numbers
from leidraad.translations.part import Part, callouts
from leidraad.translations.rhythm import LIKELY, distance, length, ratio_of

ALONE = 4.0
"""The cost of a part without counterpart; no pair costs more than two of them."""
_TWO = 3.5
_NAMED = 0.25
_OTHER_CALLOUT, _OTHER_SECTION, _MOST = 1.0, 0.2, 2 * ALONE - 0.1
_OTHER_ID, _OTHER_SHAPE, _OTHER_DEPTH, _OTHER_FACTS = 5.0, 1.0, 2.0, 3.0
_LEAST_LENGTH = 30
_OTHER_LENGTH = 1.5
_JOINABLE = ("paragraph", "list", "quotation", "table")


def sign(part: Part) -> tuple[str, int, str]:
    """Return what shows of a part at first sight."""
    return part.kind, part.depth, part.identity


def joined(parts: Sequence[Part]) -> Part:
    """Return the part that some would be if they were one."""
    first, *others = parts
    for other in others:
        first = first._replace(
            images=first.images + other.images,
            codes=first.codes + other.codes,
            links=first.links + other.links,
            notes=first.notes + other.notes,
            numbers=first.numbers + other.numbers,
            items=first.items + other.items,
            rhythm=first.rhythm + other.rhythm,
        )
    return first


class Costs:
    """What it costs to take parts for each other; infinite where they are of two kinds."""

    def __init__(
        self, source: Sequence[Part], target: Sequence[Part], accepted: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Know the parts.

        Args:
            source: those of the source.
            target: those of the translation.
            accepted: the fingerprints of parts that were accepted as translations of each other.
        """
        self.source, self.target = source, target
        here, there = {part.fingerprint for part in target}, {part.fingerprint for part in source}
        self.accepted = {(one, other) for one, other in accepted if one in there and other in here}
        self.taken = {fingerprint for pair in self.accepted for fingerprint in pair}
        self.ratio = ratio_of(*((part.rhythm for part in parts) for parts in (source, target)))
        self.callouts = callouts(source), callouts(target)
        self.within = [
            [parts[at].identity if at is not None else "" for at in outer]
            for parts, outer in zip((source, target), self.callouts, strict=True)
        ]
        self.known: dict[tuple[int, int], float] = {}

    def of(self, i: int, j: int) -> float:
        """Return the cost of a pair."""
        cost = self.known.get((i, j))
        if cost is None:
            one, other = self.source[i], self.target[j]
            cost = self._between(one, other)
            if self.taken and cost < math.inf:
                if (one.fingerprint, other.fingerprint) in self.accepted:
                    cost = 0.0
                elif one.fingerprint in self.taken or other.fingerprint in self.taken:
                    # What it was accepted with is elsewhere.
                    cost = min(cost + ALONE, _MOST)
            if one.section != other.section and cost < math.inf:
                cost = min(cost + _OTHER_SECTION, _MOST)
            if self.within[0][i] != self.within[1][j]:
                cost = min(cost + _OTHER_CALLOUT, _MOST) if cost < math.inf else cost
            self.known[i, j] = cost
        return cost

    def are_alike(self, i: int, j: int) -> bool:
        """Tell whether a pair looks like one."""
        return sign(self.source[i]) == sign(self.target[j]) and self.of(i, j) <= LIKELY

    def is_likely(self, i: int, j: int, most: float = LIKELY) -> bool:
        """Tell whether a pair has enough in common to be one wherever it stands."""
        part = self.source[i]
        is_accepted = (part.fingerprint, self.target[j].fingerprint) in self.accepted
        known = is_accepted or part.is_named or part.notes or part.links or part.images
        return self.of(i, j) <= most and bool(known or length(part.rhythm) >= _LEAST_LENGTH)

    def of_two(self, i: int, j: int, *, is_split: bool) -> float:
        """Return the cost of one part that is two in the other language: in the translation, if split."""
        one, two = (
            (self.source[i], self.target[j : j + 2]) if is_split else (self.target[j], self.source[i : i + 2])
        )
        if one.kind not in _JOINABLE or any((p.kind, p.depth) != (one.kind, one.depth) for p in two):
            return math.inf
        share = sum(length(part.rhythm) for part in two) / (length(one.rhythm) or 1)
        if not 1 / _OTHER_LENGTH < share < _OTHER_LENGTH:
            return math.inf
        whole = joined(two)
        return _TWO + (self._between(one, whole) if is_split else self._between(whole, one))

    def _between(self, one: Part, other: Part) -> float:
        if one.kind != other.kind:
            return math.inf
        # What is still to be written has no length to go by.
        is_even = one.rhythm == other.rhythm or one.is_open or other.is_open
        cost = 0.0 if is_even else distance(one.rhythm, other.rhythm, self.ratio)
        if one.is_named and one.identity == other.identity:
            cost *= _NAMED
        if one.depth != other.depth:
            cost += _OTHER_DEPTH
        if one.identity != other.identity:
            cost += _OTHER_ID
        elif one.shape != other.shape:
            cost += _OTHER_SHAPE
        for mine, theirs in (
            (one.notes, other.notes),
            (one.links, other.links),
            (one.images, other.images),
        ):
            if mine != theirs:
                shared = len({*mine} & {*theirs}) / len({*mine} | {*theirs})
                cost += _OTHER_FACTS * (1 - shared)
        cost += _OTHER_FACTS * (1 - shared_numbers(one.numbers, other.numbers))
        return min(cost, _MOST)
