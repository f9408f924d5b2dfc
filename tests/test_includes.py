"""Includes: every way out of the folder, and every way to run for ever, is a finding."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad.checks import check_includes
from support import markdown


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
        ("`{!nl/x.md!}`", ["LR401"]),
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
    assert [finding.code for finding in check_includes("a.md", text, partials)] == codes


def test_the_place_and_the_remedy(partials: Path):
    (finding,) = check_includes("a.md", "Eerst.\n\nZie {!nl/geod.md!}\n", partials)
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
PIECES += ["../geheim.txt", "/etc/hostname", "{!half.md!}", "!", "a.md", "\n"]
PARTIALS = {"a": "een\ntwee {!c.md!}\n", "b": "{!a.md!} b\nc\n", "c": "  drie\n", "leeg": "", "half": "{!"}


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_what_comes_through_opens_no_file_outside(tmp_path_factory: pytest.TempPathFactory, text: str):
    root = tmp_path_factory.getbasetemp() / "voorzien" / "_partials"
    if not root.exists():
        root.mkdir(parents=True)
        (root.parent / "geheim.txt").write_text("geheim", encoding="utf-8")
        for name, inside in PARTIALS.items():
            (root / f"{name}.md").write_text(inside, encoding="utf-8")
    if not check_includes("x.md", text, root):
        with mock.patch("builtins.open", wraps=open) as opened:
            markdown(partials=root).preprocessors["include"].run(text.split("\n"))
        assert all(Path(call.args[0]).is_relative_to(root) for call in opened.call_args_list)
