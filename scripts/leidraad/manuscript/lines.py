"""The lines of a manuscript, from its bytes, and the marks that its layout left on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from leidraad.errors import LeidraadError

GUESSED_ENCODING = "Windows-1252"
HYPHENS = "-\u00ad\u2010"

# A sentence may end in a closing quote or bracket and a glued note number.
_SENTENCE_END = re.compile(r"(?:[.!?…][’”'\"»)\]]*|[:;])(?:\d{1,3}(?:,\d{1,3})*)?$")
_ITEM = re.compile(r"(?:[•◦▪‣·*]|[-–—](?=\s+\S)|(?P<number>\d{1,2})[.)]|(?P<letter>[a-z])[.)])\s+(?=\S)")
_FULL = 0.88
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Source:
    """A manuscript as text; `is_guess` says that its encoding is not certain."""

    text: str
    is_guess: bool = False


def decode(data: bytes, name: str | Path) -> Source:
    """Return the text of a manuscript that is UTF-8 or, as a guess, Windows-1252.

    Raises:
        LeidraadError: it is empty, not a text, or in another encoding.
    """
    if b"\0" in data:
        raise LeidraadError(f"{name}: is not a text file; export the manuscript as plain text, UTF-8.")
    try:
        text, is_guess = data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        try:
            text, is_guess = data.decode("cp1252"), True
        except UnicodeDecodeError:
            raise LeidraadError(f"{name}: is neither UTF-8 nor Windows-1252; save it as UTF-8.") from None
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise LeidraadError(f"{name}: is not a text file; export the manuscript as plain text, UTF-8.")
    refuse_empty(text, name)
    return Source(text, is_guess)


def refuse_empty(text: str, name: str | Path) -> None:
    """Raise the error for a manuscript without a word in it."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise LeidraadError(f"{name}: is empty; give a manuscript with text in it.")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        number: its place in the manuscript, from 1.
        text: what it says, without space at its ends and with single spaces.
        indent: how many spaces stand before it.
        tail: how many spaces stand after it.
        starts_page: whether a form feed stands before it.
    """

    number: int
    text: str
    indent: int = 0
    tail: int = 0
    starts_page: bool = False
    width: int = field(init=False)

    def __post_init__(self) -> None:
        """Measure the text once: a justified line's stretched spaces count as one."""
        object.__setattr__(self, "width", len(self.text))

    @property
    def is_hyphenated(self) -> bool:
        """Tell whether the line ends in a hyphen that a word stands against."""
        return len(self.text) > 1 and self.text[-1] in HYPHENS and self.text[-2].isalnum()


@dataclass(frozen=True, slots=True)
class Profile:
    """How the extraction marked the end of a paragraph.

    Attributes:
        spaced: every line that wraps ends in a space; one that ends a paragraph does not.
        measure: the width of a full line of the text.
    """

    spaced: bool
    measure: int

    def wraps(self, line: Line, following: Line, gap: int, limit: int) -> bool:
        """Tell whether `line` runs on in `following`, with `gap` blank lines between.

        `limit` is the width of the widest line around, which counts where no trailing spaces tell.
        """
        if line.is_hyphenated:
            return gap == 0 or following.text[0].islower()
        if self.spaced:
            # More than one space is a slip of the typesetter, which says nothing.
            return line.tail == 1 or (line.tail > 1 and not ends_sentence(line.text))
        word = following.text.split()[0]
        if line.width + 1 + len(word) <= _FULL * limit or item(following.text):
            return False
        return gap == 0 or (following.text[0].islower() and not ends_sentence(line.text))


def split(text: str) -> list[Line]:
    """Return the lines of `text`, blank ones included."""
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        starts_page = "\f" in raw
        raw = raw.replace("\f", "")
        words = " ".join(raw.split())
        indent = len(raw) - len(raw.lstrip())
        tail = len(raw) - len(raw.rstrip()) if words else 0
        lines.append(Line(number, words, indent if words else 0, tail, starts_page))
    return lines


def profile(lines: Sequence[Line]) -> Profile:
    """Return how the paragraphs of `lines` can be told apart."""
    widths = sorted(line.width for line in lines if line.text)
    # Not the widest line: that may be a table row or one that never wrapped.
    measure = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    full = [
        line
        for line, following in pairwise(lines)
        if following.text and line.width >= 0.8 * measure and not line.is_hyphenated
    ]
    spaced = sum(line.tail > 0 for line in full)
    return Profile(spaced=bool(full) and spaced > 0.5 * len(full), measure=measure)


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does, with or without a note number."""
    return bool(_SENTENCE_END.search(text))


def item(text: str) -> re.Match[str] | None:
    """Return the match of the list marker that `text` starts with, or None."""
    return _ITEM.match(text)
