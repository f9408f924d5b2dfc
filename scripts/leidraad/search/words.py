"""The words of a page by what they are looked up: letters of any keyboard, whether small or capital.

A browser takes the words of a page apart in the same way, to show where they stand: what is said here of tags
and letters, words.js among the scripts says as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from leidraad import patterns

UNSEARCHED = "data-unsearched"
# What no reader looks for.
_CLASSES = "headerlink|footnote-ref|footnote-backref|callout--trainer|callout__label|callout__facts"
_TAGS = "script|style|noscript|template|svg|form|label|nav|footer|iframe"
# One pattern for all takes three times as long as each by itself.
_ASIDE = (
    patterns.lazy(rf'class="(?:[^">]* )?(?:{_CLASSES})(?=[" ])'),
    patterns.lazy(rf"<(?:{_TAGS})(?=[\s>])"),
    patterns.lazy(rf" {UNSEARCHED}(?=[\s=>])"),
)
_NAME = patterns.lazy(r"[a-zA-Z][^\s/>]*")

# What nobody closes goes on to the end, as it does in a browser: so the time is in proportion to the page.
_COMMENT = patterns.lazy(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_VALUE = r"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|)"""
_REST = rf"[^>=]*+(?>(?:{_VALUE}[^>=]*+)*)(?:>|\Z)"
_HEADING = patterns.lazy(rf"<h([1-6])(?=[\s>]){_REST}")
_HEADING_ENDS = {level: patterns.lazy(rf"</h{level}\s*+>") for level in "123456"}
_IN_WORDS = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u"
    "|var|wbr"
)
_IN_WORD = patterns.lazy(rf"</?(?:{_IN_WORDS})(?=[\s/>]){_REST}")
_TAG = patterns.lazy(rf"</?[a-zA-Z]{_REST}")

# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)

# Most marks are of these; a text without other scripts need not be looked at letter by letter.
_MARKS = patterns.lazy("[\u0300-\u036f\u00ad]+")
# To compile a set that goes to the last letter takes nine times as long as one of what it leaves out.
_OTHERS = patterns.lazy("[^\0-\u036f\u2000-\u20cf\u2100-\u2bff]")
# Letters that are not others with a mark, as Unicode has them, but that are typed so; and what is both an
# apostrophe and a quotation mark.
_TYPED = str.maketrans(
    {"ı": "i", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | {"’": "'"}
)
_PART = patterns.lazy(r"[^\W_]+(?:'[^\W_]+)*")
# Behind an apostrophe stands an ending, as in `foto's`, or a word, as in `O'Brien`, which is longer.
_TAIL = patterns.lazy(r"(?<=')[^']{3,}")
_MOST = 50_000
_NEAR = 2_000


class Page(NamedTuple):
    """A page as it is searched.

    Attributes:
        length: how many words it has.
        headings: level, first word and the word behind the last of each.
        places: a line for each word, as UTF-8: the word, and where it stands.
    """

    length: int
    headings: tuple[tuple[int, int, int], ...]
    places: bytes


def read(html: str) -> Page:
    """Return the words of the text of a page."""
    found: dict[str, list[str]] = defaultdict(list)
    headings = []
    at = 0
    for level, text in _parts(_searched(html)):
        start = at
        words = text.split()
        _numbers.reach(at + len(words))
        for parts in map(_known.__getitem__, words):
            if parts.__class__ is str:
                found[parts].append(_numbers[at])
                at += 1
                continue
            _numbers.reach(at + len(parts) + len(words))
            for forms in parts:
                for form in forms:
                    found[form].append(_numbers[at])
                at += 1
        if level and at > start:
            headings.append((level, start, at))
    lines = [f"{word} {' '.join(places)}" for word, places in found.items()]
    return Page(at, tuple(headings), "\n".join(lines).encode())


class _Numbers(list[str]):
    """Numbers as text."""

    def reach(self, end: int) -> None:
        """Have all numbers below one."""
        if len(self) < end:
            self.extend(map(str, range(len(self), end + 1000)))


class _Known(dict[str, str | list[list[str]]]):
    """By what a word is found as it stands in a text; most words of a book come again and again."""

    def __missing__(self, text: str) -> str | list[list[str]]:
        if len(self) > _MOST:
            self.clear()
        parts = _PART.findall(fold(text))
        self[text] = found = parts[0] if len(parts) == 1 and "'" not in parts[0] else _forms(parts)
        return found


_numbers = _Numbers()
_known = _Known()


def _forms(parts: list[str]) -> list[list[str]]:
    """Return by what each part of a word is found.

    Who looks for `kopjeonder` or `dont` finds `kopje-onder` and `don't`, and who looks for `Brien` O'Brien.
    """
    forms = [[part, *_TAIL.findall(part)] for part in parts]
    if forms:
        forms[0].insert(0, "".join(parts).replace("'", ""))
    return forms


def fold(text: str) -> str:
    """Return a text in small letters, without their marks, as any keyboard has them."""
    if text.isascii():
        return text.lower()
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    if _OTHERS.search(text):
        text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "M")
    return text.lower().translate(_TYPED)


def _searched(html: str) -> str:
    """Return a text without the elements that are not searched."""
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    kept, end, seen = [], 0, 0
    sought = _ASIDE if UNSEARCHED in html else _ASIDE[:2]
    for at in sorted([found.start() for each in sought for found in each.finditer(html)]):
        start, seen = html.rfind("<", max(end, seen), at + 1), at + 1
        # What is between tags only looks like an attribute.
        name = _NAME.match(html, start + 1) if start >= 0 and html.find(">", start, at) < 0 else None
        if name:
            kept.append(html[end:start])
            end = _end(html, start, name[0])
    return "".join([*kept, html[end:]])


def _end(html: str, start: int, name: str) -> int:
    """Return where an element ends."""
    if name.lower() in _VOID:
        return html.find(">", start) + 1 or len(html)
    # Most are short, and hold none of their kind.
    end = html.find(f"</{name}>", start, start + _NEAR)
    if end >= 0 and html.find(f"<{name}", start + 1, end) < 0:
        return end + len(name) + 3
    depth = 0
    for tag in _tags(name).finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>]){_REST}", re.IGNORECASE)


def _parts(html: str) -> Iterator[tuple[int, str]]:
    """Yield the headings of a text, each with its level, and what is between them."""
    end, unclosed = 0, set[str]()
    for heading in _HEADING.finditer(html):
        if heading.start() < end or heading[1] in unclosed:
            continue
        close = _HEADING_ENDS[heading[1]].search(html, heading.end())
        if close is None:
            unclosed.add(heading[1])
            continue
        yield 0, _text(html[end : heading.start()])
        yield int(heading[1]), _text(html[heading.end() : close.start()])
        end = close.end()
    yield 0, _text(html[end:])


def _text(html: str) -> str:
    text = _TAG.sub(" ", _IN_WORD.sub("", html))
    return unescape(text) if "&" in text else text
