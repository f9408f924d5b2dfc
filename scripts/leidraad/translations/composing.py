"""Numbers that several words make together: two hundred and five is one, five six are two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

SCALES = (1000, 10**6, 10**9)
_TENS = range(20, 100, 10)
_CENTURIES = range(17, 21)


class Word(NamedTuple):
    """What a word is worth, and whether one such as `and` stands before it."""

    value: int
    is_joined: bool = False


Merge = Callable[[int, int], int | None]
"""Return what two neighbours are worth as one number, or None where they are two."""


def composed(words: Sequence[Word]) -> list[int]:
    """Return the numbers that words make."""
    words = _merged(words, _below_hundred)
    words = _merged(words, lambda a, b: 100 * a + b if a in _CENTURIES and 10 <= b < 100 else None)
    return _scaled(words)


def glued(values: Sequence[int]) -> int:
    """Return what is written as one word, of which these are the parts."""
    return _scaled(_merged([*map(Word, values)], lambda a, b: _below_hundred(a, b) or _below_hundred(b, a)))[
        0
    ]


def _below_hundred(tens: int, ones: int) -> int | None:
    return tens + ones if tens in _TENS and ones < 10 else None


def _scaled(words: Sequence[Word]) -> list[int]:
    words = _merged(words, _times(100))
    words = _merged(words, lambda a, b: a + b if b < 100 <= a < 10_000 and a % 100 == 0 else None, joins=True)
    for scale in SCALES:
        words = _merged(words, _times(scale))
    for scale in SCALES:
        words = _merged(words, _and_below(scale), joins=True)
    return [word.value for word in words]


def _times(scale: int) -> Merge:
    return lambda a, b: a * b if a < b == scale else None


def _and_below(scale: int) -> Merge:
    return lambda a, b: a + b if b < scale <= a and a % scale == 0 else None


def _merged(words: Sequence[Word], merge: Merge, *, joins: bool = False) -> list[Word]:
    """Return the words with neighbours made one, also over an `and` if that joins them."""
    made: list[Word] = []
    for word in words:
        whole = merge(made[-1].value, word.value) if made and (joins or not word.is_joined) else None
        if whole is None:
            made.append(word)
        else:
            made[-1] = made[-1]._replace(value=whole)
    return made
