"""Includes: every way out of the folder, and every way to run for ever, is a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from leidraad.checks import check_includes


@pytest.fixture
def partials(tmp_path: Path) -> Path:
    root = tmp_path / "docs" / "_partials"
    (root / "nl").mkdir(parents=True)
    (root / "nl/goed.md").write_text("Goed.\n", encoding="utf-8")
    (root / "nl/diep.md").write_text("{!nl/goed.md!}\n{!nl/weg.md!}\n", encoding="utf-8")
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
    ],
)
def test_codes(text: str, codes: list[str], partials: Path):
    assert [finding.code for finding in check_includes("a.md", text, partials)] == codes


def test_the_place_and_the_remedy(partials: Path):
    (finding,) = check_includes("a.md", "Eerst.\n\nZie {!nl/geod.md!}\n", partials)
    assert str(finding) == (
        "a.md:3:5: LR401 Include ‘nl/geod.md’ names no file in docs/_partials. Did you mean ‘nl/goed.md’?"
    )
