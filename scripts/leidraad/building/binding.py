"""What ties MkDocs' pages to the back matter of the book: which pages there are, and what is put on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from leidraad import backmatter, docs, site
from leidraad.backmatter import Bound, editions, glossary, leading
from leidraad.backmatter.pieces import Leaf, Sheet
from leidraad.building import pages
from leidraad.building.volume import Volume
from leidraad.courses import narrowing
from leidraad.courses.course import Course
from leidraad.courses.timetable import Timetable
from leidraad.docs import Source
from leidraad.locales import Locale
from leidraad.pages import heads
from leidraad.policy.wall import sanitise

_Source = Callable[[Page, MkDocsConfig], Source]


def bind(
    files: Files,
    nav: Navigation,
    config: MkDocsConfig,
    locale: Locale,
    source: _Source,
) -> Bound:
    """Make the back matter of a language, and put it on the pages that ask for it.

    Args:
        files: the files of the language.
        nav: its navigation.
        config: the handbook's.
        locale: the language.
        source: returns the author's file of a page.

    Raises:
        LeidraadError: the list of editions cannot be read.
    """
    options = config.plugins["leidraad"].config
    by_url = {page.url: page for page in _in_order(files, nav)}
    sheets = [sheet(page, config, source) for page in by_url.values()]
    path = site.root(config) / editions.NAME
    told = editions.read(path, site.languages(config), partial(docs.chapters, config))
    bound = backmatter.bind(sheets, locale, options.themes, told)
    for url, content in bound.contents.items():
        by_url[url].content = content
    return bound


def bind_again(page: Page, bound: Bound, config: MkDocsConfig, locale: Locale, source: _Source) -> str | None:
    """Return the HTML of a page that alone has changed; None where it is made of the others as well.

    Args:
        page: the page, converted anew.
        bound: the back matter of its language.
        config: the handbook's.
        locale: the language.
        source: returns the author's file of a page.
    """
    return backmatter.bind_again(bound, sheet(page, config, source), locale)


def bind_book_again(
    page: Page,
    bound: Bound,
    changed: Iterable[Sheet],
    config: MkDocsConfig,
    locale: Locale,
    source: _Source,
) -> str | None:
    """Return the HTML of a page that shows all others; None where it shows more than what has changed.

    Args:
        page: the page, converted as it was.
        bound: the back matter of its language.
        changed: the pages that have changed.
        config: the handbook's.
        locale: the language.
        source: returns the author's file of a page.
    """
    return backmatter.bind_book_again(bound, sheet(page, config, source), changed, locale)


def is_apart(page: Page, bound: Bound, config: MkDocsConfig, source: _Source) -> bool:
    """Tell whether all that other pages show of one that was converted anew is as it was."""
    return backmatter.is_apart(bound, sheet(page, config, source))


def sheet(page: Page, config: MkDocsConfig, source: _Source) -> Sheet:
    """Return a page as the back matter knows it."""
    return Sheet(_leaf(page, config, source), page.content or "")


def begin(
    course: Course,
    files: Files,
    nav: Navigation,
    config: MkDocsConfig,
    locale: Locale,
    source: _Source,
) -> Timetable | None:
    """Let a language begin with the page of its course, and return when what is done in it.

    Args:
        course: the course.
        files: the files of the language; those outside the course are not among them.
        nav: its navigation.
        config: the handbook's.
        locale: the language.
        source: returns the author's file of a page.
    """
    found = [*_in_order(files, nav)]
    leaves = {page.url: _leaf(page, config, source) for page in found}
    inside = frozenset(leaf.path for leaf in leaves.values())
    gone = frozenset(each.chapter for each in docs.sources(config)) - inside
    for page in found:
        page.content = narrowing.unlink(page.content or "", leaves[page.url].path, gone)
    days = narrowing.plan(course, [(leaves[page.url], page.content or "") for page in found], locale)
    shown = days if config.plugins["leidraad"].config.trainer else None
    for page in found:
        if leaves[page.url].path == narrowing.START:
            narrowing.begin(page, course, [*leaves.values()], shown, locale)
    return days


def _leaf(page: Page, config: MkDocsConfig, source: _Source) -> Leaf:
    return Leaf(
        page.url,
        pages.title(page),
        heads.foreign(page.file),
        pages.number(page.file),
        source(page, config).chapter,
    )


def _in_order(files: Files, nav: Navigation) -> Iterator[Page]:
    """Yield the pages in the order of the book; those that no menu shows come last."""
    yield from nav.pages
    shown = {id(page) for page in nav.pages}
    for file in files.documentation_pages():
        if file.page is not None and id(file.page) not in shown:
            yield file.page


def context(page: Page, bound: Bound, config: MkDocsConfig, locale: Locale) -> dict[str, Any]:
    """Return what our templates need besides: the terms that a page explains, and which edition this is."""
    newest = next(iter(bound.editions), None)
    clean = str if site.trusts_authors(config) else sanitise
    terms = [term._replace(html=clean(term.html)) for term in bound.explained.get(page.url, ())]
    return {
        "terms": [term._asdict() for term in terms],
        "edition": newest.name if newest else "",
        "edition_day": locale.spell_date(newest.day) if newest else "",
        "edition_iso": newest.day.isoformat() if newest else "",
        "changes": "" if bound.changes is None else get_relative_url(bound.changes, page.url),
    }


def volume(bound: Bound, config: MkDocsConfig, locale: Locale) -> Volume:
    """Return the book of a language, into which the pages are put as they are made."""
    title, description = (_text(config[name] or "") for name in ("site_name", "site_description"))
    options = config.plugins["leidraad"].config
    # What its first page tells participants, the title page of a book does.
    is_told = options.course and not options.trainer
    first = {leaf.url for leaf in bound.leaves if leaf.path == narrowing.START} if is_told else set()
    unbound = bound.unbound | first
    return Volume(locale, title, description, bound.leaves, unbound=unbound, asked=bound.asked)


def _text(name: str) -> str:
    """Return a name as text; that of a brand is HTML already."""
    return name.unescape() if isinstance(name, Markup) else name


def draw(page: Page, lang: str, config: MkDocsConfig) -> None:
    """Draw the pictures of a page that are SVG in its language."""
    if '.svg"' in (page.content or ""):
        # What takes SVG apart takes as long to load as five pages to make.
        from leidraad.backmatter import figures

        page.content = figures.draw(page.content or "", lang, partial(_find, page.url, Path(config.docs_dir)))


def _find(url: str, docs: Path, address: str) -> Path | None:
    """Return the file of the handbook that an address leads to from a page."""
    is_whole = address.startswith("/") and not address.startswith("//")
    found = leading.target(address[1:], "") if is_whole else leading.target(address, url)
    path = docs / found[0].partition("?")[0] if found else docs
    return path if found and ".." not in path.parts else None


def tied(bound: Bound) -> list[str]:
    """Return the addresses of the pages of a language that wait for what the others call its terms."""
    return [*([] if bound.glossary.url is None else [bound.glossary.url]), *bound.books]


def tie(bounds: Mapping[str, Bound], config: MkDocsConfig) -> None:
    """Let the glossaries of all languages name each other's terms, now that all are known."""

    def file(url: str) -> str:
        return f"{url}index.html" if config.use_directory_urls or not url else url

    glossaries = {lang: bound.glossary for lang, bound in bounds.items()}
    shown = {lang: tied(bound) for lang, bound in bounds.items()}
    glossary.tie(glossaries, shown, Path(config.site_dir), file)
