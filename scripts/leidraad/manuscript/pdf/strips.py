"""The order of reading: pages cut into strips of text that run from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from leidraad.manuscript.pdf.measures import Measures, usual
from leidraad.manuscript.pdf.rows import Row

_GUTTER = 0.8
_LEAST_ROWS = 6
_LEAST_WORDS = 3.5
_BODY = 0.03
_SET_IN = 6.0

Interval = tuple[float, float]


@dataclass(slots=True)
class Strip:
    """Lines that stand under one another, and the edges of the type area that they stand in.

    `kind` is the number of columns there; strips of one kind have the same width.
    """

    page: int
    rows: list[Row]
    kind: int = 1
    left: float = 0.0
    right: float = 0.0
    after: list[Row] = field(default_factory=list)


def strips(pages: Sequence[Sequence[Row]], measures: Measures) -> list[Strip]:
    """Return the strips of all pages in the order of reading, with their edges."""
    found = [strip for page in pages if page for strip in _cut(list(page), measures, ())]
    if any(strip.kind > 1 for strip in found):
        # What shows on one page by itself shows on others where less of it stands.
        known = _gutters(found)
        found = [strip for page in pages if page for strip in _cut(list(page), measures, known)]
    for kind in {strip.kind for strip in found}:
        _set_edges([strip for strip in found if strip.kind == kind], measures)
    return found


def _gutters(found: Sequence[Strip]) -> tuple[Interval, ...]:
    """Return the white between columns that stand beside one another on some page."""
    made = []
    for left, right in pairwise(found):
        if left.page == right.page and left.kind == right.kind > 1:
            white = max(row.x1 for row in left.rows), min(row.x0 for row in right.rows)
            made += [white] if white[0] < white[1] else []
    return tuple(made)


def _cut(rows: list[Row], measures: Measures, known: Sequence[Interval]) -> list[Strip]:
    """Return a page as one strip, or cut where two columns stand beside one another."""
    page = rows[0].page
    gutter = _gutter(rows, measures) or _known_gutter(rows, known)
    if gutter is None:
        return [Strip(page, rows)]
    x, start, end = gutter
    halves: tuple[list[Row], list[Row]] = [], []
    for row in rows[start:end]:
        at = sum(word.x1 <= x for word in row.words)
        if at:
            halves[0].append(row.take(0, at))
        if at < len(row.words):
            halves[1].append(row.take(at, len(row.words)))
    inside = [strip for half in halves for strip in _cut(half, measures, ())]
    for strip in inside:
        strip.kind += 1
    around = [[Strip(page, part)] if part else [] for part in (rows[:start], rows[end:])]
    return around[0] + inside + around[1]


def _gutter(rows: Sequence[Row], measures: Measures) -> tuple[float, int, int] | None:
    """Return where white space runs down between two columns of text, and along which lines."""
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    width = _GUTTER * measures.size
    best: tuple[int, float, int, int] | None = None
    starts = {
        round(word.x0, 1)
        for row in rows
        for before, word in zip((None, *row.words), row.words, strict=False)
        if before is None or word.x0 - before.x1 >= width
    }
    for x in sorted(starts):
        # Columns are about as wide as one another.
        if not 0.25 * (x1 - x0) < x - x0 < 0.75 * (x1 - x0):
            continue
        start = 0
        for end in range(len(rows) + 1):
            if end < len(rows) and not any(w.x0 < x - 0.1 and w.x1 > x - width for w in rows[end].words):
                continue
            run = rows[start:end]
            left = [[w for w in row.words if w.x1 < x] for row in run]
            right = [[w for w in row.words if w.x0 >= x - 0.1] for row in run]
            if _is_text(left) and _is_text(right) and (best is None or len(run) > best[0]):
                best = len(run), x - width / 2, start, end
            start = end + 1
    return best[1:] if best else None


def _known_gutter(rows: Sequence[Row], known: Sequence[Interval]) -> tuple[float, int, int] | None:
    """Return the longest run of lines with a gutter of other pages between them."""
    best: tuple[int, float, int, int] | None = None
    for white in known:
        start = 0
        for end in range(len(rows) + 1):
            if end < len(rows) and not any(
                w.x0 < white[1] - 0.1 and w.x1 > white[0] + 0.1 for w in rows[end].words
            ):
                continue
            run = rows[start:end]
            sides = [row.x0 >= white[1] - 0.1 for row in run]
            both = any(sides) or any(row.x1 > white[1] for row in run)
            if both and not all(sides) and len(run) > 1 and (best is None or len(run) > best[0]):
                best = len(run), sum(white) / 2, start, end
            start = end + 1
    return best[1:] if best else None


def _is_text(parts: Sequence[Sequence[object]]) -> bool:
    """Tell whether the parts of lines on one side are running text and no cells of a table."""
    counts = [len(part) for part in parts if part]
    return len(counts) >= _LEAST_ROWS and sum(counts) / len(counts) >= _LEAST_WORDS


def _set_edges(found: Sequence[Strip], measures: Measures) -> None:
    """Set the edges of strips of one kind: one width, and one left for the pages of a side."""
    bodies = [[r for r in strip.rows if abs(measures.ratio(r) - 1) < _BODY] or strip.rows for strip in found]
    for strip, rows in zip(found, bodies, strict=True):
        strip.left = _leftmost(rows)
    widths = [row.x1 - strip.left for strip, rows in zip(found, bodies, strict=True) for row in rows]
    most, ordered = usual(widths), sorted(widths)
    assert most is not None
    widest = ordered[int(0.98 * (len(ordered) - 1))]
    justified = most[1] >= max(0.3 * len(widths), 3) and most[0] > 0.9 * widest
    if found[0].kind == 1:
        _agree(found, bodies, measures)
        # With the margins known the width is: what is set in on both sides no longer counts as a margin.
        widths = [row.x1 - strip.left for strip, rows in zip(found, bodies, strict=True) for row in rows]
        most, ordered = usual(widths), sorted(widths)
        assert most is not None
        widest = ordered[int(0.98 * (len(ordered) - 1))]
        if not justified or most[0] > widest - measures.size:
            justified = most[1] >= max(0.3 * len(widths), 3) and most[0] > 0.9 * widest
    width = most[0] if justified and most[0] > 0.95 * widest else widest
    for strip in found:
        strip.right = strip.left + width


def _leftmost(rows: Sequence[Row]) -> float:
    """Return the leftmost place at which more than a stray line starts."""
    starts = sorted(row.x0 for row in rows)
    least = max(2, 0.06 * len(starts))
    for start in starts:
        near = [other for other in starts if start - 0.1 <= other <= start + 1.0]
        if len(near) >= least:
            return usual(near)[0]  # type: ignore[index]
    return starts[0]


def _agree(found: Sequence[Strip], bodies: Sequence[Sequence[Row]], measures: Measures) -> None:
    """Give a page on which every line is set in the margin that other pages have."""
    for side in (0, 1):
        strips = [strip for strip in found if strip.page % 2 == side]
        others = strips if len(strips) > 2 else found
        best = usual((strip.left for strip in others), step=1.0)
        if best is None:
            continue
        least = min(strip.left for strip in strips) if strips else best[0]
        for strip in strips:
            for left in (best[0], least):
                inset = strip.left - left
                if 0.1 < inset < _SET_IN * measures.size and _ends(strip, left, bodies, found) <= 1.0:
                    strip.left = left
                    break


def _ends(strip: Strip, left: float, bodies: Sequence[Sequence[Row]], found: Sequence[Strip]) -> float:
    """Return how far the lines of a strip reach past those of strips that start at `left`, in points."""
    right = max(row.x1 for row in strip.rows)
    ends = [
        row.x1
        for other, rows in zip(found, bodies, strict=True)
        for row in rows
        if other is not strip and abs(other.left - left) <= 1.0
    ]
    return right - max(ends, default=right)
