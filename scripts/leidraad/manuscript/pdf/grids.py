"""Tables: lines whose words leave the same white columns open, one under another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leidraad.manuscript.lines import item
from leidraad.manuscript.pdf.glyphs import Box, Page
from leidraad.manuscript.pdf.measures import Measures, same_size
from leidraad.manuscript.pdf.rows import Row

_GAP, _SURE_GAP = 0.6, 0.9
_LEAST_ROWS = 3
_NEAR = 3.0
_NEW_ROW = 1.12

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: for each of its rows and columns the printed lines of a cell."""

    cells: tuple[tuple[tuple[Row, ...], ...], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all the lines, cell by cell."""
        return tuple(line for row in self.cells for cell in row for line in cell)


def find(rows: Sequence[Row], page: Page, measures: Measures) -> list[Row | Grid]:
    """Return the lines of a strip, with those that make a table as one."""
    out: list[Row | Grid] = []
    at = 0
    while at < len(rows):
        end, columns = _extent(rows, at, measures)
        if columns:
            out.append(_grid(rows[at:end], columns, page, measures))
            at = end
        else:
            out.append(rows[at])
            at += 1
    return out


def _extent(rows: Sequence[Row], start: int, measures: Measures) -> tuple[int, list[Interval]]:
    """Return where a table that starts at a line ends, and the white between its columns."""
    white = _gaps(rows[start], _SURE_GAP)
    if not white or item(rows[start].text):
        return start, []
    end, best = start + 1, white
    while end < len(rows) and best:
        row = rows[end]
        if not same_size(row, rows[start]) or rows[end - 1].y - row.y > _NEAR * row.size:
            break
        left = _narrowed(best, row)
        if not left or (len(left) < len(best) and len(_parts(row, left)) < 2):
            break
        best, end = left, end + 1
    # What stands in one column only belongs to the table when more of it follows.
    while end > start and len(_parts(rows[end - 1], best)) < 2:
        end -= 1
    full = [row for row in rows[start:end] if sum(map(bool, _split(row, best))) > 1]
    enough = len(full) >= _LEAST_ROWS or (len(full) == _LEAST_ROWS - 1 and len(best) > 1)
    if not enough or all(_is_marker(_split(row, best)[0]) for row in full):
        return start, []
    wide = all(b - a >= _GAP * rows[start].size for a, b in best)
    return (end, best) if wide else (start, [])


def _gaps(row: Row, least: float) -> list[Interval]:
    """Return the wide spaces of a line."""
    return [(a.x1, b.x0) for a, b in pairwise(row.words) if b.x0 - a.x1 >= least * row.size]


def _narrowed(white: Sequence[Interval], row: Row) -> list[Interval]:
    """Return what a line leaves of the white between columns; a line that ends early leaves all after it."""
    ends = [float("-inf"), *(word.x1 for word in row.words)]
    starts = [*(word.x0 for word in row.words), float("inf")]
    left = [
        (max(a, end), min(b, start))
        for a, b in white
        for end, start in zip(ends, starts, strict=True)
        if min(b, start) - max(a, end) >= _GAP * row.size
    ]
    return left


def _split(row: Row, white: Sequence[Interval]) -> list[Row | None]:
    """Return a line cut at the white between columns; None for a column that is empty there."""
    bounds = [(a + b) / 2 for a, b in white]
    cuts = [0, *(sum(word.x1 <= x for word in row.words) for x in bounds), len(row.words)]
    return [row.take(a, b) if b > a else None for a, b in pairwise(cuts)]


def _parts(row: Row, white: Sequence[Interval]) -> list[Row]:
    return [part for part in _split(row, white) if part is not None]


def _is_marker(cell: Row | None) -> bool:
    """Tell whether a first cell is but the marker of a list item or a note."""
    return cell is not None and (bool(item(f"{cell.text} x")) or cell.text.strip("[]()").isdigit() or cell.letters < 2)


def _grid(rows: Sequence[Row], white: Sequence[Interval], page: Page, measures: Measures) -> Grid:
    """Return lines as rows of cells: a line may go on with the cells of the line above it."""
    steps = [a.y - b.y for a, b in pairwise(rows)]
    rules = [box for box in page.boxes if box.is_rule]
    cells: list[list[list[Row]]] = []
    for at, row in enumerate(rows):
        parts = _split(row, white)
        if at and _goes_on(rows[at - 1], row, parts, steps, rules):
            for cell, part in zip(cells[-1], parts, strict=True):
                cell += [part] if part else []
        else:
            cells.append([[part] if part else [] for part in parts])
    return Grid(tuple(tuple(tuple(cell) for cell in row) for row in cells))


def _goes_on(above: Row, row: Row, parts: Sequence[Row | None], steps: Sequence[float], rules: Sequence[Box]) -> bool:
    """Tell whether a line goes on with the cells of the line above it."""
    step = above.y - row.y
    if any(row.y + 0.3 * row.size < rule.y0 < above.y for rule in rules):
        return False
    if parts[0] is None:
        return True
    # Where rows are set apart, the narrow steps are those inside one.
    return max(steps) > _NEW_ROW * min(steps) and step <= _NEW_ROW * min(steps) and len(set(map(round, steps))) > 1
