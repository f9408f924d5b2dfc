"""Browsers that are still in use and know less: Safari 16.4, and Firefox 115 for those who get no other."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browsing import CHAPTER, OpenPage

pytestmark = pytest.mark.slow

OLDER = """
for (const name of ["ariaLabel", "ariaExpanded", "checkVisibility"]) delete Element.prototype[name]
for (const name of ["showPopover", "hidePopover", "togglePopover"]) delete HTMLElement.prototype[name]
for (const { prototype } of [Document, DocumentFragment, Element]) {
    for (const name of ["querySelector", "querySelectorAll", "matches", "closest"]) {
        const real = prototype[name]
        if (real) prototype[name] = function (selector) {
            if (selector.includes(":has(")) throw new DOMException(selector, "SyntaxError")
            return real.call(this, selector)
        }
    }
}"""


@pytest.fixture
def read(open_page: OpenPage):
    """Return a function that opens a page in such a browser."""

    def read(path: str, **options: object):
        page = open_page("404.html", **options)
        page.add_init_script(OLDER)
        page.goto(page.url.replace("404.html", path))
        return page

    return read


def test_the_drawer_takes_the_keyboard_along_and_its_buttons_have_names(read):
    page = read(CHAPTER, width=390)
    page.get_by_role("button", name="Navigatie").press("Enter")
    expect(page.locator(".md-nav--primary :focus")).to_have_text("Leiden vanuit een veilige basis")
    named = "all => all.map(button => button.getAttribute('aria-label') ?? button.textContent.trim())"
    assert all(page.locator(":is(.md-header, .md-nav--primary) button").evaluate_all(named))


def test_a_list_is_filtered(read):
    page = read("casussen/")
    page.get_by_label("Thema").select_option("angst")
    expect(page.get_by_role("status").filter(has_text="1 getoond")).to_be_visible()


def test_the_keyboard_chooses_a_place_to_link_to(read):
    page = read(CHAPTER)
    button = page.locator(".leidraad-copying button")
    page.evaluate("""() => {
        const before = document.createElement("button")
        document.querySelector(".leidraad-copying").before(before)
        before.focus()
    }""")
    page.keyboard.press("Tab")
    expect(button).to_have_accessible_name("Kopieer een link naar: Hechting en veerkracht")
    page.keyboard.press("ArrowDown")
    expect(button).to_have_accessible_name("Kopieer een link naar: Want geen vriend is als een zus,")


def test_a_mark_leads_to_its_note(read):
    page = read(CHAPTER, width=390)
    page.locator(".footnote-ref").first.click()
    expect(page.locator(".footnote li:target")).to_be_in_viewport()
    expect(page.locator(".leidraad-note")).to_have_count(0)
