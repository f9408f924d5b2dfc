"""An author with `leidraad serve` in a terminal and the handbook in a browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

import servers
from browsing import OpenPage
from leidraad import handbook

pytestmark = pytest.mark.slow

LONG = "\n\n".join(f"Alinea {number}: zo lang dat de bladzijde schuift." for number in range(80))


class Live(NamedTuple):
    """A handbook that is served live: its folder, where it is shown, and the program."""

    folder: Path
    url: str
    program: subprocess.Popen[str]

    @property
    def chapter(self) -> Path:
        return self.folder / "docs/nl/01-eerste-hoofdstuk.md"

    def save(self, old: str, new: str) -> None:
        """Change the chapter as an editor does."""
        text = self.chapter.read_text("utf-8")
        assert old in text
        self.chapter.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    folder = tmp_path / "boek"
    handbook.create(folder)
    chapter = folder / "docs/nl/01-eerste-hoofdstuk.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{LONG}\n\nHet slot.\n", "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    address = f"127.0.0.1:{servers.free_port()}"
    program = subprocess.Popen(
        [str(Path(sys.executable).parent / "leidraad"), "serve", "--address", address],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert any("built in" in line for line in program.stdout)
    yield Live(folder, f"http://{address}/", program)
    program.send_signal(signal.SIGTERM)
    program.communicate()
    assert program.returncode == 0
    assert list(home.iterdir()) == []


@pytest.fixture
def read(live: Live, open_page: OpenPage) -> OpenPage:
    """Return a function that opens a page of the handbook."""
    return partial(open_page, base=live.url)


def overlay(page: Page) -> Page:
    return page.locator("leidraad-live section")


def test_a_save_shows_where_the_author_is(read: OpenPage, live: Live):
    chapter, home = read("handboek/eerste-hoofdstuk/"), read("handboek/")
    chapter.get_by_text("Het slot.").scroll_into_view_if_needed()
    assert chapter.evaluate("scrollY") > 1000
    # What comes above it meanwhile, such as fields to write in, moves the page and not the reader.
    place = chapter.get_by_text("Het slot.").bounding_box()["y"]
    live.save("Het slot.", "Het einde.")
    expect(chapter.get_by_text("Het einde.")).to_be_in_viewport()
    assert abs(chapter.get_by_text("Het einde.").bounding_box()["y"] - place) < 100
    (live.folder / "docs/nl/index.md").write_text("# Een ander begin\n", "utf-8")
    expect(home.get_by_role("heading", name="Een ander begin")).to_be_visible()
    expect(chapter.get_by_text("Het einde.")).to_have_count(1)


def test_a_page_that_has_not_changed_stays(read: OpenPage, live: Live):
    chapter, other = read("handboek/eerste-hoofdstuk/"), read("handboek/bronnen/")
    other.evaluate("window.isOld = true")
    # By what the overlay tells it is known that the other page has heard of the build.
    live.save("Het slot.", "Het einde.[^weg]")
    expect(chapter.get_by_text("Het einde.")).to_have_count(1)
    expect(overlay(other)).to_contain_text("[^weg]")
    assert other.evaluate("window.isOld")


def test_what_is_wrong_is_told_on_the_page_until_it_is_mended(read: OpenPage, live: Live):
    page = read("handboek/eerste-hoofdstuk/")
    expect(overlay(page)).to_have_count(0)
    live.save("Het slot.", "Het slot.[^weg]")
    expect(overlay(page)).to_contain_text("1 finding")
    line = live.chapter.read_text("utf-8").split("\n").index("Het slot.[^weg]") + 1
    expect(overlay(page)).to_contain_text(f"docs/nl/01-eerste-hoofdstuk.md:{line}:10")
    expect(overlay(page)).to_contain_text("Define it, or mend its name.")
    live.save("[^weg]", "")
    expect(overlay(page)).to_have_count(0)


def test_what_was_closed_stays_closed_until_something_else_is_wrong(read: OpenPage, live: Live):
    page = read("handboek/eerste-hoofdstuk/")
    live.save("Het slot.", "Het slot.[^weg]")
    page.get_by_role("button", name="Close").click()
    expect(overlay(page)).to_be_hidden()
    page.reload()
    live.save("Het slot.[^weg]", "Het slot.[^weg] Nog iets.[^ook]")
    expect(overlay(page)).to_contain_text("[^ook]")


def test_a_save_that_breaks_a_chapter_leaves_the_last_page(read: OpenPage, live: Live):
    page = read("handboek/eerste-hoofdstuk/")
    live.save("Het slot.", "Het einde.\n\n{!nl/is-er-niet.md!}")
    expect(overlay(page)).to_contain_text("Not built: you see the page as it was.")
    expect(overlay(page)).to_contain_text("LR401")
    expect(page.get_by_text("Het slot.")).to_have_count(1)
    page.reload()
    expect(overlay(page)).to_contain_text("LR401")
    expect(page.get_by_text("Het slot.")).to_have_count(1)
    live.save("{!nl/is-er-niet.md!}", "")
    expect(page.get_by_text("Het einde.")).to_have_count(1)
    expect(overlay(page)).to_have_count(0)


def test_a_broken_mkdocs_yml_is_told_and_survived(read: OpenPage, live: Live):
    page = read("handboek/")
    config = live.folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(f"{text}\nplugins: [", "utf-8")
    expect(overlay(page)).to_contain_text("mkdocs.yml")
    config.write_text(text.replace("site_name: ", "site_name: Nieuw en ", 1), "utf-8")
    expect(page).to_have_title("Nieuw en Mijn handboek")


def test_the_new_text_can_be_searched(read: OpenPage, live: Live):
    page = read("handboek/eerste-hoofdstuk/")
    live.save("Het slot.", "Het eindewoord.[^weg]")
    # The index is there before what is wrong is told.
    expect(overlay(page)).to_contain_text("[^weg]")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("searchbox").fill("eindewoord")
    expect(page.locator(".leidraad-search__results")).to_contain_text("Eerste hoofdstuk")
