"""The table of contents, which readers see and reading systems use, and where the parts of the book begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leidraad.locales import Locale
from leidraad.packages.epub.links import fragment
from leidraad.packages.epub.markup import TYPE, E, Element, document, fit, kinds
from leidraad.packages.epub.pages import Page, of_kind

FILE = "nav.xhtml"


def contents(pages: Sequence[Page], locale: Locale) -> bytes:
    """Return the document with the table of contents.

    Args:
        pages: those of the book.
        locale: its language.
    """
    title = locale.say("site", "contents")
    listed = E.nav(
        kinds({"id": "toc", "type": "toc", "role": "doc-toc", "aria-labelledby": "contents"}),
        E.h1(title, id="contents"),
        E.ol(*map(_entry, pages)),
    )
    places = (
        E.li(E.a({"href": address, TYPE: kind}, name)) for kind, name, address in _places(pages, locale)
    )
    marks = E.nav(kinds({"id": "landmarks", "type": "landmarks", "hidden": ""}), E.ol(*places))
    return document(title, locale.code, [listed, marks], kind="frontmatter")


def _entry(page: Page) -> Element:
    number = [E.span({"class": "toc__number"}, f"{page.leaf.number}"), " "] if page.leaf.number else []
    lang = {"lang": page.leaf.lang} if page.leaf.lang else {}
    entry = E.li(E.a({"href": page.file, **lang}, *number, fit(page.leaf.title) or page.file))
    headings = [E.li(E.a(lang, fit(text), href=page.file + fragment(name))) for name, text in page.headings()]
    if headings:
        entry.append(E.ol(*headings))
    return entry


def _places(pages: Sequence[Page], locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, name and address of each part that readers look for."""
    yield "cover", locale.say("epub", "cover"), "cover.xhtml"
    yield "titlepage", locale.say("epub", "title_page"), "title.xhtml"
    yield "toc", locale.say("site", "contents"), f"{FILE}#toc"
    for kind in ("bodymatter", "glossary", "bibliography"):
        page = of_kind(pages, kind)
        if page:
            yield kind, locale.say("epub", "start") if kind == "bodymatter" else page.leaf.title, page.file
