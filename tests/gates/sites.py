"""The pages that gates look at: all of a handbook, or one of each template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


def told(found: Iterable[object]) -> str:
    """Return what was found, each in a line of its own."""
    return "\n" + "\n".join(map(str, found))


class Served(NamedTuple):
    """A handbook that is served: its address, and where its files are."""

    url: str
    folder: Path

    def pages(self) -> list[str]:
        """Return the address of every page."""
        found = (path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.html")))
        return [self.url + path.removesuffix("index.html") for path in found]


class Sites(NamedTuple):
    """The handbook of this repository, and one with every kind of page, of which most are alike."""

    own: Served
    other: Served

    def files(self) -> list[Path]:
        """Return the files of those pages."""
        names = (
            (site.folder / page.removeprefix(site.url), page)
            for site in self
            for page in self.every()
            if page.startswith(site.url)
        )
        return [path if page.endswith(".html") else path / "index.html" for path, page in names]

    def every(self) -> list[str]:
        """Return each page of ours, and of the other one those that no page is like."""
        return [*self.own.pages(), *(page for page in self.other.pages() if not page.endswith("-les/"))]

    def twin(self, page: str, lang: str) -> str:
        """Return the address of a page of ours in a language, as its Dutch page tells it."""
        here = Path(page, "index.html")
        text = (self.own.folder / here).read_text("utf-8")
        (address,) = re.findall(rf'<link rel="alternate " href="([^"]+)" hreflang="{lang}"', text)
        return self.own.url + address.partition("/leidraad/")[2]

    def named(self) -> dict[str, str]:
        """Return a page of each template, and of what a template may show."""
        own, other = self.own.url, self.other.url
        return {
            "start": own,
            # Short: what opens on other pages as well is looked at here.
            "everything": f"{other}en/everything/",
            "chapter": f"{own}hechting-en-veerkracht/",
            "sources": f"{own}bronnen/",
            "missing": f"{own}404.html",
            "contents": f"{other}inhoud/",
            "menus": f"{other}en/015-les/",
            "fallback": f"{other}en/059-les/",
            "redirect": f"{other}oud/",
        }
