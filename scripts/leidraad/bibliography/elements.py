"""What pandoc printed, as elements: a few harmless ones, and text that nothing parses again."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence
from typing import Any

from markdown.util import AtomicString

from leidraad import patterns
from leidraad.bibliography.export import OTHERS

_AND = ("en", "and", "&", "und", "et")
_TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_CLASSES = frozenset(["csl-block", "csl-indent", "csl-left-margin", "csl-right-inline"])
_WEB = patterns.lazy(r"(?i)https?://[^\s\x00-\x1f]+")
_DEEPEST = 50


def build(inlines: Sequence[Any], others: str, name: str = "span", **attributes: str) -> etree.Element:
    """Return an element with what pandoc wrote in it.

    Args:
        inlines: pandoc's JSON of it.
        others: what says "and others" in it.
        name: the element's tag.
        attributes: the element's attributes.
    """
    element = etree.Element(name, attributes)
    _Writer(element, others).add(inlines, 0)
    return element


def strip_period(element: etree.Element) -> None:
    """Remove the period that ends the text of an element, if one does."""
    while len(element) and not (element[-1].tail or ""):
        element = element[-1]
    text = element[-1].tail if len(element) else element.text
    if text and text.endswith(".") and not text.endswith(".."):
        shorter = AtomicString(text[:-1])
        if len(element):
            element[-1].tail = shorter
        else:
            element.text = shorter


class _Writer:
    """Writes inlines into one element, text after text."""

    def __init__(self, element: etree.Element, others: str) -> None:
        self._element = element
        self._et_al = others

    def _text(self, text: str) -> None:
        if OTHERS in text:
            before, _, after = text.partition(OTHERS)
            self._others()
            text = before + self._et_al + after
            # One period ends both the abbreviation and the sentence.
            text = text.replace("..", ".")
        if len(self._element):
            last = self._element[-1]
            last.tail = AtomicString((last.tail or "") + text)
        else:
            self._element.text = AtomicString((self._element.text or "") + text)

    def _others(self) -> None:
        """Take back the word "and", and a comma, that stand before "and others"."""
        target = self._element[-1] if len(self._element) else None
        told = (target.tail if target is not None else self._element.text) or ""
        words = told.rstrip().rsplit(" ", 1)
        if words[-1].strip(",") in _AND:
            told = words[0] if len(words) == 2 else ""
        told = f"{told.rstrip().rstrip(',')} "
        if target is not None:
            target.tail = AtomicString(told)
        else:
            self._element.text = AtomicString(told)

    def add(self, inlines: Sequence[Any], depth: int) -> None:
        """Write pandoc's inlines, or blocks, in their order."""
        for inline in inlines if depth < _DEEPEST else ():
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                self._text(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                self._text(" ")
            elif kind in _TAGS:
                self._within(_TAGS[kind], {}, content, depth)
            elif kind == "SmallCaps":
                self._within("span", {"class": "smallcaps"}, content, depth)
            elif kind in ("Span", "Div"):
                classes = [c for c in content[0][1] if c in _CLASSES]
                if classes:
                    self._within("span", {"class": " ".join(classes)}, content[1], depth)
                else:
                    self.add(content[1], depth + 1)
            elif kind == "Link" and _WEB.fullmatch(content[2][0]):
                self._within("a", {"href": content[2][0]}, content[1], depth)
            elif kind == "Quoted":
                marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                self._text(marks[0])
                self.add(content[1], depth + 1)
                self._text(marks[1])
            elif kind in ("Code", "Math", "RawInline"):
                self._text(content[1])
            elif kind in ("Link", "Image", "Cite"):
                self.add(content[1], depth + 1)
            elif kind in ("Para", "Plain", "Note", "Underline", "Strikeout"):
                self.add(content, depth + 1)

    def _within(self, tag: str, attributes: dict[str, str], inlines: Sequence[Any], depth: int) -> None:
        child = etree.SubElement(self._element, tag, attributes)
        _Writer(child, self._et_al).add(inlines, depth + 1)
