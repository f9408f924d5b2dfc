"""The bench: the same handbook every time, figures that are what was measured, and tables that say so."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import builds
import figures
import handbooks
import measuring
import parts
import peers
import run
import share
import table
from figures import Figure

import support
from leidraad import checking, site
from support import Draw

CITED = re.compile(r"^\[\^n\d\]: (\[@work\d+, p\. \d+\])$", re.MULTILINE)


@pytest.mark.parametrize("lang", handbooks.LANGUAGES)
def test_a_chapter_has_the_words_notes_and_callouts_that_goals_are_set_for(lang: str):
    text = handbooks.chapter(7, lang)
    assert 1500 < len(text.split()) < 1750
    assert len(CITED.findall(text)) == text.count("\n[^n") == 6
    assert [text.count(f"/// {word} | ") for word in handbooks.CALLOUTS[lang]] == [1, 1, 1]
    assert CITED.findall(text) == CITED.findall(handbooks.chapter(7, "nl"))
    assert text != handbooks.chapter(8, lang)


def test_a_handbook_is_the_same_in_every_process(tmp_path: Path):
    code = "import handbooks, pathlib, sys; handbooks.write(pathlib.Path(sys.argv[1]), 2, is_plain=False)"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(tmp_path / seed)]
        subprocess.run(command, cwd=Path(handbooks.__file__).parent, env=environment, check=True)
    one, two = (_digests(tmp_path / seed) for seed in ("1", "2"))
    assert one == two
    assert len(one) == 2 + 2 * (1 + 2)


def _digests(folder: Path) -> dict[Path, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_handbook_has_nothing_to_find_and_its_files_are_chapters(tmp_path: Path):
    handbooks.write(tmp_path, 2, is_plain=False)
    assert [str(finding) for finding in checking.check(site.load(tmp_path / "mkdocs.yml"))] == []
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+\.md", name) for name in handbooks.names(2000))
    assert len({*handbooks.names(2000)}) == 2000


def test_the_plain_handbook_says_the_same_without_what_is_ours(tmp_path: Path):
    handbooks.write(tmp_path, 1, is_plain=True)
    text = (tmp_path / "docs/en" / handbooks.names(1)[0]).read_text("utf-8")
    ours = handbooks.chapter(0, "en")
    assert len(text.split()) == len(ours.split())
    assert text.count("/// admonition | ") == 3
    config = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert [*config["plugins"]] == ["search", "i18n"]
    assert not [name for name in config["markdown_extensions"] if "leidraad" in name]


def test_an_edit_changes_one_paragraph(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text(handbooks.chapter(0, "nl"), "utf-8")
    before = path.read_text("utf-8").splitlines()
    handbooks.edit(path, "Nieuw")
    after = path.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [(changed[0][0], f"Nieuw {changed[0][0]}")]
    assert "[^n0]" in changed[0][1]


def test_a_figure_has_its_median_its_spread_and_whether_the_goal_is_reached():
    figure = Figure("build", "x", (0.9, 0.2, 0.4), goal=0.4)
    assert (figure.median, figure.spread, figure.is_reached) == (0.4, (0.2, 0.9), True)
    assert Figure("build", "x", (0.41,), goal=0.4).is_reached is False
    assert Figure("build", "x", (0.97,), goal=0.98, is_least=True).is_reached is False
    assert Figure("build", "x", (1.0,)).is_reached is None
    # Each round is compared with its own: what slows both down does not count.
    assert figures.ratio("build", "x", [1.0, 10.0, 4.0], [2.0, 20.0, 4.0]).values == (0.5, 0.5, 1.0)


def test_figures_are_kept_beside_those_that_were_not_measured_now(tmp_path: Path):
    path = tmp_path / "bench" / "results.json"
    one, two = Figure("build", "x", (1.0, 2.0), goal=3, chapters=100), Figure("check", "y", (5.0,), "s")
    figures.keep([one, two], path)
    figures.keep([Figure("check", "y", (6.0,), "s")], path)
    records = figures.load(path)
    assert [figure for figure, _ in figures.kept(records)] == [one, Figure("check", "y", (6.0,), "s")]
    record = records["build: x, N = 100"]
    assert (record["median"], record["spread"], record["reached"]) == (1.5, [1.0, 2.0], True)
    assert {"date", "machine"} < record.keys()
    assert {"date", "machine", "figures"} == json.loads(path.read_text("utf-8")).keys()
    assert [each.name for each in path.parent.iterdir()] == ["results.json"]


def test_a_table_says_what_was_missed():
    shown = table.text(
        [
            Figure("build", "cold", (0.5, 0.7, 0.6), goal=0.9, chapters=100, beside="3 of 5 s"),
            Figure("build", "size", (1234.5,), "MB", goal=100.0),
        ]
    )
    assert [" ".join(line.split()) for line in shown.splitlines()] == [
        "median spread goal",
        "build: cold, N = 100 0.6 0.5–0.7 ≤ 0.9 reached 3 of 5 s",
        "build: size 1234 MB ≤ 100 MB MISSED",
    ]
    assert [table.number(value) for value in (0.0005, 0.9812, 0.99987, 0, 1, 12.34, 123.4)] == [
        *("0.0005", "0.981", "0.99987", "0", "1.00", "12.3", "123"),
    ]


def test_readme_gets_the_last_tables_between_its_marks(tmp_path: Path):
    results, readme = tmp_path / "results.json", tmp_path / "README.md"
    cold = [
        Figure("build", "cold", (0.3,), goal=0.9, chapters=100),
        Figure("build", "cold", (0.5,), goal=0.4, chapters=500),
    ]
    figures.keep([*cold, Figure("check", "not shown", (1.0,), chapters=100)], results)
    readme.write_text(f"Before\n{table.BEGIN}\nformer\n{table.END}\nAfter\n", "utf-8")
    table.write(readme, results)
    once = readme.read_text("utf-8")
    table.write(readme, results)
    assert readme.read_text("utf-8") == once
    assert once.startswith("Before\n")
    assert once.endswith("After\n")
    assert "former" not in once
    assert "not shown" not in once
    assert (
        "| | N = 100 | N = 500 |\n|---|---|---|\n| cold | **0.3**; goal ≤ 0.9 | 0.5 ✗; goal ≤ 0.4 |" in once
    )
    assert figures.machine() in once
    with pytest.raises(ValueError, match="put them where tables go"):
        table.put("no marks", "x")
    own = table.README.read_text("utf-8")
    assert table.put(table.put(own, "x"), "x") == table.put(own, "x")


def test_a_program_that_fails_is_told_with_what_it_said(tmp_path: Path):
    with pytest.raises(measuring.FailedError, match=r"(?s)exit code 3.*why it failed"):
        measuring.run(tmp_path, "python", "-c", "import sys; print('why it failed'); sys.exit(3)")
    with pytest.raises(measuring.FailedError, match="cannot be run"):
        measuring.run(tmp_path, "no-such-program")
    assert measuring.run(tmp_path, "python", "-c", "").cpu > 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system has no /proc")
def test_memory_is_that_of_each_process_alone():
    held = b"x" * 50_000_000
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    try:
        assert child.pid in measuring.descendants(os.getpid())
        assert measuring.memory(os.getpid())[1] > len(held) / 1e6
        assert 0 < measuring.memory(child.pid)[1] < 50
    finally:
        measuring.stop(child)
        assert child.stdin is not None
        child.stdin.close()
    assert measuring.memory(child.pid) == ("", 0.0)


def test_rounds_become_the_rows_of_the_issue():
    def one(cpu: float, save: float | None) -> builds.Round:
        return builds.Round(
            measuring.Cost(cpu, cpu, {"a": 10 * cpu, "b": 1.0}), cpu, measuring.Cost(1.0, 1.0, {}), save
        )

    found = {each.what: each for each in builds.compared(100, [one(2.0, 0.3)], [one(4.0, 3.0)])}
    assert found["cold build, CPU"].values == (0.5,)
    assert found["build again, one chapter changed, CPU"].is_reached is False
    assert found["save to new page"].values == (0.3 / 3.0,)
    assert found["save to new page, time"].goal == 0.4
    assert found["peak memory of a process"].values == (20.0,)
    assert found["peak memory of a process"].beside == "a 20, b 1; plain stack 40"
    assert all(each.goal is not None for each in found.values())
    without = {each.what for each in builds.compared(2000, [one(2.0, None)], [one(4.0, None)])}
    assert {*found} - without == {"save to new page", "save to new page, time"}


def test_what_a_page_costs_may_not_grow_from_500_chapters_on():
    grown = [*builds.linearity({100: (1.0,), 500: (1.1, 1.1), 2000: (1.4, 1.2)})]
    assert [(each.chapters, each.goal, each.is_reached) for each in grown] == [
        (500, None, None),
        (2000, 1.15, False),
    ]
    assert grown[0].values == (1.1, 1.1)


def test_what_is_replaced_is_taken_from_what_is_added():
    ours = {"comparing": 3.0, share.BUILT: 0.2, share.FILES: 0.1}
    found = {each.name: each for each in parts.compared([ours], [{share.THEIRS: 1.0}], [10.0])}
    assert found["pre-flight: all, CPU / plain build, N = 200"].values == (pytest.approx(0.03),)
    (added,) = [each for name, each in found.items() if name.startswith("between languages: all")]
    assert (added.values, added.is_reached) == ((pytest.approx(0.2),), False)


@pytest.mark.parametrize("translate", [lambda text: peers.hugo_chapter(text, 0), peers.sphinx_chapter])
def test_other_programs_get_the_same_chapter_in_their_own_marks(translate):
    ours = handbooks.chapter(3, "en")
    text = translate(ours)
    assert "///" not in text
    assert CITED.findall(text) == CITED.findall(ours)
    assert len(re.findall(r"\[\^n\d\](?!:)", text)) == len(re.findall(r"\[\^n\d\](?!:)", ours)) == 9
    assert len(re.findall(r"\{#s\d\}", text)) == 6
    assert max(text.count("> [!NOTE]"), text.count(":::{admonition} ")) == 3


def test_what_fails_does_not_take_the_other_figures_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def half(*_: object) -> Iterator[Figure]:
        yield Figure("half", "first", (1.0,))
        raise measuring.FailedError("hugo: exit code 1")

    subjects = {
        "half": half,
        "whole": lambda sizes, rounds: iter([Figure("whole", "x", (len(sizes) + rounds,))]),
    }
    monkeypatch.setattr(run, "SUBJECTS", subjects)
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results.json")
    assert run.main(["half", "whole", "-n", "5", "5", "9", "-r", "4"]) == 1
    told = capsys.readouterr()
    assert "half could not be measured: hugo: exit code 1" in told.err
    assert figures.load(tmp_path / "results.json")["whole: x"]["values"] == [6]
    assert "half: first" in told.out
    with pytest.raises(SystemExit):
        run.main(["something"])
    assert "something: is not measured; choose from half, whole" in capsys.readouterr().err


@pytest.mark.slow
def test_every_part_of_a_build_that_is_timed_is_there(project: Draw):
    done = support.run("python", str(Path(share.__file__)), cwd=project({}))
    assert done.returncode == 0, done.stderr
    spent = json.loads(done.stdout)
    assert {*share.GUARDING, share.SEARCH} <= set(spent)
