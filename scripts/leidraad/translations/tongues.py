"""Which language a text is in, by how many of its words the dictionaries of each language know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leidraad.manuscript.lexicon import knows, languages

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LEAST_WORDS, _MOST_WORDS, _MOST = 12, 40, 400
_KNOWN, _STRANGE = 0.75, 0.55


def other_tongue(text: str, lang: str) -> str:
    """Return the language that a text is in, where that is another one than it should be; else nothing.

    A name is known in no language, and a short word often in both; so a text has to be well known in the
    other language and hardly in its own.

    Args:
        text: words without markup; fewer than twelve tell nothing.
        lang: the language that it should be in.
    """
    words = [word.lower() for word in _WORD.findall(text[:_MOST]) if len(word) > 1][:_MOST_WORDS]
    others = languages(lang)[1:]
    if not others or len(words) < _LEAST_WORDS:
        return ""
    if _share(words, lang) > _STRANGE:
        return ""
    share, best = max((_share(words, other), other) for other in others)
    return best if share >= _KNOWN else ""


def _share(words: Sequence[str], lang: str) -> float:
    return sum(knows(word, lang) for word in words) / len(words)
