"""The text of a page as its reader sees it, passage by passage, after the inline pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from leidraad import patterns
from leidraad.dialect import tags

REFERENCE = "\ue004"
"""Stands for a reference to a note."""
LINK = "\ue005"
"""Stands before the text of a link to another site."""
OBJECT = "\ufffc"
"""Stands for code, raw HTML, a picture, a citation: what is no running text."""

_INLINE = frozenset(
    "a abbr b bdi bdo br cite del dfn em i img ins kbd mark q s small span strong sub sup u var".split()  # noqa: SIM905
)
_PLACEHOLDER = patterns.lazy("\x02([^\x03]*)\x03")
_ATTRIBUTES = patterns.lazy(r"\s*\{:?[ ]*[#.\w][^{}\n]*\}\s*$")


class Passage(NamedTuple):
    """A stretch of text that no block parts.

    Attributes:
        tag: the HTML element that holds it (`p`, `h2`, `li`, `td`, `figcaption`, …).
        text: the words, with `REFERENCE` for notes and `OBJECT` for what is no text.
        note: the id of the note that it belongs to, or None.
        callout: the kind of the innermost callout around it, or "".
        marks: (offset, number) of each tag of a traced conversion.
    """

    tag: str
    text: str
    note: str | None
    callout: str
    marks: tuple[tuple[int, int], ...]

    def mark_at(self, end: int) -> int | None:
        """Return the tag behind what ends at `end`, or the nearest one in the passage."""
        near = min(self.marks, key=lambda mark: (abs(mark[0] - end), mark[0] < end), default=None)
        return near[1] if near else None


@dataclass(slots=True)
class _Text:
    """Text being gathered, without its tags, and where these were."""

    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        if "\x02" in text:
            text = _PLACEHOLDER.sub(_restored, text)
        if tags.OPEN not in text:
            self._put(text)
            return
        done = 0
        for found in tags.MARK.finditer(text):
            self._put(text[done : found.start()])
            self.marks.append((self.length, int(found[1])))
            done = found.end()
        self._put(text[done:])

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def passages(root: Element) -> list[Passage]:
    """Return the passages of a page in reading order, those of its notes last."""
    found: list[Passage] = []
    _visit(root, None, "", found)
    return found


def flat(element: Element) -> str:
    """Return the text of an element as a passage has it, blocks and all."""
    text = _Text()
    _inline(element, text)
    return "".join(text.parts)


def _visit(element: Element, note: str | None, callout: str, found: list[Passage]) -> None:
    """Add the passages in `element` to `found`."""
    kind = element.get("class", "")
    if "callout--" in kind:
        callout = kind.partition("callout--")[2].partition(" ")[0]
    if element.tag == "li" and element.get("id", "").startswith("fn:"):
        note = element.get("id", "")[3:]
    place = len(found)
    text = _Text()
    text.add(element.text)
    for child in element:
        if child.tag in ("code", "pre"):
            text.add(OBJECT)
        elif child.tag in _INLINE:
            _inline(child, text, is_child=True)
        elif isinstance(child.tag, str):
            _visit(child, note, callout, found)
        text.add(child.tail)
    words = "".join(text.parts)
    if words.strip():
        # To look for the end of one first takes a tenth of the time.
        said = _ATTRIBUTES.sub("", words) if "}" in words else words
        found.insert(place, Passage(element.tag, said, note, callout, tuple(text.marks)))


def _inline(element: Element, text: _Text, *, is_child: bool = False) -> None:
    """Add what is in an element to `text`."""
    kind = element.get("class", "")
    if is_child and kind == "citation":
        text.add(OBJECT)
        return
    if is_child and kind in ("footnote-ref", "footnote-backref"):
        text.add(REFERENCE if kind == "footnote-ref" else "")
        return
    if element.tag == "a" and element.get("href", "").startswith(("http:", "https:")):
        text.add(LINK)
        if (element.text or "").startswith(("http:", "https:")):
            # An address between angle brackets.
            text.add(OBJECT)
            return
    if element.tag == "img":
        text.add(OBJECT)
    if element.tag == "br":
        text.add("\n")
    text.add(element.text)
    for child in element:
        if child.tag in ("code", "pre"):
            text.add(OBJECT)
        else:
            _inline(child, text, is_child=True)
        text.add(child.tail)


def _restored(found: re.Match[str]) -> str:
    """Return what a placeholder of the parser stands for, as far as it is a letter."""
    inside = found[1]
    if inside.isdigit():
        return chr(int(inside))
    if found[0] == NBSP_PLACEHOLDER:
        return "\u00a0"
    return {"amp": "&", "quot": '"'}.get(inside, OBJECT)
