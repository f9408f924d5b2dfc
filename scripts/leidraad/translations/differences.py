"""Where a translation differs from its source, each difference once and with both places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from leidraad import patterns
from leidraad.errors import counted
from leidraad.translations import numbers
from leidraad.translations.answers import are_exchanged
from leidraad.translations.codes import are_listings_alike, without_translated
from leidraad.translations.comparing import Match, matches
from leidraad.translations.costs import joined, sign
from leidraad.translations.items import are_sorted_anew, are_swapped, moved
from leidraad.translations.links import without_own
from leidraad.translations.part import Part, callouts
from leidraad.translations.rhythm import is_cut

_SHAPED = {"heading": "LR304", "callout": "LR305", "table": "LR307", "include": "LR308"}
_EMPTY = patterns.lazy(r", \d+ empty cells?$")
_ITEMS = {"list": "item of this list", "table": "cell of this table"}
_WITHOUT_NUMBERS = ("code", "include")


class Difference(NamedTuple):
    """One difference: the rule, a sentence, and the parts that it is about, None for a missing one."""

    code: str
    message: str
    source: Part | None
    target: Part | None


def differences(
    source: Sequence[Part],
    target: Sequence[Part],
    there: str,
    here: str,
    accepted: Iterable[tuple[str, str]] = (),
    langs: tuple[str, str] = ("", ""),
) -> Iterator[Difference]:
    """Yield how a translation differs from its source.

    Args:
        source: the parts of the chapter that is translated.
        target: those of the translation.
        there: what people call the file of the source.
        here: what they call that of the translation.
        accepted: the fingerprints of parts that were accepted as translations of each other.
        langs: the languages of both.
    """
    found = matches(source, target, accepted)
    told = _Told(source, target, there, here, found)
    notes = []
    # What one part lacks may stand in another one that has no counterpart, or two.
    uneven = [match for match in found if len(match.source) != len(match.target)]
    gaps = {source[at].section for match in uneven for at in match.source}
    gaps |= {target[at].section for match in uneven for at in match.target}
    for match in found:
        one, other = (
            joined([parts[at] for at in places]) if places else None
            for parts, places in ((source, match.source), (target, match.target))
        )
        if one and other:
            notes.append((one, other))
            if len(match.source) != len(match.target):
                yield told.parted(match, one, other)
            elif not told.is_at_home(match):
                yield told.moved(match, one, other)
            if not gaps & {one.section, other.section}:
                yield from _cut(one, other, there)
            yield from _between(one, other, there, langs)
        elif not told.is_with_its_callout(match):
            yield told.alone(one, other)
    yield from _references(notes, there)


def differences_beside(
    source: Sequence[Part], target: Sequence[Part], there: str, langs: tuple[str, str] = ("", "")
) -> Iterator[Difference]:
    """Yield how what stands beside a translation, notes and the like, differs from its source.

    Which of it is missing is for those to tell who know what is referred to.
    """
    known = {part.id: part for part in source}
    for other in target:
        if other.id in known:
            yield from _cut(known[other.id], other, there)
            yield from _between(known[other.id], other, there, langs)


class _Told:
    """What is said of a match as such, and whether it was said of another one already."""

    def __init__(
        self, source: Sequence[Part], target: Sequence[Part], there: str, here: str, found: Sequence[Match]
    ) -> None:
        self.there, self.here = there, here
        self.is_same_shape = [*map(sign, source)] == [*map(sign, target)]
        self.sources, self.targets = callouts(source), callouts(target)
        self.moved_to = {m.source[0]: m.target[0] for m in found if m.is_moved}
        self.known = {at: m.target for m in found for at in m.source}
        self.back = {at: m.source for m in found for at in m.target}
        self.strayed: tuple[int, int] | None = None

    def is_with_its_callout(self, match: Match) -> bool:
        """Tell whether a part without counterpart stands in a callout that has none."""
        if match.source:
            callout = self.sources[match.source[0]]
            return callout is not None and not self.known[callout]
        callout = self.targets[match.target[0]]
        return callout is not None and not self.back[callout]

    def is_at_home(self, match: Match) -> bool:
        """Tell whether a pair stands where it should, or moved with what stands before it."""
        (i, *_), (j, *_) = match.source, match.target
        one, other = self.sources[i], self.targets[j]
        if match.is_moved:
            # A callout takes along what it holds, and the first of some parts the next ones.
            is_led = self.moved_to.get(i - 1) == j - 1
            return is_led or (one is not None and other is not None and self.moved_to.get(one) == other)
        lost = [at for at in (one,) if at is not None and not self.known[at]]
        new = [at for at in (other,) if at is not None and not self.back[at]]
        if lost or new or (one is None and other is None):
            return True
        if one is not None and other is not None and other in self.known[one]:
            return True
        is_led, self.strayed = self.strayed == (i - 1, j - 1), (i, j)
        return is_led

    def alone(self, one: Part | None, other: Part | None) -> Difference:
        """Return that a part has no counterpart."""
        part = one or other
        assert part is not None
        code = {"heading": "LR304", "callout": "LR305", "include": "LR308"}.get(part.kind, "LR303")
        if one:
            return Difference(
                code, f"{_name(one)} has no counterpart in {self.here}; translate it.", one, None
            )
        message = f"{_name(part)} has no counterpart in {self.there}; add it there, or remove it here."
        return Difference(code, message, None, other)

    def parted(self, match: Match, one: Part, other: Part) -> Difference:
        """Return that a part is two in the other language."""
        place = _place(one, self.there)
        how = "are one here" if len(match.source) > 1 else "is two here"
        message = f"{_name(one)} of {place} {how}; part the text at the same places."
        return Difference("LR318", message, one, other)

    def moved(self, match: Match, one: Part, other: Part) -> Difference:
        """Return that a part stands elsewhere; a guess only where everything looks the same."""
        is_sure = bool(one.is_named or one.notes or one.links or one.images)
        code = "LR316" if is_sure or not self.is_same_shape else "LR317"
        message = f"{_name(other)} stands elsewhere in {_place(one, self.there)}; use the same order."
        return Difference(code, message, one, other)


def _between(one: Part, other: Part, there: str, langs: tuple[str, str]) -> Iterator[Difference]:
    """Yield how two parts differ that are each other's translation."""
    if _alike(one) == _alike(other) and not one.right:
        return
    place = _place(one, there)
    within = [*_within(one, other, place, langs)]
    # A cell may be empty since its number or picture is missing, which is told.
    is_empty = bool(within) and _EMPTY.sub("", one.shape) == _EMPTY.sub("", other.shape)
    if one.shape != other.shape and not is_empty:
        mine, theirs = other.shape or "nothing", one.shape or "nothing"
        sort = f"{one.sort[0].upper()}{one.sort[1:]}"
        message = f"{sort} differs: {mine} here, {theirs} in {place}; make them the same."
        yield Difference(_SHAPED.get(one.kind, "LR306"), message, one, other)
    if one.kind == other.kind == "code" and not are_listings_alike((one.codes[0], other.codes[0]), langs):
        yield Difference("LR306", f"This code is not that of {place}; make them the same.", one, other)
    yield from within or _in_order(one, other, place)


def _alike(part: Part) -> tuple[object, ...]:
    """Return what of a part is the same in every language, but for answers: what of it differs is told."""
    return (
        *(part.kind, part.shape, part.images, part.links, part.notes),
        *(part.numbers, part.codes, part.items),
    )


def _cut(one: Part, other: Part, there: str) -> Iterator[Difference]:
    """Yield that one of two parts has so few words beside the other that some of it is missing."""
    # What is built otherwise is told as that.
    if is_cut(one.words, other.words) and one.shape == other.shape and not (one.is_open or other.is_open):
        said, place = counted(other.words, "word"), _place(one, there)
        message = f"This has {said}, and {place} has {one.words}; say all of it in both."
        yield Difference("LR324", message, one, other)


def _in_order(one: Part, other: Part, place: str) -> Iterator[Difference]:
    """Yield what stands at another item, in another cell or another sentence."""
    # Each language has an alphabetical order of its own.
    if are_sorted_anew(one.begins, other.begins):
        return
    # Where one is missing, others may only seem to have moved.
    if sorted(one.notes) != sorted(other.notes):
        return
    where = _ITEMS.get(one.kind, "sentence")
    marks = moved(one.items, other.items)
    if marks and (one.kind in _ITEMS or are_swapped(one.items, other.items, marks)):
        said = f"{marks[0]} stands" if len(marks) == 1 else f"{' and '.join(marks[:2])} stand"
        message = f"{said} in another {where} in {place}; mend one of them."
        yield Difference("LR317", message, one, other)
    elif not marks and one.shape == other.shape and are_exchanged(one, other):
        message = f"Another answer seems to be ticked in {place}; use the same order in both."
        yield Difference("LR317", message, one, other)


def _within(one: Part, other: Part, place: str, langs: tuple[str, str]) -> Iterator[Difference]:
    """Yield how what two parts hold differs: pictures, links, code and numbers."""
    compared = [("LR309", "picture", other.images, one.images), ("LR310", "link", other.links, one.links)]
    if one.kind != "code":
        compared.append(("LR323", "code", other.codes, one.codes))
    if one.kind not in _WITHOUT_NUMBERS:
        compared.append(("LR311", "number", other.numbers, one.numbers))
    for code, what, here, wanted in compared:
        if here == wanted:
            continue
        if code == "LR311":
            missing, extra = _numbers_left(one, other)
        else:
            missing, extra = _left(one, other, wanted, here), _left(other, one, here, wanted)
        if code in ("LR309", "LR310"):
            missing, extra = without_own(missing, extra, langs)
        elif code == "LR323":
            missing, extra = without_translated(missing, extra, langs)
        for theirs, mine in zip_longest(missing.elements(), extra.elements()):
            if theirs is None:
                message = f"The {what} {mine} is not in {place}; mend one of them."
            elif mine is None:
                message = f"The {what} {theirs} of {place} is missing here; add it."
            else:
                message = f"The {what} is {mine} here and {theirs} in {place}; mend one of them."
            yield Difference(code, message, one, other)


def _left(one: Part, other: Part, mine: Sequence[str], theirs: Sequence[str]) -> Counter[str]:
    """Return what one part has and the other has not, but not what went with an item, a row or a column."""
    return Counter() if _is_larger(one, other) else Counter(mine) - Counter(theirs)


def _is_larger(one: Part, other: Part) -> bool:
    return _size(one) > _size(other)


def _numbers_left(one: Part, other: Part) -> tuple[Counter[str], Counter[str]]:
    """Return the numbers that only the source has, and those that only the translation has."""
    missing, extra = numbers.left(one.numbers, other.numbers)
    return (
        Counter(() if _is_larger(one, other) else missing),
        Counter(() if _is_larger(other, one) else extra),
    )


def _size(part: Part) -> int:
    """Return how many items a list has, or cells a table."""
    if part.kind not in ("list", "table"):
        return 0
    counts = [int(count) for count in re.findall(r"\d+", part.shape)[:2]]
    return math.prod(counts) if part.kind == "table" else counts[0]


def _references(pairs: Sequence[tuple[Part, Part]], there: str) -> Iterator[Difference]:
    """Yield the notes that are referred to elsewhere; those of one language only are told by their text."""
    both = {note for one, _ in pairs for note in one.notes}
    both &= {note for _, other in pairs for note in other.notes}
    differing = [pair for pair in pairs if pair[0].notes != pair[1].notes]
    lost = [[n for n in _left(a, b, a.notes, b.notes).elements() if n in both] for a, b in differing]
    new = [[n for n in _left(b, a, b.notes, a.notes).elements() if n in both] for a, b in differing]
    for (one, _), gone in zip(differing, lost, strict=True):
        for pair, come in zip(differing, new, strict=True):
            for note in sorted({*gone} & {*come}):
                gone.remove(note)
                come.remove(note)
                message = f"Note [^{note}] stands in {_place(one, there)}, not here; move one of them."
                yield Difference("LR315", message, *pair)
    for (one, other), gone, come in zip(differing, lost, new, strict=True):
        place = _place(one, there)
        for theirs, mine in zip_longest(gone, come):
            if mine is None:
                message = f"Note [^{theirs}] of {place} is not referred to here; add it."
            elif theirs is None:
                message = f"Note [^{mine}] is not referred to in {place}; mend one of them."
            else:
                message = f"Note [^{mine}] stands here and [^{theirs}] in {place}; mend one of them."
            yield Difference("LR315", message, one, other)


def _place(part: Part, path: str) -> str:
    return f"{path}:{part.line}" if part.line else path


def _name(part: Part) -> str:
    """Return what people call a part: its kind, and how it begins."""
    said = part.begin or part.shape
    begin = said if len(said) <= 40 else f"{said[:40].rpartition(' ')[0]} …"
    shape = part.shape.partition(" ")[0] if part.kind == "callout" else part.sort
    return f"The {shape} ‘{begin}’" if begin else f"The {shape}"
