"""What a page has that a reader acts on: how large it is, how it is reached, how its focus shows."""

from __future__ import annotations

import io
from itertools import takewhile
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

from gates.opening import settle

TABBABLE = (
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex],"
    " [contenteditable]"
)
LEAST = 24
"""Pixels that a target has at least, each way: WCAG 2.2, 2.5.8."""
MARKS = ".footnote-ref, .footnote-backref, .headerlink"
# A link in a sentence is as high as its line; our marks of notes and of headings are no such links. A page
# without a style sheet is as large as its reader's browser has it.
_SMALL = f"""([least, marks]) => document.styleSheets.length
&& [...document.querySelectorAll("{TABBABLE}")].flatMap(one => {{
    if (!one.checkVisibility({{ visibilityProperty: true }}) || one.closest("[inert]")) return []
    const box = one.getBoundingClientRect()
    if (box.width >= least && box.height >= least || one.classList.contains("leidraad-hidden")) return []
    if (one.type === "radio" || one.type === "checkbox") return one.labels.length ? [] : [one.outerHTML]
    const inLine = getComputedStyle(one).display === "inline" && !one.matches(marks)
    const text = node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())
    if (inLine && (text(one.parentElement) || text(one.parentElement.parentElement))) return []
    return [`${{box.width}}x${{box.height}} ${{one.outerHTML.slice(0, 200)}}`]
}})"""
# Of a group of radio buttons one is a stop, from which the arrow keys lead to the others.
_MARK = f"""() => {{
    const radios = [...document.querySelectorAll("input[type=radio]")]
    const group = one => radios.filter(each => each.name === one.name)
    const stop = all => all.find(each => each.checked) ?? all[0]
    const isStop = one => one.type !== "radio" || stop(group(one)) === one
    const all = [...document.querySelectorAll("{TABBABLE}")].filter(one => one.tabIndex >= 0 && !one.disabled
        && !one.closest("[inert], dialog:not([open])") && isStop(one)
        && one.checkVisibility({{ visibilityProperty: true }}) && one.getClientRects().length)
    all.forEach((one, n) => {{ one.dataset.gate = n }})
    return all.map(one => one.outerHTML.slice(0, 160))
}}"""
# Takes note, whenever a key is let go, of where the focus is, and whether its beginning can be seen there:
# to ask for that takes as long as to press the key.
_FOCUS = """() => {
  const focus = () => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    const box = one.getClientRects()[0]
    const [x, y] = [box.left + Math.min(box.width, 24) / 2, box.top + Math.min(box.height, 24) / 2]
    const there = document.elementFromPoint(x, y)
    return {
        number: one.dataset.gate === undefined || one.closest("[popover]") ? -1 : Number(one.dataset.gate),
        kind: `${one.tagName} ${one.className} in ${one.parentElement.className}`,
        html: one.outerHTML.slice(0, 160),
        outlined: outlineStyle === "auto" || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2),
        seen: one.matches("iframe, .md-skip") || one.contains(there) || Boolean(there?.contains(one)),
    }
  }
  // The one before may have gone round, and the next key goes on from where the focus was.
  const start = document.createElement("span")
  start.tabIndex = -1
  document.body.prepend(start)
  start.focus({ preventScroll: true })
  start.remove()
  window.gateStops = []
  if (!window.gateFocus) addEventListener("keyup", window.gateFocus = () => gateStops.push(focus()), true)
}"""
_AT_ONCE = 20
_PUT = """([number, action]) => document.querySelector(`[data-gate="${number}"]`)[action](
    { preventScroll: action === "blur" })"""
_BOX = """number => {
    const { x, y, width, height } = document.querySelector(`[data-gate="${number}"]`).getClientRects()[0]
    return [x, y, width, height]
}"""
# What looks as if it could be pressed, but has nothing that the keyboard could reach.
_DEAF = f"""() => [...document.querySelectorAll("body *")].filter(one =>
    one.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
    && getComputedStyle(one).cursor === "pointer"
    && !one.closest("{TABBABLE}") && !one.querySelector("{TABBABLE}")
    && one.getBoundingClientRect().width > 1).map(one => one.outerHTML.slice(0, 160))"""


def small(page: Page) -> list[str]:
    """Return the targets that are too small to be hit."""
    return page.evaluate(_SMALL, [LEAST, MARKS]) or []


def deaf(page: Page) -> list[str]:
    """Return what only a pointer can press."""
    return page.evaluate(_DEAF)


def walk(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """Go through a page with the Tab key, to its end.

    Returns:
        what can be reached, in the order of the page; the places where the focus was, in theirs.
    """
    wanted = page.evaluate(_MARK)
    page.evaluate(_FOCUS)
    stops: list[dict[str, Any] | None] = []
    while None not in stops and len(stops) < 2 * len(wanted) + 10:
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        stops = page.evaluate("gateStops")
    walked = [*takewhile(bool, stops)]
    # Some go from the last to the first with nothing in between.
    firsts = [at for at, stop in enumerate(walked) if stop["number"] == 0]
    return wanted, walked[: firsts[1]] if len(firsts) > 1 else walked


def change(page: Page, number: int) -> tuple[int, float]:
    """Return how many pixels look otherwise when something has the focus, and how many there should be.

    Args:
        page: where the keyboard was used last, so that focus shows.
        number: of the element, as `walk` gave it.
    """
    shots = []
    for action in ("focus", "blur"):
        page.evaluate(_PUT, [number, action])
        settle(page)
        box = page.evaluate(_BOX, number)
        x, y, width, height = box
        left, top = max(0, x - 6), max(0, y - 6)
        shots.append(
            page.screenshot(
                clip={"x": left, "y": top, "width": width + 12, "height": height + 12}, caret="initial"
            )
        )
    focused, plain = (Image.open(io.BytesIO(shot)).convert("L") for shot in shots)
    # A tone that differs by a quarter of all is three times as light or dark on paper and on ink.
    changed = ImageChops.difference(focused, plain).histogram()
    return sum(changed[64:]), width + height
