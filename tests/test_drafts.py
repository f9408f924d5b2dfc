"""Drafts: no reader sees them, an author who serves does, and the check says how much is open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands import build

from leidraad import checking, drafts, site
from leidraad.checks import Finding
from leidraad.translating import scaffolding
from support import Draw

NL = "---\nslug: rouw\n---\n\n# Rouw {#grief}\n\nWie blijft, zegt niets.[^a]\n\n[^a]: Zie elders.\n"
EN = "---\nslug: grief\nstatus: draft\n---\n\n# Grief {#grief}\n\n…[^a]\n\n[^a]: Elsewhere.\n"
NAV = "nav:\n  - index.md\n  - 01-eerste-hoofdstuk.md\n"


def draw(project: Draw, files: dict[str, str]) -> Path:
    """Draw a handbook whose chapter 3 is in the navigation."""
    folder = project(files)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert NAV in text
    config.write_text(text.replace(NAV, f"{NAV}  - Deel:\n      - 03-rouw.md\n"), encoding="utf-8")
    return folder


def built(folder: Path, command: str = "build") -> Path:
    """Build a handbook strictly, as one of MkDocs' commands does."""
    config = site.load(folder / "mkdocs.yml", strict=True)
    config.plugins.on_startup(command=command, dirty=False)
    build.build(config, serve_url="http://127.0.0.1:8000/" if command == "serve" else None)
    return folder / "site"


def told(folder: Path) -> list[str]:
    return [str(finding) for finding in checking.check(site.load(folder / "mkdocs.yml"))]


@pytest.mark.slow
def test_a_draft_of_a_translation_is_for_its_author_only(project: Draw):
    folder = draw(project, {"docs/nl/03-rouw.md": NL, "docs/en/03-rouw.md": EN})
    pages = built(folder)
    # The fallback page stands in for it, with its notice, at the address that it has without a translation.
    assert not (pages / "en/grief").exists()
    page = (pages / "en/rouw/index.html").read_text(encoding="utf-8")
    assert "Wie blijft, zegt niets." in page
    assert "leidraad-fallback" in page
    assert 'href="rouw/"' in (pages / "en/index.html").read_text(encoding="utf-8")
    assert "grief/" not in (pages / "sitemap.xml").read_text(encoding="utf-8")
    served = built(folder, "serve")
    page = (served / "en/grief/index.html").read_text(encoding="utf-8")
    assert re.search(r'class="?mkdocs-draft-marker', page)
    assert "mkdocs-draft-marker" not in (served / "rouw/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_chapter_whose_source_is_a_draft_is_in_no_language(project: Draw):
    files = {
        "docs/nl/03-rouw.md": NL.replace("slug", "status: draft\nslug"),
        "docs/en/03-rouw.md": EN.replace("status: draft\n", "").replace("…", "Whoever stays."),
    }
    folder = draw(project, files)
    pages = built(folder)
    assert sorted(path.name for path in pages.iterdir() if path.is_dir()) == [
        "assets", "bronnen", "eerste-hoofdstuk", "en",
    ]  # fmt: skip
    assert not (pages / "en/grief").exists()
    for home in ("index.html", "en/index.html"):
        page = (pages / home).read_text(encoding="utf-8")
        assert "rouw" not in page
        # Neither is the part of the book that holds no other chapter.
        assert "Deel" not in page
    assert [line for line in told(folder) if "03-rouw" in line] == []


def test_the_check_of_a_draft_says_how_much_is_open(project: Draw):
    folder = draw(project, {"docs/nl/03-rouw.md": NL, "docs/en/03-rouw.md": EN})
    meanwhile = "readers see docs/nl/03-rouw.md meanwhile."
    start = "docs/en/03-rouw.md:1:1: LR301 This translation is a draft, and"
    assert told(folder) == [f"{start} 1 of its 3 blocks are open; {meanwhile}"]
    path = folder / "docs/en/03-rouw.md"
    path.write_text(EN.replace("…", "Whoever stays."), encoding="utf-8")
    assert told(folder) == [f"{start} no block is open; {meanwhile} Take `status: draft` out to publish it."]


def test_a_scaffold_has_no_finding_but_that_it_is_a_draft(project: Draw):
    quote = "/// citaat | John Donne[^d]\nGeen mens is een eiland in 1624.\n///\n\n[^d]: [@donne1624, p. 3]\n"
    folder = draw(project, {"docs/nl/03-rouw.md": f"{NL}\n{quote}"})
    config = site.load(folder / "mkdocs.yml")
    scaffolding.begin(config, "en", "03-rouw.md")
    assert [finding.code for finding in checking.check(config)] == ["LR301"]


@pytest.mark.slow
def test_a_mistake_in_a_draft_is_told_and_keeps_no_page_from_being_built(project: Draw):
    draft = f"{EN}\n{{!en/weg.md!}}\n"
    folder = draw(project, {"docs/nl/03-rouw.md": NL, "docs/en/03-rouw.md": draft})
    config = site.load(folder / "mkdocs.yml")
    # MkDocs keeps a plugin, and with it whether it serves.
    config.plugins.on_startup(command="build", dirty=False)
    build.build(config)
    found: list[Finding] = config.plugins["leidraad"].summary.findings
    assert [(f.path, f.code) for f in found if "LR4" in f.code] == [("docs/en/03-rouw.md", "LR401")]
    assert found == checking.check(config)
    assert (folder / "site/en/rouw/index.html").is_file()


@pytest.mark.slow
def test_a_draft_of_what_english_leads_is_missing_in_dutch_only(project: Draw):
    folder = draw(
        project, {"docs/en/03-rouw.md": "---\nslug: grief\n---\n\n# Grief {#grief}\n\nIt takes time.\n"}
    )
    scaffolding.begin(site.load(folder / "mkdocs.yml"), "nl", "03-rouw.md")
    pages = built(folder)
    assert (pages / "en/grief/index.html").is_file()
    assert not (pages / "03-rouw").exists()
    assert "Deel" not in (pages / "index.html").read_text(encoding="utf-8")
    assert "Deel" in (pages / "en/index.html").read_text(encoding="utf-8")
    (line,) = told(folder)
    assert line == (
        "docs/nl/03-rouw.md:1:1: LR301 This translation is a draft, and 2 of its 2 blocks are open; "
        "readers have no such page meanwhile."
    )


@pytest.mark.slow
def test_what_is_published_bears_no_mark(project: Draw):
    english = EN.replace("draft", "Published").replace("…", "Whoever stays.")
    folder = draw(project, {"docs/nl/03-rouw.md": NL, "docs/en/03-rouw.md": english})
    page = built(folder) / "en/grief/index.html"
    assert "md-status" not in page.read_text(encoding="utf-8")
    written = folder / "docs/en/03-rouw.md"
    written.write_text(written.read_text("utf-8").replace("Published", "new"), "utf-8")
    built(folder)
    assert "md-status--new" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("status", ["draft", "Draft", "' draft '"])
def test_a_draft_is_one_however_it_is_written(status: str):
    assert drafts.is_draft(f"---\nstatus: {status}\n---\n\n# X\n")
    assert not drafts.is_draft(f"---\nslug: x\n---\n\nstatus: {status}\n")


@pytest.mark.parametrize(
    ("status", "is_told"), [("darft", True), ("drafts", True), ("new", False), ("[x]", False)]
)
def test_a_slip_in_the_word_publishes_nothing_unseen(status: str, is_told: bool, project: Draw):
    folder = draw(project, {"docs/nl/03-rouw.md": f"---\nslug: x\nstatus: {status}\n---\n\n# Rouw\n"})
    said = "docs/nl/03-rouw.md:3:1: LR409 The front matter has no status"
    assert any(line.startswith(said) and line.endswith("‘draft’?") for line in told(folder)) == is_told


def test_who_leads_decides_what_a_draft_hides():
    nl, en = "---\nsource: en\nstatus: draft\n---\n", "---\nslug: x\n---\n"
    found = drafts.find({"a.md": {"nl": nl, "en": en}, "b.md": {"nl": en, "en": en}}, ["nl", "en"])
    assert found.files == {"nl/a.md"}
    assert found.gone("nl", "nl") == {"a.md"}
    assert found.gone("en", "nl") == frozenset()
    hidden = drafts.find({"a.md": {"nl": en, "en": "---\nsource: en\nstatus: draft\n---\n"}}, ["nl", "en"])
    assert hidden.files == {"nl/a.md", "en/a.md"}


def test_a_navigation_loses_what_is_gone_and_nothing_else():
    nav = [
        "index.md",
        {"Een": ["a.md", {"Twee": "b.md"}]},
        {"Drie": [{"Vier": ["a.md"]}]},
        {"X": "http://x.nl"},
    ]
    assert drafts.without(nav, {"a.md"}.__contains__) == [
        "index.md",
        {"Een": [{"Twee": "b.md"}]},
        {"X": "http://x.nl"},
    ]
    assert drafts.without(nav, set().__contains__) == nav
    assert drafts.without(None, {"a.md"}.__contains__) is None
    assert drafts.without(["a.md"], {"a.md"}.__contains__) == []
