"""How long a chapter is, how far its reader is, and where to go on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import CHAPTER, ENGLISH, FRAME, PHONE, scroll

pytestmark = pytest.mark.slow

NEXT = "vier-hechtingsstijlen/"
HALF = "scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })"


def read_to_the_end(page: Page) -> None:
    """Scroll as a reader does, a screen at a time."""
    for part in range(0, 21):
        scroll(page, f"scrollTo({{ top: document.body.scrollHeight * {part} / 20, behavior: 'instant' }})")


def test_a_chapter_says_how_long_it_is_and_what_comes_next_and_why(open_page):
    page = open_page(CHAPTER)
    expect(page.locator("h1 + .leidraad-time")).to_have_text(re.compile(r"Ongeveer \d+ minuten lezen"))
    expect(page.locator(".md-footer__link--next")).to_contain_text("Vier hechtingsstijlen")
    expect(page.locator(".md-footer__link--next .leidraad-why")).not_to_be_empty()
    page.goto(page.url.removesuffix(CHAPTER) + ENGLISH)
    expect(page.locator("h1 + .leidraad-time")).to_have_text(re.compile(r"About \d+ minutes’ reading"))
    page.goto(page.url.removesuffix(ENGLISH) + "bronnen/")
    expect(page.locator(".leidraad-time")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 740, 1024, 1280, 1920])
def test_what_comes_next_stands_below_the_text(open_page, width: int):
    page = open_page(CHAPTER, width=width)
    text, foot = page.locator("#being-seen"), page.locator(".md-footer__inner")
    facts = page.locator(".leidraad-facts")
    for is_pair in (False, True):
        if is_pair:
            page.keyboard.press("b")
            expect(page.locator(".leidraad-beside").first).to_be_visible()
        starts = [each.bounding_box()["x"] for each in (text, foot, facts)]
        assert max(starts) - min(starts) < 1, is_pair


def test_a_chapter_that_was_read_is_marked_in_both_languages(open_page, base_url: str):
    page = open_page(ENGLISH)
    gone = "new DOMMatrix(getComputedStyle(document.querySelector('.leidraad-progress')).transform).a"
    assert page.evaluate(gone) == 0
    scroll(page, HALF)
    assert 0.3 < page.evaluate(gone) < 0.7
    read_to_the_end(page)
    assert page.evaluate(gone) == 1
    read = page.locator(".md-nav--primary a[data-read]")
    expect(read).to_have_attribute("data-read", "read")
    page.goto(base_url)
    expect(page.locator(".md-nav--primary a[data-read]")).to_have_text("Hechting en veerkracht")
    expect(page.locator(".leidraad-text a[data-read]")).to_have_text("Hechting en veerkracht")
    expect(page.locator(".leidraad-onward")).to_be_hidden()


def test_who_leaps_to_the_notes_has_not_read_the_chapter(open_page):
    page = open_page(CHAPTER)
    page.keyboard.press("End")
    page.evaluate(FRAME)
    scroll(page, "scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(page.locator("a[data-read]")).to_have_count(0)


# Where to go on


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_reader_goes_on_in_the_other_language_where_they_were(open_page, base_url: str, options: dict):
    page = open_page(CHAPTER, **options)
    scroll(page, "document.querySelector('#being-seen').scrollIntoView({ behavior: 'instant' })")
    scroll(page, "scrollBy({ top: 60, behavior: 'instant' })")
    page.goto(f"{base_url}en/")
    offer = page.get_by_role("complementary", name="Continue there")
    expect(offer).to_contain_text("You left off in ‘Attachment and resilience’.")
    assert page.evaluate("scrollY") == 0
    offer.get_by_role("link").click()
    expect(page).to_have_url(re.compile(ENGLISH))
    expect(page.locator("#being-seen + p")).to_be_in_viewport()
    expect(page.locator(".leidraad-onward")).to_be_hidden()


def test_a_chapter_offers_to_go_on_and_takes_no_for_an_answer(open_page):
    page = open_page(CHAPTER)
    expect(page.locator(".leidraad-onward")).to_be_hidden()
    scroll(page, "document.querySelector('#being-seen + p').scrollIntoView({ behavior: 'instant' })")
    page.goto(page.url.removesuffix(CHAPTER) + NEXT)
    page.goto(page.url.removesuffix(NEXT) + CHAPTER)
    offer = page.get_by_role("complementary", name="Daar verder lezen")
    expect(offer).to_contain_text("bij ‘Gezien worden’")
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Escape")
    expect(offer).to_be_hidden()
    page.goto(page.url + "?again")
    offer.get_by_role("link").press("Enter")
    expect(page.locator("#being-seen + p")).to_be_in_viewport()
    expect(page.locator(".leidraad-text :focus")).to_have_count(1)
    scroll(page, "scrollTo({ top: 0, behavior: 'instant' })")
    page.goto(page.url.partition("?")[0])
    offer.get_by_role("button", name="Nu niet").press("Enter")
    expect(offer).to_be_hidden()
    page.goto(page.url + "?once-more")
    page.evaluate(FRAME)
    expect(offer).to_be_hidden()


NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError") } })
}"""
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
STRANGE = (
    "{",
    "[1, null]",
    '{"a": {"paths": 3, "seen": 5}}',
    '{"01-hechting-en-veerkracht.md": {"paths": {}, "seen": [], "place": {"names": "x"}}}',
    '{"01-hechting-en-veerkracht.md": {"paths": {}, "seen": ["x"], "place": {"names": [1]}}}',
)


@pytest.mark.parametrize("storage", [NO_STORAGE, FULL_STORAGE])
def test_reading_goes_on_where_a_browser_keeps_nothing(open_page, storage: str):
    page = open_page("")
    page.add_init_script(storage)
    page.goto(page.url + CHAPTER)
    read_to_the_end(page)
    expect(page.locator(".leidraad-progress")).to_be_visible()
    expect(page.locator(".footnote--beside")).to_have_count(1)


def test_reading_goes_on_where_something_else_was_kept(open_page, base_url: str):
    page = open_page("")
    for text in STRANGE:
        page.evaluate("text => localStorage.setItem('leidraad.read /leidraad/', text)", text)
        page.goto(base_url + CHAPTER)
        page.evaluate(FRAME)
        expect(page.locator(".footnote--beside")).to_have_count(1)
