"""How a translation stands to its source, block by block: up to date, stale, missing or never confirmed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from leidraad.translations.comparing import matches
from leidraad.translations.locks import Entry
from leidraad.translations.part import Part

State = Literal["translated", "unconfirmed", "stale", "missing", "extra"]

# Two texts of which less is the same are not one text that was changed.
_LEAST_ALIKE = 0.4
_SAME_PLACE = 0.3


class Standing(NamedTuple):
    """One block of the source and its translation.

    Attributes:
        state: `translated` where the source is as it was when the translation was accepted, `stale` where it
            has changed since, `unconfirmed` where nobody has accepted the translation, `missing` where there
            is none, and `extra` where only a translation is left.
        source: the block of the source; None where it is `extra`.
        target: the translated block; None where it is `missing`.
        entry: what the lock file has of them, if anything.
        is_touched: the translation has changed as well since it was accepted.
    """

    state: State
    source: Part | None
    target: Part | None
    entry: Entry | None = None
    is_touched: bool = False

    @property
    def id(self) -> str:
        """Return what the block is called."""
        part = self.source or self.target
        assert part is not None
        return part.id


def standings(
    source: Sequence[Part], target: Sequence[Part], entries: Sequence[Entry] = ()
) -> list[Standing]:
    """Return how each block of the source is translated, in order, then what only the translation has.

    A block is known again by its fingerprint, wherever it stands, so that no edit makes its neighbours
    stale. One that was edited is known by what it said, and where that does not tell, by its place.

    Args:
        source: the parts of the chapter that is translated, with their texts unless all are as accepted.
        target: those of the translation.
        entries: what the lock file has.
    """
    entries = _settled(entries, source, target)
    known = _tied([e.source for e in entries], [part.fingerprint for part in source])
    made = _tied([e.target for e in entries], [part.fingerprint for part in target])
    changed = _recognised(entries, source, known, made)
    of_source = {s: n for n, s in (known | changed).items()}
    of_target = {t: n for n, t in made.items()}
    partner = {s: made[n] for s, n in of_source.items() if n in made}
    partner |= _aligned(source, target, of_source, of_target, partner, entries)
    found = []
    for s, part in enumerate(source):
        t = partner.get(s)
        # What was accepted of a translation tells best what that is of.
        number = of_target.get(-1 if t is None else t, of_source.get(s))
        entry = None if number is None else entries[number]
        found.append(_standing(part, None if t is None else target[t], entry))
    for t in sorted({*range(len(target))} - {*partner.values()}):
        entry = entries[of_target[t]] if t in of_target else None
        found.append(Standing("extra", None, target[t], entry))
    return found


def asides(source: Sequence[Part], target: Sequence[Part], entries: Sequence[Entry] = ()) -> list[Standing]:
    """Return how each note, and the description, is translated; they are known by their names.

    Args:
        source: what the chapter has to translate beside its blocks.
        target: what the translation has of that.
        entries: what the lock file has.
    """
    made = {part.id: part for part in target}
    there = {part.fingerprint for part in target}
    # What was accepted of a translation tells best what that is of.
    surest = sorted(_settled(entries, source, target), key=lambda entry: entry.target in there)
    known = {entry.id: entry for entry in surest}
    found = [_standing(part, made.pop(part.id, None), known.get(part.id)) for part in source]
    return found + [Standing("extra", None, part, known.get(part.id)) for part in made.values()]


def _settled(entries: Sequence[Entry], source: Sequence[Part], target: Sequence[Part]) -> list[Entry]:
    """Return the entries without those that a merge kept beside the one that is true.

    Two branches may accept a block each in its way. Both entries have one name and share a side; true is the
    one of which both sides are there.
    """
    if len({entry.id for entry in entries}) == len(entries):
        return [*entries]
    here, there = {part.fingerprint for part in source}, {part.fingerprint for part in target}
    true = {
        (entry.id, side)
        for entry in entries
        if entry.source in here and entry.target in there
        for side in (entry.source, entry.target)
    }
    return [
        entry
        for entry in entries
        if (entry.source in here and entry.target in there)
        or not {(entry.id, entry.source), (entry.id, entry.target)} & true
    ]


def _standing(source: Part, target: Part | None, entry: Entry | None) -> Standing:
    """Return how a block stands of which it is known what belongs to it."""
    if target is None or target.is_open:
        return Standing("missing", source, target, entry)
    if entry is None:
        return Standing("unconfirmed", source, target)
    state: State = "translated" if entry.source == source.fingerprint else "stale"
    return Standing(state, source, target, entry, entry.target != target.fingerprint)


def _tied(wanted: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Return the place in `there` of each of `wanted`; of equal ones, those between the same neighbours."""
    if [*wanted] == [*there]:
        return {n: n for n in range(len(wanted))}
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        found |= {a + n: b + n for n in range(size)}
    free: dict[str, list[int]] = defaultdict(list)
    taken = {*found.values()}
    for place in range(len(there) - 1, -1, -1):
        if place not in taken:
            free[there[place]].append(place)
    for n, fingerprint in enumerate(wanted):
        if n not in found and free[fingerprint]:
            found[n] = free[fingerprint].pop()
    return found


def _recognised(
    entries: Sequence[Entry], source: Sequence[Part], known: Mapping[int, int], made: Mapping[int, int]
) -> dict[int, int]:
    """Return the changed source block of each entry whose block is no more as it was."""
    lost = [n for n in range(len(entries)) if n not in known]
    free = sorted({*range(len(source))} - {*known.values()})
    if not lost or not free:
        return {}
    words = {s: Counter(source[s].text.split()) for s in free}
    holders: dict[str, list[int]] = defaultdict(list)
    for s in free:
        for word in words[s]:
            holders[word].append(s)
    likely: list[tuple[float, int, int]] = []
    for n in lost:
        said = Counter(entries[n].text.split())
        shared: Counter[int] = Counter()
        for word, times in said.items():
            for s in holders[word]:
                shared[s] += min(times, words[s][word])
        before, after = _neighbours(n, known, len(entries))
        for s in free:
            is_near = before < s < after or entries[n].id == source[s].id
            alike = 2 * shared[s] / ((said.total() + words[s].total()) or 1) + _SAME_PLACE * is_near
            if alike >= _LEAST_ALIKE:
                likely.append((alike, n, s))
    found: dict[int, int] = {}
    # Of two entries that one block is like, the one whose translation is there goes first.
    for _, n, s in sorted(likely, key=lambda one: (-one[0], one[1] not in made, one[1:])):
        if n not in found and s not in found.values():
            found[n] = s
    return found


def _neighbours(n: int, known: Mapping[int, int], count: int) -> tuple[float, float]:
    """Return the places in the source of the nearest known entries before and after entry `n`."""
    before = next((known[m] for m in range(n - 1, -1, -1) if m in known), -1)
    after = next((known[m] for m in range(n + 1, count) if m in known), float("inf"))
    return before, after


def _aligned(
    source: Sequence[Part],
    target: Sequence[Part],
    of_source: Mapping[int, int],
    of_target: Mapping[int, int],
    partner: Mapping[int, int],
    entries: Sequence[Entry],
) -> dict[int, int]:
    """Return the translation of each source block that the lock file does not tell of, by its place.

    Blocks are compared only behind the same paired neighbour, then before it: elsewhere is another block.
    What it tells of both sides apart belongs together only where two branches accepted it by one name.
    """
    found: dict[int, int] = {}
    if len(partner) == min(len(source), len(target)):
        return found
    for side in (_behind, _before):
        paired = {**partner, **found}
        gaps: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for s, gap in side(len(source), paired):
            gaps[gap][0].append(s)
        for t, gap in side(len(target), {t: t for t in paired.values()}):
            gaps[gap][1].append(t)
        for mine, theirs in gaps.values():
            for s, t in _paired(mine, theirs, source, target):
                one, other = of_source.get(s), of_target.get(t)
                if one is None or other is None or entries[one].id == entries[other].id:
                    found[s] = t
    return found


def _behind(count: int, paired: Mapping[int, int]) -> Iterator[tuple[int, int | None]]:
    """Yield each place that is not paired, with what the nearest paired place above it is paired with."""
    gap = None
    for place in range(count):
        if place in paired:
            gap = paired[place]
        else:
            yield place, gap


def _before(count: int, paired: Mapping[int, int]) -> Iterator[tuple[int, int | None]]:
    """Yield each place that is not paired, with what the nearest paired place below it is paired with."""
    gap = None
    found = []
    for place in range(count - 1, -1, -1):
        if place in paired:
            gap = paired[place]
        else:
            found.append((place, gap))
    yield from reversed(found)


def _paired(
    mine: Sequence[int], theirs: Sequence[int], source: Sequence[Part], target: Sequence[Part]
) -> Iterator[tuple[int, int]]:
    """Yield the places of the parts that correspond, of those at `mine` and at `theirs`."""
    if not mine or not theirs:
        return
    for match in matches([source[s] for s in mine], [target[t] for t in theirs]):
        if match.source and match.target:
            # Where one is two in the other language, the first goes on with what was known.
            yield mine[match.source[0]], theirs[match.target[0]]
