"""How long a text takes to read."""

from __future__ import annotations

from collections.abc import Iterable

from leidraad.dialect.passages import LINK, OBJECT, REFERENCE, Passage
from leidraad.locales import Locale

_NO_WORDS = (REFERENCE, LINK, OBJECT)


def words(passages: Iterable[Passage]) -> int:
    """Return how many words a reader of the text reads, which are not those of its notes.

    Args:
        passages: the text as its reader sees it, notes for trainers included.
    """
    return sum(
        _count(passage.text) for passage in passages if passage.note is None and passage.callout != "trainer"
    )


def _count(text: str) -> int:
    """Return how often something stands between spaces that has a letter or a figure in it."""
    for mark in _NO_WORDS:
        text = text.replace(mark, " ")
    words = text.split()
    # The first sign of most words is one.
    return len(words) - len([w for w in words if not w[0].isalnum() and not any(map(str.isalnum, w))])


def minutes(count: int, locale: Locale) -> int:
    """Return in how many minutes an adult reads so many words silently, at least one.

    English is read at 238 words a minute: the mean for non-fiction in M. Brysbaert, "How many words do we
    read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019),
    104047. For Dutch and German there is no such mean. Theirs are that of English by the ratio of what the
    same texts took readers of these languages (228 words a minute in English, 202 in Dutch, 179 in German):
    S. Trauzettel-Klosinski and K. Dietz, "Standardized Assessment of Reading Performance: The New
    International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53 (2012),
    5452-5461.

    Args:
        count: the words.
        locale: the language that they are in.
    """
    return max(1, round(count / int(locale.tables["reading"]["words_per_minute"])))
