"""What templates show of a page, and of what is no page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from leidraad import site
from leidraad.brand import showing as branding
from leidraad.building import binding, pages
from leidraad.building.work import Work
from leidraad.pages import contents, pace
from leidraad.policy.wall import sanitise
from leidraad.settings import LeidraadConfig

_START = "index.md"
_MISSING = "404.html"


def of_page(work: Work, page: Page, config: MkDocsConfig, options: LeidraadConfig) -> dict[str, Any]:
    """Return the words of the language and what is known of a page, whose content is completed."""
    known = pages.context(page, config, work.locale, options)
    source = work.source_of(page, config)
    told = known["leidraad_page"]
    told["behind"] = work.gathering.naming.behind(source)
    told["chapter"] = source.chapter or page.file.src_uri
    told["is_start"] = source.chapter == _START
    if told["is_chapter"]:
        words = work.gathering.words.get(source.name, 0)
        told["minutes"] = pace.minutes(words, site.locale(config, source.lang)) if words else 0
        references = work.references[work.lang]
        works = references.entries(work.cited(page)) if references else []
        told |= pages.describe(page, config, work.locale, told["updated_iso"], works)
    told |= binding.context(page, work.bound[work.lang], config, work.locale)
    if menu := work.menus[work.lang]:
        known["nav"] = menu.near(page)
    _complete(work, page, source.lang, config)
    return known


def _complete(work: Work, page: Page, lang: str, config: MkDocsConfig) -> None:
    """Change what a page shows to what is published of it."""
    pages.escape_contents(page)
    if page.file.src_uri in work.drafts.files:
        pages.mark_draft(page)
    if not site.trusts_authors(config):
        page.content = sanitise(page.content or "")
    binding.draw(page, lang, config)
    if work.volumes is not None:
        work.volumes[work.lang].contents[page.url] = page.content or ""


def of_template(work: Work, name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Return what a template that is no page shows: pages, or the words of languages."""
    i18n: Any = config.plugins["i18n"]
    said: dict[str, Any] = {"leidraad": work.locale.tables}
    if name == "sitemap.xml":
        files = [file for each in i18n.i18n_files_per_language.values() for file in each]
        said["leidraad_sitemap"] = pages.sitemap(files, config)
    elif name == _MISSING:
        shown = [work.lang] if i18n.building else site.languages(config)
        said["leidraad_locales"] = {lang: site.locale(config, lang) for lang in shown}
    elif (page := work.contents.get(work.lang)) and name == page.file:
        said |= contents.context(page, work.navigation, work.locale, config)
    elif work.brand and name in work.legal:
        said |= branding.legal_context(work.brand, work.legal[name], config)
    return said


def place(work: Work, output: str, name: str, config: MkDocsConfig) -> str:
    """Return what a template printed, and put the 404 page of another language into its folder.

    MkDocs would leave that of the last language as the only one.
    """
    i18n: Any = config.plugins["i18n"]
    output = pages.mend(output)
    if name != _MISSING or not i18n.building:
        return output
    write_file(output.encode(), str(Path(config.site_dir) / work.lang / name))
    return ""
