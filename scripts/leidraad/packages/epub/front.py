"""What stands before the first page: the cover and the title page."""

from __future__ import annotations

from collections.abc import Iterator

from leidraad.courses.opening import duration
from leidraad.packages.epub.markup import E, Element, document, fit, kinds
from leidraad.packages.staging import Staged


def cover(staged: Staged, lang: str, picture: str) -> bytes:
    """Return the document that shows the cover.

    Args:
        staged: the site.
        lang: the language of the book.
        picture: the name of the cover in the book.
    """
    locale, title = staged.volumes[lang].locale, fit(staged.volumes[lang].title)
    shown = E.img(src=picture, alt=locale.say("epub", "cover_of", title=title))
    frame = E.div({"class": "cover"}, shown)
    return document(locale.say("epub", "cover"), lang, [frame], kind="cover")


def title_page(staged: Staged, lang: str) -> bytes:
    """Return the title page."""
    section = E.section(kinds({"class": "titlepage", "type": "titlepage"}), *_lines(staged, lang))
    return document(staged.volumes[lang].title, lang, [section], kind="frontmatter")


def _lines(staged: Staged, lang: str) -> Iterator[Element]:
    volume, course = staged.volumes[lang], staged.course
    locale = volume.locale
    yield E.h1(fit(volume.title))
    if staged.is_for_trainers:
        yield E.p({"class": "titlepage__edition"}, locale.say("labels", "trainer"))
    if volume.description:
        yield E.p({"class": "titlepage__description"}, fit(volume.description))
    if staged.authors:
        yield E.p({"class": "titlepage__authors"}, fit(", ".join(staged.authors)))
    if course and course.objectives:
        objectives = (E.li(fit(each[lang])) for each in course.objectives)
        yield E.section(
            kinds({"class": "titlepage__objectives", "type": "learning-objectives"}),
            E.h2(locale.say("course", "objectives")),
            E.ul(*objectives),
        )
    if course and course.minutes:
        yield E.p(locale.say("course", "takes", time=duration(course.minutes, locale)))
    told = [*_imprint(staged, lang)]
    if told:
        yield E.div({"class": "titlepage__imprint"}, *map(E.p, map(fit, told)))


def _imprint(staged: Staged, lang: str) -> Iterator[str]:
    """Yield what says which book this is, whose, and what may be done with it."""
    locale, brand = staged.volumes[lang].locale, staged.brand
    if brand and "name" in brand.texts:
        yield brand.texts["name"][lang]
    day = staged.edition.day if staged.edition else staged.changed
    told = [
        staged.edition.called(locale) if staged.edition else "",
        locale.spell_date(day) if day else "",
        locale.say("site", "version", version=staged.version) if staged.version else "",
    ]
    if any(told):
        yield " · ".join(filter(None, told))
    if staged.licence.get(lang):
        yield staged.licence[lang]
