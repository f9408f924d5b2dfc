"""A paragraph as it is printed: its lines, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from leidraad import patterns
from leidraad.manuscript.pdf.glyphs import Box
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.strips import Strip

# What a font of signs, as Word's bullets are in, has in the private area is a bullet where one can be.
BULLETS = re.escape("•◦▪‣·■□●○►➢➤✓✔◆❖–—-") + "\uf021-\uf0ff"
"""The signs that open list items, as a class of a pattern."""
MARKER = patterns.lazy(rf"(?:[{BULLETS}]|\d{{1,2}}[.)]|[a-z][.)]|\((?:\d{{1,2}}|[a-z])\))(?=\s+\S)")

_CENTRE = 0.6


@dataclass(eq=False, slots=True)
class Para:
    """Lines that run on, and where they stand in their strip.

    Attributes:
        indents: for each line how far it starts from the strip's left edge, in points.
        gap: the space before it beyond the usual, in lines; None at the head of a strip.
        doubt: why it may be part of the paragraph before it, or be two; empty where it is sure.
        frame: what is drawn around it.
    """

    rows: list[Row]
    strip: Strip
    indents: list[float] = field(default_factory=list)
    gap: float | None = None
    starts_strip: bool = False
    doubt: str = ""
    frame: Box | None = None

    @property
    def first(self) -> Row:
        """Return the first line."""
        return self.rows[0]

    @property
    def text(self) -> str:
        """Return all lines as one text, with words still broken."""
        return " ".join(row.text for row in self.rows)

    @property
    def plain(self) -> str:
        """Return the text with raised numbers as they are printed."""
        return " ".join(row.plain for row in self.rows)

    @property
    def inset(self) -> float:
        """Return how far its lines but the first start from the left edge; of one line, that line."""
        return min(self.indents[1:] or self.indents)

    @property
    def words(self) -> int:
        """Return the number of its words."""
        return sum(len(row.words) for row in self.rows)

    @property
    def size(self) -> float:
        """Return the size of its type."""
        return max(self.rows, key=lambda row: row.letters).size

    @property
    def is_bold(self) -> bool:
        """Tell whether all of it is bold."""
        return all(row.is_bold for row in self.rows)

    @property
    def is_italic(self) -> bool:
        """Tell whether nearly all of it is italic."""
        return sum(row.letters for row in self.rows if row.is_italic) > 0.8 * sum(
            r.letters for r in self.rows
        )

    @property
    def family(self) -> str:
        """Return the family of its type."""
        return max(self.rows, key=lambda row: row.letters).family

    @property
    def is_capitals(self) -> bool:
        """Tell whether it is set in capitals."""
        return all(row.is_capitals for row in self.rows)

    @property
    def is_centred(self) -> bool:
        """Tell whether its lines stand in the middle of the strip, away from both edges."""
        middle = (self.strip.left + self.strip.right) / 2
        slack = _CENTRE * self.first.size
        return all(
            abs((row.x0 + row.x1) / 2 - middle) <= slack and row.x0 - self.strip.left > 2 * row.size
            for row in self.rows
        )

    @property
    def is_at_right(self) -> bool:
        """Tell whether its lines end at the right edge without starting at the left."""
        return all(
            abs(row.x1 - self.strip.right) <= row.size and row.x0 - self.strip.left > 4 * row.size
            for row in self.rows
        )
