"""How a name is printed: the dash before the one who is quoted, and the words that a name has."""

from __future__ import annotations

from collections.abc import Sequence

from leidraad import patterns

_SIGN = r"(?:[—–―~]|--?)"
BARE_DASH = patterns.lazy(_SIGN)
DASH = patterns.lazy(rf"{_SIGN}\s*(?=\S)")
"""The dash before who is quoted, with the space up to the name."""

MOST_WORDS = 6

_WORD = patterns.lazy(r"(?:[A-ZÀ-Þ]|[dl]['’][A-ZÀ-Þ])[\w.’'-]*")
_PARTICLES = frozenset(
    {
        *("van", "de", "der", "den", "ten", "ter", "het", "’t", "'t", "in", "op", "uit", "en"),
        *("von", "of", "the", "and", "da", "di", "du", "la", "le", "y"),
    }
)


def is_name(words: Sequence[str]) -> bool:
    """Tell whether words can be a name: each has a capital but what joins them, and the last has one."""
    return (
        bool(words)
        and bool(_WORD.fullmatch(words[-1]))
        and all(_WORD.fullmatch(word) or word in _PARTICLES for word in words)
    )


def is_whole_name(words: Sequence[str]) -> bool:
    """Tell whether words can be a name that starts with a capital, and is no longer than names are."""
    return is_name(words) and len(words) <= MOST_WORDS and bool(_WORD.fullmatch(words[0]))
