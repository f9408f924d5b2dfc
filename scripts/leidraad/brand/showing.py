"""What a brand puts on a site: its name and words on each page, its files, its templates above all others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from leidraad import patterns, site
from leidraad.brand import choosing, legal
from leidraad.brand.brand import HOME, SHEET, Brand
from leidraad.errors import LeidraadError, spell

_SCHEME = patterns.lazy(r"https?://(?:www\.)?")
_NAMES = ("site_name", "site_description")


def of(config: MkDocsConfig) -> Brand | None:
    """Return the brand that a handbook is built with, or None where there is no brand.

    Raises:
        LeidraadError: it is not there, or something in it cannot be used.
    """
    folder = choosing.folder(config)
    if folder is None:
        return None
    # Most handbooks have none.
    from leidraad.brand import reading

    return reading.load(folder, site.languages(config), in_folders=config.use_directory_urls)


def own_names(config: MkDocsConfig) -> dict[str, Any]:
    """Return the names that a handbook has without a brand.

    The i18n plugin gives each language its own, but only in the place of plain text: see `dress`.
    """
    return {name: config[name] for name in _NAMES}


def dress(config: MkDocsConfig, brand: Brand, lang: str) -> None:
    """Let a language of the site have the brand's name, and its templates and assets go above all others."""
    for name in _NAMES:
        if name in brand.texts:
            # Material's templates print it as HTML.
            config[name] = Markup.escape(brand.texts[name][lang])
    folder = str(brand.overrides or "")
    if folder and folder not in config.theme.dirs:
        config.theme.dirs.insert(0, folder)


def shown(brand: Brand | None, lang: str) -> dict[str, Any]:
    """Return what our templates show of a brand in a language; nothing where there is none."""
    if brand is None:
        return {}
    texts = {name: words[lang] for name, words in brand.texts.items()}
    feedback = texts.get("feedback", "")
    # The nought that is dialled only within the country.
    phone = brand.contact.get("phone", "").replace("(0)", "")
    return texts | {
        "contact": brand.contact,
        "website": _SCHEME.sub("", brand.contact.get("website", "")).rstrip("/"),
        "feedback": feedback if "://" in feedback else _mail(feedback),
        "mail": _mail(brand.contact.get("email", "")),
        "call": f"tel:{re.sub(r'[^+0-9]', '', phone)}" if phone else "",
        "logo": brand.logo,
        "favicon": brand.favicon,
        "sheet": SHEET if SHEET in brand.files else "",
        "fonts": [font.faces[0].file for font in brand.fonts],
        "legal": [{"title": link.title[lang], "url": link.url[lang]} for link in brand.legal],
    }


def _mail(address: str) -> str:
    return f"mailto:{quote(address, safe='@+')}" if address else ""


def put_in(site_dir: Path, brand: Brand) -> None:
    """Write the brand's files into a site.

    Raises:
        LeidraadError: the handbook has files of its own there.
    """
    for name, data in brand.files.items():
        path = site_dir / name
        if path.exists():
            raise LeidraadError(f"docs/{name}: in {HOME} stand the files of the brand; move it.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def sources(brand: Brand | None) -> dict[str, Path]:
    """Return the file of each legal page of a brand, by the page's path in the site."""
    pages = (page for link in brand.legal for page in link.pages.values()) if brand else ()
    return {page.file: brand.folder / page.name for page in pages if brand}


def check_addresses(brand: Brand | None, pages: Mapping[str, legal.Page], taken: Mapping[str, str]) -> None:
    """See that no page of a language has the address of a legal page.

    Args:
        brand: the brand.
        pages: its legal pages in the language, by their files in the site.
        taken: what each file of the site is made of, by its path there.

    Raises:
        LeidraadError: a page has.
    """
    for file in pages.keys() & taken.keys() if brand else ():
        assert brand is not None
        name = spell(brand.folder / pages[file].name)
        raise LeidraadError(
            f"{name}: its title gives it the address of {taken[file]}; give it another title."
        )


def legal_context(brand: Brand, page: legal.Page, config: MkDocsConfig) -> dict[str, Any]:
    """Return what our templates need to show a legal page."""
    here = brand.pages(page.lang).values()
    (same,) = (link.pages for link in brand.legal if page in link.pages.values())
    named = {normpath(each.name): each for each in here}
    return legal.context(page, same, named.get, config.site_url)
