"""Which files of a built site a package holds: those that its pages lead to or load, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leidraad.built import pages, sheets
from leidraad.built.addresses import Site, parse
from leidraad.storage.files import below

# What scripts fetch by themselves: other scripts of ours, which stand right there, and the search index.
_SCRIPTS, _INDEX = "assets/javascripts", "assets/search/"
# What tells search engines where else a page is, is no way to a file.
_ELSEWHERE = ("canonical", "alternate")


def held(folder: Path, start: Iterable[str]) -> list[str]:
    """Return the paths of the files of a site that some need, and of those themselves, in order.

    Args:
        folder: where the site is.
        start: the paths of files in it.
    """
    site = Site(frozenset(below(folder)), None)
    found = set(start) & site.files
    todo = sorted(found)
    while todo:
        file = todo.pop()
        for address in _addresses(folder, file):
            written = parse(address)
            place = site.find(file, written) if written.form in ("page", "server") else None
            if place is not None and place.path not in found:
                found.add(place.path)
                todo.append(place.path)
    return sorted(found)


def fetched(folder: Path) -> list[str]:
    """Return the paths of the files of a site that scripts fetch, and no page names."""
    return [file for file in below(folder) if file.startswith(_INDEX) or _is_script(file)]


def _is_script(file: str) -> bool:
    parent, _, name = file.rpartition("/")
    return parent == _SCRIPTS and name.endswith(".js")


def _addresses(folder: Path, file: str) -> Iterable[str]:
    """Return what a file of a site refers to."""
    if not file.endswith((".html", ".css")):
        return []
    data = (folder / file).read_bytes()
    if file.endswith(".css"):
        return [address for _, address in sheets.references(data.decode("utf-8", "replace"))]
    return [each.address for each in pages.read(file, data).references if each.kind not in _ELSEWHERE]
