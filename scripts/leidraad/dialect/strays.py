"""Fences that ended up as text, because no callout can stand where they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element

from markdown import Markdown

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.dialect.fences import Problem

_BEFORE = r"^[ >|]*(?:[-+*][ ]+|\d+\.[ ]+)?"
_STRAY = patterns.lazy(
    f"{_BEFORE}(?P<fence>/{{3,}}[^\n]*?)(?:{tags.OPEN}(?P<tag>\\d+){tags.CLOSE})?$", re.MULTILINE
)


def find(md: Markdown, root: Element, code: Collection[int]) -> list[Problem]:
    """Return a problem for each fence in the text and the raw HTML of a page; `code` are stashed fences."""
    problems: list[Problem] = []

    def look(text: str) -> str:
        # What an author has commented out is no slip.
        for found in [] if text.startswith("<!--") else _STRAY.finditer(text):
            fence = tags.MARK.sub("", found["fence"]).strip()
            message = f"`{fence}` is no callout here; move it out of what is around it."
            problems.append(Problem("LR209", message, int(found["tag"]) if found["tag"] else None))
        return text

    _change(md, root, code, look)
    return problems


def hide(md: Markdown, root: Element, code: Collection[int], words: Collection[str]) -> None:
    """Take what stands between stray fences with one of `words`, and the fences, off the page."""
    secret = re.compile(
        rf"{_BEFORE}/{{3,}}[ ]*(?:{'|'.join(map(re.escape, words))})\b.*?(?:^[ >|]*/{{3,}}[ ]*$|\Z)",
        re.MULTILINE | re.DOTALL | re.IGNORECASE,
    )
    _change(md, root, code, lambda text: secret.sub("", text))


def _change(md: Markdown, root: Element, code: Collection[int], change: Callable[[str], str]) -> None:
    """Put every text with slashes in it, but code, through `change`."""
    for element in root.iter():
        if element.text and "///" in element.text and element.tag not in ("code", "pre"):
            element.text = change(element.text)
        if element.tail and "///" in element.tail:
            element.tail = change(element.tail)
    stash = md.htmlStash.rawHtmlBlocks
    for index, item in enumerate(stash):
        if isinstance(item, str) and "///" in item and index not in code and not item.startswith("<pre"):
            stash[index] = change(item)
