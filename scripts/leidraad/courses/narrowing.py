"""A handbook made into one of its courses: only its pages, in its order, under its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from leidraad import patterns
from leidraad.backmatter.pieces import Leaf, pieces
from leidraad.courses import opening, timetable
from leidraad.courses.course import Course
from leidraad.courses.timetable import Part, Timetable
from leidraad.locales import Locale

START = "index.md"
"""The page that is the course's own, instead of the handbook's."""

_LINK = patterns.lazy(r'<a\b[^<>]*?\bhref="([^"#?:]+\.md)(?:#[^"]*)?"[^<>]*>(.*?)</a>', re.DOTALL)


def leave(files: Files, course: Course, langs: Collection[str]) -> None:
    """Take the pages away that are not in a course.

    Args:
        files: of all languages, below a folder for each; changed.
        course: the course.
        langs: the codes of the languages.
    """
    kept = {f"{lang}/{name}" for lang in langs for name in names(course)}
    for file in [*files.documentation_pages()]:
        if file.src_uri.partition("/")[0] in langs and file.src_uri not in kept:
            files.remove(file)


def names(course: Course) -> list[str]:
    """Return the files of the pages of a course in their order, which is its navigation."""
    return [START, *(name for name in (*course.chapters, *course.pages) if name != START)]


def entitle(config: MkDocsConfig, course: Course, lang: str) -> None:
    """Let a language of the site be called as the course is."""
    # Material's templates print it as HTML.
    config.site_name = Markup.escape(course.title[lang])
    config.site_description = Markup.escape(course.description.get(lang, ""))


def unlink(content: str, name: str, gone: Collection[str]) -> str:
    """Return a page whose links to chapters outside the course are text.

    Args:
        content: its HTML.
        name: its file, below the folder of its language.
        gone: the files outside the course, in the same way.
    """
    folder = name.rpartition("/")[0]

    def lead(found: re.Match[str]) -> str:
        target = normpath(
            f"{folder}/{unquote(unescape(found[1]))}" if folder else unquote(unescape(found[1]))
        )
        return found[2] if target in gone else found[0]

    return _LINK.sub(lead, content)


def begin(page: Page, course: Course, leaves: Sequence[Leaf], days: Timetable | None, locale: Locale) -> None:
    """Put the course's own page in the place of the handbook's start."""
    page.content = opening.page(course, page.url, leaves, days, locale)
    page.title = Markup.escape(course.title[locale.code])
    page.toc = TableOfContents([])
    page.meta = {"description": course.description[locale.code]} if course.description else {}


def parts(pages: Iterable[tuple[Leaf, str]], locale: Locale) -> Iterable[Part]:
    """Yield what a trainer does with a group: each callout of a chapter that takes time.

    Args:
        pages: the pages of the course in its order, with their HTML.
        locale: their language.
    """
    for leaf, content in pages:
        for piece in pieces(leaf, content) if leaf.is_chapter else ():
            minutes = int(piece.data.get("minutes", "0"))
            if minutes:
                group = piece.data.get("group", "")
                yield Part(
                    leaf.url,
                    piece.id,
                    piece.title or locale.say("labels", piece.kind),
                    minutes,
                    locale.say("group", group) if group else "",
                    piece.data.get("materials", ""),
                )


def plan(course: Course, pages: Iterable[tuple[Leaf, str]], locale: Locale) -> Timetable | None:
    """Return the days of a course, or None where nobody says when it is taught."""
    return timetable.work_out(course, parts(pages, locale)) if course.days else None
