"""A document made ready for pandoc: what it shows, what it leaves out, and where its pictures are."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from leidraad.errors import LeidraadError
from leidraad.files import read_bytes
from leidraad.manuscript.documents import archive, html, odt, word
from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import Marks
from leidraad.manuscript.documents.pictures import Load, beside
from leidraad.manuscript.documents.trees import parse

PAGES = frozenset((".html", ".htm", ".xhtml"))
_MOST_IN_PAGE = 64 * 2**20
_PAGE = re.compile(r".*\.x?html?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as pandoc gets it.

    Attributes:
        format: docx, odt, epub or html.
        reader: what pandoc calls it.
        data: its bytes, mended.
        words: the text that it shows.
        load: returns the bytes of a picture by its address.
        left_out: what pandoc does not read, by kind: head, contents, deleted, remark.
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
    if path.is_dir() or not path.exists():
        # The one place that says so.
        read_bytes(path)
    if path.suffix.lower() in PAGES:
        return _page(path, marks)
    package = archive.unpack(path)
    if package.format == "epub":
        return _book(package, marks)
    if package.format == "odt":
        data, words, left_out = odt.prepare(package, marks)
        return Source("odt", "odt", data, words, package.picture, left_out)
    data, words, left_out = word.prepare(package)
    return Source("docx", "docx+styles", data, words, lambda name: package.picture(f"word/{name}"), left_out)


def _page(path: Path, marks: Marks) -> Source:
    """Return a page of HTML."""
    if path.stat().st_size > _MOST_IN_PAGE:
        raise LeidraadError(f"{path}: is larger than a book can be; it is not imported.")
    text = html.decode(read_bytes(path), path)
    page, words = html.rewrite(text.text, marks, path)
    return Source(
        "html", "html", page.encode("utf-8", "replace"), words, beside(path), is_guess=text.is_guess
    )


def _book(package: Package, marks: Marks) -> Source:
    """Return an EPUB, each of its pages mended; only those in its reading order count as read."""
    parts = dict(package.parts)
    words: dict[str, str] = {}
    for name, data in package.parts.items():
        if _PAGE.fullmatch(name) and data.strip():
            text = html.decode(data, package.path)
            page, words[name] = html.rewrite(text.text, marks, package.path, posixpath.basename(name))
            parts[name] = page.encode("utf-8", "replace")
        elif name.endswith((".opf", ".xml")):
            _refuse_entities(data, package.path)
    order = _reading_order(package)
    folder = posixpath.dirname(next((name for name in parts if name.endswith(".opf")), ""))
    shown = "\n".join(words[name] for name in order if name in words)

    def load(address: str) -> bytes | None:
        names = (address, posixpath.normpath(posixpath.join(folder, address)))
        return next((data for name in names if (data := package.picture(name))), None)

    return Source("epub", "epub", package.packed(parts), shown, load)


def _refuse_entities(data: bytes, path: Path) -> None:
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", data.replace(b"\0", b""), re.IGNORECASE):
        raise LeidraadError(f"{path}: declares XML entities, which no document needs; do not trust it.")


def _reading_order(package: Package) -> list[str]:
    """Return the names of the pages in reading order."""
    name = next((name for name in package.parts if name.endswith(".opf")), None)
    if name is None:
        raise LeidraadError(f"{package.path}: has no list of its pages; save it anew from its program.")
    root = parse(re.sub(rb"<!DOCTYPE[^>]*>", b"", package.parts[name]), package.path, name)
    pages = {
        element.get("id", ""): posixpath.normpath(
            posixpath.join(posixpath.dirname(name), unquote(element.get("href", "")))
        )
        for element in root.iter()
        if element.tag.endswith("}item") or element.tag == "item"
    }
    references = [one for one in root.iter() if one.tag.endswith("}itemref") or one.tag == "itemref"]
    return [pages[one.get("idref", "")] for one in references if one.get("idref", "") in pages]
