"""The contents page of a large handbook: one a language, and each leads to those of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import BaseLoader, DictLoader
from markdown.extensions.toc import slugify
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.utils import get_relative_url, write_file

from leidraad import patterns, site
from leidraad.checks.addresses import RESERVED
from leidraad.locales import Locale
from leidraad.pages import heads
from leidraad.pages.heads import Head, Link
from leidraad.pages.menus import anchor

TEMPLATE = "contents.html"
_SWITCH = patterns.lazy(r'(?<= )href="[^"]*"(?=[^<>]* data-leidraad-contents="([^"]*)")')


class Contents(NamedTuple):
    """The contents page of a language: its file in the site and its address there."""

    lang: str
    file: str
    url: str


class Entry(NamedTuple):
    """A line of a contents page: what it leads to, the id it is known by, or "", and what is below it."""

    item: StructureItem
    id: str
    children: Sequence[Entry]


def place(locale: Locale, taken: Iterable[str], config: MkDocsConfig) -> Contents:
    """Return where the contents page of a language goes: by its title, with a number if that is taken.

    Args:
        locale: the language.
        taken: the files of its pages and of what they need, and those that lead on to them.
        config: the handbook's.
    """
    langs = site.languages(config)
    # Some servers do not tell capitals from small letters.
    known = {name.casefold() for name in (*taken, *langs, *RESERVED)}
    folder = "" if locale.code == langs[0] else f"{locale.code}/"
    # Of a title in other letters than ours nothing is left.
    base = folder + (slugify(locale.say("site", "contents"), "-") or "contents")
    names = (f"{base}-{number}" if number > 1 else base for number in count(1))
    ending = "/index.html" if config.use_directory_urls else ".html"
    name = next(name for name in names if known.isdisjoint({name, name + ending}))
    return Contents(locale.code, name + ending, f"{name}/" if config.use_directory_urls else name + ending)


def template(contents: Contents) -> BaseLoader:
    """Return what lets MkDocs render the page as one of the theme's own."""
    return DictLoader({contents.file: f'{{% extends "{TEMPLATE}" %}}'})


def outline(items: Sequence[StructureItem]) -> list[Entry]:
    """Return all lines of the page; a page that is in several places has its id in the first one."""
    return [*_entries(items, set())]


def _entries(items: Sequence[StructureItem], seen: set[str]) -> Iterator[Entry]:
    for item in items:
        name = anchor(item)
        name = "" if name in seen else name
        seen.add(name)
        below = item.children if isinstance(item, Section) else ()
        yield Entry(item, name, [*_entries(below, seen)])


def context(page: Contents, nav: Navigation, locale: Locale, config: MkDocsConfig) -> dict[str, Any]:
    """Return what our templates need to show the contents page of a language."""
    head = Head(heads.whole(config.site_url, page.url)) if config.site_url else Head()
    return {
        "leidraad_contents": outline(nav.items),
        "leidraad_page": {"head": head, "title": locale.say("site", "contents"), "is_chapter": False},
    }


def tie(pages: Iterable[Contents], site_dir: Path, site_url: str | None) -> None:
    """Let the contents pages of all languages lead to each other, now that it is known which there are.

    Until then a page leads to the other language's home page, and so it stays where that has no contents.

    Args:
        pages: those of all languages, the default one first.
        site_dir: where they are.
        site_url: where the site is to be.
    """
    # A template of the customer's may print nothing.
    pages = [page for page in pages if (site_dir / page.file).is_file()]
    urls = {page.lang: page.url for page in pages}
    links = [Link(lang, heads.whole(site_url, url)) for lang, url in urls.items()] if site_url else []
    if links:
        links.append(Link("x-default", links[0].url))
    told = "".join(f'<link rel="alternate " href="{escape(url)}" hreflang="{lang}">\n' for lang, url in links)
    for page in pages:

        def lead(found: re.Match[str], here: str = page.url) -> str:
            url = urls.get(found[1])
            return f'href="{escape(get_relative_url(url, here))}"' if url else found[0]

        html = _SWITCH.sub(lead, (site_dir / page.file).read_text("utf-8"))
        if len(urls) > 1:
            html = html.replace("</head>", f"{told}</head>", 1)
        write_file(html.encode(), str(site_dir / page.file))
