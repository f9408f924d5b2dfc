"""Printed lines: words on one baseline, with the raised numbers that stand against them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from leidraad import patterns

RAISED = "\ufdd0"
"""Stands for a raised number in the text of a word, whose `raised` says what is printed there."""
SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")
NOTE_MARK = patterns.lazy(r"[\[(]?(\d{1,3}(?:[,;–-]\s?\d{1,3})*)[\])]?|[*†‡§]{1,3}")
"""The form of what is printed to name a note, in plain digits."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a line: its text, where it stands, and its face."""

    text: str
    x0: float
    x1: float
    bold: bool = False
    italic: bool = False
    raised: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Row:
    """One printed line of words; `size` and `family` are those of most of its letters, `y` its baseline."""

    page: int
    y: float
    size: float
    words: tuple[Word, ...]
    family: str = ""

    @cached_property
    def text(self) -> str:
        """Return what it says, with `RAISED` for each raised number."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def plain(self) -> str:
        """Return what it says, with the raised numbers as they are printed."""
        parts = iter(self.raised)
        return re.sub(RAISED, lambda _: next(parts), self.text)

    @property
    def raised(self) -> tuple[str, ...]:
        """Return the raised numbers, as they are printed."""
        return tuple(number for word in self.words for number in word.raised)

    @property
    def x0(self) -> float:
        """Return where it starts."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Return where it ends."""
        return self.words[-1].x1

    @cached_property
    def letters(self) -> int:
        """Return how many characters it has."""
        return sum(len(word.text) for word in self.words)

    @cached_property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def is_italic(self) -> bool:
        """Tell whether nearly all of it is italic."""
        return sum(len(w.text) for w in self.words if w.italic) > 0.9 * self.letters

    @cached_property
    def is_capitals(self) -> bool:
        """Tell whether every letter is a capital."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 3 and all(char.isupper() for char in letters)

    def take(self, start: int, end: int) -> Row:
        """Return the line with only some of its words."""
        return replace(self, words=self.words[start:end])
