"""Whoever has no pointer reaches all, sees where they are and gets away; whoever has a thumb hits it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from gates import elements, opening
from gates.sites import told

pytestmark = pytest.mark.slow

WALKS = 4


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_reaches_all_and_shows_where_it_is_and_a_thumb_hits_it(reader, sites, width: int):
    # Where the focus is has nothing to do with how it comes there.
    visit = reader(width=width, has_touch=width == 360, reduced_motion="reduce")
    faults: list[object] = []
    kinds: set[str] = set()
    for name, url in sites.named().items():
        page = visit(url)
        faults += [(name, "is too small", each) for each in elements.small(page)]
        faults += [(name, "needs a pointer", each) for each in elements.deaf(page)]
        for _ in range(WALKS):
            # Leaps go faster than what comes when one is near: then it is there the next time.
            wanted, stops = elements.walk(page)
            numbers = [stop["number"] for stop in stops if stop["number"] >= 0]
            if numbers == [*range(len(wanted))] and all(stop["seen"] for stop in stops):
                break
        faults += [(name, "is not reached", html) for n, html in enumerate(wanted) if n not in numbers]
        faults += [(name, "not in the order of the page")] * (numbers != sorted(set(numbers)))
        for stop in stops:
            if not stop["outlined"]:
                faults.append((name, "has no visible focus", stop["html"]))
            if not stop["seen"]:
                faults.append((name, "has the focus behind something", stop["html"]))
            if stop["number"] >= 0 and stop["kind"] not in kinds:
                kinds.add(stop["kind"])
                changed, least = elements.change(page, stop["number"])
                if changed < least:
                    faults.append((name, "shows its focus by too little", changed, least, stop["html"]))
    assert faults == [], told(faults)
    assert len(kinds) > 10


@pytest.mark.parametrize("width", [360, 1280])
def test_what_opens_and_closes_does_so_by_key(reader, sites, width: int):
    visit = reader(width=width, reduced_motion="reduce")
    url = sites.named()["chapter"]
    opened = 0
    for number in opening.kinds(visit(url)).values():
        page = visit(url)
        opener = opening.opener(page, number)
        if opener.evaluate("one => one.matches('.footnote-ref')"):
            continue
        opener.focus()
        page.keyboard.press("Enter")
        if opener.get_attribute("aria-haspopup") == "dialog":
            expect(page.locator("dialog:modal")).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator("dialog:modal")).to_have_count(0)
            expect(opener).to_be_focused()
        elif opener.get_attribute("aria-expanded"):
            expect(opener).to_have_attribute("aria-expanded", "true")
            # A section of the menu lies over nothing that it would give way to.
            is_section = opener.evaluate("one => one.matches('.md-nav__link')")
            page.keyboard.press("Space" if is_section else "Escape")
            expect(opener).to_have_attribute("aria-expanded", "false")
            expect(opener).to_be_focused()
        elif opener.get_attribute("aria-pressed"):
            expect(opener).to_have_attribute("aria-pressed", "true")
            page.keyboard.press("Space")
            expect(opener).to_have_attribute("aria-pressed", "false")
        else:
            details = opener.locator("xpath=..")
            expect(details).to_have_attribute("open", "")
            page.keyboard.press("Space")
            expect(details).not_to_have_attribute("open", "")
        opened += 1
    assert opened >= 4
