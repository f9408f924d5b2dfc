"""The chapter model that importer, checker, translation comparison and packager share.

A chapter is a sequence of blocks. Text inside a block is verbatim inline Markdown: the model says what a
block *is*, never how its words are marked up. `reader.py` makes it from Markdown, `writer.py` turns it back,
and `read(write(chapter)) == chapter`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leidraad import patterns

UNKNOWN_KIND = "unknown"
"""The kind of a callout whose word nobody knows; its argument is all that stands behind the slashes."""

_FLAG = patterns.lazy(r"leidraad (LR5\d\d): (.*)", re.DOTALL)

OptionValue = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6; `id` is the explicit one (`{#id}`), never a generated slug."""

    level: int
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a newline is a soft wrap, and in an epigraph the end of a verse line."""

    text: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A block of one of the kinds in `kinds.KINDS`; `kind` is the language-free name."""

    kind: str
    argument: str | None = None
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Include:
    """A `{!path!}` on a line of its own, resolved by markdown-include; `lines` is its line selection."""

    path: str
    lines: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment that stands as a block; `text` is what is between the marks, stripped."""

    text: str

    @property
    def flag(self) -> tuple[str, str] | None:
        """Return code and sentence where this is what an import left for a person to decide."""
        found = _FLAG.fullmatch(self.text)
        return (found[1], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote definition, where the author wrote it; `text` is Markdown, without the indent."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Any other Markdown (`kind`: list, table, quotation, code, html, …), carried as it stands."""

    kind: str
    source: str


Block = Heading | Paragraph | Callout | Include | Comment | Note | Verbatim


@dataclass(frozen=True, slots=True)
class Chapter:
    """One Markdown file: its language, its front matter and its blocks."""

    lang: str
    blocks: tuple[Block, ...] = ()
    meta: Mapping[str, object] = field(default_factory=dict)

    @property
    def title(self) -> str | None:
        """Return the text of the first level-1 heading, or None."""
        return next((b.text for b in self.blocks if isinstance(b, Heading) and b.level == 1), None)

    def walk(self) -> Iterator[Block]:
        """Yield every block in reading order, a callout before what it holds."""
        return _walk(self.blocks)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Callout):
            yield from _walk(block.body)
