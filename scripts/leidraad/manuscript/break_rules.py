"""Whether the hyphen at a line end was the typesetter's or belongs to the word: the rules, in their order.

The letters beside the break speak first, then the rest of the manuscript, then the dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from leidraad import locales, patterns
from leidraad.lexicon import knows
from leidraad.manuscript.breaks import Break, is_vowel
from leidraad.manuscript.words import Words

_ADDRESS = patterns.lazy(r"://|www\.|@")
_CONNECTORS = frozenset(
    [
        "op",
        "aan",
        "in",
        "en",
        "of",
        "het",
        "van",
        "voor",
        "met",
        "te",
        "the",
        "to",
        "and",
        "or",
        "by",
        "for",
        "à",
        "de",
    ]
)
_TENS = patterns.lazy(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty", re.IGNORECASE)
_UNITS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
# Some write these solid before any word, some never.
_EITHER_WAY = frozenset(["co", "counter", "hyper", "inter", "meta", "micro", "mono", "multi", "over"])
_PARTICIPLE = ("ed", "ing")
_LONG = 4
_PART = 3
_LETTERS = patterns.lazy(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a break, how sure that is, why, and what else it may be."""

    kind: str
    confidence: float
    reason: str
    others: tuple[str, ...] = ()


Rule = Callable[[Break, Words], Verdict | None]


def verdict(at: Break, words: Words) -> Verdict:
    """Return what the first rule says that has something to say."""
    for rule in _RULES:
        found = rule(at, words)
        if found:
            return found
    return _soft(0.8, "an ordinary break; nothing speaks for a hyphen")


def _soft(confidence: float, reason: str) -> Verdict:
    return Verdict("soft", confidence, reason, ("hard",))


def _hard(confidence: float, reason: str) -> Verdict:
    return Verdict("hard", confidence, reason, ("soft",))


def _marks(at: Break, words: Words) -> Verdict | None:
    if at.hyphen != "-" and not (at.hyphen == "\u2010" and words.has_u2010):
        return Verdict("soft", 0.99, "a hyphen that only a typesetter sets")
    if not at.right:
        return Verdict("suspended", 0.8, "the hyphen does not stand between two letters")
    if not at.left or _ADDRESS.search(at.head + at.left):
        return _hard(0.9, "inside an address")
    return None


def _suspended(at: Break, words: Words) -> Verdict | None:
    word, here = at.right.lower(), at.tongues[0]
    if at.rest or not any(word in _listed(lang, "suspending") for lang in at.tongues):
        return None
    reason = f"‘{at.right}’ after a hyphen joins two words that share a part"
    # No Dutch syllable starts with the vowel of ‘en’ or ‘of’ where a consonant stands before it.
    if at.left[-1].isdigit() or (here == "nl" and word in ("en", "of") and not is_vowel(at.left[-1])):
        return Verdict("suspended", 0.95, reason)
    if at.solid in words or _is_known(at.solid, at):
        return Verdict("soft", 0.8, "the joined word exists", ("suspended",))
    if here == "nl" and knows(at.restored, here) and not _shares(at.left, at.following):
        sure = 0.8 if at.following else 0.55
        return Verdict("trema", sure, "a diaeresis was lost at the break", ("suspended",))
    return Verdict("suspended", 0.9, reason, ("soft",))


def _typesetter(at: Break, words: Words) -> Verdict | None:
    if at.hyphen == "-" and words.breaks_softly:
        return _hard(0.95, "the typesetter’s own hyphens are soft ones here, and this one is not")
    return None


def _shape(at: Break, words: Words) -> Verdict | None:
    if at.left[-1].isdigit() or at.right[0].isdigit():
        return Verdict("hard", 0.95, "a digit beside the hyphen")
    if len(at.left) == 1 or len(at.right) == 1:
        return _hard(0.9, "a single letter is never broken off")
    return None


def _manuscript(at: Break, words: Words) -> Verdict | None:
    solid, split = words.count(at.solid), words.count(at.split)
    if split > solid:
        return _hard(0.95, "the manuscript writes it with a hyphen elsewhere")
    if solid:
        return Verdict("soft", 0.99, "the manuscript writes it as one word elsewhere")
    return None


def _capitals(at: Break, words: Words) -> Verdict | None:
    if at.right[0].isupper() and not (at.left.isupper() and at.right.isupper()):
        if _is_known(at.solid, at):
            return _soft(0.9, "a dictionary has the joined word")
        return _hard(0.95, "a capital after the hyphen")
    if at.left.isupper() and not at.right.isupper():
        return _hard(0.9, "capitals before the hyphen")
    return None


def _habits(at: Break, words: Words) -> Verdict | None:
    """Keep the hyphen after what has one before other words of the manuscript, and after a name in it."""
    has_others = f"{at.left}-" in words and at.left.lower() not in _CONNECTORS
    is_capital = at.left[0].isupper() and at.left in words
    if not (has_others or is_capital) or len(at.right) < _LONG:
        return None
    is_name = is_capital and not _is_known(at.left.lower(), at) and _is_known(at.right, at)
    is_word = _is_known(at.solid, at) or _is_known(at.restored, at)
    if has_others and (not is_word or (is_name and len(at.left) >= _PART)):
        return _hard(0.8, f"‘{at.left}-’ has a hyphen before other words of the manuscript")
    if is_name and not is_word:
        return _hard(0.7, f"‘{at.left}’ is a name in the manuscript")
    return None


def _dictionary(at: Break, words: Words) -> Verdict | None:
    """Look the word up in the language of its surroundings, as one word and in its other spellings."""
    here = at.tongues[0]
    if here == "nl" and at.clashes and knows(at.split, here):
        return _hard(0.85, "a dictionary has it with its hyphen, and the vowels would read as one")
    if knows(at.solid, here):
        is_prefix = at.left.lower() in _listed(here, "doubtful_prefixes")
        if is_prefix and len(at.right) >= _LONG and knows(at.right, here):
            return _soft(0.55, f"‘{at.left}’ may be a prefix that keeps its hyphen")
        return _soft(0.98, "a dictionary has the joined word")
    if here == "nl" and knows(at.restored, here):
        return Verdict("trema", 0.9, "a dictionary has it with letters that the break took", ("soft",))
    if here == "nl" and knows(at.split, here):
        return _hard(0.9, "a dictionary has it with its hyphen, not as one word")
    return None


def _chains(at: Break, words: Words) -> Verdict | None:
    is_opened = at.right.lower() in _CONNECTORS and at.rest.startswith("-")
    if is_opened or (at.left.lower() in _CONNECTORS and at.head.endswith("-")):
        return _hard(0.9, "a chain of words with hyphens")
    if _TENS.fullmatch(at.left) and at.right.lower() in _UNITS:
        return Verdict("hard", 0.95, "a number in words")
    listed = any(at.left.lower() in _listed(lang, "hyphenated_prefixes") for lang in at.tongues)
    if listed and _is_known(at.right, at):
        # Many a surname starts with such a word: Allport, Highsmith.
        return _hard(0.8 if at.left.islower() else 0.55, f"‘{at.left}-’ keeps its hyphen as a rule")
    return None


def _halves(at: Break, words: Words) -> Verdict | None:
    """Weigh two halves that are words by themselves when no dictionary has them as one."""
    here, *others = at.tongues
    are_dutch, are_english = (knows(at.left, lang) and knows(at.right, lang) for lang in ("nl", "en"))
    if here == "nl" and are_dutch and at.clashes:
        return _hard(0.8, "two words whose vowels would read as one")
    if not (here == "en" and are_english) and any(knows(at.solid, other) for other in others):
        return _soft(0.9, "a dictionary of another language has the joined word")
    if are_dutch and here == "nl" and not are_english:
        return _soft(0.7, "two words that no dictionary has as one")
    if here == "nl" and not are_english and _is_phrase(at):
        return _hard(0.55, "an English phrase as the first part of a Dutch word")
    if not are_english or here not in ("nl", "en"):
        return None
    is_participle = at.right.endswith(_PARTICIPLE)
    if not at.left.islower() and not is_participle:
        return _soft(0.55, "two words that no dictionary has as one, but it may be a name")
    is_chain = at.head.endswith("-") or at.rest.startswith("-")
    is_usual = is_participle or is_chain or (at.left in words and at.left not in _EITHER_WAY)
    return _hard(0.8 if is_usual and not are_dutch else 0.55, "two words that no dictionary has as one")


def _sounds(at: Break, words: Words) -> Verdict | None:
    if not any(map(is_vowel, at.left)) or not any(map(is_vowel, at.right)):
        return _hard(0.9, "a syllable has a vowel")
    if at.lang != "nl" or not at.clashes:
        return None
    if at.left.lower().endswith(("be", "ge")):
        return Verdict("trema", 0.7, "the diaeresis that spelling asks for went at the break", ("soft",))
    return _hard(0.55, "two vowels would read as one")


_RULES: tuple[Rule, ...] = (
    _marks,
    _suspended,
    _typesetter,
    _shape,
    _manuscript,
    _capitals,
    _habits,
    _dictionary,
    _chains,
    _halves,
    _sounds,
)


@cache
def _listed(lang: str, key: str) -> frozenset[str]:
    return frozenset(locales.load(lang).say("import", key).split())


def _is_known(word: str, at: Break) -> bool:
    return any(knows(word, lang) for lang in at.tongues)


def _shares(left: str, word: str) -> bool:
    """Tell whether `left` can borrow the end of `word`, as in ‘idee- en gedachtevorming’."""
    match = _LETTERS.match(word)
    letters = match[0] if match else ""
    ends = range(_PART, len(letters) - _PART)
    return any(knows(letters[:end], "nl") and knows(left + letters[end:], "nl") for end in ends)


def _is_phrase(at: Break) -> bool:
    """Tell whether English words stand on both sides, then a Dutch one: ‘client-serverbenadering’."""
    if len(at.left) < _LONG or not knows(at.left, "en"):
        return False
    ends = range(_PART, len(at.right) - _PART)
    return any(knows(at.right[:end], "en") and knows(at.right[end:], "nl") for end in ends)
