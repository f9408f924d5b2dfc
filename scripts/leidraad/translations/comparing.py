"""Two outlines side by side: which parts correspond, and which of them stand elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leidraad.translations.costs import ALONE, Costs, sign
from leidraad.translations.order import in_order
from leidraad.translations.part import Part
from leidraad.translations.rhythm import LIKELY

_MARGIN = 3
_WHOLE = 1.0
"""A pair that costs no more is one, and none of its parts is a part of two."""
_STRAIGHT = 5.0
"""Outlines that look the same are taken as they stand, unless another way is cheaper by more than this."""
_MOST_CELLS = 250_000
_MOST_EXCHANGES = 100_000


class Match(NamedTuple):
    """Parts of the source and of the translation that correspond, by their places in the outlines.

    Nothing on one side is a part without counterpart; two are parts that the other language has as one.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    is_moved: bool = False


def matches(
    source: Sequence[Part], target: Sequence[Part], accepted: Iterable[tuple[str, str]] = ()
) -> list[Match]:
    """Return what corresponds, every part once, in the order of the translation as far as it has one.

    The cheapest alignment is taken, as Gale and Church (1993) do for sentences: by the length of sentences,
    and by what is the same in every language, such as ids, notes, numbers and links. Parts that it leaves
    alone on both sides, and pairs that are likelier the other way round, are what has been moved.

    Args:
        source: the parts of the source.
        target: those of the translation.
        accepted: the fingerprints of parts that were accepted as translations of each other.
    """
    is_same_shape = [*map(sign, source)] == [*map(sign, target)]
    known = {*accepted}
    pairs = zip(source, target, strict=is_same_shape)
    if is_same_shape and all((one.fingerprint, other.fingerprint) in known for one, other in pairs):
        # There is no cheaper way.
        return [Match((at,), (at,)) for at in range(len(source))]
    costs = Costs(source, target, known)
    pieces = _doubtful(costs) if is_same_shape else _middle(costs)
    tables = (_Table(costs, *piece, straight=_STRAIGHT if is_same_shape else 0.0) for piece in pieces)
    found = [match for table in tables for match in table.path()]
    return _exchanged(costs, _moved(costs, _housed(costs, found)))


class _Table:
    """The cheapest ways to align a stretch of the source with one of the translation."""

    def __init__(self, costs: Costs, rows: range, columns: range, straight: float) -> None:
        """Know the stretches, and how much dearer pairs may be that follow each other."""
        self.costs, self.rows, self.columns, self.straight = costs, rows, columns, straight

    def path(self) -> Iterator[Match]:
        """Yield what the cheapest way through the table takes for each other."""
        height, width = len(self.rows), len(self.columns)
        if height == width == 1 or height * width > _MOST_CELLS:
            yield from self._one_by_one()
            return
        steps: list[list[tuple[int, int]]] = []
        rows: list[list[float]] = []
        for i in range(height + 1):
            row, step = [math.inf] * (width + 1), [(0, 0)] * (width + 1)
            rows.append(row)
            steps.append(step)
            for j in range(width + 1):
                if i == j == 0:
                    row[0] = 0.0
                    continue
                for (down, right), cost in self._beads(i, j):
                    total = rows[i - down][j - right] + cost
                    if total < row[j]:
                        row[j], step[j] = total, (down, right)
        if self.straight and self._straight() <= rows[-1][-1] + self.straight:
            yield from self._one_by_one()
        else:
            yield from self._back(steps)

    def _straight(self) -> float:
        """Return what it costs to take what follows each other for pairs."""
        return sum(map(self.costs.of, self.rows, self.columns))

    def _beads(self, i: int, j: int) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield the steps that lead to a cell, with what each costs."""
        one, other = self.rows.start + i, self.columns.start + j
        if i and j:
            cost = self.costs.of(one - 1, other - 1)
            yield (1, 1), cost
            if cost > _WHOLE and cost < math.inf:
                if j > 1:
                    yield (1, 2), self.costs.of_two(one - 1, other - 2, is_split=True)
                if i > 1:
                    yield (2, 1), self.costs.of_two(one - 2, other - 1, is_split=False)
        if i:
            yield (1, 0), ALONE
        if j:
            yield (0, 1), ALONE

    def _back(self, steps: Sequence[Sequence[tuple[int, int]]]) -> list[Match]:
        i, j = len(self.rows), len(self.columns)
        back = []
        while i or j:
            down, right = steps[i][j]
            back.append(Match(tuple(self.rows[i - down : i]), tuple(self.columns[j - right : j])))
            i, j = i - down, j - right
        return back[::-1]

    def _one_by_one(self) -> Iterator[Match]:
        """Yield what follows each other as pairs: what a huge chapter gets, in time that is bounded."""
        i, j = self.rows.start, self.columns.start
        while i < self.rows.stop and j < self.columns.stop:
            if math.isinf(self.costs.of(i, j)):
                yield Match((i,), ())
                yield Match((), (j,))
            else:
                yield Match((i,), (j,))
            i, j = i + 1, j + 1
        yield from (Match((at,), ()) for at in range(i, self.rows.stop))
        yield from (Match((), (at,)) for at in range(j, self.columns.stop))


def _doubtful(costs: Costs) -> Iterator[tuple[range, range]]:
    """Yield stretches of outlines that look the same: pair by pair, and together where pairs are unlikely."""
    start, count = 0, len(costs.source)
    for at in range(count + 1):
        if at == count or costs.of(at, at) <= LIKELY:
            if at > start:
                yield range(start, at), range(start, at)
            if at < count:
                yield range(at, at + 1), range(at, at + 1)
            start = at + 1


def _middle(costs: Costs) -> Iterator[tuple[range, range]]:
    """Yield what is alike at the start, pair by pair, what may differ, and what is alike at the end."""
    height, width = len(costs.source), len(costs.target)
    most = min(height, width)
    # By chance a part may be like the one after it.
    head = max(next((n for n in range(most) if not costs.are_alike(n, n)), most) - _MARGIN, 0)
    alike = (n for n in range(most - head) if not costs.are_alike(height - 1 - n, width - 1 - n))
    tail = max(next(alike, most - head) - _MARGIN, 0)
    yield from ((range(at, at + 1), range(at, at + 1)) for at in range(head))
    yield from _sections(costs, range(head, height - tail), range(head, width - tail))
    for at in range(tail, 0, -1):
        yield range(height - at, height - at + 1), range(width - at, width - at + 1)


def _sections(costs: Costs, rows: range, columns: range) -> Iterator[tuple[range, range]]:
    """Yield a stretch as it is, or that of a huge chapter section by section."""
    cuts = [(rows.start, columns.start), (rows.stop, columns.stop)]
    if len(rows) * len(columns) > _MOST_CELLS:
        there, here = _places(costs.source, rows), _places(costs.target, columns)
        shared = [(there[key], here[key]) for key in there if key in here]
        kept = in_order([at for _, at in shared])
        cuts[1:1] = [pair for place, pair in enumerate(shared) if place in kept]
    for (top, left), (bottom, right) in pairwise(cuts):
        yield range(top, bottom), range(left, right)


def _places(parts: Sequence[Part], among: range) -> dict[str, int]:
    """Return where each heading with an id of its own stands."""
    return {parts[at].identity: at for at in among if parts[at].kind == "heading" and parts[at].identity}


def _housed(costs: Costs, found: list[Match]) -> list[Match]:
    """Return the matches, where a callout goes with what is in it, not with another beside it."""
    found = [*found]
    for side in (0, 1):
        within, others = costs.callouts[side], costs.callouts[1 - side]
        homes: dict[int, Counter[int]] = {}
        alone: dict[int, int] = {}
        for at, match in enumerate(found):
            mine, theirs = _ends(match, side)
            if not theirs:
                alone[mine[0]] = at
            elif mine:
                home, there = within[mine[0]], others[theirs[0]]
                if home is not None and there is not None:
                    homes.setdefault(there, Counter())[home] += 1
        for at, match in enumerate(found):
            mine, theirs = _ends(match, side)
            known = homes.get(theirs[0]) if mine and theirs else None
            if known and mine[0] not in known:
                ((home, _),) = known.most_common(1)
                parts = (costs.source, costs.target)[side]
                if home in alone and sign(parts[home]) == sign(parts[mine[0]]):
                    found[at], found[alone[home]] = _matched(mine, (), side), _matched((home,), theirs, side)
    return found


def _ends(match: Match, side: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return what a match has on a side, and what on the other one."""
    return (match.target, match.source) if side else (match.source, match.target)


def _matched(mine: tuple[int, ...], theirs: tuple[int, ...], side: int) -> Match:
    return Match(theirs, mine) if side else Match(mine, theirs)


def _moved(costs: Costs, found: Sequence[Match]) -> list[Match]:
    """Return the matches, where parts that stand alone on both sides and agree are taken for each other."""
    lost = [match.source[0] for match in found if not match.target]
    new = [match.target[0] for match in found if not match.source]
    if len(lost) * len(new) > _MOST_CELLS:
        # A huge chapter written anew.
        return [*found]
    likely = sorted((costs.of(i, j), i, j) for i in lost for j in new if costs.is_likely(i, j, ALONE))
    kinds = Counter(map(sign, [costs.source[i] for i in lost] + [costs.target[j] for j in new]))
    # Where nothing else of its kind is left, a part needs no more to be known by.
    likely += [
        (costs.of(i, j), i, j)
        for i in lost
        for j in new
        if sign(costs.source[i]) == sign(costs.target[j]) and kinds[sign(costs.source[i])] == 2
        if costs.of(i, j) <= ALONE
    ]
    pairs: dict[int, int] = {}
    for _, i, j in likely:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    back = {j: i for i, j in pairs.items()}
    return [
        Match((back[match.target[0]],), match.target, is_moved=True)
        if not match.source and match.target[0] in back
        else match
        for match in found
        if match.target or match.source[0] not in pairs
    ]


def _exchanged(costs: Costs, found: list[Match]) -> list[Match]:
    """Return the matches, where pairs are exchanged that are far likelier the other way round."""
    pairs = [at for at, match in enumerate(found) if len(match.source) == len(match.target) == 1]
    unlikely = [
        n for n, at in enumerate(pairs) if costs.of(found[at].source[0], found[at].target[0]) > LIKELY
    ]
    # In a huge chapter only what is near is tried, so that time is bounded.
    reach = _MOST_EXCHANGES // (len(unlikely) or 1)
    gains = []
    for n in unlikely:
        at = pairs[n]
        (i,), (j,) = found[at].source, found[at].target
        cost = costs.of(i, j)
        for other in pairs[max(n - reach, 0) : n + reach + 1]:
            (k,), (m,) = found[other].source, found[other].target
            if at == other or not (costs.is_likely(i, m) and costs.is_likely(k, j)):
                continue
            gain = cost + costs.of(k, m) - costs.of(i, m) - costs.of(k, j)
            if gain > 2 * LIKELY + 2 * math.log(abs(at - other)):
                gains.append((-gain, at, other))
    done: set[int] = set()
    for _, at, other in sorted(gains):
        if not done & {at, other}:
            done |= {at, other}
            one, two = found[at], found[other]
            # Of two that follow each other, one has been moved.
            found[at] = Match(two.source, one.target, is_moved=abs(at - other) > 1)
            found[other] = Match(one.source, two.target, is_moved=True)
    return found
