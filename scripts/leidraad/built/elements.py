"""The elements of a built page, cut out by HTML's own grammar of tags.

Hundreds of pages share nearly all their tags (every page holds the whole navigation), so that a tag is taken
apart once for all of them; a parser that makes a tree of each page takes three times as long.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

# https://html.spec.whatwg.org/multipage/parsing.html#tokenization, from “tag open state” on. What is
# possessive, `*+`, is never tried again, so that the time is in proportion to the page whatever is on it.
_KEY = r"[^\s/>][^\s/>=]*+"
_EQUALS = r"\s*+=\s*+"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_ATTRIBUTES = rf"(?:[\s/]++|{_KEY}(?:{_EQUALS}{_VALUE}?+)?+)*+"
_TAG = rf"[a-zA-Z][^\s/>]*+(?:(?:\s++[a-zA-Z-]++=\"[^\"]*+\")*+>|{_ATTRIBUTES}(?:>|\Z))"
_HOLDING = ("script", "style")
# A pattern that minds no case takes half as long again.
_CASES = {name: "".join(f"[{letter}{letter.upper()}]" for letter in name) for name in _HOLDING}
# In SVG these two may close themselves, and elsewhere they are empty then.
_RAW = "|".join(rf"{name}(?=[\s/>]){_ATTRIBUTES}(?<!/)>.*?(?=</{name}[\s/>]|\Z)" for name in _CASES.values())
_PIECE = re.compile(rf"<(?:(?=[sS][cCtT])(?:{_RAW})|{_TAG}|!--(?:-?>|.*?(?:--!?>|\Z)))", re.DOTALL)
_START = re.compile(rf"<({_TAG})", re.DOTALL)
_NAMED = re.compile(rf"({_KEY})(?:{_EQUALS}({_VALUE})?+)?+", re.DOTALL)
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")


class Element(NamedTuple):
    """An element: its name and attributes in lower case, and what a script or a style sheet holds."""

    tag: str
    attributes: dict[str, str]
    text: str


def pieces(html: str) -> list[str]:
    """Return the start tags and comments of a page as they are written, scripts and style sheets whole."""
    return _PIECE.findall(html)


def element(piece: str) -> Element | None:
    """Return the element that a piece of a page begins, or None for a comment."""
    name = _NAME.match(piece)
    if name is None:
        return None
    tag, end = name[1].lower(), len(piece)
    if tag in _HOLDING and (start := _START.match(piece)):
        end = start.end()
    attributes: dict[str, str] = {}
    for key, value in _NAMED.findall(piece, name.end(), end - piece.startswith(">", end - 1)):
        if value[:1] in ("'", '"'):
            value = value[1:].removesuffix(value[0])
        # Of two attributes with one name the first counts.
        attributes.setdefault(key.lower(), unescape(value) if "&" in value else value)
    return Element(tag, attributes, piece[end:])
