"""The courses of a handbook, read from `courses.yml` beside mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.courses.course import BREAK, BREAK_EVERY, LUNCH, Completion, Course, Day
from leidraad.errors import LeidraadError
from leidraad.hints import did_you_mean
from leidraad.storage import schemas, written
from leidraad.storage.written import Key, Written

FILE = "courses.yml"


def schema() -> dict[str, Any]:
    """Return the published schema of that file."""
    return schemas.schema(__package__)


def read(config: MkDocsConfig) -> dict[str, Course]:
    """Return every course of a handbook by its name; none where there is no such file.

    Raises:
        LeidraadError: something in it cannot be used; a line for each thing, with its key and remedy.
    """
    path = site.root(config) / FILE
    if not path.exists():
        return {}
    found = written.read(path, schema())
    langs = site.languages(config)
    there = {source.chapter for source in docs.sources(config) if not source.is_partial}
    courses = {
        name: _Reading(found, (name,), values, langs, there).course() for name, values in found.values.items()
    }
    found.settle()
    return courses


def named(config: MkDocsConfig, name: str) -> Course:
    """Return a course of a handbook.

    Raises:
        LeidraadError: there is none of that name, or something in `courses.yml` cannot be used.
    """
    courses = read(config)
    if name in courses:
        return courses[name]
    if not courses:
        raise LeidraadError(f"There is no course ‘{name}’: {FILE} describes none; describe it there.")
    told = f" There {'is' if len(courses) == 1 else 'are'} {', '.join(courses)}."
    raise LeidraadError(f"There is no course ‘{name}’ in {FILE}.{did_you_mean(name, courses, told)}")


def of(config: MkDocsConfig) -> Course | None:
    """Return the course that is to be built, or None where it is the whole handbook.

    Raises:
        LeidraadError: there is none of that name, or something in `courses.yml` cannot be used.
    """
    name = config.plugins["leidraad"].config.course
    return named(config, name) if name else None


class _Reading(NamedTuple):
    """A course that is being read; what is wrong is kept until all of it has been."""

    written: Written
    key: Key
    values: Mapping[str, Any]
    languages: Sequence[str]
    there: set[str]

    def course(self) -> Course:
        values = self.values
        breaks = values.get("breaks", {})
        completion = Completion(values.get("completion", "read"))
        if completion is not Completion.READ and "passing_score" not in values:
            told = "It needs passing_score: with how many of a hundred self-checks have to be right."
            self.written.wrong((*self.key, "completion"), told)
        if completion is Completion.READ and "passing_score" in values:
            told = "Nothing asks for a score; write completion: score, or both, or leave this out."
            self.written.wrong((*self.key, "passing_score"), told)
        seen: set[str] = set()
        return Course(
            name=str(self.key[0]),
            title=self._words("title"),
            description=self._words("description") if "description" in values else {},
            chapters=[*self._pages("chapters", seen)],
            pages=[*self._pages("pages", seen)],
            objectives=[
                self.written.words((*self.key, "objectives", index), words, self.languages)
                for index, words in enumerate(values.get("objectives", ()))
            ],
            minutes=values.get("minutes", 0),
            completion=completion,
            passing_score=values.get("passing_score", 0),
            has_trainer_edition=values.get("trainer", False),
            days=[self._day(index, day) for index, day in enumerate(values.get("days", ()))],
            break_minutes=breaks.get("minutes", BREAK),
            break_every=breaks.get("every", BREAK_EVERY),
        )

    def _words(self, name: str) -> Mapping[str, str]:
        return self.written.words((*self.key, name), self.values[name], self.languages)

    def _pages(self, name: str, seen: set[str]) -> Iterator[str]:
        """Yield the files of a list, each once and there."""
        for index, file in enumerate(self.values.get(name, ())):
            place = (*self.key, name, index)
            if file not in self.there:
                hint = did_you_mean(file, self.there, " Write its name in the folder of its language.")
                self.written.wrong(place, f"There is no chapter ‘{file}’.{hint}")
            elif file in seen:
                self.written.wrong(place, f"‘{file}’ is in the course already; leave this one out.")
            else:
                yield file
            seen.add(file)

    def _day(self, index: int, values: Mapping[str, Any]) -> Day:
        day = Day(
            _time(values["start"]),
            _time(values["end"]),
            _time(values["lunch"]) if "lunch" in values else None,
            values.get("lunch_minutes", LUNCH),
        )
        place = (*self.key, "days", index)
        if day.end <= day.start:
            self.written.wrong((*place, "end"), "It is not after the start; write a later time.")
        elif day.lunch and not day.start < day.lunch < day.end:
            self.written.wrong((*place, "lunch"), "It is not between start and end; write a time in between.")
        if "lunch_minutes" in values and not day.lunch:
            told = 'There is no lunch; add lunch: "12:30", or leave this out.'
            self.written.wrong((*place, "lunch_minutes"), told)
        return day


def _time(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()
