"""The whole book: its parts in order, with the answers at the back, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import html
from lxml.html import builder

from leidraad.backmatter.pieces import Leaf
from leidraad.locales import Locale
from leidraad.packages.pdf import front, leading, parts
from leidraad.packages.pdf.parts import Part
from leidraad.packages.staging import Staged

MOST_KEYWORDS = 20
"""As many terms of the book are its keywords."""


@dataclass(frozen=True, slots=True)
class Book:
    """A book before it is set.

    Attributes:
        locale: its language.
        title: its title.
        sections: the elements of its parts, the contents left out.
        headings: of each heading that the contents may list, by its id: its level, the number of the chapter
            that it opens, or 0, and its words.
        depth: down to which level they do.
        front: what the cover and the title page say.
        author: who wrote it.
        keywords: its terms.
        day: when it last changed, or None where nobody knows.
    """

    locale: Locale
    title: str
    sections: Sequence[Any]
    headings: Mapping[str, tuple[int, int, str]]
    depth: int
    front: Mapping[str, Any]
    author: str
    keywords: Sequence[str]
    day: date | None


def book(staged: Staged, lang: str) -> Book:
    """Return the book of a language."""
    volume = staged.volumes[lang]
    made = _with_answers(parts.of(volume, staged.folder), volume.locale)
    body = builder.BODY()
    for each in html.fragments_fromstring(front.objectives(staged, volume)):
        body.append(each)
    listed: dict[str, tuple[int, int, str]] = {}
    for part in made:
        body.append(part.section)
        for count, each in enumerate(part.headings):
            listed[each.id] = (each.level, 0 if count else part.leaf.number, each.title)
    for heading in body.iter("h1", "h2", "h3"):
        if heading.get("id") in listed:
            heading.set("data-listed", "yes")
    leading.lead(body)
    terms = (" ".join(each.text_content().split()) for each in body.iter("dfn"))
    return Book(
        locale=volume.locale,
        title=volume.title,
        sections=[*body],
        headings=listed,
        depth=front.depth([each for part in made for each in part.headings]),
        front=front.told(staged, volume),
        author=front.joined(staged.authors, volume.locale) or front.publisher(staged, lang),
        keywords=[*dict.fromkeys(term for term in terms if "," not in term)][:MOST_KEYWORDS],
        day=staged.changed,
    )


def _with_answers(made: Sequence[Part], locale: Locale) -> list[Part]:
    """Return the parts with the answers to all self-checks after the last chapter, or after all."""
    answered = [part for part in made if part.answers is not None]
    if not answered:
        return [*made]
    title = locale.say("pdf", "answers")
    section = builder.SECTION(
        builder.H1(title, {"id": "answers", "data-title": title}),
        {"class": "part part--answers", "id": "answers-part"},
    )
    for part in answered:
        heading = part.headings[0]
        name = f"{part.leaf.number}. {heading.title}" if part.leaf.number else heading.title
        section.append(builder.H2(name, {"id": f"{part.id}-answers", "data-title": name}))
        section.append(part.answers)
    answers = Part(Leaf("", title), "answers-part", section, None, [parts.Heading(1, "answers", title)])
    last = max((at for at, part in enumerate(made) if part.leaf.number), default=len(made) - 1)
    return [*made[: last + 1], answers, *made[last + 1 :]]
