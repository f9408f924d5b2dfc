"""Whether a paragraph tells a story about someone, as cases do: names, he and she, speech, a question asked.

What a text is about never counts, only how it speaks. Words of every language are looked for: cases quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from leidraad import locales, patterns

_LONG = 40
_MOST_PERSON, _MOST_SPEECH, _MOST_NAMES, _MOST_NOTES, _MOST_ADDRESSED = 8.0, 3, 6.0, 2, 4.0


class Features(NamedTuple):
    """What a paragraph tells of being a story, in counts, or 0 and 1 for no and yes.

    Attributes:
        prose: 1 for a paragraph of full length, less for a shorter one.
        person: he, she and they, per hundred words.
        speech: verbs of speech.
        first: whether someone says I in a quotation.
        names: names in the chapter, per two hundred words.
        noted: note numbers.
        dialogue: whether it opens with a quotation mark or a dash.
        next: whether the next paragraph comes back to one of its names.
        addressed: we and you outside quotations, per hundred words: a story has neither.
    """

    prose: float
    person: float
    speech: float
    first: float
    names: float
    noted: float
    dialogue: float
    next: float
    addressed: float


# Log-odds, by logistic regression; `make bench-import` fits them anew on all chapters but one at a time.
WEIGHTS = Features(-2.4, 0.45, 0.9, 1.0, 0.4, -1.3, 1.2, 1.2, -0.5)

_WORD = patterns.lazy(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAME = patterns.lazy(r"(?<=[\w,;] )[A-ZÀ-Þ][\w’-]+")
_QUOTED = patterns.lazy(r"[‘“\"']([^‘’“”\"]{4,}?)[’”\"']")
_NOTE = patterns.lazy(r"(?<=[^\W\d_][.,;:’”)])\d{1,3}\b|(?<=[a-z])\d{1,3}\b")
_INSIDE = patterns.lazy(r"[‘“\"][^’”\"]*[’”\"]")
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
    told = features(text, after, known)
    return sum(weight * value for weight, value in zip(WEIGHTS, told, strict=True))


def features(text: str, after: str, known: frozenset[str]) -> Features:
    """Return what `text` tells of being a story; the arguments are those of `story`."""
    words = _WORD.findall(text)
    hundreds = max(len(words), _LONG) / 100
    named = known.intersection(words)
    said = [word.lower() for quoted in _QUOTED.findall(text) for word in _WORD.findall(quoted)]
    told = _WORD.findall(_INSIDE.sub(" ", text))
    return Features(
        prose=min(len(words) / _LONG, 1.0),
        person=min(_most(words, "third_person") / hundreds, _MOST_PERSON),
        speech=min(_most(words, "speech"), _MOST_SPEECH),
        first=float(_most(said, "first_person") > 0),
        names=min(sum(word in named for word in words) / hundreds / 2, _MOST_NAMES),
        noted=min(len(_NOTE.findall(text)), _MOST_NOTES),
        dialogue=float(text[:1] in _OPENING),
        next=float(bool(named.intersection(_WORD.findall(after)))),
        addressed=min(_most(told, "addressing") / hundreds, _MOST_ADDRESSED),
    )


def _most(words: Sequence[str], key: str) -> int:
    """Return how many of `words` are on a list, in the language that has most of them there."""
    counts = Counter(word.lower() for word in words)
    return max(sum(counts[word] for word in _list(code, key)) for code in locales.available())


def speaks(text: str) -> bool:
    """Tell whether someone speaks in `text`, by a verb of speech or an I."""
    words = {word.lower() for word in _WORD.findall(text)}
    keys = ("speech", "first_person")
    return any(words & _list(code, key) for code in locales.available() for key in keys)


@cache
def _list(code: str, key: str) -> frozenset[str]:
    return frozenset(locales.load(code).say("import", key).split())
