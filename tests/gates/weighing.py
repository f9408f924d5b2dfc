"""What a page asks of the network before its reader has touched anything."""

from __future__ import annotations

from collections import Counter
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


def first_view(browser: Browser, url: str, *, width: int = 1280) -> View:
    """Open a page in a browser that has been nowhere yet, and weigh what it fetches."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, tuple[str, str]] = {}
    heads: dict[str, int] = {}
    weights: Counter[str] = Counter()

    def answered(event: dict[str, Any]) -> None:
        assert event["response"]["status"] == 200, event["response"]["url"]
        kinds[event["requestId"]] = (event["type"], event["response"]["url"])
        heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def finished(event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"]) - heads[event["requestId"]]
        weights[kinds[event["requestId"]][0]] += size

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(url)
    page.wait_for_load_state("networkidle")
    view = View(
        dict(weights),
        sum(heads.values()),
        [url for _, url in kinds.values()],
        page.evaluate(_BLOCKING),
        page.evaluate(_SHIFT),
    )
    context.close()
    return view
