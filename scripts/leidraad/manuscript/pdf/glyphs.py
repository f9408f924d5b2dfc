"""The glyphs of a PDF as its pages place them: letter, place, size of type and face."""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt

from leidraad import patterns

UNKNOWN = "\ufffd"

MOST_PAGES = 5_000
_MOST_GLYPHS, _MOST_LETTERS = 100_000, 20_000_000

_BOLD = patterns.lazy(r"bold|black|heavy|demi|[-,]bd?$|(?:cm|sf|ec-?)(?:bx|b)\d|bx\d", re.IGNORECASE)
_ITALIC = patterns.lazy(r"ital|obliq|slant|[-,](?:bd?)?it?$|(?:cm|sf)(?:ti|sl)\d|[bl]i$", re.IGNORECASE)
# Halves of characters, and what Unicode keeps free: no file may hold them.
_SANE = patterns.lazy("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STYLE = patterns.lazy(
    r"(?:regular|regu|roman|roma|medium|medi|book|(?:semi|demi)?bold|light|italic|ital|oblique|ps|mt|\d+)+$",
    re.IGNORECASE,
)
_FLAG_ITALIC, _FLAG_BOLD = 1 << 6, 1 << 18
_SKEW = 0.1
_EDGE = 1.0
_LINE = 1.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed letter; `y` is its baseline, from the foot of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A line or a rectangle that was drawn."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_rule(self) -> bool:
        """Tell whether it is a horizontal line."""
        return self.y1 - self.y0 <= _LINE < self.x1 - self.x0


@dataclass(slots=True)
class Page:
    """A page: its glyphs in the order of the file, what was drawn, and the text that stands aside.

    Aside is what does not lie flat, or lies outside of the part of the page that is shown.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    aside: str = ""


class TooMuch(Exception):
    """Tell that a PDF holds more than any book."""


def pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF; whatever pdfminer raises on a broken one is let through.

    Raises:
        TooMuch: it has more pages, or a page has more letters, than a book can.
    """
    # What pdfminer repairs in a damaged file is no news to an author.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    document = PDFDocument(PDFParser(io.BytesIO(data)), password="")
    resources = PDFResourceManager()
    device = _Device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MOST_PAGES:
            raise TooMuch(f"more than {MOST_PAGES} pages")
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate in (90, 270):
            width, height = height, width
        device.page = Page(number, width, height)
        interpreter.process_page(page)
        yield device.page


class _Device(PDFTextDevice):
    """Take down the glyphs and lines of the page that is being drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Page(0, 0, 0)
        self.count = 0
        self.shown = (0.0, 0.0, 0.0, 0.0)
        self.faces: dict[int, tuple[PDFFont, bool, bool, str]] = {}

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Take down which part of the page is shown."""
        corners = [apply_matrix_pt(ctm, (x, y)) for x in page.cropbox[::2] for y in page.cropbox[1::2]]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self.shown = min(xs) - _EDGE, min(ys) - _EDGE, max(xs) + _EDGE, max(ys) + _EDGE

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take down one glyph, and return how far it moves the pen."""
        text = _text(font, cid)
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, _, _ = matrix
        self.count += 1
        if self.count > _MOST_LETTERS:
            raise TooMuch(f"more than {_MOST_LETTERS} letters")
        if len(self.page.glyphs) + len(self.page.aside) >= _MOST_GLYPHS:
            raise TooMuch(f"more than {_MOST_GLYPHS} letters on page {self.page.number}")
        size = abs(fontsize) * math.sqrt(abs(a * d - b * c))
        if isinstance(font, PDFType3Font):
            # Its size is in the matrix of its drawings.
            size *= abs(font.get_height()) or 1.0
        x, y = apply_matrix_pt(matrix, (0, rise))
        x0, x1 = sorted((x, x + a * advance))
        lies_flat = bool(a) and abs(b) <= _SKEW * abs(a)
        left, low, right, high = self.shown
        # Not a number is neither below nor above another.
        is_shown = left <= x0 and x1 <= right and low <= y <= high
        if not (lies_flat and is_shown):
            self.page.aside += text
        elif size > 0:
            bold, italic, family = self._face(font)
            italic = italic or abs(c) > _SKEW * abs(a)
            self.page.glyphs.append(Glyph(text, x0, x1, y, size, bold, italic, family))
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Take down the extent of what is drawn."""
        points: list[tuple[float, float]] = []
        assert self.ctm is not None
        for segment in path:
            numbers = [float(number) for number in segment[1:]]
            for point in zip(numbers[::2], numbers[1::2], strict=False):
                points.append(apply_matrix_pt(self.ctm, point))
        if points and len(self.page.boxes) < _MOST_GLYPHS:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.page.boxes.append(Box(min(xs), min(ys), max(xs), max(ys)))

    def _face(self, font: PDFFont) -> tuple[bool, bool, str]:
        """Return whether a font is bold, whether it is italic, and its family."""
        known = self.faces.get(id(font))
        if known is None:
            name = str(font.fontname).split("+")[-1]
            bold = bool(_BOLD.search(name)) or bool(font.flags & _FLAG_BOLD)
            italic = bool(_ITALIC.search(name) or font.flags & _FLAG_ITALIC or font.italic_angle)
            # The font is kept with the answer, so that no other can take its number.
            known = self.faces[id(font)] = (font, bold, italic, _family(name))
        return known[1:]


def _text(font: PDFFont, cid: int) -> str:
    """Return what a glyph says."""
    try:
        return _SANE.sub("", font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        # In the encoding of Windows a code without a character is a bullet, as the standard of PDF says.
        names = getattr(font, "cid2unicode", {})
        is_windows = names.get(0x80) == "€" and names.get(0xFF) == "ÿ"
        return "•" if is_windows and cid > 0x20 else UNKNOWN


def _family(name: str) -> str:
    """Return the family that the name of a font tells, without its style and the size it was drawn for."""
    return _STYLE.sub("", re.sub("[-, ]", "", name))
