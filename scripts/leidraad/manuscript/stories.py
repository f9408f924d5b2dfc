"""Whether a paragraph tells a story about someone, as cases do: names, he and she, speech, a question asked.

What a text is about never counts, only how it speaks. Words of every language are looked for: cases quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from leidraad import locales

# Weights are log-odds, of the size that a logistic regression gave on chapters left out of it.
_BIAS, _PERSON, _SPEECH, _FIRST, _NAMES, _NOTED, _DIALOGUE, _NEXT = -2.6, 0.3, 0.6, 1.0, 0.4, -0.7, 1.5, 1.5
_LONG = 40
_MOST_PERSON, _MOST_SPEECH, _MOST_NAMES, _MOST_NOTES = 8.0, 3, 6.0, 2

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-Þ][\w’-]+")
_QUOTED = re.compile(r"[‘“\"']([^‘’“”\"]{4,}?)[’”\"']")
_NOTE = re.compile(r"(?<=[^\W\d_][.,;:’”)])\d{1,3}\b|(?<=[a-z])\d{1,3}\b")
_OPENING = "‘“'\"–—"


def names(texts: Sequence[str]) -> frozenset[str]:
    """Return what is capitalised inside the sentences of `texts`: names, mostly."""
    return frozenset(name for text in texts for name in _NAME.findall(text))


def story(text: str, after: str, known: frozenset[str]) -> float:
    """Return the log-odds that `text` is a story by how it speaks.

    Args:
        text: a paragraph.
        after: the next paragraph of running text, which often comes back to the person.
        known: the names in the chapter.
    """
    words = _WORD.findall(text)
    counts = Counter(word.lower() for word in words)
    hundreds = max(len(words), _LONG) / 100
    person = max(sum(counts[word] for word in _list(code, "third_person")) for code in locales.available())
    speech = max(sum(counts[word] for word in _list(code, "speech")) for code in locales.available())
    first = any(
        word.lower() in _list(code, "first_person")
        for quoted in _QUOTED.findall(text)
        for word in _WORD.findall(quoted)
        for code in locales.available()
    )
    named = known.intersection(words)
    mentions = sum(word in named for word in words)
    return (
        _BIAS * min(len(words) / _LONG, 1.0)
        + _PERSON * min(person / hundreds, _MOST_PERSON)
        + _SPEECH * min(speech, _MOST_SPEECH)
        + _FIRST * first
        + _NAMES * min(mentions / hundreds / 2, _MOST_NAMES)
        + _NOTED * min(len(_NOTE.findall(text)), _MOST_NOTES)
        + _DIALOGUE * (text[:1] in _OPENING)
        + _NEXT * bool(named.intersection(_WORD.findall(after)))
    )


def speaks(text: str) -> bool:
    """Tell whether someone speaks in `text`, by a verb of speech or an I."""
    words = {word.lower() for word in _WORD.findall(text)}
    keys = ("speech", "first_person")
    return any(words & _list(code, key) for code in locales.available() for key in keys)


@cache
def _list(code: str, key: str) -> frozenset[str]:
    return frozenset(locales.load(code).say("import", key).split())
