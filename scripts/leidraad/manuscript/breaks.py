"""Whether the hyphen at a line end was the typesetter's or belongs to the word: the rules, in their order.

The letters beside the break speak first, then the rest of the manuscript, then the dictionaries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

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
_PREFIXES = frozenset(["co", "counter", "hyper", "inter", "macro", "meta", "micro", "mono", "multi", "over", "super"])
_LONG = 4
_AROUND = 60
_LEAD = 3
_WHOLE = re.compile(r"[^\W\d_]{2,}")
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
        around: the whole words near it.
        following: the word after the broken one, or nothing.
    """

    left: str
    right: str
    head: str
    rest: str
    hyphen: str
    lang: str
    around: tuple[str, ...]
    following: str

    @classmethod
    def at(cls, before: str, after: str, lang: str) -> Break:
        """Return the break between `before`, which ends in a hyphen, and `after`."""
        left = _LEFT.split(before[:-1])[-1]
        right = _RIGHT.match(after)
        half = right[0] if right else ""
        start, (token, *more) = before[:-1].rpartition(" ")[2], after[:_AROUND].split()
        around = _WHOLE.findall(before[-_AROUND:])[1:-1] + _WHOLE.findall(after[:_AROUND])[1:-1]
        return cls(
            left,
            half,
            head=start[: len(start) - len(left)],
            rest=token[len(half) :],
            hyphen=before[-1],
            lang=lang,
            around=tuple(around),
            following=more[0] if more else "",
        )

    @property
    def tongues(self) -> tuple[str, ...]:
        """Return the languages to look in: that of the page first, unless the words around are of another."""
        return _tongues(self.lang, self.around)

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
    if word == "en" and knows(at.restored, "nl") and not _shares(at.left, at.following):
        sure = 0.8 if at.following else 0.55
        return Verdict("trema", sure, "the spelling lost a diaeresis at the break", ("suspended",))
    return Verdict("suspended", 0.7 if whole else 0.9, reason, ("soft",))


def _shape(at: Break, words: Words) -> Verdict | None:
    if at.left[-1].isdigit() or at.right[0].isdigit():
        return Verdict("hard", 0.95, "a digit beside the hyphen")
    if len(at.left) == 1 or len(at.right) == 1:
        return Verdict("hard", 0.9, "a single letter is never broken off", ("soft",))
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


def _whole(at: Break, words: Words) -> Verdict | None:
    """Look the word up in the language of its surroundings, as one word and in its other spellings."""
    lang = at.tongues[0]
    if knows(at.made("soft"), lang):
        is_prefix = at.left.lower() in _listed(lang, "doubtful_prefixes")
        if is_prefix and len(at.right) >= _LONG and knows(at.right, lang):
            return Verdict("soft", 0.55, f"‘{at.left}’ may be a prefix that keeps its hyphen", ("hard",))
        return Verdict("soft", 0.98, "a dictionary has the joined word", ("hard",))
    if lang == "nl" and knows(at.restored, lang):
        return Verdict("trema", 0.9, "the spelling lost letters at the break", ("soft",))
    if lang == "nl" and knows(at.made("hard"), lang):
        return Verdict("hard", 0.9, "a dictionary has it with its hyphen, not as one word", ("soft",))
    return None


def _chain(at: Break, words: Words) -> Verdict | None:
    if at.right.lower() in _CONNECTORS and at.rest.startswith("-"):
        return Verdict("hard", 0.9, "a chain of words with hyphens", ("soft",))
    if at.left.lower() in _CONNECTORS and at.head.endswith("-"):
        return Verdict("hard", 0.9, "a chain of words with hyphens 2", ("soft",))
    if _TENS.fullmatch(at.left) and at.right.lower() in _UNITS:
        return Verdict("hard", 0.95, "a number in words")
    return None


def _syllables(at: Break, words: Words) -> Verdict | None:
    if not any(map(_is_vowel, at.left)) or not any(map(_is_vowel, at.right)):
        return Verdict("hard", 0.9, "a syllable has a vowel", ("soft",))
    return None


def _names(at: Break, words: Words) -> Verdict | None:
    """Keep the hyphen after what the manuscript writes with a hyphen elsewhere, or by itself as a name."""
    if len(at.right) < _LONG or not any(knows(at.right, lang) for lang in at.tongues):
        return None
    if any(knows(at.made("soft"), lang) for lang in at.tongues):
        return None
    if f"{at.left}-" in words and at.left.lower() not in _CONNECTORS:
        return Verdict("hard", 0.8, f"‘{at.left}-’ has a hyphen before other words of the manuscript", ("soft",))
    is_name = at.left[0].isupper() and not any(knows(at.left.lower(), lang) for lang in at.tongues)
    if is_name and at.left in words:
        return Verdict("hard", 0.7, f"‘{at.left}’ is a name in the manuscript", ("soft",))
    return None


def _halves(at: Break, words: Words) -> Verdict | None:
    """Weigh two halves that are words by themselves when no dictionary has them as one."""
    here, *others = at.tongues
    both = {lang for lang in at.tongues if knows(at.left, lang) and knows(at.right, lang)}
    if here == "nl" and "nl" in both and _clashes(at.left, at.right):
        return Verdict("hard", 0.8, "two words whose vowels would read as one", ("soft",))
    if here not in both or here == "nl":
        for other in others:
            if knows(at.made("soft"), other):
                return Verdict("soft", 0.9, "a dictionary of another language has the joined word", ("hard",))
    if here == "nl" and "nl" in both:
        return Verdict("soft", 0.55, "two words that no dictionary has as one", ("hard",))
    if "en" in both:
        if at.left.lower() in _PREFIXES:
            return Verdict("hard", 0.55, f"‘{at.left}’ may be a prefix that keeps its hyphen", ("soft",))
        return Verdict("hard", 0.75, "two words that no dictionary has as one", ("soft",))
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
    _whole,
    _chain,
    _prefixes,
    _names,
    _halves,
    _syllables,
    _vowels,
)


@cache
def _listed(lang: str, key: str) -> frozenset[str]:
    return frozenset(locales.load(lang).say("import", key).split())


@lru_cache(maxsize=8)
def _tongues(lang: str, around: tuple[str, ...]) -> tuple[str, ...]:
    here, *others = languages(lang)
    for other in others:
        lead = sum(knows(word, other) - knows(word, here) for word in around)
        if lead >= _LEAD:
            return (other, here, *(lang for lang in others if lang != other))
    return (here, *others)


def _is_known(word: str, at: Break, words: Words) -> bool:
    return word in words or any(knows(word, lang) for lang in at.tongues)


def _shares(left: str, word: str) -> bool:
    """Tell whether `left` can borrow the end of `word`, as in ‘idee- en gedachtevorming’."""
    match = _WHOLE.match(word)
    letters = match[0] if match else ""
    ends = range(2, len(letters) - 2)
    return any(knows(word[:at], "nl") and knows(left + letters[at:], "nl") for at in ends)


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.lower())[0] in _VOWELS


def _clashes(left: str, right: str) -> bool:
    """Tell whether two vowels that are apart in speech would meet as one sound in Dutch."""
    pair = (left[-1] + right[0]).lower()
    # Latin endings (museum) and the one sound ‘ui’ in geuit are no clash.
    return bool(_CLASH.fullmatch(pair)) and not right.lower().startswith(("um", "us", "ui", "ur", "ij"))
