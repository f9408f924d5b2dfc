"""Legal pages: Markdown files of a brand, each a page of the site, always without what runs or loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, normpath
from typing import Any, NamedTuple

from jinja2 import BaseLoader, DictLoader
from markdown.extensions.toc import slugify
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from leidraad import parsers, patterns
from leidraad.checks.html import said_of
from leidraad.dialect.patience import bounded
from leidraad.errors import LeidraadError
from leidraad.pages import heads
from leidraad.pages.heads import Head, Link
from leidraad.policy import judging
from leidraad.policy.wall import sanitise
from leidraad.preflight.endless import endless

TEMPLATE = "legal.html"
_HREF = patterns.lazy(r'(?<=<a href=")([^"#]+\.md)(?=[#"])')
_TITLE = patterns.lazy(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


class Page(NamedTuple):
    """A legal page in a language.

    Attributes:
        lang: the language.
        title: its title, as text.
        html: its content.
        name: the name of its file in the brand's folder.
        file: its file in the site.
        url: its address there.
    """

    lang: str
    title: str
    html: str
    name: str
    file: str
    url: str


def make(text: str, name: str, lang: str, folder: str, *, in_folders: bool) -> Page:
    """Return the page that a text is.

    Args:
        text: its Markdown, without front matter.
        name: its file's name in the brand's folder.
        lang: its language.
        folder: where the pages of that language are in the site: nothing, or `en/`.
        in_folders: whether each page has a folder of its own there.

    Raises:
        LeidraadError: it cannot be read, or has no title; a sentence with the remedy.
    """
    if found := endless(text):
        raise LeidraadError(
            f"It has more {found[1]} from its line {found[0]} on than can be read; remove them."
        )
    with bounded():
        html = parsers.plain(lang).convert(text)
        if wrong := judging.judge(html):
            raise LeidraadError(said_of(wrong[0], "on a legal page"))
        # A second wall, as where authors are not trusted.
        html = sanitise(html)
    heading = _TITLE.search(html)
    title = Markup(heading[1]).striptags() if heading else ""
    address = slugify(title, "-")
    if not address:
        raise LeidraadError("It has no title; begin it with a line such as `# Privacy`.")
    base = f"{folder}{address}"
    file = f"{base}/index.html" if in_folders else f"{base}.html"
    return Page(lang, title, html, name, file, f"{base}/" if in_folders else file)


def template(pages: Mapping[str, Page]) -> BaseLoader:
    """Return what lets MkDocs render legal pages, by their files, as templates of the theme."""
    return DictLoader(dict.fromkeys(pages, f'{{% extends "{TEMPLATE}" %}}'))


def context(
    page: Page, others: Mapping[str, Page], named: Callable[[str], Page | None], site_url: str | None
) -> dict[str, Any]:
    """Return what our templates need to show a legal page.

    Args:
        page: the page.
        others: the same page in every language.
        named: returns the page in this language that a file of the brand is, by its path in there.
        site_url: where the site is to be.
    """

    def lead(found: re.Match[str]) -> str:
        other = named(normpath(f"{dirname(page.name) or '.'}/{found[1]}"))
        return get_relative_url(other.url, page.url) if other else found[1]

    head = Head()
    if site_url:
        links = [Link(lang, heads.whole(site_url, each.url)) for lang, each in others.items()]
        links = [*links, Link("x-default", links[0].url)] if len(links) > 1 else []
        head = Head(heads.whole(site_url, page.url), tuple(links))
    return {
        "leidraad_legal": {
            "html": _HREF.sub(lead, page.html),
            "urls": {lang: each.url for lang, each in others.items()},
        },
        "leidraad_page": {"head": head, "title": page.title, "is_chapter": False},
    }
