"""A page fits its reader: narrow windows, large letters, wide spacing, no motion."""

from __future__ import annotations

import pytest

from gates import opening
from gates.fitting import faults
from gates.sites import told

pytestmark = pytest.mark.slow

# WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
LARGE = "html { font-size: 250% !important }"
_PARTS = '["", "::before", "::after"]'
_MOVES = f"""() => [...document.querySelectorAll("*")].flatMap(one => {_PARTS}.flatMap(part => {{
    const style = getComputedStyle(one, part || null)
    const times = `${{style.transitionDuration}}, ${{style.animationDuration}}`.split(", ").map(parseFloat)
    const moves = times.some(time => time > 0.001) || style.scrollBehavior === "smooth"
    return moves ? [`${{one.outerHTML.slice(0, 120)}}${{part}}`] : []
}}))"""


def test_what_opens_fits_a_window_of_320_pixels(reader, sites):
    visit = reader(width=320, height=256)
    url = sites.named()["chapter"]
    page = visit(url)
    found = [(state, each) for state in opening.states(page, url, set()) for each in faults(page)]
    assert found == [], told(found)


@pytest.mark.parametrize(
    ("window", "styles"),
    [
        ({"width": 640, "height": 450, "device_scale_factor": 2}, ["*{}"]),
        ({"width": 1280}, [LARGE, SPACING]),
        ({"width": 320}, [SPACING]),
    ],
    ids=["zoom", "large letters and wide spacing", "wide spacing, narrow"],
)
def test_nothing_is_lost_at_twice_the_size_nor_with_the_spacing_that_a_reader_wants(
    reader, sites, window: dict[str, int], styles: list[str]
):
    visit = reader(**window, bypass_csp=True)
    found = []
    for name, url in sites.named().items():
        page = visit(url)
        for style in styles:
            added = page.add_style_tag(content=style)
            found += [(name, style, each) for each in faults(page)]
            added.evaluate("one => one.remove()")
    assert found == [], told(found)


def test_nothing_moves_for_whoever_wants_no_motion(reader, sites):
    visit = reader(reduced_motion="reduce")
    found = [(name, each) for name, url in sites.named().items() for each in visit(url).evaluate(_MOVES)]
    assert found == [], told(found)
