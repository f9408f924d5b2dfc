"""The page that a course begins with: what it is about, what it leads to, what is in it, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from leidraad.backmatter.pieces import Leaf, listed
from leidraad.courses.course import Course
from leidraad.courses.timetable import Row, Timetable
from leidraad.locales import Locale


def page(course: Course, url: str, leaves: Sequence[Leaf], days: Timetable | None, locale: Locale) -> Markup:
    """Return the page as HTML.

    Args:
        course: the course.
        url: the address of the page.
        leaves: the pages of the course in its order, this one among them.
        days: when what is done, for trainers.
        locale: its language.
    """
    lang = locale.code
    parts = [Markup("<h1>{}</h1>").format(course.title[lang])]
    if course.description:
        parts.append(Markup("<p>{}</p>").format(course.description[lang]))
    if course.minutes:
        told = locale.say("course", "takes", time=duration(course.minutes, locale))
        parts.append(Markup('<p class="leidraad-index__facts">{}</p>').format(told))
    if course.objectives:
        items = Markup("\n").join(Markup("<li>{}</li>").format(words[lang]) for words in course.objectives)
        parts.append(_section("objectives", Markup("<ul>\n{}\n</ul>").format(items), locale))
    contents = listed((leaf, get_relative_url(leaf.url, url)) for leaf in leaves if leaf.url != url)
    parts.append(_section("contents", contents, locale))
    if days and days.days:
        parts.append(_section("timetable", Markup("\n").join(_tables(days, url, locale)), locale))
    return Markup("\n").join(parts)


def _section(name: str, content: Markup, locale: Locale) -> Markup:
    return Markup('<h2 id="course-{}">{}</h2>\n{}').format(name, locale.say("course", name), content)


def _tables(days: Timetable, url: str, locale: Locale) -> Iterator[Markup]:
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(locale.say("course", name))
        for name in ("time", "what", "needs")
    )
    for number, rows in enumerate(days.days, start=1):
        if len(days.days) > 1:
            yield Markup("<h3>{}</h3>").format(locale.say("course", "day", number=number))
        body = Markup("\n").join(_row(row, url, locale) for row in rows)
        yield Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
            heads, body
        )
    if days.rest:
        over = locale.say("course", "over", time=duration(days.over, locale))
        yield Markup("<p><strong>{}</strong></p>").format(over)


def _row(row: Row, url: str, locale: Locale) -> Markup:
    if row.part is None:
        what, needs = Markup("<em>{}</em>").format(locale.say("course", row.what)), ""
    else:
        address = f"{get_relative_url(row.part.chapter, url)}#{row.part.id}"
        what = Markup('<a href="{}">{}</a>').format(address, row.part.title)
        needs = ", ".join(filter(None, (row.part.group, row.part.materials)))
    clock = f"{row.start:%H:%M}–{row.end:%H:%M}"
    return Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(clock, what, needs)


def duration(minutes: int, locale: Locale) -> str:
    """Return how long something takes, in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    told = [locale.say("course", "hour_one" if hours == 1 else "hour_many", count=hours)] if hours else []
    return " ".join([*told, locale.say("labels", "minutes", minutes=rest)] if rest else told)
