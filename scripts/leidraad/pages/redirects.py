"""The addresses that pages had before: each still leads to its page, by a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url, write_file

from leidraad.checks import addresses


class Redirect(NamedTuple):
    """A page that leads on: its file in the site, and its HTML."""

    file: str
    html: str


SCRIPT = "assets/javascripts/moved.js"


def of(files: Iterable[File], folder: str, render: Callable[[File, str, str], str]) -> Iterator[Redirect]:
    """Yield what leads from the old addresses of one language's pages to their new ones.

    Args:
        files: the language's pages, which are read already.
        folder: where the language's pages are in the site; empty for the default language.
        render: returns the HTML that leads to a page by a link, and by a script that keeps the place in it.
    """
    for file in files:
        given = file.page.meta.get(addresses.FORMER) if file.page else None
        path = PurePosixPath(str(getattr(file, "norm_src_uri", file.src_uri)))
        for address in addresses.former(path, given).values():
            if address is not None:
                old = PurePosixPath(folder) / address
                at = f"{old}/index.html" if file.use_directory_urls else f"{old}.html"
                at = str(old) if old.suffix else at
                here = at.removesuffix("index.html")
                links = get_relative_url(file.url, here), get_relative_url(SCRIPT, here)
                yield Redirect(at, render(file, *links))


def write(redirects: Iterable[Redirect], site_dir: Path) -> None:
    """Write the pages that lead on, wherever nothing is there already."""
    for redirect in redirects:
        path = site_dir / redirect.file
        if not path.exists():
            write_file(redirect.html.encode(), str(path))
