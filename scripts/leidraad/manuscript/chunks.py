"""Lines grouped into chunks: what the layout shows as one paragraph, heading, verse line or list item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from leidraad.manuscript import joins
from leidraad.manuscript.furniture import DEFINITION, Cleared, heads_notes
from leidraad.manuscript.joins import Words, Woven
from leidraad.manuscript.lines import Line, Profile

_INDENT = 3
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that run on in one another, and the space around them.

    Attributes:
        gap: how many blank lines stand before it.
        starts_page: whether it is the first on its page.
        is_open: whether the layout says that it goes on, which at the end of a text means a break-off.
    """

    lines: tuple[Line, ...]
    woven: Woven
    gap: int
    starts_page: bool
    is_open: bool

    @property
    def text(self) -> str:
        """Return the text on one line."""
        return self.woven.text

    @property
    def span(self) -> tuple[int, int]:
        """Return the numbers of the first and last line."""
        return self.lines[0].number, self.lines[-1].number

    @property
    def widths(self) -> tuple[int, ...]:
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
    heading = next((line.number for line in reversed(lines) if heads_notes(line.text, lang)), None)
    text: list[Chunk] = []
    feet: list[Chunk] = []
    for stream, found, after in ((lines, text, heading), (cleared.footnotes, feet, 0)):
        starts = {
            line.number
            for line in stream
            if after is not None and line.number > after and DEFINITION.match(line.text)
        }
        cuts = starts | ({heading, heading + 1} if heading else set())
        for group in _group(stream, cuts, profile):
            last = group[-1]
            gap = group[0].number - found[-1].lines[-1].number - 1 if found else 0
            starts_page = group[0].number in cleared.breaks
            is_open = last.is_hyphenated or (profile.spaced and last.tail == 1)
            woven = joins.weave(group, words, lang)
            found.append(Chunk(tuple(group), woven, max(gap, 0), starts_page, is_open))
    return text, feet


def _group(lines: Sequence[Line], cuts: set[int], profile: Profile) -> list[list[Line]]:
    """Return `lines` in groups that run on; a line whose number is in `cuts` always starts one."""
    limits = _limits(lines, profile)
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and line.number not in cuts:
            gap = line.number - before.number - 1
            if profile.wraps(before, line, gap, limits[before.number]):
                groups[-1].append(line)
                continue
        groups.append([line])
    return groups


def _limits(lines: Sequence[Line], profile: Profile) -> dict[int, int]:
    """Return for each line the width that a full line has in its place.

    A block that is set narrower gives its own widest line; a run of short lines, as verse is, does not.
    """
    limits: dict[int, int] = {}
    run: list[Line] = []
    for line, after in zip_longest(lines, lines[1:]):
        run.append(line)
        if after is None or after.number > line.number + 1:
            widest = max(other.width for other in run)
            limits |= {other.number: max(widest, int(0.8 * profile.measure)) for other in run}
            run = []
    return limits
