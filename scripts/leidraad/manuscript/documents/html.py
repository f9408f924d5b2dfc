"""HTML made whole and plain before pandoc reads it: every element closed, marks where it would forget.

Pandoc takes exponential time over elements that are never closed, and forgets the class of a paragraph and
the address of a list item.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript.documents import embedded
from leidraad.manuscript.documents.embedded import Embedded
from leidraad.manuscript.documents.marks import STRAY, Mark, Marks
from leidraad.manuscript.documents.taming import tame
from leidraad.manuscript.documents.trees import DEEPEST

NAVIGATION, MAIN = "leidraad-navigation", "leidraad-main"
INLINE_PICTURE = "inline.svg"

_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
])  # fmt: skip
_DROPPED = frozenset([
    "script", "style", "template", "iframe", "object", "applet", "svg", "canvas", "audio", "video",
    "select", "textarea", "noscript",
])  # fmt: skip
_RENAMED = dict.fromkeys([
    "aside", "article", "main", "header", "section", "details", "address", "center", "fieldset", "form",
    "nav", "footer",
], "div") | {"summary": "p", "legend": "p"}  # fmt: skip
_MARKED = frozenset(("p", "blockquote", "li"))
_BLOCKS = frozenset([
    "blockquote", "div", "dl", "dd", "dt", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "table", "ul", "td", "th", "tr", "tbody", "thead", "tfoot", "caption",
])  # fmt: skip
# The elements in a line of text whose address pandoc remembers.
_ADDRESSED = frozenset(("a", "span", "img", "code"))
# Between these and their neighbours something is printed: a line's end, a quotation mark.
_PARTING = frozenset(("br", "q"))
# What an opening tag closes when its author did not, and what that never reaches beyond.
_CLOSES = {
    "li": (("li",), ("ul", "ol")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (("tbody", "thead", "tfoot"), ("table",))),
}
_CELLS = ("td", "th", "caption", "table")
_KEPT = frozenset(
    ("id", "href", "src", "alt", "colspan", "rowspan", "start", "type", "data-custom-style", "lang")
)
# Pandoc makes a cell for each that a cell spans.
_MOST_SPANNED = 2
_DECLARES = patterns.lazy(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


def rewrite(text: str, marks: Marks, path: Path, page: str = "") -> tuple[str, str]:
    """Return a page that pandoc can read fast, and the words that it shows.

    Args:
        text: the page.
        marks: takes what pandoc would forget.
        path: the document, for messages.
        page: the file that it is in an EPUB, which goes before its addresses.

    Raises:
        LeidraadError: it declares entities or is nested too deep.
    """
    if _DECLARES.search(text):
        raise LeidraadError(f"{path}: declares XML entities, which no document needs; do not trust it.")
    rewriter = _Rewriter(marks, path, page)
    rewriter.feed(tame(STRAY.sub("", text)))
    rewriter.close()
    rewriter.finish()
    return "".join(rewriter.out), "".join(rewriter.words)


class _Rewriter(HTMLParser):
    """Write every tag anew while the page goes by."""

    def __init__(self, marks: Marks, path: Path, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.marks = marks
        self.path = path
        self.page = page
        self.out: list[str] = []
        self.words: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.dropped: list[str] = []
        self.embedded: Embedded | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if self.embedded is not None:
            self.embedded.enter(given)
            if tag not in _VOID:
                self.dropped.append(tag)
            return
        if tag in _DROPPED:
            self.embedded = Embedded(tag, given)
            self.dropped.append(tag)
            return
        if tag == "embed":
            self._leave(Embedded(tag, given))
            return
        if tag == "input":
            self._input(given)
            return
        name = _RENAMED.get(tag, tag)
        self._close_implied(name)
        if name in _BLOCKS or name in _PARTING:
            self.words.append("\n")
        classes = [*_classes(tag, given, self.open)]
        kept = {key: value for key, value in given.items() if key in _KEPT}
        kept |= {key: kept[key][:_MOST_SPANNED] for key in ("colspan", "rowspan") if key in kept}
        if tag == "a" and "name" in given:
            kept.setdefault("id", given["name"])
        if name in _MARKED:
            kept.pop("id", None)
        elif kept.get("id") and name not in _BLOCKS | _ADDRESSED:
            self.out.append(f'<span id="{html.escape(kept.pop("id"))}"></span>')
        if classes:
            kept["class"] = " ".join(classes)
        self.out.append(f"<{name}{''.join(_attributes(kept))}>")
        if name in _VOID:
            return
        if len(self.open) >= DEEPEST:
            raise LeidraadError(
                f"{self.path}: is nested more than {DEEPEST} deep; simplify it and try again."
            )
        self.open.append((tag, name))
        if name in _MARKED and (classes or "id" in given):
            identifier = given.get("id", "")
            address = f"{self.page}_{identifier}" if self.page and identifier else identifier
            self.out.append(self.marks.put(Mark(tuple(classes), address, name != "p")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            if tag in self.dropped:
                del self.dropped[len(self.dropped) - 1 - self.dropped[::-1].index(tag) :]
            self._leave_embedded()
            return
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                self._close_to(at)
                return
            if self.open[at][0] in ("td", "th") and tag not in ("tr", "table", "tbody", "thead", "tfoot"):
                return

    def handle_data(self, data: str) -> None:
        if self.embedded is not None:
            self.embedded.take(data)
        else:
            self.out.append(data.replace("&", "&amp;").replace("<", "&lt;"))
            self._take(data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def finish(self) -> None:
        """Close what is still open."""
        self.dropped = []
        self._leave_embedded()
        self._close_to(0)

    def _leave_embedded(self) -> None:
        if self.embedded is not None and not self.dropped:
            self._leave(self.embedded)
            self.embedded = None

    def _leave(self, left: Embedded) -> None:
        """Leave a mark where something stood that pandoc does not read, or a picture where it was one."""
        # Pandoc sees no pictures in code.
        in_code = any(tag == "pre" for tag, _ in self.open)
        if left.what == "picture" and not in_code:
            self.out.append(f'<img src="{INLINE_PICTURE}" alt="{html.escape(left.words)}">')
            self.words.append(f" {left.words} ")
        elif left.what:
            self._unread("drawing" if left.what == "picture" else left.what, left.words)

    def _input(self, given: dict[str, str]) -> None:
        """Write a box to tick as text; what stands in another input is left out."""
        said = embedded.filled_in(given)
        if said:
            self._unread("field", said)
        elif tick := embedded.box(given):
            self.handle_data(tick)

    def _unread(self, what: str, words: str) -> None:
        self.out.append(self.marks.put_unread(what, words))
        self.words.append(f" {words} ")

    def _reference(self, source: str) -> None:
        text = html.unescape(source)
        if self.embedded is not None:
            self.embedded.take(text)
        else:
            self.out.append(html.escape(STRAY.sub("", text), quote=False))
            self._take(text)

    def _take(self, text: str) -> None:
        # Pandoc writes a formula in letters of its own.
        if not any(tag in ("title", "math") for tag, _ in self.open):
            self.words.append(text)

    def _close_implied(self, name: str) -> None:
        """Close what cannot hold an element of this name."""
        if name in _BLOCKS:
            self._close_last(("p",), _CELLS)
        if name in _CLOSES:
            self._close_last(*_CLOSES[name])

    def _close_last(self, wanted: tuple[str, ...], bounds: tuple[str, ...]) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][1] in wanted:
                self._close_to(at)
                return
            if self.open[at][1] in bounds:
                return

    def _close_to(self, length: int) -> None:
        while len(self.open) > length:
            name = self.open.pop()[1]
            if name in _BLOCKS or name in _PARTING:
                self.words.append("\n")
            self.out.append(f"</{name}>")


def _classes(tag: str, given: dict[str, str], around: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the names that say what an element is for."""
    yield from given.get("class", "").split()
    for key in ("epub:type", "role"):
        yield from (name.rpartition(":")[2].removeprefix("doc-") for name in given.get(key, "").split())
    if tag == "nav":
        yield NAVIGATION
    if tag == "main":
        yield MAIN
    if tag == "footer" and any(name == "blockquote" for name, _ in around):
        yield "attribution"


def _attributes(given: dict[str, str]) -> Iterator[str]:
    for key, value in given.items():
        yield f' {key}="{html.escape(value)}"'
