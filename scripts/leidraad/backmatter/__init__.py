"""The back matter of a book: what its pages ask for by a comment, made of all of them.

`<!-- leidraad glossary -->`, `cases`, `quotes`, `exercises`, `changes` and `book` stand where an author wants
these; what they show is made when every page of the language has been converted. `pieces` reads what the
pages hold, `glossary`, `lists`, `editions` and `book` print it, `explaining` links terms where they are first
used, and `figures` draws pictures into the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from leidraad.backmatter import book, editions, explaining, glossary, lists, pieces
from leidraad.backmatter.editions import Edition
from leidraad.backmatter.explaining import Explained
from leidraad.backmatter.glossary import Glossary
from leidraad.backmatter.names import ASKING, MARKER
from leidraad.backmatter.pieces import Leaf, Piece, Sheet
from leidraad.locales import Locale
from leidraad.storage import caching

# A book on paper has no use for links to its own pages.
_NOT_BOUND = frozenset({"cases", "quotes", "exercises", "changes", "book"})


@dataclass(frozen=True, slots=True)
class Bound:
    """What was made of the pages of a language.

    Attributes:
        contents: the HTML of each page that changed, by its address.
        explained: the terms that each page explains.
        glossary: the terms of the language.
        books: the sections, by their addresses, of each page that shows them all, by its own.
        changes: the address of the page that tells what changed, or None.
        editions: the editions of the book, the newest first.
        leaves: its pages, in the order of the book.
        unbound: the addresses of those that a book on paper has no use for.
        asked: what some pages ask for, by their addresses.
        held: what tells what each page holds that others may show, by its address.
    """

    contents: dict[str, str] = field(default_factory=dict)
    explained: dict[str, list[Explained]] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=lambda: Glossary(None, "", "", ()))
    books: dict[str, dict[str, str]] = field(default_factory=dict)
    changes: str | None = None
    editions: Sequence[Edition] = ()
    leaves: Sequence[Leaf] = ()
    unbound: frozenset[str] = frozenset()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)


def bind(
    sheets: Sequence[Sheet],
    locale: Locale,
    themes: Mapping[str, Mapping[str, str]],
    told: Sequence[Edition],
) -> Bound:
    """Return what the pages of a language ask for, and where their terms are explained.

    Args:
        sheets: its pages, in the order of the book.
        locale: the language.
        themes: what each theme of a case is called, by language.
        told: the editions of the book, the newest first.
    """
    asked = {sheet.leaf.url: names for sheet in sheets if (names := frozenset(MARKER.findall(sheet.content)))}
    found = list(_pieces(sheets, asked.values()))
    terms = glossary.glossary(found, _asking("glossary", asked), locale)
    bound = Bound(
        glossary=terms,
        changes=_asking("changes", asked),
        editions=told,
        leaves=[sheet.leaf for sheet in sheets],
        unbound=frozenset(url for url, names in asked.items() if names & _NOT_BOUND),
        asked=asked,
        held=_held(found),
    )
    given = {sheet.leaf.url: sheet.content for sheet in sheets}
    contents = dict(given)
    explain = explaining.Explaining(terms, locale)
    for sheet in sheets:
        contents[sheet.leaf.url] = _explained(bound, sheet, explain)
    for url in asked:

        def fill(marker: re.Match[str], url: str = url) -> str:
            if marker[1] == "glossary":
                return glossary.listed(terms, url, locale)
            if marker[1] == "cases":
                return lists.cases(found, url, locale, themes)
            if marker[1] == "quotes":
                return lists.quotes(found, url, locale)
            if marker[1] == "exercises":
                return lists.exercises(found, url, locale)
            if marker[1] == "changes":
                return editions.listed(told, locale, _linked(sheets, url))
            return marker[0]

        contents[url] = MARKER.sub(fill, contents[url])
    parts = [
        Sheet(sheet.leaf, contents[sheet.leaf.url]) for sheet in sheets if sheet.leaf.url not in bound.unbound
    ]
    for url in (url for url, names in asked.items() if "book" in names):
        bound.books[url] = book.sections(parts, url, locale)
        contents[url] = _with_book(bound, url, contents[url])
    bound.contents.update((url, content) for url, content in contents.items() if content != given[url])
    return bound


def bind_again(bound: Bound, sheet: Sheet, locale: Locale) -> str | None:
    """Return the HTML of a page that alone has changed, with its terms explained as the book has them.

    None stands for a page that asks for what is made of the others.

    Args:
        bound: what was made of all pages; of this one, it is told anew what it explains.
        sheet: the page as it is now.
        locale: the language.
    """
    if ASKING.search(sheet.content) or sheet.leaf.url in bound.asked:
        return None
    return _explained(bound, sheet, explaining.Explaining(bound.glossary, locale))


def bind_book_again(bound: Bound, sheet: Sheet, changed: Iterable[Sheet], locale: Locale) -> str | None:
    """Return the HTML of a page that shows all others, of which some have changed.

    None stands for a page that shows something else of them as well.

    Args:
        bound: what was made of all pages; the sections of this one are told anew.
        sheet: the page, as it was converted.
        changed: those that have changed, with their terms explained.
        locale: the language.
    """
    url = sheet.leaf.url
    if bound.asked[url] != {"book"}:
        return None
    bound.books[url] = book.sections_again(bound.books[url], changed, url, locale)
    return _with_book(bound, url, _explained(bound, sheet, explaining.Explaining(bound.glossary, locale)))


def is_apart(bound: Bound, sheet: Sheet) -> bool:
    """Tell whether all that others show of a page is as it was, although its text is another one.

    Args:
        bound: what was made of all pages.
        sheet: the page as it is now.
    """
    now = _held(_pieces([sheet], bound.asked.values()))
    return now.get(sheet.leaf.url) == bound.held.get(sheet.leaf.url)


def _with_book(bound: Bound, url: str, content: str) -> str:
    """Return the HTML of a page with the book in place of its marker."""
    whole = book.whole(bound.leaves, bound.books[url])
    return MARKER.sub(lambda _: whole, content)


def _held(found: Iterable[Piece]) -> dict[str, str]:
    by_page: dict[str, list[Piece]] = defaultdict(list)
    for piece in found:
        by_page[piece.leaf.url].append(piece)
    return {url: caching.fingerprint([repr(pieces)]) for url, pieces in by_page.items()}


def _explained(bound: Bound, sheet: Sheet, explain: explaining.Explaining) -> str:
    """Return the HTML of a page in which terms are explained where it is a chapter of this language."""
    leaf, content = sheet
    bound.explained.pop(leaf.url, None)
    if leaf.number and not leaf.lang:
        content, here = explain.explain(content, leaf.url)
        if here:
            bound.explained[leaf.url] = here
    return content


def _pieces(sheets: Iterable[Sheet], asked: Iterable[frozenset[str]]) -> Iterator[Piece]:
    """Yield what the pages hold: only terms where no page asks for more."""
    wanted = frozenset().union(*asked) & {"cases", "quotes", "exercises"}
    for sheet in sheets:
        if wanted or pieces.has_terms(sheet.content):
            yield from pieces.pieces(sheet.leaf, sheet.content)


def _asking(name: str, asked: Mapping[str, frozenset[str]]) -> str | None:
    return next((url for url, names in asked.items() if name in names), None)


def _linked(sheets: Sequence[Sheet], url: str) -> Mapping[str, Markup]:
    """Return a link to each page from the one at `url`, by the path of its file."""
    return {
        sheet.leaf.path: Markup('<a href="{}">{}</a>').format(
            get_relative_url(sheet.leaf.url, url), sheet.leaf.title
        )
        for sheet in sheets
    }
