"""axe-core on a page: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from gates.opening import settle
from support import ROOT

PROGRAM = ROOT / ".venv/node/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that may find something in the dark that they do not find in the light."""

# Whatever has been scrolled, as a menu to the page that one reads, is looked at from its beginning: what lies
# under something that sticks to its top is not lost there.
_RUN = """async rules => {
    for (const one of document.querySelectorAll("body *")) if (one.scrollTop) one.scrollTop = 0
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] })
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`))
}"""
_COLOURS = """scheme => {
    const before = document.body.dataset.mdColorScheme
    document.body.dataset.mdColorScheme = scheme
    return before
}"""


@cache
def _program() -> str:
    # Nobody is told how an element is written, and each one that is looked at would be written out for it.
    return PROGRAM.read_text("utf-8") + ";axe.configure({ noHtml: true })"


def _run(page: Page, rules: list[str]) -> list[str]:
    return [" ".join(each.split()) for each in page.evaluate(_RUN, rules)]


def violations(page: Page) -> list[str]:
    """Return what is wrong on a page as it is now: the rule, the element and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_program())
        # It is on the pages that this one goes to from the beginning, and need not be sent again for each.
        page.add_init_script(_program())
    return _run(page, TAGS)


def violations_in_both_schemes(page: Page) -> list[str]:
    """Return also what is wrong with the colours of the other scheme, with all open that is open now."""
    found = violations(page)
    if page.evaluate("'mdColorScheme' in document.body.dataset"):
        before = page.evaluate(_COLOURS, "slate")
        assert before == "default"
        settle(page)
        found += [f"dark: {each}" for each in _run(page, COLOURS)]
        page.evaluate(_COLOURS, before)
    return found
