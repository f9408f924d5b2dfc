"""Pictures of the handbook of this repository as its readers see it: `make screenshots`.

All go into shots/, which git ignores; those that README shows go to .github/ as well.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from browsing import ARGUMENTS, CHAPTER, ENGLISH, program, served
from leidraad import site
from leidraad.packages import pdf, staging
from leidraad.packages.pdf import Paper
from support import ROOT

SHOTS = ROOT / "shots"
CHAPTERS = {"nl": CHAPTER, "en": ENGLISH}
WORDS = {"nl": "veilige basis", "en": "secure base"}
WINDOWS = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}
SHOWN = {
    "chapter-nl-light-desktop": "handbook",
    "side-by-side-en-light-desktop": "side-by-side",
    "quote-nl-dark-phone": "phone",
    "book-en": "book",
}
"""The pictures that README shows, and what they are called there."""


def _at(page: Page, callout: str) -> None:
    """Scroll to the first callout of a kind, a little below the header."""
    first: Locator = page.locator(f".callout--{callout}").first
    first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 110)")


def _search(page: Page) -> None:
    page.keyboard.press("/")
    dialog = page.locator("dialog:modal")
    lang = page.locator("html").get_attribute("lang") or ""
    dialog.locator("input").press_sequentially(WORDS[lang])
    expect(dialog.get_by_role("listitem").first).to_be_visible()


def _beside(page: Page) -> None:
    page.keyboard.press("b")
    expect(page.locator(".leidraad-beside").first).to_be_visible()
    page.evaluate("scrollTo(0, document.querySelectorAll('h2')[0].offsetTop - 90)")


VIEWS: dict[str, Callable[[Page], object]] = {
    "chapter": lambda page: None,
    "quote": lambda page: _at(page, "quote"),
    "case": lambda page: _at(page, "case"),
    "search": _search,
    "side-by-side": _beside,
}


def take(browser: Browser, url: str, folder: Path) -> None:
    """Take a picture of each view, in both languages and colours, on a phone and on a desk, and print."""
    for (lang, chapter), scheme, (device, window) in product(
        CHAPTERS.items(), ("light", "dark"), WINDOWS.items()
    ):
        context = browser.new_context(viewport=window, color_scheme=scheme, device_scale_factor=2)
        page = context.new_page()
        for view, show in VIEWS.items():
            page.goto(url + chapter)
            page.wait_for_load_state("networkidle")
            show(page)
            page.wait_for_function("() => document.getAnimations().every(one => one.playState !== 'running')")
            page.screenshot(path=folder / f"{view}-{lang}-{scheme}-{device}.png")
            page.evaluate("localStorage.clear()")
        context.close()
    for lang, chapter in CHAPTERS.items():
        page = browser.new_page()
        page.goto(url + chapter)
        page.pdf(path=folder / f"print-{lang}.pdf", format="A4", prefer_css_page_size=True)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 620, "height": 877})
        page.screenshot(path=folder / f"print-{lang}.png")
        page.close()


def print_books(folder: Path) -> None:
    """Print the handbook on both papers in both languages, and take a picture of it lying open."""
    config = ROOT / "mkdocs.yml"
    with staging.staged(
        lambda name: site.load(config, site_dir=name, strict=True, use_directory_urls=False)
    ) as staged:
        for lang in staged.volumes:
            pdf.write(staged, lang, {paper: folder / f"book-{lang}-{paper}.pdf" for paper in Paper})
    for lang in CHAPTERS:
        with pypdfium2.PdfDocument(folder / f"book-{lang}-a5.pdf") as book:
            first = next(
                each.get_dest().get_index() for each in book.get_toc() if each.get_title()[:2] == "1."
            )
            left, right = (book[first + at].render(scale=2.4).to_pil() for at in (0, 1))
        spread = Image.new("RGB", (left.width * 2 + 2, left.height), "#bbb")
        spread.paste(left, (0, 0))
        spread.paste(right, (left.width + 2, 0))
        spread.save(folder / f"book-{lang}.png")


def main() -> None:
    """Build the handbook, serve it, and take all pictures."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir()
    with (
        tempfile.TemporaryDirectory() as name,
        served(ROOT, Path(name), "leidraad/") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        take(browser, url, SHOTS)
        browser.close()
    print_books(SHOTS)
    for shot, picture in SHOWN.items():
        # Half as large, in few colours: who clones the project gets them all.
        small = Image.open(SHOTS / f"{shot}.png").convert("RGB").reduce(2).quantize(64)
        small.save(ROOT / f".github/{picture}.png", optimize=True)


if __name__ == "__main__":
    main()
