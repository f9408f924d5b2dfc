"""What the plugin sets on MkDocs' pages: options of the language, addresses, and the templates' context."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from leidraad import drafts, patterns, site
from leidraad.backmatter.pieces import CHAPTER
from leidraad.bibliography import people
from leidraad.bibliography.entries import Entry, Person
from leidraad.checking import navigation
from leidraad.checks import addresses
from leidraad.dialect.notes import Arrival
from leidraad.dialect.verdicts import Reading
from leidraad.locales import Locale
from leidraad.pages import heads, history, redirects
from leidraad.pages.describing import Described, cite, schema
from leidraad.pages.references import CitingPage, References
from leidraad.pages.trimming import closed_up
from leidraad.translations.part import Part

_LOOKED_AT = ("not_found", "anchors", "unrecognized_links")
_NUMBER = patterns.lazy(r"\d\d-")
_REDIRECT = "redirect.html"
_THEIR_SITEMAP = "custom_i18n_sitemap"
_PRINTED = frozenset({"title", "subtitle", "status", "location"})
_ALIGNED = 'style="text-align: '
_CELL = patterns.lazy(rf'<(t[dh]) {_ALIGNED}(left|center|right);">')
_EMPTY = patterns.lazy(r"<th( [^>]*)?>\s*</th>")
_TOOLTIPS = "content.tooltips"
_TOGGLE = patterns.lazy(r'<input class="md-toggle"[^>]*>')

Cited = Callable[[Page], Mapping[str, Sequence[Arrival]]]
"""Return the references on a page that lead to each work, by its key."""


def configure(
    config: MkDocsConfig,
    locale: Locale,
    options: Any,
    *,
    on_read: Callable[[Reading], None],
    name_blocks: Callable[[Sequence[Part]], Sequence[Mapping[str, str]]],
) -> None:
    """Set what depends on the language, and put our templates between the customer's and Material's."""
    ours = str(site.overrides())
    if ours not in config.theme.dirs:
        # Other plugins put folders of their own in front.
        theirs = config.theme.custom_dir
        config.theme.dirs.insert(config.theme.dirs.index(theirs) + 1 if theirs else 0, ours)
    # The i18n plugin puts its sitemap before everyone's, once for each language.
    config.theme.dirs = [folder for folder in config.theme.dirs if Path(folder).name != _THEIR_SITEMAP]
    if not site.trusts_authors(config):
        # Material's tooltips take any title for HTML, also that of a page in the menu.
        features = config.theme.get("features") or []
        config.theme["features"] = [each for each in features if each != _TOOLTIPS]
    # The built site is looked at, raw HTML and all: MkDocs need not say a part of that as well.
    config.validation.links.update(dict.fromkeys(_LOOKED_AT, logging.DEBUG))
    navigation.quieten(config)
    config.mdx_configs[site.EXTENSION] = {
        **config.mdx_configs.get(site.EXTENSION, {}),
        "lang": locale.code,
        "locales": site.tables(config),
        "trainer": options.trainer,
        "on_read": on_read,
        "name_blocks": name_blocks,
    }


def speak(config: MkDocsConfig, locale: Locale, references: References | None) -> None:
    """Let pages be converted, and their notes and links to headings be spoken of, in a language."""
    options = config.mdx_configs[site.EXTENSION]
    options |= {"lang": locale.code} | ({"cite": references.cite} if references else {})
    toc = config.mdx_configs.setdefault("toc", {})
    if toc.get("permalink"):
        toc["permalink_title"] = locale.say("site", "permalink")


def is_chapter(file: File) -> bool:
    """Tell whether a file is a numbered chapter."""
    return bool(CHAPTER.fullmatch(file.src_uri))


def number(file: File) -> int:
    """Return which chapter a file is, or 0 for another page."""
    return int(Path(file.src_uri).name[:2]) if is_chapter(file) else 0


def leave_untranslated(config: MkDocsConfig, lang: str) -> None:
    """Take the pages out of a language's navigation that only others have, and that none stands in for.

    MkDocs would warn of each, although a chapter may be written in any language first.
    """
    base = Path(config.docs_dir)
    here = {lang, site.fallback(config) or lang}
    others = {*site.all_languages(config)} - here

    def is_elsewhere(path: str) -> bool:
        return not any((base / each / path).is_file() for each in here) and any(
            (base / each / path).is_file() for each in others
        )

    if others:
        config.nav = drafts.without(config.nav, is_elsewhere)


def escape(page: Page) -> None:
    """Let what the front matter says be text where Material's templates print it as HTML."""
    for name in _PRINTED & page.meta.keys():
        page.meta[name] = str(Markup.escape(page.meta[name]))


def unmark(page: Page) -> None:
    """Let a page that is published bear no mark of that in the navigation, as one that does not say so."""
    if drafts.says_published(page.meta.get("status")):
        del page.meta["status"]


def escape_contents(page: Page) -> None:
    """Let the ids that a table of contents leads to be text; Material's templates print them as HTML."""
    for item in _below(page.toc):
        item.id = str(Markup.escape(item.id))


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
    file.name = slug
    file.dest_uri = f"{parent}{slug}/index.html" if config.use_directory_urls else f"{parent}{slug}.html"
    file.abs_dest_path = str(Path(config.site_dir) / file.dest_uri)
    # MkDocs makes it of the above when it is next asked for.
    vars(file).pop("url", None)


def context(page: Page, config: MkDocsConfig, locale: Locale, options: Any) -> dict[str, Any]:
    """Return what our templates need besides MkDocs' own: the language's words and the page's history."""
    changed = last_change(page.file, config)
    return {
        "leidraad": locale.tables,
        "leidraad_page": {
            "head": heads.head(page.file, config.site_url, site.languages(config)),
            "updated": locale.spell_date(changed) if changed else "",
            "updated_iso": changed.isoformat() if changed else "",
            "version": options.version or history.version(site.root(config)),
            "is_chapter": is_chapter(page.file),
            "author": ", ".join(person.name for person in authors(page, config)),
        },
    }


def last_change(file: File, config: MkDocsConfig) -> date | None:
    """Return the day on which a page last changed, where git knows."""
    return history.last_change(site.root(config), str(file.abs_src_path))


def sources(config: MkDocsConfig) -> dict[str, Path]:
    """Return the author's file of each page of all languages, by the page's path in the site."""
    languages: Mapping[str, Iterable[File]] = config.plugins["i18n"].i18n_files_per_language  # type: ignore[attr-defined]
    files = (file for each in languages.values() for file in each)
    return {file.dest_uri: Path(file.abs_src_path) for file in files if file.abs_src_path}


def sitemap(files: Iterable[File], config: MkDocsConfig) -> list[heads.Entry]:
    """Return the sitemap's entries for the pages of all languages."""
    changed = partial(last_change, config=config)
    return heads.sitemap(files, changed, config.site_url, site.languages(config))


def moved(files: Files, env: Environment, config: MkDocsConfig, locale: Locale) -> list[redirects.Redirect]:
    """Return what leads from the old addresses of a language's pages to their new ones."""
    langs = site.languages(config)

    def render(file: File, link: str, script: str) -> str:
        head = heads.head(file, config.site_url, langs)
        return env.get_template(_REDIRECT).render(
            leidraad=locale.tables, lang=locale.code, page=file.page, link=link, script=script, head=head
        )

    folder = "" if locale.code == langs[0] else locale.code
    return list(redirects.of(files.documentation_pages(), folder, render))


def mark_foreign(files: Iterable[File]) -> None:
    """Let the menus name the language of a title that is not in that of the page they are on."""
    for file in files:
        # A title from mkdocs.yml is in the language of the menu.
        lang = heads.foreign(file)
        if file.page is None or not lang or "title" in vars(file.page):
            continue
        marked = [file.page, *_below(file.page.toc)]
        for item in marked:
            name = Markup('<span lang="{}">{}</span>').format(lang, Markup(item.title))
            item.typeset = {"title": name}


def _below(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _below(item.children)


def list_works(files: Files, references: References, cited: Cited) -> None:
    """Show the works that a language cites on each page that asks for them."""
    built = [file.page for file in files.documentation_pages() if file.page is not None]
    citing = [CitingPage(page.url, title(page), cited(page), heads.foreign(page.file)) for page in built]
    for page in built:
        page.content = references.fill(page.url, page.content or "", citing)


def describe(
    page: Page, config: MkDocsConfig, locale: Locale, changed: str, works: Sequence[Entry]
) -> dict[str, Any]:
    """Return how a chapter is cited, and what tells programs of it and of the works that it cites."""
    chapter = Described(
        title=title(page),
        name=_NUMBER.sub("", page.file.name) or page.file.name,
        number=number(page.file),
        url=page.canonical_url or "",
        # That of a brand is HTML already.
        book=Markup(config.site_name).unescape()
        if isinstance(config.site_name, Markup)
        else config.site_name,
        authors=authors(page, config),
        changed=changed,
    )
    return {"cite": cite(chapter, locale), "schema": schema(chapter, locale.code, works)}


def mark_draft(page: Page) -> None:
    """Show on a page that it is a draft, as MkDocs does it for the pages of `draft_docs`."""
    told = 'class="mkdocs-draft-marker" title="This page will not be included into the built site."'
    page.content = f"<div {told}>DRAFT</div>{page.content or ''}"


def title(page: Page) -> str:
    """Return the title of a page as text; MkDocs knows it as HTML without tags."""
    return Markup(str(page.title)).striptags()


def authors(page: Page, config: MkDocsConfig) -> tuple[Person, ...]:
    """Return who wrote a page, or the whole book: one name or a list, each as in a .bib file."""
    told = page.meta.get("author") or config.site_author or ()
    names = told if isinstance(told, list | tuple) else [told]
    return tuple(person for name in names for person in people.read(str(name)))


def mend(html: str) -> str:
    """Return a page with tables as they should be, and without the `autocomplete` that no checkbox may have.

    A Content-Security-Policy that allows no style in an attribute would leave their columns unaligned. A cell
    above the heads of rows is empty, and so no head of anything.
    """
    if _ALIGNED in html:
        html = _CELL.sub(r'<\1 class="leidraad-\2">', html)
    html = _EMPTY.sub(r"<td\1></td>", html)
    return _TOGGLE.sub(lambda found: found[0].replace(' autocomplete="off"', ""), closed_up(html))
