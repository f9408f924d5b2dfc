"""A small press: PDFs made in the test, in whatever layout it wants, as programs for print make them.

In the text of a line `{3}` is a raised number, and a soft hyphen a place where a word may be broken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FACES = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
}
_MARK = re.compile(r"\{([^}]+)\}")
_RAISED_SIZE, _RISE = 0.62, 0.36
_SPACE = 0.25


@dataclass(frozen=True)
class Style:
    """How a paragraph is set: `left` and `right` are its margins, `first` is the indent of its first line."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    face: str = "Times"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    align: str = "justify"
    before: float = 0.0
    after: float = 0.0

    @property
    def font(self) -> str:
        """Return the name of the font."""
        return FACES[self.face][self.bold + 2 * self.italic]


@dataclass
class Press:
    """Set lines from the head of a page to its foot, and go on with the next.

    `shift` is how much farther to the left even pages stand; `notes` are the texts of the notes that go to
    the foot of the page on which their number is.
    """

    width: float = 420.0
    height: float = 420.0
    left: float = 60.0
    measure: float = 300.0
    leading: float = 1.3
    shift: float = 0.0
    head: str = ""
    numbered: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    encrypt: StandardEncryption | None = None

    def __post_init__(self) -> None:
        """Begin the first page."""
        self.stream = io.BytesIO()
        self.canvas: Any = Canvas(self.stream, (self.width, self.height), encrypt=self.encrypt)
        self.page = 0
        self.waiting: list[str] = []
        self._begin()

    @property
    def x(self) -> float:
        """Return the left margin of this page."""
        return self.left - (self.shift if self.page % 2 == 0 else 0.0)

    def _begin(self) -> None:
        self.page += 1
        self.y = self.height - 50.0
        self.waiting = []
        if self.head and self.page > 1:
            self.draw(self.x, self.height - 26, self.head, Style(size=8, italic=True))
        if self.numbered:
            self.draw(self.x + self.measure - 12, 18, str(self.page), Style(size=9))

    def turn(self) -> None:
        """Set the notes of this page at its foot, and begin the next."""
        self._set_notes()
        self.canvas.showPage()
        self._begin()

    def done(self) -> bytes:
        """Return the PDF."""
        self._set_notes()
        self.canvas.showPage()
        self.canvas.save()
        return self.stream.getvalue()

    def draw(self, x: float, y: float, text: str, style: Style) -> None:
        """Print one text where it is told to stand."""
        self.canvas.setFont(style.font, style.size)
        for at, part in enumerate(_MARK.split(text)):
            if at % 2:
                self.canvas.setFont(style.font, _RAISED_SIZE * style.size)
                self.canvas.drawString(x, y + _RISE * style.size, part)
                x += stringWidth(part, style.font, _RAISED_SIZE * style.size)
                self.canvas.setFont(style.font, style.size)
            elif part:
                self.canvas.drawString(x, y, part)
                x += stringWidth(part, style.font, style.size)

    def para(self, text: str, style: Style) -> tuple[float, float]:
        """Set a paragraph; return from where to where it reaches on the page that it ends on."""
        self.y -= style.before
        top = self.y
        rows = [*_broken(text, style, self.measure - style.left - style.right)]
        for at, words in enumerate(rows):
            page = self.page
            self._line(words, style, is_first=at == 0, is_last=at + 1 == len(rows))
            top = top if page == self.page else self.y + self.leading * style.size
        bottom = self.y
        self.y -= style.after
        return bottom, top

    def _line(self, words: Sequence[str], style: Style, *, is_first: bool, is_last: bool) -> None:
        step = self.leading * style.size
        called = [mark for word in words for mark in _MARK.findall(word) if mark in self.notes]
        room = sum(self._note_height(mark) for mark in (*self.waiting, *called))
        if self.y - step < 40 + room:
            self.turn()
        self.waiting += called
        self.y -= step
        start = self.x + style.left + (style.first if is_first else 0.0)
        edge = self.x + self.measure - style.right
        widths = [_width(word, style) for word in words]
        space = _SPACE * style.size
        natural = sum(widths) + space * (len(words) - 1)
        if style.align == "justify" and not is_last and len(words) > 1:
            space += (edge - start - natural) / (len(words) - 1)
        elif style.align == "right":
            start = edge - natural
        elif style.align == "centre":
            start = (start + edge - natural) / 2
        for word, width in zip(words, widths, strict=True):
            self.draw(start, self.y, word, style)
            start += width + space

    def _note_height(self, mark: str) -> float:
        return 10.5 * len([*_broken(f"{mark} {self.notes[mark]}", Style(size=8), self.measure)])

    def _set_notes(self) -> None:
        y = 30 + sum(self._note_height(mark) for mark in self.waiting)
        for mark in self.waiting:
            for words in _broken(f"{{{mark}}} {self.notes[mark]}", Style(size=8), self.measure):
                y -= 10.5
                self.draw(self.x, y, " ".join(words), Style(size=8))


def _width(word: str, style: Style) -> float:
    return sum(
        stringWidth(part, style.font, style.size * (_RAISED_SIZE if at % 2 else 1.0))
        for at, part in enumerate(_MARK.split(word))
    )


def _broken(text: str, style: Style, measure: float) -> Iterator[list[str]]:
    """Yield the words of each line; a line is as full as it can be."""
    row: list[str] = []
    room = measure - style.first
    for word in text.split():
        parts = word.split("\u00ad")
        while True:
            taken = len(parts)
            while taken and not _fits(row, parts, taken, style, room):
                taken -= 1
            if taken == len(parts) or (not row and not taken):
                row.append("".join(parts))
                break
            if taken:
                row.append("".join(parts[:taken]) + "-")
            yield row
            row, parts, room = [], parts[taken:], measure
    if row:
        yield row


def _fits(row: Sequence[str], parts: Sequence[str], taken: int, style: Style, room: float) -> bool:
    word = "".join(parts[:taken]) + ("-" if taken < len(parts) else "")
    width = sum(_width(other, style) for other in (*row, word))
    return width + _SPACE * style.size * len(row) <= room
