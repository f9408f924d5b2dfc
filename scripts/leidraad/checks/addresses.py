"""Addresses: each page has one of its own, by its slug or its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from mkdocs.utils import meta

from leidraad.checks.finding import Finding

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What MkDocs, the theme and the search index write beside the pages.
RESERVED = frozenset({"404", "assets", "index", "pagefind", "sitemap"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name for people, its path below the language's folder, and its text."""

    name: str
    path: PurePosixPath
    text: str


def slug(text: str) -> object:
    """Return what the front matter gives as slug, which need not be one, or None."""
    return meta.get_data(text)[1].get("slug")


def check_addresses(pages: Iterable[Page], reserved: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield what is wrong with the addresses of one language's pages.

    Args:
        pages: every page of the language.
        reserved: names that are taken beside the usual ones: the other languages' folders.
    """
    taken: dict[PurePosixPath, str] = {}
    names = {*RESERVED, *reserved}
    for page in pages:
        given = slug(page.text)
        own = given is not None and page.path.stem != "index"
        if own and not (isinstance(given, str) and SLUG.fullmatch(given)):
            message = f"Slug ‘{given}’ cannot be an address; write lower-case letters, digits and hyphens."
            yield _finding(page, "LR408", message)
            continue
        address = page.path.with_name(str(given)) if own else page.path.with_suffix("")
        if own and (address.name == "index" or (len(address.parts) == 1 and address.name in names)):
            message = f"Address ‘{address}’ is taken by the site itself; choose another slug."
            yield _finding(page, "LR407", message)
            continue
        other = taken.setdefault(address, page.name)
        if other != page.name:
            message = f"Address ‘{address}’ is taken by {other}; give this page a slug of its own."
            yield _finding(page, "LR407", message)


def _finding(page: Page, code: str, message: str) -> Finding:
    lines = page.text.split("\n")
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith("slug:")), 1)
    return Finding(page.name, line, 1, code, message)
