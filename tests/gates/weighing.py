"""What a page asks of the network before its reader has touched anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Browser

FONT = "Font"
_SHIFT = """() => new Promise(done => {
    const all = []
    const observer = new PerformanceObserver(list => all.push(...list.getEntries()))
    observer.observe({ type: "layout-shift", buffered: true })
    requestAnimationFrame(() => setTimeout(() => done(all.reduce((sum, { value }) => sum + value, 0))))
})"""
_BLOCKING = """() => performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus === "blocking").map(one => one.name)"""


class View(NamedTuple):
    """The first view of a page: what came, what blocked it, and how much it jumped.

    Attributes:
        weights: bytes by kind, compressed as they came, without the heads of answers.
        heads: bytes of those, which a server that speaks HTTP/2 packs to next to nothing.
    """

    weights: dict[str, int]
    heads: int
    requests: list[str]
    blocking: list[str]
    shift: float

    @property
    def weight(self) -> int:
        """Return the bytes of all but fonts."""
        return sum(size for kind, size in self.weights.items() if kind != FONT)


def first_views(
    browser: Browser, urls: Iterable[str], *, widths: Sequence[int] = (1280,)
) -> Iterator[tuple[str, int, View]]:
    """Open pages, each in browsers that have been nowhere yet, one for each width, and weigh all of it.

    Yields:
        the page, the width and what came.
    """
    waiting: list[_Visit] = []
    for url in urls:
        # While these fetch, those before them wait for the network to be quiet.
        opened = [_Visit(browser, url, width) for width in widths]
        for visit in opened:
            visit.open()
        yield from ((visit.url, visit.width, visit.view()) for visit in waiting)
        waiting = opened
    yield from ((visit.url, visit.width, visit.view()) for visit in waiting)


class _Visit:
    """A browser of its own, and what comes to it."""

    def __init__(self, browser: Browser, url: str, width: int) -> None:
        self.url, self.width = url, width
        self.page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
        self.kinds: dict[str, tuple[str, str]] = {}
        self.heads: dict[str, int] = {}
        self.weights: Counter[str] = Counter()
        self.document, self.is_quiet = "", False
        session = self.page.context.new_cdp_session(self.page)
        session.on("Page.lifecycleEvent", self._came_so_far)
        session.send("Page.enable")
        session.send("Page.setLifecycleEventsEnabled", {"enabled": True})
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def open(self) -> None:
        """Go to the page."""
        self.page.goto(self.url)

    def view(self) -> View:
        """Return what came when all has come."""
        self.page.wait_for_load_state("networkidle")
        view = View(
            dict(self.weights),
            sum(self.heads.values()),
            [url for _, url in self.kinds.values()],
            self.page.evaluate(_BLOCKING),
            self.page.evaluate(_SHIFT),
        )
        self.page.context.close()
        return view

    def _came_so_far(self, event: dict[str, Any]) -> None:
        # A page that is looked at later than that may have begun to fetch what is needed further on.
        self.is_quiet |= event["name"] == "networkIdle" and event["loaderId"] == self.document

    def _answered(self, event: dict[str, Any]) -> None:
        if self.is_quiet:
            return
        self.document = self.document or event["loaderId"]
        response = event["response"]
        assert response["status"] == 200, response["url"]
        self.kinds[event["requestId"]] = (event["type"], response["url"])
        self.heads[event["requestId"]] = int(response["encodedDataLength"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.kinds:
            return
        size = int(event["encodedDataLength"]) - self.heads[event["requestId"]]
        self.weights[self.kinds[event["requestId"]][0]] += size
