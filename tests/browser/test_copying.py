"""A link to a place in the text: by pointer, keyboard and selection, and it leads there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import CHAPTER, ENGLISH, PHONE, scroll, wait_until

pytestmark = pytest.mark.slow


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
COPIED = "navigator.clipboard.readText()"


def leads_to(page: Page, link: str) -> str:
    """Return what a browser that is new to the page shows at a link, which is in the window then."""
    page.goto("about:blank")
    page.goto(link)
    wait_until(page, "scrollY > 100")
    return page.evaluate("[location.href, scrollY]")


def test_a_paragraph_gives_a_link_under_the_pointer(open_page):
    page = open_page(CHAPTER, **CLIPBOARD)
    paragraph = page.locator("#being-seen + p")
    paragraph.hover()
    button = page.locator(".leidraad-copying button")
    box, text = button.bounding_box(), paragraph.bounding_box()
    assert box["width"] >= 24
    assert 0 < text["x"] - box["x"] - box["width"] < 12
    button.click()
    expect(page.get_by_role("status").filter(has_text="Link gekopieerd.")).to_be_visible()
    link = page.evaluate(COPIED)
    assert "#being-seen:~:text=Een%20mens%20kan%20van%20de,voordat%20hechting%20een%20begrip%20was" in link
    leads_to(page, link)
    expect(page.locator("#being-seen + p")).to_be_in_viewport()


def test_after_a_copy_the_button_goes_on_to_the_paragraph_under_the_pointer(open_page):
    page = open_page(CHAPTER, **CLIPBOARD)
    page.locator("#being-seen + p").hover()
    page.locator(".leidraad-copying button").click()
    said = page.get_by_role("status").filter(has_text="Link gekopieerd.")
    expect(said).to_be_visible()
    # It stands over the text, and goes by itself.
    expect(said).to_have_class(re.compile("leidraad-hidden"))
    page.locator("#being-seen ~ p").nth(1).hover()
    expect(page.locator(".leidraad-copying button")).to_have_attribute(
        "aria-label", re.compile("Iets van dien")
    )


def test_in_a_narrow_window_the_button_covers_no_letter(open_page):
    page = open_page(CHAPTER, width=640)
    paragraph = page.locator("#being-seen + p")
    paragraph.hover()
    icon, text = page.locator(".leidraad-copying svg").bounding_box(), paragraph.bounding_box()
    assert icon["x"] + icon["width"] <= text["x"]
    button = page.locator(".leidraad-copying button")
    assert button.bounding_box()["width"] == 24
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_the_button_names_a_heading_whole(open_page):
    page = open_page(ENGLISH, **CLIPBOARD)
    page.locator("h2#haven-and-base .headerlink").evaluate("link => link.click()")
    button = page.locator(".leidraad-copying button")
    heading = page.locator("h2#haven-and-base").evaluate("heading => heading.firstChild.data.trim()")
    expect(button).to_have_attribute("aria-label", f"Copy a link to: {heading}")


def test_the_keyboard_chooses_a_paragraph_with_arrows_at_one_stop(open_page):
    page = open_page(ENGLISH, **CLIPBOARD)
    scroll(page, "document.querySelector('#haven-and-base + p').scrollIntoView({ behavior: 'instant' })")
    button = page.locator(".leidraad-copying button")
    page.keyboard.press("Tab")
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(button).to_have_attribute("aria-label", re.compile("^Copy a link to: "))
    names = set()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        names.add(button.get_attribute("aria-label"))
        expect(button).to_be_in_viewport()
    assert len(names) == 4
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert re.search("#(haven-and-base|being-seen):~:text=", page.evaluate(COPIED))
    page.keyboard.press("Tab")
    expect(page.locator(".leidraad-copying--shown")).to_have_count(0)


def test_a_selection_on_a_phone_gives_a_link_of_whole_words(open_page):
    page = open_page(CHAPTER, **PHONE, **CLIPBOARD)
    page.evaluate("""() => {
        const paragraph = document.querySelector("#being-seen + p")
        const words = paragraph.firstChild
        paragraph.scrollIntoView({ block: "center", behavior: "instant" })
        getSelection().setBaseAndExtent(words, 14, words, 30)
    }""")
    button = page.get_by_role("button", name="Kopieer een link naar deze plaats")
    expect(button).to_be_in_viewport()
    button.tap()
    expect(page.get_by_role("status").filter(has_text="Link gekopieerd.")).to_be_visible()
    said = page.evaluate(COPIED).partition(":~:text=")[2]
    assert said.startswith("van%20de%20kou%20omkomen")


def test_a_heading_copies_the_link_that_it_leads_to(open_page):
    page = open_page(CHAPTER, **CLIPBOARD)
    page.locator("#being-seen").hover()
    page.locator("#being-seen .headerlink").click()
    expect(page.get_by_role("status").filter(has_text="Link gekopieerd.")).to_be_visible()
    assert page.evaluate(COPIED) == page.url
    assert page.url.endswith(f"{CHAPTER}#being-seen")


def test_a_browser_that_refuses_to_copy_shows_the_link(open_page):
    page = open_page(CHAPTER)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("#being-seen + p").hover()
    page.locator(".leidraad-copying button").click()
    shown = page.get_by_label("Deze pagina mag van je browser niets naar het klembord kopiëren.")
    expect(shown).to_be_focused()
    expect(shown).to_have_value(re.compile("#being-seen:~:text="))
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


LINKS = """async () => {
    const { address, stretches } = await import("/leidraad/assets/javascripts/address.js")
    const blocks = [...document.querySelectorAll(".leidraad-text [data-block]:not(:has([data-block]))")]
    const shown = blocks.filter(block => block.getClientRects().length)
    return shown.map(block => [block.dataset.block, address(block)])
}"""
IS_THERE = """name => {
    const box = document.querySelector(`[data-block="${CSS.escape(name)}"]`).getBoundingClientRect()
    return box.top < innerHeight && box.bottom > 0
}"""


def test_every_kind_of_block_is_found_again(open_page):
    page = open_page(CHAPTER)
    links = page.evaluate(LINKS)
    assert len(links) > 30
    # Those of a case, after a note's mark, in a list and a table are among them.
    for name, link in links[5::7]:
        leads_to(page, link)
        assert page.evaluate(IS_THERE, name), link


SEEN = """async () => {
    const button = document.querySelector(".leidraad-copying > button")
    const header = document.querySelector(".md-header").offsetHeight
    const lost = []
    for (let y = 0; y < document.body.scrollHeight - innerHeight; y += 90) {
        button.blur()
        scrollTo({ top: y, behavior: "instant" })
        button.focus({ preventScroll: true })
        const { top, bottom } = button.getBoundingClientRect()
        if (top < header - 1 || bottom > innerHeight + 1) lost.push([y, top, bottom])
    }
    return lost
}"""


def test_the_keyboard_sees_the_button_wherever_the_page_stands(open_page):
    page = open_page(CHAPTER, width=360, height=240)
    page.keyboard.press("Tab")  # from here on, what gets the focus shows it
    assert page.evaluate(SEEN) == []
