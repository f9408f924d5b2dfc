"""A document made ready for pandoc: what it shows, what it leaves out, and where its pictures are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript.documents import archive, encodings, epub, html, odt, word
from leidraad.manuscript.documents.marks import Marks
from leidraad.manuscript.documents.pictures import Load, beside
from leidraad.storage.files import read_bytes

_PAGES = frozenset((".html", ".htm", ".xhtml"))
_PAGE = patterns.lazy(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_MOST_IN_PAGE = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """A document as pandoc gets it.

    Attributes:
        format: docx, odt, epub or html.
        reader: what pandoc calls it.
        data: its bytes, mended.
        words: the text that it shows.
        load: returns the bytes of a picture by its address.
        left_out: what pandoc does not read, by kind, as `making` knows them.
        is_guess: whether its encoding is not certain.
    """

    format: str
    reader: str
    data: bytes
    words: str
    load: Load
    left_out: list[tuple[str, str]] = field(default_factory=list)
    is_guess: bool = False


def open_document(path: Path, marks: Marks) -> Source:
    """Return a document, with marks in it for what pandoc would forget.

    Raises:
        LeidraadError: it cannot be read, is too large, damaged, protected or not to be trusted.
    """
    if not path.is_file():
        # The one place that says what it is instead.
        read_bytes(path)
    # Programs give pages the names of documents, so what a file holds goes before its name.
    with path.open("rb") as file:
        start = file.read(100)
    if _PAGE.match(start) or (path.suffix.lower() in _PAGES and not archive.is_package(start)):
        return _page(path, marks)
    package = archive.unpack(path)
    if package.format == "epub":
        data, words, load = epub.prepare(package, marks)
        return Source("epub", "epub", data, words, load)
    if package.format == "odt":
        data, words, left_out = odt.prepare(package, marks)
        return Source("odt", "odt", data, words, package.picture, left_out)
    data, words, left_out = word.prepare(package, marks)
    return Source("docx", "docx+styles", data, words, lambda name: package.picture(f"word/{name}"), left_out)


def _page(path: Path, marks: Marks) -> Source:
    """Return a page of HTML."""
    if path.stat().st_size > _MOST_IN_PAGE:
        raise LeidraadError(f"{path}: is larger than a book can be; it is not imported.")
    text = encodings.decode(read_bytes(path), path)
    page, words = html.rewrite(text.text, marks, path)
    return Source(
        "html", "html", page.encode("utf-8", "replace"), words, beside(path), is_guess=text.is_guess
    )
