"""Brands in a real browser: what is read can be read, in every state, and what is the brand's is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

import brands
import three
from browsing import OpenPage, served

pytestmark = pytest.mark.slow

# Of each text that is shown: its colour, what is behind it, and their contrast, where that is too little.
UNREADABLE = """() => {
  const parse = text => {
    const [r, g, b, a = 1] = text.match(/-?[\\d.]+(e-?\\d+)?/g).map(Number);
    return text.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = c => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
    const p = c[i] / 255;
    return sum + share * (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
  }, 0);
  const behind = element => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      layers.push(parse(getComputedStyle(each).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (element.closest(".leidraad-hidden, .md-skip, script, style, template")) continue;
    count += 1;
    const back = behind(element), front = over(parse(getComputedStyle(element).color), back);
    const [low, high] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.49) found.push([walker.currentNode.data.trim(), front, back, contrast].join(" "));
  }
  return count < 20 ? ["there is hardly any text"] : found;
}"""


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Return what builds and serves a handbook with a brand, once for each."""
    home = tmp_path_factory.mktemp("branded")
    three.draw(home / "book")
    with ExitStack() as stack:

        @cache
        def site_of(name: str) -> str:
            folder = brands.draw(name, home / name)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("LEIDRAAD_BRAND", str(folder))
                return stack.enter_context(served(home / "book", home / f"served-{name}", "boeken/veilig"))

        yield site_of


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_it_can_be_read(open_page: OpenPage, site_of: Callable[[str], str], scheme: str):
    page = open_page("/begin/", base=site_of("kermis"), color_scheme=scheme)
    assert page.evaluate(UNREADABLE) == []
    page.locator("details summary").first.click()
    page.locator(".footnote-ref").first.hover()
    assert page.evaluate(UNREADABLE) == []
    page.goto(f"{site_of('kermis')}/begin/#fn:b")
    assert page.evaluate(UNREADABLE) == []
    page.keyboard.press("/")
    page.locator("#leidraad-query").fill("tekst")
    page.locator(".leidraad-search__results mark").first.wait_for()
    page.locator(".leidraad-search__results a").first.hover()
    assert page.evaluate(UNREADABLE) == []
    page.goto(f"{site_of('kermis')}/bronnen/")
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_brand_is_shown_with_its_colours_fonts_and_logos(
    open_page: OpenPage, site_of: Callable[[str], str]
):
    base = site_of("oever")
    for scheme, ink, paper, logo in (
        ("light", "rgb(22, 38, 43)", "rgb(255, 255, 255)", "logo.svg"),
        ("dark", "rgb(227, 236, 238)", "rgb(16, 25, 28)", "logo-dark.svg"),
    ):
        for scripts in (True, False):
            page = open_page("/begin/", base=base, color_scheme=scheme, java_script_enabled=scripts)
            shown = page.locator(".md-header .leidraad-logo:visible")
            assert shown.count() == 1
            assert shown.get_attribute("src") == f"../assets/brand/{logo}"
            assert shown.bounding_box()["width"] == pytest.approx(
                3 * shown.bounding_box()["height"], rel=0.02
            )
            style = "getComputedStyle(document.querySelector('{}')).{}"
            assert page.evaluate(style.format(".md-typeset h1", "color")) == ink
            assert page.evaluate(style.format("body", "backgroundColor")) == paper
            assert "brand-headings" in page.evaluate(style.format(".md-typeset h1", "fontFamily"))
            assert "brand-text" in page.evaluate(style.format(".md-typeset blockquote p", "fontFamily"))
    # The browser takes the files for fonts, whether or not it has them in time for this page.
    page = open_page("/begin/", base=base)
    loaded = page.evaluate(
        "Promise.all([...document.fonts].map(face => face.load())).then(all => all.length)"
    )
    assert loaded == 4


def test_on_a_phone_the_logo_stands_above_the_chapters(open_page: OpenPage, site_of: Callable[[str], str]):
    page = open_page("/begin/", base=site_of("oever"), width=390)
    page.locator(".md-header button").first.click()
    page.locator(".md-nav__title .leidraad-logo--light").wait_for(state="visible")


def test_a_legal_page_leads_to_itself_in_the_other_language(
    open_page: OpenPage, site_of: Callable[[str], str]
):
    page = open_page("/begin/", base=site_of("oever"))
    page.locator(".md-footer").get_by_role("link", name="Privacyverklaring").click()
    page.locator(".leidraad-language[hreflang=en]").click()
    assert page.locator("h1").inner_text() == "Privacy statement"
    page.get_by_role("link", name="terms").first.click()
    assert page.locator("h1").inner_text() == "Terms"
