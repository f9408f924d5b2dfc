"""What a reader does: read, follow a note and come back, switch language, search, read in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import CHAPTER

pytestmark = pytest.mark.slow


def background(page: Page) -> int:
    """Return how light the page is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) // 3


def test_a_reader_reads_a_chapter_and_goes_on_to_the_next(open_page):
    page = open_page("")
    page.get_by_role("article").get_by_role("link", name="Hechting en veerkracht").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hechting en veerkracht")
    for kind in ("epigraph", "case", "quote", "check", "reflection", "key"):
        expect(page.locator(f".callout--{kind}").first).to_be_visible()
    expect(page.locator(".callout--trainer")).to_have_count(0)
    page.locator(".md-footer a[rel=next], .md-footer__link--next").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vier hechtingsstijlen")


def test_the_answer_to_a_check_is_folded_until_it_is_asked_for(open_page):
    page = open_page(CHAPTER)
    answer = page.locator(".callout--check details").first
    expect(answer.get_by_text("Goed: B")).to_be_hidden()
    # By key: what comes into the page above while it scrolls there, moves it from under a pointer.
    answer.locator("summary").press("Enter")
    expect(answer.get_by_text("Goed: B")).to_be_visible()


def test_a_reader_follows_a_note_and_comes_back(open_page):
    page = open_page(CHAPTER, width=940)
    reference = page.locator('[role=doc-noteref][aria-label="Noot 2"]').first
    place = reference.locator("..").get_attribute("id")
    reference.click()
    note = page.locator(".footnote li").nth(1)
    expect(note).to_be_in_viewport()
    assert "#fn:" in page.url
    note.locator("[role=doc-backlink]").click()
    expect(page.locator(f'[id="{place}"]')).to_be_in_viewport()


def test_notes_count_from_one_down_the_page(open_page):
    page = open_page(CHAPTER)
    numbers = page.locator(".md-content .footnote-ref").all_text_contents()
    firsts = list(dict.fromkeys(numbers))
    assert firsts == [str(n + 1) for n in range(len(firsts))]
    assert len(firsts) == page.locator(".footnote li").count() >= 5


@pytest.mark.parametrize("width", [360, 1280])
def test_a_reader_switches_language_and_stays_on_the_chapter(open_page, width: int):
    page = open_page("vier-hechtingsstijlen/", width=width)
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/leidraad/en/four-attachment-styles/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Nederlands", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/leidraad/vier-hechtingsstijlen/"))


def test_the_language_switch_keeps_the_section(open_page):
    page = open_page("vier-hechtingsstijlen/#anxiety-and-avoidance")
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/four-attachment-styles/"))
    expect(page.locator("#anxiety-and-avoidance")).to_be_in_viewport()


def test_a_reader_reads_in_the_dark_and_stays_there(open_page):
    page = open_page(CHAPTER, color_scheme="light")
    assert background(page) > 200
    page.get_by_role("button", name="Donkere weergave").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert background(page) < 60
    page.reload()
    assert background(page) < 60


def test_the_readers_system_may_ask_for_dark(open_page):
    assert background(open_page(CHAPTER, color_scheme="dark")) < 60


def test_the_page_reads_without_scripts(open_page):
    page = open_page(CHAPTER, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".callout--case")).to_be_visible()
    page.get_by_role("link", name="English", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_address_that_does_not_exist_leads_home_in_both_languages(open_page, base_url: str):
    page = open_page("")
    home = page.evaluate("async url => (await (await fetch(url)).text())", f"{base_url}404.html")
    assert "Deze pagina bestaat niet" in home
    page.goto(f"{base_url}404.html")
    page.get_by_role("main").get_by_role("link", name="To the home page").click()
    expect(page).to_have_url(re.compile(r"/leidraad/en/$"))


def test_a_printed_chapter_shows_text_and_notes_and_no_chrome(open_page):
    page = open_page(CHAPTER)
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".footnote li").last).to_be_visible()
    expect(page.locator(".callout--case")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tabs_are_ink_on_paper_where_a_handbook_has_them(open_page, scheme: str):
    page = open_page("", color_scheme=scheme)
    colours = page.evaluate("""() => {
        const tabs = document.createElement("nav")
        tabs.className = "md-tabs"
        tabs.innerHTML = '<ul class="md-tabs__list"><li><a class="md-tabs__link" href="">A</a>'
        document.querySelector(".md-header").after(tabs)
        const looks = [".md-tabs", ".md-tabs__link", ".md-header"].map(
            name => getComputedStyle(document.querySelector(name)))
        return looks.map(look => [look.backgroundColor, look.color, look.opacity])
    }""")
    (paper, ink, _), (_, text, opacity), (header, header_ink, _) = colours
    assert (paper, ink, text, opacity) == (header, header_ink, header_ink, "1")


def test_the_keyboard_stays_in_the_drawer_and_in_its_panel(open_page):
    page = open_page(CHAPTER, width=360, height=640)
    opener = page.get_by_role("button", name="Navigatie")
    opener.focus()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("link", name="Leiden vanuit een veilige basis").locator("visible=true")
    ).to_be_focused()
    expect(page.locator(".md-header")).to_have_attribute("inert", "")
    section = page.locator("button.md-nav__link", has_text="Naslag")
    section.focus()
    expect(section).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(section).to_have_attribute("aria-expanded", "true")
    back = page.locator("button.md-nav__title", has_text="Naslag")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(section).to_be_focused()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Naslag", "Begrippen", "Het hele boek"} <= {*reached}
    assert not {"Hechting en veerkracht", "Dit boek gebruiken"} & {*reached}
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("[inert]")).to_have_count(0)


def test_a_panel_that_slides_into_the_drawer_shows_what_is_in_it(open_page):
    page = open_page(CHAPTER, width=375, height=740, reduced_motion="no-preference")
    page.get_by_role("button", name="Navigatie").click()
    page.locator("button.md-nav__link[for=__toc]").click()
    expect(page.locator(".md-nav--secondary a.md-nav__link").first).to_be_in_viewport(ratio=1)
    assert page.locator(".md-sidebar--primary .md-sidebar__scrollwrap").evaluate("e => e.scrollLeft") == 0


def test_paper_is_light_where_the_screen_is_dark(open_page):
    page = open_page(CHAPTER, color_scheme="dark")
    canvas = "getComputedStyle(document.documentElement).colorScheme"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(canvas) == "light"


def test_words_in_a_printed_table_stay_whole_beside_the_other_language(open_page):
    page = open_page("vier-hechtingsstijlen/", width=794)
    page.locator("[data-leidraad=beside]").click()
    expect(page.locator(".leidraad-beside table")).not_to_have_count(0)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    cells = page.locator(".md-typeset table:not([class]) td")
    broken = cells.evaluate_all("""cells => cells.flatMap(cell => {
        const found = []
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        for (let node; (node = walker.nextNode()); ) {
            for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
                const range = document.createRange()
                range.setStart(node, index)
                range.setEnd(node, index + word.length)
                if (range.getClientRects().length > 1) found.push(word)
            }
        }
        return found
    })""")
    assert broken == []


@pytest.mark.parametrize("path", [CHAPTER, "casussen/"])
def test_the_menu_says_where_the_reader_is_in_more_than_colour(open_page, path: str):
    page = open_page(path, forced_colors="active")
    here = page.locator(".md-nav--primary [aria-current=page]:visible")
    expect(here).to_have_count(1)
    expect(here).to_have_attribute("href", "./")
    assert "underline" in here.locator(".md-ellipsis").evaluate("e => getComputedStyle(e).textDecorationLine")
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator(".md-header__button[for=__drawer]").click()
    expect(here).to_have_count(1)


def test_a_section_of_the_menu_has_the_colour_of_the_others(open_page):
    page = open_page(CHAPTER)
    section, link = page.get_by_role("button", name="Naslag"), page.locator("a.md-nav__link").first
    colour = "e => getComputedStyle(e).color"
    assert section.evaluate(colour) == link.evaluate(colour)


def test_a_section_of_the_menu_opens_with_the_space_bar(open_page):
    page = open_page(CHAPTER)
    section = page.get_by_role("button", name="Naslag")
    colour = "element => getComputedStyle(element).color"
    assert section.evaluate(colour) == page.locator(".leidraad-text").evaluate(colour)
    section.focus()
    page.keyboard.press("Space")
    expect(section).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("link", name="Begrippen")).to_be_visible()


@pytest.mark.parametrize("path", [CHAPTER, "casussen/"])
def test_no_phone_enlarges_the_page_for_what_is_filled_in(open_page, path: str):
    page = open_page(path, width=390)
    page.evaluate("document.querySelector('.callout--reflection')?.scrollIntoView()")
    fields = page.locator(
        ".leidraad-search input, .leidraad-copying input, .leidraad-answer textarea, select"
    )
    expect(fields.nth(2)).to_be_attached()
    sizes = fields.evaluate_all("all => all.map(field => parseFloat(getComputedStyle(field).fontSize))")
    assert min(sizes) >= 16
