"""`leidraad status` and `leidraad accept`: what authors and translators see of their work."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leidraad import checking, site
from leidraad.cli import main
from support import Draw, put_in_navigation

NL = """---
description: Over rouw.
---

# Rouw {#grief}

Rouw vraagt tijd, en iemand die erbij blijft.[^a]

Soep helpt soms meer dan een gesprek.

## Blijven {#staying}

Wie blijft, hoeft *niets* te zeggen.

[^a]: Een bron.
"""
EN = """---
description: On grief.
---

# Grief {#grief}

Grief takes time, and someone who stays.[^a]

Soup may help more than a talk.

## Staying {#staying}

Whoever stays need not say a thing.

[^a]: A source.
"""
HOME = {"docs/nl/index.md": "# Begin {#start}\n", "docs/en/index.md": "# Start {#start}\n"}
CHANGED = NL.replace("hoeft *niets* te zeggen", "hoeft *niets* te vragen")


@pytest.fixture
def folder(project: Draw, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = project({**HOME, "docs/nl/01-rouw.md": NL, "docs/en/01-rouw.md": EN})
    put_in_navigation(made, "01-rouw.md")
    monkeypatch.chdir(made)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def states() -> dict[str, str]:
    """Return the state of every block that is not translated."""
    (chapter,) = [
        one for one in json.loads(run("status", "--format", "json").output) if "rouw" in one["source"]
    ]
    return {block["id"]: block["state"] for block in chapter["blocks"]}


def test_a_source_that_changes_makes_its_translation_stale_until_that_changes_too(folder: Path):
    assert set(states().values()) == {"unconfirmed"}
    assert run("accept", "docs/en/01-rouw.md").output == "docs/en/01-rouw.md: 7 blocks accepted.\n"
    assert states() == {}
    (folder / "docs/nl/01-rouw.md").write_text(CHANGED, "utf-8")
    assert states() == {"staying.1": "stale"}
    lock = (folder / "translations/en/01-rouw.lock").read_bytes()
    left = run("accept", "docs/en/01-rouw.md")
    assert left.exit_code == 1
    assert left.output.splitlines()[0] == (
        "docs/en/01-rouw.md:13: staying.1 is as it was, and its source has changed; "
        "translate the change, or say --minor where it needs none."
    )
    assert (folder / "translations/en/01-rouw.lock").read_bytes() == lock
    (folder / "docs/en/01-rouw.md").write_text(EN.replace("say a thing", "ask a thing"), "utf-8")
    assert states() == {"staying.1": "stale"}
    assert run("accept", "docs/en/01-rouw.md", "staying.1").exit_code == 0
    assert states() == {}


def test_a_change_that_needs_no_translation_is_accepted_as_minor_from_the_source(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    text = CHANGED.replace("Een bron.", "Een goede bron.")
    (folder / "docs/nl/01-rouw.md").write_text(text, "utf-8")
    assert states() == {"staying.1": "stale", "^a": "stale"}
    assert run("accept", "--minor", "docs/nl/01-rouw.md", "^a").exit_code == 0
    assert states() == {"staying.1": "stale"}


def test_only_the_blocks_that_are_named_are_accepted(folder: Path):
    assert run("accept", "01-rouw", "grief.1", "@description").exit_code == 0
    assert states() == dict.fromkeys(["grief", "grief.2", "staying", "staying.1", "^a"], "unconfirmed")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["docs/en/01-rauw.md"],
            "docs/en/01-rauw.md: is no chapter or partial of this handbook. Did you mean",
        ),
        (["grief.1"], "grief.1: is no chapter or partial of this handbook. There are: "),
        (
            ["docs/en/01-rouw.md", "grief.7"],
            "There is no block ‘grief.7’ in docs/en/01-rouw.md. Did you mean",
        ),
        (["01-rouw.md", "--lang", "nl"], "01-rouw.md: is not translated into nl; nothing to accept."),
        (["docs/en/01-rouw.md", "--lang", "de"], "de: is no language of this handbook."),
    ],
)
def test_what_cannot_be_accepted_is_told_in_a_line(folder: Path, arguments: list[str], said: str):
    done = run("accept", *arguments)
    assert done.exit_code == 2
    assert done.output.startswith(said)
    assert done.output.count("\n") == 1
    assert not (folder / "translations").exists()


def test_a_chapter_that_cannot_be_read_loses_nothing(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    lock = (folder / "translations/en/01-rouw.lock").read_bytes()
    (folder / "docs/nl/01-rouw.md").write_text("{!nl/nergens.md!}\n", "utf-8")
    done = run("accept", "docs/en/01-rouw.md")
    assert done.exit_code == 2
    assert done.output.startswith("docs/nl/01-rouw.md: cannot be read as it is; `leidraad check")
    assert (folder / "translations/en/01-rouw.lock").read_bytes() == lock


def test_a_chapter_without_a_block_can_be_read(folder: Path):
    (folder / "docs/nl/01-rouw.md").write_text("---\nslug: rouw\n---\n", "utf-8")
    (folder / "docs/en/01-rouw.md").unlink()
    run("new", "en", "01-rouw")
    assert run("check").exit_code == 0
    assert run("status").exit_code == 0


@pytest.mark.parametrize(
    "damage", [b"\xff", b"\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", b"\n{!/etc/passwd!}\n"]
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_chapter_that_cannot_be_read_is_the_only_thing_that_is_told(folder: Path, lang: str, damage: bytes):
    path = folder / f"docs/{lang}/01-rouw.md"
    path.write_bytes(path.read_bytes() + damage)
    config = site.load(folder / "mkdocs.yml")
    assert {(found.path, found.code[:3] + "x") for found in checking.check(config)} <= {
        (f"docs/{lang}/01-rouw.md", code) for code in ("LR4x", "LR5x")
    }


def test_the_check_tells_what_is_stale_where_it_stands(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    (folder / "docs/nl/01-rouw.md").write_text(CHANGED, "utf-8")
    config = site.load(folder / "mkdocs.yml")
    for _ in ("cold", "from the cache"):
        (found,) = checking.check(config)
        assert (found.path, found.line, found.code, found.severity) == (
            "docs/en/01-rouw.md", 13, "LR314", "warning"
        )  # fmt: skip
        assert "docs/nl/01-rouw.md:13" in found.message
    (folder / "docs/nl/01-rouw.md").write_text(NL.replace("Een bron", "Een oude bron"), "utf-8")
    (found,) = checking.check(config)
    assert (found.line, "docs/nl/01-rouw.md:15" in found.message) == (15, True)


def test_a_damaged_lock_file_is_told_with_its_line(folder: Path):
    (folder / "translations/en").mkdir(parents=True)
    (folder / "translations/en/01-rouw.lock").write_text("what is this\n", "utf-8")
    done = run("status")
    assert done.exit_code == 2
    assert done.output.startswith("translations/en/01-rouw.lock:1: is no line of a lock file")


def test_a_lock_file_without_end_is_not_read(folder: Path):
    (folder / "translations/en").mkdir(parents=True)
    (folder / "translations/en/01-rouw.lock").write_text(
        f"{'0' * 12} {'1' * 12} rouw Rouw\n" * 100_000, "utf-8"
    )
    done = run("status")
    assert done.exit_code == 2
    assert done.output.startswith("translations/en/01-rouw.lock: is larger than any chapter’s; take it back")


@pytest.mark.parametrize(("said", "code"), [("yes", "LR415"), ("[en]", "LR415"), ("fr", "LR322")])
def test_a_source_language_that_is_none_is_told_once(folder: Path, said: str, code: str):
    (folder / "docs/en/01-rouw.md").write_text(EN.replace("---\n", f"---\nsource: {said}\n", 1), "utf-8")
    found = checking.check(site.load(folder / "mkdocs.yml"))
    assert [(f.path, f.code) for f in found] == [("docs/en/01-rouw.md", code)]


def test_the_source_language_is_per_chapter(folder: Path):
    (folder / "docs/en/01-rouw.md").write_text(EN.replace("---\n", "---\nsource: en\n", 1), "utf-8")
    assert run("accept", "docs/nl/01-rouw.md").exit_code == 0
    assert (folder / "translations/nl/01-rouw.lock").is_file()
    assert run("status", "--lang", "nl").output.count("01-rouw.md") == 1
    assert "01-rouw.md" not in run("status", "--lang", "en").output


def test_the_table_adds_up(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    (folder / "docs/nl/01-rouw.md").write_text(CHANGED + "\nNog niet vertaald.\n", "utf-8")
    assert run("status", "docs/en/01-rouw.md", "docs/nl/index.md").output.splitlines() == [
        "                        translated  not accepted         stale       missing",
        "01-rouw.md      en            70 %             –          20 %          10 %",
        "index.md        en               –         100 %             –             –",
        "all chapters    en            68 %           3 %          19 %          10 %",
    ]


def test_what_is_stale_is_shown_word_by_word_beside_its_translation(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    (folder / "docs/nl/01-rouw.md").write_text(CHANGED, "utf-8")
    assert run("status", "--stale").output.splitlines()[-3:] == [
        "docs/en/01-rouw.md:13  staying.1",
        "  nl  Wie blijft, hoeft *niets* te [-zeggen-]{+vragen+}.",
        "  en  Whoever stays need not say a thing.",
    ]


def test_a_pull_request_is_told_what_it_made_stale_and_nothing_else(folder: Path):
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    def commit(text: str) -> None:
        (folder / "docs/nl/01-rouw.md").write_text(text, "utf-8")
        git("add", "-A")
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Change")

    git("init", "-q", "-b", "main")
    run("accept", "docs/en/01-rouw.md")
    commit(NL.replace("Soep helpt", "Thee helpt"))
    git("checkout", "-qb", "branch")
    for shape in ("markdown", "text"):
        told = run("status", "--since", "main", "--format", shape).output
        assert told == "No translation is made stale.\n"
    commit(CHANGED.replace("Soep helpt", "Thee helpt"))
    told = run("status", "--since", "main", "--format", "markdown").output
    assert told == (
        "**1 translated block in 1 chapter became stale.**\n\n"
        "`docs/en/01-rouw.md:13` · `staying.1`\n\n"
        r"> **nl** Wie blijft, hoeft \*niets\* te <del>zeggen</del><ins>vragen</ins>."
        "\n>\n> **en** Whoever stays need not say a thing.\n"
    )
    run("move", "01-rouw", "02-rouw")
    git("add", "-A")
    moved = run("status", "--since", "main", "--format", "markdown").output
    assert moved == told.replace("01-rouw.md:13", "02-rouw.md:14")
    done = run("status", "--since", "nowhere")
    assert (done.exit_code, done.output) == (
        2, "nowhere: git knows no such branch or commit; name one, such as main.\n"
    )  # fmt: skip


def test_without_git_what_is_new_since_then_cannot_be_told(folder: Path):
    done = run("status", "--since", "main")
    assert (done.exit_code, done.output) == (
        2, "--since needs git and a commit of this handbook; install git, and commit it.\n"
    )  # fmt: skip


def test_the_page_for_authors_escapes_what_it_shows_and_needs_no_other_file(folder: Path):
    run("accept", "docs/en/01-rouw.md")
    text = CHANGED.replace("te vragen", "te <b onclick=x>vragen")
    (folder / "docs/nl/01-rouw.md").write_text(text, "utf-8")
    told = run("status", "--format", "html").output
    assert "<ins>&lt;b onclick=x&gt;vragen</ins>" in told.replace("</ins><ins>", "")
    assert "src=" not in told
    assert "http" not in told


@pytest.mark.parametrize("name", ["docs/en/01-rouw.md", "01-rouw.md", "01-rouw", "{}/docs/en/01-rouw.md"])
def test_a_chapter_goes_by_the_same_names_in_every_command_from_any_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    name = name.format(folder)
    here = ("-f", str(folder / "mkdocs.yml"))
    assert run("check", name, *here).output == "No findings.\n"
    assert "01-rouw.md" in run("status", name, *here).output
    assert run("exchange", "export", "--po", "en", name, *here).exit_code == 0
    if name.endswith(".md"):
        assert run("accept", name, *here).output == "docs/en/01-rouw.md: 7 blocks accepted.\n"
    (folder / "docs/en/01-rouw.md").unlink()
    assert run("new", "en", name, *here).output.startswith("docs/en/01-rouw.md: 6 blocks")
    assert run("move", name, "02-rouw.md", *here).exit_code == 0
    assert (folder / "docs/en/02-rouw.md").is_file()


def test_a_fix_makes_no_translation_stale_and_none_that_is_looks_followed(folder: Path):
    source, target = (folder / f"docs/{lang}/01-rouw.md" for lang in ("nl", "en"))
    for path, end in ((source, "gesprek"), (target, "a talk")):
        text = path.read_text("utf-8").replace(".[^a]", "[^a].").replace(f"{end}.", f"{end}[^b].")
        path.write_text(text + "[^b]: *Soup* (2001).\n", "utf-8")
    # Definitions in another order than their marks are put in order as well.
    for path in (source, target):
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([*lines[:-2], lines[-1], lines[-2]]) + "\n", "utf-8")
    run("accept", "01-rouw.md")
    source.write_text(source.read_text("utf-8").replace("hoeft *niets*", "zou *niets*"), "utf-8")
    assert states() == {"staying.1": "stale"}
    assert "mended LR1" in run("check", "--fix").output
    assert states() == {"staying.1": "stale"}
    assert run("status", "--format", "json").output.count('"translation_changed": true') == 0
    assert run("check", "--fix").output.count("mended") == 0
