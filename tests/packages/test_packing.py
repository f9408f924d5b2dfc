"""The command `pack`: what it makes, and that it makes all or nothing, with one line that says why."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner

from leidraad import handbook
from leidraad.brand import choosing
from leidraad.cli import main
from leidraad.courses import reading
from leidraad.storage.files import below
from support import run

pytestmark = pytest.mark.slow

CHAPTER = "01-eerste-hoofdstuk.md"
COURSE = f"dag:\n  title: {{nl: Dag & nacht, en: Day & night}}\n  chapters: [{CHAPTER}]\n"
DAYS = '  trainer: true\n  days: [{start: "09:00", end: "09:10"}]\n'

Pack = Callable[..., CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a new handbook, with a course."""
    folder = tmp_path / "handbook"
    handbook.create(folder)
    (folder / reading.FILE).write_text(COURSE, "utf-8")
    return folder


@pytest.fixture
def pack(folder: Path) -> Pack:
    """Return what runs the command in that handbook."""
    return lambda *arguments: run("leidraad", "pack", *arguments, cwd=folder)


def test_a_course_and_a_handbook_are_packed_in_the_languages_that_are_asked_for(folder: Path, pack: Pack):
    for arguments, names in {
        ("zip",): ["mijn-handboek.zip"],
        ("zip", "--lang", "en"): ["my-handbook-en.zip"],
        ("zip", "--course", "dag"): ["dag.zip"],
        ("epub", "--course", "dag", "--lang", "nl"): ["dag-nl.epub"],
        ("zip", "scorm", "--course", "dag", "--force"): [
            "dag-scorm.zip",
            "dag-scorm-chapters.zip",
            "dag.zip",
        ],
    }.items():
        done = pack(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert [line.split("  ")[0] for line in done.stdout.splitlines()] == [
            f"dist/{name}" for name in names
        ]
        assert all((folder / "dist" / name).is_file() for name in names)
    with zipfile.ZipFile(folder / "dist/my-handbook-en.zip") as archive:
        assert "index.html" in archive.namelist()
        assert not any(name.startswith(("en/", "nl/")) for name in archive.namelist())
        assert '<html lang="en"' in archive.read("index.html").decode()
    with zipfile.ZipFile(folder / "dist/dag.zip") as archive:
        assert "<h1>Dag &amp; nacht</h1>" in archive.read("index.html").decode()
        assert "<h1>Day &amp; night</h1>" in archive.read("en/index.html").decode()


def test_a_build_of_the_whole_handbook_is_the_same_before_and_after_a_course(folder: Path, pack: Pack):
    assert run("leidraad", "build", "-d", "before", cwd=folder).returncode == 0
    assert pack("zip", "--course", "dag").returncode == 0
    assert run("leidraad", "build", "-d", "after", cwd=folder).returncode == 0
    names = below(folder / "before")
    assert below(folder / "after") == names
    assert all((folder / "before" / n).read_bytes() == (folder / "after" / n).read_bytes() for n in names)


def test_packages_may_go_into_the_folder_above(folder: Path, pack: Pack):
    assert pack("zip", "--out", "..").returncode == 0
    assert (folder.parent / "mijn-handboek.zip").is_file()


def test_what_is_there_stays_unless_it_is_to_be_replaced(folder: Path, pack: Pack):
    (folder / "dist").mkdir()
    (folder / "dist/dag.zip").write_text("mine")
    done = pack("zip", "--course", "dag")
    assert done.returncode == 2
    assert done.stderr == "dist/dag.zip: is there already; remove it, or replace it with --force.\n"
    assert (folder / "dist/dag.zip").read_text() == "mine"
    assert pack("zip", "--course", "dag", "--force").returncode == 0
    assert zipfile.is_zipfile(folder / "dist/dag.zip")


def test_what_cannot_be_done_is_one_line_and_leaves_nothing(folder: Path, pack: Pack):
    for arguments, told in {
        ("zip", "--lang", "fr"): "The handbook has no language ‘fr’; it has nl, en, or both.\n",
        ("zip", "--course", "dg"): "There is no course ‘dg’ in courses.yml. Did you mean ‘dag’?\n",
        ("zip", "-o", "mkdocs.yml"): "mkdocs.yml: is a file; name a folder for the packages.\n",
        (
            "zip",
            "--brand",
            "merk",
        ): "--brand merk: there is no such folder; name one that holds a brand.yml.\n",
    }.items():
        done = pack(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.endswith(told), done.stderr
        assert done.stderr.count("\n") == 1
        assert not (folder / "dist").exists()


def test_a_brand_is_that_of_the_packages_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "merk").mkdir()
    (folder / "merk/brand.yml").write_text("site_name: Van ons\n", "utf-8")
    monkeypatch.chdir(folder)
    # The variable goes before mkdocs.yml, and what is given before both.
    monkeypatch.setenv(choosing.VARIABLE, "weg")
    done = CliRunner().invoke(main, ["pack", "zip", "--lang", "nl", "--brand", "merk"])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(folder / "dist/mijn-handboek-nl.zip") as archive:
        assert "Van ons" in archive.read("index.html").decode()
    done = CliRunner().invoke(main, ["pack", "zip", "--force"])
    assert done.stderr.startswith(f"{choosing.VARIABLE}=weg: there is no such folder")


def test_a_chapter_with_findings_is_not_packed(folder: Path, pack: Pack):
    chapter = folder / "docs/nl" / CHAPTER
    chapter.write_text(chapter.read_text("utf-8").replace("[^donne]\n", "[^doone]\n"), "utf-8")
    done = pack("all", "--course", "dag")
    assert done.returncode == 1
    assert "LR101" in done.stderr
    assert not (folder / "dist").exists()


def test_what_does_not_fit_in_the_days_of_a_course_is_told(folder: Path, pack: Pack):
    (folder / reading.FILE).write_text(COURSE + DAYS, "utf-8")
    done = pack("zip", "--course", "dag")
    assert done.returncode == 0
    assert done.stderr == (
        "courses.yml: dag: 20 minutes too many for its days (‘Drie vragen’);"
        " make the days longer, or leave something out.\n"
    )
    assert below(folder / "dist") == ["dag-trainer.zip", "dag.zip"]


@pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted as Linux does it")
def test_a_disk_that_fills_up_holds_no_half_package(folder: Path):
    (folder / "disk").mkdir()
    script = "mount -t tmpfs -o size=100k tmpfs disk && leidraad pack zip -o disk/out; echo $?; ls -A disk"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1"}
    command = ["unshare", "-rm", "sh", "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if "unshare" in done.stderr:
        pytest.skip("no disk can be mounted here")
    assert done.stdout.split() == ["2"]
    assert done.stderr == (
        "mijn-handboek.zip: cannot be written (No space left on device); "
        "check the folder, your rights and the free space.\n"
    )
