"""A reader of a large handbook: from the menu to the contents, and on to a page far away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Page, expect

import large
from browsing import OpenPage, served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve a handbook of 63 pages."""
    folder = tmp_path_factory.mktemp("large")
    large.draw(folder / "handbook", 60)
    with served(folder / "handbook", folder / "served", "handboek/") as url:
        yield url


@pytest.fixture
def read(open_page: OpenPage, address: str) -> OpenPage:
    """Return a function that opens a page of it."""
    return partial(open_page, base=address)


def menu(page: Page) -> Page:
    return page.locator(".md-nav--primary")


def test_a_reader_goes_by_the_contents_to_a_page_far_away(read: OpenPage):
    page = read("015-les/", height=500)
    expect(menu(page).get_by_role("link", name="Les 58")).to_have_count(0)
    # However far down the menu the page is.
    every = menu(page).get_by_role("link", name="Alle 63 pagina’s")
    expect(every).to_be_in_viewport()
    every.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inhoud")
    here = page.get_by_role("navigation", name="Inhoud").get_by_role("link", name="Les 15")
    expect(here).to_be_in_viewport()
    colours = "link => getComputedStyle(link).color"
    other = page.get_by_role("link", name="Les 16")
    assert here.evaluate(colours) != other.evaluate(colours)
    page.get_by_role("link", name="Les 58").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Les 58")
    expect(menu(page).get_by_role("link", name="Les 57")).to_be_visible()


def test_what_a_menu_leaves_out_is_told_and_leads_to_its_place(read: OpenPage):
    page = read("en/015-les/")
    menu(page).get_by_role("link", name="7 more before…").click()
    expect(page).to_have_url(re.compile(r"/en/contents/#008-les\.md$"))
    expect(page.get_by_role("link", name="Lesson 8", exact=True)).to_be_in_viewport()
    page.go_back()
    menu(page).get_by_role("link", name="Part 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lesson 31")


def test_the_language_switch_of_the_contents_keeps_the_place(read: OpenPage):
    page = read("inhoud/#040-les.md")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/contents/#040-les\.md$"))
    expect(page.get_by_role("link", name="Lesson 40")).to_be_in_viewport()
    page.get_by_role("link", name="Nederlands").click()
    expect(page.get_by_role("link", name="Les 40")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "every", "far"), [("", "Alle 63 pagina’s", "Les 58"), ("en/", "All 63 pages", "Lesson 58")]
)
def test_a_phone_has_the_way_to_all_pages_in_every_panel(read: OpenPage, path: str, every: str, far: str):
    page = read(f"{path}015-les/", width=360, height=640, has_touch=True)
    page.locator(".md-header__button[for=__drawer]").tap()
    # The panel of the part is open, over that of the whole.
    expect(menu(page).get_by_role("link", name=every)).to_be_in_viewport()
    last = menu(page).locator("[data-md-level='1'] > ul > li > a").last
    last.scroll_into_view_if_needed()
    link = menu(page).get_by_role("link", name=every)
    assert last.bounding_box()["y"] + last.bounding_box()["height"] <= link.bounding_box()["y"]
    link.tap()
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name=far).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text(far)


def test_the_contents_read_without_scripts_in_the_dark_and_on_paper(read: OpenPage):
    page = read("inhoud/#015-les.md", java_script_enabled=False, color_scheme="dark")
    expect(page.get_by_role("link", name="Les 15")).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Les 60")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contents")
