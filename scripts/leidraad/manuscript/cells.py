"""The columns of a table whose cells an extraction set loose, one after another in no order one can trust.

Cells stay in order down each column and along each row, so a table of r rows and c columns is filled as a
Young tableau is. Of all ways to fill one, the likeliest is taken: cells of a column look alike, and what
follows in the text mostly stands beside or below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BEAM = 300
_MOST_COLUMNS, _LEAST_ROWS = 5, 3
_MOST_CELLS = 80
_READ = 0.5
# After a whole row or column the next begins; to go on elsewhere is rarer.
_WHOLE, _RETURN, _JUMP = 0.3, -0.3, -0.9
_CASE, _END, _QUOTED, _DIGIT, _WIDTH = 1.0, 1.0, 1.0, 1.0, 1.2


@dataclass(frozen=True, slots=True)
class _State:
    """Cells placed so far: for each column the indexes of its cells, the last place and the score."""

    columns: tuple[tuple[int, ...], ...]
    last: tuple[int, int]
    score: float


def grid(texts: Sequence[str]) -> list[list[int]] | None:
    """Return the rows of a table by the indexes of its cells, or None where no number of columns fits."""
    if not 2 * _LEAST_ROWS <= len(texts) <= _MOST_CELLS:
        return None
    looks = [_look(text) for text in texts]
    counts = [n for n in range(2, _MOST_COLUMNS + 1) if len(texts) % n == 0 and len(texts) // n >= n]
    found = [_fill(looks, count) for count in counts] + [_row_by_row(looks, count) for count in counts]
    best = max(found, key=lambda state: state.score, default=None)
    return [list(row) for row in zip(*best.columns, strict=True)] if best else None


def _row_by_row(looks: Sequence[tuple[float, ...]], count: int) -> _State:
    """Return the filling in the order of reading, which needs less to be believed."""
    columns = tuple(tuple(range(column, len(looks), count)) for column in range(count))
    alike = sum(
        _alike(looks[above], looks[below]) for cells in columns for above, below in pairwise(cells[1:])
    )
    rows = len(looks) // count
    return _State(columns, (rows - 1, count - 1), alike + _WHOLE * (rows - 1) + _READ)


def _fill(looks: Sequence[tuple[float, ...]], count: int) -> _State:
    """Return the likeliest filling of a table of `count` columns, by beam search."""
    rows = len(looks) // count
    states = [_State(((),) * count, (0, -1), 0.0)]
    for index in range(len(looks)):
        ahead: list[_State] = []
        for state in states:
            for column, cells in enumerate(state.columns):
                row = len(cells)
                if row == rows or (column and len(state.columns[column - 1]) <= row):
                    continue
                score = state.score + _step(state.last, (row, column), rows, count)
                # The head of a column need not look like what is under it.
                if row > 1:
                    score += _alike(looks[cells[-1]], looks[index])
                columns = (*state.columns[:column], (*cells, index), *state.columns[column + 1 :])
                ahead.append(_State(columns, (row, column), score))
        states = sorted(ahead, key=lambda state: -state.score)[:_BEAM]
    return states[0]


def _step(last: tuple[int, int], place: tuple[int, int], rows: int, columns: int) -> float:
    """Return how likely the text goes on at `place` after `last`."""
    down, right = place[0] - last[0], place[1] - last[1]
    if (down, right) in ((0, 1), (1, 0)):
        return 0.0
    if (down, right) in ((1, 1 - columns), (1 - rows, 1)):
        return _WHOLE
    return _RETURN if down == 1 or right == 1 else _JUMP


def _look(text: str) -> tuple[float, ...]:
    """Return what a cell looks like: its first and last letter, and how wide it is."""
    first = text.lstrip("‘“'\"")
    return (
        float(first[:1].islower()),
        float(text[-1:] in "?!.") * (1 + "?!.".find(text[-1:])),
        float(text[:1] in "‘“'\""),
        float(first[:1].isdigit()),
        len(text),
    )


def _alike(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how much two cells look as if they stood in one column; 0 at best."""
    width = abs(one[4] - other[4]) / max(one[4], other[4])
    return -(
        _CASE * (one[0] != other[0])
        + _END * (one[1] != other[1])
        + _QUOTED * (one[2] != other[2])
        + _DIGIT * (one[3] != other[3])
        + _WIDTH * width
    )
