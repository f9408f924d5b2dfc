"""Two languages of a chapter for one reader: the switch that keeps the place, and both side by side."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, Route, expect

from browsing import served, wait_until
from leidraad import handbook
from leidraad.cli import main
from support import ROOT

pytestmark = pytest.mark.slow

NL = "Wie blijft, hoeft niet veel te zeggen, en wie weggaat nog minder. "
WORDS = {
    NL: (
        "Whoever stays need not say much, and whoever leaves even less. ",
        "Wer bleibt, muss nicht viel sagen, und wer weggeht noch weniger. ",
    ),
    "Rouw {#grief}": ("Grief {#grief}", "Trauer {#grief}"),
    "Blijven {#staying}": ("Staying {#staying}", "Bleiben {#staying}"),
    "/// casus | De stoel": ("/// case | The chair", "/// fall | Der Stuhl"),
    "/// toets | Wie blijft er?": ("/// check | Who stays?", "/// selbsttest | Wer bleibt?"),
    "{!nl/samen.md!}": ("{!en/samen.md!}", "{!de/samen.md!}"),
    "Een boek van": ("A book by", "Ein Buch von"),
    "| Wie | Wat |": ("| Who | What |", "| Wer | Was |"),
}
CHAPTER = f"""# Rouw {{#grief}}

{NL * 9}

{{!nl/samen.md!}}

## Blijven {{#staying}}

{NL * 9}

{NL * 8}

{NL * 7}

/// casus | De stoel
{NL * 9}

{NL * 8}[^a]
///

| Wie | Wat |
|---|---|
| {NL * 4} | {NL * 4} |
| {NL * 4} | {NL * 4} |

/// toets | Wie blijft er?
- [x] {NL}
- [ ] {NL}

{NL * 12}
///

{NL * 20}[^b] [Terug naar boven](#staying).

[^a]: Een boek van iemand (Utrecht, 1901).

[^b]: Een boek van een ander (Utrecht, 1902).
"""
GERMAN = "      - {locale: de, name: Deutsch, build: true}\n"
PLUGIN = "leidraad: {locales: {de: de.toml}, checks: {severity: {LR301: off, LR302: off, LR303: off}}}"
UNDER = "(document.querySelector('.md-header').getBoundingClientRect().bottom + 8)"
# Where the top of the window is in a block, as a part of it.
PART = f"""name => {{
    const box = document.querySelector(`[data-block="${{name}}"]`).getBoundingClientRect()
    return ({UNDER} - box.top) / box.height
}}"""
GO = f"""([name, part]) => {{
    const box = document.querySelector(`[data-block="${{name}}"]`).getBoundingClientRect()
    scrollBy({{ top: box.top + part * box.height - {UNDER}, behavior: "instant" }})
}}"""


def translate(text: str, lang: str) -> str:
    for word, others in WORDS.items():
        text = text.replace(word, {"nl": word, "en": others[0], "de": others[1]}[lang])
    return text


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a handbook whose English is behind: a paragraph is stale, one missing, and one in a case."""
    folder = tmp_path_factory.mktemp("pair") / "handbook"
    handbook.create(folder)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^nav:\n(?:  .*\n)+", "", config, flags=re.MULTILINE)
    config = config.replace("leidraad: {}", PLUGIN)
    config = re.sub(r"(locale: en\n(?:        .*\n)*)", rf"\1{GERMAN}", config)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    shutil.copy(ROOT / "tests/cases/german/de.toml", folder)
    shared = f"{NL}\n\n{NL * 5}\n"
    for lang in ("nl", "en", "de"):
        for path, text in ((f"{lang}/02-rouw.md", CHAPTER), (f"_partials/{lang}/samen.md", shared)):
            (folder / "docs" / path).parent.mkdir(exist_ok=True)
            (folder / "docs" / path).write_text(translate(text, lang), "utf-8")
    (folder / "docs/nl/03-alleen.md").write_text(CHAPTER.replace("#grief", "#alone"), "utf-8")
    accept = ["accept", "-f", str(folder / "mkdocs.yml"), str(folder / "docs/en/02-rouw.md")]
    assert CliRunner().invoke(main, accept, catch_exceptions=False).exit_code == 0
    changed = CHAPTER.replace(NL * 9 + "\n\n" + NL * 8 + "\n", f"{NL * 9}\n\nDit is anders. {NL * 8}\n", 1)
    changed = changed.replace("\n/// casus", f"\nDit is nieuw. {NL * 5}\n\n/// casus")
    changed = changed.replace("[^a]\n///", f"[^a]\n\nDit is nog nieuwer. {NL}\n///")
    (folder / "docs/nl/02-rouw.md").write_text(changed, "utf-8")
    with served(folder, tmp_path_factory.mktemp("served-pair"), "handboek/") as url:
        yield url


@pytest.fixture
def read(open_page: Callable[..., Page], pair: str) -> Callable[..., Page]:
    """Return a function that opens a page of that handbook."""
    return partial(open_page, base=pair)


def switch(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator(".md-header").get_by_role("link", name=name, exact=True).click()


def button(page: Page, name: str = "Naast elkaar lezen") -> Locator:
    return page.get_by_role("button", name=name)


def cells(page: Page) -> Locator:
    return page.locator(".leidraad-text > .leidraad-beside")


def body(page: Page) -> str:
    return page.locator(".md-content").evaluate("element => element.outerHTML")


def wait_until_it_is_again(page: Page, before: str) -> None:
    """Wait until the body is as it was; notes are beside the text from the next frame on."""
    wait_until(page, f"document.querySelector('.md-content').outerHTML === {json.dumps(before)}")


def test_the_switch_keeps_the_block_and_how_far_into_it_both_ways(read):
    page = read("02-rouw/", height=500)
    # A paragraph, what was included, one in a case, a table, and one in the answer, which is folded at first.
    languages = (
        ("English", "en"),
        ("Nederlands", "nl"),
        ("Deutsch", "de"),
        ("English", "en"),
        ("Deutsch", "de"),
    )
    names = ("staying.2", "grief.2", "staying.6", "staying.9", "staying.12")
    for name, (link, lang) in zip(names, languages, strict=True):
        page.locator("details.callout__answer").evaluate("details => details.open = true")
        page.evaluate(GO, [name, 0.4])
        switch(page, link)
        expect(page.locator("html")).to_have_attribute("lang", lang)
        height = page.locator(f'[data-block="{name}"]').first.bounding_box()["height"]
        assert page.evaluate(PART, name) == pytest.approx(0.4, abs=4 / height), name


def test_where_the_other_page_lacks_the_block_the_switch_leads_to_the_one_before_it(read):
    page = read("02-rouw/", height=500)
    page.evaluate(GO, ["staying.4", 0.5])
    switch(page, "English")
    expect(page.locator('[data-block="staying.4"]')).to_have_count(0)
    assert page.evaluate(PART, "staying.3") == pytest.approx(0, abs=0.05)


def test_the_switch_takes_the_address_of_a_heading_along_and_stays_where_the_reader_is(read):
    page = read("02-rouw/#staying", height=500)
    switch(page, "English")
    expect(page).to_have_url(re.compile(r"/en/02-rouw/#staying$"))
    expect(page.locator("#staying")).to_be_in_viewport()
    page.evaluate(GO, ["staying.6", 0.5])
    switch(page, "Nederlands")
    expect(page).to_have_url(re.compile(r"/handboek/02-rouw/#staying$"))
    assert page.evaluate(PART, "staying.6") == pytest.approx(0.5, abs=0.05)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    switch(page, "English")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_without_scripts_the_switch_leads_to_the_chapter_and_no_button_promises_more(read):
    page = read("02-rouw/", java_script_enabled=False)
    expect(page.locator("[data-leidraad=beside]")).to_be_hidden()
    switch(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Grief"))


ROWS = """() => [...document.querySelectorAll(".leidraad-text > .leidraad-beside")].map(cell => {
    const pair = [cell.previousElementSibling, cell.firstElementChild]
    const [ours, theirs] = pair.map(part => part.getBoundingClientRect())
    return [theirs.top - ours.top, theirs.left - ours.right, cell.innerText]
})"""


def test_each_block_has_its_translation_beside_it_and_off_is_as_it_was(read):
    page = read("02-rouw/")
    before = body(page)
    button(page).click()
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".leidraad-told")).to_have_text("English staat nu naast elke alinea.")
    rows = page.evaluate(ROWS)
    assert len(rows) == page.locator(".leidraad-text > :not(.leidraad-beside)").count() == 16
    assert all(abs(top) < 4 and left > 10 for top, left, _ in rows)
    stale, missing, part = (text for *_, text in rows if re.search("vertaald", text))
    assert re.fullmatch(r"Whoever .*\n+Het origineel is gewijzigd nadat dit werd vertaald\.", stale)
    assert missing == "Nog niet vertaald."
    assert re.fullmatch(r"Case\n[^…]*\n+Een deel hiervan is nog niet vertaald\.", part)
    expect(cells(page).first).to_have_attribute("lang", "en")
    expect(cells(page).first).to_have_attribute("dir", "ltr")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len({*ids})
    assert page.get_by_role("heading", level=2).count() == 1
    for _ in range(2):
        button(page).click()
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    wait_until_it_is_again(page, before)
    assert "leidraad" not in page.evaluate("document.documentElement.className")


def test_a_page_that_is_behind_has_the_original_beside_it_also_what_it_lacks_itself(read):
    page = read("en/02-rouw/")
    button(page, "Side by side").click()
    gap = page.locator(".leidraad-beside--gap")
    expect(gap).to_have_text("Not translated yet.")
    assert gap.evaluate("gap => gap.nextElementSibling.innerText").startswith("Dit is nieuw.")
    changed = cells(page).filter(has_text="Dit is anders.")
    expect(changed.locator(".leidraad-beside__told")).to_have_text(
        "This has changed since it was translated."
    )
    expect(changed.locator(".leidraad-beside__told")).to_have_attribute("lang", "en")


def test_the_view_goes_along_from_page_to_page_and_language_to_language_until_it_is_put_off(read):
    page = read("02-rouw/")
    page.keyboard.press("b")
    expect(cells(page).first).to_have_attribute("lang", "en")
    page.reload()
    expect(cells(page).first).to_have_attribute("lang", "en")
    switch(page, "English")
    expect(cells(page).first).to_have_attribute("lang", "nl")
    page.locator(".md-header .md-logo").click()
    expect(page).to_have_url(re.compile("/en/$"))
    expect(cells(page).first).to_have_attribute("lang", "nl")
    page.go_back()
    button(page, "Side by side").click()
    expect(cells(page).first).to_have_attribute("lang", "de")
    expect(page.locator(".leidraad-told")).to_have_text("Deutsch is now beside each paragraph.")
    button(page, "Side by side").click()
    expect(cells(page)).to_have_count(0)
    page.reload()
    expect(button(page, "Side by side")).to_have_attribute("aria-pressed", "false")


def test_an_address_of_a_note_leads_to_it_at_the_end_of_the_text(read, pair: str):
    page = read("02-rouw/", height=500)
    page.keyboard.press("b")
    expect(cells(page).first).to_be_visible()
    page.goto(f"{pair}03-alleen/")
    page.goto(f"{pair}02-rouw/#fn:a")
    expect(cells(page).first).to_be_visible()
    expect(page.locator(".footnote li:target")).to_be_in_viewport()


def test_it_works_where_nothing_can_be_stored(read):
    page = read("02-rouw/")
    page.add_init_script("""for (const name of ["getItem", "setItem", "removeItem"]) {
        const was = Storage.prototype[name]
        Storage.prototype[name] = function (key, value) {
            if (key.startsWith("leidraad")) throw new Error("off")
            return was.call(this, key, value)
        }
    }""")
    page.reload()
    page.keyboard.press("b")
    expect(cells(page).first).to_be_visible()
    switch(page, "English")
    expect(page).to_have_url(re.compile("/en/02-rouw/$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_the_reader_stays_in_place_when_it_comes_and_goes(read, width: int):
    page = read("02-rouw/", width=width, height=500)
    for name in ("staying.6", "staying.3"):
        page.evaluate(GO, [name, 0.5])
        for count in (16, 16, 0):
            page.keyboard.press("b")
            expect(
                page.locator(".leidraad-text > .leidraad-beside:not(.leidraad-beside--gap)")
            ).to_have_count(count)
            assert page.evaluate(PART, name) == pytest.approx(0.5, abs=0.03)


def test_a_mark_beside_the_text_leads_to_the_note_of_its_own_language_and_back(read):
    page = read("02-rouw/")
    page.keyboard.press("b")
    mark = cells(page).locator(".footnote-ref").first
    mark.hover()
    expect(page.locator(".leidraad-note")).to_contain_text("A book")
    expect(page.locator(".leidraad-note [lang=en]")).to_contain_text("A book")
    mark.click()
    note = cells(page).locator(".footnote li").first
    expect(note).to_be_in_viewport()
    assert note.evaluate("note => note.matches(':target')")
    note.get_by_role("link").click()
    expect(mark).to_be_in_viewport()
    inner = cells(page).get_by_role("link", name="Terug naar boven")
    assert inner.get_attribute("href") == "#staying@en"
    mark.click()
    expect(page).to_have_url(re.compile("#fn:a@en$"))
    english = page.locator(".md-header").get_by_role("link", name="English", exact=True)
    assert re.search("/en/02-rouw/#fn:a$", english.get_attribute("href"))
    switch(page, "English")
    expect(page).to_have_url(re.compile("/en/02-rouw/#fn:a$"))


def test_an_address_of_a_note_beside_the_text_leads_there_or_to_the_same_note_of_the_text(read, pair: str):
    page = read("02-rouw/#fn:a@en", height=500)
    expect(page).to_have_url(re.compile("#fn:a$"))
    expect(page.locator(".footnote li:target")).to_be_in_viewport()
    page.keyboard.press("b")
    expect(cells(page).first).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{pair}02-rouw/#fn:a@en")
    expect(cells(page).locator(".footnote li:target")).to_be_in_viewport()


def test_a_note_is_gone_to_also_where_the_address_is_mended_before_notes_are_beside_the_text(read, pair: str):
    page = read("", height=500)
    held: list[Route] = []
    page.route("**/margin*.js", lambda route: held.append(route))
    page.goto(f"{pair}02-rouw/#fn:a@en", wait_until="commit")
    expect(page).to_have_url(re.compile("#fn:a$"))
    held[0].continue_()
    expect(page.locator(".footnote--beside li:target")).to_be_in_viewport()


def test_the_keyboard_alone_turns_it_on_and_off_and_typing_does_not(read):
    page = read("02-rouw/")
    button(page).focus()
    page.keyboard.press("Enter")
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    cells(page).get_by_role("link", name="Terug naar boven").focus()
    page.keyboard.press("b")
    expect(cells(page).first).to_have_attribute("lang", "de")
    page.keyboard.press("b")
    expect(cells(page)).to_have_count(0)
    expect(button(page)).to_be_focused()
    page.keyboard.press("Control+b")
    page.keyboard.press("/")
    page.keyboard.type("bbb")
    expect(page.locator("dialog input[type=search]")).to_have_value("bbb")
    page.keyboard.press("Escape")
    page.locator(".leidraad-text").evaluate("text => text.after(document.createElement('textarea'))")
    page.locator("textarea").press_sequentially("bbb")
    expect(page.locator("textarea")).to_have_value("bbb")
    expect(cells(page)).to_have_count(0)


def test_a_page_that_cannot_be_had_is_told_in_words_and_nothing_changes(read):
    page = read("02-rouw/")
    before = body(page)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')) }")
    button(page).click()
    told = page.get_by_role("status").filter(has_text="kon niet worden geladen")
    expect(told).to_be_in_viewport()
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    wait_until_it_is_again(page, before)
    page.keyboard.press("Shift")
    expect(told).to_have_count(0)


def test_a_phone_shows_one_below_the_other_and_paper_both(read):
    page = read("02-rouw/", width=360, height=740)
    button(page).click()
    rows = page.evaluate(ROWS)
    assert all(top > 10 for top, *_ in rows)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    # A style sheet that a script makes is no part of the page, which its policy would refuse.
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(".md-typeset td { white-space: nowrap }")
        document.adoptedStyleSheets = [sheet]
    }""")
    expect(page.locator(".md-typeset__scrollwrap[role=region][tabindex='0']")).to_have_count(2)
    expect(page.locator(".leidraad-text[tabindex]")).to_have_count(0)
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    expect(cells(page).first).to_be_visible()
    assert all(abs(top) < 4 and left > 10 for top, left, _ in page.evaluate(ROWS))
    expect(button(page)).to_be_hidden()


def test_on_paper_no_address_of_the_site_is_written_out_beside_the_text(read):
    page = read("02-rouw/")

    def add(route: Route) -> None:
        answer = route.fetch()
        links = '<p><a href="../">here</a> <a href="https://example.org/">away</a></p>'
        route.fulfill(response=answer, body=answer.text().replace("</table>", f"</table>{links}"))

    page.route(re.compile("en/02-rouw/$"), add)
    page.keyboard.press("b")
    expect(cells(page).get_by_role("link", name="here")).to_be_visible()
    page.emulate_media(media="print")
    after = "link => getComputedStyle(link, '::after').content"
    assert cells(page).get_by_role("link", name="here").evaluate(after) == "none"
    assert "example.org" in cells(page).get_by_role("link", name="away").evaluate(after)


def test_what_is_chosen_beside_the_text_is_chosen_there_alone_and_the_keyboard_scrolls_code(read):
    page = read("02-rouw/")

    def add(route: Route) -> None:
        answer = route.fetch()
        choice = '</table><p><input type="radio" name="tab" checked></p><pre><code>a</code></pre>'
        route.fulfill(response=answer, body=answer.text().replace("</table>", choice))

    page.route(re.compile("02-rouw/$"), add)
    page.reload()
    page.keyboard.press("b")
    expect(cells(page).first).to_be_visible()
    assert page.locator(".leidraad-text [type=radio]:checked").count() == 2
    expect(cells(page).locator("pre > code")).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("path", ["02-rouw/", "en/02-rouw/"])
def test_three_languages_have_room_on_the_smallest_phone(read, path: str):
    page = read(path, width=320, height=600)
    expect(page.locator("[data-leidraad=search]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for link in page.locator(".leidraad-language").all():
        assert link.bounding_box()["width"] >= 24
        assert link.bounding_box()["height"] >= 24


def test_a_long_word_in_a_table_stays_in_its_column_on_paper(read):
    page = read("02-rouw/", width=700)
    page.keyboard.press("b")
    expect(cells(page).first).to_be_visible()
    page.locator("td").evaluate_all("all => all.forEach(cell => { cell.textContent = 'w'.repeat(60) })")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    ours, theirs = [table.bounding_box() for table in page.locator("table").all()]
    assert ours["x"] + ours["width"] < theirs["x"]
    assert page.evaluate("document.documentElement.scrollWidth") == 700


@pytest.mark.parametrize("path", ["03-alleen/", "en/03-alleen/", "404.html"])
def test_no_button_is_shown_where_there_is_no_translation(read, path: str):
    page = read(path)
    expect(page.locator("[data-leidraad=search]")).to_be_visible()
    expect(page.locator("[data-leidraad=beside]:visible")).to_have_count(0)
