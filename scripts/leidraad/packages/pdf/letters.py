"""Letters that no font has, which PDF/UA does not allow: Typst names them, and something stands for each."""

from __future__ import annotations

import re
import unicodedata

from leidraad import patterns

STAND_IN = "\N{WHITE SQUARE}"
"""What is seen in place of a letter that no font has."""

_UNFOUND = patterns.lazy(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = patterns.lazy(r"\\u\{([0-9a-f]+)\}")


def unfound(told: str) -> dict[int, str]:
    """Return what stands for each letter that no font has, by its code point, as Typst tells of them.

    A mark on a letter, and what only says how letters join, is left out.
    """
    texts = (_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in _UNFOUND.findall(told))
    letters = {letter for text in texts for letter in text if not letter.isascii() and letter != STAND_IN}
    return {
        ord(letter): "" if unicodedata.category(letter) in ("Mn", "Me", "Cf") else STAND_IN
        for letter in letters
    }
