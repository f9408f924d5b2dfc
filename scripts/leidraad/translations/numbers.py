"""The numbers in a text, as every language would write them: in digits, or in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

LEAST = 10
"""Smaller numbers are written in words in one language and in digits in the other."""

_NUMBER = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+)(?:[.,:]\d+)?(?![\w/])")
_GROUPED = re.compile(r"[., ](?=\d{3}(?!\d))")
_ROUND = re.compile(r"\.0+$")
# A single letter may be an initial, and `I` is a word.
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_ROMANS = ("II", "IV", "VI", "IX", "XI", "XV", "XX")
_WORTH = {"I": 1, "V": 5, "X": 10}
_DIGITS = "0123456789"


def numbers(said: str) -> tuple[str, ...]:
    """Return the numbers that a text has in digits, or as the Romans wrote them."""
    found = map(_plain, _NUMBER.findall(said)) if any(map(said.__contains__, _DIGITS)) else ()
    romans = map(_roman, _ROMAN.findall(said)) if any(map(said.__contains__, _ROMANS)) else ()
    return (*found, *romans)


@cache
def pattern_of(words: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of a language's words for numbers, from one on, and each as digits.

    One itself is left out: in many languages it is an article as well.
    """
    known = {word: str(number) for number, word in enumerate(words.split(), 1) if number > 1}
    # ‘Half elf’ is half past ten.
    return re.compile(rf"\b(?<!half )(?<!halb )(?:{'|'.join(known) or 'x^'})\b"), known


def left(
    mine: Sequence[str], spelt: Sequence[str], theirs: Sequence[str], others: Sequence[str]
) -> tuple[Counter[str], Counter[str]]:
    """Return the numbers that one text has and the other has not: those for certain, and those perhaps.

    One language may have in words what the other has in digits, or say it otherwise (a fortnight); so a small
    number, or a larger one in words, tells something only where the other text has one too many as well.

    Args:
        mine: the numbers that the text has in digits.
        spelt: those that it has in words.
        theirs: those that the other text has in digits.
        others: those that it has in words.
    """
    there = Counter(theirs)
    rest = Counter(mine) - there - (Counter(others) - Counter(spelt))
    words = Counter(filter(_is_telling, spelt)) - Counter(others) - (there - Counter(mine))
    sure = Counter({number: count for number, count in rest.items() if _is_telling(number)})
    return sure, rest - sure + words


def _is_telling(number: str) -> bool:
    """Tell whether no language writes a number out in words."""
    return "." in number or int(number) >= LEAST


def _plain(number: str) -> str:
    """Return a number without marks between its thousands, and with a point where a fraction begins."""
    return _ROUND.sub("", re.sub(r"[,:]", ".", _GROUPED.sub("", number)))


def _roman(number: str) -> str:
    values = [_WORTH[letter] for letter in number]
    return str(
        sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    )
