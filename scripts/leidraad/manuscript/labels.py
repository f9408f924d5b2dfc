"""The label that a block of the chapter carries: what it is, why, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from leidraad.manuscript.chunks import Chunk

CASE_TITLE = "case title"
"""The kind of a heading that says that what follows is a case, until the case is put together."""

Cell = tuple[Chunk, int, int]
"""A cell of a table: the chunk that it is in, where it starts there and where it ends."""


@dataclass(frozen=True, slots=True)
class Label:
    """A block of the chapter: its kind, the chunks in it, and why.

    `kind` is title, heading, paragraph, epigraph, quote, case, list, table, note or notes (the heading of the
    list of notes); `head` is the title of a case or the attribution of a quote or epigraph; `is_verse` says
    that each chunk is one line; `level` is that of a heading; `rows` holds the cells of a table whose columns
    are known, each in the chunk that holds it, None for an empty one; `columns` is how sure these are.
    """

    kind: str
    chunks: tuple[Chunk, ...]
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()
    head: Chunk | None = None
    is_verse: bool = False
    level: int = 2
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    columns: float = 1.0

    def in_order(self) -> list[Chunk]:
        """Return every chunk of the block, its title or attribution included, in the order of the text."""
        return sorted((*self.chunks, *([self.head] if self.head else [])), key=lambda chunk: chunk.span)
