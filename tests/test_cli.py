"""The command: exit codes, and every bad input as one line that names the file and the remedy."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from leidraad.checks.rules import RULES
from leidraad.cli import common, main
from leidraad.packages import packing
from support import ROOT, Draw, names, run

MANUSCRIPT = ROOT / "manuscript" / "01-hechting-en-veerkracht.txt"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def one_line(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def bad_source(kind: str, folder: Path) -> tuple[Path, str]:
    """Return a source that cannot be imported and what is to be said of it."""
    path = folder / "boek.txt"
    if kind == "missing":
        return path, "there is no such file"
    if kind == "folder":
        path.mkdir()
        return path, "this folder holds no manuscript"
    contents = {
        "empty": (b"", "empty"),
        "blank": (b" \n\n\t\n", "empty"),
        "undecodable": (b"een \x81 twee", "is neither UTF-8 nor Windows-1252; save it as UTF-8."),
        "binary": (bytes(range(256)) * 20, "is not a text file"),
    }
    content, message = contents[kind]
    path.write_bytes(content)
    return path, message


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "blank", "binary", "undecodable"])
def test_a_source_that_cannot_be_used(kind: str, tmp_path: Path):
    source, message = bad_source(kind, tmp_path)
    line = one_line(call("import", source, "--lang", "nl", "--out", tmp_path / "out"))
    assert line.startswith(f"{source}: ")
    assert message in line
    assert not (tmp_path / "out").exists()


def test_an_unknown_language(tmp_path: Path):
    line = one_line(call("import", MANUSCRIPT, "--lang", "xx", "--out", tmp_path / "out"))
    assert line == "unknown language ‘xx’; choose one of: en, nl."
    assert not (tmp_path / "out").exists()


def test_an_out_that_is_a_file(tmp_path: Path):
    (tmp_path / "out").write_text("iets")
    line = one_line(call("import", MANUSCRIPT, "--lang", "nl", "--out", tmp_path / "out"))
    assert line == f"{tmp_path / 'out'}: is a file; name a folder for the chapter."
    assert (tmp_path / "out").read_text() == "iets"


def test_no_handbook_and_no_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert "say with --out where" in one_line(call("import", MANUSCRIPT, "--lang", "nl"))


def test_a_chapter_that_was_never_imported_is_not_overwritten(tmp_path: Path):
    chapter = tmp_path / f"{MANUSCRIPT.stem}.md"
    chapter.write_text("Van de auteur.\n", encoding="utf-8")
    line = one_line(call("import", MANUSCRIPT, "--lang", "nl", "--out", tmp_path))
    assert line.startswith(f"{chapter}: has been edited and is not overwritten; ")
    assert names(tmp_path) == [chapter.name]
    assert chapter.read_text(encoding="utf-8") == "Van de auteur.\n"


def test_an_output_that_was_not_edited_is_written_again(tmp_path: Path):
    for _ in range(2):
        assert call("import", MANUSCRIPT, "--lang", "nl", "--out", tmp_path).exit_code == 0


def limited(*arguments: object, cwd: Path, file_size: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as its own process: without root's right to go anywhere, or under a file size limit."""

    def prepare() -> None:
        if file_size:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    command = [sys.executable, "-m", "leidraad", *map(str, arguments)]
    if os.geteuid() == 0 and not file_size:
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, preexec_fn=prepare)


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path):
    # A limit on a file's size fails in the middle of a write, as a full disk does.
    done = limited("import", MANUSCRIPT, "--lang", "nl", "--out", "out", cwd=tmp_path, file_size=1000)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (
        "cannot be written (File too large); check the folder, your rights and the free space." in done.stderr
    )
    assert names(tmp_path) == []


def test_a_folder_without_write_permission(tmp_path: Path):
    (tmp_path / "dicht").mkdir(mode=0o500)
    done = limited("import", MANUSCRIPT, "--lang", "nl", "--out", "dicht", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written (Permission denied)" in done.stderr
    assert names(tmp_path) == []


def test_a_source_without_read_permission(tmp_path: Path):
    (tmp_path / "boek.txt").write_text("Tekst.")
    (tmp_path / "boek.txt").chmod(0)
    done = limited("import", "boek.txt", "--lang", "nl", "--out", "uit", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "boek.txt: cannot be read (Permission denied).\n")
    assert names(tmp_path) == ["boek.txt"]


def test_a_folder_of_sources_without_read_permission(tmp_path: Path):
    (tmp_path / "bron").mkdir(mode=0)
    done = limited("import", "bron", "--lang", "nl", "--out", "uit", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "bron: cannot be read (Permission denied).\n")


@pytest.mark.slow
def test_a_disk_that_fills_up_while_a_book_is_written(project: Draw, tmp_path: Path):
    text = MANUSCRIPT.read_text(encoding="utf-8")
    chapters = "\n\f".join(f"Hoofdstuk {number}\n\n{text.strip()}" for number in (1, 2, 3))
    (tmp_path / "boek.txt").write_text(chapters, encoding="utf-8")
    folder = project({})
    before = names(folder)
    done = limited("import", tmp_path / "boek.txt", "--lang", "nl", cwd=folder, file_size=5000)
    assert done.returncode == 2
    assert re.fullmatch(r"\S+: cannot be written \(File too large\); check .*\n", done.stderr)
    assert names(folder) == before
    assert limited("import", tmp_path / "boek.txt", "--lang", "nl", cwd=folder).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text here")
@pytest.mark.parametrize("name", [b"rouw \xff\x1b[31m\n.txt", b"-rouw \"'$(id)`.txt", b"x" * 251 + b".txt"])
def test_a_name_may_be_anything(name: bytes, tmp_path: Path):
    source = tmp_path / os.fsdecode(name)
    source.write_bytes(MANUSCRIPT.read_bytes())
    done = limited("import", "--lang", "nl", "--out", "uit", "--", source.name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    source.write_bytes(b"\0")
    done = limited("import", "--lang", "nl", "--out", "uit", "--", source.name, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_a_conflict_is_listed_and_is_exit_1(tmp_path: Path):
    source = tmp_path / "rouw.txt"
    text = MANUSCRIPT.read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    assert call("import", source, "--lang", "nl", "--out", tmp_path / "uit").exit_code == 0
    chapter = tmp_path / "uit" / "rouw.md"
    mine = chapter.read_text(encoding="utf-8").replace("# Hechting", "# Over hechting")
    chapter.write_text(mine, encoding="utf-8")
    source.write_text(text.replace("Hechting en", "Gehechtheid en"), encoding="utf-8")
    result = call("import", source, "--lang", "nl", "--out", tmp_path / "uit")
    assert result.exit_code == 1
    assert f"\n  {chapter}:1\n" in result.stdout
    assert "1 conflict: settle each in the file, then import again." in result.stdout
    assert "is not settled yet" in one_line(call("import", source, "--lang", "nl", "--out", tmp_path / "uit"))


def test_check_tells_by_its_exit_code(project: Draw, monkeypatch: pytest.MonkeyPatch):
    text = "# X\n\n<!-- leidraad LR504: breekt af -->\n"
    folder = project({"docs/nl/index.md": text, "docs/en/index.md": "# X\n"})
    monkeypatch.chdir(folder)
    flag = "docs/nl/index.md:3:1: LR504 Import: breekt af\n"
    assert (call("check").exit_code, call("check").stdout) == (0, f"{flag}0 errors, 1 warning.\n")
    assert call("check", "--fail-on", "warning").exit_code == 1
    (folder / "docs/nl/index.md").write_text("X.[^a]\n", encoding="utf-8")
    assert call("check").exit_code == 1
    assert call("check", "docs/nl/bronnen.md").exit_code == 0
    assert "is no chapter or partial of this handbook" in one_line(call("check", "docs/nl/weg.md"))


def test_a_slip_in_a_list_of_editions_is_told_in_every_format_and_is_exit_1(project: Draw):
    folder = project({"editions.yml": "- edition: '1'\n  date: ooit\n"})
    for shape in ("json", "sarif"):
        result = call("check", "-f", folder / "mkdocs.yml", "--format", shape, "--select", "LR1")
        assert (result.exit_code, result.stderr) == (1, "")
        rows = json.loads(result.stdout)
        found = rows if shape == "json" else rows["runs"][0]["results"]
        assert [row.get("code", row.get("ruleId")) for row in found] == ["LR425"]


def test_a_navigation_that_holds_itself_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav: &a\n  - x: *a\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "mkdocs.yml: nests deeper than can be read, or holds itself" in one_line(call("check"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\nraise ValueError('mis')\n", "hook.py:2: ValueError: mis)"),
        ("def (\n", "hook.py:1: SyntaxError:"),
    ],
)
def test_a_hook_that_cannot_be_loaded_is_one_line(project: Draw, text: str, told: str):
    folder = project({"hook.py": text})
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [hook.py]\n")
    assert told in one_line(call("check", "-f", folder / "mkdocs.yml"))


def test_check_outside_a_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert one_line(call("check")).startswith("There is no mkdocs.yml here; ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: [", "error parsing the configuration file"),
        ("site_name: x\n", "names no plugin ‘leidraad’"),
        ("plugins: {leidraad: {}}\n", "site_name"),
        ("site_name: x\nplugins: {onbekend: {}}\n", "onbekend"),
    ],
)
def test_a_broken_configuration_is_one_line(text: str, message: str, tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    assert message in one_line(call("check", "-f", tmp_path / "mkdocs.yml"))


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:99999", "127.0.0.1:", ":80", "x:y"])
def test_an_address_that_is_none(address: str, project: Draw):
    line = one_line(call("serve", "-a", address, "-f", project({}) / "mkdocs.yml"))
    assert line == f"{address}: is no address; write host and port, such as 127.0.0.1:8000."


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("  leidraad_callouts: {}\n", "add ‘leidraad_callouts’ to `markdown_extensions`"),
        ("  leidraad: {}\n", "names no plugin ‘leidraad’"),
    ],
)
def test_a_configuration_that_lacks_a_part(old: str, message: str, project: Draw):
    path = project({}) / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    assert message in one_line(call("check", "-f", path))


def test_a_table_of_a_language_that_cannot_be_read(project: Draw):
    path = project({"de.toml": "[a]\nx =\n"}) / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    named = "  leidraad: {locales: {de: de.toml}}\n"
    path.write_text(text.replace("  leidraad: {}\n", named), encoding="utf-8")
    line = one_line(call("check", "-f", path))
    assert line.startswith(f"{path.with_name('de.toml')}: is not valid TOML (Invalid value (at line 2")
    # The same process, as a live view is, reads another without it.
    path.write_text(text, encoding="utf-8")
    assert call("check", "-f", path).exit_code == 0


def test_an_extension_that_cannot_be_loaded_is_told_without_a_stack(project: Draw):
    path = project({"stuk.py": "def makeExtension(**_):\n    raise KeyError('sleutel')\n"}) / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  tables: {}\n", "  tables: {}\n  stuk: {}\n"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(path.parent)
        line = one_line(call("check", "-f", path))
    said = "Failed to load extension 'stuk'. KeyError: 'sleutel'"
    assert line == f"{path}: Config value 'markdown_extensions': {said}"


def test_a_site_that_cannot_be_written(project: Draw):
    folder = project({"bestand": ""})
    assert "bestand" in one_line(call("build", "-f", folder / "mkdocs.yml", "-d", folder / "bestand"))


def test_init_wants_an_empty_folder(tmp_path: Path):
    assert call("init", tmp_path / "boek").exit_code == 0
    assert "is not empty" in one_line(call("init", tmp_path / "boek"))
    (tmp_path / "bestand").write_text("")
    assert "is a file" in one_line(call("init", tmp_path / "bestand"))


@pytest.mark.parametrize("code", RULES)
def test_explain_prints_the_rule_with_both_examples(code: str):
    result = call("explain", code.lower())
    assert result.exit_code == 0
    assert RULES[code].summary in result.stdout
    for example in (RULES[code].bad, RULES[code].good, RULES[code].english):
        assert example.partition("\n")[0] in result.stdout


def test_explain_has_a_line_for_each_rule():
    lines = call("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(rule.summary in line for rule, line in zip(RULES.values(), lines, strict=True))


def test_explain_guesses_where_there_is_no_such_rule():
    assert one_line(call("explain", "LR2099")) == "There is no rule LR2099. Did you mean LR209?"


@pytest.mark.parametrize(
    ("select", "found"),
    [
        ([], ["LR101", "LR201", "LR406"]),
        (["LR1"], ["LR101", "LR406"]),
        (["lr20,LR101"], ["LR101", "LR201", "LR406"]),
        (["LR5", "LR101"], ["LR101", "LR406"]),
    ],
)
def test_a_selection_goes_by_the_beginning_of_codes_and_leaves_out_no_danger(
    select: list[str], found: list[str], project: Draw
):
    folder = project(
        {
            "docs/nl/02-x.md": "A.[^a]\n\n/// xyz\n///\n",
            "docs/nl/03-x.md": "{!nl/over-de-casussen.md!lines=9}\n",
        }
    )
    arguments = [part for beginning in select for part in ("--select", beginning)]
    result = call("check", "-f", folder / "mkdocs.yml", "--format", "json", *arguments)
    codes = [row["code"] for row in json.loads(result.stdout)]
    # Each chapter is there in one language only, and in no navigation.
    assert [code for code in codes if code not in ("LR301", "LR424")] == found


def test_a_selection_of_nothing_is_one_line(project: Draw):
    folder = project({})
    for given in ("LR9", "", "LR1,"):
        assert "no rule's code begins so" in one_line(
            call("check", "-f", folder / "mkdocs.yml", "--select", given)
        )


@pytest.mark.slow
def test_the_scripts_are_the_same_commands(project: Draw, tmp_path: Path):
    folder = project({"docs/nl/02-x.md": "A.[^a]\n\n/// xyz\n///\n"})
    script = [sys.executable, str(ROOT / "scripts" / "check_citations.py")]
    done = subprocess.run([*script, "--format", "summary"], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, "LR101" in done.stdout, "LR201" in done.stdout) == (1, True, False)
    done = subprocess.run([*script, "--select", "LR5"], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "No findings.\n")
    script = [sys.executable, str(ROOT / "scripts" / "build_packages.py")]
    done = subprocess.run([*script, "zip", "--lang", "xx"], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n"), "xx" in done.stderr) == (2, 1, True)
    script = ROOT / "scripts" / "import_manuscript.py"
    command = [sys.executable, str(script), str(MANUSCRIPT), "--lang", "nl", "--out", str(tmp_path / "uit")]
    assert subprocess.run(command, capture_output=True).returncode == 0
    assert (tmp_path / "uit" / f"{MANUSCRIPT.stem}.md").is_file()


@pytest.mark.parametrize("name", ["build_packages", "check_citations", "import_manuscript"])
def test_a_script_without_its_environment_says_so_in_one_line(name: str):
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "scripts" / f"{name}.py")], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f".venv/bin/python scripts/{name}.py" in done.stderr


def test_clean_forgets_what_builds_and_checks_left(project: Draw):
    folder = project({})
    assert run("leidraad", "check", cwd=folder).returncode == 0
    assert (folder / ".leidraad").is_dir()
    done = run("leidraad", "clean", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "Removed .leidraad.\n")
    assert not (folder / ".leidraad").exists()
    done = run("leidraad", "clean", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "There is nothing to forget.\n")


def test_who_stops_a_command_is_told_so_and_no_finding():
    @common.guarded
    def stopped() -> None:
        raise KeyboardInterrupt

    with pytest.raises(SystemExit) as ended:
        stopped()
    assert ended.value.code == 130


def test_the_folder_of_a_handbook_stands_for_its_mkdocs_yml(project: Draw):
    folder = project({})
    assert CliRunner().invoke(main, ["check", "-f", str(folder)]).exit_code == 0


def test_an_option_of_the_checks_is_sent_to_its_place(project: Draw):
    folder = project({})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("leidraad: {}", "leidraad: {quotation_words: 9}"), "utf-8"
    )
    assert "There is no such option. Write it under `checks`." in call("check", "-f", config).output


@pytest.mark.parametrize(
    "told",
    [
        "check",
        "check --format json nergens.md",
        "explain",
        "explain lr101",
        "explain LR999",
        "status",
        "move 02-x.md 02-x.md",
        "pack zip",
        "pack zip --course dag",
        "exchange import weg.po --po en",
    ],
)
def test_colours_are_for_a_terminal_that_wants_them(
    told: str, project: Draw, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(project({"docs/nl/02-x.md": "Zin.[^a]\n"}))
    if told == "pack zip":
        monkeypatch.setattr(packing, "pack", lambda *_: packing.Packed([], ["Let op."]))
    arguments = told.split()
    command = main.get_command(Context(main), arguments[0])
    assert command
    # By itself as well, as the scripts call it.
    for called, given in ((main, arguments), (command, arguments[1:])):
        for no_colour, has_colours in (("", True), ("1", False)):
            monkeypatch.setenv("NO_COLOR", no_colour)
            done = CliRunner().invoke(called, given, color=True)
            assert ("\x1b[" in done.output) == has_colours
            assert "\x1b[" not in CliRunner().invoke(called, given).output
