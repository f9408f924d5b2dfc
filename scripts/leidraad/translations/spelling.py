"""The numbers that a language writes in words, as digits: cardinals, ordinals and halves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, reduce
from operator import or_

from leidraad import locales, patterns
from leidraad.translations.clock import Clock
from leidraad.translations.composing import SCALES, Word, composed, glued
from leidraad.translations.tongues import split
from leidraad.translations.wordlists import LOOSE, any_of, before, halved, list_of

_DIGIT = patterns.lazy(rf"[{LOOSE}\d]")
# What of a number a word may hold: digits, a word of it, the key to what else says one, or one within it.
_DIGITS, _WORDS, _KEY, _COMPOUND = 1, 2, 4, 8
_MOST_WORDS, _MOST_TOLD = 100_000, 1_000
_ROUND = frozenset(map(str, (10, 100, *SCALES)))
_SMALL, _TOLD = frozenset("123456789"), frozenset("3456789")
_HOURS, _MINUTES = frozenset(map(str, range(1, 13))), ("15", "30", "45")
_NEAR = 24
_GAP = patterns.lazy(r"[-\s]+")
_SCALED = patterns.lazy(
    rf"(?=[{LOOSE}\d])(?<![\w.,])({LOOSE}?)(\d+(?:[.,]\d+)?)[ ]{LOOSE}({'|'.join(map(str, SCALES))})(?!\d)"
)


def speller(lang: str) -> Speller:
    """Return what knows the words of a language for numbers; that of an unknown one knows none."""
    tables = locales.load(lang).tables if lang in locales.available() else {}
    said = tables.get("numbers", {})
    return _speller(tables.get("import", {}).get("number_words", ""), *said.items())


@cache
def _speller(first: str, *said: tuple[str, str]) -> Speller:
    # Two handbooks may have a table each for one language.
    return Speller(dict(said), first)


class Speller:
    """The words of one language for numbers."""

    def __init__(self, said: Mapping[str, str], first: str) -> None:
        """Take what a locale says of numbers, and its words from one on."""
        listed = {key: list_of(text) for key, text in said.items()}
        cardinals = {word: number for number, word in enumerate(first.split(), 1)}
        cardinals |= {word: int(value) for word, value in map(halved, listed.get("cardinals", ()))}
        ordinals = {word: int(value) for word, value in map(halved, listed.get("ordinals", ()))}
        self.known = cardinals | ordinals
        # In many languages it is an article as well.
        self.articles = {word for word, number in cardinals.items() if number == 1}
        self.firm = {word for word, number in cardinals.items() if str(number) in _TOLD}
        self.firm -= {*listed.get("doubtful", ())}
        self.joiners = {*listed.get("joiners", ())} - {*self.known}
        self.atom = patterns.lazy(any_of(self.known))
        within = rf"(?:{any_of(cardinals)})(?:{any_of(listed.get('glue', ()))})?"
        word = rf"(?:{within})*(?:{any_of(self.known)})"
        gap = rf"[-\s](?:(?:{any_of(self.joiners)})[-\s])?"
        half, tail = (any_of(listed.get(key, ())) for key in ("halves", "tails"))
        half = rf"[-\s]?(?:{half})(?!\w)"
        self.run = patterns.lazy(
            rf"{before(self.known)}(?<!\w)(?P<words>{word}(?:(?!{half}){gap}{word})*)(?P<half>{half})?(?:{tail})?(?!\w)"
        )
        self.ending = patterns.lazy(rf"(\d)(?:{any_of(listed.get('endings', ()))})(?!\w)")
        pairs = (pair.partition(" = ") for pair in listed.get("others", ()))
        self.others = {words: meant for words, _, meant in pairs}
        self.compound = patterns.lazy(rf"(?<!\w)({any_of(self.firm)})[^\W\d_]{{3,}}")
        counts = rf"(?:\d|(?<!\w)(?:{any_of({*cardinals} - self.articles)}))"
        shares = any_of({*self.known, *self.others} - self.articles)
        self._before = patterns.lazy(rf"{counts}[-–,\s]+(?:\w{{1,4}}[-\s])?$")
        self._after = patterns.lazy(rf"-|[–,\s]+(?:\w{{1,4}}\s)?(?:\d|(?:{shares})(?!\w))")
        self.clock = Clock(listed, self.articles)
        self.spans = {word: int(minutes) for word, minutes in map(halved, listed.get("spans", ()))}
        # What has a number among its words is given away by that.
        offsets = [words for words in self.clock.offsets if not _DIGIT.search(words)]
        keys, halves = _keys([*self.others, *offsets]), _keys(listed.get("halves", ()))
        self._key = patterns.lazy(rf"(?<!\w)(?:{any_of(keys)})(?!\w)")
        self._half = patterns.lazy(rf"(?<!\w)(?:{any_of(halves)})(?!\w)")
        # A book has few words, and says them again and again.
        self._known = dict[str, int]()
        self._told = dict[tuple[str, ...], tuple[re.Pattern[str] | None, bool]]()

    def digits(self, lowered: str) -> str:
        """Return a text in lower case with its numbers in digits, or nothing where it has none."""
        words = split(lowered)
        kinds = {*map(self._known.get, words)}
        held = reduce(or_, map(self._holds, words) if None in kinds else kinds, 0)
        if not held:
            return ""
        if held & _WORDS:
            lowered = self.run.sub(self._number, lowered)
        keyed = tuple([word for word in words if self._known.get(word, _KEY) & _KEY]) if held & _KEY else ()
        phrases, is_time = self._told_by(keyed)
        # A time may have nothing but digits, as `20 past 8`.
        if is_time or held & _WORDS or (keyed and held & _DIGITS):
            lowered = self.clock.spoken(lowered)
        if phrases:
            lowered = phrases.sub(lambda found: self.others[found[1]], lowered)
        if held & _COMPOUND:
            lowered = self.compound.sub(lambda found: f"{LOOSE}{self.known[found[1]]}", lowered)
        if held & (_WORDS | _DIGITS):
            lowered = _SCALED.sub(_scaled, lowered) if LOOSE in lowered else lowered
            lowered = self.ending.sub(r"\1", self.clock.written(lowered))
        return lowered

    def _told_by(self, keyed: tuple[str, ...]) -> tuple[re.Pattern[str] | None, bool]:
        """Return a pattern for what may be said with some keys, and whether that may be a time of day.

        A pattern for all that a language says takes three times as long.

        Args:
            keyed: words of a text that have a key in them.
        """
        if keyed not in self._told:
            keys = {*self._key.findall(" ".join(keyed))}
            others = [words for words in self.others if not keys.isdisjoint(words.split())]
            pattern = re.compile(rf"(?<!\w){LOOSE}?({any_of(others)})(?!\w)") if others else None
            is_time = any(not keys.isdisjoint(words.split()) for words in self.clock.offsets)
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            self._told[keyed] = pattern, is_time
        return self._told[keyed]

    def _holds(self, word: str) -> int:
        """Return what of a number a word may be, with the marks around it, and remember it."""
        held = self._known.get(word)
        if held is None:
            held = self._held(word)
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            self._known[word] = held
        return held

    def _held(self, word: str) -> int:
        is_one = bool(self._half.search(word)) or any(
            found["half"] or found["words"] not in self.articles for found in self.run.finditer(word)
        )
        has = {
            _DIGITS: _DIGIT.search(word),
            _WORDS: is_one,
            _KEY: self._key.search(word),
            _COMPOUND: self.compound.search(word),
        }
        return sum(kind for kind, is_so in has.items() if is_so)

    def _number(self, found: re.Match[str]) -> str:
        if not found["half"] and found["words"] in self.articles:
            return found[0]
        words = [*self._words(found["words"])]
        values = [*map(str, composed(words))]
        if len(values) > 1 == words[0].value and _GAP.split(found["words"])[0] in self.articles:
            del values[0]
        if found["half"]:
            values[-1] = f"{LOOSE}{values[-1]}.5"
        elif found["words"] in self.known and values[0] in _ROUND:
            values[0] = LOOSE + values[0]
        if self._is_firm(found):
            return values[0]
        if len(values) == 2 and values[0] in _HOURS and values[1] in _MINUTES and not found["half"]:
            return f"{LOOSE}{':'.join(values)}"
        # A space would make one number of two.
        return ", ".join(LOOSE + value if value in _SMALL else value for value in values)

    def _is_firm(self, found: re.Match[str]) -> bool:
        """Tell whether a small number is one that every language has: three, but not one of two or three."""
        if found[0] not in self.firm:
            return False
        start, end = found.span()
        near = found.string[max(start - _NEAR, 0) : start], found.string[end : end + _NEAR]
        return not (self._before.search(near[0]) or self._after.match(near[1]))

    def _words(self, text: str) -> Iterator[Word]:
        is_joined = False
        for word in _GAP.split(text):
            if word not in self.joiners:
                yield Word(glued([self.known[atom] for atom in self.atom.findall(word)]), is_joined)
            is_joined = word in self.joiners


def _keys(told: Collection[str]) -> set[str]:
    """Return words of which each phrase has one: the longest, unless another is a phrase by itself."""
    alone = {words for words in told if " " not in words}
    parted = [words.split() for words in told]
    return alone | {max(words, key=len) for words in parted if alone.isdisjoint(words)}


def _scaled(found: re.Match[str]) -> str:
    return f"{found[1]}{float(found[2].replace(',', '.')) * int(found[3]):.10g}"
