"""EPUBs prepared for pandoc: every page that a reader can come to, in its order, and no cover."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript.documents import encodings, html
from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import Marks
from leidraad.manuscript.documents.pictures import Load
from leidraad.manuscript.documents.trees import parse

_PAGE = patterns.lazy(r".*\.x?html?", re.IGNORECASE)
_SPINE_END = patterns.lazy(rb"</((?:[\w.-]+:)?)spine\s*>")
# Pandoc leaves out pages that are not for turning to, such as notes, and puts the cover above the text.
_UNWANTED = patterns.lazy(
    rb"""\slinear\s*=\s*(?:"no"|'no')|\sproperties\s*=\s*["'][^"'<>]*\bcover-image\b[^"'<>]*["']"""
    rb"""|<(?:[\w.-]+:)?meta\s(?=[^<>]*\bname\s*=\s*["']cover["'])[^<>]*>"""
)


def prepare(package: Package, marks: Marks) -> tuple[bytes, str, Load]:
    """Return the book for pandoc, the words that it shows, and what loads its pictures.

    Raises:
        LeidraadError: it is damaged or not to be trusted.
    """
    parts = dict(package.parts)
    words: dict[str, str] = {}
    for name, data in package.parts.items():
        if _PAGE.fullmatch(name) and data.strip():
            text = encodings.decode(data, package.path)
            page, words[name] = html.rewrite(text.text, marks, package.path, posixpath.basename(name))
            parts[name] = page.encode("utf-8", "replace")
        elif name.endswith((".opf", ".xml")):
            _refuse_entities(data, package.path)
    listing = next((name for name in package.parts if name.endswith(".opf")), None)
    if listing is None:
        raise LeidraadError(f"{package.path}: has no list of its pages; save it anew from its program.")
    folder = posixpath.dirname(listing)
    order, linked = _pages(package, listing)
    parts[listing] = _UNWANTED.sub(b"", _with_linked(package.parts[listing], list(linked)))
    shown = "\n".join(words[name] for name in (*order, *linked.values()) if name in words)

    def load(address: str) -> bytes | None:
        names = (address, posixpath.normpath(posixpath.join(folder, address)))
        return next((data for name in names if (data := package.picture(name))), None)

    return package.packed(parts), shown, load


def _refuse_entities(data: bytes, path: Path) -> None:
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", data.replace(b"\0", b""), re.IGNORECASE):
        raise LeidraadError(f"{path}: declares XML entities, which no document needs; do not trust it.")


def _pages(package: Package, listing: str) -> tuple[list[str], dict[str, str]]:
    """Return the names of the pages in reading order, and those that only a link leads to, by their id."""
    root = parse(re.sub(rb"<!DOCTYPE[^>]*>", b"", package.parts[listing]), package.path, listing)
    items = {item.get("id", ""): item for item in _named(root, "item")}
    folder = posixpath.dirname(listing)
    pages = {
        identifier: posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for identifier, item in items.items()
    }
    turned = [one.get("idref", "") for one in _named(root, "itemref") if one.get("idref", "") in pages]
    order = [pages[identifier] for identifier in turned]
    texts = [package.parts.get(name, b"") for name in order]
    linked = {
        identifier: name
        for identifier, name in pages.items()
        if _PAGE.fullmatch(name)
        and name not in order
        and "nav" not in items[identifier].get("properties", "").split()
        and any(f"{posixpath.basename(name)}#".encode() in text for text in texts)
    }
    return order, linked


def _named(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == name]


def _with_linked(data: bytes, linked: list[str]) -> bytes:
    """Return the list of pages with more of them at the end of its reading order."""
    return _SPINE_END.sub(
        lambda end: b"".join(
            [*(b'<%sitemref idref="%s"/>' % (end[1], one.encode()) for one in linked), end[0]]
        ),
        data,
    )
