"""The elements of a built page, cut out by HTML's own grammar of tags.

Hundreds of pages share most of their tags, so that a tag is taken apart once for all of them; a parser that
makes a tree of each page takes several times as long.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from leidraad import patterns

# https://html.spec.whatwg.org/multipage/parsing.html#tokenization, from “tag open state” on. What is
# atomic, `(?>…)`, or possessive, `*+`, is never tried again, so that the time is in proportion to the page
# whatever is on it. Before 3.11.5, Python takes too much where a group is possessive.
_KEY = r"[^\s/>][^\s/>=]*+"
_EQUALS = r"\s*+=\s*+"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_ATTRIBUTES = rf"(?>(?:[\s/]++|{_KEY}(?>(?:{_EQUALS}(?>{_VALUE}?))?))*)"
_TAG = rf"[a-zA-Z][^\s/>]*+(?:(?>(?:\s++[a-zA-Z-]++=\"[^\"]*+\")*)>|{_ATTRIBUTES}(?:>|\Z))"
_HOLDING = ("script", "style")
# A pattern that minds no case takes half as long again.
_CASES = {name: "".join(f"[{letter}{letter.upper()}]" for letter in name) for name in _HOLDING}
_HELD = {name: rf"(?>(?:[^<]++|<(?!/{cases}[\s/>]))*)" for name, cases in _CASES.items()}
# In SVG these two may close themselves, and elsewhere they are empty then.
_RAW = "|".join(rf"{_CASES[name]}(?=[\s/>]){_ATTRIBUTES}(?<!/)>{held}" for name, held in _HELD.items())
_PIECE = patterns.lazy(
    rf"<(?:(?=[sS][cCtT])(?:{_RAW})|{_TAG}|!--(?:-?>|.*?(?:--!?>|\Z)))", re.DOTALL | re.ASCII
)
_START = patterns.lazy(rf"<({_TAG})", re.DOTALL | re.ASCII)
_NAMED = patterns.lazy(
    rf"""({_KEY})(?>(?:{_EQUALS}(?>(?:"([^"]*+)"?+|'([^']*+)'?+|([^\s>"'][^\s>]*+))?))?)""",
    re.DOTALL | re.ASCII,
)
_NAME = patterns.lazy(r"<([a-zA-Z][^\s/>]*)", re.ASCII)
# Without their first letter, by which the pattern below tells what need not be tried.
_ROUGH_RAW = "|".join(
    rf"{_CASES[name][4:]}(?=[\s>])[^>]*+>{held}(?:</{_CASES[name]}[\s/>]|\Z)" for name, held in _HELD.items()
)
_ROUGH = patterns.lazy(rf"<(?:[a-rt-zA-RT-Z!][^>]*+>?+|[sS](?:{_ROUGH_RAW}|[^>]*+>?+))".encode())
_END = "<leidraad-end>"
# As nearly all tags are written; nothing in them but their own `>` can end them.
_TIDY = patterns.lazy(r"""<([a-z][a-z0-9]*+)(?>(?: [a-z-]++(?>(?:="[^"<>&]*+")?))*)>""")
_PAIR = patterns.lazy(r""" ([a-z-]+)(?:="([^"]*)")?""")


class Element(NamedTuple):
    """An element: its name and attributes in lower case, and what a script or a style sheet holds."""

    tag: str
    attributes: dict[str, str]
    text: str


def pieces(html: str) -> list[str]:
    """Return the start tags and comments of a page as they are written, scripts and style sheets whole."""
    return _PIECE.findall(html)


def cuts(page: bytes) -> list[bytes]:
    """Return where the pieces of a page seem to be, told by the next `>`, in a fraction of the time.

    No byte of UTF-8 is taken for a sign of the grammar, nor does one that is wrong hide it.
    """
    return _ROUGH.findall(page)


def within(cut: str) -> list[str] | None:
    """Return the pieces in a cut, or None where the last goes on behind it, and what follows is misread."""
    # What is still open holds the mark that is put behind it.
    *found, last = _PIECE.findall(cut + _END)
    return found if last == _END else None


def tidy(cut: str) -> Element | None:
    """Return the element that a cut begins, if it is written in the simplest way, or else None."""
    tag = _TIDY.fullmatch(cut)
    if tag is None or tag[1] in _HOLDING:
        return None
    pairs = _PAIR.findall(cut, tag.end(1))
    attributes = dict(pairs)
    # Of two attributes with one name the first counts.
    return Element(tag[1], attributes, "") if len(attributes) == len(pairs) else None


def element(piece: str) -> Element | None:
    """Return the element that a piece of a page begins, or None for a comment."""
    name = _NAME.match(piece)
    if name is None:
        return None
    tag, end = name[1].lower(), len(piece)
    if tag in _HOLDING and (start := _START.match(piece)):
        end = start.end()
    is_plain = "&" not in piece
    attributes: dict[str, str] = {}
    for key, double, single, bare in _NAMED.findall(piece, name.end(), end - piece.endswith(">", 0, end)):
        value = double or single or bare
        # Of two attributes with one name the first counts.
        attributes.setdefault(key.lower(), value if is_plain else unescape(value))
    return Element(tag, attributes, piece[end:])
