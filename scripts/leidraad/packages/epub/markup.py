"""XHTML: the HTML of a page as a tree that can be written as XML, and the document around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from leidraad.backmatter import figures
from leidraad.storage.unfit import UNFIT

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
"""The attribute `epub:type`: what a part of a book is."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {None: XHTML, "epub": OPS}
SHEET = "book.css"

E = ElementMaker(namespace=XHTML, nsmap=NAMES)
"""Makes elements: `E.p("text", role="note")`."""

Element = Any
"""An element of lxml, which has no types."""

# HTML is read without regard to case, in which SVG tells its names apart.
_SVG_NAMES = {name.lower(): name for name in figures.ELEMENTS | figures.ATTRIBUTES}


def x(name: str) -> str:
    """Return the name of an element of XHTML as lxml writes it."""
    return f"{{{XHTML}}}{name}"


def fit(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return UNFIT.sub("", text)


def said(element: Element) -> str:
    """Return what an element says, on one line and without the marks of notes."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::*[@role='doc-noteref'])]")).split())


def replace(old: Element, *new: Element) -> None:
    """Put elements in the place of another, whose tail follows the last of them."""
    parent = old.getparent()
    place = parent.index(old)
    new[-1].tail, old.tail = old.tail, None
    parent[place : place + 1] = new


def tree(source: Element) -> Element:
    """Return a tree of HTML as one of XHTML, with the drawings in it as SVG."""
    root = etree.Element(x("div"), nsmap=NAMES)
    waiting = [(source, root, False)]
    while waiting:
        old, new, is_drawn = waiting.pop()
        # An element without text would be written as `<td/>`, which some take for the beginning of one.
        new.text = fit(old.text or "") or (None if len(old) or old.tag in _VOID else "")
        for child in old:
            is_svg = is_drawn or child.tag == "svg"
            if is_svg:
                name = f"{{{SVG}}}{_SVG_NAMES.get(child.tag, child.tag)}"
                copy = etree.SubElement(new, name, nsmap={None: SVG})
            else:
                copy = etree.SubElement(new, x(child.tag))
            for key, value in child.attrib.items():
                copy.set(_SVG_NAMES.get(key, key) if is_svg else key, fit(value))
            if lang := copy.get("lang"):
                copy.set(LANG, lang)
            copy.tail = fit(child.tail or "") or None
            waiting.append((child, copy, is_svg))
    return root


_VOID = frozenset({"br", "col", "hr", "img", "wbr"})


def document(
    title: str, lang: str, content: Iterable[Element], *, kind: str = "", head: Iterable[Element] = ()
) -> bytes:
    """Return an XHTML document.

    Args:
        title: what it is called.
        lang: its language.
        content: what it shows.
        kind: which part of the book it is of, such as `bodymatter`.
        head: what stands in its head besides.
    """
    body = E.body({TYPE: kind} if kind else {}, *content)
    root = E.html(
        {"lang": lang, LANG: lang},
        E.head(
            E.meta(charset="utf-8"),
            E.title(fit(title)),
            E.link(rel="stylesheet", type="text/css", href=SHEET),
            *head,
        ),
        body,
    )
    return written(root, "<!DOCTYPE html>")


def written(root: Element, doctype: str | None = None) -> bytes:
    """Return the bytes of a document."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return bytes(data) + b"\n"


def kinds(found: Mapping[str, str]) -> dict[str, str]:
    """Return attributes with those of XML under their whole names: `type` is `epub:type`."""
    return {TYPE if name == "type" else name: value for name, value in found.items()}
