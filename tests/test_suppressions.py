"""Comments that set a finding aside, and the severity that a handbook gives a rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad import checking, docs, site
from leidraad.checks import Finding, options
from leidraad.checks.rules import RULES
from leidraad.checks.suppressions import suppress
from leidraad.cli import main
from leidraad.errors import LeidraadError
from support import Draw, check, markdown


def left(text: str, *codes: str, path: str = "a.md") -> list[str]:
    """Return what is left, as `line code`, where each code is found on every line."""
    lines = text.split("\n")
    found = [Finding(path, n, 1, code, "x") for code in codes for n in range(1, len(lines) + 1)]
    return [f"{f.line} {f.code}" for f in suppress(path, text, found)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n<!-- leidraad ignore LR141: merk -->\nb\nc\n\nd", [1, 2, 3, 6, 7]),
        ("a\n\n<!-- leidraad ignore LR141: merk -->\n\nb\nc\n\nd", [1, 2, 3, 4, 7, 8]),
        ("a <!-- leidraad ignore LR141: merk -->\nb", [2]),
        ("a <!-- leidraad ignore LR141: merk --> b\nb", [2]),
        ("- a\n- b <!-- leidraad ignore LR141: merk -->\n- c", [1, 3]),
        ("| a |\n|---|\n| b <!-- leidraad ignore LR141: merk --> |\n| c |", [1, 2, 4]),
        ("<!-- leidraad ignore LR141: merk -->\n/// kern\na\n\nb\n///\n\nc", [1, 7, 8]),
        ("<!-- leidraad ignore LR141: merk -->\n//// kern\n/// kern\na\n///\n\nb\n////\nc", [1, 9]),
        ("<!-- leidraad ignore LR141: merk -->\n```\na\n\nb\n```\nc", [1, 7]),
        ("<!-- leidraad ignore LR141: merk -->\n[^a]: A\n\n    meer\n\nb", [1, 5, 6]),
        ("<!-- leidraad ignore LR141: merk -->\n[^a]: A\n[^b]: B", [1, 3]),
        ("<!-- leidraad ignore LR141: merk -->\n- a\n\n    b\n\nc", [1, 5, 6]),
        ("> <!-- leidraad ignore LR141: merk -->\n> a\n>\n> b", [1, 3, 4]),
        ("<!-- leidraad ignore LR141:\neen merk -->\na\n\nb", [1, 2, 4, 5]),
        ("a\n\n<!-- leidraad ignore-file LR141: merk -->\n\nb", []),
        ("<!-- leidraad ignore lr141, LR142: merk -->\na\n", [1, 3]),
    ],
)
def test_a_comment_sets_rules_aside_on_its_block_or_its_line(text: str, lines: list[int]):
    codes = ["LR141", "LR142"] if "LR142" in text else ["LR141"]
    assert left(text, *codes) == [f"{line} {code}" for line in lines for code in codes]


def test_two_comments_above_a_block_both_hold():
    text = "<!-- leidraad ignore LR141: merk -->\n<!-- leidraad ignore LR142: zo -->\n\na\n\nb"
    assert [line for line in left(text, "LR141", "LR142") if line[0] in "46"] == ["6 LR141", "6 LR142"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- leidraad ignore LR141: merk -->\n```\n\na",
        "- punt\n\n    ```\n    <!-- leidraad ignore LR141: merk -->\n    ```\n\na",
        "`<!-- leidraad ignore LR141: merk -->`\na",
        "    <!-- leidraad ignore LR141: merk -->\n\na",
        "``\n<!-- leidraad ignore LR141: merk -->``\na",
        "---\nx: <!-- leidraad ignore-file LR141: merk -->\n---\na",
        "<!-- leidraad ignored LR141: merk -->\na",
        "<!-- leidraad ignore LR141: merk\na",
    ],
)
def test_what_is_code_or_no_such_comment_sets_nothing_aside(text: str):
    assert left(text, "LR141") == [f"{n} LR141" for n in range(1, text.count("\n") + 2)]
    assert left(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- punt\n\n    <!-- leidraad ignore LR141: merk -->\n    a",
        "``` <!-- leidraad ignore LR141: merk -->",
    ],
)
def test_what_only_looks_like_code_is_a_comment(text: str):
    assert left(text) == [f"{text[: text.index('<!--')].count(chr(10)) + 1} LR149"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            "leidraad ignore LR141: merk",
            "LR149 There is no LR141 here to set aside; remove the code, or move ",
        ),
        (
            "leidraad ignore LR141",
            "LR150 This comment does not say why; write `leidraad ignore LR141: reason`.",
        ),
        ("leidraad ignore LR141: ", "LR150 This comment does not say why"),
        ("leidraad ignore LR1066: merk", "LR149 There is no rule LR1066. Did you mean LR106?"),
        ("leidraad ignore LR401: merk", "LR149 LR401 cannot be set aside; mend what it finds."),
        ("leidraad ignore-file LR507: merk", "LR149 LR507 cannot be set aside; mend what it finds."),
        ("leidraad ignore LR149: merk", "LR149 LR149 cannot be set aside; mend what it finds."),
        ("leidraad ignore: merk", "LR149 This comment names no rule; write its code"),
    ],
)
def test_what_is_wrong_with_a_comment_is_said_where_it_stands(comment: str, message: str):
    found = suppress("a.md", f"\n  <!-- {comment} -->\n\na\n", [])
    assert [str(f) for f in found if str(f).startswith(f"a.md:2:3: {message}")]
    assert {f.code for f in found} <= {"LR149", "LR150"}


def test_safety_is_never_set_aside():
    codes = [code for code, rule in RULES.items() if rule.is_fixed]
    text = f"<!-- leidraad ignore-file {' '.join(codes)}: haast -->\n"
    kept = suppress("a.md", text, [Finding("a.md", 1, 1, code, "x") for code in codes])
    assert [f.code for f in kept if f.message == "x"] == codes
    assert "LR507" in codes
    assert "LR401" in codes


def test_a_bibliography_has_comments_of_its_own():
    text = "% leidraad ignore LR130: voor deel 2\n@book{a,\n  title = {A},\n}\n\n@book{b,\n}\n"
    assert left(text, "LR130", path="references.bib") == [f"{n} LR130" for n in (6, 7, 8)]
    everywhere = text.replace("ignore", "ignore-file")
    assert left(everywhere, "LR130", path="references.bib") == []
    assert "1 LR150" in left("% leidraad ignore LR130\n@book{a,\n}", path="references.bib")


PIECES = [
    "<!-- leidraad ignore LR141: x -->",
    "a",
    "",
    "///",
    "/// kern",
    "```",
    "    b",
    "- c",
    "> d",
    "`",
    "<!--",
    "-->",
    "[^a]: x",
    "<div>",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join))
def test_nothing_but_what_is_named_is_set_aside(text: str):
    count = text.count("\n") + 1
    found = [Finding("a.md", n, 1, code, "x") for n in range(1, count + 1) for code in ("LR101", "LR141")]
    kept = suppress("a.md", text, found)
    assert [f for f in found if f.code == "LR101"] == [f for f in kept if f.code == "LR101"]
    if len([f for f in kept if f.code == "LR141"]) < count:
        assert "ignore LR141" in text
    assert {f.code for f in kept} <= {"LR101", "LR141", "LR149"}


HOSTILE = [
    "<!-- leidraad ignore LR141: x -->\n",
    "<!-- leidraad ignore LR141: x -->\n/// kern\n",
    "``` x\n",
    "`` ` ",
    "<div>\n",
    "<!--",
    "[[[[",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_texts_take_no_quadratic_time(line: str):
    count = 10_000
    found = [Finding("a.md", n, 1, "LR141", "x") for n in range(1, count)]
    assert suppress("a.md", f"leidraad {line * count}", found)


def test_such_a_comment_is_not_on_the_page():
    secret = "<!-- leidraad ignore LR141: geheim -->"
    html = markdown().convert(f"{secret}\n\nA {secret} b.\n\n- c {secret}\n\n<!-- blijft -->\n")
    assert "geheim" not in html
    assert "<!-- blijft -->" in html


QUOTE = "/// citaat | Volksmond\nGedeelde smart is halve smart.\n///\n"


def handbook(project: Draw, text: str, checks: str = "{}") -> Path:
    folder = project({"docs/nl/02-proef.md": text})
    config = folder / "mkdocs.yml"
    options = config.read_text().replace("leidraad: {}", f"leidraad: {{checks: {checks}}}")
    config.write_text(options.replace("  - bronnen.md\n", "  - bronnen.md\n  - 02-proef.md\n"))
    return config


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ("{}", ["LR106 error"]),
        ("{severity: {LR106: warning}}", ["LR106 warning"]),
        ("{severity: {lr106: info}}", ["LR106 info"]),
        ("{severity: {LR106: off}}", []),
        ("{severity: {LR106: 'off', LR101: error}}", []),
    ],
)
def test_a_handbook_says_how_much_a_rule_weighs(checks: str, found: list[str], project: Draw):
    config = site.load(handbook(project, QUOTE, checks))
    assert [f"{f.code} {f.severity}" for f in check(config)] == found


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ("{severity: {LR1066: off}}", "there is no rule LR1066. Did you mean LR106?"),
        ("{severity: {LR106: eror}}", "LR106 has no severity ‘eror’. Did you mean ‘error’?"),
        ("{severity: {LR106: 3}}", "LR106 has no severity ‘3’. Use error, warning, info or off."),
        ("{severity: {LR401: off}}", "LR401 stays an error: it keeps a build safe; remove it here."),
        ("{severity: {LR507: warning}}", "LR507 stays an error: it keeps a build safe; remove it here."),
        ("{severity: LR106}", "severity holds codes"),
        ("{severty: {}}", "there is no option ‘severty’. Did you mean ‘severity’?"),
        ("{quotation_words: 0}", "quotation_words is a whole number of 1 or more, and not ‘0’."),
        ("{quotation_words: yes}", "quotation_words is a whole number of 1 or more, and not ‘True’."),
        ("[LR106]", "write options below it"),
    ],
)
def test_options_that_cannot_be_used_are_one_line(checks: str, message: str, project: Draw):
    with pytest.raises(LeidraadError, match=r"mkdocs\.yml") as error:
        site.load(handbook(project, QUOTE, checks))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("authors", "message"),
    [
        ("untrustd", "authors cannot be ‘untrustd’. Did you mean ‘untrusted’?"),
        ("[trusted]", "authors cannot be ‘['trusted']’. Did you mean ‘trusted’?"),
        ("no", "authors cannot be ‘False’. Use trusted or untrusted."),
    ],
)
def test_authors_are_trusted_or_not(authors: str, message: str, project: Draw):
    config = project({}) / "mkdocs.yml"
    assert site.trusts_authors(site.load(config))
    options = config.read_text()
    config.write_text(options.replace("leidraad: {}", "leidraad: {authors: untrusted}"))
    assert not site.trusts_authors(site.load(config))
    config.write_text(options.replace("leidraad: {}", f"leidraad: {{authors: {authors}}}"))
    with pytest.raises(LeidraadError) as error:
        site.load(config)
    assert message in str(error.value)


def test_the_options_of_a_handbook_that_gives_none():
    assert options.parse({}) == options.Options({}, 100)
    assert options.parse({"quotation_words": 40, "severity": None}).quotation_words == 40


def test_what_is_found_elsewhere_is_told_of_the_whole_and_not_of_a_part(project: Draw):
    config = site.load(handbook(project, f"<!-- leidraad ignore LR106: volksmond -->\n\n{QUOTE}"))
    found = [
        Finding("docs/nl/02-proef.md", 3, 1, "LR106", "x"),
        Finding("mkdocs.yml", 1, 1, "LR126", "x"),
    ]
    sources = list(docs.sources(config))
    assert [f.code for f in checking.settle(config, found, sources)] == ["LR126"]
    assert checking.settle(config, found, sources, whole=False) == []


def test_the_comments_of_the_bibliography_are_judged(project: Draw):
    config = site.load(handbook(project, "# Titel\n"))
    path = site.bibliography(config)
    path.write_text(f"% leidraad ignore LR130: later\n{path.read_text('utf-8')}", encoding="utf-8")
    assert [str(f)[:23] for f in check(config)] == ["references.bib:1:1: LR1"]


@pytest.mark.slow
def test_a_strict_build_goes_by_the_same_severities_and_comments(project: Draw):
    checks = "{severity: {LR106: warning, LR105: info, LR104: off, LR301: off}}"
    text = f"# Titel\n\n{QUOTE}\nA.[^a] B.[^b] C.[^c]\n\n[^a]: Bron nog op te geven.\n[^b]:\n\n"
    text += "<!-- leidraad ignore LR102: voor deel 2 -->\n[^d]: Loss.\n\n[^c]: Angst.\n"
    config = handbook(project, text, checks)
    done = CliRunner().invoke(main, ["build", "-f", str(config)])
    assert done.exit_code == 0, done.output
    assert "2 findings." in done.output
    assert "deel 2" not in (config.parent / "site/02-proef/index.html").read_text()
    found = check(site.load(config))
    assert [f"{f.code} {f.severity}" for f in found] == ["LR106 warning", "LR105 info"]
