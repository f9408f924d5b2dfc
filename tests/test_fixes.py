"""What `leidraad check --fix` mends, and that it changes nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad.checks.fixes import FIXES, fix, normalise
from leidraad.cli import main
from leidraad.model import Note
from leidraad.reader import read, reading_of
from support import Draw, markdown

PARSER = markdown()
NOTES = "\n\n[^a]: A\n[^b]: B\n[^c]: C\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("woord[^a].", "woord.[^a]"),
        ("woord[^a], dan", "woord,[^a] dan"),
        ("woord[^a][^b], dan", "woord,[^a][^b] dan"),
        ("woord[^a]; dan[^b]: zo[^c]?!", "woord;[^a] dan:[^b] zo?![^c]"),
        ("‘woord[^a].’ Dan", "‘woord.’[^a] Dan"),
        ("“woord[^a].”", "“woord.”[^a]"),
        ("‘woord’[^a].", "‘woord’.[^a]"),
        ("‘woord[^a]’. Dan", "‘woord’.[^a] Dan"),
        ('"woord[^a]." Dan', '"woord."[^a] Dan'),
        ("*woord[^a].* Dan", "*woord.*[^a] Dan".replace(".*[^a]", ".[^a]*")),
        ("(woord[^a].)", "(woord.[^a])"),
        ("`code`[^a].", "`code`.[^a]"),
        ("woord[^a]...", "woord...[^a]"),
        ("- punt[^a].\n- nog[^b];", "- punt.[^a]\n- nog;[^b]"),
        ("| cel[^a]. |\n|---|\n| x[^b], y |", "| cel.[^a] |\n|---|\n| x,[^b] y |"),
        ("/// kern | Titel[^a]!\ntekst[^b].\n///", "/// kern | Titel![^a]\ntekst.[^b]\n///"),
        ("regel[^a]\n. vreemd", "regel[^a]\n. vreemd"),
        ("[naam](doel)[^a].", "[naam](doel).[^a]"),
    ],
)
def test_marks_go_behind_the_punctuation(before: str, after: str):
    assert fix("LR142", before + NOTES) == after + NOTES


@pytest.mark.parametrize(
    "text",
    [
        "woord.[^a] Dan",
        "woord[^a] – dan",
        "woord[^a]—dan",
        "woord[^a] .",
        "woord[^a].nl",
        "woord[^a].5",
        "(woord[^a]) dan",
        "woord[^onbekend].",
        "`woord[^a].`",
        "``woord ` [^a].``",
        "```\nwoord[^a].\n```",
        "~~~ text\nwoord[^a].\n~~~",
        "    woord[^a].",
        "> ```\n> woord[^a].\n> ```",
        "<!-- woord[^a]. -->",
        "<!--\nwoord[^a].\n\nwoord[^a].\n-->",
        "<div>\nwoord[^a].\n\nnog[^a].\n</div>",
        "<pre>\n\nwoord[^a].\n</pre>",
        "woord\\[^a].",
        "$woord[^a].$ en $$\nx[^a].\n$$",
        "[woord[^a].](doel.md)",
        "[woord](doel[^a].md)",
        "[woord[^a].][doel]",
        "[doel]: http://x.nl/[^a].",
        "  [^b]: x",
        "> [^c]: x",
        "woord[^a],[^b]. Dan",
        "<!-- leidraad ignore LR142: de drukker wil het zo -->\nwoord[^a].\n\ndan.",
        "woord[^a]. <!-- leidraad ignore LR142: de drukker wil het zo -->",
        "<!-- leidraad ignore-file LR142: de drukker wil het zo -->\n\nwoord[^a].",
        "---\ndescription: woord[^a].\n---\n\nx",
    ],
)
def test_what_is_not_certain_stays(text: str):
    assert fix("LR142", text + NOTES) == text + NOTES


def test_definitions_follow_the_order_of_their_marks():
    text = "C.[^c] A.[^a] B.[^b]\n\n[^a]: A\n\n"
    b = "<!-- bij b -->\n\n[^b]: B\n    verder\n\n    meer\n"
    assert fix("LR148", f"{text}{b}[^c]: C\nlos\n\nSlot.") == (
        f"C.[^c] A.[^a] B.[^b]\n\n[^c]: C\nlos\n\n[^a]: A\n{b}\nSlot."
    )


@pytest.mark.parametrize(
    "text",
    [
        "A.[^a] B.[^b]\n\n[^a]: A\n[^b]: B\n",
        "B.[^b] A.[^a]\n\n/// kern\n[^a]: A\n[^b]: B\n///\n",
        "B.[^b] A.[^a]\n\n[^a]: A\n\nTekst.\n\n[^b]: B\n",
        "B.[^b] A.[^a]\n\n```\n[^a]: A\n[^b]: B\n```\n",
        "- B.[^b] A.[^a]\n\n    [^a]: A\n\n    [^b]: B\n",
        "<!-- leidraad ignore-file LR148: op alfabet -->\n\nB.[^b] A.[^a]\n\n[^a]: A\n[^b]: B\n",
        "`[^b]` A.[^a] B.[^b]\n\n[^a]: A\n[^b]: B\n",
        "A.[^a]\n\n[^a]: A, zie [^b]\n[^b]: B\n",
        "[^a]: Zie [^b]\n\n[^b]: B\n\nA.[^a] B.[^b]\n",
        "A.[^a]\n\n[^a]: A\n[^x]: ongebruikt\n[^y]: ongebruikt\n",
    ],
)
def test_definitions_that_stand_right_or_apart_stay(text: str):
    assert fix("LR148", text) == text


def test_line_ends_and_the_mark_at_the_start_stay():
    text = "\ufeffB[^b].  \r\nA.[^a]\t\n\r\n[^a]: A\r[^b]: B  "
    assert fix("LR142", text) == "\ufeffB.[^b]  \r\nA.[^a]\t\n\r\n[^a]: A\r[^b]: B  "
    assert fix("LR148", text) == "\ufeffB[^b].  \r\nA.[^a]\t\n\r\n[^b]: B  \r[^a]: A"


PIECES = [
    *("woord", " ", " ", "\n", "\n\n", ".", ",", "’", "‘", '"', "(", ")", "*", "–", "...", ":", "5"),
    *("[^a]", "[^b]", "[^c]", "\n[^a]: A", "\n[^b]: B", "\n\n[^c]: C", "\n    diep", "`", "``", "\n```\n"),
    *(
        "<!--",
        "-->",
        "\n<!-- x -->\n",
        "\\",
        "$",
        "[",
        "](u)",
        "\n- punt ",
        "\n> ",
        "\n| ",
        "<div>",
        "</div>",
    ),
    *(
        "\n/// kern\n",
        "\n///\n",
        "\r\n",
        "\r",
        "\t",
        "  \n",
        "\n<!-- leidraad ignore LR142: x -->\n",
        "---\n",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(lambda parts: "".join(parts))


@pytest.mark.parametrize("code", FIXES)
@settings(deadline=None)
@given(text=texts)
def test_a_fix_loses_nothing_and_run_again_changes_nothing(code: str, text: str):
    once = fix(code, text)
    assert fix(code, once) == once
    assert Counter(once) == Counter(text)
    assert re.findall(r"\r\n|\r|\n", once) == re.findall(r"\r\n|\r|\n", text)
    if code == "LR142":
        # Only marks and punctuation have moved.
        marks = r"\[\^[abc]\]|[.,:’\"]"
        assert re.sub(marks, "", once) == re.sub(marks, "", text)
        lines = zip(re.split(r"\r\n|\r|\n", text), re.split(r"\r\n|\r|\n", once), strict=True)
        assert all(Counter(before) == Counter(after) for before, after in lines)
    else:
        ends = r"\r\n|\r|\n"
        assert Counter(re.split(ends, once)) == Counter(re.split(ends, text))


@settings(deadline=None)
@given(st.permutations("abcd"), st.permutations("abcd"), st.sampled_from(["\n", "\n\n", "\n\n\n"]))
def test_a_page_has_the_same_notes_before_and_after(cited: list[str], defined: list[str], between: str):
    body = " ".join(f"{word}[^{word}]." for word in cited)
    text = f"{body}\n\n" + between.join(f"[^{note}]: Noot {note}\n\n    en {note}" for note in defined) + "\n"
    mended = fix("LR148", fix("LR142", text))
    readings = []
    for version in (text, mended):
        notes = {block.id: block.text for block in read(version, PARSER).blocks if isinstance(block, Note)}
        readings.append((notes, [mark.id for mark in reading_of(PARSER).cited]))
    assert readings[0] == readings[1]
    assert [line[2] for line in mended.split("\n") if line.startswith("[^")] == cited


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("isbn = {9780415006408},", "isbn = {978-0-415-00640-8},"),
        ("ISBN = {0-415-00640-6}", "ISBN = {978-0-415-00640-8}"),
        ('isbn="0415006406 978-0-415-00640-8"', 'isbn="978-0-415-00640-8 978-0-415-00640-8"'),
        ("isbn = {0415006407}", "isbn = {0415006407}"),
        ("isbn = {}", "isbn = {}"),
        ("doi = {https://doi.org/10.1037/h0021466},", "doi = {10.1037/h0021466},"),
        ("doi = {http://dx.doi.org/10.1037/h0021466}", "doi = {10.1037/h0021466}"),
        ("doi = {DOI: 10.1037/h0021466 }", "doi = {10.1037/h0021466}"),
        ("doi = {https://www.doi.org/10.1000/Abc}", "doi = {10.1000/Abc}"),
        ("doi = {doi.org/10.1000.10/abc}", "doi = {10.1000.10/abc}"),
        ("doi = {doi.org/10.1000/a b}", "doi = {doi.org/10.1000/a b}"),
        ("doi = {h0021466}", "doi = {h0021466}"),
        ("note = {isbn 0415006406}", "note = {isbn 0415006406}"),
        ("eisbn = {0415006406}", "eisbn = {0415006406}"),
    ],
)
def test_numbers_get_the_form_that_all_have(before: str, after: str):
    entry = "@book{a,\r\n  title = {A  B},\r\n  %s\r\n}"
    assert normalise(entry % before) == entry % after
    assert normalise(entry % after) == entry % after


@settings(deadline=None)
@given(st.text(alphabet='isbndo={}",\n 0123456789X-./10:%', max_size=80))
def test_only_values_change_and_once_is_enough(text: str):
    once = normalise(text)
    assert normalise(once) == once
    assert once.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "line", ["[^a][^a]", "[x[y] ", "$x ", "<x ", "[^a]: x\n", "a[^a].’", "[a](b(", "    x\n\n"]
)
def test_hostile_texts_take_no_quadratic_time(line: str):
    text = f"[^a]: a\n[^b]: b\n\n{line * 8000}"
    assert all(Counter(fix(code, text)) == Counter(text) for code in FIXES)


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(folder / "mkdocs.yml"), *arguments])


TEXT = "B[^b]. A[^a].\r\n\r\n[^a]: Ainsworth.\r\n[^b]: Bowlby.\r\n"
MENDED = "B.[^b] A.[^a]\r\n\r\n[^b]: Bowlby.\r\n[^a]: Ainsworth.\r\n"


@pytest.fixture
def folder(project: Draw) -> Path:
    folder = project({"references.bib": "@book{a,\n  isbn = {0415006406},\n}\n"})
    (folder / "docs/nl/02-x.md").write_bytes(TEXT.encode())
    return folder


def test_the_command_mends_and_tells_what_and_then_what_is_left(folder: Path):
    lines = check(folder, "--fix", "--select", "LR1").stdout.splitlines()
    assert lines[:2] == [
        "docs/nl/02-x.md: mended LR142, LR148.",
        "references.bib: mended the form of ISBN and DOI.",
    ]
    assert (folder / "docs/nl/02-x.md").read_bytes() == MENDED.encode()
    assert "978-0-415-00640-8" in (folder / "references.bib").read_text()
    assert "mended" not in check(folder, "--fix").output


def test_a_difference_is_shown_and_nothing_written(folder: Path):
    for arguments in (("--diff",), ("--fix", "--diff")):
        shown = check(folder, *arguments).stdout
        assert "-B[^b]. A[^a]." in shown
        assert "+B.[^b] A.[^a]" in shown
        assert (folder / "docs/nl/02-x.md").read_bytes() == TEXT.encode()


def test_only_what_is_asked_is_mended(folder: Path):
    check(folder, "--fix", "--select", "LR148")
    assert (folder / "docs/nl/02-x.md").read_bytes().startswith(b"B[^b]. A[^a].\r\n\r\n[^b]")
    assert "0415006406" in (folder / "references.bib").read_text()
    check(folder, "--fix", str(folder / "docs/nl/01-eerste-hoofdstuk.md"))
    assert (folder / "docs/nl/02-x.md").read_bytes().startswith(b"B[^b].")


def test_a_rule_that_is_off_mends_nothing(folder: Path):
    config = folder / "mkdocs.yml"
    off = "leidraad: {checks: {severity: {LR142: off}}}"
    config.write_text(config.read_text().replace("leidraad: {}", off))
    assert "mended LR148." in check(folder, "--fix").stdout


def test_output_for_tools_holds_nothing_else(folder: Path):
    done = check(folder, "--fix", "--format", "json")
    assert done.stdout.startswith("[")
    assert "mended LR142" in done.stderr


@pytest.mark.parametrize(
    "data",
    [
        b"B[^b].\n\n<<<<<<< your edits\nx\n=======\ny\n>>>>>>> new import\n\n[^b]: B\n",
        b"{!../../../x!}\n\nB[^b].\n\n[^b]: B\n",
        b"\xe9 B[^b].\n\n[^b]: B\n",
    ],
)
def test_a_file_that_cannot_be_checked_is_not_touched(data: bytes, folder: Path):
    (folder / "docs/nl/02-x.md").write_bytes(data)
    assert check(folder, "--fix").exit_code == 1
    assert (folder / "docs/nl/02-x.md").read_bytes() == data
