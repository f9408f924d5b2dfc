"""What an import tells: what is doubtful first, aligned, in few lines, with colours only where they show."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click import unstyle

from leidraad.importing import filing, summary
from leidraad.manuscript.decisions import Decision
from support import ROOT, Draw

MANUSCRIPT = ROOT / "manuscript" / "01-hechting-en-veerkracht.txt"


def told(done: filing.Filing, width: int | None = None) -> list[str]:
    return [unstyle(line) for line in summary.tell(done, width)]


def test_one_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert told(filing.import_files([MANUSCRIPT], lang="nl", out=Path("uit"))) == [
        "new  uit/01-hechting-en-veerkracht.md  853 words",
        "",
        "40 decisions, all listed in uit/.leidraad/01-hechting-en-veerkracht.report.md",
        "6 notes wait for their sources, which the text does not give: leidraad check lists them",
    ]
    assert told(filing.import_files([MANUSCRIPT], lang="nl", out=Path("uit")))[0].startswith(
        "unchanged  uit/"
    )


def test_warnings_stand_first_and_flags_by_kind(tmp_path: Path):
    done = filing.import_files([MANUSCRIPT], lang="nl", out=tmp_path)
    (filed,) = done.filed
    flags = (
        Decision("join", (9, 10), "zondag", 0.5, ("zon-dag",), "nothing tells", flagged=True),
        Decision("block", (4, 4), "a case", 0.5, reason="no name under it", flagged=True),
        Decision("block", (2, 2), "a quote", 0.5, reason="no name under it", flagged=True),
    )
    imported = replace(filed.imported, decisions=flags, warnings=("Paragraphs are a guess.",))
    lines = told(replace(done, filed=(replace(filed, imported=imported),)))
    assert lines[:2] == ["! Paragraphs are a guess.", ""]
    assert lines[5:8] == [
        "  blocks  4  a case: no name under it",
        "          2  a quote: no name under it",
        "  words   9  zondag (or zon-dag): nothing tells",
    ]


def test_every_kind_of_decision_has_its_place(tmp_path: Path):
    kinds = re.search(r"kind: what it is about: ([a-z, ]+) or ([a-z]+)\.", Decision.__doc__ or "")
    assert kinds is not None
    assert {*kinds[1].split(", "), kinds[2]} == {*summary._KINDS}
    cells = "\n\n".join(["Stap", "Vraag", "Winst", "Begin", "Waarom?", "Rust", "Slot", "Waarheen?", "Moed"])
    prose = "Wie een tafel dekt, denkt aan wie er komen.\nWie er niet komt, laat een plaats open.\n" * 3
    (tmp_path / "tabel.txt").write_text(f"Een kop\n\n{prose}\n{cells}\n\n{prose}", encoding="utf-8")
    done = filing.import_files([tmp_path / "tabel.txt"], lang="nl", out=tmp_path / "uit")
    assert any(line.split()[:1] == ["columns"] for line in told(done))


def test_a_row_for_each_chapter_of_a_book(tmp_path: Path):
    text = MANUSCRIPT.read_text(encoding="utf-8")
    for name in ("01-een.txt", "02-nummer-twee.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = filing.import_files(
        [tmp_path / "01-een.txt", tmp_path / "02-nummer-twee.txt"], lang="nl", out=tmp_path
    )
    lines = told(done)
    assert lines[0] == "2 chapters, 1,706 words"
    assert len({line.index("853 words") for line in lines[1:3]}) == 1


def test_what_is_long_is_wrapped_under_itself(tmp_path: Path):
    done = filing.import_files([MANUSCRIPT], lang="nl", out=tmp_path)
    (filed,) = done.filed
    reason = "two words that no dictionary has as one, and that nothing else in the text tells of"
    flag = Decision("join", (9, 10), "zondagskind", 0.5, reason=reason, flagged=True)
    imported = replace(filed.imported, decisions=(flag,))
    lines = told(replace(done, filed=(replace(filed, imported=imported),)), 60)
    lines = [line for line in lines if line.startswith("  ")]
    assert len(lines) > 1
    assert all(len(line) <= 60 for line in lines)
    assert lines[1].startswith(" " * lines[0].index("zondagskind") + lines[1].strip()[0])


def on_a_terminal(*arguments: object, cwd: Path, **env: str) -> str:
    """Return what the command shows on a terminal of 80 columns."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "leidraad", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", **env}
    process = subprocess.Popen(command, cwd=cwd, stdout=child, stderr=child, stdin=child, env=environment)
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.wait() == 0
    os.close(parent)
    return shown.decode()


@pytest.mark.skipif(os.name != "posix", reason="there are no such terminals here")
def test_colours_and_progress_are_for_a_terminal(project: Draw, tmp_path: Path):
    chapters = [
        f"Hoofdstuk {n}\n\nDe titel van {n}\n\n" + "Zo gaat het verder in de tekst. " * 30 for n in (1, 2, 3)
    ]
    (tmp_path / "boek.txt").write_text("\n\f".join(chapters), encoding="utf-8")
    arguments = ("import", tmp_path / "boek.txt", "--lang", "nl")
    folder = project({})
    shown = on_a_terminal(*arguments, cwd=folder, NO_COLOR="")
    assert "chapter 2 of 3  boek.txt" in shown
    assert "\x1b[32mnew\x1b[0m" in shown
    # Nothing of the progress is left when the rest is told.
    assert shown.rpartition("\r\x1b[K")[2].startswith("\x1b[1m3 chapters, ")
    plain = on_a_terminal(*arguments, cwd=folder, NO_COLOR="1").rpartition("\r\x1b[K")[2]
    assert "unchanged" in plain
    assert "\x1b" not in plain
    done = subprocess.run(
        [sys.executable, "-m", "leidraad", *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert not re.search(r"[\x1b\r]", done.stdout)
