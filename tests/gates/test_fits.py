"""A page fits its reader: narrow windows, large letters, wide spacing, no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from gates import opening
from gates.sites import told

pytestmark = pytest.mark.slow

# WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 250% !important }"
_SPILLS = """() => {
    const room = document.documentElement.clientWidth
    const whole = document.documentElement.scrollWidth
    if (whole <= room) return []
    const isOut = one => one.getBoundingClientRect().right > room + 1
    const wide = [...document.querySelectorAll("body *")].filter(isOut)
    return [`${whole} of ${room}`, ...wide.map(one => one.outerHTML.slice(0, 120))]
}"""
# What is cut off and cannot be scrolled to. A title that ends in dots stands whole elsewhere on the page.
_CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
    const style = getComputedStyle(one)
    const cuts = side => ["hidden", "clip"].includes(style[`overflow${side}`])
    const text = [...one.childNodes].some(child => child.nodeType === 3 && child.data.trim())
    if (!text || !one.checkVisibility({ visibilityProperty: true })) return false
    // Only for who listens.
    if (one.clientWidth <= 1 || one.closest(".md-header__title")) return false
    const isCut = side => one[`scroll${side}`] > one[`client${side}`] + 1
    return cuts("X") && isCut("Width") || cuts("Y") && isCut("Height")
}).map(one => one.outerHTML.slice(0, 160))"""
_PARTS = '["", "::before", "::after"]'
_MOVES = f"""() => [...document.querySelectorAll("*")].flatMap(one => {_PARTS}.flatMap(part => {{
    const style = getComputedStyle(one, part || null)
    const times = `${{style.transitionDuration}}, ${{style.animationDuration}}`.split(", ").map(parseFloat)
    const moves = times.some(time => time > 0.001) || style.scrollBehavior === "smooth"
    return moves ? [`${{one.outerHTML.slice(0, 120)}}${{part}}`] : []
}}))"""


def faults(page: Page) -> list[str]:
    """Return what does not fit on a page."""
    return page.evaluate(_SPILLS) + page.evaluate(_CUT)


def test_every_page_fits_a_window_of_320_pixels(reader, sites):
    visit = reader(width=320, height=640)
    found = [(url, each) for url in sites.every() for each in faults(visit(url))]
    assert found == [], told(found)


def test_what_opens_fits_a_window_of_320_pixels(reader, sites):
    visit = reader(width=320, height=256)
    url = sites.named()["chapter"]
    page = visit(url)
    found = [(state, each) for state in opening.states(page, url, set()) for each in faults(page)]
    assert found == [], told(found)


@pytest.mark.parametrize(
    ("window", "style"),
    [
        ({"width": 640, "height": 450, "device_scale_factor": 2}, ""),
        ({"width": 1280}, LARGE),
        ({"width": 320}, SPACING),
        ({"width": 1280}, SPACING),
    ],
    ids=["zoom", "large letters", "wide spacing, narrow", "wide spacing"],
)
def test_nothing_is_lost_at_twice_the_size_nor_with_the_spacing_that_a_reader_wants(
    reader, sites, window: dict[str, int], style: str
):
    visit = reader(**window, bypass_csp=True)
    found = []
    for name, url in sites.named().items():
        page = visit(url)
        if style:
            page.add_style_tag(content=style)
        found += [(name, each) for each in faults(page)]
    assert found == [], told(found)


def test_nothing_moves_for_whoever_wants_no_motion(reader, sites):
    visit = reader(reduced_motion="reduce")
    found = [(name, each) for name, url in sites.named().items() for each in visit(url).evaluate(_MOVES)]
    assert found == [], told(found)
