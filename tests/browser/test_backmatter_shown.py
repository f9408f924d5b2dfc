"""What a reader does with the back matter: look a word up, find a case, print the book."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browsing import wait_until

pytestmark = pytest.mark.slow

DRAWN = "vier-hechtingsstijlen/"
EXPLAINED = "en/parting-loss-and-grief/"
LISTS = {"nl": ("casussen/", "Thema", "angst"), "en": ("en/cases/", "Theme", "anxiety")}


def test_a_term_is_explained_under_the_pointer_and_on_focus(open_page):
    page = open_page(EXPLAINED)
    term = page.locator(".leidraad-term").first
    expect(term).to_have_css("text-decoration-style", "dotted")
    term.evaluate("link => link.scrollIntoView({ behavior: 'instant', block: 'center' })")
    term.hover()
    note = page.locator(".leidraad-note")
    expect(note).to_contain_text("The bond with a few people")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    page.mouse.move(0, 0)
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(note).to_be_visible()
    expect(term).to_have_attribute("aria-details", "leidraad-note-shown")
    expect(note).to_have_attribute("aria-label", "attachment")


def test_a_term_is_explained_by_tap_and_the_glossary_is_one_more_away(open_page):
    page = open_page(EXPLAINED, width=390, has_touch=True)
    page.locator(".leidraad-term").first.tap()
    note = page.locator(".leidraad-note")
    expect(note).to_contain_text("The bond with a few people")
    note.get_by_role("link", name="To the glossary").tap()
    expect(page.locator("dt:target")).to_have_text("Attachment")
    # What it is called in the other language leads there.
    page.locator("dt:target ~ dd a[hreflang=nl]").first.click()
    expect(page.locator("dt:target")).to_have_text("Hechting")


def test_who_switches_language_in_the_glossary_stays_with_the_term(open_page):
    page = open_page("begrippen/", height=500)
    at = """name => {
        const term = [...document.querySelectorAll("dt")].find(each => each.textContent.trim() === name)
        return term.getBoundingClientRect().top
    }"""
    page.evaluate("at => scrollBy(0, at - 40)", page.evaluate(at, "Responsiviteit"))
    was = page.evaluate(at, "Responsiviteit")
    page.locator(".md-header").get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(re.compile("/en/glossary/$"))
    wait_until(page, "scrollY > 100")
    assert abs(page.evaluate(at, "Responsiveness") - was) < 10


def test_without_scripts_a_term_is_a_link_to_the_glossary(open_page):
    page = open_page(EXPLAINED, java_script_enabled=False)
    page.locator(".leidraad-term").first.click()
    expect(page.locator("dt:target")).to_have_text("Attachment")


@pytest.mark.parametrize("lang", LISTS)
def test_a_list_is_filtered_by_keyboard_and_says_how_many_are_shown(open_page, lang: str):
    path, label, theme = LISTS[lang]
    page = open_page(path)
    choice = page.get_by_label(label)
    choice.focus()
    page.keyboard.type(theme)
    expect(choice).to_have_value(theme)
    entries = page.locator(".leidraad-index__list > li")
    shown = page.locator(".leidraad-index__list > li:visible")
    found = entries.filter(has_text=theme).count()
    assert 0 < found < entries.count()
    expect(shown).to_have_count(found)
    expect(page.get_by_role("status").filter(has_text=f"{found} ")).to_be_visible()
    choice.select_option("")
    expect(shown).to_have_count(entries.count())
    expect(page.locator(".leidraad-index__group").first).to_be_hidden()


def test_without_scripts_a_list_is_whole_and_has_groups(open_page):
    page = open_page("casussen/", java_script_enabled=False)
    entries = page.locator(".leidraad-index__list > li")
    expect(page.locator(".leidraad-index__list > li:visible")).to_have_count(entries.count())
    page.locator(".leidraad-index__group").get_by_role("link").first.click()
    expect(page.locator(".callout--case:target")).to_be_visible()


def test_on_paper_a_list_has_no_fields(open_page):
    page = open_page("casussen/")
    fields = page.locator(".leidraad-index__filter")
    expect(fields).to_be_visible()
    page.emulate_media(media="print")
    expect(fields).to_be_hidden()


def test_beside_a_filtered_list_the_other_has_no_groups_either(open_page):
    page = open_page("casussen/")
    page.keyboard.press("b")
    expect(page.locator(".leidraad-beside .leidraad-index__list")).to_be_visible()
    expect(page.locator(".leidraad-beside .leidraad-index__group").first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_has_a_name_and_the_colours_of_the_page(open_page, scheme: str):
    page = open_page(DRAWN, color_scheme=scheme)
    figure = page.get_by_role("img", name="De vier hechtingsstijlen op een kaart")
    expect(figure).to_be_visible()
    expect(figure).to_have_accessible_description(re.compile("^Een kaart met twee assen"))
    words = figure.locator("text.ink").first
    ink = page.locator(".leidraad-text").evaluate("e => getComputedStyle(e).color")
    assert words.evaluate("e => getComputedStyle(e).fill") == ink
    expect(figure.locator("text", has_text="Gepreoccupeerd")).to_be_visible()
    expect(figure.locator("text", has_text="Preoccupied")).to_have_count(0)


def test_the_whole_book_begins_each_chapter_on_a_page_of_its_own(open_page):
    page = open_page("heel-boek/")
    page.emulate_media(media="print")
    parts = page.locator(".leidraad-index__part")
    assert parts.count() >= 4
    for part in parts.all():
        assert part.evaluate("e => getComputedStyle(e).breakBefore") == "page"
    page.emulate_media(media="screen")
    page.locator(".leidraad-index__contents").get_by_role("link", name="Vier hechtingsstijlen").click()
    expect(page.locator(".leidraad-index__part:target h2").first).to_have_text("Vier hechtingsstijlen")
