"""The numbers that a language writes in words, as digits: cardinals, ordinals and halves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from leidraad import locales
from leidraad.translations.clock import Clock
from leidraad.translations.composing import SCALES, Word, composed, glued
from leidraad.translations.wordlists import any_of, before, halved, list_of, roots

LOOSE = "~"
"""Stands before a number that another language may well say otherwise: half, a hundred, a dozen."""

_DIGITS = "0123456789"
_ROUND = frozenset(map(str, (10, 100, *SCALES)))
_SMALL = frozenset("123456789")
_GAP = re.compile(r"[-\s]+")
_SCALED = re.compile(
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
        self.joiners = {*listed.get("joiners", ())} - {*self.known}
        self.atom = re.compile(any_of(self.known))
        within = rf"(?:{any_of(cardinals)})(?:{any_of(listed.get('glue', ()))})?"
        word = rf"(?:{within})*(?:{any_of(self.known)})"
        gap = rf"[-\s](?:(?:{any_of(self.joiners)})[-\s])?"
        half, tail = (any_of(listed.get(key, ())) for key in ("halves", "tails"))
        half = rf"[-\s]?(?:{half})(?!\w)"
        self.run = re.compile(
            rf"{before(self.known)}(?<!\w)(?P<words>{word}(?:(?!{half}){gap}{word})*)(?P<half>{half})?(?:{tail})?(?!\w)"
        )
        self.ending = re.compile(rf"(\d)(?:{any_of(listed.get('endings', ()))})(?!\w)")
        pairs = (pair.partition(" = ") for pair in listed.get("others", ()))
        self.others = {words: meant for words, _, meant in pairs}
        self.other = re.compile(
            rf"{before([LOOSE, *self.others])}(?<!\w){LOOSE}?({any_of(self.others)})(?!\w)"
        )
        self.clock = Clock(listed, self.articles)
        self.spans = {word: int(minutes) for word, minutes in map(halved, listed.get("spans", ()))}
        # To look for each takes a tenth of the time that the patterns do.
        self.roots = roots([*(self.known.keys() - self.articles), *listed.get("halves", ())])
        self.other_roots = roots(self.others)

    def digits(self, lowered: str) -> str:
        """Return a text in lower case with its numbers in digits, or nothing where it has none."""
        if any(map(lowered.__contains__, self.roots)):
            lowered = self.run.sub(self._number, lowered)
        lowered = self.clock.spoken(lowered)
        if any(map(lowered.__contains__, self.other_roots)):
            lowered = self.other.sub(lambda found: self.others[found[1]], lowered)
        if not any(map(lowered.__contains__, _DIGITS)):
            return ""
        lowered = _SCALED.sub(_scaled, lowered) if LOOSE in lowered else lowered
        return self.ending.sub(r"\1", self.clock.written(lowered))

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
        # A space would make one number of two.
        return ", ".join(LOOSE + value if value in _SMALL else value for value in values)

    def _words(self, text: str) -> Iterator[Word]:
        is_joined = False
        for word in _GAP.split(text):
            if word not in self.joiners:
                yield Word(glued([self.known[atom] for atom in self.atom.findall(word)]), is_joined)
            is_joined = word in self.joiners


def _scaled(found: re.Match[str]) -> str:
    return f"{found[1]}{float(found[2].replace(',', '.')) * int(found[3]):.10g}"
