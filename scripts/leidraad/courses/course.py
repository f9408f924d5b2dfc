"""What a course is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from enum import StrEnum
from typing import NamedTuple

Words = Mapping[str, str]
"""A text for each language."""

LUNCH, BREAK, BREAK_EVERY = 60, 15, 90
"""Minutes, where nobody says."""


class Completion(StrEnum):
    """What completes a course: reading it to the end, the score of its self-checks, or both."""

    READ = "read"
    SCORE = "score"
    BOTH = "both"


class Day(NamedTuple):
    """A day of a course: from when to when, and how long its breaks are.

    Attributes:
        start: when it begins.
        end: when it ends.
        lunch: when lunch is, or None.
        lunch_minutes: how long that takes.
    """

    start: time
    end: time
    lunch: time | None = None
    lunch_minutes: int = LUNCH


class Course(NamedTuple):
    """A course, as `courses.yml` has it.

    Attributes:
        name: what it is called in commands and names of files.
        title: what its participants call it.
        description: the same in a sentence or two; empty where there is none.
        chapters: the files of its chapters in the folder of their language, in the order of the course.
        pages: those of the pages that come after them: a glossary, the works cited.
        objectives: what who has taken it can do.
        minutes: how long it takes, or 0 where nobody says.
        completion: what completes it.
        passing_score: how many of a hundred self-checks have to be right for `SCORE` and `BOTH`.
        has_trainer_edition: whether there is an edition for trainers.
        days: when it is taught; none where nobody says.
        break_minutes: how long a break is.
        break_every: after how many minutes there is one.
    """

    name: str
    title: Words
    chapters: Sequence[str]
    description: Words
    pages: Sequence[str] = ()
    objectives: Sequence[Words] = ()
    minutes: int = 0
    completion: Completion = Completion.READ
    passing_score: int = 0
    has_trainer_edition: bool = False
    days: Sequence[Day] = ()
    break_minutes: int = BREAK
    break_every: int = BREAK_EVERY
