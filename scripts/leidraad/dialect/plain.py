"""The words of a heading or title as they are said: without note marks, attributes and markup."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import UnescapeTreeprocessor

from leidraad import patterns

_STASHED = patterns.lazy("\x02[^\x03]*\x03")


def plain(element: Element) -> str:
    """Return the text of `element` after the inline pass, before `attr_list` has taken what is its own."""
    text = AttrListTreeprocessor.HEADER_RE.sub("", "".join(_texts(element)))
    # An escaped character stands as its number; what else is stashed is markup.
    text = UnescapeTreeprocessor().unescape(text)
    return " ".join(_STASHED.sub("", text).split())


def _texts(element: Element) -> Iterable[str]:
    if any(child.get("class") == "footnote-ref" for child in element):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield AttrListTreeprocessor.INLINE_RE.sub("", child.tail or "")
