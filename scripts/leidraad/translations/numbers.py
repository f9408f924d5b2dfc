"""The numbers in a text, as every language would write them, and which of them another text has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import eq

from leidraad import patterns
from leidraad.translations.clock import are_one
from leidraad.translations.spelling import Speller
from leidraad.translations.wordlists import LOOSE, any_of

_SMALL = ("0", "1", "2")
"""What a language may say without a number at all: none, a, both."""
_GROUPED = patterns.lazy(r"[., ](?=\d{3}(?!\d))")
_LEADING = patterns.lazy(r"^0+(?=\d)")
_ROUND = patterns.lazy(r"\.0+$")
# A single letter may be an initial, and `I` is a word; what begins as a number may be none, as VIP and XXL.
_ROMAN = patterns.lazy(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b")
_ROMANS = ("II", "IV", "VI", "IX", "XI", "XV", "XX")
_WORTH = {"I": 1, "V": 5, "X": 10}
_LEAST_ROMAN = 10
_DATE = patterns.lazy(r"(?<![\w-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\w-])")
_HOUR = "60"
# To pair what differs takes the square of how much does.
_MOST = 500
_OF = "@"
"""Stands between a number and the minutes of what it counts."""
# Years or days that a word may stand for: a century, a decade, a fortnight.
_TIME = patterns.lazy(rf"{LOOSE}\d\d+{_OF}\d+")


def numbers(said: str, lowered: str, words: Speller) -> tuple[str, ...]:
    """Return the numbers that a text has in digits, in words, or as the Romans wrote them.

    Args:
        said: the text.
        lowered: the same in lower case.
        words: what knows the words of its language for numbers.
    """
    # To look for one letter first takes a tenth of the time.
    if ("I" in said or "V" in said or "X" in said) and any(map(said.__contains__, _ROMANS)):
        lowered = _ROMAN.sub(_roman, said).lower()
    text = words.digits(lowered)
    # A month may have its name.
    text = _DATE.sub(rf"\1, {LOOSE}\2, \3", text) if text.count("-") > 1 else text
    return tuple(_found(text, words)) if text else ()


def shared(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Return which part of the numbers that no language says otherwise two texts have in common."""
    if mine == theirs:
        return 1.0
    one, other = ({number.removeprefix(LOOSE) for number in side} for side in (mine, theirs))
    known = {number for number in (*mine, *theirs) if not number.startswith(LOOSE)}
    return len(known & one & other) / len(known) if known else 1.0


def shown(number: str) -> str:
    """Return a number as people read it."""
    return _parted(number)[0]


def telling(numbers: Sequence[str]) -> tuple[str, ...]:
    """Return those numbers that tell something by themselves, as a century or a fortnight does not."""
    return tuple(number for number in numbers if not _TIME.fullmatch(number))


def left(mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the numbers that only the first text has, and those that only the second has.

    What another language may well say otherwise tells something only where the other text has, in the same
    place among as many numbers, another one.
    """
    here, there = dict(enumerate(mine)), dict(enumerate(theirs))
    if max(len(here), len(there)) > _MOST:
        _pair(here, there)
    for are_same in (eq, _are_equal, _are_one) if max(len(here), len(there)) <= _MOST else ():
        for at, number in [*here.items()]:
            # What stands in the same place goes first.
            nearest = sorted(there, key=lambda other, at=at: abs(other - at))  # type: ignore[misc]
            other = next((other for other in nearest if are_same(number, there[other])), None)
            if other is not None:
                del here[at], there[other]
    is_even = len(mine) == len(theirs)
    here, there = ({at: side[at] for at in side if telling([side[at]])} for side in (here, there))
    one, two = (
        [
            shown(number)
            for at, number in side.items()
            if not number.startswith(LOOSE) or (is_even and {at - 1, at, at + 1} & {*other})
        ]
        for side, other in ((here, there), (there, here))
    )
    return one, two


def _pair(here: dict[int, str], there: dict[int, str]) -> None:
    """Take away what both have, wherever it stands."""
    places: dict[str, list[int]] = {}
    for at in reversed(there):
        places.setdefault(there[at].removeprefix(LOOSE), []).append(at)
    for at, number in [*here.items()]:
        if same := places.get(number.removeprefix(LOOSE)):
            del here[at], there[same.pop()]


def _are_equal(one: str, other: str) -> bool:
    return one.removeprefix(LOOSE) == other.removeprefix(LOOSE)


def _are_one(one: str, other: str) -> bool:
    """Tell whether two languages may have this for one number: 1.5 hours and 90 minutes, 60 and 1960."""
    is_loose = one.startswith(LOOSE) or other.startswith(LOOSE)
    mine, of = _parted(one)
    theirs, of_other = _parted(other)
    # At 20.00 hours is at eight; for twenty hours is not for eight hours.
    is_clock = ":" in mine + theirs or {of, of_other} == {_HOUR, ""}
    if is_clock and are_one(mine, theirs):
        return True
    if ":" in mine + theirs:
        return False
    if of and of_other:
        return float(mine) * int(of) == float(theirs) * int(of_other)
    small, large = sorted((float(mine), float(theirs)))
    # The sixties, and 1944 and ’45.
    is_year = 10 <= small < 100 and large > 1000 and large % 100 == small
    # Half of them is 50 per cent; a year and a half has its half behind it.
    is_share = 0 < small < 1 and (small * 100 == large or (is_loose and large % 1 == small))
    is_share |= is_loose and 3 <= small <= 5 and large == round(100 / small)
    return small == large or is_year or is_share


def _parted(number: str) -> tuple[str, str]:
    """Return a number, and the minutes of what it counts."""
    plain, _, of = number.removeprefix(LOOSE).partition(_OF)
    return plain, of


@cache
def _pattern(words: Speller) -> re.Pattern[str]:
    return re.compile(
        rf"(?=[{LOOSE}\d])(?<![\w.,/])({LOOSE}?)"
        r"(\d+:\d+(?![.,]?\d)|(?:\d{1,3}(?:[., ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?)"
        rf"(?![\d_/]|[^\W\d_]*\d)[^\W\d_]*(?:[ -]({any_of(words.spans)})(?!\w))?"
    )


def _found(text: str, words: Speller) -> Iterator[str]:
    for loose, number, span in _pattern(words).findall(text):
        plain = _plain(number)
        mark = loose or (LOOSE if plain in _SMALL else "")
        yield f"{mark}{plain}{_OF}{words.spans[span]}" if span else mark + plain


def _plain(number: str) -> str:
    """Return a number without marks between its thousands, and with a point where a fraction begins."""
    if number.isdecimal():
        return number.lstrip("0") or "0"
    if ":" in number:
        return number
    plain = _ROUND.sub("", _GROUPED.sub("", number).replace(",", "."))
    return _LEADING.sub("", plain)


def _roman(found: re.Match[str]) -> str:
    values = [_WORTH[letter] for letter in found[0]]
    value = sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return f"{LOOSE if value < _LEAST_ROMAN else ''}{value}"
