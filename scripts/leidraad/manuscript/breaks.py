"""Whether the hyphen at a line end was the typesetter's or belongs to the word: the rules, in their order.

The letters beside the break speak first, then the rest of the manuscript, then the dictionaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from leidraad import locales
from leidraad.manuscript.lexicon import knows, languages
from leidraad.manuscript.words import Words

_LEFT = re.compile(r"[\s\-\u2010/–—‘“(\[]")
_RIGHT = re.compile(r"[^\W_]*(?:[’'][^\W_]+)*")
_ADDRESS = re.compile(r"://|www\.|@")
_CONNECTORS = frozenset(["op", "aan", "in", "en", "of", "the", "to", "and", "or", "by", "à", "de"])
_CLASH = re.compile(r"aa|ee|oo|uu|ei|eu|oe|ou|ui|au|ij")
_TREMA = {"e": "ë", "i": "ï", "u": "ü", "o": "ö"}
_VOWELS = frozenset("aeiouy")
_TENS = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty", re.IGNORECASE)
_UNITS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a break, how sure that is, why, and what else it may be."""

    kind: str
    confidence: float
    reason: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """What stands around a hyphen at a line end.

    Attributes:
        left: the letters before the hyphen, up to a space or another hyphen.
        right: the letters after it.
        head: what the word has before `left`.
        rest: what the word has after `right`.
        hyphen: the character.
        lang: the language of the page.
    """

    left: str
    right: str
    head: str
    rest: str
    hyphen: str
    lang: str

    @classmethod
    def at(cls, before: str, after: str, lang: str) -> Break:
        """Return the break between `before`, which ends in a hyphen, and `after`."""
        start = before[:-1].split()[-1] if before[:-1].split() else ""
        left = _LEFT.split(before[:-1])[-1]
        token = after.split(maxsplit=1)[0]
        right = _RIGHT.match(after)
        half = right[0] if right else ""
        return cls(left, half, start[: len(start) - len(left)], token[len(half) :], before[-1], lang)

    def made(self, kind: str) -> str:
        """Return the word that a verdict of `kind` makes."""
        match kind:
            case "soft":
                return self.left + self.right
            case "hard":
                return f"{self.left}-{self.right}"
            case "suspended":
                return f"{self.left}- {self.right}"
        return self.restored

    @property
    def restored(self) -> str:
        """Return the joined word with the diaeresis or vowel that Dutch drops when it breaks there."""
        if re.match("tjes?$", self.right):
            return self.left + self.left[-1:] + self.right
        return self.left + _TREMA.get(self.right[:1], self.right[:1]) + self.right[1:]

    @property
    def tongues(self) -> tuple[str, ...]:
        """Return the languages to look in, that of the page first."""
        return languages(self.lang)


Rule = Callable[[Break, Words], Verdict | None]


def verdict(at: Break, words: Words) -> Verdict:
    """Return what the first rule says that has something to say."""
    for rule in _RULES:
        found = rule(at, words)
        if found:
            return found
    return Verdict("soft", 0.8, "an ordinary break; nothing speaks for a hyphen", ("hard",))


def _marks(at: Break, words: Words) -> Verdict | None:
    if at.hyphen != "-" and not (at.hyphen == "\u2010" and words.has_u2010):
        return Verdict("soft", 0.99, "a hyphen that only a typesetter sets")
    if not at.right:
        return Verdict("suspended", 0.8, "the hyphen does not stand between two letters")
    if not at.left or _ADDRESS.search(at.head):
        return Verdict("hard", 0.9, "inside an address", ("soft",))
    return None


def _suspended(at: Break, words: Words) -> Verdict | None:
    word = at.right.lower()
    if at.rest or not any(word in _listed(lang, "suspending") for lang in at.tongues):
        return None
    reason = f"‘{at.right}’ after a hyphen joins two words that share a part"
    if at.left[-1].isdigit() or (word in ("en", "of") and not _is_vowel(at.left[-1])):
        # No Dutch syllable starts in these words’ vowel when a consonant stands before it.
        return Verdict("suspended", 0.95, reason)
    whole = _is_known(at.made("soft"), at, words)
    if whole and (word not in _listed(at.lang, "suspending") or not _is_known(at.left, at, words)):
        return Verdict("soft", 0.8, "the joined word exists", ("suspended",))
    if word == "en" and knows(at.restored, "nl"):
        return Verdict("suspended", 0.55, reason, ("trema",))
    return Verdict("suspended", 0.7 if whole else 0.9, reason, ("soft",))


def _shape(at: Break, words: Words) -> Verdict | None:
    if at.left[-1].isdigit() or at.right[0].isdigit():
        return Verdict("hard", 0.95, "a digit beside the hyphen")
    if len(at.left) == 1 or len(at.right) == 1:
        return Verdict("hard", 0.9, "a single letter is never broken off", ("soft",))
    if not any(map(_is_vowel, at.left)) or not any(map(_is_vowel, at.right)):
        return Verdict("hard", 0.9, "a syllable has a vowel", ("soft",))
    return None


def _manuscript(at: Break, words: Words) -> Verdict | None:
    solid, split = words.count(at.made("soft")), words.count(at.made("hard"))
    if split > solid:
        return Verdict("hard", 0.95, "the manuscript writes it with a hyphen elsewhere", ("soft",))
    if solid:
        return Verdict("soft", 0.99, "the manuscript writes it as one word elsewhere")
    return None


def _capitals(at: Break, words: Words) -> Verdict | None:
    if at.right[0].isupper() and not (at.left.isupper() and at.right.isupper()):
        if any(knows(at.made("soft"), lang) for lang in at.tongues):
            return Verdict("soft", 0.9, "a dictionary has the joined word", ("hard",))
        return Verdict("hard", 0.95, "a capital after the hyphen", ("soft",))
    if at.left.isupper() and not at.right.isupper():
        return Verdict("hard", 0.9, "capitals before the hyphen", ("soft",))
    return None


def _chain(at: Break, words: Words) -> Verdict | None:
    if at.right.lower() in _CONNECTORS and at.rest.startswith("-"):
        return Verdict("hard", 0.9, "a chain of words with hyphens", ("soft",))
    if at.left.lower() in _CONNECTORS and at.head.endswith("-"):
        return Verdict("hard", 0.9, "a chain of words with hyphens", ("soft",))
    if _TENS.fullmatch(at.left) and at.right.lower() in _UNITS:
        return Verdict("hard", 0.95, "a number in words")
    return None


def _dictionary(at: Break, words: Words) -> Verdict | None:
    """Ask the dictionary of the page's language, then the other."""
    for lang in at.tongues:
        found = _ask(at, lang)
        if found:
            return found
    return None


def _ask(at: Break, lang: str) -> Verdict | None:
    if knows(at.made("soft"), lang):
        if at.left.lower() in _listed(lang, "doubtful_prefixes") and knows(at.right, lang):
            return Verdict("soft", 0.55, f"‘{at.left}’ may be a prefix that keeps its hyphen", ("hard",))
        return Verdict("soft", 0.98, "a dictionary has the joined word", ("hard",))
    if lang == "nl" and knows(at.restored, lang):
        return Verdict("trema", 0.9, "the spelling lost letters at the break", ("soft",))
    if lang == "nl" and knows(at.made("hard"), lang):
        return Verdict("hard", 0.9, "a dictionary has it with its hyphen, not as one word", ("soft",))
    if knows(at.left, lang) and knows(at.right, lang):
        if lang == "nl":
            if _clashes(at.left, at.right):
                return Verdict("hard", 0.8, "NLCLASH two words whose vowels would read as one", ("soft",))
            return Verdict("soft", 0.55, "NLBOTH two words that no dictionary has as one", ("hard",))
        return Verdict("hard", 0.8, "ENBOTH two words that no dictionary has as one", ("soft",))
    return None


def _prefixes(at: Break, words: Words) -> Verdict | None:
    if at.left.lower() in _listed(at.lang, "hyphenated_prefixes"):
        return Verdict("hard", 0.8, f"‘{at.left}-’ keeps its hyphen as a rule", ("soft",))
    return None


def _vowels(at: Break, words: Words) -> Verdict | None:
    if at.lang != "nl" or not _clashes(at.left, at.right):
        return None
    if at.left.lower().endswith(("be", "ge")):
        return Verdict("trema", 0.7, "the diaeresis that spelling asks for went at the break", ("soft",))
    return Verdict("hard", 0.55, "two vowels would read as one", ("soft",))


_RULES: tuple[Rule, ...] = (
    _marks,
    _suspended,
    _shape,
    _manuscript,
    _capitals,
    _chain,
    _dictionary,
    _prefixes,
    _vowels,
)


@cache
def _listed(lang: str, key: str) -> frozenset[str]:
    return frozenset(locales.load(lang).say("import", key).split())


def _is_known(word: str, at: Break, words: Words) -> bool:
    return word in words or any(knows(word, lang) for lang in at.tongues)


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.lower())[0] in _VOWELS


def _clashes(left: str, right: str) -> bool:
    """Tell whether two vowels that are apart in speech would meet as one sound in Dutch."""
    pair = (left[-1] + right[0]).lower()
    # Latin endings (museum) and the one sound ‘ui’ in geuit are no clash.
    return bool(_CLASH.fullmatch(pair)) and not right.lower().startswith(("um", "us", "ui", "ur", "ij"))
