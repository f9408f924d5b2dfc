"""Tables whose columns an extraction kept: cells between wide spaces, one under another."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.manuscript import joins
from leidraad.manuscript.joins import Words, Woven
from leidraad.manuscript.lines import Line, item

Wrapped = tuple[tuple[Line, ...], Woven]
"""A cell that took more lines than one: these, and how they were woven together."""

_LEAST_ROWS, _LEAST_COLUMNS = 3, 2
_JITTER = 2
_SHARE = 0.5
_MOST_GAP = 2


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table, its rows of cells, and the cells that took more lines than one."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    wrapped: tuple[Wrapped, ...]


def find(lines: Sequence[Line], words: Words, lang: str) -> list[Table]:
    """Return the tables in `lines`, of which none is blank."""
    tables: list[Table] = []
    start = 0
    while start < len(lines):
        if len(lines[start].cells) < _LEAST_COLUMNS:
            start += 1
            continue
        end = start + 1
        while end < len(lines) and _goes_on(lines[start:end], lines[end]):
            end += 1
        region = lines[start:end]
        columns = _columns(region)
        if columns:
            wrapped: list[Wrapped] = []
            rows = _rows(region, columns)
            texts = tuple(tuple(_text(cell, wrapped, words, lang) for cell in row) for row in rows)
            tables.append(Table(tuple(region), texts, tuple(wrapped)))
        start = end
    return tables


def _goes_on(region: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is a row, or what is left of one whose cells wrapped."""
    if line.number - region[-1].number - 1 > _MOST_GAP:
        return False
    if len(line.cells) >= _LEAST_COLUMNS:
        return True
    starts = {column for other in region for column, _ in other.cells}
    is_cell = any(abs(line.indent - column) <= _JITTER for column in starts)
    first = min(starts)
    # A single cell at the left margin is a row only where its other cells wrapped below it.
    return (
        is_cell and line.width < max(other.width for other in region) / 2 and line.indent >= first - _JITTER
    )


def _columns(region: Sequence[Line]) -> list[int]:
    """Return where the columns start, or nothing where the wide spaces do not line up."""
    rows = [line for line in region if len(line.cells) >= _LEAST_COLUMNS]
    if len(rows) < _LEAST_ROWS or sum(bool(item(line.text)) for line in rows) > _SHARE * len(rows):
        return []
    starts = Counter(column for line in rows for column, _ in line.cells)
    columns: list[int] = []
    for column in sorted(starts):
        near = sum(count for other, count in starts.items() if abs(other - column) <= _JITTER)
        if near >= _SHARE * len(rows) and (not columns or column > columns[-1] + _JITTER):
            columns.append(column)
    return columns if len(columns) >= _LEAST_COLUMNS else []


def _text(cell: Sequence[Line], wrapped: list[Wrapped], words: Words, lang: str) -> str:
    """Return the text of a cell, whose lines are woven together where it wrapped."""
    if len(cell) < 2:
        return cell[0].text if cell else ""
    woven = joins.weave(cell, words, lang)
    wrapped.append((tuple(cell), woven))
    return woven.text


def _rows(region: Sequence[Line], columns: Sequence[int]) -> list[list[list[Line]]]:
    """Return the lines in each cell, row by row."""
    spaced = sum(b.number > a.number + 1 for a, b in itertools.pairwise(region))
    by_blank = spaced >= _SHARE * (sum(len(line.cells) >= _LEAST_COLUMNS for line in region) - 1)
    rows: list[list[list[Line]]] = []
    before: Line | None = None
    for line in region:
        cells = _cells(line, columns)
        gap = before is None or line.number > before.number + 1
        if not rows or (gap if by_blank else bool(cells[0])):
            rows.append([[] for _ in columns])
        for row, text in zip(rows[-1], cells, strict=True):
            if text:
                row.append(Line(line.number, text))
        before = line
    return rows


def _cells(line: Line, columns: Sequence[int]) -> list[str]:
    """Return the text of a line in each column."""
    found = [""] * len(columns)
    pieces = line.cells or ((line.indent, line.text),)
    for start, text in pieces:
        parts = [(start, text)]
        for column in columns[1:]:
            # Beside a long cell the space between two columns may be a single one.
            at = column - parts[-1][0]
            if 0 < at < len(parts[-1][1]) and parts[-1][1][at - 1] == " ":
                head, tail = parts[-1][1][: at - 1], parts[-1][1][at:]
                parts[-1:] = [(parts[-1][0], head), (column, tail)]
        for place, part in parts:
            index = max((i for i, column in enumerate(columns) if column <= place + _JITTER), default=0)
            found[index] = f"{found[index]} {part}".strip()
    return found
