"""What is for trainers is in their edition, and nowhere in that of participants: no word, note or picture."""

from __future__ import annotations

import base64
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad import handbook
from leidraad.courses import reading
from leidraad.packages import packing
from leidraad.packages.packing import FORMS, Wanted

pytestmark = pytest.mark.slow

SECRETS = (
    b"Zeemeeuw",
    b"Albatros",
    b"Noordenwind",
    b"Reigerstein",
    b"reigerstein1999",
    b"Wulpenboek",
    b"Kluut",
    b"Scholekster",
    b"grutto",
    b"kievitsplek",
    b"Zwanenzang",
    b"Bergeend",
)
"""A word of each thing that only trainers may see; Dutch and English share them."""
CHAPTER = """---
slug: {slug}
---

# Kop {{#head}}

Eerst.[^een]

/// {trainer} | Zeemeeuw
    minutes: 25
    group: pair
    materials: Bergeend

Albatros zegt iets.[^geheim]

{{!{lang}/noordenwind.md!}}

![Kluut](../assets/grutto.png)

Plek. {{#kievitsplek}}
///

//// {trainer}

Scholekster legt uit.

/// {term} | Zwanenzang
Het laatste woord.
///
////

Dan.[^twee] De zwaan zingt.

/// {exercise} | Oefening
    minutes: 20

Doe iets.
///

[^een]: Een.
[^geheim]: Scholekster, [@reigerstein1999, p. 1].
[^twee]: Twee.
"""
WORKS = """
@book{reigerstein1999,
  author = {Reigerstein, Anna},
  title = {Wulpenboek},
  publisher = {Uitgever},
  year = {1999},
  langid = {dutch}
}
"""
COURSES = """dag:
  title: Dag
  chapters: [01-eerste-hoofdstuk.md]
  pages: [bronnen.md]
  trainer: true
  days: [{start: "09:00", end: "10:00"}]
"""
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pack a course with notes for trainers in every form."""
    folder = tmp_path_factory.mktemp("trainers") / "handbook"
    handbook.create(folder)
    for lang, words in {
        "nl": {"trainer": "trainersnotitie", "term": "begrip", "exercise": "oefening", "slug": "eerste"},
        "en": {"trainer": "trainer-note", "term": "term", "exercise": "exercise", "slug": "first"},
    }.items():
        (folder / f"docs/{lang}/01-eerste-hoofdstuk.md").write_text(
            CHAPTER.format(lang=lang, **words), "utf-8"
        )
        (folder / f"docs/_partials/{lang}/noordenwind.md").write_text("Noordenwind waait.\n", "utf-8")
    (folder / "docs/assets").mkdir(exist_ok=True)
    (folder / "docs/assets/grutto.png").write_bytes(PICTURE)
    with (folder / "references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(WORKS)
    (folder / reading.FILE).write_text(COURSES, "utf-8")
    wanted = Wanted(folder / "mkdocs.yml", FORMS, ["nl", "en"], "dag", folder / "dist", False)
    return [*packing.pack(wanted, lambda what, done, count: None).files]


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a package, and of what is compressed what was compressed; names as well."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{path.name}: {name}", archive.read(name) + name.encode()
    else:
        data = path.read_bytes()
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
        yield path.name, data + b"".join(map(_plain, streams))
        from pdfminer.high_level import extract_text

        yield f"{path.name}: text", extract_text(path).encode()


def _plain(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def found(path: Path) -> set[bytes]:
    """Return the words that only trainers may see, of those that are in a package."""
    return {secret for _, data in contents(path) for secret in SECRETS if secret.lower() in data.lower()}


def test_nothing_for_trainers_is_in_any_package_for_participants(packed):
    ours = [path for path in packed if "-trainer" not in path.name]
    assert len(ours) >= len(FORMS)
    assert [(path.name, found(path)) for path in ours if found(path)] == []


def test_all_of_it_is_in_the_packages_for_trainers(packed):
    theirs = [path for path in packed if "-trainer" in path.name]
    assert theirs
    lost = {path.name: set(SECRETS) - found(path) for path in theirs if path.suffix == ".zip"}
    assert lost == {name: set() for name in lost}
    for path in theirs:
        if path.suffix == ".pdf":
            assert {b"Zeemeeuw", b"Albatros", b"Noordenwind", b"Wulpenboek", b"Bergeend"} <= found(path)


def test_notes_and_ids_have_no_gap_where_those_for_trainers_were(packed):
    (path,) = [path for path in packed if path.name == "dag.zip"]
    with zipfile.ZipFile(path) as archive:
        html = archive.read("eerste.html").decode()
    marks = re.findall(r'<sup id="fnref:[^"]*">(.*?)</sup>', html)
    assert [re.sub(r"<[^>]*>|\D", "", mark) for mark in marks] == ["1", "2"]
    assert re.findall(r'data-block="([^"]*)"', html) == sorted(
        re.findall(r'data-block="([^"]*)"', html), key=str
    )
    numbers = [int(n) for n in re.findall(r'data-block="head\.(\d+)"', html)]
    assert numbers == [*range(1, len(numbers) + 1)]


def test_the_timetable_is_for_trainers_alone(packed):
    for name, is_told in (("dag.zip", False), ("dag-trainer.zip", True)):
        (path,) = [path for path in packed if path.name == name]
        with zipfile.ZipFile(path) as archive:
            html = archive.read("index.html").decode()
        assert ("09:00–09:25" in html) == is_told
        assert ("course-timetable" in html) == is_told
