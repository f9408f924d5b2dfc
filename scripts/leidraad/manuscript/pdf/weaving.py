"""Printed lines as chunks: one text each, with broken words whole and raised numbers in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leidraad.manuscript import joins
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.joins import Words, Woven
from leidraad.manuscript.lines import HYPHENS, Line, item
from leidraad.manuscript.pdf.paras import BULLETS
from leidraad.manuscript.pdf.rows import RAISED, Row

_BULLET = re.compile(rf"[{re.escape(BULLETS)}](?=\s)")
_OPENED = re.compile(r"^\((?=\w{1,2}\)\s)")
_NOTE = re.compile(r"\[?(\d{1,3}|[*†‡§]+)[\]).]{0,2}\s*")


@dataclass(frozen=True, slots=True)
class Raised:
    """A raised number in the text of a chunk: what is printed, from where to where, and on which page."""

    printed: str
    start: int
    end: int
    page: int


@dataclass(slots=True)
class Weaver:
    """Make chunks of lines, and remember the raised numbers of each by the number of its first line."""

    words: Words
    lang: str
    numbers: Mapping[Row, int]
    raised: dict[int, list[Raised]] = field(default_factory=dict)

    def chunk(self, rows: Sequence[Row], *, gap: bool = True) -> Chunk:
        """Return lines that run on as a chunk; `gap` says whether space stands before it."""
        lines = tuple(Line(self.numbers[row], row.text) for row in rows)
        woven = joins.weave(lines, self.words, self.lang)
        return self._made(rows, lines, woven, gap)

    def item(self, rows: Sequence[Row]) -> Chunk:
        """Return a list item as a chunk, with a marker that every list has."""
        chunk = self.chunk(rows)
        if item(chunk.text):
            return chunk
        lines = tuple(Line(self.numbers[row], row.text) for row in rows)
        first = Line(lines[0].number, _OPENED.sub("", _BULLET.sub("•", lines[0].text, count=1)))
        woven = joins.weave((first, *lines[1:]), self.words, self.lang)
        return self._made(rows, lines, woven, gap=True)

    def note(self, rows: Sequence[Row], number: int) -> Chunk:
        """Return the text of a note as a chunk that begins with its number."""
        first, *rest = rows
        text = (
            first.text.replace(RAISED, "", 1)
            if first.text.startswith(RAISED)
            else _NOTE.sub("", first.text, count=1)
        )
        lines = [
            Line(self.numbers[first], f"{number} {text.strip()}"),
            *(Line(self.numbers[r], r.text) for r in rest),
        ]
        woven = joins.weave(lines, self.words, self.lang)
        raised = [number for row in rows for number in row.raised]
        if first.text.startswith(RAISED):
            raised = raised[1:]
        parts = iter(raised)
        plain = re.sub(RAISED, lambda _: next(parts), woven.text)
        return Chunk(tuple(lines), Woven(plain, woven.starts, woven.joins), 1, False, False)

    def _made(self, rows: Sequence[Row], lines: tuple[Line, ...], woven: Woven, gap: bool) -> Chunk:
        """Return a chunk whose raised numbers are written out, and remember where they stand."""
        marks = [(number, row.page) for row in rows for number in row.raised]
        text, last, found = "", 0, []
        shifts: list[tuple[int, int]] = []
        for match, (printed, page) in zip(re.finditer(RAISED, woven.text), marks, strict=True):
            before = woven.text[last : match.start()]
            if before.endswith(" ") and woven.text[match.end() : match.end() + 1] in ("", " "):
                # A raised number that came first on its line belongs to the word above it.
                before = before[:-1]
                shifts.append((match.start() - 1, -1))
            text += before
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
        is_open = rows[-1].text[-1] in HYPHENS and rows[-1].text[-2:-1].isalnum()
        return Chunk(lines, Woven(text, starts, woven.joins), int(gap), False, is_open)
