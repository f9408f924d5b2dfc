"""Which raised numbers are notes, and which note each one is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leidraad import patterns
from leidraad.manuscript import notes
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.notes import Chain, Mark
from leidraad.manuscript.pdf.notelist import Printed
from leidraad.manuscript.pdf.rows import SUPERSCRIPTS
from leidraad.manuscript.pdf.weaving import Raised

_BRACKETS = patterns.lazy(r"(?<=\S)\s?\[(\d{1,3})\]")
_SHAPE = 3.4
_LISTED, _GAP = 1.0, 0.4
_POWER_COST = 2.2
_POWER = patterns.lazy(r"(?:^|[\s(\d])(?:[kcdm]?m|10)$")
_MOST_RANGE = 9


@dataclass(frozen=True, slots=True)
class Cited:
    """A raised number where it stands: the place of its chunk, the number, and the notes that it may name.

    `is_power` says that it stands after a unit or a ten, as a power does.
    """

    chunk: int
    raised: Raised
    numbers: tuple[int, ...]
    is_power: bool = False


class Marks:
    """The note references of a chapter, and the number that each of its notes gets.

    Numbers stay as printed; where they start anew on every page, or are signs, they are counted through.
    """

    def __init__(
        self, chunks: Sequence[Chunk], raised: Mapping[int, Sequence[Raised]], listed: Sequence[Printed]
    ):
        """Tie references to notes."""
        self.cited = [
            Cited(
                at,
                mark,
                _numbers(mark.printed.translate(SUPERSCRIPTS)),
                bool(_POWER.search(chunk.text[: mark.start])),
            )
            for at, chunk in enumerate(chunks)
            for mark in raised.get(chunk.span[0], ())
        ]
        self.numbered: list[tuple[int, Printed]] = []
        self.renumbered = _restarts(self.cited, listed)
        if self.renumbered:
            self._count_through(listed)
        else:
            for note in listed:
                if note.number.isdigit():
                    self.numbered.append((int(note.number), note))

    def find(self, chunks: Sequence[Chunk], listed: frozenset[int]) -> Chain:
        """Return the references in the chunks that the marks were made from."""
        if not any(cited.numbers for cited in self.cited):
            # Numbers that are printed as the text is: in brackets, or told by their words alone.
            bracketed = _rising(_in_brackets(chunks), listed)
            if bracketed or not listed:
                return Chain(tuple(map(_mark, bracketed)), (), _missing(bracketed, listed))
            return notes.find([chunk.text for chunk in chunks], listed)
        chain = self.cited if self.renumbered else _rising(self.cited, listed)
        missing = _missing(chain, listed)
        doubtful = [
            cited
            for cited in self.cited
            if cited not in chain and cited.numbers and set(cited.numbers) & {*missing}
        ]
        made = [[_mark(cited) for cited in group if cited.numbers] for group in (chain, doubtful)]
        return Chain(tuple(made[0]), tuple(made[1]), missing)

    def _count_through(self, listed: Sequence[Printed]) -> None:
        """Give references and notes new numbers, in the order of the text."""
        left = list(listed)
        counted: list[Cited] = []
        for count, cited in enumerate(self.cited, start=1):
            counted.append(Cited(cited.chunk, cited.raised, (count,)))
            printed = cited.raised.printed.translate(SUPERSCRIPTS).strip("[]()")
            page = cited.raised.page
            note = next((n for n in left if n.number == printed and n.rows[0].page >= page), None)
            if note is not None:
                left.remove(note)
                self.numbered.append((count, note))
        self.cited = counted
        self.numbered += [(len(counted) + at, note) for at, note in enumerate(left, start=1)]


def _numbers(printed: str) -> tuple[int, ...]:
    """Return the notes that a raised number names: one, several, or a range."""
    parts = [int(part) for part in re.findall(r"\d+", printed)]
    if len(parts) == 2 and re.search(r"[–-]", printed) and 0 < parts[1] - parts[0] <= _MOST_RANGE:
        return tuple(range(parts[0], parts[1] + 1))
    return tuple(part for part in parts if part)


def _restarts(cited: Sequence[Cited], listed: Sequence[Printed]) -> bool:
    """Tell whether the numbers start anew on pages, or are signs."""
    if any(not note.number.isdigit() for note in listed):
        return True
    firsts = [one.numbers[0] for one in cited if one.numbers]
    printed = [int(note.number) for note in listed]
    for numbers in (printed, firsts if not listed else []):
        ones = [at for at, number in enumerate(numbers) if number == 1]
        if len(ones) > 1 and all(b == a + 1 or b == 1 for a, b in pairwise(numbers)):
            return True
    return False


def _rising(cited: Sequence[Cited], listed: frozenset[int]) -> list[Cited]:
    """Return the best chain of rising numbers: those that are listed, with few left out."""
    scores: list[float] = []
    links: list[int | None] = []
    for at, one in enumerate(cited):
        if not one.numbers:
            scores.append(float("-inf"))
            links.append(None)
            continue
        worth = 1 + (_LISTED if set(one.numbers) <= listed else 0) - (_POWER_COST if one.is_power else 0)
        best, link = worth - (0 if one.numbers[0] == 1 or one.numbers[0] in listed else 0.5), None
        for before in range(max(at - 60, 0), at):
            earlier = cited[before]
            if earlier.numbers and earlier.numbers[-1] < one.numbers[0]:
                gap = one.numbers[0] - earlier.numbers[-1] - 1
                score = scores[before] + worth - min(gap * _GAP, 3.0)
                if score > best:
                    best, link = score, before
        scores.append(best)
        links.append(link)
    at_end = max(range(len(scores)), key=lambda at: scores[at], default=None)
    chain: list[Cited] = []
    while at_end is not None and scores[at_end] > 0:
        chain.insert(0, cited[at_end])
        at_end = links[at_end]
    if len(chain) == 1 and chain[0].numbers[0] not in listed | {1}:
        # A single raised number may be a power: a note it is when it stands after a sentence or a word.
        return []
    return chain


def _missing(chain: Sequence[Cited], listed: frozenset[int]) -> tuple[int, ...]:
    """Return the numbers between those of a chain, or of listed notes, that it lacks."""
    found = {number for cited in chain for number in cited.numbers}
    between = set(range(min(found), max(found))) if found else set()
    return tuple(sorted((between | listed) - found))


def _mark(cited: Cited) -> Mark:
    raised = cited.raised
    how = "a number in brackets" if raised.printed.startswith("[") else "a raised number in small type"
    reason = f"{how} (page {raised.page})" if raised.page else how
    return Mark(cited.chunk, raised.start, raised.end, cited.numbers, _SHAPE, _SHAPE, reason)


def _in_brackets(chunks: Sequence[Chunk]) -> list[Cited]:
    """Return the numbers in brackets that stand after a word."""
    return [
        Cited(at, Raised(match[0].strip(), match.start(), match.end(), 0), (int(match[1]),))
        for at, chunk in enumerate(chunks)
        for match in _BRACKETS.finditer(chunk.text)
    ]
