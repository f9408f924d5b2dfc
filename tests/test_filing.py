"""Where an import goes: the chapter, its report and its merge base, in a handbook and outside one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leidraad import parsers, reader, site
from leidraad.errors import LeidraadError
from leidraad.importing import filing
from leidraad.importing.placing import Filed
from leidraad.model import Callout, Heading, Note
from leidraad.storage.files import read_text
from support import ROOT, Draw, check, names

MANUSCRIPT = ROOT / "manuscript" / "01-hechting-en-veerkracht.txt"
NAME = "01-hechting-en-veerkracht"


def one(source: Path, out: Path | None = None) -> Filed:
    (filed,) = filing.import_files([source], lang="nl", out=out).filed
    return filed


def test_the_first_chapter_imports_again_without_a_changed_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for folder in ("docs", "manuscript"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {name: Path(name).read_bytes() for name in names(tmp_path)}
    assert one(Path("manuscript") / MANUSCRIPT.name).state == "same"
    assert {name: Path(name).read_bytes() for name in names(tmp_path)} == before


def test_what_the_author_added_since_stands_on_what_was_imported():
    base = reader.read(read_text(ROOT / "manuscript/base/nl" / f"{NAME}.md"), parsers.plain("nl"))
    now = reader.read(read_text(ROOT / "docs/nl" / f"{NAME}.md"), parsers.plain("nl"))
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


@pytest.mark.parametrize(
    ("source", "name"), [("Con", "con-1"), ("a" * 160, "a" * 147), ("console", "console")]
)
def test_no_chapter_gets_a_name_that_checks_refuse(
    project: Draw, monkeypatch: pytest.MonkeyPatch, source: str, name: str
):
    folder = project({f"{source}.txt": "Hechting\n\nLoes leidt een team en begint met een stilte.\n"})
    monkeypatch.chdir(folder)
    filed = one(Path(f"{source}.txt"))
    assert filed.chapter.name == f"{name}.md"
    assert not {finding.code for finding in check(site.load(folder / "mkdocs.yml"))} & {"LR411"}
    assert one(Path(f"{source}.txt")).state == "same"


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
    found = check(site.load(folder / "mkdocs.yml"), frozenset({filed.chapter.resolve()}))
    assert {finding.code for finding in found} == {"LR105"}


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


@pytest.fixture
def text() -> str:
    return MANUSCRIPT.read_text(encoding="utf-8")


@pytest.fixture
def again(tmp_path: Path) -> Callable[[str], Filed]:
    """Return a function that imports a text as the chapter 03-rouw."""

    def run(text: str) -> Filed:
        source = tmp_path / "bron" / "03-rouw.txt"
        source.parent.mkdir(exist_ok=True)
        source.write_text(text, encoding="utf-8")
        return one(source, out=tmp_path / "uit")

    return run


def stamps(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def edit(path: Path, old: str, new: str) -> str:
    before = path.read_text(encoding="utf-8")
    assert old in before
    after = before.replace(old, new, 1)
    path.write_text(after, encoding="utf-8")
    return after


def test_the_same_again_touches_nothing(text: str, again: Callable[[str], Filed], tmp_path: Path):
    assert again(text).state == "new"
    before = stamps(tmp_path / "uit")
    assert again(text).state == "same"
    assert stamps(tmp_path / "uit") == before


def test_the_same_again_touches_no_edit_either(text: str, again: Callable[[str], Filed], tmp_path: Path):
    filed = again(text)
    edit(filed.chapter, "# ", "# Over ")
    edit(filed.chapter, "[^h03-2]: ", "Meer.\n\n[^h03-2]: ")
    before = stamps(tmp_path / "uit")
    assert again(text).state == "same"
    assert stamps(tmp_path / "uit") == before


def test_a_correction_and_an_edit_are_both_kept(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    edit(filed.chapter, "# Hechting en veerkracht", "# Hechting, en veerkracht")
    merged = again(text.replace("volwassene", "mens", 1))
    assert (merged.state, merged.conflicts) == ("merged", ())
    now = read_text(filed.chapter)
    assert "# Hechting, en veerkracht" in now
    assert "mens" in now
    assert again(text.replace("volwassene", "mens", 1)).state == "same"
    # The report names the lines of the chapter as it is now.
    for decision in merged.imported.decisions:
        if decision.chosen == "heading" and decision.chapter_line:
            assert now.splitlines()[decision.chapter_line - 1].startswith("## ")


def test_without_an_edit_a_correction_is_simply_there(text: str, again: Callable[[str], Filed]):
    again(text)
    assert again(text.replace("Hechting en", "Gehechtheid en", 1)).state == "updated"


def test_a_conflict_stands_in_the_file_until_it_is_settled(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    edit(filed.chapter, "# Hechting en veerkracht", "# Van de auteur")
    clash = again(text.replace("Hechting en veerkracht", "Van de uitgever"))
    assert (clash.state, clash.conflicts) == ("conflict", (1,))
    now = read_text(filed.chapter)
    assert now.startswith(
        "<<<<<<< your edits\n# Van de auteur\n||||||| last import\n# Hechting en veerkracht\n"
        "=======\n# Van de uitgever\n>>>>>>> new import\n"
    )
    with pytest.raises(
        LeidraadError, match=r"03-rouw\.md:1: a conflict of the last import is not settled yet"
    ):
        again(text.replace("Hechting en veerkracht", "Van de drukker"))
    assert read_text(filed.chapter) == now
    settled = "# Van allen\n" + now.partition(">>>>>>> new import\n")[2]
    filed.chapter.write_text(settled, encoding="utf-8")
    assert again(text.replace("Hechting en veerkracht", "Van de uitgever")).state == "same"
    assert read_text(filed.chapter) == settled


def test_a_note_more_moves_no_source_to_its_neighbour(again: Callable[[str], Filed]):
    body = "Rouw\n\nEen mens hecht zich aan {}een ander mens.1 Daarna komt het verlies.2\n"
    filed = again(body.format(""))
    edit(filed.chapter, "[^h03-2]: Bron nog op te geven.", "[^h03-2]: Over verlies.")
    more = body.replace("1 D", "2 D").replace("2\n", "3\n").format("wie er is.1 En dan aan ")
    again(more)
    now = read_text(filed.chapter)
    assert "verlies.[^h03-2]" in now
    assert "[^h03-2]: Over verlies." in now
    assert "wie er is.[^h03-3]" in now


def test_a_chapter_that_was_renamed_is_merged_where_it_is(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    moved = filed.chapter.rename(filed.chapter.with_name("12-anders.md"))
    edit(moved, "# Hechting", "# Over hechting")
    merged = again(text.replace("volwassene", "mens", 1))
    assert (merged.chapter, merged.state) == (moved, "merged")
    assert not filed.chapter.exists()


def test_a_chapter_that_was_moved_is_merged_where_it_is(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    (filed.chapter.parent / "deel-1").mkdir()
    moved = filed.chapter.rename(filed.chapter.parent / "deel-1" / filed.chapter.name)
    merged = again(text.replace("volwassene", "mens", 1))
    assert (merged.chapter, merged.state) == (moved, "updated")
    assert not filed.chapter.exists()


def test_a_merge_base_that_was_changed_with_its_chapter_hides_no_edit(
    text: str, again: Callable[[str], Filed]
):
    filed = again(text)
    base = filed.report.parent / "base/nl/03-rouw.md"
    for path in (filed.chapter, base):
        edit(path, "# Hechting", "# Over hechting")
    corrected = text.replace("volwassene", "mens", 1)
    with pytest.raises(LeidraadError, match=r"base/nl/03-rouw\.md: was changed since an import wrote it"):
        again(corrected)
    # The same manuscript tells what the base was.
    assert again(text).state == "same"
    assert "# Over hechting" in read_text(filed.chapter)
    assert "# Hechting" in read_text(base)
    assert again(corrected).state == "merged"
    assert "# Over hechting" in read_text(filed.chapter)


def test_a_merge_base_that_was_lost_is_made_again(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    base = filed.report.parent / "base/nl/03-rouw.md"
    before = base.read_bytes()
    edit(filed.chapter, "# Hechting", "# Over hechting")
    base.unlink()
    with pytest.raises(LeidraadError, match=r"03-rouw\.md: has been edited and is not overwritten"):
        again(text.replace("volwassene", "mens", 1))
    assert again(text).state == "same"
    assert base.read_bytes() == before


def test_one_name_in_two_languages_has_two_reports(text: str, tmp_path: Path, project: Draw):
    folder = project({})
    source = tmp_path / "03-rouw.txt"
    source.write_text(text, encoding="utf-8")
    for lang, report in (("nl", "03-rouw.report.md"), ("en", "03-rouw.en.report.md")):
        filed = filing.import_files([source], lang=lang, out=folder / "docs" / lang).filed[0]
        assert filed.report == folder / "manuscript" / report
    before = stamps(folder)
    for lang in ("nl", "en"):
        assert filing.import_files([source], lang=lang, out=folder / "docs" / lang).filed[0].state == "same"
    assert stamps(folder) == before


def test_a_report_that_is_no_report_is_written_again(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    for said in ("[]", "{", '{"lang": "nl", "decisions": 3}'):
        filed.report.with_suffix(".json").write_text(said)
        assert again(text).state == "same"
        assert '"decisions": [' in filed.report.with_suffix(".json").read_text()


def test_a_chapter_that_was_deleted_comes_back_only_if_it_is_asked_for(
    text: str, again: Callable[[str], Filed], tmp_path: Path
):
    filed = again(text)
    filed.chapter.unlink()
    other = tmp_path / "bron" / "04-anders.txt"
    other.write_text(text, encoding="utf-8")
    both = [tmp_path / "bron" / "03-rouw.txt", other]
    done = filing.import_files(both, lang="nl", out=tmp_path / "uit")
    assert [each.state for each in done.filed] == ["away", "new"]
    assert not filed.chapter.exists()
    (tmp_path / "uit" / "04-anders.md").unlink()
    assert again(text).state == "new"


def test_another_text_under_the_same_name_is_refused(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    with pytest.raises(LeidraadError, match=r"came from another text than .*; give this one another name"):
        again(
            "Zeilen\n\nBuitengaats waaien stormachtige winden waartegen schippers nauwelijks opkruisen.\n" * 3
        )
    assert "Hechting" in read_text(filed.chapter)


def test_line_ends_and_byte_order_mark_of_a_chapter_stay(text: str, again: Callable[[str], Filed]):
    filed = again(text)
    data = filed.chapter.read_bytes().replace(b"\n", b"\r\n").replace(b"# Hecht", b"# Onthecht")
    filed.chapter.write_bytes(b"\xef\xbb\xbf" + data)
    assert again(text.replace("volwassene", "mens", 1)).state == "merged"
    after = filed.chapter.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# Onthechting")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_merge_without_git_says_what_to_do(
    text: str, again: Callable[[str], Filed], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    filed = again(text)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert again(text).state == "same"
    now = edit(filed.chapter, "# Hechting", "# Over hechting")
    with pytest.raises(LeidraadError, match=r"^git: is not installed, .*; install git and import again\.$"):
        again(text.replace("volwassene", "mens", 1))
    assert read_text(filed.chapter) == now


def test_the_source_may_have_any_name_and_the_target_may_be_no_link(text: str, tmp_path: Path):
    source = tmp_path / "mijn \"boek\" & 'meer'.txt"
    source.write_text(text, encoding="utf-8")
    filed = one(source, out=tmp_path / "uit")
    assert filed.chapter.name == "mijn-boek-meer.md"
    aside = filed.chapter.rename(tmp_path / "elders.md")
    filed.chapter.symlink_to(aside)
    source.write_text(text.replace("volwassene", "mens", 1), encoding="utf-8")
    with pytest.raises(LeidraadError, match="is a symbolic link; put a file in its place"):
        one(source, out=tmp_path / "uit")


def test_two_sources_of_one_name_are_refused(text: str, tmp_path: Path):
    sources = [tmp_path / "03 rouw.txt", tmp_path / "03_Rouw.TXT"]
    for source in sources:
        source.write_text(text, encoding="utf-8")
    with pytest.raises(
        LeidraadError, match=r"03_Rouw\.TXT: would be the chapter 03-rouw\.md, as .*03 rouw\.txt"
    ):
        filing.import_files(sources, lang="nl", out=tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_one_bad_source_of_several_stops_all(text: str, tmp_path: Path):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\0")
    with pytest.raises(LeidraadError, match=r"b\.txt: is not a text file"):
        filing.import_files([tmp_path / "a.txt", tmp_path / "b.txt"], lang="nl", out=tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_a_folder_stands_for_its_manuscripts(text: str, tmp_path: Path):
    folder = tmp_path / "hoofdstukken"
    folder.mkdir()
    for name in ("10-j.txt", "9-i.txt", "notities.md"):
        (folder / name).write_text(text, encoding="utf-8")
    done = filing.import_files([folder], lang="nl", out=tmp_path / "uit")
    assert [each.chapter.name for each in done.filed] == ["9-i.md", "10-j.md"]


def test_new_chapters_are_in_the_navigation(text: str, project: Draw, monkeypatch: pytest.MonkeyPatch):
    folder = project({"bron/02-twee.txt": text, "bron/03-drie.txt": text})
    monkeypatch.chdir(folder)
    before = (folder / "mkdocs.yml").read_bytes()
    done = filing.import_files([folder / "bron"], lang="nl")
    assert [entry.path for entry in done.in_nav] == ["02-twee.md", "03-drie.md"]
    added = b"  - 01-eerste-hoofdstuk.md\n  - 02-twee.md\n  - 03-drie.md\n"
    now = (folder / "mkdocs.yml").read_bytes()
    assert now == before.replace(b"  - 01-eerste-hoofdstuk.md\n", added)
    (folder / "mkdocs.yml").write_bytes(before)
    # An author who takes one out again is not asked twice.
    assert filing.import_files([folder / "bron"], lang="nl").in_nav == ()
    assert (folder / "mkdocs.yml").read_bytes() == before


def book(*titles: str) -> str:
    """Return a book in which each chapter says what its title says."""
    parts = []
    for number, title in enumerate(titles, 1):
        word = title.split()[-1].lower()
        sentence = (
            f"Wat {word} is, blijkt als {word} er niet is; dan zoekt men {word} waar {word} nooit was. "
        )
        body = "\n\n".join(f"{sentence * 3}Dat is {word} nummer {line}." for line in range(1, 6))
        parts.append(f"Hoofdstuk {number}\n\n{title}\n\n{body}\n")
    return "\n\f".join(parts)


@pytest.fixture
def again_book(
    project: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., filing.Filing]:
    """Return a function that imports a book of some titles into a handbook."""
    monkeypatch.chdir(project({}))

    def run(*titles: str) -> filing.Filing:
        source = tmp_path / "Mijn boek.txt"
        source.write_text(book(*titles), encoding="utf-8")
        return filing.import_files([source], lang="nl")

    return run


def in_nav(folder: Path) -> list[str]:
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").split("nav:\n", 1)[1]
    return [line.strip("- ") for line in text.split("\n\n")[0].splitlines()]


def test_a_book_is_a_file_for_each_chapter(again_book: Callable[..., filing.Filing]):
    done = again_book("Over rouw", "Over moed", "Over rust")
    folder = Path.cwd()
    assert [each.chapter.name for each in done.filed] == [
        "01-over-rouw.md",
        "02-over-moed.md",
        "03-over-rust.md",
    ]
    reports = {
        f"manuscript/{each.chapter.stem}.report.{kind}" for each in done.filed for kind in ("md", "json")
    }
    assert reports < set(names(folder))
    assert in_nav(folder)[:4] == ["index.md", "01-eerste-hoofdstuk.md", "01-over-rouw.md", "02-over-moed.md"]
    before = stamps(folder)
    assert {each.state for each in again_book("Over rouw", "Over moed", "Over rust").filed} == {"same"}
    assert stamps(folder) == before


def test_chapters_keep_their_files_when_the_book_changes(again_book: Callable[..., filing.Filing]):
    first = again_book("Over rouw", "Over moed", "Over rust")
    edit(first.filed[2].chapter, "# Over rust", "# Over de rust")
    done = again_book("Over rouw", "Nieuw: over troost", "Dapper, of moed", "Over rust")
    assert [(each.chapter.name, each.state) for each in done.filed] == [
        ("01-over-rouw.md", "same"),
        ("04-nieuw-over-troost.md", "new"),
        ("02-over-moed.md", "updated"),
        ("03-over-rust.md", "same"),
    ]
    # In the navigation the new one has the place that it has in the book.
    listed = in_nav(Path.cwd())
    assert listed[listed.index("01-over-rouw.md") + 1] == "04-nieuw-over-troost.md"
    shorter = again_book("Over rouw", "Over rust")
    assert [path.name for path in shorter.gone] == ["04-nieuw-over-troost.md", "02-over-moed.md"]
    assert all(path.exists() for path in shorter.gone)


def test_a_deleted_chapter_of_a_book_stays_away(again_book: Callable[..., filing.Filing]):
    again_book("Over rouw", "Over moed", "Over rust").filed[1].chapter.unlink()
    done = again_book("Over rouw", "Over grote moed", "Over rust")
    assert [each.state for each in done.filed] == ["same", "away", "same"]
    assert not done.filed[1].chapter.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"chapters": ["../../weg"]}', '{"chapters": [1]}'])
def test_a_list_of_chapters_from_anyone_leads_nowhere(text: str, again_book: Callable[..., filing.Filing]):
    again_book("Over rouw", "Over moed")
    listed = Path("manuscript/base/nl/mijn-boek.json")
    listed.write_text(text, encoding="utf-8")
    with pytest.raises(LeidraadError, match=r"mijn-boek\.json: is not what Leidraad wrote; delete it\."):
        again_book("Over rouw", "Over moed")


def test_the_folder_of_the_pages_may_be_told_by_another_configuration(
    text: str, project: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = project({"mkdocs.yml": "INHERIT: ../basis.yml\nsite_name: !ENV [NAAM, Boek]\n"})
    (tmp_path / "basis.yml").write_text("INHERIT: basis.yml\ndocs_dir: tekst\nnav: [index.md]\n")
    (tmp_path / "07-x.txt").write_text(text)
    monkeypatch.chdir(folder)
    done = filing.import_files([tmp_path / "07-x.txt"], lang="nl")
    assert done.filed[0].chapter == folder / "tekst/nl/07-x.md"
    assert [entry.path for entry in done.not_in_nav] == ["07-x.md"]
