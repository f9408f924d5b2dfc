"""Lines grouped into chunks: what the layout shows as one paragraph, heading, verse line or list item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leidraad.manuscript import breaking, joins, tables
from leidraad.manuscript.furniture import DEFINITION, Cleared, heads_notes
from leidraad.manuscript.joins import Words, Woven
from leidraad.manuscript.lines import Line, Profile, ends_sentence, is_plain_head
from leidraad.manuscript.tables import Table, Wrapped

_INDENT = 3
_LEAD = 2
_MOST_MISSING = 3
_FULL = 0.95


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that run on in one another, and the space around them.

    Attributes:
        gap: how many blank lines stand before it.
        starts_page: whether it is the first on its page.
        is_open: whether the layout says that it goes on, which at the end of a text means a break-off.
        rows: the cells, where it is a table.
        wrapped: those of them that took more lines than one.
    """

    lines: tuple[Line, ...]
    woven: Woven
    gap: int
    starts_page: bool
    is_open: bool
    rows: tuple[tuple[str, ...], ...] = ()
    wrapped: tuple[Wrapped, ...] = ()

    @property
    def text(self) -> str:
        """Return the text on one line."""
        return self.woven.text

    @property
    def weaves(self) -> tuple[Wrapped, ...]:
        """Return the lines that were woven together, with how."""
        return self.wrapped or ((self.lines, self.woven),)

    @property
    def span(self) -> tuple[int, int]:
        """Return the numbers of the first and last line."""
        return self.lines[0].number, self.lines[-1].number

    @property
    def widths(self) -> tuple[float, ...]:
        """Return the widths of the lines that were full: all but the last."""
        return tuple(line.width for line in self.lines[:-1])

    @property
    def is_led(self) -> bool:
        """Tell whether two or more spaces stand before the first line only."""
        return self.lines[0].indent >= _LEAD and not self.is_indented

    @property
    def is_indented(self) -> bool:
        """Tell whether every line stands well to the right of the margin."""
        return min(line.indent for line in self.lines) >= _INDENT


def chunks(cleared: Cleared, profile: Profile, words: Words, lang: str) -> tuple[list[Chunk], list[Chunk]]:
    """Return the chunks of a text whose furniture is gone, and those of the notes at page feet."""
    lines = [line for line in cleared.lines if line.text]
    heading = next(
        (
            line.number
            for line, after in reversed([*pairwise(lines)])
            if heads_notes(line.text, lang) and DEFINITION.match(after.text)
        ),
        None,
    )
    text: list[Chunk] = []
    feet: list[Chunk] = []
    for stream, found, after in ((lines, text, heading), (cleared.footnotes, feet, 0)):
        starts = _definitions([line for line in stream if after is not None and line.number > after])
        cuts = starts | ({heading, heading + 1} if heading else set())
        ends = {table.lines[0].number: table for table in tables.find(stream, words, lang)}
        inside = {line.number for table in ends.values() for line in table.lines}
        cuts |= set(ends) | {table.lines[-1].number + 1 for table in ends.values()}
        cuts |= _heads(stream, profile)
        kept = [line for line in stream if line.number not in inside or line.number in ends]
        for group in breaking.groups(kept, cuts, cleared.breaks, profile):
            table = ends.get(group[0].number)
            last = group[-1]
            gap = profile.gap(found[-1].lines[-1], group[0]) if found else 0
            starts_page = group[0].number in cleared.breaks
            if table:
                found.append(_table(table, gap, starts_page))
                group = group[1:]
                if not group:
                    continue
                gap = 1
            is_open = last.is_hyphenated or (profile.spaced and last.tail == 1)
            woven = joins.weave(group, words, lang)
            found.append(Chunk(tuple(group), woven, gap, starts_page, is_open))
    return text, feet


def _heads(lines: Sequence[Line], profile: Profile) -> set[int]:
    """Return the numbers of the lines where what can only be a heading starts or ends."""
    is_head = [is_plain_head(line.text) and line.width < _FULL * profile.measure for line in lines]
    return {
        lines[at].number
        for at in range(1, len(lines))
        if is_head[at - 1] != is_head[at] and (is_head[at - 1] or not lines[at - 1].is_hyphenated)
    }


def _table(table: Table, gap: int, starts_page: bool) -> Chunk:
    """Return a table as one chunk."""
    text = " ".join(cell for row in table.rows for cell in row if cell)
    woven = Woven(text, ((0, table.lines[0].number),), ())
    return Chunk(table.lines, woven, gap, starts_page, False, table.rows, table.wrapped)


def _definitions(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that a note starts on: those whose own numbers run on."""
    starts: set[int] = set()
    last = 0
    before: Line | None = None
    for line in lines:
        match = DEFINITION.match(line.text)
        if match:
            number = int(match[1] or match[2])
            follows = last < number <= last + _MOST_MISSING if last else True
            inside = before and line.text[match.end()].islower() and not ends_sentence(before.text)
            if follows and not inside:
                starts.add(line.number)
                last = number
        before = line
    return starts
