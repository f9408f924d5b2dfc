"""The site that needs no server: it is read from files, in a real browser without a network."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from leidraad import site
from leidraad.packages import holding, packing
from leidraad.packages.offline import classic
from leidraad.packages.packing import Wanted
from leidraad.storage.files import below
from support import ROOT

pytestmark = pytest.mark.slow

CHAPTER = "vier-hechtingsstijlen.html"


def _ignore(what: str, done: int, count: int) -> None:
    """Let nobody be told how far the work is."""


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the handbook of this repository, and unpack it as a reader does."""
    folder = tmp_path_factory.mktemp("stick")
    wanted = Wanted(ROOT / "mkdocs.yml", ["zip"], ["nl", "en"], "", folder / "packages", False)
    (path,) = packing.pack(wanted, _ignore).files
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def read(open_page: Callable[..., Page], unpacked: Path) -> Callable[..., Page]:
    """Return a function that opens a page of it from its file; what asks a network fails the test."""
    return partial(open_page, base=f"{unpacked.as_uri()}/", offline=True)


def search(page: Page, words: str) -> list[str]:
    """Return the pages that a search finds."""
    page.keyboard.press("/")
    box = page.locator("dialog.leidraad-search input[type=search]")
    expect(box).to_be_focused()
    box.fill("")
    expect(page.locator("dialog.leidraad-search [role=status]")).to_be_empty()
    box.fill(words)
    expect(page.locator("dialog.leidraad-search [role=status]")).to_have_text(re.compile("gevonden|found"))
    links = page.locator("dialog.leidraad-search li a").evaluate_all("all => all.map(each => each.pathname)")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement === document.body")
    return [link.rpartition("/")[2] for link in links]


@pytest.mark.parametrize(
    ("path", "words", "found"),
    [
        ("index.html", "hechtingsstijlen", CHAPTER),
        ("index.html", "veilige basis", "de-leider-als-veilige-basis.html"),
        ("index.html", "Bowlby", "hechting-en-veerkracht.html"),
        ("index.html", "‘veilige basis’", "de-leider-als-veilige-basis.html"),
        ("en/glossary.html", "attachments", "attachment-and-resilience.html"),
        ("en/index.html", "grief", "parting-loss-and-grief.html"),
        ("en/index.html", "griev", "parting-loss-and-grief.html"),
    ],
)
def test_what_the_book_has_is_found_in_the_pages_language(read, path: str, words: str, found: str):
    pages = search(read(path), words)
    assert found in pages
    assert pages[0] != "whole-book.html"


def test_the_page_that_bears_the_name_comes_first_and_what_is_nowhere_is_told(read):
    page = read("index.html")
    assert search(page, "vier hechtingsstijlen")[0] == CHAPTER
    assert search(page, "xyzzy") == []
    assert search(page, "hechtingsstijx")
    expect(page.locator("dialog.leidraad-search [role=status]")).to_contain_text("hechtingsstijx")


def test_a_result_shows_its_words_and_leads_to_their_place(read):
    page = read("en/index.html")
    page.keyboard.press("/")
    page.locator("dialog.leidraad-search input[type=search]").fill("secure base")
    link = page.locator("dialog.leidraad-search li li a").first
    expect(link.locator("mark").first).to_have_text(re.compile("secure|base", re.IGNORECASE))
    link.click()
    expect(page).to_have_url(re.compile(r"\.html#"))
    expect(page.locator("dialog.leidraad-search")).to_be_hidden()


def test_the_switch_goes_to_the_same_chapter_and_notes_show(read):
    page = read(CHAPTER, width=390)
    page.locator(".footnote-ref").nth(1).hover()
    expect(page.locator(".leidraad-note")).to_be_visible()
    page.locator(".leidraad-language").click()
    expect(page).to_have_url(re.compile(r"/en/four-attachment-styles\.html"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_self_checks_are_answered_and_reflections_are_kept(read):
    page = read(CHAPTER)
    one = page.locator(".callout--check").first
    one.scroll_into_view_if_needed()
    one.locator("input").first.check()
    one.get_by_role("button", name="Nakijken").click()
    expect(one.get_by_role("status")).not_to_be_empty()
    field = page.locator(".callout--reflection textarea").first
    field.fill("Mijn antwoord.")
    field.blur()
    page.reload()
    field.scroll_into_view_if_needed()
    expect(field).to_have_value("Mijn antwoord.")


def test_pages_are_read_side_by_side_only_where_a_browser_lets_them(read):
    expect(read(CHAPTER).locator("[data-leidraad=beside]")).to_be_hidden()


def test_nothing_of_the_public_site_nor_of_a_server_is_in_it(unpacked: Path):
    names = below(unpacked)
    assert not [name for name in names if "parts/" in name or name.endswith((".map", ".xml", ".gz"))]
    scripts = [name for name in names if name.startswith("assets/") and name.endswith(".js")]
    assert holding.held(unpacked, ["index.html", *scripts]) == names
    for name in [name for name in names if name.endswith(".html")]:
        html = (unpacked / name).read_text("utf-8")
        head = html.partition("</head>")[0]
        assert "example.org" not in head, name
        assert 'type="module"' not in html, name


def test_a_package_is_hardly_larger_than_what_it_holds_and_the_same_every_time(
    unpacked: Path, tmp_path: Path
):
    wanted = Wanted(ROOT / "mkdocs.yml", ["zip"], ["nl", "en"], "", tmp_path / "a", False)
    (one,) = packing.pack(wanted, _ignore).files
    with zipfile.ZipFile(one) as archive:
        assert sorted(archive.namelist()) == below(unpacked)
        assert all(archive.read(name) == (unpacked / name).read_bytes() for name in archive.namelist())
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        held = sum(entry.compress_size for entry in archive.infolist())
    assert one.stat().st_size <= 1.1 * held


@pytest.mark.parametrize(
    "path", sorted((site.overrides() / "assets/javascripts").glob("*.js")), ids=lambda p: p.name
)
def test_every_module_of_ours_becomes_a_function(browser: Browser, path: Path):
    body = classic.function(path.read_text("utf-8"))
    page = browser.new_page()
    assert (
        page.evaluate("body => typeof new Function('__exports', '__load', '__fetch', '__here', body)", body)
        == "function"
    )
    page.close()


def test_a_form_of_import_that_is_not_known_is_told():
    with pytest.raises(ValueError, match=r"import fs from"):
        classic.function('import fs from "./fs.js"\n')
