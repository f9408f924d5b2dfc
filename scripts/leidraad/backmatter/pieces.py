"""What the pages hold that the back matter lists, read from their HTML: terms, cases, quotes, exercises."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from leidraad import patterns
from leidraad.backmatter.leading import moved

LISTED = ("term", "case", "quote", "epigraph", "exercise", "trainer")
"""The kinds of callouts that are listed, or stand in a timetable."""

CHAPTER = patterns.lazy(r"(?:.*/)?\d\d-[a-z0-9-]+\.md")
"""What the file of a numbered chapter is called."""

_SHOWS = patterns.lazy(rf'class="callout callout--(?:{"|".join(LISTED)})"')
_DATA = ("themes", "sector", "minutes", "group", "materials", "forms")
_REFERENCE = "fnref"
_NAMED = patterns.lazy(r'\s+(?:id|data-block)="[^"]*"(?=[^<>]*>)')
_ADDRESS = patterns.lazy(r'(\b(?:href|src)=)"([^"]*)"(?=[^<>]*>)')


class Leaf(NamedTuple):
    """A page of one language as the back matter knows it.

    Attributes:
        url: its address in the site.
        title: its title, as text.
        lang: its language where that is not the site's, as it stands in for a translation.
        number: which chapter it is, or 0 for another page.
        path: its file in the folder of its language, the same in every language.
    """

    url: str
    title: str
    lang: str = ""
    number: int = 0
    path: str = ""

    @property
    def is_chapter(self) -> bool:
        """Tell whether it is a numbered chapter; one with what comes before the first has the number 0."""
        return bool(CHAPTER.fullmatch(self.path))


def listed(leaves: Iterable[tuple[Leaf, str]]) -> Markup:
    """Return a list of pages, each with the address that it links to; chapters have their numbers."""
    lines = []
    for leaf, address in leaves:
        lang = Markup(' lang="{}"').format(leaf.lang) if leaf.lang else ""
        number = f"{leaf.number}. " if leaf.number else ""
        lines.append(Markup('<li{}>{}<a href="{}">{}</a></li>').format(lang, number, address, leaf.title))
    return Markup('<ul class="leidraad-index__contents">\n{}\n</ul>').format(Markup("\n").join(lines))


class Sheet(NamedTuple):
    """A page and its HTML."""

    leaf: Leaf
    content: str


class Piece(NamedTuple):
    """A callout of a page.

    Attributes:
        kind: its kind.
        leaf: the page.
        id: its id there.
        block: its page and its name as a block there, the same in every language, or "".
        title: its title, as text: a term, or who said a quote.
        html: what is in it, without notes; its links are relative to the page.
        text: the same as text.
        data: its options, as text.
    """

    kind: str
    leaf: Leaf
    id: str
    block: str
    title: str
    html: str
    text: str
    data: Mapping[str, str]

    def address(self, url: str) -> str:
        """Return its address, relative to the page at `url`."""
        return f"{get_relative_url(self.leaf.url, url)}#{self.id}"


def alphabetical(name: str) -> tuple[str, str]:
    """Return what puts a name in its place among others: letters count before their accents and capitals.

    As at the first levels of https://unicode.org/reports/tr10/#Multi_Level_Comparison.
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char)), name


def has_terms(content: str) -> bool:
    """Tell whether a page defines a term."""
    return 'class="callout callout--term"' in content


def has_pieces(content: str) -> bool:
    """Tell whether a page holds anything that is listed."""
    return bool(_SHOWS.search(content))


def pieces(leaf: Leaf, content: str) -> Iterator[Piece]:
    """Yield what is listed of a page, in reading order."""
    if not has_pieces(content):
        return
    # To load it takes as long as to convert ten pages, and many a handbook lists nothing.
    from lxml import html

    root = html.fragment_fromstring(content, create_parent="div")
    for mark in [*root.iter("sup")]:
        if mark.get("id", "").startswith(_REFERENCE):
            mark.drop_tree()
    for element in root.iter("div", "section", "figure"):
        kind = element.get("class", "").removeprefix("callout callout--")
        if kind in LISTED:
            title, body = _parts(element, kind)
            inner = "".join(str(html.tostring(each, encoding="unicode")) for each in body)
            yield Piece(
                kind,
                leaf,
                element.get("id", ""),
                f"{leaf.path}#{block}" if (block := element.get("data-block")) else "",
                _said(title) if title is not None else "",
                inner.strip(),
                " ".join(filter(None, map(_said, body))),
                {name: element.get(f"data-{name}", "") for name in _DATA if element.get(f"data-{name}")},
            )


def copied(piece: Piece, url: str) -> str:
    """Return what is in a piece as it can stand on the page at `url`, without ids."""

    def lead(found: re.Match[str]) -> str:
        return f'{found[1]}"{escape(moved(unescape(found[2]), piece.leaf.url, url))}"'

    return _ADDRESS.sub(lead, _NAMED.sub("", piece.html))


def _parts(element: Any, kind: str) -> tuple[Any | None, list[Any]]:
    """Return what holds the title of a callout, and the elements of its content."""
    if kind == "term":
        return next(element.iter("dfn"), None), [*next(element.iter("dd"), [])]
    if kind in ("quote", "epigraph"):
        caption = next((child for child in element if child.tag == "figcaption"), None)
        return caption, [*next(element.iter("blockquote"), [])]
    title = next(iter(element.find_class("callout__name")), None)
    told = ("callout__title", "callout__facts")
    return title, [child for child in element if child.get("class") not in told]


def _said(element: Any) -> str:
    return " ".join(str(element.text_content()).split())
