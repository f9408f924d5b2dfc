"""PDFs that cannot be read: one line says why, in bounded time and memory."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from leidraad.errors import LeidraadError
from leidraad.manuscript.pdf import glyphs, import_pdf, reading
from leidraad.writer import write
from press import Press, Style

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R"
    b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 12 Tf 72 700 Td (Een regel.) Tj ET"


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, whose table of places is right."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def form(content: bytes, inner: int) -> bytes:
    """Return a form that may draw the form with this number."""
    resources = b"/Resources<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>" % inner
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + resources)


def page(content: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF of one page."""
    return pdf(CATALOG, PAGES, PAGE, FONT, stream(content, entries), form(b"", 6))


def pressed(*, text: str = "Een regel.", lock: StandardEncryption | None = None) -> bytes:
    """Return a PDF with one line."""
    press = Press(encrypt=lock)
    press.para(text, Style())
    return press.done()


def scan() -> bytes:
    press = Press()
    press.canvas.rect(40, 40, 300, 300, fill=1)
    return press.done()


def unnamed() -> bytes:
    """Return a PDF whose font gives numbers of glyphs, and does not say which letters they are."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/AB+X/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AB+X/DW 600" + system + b"/FontDescriptor 8 0 R>>"
    told = b"<</Type/FontDescriptor/FontName/AB+X/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 8>>"
    content = stream(b"BT /F 12 Tf 72 700 Td <000100020003000400050006> Tj ET")
    return pdf(CATALOG, PAGES, PAGE, font, content, form(b"", 6), inner, told)


def unpacks(gigabytes: float) -> bytes:
    """Return a page whose content is a small stream of very many spaces."""
    packer = zlib.compressobj()
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    # What follows a full flush may be said again and again.
    part = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return page(head + part * int(100 * gigabytes) + packer.flush(), b"/Filter/FlateDecode")


def doubles(times: int) -> bytes:
    """Return a page with a form that draws another twice, which draws another twice, and so on."""
    forms = [form(b"/X Do /X Do", number) for number in range(7, 7 + times)]
    last = b"BT /F 12 Tf 72 700 Td (" + b"a" * 500 + b") Tj ET"
    return pdf(CATALOG, PAGES, PAGE, FONT, stream(TEXT + b" /X Do"), *forms, form(last, 6))


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is not a PDF"),
    "another file": (lambda: b"Een tekst.\n" * 50, "is not a PDF"),
    "only its first line": (lambda: b"%PDF-1.4\n", "is not a whole PDF"),
    "cut off": (lambda: pressed()[:700], "is not a whole PDF"),
    "no pages": (lambda: pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), "has no pages"),
    "a scan": (scan, "has pages but no text"),
    "a password": (lambda: pressed(lock=StandardEncryption("geheim", "baas", strength=128)), "by a password"),
    "fonts without names": (unnamed, "its fonts do not say which letters they print"),
    "a small stream of very much": (lambda: unpacks(1.1), "unpacks to more than a book can hold"),
    "forms that double": (lambda: doubles(40), "more than 100000 letters on page 1"),
    "brackets in brackets": (lambda: page(b"[" * 100_000 + b"]" * 100_000), "has pages but no text"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_line(name: str) -> None:
    make, expected = BAD[name]
    start = time.monotonic()
    with pytest.raises(LeidraadError) as error:
        import_pdf(make(), lang="nl", name="boek.pdf")
    assert time.monotonic() - start < 30
    told = str(error.value)
    assert told.startswith("boek.pdf: ")
    assert expected in told
    assert "\n" not in told


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_SECONDS", 1)
    with pytest.raises(LeidraadError, match="takes more than 1 seconds to read"):
        import_pdf(
            page(zlib.compress(b"0 0 m 9 9 l S " * 900_000), b"/Filter/FlateDecode"), lang="nl", name="a"
        )


def test_no_book_has_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_PAGES", 2)
    press = Press()
    for _ in range(3):
        press.para("Een regel.", Style())
        press.turn()
    with pytest.raises(glyphs.TooMuch, match="more than 2 pages"):
        [*glyphs.pages(press.done())]


OPEN: dict[str, Callable[[], bytes]] = {
    "a password only against printing": lambda: pressed(
        lock=StandardEncryption("", "baas", canPrint=0, canCopy=0, strength=128)
    ),
    "a form that draws itself": lambda: pdf(
        CATALOG, PAGES, PAGE, FONT, stream(TEXT + b" /X Do"), form(b"/X Do", 6)
    ),
    "a tree of pages with a circle": lambda: pdf(
        CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE, FONT, stream(TEXT), form(b"", 6)
    ),
    "letters far off the page": lambda: page(TEXT + b" BT /F 1e30 Tf 1e300 1e300 Td (Ver) Tj ET"),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_can_be_read_is_read(name: str) -> None:
    (part,) = import_pdf(OPEN[name](), lang="nl", name="boek")
    assert "Een regel." in write(part.chapter)
