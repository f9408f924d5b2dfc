"""Browser contexts, each lent to one test after another: what it fetched stays, what was kept there does not.

To make one, and to fetch all that a page needs anew, takes several times as long as to open a page.
"""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Frame, Page

_KEPT = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"


class Lent:
    """A context, and the origins of which it may keep something."""

    def __init__(self, context: BrowserContext, kind: str) -> None:
        """Keep a page open from which the others are cleared."""
        self.context, self.kind = context, kind
        self._origins: set[str] = set()
        self._session = context.new_cdp_session(context.new_page())
        context.on("page", lambda page: page.on("framenavigated", self._came))

    def open(self) -> Page:
        """Return a new page."""
        return self.context.new_page()

    def leave(self) -> None:
        """Close all pages but the first."""
        for page in self.context.pages[1:]:
            page.close()

    def clear(self) -> None:
        """Erase what is kept, when the pages that might still write are long gone."""
        for origin in self._origins:
            self._session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": _KEPT})
        self._origins.clear()

    def _came(self, frame: Frame) -> None:
        parts = urlsplit(frame.url)
        self._origins.add(f"{parts.scheme}://{parts.netloc}")


class Contexts:
    """All contexts of a browser that are lent."""

    def __init__(self, browser: Browser) -> None:
        """Begin with none."""
        self._browser = browser
        self._free: dict[str, list[Lent]] = defaultdict(list)

    def lend(self, **options: object) -> Lent:
        """Return a context made with these options, in which nothing is kept."""
        kind = repr(sorted(options.items()))
        if not self._free[kind]:
            return Lent(self._browser.new_context(**options), kind)
        lent = self._free[kind].pop()
        lent.clear()
        return lent

    def take_back(self, lent: Lent) -> None:
        """Have a context ready for the next test."""
        lent.leave()
        self._free[lent.kind].append(lent)
