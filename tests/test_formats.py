"""What `leidraad check` prints: for people, for tools and for code hosts."""

from __future__ import annotations

import json

import click
import jsonschema
import pytest

from leidraad.checks import Finding
from leidraad.checks.report import FORMATS, coloured
from leidraad.checks.rules import RULES
from support import ROOT

# As OASIS published it and the package sarif-om carries it (MIT).
SCHEMA = ROOT / "tests" / "cases" / "sarif" / "sarif-2.1.0-rtm.4.json"

FOUND = [
    Finding("docs/a,b.md", 3, 7, "LR101", "Note [^x] is 100% not defined."),
    Finding("b.md", 1, 1, "LR501", "Kijk."),
]


def test_formats():
    assert FORMATS["text"](FOUND) == (
        "docs/a,b.md:3:7: LR101 Note [^x] is 100% not defined.\nb.md:1:1: LR501 Kijk.\n1 error, 1 warning."
    )
    assert FORMATS["text"]([]) == "No findings."
    assert FORMATS["github"](FOUND) == (
        "::error file=docs/a%2Cb.md,line=3,col=7,title=LR101::Note [^x] is 100%25 not defined.\n"
        "::warning file=b.md,line=1,col=1,title=LR501::Kijk."
    )
    assert json.loads(FORMATS["json"](FOUND))[0] == {
        "path": "docs/a,b.md",
        "line": 3,
        "column": 7,
        "code": "LR101",
        "severity": "error",
        "message": "Note [^x] is 100% not defined.",
    }
    assert FORMATS["json"]([]) == "[]"


def test_what_is_only_told_is_a_notice_and_counts_apart():
    info = Finding("a.md", 2, 4, "LR145", "Kijk.")
    assert FORMATS["github"]([info]) == "::notice file=a.md,line=2,col=4,title=LR145::Kijk."
    assert FORMATS["text"]([*FOUND, info]).endswith("\n1 error, 1 warning, 1 info.")


def test_the_summary_counts_severities_and_codes_by_file():
    more = [*FOUND, Finding("b.md", 2, 1, "LR101", "Noot."), Finding("b.md", 3, 1, "LR101", "Noot.")]
    assert (
        FORMATS["summary"](more)
        == """\
             errors  warnings  infos
docs/a,b.md       1         ·      ·  LR101
b.md              2         1      ·  LR101 ×2, LR501
total             3         1      ·

    3  LR101  A note is cited but not defined.
    1  LR501  An import was not certain what this block is.

3 errors, 1 warning."""
    )
    assert FORMATS["summary"]([]) == "No findings."


def test_colours_change_no_word():
    assert click.unstyle(coloured(FOUND)) == FORMATS["text"](FOUND)
    assert "\x1b[31m" in coloured(FOUND[:1])
    assert "\x1b[33m" in coloured(FOUND[1:])


def test_sarif_is_what_its_schema_asks():
    found = [Finding("docs/nl/één, twee.md", 1, 3, code, f"{code} 😀") for code in RULES]
    log = json.loads(FORMATS["sarif"](found))
    jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert RULES[result["ruleId"]].severity == {"note": "info"}.get(result["level"], result["level"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/nl/%C3%A9%C3%A9n%2C%20twee.md"},
        "region": {"startLine": 1, "startColumn": 3},
    }


def test_the_schema_would_refuse_another_level():
    log = json.loads(FORMATS["sarif"](FOUND))
    log["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_sarif_gives_the_severity_that_the_handbook_gives():
    found = [Finding("a.md", 1, 1, "LR101", "Noot.", weight="info")]
    assert json.loads(FORMATS["sarif"](found))["runs"][0]["results"][0]["level"] == "note"
