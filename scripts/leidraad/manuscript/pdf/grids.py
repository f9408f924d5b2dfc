"""Tables: lines whose words leave the same white columns open, one under another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leidraad.manuscript.lines import item
from leidraad.manuscript.pdf.glyphs import Box, Page
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.strips import Strip

_GAP, _SURE_GAP = 0.6, 0.9
_LEAST_ROWS = 3
_NEAR = 3.0
_NEW_ROW = 1.12
_EVEN, _MOST_SPACE = 0.25, 2.0
_MOST_HEAD_LINES = 3

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: for each of its rows and columns the printed lines of a cell; `white` parts the columns."""

    cells: tuple[tuple[tuple[Row, ...], ...], ...]
    lines: tuple[Row, ...]
    white: tuple[Interval, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all the lines, cell by cell."""
        return tuple(line for row in self.cells for cell in row for line in cell)


def find(strips: Sequence[Strip], pages: Mapping[int, Page]) -> list[tuple[Strip, list[Row | Grid]]]:
    """Return the lines of each strip, with those that make a table as one, over the edges of pages too."""
    out: list[tuple[Strip, list[Row | Grid]]] = []
    for strip in strips:
        at = _carry_over(out, strip, pages) if out else 0
        items: list[Row | Grid] = []
        rows = strip.rows
        while at < len(rows):
            end, columns = _extent(rows, at, strip)
            if columns:
                items.append(_grid(rows[at:end], columns, pages))
                at = end
            else:
                items.append(rows[at])
                at += 1
        if items and isinstance(items[0], Grid) and out:
            items[0] = _with_head(out[-1], items[0], strip, pages)
        out.append((strip, items))
    return out


def _with_head(
    done: tuple[Strip, list[Row | Grid]], grid: Grid, strip: Strip, pages: Mapping[int, Page]
) -> Grid:
    """Return a table with its head, if that was left behind at the end of the strip before it."""
    before, items = done
    shift = before.left - strip.left
    white = [(a + shift, b + shift) for a, b in grid.white]
    head: list[Row] = []
    for row in reversed(items[-_MOST_HEAD_LINES:]):
        if not isinstance(row, Row) or before.kind != strip.kind or not same_size(row, grid.lines[0]):
            break
        if len(_narrowed(white, row)) < len(white):
            break
        head.insert(0, row)
        if len(_parts(row, white)) == len(white) + 1:
            del items[-len(head) :]
            return _grid([*head, *grid.lines], white, pages, -shift)
    return grid


def _carry_over(
    done: Sequence[tuple[Strip, list[Row | Grid]]], strip: Strip, pages: Mapping[int, Page]
) -> int:
    """Give the table that ends a strip the lines that go on with it in the next; return how many they are."""
    before, items = done[-1]
    tail: list[Row] = []
    if len(items) > 1 and isinstance(items[-2], Grid) and isinstance(items[-1], Row):
        tail = [items[-1]]
    grid = items[-1 - len(tail)] if items else None
    if not isinstance(grid, Grid) or before.kind != strip.kind:
        return 0
    shift = strip.left - before.left
    white = [(a + shift, b + shift) for a, b in grid.white]
    count, wide = 0, 0
    for row in strip.rows:
        if not same_size(row, grid.lines[-1]) or len(_narrowed(white, row)) < len(white):
            break
        count += 1
        wide += len(_parts(row, white)) > 1
    while (
        count
        and _parts(strip.rows[count - 1], white)[0].x0 < white[0][0]
        and len(_parts(strip.rows[count - 1], white)) < 2
    ):
        count -= 1
    fits_tail = all(same_size(row, grid.lines[-1]) and row.x1 <= grid.white[0][1] for row in tail)
    in_later = all(row.x0 >= white[0][0] for row in strip.rows[:count])
    if not count or not (wide or in_later) or not fits_tail:
        return 0
    del items[-1 - len(tail) :]
    items.append(_grid([*grid.lines, *tail, *strip.rows[:count]], grid.white, pages, shift))
    return count


def _extent(rows: Sequence[Row], start: int, strip: Strip) -> tuple[int, list[Interval]]:
    """Return where a table that starts at a line ends, and the white between its columns."""
    white = _gaps(rows[start], _SURE_GAP)
    if not white or item(rows[start].text) or _is_stretched(rows[start], strip):
        return start, []
    end, best = start + 1, white
    while end < len(rows) and best:
        row = rows[end]
        if not same_size(row, rows[start]) or rows[end - 1].y - row.y > _NEAR * row.size:
            break
        if _is_stretched(row, strip):
            break
        left = _narrowed(best, row)
        if not left or (len(left) < len(best) and len(_parts(row, left)) < 2):
            break
        best, end = left, end + 1
    # What stands in one column only belongs to the table when more of it follows.
    while end > start and len(_parts(rows[end - 1], best)) < 2 and rows[end - 1].x0 < best[0][0]:
        end -= 1
    full = [row for row in rows[start:end] if sum(map(bool, _split(row, best))) > 1]
    enough = len(full) >= _LEAST_ROWS or (len(full) == _LEAST_ROWS - 1 and len(best) > 1)
    if not enough or all(_is_marker(_split(row, best)[0]) for row in full):
        return start, []
    wide = all(b - a >= _GAP * rows[start].size for a, b in best)
    return (end, best) if wide else (start, [])


def _is_stretched(row: Row, strip: Strip) -> bool:
    """Tell whether a line of text was stretched to the edges, so that all its spaces are wide."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(row.words)]
    if len(gaps) < 2 or max(gaps) - min(gaps) > _EVEN * row.size or max(gaps) > _MOST_SPACE * row.size:
        return False
    return len(gaps) > 2 or abs(row.x1 - strip.right) < _EVEN * row.size


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
    return cell is not None and (
        bool(item(f"{cell.text} x")) or cell.text.strip("[]()").isdigit() or cell.letters < 2
    )


def _grid(
    rows: Sequence[Row], white: Sequence[Interval], pages: Mapping[int, Page], shift: float = 0.0
) -> Grid:
    """Return lines as rows of cells: a line may go on with the cells of the line above it.

    `shift` is how much farther to the right the lines of another page than the first's stand.
    """
    steps = [a.y - b.y for a, b in pairwise(rows) if a.page == b.page]
    cells: list[list[list[Row]]] = []
    for at, row in enumerate(rows):
        moved = shift if row.page != rows[0].page else 0.0
        parts = _split(row, [(a + moved, b + moved) for a, b in white])
        if at and _goes_on(rows[at - 1], row, parts, cells[-1], steps, pages[row.page].boxes):
            for cell, part in zip(cells[-1], parts, strict=True):
                cell += [part] if part else []
        else:
            cells.append([[part] if part else [] for part in parts])
    return Grid(tuple(tuple(tuple(cell) for cell in row) for row in cells), tuple(rows), tuple(white))


def _goes_on(
    above: Row,
    row: Row,
    parts: Sequence[Row | None],
    cells: Sequence[Sequence[Row]],
    steps: Sequence[float],
    boxes: Sequence[Box],
) -> bool:
    """Tell whether a line goes on with the cells of the line above it."""
    if parts[0] is None:
        return True
    if above.page != row.page:
        return False
    step = above.y - row.y
    if any(rule.is_rule and row.y + 0.3 * row.size < rule.y0 < above.y for rule in boxes):
        return False
    # Where rows are set apart, the narrow steps are those inside one.
    if max(steps) > _NEW_ROW * min(steps):
        return step <= _NEW_ROW * min(steps)
    return all(part.text[0].islower() for part in parts if part) and _is_capital(cells)


def _is_capital(cells: Sequence[Sequence[Row]]) -> bool:
    """Tell whether every cell begins with a capital, as it does where each holds a sentence or a name."""
    return all(cell[0].text.lstrip("‘“\"'(")[:1].isupper() for cell in cells if cell)
