"""What pandoc does not read of a Word document: diagrams, charts, lettering, shapes, other documents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leidraad import patterns
from leidraad.manuscript.documents import encodings, html
from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import Marks, Unread
from leidraad.manuscript.documents.trees import parse

_OFFICE = "http://schemas.openxmlformats.org"
_W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
_A = f"{{{_OFFICE}/drawingml/2006/main}}"
_MC = f"{{{_OFFICE}/markup-compatibility/2006}}"
_R = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
_HOLDERS = {f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"}
TO_LOOK_AT = patterns.lazy(rb"drawing|pict|object|altChunk")
_PAGE = patterns.lazy(r".*\.(?:x?html?|xml)")


def mark(root: Element, package: Package, part: str, marks: Marks) -> list[str]:
    """Put a mark where something stands that pandoc does not read, and return the words of all."""
    drawings = _Drawings(package, part, marks)
    drawings.mark(root)
    return drawings.words


class _Drawings:
    """The drawings of one part of a document."""

    def __init__(self, package: Package, part: str, marks: Marks) -> None:
        """Take the document, the name of the part, and what keeps what is unread."""
        self.package = package
        self.marks = marks
        self.words: list[str] = []
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        data = package.parts.get(relations)
        found = parse(data, package.path, relations) if data else ()
        self._parts = {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))[1:]
            for one in found
        }

    def mark(self, element: Element) -> None:
        """Put a mark where something in `element` stands that pandoc does not read."""
        for at, child in enumerate(element):
            if child.tag == f"{_W}altChunk":
                element[at] = _around(f"{_W}p", self._put(self._document(child), in_run=False))
            elif child.tag in _HOLDERS and (unread := self._unread(child)):
                element[at] = self._put(unread, in_run=element.tag == f"{_W}r")
            else:
                self.mark(child)

    def _put(self, unread: Unread, *, in_run: bool) -> Element:
        self.words.append(unread.words)
        text = Element(f"{_W}t")
        text.text = self.marks.put_unread(unread.what, unread.words)
        return text if in_run else _around(f"{_W}r", text)

    def _unread(self, holder: Element) -> Unread | None:
        """Return what a drawing is, unless pandoc reads it."""
        shown = holder if holder.tag != f"{_MC}AlternateContent" else next(iter(holder), holder)
        inside = {_local(one): one for one in shown.iter()}
        if holder.tag == f"{_MC}AlternateContent" and not {"drawing", "pict", "object"} & inside.keys():
            return None
        named = " ".join(_alternatives(shown))
        if "relIds" in inside:
            return Unread("diagram", f"{named} {self._said(inside['relIds'].get(f'{_R}dm', ''))}")
        if "chart" in inside:
            return Unread("chart", f"{named} {self._said(inside['chart'].get(f'{_R}id', ''))}")
        if "textpath" in inside:
            said = [one.get("string", "") for one in shown.iter() if _local(one) == "textpath"]
            return Unread("lettering", " ".join(said))
        # Pandoc reads pictures and rules, and the text of boxes is put elsewhere.
        if {"pic", "imagedata", "txbxContent"} & inside.keys() or _is_rule(shown):
            return None
        if "OLEObject" in inside:
            return Unread("object", f"{named} {inside['OLEObject'].get('ProgID', '')}")
        said = [*_texts(shown)]
        if named or said:
            return Unread("drawing", " ".join([named, *said]))
        return Unread("shape", next((one.get("name", "") for one in shown.iter() if one.get("name")), ""))

    def _said(self, relation: str) -> str:
        """Return the words of the part that something refers to, a paragraph or a value after another."""
        name = self._parts.get(relation, "")
        data = self.package.parts.get(name)
        return " ".join(_texts(parse(data, self.package.path, name))) if data else ""

    def _document(self, chunk: Element) -> Unread:
        """Return a document that Word would put in here."""
        name = self._parts.get(chunk.get(f"{_R}id", ""), "")
        data = self.package.parts.get(name)
        if not data or not _PAGE.fullmatch(name):
            return Unread("document", name)
        path = self.package.path
        return Unread("document", html.rewrite(encodings.decode(data, path).text, Marks(), path)[1])


def _alternatives(drawing: Element) -> Iterator[str]:
    """Yield what a drawing says to those who do not see it."""
    for one in drawing.iter():
        if _local(one) == "docPr":
            yield from filter(None, (one.get("title"), one.get("descr")))
        elif one.tag.startswith("{urn:schemas-microsoft-com:vml}") and one.get("alt"):
            yield one.get("alt", "")


def _texts(element: Element) -> Iterator[str]:
    """Yield the paragraphs of a drawing, and the values of a chart."""
    for one in element.iter():
        if one.tag == f"{_A}p":
            yield "".join(text.text or "" for text in one.iter(f"{_A}t"))
        elif _local(one) == "v" and one.text:
            yield one.text


def _is_rule(drawing: Element) -> bool:
    return any(one.get("{urn:schemas-microsoft-com:office:office}hr") for one in drawing.iter())


def _around(tag: str, inner: Element) -> Element:
    outer = Element(tag)
    outer.append(inner)
    return outer


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
