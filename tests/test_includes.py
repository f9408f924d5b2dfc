"""Includes: every way out of the folder, and every way to run for ever, is a finding."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.preprocessors import Preprocessor
from markdown_include.include import IncludePreprocessor

from leidraad import checking, docs, parsers, site
from leidraad.building.gathering import Gathering
from leidraad.checks import Finding, check_includes
from leidraad.dialect import fronts
from leidraad.dialect.including import Partials, expand
from leidraad.dialect.origins import lines_of
from leidraad.reader import reading_of
from leidraad.storage.files import plain, read_text
from support import Draw, check


@pytest.fixture
def partials(tmp_path: Path) -> Path:
    root = tmp_path / "docs" / "_partials"
    (root / "nl").mkdir(parents=True)
    (root / "nl/goed.md").write_text("Goed.\n", encoding="utf-8")
    (root / "nl/diep.md").write_text("{!nl/goed.md!}\n{!nl/weg.md!}\n", encoding="utf-8")
    (root / "nl/half.md").write_text("{!", encoding="utf-8")
    (root / "nl/leeg.md").write_text("", encoding="utf-8")
    (root / "nl/zelf.md").write_text("{!nl/zelf.md!}{!nl/zelf.md!}\n", encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    (root / "nl/uit.md").symlink_to(tmp_path / "geheim.txt")
    for number in range(12):
        (root / f"nl/bom{number}.md").write_text(f"{{!nl/bom{number + 1}.md!}}" * 4, encoding="utf-8")
    (root / "nl/bom12.md").write_text("x", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{!nl/goed.md!}", []),
        ("{! nl/goed.md !lines=1}", []),
        ("{!nl/geod.md!}", ["LR401"]),
        ("{!nl!}", ["LR401"]),
        ("a {!nl/x.md!} b {!nl/y.md!}", ["LR401", "LR401"]),
        ("`{!nl/x.md!}`", ["LR401", "LR417"]),
        ("{!nl/diep.md!}", ["LR401"]),
        ("{!../../geheim.txt!}", ["LR402"]),
        ("{!/etc/hostname!}", ["LR402"]),
        ("{!~/.bashrc!}", ["LR402"]),
        ("{!nl/uit.md!}", ["LR402"]),
        ("{!nl/zelf.md!}", ["LR403", "LR403"]),
        ("{!nl/bom0.md!}", ["LR403"]),
        ("{!nl/half.md!}../../geheim.txt!}", ["LR402"]),
        ("{{!nl/leeg.md!}!../../geheim.txt!}", ["LR402"]),
        ("{!" + "x" * 300 + "!}", ["LR401"]),
        ("{!a\0b!}", ["LR401"]),
        ("{!nl/goed.md!lines=1-1}", []),
        ("{!nl/goed.md!lines=2}", ["LR406"]),
        ("{!nl/goed.md!lines=1-}", ["LR406"]),
        ("{!nl/goed.md!lines=0}", ["LR406"]),
    ],
)
def test_codes(text: str, codes: list[str], partials: Path):
    assert [finding.code for finding in check_includes("a.md", text, Partials(partials))] == codes


def test_the_place_and_the_remedy(partials: Path):
    (finding,) = check_includes("a.md", "Eerst.\n\nZie {!nl/geod.md!}\n", Partials(partials))
    assert str(finding) == (
        "a.md:3:5: LR401 Include ‘nl/geod.md’ names no file in docs/_partials. Did you mean ‘nl/goed.md’?"
    )


PIECES = [
    "tekst",
    " ",
    "{!a.md!}",
    "{!b.md!lines=1}",
    "{! c.md !}",
    "{!leeg.md!}",
    "- ",
    "{",
    "!}",
    "{!",
    "# ",
]
PIECES += [
    "../geheim.txt",
    "/etc/hostname",
    "{!half.md!}",
    "!",
    "a.md",
    "\n",
    "```\n",
    "    ",
    "\t",
    "[^a]",
    "\n",
]
PIECES += [
    "/// kern\n",
    "///\n",
    "é",
    "\x0b",
    "\u2028",
    "\x85",
    "{!crlf.md!}",
    "{!b.md!lines=2 1-2}",
    "{!d/e.md!}",
]
PARTIALS = {"a": "een\ntwee {!c.md!}\n", "b": "{!a.md!} b\nc\n", "c": "  drie\n", "leeg": "", "half": "{!"}
OPTIONS = {"inheritHeadingDepth": False, "headingOffset": 0, "throwException": True}
MORE = [
    "{!vrij1.md!}",
    "{!d/../vrij2.md!}",
    "{!vrij1.md!lines=1}",
    "{!vrij2.md!lines=1-2}",
    "\r\n",
    "\r",
    "\ufeff",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("voorzien") / "_partials"
    (root / "d").mkdir(parents=True)
    (root.parent / "geheim.txt").write_text("geheim", encoding="utf-8")
    for name, inside in PARTIALS.items():
        (root / f"{name}.md").write_text(inside, encoding="utf-8")
    (root / "crlf.md").write_bytes("\ufeff# Kop\r\n\r\n  in {!c.md!}{!b.md!}\r\nlaatste".encode())
    (root / "d" / "e.md").write_text("\n\x0be\u2028f\rg\n\n", encoding="utf-8", newline="")
    return root


@pytest.fixture(scope="module")
def include(folder: Path) -> Preprocessor:
    return IncludePreprocessor(None, {"base_path": str(folder), "encoding": "utf-8-sig", **OPTIONS})


def pieces(*more: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*PIECES, *more]), max_size=7).map("".join)


@settings(max_examples=200, deadline=None)
@given(text=pieces())
def test_what_comes_through_opens_no_file_outside(folder: Path, include: Preprocessor, text: str):
    if not check_includes("x.md", text, Partials(folder)):
        with mock.patch("builtins.open", wraps=open) as opened:
            include.run(text.split("\n"))
        assert all(Path(call.args[0]).is_relative_to(folder) for call in opened.call_args_list)


@example("{!leeg.md!}\n{!a.md!}\n{!c.md!}", "", "")
@example("{!vrij1.md!} {!vrij2.md!} {!vrij1.md!}\nx", "een\ntwee", "{!leeg.md!}\n{!c.md!}\n")
@settings(max_examples=300, deadline=None)
@given(text=pieces(*MORE), one=pieces(*MORE), two=pieces("\r\n", "\r"))
def test_the_lines_are_those_of_markdown_include_and_each_character_is_where_it_is_said_to_be(
    folder: Path, include: Preprocessor, text: str, one: str, two: str
):
    (folder / "vrij1.md").write_bytes(one.encode())
    (folder / "vrij2.md").write_bytes(two.encode())
    text = plain(text.encode(), Path("x.md"))
    lines, problems = expand(lines_of(text, "x.md"), Partials(folder, "p"))
    if problems:
        return
    assert lines == include.run(text.split("\n"))
    for line in lines:
        for at, character in enumerate(line):
            number, column, path = line.place(at)
            inside = text if path == "x.md" else read_text(folder / path.removeprefix("p/"))
            assert inside.split("\n")[number - 1][column - 1] == character


def test_an_expansion_that_grows_without_end_is_given_up(partials: Path):
    # markdown-include brings what follows an include of two lines once more for each of them.
    (partials / "nl/twee.md").write_text("een\ntwee\n", encoding="utf-8")
    found = check_includes("a.md", "{!nl/twee.md!}" * 40, Partials(partials))
    assert [finding.code for finding in found] == ["LR403"]


def check_text(folder: Path, *names: str) -> list[str]:
    only = frozenset(folder / name for name in names) or None
    return [
        str(finding).partition(" ")[0] + " " + finding.code
        for finding in check(site.load(folder / "mkdocs.yml"), only)
    ]


P = "docs/_partials/nl/deel.md"
SHOWN = {
    "a callout left open": ("Zin.\n\n/// kern\nX.\n", "{}\n", [f"{P}:3:1: LR202"]),
    "a callout closed by the chapter": ("Zin.\n\n/// kern\nX.\n", "{}\n\n///\n", []),
    "the closing half": ("X.\n///\n", "/// kern\n{}\n", []),
    "a note": ("Zin.[^a]\n", "{}\n\n[^a]: Bron.\n", [f"{P}:1:5: LR405"]),
    "a definition": ("Zin.\n\n[^a]: Bron.\n", "{}\n\nZo.[^a]\n", [f"{P}:3:1: LR405"]),
    "a glued digit": ("Eerst.\n\nRouw vraagt tijd.3 Dus.\n", "A {} b\n", [f"{P}:3:18: LR141"]),
    "a citation": ("Zin [@donne1624].\n", "- {}\n", [f"{P}:1:5: LR111"]),
    "a quotation": ("/// citaat | Wie\nX.\n///\n", "{}\n", [f"{P}:1:1: LR106"]),
    "a flag": ("<!-- leidraad LR504: breekt af -->\n", "{}\n", [f"{P}:1:1: LR504"]),
    "lines that are left out": ("Een.\n\nTijd.3 Dus.\n", "{lines}\n", [f"{P}:3:6: LR141"]),
    "set aside": ("<!-- leidraad ignore LR141: zo -->\nTijd.3 Dus.\n", "{}\n", []),
}


@pytest.mark.parametrize(("inside", "around", "expected"), SHOWN.values(), ids=SHOWN)
def test_what_chapters_show_of_a_partial_is_told_once_at_its_own_line(
    inside: str, around: str, expected: list[str], project: Draw
):
    text = around.format("{!nl/deel.md!}", lines="{!nl/deel.md!lines=1}")
    pages = {f"docs/nl/0{n}-x.md": f"---\nslug: x{n}\n---\n\n# T\n\n{text}" for n in range(2, 5)}
    folder = project({P: inside, **pages})
    assert check_text(folder) == expected
    assert check_text(folder) == expected  # from the cache
    assert check_text(folder, "docs/nl/02-x.md") == check_text(folder, P) == expected
    gathering = build(folder)
    assert [f"{f.path}:{f.line}:{f.column}: {f.code}" for f in gathering] == expected


def build(folder: Path) -> list[Finding]:
    """Return what the conversions of a build show."""
    config = site.load(folder / "mkdocs.yml")
    gathering = Gathering(config, {})
    assert gathering.begin() == []
    sources = list(docs.sources(config))
    for source in sources:
        if not source.is_partial:
            text = read_text(source.path)
            parser = parsers.of_site(config, source.lang)
            html = parser.convert(fronts.split(text)[0])
            told = gathering.judge(source, text, reading_of(parser), html)
            gathering.add(source, text, told)
    found = checking.settle(config, gathering.finish(), sources)
    return [finding for finding in found if finding.code not in ("LR301", "LR424")]


def test_a_partial_that_no_page_shows_is_checked_by_itself(project: Draw):
    assert check_text(project({P: "Tijd.3 Dus.[^a]\n\n/// kern\nX.\n"})) == [
        f"{P}:1:6: LR141",
        f"{P}:1:12: LR405",
        f"{P}:3:1: LR202",
    ]


def test_a_place_beside_an_include_is_that_of_the_chapter(project: Draw):
    folder = project({P: "één\ntwee\n", "docs/nl/02-x.md": "# T\n\nA {!nl/deel.md!} tijd.3 [^x]\n"})
    assert check_text(folder) == ["docs/nl/02-x.md:3:23: LR141", "docs/nl/02-x.md:3:25: LR101"]


def test_a_wrong_include_in_a_partial_is_told_there_once(project: Draw):
    pages = {f"docs/nl/0{n}-x.md": "# T\n\n{!nl/deel.md!}\n" for n in range(2, 5)}
    folder = project({P: "Zin.\n\nZie {!nl/weg.md!}\n", **pages})
    assert check_text(folder) == check_text(folder, "docs/nl/03-x.md") == [f"{P}:3:5: LR401"]


def test_a_quotation_that_many_pages_show_differs_from_another_once(project: Draw):
    said = "/// motto | Wie{0}\nWie zich veilig weet, durft te verkennen en komt {1} weer thuis.\n///\n"
    pages = {f"docs/nl/0{n}-x.md": "# T\n\n{!nl/deel.md!}\n" for n in range(2, 5)}
    other = "# T\n\n" + said.format("[^a]", "toch") + "\n[^a]: Bron.\n"
    folder = project({P: said.format("", "ook"), **pages, "docs/nl/01-y.md": other})
    assert check_text(folder) == [f"{P}:1:1: LR106", f"{P}:1:1: LR143"]
    (folder / "docs/nl/01-y.md").rename(folder / "docs/nl/06-y.md")
    assert check_text(folder) == [f"{P}:1:1: LR106", "docs/nl/06-y.md:3:1: LR143"]
    assert [finding.code for finding in build(folder)] == ["LR106", "LR143"]
