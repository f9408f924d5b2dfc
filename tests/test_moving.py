"""A chapter under another name: every language, link, lock, address and import goes along, or nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from leidraad import moving, nav, site
from leidraad.cli import main
from leidraad.errors import LeidraadError
from leidraad.moving import links, lists
from leidraad.storage import files, journal
from leidraad.translating import accepting, status
from support import ROOT, Draw, check

CHAPTER = """---
description: Over rouw en verlies.
---

# Rouw {{#rouw}}

Lees eerst [het begin](01-eerste-hoofdstuk.md#x) en zie ![een plaat](../assets/plaat.png "Plaat").

Hier staat [dit hoofdstuk zelf]({own}#rouw).
"""
LINKING = """# Linkt

Zie [rouw]({to}#rouw), [nog eens][r] en <a href="02-rouw.md">niet dit</a>; `[code](02-rouw.md)`.

```
[r]: 02-rouw.md
```

/// citaat | Wie[^n] in [rouw]({to})
[over de taal]({to}?x=1)
///

<!-- [weg](02-rouw.md) -->

\\[geen link](02-rouw.md)

[r]: <{to}> "02-rouw.md"
[^n]: In [een noot]({to}).
[ongebruikt]: 02-rouw.md
"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".leidraad/" not in path.as_posix()
    }


@pytest.fixture
def book(project: Draw, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Draw a handbook in which chapter 2 is in two languages and linked from everywhere."""
    folder = project(
        {
            "docs/nl/02-rouw.md": CHAPTER.format(own="02-rouw.md"),
            "docs/en/02-rouw.md": "# Grief {#rouw}\n\nRead [the start](01-eerste-hoofdstuk.md).\n",
            "docs/nl/03-linkt.md": LINKING.format(to="02-rouw.md"),
            "docs/en/03-linkt.md": "# Links\n\nSee [grief](02-rouw.md) here.\n\nAnother block.\n",
            "docs/_partials/nl/deel.md": "Zie [rouw](./02-rouw.md).\n",
            "docs/nl/deel/04-diep.md": "# Diep\n\n[Rouw](../02-rouw.md)\n",
            "docs/en/deel/04-diep.md": "# Deep\n\n[Grief](../02-rouw.md)\n",
        }
    )
    monkeypatch.chdir(folder)
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/plaat.png").write_bytes(b"")
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    names = "  - 02-rouw.md  # blijft\n  - Links: '03-linkt.md'\n  - Deel: [deel/04-diep.md]\n"
    (folder / "mkdocs.yml").write_text(config.replace("  - bronnen.md\n", names + "  - bronnen.md\n"))
    return folder


def move(folder: Path, *names: str) -> list[str]:
    return moving.move(site.load(folder / "mkdocs.yml"), *names)


def test_everything_that_names_the_chapter_follows(book: Path):
    before = files_of(book)
    assert move(book, "02-rouw.md", "05-verlies.md") == [
        "docs/en/02-rouw.md → docs/en/05-verlies.md",
        "docs/nl/02-rouw.md → docs/nl/05-verlies.md",
        "docs/nl/03-linkt.md: its links follow.",
        "docs/nl/deel/04-diep.md: its links follow.",
        "docs/en/03-linkt.md: its links follow.",
        "docs/en/deel/04-diep.md: its links follow.",
        "docs/_partials/nl/deel.md: its links follow.",
        "mkdocs.yml: the navigation names 05-verlies.md.",
        "The old address leads to the new one (nl, en).",
    ]
    after = files_of(book)
    front = b"description: Over rouw en verlies.\n"
    assert after.pop("docs/nl/05-verlies.md") == (
        CHAPTER.format(own="05-verlies.md").encode().replace(front, front + b"redirect_from: [02-rouw]\n")
    )
    assert after.pop("docs/en/05-verlies.md").startswith(
        b"---\nredirect_from: [02-rouw]\n---\n\n# Grief {#rouw}\n"
    )
    assert after.pop("docs/nl/03-linkt.md").decode() == LINKING.format(to="05-verlies.md")
    assert after.pop("docs/_partials/nl/deel.md") == b"Zie [rouw](05-verlies.md).\n"
    assert after.pop("mkdocs.yml") == before["mkdocs.yml"].replace(b"02-rouw.md", b"05-verlies.md")
    assert b"(../05-verlies.md)" in after.pop("docs/en/deel/04-diep.md")
    del after["docs/nl/deel/04-diep.md"], after["docs/en/03-linkt.md"]
    assert after == {name: before[name] for name in after}
    assert len(before) == len(files_of(book))


def test_to_another_folder_and_back(book: Path):
    before = files_of(book)
    move(book, "docs/nl/02-rouw.md", "deel/05-verlies")
    moved = (book / "docs/nl/deel/05-verlies.md").read_text(encoding="utf-8")
    assert "[het begin](../01-eerste-hoofdstuk.md#x)" in moved
    assert '![een plaat](../../assets/plaat.png "Plaat")' in moved
    assert "[dit hoofdstuk zelf](05-verlies.md#rouw)" in moved
    assert "redirect_from: [/02-rouw]\n" in moved
    assert "[Rouw](05-verlies.md)" in (book / "docs/nl/deel/04-diep.md").read_text(encoding="utf-8")
    move(book, str(book / "docs/en/deel/05-verlies.md"), "nl/02-rouw.md")
    after = files_of(book)
    for name in ("docs/nl/02-rouw.md", "docs/en/02-rouw.md"):
        text = after[name].decode().replace("redirect_from: [/deel/05-verlies]\n", "")
        assert text.removeprefix("---\n---\n\n").encode() == before[name]
        del after[name]
    assert after.pop("docs/_partials/nl/deel.md") == b"Zie [rouw](02-rouw.md).\n"
    assert after == {name: before[name] for name in after}


PARTIAL = "Zie [T](03-linkt.md#a), ![P](../assets/plaat.png), [R](02-rouw.md) en `[T](03-linkt.md)`.\n"


def test_links_of_a_partial_follow_the_pages_that_show_it(book: Path):
    shared = book / "docs/_partials"
    (shared / "samen.md").write_text(PARTIAL)
    (shared / "nl/in.md").write_text("Zie [T](03-linkt.md).\n")
    (shared / "nl/deel.md").write_text("{! nl/in.md !}\n")
    for lang, name in (("nl", "samen.md"), ("nl", "nl/deel.md"), ("en", "samen.md")):
        with (book / f"docs/{lang}/02-rouw.md").open("a") as page:
            page.write(f"\n{{!{name}!}}\n")
    told = move(book, "02-rouw.md", "deel/05-verlies.md")
    assert not [line for line in told if "cannot" in line]
    assert (shared / "samen.md").read_text() == (
        "Zie [T](../03-linkt.md#a), ![P](../../assets/plaat.png), [R](05-verlies.md) en `[T](03-linkt.md)`.\n"
    )
    assert (shared / "nl/in.md").read_text() == "Zie [T](../03-linkt.md).\n"
    move(book, "deel/05-verlies.md", "02-rouw.md")
    assert (shared / "samen.md").read_text() == PARTIAL


def test_a_link_of_a_partial_that_cannot_follow_each_page_is_told(book: Path):
    path = book / "docs/_partials/nl/deel.md"
    path.write_text(PARTIAL + "\n[Het begin](01-eerste-hoofdstuk.md)\n")
    for name in ("02-rouw.md", "03-linkt.md"):
        with (book / "docs/nl" / name).open("a") as page:
            page.write("\n{!nl/deel.md!}\n")
    told = [line for line in move(book, "02-rouw.md", "deel/05-verlies.md") if "_partials" in line]
    links = "‘03-linkt.md’, ‘../assets/plaat.png’, ‘02-rouw.md’, ‘01-eerste-hoofdstuk.md’"
    why = "pages of several folders show it; put the link into those"
    assert told == [f"docs/_partials/nl/deel.md: {links} cannot lead there from each page, as {why}."]
    assert path.read_text() == PARTIAL + "\n[Het begin](01-eerste-hoofdstuk.md)\n"


def test_a_link_of_a_partial_follows_the_page_from_which_it_leads_somewhere(book: Path):
    path = book / "docs/_partials/nl/deel.md"
    path.write_text("Zie [T](03-linkt.md) en [T](02-rouw.md).\n")
    for name in ("02-rouw.md", "deel/04-diep.md"):
        with (book / "docs/nl" / name).open("a") as page:
            page.write("\n{!nl/deel.md!}\n")
    assert "docs/_partials/nl/deel.md: its links follow." in move(book, "02-rouw.md", "deel/05-verlies.md")
    assert path.read_text() == "Zie [T](../03-linkt.md) en [T](05-verlies.md).\n"


def test_courses_and_editions_name_it_anew_and_what_is_left_is_told(book: Path):
    courses = "a:\n  title: 02-rouw.md\n  chapters:\n    - '02-rouw.md' # eerst\n  pages: [02-rouw.md]\n"
    editions = (
        "- edition: '1'\n  date: 2026-01-01\n  changes:\n    - {chapter: 02-rouw.md, nl: 02-rouw.md, en: b}\n"
    )
    (book / "courses.yml").write_text(courses, "utf-8")
    (book / "editions.yml").write_text(editions, "utf-8")
    config = book / "mkdocs.yml"
    config.write_text(f"not_in_nav: |\n  02-rouw.md\n{config.read_text('utf-8')}", "utf-8")
    told = move(book, "02-rouw.md", "05-verlies.md")
    assert (book / "courses.yml").read_text("utf-8") == (
        courses.replace("- '02-rouw.md'", "- '05-verlies.md'").replace("[02-rouw.md", "[05-verlies.md")
    )
    assert (book / "editions.yml").read_text("utf-8") == editions.replace(
        "chapter: 02-rouw", "chapter: 05-verlies"
    )
    assert "courses.yml: names 05-verlies.md." in told
    assert [line for line in told if "still names" in line] == [
        f"{name}: still names 02-rouw.md; write 05-verlies.md there yourself."
        for name in ("mkdocs.yml", "editions.yml", "courses.yml")
    ]


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("chapters: [&a 01-a.md]\npages: [*a]\n", "chapters: [&a deel/01-a.md]\npages: [*a]\n"),
        ("chapters: &a [*a, 01-a.md]\n", "chapters: &a [*a, 01-a.md]\n"),
        ('chapters: ["01-\\x61.md"]\n# 01-a.md\n', 'chapters: ["01-\\x61.md"]\n# 01-a.md\n'),
        ("chapters: [01-a.md\n", "chapters: [01-a.md\n"),
        ("x: 01-a.md\r\nchapters:\r\n- 01-a.md\r\n", "x: 01-a.md\r\nchapters:\r\n- deel/01-a.md\r\n"),
    ],
)
def test_only_what_is_a_chapter_is_named_anew(text: str, renamed: str):
    assert lists.rename(text, ("chapters", "pages"), "01-a.md", "deel/01-a.md") == renamed


@pytest.mark.parametrize("folder", ["deel", "deel/", "nl/deel/", "deel-een/", "docs/nl/deel-een/"])
def test_into_a_folder_it_keeps_its_name(book: Path, folder: str):
    move(book, "02-rouw.md", folder)
    assert (book / "docs/nl" / PurePosixPath(folder).name / "02-rouw.md").is_file()


def test_an_address_that_cannot_be_kept_is_told(book: Path):
    (book / "docs/nl/02-rouw.md").rename(book / "docs/nl/met spatie.md")
    told = move(book, "met spatie", "05-verlies")
    assert not any("old address leads to" in line for line in told)
    assert "docs/nl/met spatie.md: its old address leads nowhere now; no page can name it." in told
    assert b"redirect_from" not in (book / "docs/nl/05-verlies.md").read_bytes()


def test_with_a_slug_the_address_stays(book: Path):
    path = book / "docs/nl/02-rouw.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("---\n", "---\nslug: rouw\n", 1), encoding="utf-8"
    )
    told = move(book, "02-rouw", "05-verlies")
    assert told[-1] == "The old address leads to the new one (en)."
    assert b"redirect_from" not in (book / "docs/nl/05-verlies.md").read_bytes()
    codes = {finding.code for finding in check(site.load(book / "mkdocs.yml"))}
    assert not codes & {"LR407", "LR408", "LR409"}


def test_no_translation_becomes_stale(book: Path):
    config = site.load(book / "mkdocs.yml")
    accepting.accept(config, ["docs/en/02-rouw.md", "docs/en/03-linkt.md"])
    states = [standing.state for one in status.of(config, []) for standing in one.standings]
    assert "stale" not in states
    assert "translated" in states
    assert "translations/en/02-rouw.lock → translations/en/deel/05-verlies.lock" in move(
        book, "02-rouw.md", "deel/05-verlies.md"
    )
    config = site.load(book / "mkdocs.yml")
    found = [standing for one in status.of(config, []) for standing in one.standings]
    assert sorted(standing.state for standing in found) == sorted(states)
    assert not any(standing.is_touched for standing in found)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            ("02-row.md", "05-x.md"),
            r"^02-row\.md: is no chapter of this handbook\. Did you mean 02-r",
        ),
        (("index.md", "05-x.md"), r"^index\.md: is the start page of its folder and stays"),
        (("02-rouw.md", "05 x.md"), r"^05 x\.md: cannot be the name of a chapter; write lower-case"),
        (("02-rouw.md", "../05-x.md"), r"^\.\./05-x\.md: cannot be the name"),
        (("02-rouw.md", "index.md"), r"^index\.md: cannot be the name"),
        (("02-rouw.md", "deel/con.md"), r"^deel/con\.md: ‘con\.md’ is the name of a device on Windows; give"),
        (("02-rouw.md", "nul/"), r"^nul/02-rouw\.md: ‘nul’ is the name of a device on Windows; give"),
        (("02-rouw.md", "a" * 148), r"^a{148}\.md: The name is longer than 150 bytes; shorten it\.$"),
        (("02-rouw.md", "02-rouw.md"), r"^docs/nl/02-rouw\.md: is there already; choose another name\.$"),
        (("02-rouw.md", "03-linkt.md"), r"^docs/nl/03-linkt\.md: is there already"),
        (
            ("02-rouw.md", "assets"),
            r"^docs/nl/assets\.md: Address ‘assets’ is taken by the site itself; give",
        ),
        (
            ("02-rouw.md", "gezet.md"),
            r"^docs/nl/gezet\.md: Address ‘gezet’ is taken by docs/nl/06-x",
        ),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(book: Path, names: tuple[str, str], message: str):
    (book / "docs/nl/06-x.md").write_text("---\nslug: gezet\n---\n\n# X\n")
    before = files_of(book)
    with pytest.raises(LeidraadError, match=message):
        move(book, *names)
    assert files_of(book) == before


def test_every_byte_of_odd_files_stays(book: Path):
    path = book / "docs/nl/03-linkt.md"
    text = "\ufeff# Linkt\r\n\r\nZie [a](02-rouw.md)\r\nen\u2028[b](\t02-rouw.md 'T').\r\n"
    path.write_bytes(text.encode())
    odd = "\ufeff---\r\nredirect_from:\r\n  - oud\r\n  - /x/y\r\nstatus: a\r\n---\r\n\r\n# Rouw"
    (book / "docs/nl/02-rouw.md").write_bytes(odd.encode())
    move(book, "02-rouw.md", "05-verlies.md")
    assert path.read_bytes().decode() == text.replace("02-rouw", "05-verlies")
    assert (book / "docs/nl/05-verlies.md").read_bytes().decode() == (
        "\ufeff---\r\nredirect_from: [oud, /x/y, 02-rouw]\r\nstatus: a\r\n---\r\n\r\n# Rouw"
    )


def test_front_matter_that_cannot_be_extended_is_told(book: Path):
    (book / "docs/nl/02-rouw.md").write_text("---\nredirect_from: # waarom\n  - oud\n---\n\n# Rouw\n")
    before = files_of(book)
    with pytest.raises(
        LeidraadError, match=r"^docs/nl/02-rouw\.md: its front matter cannot be extended; write"
    ):
        move(book, "02-rouw.md", "05-verlies.md")
    assert files_of(book) == before


def test_a_comment_behind_the_old_addresses_stays(book: Path):
    path = book / "docs/nl/02-rouw.md"
    path.write_text("---\nredirect_from: [oud]  # tot 2024\nstatus: a\n---\n\n# Rouw\n")
    (book / "docs/en/02-rouw.md").write_text("---\nredirect_from: oud # till 2024\n---\n\n# Grief\n")
    move(book, "02-rouw.md", "deel/")
    assert (book / "docs/nl/deel/02-rouw.md").read_text() == (
        "---\nredirect_from: [/oud, /02-rouw]  # tot 2024\nstatus: a\n---\n\n# Rouw\n"
    )
    assert (
        (book / "docs/en/deel/02-rouw.md")
        .read_text()
        .startswith("---\nredirect_from: [/oud, /02-rouw] # till 2024\n---\n")
    )


@pytest.mark.parametrize(
    ("front", "new"),
    [
        ("redirect_from: # waarom\n  - oud\n  - deel/ouder\n", "deel/"),
        ("redirect_from: # waarom\n  - oud\n  - deel/ouder\n", "05-verlies.md"),
        ("redirect_from: [oud, # waarom\n  deel/ouder] # en\n", "deel/"),
    ],
)
def test_front_matter_that_is_written_as_was_told_is_taken(book: Path, front: str, new: str):
    path = book / "docs/nl/02-rouw.md"
    path.write_text(f"---\n{front}---\n\n# Rouw\n")
    with pytest.raises(LeidraadError) as told:
        move(book, "02-rouw.md", new)
    remedy = str(told.value).split("`")[1]
    path.write_text(f"---\n{remedy}  # waarom\n---\n\n# Rouw\n")
    move(book, "02-rouw.md", new)
    (moved,) = (book / "docs/nl").rglob(new if new.endswith(".md") else "deel/02-rouw.md")
    assert moved.read_text() == f"---\n{remedy}  # waarom\n---\n\n# Rouw\n"


def test_the_next_import_finds_its_chapter(project: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = project({})
    monkeypatch.chdir(folder)
    source = tmp_path / "07-een.txt"
    source.write_text("Hechting\n\nLoes leidt een team van acht mensen en begint met een stilte.\n")
    run = CliRunner().invoke
    assert run(main, ["import", str(source), "--lang", "nl"]).exit_code == 0
    for old, new in (("07-een.md", "deel/08-twee.md"), ("deel/08-twee.md", "09-drie.md")):
        assert run(main, ["move", old, new]).exit_code == 0
    # Nothing of it is like the manuscript any more.
    (folder / "docs/nl/09-drie.md").write_text("# Anders\n\nAlles nieuw.\n\nLoes leidt een team.\n")
    source.write_text("Hechting\n\nLoes leidt een team van negen mensen en begint met een stilte.\n")
    done = run(main, ["import", str(source), "--lang", "nl"])
    assert "09-drie.md" in done.output
    assert not (folder / "docs/nl/07-een.md").exists()
    assert json.loads((folder / "manuscript/moved.json").read_text()) == {"nl": {"07-een": "09-drie"}}


def test_a_list_of_moves_that_cannot_be_read_is_one_line(book: Path):
    (book / "manuscript").mkdir()
    (book / "manuscript/moved.json").write_text("[1]")
    done = CliRunner().invoke(main, ["move", "02-rouw.md", "05-x.md", "-f", str(book / "mkdocs.yml")])
    assert done.exit_code == 2
    assert "moved.json: is not what Leidraad wrote" in done.output
    assert done.output.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL here")
@pytest.mark.parametrize("refused", ["", "!"])
def test_killed_before_each_operation_on_a_file(refused: str, tmp_path: Path):
    start = tmp_path / "boek"
    (start / "nl").mkdir(parents=True)
    for name in ("nl/a.md", "b.lock", "c.yml"):
        (start / name).write_text(name)
    command = [sys.executable, ROOT / "tests/killing.py", "steps", start, tmp_path / "werk", "write"]
    changes = ["nl/a.md=", "nl/deel/z.md=nieuw", f"b.lock{refused}=", "c.yml=anders"]
    done = subprocess.run([*command, *changes], capture_output=True, text=True, check=True)
    old = {name: hashlib.sha256(data).hexdigest() for name, data in files_of(start).items()}
    found = json.loads(done.stdout)
    texts = {"c.yml": b"anders", "nl/deel/z.md": b"nieuw"}
    new = {name: hashlib.sha256(data).hexdigest() for name, data in texts.items()}
    # What cannot be done whole is undone, and so is what was killed after that had begun.
    assert found[-1][1] == (old if refused else new)
    assert len(found) > (40 if refused else 20)
    assert all(after in (old, new) and leftovers == [] for _, after, leftovers, _ in found)
    assert sum(recovered for *_, recovered in found) > 3


def test_no_journal_from_anyone_removes_a_file(tmp_path: Path):
    home, outside = tmp_path / "boek", tmp_path / "buiten"
    home.mkdir()
    outside.mkdir()
    (outside / "x.md").write_text("blijft")
    (home / "weg").symlink_to(outside)
    told = {"state": "ready", "suffix": ".leidraad-new", "files": ["weg/x.md"]}
    (home / journal.NAME).write_text(json.dumps(told))
    files.recover(home)
    assert (outside / "x.md").read_text() == "blijft"


def test_a_removal_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(name)
    real = Path.unlink

    def fail(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b.md":
            raise PermissionError(13, "Permission denied", str(path))
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(LeidraadError, match=r"b\.md: cannot be written \(Permission denied\)"):
        files.write_all({tmp_path / "a.md": None, tmp_path / "b.md": None, tmp_path / "c.md": "nieuw"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "a.md", "b.md": "b.md"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('nav: [a.md, {T: nl/a.md}, "a.md"]\n', 'nav: [b.md, {T: nl/b.md}, "b.md"]\n'),
        ("nav:\n- S:\n  - T: ./a.md # a.md\n", "nav:\n- S:\n  - T: b.md # a.md\n"),
        ("nav: &n [x.md]\nextra: {x: a.md}\n", "nav: &n [x.md]\nextra: {x: a.md}\n"),
        ("nav: [a.md\n", "nav: [a.md\n"),
    ],
)
def test_only_the_navigation_names_a_file_anew(text: str, expected: str):
    assert nav.rename(text, {"a.md": "b.md", "nl/a.md": "nl/b.md"}) == expected


def test_links_that_lead_elsewhere_stay():
    change = links.follow({"nl/a.md": "nl/deel/b.md"}, "nl", "nl/deel")
    for link in ("https://example.org/a.md", "mailto:a@b", "/a.md", "//a.md"):
        assert change(link) == link
    assert change("a.md") == "b.md"
    assert change("../assets/een%20plaat.png") == "../../assets/een%20plaat.png"
    assert change("sub/") == "../sub/"
