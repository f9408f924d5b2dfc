"""What stands around a hyphen at a line end, and the words that it can make."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from leidraad import patterns
from leidraad.lexicon import knows, languages

_LEFT = patterns.lazy(r"[\s\-\u2010/–—‘“(\[]")
_RIGHT = patterns.lazy(r"[^\W_]*(?:[’'][^\W_]+)*")
# Short words are those of grammar, which tell a language best and are soon all looked up.
_SHORT = patterns.lazy(r"(?<=\s)[^\W\d_]{2,5}(?=\s)")
_AROUND = 60
_LEAD = 3
_TREMA = {"e": "ë", "i": "ï", "u": "ü", "o": "ö"}
_DIMINUTIVE = patterns.lazy(r"tjes?")
_CLASH = patterns.lazy(r"aa|ee|oo|uu|ei|eu|oe|ou|ui|au|ij")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Break:
    """A word that is broken at a line end.

    Attributes:
        left: the letters before the hyphen, up to a space or another hyphen.
        right: the letters after it.
        head: what the word has before `left`.
        rest: what the word has after `right`.
        hyphen: the character.
        lang: the language of the page.
        around: the short words near it.
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
        start, near = before[:-1].rpartition(" ")[2], after[:_AROUND]
        left = _LEFT.split(start)[-1]
        match = _RIGHT.match(after)
        right = match[0] if match else ""
        token, *more = near.split() or [""]
        return cls(
            left,
            right,
            head=start[: len(start) - len(left)],
            rest=token[len(right) :],
            hyphen=before[-1],
            lang=lang,
            around=(*_SHORT.findall(before[-_AROUND:]), *_SHORT.findall(near)),
            following=more[0] if more else "",
        )

    @property
    def tongues(self) -> tuple[str, ...]:
        """Return the languages to look in: that of the page first, unless the words around are of another."""
        return _tongues(self.lang, self.around)

    @property
    def solid(self) -> str:
        """Return the word without the hyphen."""
        return self.left + self.right

    @property
    def split(self) -> str:
        """Return the word with the hyphen."""
        return f"{self.left}-{self.right}"

    @property
    def restored(self) -> str:
        """Return the word with the diaeresis or the vowel that Dutch drops where it breaks."""
        if _DIMINUTIVE.fullmatch(self.right):
            return self.left + self.left[-1:] + self.right
        if not is_vowel(self.left[-1]):
            return self.solid
        return self.left + _TREMA.get(self.right[:1], self.right[:1]) + self.right[1:]

    @property
    def clashes(self) -> bool:
        """Tell whether two vowels that are apart in speech would meet as one sound in Dutch."""
        pair = (self.left[-1] + self.right[0]).lower()
        # Latin endings (museum) and the one sound ‘ui’ in geuit are no clash.
        one_sound = self.right.lower().startswith(("um", "us", "ui", "ur", "ij"))
        return bool(_CLASH.fullmatch(pair)) and not one_sound

    def made(self, kind: str) -> str:
        """Return the word that a verdict of `kind` makes."""
        match kind:
            case "soft":
                return self.solid
            case "hard":
                return self.split
            case "suspended":
                return f"{self.left}- {self.right}"
        return self.restored


def is_vowel(letter: str) -> bool:
    """Tell whether `letter` is a vowel, with or without an accent."""
    return unicodedata.normalize("NFD", letter.lower())[0] in _VOWELS


@lru_cache(maxsize=8)
def _tongues(lang: str, around: tuple[str, ...]) -> tuple[str, ...]:
    here, *others = languages(lang)
    for other in others:
        lead = sum(knows(word, other) - knows(word, here) for word in around)
        if lead >= _LEAD:
            return (other, here, *(another for another in others if another != other))
    return (here, *others)
