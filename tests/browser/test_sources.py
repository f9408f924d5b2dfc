"""The list of works and how to cite a chapter, as a reader uses them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browsing import CHAPTER, ENGLISH

pytestmark = pytest.mark.slow

NARROW = {"width": 360, "height": 740}


@pytest.mark.parametrize("path", ["bronnen/", "en/sources/"])
def test_a_work_leads_back_to_the_mark_that_cites_it(open_page, path: str):
    page = open_page(path, **NARROW)
    links = page.locator(".leidraad-works__places a")
    assert links.count() > 10
    # An address that is too long for a line is broken.
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    for nth in (0, links.count() - 1):
        page.goto(page.url.partition("#")[0])
        links.nth(nth).click()
        expect(page.locator("sup:target")).to_have_count(1)
        page.go_back()


@pytest.mark.parametrize("path", [CHAPTER, ENGLISH])
def test_how_to_cite_a_chapter_opens_by_keyboard_and_fits_a_phone(open_page, path: str):
    page = open_page(path, **NARROW)
    box = page.locator(".leidraad-cite")
    summary = box.locator("summary")
    expect(box.locator("pre")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(box.locator("pre")).to_be_visible()
    expect(box.locator("em")).to_have_count(1)
    expect(box.locator("a")).to_have_attribute("href", f"https://example.org/leidraad/{path}")
    size = summary.bounding_box()
    assert size is not None
    assert size["height"] >= 24
    assert summary.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    assert box.evaluate("e => getComputedStyle(e).boxShadow") == "none"
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
