"""Which language a text is in, by how many of its words the dictionaries of each language know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from leidraad import locales, patterns
from leidraad.lexicon import dictionaries, knows

_WORD = patterns.lazy(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# A title, a term or a quotation may be in any language.
_CITED = patterns.lazy(
    r"(\*{1,3}|_{1,3})(?=\S)[^*_\n]+?\1|‘[^‘’]+(?:’\w[^‘’]*)*’|“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„”“]+[”“]"
)
_STRESSED = patterns.lazy(r"\s*(\*{1,3}|_{1,3})(?=\S)([^*_]+)\1\s*")
_YEAR = patterns.lazy(r"\(\d{4}[a-z]?\)|,\s\d{4}\b")
_CITING = patterns.lazy('[*_‘“"«„]')
_LEAST_WORDS, _MOST_WORDS, _BEGIN, _MOST = 12, 40, 160, 400
# Of two letters each, with a space between them.
_SHORTEST = 3 * _LEAST_WORDS - 1
_KNOWN, _BETTER, _WELL_KNOWN = 0.6, 0.12, 0.75
_COMMON, _TIMES = 0.1, 4
_IN_A_SENTENCE = 3


split = lru_cache(4)(str.split)
"""Return the words of a text; several look at the same one, one after another, and change nothing."""


class Tongue:
    """A language among those of a handbook, by the commonest words of each."""

    def __init__(self, lang: str, own: str, *others: str) -> None:
        """Know the commonest words of a language, and those of each other one."""
        self.lang = lang
        self._common = frozenset(own.split())
        self._others = [frozenset(words.split()) for words in others]
        foreign = frozenset[str]().union(*self._others)
        self.own = self._common - foreign
        """Those that no other language has."""
        self.foreign = foreign - self._common
        """Those of others that this one has not."""

    def is_plain(self, lowered: str) -> bool:
        """Tell whether the commonest words show a text to be in this language, and no other's do.

        It spares the dictionaries, which take as long to open as a hundred pages.

        Args:
            lowered: the text in lower case.
        """
        # The beginning nearly always tells.
        begin = self._show(lowered[:_BEGIN].split())
        return begin or (len(lowered) > _BEGIN and self._show(lowered[:_MOST].split()))

    def may_hold_other(self, lowered: str) -> bool:
        """Tell whether a text has as many common words that only others have as a sentence of theirs has."""
        words = split(lowered)
        # Most have none at all.
        return (
            not self.foreign.isdisjoint(words)
            and sum(map(self.foreign.__contains__, words)) >= _IN_A_SENTENCE
        )

    def may_be_other(self, lowered: str) -> bool:
        """Tell whether a short text has more of the common words that only others have than of its own."""
        words = lowered.split()
        return sum(map(self.foreign.__contains__, words)) > sum(map(self.own.__contains__, words))

    def _show(self, words: Sequence[str]) -> bool:
        own = sum(map(self._common.__contains__, words))
        if own < _COMMON * len(words):
            return False
        return all(own >= _TIMES * sum(map(other.__contains__, words)) for other in self._others)


def tongue(lang: str) -> Tongue:
    """Return a language among those that are known now."""
    said = {each: locales.load(each).tables["checks"]["common_words"] for each in locales.available()}
    return _tongue(lang, said.pop(lang, ""), *said.values())


def other_tongue(text: str, lang: str) -> str:
    """Return the language that a text is in, where that is another one than it should be; else nothing.

    A name is known in no language, and a short word often in both; so a text has to be known better in the
    other language than in its own, or well where nobody knows its own.

    Args:
        text: words, in which a title may still be set off; fewer than twelve tell nothing.
        lang: the language that it should be in.
    """
    words = [word for word in words_of(uncited(text)[:_MOST]) if len(word) > 1][:_MOST_WORDS]
    if len(words) < _LEAST_WORDS:
        return ""
    known = dictionaries()
    wanted = max(_share(words, lang) + _BETTER, _KNOWN) if lang in known else _WELL_KNOWN
    if wanted > 1:
        return ""
    share, best = max((_share(words, other), other) for other in known if other != lang)
    return best if share >= wanted else ""


def is_short(text: str) -> bool:
    """Tell whether a text has too few letters to tell its language."""
    return len(text) < _SHORTEST


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def uncited(text: str) -> str:
    """Return a text without the titles, terms and quotations in it; a text as a whole is no title."""
    whole = _STRESSED.fullmatch(text)
    if whole and whole[2].count(" ") >= _LEAST_WORDS:
        return whole[2]
    return _CITED.sub(" ", text) if _CITING.search(text) else text


def is_source(text: str) -> bool:
    """Tell whether a note names a source in full, whose title is in whatever language it has."""
    return bool(_YEAR.search(text))


@cache
def _tongue(lang: str, own: str, *others: str) -> Tongue:
    # Two handbooks may have a table each for one language.
    return Tongue(lang, own, *others)


def _share(words: Sequence[str], lang: str) -> float:
    return sum(knows(word, lang) for word in words) / len(words)
