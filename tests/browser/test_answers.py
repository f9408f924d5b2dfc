"""What a reader writes at reflections: kept here and nowhere else, collected, saved and read, erased."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from playwright.sync_api import Browser, Locator, Page, Request, expect

from browsing import CHAPTER, ENGLISH, wait_until
from support import ROOT

pytestmark = pytest.mark.slow

FIRST = {"nl": CHAPTER, "en": ENGLISH}
SECOND = {"nl": "vier-hechtingsstijlen/", "en": "en/four-attachment-styles/"}
MINE = {"nl": "Mijn antwoorden", "en": "My answers"}
KEPT = "Wat je hier schrijft, blijft in deze browser en wordt nergens heen gestuurd."
SCRIPTS = ("answers", "questions", "keeping", "records")
DEAF = "addEventListener('storage', event => event.stopImmediatePropagation())"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
    get() { throw new DOMException("", "SecurityError") } })"""

# The page notes when it was left; this is after that.
LONG_AGO = """addEventListener("pagehide", () => {
    const state = Object.keys(localStorage).find(key => /^leidraad.answers [^\\[]+$/.test(key))
    sessionStorage.setItem(`${state} seen`, Date.now() - 61_000)
})"""
WORKBOOK = """async () => {
    const other = document.querySelector("script[src$='/near.js']").src
    window.workbook = await import(other.replace("near.js", "workbook.js"))
}"""


NEAR = "document.querySelector('.leidraad-text .callout--reflection')?.scrollIntoView()"


def fields(page: Page) -> Locator:
    """Return the fields of a reader who is near them: they come before anyone else's."""
    page.evaluate(NEAR)
    return page.locator(".callout--reflection textarea")


def values(page: Page) -> list[str]:
    # They come after the page.
    expect(fields(page)).to_have_count(page.locator(".callout--reflection > ul > li").count())
    return [field.input_value() for field in fields(page).all()]


def told(page: Page) -> Locator:
    return page.locator(".leidraad-answers__told")


def part(page: Page, name: str) -> Locator:
    return page.locator(f"dialog.leidraad-answers [data-leidraad-part={name}]")


def collect(page: Page, lang: str = "nl") -> Locator:
    # A browser draws a page in front at once, and another one once a second.
    page.bring_to_front()
    page.evaluate(NEAR)
    page.locator(".callout--reflection").get_by_role("button", name=MINE[lang]).click()
    dialog = page.get_by_role("dialog", name=MINE[lang])
    expect(dialog).to_be_visible()
    return dialog


def saved(page: Page) -> str:
    with page.expect_download() as download:
        part(page, "save").click()
    return Path(download.value.path()).read_text("utf-8")


def load(page: Page, text: str) -> None:
    part(page, "file").set_input_files(
        {"name": "x.md", "mimeType": "text/markdown", "buffer": text.encode("utf-8", "surrogatepass")}
    )


@pytest.mark.parametrize(("lang", "width"), [("nl", 1280), ("en", 360)])
def test_every_question_has_a_field_that_grows_and_keeps_what_is_typed(open_page, lang: str, width: int):
    page = open_page(FIRST[lang], width=width)
    items = page.locator(".callout--reflection > ul > li")
    expect(fields(page)).to_have_count(3)
    expect(items).to_have_count(3)
    for item in items.all():
        question, field = (
            item.evaluate("item => item.firstChild.textContent.trim()"),
            item.locator("textarea"),
        )
        expect(field).to_have_accessible_name(question)
        low = field.bounding_box()["height"]
        field.focus()
        page.keyboard.type("Eén regel.")
        for _ in range(9):
            page.keyboard.press("Enter")
        page.keyboard.type("En de laatste.")
        assert field.bounding_box()["height"] > 1.5 * low
        assert field.evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    written = values(page)
    page.reload()
    assert values(page) == written
    assert written[2].count("\n") == 9


def test_the_page_says_where_answers_are_and_shows_the_way_to_all_once_there_are_some(open_page):
    page = open_page(FIRST["nl"])
    page.evaluate(NEAR)
    expect(page.locator(".leidraad-answers__kept")).to_contain_text(KEPT)
    ways = page.get_by_role("button", name=MINE["nl"])
    expect(ways).to_have_count(0)
    fields(page).first.fill("Iets.")
    expect(ways).to_have_count(2)
    assert min(way.bounding_box()["height"] for way in ways.all()) >= 24
    ways.last.click()
    expect(page.get_by_role("dialog", name=MINE["nl"])).to_be_visible()


def test_who_switches_language_finds_the_answers_and_all_of_them_with_their_questions(open_page):
    page = open_page(FIRST["nl"])
    fields(page).nth(1).fill("Over wie stil is.")
    page.goto(page.url.replace(FIRST["nl"], SECOND["nl"]))
    fields(page).nth(2).fill("Over wie ik verkeerd lees.")
    page.locator(".md-header").get_by_role("link", name="English").click()
    expect(fields(page).nth(2)).to_have_value("Over wie ik verkeerd lees.")
    dialog = collect(page, "en")
    # Of the other chapter only the Dutch questions were known.
    expect(dialog).to_contain_text("Who in your team has lately been quieter or busier than usual")
    assert re.findall(r"^#+ .*|^> .*", saved(page), re.MULTILINE) == [
        "# My answers – Leading from a secure base",
        "## Attachment and resilience",
        "### Who do you sit with?",
        "> Over wie stil is.",
        "## Four attachment styles",
        "### Your place on the map",
        "> Over wie ik verkeerd lees.",
    ]
    dialog.get_by_role("link", name="Who do you sit with?").click()
    expect(page).to_have_url(re.compile(r"/en/attachment-and-resilience/#reflection:1$"))


def test_nothing_is_ever_sent(open_page):
    page = open_page(FIRST["nl"])
    sent: list[Request] = []
    page.context.on("request", note := lambda request: sent.append(request))
    fields(page).first.fill("Geheimwoord")
    page.reload()
    fields(page).nth(1).fill("Geheimwoord twee")
    collect(page)
    text = saved(page)
    load(page, text.replace("Geheimwoord", "Geheimwoord drie"))
    part(page, "shared").check()
    page.goto(page.url.replace(FIRST["nl"], SECOND["en"]))
    collect(page, "en")
    part(page, "close").click()
    page.goto("about:blank")
    page.context.remove_listener("request", note)
    assert len(sent) > 10
    assert {request.method for request in sent} == {"GET"}
    assert {request.post_data for request in sent} == {None}
    assert not [request.url for request in sent if "eheim" in unquote(request.url)]
    assert page.context.cookies() == []


HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- leidraad {} -->",
    "--> <img src=x onerror=alert(1)>",
    "> citaat\n>\n\n> nog een",
    "# Kop\n\n```\n> x",
    "\n\n  regel met spaties  \n\n",
    "\u2028\u2029\ufeff\u0000👋",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=80)).map(
    lambda text: re.sub(r"\r\n?", "\n", text)
)


def test_a_file_holds_every_answer_to_the_letter(open_page):
    page = open_page(FIRST["nl"])
    page.evaluate(WORKBOOK)
    one = st.fixed_dictionaries(dict.fromkeys(("chapter", "title", "question", "path"), texts))
    answer = st.fixed_dictionaries({
        "text": texts.filter(bool), "time": st.integers(0, 2**53 - 1), "of": st.integers(0, 9),
        "at": st.integers(0, 9), "said": st.dictionaries(st.sampled_from(["nl", "en", "de-AT"]), one),
    })  # fmt: skip
    keys = st.tuples(texts, texts, st.integers(0, 99)).map(list)

    @settings(max_examples=60, deadline=None, database=None)
    @given(
        answers=st.lists(st.tuples(keys, answer), max_size=4, unique_by=lambda each: str(each[0])),
        end=st.sampled_from(["\n", "\r\n"]),
    )
    def check(answers: list[tuple[list[object], dict[str, object]]], end: str) -> None:
        found = page.evaluate(
            """([answers, end]) => {
                const written = new Map(answers.map(([key, answer]) => [JSON.stringify(key), answer]))
                const file = window.workbook.write(written, "Titel", "nl")
                const marks = file.split("\\n").filter(line => line.startsWith("<!-- leidraad"))
                if (marks.some(line => line.indexOf("-->") < line.length - 3)) throw new Error(file)
                const text = file.replaceAll("\\n", end)
                return [...window.workbook.read(text)].map(([key, answer]) => [JSON.parse(key), answer])
            }""",
            [answers, end],
        )
        ordered = {json.dumps(key): answer for key, answer in answers}
        assert {json.dumps(key): answer for key, answer in found} == ordered

    check()


def test_a_file_of_anything_puts_in_text_alone_and_leads_nowhere_else(open_page):
    page = open_page(FIRST["nl"])
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    fields(page).first.fill("Eigen tekst.")
    collect(page)
    for text in (
        "",
        "\0\ufffd" * 999,
        "<!-- leidraad {" * 999,
        '<!-- leidraad {"key":"[1]","text":[]} -->\n\n> x',
        "> x",
    ):
        load(page, text)
        expect(part(page, "status")).to_have_text(
            "In dit bestand staan geen antwoorden die hier zijn opgeslagen."
        )
    evil = "<img src=x onerror=alert(1)>"
    known = {"chapter": evil, "title": evil, "question": evil}
    paths = ("javascript:alert(1)", "//example.org/", "../../x", "data:text/html,x", "x/")
    file = ""
    for n, path in enumerate(paths):
        said = {"nl": known | {"path": path}, "__proto__": known, "constructor": 1}
        key = json.dumps([evil, evil, n], separators=(",", ":"))
        mark = {"key": key, "time": 1, "of": 1, "at": n, "said": said, "__proto__": {"text": 1}}
        file += f"<!-- leidraad {json.dumps(mark)} -->\n\n> {evil}\n\n"
    load(page, file)
    expect(part(page, "status")).to_have_text("Ingelezen antwoorden: 5.")
    shown = part(page, "list")
    expect(shown.get_by_text(evil, exact=True).last).to_be_visible()
    assert shown.locator("img").count() == 0
    hrefs = shown.locator("a").evaluate_all("links => links.map(link => link.href)")
    home = page.url.removesuffix(FIRST["nl"])
    assert [href for href in hrefs if not href.startswith(home)] == []
    part(page, "undo").click()
    expect(shown).not_to_contain_text(evil)
    assert values(page)[0] == "Eigen tekst."


def test_what_is_read_from_a_file_never_replaces_what_is_there(open_page):
    page = open_page(FIRST["nl"])
    fields(page).nth(0).fill("Van vroeger.")
    fields(page).nth(1).fill("Ook van vroeger.")
    collect(page)
    text = saved(page)
    part(page, "close").click()
    fields(page).nth(0).fill("Van nu.")
    fields(page).nth(1).fill("")
    collect(page)
    for count in (2, 0):
        load(page, text)
        expect(part(page, "status")).to_have_text(f"Ingelezen antwoorden: {count}.")
        assert values(page) == ["Van nu.\n\nVan vroeger.", "Ook van vroeger.", ""]
    page.reload()
    assert values(page) == ["Van nu.\n\nVan vroeger.", "Ook van vroeger.", ""]


def test_all_is_erased_once_confirmed_in_every_tab_and_comes_back(open_page):
    page = open_page(FIRST["nl"])
    other = page.context.new_page()
    other.goto(page.url)
    fields(page).first.fill("Weg ermee.")
    expect(fields(other).first).to_have_value("Weg ermee.")
    collect(page)
    part(page, "wipe").press("Enter")
    expect(part(page, "no")).to_be_focused()
    part(page, "no").press("Enter")
    expect(part(page, "wipe")).to_be_focused()
    assert values(page)[0] == "Weg ermee."
    part(page, "wipe").click()
    part(page, "yes").click()
    for each in (page, other):
        expect(fields(each).first).to_have_value("")
        assert "ermee" not in each.evaluate("JSON.stringify([localStorage, sessionStorage])")
    expect(told(other)).to_have_text("")
    expect(part(page, "undo")).to_be_focused()
    part(page, "undo").press("Enter")
    for each in (page, other):
        expect(fields(each).first).to_have_value("Weg ermee.")
    other.reload()
    assert values(other)[0] == "Weg ermee."


def test_tabs_hear_of_each_other_and_one_that_did_not_joins_both_answers(open_page):
    page = open_page(FIRST["nl"])
    other = page.context.new_page()
    other.add_init_script(DEAF)  # as a tab that was asleep
    other.goto(page.url)
    fields(other).first.focus()
    fields(page).first.fill("In de ene tab.")
    # What one tab keeps takes a moment to reach the process of another.
    wait_until(other, "JSON.stringify(localStorage).includes('In de ene tab.')")
    other.evaluate("document.activeElement.value = ''")
    other.keyboard.type("Z")
    expect(fields(other).first).to_have_value("In de ene tab.\n\nZ")
    expect(told(other)).to_have_text(
        "In een ander tabblad had je hier iets anders geschreven. Beide staan nu onder elkaar."
    )
    expect(fields(page).first).to_have_value("In de ene tab.\n\nZ")
    expect(told(page)).to_have_text("")


@pytest.mark.parametrize("state", [FULL, BLOCKED])
def test_where_storage_fails_the_page_says_so_once_and_works_on(open_page, state: str):
    page = open_page("")
    page.add_init_script(state)
    page.goto(page.url + FIRST["nl"])
    fields(page).first.press_sequentially("Blijft")
    expect(told(page)).to_have_text(re.compile("Deze browser bewaart je antwoorden niet."))
    fields(page).nth(1).fill("staan.")
    assert values(page)[:2] == ["Blijft", "staan."]
    collect(page)
    text = saved(page)
    assert re.findall("^> .*", text, re.MULTILINE) == ["> Blijft", "> staan."]
    part(page, "wipe").click()
    part(page, "yes").click()
    assert values(page)[:2] == ["", ""]
    load(page, text)
    expect(fields(page).nth(1)).to_have_value("staan.")
    assert page.locator(".leidraad-answers__told", has_text="bewaart").count() == 1


def test_what_others_erase_stays_on_the_page_and_is_kept_again(open_page):
    page = open_page(FIRST["nl"])
    other = page.context.new_page()
    other.goto(page.url.replace(FIRST["nl"], ""))
    fields(page).first.fill("Half af")
    other.evaluate("localStorage.clear()")
    expect(told(page)).to_have_text(re.compile("Je antwoorden zijn in deze browser gewist."))
    assert values(page)[0] == "Half af"
    fields(page).first.press_sequentially("!")
    page.reload()
    assert "Half af" in values(page)[0]


def test_on_a_shared_machine_answers_go_along_in_the_tab_and_go_when_the_reader_goes(open_page):
    page = open_page(FIRST["nl"])
    other = page.context.new_page()
    other.goto(page.url)
    fields(page).first.fill("Alleen voor nu.")
    expect(fields(other).first).to_have_value("Alleen voor nu.")
    collect(page)
    part(page, "shared").check()
    for each in (page, other):
        expect(each.locator(".leidraad-answers__kept")).to_contain_text("gewist zodra je deze site verlaat")
        assert values(each)[0] == "Alleen voor nu."
    assert "voor nu" not in page.evaluate("JSON.stringify(localStorage)")
    # Within the site it goes along, and a new tab has none of it.
    page.goto(page.url.replace(FIRST["nl"], SECOND["nl"]))
    fields(page).first.fill("Ook dit.")
    page.go_back()
    expect(fields(page).first).to_have_value("Alleen voor nu.")
    third = page.context.new_page()
    third.goto(page.url)
    assert values(third) == ["", "", ""]
    fields(third).first.fill("Alleen voor nu.")
    # Away for longer than from one page to the next, also where the browser has kept the page as it was.
    page.evaluate(LONG_AGO)
    page.goto("about:blank")
    third.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert values(third)[0] == ""
    page.go_back()
    expect(fields(page).first).to_have_value("")
    assert "voor nu" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    # Who turns it off keeps what is still there.
    collect(other)
    part(other, "shared").uncheck()
    expect(fields(page).first).to_have_value("Alleen voor nu.")
    assert "voor nu" not in other.evaluate("JSON.stringify(sessionStorage)")


def test_each_site_and_each_learner_has_answers_of_its_own(open_page, base_url: str):
    page = open_page(FIRST["nl"])
    fields(page).first.fill("Van de site.")
    path = "/" + base_url.split("/", 3)[3]
    assert [
        key
        for key in page.evaluate("Object.keys(localStorage)")
        if key.startswith(f"leidraad.answers {path} ")
    ]

    def enrol(route) -> None:  # type: ignore[no-untyped-def]
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace("<html ", f'<html data-leidraad-store="{learner}" ', 1),
        )

    page.route(re.compile(r"/$"), enrol)
    for learner in ("cursus 7 Ada", "cursus 7", "cursus 7 Bo"):
        page.reload()
        assert values(page) == ["", "", ""]
        fields(page).first.fill(f"Van {learner}.")
    learner = "cursus 7 Ada"
    page.reload()
    assert values(page)[0] == "Van cursus 7 Ada."
    page.unroute(re.compile(r"/$"))
    page.reload()
    assert values(page)[0] == "Van de site."


def test_on_paper_stand_the_answers_or_lines_to_write_on(browser: Browser, open_page):
    page = open_page(FIRST["nl"])
    long = "\n".join(f"Regel {n}." for n in range(1, 150))
    fields(page).first.fill(long)
    chapter = extract_text(io.BytesIO(page.pdf()))
    assert "Regel 1." in chapter
    assert "Regel 149." in chapter
    assert KEPT not in chapter
    page.emulate_media(media="print")
    heights = page.locator(".leidraad-answer").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert heights[1] == heights[2] > 80
    page.emulate_media(media="null")
    collect(page)
    book = extract_text(io.BytesIO(page.pdf()))
    assert "Regel 1." in book
    assert "Regel 149." in book
    assert "Leiden vanuit een veilige basis" in book
    assert "Alles wissen" not in book
    assert "Wat hechting is" not in book


def test_without_scripts_there_are_the_questions_and_lines_on_paper(open_page):
    page = open_page(FIRST["nl"], java_script_enabled=False)
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_text(KEPT)).to_have_count(0)
    item = page.locator(".callout--reflection li").last
    on_screen = item.bounding_box()["height"]
    page.emulate_media(media="print")
    assert item.bounding_box()["height"] > on_screen + 50


def test_a_page_loads_what_it_needs_and_that_is_little(open_page, base_url: str):
    folder = ROOT / "overrides/assets/javascripts"
    page = open_page("404.html")
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(Path(request.url).stem))
    page.clock.install()
    page.goto(base_url)
    assert not {*SCRIPTS, "checks", "collected", "workbook"} & asked
    page.goto(base_url + FIRST["nl"])
    # Also for whoever only looks at the page for a while.
    page.clock.fast_forward("00:10")
    expect(page.locator(".callout--reflection textarea")).to_have_count(3)
    expect(page.locator(".callout--check input").first).to_be_attached()
    assert asked >= {*SCRIPTS, "checks"}
    assert not {"collected", "workbook"} & asked
    weight = sum(len(gzip.compress((folder / f"{name}.js").read_bytes())) for name in (*SCRIPTS, "checks"))
    assert weight <= 8_000


def test_the_whole_book_on_one_page_has_the_questions_and_lines_on_paper(open_page):
    page = open_page("heel-boek/")
    expect(page.locator("textarea")).to_have_count(0)
    item = page.locator(".callout--reflection li").last
    on_screen = item.bounding_box()["height"]
    page.emulate_media(media="print")
    assert item.bounding_box()["height"] > on_screen + 40
