"""What a page's head and the sitemap say of the languages that it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from gzip import GzipFile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from mkdocs.structure.files import File


class Link(NamedTuple):
    """The same page in a language; `x-default` is for readers of none of them."""

    lang: str
    url: str


class Head(NamedTuple):
    """Whole addresses: the one that a page is to be known by, and those of all its languages."""

    canonical: str = ""
    alternates: tuple[Link, ...] = ()


class Entry(NamedTuple):
    """A page of the sitemap."""

    head: Head
    changed: str


def foreign(file: File) -> str:
    """Return the language of a page that stands in for one that is not translated, and nothing for others."""
    own = _said(file, "locale")
    return own if own != _said(file, "locale_alternate_of") else ""


def head(file: File, site_url: str | None, languages: Sequence[str]) -> Head:
    """Return what the head of a page says; nothing where the site does not know its own address.

    A page that stands in for a translation is known by the address of its original, and names no languages.

    Args:
        file: the page's.
        site_url: where the site is.
        languages: the codes of all that are built, the default one first.
    """
    if not site_url:
        return Head()
    files: dict[str, File] = getattr(file, "alternates", {})
    known = {
        lang: whole(site_url, files[lang].url)
        for lang in languages
        if lang in files and _said(files[lang], "locale") == lang
    }
    own = whole(site_url, file.url)
    if lang := foreign(file):
        return Head(known.get(lang, own))
    if len(known) < 2:
        return Head(own)
    links = [Link(lang, url) for lang, url in known.items()]
    return Head(own, (*links, Link("x-default", links[0].url)))


def sitemap(
    files: Iterable[File],
    changes: Callable[[File], date | None],
    site_url: str | None,
    languages: Sequence[str],
) -> list[Entry]:
    """Return the sitemap's entries: every page that stands in for no other.

    Args:
        files: the pages of all languages.
        changes: the day of the last change of a file, where that is known.
        site_url: where the site is; without it no sitemap can be made.
        languages: the codes of all that are built, the default one first.
    """
    entries = []
    for file in files if site_url else ():
        if file.page is not None and not foreign(file):
            day = changes(file)
            entries.append(Entry(head(file, site_url, languages), day.isoformat() if day else ""))
    return entries


@lru_cache(65_536)
def whole(site_url: str, url: str) -> str:
    """Return the whole address of a page; every language of it and the sitemap ask for it."""
    return urljoin(site_url, url)


def _said(file: File, name: str) -> str:
    """Return what the i18n plugin says of a file."""
    return str(getattr(file, name, ""))


def compress(site_dir: Path) -> None:
    """Compress the sitemap without the day of the build, which MkDocs tells in it."""
    sitemap = site_dir / "sitemap.xml"
    if sitemap.is_file():
        with (
            open(site_dir / "sitemap.xml.gz", "wb") as file,
            GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as gzip,
        ):
            gzip.write(sitemap.read_bytes())
