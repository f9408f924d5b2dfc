"""The editions of the book, from `editions.yml`: which one this is, and a page of what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from leidraad.hints import did_you_mean
from leidraad.locales import Locale
from leidraad.storage import schemas, written
from leidraad.storage.written import Key, Written

NAME = "editions.yml"
# Some hundreds of changes, in two languages.
_MOST_BYTES = 100_000


class Change(NamedTuple):
    """What changed: the chapter's path in the folder of its language, or "", and what each language says."""

    chapter: str
    words: Mapping[str, str]


class Edition(NamedTuple):
    """An edition: what it is called, its day, and what changed since the one before."""

    name: str
    day: date
    changes: Sequence[Change]

    def called(self, locale: Locale) -> str:
        """Return what readers of a language call it."""
        return locale.say("index", "edition", name=self.name)


def schema() -> dict[str, Any]:
    """Return the published schema of that file."""
    return schemas.schema(__package__)


def read(path: Path, langs: Sequence[str], chapters: Callable[[], Collection[str]]) -> list[Edition]:
    """Return the editions that a file lists, the newest first; none where there is no file.

    Args:
        path: the file.
        langs: the languages that each change has to be told in.
        chapters: returns those that changes may be in; is asked where there is a file.

    Raises:
        FaultsError: something in it cannot be used; a line for each thing, with its key and remedy.
    """
    if not path.exists():
        return []
    found = written.read(path, schema(), _MOST_BYTES)
    there = chapters()
    editions = [
        Edition(
            _flat(str(values["edition"])),
            date.fromisoformat(values["date"]),
            [
                _change(found, (place, "changes", index), told, langs, there)
                for index, told in enumerate(values.get("changes", ()))
            ],
        )
        for place, values in enumerate(found.values)
    ]
    for place, (newer, older) in enumerate(pairwise(editions), start=1):
        if newer.day < older.day:
            told = f"It is later than that of edition ‘{newer.name}’ above it; put the newest first."
            found.wrong((place, "date"), told)
    found.settle()
    return editions


def _change(
    found: Written, key: Key, values: Mapping[str, str], langs: Sequence[str], there: Collection[str]
) -> Change:
    chapter = values.get("chapter", "")
    if chapter and chapter not in there:
        hint = did_you_mean(chapter, there, " Write its name in the folder of its language.")
        found.wrong((*key, "chapter"), f"There is no chapter ‘{chapter}’.{hint}")
    words = found.words(key, values, langs, "add it")
    return Change(chapter, {lang: _flat(text) for lang, text in words.items()})


def _flat(text: str) -> str:
    """Return a text on one line, whose author may have folded it."""
    return " ".join(text.split())


def listed(editions: Sequence[Edition], locale: Locale, links: Mapping[str, Markup]) -> str:
    """Return what changed in each edition as HTML.

    Args:
        editions: the newest first.
        locale: the language.
        links: a link to each chapter, by the path of its file.
    """
    if not editions:
        return Markup("<p>{}</p>").format(locale.say("index", "empty"))
    return Markup("\n").join(_section(edition, locale, links) for edition in editions)


def _section(edition: Edition, locale: Locale, links: Mapping[str, Markup]) -> Markup:
    items = Markup("\n").join(
        Markup("<li>{}{}</li>").format(_place(links.get(each.chapter)), each.words[locale.code])
        for each in edition.changes
    )
    day = Markup('<time datetime="{}">{}</time>').format(
        edition.day.isoformat(), locale.spell_date(edition.day)
    )
    head = Markup('<h2 id="{}">{}</h2>\n<p class="leidraad-index__facts">{}</p>').format(
        f"edition:{edition.name.replace(' ', '-')}", edition.called(locale), day
    )
    return head + (Markup("\n<ul>\n{}\n</ul>").format(items) if items else Markup(""))


def _place(link: Markup | None) -> Markup:
    return Markup("{}: ").format(link) if link else Markup("")
