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
    text = "".join(_texts(element))
    if "{" in text:
        text = AttrListTreeprocessor.HEADER_RE.sub("", text)
    if "\x02" in text:
        # An escaped character stands as its number; what else is stashed is markup.
        text = _STASHED.sub("", UnescapeTreeprocessor().unescape(text))
    return " ".join(text.split())


def _texts(element: Element) -> Iterable[str]:
    if any(child.get("class") == "footnote-ref" for child in element):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        tail = child.tail or ""
        yield AttrListTreeprocessor.INLINE_RE.sub("", tail) if "{" in tail else tail
