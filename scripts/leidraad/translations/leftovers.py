"""Short texts that stand word for word in both languages, as one does that nobody translated."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from leidraad import patterns
from leidraad.lexicon import dictionaries, knows
from leidraad.translations.boxes import KINDS as BOXES
from leidraad.translations.tongues import Tongue, uncited, words_of

# Two words with a capital, and `van der` between them.
_NAME = patterns.lazy(r"\b[A-Z]\w*(?:\s(?:[a-z’']{1,4}\s){0,3}[A-Z]\w*)+")
_BETWEEN = patterns.lazy(r"\n|(?<!\\)\|")
LISTS = ("list", "dl", "table", *BOXES)
"""What holds texts of which each may be in a language of its own."""
_LEAST, _MOST = 2, 12


def pieces(kind: str, text: str) -> list[str]:
    """Return what a part of a kind says at once: each cell or item, or a text too short to be known."""
    if kind in LISTS:
        return [piece for piece in _BETWEEN.split(text) if piece.count(" ") >= _LEAST - 1]
    return [text] if _LEAST - 1 <= text.count(" ") < _MOST else []


def key(piece: str) -> int:
    """Return a digest of the words of a text, whatever stands between them."""
    return crc32(" ".join(words_of(piece)).encode())


def strays(found: list[str], tongue: Tongue) -> Iterator[str]:
    """Yield the texts that may be left in another language than theirs."""
    return (" ".join(piece.split()) for piece in found if _is_foreign(piece, tongue))


def _is_foreign(piece: str, tongue: Tongue) -> bool:
    """Tell whether a short text has a common word of another language, and few words of its own.

    A name or a term that is the same everywhere has none of the words that hold a sentence together.
    """
    said = _NAME.sub(" ", uncited(piece))
    words = words_of(said)
    if len(words) < _LEAST or not tongue.own.isdisjoint(words):
        return False
    if len(words) == _LEAST:
        return _is_phrase(said, words, tongue)
    told = sum(map(tongue.foreign.__contains__, words))
    if tongue.lang not in dictionaries():
        return told > 1
    return told > 0 and 2 * sum(not knows(word, tongue.lang) for word in words) >= len(words)


def _is_phrase(said: str, words: list[str], tongue: Tongue) -> bool:
    """Tell whether two words are a common one of another language and one that only that one knows.

    With a capital the second may be a name: `van Dijk`.
    """
    rest = [word for word in words if word not in tongue.foreign]
    others = [lang for lang in dictionaries() if lang != tongue.lang]
    return (
        len(rest) == 1
        and tongue.lang in dictionaries()
        and said.lstrip(" #*_-")[1:].islower()
        and not knows(rest[0], tongue.lang)
        and any(knows(rest[0], lang) for lang in others)
    )
