"""The two handbooks that every gate looks at, and readers who go through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browsing import OWN, OpenPage, build, serving
from gates import book
from gates.sites import Served, Sites
from once import once

Visit = Callable[[str], Page]


@pytest.fixture(scope="session")
def sites(own_folder: Path, base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Serve the handbook of this repository, and one with every kind of page."""
    root = once(tmp_path_factory, "gates", _draw)
    with serving(root, book.PLACE) as url:
        yield Sites(Served(base_url, own_folder / OWN), Served(url, root / book.PLACE))


def _draw(folder: Path) -> None:
    book.draw(folder / "source")
    build(folder / "source", folder / book.PLACE, "--no-strict")


@pytest.fixture
def reader(open_page: OpenPage, sites: Sites) -> Callable[..., Visit]:
    """Return what makes a reader with a window of some size, who goes from page to page."""

    def reader(**options: object) -> Visit:
        pages: dict[str, Page] = {}

        def visit(url: str) -> Page:
            site = next(site for site in sites if url.startswith(site.url))
            if site.url not in pages:
                pages[site.url] = open_page("404.html", base=site.url, **options)
            page = pages[site.url]
            # A browser that is routed keeps nothing of what it fetched, and asks for all of it on every page.
            page.unroute_all()
            if url == f"{site.url}oud/":
                # A page that leads on is looked at as well: it is held where it is.
                page.route(url, _hold)
            page.goto(url)
            return page

        return visit

    return reader


def _hold(route: object) -> None:
    answer = route.fetch()
    held = re.sub(r"<script[^>]*moved\.js[^>]*></script>|<meta http-equiv=[^>]*>", "", answer.text())
    assert held != answer.text()
    route.fulfill(response=answer, body=held)
