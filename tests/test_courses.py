"""Courses: what `courses.yml` may say, what is told of the rest, and how their days are worked out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leidraad import checking, handbook, locales, site
from leidraad.backmatter.pieces import Leaf
from leidraad.courses import narrowing, opening, reading, timetable
from leidraad.courses.course import Completion, Course, Day
from leidraad.courses.timetable import Part
from leidraad.errors import LeidraadError
from support import ROOT, Draw, check

WORDS = {"nl": "Cursus", "en": "Course"}
CHAPTER = "01-eerste-hoofdstuk.md"
LEAST = f"title: Cursus\n  chapters: [{CHAPTER}]"

# What is written below `dag:`, and what is told of it.
FAULTS = {
    "title: Cursus": ("1:1: dag: It lacks ‘chapters’. Write title: and chapters: at least."),
    "title: {nl: Cursus}\n  chapters: [bronnen.md]": (
        "2:3: dag.title: It lacks the language ‘en’; add it, or write one text for all."
    ),
    "title: Cursus\n  chapters: []": (
        "3:3: dag.chapters: It is empty. Write a list of chapters in the order of the course: - 02-name.md."
    ),
    "title: Cursus\n  chapters: [01-eerste-hoofstuk.md]": (
        "3:14: dag.chapters.1: There is no chapter ‘01-eerste-hoofstuk.md’."
        " Did you mean ‘01-eerste-hoofdstuk.md’?"
    ),
    "title: Cursus\n  chapters: [../../etc/passwd]": (
        "3:14: dag.chapters.1: There is no chapter ‘../../etc/passwd’."
        " Write its name in the folder of its language."
    ),
    "title: Cursus\n  chapters: [bronnen.md, bronnen.md]": (
        "3:26: dag.chapters.2: ‘bronnen.md’ is in the course already; leave this one out."
    ),
    f"{LEAST}\n  pages: [{CHAPTER}]": (
        f"4:11: dag.pages.1: ‘{CHAPTER}’ is in the course already; leave this one out."
    ),
    f"{LEAST}\n  completion: score": (
        "4:3: dag.completion: It needs passing_score:"
        " with how many of a hundred self-checks have to be right."
    ),
    f"{LEAST}\n  passing_score: 70": (
        "4:3: dag.passing_score: Nothing asks for a score;"
        " write completion: score, or both, or leave this out."
    ),
    f"{LEAST}\n  minuten: 70": ("4:3: dag.minuten: There is no such key. Did you mean ‘minutes’?"),
    f"{LEAST}\n  days:\n    - {{start: 10:30, end: '12:00'}}": (
        '5:8: dag.days.1.start: It is the number 630. Write the time in quotes: "09:30".'
    ),
    f"{LEAST}\n  days:\n    - {{start: '10:30', end: '10:00'}}": (
        "5:24: dag.days.1.end: It is not after the start; write a later time."
    ),
    f"{LEAST}\n  days:\n    - {{start: '09:00', end: '10:00', lunch: '12:00'}}": (
        "5:38: dag.days.1.lunch: It is not between start and end; write a time in between."
    ),
    f"{LEAST}\n  days:\n    - {{start: '09:00', end: '10:00', lunch_minutes: 20}}": (
        '5:38: dag.days.1.lunch_minutes: There is no lunch; add lunch: "12:30", or leave this out.'
    ),
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes `courses.yml` into a new handbook."""
    folder = tmp_path / "handbook"
    handbook.create(folder)

    def write(text: str) -> Path:
        (folder / reading.FILE).write_text(text, "utf-8")
        return folder / "mkdocs.yml"

    return write


@pytest.mark.parametrize("text", FAULTS)
def test_what_cannot_be_used_is_told_with_its_line_and_a_remedy(write, text: str):
    with pytest.raises(LeidraadError) as told:
        reading.read(site.load(write(f"dag:\n  {text}\n")))
    assert str(told.value).partition(f"{reading.FILE}:")[2] == FAULTS[text]


def test_all_that_is_wrong_is_told_at_once(write):
    config = site.load(write("Dag een:\n  title: a\ntwee:\n  titel: b\n"))
    with pytest.raises(LeidraadError) as told:
        reading.read(config)
    assert [
        line.partition(f"{reading.FILE}:")[2].partition(" ")[0] for line in str(told.value).split("\n")
    ] == [
        "1:1:",
        "1:1:",
        "3:1:",
        "3:1:",
        "4:3:",
    ]


def test_a_course_has_what_its_file_says(write):
    config = site.load(
        write(f"""dag:
  title: {{nl: Een dag, en: A day}}
  chapters: [{CHAPTER}]
  pages: [bronnen.md]
  objectives: [{{nl: vragen, en: ask}}]
  minutes: 90
  completion: both
  passing_score: 80
  trainer: true
  days: [{{start: "09:00", end: "12:00", lunch: "11:00"}}]
  breaks: {{every: 60}}
""")
    )
    assert reading.named(config, "dag") == Course(
        name="dag",
        title={"nl": "Een dag", "en": "A day"},
        chapters=[CHAPTER],
        description={},
        pages=["bronnen.md"],
        objectives=[{"nl": "vragen", "en": "ask"}],
        minutes=90,
        completion=Completion.BOTH,
        passing_score=80,
        has_trainer_edition=True,
        days=[Day(time(9), time(12), time(11), 60)],
        break_minutes=15,
        break_every=60,
    )


def test_a_course_that_is_not_there_is_told_with_those_that_are(write):
    config = site.load(write(f"halve-dag:\n  {LEAST}\n"))
    with pytest.raises(LeidraadError, match=r"^There is no course ‘halve-dg’ .* Did you mean ‘halve-dag’\?$"):
        reading.named(config, "halve-dg")
    (site.root(config) / reading.FILE).unlink()
    with pytest.raises(LeidraadError, match=r"courses.yml describes none; describe it there\.$"):
        reading.named(config, "halve-dag")


def test_the_courses_of_this_handbook_can_be_used_and_its_schema_is_one():
    Draft202012Validator.check_schema(reading.schema())
    assert json.loads(json.dumps(reading.schema())) == reading.schema()
    courses = reading.read(site.load(ROOT / "mkdocs.yml"))
    assert [*courses] == ["half-day", "two-days"]


def course(*days: Day, every: int = 90) -> Course:
    """Return a course that is taught on some days."""
    return Course("dag", WORDS, [CHAPTER], {}, days=days, break_every=every)


def parts(*minutes: int) -> list[Part]:
    """Return parts that take so many minutes."""
    return [Part("een.html", f"exercise:{n}", f"Deel {n}", each) for n, each in enumerate(minutes, start=1)]


def clock(moment: time) -> int:
    """Return a time in minutes."""
    return moment.hour * 60 + moment.minute


@pytest.mark.parametrize(
    ("span", "minutes", "shown"),
    [
        (
            "09:00 12:00 15:00",
            (45, 45, 60, 60, 60),
            "09:00 part, 09:45 part, 10:30 break, 10:45 part, 11:45 lunch, 12:45 part,"
            " 13:45 break, 14:00 part",
        ),
        # The last part ends with the day, or would end a minute later.
        ("09:00 - 10:30", (30, 60), "09:00 part, 09:30 part"),
        ("09:00 - 10:30", (30, 61), "09:00 part"),
        ("09:00 - 10:45", (60, 30, 1), "09:00 part, 10:00 part"),
        ("09:00 - 10:46", (60, 30, 1), "09:00 part, 10:00 part, 10:30 break, 10:45 part"),
        ("09:00 - 12:15", (90, 30, 60), "09:00 part, 10:30 break, 10:45 part, 11:15 part"),
        # Half of the second part is before lunch, or a minute less than that.
        ("11:15 12:00 15:00", (15, 60), "11:15 part, 11:30 part"),
        ("11:15 12:00 15:00", (15, 61), "11:15 part, 11:30 lunch, 12:30 part"),
        # A break is due, as long before lunch as half the time between breaks, or a minute longer.
        ("10:15 12:00 15:00", (60, 31), "10:15 part, 11:15 lunch, 12:15 part"),
        ("10:14 12:00 15:00", (60, 31), "10:14 part, 11:14 break, 11:29 part"),
        # Nothing is due in the time before lunch, and nothing went before it.
        ("11:15 12:00 15:00", (15, 15), "11:15 part, 11:30 part"),
        ("11:45 12:00 15:00", (200,), ""),
        ("11:45 12:00 15:00", (195,), "11:45 part"),
    ],
)
def test_breaks_and_lunch_come_where_a_trainer_would_put_them(
    span: str, minutes: tuple[int, ...], shown: str
):
    start, lunch, end = (None if word == "-" else time.fromisoformat(word) for word in span.split())
    made = timetable.work_out(course(Day(start, end, lunch)), parts(*minutes))
    assert ", ".join(f"{row.start:%H:%M} {row.what}" for row in made.days[0]) == shown
    assert made.over == sum(minutes[shown.count("part") :])


def test_what_does_not_fit_goes_to_the_next_day_and_what_is_left_is_told():
    days = timetable.work_out(course(Day(time(9), time(10)), Day(time(9), time(10))), parts(40, 40, 30))
    assert [[row.part.title for row in day if row.part] for day in days.days] == [["Deel 1"], ["Deel 2"]]
    assert (days.over, [part.title for part in days.rest]) == (30, ["Deel 3"])


@given(
    minutes=st.lists(st.integers(1, 200), max_size=30),
    every=st.integers(15, 120),
    spans=st.lists(st.tuples(st.integers(6, 12), st.integers(13, 20), st.booleans()), max_size=4),
)
def test_no_part_is_lost_or_moved_and_no_day_overlaps_or_overruns(minutes, every, spans):
    days = [Day(time(start), time(end), time(12, 30) if lunch else None) for start, end, lunch in spans]
    given_parts = parts(*minutes)
    made = timetable.work_out(course(*days, every=every), given_parts)
    assert [row.part for day in made.days for row in day if row.part] + [*made.rest] == given_parts
    for day, rows in zip(days, made.days, strict=True):
        ends = [clock(day.start), *(clock(row.end) for row in rows)]
        assert [clock(row.start) for row in rows] == ends[:-1]
        assert ends[-1] <= clock(day.end)
        assert all(clock(row.end) - clock(row.start) == row.part.minutes for row in rows if row.part)
        assert not rows or (rows[0].part and rows[-1].part)


def test_links_to_chapters_outside_a_course_become_text():
    content = (
        '<p><a href="02-weg.md#x">Weg</a> <a href="een.html">hier</a> <a href="../02-weg.md">elders</a></p>'
    )
    assert narrowing.unlink(content, CHAPTER, {"02-weg.md"}) == (
        '<p>Weg <a href="een.html">hier</a> <a href="../02-weg.md">elders</a></p>'
    )
    assert "elders</a>" not in narrowing.unlink(content, f"deel/{CHAPTER}", {"02-weg.md"})


def test_the_first_page_tells_what_a_course_is_and_only_trainers_when():
    leaves = [Leaf("index.html", "Begin"), Leaf("een.html", "Eén & al", number=1)]
    made = Course("dag", {"nl": "Dag <1>"}, [CHAPTER], {"nl": "Wat?"}, objectives=[{"nl": "a"}], minutes=125)
    shown = opening.page(made, "index.html", leaves, None, locales.load("nl"))
    assert "<h1>Dag &lt;1&gt;</h1>" in shown
    assert "Duurt 2 uur 5 minuten" in shown
    assert '<a href="een.html">Eén &amp; al</a>' in shown
    assert "index.html" not in shown
    assert "<table>" not in shown
    days = timetable.work_out(course(Day(time(9), time(10))), parts(30, 40))
    shown = opening.page(made, "index.html", leaves, days, locales.load("nl"))
    assert '<td>09:00–09:30</td><td><a href="een.html#exercise:1">Deel 1</a></td>' in shown
    assert "Voor 40 minuten is er geen plaats meer" in shown


BROKEN = {
    "courses.yml": "half:\n  titel: Half\n  chapters: [weg.md]\nheel:\n  title: Heel\n",
    "editions.yml": "- edition: '2'\n  date: ooit\n- edition: '1'\n",
    "docs/nl/02-x.md": "# T\n\nX.[^weg]\n",
}


def test_the_check_tells_all_that_is_wrong_in_courses_and_editions_beside_all_else(project: Draw):
    found = check(site.load(project(BROKEN) / "mkdocs.yml"))
    assert [str(finding).partition(": It lacks")[0] for finding in found] == [
        "courses.yml:1:1: LR425 half",
        "courses.yml:2:3: LR425 half.titel: There is no such key. Did you mean ‘title’?",
        "courses.yml:4:1: LR425 heel",
        "docs/nl/02-x.md:3:3: LR101 Note [^weg] is cited but not defined. Define it, or mend its name.",
        "editions.yml:2:3: LR425 1.date: It is ‘ooit’. Write its day as 2026-11-30.",
        "editions.yml:3:3: LR425 2",
    ]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("courses.yml", "half: [\n", "1:1: The file cannot be read"),
        ("courses.yml", "", ""),
        (
            "courses.yml",
            "half:\n  title: Half\n  chapters: [indx.md]\n",
            "3:14: half.chapters.1: There is no chapter ‘indx.md’. Did you mean ‘index.md’?",
        ),
        (
            "editions.yml",
            "- {edition: '1', date: 2026-11-26, changes: [{chapter: x.md, nl: a, en: b}]}",
            "1:47: 1.changes.1.chapter: There is no chapter ‘x.md’. Did you mean ‘index.md’?",
        ),
    ],
)
def test_the_check_tells_what_is_wrong_as_a_whole_and_chapters_that_are_not_there(
    project: Draw, name: str, text: str, found: str
):
    config = site.load(project({name: text}) / "mkdocs.yml")
    told = "\n".join(str(finding) for finding in checking.check(config))
    assert told.startswith(f"{name}:{found}".replace(": ", ": LR425 ", 1) if found else "")
    assert told.count("\n") == 0
    assert bool(told) == bool(found)
    chapter = frozenset([Path(config.docs_dir, "nl/index.md").resolve()])
    assert checking.check(config, chapter) == []


def test_what_is_in_place_of_such_a_file_is_told_too(project: Draw):
    folder = project({})
    (folder / "editions.yml").mkdir()
    (folder / "courses.yml").write_bytes(b"half: \xe9\n")
    assert [str(finding) for finding in checking.check(site.load(folder / "mkdocs.yml"))] == [
        "courses.yml:1:1: LR425 Is not UTF-8 (byte 7); save it as UTF-8.",
        "editions.yml:1:1: LR425 This is a folder; name a file in it.",
    ]
