"""What a reader can open on a page: found on the page itself, so that a new part is looked at as well."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from browsing import wait_until

# The other colours are no state of a page but another scheme, in which all of it is opened.
_OPENERS = (
    "summary, .footnote-ref, :is(button, a, label):not([data-leidraad=palette])"
    ":is([aria-expanded], [aria-haspopup], [aria-pressed], [popovertarget])"
)
# Those of one kind are told from others by what they are, not by what they say.
_KINDS = f"""() => {{
    const MOMENTARY = / ?\\b(focus-visible|md-header--shadow)\\b/g
    const kinds = {{}}
    const all = [...document.querySelectorAll("{_OPENERS}")]
    for (const [n, one] of all.entries()) {{
        const around = one.closest("dialog:modal, .md-sidebar, .leidraad-text, footer, header")
        const names = [one, one.parentElement, around].map(each => each?.className.replace(MOMENTARY, ""))
        const kind = [one.tagName, one.dataset.leidraad, ...names].join(" ")
        const isSeen = one.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})
        if (isSeen && !one.closest("[inert]")) kinds[kind] ??= n
    }}
    return kinds
}}"""
_IS_STILL = "document.getAnimations().every(one => one.playState !== 'running')"
DEPTH = 2
"""How many things are opened one after another: a menu, and what is in it."""


def settle(page: Page) -> None:
    """Wait until nothing on the page moves."""
    wait_until(page, _IS_STILL)


def kinds(page: Page) -> dict[str, int]:
    """Return what can be opened on a page as it is now, one of each kind."""
    return page.evaluate(_KINDS)


def opener(page: Page, number: int) -> Locator:
    """Return what opens something, by its number on the page."""
    return page.locator(_OPENERS).nth(number)


def open_one(page: Page, number: int) -> None:
    """Open something as a reader with a pointer does; a note, which shows on focus, by focus."""
    pressed = opener(page, number)
    if "footnote-ref" in (pressed.get_attribute("class") or ""):
        page.keyboard.press("Shift")
        pressed.focus()
        # It comes to its mark, or is lit where it stands beside the text.
        expect(page.locator(".leidraad-note:popover-open, li.leidraad-lit").first).to_be_visible()
        return
    before = {name: pressed.get_attribute(name) for name in ("aria-expanded", "aria-pressed")}
    pressed.click()
    for name, value in before.items():
        if value is not None:
            expect(pressed).to_have_attribute(name, "false" if value == "true" else "true")
    if pressed.get_attribute("aria-haspopup") == "dialog":
        _fill(page.locator("dialog:modal"))
    settle(page)


def _fill(dialog: Locator) -> None:
    expect(dialog).to_be_visible()
    field = dialog.locator("input[type=search]")
    if field.count():
        field.press_sequentially("les hechting")
        expect(dialog.get_by_role("listitem").first).to_be_visible()


def states(page: Page, url: str, seen: set[str]) -> Iterator[str]:
    """Open whatever there is to open on a page, one after another, and yield what was opened.

    Args:
        page: which goes to the address anew for each.
        url: of the page.
        seen: what was opened on other pages already; what is opened here is added.
    """
    waiting: list[list[str]] = [[]]
    while waiting:
        steps = waiting.pop(0)
        if steps:
            page.evaluate("localStorage.clear()")
            page.goto(url)
        for kind in steps:
            settle(page)
            open_one(page, kinds(page)[kind])
        if steps:
            yield " → ".join(" ".join(kind.split()) for kind in steps)
        if len(steps) < DEPTH:
            new = [kind for kind in kinds(page) if kind not in seen]
            seen.update(new)
            waiting += [[*steps, kind] for kind in new]
