"""Bullets that a page draws instead of printing: small marks before a line, as the words they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leidraad.manuscript.pdf.glyphs import Box, Page
from leidraad.manuscript.pdf.rows import Row, Word

_LEAST, _MOST = 0.12, 0.65
_SQUARE = 1.3
_BEFORE = 2.5
_BULLET = "•"


def read(page: Page, rows: Sequence[Row]) -> list[Row]:
    """Return the lines of a page, each with the bullet that is drawn before it."""
    sizes = [row.size for row in rows]
    if not sizes:
        return []
    dots = [box for box in page.boxes if _is_dot(box, min(sizes), max(sizes))]
    return [_with_bullet(row, dots) for row in rows]


def _with_bullet(row: Row, dots: Sequence[Box]) -> Row:
    for dot in dots:
        near = row.x0 - _BEFORE * row.size <= dot.x0 and dot.x1 <= row.x0
        if near and row.y <= (dot.y0 + dot.y1) / 2 <= row.y + 0.8 * row.size:
            return replace(row, words=(Word(_BULLET, dot.x0, dot.x1), *row.words))
    return row


def _is_dot(box: Box, smallest: float, largest: float) -> bool:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    is_small = _LEAST * smallest <= min(wide, high) and max(wide, high) <= _MOST * largest
    return is_small and max(wide, high) <= _SQUARE * min(wide, high)
