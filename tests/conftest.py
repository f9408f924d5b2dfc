"""Fixtures: Markdown objects as the site makes them, and handbooks drawn in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from leidraad import handbook, site
from leidraad.checks import Finding

ROOT = Path(__file__).parents[1]

Draw = Callable[[dict[str, str]], Path]


def markdown(lang: str = "nl", *, partials: Path | None = None, **options: object) -> Markdown:
    """Return a Markdown object with what every handbook's mkdocs.yml names."""
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes"]
    configs: dict[str, dict[str, object]] = {site.EXTENSION: {"lang": lang, **options}}
    if partials:
        extensions.append(site.INCLUDE)
        configs[site.INCLUDE] = {"base_path": str(partials), "throwException": True}
    return Markdown(extensions=[*extensions, site.EXTENSION], extension_configs=configs)


@pytest.fixture
def md() -> Markdown:
    """Return a Dutch Markdown object that keeps trainer notes."""
    return markdown(trainer=True)


@pytest.fixture
def project(tmp_path: Path) -> Draw:
    """Return a function that draws a handbook: the starter's, with these files over it."""

    def draw(files: dict[str, str]) -> Path:
        folder = tmp_path / "handbook"
        handbook.create(folder)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return draw


@pytest.fixture
def findings(project: Draw) -> Callable[[str], list[Finding]]:
    """Return a function that checks a text as the first chapter of a handbook."""

    def check(text: str) -> list[Finding]:
        folder = project({"docs/nl/01-eerste-hoofdstuk.md": text})
        config = site.load(folder / "mkdocs.yml")
        return site.check(config, frozenset({folder / "docs/nl/01-eerste-hoofdstuk.md"}))

    return check
