"""Notes beside the text: where there is room, at their marks, never on one another."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import expect

from browsing import CHAPTER, ENGLISH, FRAME, scroll, wait_until

pytestmark = pytest.mark.slow

NEXT = "vier-hechtingsstijlen/"
HALF = "scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })"
# What moves, but for the header: it may be shown when half of it has come.
SHIFTS = """window.shifts = []
new PerformanceObserver(list => {
    const nodes = list.getEntries().flatMap(each => each.sources.map(source => source.node))
    const moved = nodes.filter(node => !node?.parentElement?.closest(".md-header"))
    window.shifts.push(...moved.map(node => node?.outerHTML ?? "something that is gone"))
}).observe({ type: "layout-shift", buffered: true })"""


# How far each note is below its first mark, and what they lie on.
PLACED = """() => {
    const boxes = [...document.querySelectorAll(".footnote li")].map(note => {
        const box = note.getBoundingClientRect()
        const mark = document.querySelector(`.footnote-ref[href="#${CSS.escape(note.id)}"]`)
        return { top: box.top, bottom: box.bottom, left: box.left, right: box.right,
                 from: box.top - mark.getBoundingClientRect().top, text: note.textContent }
    })
    const text = document.querySelector(".leidraad-text").getBoundingClientRect()
    return {
        boxes,
        overlaps: boxes.filter((box, n) => n && box.top < boxes[n - 1].bottom).length,
        inside: boxes.filter(box => box.left < text.right || box.right > innerWidth).length,
        below: boxes.filter(box => box.bottom > text.bottom + 1).length,
    }
}"""

LAST = (
    "() => [...document.querySelectorAll('.leidraad-text > section')].at(-1).getBoundingClientRect().bottom"
)


@pytest.mark.parametrize(("path", "width"), [(CHAPTER, 1280), (ENGLISH, 960), (NEXT, 1600)])
def test_notes_stand_beside_their_marks_where_there_is_room(open_page, path: str, width: int):
    page = open_page(path, width=width)
    placed = page.evaluate(PLACED)
    assert (placed["overlaps"], placed["inside"], placed["below"]) == (0, 0, 0)
    near = [box for box in placed["boxes"] if -10 < box["from"] < 10]
    assert len(near) > len(placed["boxes"]) / 2
    expect(page.locator(".footnote li").first).to_be_visible()
    assert page.locator(".leidraad-text > :last-child").get_attribute("class") == "footnote footnote--beside"


@pytest.mark.parametrize("width", [390, 959])
def test_notes_stand_below_where_there_is_no_room(open_page, width: int):
    page = open_page(CHAPTER, width=width)
    expect(page.locator(".footnote__title")).to_be_visible()
    placed = page.evaluate(f"(() => ({{ ...({PLACED})(), last: ({LAST})() }}))()")
    assert placed["boxes"][0]["top"] > placed["last"]


def test_notes_go_where_their_marks_go(open_page):
    page = open_page(CHAPTER)
    expect(page.locator(".footnote--beside")).to_have_count(1)
    page.evaluate(FRAME)
    before = page.evaluate(PLACED)["boxes"][-1]["top"]
    page.evaluate("document.querySelector('h1').style.paddingTop = '300px'")
    # Where notes make room for one another, it takes more than a frame.
    wait_until(page, f"Math.abs(({PLACED})().boxes.at(-1).top - {before + 300}) <= 2")
    page.keyboard.press("b")  # the other language takes the margin
    expect(page.locator(".footnote--beside")).to_have_count(0)
    page.keyboard.press("b")
    expect(page.locator(".footnote--beside")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".footnote__title").first).to_be_visible()
    boxes = page.evaluate(PLACED)["boxes"]
    assert len({round(box["left"]) for box in boxes}) == 1
    assert boxes[0]["top"] > page.locator(".leidraad-text > section").last.bounding_box()["y"]


def test_on_paper_notes_are_gathered_below_and_nothing_can_be_pressed(open_page):
    page = open_page(CHAPTER)
    expect(page.locator(".footnote--beside")).to_have_count(1)
    text = extract_text(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    first, last = text.index("Goblin Market"), text.index("Bonanno", text.index("Noten"))
    assert text.index("Om mee te nemen") < text.index("Noten") < first < last
    assert "Daar verder lezen" not in text
    assert "Nu niet" not in text


def test_more_notes_than_the_margin_holds_make_room_and_a_long_one_is_cut(open_page):
    page = open_page(CHAPTER)
    page.locator(".footnote li").nth(1).evaluate(
        "li => li.firstElementChild.prepend('Een lang verhaal. '.repeat(60))"
    )
    page.evaluate("document.querySelector('h1').style.paddingTop = '9px'")
    whole = page.get_by_role("button", name="Toon de hele noot")
    expect(whole).to_have_count(1)
    cut = page.locator(".footnote li").nth(1)
    height = cut.bounding_box()["height"]
    whole.press("Enter")
    assert cut.bounding_box()["height"] > height + 100
    expect(page.get_by_role("button", name="Toon minder van de noot")).to_have_attribute(
        "aria-expanded", "true"
    )
    assert page.evaluate(PLACED)["overlaps"] == 0
    page.evaluate("""() => {
        const all = selector => [...document.querySelectorAll(selector)]
        for (const note of all(".footnote li")) note.prepend("Nog een verhaal. ".repeat(40))
        for (const part of all(".leidraad-text > p:not(:has(.footnote-ref))")) part.remove()
    }""")
    page.evaluate(FRAME)
    placed = page.evaluate(PLACED)
    assert (placed["overlaps"], placed["below"]) == (0, 0)


def test_a_mark_and_its_note_are_reached_from_each_other_without_the_page_moving(open_page):
    page = open_page(ENGLISH)
    mark = page.locator('.footnote-ref[aria-label="Note 2"]').first
    mark.scroll_into_view_if_needed()
    page.evaluate(FRAME)
    at = page.evaluate("scrollY")
    mark.hover()
    expect(page.locator(".footnote li").nth(1)).to_have_class(re.compile("leidraad-lit"))
    expect(page.locator(".leidraad-note")).to_have_count(0)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".footnote li").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(mark).to_be_focused()
    assert page.evaluate("scrollY") == at
    assert "#" not in page.url


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads_nor_when_it_offers_to_go_on(open_page, base_url: str, width: int):
    page = open_page(CHAPTER, width=width)
    scroll(page, HALF)
    page.add_init_script(SHIFTS)
    for path in ("", CHAPTER, NEXT):
        page.goto(base_url + path)
        if path != NEXT:
            expect(page.locator(".leidraad-onward")).to_be_visible()
        page.evaluate(FRAME)
        assert page.evaluate("window.shifts") == []
