"""Marks in the text for what pandoc would forget: styles, addresses, and what it does not read at all.

A mark is a number between two code points that Unicode keeps out of every text. It is put where a paragraph
starts, or where something unread stood, before pandoc reads the document, and taken away from the tree
that pandoc makes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from leidraad import patterns
from leidraad.manuscript import characters

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
MARK = patterns.lazy(f"{_OPEN}(\\d+){_CLOSE}")
UNREAD = patterns.lazy(f"{_OPEN}x(\\d+){_CLOSE}")
STRAY = patterns.lazy(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a block: the names of its style, its address, and whether all around it is meant."""

    styles: tuple[str, ...] = ()
    id: str = ""
    is_container: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What pandoc does not read: what it is, by its name in the locales, and its words."""

    what: str
    words: str


@dataclass(slots=True)
class Marks:
    """The marks of a document, by number."""

    found: list[Mark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def put(self, mark: Mark) -> str:
        """Return the text that stands for `mark`."""
        self.found.append(mark)
        return f"{_OPEN}{len(self.found) - 1}{_CLOSE}"

    def put_unread(self, what: str, words: str) -> str:
        """Return the text that stands for what is not read."""
        plain = characters.clean(STRAY.sub("", words))[0].replace("\u2011", "-")
        self.unread.append(Unread(what, " ".join(plain.split())))
        return f"{_OPEN}x{len(self.unread) - 1}{_CLOSE}"
