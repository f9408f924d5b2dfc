"""Marks in the text for what pandoc would forget: the style and the address of a paragraph.

A mark is a number between two code points that Unicode keeps out of every text. It is put where a paragraph
starts before pandoc reads the document, and taken away from the tree that pandoc makes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from leidraad import patterns

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
MARK = patterns.lazy(f"{_OPEN}(\\d+){_CLOSE}")
STRAY = patterns.lazy(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a block: the names of its style, its address, and whether all around it is meant."""

    styles: tuple[str, ...] = ()
    id: str = ""
    is_container: bool = False


@dataclass(slots=True)
class Marks:
    """The marks of a document, by number."""

    found: list[Mark] = field(default_factory=list)

    def put(self, mark: Mark) -> str:
        """Return the text that stands for `mark`."""
        self.found.append(mark)
        return f"{_OPEN}{len(self.found) - 1}{_CLOSE}"
