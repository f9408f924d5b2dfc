"""What the plugin sets on MkDocs' pages: options of the language, addresses, and the templates' context."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from leidraad import history, site
from leidraad.bibliography.entries import Entry
from leidraad.checks import Digest, addresses
from leidraad.locales import Locale
from leidraad.references import References, Shown, cite_chapter, schema
from leidraad.verdicts import Reading

_CHAPTER = re.compile(r"\d\d-[a-z0-9-]+\.md")
_TOGGLE = re.compile(r'<input class="md-toggle"[^>]*>')


def configure(
    config: MkDocsConfig,
    locale: Locale,
    options: Any,
    *,
    on_read: Callable[[Reading], None],
    references: References | None,
) -> None:
    """Set what depends on the language, and put our templates between the customer's and Material's."""
    ours = str(site.overrides())
    if ours not in config.theme.dirs:
        # Other plugins put folders of their own in front.
        theirs = config.theme.custom_dir
        config.theme.dirs.insert(config.theme.dirs.index(theirs) + 1 if theirs else 0, ours)
    config.mdx_configs[site.EXTENSION] = {
        **config.mdx_configs.get(site.EXTENSION, {}),
        "lang": locale.code,
        "locales": site.tables(config),
        "trainer": options.trainer,
        "on_read": on_read,
    } | ({"cite": references.cite} if references else {})
    toc = config.mdx_configs.setdefault("toc", {})
    if toc.get("permalink"):
        toc["permalink_title"] = locale.say("site", "permalink")


def is_chapter(file: File) -> bool:
    """Tell whether a file is a numbered chapter."""
    return bool(_CHAPTER.fullmatch(Path(file.src_uri).name))


def set_addresses(files: Files, config: MkDocsConfig) -> Files:
    """Give each page with a `slug` in its front matter that name in its address, in every language."""
    for file in files.documentation_pages():
        # The other languages' files are not among `files`, but the language switch points at them.
        for page in {file, *getattr(file, "alternates", {}).values()}:
            _set_address(page, config)
    return files


def _set_address(file: File, config: MkDocsConfig) -> None:
    slug = addresses.slug(file.content_string)
    if not isinstance(slug, str) or file.name in (slug, "index"):
        return
    parent = file.dest_uri.removesuffix("/index.html").removesuffix(".html").removesuffix(file.name)
    folders = config.use_directory_urls
    file.name = slug
    file.dest_uri = f"{parent}{slug}/index.html" if folders else f"{parent}{slug}.html"
    file.url = f"{parent}{slug}/" if folders else file.dest_uri
    file.abs_dest_path = str(Path(config.site_dir) / file.dest_uri)


def context(page: Page, config: MkDocsConfig, locale: Locale, options: Any) -> dict[str, Any]:
    """Return what our templates need besides MkDocs' own: the language's words and the page's history."""
    folder = site.root(config)
    changed = history.last_changes(folder).get(Path(str(page.file.abs_src_path)).resolve())
    return {
        "leidraad": locale.tables,
        "leidraad_page": {
            "updated": spell_date(changed, locale) if changed else "",
            "updated_iso": changed.isoformat() if changed else "",
            "version": options.version or history.version(folder),
            "is_chapter": is_chapter(page.file),
        },
    }


def list_works(files: Files, references: References, digest: Callable[[Page], Digest | None]) -> None:
    """Show the works that a language cites on each page that asks for them."""
    built = [file.page for file in files.documentation_pages() if file.page is not None]
    shown = []
    for page in built:
        known = digest(page)
        if known:
            shown.append((Shown(page.url, str(page.title), page.content or ""), known.by_note()))
    for page in built:
        page.content = references.fill(page.url, page.content or "", shown)


def citing(
    page: Page, config: MkDocsConfig, locale: Locale, known: dict[str, Any], works: Sequence[Entry]
) -> dict[str, Any]:
    """Return how a chapter is cited, and what tells programs of it and of the works that it cites."""
    author = str(page.meta.get("author") or config.site_author or "")
    title, book, url = str(page.title), str(config.site_name), page.canonical_url or page.url
    number = int(Path(page.file.src_uri).name[:2])
    year = known["updated_iso"][:4]
    return {
        "cite": cite_chapter(title, number, url, book, author, year, locale),
        "schema": schema(title, locale.code, url, book, author, known["updated_iso"], works),
    }


def mend(html: str) -> str:
    """Return a page without the `autocomplete` that no checkbox may have."""
    return _TOGGLE.sub(lambda found: found[0].replace(' autocomplete="off"', ""), html)


def spell_date(day: date, locale: Locale) -> str:
    """Return the date as the language writes it out."""
    month = locale.tables["site"]["months"][day.month - 1]
    return locale.say("site", "date", day=day.day, month=month, year=day.year)
