"""Times of day as a language tells them: half past two, 2 p.m."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

from leidraad import patterns
from leidraad.translations.wordlists import LOOSE, any_of, before, halved

_DAY, _HALF = 24 * 60, 12 * 60
_COUNTED = patterns.lazy(r"\d")


class Clock:
    """The words of one language for times of day."""

    def __init__(self, listed: Mapping[str, Sequence[str]], ones: Collection[str]) -> None:
        """Take what a locale says of numbers, and its words for one."""
        self.offsets = {words: int(minutes) for words, minutes in map(halved, listed.get("clock", ()))}
        hour = rf"~?(?:(1[0-2]|[1-9])|{any_of(ones)})"
        spans = any_of([words for words, _ in map(halved, listed.get("spans", ()))])
        self._spoken = patterns.lazy(
            rf"{before(self.offsets)}(?<![\w.,:~])({any_of(self.offsets)})\s{hour}"
            rf"(?![\w%]|[.,:]\d|\s(?:{spans})(?!\w))"
        )
        self.hours = dict.fromkeys(listed.get("am", ()), 0) | dict.fromkeys(listed.get("pm", ()), 12)
        day, sharp = any_of(self.hours), any_of(listed.get("oclock", ()))
        self._written = patterns.lazy(
            rf"(?=[~\d])(?<![\w.,:])~?(1[0-2]|0?[1-9])(?:[.:](\d\d))?\s?(?:(?:(?:{sharp})\s)?({day})|(?:{sharp}))(?!\w)"
        )

    def spoken(self, text: str) -> str:
        """Return a text, in lower case and with numbers in digits, with `half past 2` as `2:30`."""
        return self._spoken.sub(self._offset, text)

    def written(self, text: str) -> str:
        """Return it with `2 pm` as `14:00`."""
        return self._written.sub(self._hour, text) if self.hours else text

    def _offset(self, found: re.Match[str]) -> str:
        hours, minutes = divmod((int(found[2] or 1) * 60 + self.offsets[found[1]]) % _HALF, 60)
        # It may be five to twelve at any time.
        return f"{LOOSE if _COUNTED.search(found[1]) else ''}{hours or 12}:{minutes:02}"

    def _hour(self, found: re.Match[str]) -> str:
        hour = f"{int(found[1]) % 12 + self.hours[found[3]]:02}" if found[3] else found[1].lstrip("0")
        return f"{hour}:{found[2] or '00'}"


def are_one(one: str, other: str) -> bool:
    """Tell whether two numbers may be one time: `14:00` and `2`, but not `14:00` and `02:00`."""
    (mine, half), (theirs, other_half) = _time(one), _time(other)
    return mine == theirs and (half is None or other_half is None or half == other_half)


def _time(number: str) -> tuple[float, bool | None]:
    """Return the minutes of twelve hours, and whether it is after noon; None where that is not said."""
    hours, _, minutes = number.replace(".", ":").partition(":")
    if len(minutes) == 1:
        return math.nan, None
    at = int(hours) * 60 + int(minutes or 0)
    is_told = int(hours) > 12 or hours.startswith("0")
    return (at % _HALF, at >= _HALF if is_told else None) if at < _DAY else (-float(at), None)
