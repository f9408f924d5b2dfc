"""What does not fit in the window that a page is shown in."""

from __future__ import annotations

from playwright.sync_api import Page

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


def faults(page: Page) -> list[str]:
    """Return what does not fit on a page."""
    return page.evaluate(_SPILLS) + page.evaluate(_CUT)
