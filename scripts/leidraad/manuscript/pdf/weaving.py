"""Printed lines as chunks: one text each, with broken words whole and raised numbers in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leidraad import patterns
from leidraad.manuscript import joins
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.joins import Words, Woven
from leidraad.manuscript.lines import HYPHENS, Line, item
from leidraad.manuscript.pdf.paras import BULLETS
from leidraad.manuscript.pdf.rows import RAISED, Row

_BULLET = patterns.lazy(rf"[{BULLETS}](?=\s)")
_OPENED = patterns.lazy(r"^\((?=\w{1,2}\)\s)")
_NOTE = patterns.lazy(r"\[?(\d{1,3}|[*†‡§]+)[\]).]{0,2}\s*")


@dataclass(frozen=True, slots=True)
class Raised:
    """A raised number in the text of a chunk: what is printed, from where to where, and on which page."""

    printed: str
    start: int
    end: int
    page: int


@dataclass(slots=True)
class Weaver:
    """Make chunks of lines, and remember the raised numbers of each by the number of its first line.

    `read` tells what each line was taken to say: it has the markers that every list has, and notes begin with
    the number that they get. The audit holds the chapter against it.
    """

    words: Words
    lang: str
    numbers: Mapping[Row, int]
    raised: dict[int, list[Raised]] = field(default_factory=dict)
    read: dict[Row, str] = field(default_factory=dict)

    def chunk(self, rows: Sequence[Row], *, gap: bool = True) -> Chunk:
        """Return lines that run on as a chunk; `gap` says whether space stands before it."""
        return self._made(rows, rows[0].text, gap)

    def item(self, rows: Sequence[Row]) -> Chunk:
        """Return a list item as a chunk, with a marker that every list has."""
        text = rows[0].text
        if not item(f"{text} x"):
            text = _OPENED.sub("", _BULLET.sub("•", text, count=1))
        return self._made(rows, text, gap=True)

    def note(self, rows: Sequence[Row], number: int) -> Chunk:
        """Return the text of a note as a chunk that begins with its number."""
        first = rows[0]
        sign = first.text.startswith(RAISED)
        text = first.text.removeprefix(RAISED) if sign else _NOTE.sub("", first.text, count=1)
        parts = iter([mark for row in rows for mark in row.raised][sign:])
        texts = [
            re.sub(RAISED, lambda _: next(parts), part)
            for part in (f"{number} {text.strip()}", *(row.text for row in rows[1:]))
        ]
        lines = tuple(Line(self.numbers[row], text) for row, text in zip(rows, texts, strict=True))
        self.read.update(zip(rows, texts, strict=True))
        return Chunk(lines, joins.weave(lines, self.words, self.lang), 1, False, False)

    def _made(self, rows: Sequence[Row], first: str, gap: bool) -> Chunk:
        """Return a chunk whose raised numbers are written out, and remember where they stand."""
        texts = [first, *(row.text for row in rows[1:])]
        for at, text in enumerate(texts):
            if at and (text == RAISED or text.startswith(f"{RAISED} ")):
                # A raised number that came first on its line belongs to the word above it.
                texts[at - 1], texts[at] = texts[at - 1] + RAISED, text.removeprefix(RAISED).lstrip()
        kept = [(row, text) for row, text in zip(rows, texts, strict=True) if text]
        lines = tuple(Line(self.numbers[row], text) for row, text in kept)
        woven = joins.weave(lines, self.words, self.lang)
        marks = iter([(mark, row.page) for row in rows for mark in row.raised])
        text, last, found = "", 0, []
        shifts: list[tuple[int, int]] = []
        for match in re.finditer(RAISED, woven.text):
            printed, page = next(marks)
            text += woven.text[last : match.start()]
            found.append(Raised(printed, len(text), len(text) + len(printed), page))
            text += printed
            last = match.end()
            shifts.append((match.start(), len(printed) - 1))
        text += woven.text[last:]
        starts = tuple(
            (start + sum(shift for at, shift in shifts if at < start), number)
            for start, number in woven.starts
        )
        if found:
            self.raised[lines[0].number] = found
        printed_marks = iter([mark for row in rows for mark in row.raised])
        plain = [re.sub(RAISED, lambda _: next(printed_marks), text) for text in texts]
        self.read.update(zip(rows, plain, strict=True))
        lines = tuple(Line(self.numbers[row], text) for row, text in zip(rows, plain, strict=True) if text)
        is_open = rows[-1].text[-1] in HYPHENS and rows[-1].text[-2:-1].isalnum()
        return Chunk(lines, Woven(text, starts, woven.joins), int(gap), False, is_open)
