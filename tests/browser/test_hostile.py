"""What nobody is trusted with: nothing of it runs in a real browser, and nothing that runs goes unseen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import OpenPage, served
from evasions import mutated, usual
from leidraad import handbook, parsers, site
from leidraad.policy.judging import judge
from leidraad.policy.wall import sanitise

pytestmark = pytest.mark.slow

# Each way has a frame of its own, and is looked at, pointed at, pressed and left as readers do. A link that
# leads to another page is not followed.
_TRY = """async pages => {
  const hits = new Set(), some = 60
  window.hit = number => hits.add(number)
  const events = "mouseover mouseenter pointerenter focus click input blur dragstart toggle".split(" ")
  for (let first = 0; first < pages.length; first += some) {
    const frames = pages.slice(first, first + some).map((html, index) => {
      const frame = document.createElement("iframe")
      const own = `<script>
        pwn = () => parent.hit(${first + index})
        addEventListener("click", event => {
          const to = event.target.closest("[href]")
          if (to && to.protocol !== "javascript:")
            event.preventDefault()
        }, true)
      <\\/script>`
      frame.srcdoc = `<!doctype html>${own}<article>${html}</article>`
      return frame
    })
    const loaded = frames.map(frame => new Promise(done => {
      frame.onload = done
      frame.onerror = done
    }))
    document.body.append(...frames)
    await Promise.all(loaded)
    for (const frame of frames) {
      try {
        for (const element of frame.contentDocument.querySelectorAll("*")) {
          for (const name of events)
            element.dispatchEvent(new frame.contentWindow.Event(name, { bubbles: true }))
          element.click?.()
        }
      } catch {
        // The frame has gone elsewhere.
      }
    }
    await new Promise(done => setTimeout(done, 120))
    for (const frame of frames)
      frame.remove()
  }
  return [...hits]
}"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return as HTML what is tried, the usual ways first."""
    folder = tmp_path_factory.mktemp("hostile") / "handbook"
    handbook.create(folder)
    parser = parsers.of_site(site.load(folder / "mkdocs.yml"), "nl")
    return [parser.reset().convert(text) for text in [*usual(), *mutated(400)]]


@pytest.fixture
def page(browser: Browser) -> Page:
    """Return an empty page that asks nothing of anyone."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto("about:blank")
    return page


def test_nothing_runs_behind_the_wall(page: Page, tried: list[str]):
    walled = [sanitise(html) for html in tried]
    if page.evaluate(_TRY, ["\n".join(walled)]):
        ran = page.evaluate(_TRY, walled)
        raise AssertionError([tried[number] for number in ran] or "something, among others")


def test_what_runs_is_seen(page: Page, tried: list[str]):
    tried = tried[: len(usual()) + 100]
    ran = page.evaluate(_TRY, tried)
    # Else this test sees nothing either.
    assert len([number for number in ran if number < len(usual())]) > 100
    assert [tried[number] for number in ran if not judge(tried[number])] == []


_EVIL = "&lt;img src=x onerror=pwn()&gt;"
_TEXT = f"""---
title: '<img src=x onerror=pwn()> zwaan'
description: '"><script>pwn()</script>'
---

# Zwaan {_EVIL} {{#zwaan}}

## Reiger {_EVIL} {{#reiger}}

/// casus | De {_EVIL} van `<img src=x onerror=pwn()>`
Een zwaan {_EVIL} `<script>pwn()</script>`.[^evil]
///

[^evil]: Een noot over {_EVIL}.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a handbook that speaks of what would run if it were not text."""
    folder = tmp_path_factory.mktemp("told")
    handbook.create(folder / "book")
    for lang, word in (("nl", "casus"), ("en", "case")):
        (folder / f"book/docs/{lang}/02-zwaan.md").write_text(_TEXT.replace("casus", word), encoding="utf-8")
    config = folder / "book/mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - bronnen.md\n", "  - 02-zwaan.md\n  - bronnen.md\n"), encoding="utf-8")
    (folder / "site").mkdir()
    with served(folder / "book", folder / "site", "handboek/") as url:
        yield url


def test_what_is_text_stays_text_wherever_a_page_shows_it(open_page: OpenPage, told: str):
    page = open_page("02-zwaan/", base=told)
    page.evaluate("() => { window.pwn = () => { window.ran = true } }")
    page.locator(".footnote-ref").first.hover()
    page.keyboard.press("b")
    expect(page.locator("[data-leidraad=beside]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("/")
    page.locator("dialog.leidraad-search input[type=search]").fill("zwaan")
    expect(page.locator("dialog.leidraad-search a").first).to_contain_text("onerror")
    assert page.evaluate("[window.ran, document.querySelectorAll('[onerror]').length]") == [None, 0]
