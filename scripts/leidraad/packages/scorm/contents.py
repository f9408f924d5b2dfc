"""What is in a course, in the terms of SCORM: its units, what each counts, and what completes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import html

from leidraad import patterns
from leidraad.backmatter.pieces import pieces
from leidraad.building.volume import Volume
from leidraad.courses.course import Completion
from leidraad.errors import LeidraadError
from leidraad.locales import Locale
from leidraad.packages.staging import Staged

_FRAME = "index_scorm"
_NOT_IN_A_NAME = patterns.lazy(r"[^a-z0-9]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Contents:
    """A course.

    Attributes:
        name: what programs call it, the same in all its editions.
        locales: its languages, the default one first.
        titles: what people call it, by language.
        descriptions: the same in a sentence or two, or "".
        keywords: the terms that it defines.
        minutes: how long it takes, or 0.
        completion: what completes it.
        passing_score: how many of a hundred self-checks have to be right.
        pages: the address of each page, by language and by the path of its file.
        chapters: the paths of its chapters, in order.
        chapter_titles: what people call each, in the first language that has it.
        checks: the names of the self-checks of each chapter, by language.
    """

    name: str
    locales: Sequence[Locale]
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    keywords: Mapping[str, Sequence[str]]
    minutes: int
    completion: Completion
    passing_score: int
    pages: Mapping[str, Mapping[str, str]]
    chapters: Sequence[str]
    chapter_titles: Mapping[str, str]
    checks: Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a learning environment launches by itself.

    Attributes:
        file: the page that it launches.
        title: what people call it.
        start: the path of the page where it begins.
        chapters: the paths of the chapters that it counts.
        completion: what completes it.
    """

    file: str
    title: str
    start: str
    chapters: Sequence[str]
    completion: Completion


def read(staged: Staged) -> Contents:
    """Return what is in a course.

    Raises:
        LeidraadError: it has no chapter, or is completed by self-checks and has none.
    """
    volumes, course = staged.volumes, staged.course
    first = next(iter(volumes.values()))
    called = course.name if course else first.title
    titles: dict[str, str] = {}
    for leaf in (leaf for volume in volumes.values() for leaf in volume.leaves if leaf.is_chapter):
        titles.setdefault(leaf.path, leaf.title)
    if not titles:
        raise LeidraadError(f"{called}: has no chapter, and a course needs one; name some in courses.yml.")
    found = Contents(
        name=_name(called),
        locales=[volume.locale for volume in volumes.values()],
        titles={lang: volume.title for lang, volume in volumes.items()},
        descriptions={lang: volume.description for lang, volume in volumes.items()},
        keywords={lang: _terms(volume) for lang, volume in volumes.items()},
        minutes=course.minutes if course else 0,
        completion=course.completion if course else Completion.READ,
        passing_score=course.passing_score if course else 0,
        pages={lang: {leaf.path: leaf.url for leaf in volume.leaves} for lang, volume in volumes.items()},
        chapters=[*titles],
        chapter_titles=titles,
        checks={lang: _checks(volume) for lang, volume in volumes.items()},
    )
    if found.completion is not Completion.READ and not any(found.checks[first.locale.code].values()):
        raise LeidraadError(
            f"{called}: is completed by the score of its self-checks, but its chapters have none; "
            "add some, or write `completion: read` in courses.yml."
        )
    return found


def whole(course: Contents) -> Unit:
    """Return the one unit that is all of a course."""
    lang = course.locales[0].code
    start = next(iter(course.pages[lang]))
    return Unit(f"{_FRAME}.html", course.titles[lang], start, course.chapters, course.completion)


def by_chapter(course: Contents) -> list[Unit]:
    """Return a unit for each chapter; one without self-checks is completed by reading it."""
    counted = course.checks[course.locales[0].code]
    return [
        Unit(
            f"{_FRAME}_{number:02}.html",
            course.chapter_titles[path],
            path,
            [path],
            course.completion if counted.get(path) else Completion.READ,
        )
        for number, path in enumerate(course.chapters, start=1)
    ]


def _name(called: str) -> str:
    """Return a name for programs, which no other course has that people call otherwise."""
    plain = _NOT_IN_A_NAME.sub("-", called.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{plain or 'course'}-{sha256(called.encode()).hexdigest()[:6]}"


def _terms(volume: Volume) -> list[str]:
    found = (piece for leaf, content in volume.sheets() if leaf.is_chapter for piece in pieces(leaf, content))
    return list(dict.fromkeys(piece.title for piece in found if piece.kind == "term" and piece.title))


def _checks(volume: Volume) -> dict[str, list[str]]:
    """Return what `page.js` calls the self-checks of each chapter that say which answer is right."""
    return {leaf.path: _named(content) for leaf, content in volume.sheets() if leaf.is_chapter}


def _named(content: str) -> list[str]:
    if "callout--check" not in content:
        return []
    root = html.fragment_fromstring(content, create_parent="div")
    found = [
        element
        for element in root.find_class("callout--check")
        if element.xpath('./ol/li[@itemprop="acceptedAnswer"]')
    ]
    return [_name_of(element.get("id", ""), element.get("data-block", "")) for element in found]


def _name_of(identifier: str, block: str) -> str:
    """Return what a self-check is called: by its author, by its block, or else by its number."""
    return identifier if identifier and ":" not in identifier else block or identifier
