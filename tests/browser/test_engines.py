"""What a reader does most, in Firefox and in WebKit, the engine of Safari, where they are installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import engines
from browsing import CHAPTER, ENGLISH
from engines import Page

pytestmark = pytest.mark.slow

PLACE = """[...document.querySelectorAll(".leidraad-text [data-block]")].findLast(
    block => block.getBoundingClientRect().top <= document.querySelector(".md-header").offsetHeight + 8
)?.dataset.block"""
GO = "document.querySelectorAll('.leidraad-text > p[data-block]')[12].scrollIntoView({ behavior: 'instant' })"


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the page of each browser, and fail where it tells of an error."""
    if needed := engines.MISSING[request.param]:
        pytest.skip(f"{request.param} is not installed: sudo apt-get install {needed}")
    with getattr(engines, request.param)(tmp_path_factory.mktemp(request.param)) as page:
        yield page
        assert page.errors() == []


@pytest.fixture
def chapter(page: Page, base_url: str) -> Page:
    """Return it with a chapter, as a reader of whom nothing is kept."""
    page.do("Navigate", url=f"{base_url}404.html")
    page.run("[localStorage, sessionStorage].forEach(storage => storage.clear())")
    page.do("Navigate", url=base_url + CHAPTER)
    page.wait("document.querySelector('.footnote--beside')")
    page.wait("!document.querySelector('.leidraad-copying').hidden")
    return page


def test_search_finds_by_keyboard(chapter: Page):
    chapter.press("/")
    chapter.wait("document.activeElement.id === 'leidraad-query'")
    chapter.press(*"vermijding")
    chapter.wait("/gevonden/.test(document.querySelector('.leidraad-search__status').textContent)")
    chapter.press("ArrowDown")
    chapter.wait("document.activeElement.matches('.leidraad-search a')")
    chapter.press("Enter")
    chapter.wait("location.pathname.endsWith('/vier-hechtingsstijlen/')")


def test_the_reader_stays_in_place_in_the_other_language_and_side_by_side(chapter: Page):
    chapter.run(GO)
    place = chapter.run(PLACE)
    chapter.click(".leidraad-language")
    chapter.wait(f"location.pathname.endsWith('{ENGLISH}') && {PLACE} === '{place}'")
    chapter.press("b")
    chapter.wait(f"document.querySelector('.leidraad-beside') && {PLACE} === '{place}'")
    chapter.do("Refresh")
    chapter.wait(f"document.querySelector('.leidraad-beside') && {PLACE} === '{place}'")


def test_a_mark_leads_to_its_note_beside_the_text(chapter: Page):
    chapter.click(".footnote-ref")
    chapter.wait("document.activeElement.matches('.footnote--beside li')")


def test_what_is_written_is_kept_and_an_answer_is_checked(chapter: Page):
    chapter.run("document.querySelector('.callout--reflection').scrollIntoView({ behavior: 'instant' })")
    chapter.wait("document.querySelector('.leidraad-answer textarea')")
    chapter.click(".leidraad-answer textarea")
    chapter.press(*"Hallo")
    chapter.wait("document.querySelector('.leidraad-answer textarea').value === 'Hallo'")
    chapter.do("Refresh")
    chapter.wait("document.querySelector('.leidraad-answer textarea')?.value === 'Hallo'")
    chapter.wait("document.querySelector('.leidraad-choices')")
    chapter.click(".leidraad-choices input")
    chapter.click(".leidraad-choices button")
    chapter.wait("document.querySelector('.leidraad-verdict').textContent")
