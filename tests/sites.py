"""A built site, as tests look at it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import markup


class Site(NamedTuple):
    """A built site: where it is on the disk and on the web, whether addresses are folders, and its pages."""

    folder: Path
    root: str
    urls: bool
    pages: dict[str, markup.Markup]

    def file(self, address: str) -> str:
        """Return the file that a server shows at an address of the site, without its fragment."""
        assert address.startswith(self.root), address
        path = unquote(urlsplit(address.removeprefix(self.root)).path)
        return f"{path}index.html" if not path or path.endswith("/") else path

    def named(self, name: str) -> str:
        """Return the file of a page that the tests know by its name."""
        if name.endswith(".html"):
            return name
        home = name in ("", "en/", "de/")
        return f"{name}index.html" if home or self.urls else f"{name.rstrip('/')}.html"

    def shown(self) -> set[str]:
        """Return every page but those of missing and of old addresses."""
        return {file for file, page in self.pages.items() if not page.all("meta", name="robots")}

    def address(self, file: str) -> str:
        """Return the address of a page."""
        return self.root + (file.removesuffix("index.html") if self.urls else file)

    def head(self, file: str) -> tuple[str, dict[str, str]]:
        """Return the canonical address that a page tells, and those of its languages."""
        page = self.pages[file]
        (canonical,) = page.all("link", rel="canonical")
        links = [(each["hreflang"], each["href"]) for each in page.all("link", rel="alternate")]
        assert len(links) == len(dict(links))
        return canonical["href"], dict(links)

    def real(self) -> dict[str, str]:
        """Return the language of each page that says of itself to be the original."""
        return {
            file: self.pages[file].elements[0].lang
            for file in sorted(self.shown())
            if self.head(file)[0] == self.address(file)
        }
