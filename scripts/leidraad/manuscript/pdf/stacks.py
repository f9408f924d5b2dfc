"""Stacks: lines of one type that stand close under one another, and whether they are verse.

Prose is broken where the next word has no room; verse where the poet wants it. So lines are verse when the
next word would have fitted, and no sentence ends there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leidraad import patterns
from leidraad.manuscript.lines import HYPHENS
from leidraad.manuscript.pdf.glyphs import Box
from leidraad.manuscript.pdf.measures import Measures, same_size
from leidraad.manuscript.pdf.paras import MARKER
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.strips import Strip

_CLOSE = 1.2
_SENTENCE_END = patterns.lazy(r"[.!?…][’”'\"»)\]]*\d{0,3}$")
_ALIGNED = 0.3
_FIRST_INDENT = 2.6
_SPACE = 0.25
_SLACK = 0.1
_INSIDE = 0.3
_NARROW, _SPARE = 0.8, 1.5


@dataclass(eq=False, slots=True)
class Stack:
    """Lines that are aligned with one another.

    Attributes:
        width: how wide the widest of them is.
        right: how far to the right lines without space between them reach.
        is_verse: whether they were broken before they had to be.
    """

    rows: list[Row]
    strip: Strip
    frame: Box | None
    alignments: frozenset[str]
    width: float = 0.0
    right: float = 0.0
    is_verse: bool = False

    def has_room(self, row: Row, following: Row) -> bool:
        """Tell whether the first word of the next line would have fitted on a line."""
        word = following.words[0].x1 - following.words[0].x0
        more = _SPACE * row.size + word + _SLACK * row.size
        return (
            row.x1 + more < self.right if "left" in self.alignments else row.x1 - row.x0 + more < self.width
        )


def find(strips: Sequence[Strip], frames: Mapping[Row, Box], measures: Measures) -> dict[Row, Stack]:
    """Return the stack that each line stands in."""
    found: dict[Row, Stack] = {}
    for strip in strips:
        made = [*_stacks(strip, frames, measures)]
        for stack in made:
            found.update((row, stack) for row in stack.rows)
        for rows in _blocks(strip, frames, measures):
            right = max(row.x1 for row in rows)
            for row in rows:
                found[row].right = max(found[row].right, right)
        for stack in made:
            _judge(stack)
    return found


def _blocks(strip: Strip, frames: Mapping[Row, Box], measures: Measures) -> Iterator[list[Row]]:
    """Yield lines of one type without space between them, however they are aligned: they end at one edge."""
    block: list[Row] = []
    for row in strip.rows:
        if block and not (_is_close(block[-1], row, measures) and frames.get(block[-1]) is frames.get(row)):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _stacks(strip: Strip, frames: Mapping[Row, Box], measures: Measures) -> Iterator[Stack]:
    stack: Stack | None = None
    for row in strip.rows:
        frame = frames.get(row)
        if (
            stack is not None
            and stack.frame is frame
            and _is_close(stack.rows[-1], row, measures)
            and not MARKER.match(row.text)
        ):
            kept = _alignments(stack.rows[-1], row, is_second=len(stack.rows) == 1) & stack.alignments
            # Of justified lines all but the first of a paragraph keep the left edge as well.
            opens = "left" in stack.alignments - kept and _opens(stack, row, kept)
            if kept and not opens:
                stack.rows.append(row)
                stack.alignments = kept
                continue
        if stack is not None:
            yield stack
        stack = Stack([row], strip, frame, frozenset(("left", "centre", "right")))
    if stack is not None:
        yield stack


def _opens(stack: Stack, row: Row, alignments: frozenset[str]) -> bool:
    """Tell whether a line that starts farther in than those above it opens a paragraph of its own."""
    above, most = stack.rows[-1], _FIRST_INDENT * row.size
    if not 0 < row.x0 - above.x0 < most or above.text[-1] in HYPHENS:
        return False
    # One line far from the left edge may as well be the first of several that end at the right.
    is_margin = len(stack.rows) > 1 or above.x0 - stack.strip.left < most
    return (alignments == {"right"} and is_margin) or bool(_SENTENCE_END.search(above.plain))


def _is_close(above: Row, row: Row, measures: Measures) -> bool:
    return (
        same_size(above, row)
        and above.is_bold == row.is_bold
        and above.y - row.y <= _CLOSE * measures.leading(row.size)
    )


def _alignments(above: Row, row: Row, *, is_second: bool) -> frozenset[str]:
    """Return how two lines may be aligned; the first of a paragraph may be indented."""
    slack = _ALIGNED * row.size
    shift = above.x0 - row.x0
    found = []
    if abs(shift) <= slack or (is_second and 0 < shift < _FIRST_INDENT * row.size):
        found.append("left")
    if abs(above.x0 + above.x1 - row.x0 - row.x1) / 2 <= slack:
        found.append("centre")
    if abs(above.x1 - row.x1) <= slack:
        found.append("right")
    return frozenset(found)


def _judge(stack: Stack) -> None:
    """Tell whether a stack is verse, by what would have fitted on its lines."""
    rows, strip, size = stack.rows, stack.strip, stack.rows[0].size
    # The name under a text is no part of it.
    last = max((at for at, row in enumerate(rows) if _SENTENCE_END.search(row.plain)), default=len(rows) - 1)
    widest = max(row.x1 - row.x0 for row in rows)
    # Prose that is set in is mostly set in as far at the other side.
    edges = (stack.frame.x0, stack.frame.x1) if stack.frame else (strip.left, strip.right)
    left, right = min(row.x0 for row in rows) - edges[0], edges[1] - max(row.x1 for row in rows)
    inset = left if "left" in stack.alignments else right if "right" in stack.alignments else min(left, right)
    room = edges[1] - edges[0] - 2 * max(inset, 0)
    stack.width = widest
    breaks = [
        (above, row)
        for above, row in pairwise(rows[: last + 1])
        if not _SENTENCE_END.search(above.plain) and above.text[-1] not in HYPHENS
    ]
    is_justified = (
        len(breaks) > 1
        and "left" in stack.alignments
        and all(abs(row.x1 - rows[0].x1) < _ALIGNED * size for row in rows[:last])
    )
    if not breaks or is_justified or any(MARKER.match(row.text) for row in rows):
        return
    capitals = sum(row.text.lstrip("‘“\"'’")[:1].isupper() for _, row in breaks)
    inside = sum(stack.has_room(above, row) for above, row in breaks)
    if inside >= max(1, _INSIDE * len(breaks)):
        stack.is_verse = True
    elif widest < _NARROW * room - _SPARE * size:
        stack.is_verse = capitals == len(breaks)
