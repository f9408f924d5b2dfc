"""Fixtures: Markdown objects as the site makes them, and handbooks drawn in the test."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from markdown import Markdown

import markup
import three
from leidraad import handbook, locales, site
from leidraad.checks import Finding
from once import once
from sites import Site
from support import ROOT, Draw, check, markdown, run

# Whoever works on a brand has chosen it for builds, not for tests.
os.environ.pop("LEIDRAAD_BRAND", None)
# One browser for all that drives it: a process can have only one.
pytest_plugins = ("browsing",)

# The gate tries the same examples every time; whoever works tries new ones. No test has a time to keep.
settings.register_profile("work", deadline=None)
settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "work")


@pytest.fixture(scope="module", autouse=True)
def no_languages_of_others() -> None:
    """Begin with the languages that Leidraad ships: a handbook’s own are known until another is loaded."""
    locales.use({})


@pytest.fixture
def md() -> Markdown:
    """Return a Dutch Markdown object that keeps trainer notes."""
    return markdown(trainer=True)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project's own handbook."""

    def make(target: Path) -> None:
        done = run("mkdocs", "build", "--strict", "-d", str(target), cwd=ROOT)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "built", make)


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Callable[[str], Site]:
    """Return what builds a site once: the project's own, or the small one with addresses of a kind."""

    @cache
    def build(name: str) -> Site:
        if name == "own":
            return Site(built, str(site.load(ROOT / "mkdocs.yml").site_url), True, markup.pages(built))
        folder = tmp_path_factory.mktemp("three") / "handbook"
        three.draw(folder, urls=name == "folders")
        done = run("leidraad", "build", cwd=folder)
        assert done.returncode == 0, done.stderr
        return Site(folder / "site", three.ROOT, name == "folders", markup.pages(folder / "site"))

    return build


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
    """Return a function that checks a text as a chapter in one language only."""

    def check_text(text: str) -> list[Finding]:
        folder = project({"docs/nl/02-proef.md": text})
        config = site.load(folder / "mkdocs.yml")
        return check(config, frozenset({folder / "docs/nl/02-proef.md"}))

    return check_text
