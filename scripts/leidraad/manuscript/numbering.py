"""The line over a title that gives the number of a chapter: `Hoofdstuk 3`, `Chapter Three`, `3`, `IV`."""

from __future__ import annotations

import re
from functools import cache

from leidraad import locales, patterns

_BARE = patterns.lazy(r"\d{1,2}[.:]?|[IVXL]{1,6}[.:]?")


def is_number(text: str, lang: str) -> bool:
    """Tell whether a line is the number of a chapter and nothing else."""
    return bool(_BARE.fullmatch(text) or _labelled(lang).fullmatch(text))


def words(lang: str, *keys: str) -> str:
    """Return a pattern for the words that a locale lists under `keys`."""
    say = locales.load(lang).say
    return "|".join(word for key in keys for word in say("import", key).split())


def spelt(lang: str, digits: int = 2) -> str:
    """Return a pattern for a number as it is printed after such a word: `3`, `iii` or `drie`."""
    # What is longer comes first: `eighteen` before `eight`.
    numbers = "|".join(reversed(words(lang, "number_words").split("|")))
    return rf"\d{{1,{digits}}}|[ivxl]{{1,6}}|{numbers}"


@cache
def _labelled(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words(lang, 'chapter_words')})\s+(?:{spelt(lang)})[.:]?", re.IGNORECASE)
