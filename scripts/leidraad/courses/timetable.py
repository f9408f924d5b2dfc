"""The days of a course: what happens when, worked out from the minutes that its callouts take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from leidraad.courses.course import Course, Day

_MIDNIGHT = datetime(2000, 1, 1)


class What(StrEnum):
    """What a row of a timetable is."""

    PART = "part"
    BREAK = "break"
    LUNCH = "lunch"


class Part(NamedTuple):
    """What a trainer does with a group: its place in the course, its title, and how long it takes.

    Attributes:
        chapter: the address of its chapter.
        id: its id there.
        title: its title, as text.
        minutes: how long it takes.
        group: whom it is for, as text, or "".
        materials: what is needed for it, or "".
    """

    chapter: str
    id: str
    title: str
    minutes: int
    group: str = ""
    materials: str = ""


class Row(NamedTuple):
    """A row of a timetable: from when to when, and what; None for a break."""

    start: time
    end: time
    what: What
    part: Part | None = None


class Timetable(NamedTuple):
    """The days of a course.

    Attributes:
        days: the rows of each day.
        rest: what fits in no day.
    """

    days: Sequence[Sequence[Row]]
    rest: Sequence[Part] = ()

    @property
    def over(self) -> int:
        """Return how many minutes too many there are."""
        return sum(part.minutes for part in self.rest)


def work_out(course: Course, parts: Iterable[Part]) -> Timetable:
    """Return when each part of a course is, in their order; nothing is moved to fill a gap.

    A break comes before the part with which more minutes than `break_every` would have passed since the last
    one; lunch before the part of which more than half would be after its time, and instead of a break that
    would come just before it. Neither begins or ends a day.
    """
    waiting = [part for part in parts if part.minutes]
    days = []
    for day in course.days:
        rows = [*_rows(day, course, waiting)]
        del waiting[: sum(row.part is not None for row in rows)]
        days.append(rows)
    return Timetable(days, waiting)


def _rows(day: Day, course: Course, parts: Sequence[Part]) -> Iterator[Row]:
    now, end = _moment(day.start), _moment(day.end)
    lunch = _moment(day.lunch) if day.lunch else None
    since, every = timedelta(), timedelta(minutes=course.break_every)
    for part in parts:
        takes = timedelta(minutes=part.minutes)
        pause, what = timedelta(), What.BREAK
        is_due = bool(since) and since + takes > every
        if lunch and since and (now + takes / 2 > lunch or (is_due and lunch - now <= every / 2)):
            pause, what = timedelta(minutes=day.lunch_minutes), What.LUNCH
        elif is_due:
            pause = timedelta(minutes=course.break_minutes)
        if now + pause + takes > end:
            return
        if pause:
            yield Row(now.time(), (now + pause).time(), what)
            now, since = now + pause, timedelta()
            lunch = None if what is What.LUNCH else lunch
        yield Row(now.time(), (now + takes).time(), What.PART, part)
        now, since = now + takes, since + takes


def _moment(clock: time) -> datetime:
    return datetime.combine(_MIDNIGHT, clock)
