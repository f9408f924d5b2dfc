"""Frames: what is drawn around lines, behind them or along them, to set them off from the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from leidraad.manuscript.pdf.glyphs import Box, Page
from leidraad.manuscript.pdf.measures import Measures
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.strips import Strip

_LEAST_HEIGHT = 1.7
_THIN = 4.5
_NEAR = 2.5
_SAME_EDGE = 1.5
_WIDE = 0.6
_MOST_SHARE = 0.5
_LEAST_ROWS = 2


def find(strips: Sequence[Strip], pages: Mapping[int, Page], measures: Measures) -> dict[Row, Box]:
    """Return the frame of each line that has one; none where most of the text would have one."""
    found: dict[Row, Box] = {}
    letters = 0
    for strip in strips:
        letters += sum(row.letters for row in strip.rows)
        for frame in _frames(strip, pages[strip.page].boxes, measures):
            inside = [row for row in strip.rows if _holds(frame, row)]
            if len(inside) >= _LEAST_ROWS:
                # Of frames in one another the outermost counts.
                found.update((row, frame) for row in inside if row not in found)
    framed = sum(row.letters for row in found)
    return found if framed <= _MOST_SHARE * letters else {}


def _frames(strip: Strip, boxes: Iterable[Box], measures: Measures) -> list[Box]:
    """Return the frames in a strip, the largest first: boxes, bars at the side, and pairs of rules."""
    width, least = strip.right - strip.left, _LEAST_HEIGHT * measures.size
    near = _NEAR * measures.size
    frames: list[Box] = []
    rules: list[Box] = []
    for box in boxes:
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if high >= least and wide <= _THIN and strip.left - near <= box.x0 <= strip.left + 0.5 * width:
            # A bar sets off what stands to the right of it.
            frames.append(Box(box.x0, box.y0, strip.right, box.y1))
        elif high >= least and wide >= _WIDE * width and box.x0 < strip.right and box.x1 > strip.left:
            frames.append(box)
        elif box.is_rule and wide >= _WIDE * width:
            rules.append(box)
    frames += _between(rules, strip)
    return sorted(frames, key=lambda box: (box.y0 - box.y1, box.x0))


def _between(rules: Iterable[Box], strip: Strip) -> Iterator[Box]:
    """Yield the room between two rules of one length, where no third divides it as those of a table do."""
    ordered = sorted(rules, key=lambda rule: -rule.y0)
    if len(ordered) != 2:
        return
    for above, below in pairwise(ordered):
        alike = abs(above.x0 - below.x0) < _SAME_EDGE and abs(above.x1 - below.x1) < _SAME_EDGE
        # Rules under a running head and over a running foot have the whole page between them.
        outside = any(row.y > above.y1 or row.y < below.y0 for row in strip.rows)
        if alike and outside:
            yield Box(above.x0, below.y0, above.x1, above.y1)


def _holds(frame: Box, row: Row) -> bool:
    middle = row.y + 0.3 * row.size
    return frame.y0 < middle < frame.y1 and row.x0 >= frame.x0 - 1 and row.x0 < frame.x1
