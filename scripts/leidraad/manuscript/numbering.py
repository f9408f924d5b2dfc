"""The line over a title that gives the number of a chapter: `Hoofdstuk 3`, `Chapter Three`, `3`, `IV`."""

from __future__ import annotations

import re
from functools import cache

from leidraad import locales

_BARE = re.compile(r"\d{1,2}[.:]?|[IVXL]{1,6}[.:]?")


def is_number(text: str, lang: str) -> bool:
    """Tell whether a line is the number of a chapter and nothing else."""
    return bool(_BARE.fullmatch(text) or _labelled(lang).fullmatch(text))


@cache
def _labelled(lang: str) -> re.Pattern[str]:
    say = locales.load(lang).say
    words = "|".join(say("import", "chapter_words").split())
    numbers = "|".join(say("import", "number_words").split())
    return re.compile(rf"(?:{words})\s+(?:\d{{1,2}}|[ivxl]{{1,6}}|{numbers})[.:]?", re.IGNORECASE)
