"""A built page taken apart: its elements and its texts, each with the language that it is said to be in."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_SILENT = frozenset({"script", "style"})


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    lang: str


class Text(NamedTuple):
    """A run of text; `tags` and `classes` are those of the elements around it."""

    text: str
    lang: str
    tags: tuple[str, ...]
    classes: frozenset[str]


class Markup(HTMLParser):
    """Take a page apart; fails where its end tags do not fit."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        element = Element(tag, given, given.get("lang", self._open[-1].lang if self._open else ""))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        # HTML lets these be left out.
        while self._open[-1].tag in {"p", "li"} and self._open[-1].tag != tag:
            self._open.pop()
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not (self._open and self._open[-1].tag in _SILENT):
            classes = {name for each in self._open for name in each.attributes.get("class", "").split()}
            lang = self._open[-1].lang if self._open else ""
            self.texts.append(Text(text, lang, tuple(each.tag for each in self._open), frozenset(classes)))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have these values; spaces around them do not count."""
        return [
            each.attributes
            for each in self.elements
            if each.tag == tag
            and all(each.attributes.get(name, "").strip() == value for name, value in wanted.items())
        ]


def pages(site: Path) -> dict[str, Markup]:
    """Return every page of a site by its path."""
    return {
        path.relative_to(site).as_posix(): Markup(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
