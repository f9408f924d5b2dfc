"""Killed at any moment, an import leaves the old files or what the next one makes the new files of."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leidraad import handbook
from leidraad.errors import LeidraadError
from leidraad.storage import disk, files, journal
from support import ROOT, Draw

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")

TEXT = """Hechting

Loes leidt een team van acht mensen, en wie bij haar binnenkomt, krijgt eerst tijd.1 Zo be-
gint elk gesprek met een stilte.

Noten

1. Eigen waarneming.
"""
IMPORT = [sys.executable, "-m", "leidraad", "import"]


def two_manuscripts(folder: Path) -> list[str]:
    """Return two sources; the second one gives a chapter that is there already and has changed."""
    folder.mkdir()
    (folder / "07-een.txt").write_text(TEXT, encoding="utf-8")
    (folder / "08-twee.txt").write_text(TEXT.replace("Hechting", "Gehechtheid"), encoding="utf-8")
    return [str(folder / "07-een.txt"), str(folder / "08-twee.txt")]


def prepared(project: Draw, tmp_path: Path) -> tuple[Path, list[str]]:
    """Return a handbook in which one of two chapters was imported, corrected and edited before."""
    sources = two_manuscripts(tmp_path / "bron")
    folder = project({"mkdocs.yml": "site_name: Boek\nnav:\n  - index.md\n"})
    (tmp_path / "oud").mkdir()
    old = tmp_path / "oud" / "08-twee.txt"
    old.write_text(TEXT, encoding="utf-8")
    subprocess.run([*IMPORT, old, "--lang", "nl"], cwd=folder, check=True, capture_output=True)
    chapter = folder / "docs/nl/08-twee.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nVan de auteur.\n", encoding="utf-8")
    return folder, sources


def killed(way: str, project: Draw, tmp_path: Path) -> tuple[dict[str, str], list[list[Any]]]:
    """Return what the handbook held at first, and after each kill of an import into it."""
    folder, sources = prepared(project, tmp_path)
    command = [sys.executable, ROOT / "tests" / "killing.py", way, folder, tmp_path / "werk"]
    done = subprocess.run(
        [*command, "import", *sources, "--lang", "nl"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    old = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return old, json.loads(done.stdout)


@pytest.mark.slow
def test_killed_before_each_operation_on_a_file(project: Draw, tmp_path: Path):
    old, found = killed("steps", project, tmp_path)
    new = found[-1][1]
    assert old != new
    assert len(found) > 30
    seen = []
    for at_once, after, leftovers, recovered in found:
        assert after in (old, new)
        assert leftovers == []
        assert not recovered or after == new
        assert recovered or at_once in (old, new)
        assert all(at_once.get(name) in (old.get(name), new.get(name)) for name in {*at_once, *old})
        seen.append(after == new)
    # From the moment that the journal is in place, the new files count.
    assert seen == sorted(seen)
    assert sum(recovered for *_, recovered in found) > 5


@pytest.mark.slow
def test_killed_at_random_moments_until_it_is_done(project: Draw, tmp_path: Path):
    old, found = killed("moments", project, tmp_path)
    new = found[-1][0]
    assert old != new
    assert all(after in (old, new) and leftovers == [] for after, leftovers in found)


def test_the_next_import_finishes_what_was_begun_and_says_so(project: Draw, tmp_path: Path):
    folder = project({})
    (folder / journal.NAME).write_text(
        json.dumps({"state": "ready", "suffix": ".leidraad-new", "files": ["docs/nl/09-x.md"]})
    )
    (folder / "docs/nl/.09-x.md.leidraad-new").write_text("# X\n")
    source = two_manuscripts(tmp_path / "bron")[0]
    done = subprocess.run([*IMPORT, source, "--lang", "nl"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.startswith("An import that was broken off has been finished first.\n")
    assert (folder / "docs/nl/09-x.md").read_text() == "# X\n"
    assert not (folder / journal.NAME).exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"state": "ready", "suffix": ".leidraad-new", "files": ["../buiten.md"]}',
        '{"state": "ready", "suffix": ".leidraad-new", "files": ["/etc/hosts"]}',
        '{"state": "ready", "suffix": "", "files": ["binnen.md"]}',
    ],
)
def test_a_journal_from_anyone_leads_nowhere(text: str, tmp_path: Path):
    home = tmp_path / "boek"
    home.mkdir()
    (home / journal.NAME).write_text(text)
    (tmp_path / ".buiten.md.leidraad-new").write_text("nieuw")
    with pytest.raises(LeidraadError, match=r"is not what Leidraad wrote; delete it\."):
        files.recover(home)
    assert not (tmp_path / "buiten.md").exists()


def test_what_fails_half_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.md").write_text("oud")
    real = os.replace

    def fail(source: Path, target: Path) -> None:
        if Path(target).name == "c.md":
            raise PermissionError(13, "Permission denied", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", fail)
    texts = {tmp_path / name: "nieuw" for name in ("a.md", "b.md", "c.md")}
    with pytest.raises(LeidraadError, match=r"c\.md: cannot be written \(Permission denied\)"):
        files.write_all(texts)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "oud"


@pytest.mark.parametrize("after", [0, 4])
def test_a_new_handbook_that_broke_off_is_finished(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real, left = os.replace, after

    def stop(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", stop)
    if after:
        with pytest.raises(KeyboardInterrupt):
            handbook.create(tmp_path / "boek")
    monkeypatch.undo()
    made = handbook.create(tmp_path / "boek")
    assert sorted(path for path in (tmp_path / "boek").rglob("*") if path.is_file()) == sorted(made)


def test_two_imports_at_once_do_not_mix(tmp_path: Path):
    with (
        disk.locked(tmp_path),
        pytest.raises(LeidraadError, match="another command is writing here"),
    ):
        files.write_all({tmp_path / "a.md": "x"})
    assert list(tmp_path.iterdir()) == []


def test_what_was_changed_meanwhile_is_kept(tmp_path: Path):
    (tmp_path / "a.md").write_text("van de auteur")
    with pytest.raises(LeidraadError, match=r"a\.md: was changed meanwhile, so nothing was written"):
        files.write_all({tmp_path / "a.md": "x"}, seen={tmp_path / "a.md": b"oud"})
    assert (tmp_path / "a.md").read_text() == "van de auteur"
