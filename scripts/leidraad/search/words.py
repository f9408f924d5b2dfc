"""The words of a page by what they are looked up: letters without marks, whether small or capital.

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

UNSEARCHED = "data-unsearched"
# What no reader looks for.
_CLASSES = "headerlink|footnote-ref|footnote-backref|callout--trainer|callout__label|callout__facts"
_TAGS = "script|style|noscript|template|svg|form|label|nav|footer|iframe"
# One pattern for all takes three times as long as each by itself.
_ASIDE = (
    re.compile(rf'class="(?:[^">]* )?(?:{_CLASSES})(?=[" ])'),
    re.compile(rf" {UNSEARCHED}(?=[\s=>])"),
    re.compile(rf"<(?:{_TAGS})(?=[\s>])"),
)
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])(?=[\s>])[^>]*>(.*?)</h\1\s*>", re.DOTALL)
_IN_WORDS = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u"
    "|var|wbr"
)
_REST = r'[^>"]*+(?>(?:"[^"]*+"[^>"]*+)*)>'
_IN_WORD = re.compile(rf"</?(?:{_IN_WORDS})(?=[\s/>]){_REST}")
_TAG = re.compile(rf"</?[a-zA-Z]{_REST}")

# Most marks are of these; a text without other scripts need not be looked at letter by letter.
_MARKS = re.compile("[\u0300-\u036f\u00ad]+")
_OTHERS = re.compile("[\u0370-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
_PART = re.compile(r"[^\W_]+")


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
    # Texts that grow take a quarter of the time that lists of numbers do.
    found: dict[str, str] = defaultdict(str)
    headings = []
    at = 0
    for level, text in _parts(_searched(html)):
        start = at
        for word in text.split():
            if word.isalnum():
                found[word] += f" {at}"
                at += 1
                continue
            parts = _PART.findall(word)
            if len(parts) > 1:
                # Who looks for `kopjeonder` or `dont` finds `kopje-onder` and `don't`.
                found["".join(parts)] += f" {at}"
            for part in parts:
                found[part] += f" {at}"
                at += 1
        if level and at > start:
            headings.append((level, start, at))
    return Page(at, tuple(headings), "\n".join(map("".join, found.items())).encode())


def fold(text: str) -> str:
    """Return a text in small letters, without their marks."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
        if _OTHERS.search(text):
            text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "M")
    return text.lower()


def _searched(html: str) -> str:
    """Return a text without the elements that are not searched."""
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    kept, end = [], 0
    for at in sorted(found.start() for each in _ASIDE for found in each.finditer(html)):
        start = html.rfind("<", end, at + 1)
        # What is between tags only looks like an attribute.
        if start >= 0 and html.find(">", start, at) < 0:
            kept.append(html[end:start])
            end = _end(html, start)
    return "".join([*kept, html[end:]])


def _end(html: str, start: int) -> int:
    """Return where an element ends."""
    name = _NAME.match(html, start + 1)
    assert name is not None
    depth = 0
    for tag in _tags(name[0]).finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE)


def _parts(html: str) -> Iterator[tuple[int, str]]:
    """Yield the headings of a text, each with its level, and what is between them."""
    end = 0
    for heading in _HEADING.finditer(html):
        yield 0, _text(html[end : heading.start()])
        yield int(heading[1]), _text(heading[2])
        end = heading.end()
    yield 0, _text(html[end:])


def _text(html: str) -> str:
    text = _TAG.sub(" ", _IN_WORD.sub("", html))
    return fold(unescape(text) if "&" in text else text)
