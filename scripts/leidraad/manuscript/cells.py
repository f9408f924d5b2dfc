"""The columns of a table whose cells an extraction set loose, one after another in no order one can trust.

Cells stay in order down each column, and mostly along each row. Of all ways to fill a table, the likeliest is
taken: cells of a column look alike, and what follows in the text mostly stands beside or below. Cells with
little white between them came as one text, and are parted where that makes the columns fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leidraad import patterns

Piece = tuple[int, int, int]
"""A cell: the index of the text that it is in, where it starts there and where it ends."""

_BEAM, _KEPT = 60, 300
_MOST_COLUMNS, _LEAST_ROWS = 5, 3
_MOST_CELLS = 60
_MOST_PARTED, _PLACES = 3, 4
_MIDDLE = patterns.lazy(r" (?=[‘“'\"]?[A-ZÀ-Þ0-9])")
# Log-odds. After a whole row or column the next begins; to go on elsewhere is rarer.
_WHOLE, _RETURN, _JUMP, _AHEAD, _PARTED, _BY_ROW, _HEAD = 0.04, -0.26, -3.0, -1.3, -2.2, 0.9, 0.4
_ALIKE, _CASE, _END, _QUOTED, _DIGIT, _WIDTH = 0.35, 0.9, 1.4, 1.0, 1.0, 1.2
_LEAST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, and how well its columns fit: 0 as cells at random, 0.5 hardly a guess."""

    rows: tuple[tuple[Piece, ...], ...]
    fit: float


@dataclass(frozen=True, slots=True)
class _State:
    """Cells placed so far: those of each column, the last place, how many texts were parted, the score."""

    columns: tuple[tuple[Piece, ...], ...]
    last: tuple[int, int]
    parted: int
    score: float


def grid(texts: Sequence[str]) -> Grid | None:
    """Return how the cells of a table fill it best, or None where no number of columns fits."""
    if not 2 * _LEAST_ROWS <= len(texts) <= _MOST_CELLS:
        return None
    shapes = [
        (rows, count)
        for count in range(2, _MOST_COLUMNS + 1)
        for parted in range(min(_MOST_PARTED, len(texts) // 4) + 1)
        for rows in [(len(texts) + parted) // count]
        if rows >= max(count, _LEAST_ROWS) and rows * count == len(texts) + parted
    ]
    found = [
        state for shape in shapes for state in (_fill(texts, *shape, beam) for beam in (_BEAM, 0)) if state
    ]
    best = max(found, key=lambda state: state.score, default=None)
    if best is None:
        return None
    compared = len(best.columns) * (len(best.columns[0]) - 2)
    return Grid(tuple(zip(*best.columns, strict=True)), best.score / max(compared, _LEAST_COMPARED))


def _fill(texts: Sequence[str], rows: int, count: int, beam: int) -> _State | None:
    """Return the likeliest filling of a table by beam search; without a beam, in the order of reading."""
    left = rows * count - len(texts)
    states = [_State(((),) * count, (0, -1), 0, 0.0 if beam else _BY_ROW)]
    for index, text in enumerate(texts):
        ahead = [
            after
            for state in states
            for column in (range(count) if beam else (_next(state),))
            for after in _place(state, column, index, text, rows, left, texts)
        ]
        states = sorted(ahead, key=lambda state: -state.score)[: beam or _KEPT]
    return next((state for state in states if state.parted == left), None)


def _next(state: _State) -> int:
    """Return the column that comes next in the order of reading."""
    lengths = [len(cells) for cells in state.columns]
    return lengths.index(min(lengths))


def _place(
    state: _State, column: int, index: int, text: str, rows: int, left: int, texts: Sequence[str]
) -> Iterator[_State]:
    """Yield what comes of placing a text at the end of a column, whole or in part beside it."""
    if len(state.columns[column]) == rows:
        return
    yield _with(state, column, (index, 0, len(text)), texts, rows)
    beside = column + 1
    if (
        state.parted < left
        and beside < len(state.columns)
        and len(state.columns[beside]) == len(state.columns[column])
    ):
        for middle in _middles(text):
            first = _with(state, column, (index, 0, middle), texts, rows)
            both = _with(first, beside, (index, middle + 1, len(text)), texts, rows)
            yield _State(both.columns, both.last, state.parted + 1, both.score + _PARTED)


def _with(state: _State, column: int, piece: Piece, texts: Sequence[str], rows: int) -> _State:
    """Return the state with one cell more in a column."""
    cells = state.columns[column]
    place = (len(cells), column)
    score = state.score + _step(state.last, place, state.columns, rows)
    # The head of a column need not look like what is under it.
    if len(cells) > 1:
        score += _alike(_look(_text(texts, cells[-1])), _look(_text(texts, piece)))
    columns = (*state.columns[:column], (*cells, piece), *state.columns[column + 1 :])
    return _State(columns, place, state.parted, score)


def _step(
    last: tuple[int, int], place: tuple[int, int], columns: Sequence[Sequence[Piece]], rows: int
) -> float:
    """Return how likely the text goes on at `place` after `last`."""
    row, column = place
    down, right = row - last[0], column - last[1]
    ahead = _AHEAD if column and len(columns[column - 1]) <= row else 0.0
    if (down, right) in ((0, 1), (1, 0)):
        return ahead + _HEAD * (
            row == 0 and column > 0 and all(len(cells) == 1 for cells in columns[:column])
        )
    # The heads may stand before all columns, and the last cell of one after the others.
    is_done = right == 1 and row <= 1 and last[0] >= rows - 2
    if (down, right) == (1, 1 - len(columns)):
        # The fewer columns there are, the oftener a row ends.
        return ahead + _WHOLE * len(columns)
    if is_done:
        return ahead + _WHOLE * len(columns)
    # What was left open when the text went on beside it.
    is_filled = down == 0 and right < 0
    return ahead + (_RETURN if down == 1 or right == 1 or is_filled else _JUMP)


def _text(texts: Sequence[str], piece: Piece) -> str:
    index, start, end = piece
    return texts[index][start:end]


@lru_cache(maxsize=256)
def _middles(text: str) -> tuple[int, ...]:
    """Return where a text may be two cells: before words with a capital or a digit."""
    return tuple(match.start() for match in _MIDDLE.finditer(text))[:_PLACES]


@lru_cache(maxsize=1024)
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
    """Return how much two cells look as if they stood in one column, against two at random."""
    width = abs(one[4] - other[4]) / max(one[4], other[4])
    return _ALIKE - (
        _CASE * (one[0] != other[0])
        + _END * (one[1] != other[1])
        + _QUOTED * (one[2] != other[2])
        + _DIGIT * (one[3] != other[3])
        + _WIDTH * width
    )
