"""Where an import goes: the chapter, its report and its merge base, in a handbook and outside one."""

from __future__ import annotations

from pathlib import Path

import pytest

from leidraad import filing, reader, site
from leidraad.errors import LeidraadError
from leidraad.files import read_text
from leidraad.model import Callout, Heading, Note
from leidraad.placing import Filed
from support import ROOT, Draw

MANUSCRIPT = ROOT / "manuscript" / "01-hechting-en-veerkracht.txt"
NAME = "01-hechting-en-veerkracht"


def one(source: Path, out: Path | None = None) -> Filed:
    (filed,) = filing.import_files([source], lang="nl", out=out).filed
    return filed


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_first_chapter_imports_to_its_merge_base_byte_for_byte(tmp_path: Path):
    filed = one(MANUSCRIPT, out=tmp_path)
    assert filed.chapter.read_bytes() == (ROOT / "manuscript/base/nl" / f"{NAME}.md").read_bytes()
    for suffix in ("report.md", "report.json"):
        kept = ROOT / "manuscript" / f"{NAME}.{suffix}"
        assert filed.report.with_suffix(f".{suffix.partition('.')[2]}").read_bytes() == kept.read_bytes()


def test_what_the_author_added_since_stands_on_what_was_imported():
    base = reader.read(read_text(ROOT / "manuscript/base/nl" / f"{NAME}.md"), site.plain_parser("nl"))
    now = reader.read(read_text(ROOT / "docs/nl" / f"{NAME}.md"), site.plain_parser("nl"))
    headings = [block.text for block in now.blocks if isinstance(block, Heading)]
    assert [
        block.text for block in base.blocks if isinstance(block, Heading) and block.text not in headings
    ] == []
    kinds = [block.kind for block in now.walk() if isinstance(block, Callout)]
    assert {block.kind for block in base.walk() if isinstance(block, Callout)} < set(kinds)
    assert len([block for block in base.blocks if isinstance(block, Note)]) == 6


def test_outside_a_handbook_only_the_chapter_stands_in_the_open(tmp_path: Path):
    one(MANUSCRIPT, out=tmp_path)
    assert names(tmp_path) == [
        f".leidraad/{NAME}.report.json",
        f".leidraad/{NAME}.report.md",
        f".leidraad/base/nl/{NAME}.md",
        f"{NAME}.md",
    ]


def test_in_a_handbook_each_thing_has_its_folder(project: Draw, monkeypatch: pytest.MonkeyPatch):
    folder = project({})
    before = set(names(folder))
    monkeypatch.chdir(folder / "docs")
    filed = one(MANUSCRIPT)
    assert set(names(folder)) - before == {
        f"docs/nl/{NAME}.md",
        f"manuscript/base/nl/{NAME}.md",
        f"manuscript/{NAME}.report.json",
        f"manuscript/{NAME}.report.md",
    }
    found = site.check(site.load(folder / "mkdocs.yml"), frozenset({filed.chapter.resolve()}))
    assert {finding.code for finding in found} == {"LR105", "LR503"}


def test_nothing_is_written_beside_the_source(tmp_path: Path):
    source = tmp_path / "bron" / "boek.txt"
    source.parent.mkdir()
    source.write_bytes(MANUSCRIPT.read_bytes())
    one(source, out=tmp_path / "uit")
    assert names(source.parent) == ["boek.txt"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Één Boek (2e druk).txt", "een-boek-2e-druk.md"),
        ("03_Rouw.TXT", "03-rouw.md"),
        ("書.txt", "chapter.md"),
    ],
)
def test_a_chapters_name_is_safe_in_every_address(name: str, expected: str, tmp_path: Path):
    source = tmp_path / name
    source.write_bytes(MANUSCRIPT.read_bytes())
    assert one(source, out=tmp_path / "uit").chapter.name == expected


def test_an_edited_chapter_stays(tmp_path: Path):
    filed = one(MANUSCRIPT, out=tmp_path)
    filed.chapter.write_text("Van mij.\n", encoding="utf-8")
    with pytest.raises(LeidraadError, match="has been edited and is not overwritten"):
        one(MANUSCRIPT, out=tmp_path)
    assert filed.chapter.read_text(encoding="utf-8") == "Van mij.\n"
