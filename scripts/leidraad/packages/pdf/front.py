"""What comes before the text of a book, and what is said of it there: cover, title page, what it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from leidraad.building.volume import Volume
from leidraad.courses.opening import duration
from leidraad.locales import Locale
from leidraad.packages.pdf.parts import Heading
from leidraad.packages.staging import Staged

MOST_LINES = 120
"""In contents that are longer than that, only chapters are listed."""
MOST_LAST = 12
"""A last word that is longer than that may stand by itself."""


def told(staged: Staged, volume: Volume) -> dict[str, Any]:
    """Return what the cover and the title page say; what a book has not, is empty."""
    lang, brand, locale = volume.locale.code, staged.brand, volume.locale
    return {
        "title": together(volume.title),
        "description": volume.description,
        "trainer": locale.say("pdf", "trainer") if staged.is_for_trainers else "",
        "authors": joined(staged.authors, locale),
        "name": publisher(staged, lang),
        "logo": brand.logo[0].file if brand and brand.logo else None,
        "edition": staged.edition.called(locale) if staged.edition else "",
        "imprint": [*_imprint(staged, volume)],
    }


def _imprint(staged: Staged, volume: Volume) -> Iterator[str]:
    """Yield what is said of the book itself: its edition, its terms, and whom to write to."""
    locale, brand = volume.locale, staged.brand
    yield volume.title
    if staged.edition:
        yield f"{staged.edition.called(locale)} · {locale.spell_date(staged.edition.day)}"
    if staged.changed and not (staged.edition and staged.changed == staged.edition.day):
        yield locale.say("site", "updated", date=locale.spell_date(staged.changed))
    if staged.version:
        yield locale.say("site", "version", version=staged.version)
    if terms := staged.licence.get(locale.code):
        yield terms
    if brand:
        for name in ("name", "address"):
            if name in brand.texts:
                yield brand.texts[name][locale.code]
        yield from brand.contact.values()


def objectives(staged: Staged, volume: Volume) -> Markup:
    """Return the page with what a course is for, or nothing."""
    course, lang = staged.course, volume.locale.code
    if not course or not course.objectives or staged.is_for_trainers:
        # That for trainers begins with the page of its days, which tells it too.
        return Markup("")
    items = Markup("\n").join(Markup("<li>{}</li>").format(each[lang]) for each in course.objectives)
    locale = volume.locale
    took = locale.say("course", "takes", time=duration(course.minutes, locale)) if course.minutes else ""
    return Markup(
        '<section class="part--objectives"><h1 id="objectives" data-title="{0}">{0}</h1>\n<ul>\n{1}\n</ul>\n'
        "{2}</section>"
    ).format(locale.say("course", "objectives"), items, Markup("<p>{}</p>").format(took) if took else "")


def depth(headings: Sequence[Heading]) -> int:
    """Return down to which level the contents list headings."""
    return 2 if sum(each.level <= 2 for each in headings) <= MOST_LINES else 1


def publisher(staged: Staged, lang: str) -> str:
    """Return under whose name a book is."""
    brand = staged.brand
    if brand is None:
        return "Leidraad"
    return next(
        (brand.texts[name][lang] for name in ("name", "site_name") if name in brand.texts), "Leidraad"
    )


def together(title: str) -> str:
    """Return a title whose last word does not stand on a line by itself."""
    first, space, last = title.rpartition(" ")
    return f"{first}\xa0{last}" if space and len(last) <= MOST_LAST else title


def joined(names: Sequence[str], locale: Locale) -> str:
    """Return names as a language lists them."""
    *most, last = names or [""]
    return f" {locale.say('notes', 'and')} ".join(filter(None, [", ".join(most), last]))
