"""The words of a page: a browser, which shows where they stand, takes it apart as the build does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browsing import OpenPage
from leidraad.search import words
from leidraad.search.texts import shown

pytestmark = pytest.mark.slow

TAKEN_APART = """async html => {
  const search = document.querySelector("script[src$='/search.js']")
  const { read } = await import(search.src.replace("search.js", "words.js"))
  return [...new Set(read(html).words.flatMap(({ parts }) => parts.flat()))]
}"""
INDEXED = """async () => {
  const root = new URL("../../", document.querySelector("script[src$='/search.js']").src)
  const fetched = path => fetch(new URL(path, root))
  const entry = await (await fetched("assets/search/index.json")).json()
  const indexes = await Promise.all(Object.values(entry).map(
    async ([name]) => (await fetched(`assets/search/${name}`)).json(),
  ))
  return Promise.all(indexes.flatMap(({ pages }) => pages).map(
    async ([path, length]) => [path, await (await fetched(path)).text(), length],
  ))
}"""
LETTERS = """<html><head></head><body><article data-searched>
<h1>Zo<i>maar</i> één<a class="headerlink" href="#">¶</a></h1>
<p>kopje-onder don’t foto's Femi’s-huis ’s avonds O’Brien’s rock'n'roll a’𝐀𝐁 ‘ja’ 'nee'
H<sub>2</sub>O a<br>b af&shy;breken A&lt;B &amp;c 3,5 x_y ½ ﬁn
ΣΊΣΥΦΟΣ हिन्दी 東京 İx 𝐀𝐁
Yıldız SØREN Straße STRAẞE Æsop cœur Łódź Đorđe Ðór Þóra Ħal ǿ \u200bnul
<sup id="r"><a class="footnote-ref" href="#1">1</a></sup></p><table><tr><td>een</td><td>twee</td></tr></table>
<dl><dt>term</dt><dd>uitleg</dd></dl><ul><li>punt</li><li id="fn:1">noot</li></ul><!-- <p>weg -->
<form>weg</form><div data-unsearched><div>weg</div> weg</div><svg><title>weg</title></svg>
<div class="callout callout--trainer"><div>weg</div><p>weg</p></div>blijft</article>"""


def apart(page: Page, html: str) -> tuple[object, list[str], int]:
    """Return how a browser takes a page apart, how the build does, and how many words it counts."""
    text = shown(html.encode())
    assert text
    found = words.read(text.html)
    return (
        page.evaluate(TAKEN_APART, html),
        [line.split()[0] for line in found.places.decode().splitlines()],
        found.length,
    )


def test_every_page_of_the_site_is_taken_apart_as_the_build_did(open_page: OpenPage):
    page = open_page("404.html")
    indexed = page.evaluate(INDEXED)
    assert len(indexed) > 20
    for name, html, length in indexed:
        theirs, ours, count = apart(page, html)
        assert theirs == ours, name
        assert count == length, name


def test_signs_and_tags_part_words_as_in_the_build(open_page: OpenPage):
    theirs, ours, _ = apart(open_page("404.html"), LETTERS)
    assert theirs == ours
    assert {"zomaar", "een", "kopjeonder", "h2o", "afbreken", "ab", "twee", "blijft", "ﬁn", "東京"} <= {*ours}
    assert {"yildiz", "soren", "strasse", "aesop", "lodz", "dor", "thora"} <= {*ours}
    assert "weg" not in ours
