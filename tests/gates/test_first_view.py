"""A page is light, however large its handbook, waits for nothing it does not need, and stays where it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import served, wait_until
from gates import weighing
from gates.sites import told

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import handbooks

pytestmark = pytest.mark.slow

MOST, FONTS = 90_000, 60_000
"""Bytes of all but our own fonts, and of those."""
SMALL, LARGE = 10, 45
"""Numbers of chapters: menus show all of the one, and what is near of the other, as of any larger one."""
AT = 5
GROWTH = 1_000
"""Bytes that a large handbook may add, for the ways of its menu to the rest; the icon comes when it comes."""
_PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


def test_no_chapter_is_heavy_and_no_page_jumps_nor_waits_for_a_script(browser: Browser, sites):
    faults = []
    pages = sites.named()
    for url, width, view in weighing.first_views(browser, pages.values(), widths=(360, 1280)):
        is_heavy = url == pages["chapter"] and view.weight > MOST
        if is_heavy or view.weights.get(weighing.FONT, 0) > FONTS:
            faults.append((url, width, "is heavy", view.weight, view.weights))
        if view.shift:
            faults.append((url, width, "jumps", view.shift))
        faults += [(url, width, "waits for", each) for each in view.blocking if ".css" not in each]
    assert faults == [], told(faults)


def test_a_chapter_of_a_large_handbook_is_as_light_as_one_of_a_small_one(browser: Browser, tmp_path: Path):
    weights = []
    for count in (SMALL, LARGE):
        folder = tmp_path / str(count)
        handbooks.write(folder / "handbook", count, is_plain=False)
        with served(folder / "handbook", folder / "served", "handbook/", "--no-strict") as url:
            name = handbooks.names(count)[AT].removesuffix(".md")
            ((_, _, view),) = weighing.first_views(browser, [f"{url}{name}/"])
            weights.append(view.weight)
    small, large = weights
    assert large <= small + GROWTH
    assert large <= MOST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_read_before_any_script_has_come(browser: Browser, sites, scheme: str):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    hanging = []
    page.route("**/*.js", lambda route: hanging.append(route))
    page.goto(sites.named()["chapter"], wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".md-footer")).to_be_visible()
    wait_until(page, _PAINTED)
    assert hanging
    light = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] > 127")
    assert light == (scheme == "light")
    for route in hanging:
        route.abort()
    context.close()


@pytest.mark.parametrize("part", [".md-header .md-logo", ".md-sidebar--primary"])
def test_what_has_come_in_part_is_not_shown_yet(browser: Browser, sites, part: str):
    whole = sites.named()["chapter"]
    page = browser.new_page()
    page.goto(whole)
    expect(page.locator(part).first).to_be_visible()
    text = page.request.get(whole).text()
    inside = 'class="md-header__title"' if "header" in part else 'class="md-nav__list"'
    cut = text[: text.index(inside)]
    page.route(whole, lambda route: route.fulfill(body=cut[: cut.rindex("<")], content_type="text/html"))
    page.goto(whole)
    expect(page.locator(part).first).to_be_attached()
    expect(page.locator(part).first).to_have_css("visibility", "hidden")
    page.close()
