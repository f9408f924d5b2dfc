"""How wide a text is in print, in average letters: `mmm` takes three times the room of `lll`.

Books are set in proportional type, so a count of characters varies by a quarter more between full lines of
one measure. The classes are coarse on purpose: the faces of books differ more in size than in proportion.
"""

from __future__ import annotations

import unicodedata

_NARROW, _WIDE, _CAPITAL, _OTHER = 0.73, 1.87, 1.56, 1.12
_CLASSES = {
    **dict.fromkeys("ijlI.,:;|!'‘’()[]ftr- “”\"\u00ad\u2010", _NARROW),
    **dict.fromkeys("mwMW—…@%", _WIDE),
}


class _Widths(dict[str, float]):
    """The width of each character that has been asked for."""

    def __missing__(self, char: str) -> float:
        letter = unicodedata.normalize("NFD", char)[0]
        width = _CLASSES.get(letter, _CAPITAL if letter.isupper() else _OTHER)
        self[char] = width
        return width


_WIDTHS = _Widths()


def width(text: str) -> float:
    """Return the width of `text`, in average letters of running text."""
    return sum(map(_WIDTHS.__getitem__, text))
