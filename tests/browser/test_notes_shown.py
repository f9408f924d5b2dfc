"""A note beside its mark: by pointer, keyboard and tap, wherever the mark stands, and never in the way."""

from __future__ import annotations

import json
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import CHAPTER, ENGLISH

pytestmark = pytest.mark.slow

LINKED = "Een noot met een <a href='#being-seen'>verwijzing</a>."


@pytest.fixture
def open_page(open_page):
    """Open pages too narrow for notes beside the text."""
    return partial(open_page, width=940)


def shown(page: Page) -> Locator:
    """Return the note that is shown beside its mark."""
    return page.locator(".leidraad-note")


def mark(page: Page, number: int) -> Locator:
    return page.locator(f'.md-content .footnote-ref[aria-label$=" {number}"]').first


def note(page: Page, number: int) -> Locator:
    return page.locator(".footnote li").nth(number - 1)


def tab_to(page: Page, target: Locator) -> None:
    """Give a mark the focus as the keyboard does."""
    target.evaluate("""mark => {
        const before = document.createElement("a")
        before.href = "#"
        mark.before(before)
        before.focus()
    }""")
    page.keyboard.press("Tab")
    expect(target).to_be_focused()


def after_a_while(page: Page) -> Locator:
    """Return the note that is shown when all timers which the page has set have run out."""
    page.evaluate("new Promise(done => setTimeout(done, 350))")
    return shown(page)


OVER_THE_GAP = """() => {
    const box = document.querySelector(".leidraad-note")
    const options = { bubbles: true, pointerType: "mouse", relatedTarget: document.body }
    box.dispatchEvent(new PointerEvent("pointerout", options))
    box.dispatchEvent(new PointerEvent("pointerover", options))
}"""


def test_a_note_shows_under_the_pointer_and_stays_while_the_pointer_is_on_it(open_page):
    page = open_page(CHAPTER)
    mark(page, 3).hover()
    page.mouse.move(5, 400)
    expect(after_a_while(page)).to_have_count(0)
    mark(page, 3).hover()
    expect(shown(page)).to_contain_text("Patterns of Attachment")
    expect(shown(page).locator("em").first).to_be_visible()
    shown(page).hover()
    expect(after_a_while(page)).to_be_visible()
    page.evaluate(OVER_THE_GAP)
    expect(after_a_while(page)).to_be_visible()
    page.mouse.move(5, 400)
    expect(shown(page)).to_have_count(0)
    mark(page, 3).hover()
    expect(shown(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(after_a_while(page)).to_have_count(0)


def test_the_keyboard_shows_a_note_and_reaches_the_links_in_it(open_page):
    page = open_page(CHAPTER)
    note(page, 3).locator("p").evaluate(f"p => p.innerHTML = {json.dumps(LINKED)}")
    tab_to(page, mark(page, 3))
    expect(shown(page)).to_have_text("Een noot met een verwijzing.")
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)
    expect(mark(page, 3)).to_be_focused()
    tab_to(page, mark(page, 3))
    page.keyboard.press("Tab")
    expect(shown(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown(page)).to_have_count(0)
    expect(mark(page, 3)).to_be_focused()
    tab_to(page, mark(page, 3))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(shown(page)).to_contain_text("A Secure Base")
    page.keyboard.press("Shift+Tab")
    expect(shown(page)).to_contain_text("verwijzing")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_count(0)
    assert page.url.endswith("#being-seen")


def test_a_mark_stays_a_link_that_says_what_it_is(open_page):
    page = open_page(CHAPTER)
    tab_to(page, mark(page, 3))
    link = mark(page, 3)
    assert (
        page.evaluate(
            "link => document.getElementById(link.getAttribute('aria-details')).ariaLabel",
            link.element_handle(),
        )
        == "Noot 3"
    )
    page.keyboard.press("Enter")
    expect(note(page, 3)).to_be_in_viewport()
    expect(shown(page)).to_have_count(0)
    assert "#fn:" in page.url
    assert note(page, 3).evaluate(
        "li => li.matches(':target') && getComputedStyle(li).backgroundColor"
    ) not in (
        False,
        "rgba(0, 0, 0, 0)",
    )
    header = page.locator(".md-header").bounding_box()
    assert note(page, 3).bounding_box()["y"] >= header["height"]


def test_a_tap_shows_a_note_with_the_way_to_the_list_and_a_second_closes_it(open_page):
    page = open_page(ENGLISH, width=360, height=740, has_touch=True, is_mobile=True)
    mark(page, 3).tap()
    expect(shown(page)).to_contain_text("Patterns of Attachment")
    assert "#" not in page.url
    shown(page).locator("em").first.tap()
    expect(shown(page)).to_be_visible()
    mark(page, 3).tap()
    expect(shown(page)).to_have_count(0)
    mark(page, 3).tap()
    page.get_by_role("heading", level=1).tap(position={"x": 2, "y": 2})
    expect(shown(page)).to_have_count(0)
    mark(page, 2).tap()
    mark(page, 3).tap()
    expect(shown(page)).to_have_count(1)
    shown(page).get_by_role("link", name="To the list of notes").tap()
    expect(shown(page)).to_have_count(0)
    expect(note(page, 3)).to_be_in_viewport()
    assert page.url.endswith("#fn:ainsworth-1978")


def test_a_note_that_is_shown_doubles_no_id_and_is_not_printed(open_page):
    page = open_page(CHAPTER)
    note(page, 3).evaluate("li => { li.innerHTML += '<p id=twice>b</p>'; li.lang = 'en' }")
    mark(page, 3).hover()
    expect(shown(page)).to_be_visible()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert [name for name in ids if ids.count(name) > 1] == []
    expect(shown(page).locator(".footnote-backref")).to_have_count(0)
    expect(shown(page).locator("[lang=en]")).to_contain_text("Patterns")
    page.emulate_media(media="print")
    expect(shown(page)).to_be_hidden()


# A mark in a callout's title and one at the right edge of the text join those of the chapter, which stand in
# paragraphs, a table, lists, captions and a folded answer; one note is longer than the window.
HARD_PLACES = """() => {
    const copy = parent => parent.append(document.querySelector("sup:has(.footnote-ref)").cloneNode(true))
    const line = document.querySelector(".leidraad-text > p:not([class])")
    line.style.textAlign = "right"
    copy(line)
    copy(document.querySelector(".callout--case .callout__name"))
    document.querySelector("details").open = true
    for (const mark of document.querySelectorAll(".footnote-ref")) mark.style.scrollMarginTop = "60px"
    document.querySelectorAll(".footnote li")[3].prepend("Een lang verhaal. ".repeat(300))
}"""
# Which notes lie outside the window, under the header or on their mark, with the marks at `block` of it.
MISPLACED = """async block => {
    const wrong = []
    const marks = [...document.querySelectorAll(".md-content .footnote-ref")]
    for (const mark of marks) {
        mark.focus()
        mark.scrollIntoView({ block, behavior: "instant" })
        let height = NaN // a font may come while the page is looked at
        while (height !== (height = document.documentElement.scrollHeight)) {
            await new Promise(requestAnimationFrame) // which comes after the scroll events
            await new Promise(requestAnimationFrame) // and this after the note has followed what grew
        }
        const box = document.querySelector(".leidraad-note").getBoundingClientRect()
        const at = document.querySelector(".footnote-ref[aria-details]").getBoundingClientRect()
        const faults = Object.entries({
            left: box.left < 0,
            right: box.right > document.documentElement.clientWidth,
            top: box.top < document.querySelector(".md-header").getBoundingClientRect().bottom,
            bottom: box.bottom > innerHeight,
            mark: box.top < at.bottom && box.bottom > at.top,
            size: box.height > 0.6 * innerHeight + 1 || box.height < 40,
            sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        }).filter(([, is]) => is).map(([side]) => side)
        if (faults.length) wrong.push([mark.closest("sup").parentElement.outerHTML, ...faults])
    }
    return [marks.length, wrong]
}"""


def test_every_note_lies_within_the_window_wherever_its_mark_stands(open_page):
    page = open_page(CHAPTER)
    page.evaluate(HARD_PLACES)
    page.keyboard.press("Tab")  # from here on, what gets the focus shows it
    for width, height in ((940, 900), (640, 400), (320, 568)):
        page.set_viewport_size({"width": width, "height": height})
        for block in ("start", "center", "end"):
            count, wrong = page.evaluate(MISPLACED, block)
            assert count > 10
            assert wrong == []


GROW_ABOVE = """async () => {
    const late = document.createElement("div")
    late.style.height = "90px"
    document.querySelector("h1").append(late) // at the top of a page, browsers hold no place: nothing scrolls
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    const [box, at] = [".leidraad-note", ".footnote-ref[aria-details]"].map(
        part => document.querySelector(part).getBoundingClientRect())
    return [scrollY, Math.round(Math.max(at.top - box.bottom, box.top - at.bottom))]
}"""


def test_a_note_stays_at_its_mark_when_what_stands_above_grows(open_page):
    page = open_page(CHAPTER, height=2400)
    tab_to(page, mark(page, 1))
    expect(shown(page)).to_be_visible()
    assert page.evaluate(GROW_ABOVE) == [0, 4]


def test_without_scripts_a_mark_leads_to_its_note_and_the_note_back(open_page):
    page = open_page(CHAPTER, java_script_enabled=False)
    mark(page, 3).click()
    expect(note(page, 3)).to_be_in_viewport()
    note(page, 3).get_by_role(
        "link", name="Terug naar noot 3 in de tekst, plaats 1 van 2, onder ‘Wat hechting is’"
    ).click()
    expect(mark(page, 3)).to_be_in_viewport()


BEGINS_A_LINE = """() => [...document.querySelectorAll(".md-content sup[id^=fnref]")].filter(mark => {
    const before = mark.previousSibling
    // In a narrow column of a table a word may be broken anywhere.
    if (mark.closest("td") || before?.nodeType !== Node.TEXT_NODE || !before.data.trim()) return false
    const range = document.createRange()
    range.setStart(before, before.data.length - 1)
    range.setEnd(before, before.data.length)
    const [sign, letter] = [mark, range].map(part => part.getBoundingClientRect())
    return sign.top + sign.height / 2 > letter.bottom
}).map(mark => mark.id)"""


def test_a_mark_never_begins_a_line(open_page):
    page = open_page(ENGLISH)
    for width in range(300, 460, 7):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BEGINS_A_LINE) == []
