"""Translations as readers get them: blocks with one name in every language, and what is behind told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from leidraad import handbook
from leidraad.cli import main

NL = """# Rouw {#grief}

Rouw vraagt tijd.

/// casus | Naam
Een verhaal.

- met
- punten
///

/// trainersnotitie
Voor de trainer.
///

## Blijven {#staying}

Wie blijft, hoeft niets te zeggen.
"""
EN = (
    NL.replace("# Rouw", "# Grief")
    .replace("Rouw vraagt tijd", "Grief takes time")
    .replace("casus | Naam\nEen verhaal.", "case | Name\nA story.")
    .replace("- met\n- punten", "- with\n- points")
    .replace("trainersnotitie\nVoor de trainer.", "trainer-note\nFor trainers.")
    .replace("## Blijven", "## Staying")
    .replace("Wie blijft, hoeft niets te zeggen.", "Whoever stays need not say a thing.")
)
NAMES = ("index", "01-eerste-hoofdstuk", "01-rouw", "02-geleid", "03-first", "bronnen")
NAV = "nav:\n" + "".join(f"  - {name}.md\n" for name in NAMES)
BLOCK = re.compile(r'<(\w+)[^>]*?data-block="([^"]*)"( data-stale="")?')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "handbook"
    handbook.create(folder)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    nav = re.search(r"^nav:\n(?:  .*\n)+", config, re.MULTILINE)
    assert nav
    (folder / "mkdocs.yml").write_text(config.replace(nav[0], NAV), "utf-8")
    for name, nl, en in (
        ("01-rouw.md", NL, EN),
        ("02-geleid.md", NL.replace("grief", "led"), "---\nsource: en\n---\n\n" + EN.replace("grief", "led")),
    ):
        (folder / "docs/nl" / name).write_text(nl, "utf-8")
        (folder / "docs/en" / name).write_text(en, "utf-8")
    (folder / "docs/en/03-first.md").write_text("---\nsource: en\n---\n\n# First {#first}\n", "utf-8")
    CliRunner().invoke(
        main,
        ["accept", "-f", str(folder / "mkdocs.yml"), str(folder / "docs/en/01-rouw.md"),
         str(folder / "docs/en/index.md"),
         str(folder / "docs/nl/02-geleid.md")],
        catch_exceptions=False,
    )  # fmt: skip
    for path, old, new in (
        ("docs/nl/01-rouw.md", "hoeft niets te zeggen", "hoeft niets te vragen"),
        ("docs/en/02-geleid.md", "Grief takes time", "Grief takes much time"),
        ("docs/nl/index.md", "Schrijf hier", "Zeg hier"),
    ):
        text = (folder / path).read_text("utf-8")
        (folder / path).write_text(text.replace(old, new), "utf-8")
    subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return folder / "site"


def blocks(page: Path) -> list[tuple[str, str, bool]]:
    return [(tag, name, bool(stale)) for tag, name, stale in BLOCK.findall(page.read_text("utf-8"))]


@pytest.mark.slow
def test_blocks_have_the_same_names_in_every_language_and_what_is_for_trainers_leaves_no_gap(built: Path):
    expected = [
        ("h1", "grief", False), ("p", "grief.1", False), ("section", "grief.2", False),
        ("p", "grief.3", False), ("ul", "grief.4", False), ("h2", "staying", False),
        ("p", "staying.1", False),
    ]  # fmt: skip
    assert blocks(built / "01-rouw/index.html") == expected
    assert blocks(built / "en/01-rouw/index.html") == [*expected[:-1], ("p", "staying.1", True)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("01-rouw", ""),
        ("en/01-rouw", "One paragraph of the original has changed since this translation was made."),
        ("02-geleid", "Eén alinea van het origineel is gewijzigd sinds deze vertaling."),
        ("en/02-geleid", ""),
    ],
)
def test_a_page_that_is_behind_says_so_in_its_own_language(built: Path, page: str, told: str):
    text = (built / page / "index.html").read_text("utf-8")
    assert ("leidraad-fallback" in text) is bool(told)
    assert told in text
    stale = [name for _, name, is_stale in blocks(built / page / "index.html") if is_stale]
    assert stale == ({"en/01-rouw": ["staying.1"], "02-geleid": ["led.1"]}.get(page, []))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link"),
    [("en/01-rouw", "../../01-rouw/"), ("02-geleid", "../en/02-geleid/"), ("en", "../")],
)
def test_a_page_that_is_behind_leads_to_its_original_wherever_the_site_is_put(
    built: Path, page: str, link: str
):
    text = (built / page / "index.html").read_text("utf-8")
    notice = text.partition('class="leidraad-fallback"')[2].partition("</p>")[0]
    assert re.findall('href="(.*?)"', notice) == [link]


@pytest.mark.slow
def test_a_chapter_may_be_written_in_the_other_language_first(built: Path):
    assert (built / "en/03-first/index.html").is_file()
    assert not (built / "03-first").exists()
    assert "03-first" not in (built / "index.html").read_text("utf-8")
    assert "03-first" in (built / "en/index.html").read_text("utf-8")
