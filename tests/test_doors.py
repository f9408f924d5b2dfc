"""The ways in: by what a file holds, within bounds, and each refusal in one line."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from leidraad.errors import LeidraadError
from leidraad.manuscript import doors, importer
from leidraad.manuscript.filenames import numbered, slug
from leidraad.writer import write


def refusal(path: Path) -> str:
    with pytest.raises(LeidraadError) as caught:
        doors.read(path, lang="nl", name="boek")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_text_of_a_gigabyte_is_not_even_opened(tmp_path: Path):
    path = tmp_path / "boek.txt"
    path.touch()
    os.truncate(path, 1_000_000_000)
    assert refusal(path) == f"{path}: has 1000 MB, and 50 MB is the most that is read; split it into parts."


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_what_never_ends_is_not_read(path: str):
    assert refusal(Path(path)) == f"{path}: is not a plain file; save the text as a file first."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...",
            "is a Word file of the old kind; open it in Word and save it as .docx",
        ),
        (b"{\\rtf1 Rouw}", "is an RTF file; save it as .docx"),
        (b"PK\x03\x04...", "is damaged or cut short; fetch or save it again"),
    ],
)
def test_what_has_no_door_is_told_the_way(data: bytes, message: str, tmp_path: Path):
    path = tmp_path / "boek.txt"
    path.write_bytes(data)
    assert message in refusal(path)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("boek.txt", b"%PDF-1.7\n", "pdf"),
        ("boek.pdf", b"", "pdf"),
        ("boek.DOCX", b"PK\x03\x04", "document"),
        ("boek", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "document"),
        ("boek.htm", b"<p>x", "document"),
        ("boek.doc", b"<html><p>x", "document"),
        ("boek.txt", b"PK\x03\x04", "document"),
        ("boek.txt", b"<casus> is een woord", "text"),
        ("boek", "Één".encode(), "text"),
    ],
)
def test_what_a_file_holds_goes_before_its_name(name: str, data: bytes, kind: str, tmp_path: Path):
    (tmp_path / name).write_bytes(data)
    assert doors._kind(tmp_path / name) == kind


def test_a_folder_that_cannot_be_read(tmp_path: Path):
    folder = tmp_path / "dicht"
    folder.mkdir(mode=0)
    if os.access(folder, os.R_OK):
        pytest.skip("root may read every folder, so the refusal is NOT tested")
    with pytest.raises(LeidraadError, match=r"dicht: cannot be read \(Permission denied\)"):
        doors.sources(folder)


def test_another_name_goes_into_the_note_ids():
    imported = importer.import_text("Rouw\n\nEen zin.1 Nog een.2\n", lang="nl", name="boek")
    moved = doors.called(imported, "04-rouw")
    assert (moved.name, moved.chapter.title) == ("04-rouw", "Rouw")
    text = write(moved.chapter)
    assert "Een zin.[^h04-1] Nog een.[^h04-2]" in text
    assert "[^boek" not in text


@pytest.mark.parametrize(("first", "names"), [(0, ["00-voor", "01-rouw"]), (1, ["01-voor", "02-rouw"])])
def test_the_chapters_of_another_door_are_numbered_as_their_notes_are(first: int, names: list[str]):
    texts = ["Voor\n\nEen zin.\n", "Rouw\n\nEen zin.1 Nog een.2\n"]
    found = [
        replace(importer.import_text(text, lang="nl", name=f"{number:02}"), name="")
        for number, text in enumerate(texts, first)
    ]
    number = doors._first_number(found)
    assert [numbered(at, each.chapter.title) for at, each in enumerate(found, number)] == names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Casus = [", "is not valid TOML"),
        ("Casus = 3", "‘Casus’ must be given a kind in quotes"),
        ("[Casus]\nkind = 'case'", "‘Casus’ must be given a kind in quotes"),
    ],
)
def test_a_table_of_styles_that_is_none(text: str, message: str, tmp_path: Path):
    (tmp_path / "styles.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LeidraadError, match=message):
        doors.styles(tmp_path / "styles.toml")


def test_a_table_of_styles(tmp_path: Path):
    assert doors.styles(tmp_path / "styles.toml") is None
    (tmp_path / "styles.toml").write_text('"Kader blauw" = "key"\n', encoding="utf-8")
    assert doors.styles(tmp_path / "styles.toml") == {"Kader blauw": "key"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rouw", "03-rouw"),
        ("Één ‘veilige’ basis[^h03-1]", "03-een-veilige-basis"),
        ("Foto’s & *meer*", "03-fotos-meer"),
        ("書", "03-chapter"),
        (None, "03-chapter"),
        (
            "Over de lange weg naar het einde van alle dingen die er ooit waren",
            "03-over-de-lange-weg-naar-het-einde-van-alle-dingen",
        ),
    ],
)
def test_the_name_of_a_chapter(title: str | None, name: str):
    assert numbered(3, title) == name
    assert slug(name) == name


def test_a_pdf_that_is_none_is_told_by_its_path(tmp_path: Path):
    path = tmp_path / "boek.pdf"
    path.write_bytes(b"x")
    with pytest.raises(LeidraadError, match=re.escape(f"{path}: is not a PDF")):
        doors.read(path, lang="nl", name="boek")
