"""The finished site: whether all that its pages refer to is there, and how a server is to hand it out."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from leidraad.built import pages, sheets
from leidraad.built.addresses import Site
from leidraad.built.links import Links
from leidraad.built.places import Places
from leidraad.built.policy import Policy
from leidraad.built.record import Allowed, Keeper, Record, Seen, digest
from leidraad.checks.finding import Finding
from leidraad.collecting import uncollected
from leidraad.storage.files import contents

__all__ = ["Built", "Places", "is_like", "look", "not_told"]


class Built(NamedTuple):
    """What is wrong in a site, what its pages may load and run, and the paths of its files."""

    findings: list[Finding]
    policy: Policy
    files: Set[str]


def look(
    there: Sequence[str],
    read: Callable[[str], bytes],
    site_url: str | None,
    places: Places,
    keeper: Keeper | None = None,
    same: Container[str] = (),
) -> Built:
    """Look at every page and style sheet of a site, each read once.

    Args:
        there: the paths of its files, in order.
        read: returns what one of them holds.
        site_url: the address that it is known by.
        places: where in authors' files something stands.
        keeper: where it is kept what pages showed, of which those that are the same are not taken apart.
        same: the pages that are surely the same as when they were last looked at, and need not be read.
    """
    files = [file for file in there if not _is_fleeting(file)]
    site = Site(frozenset(files), site_url)
    links, policy = Links(site, places), Policy(site)
    record = Record(keeper, files, site_url)
    known: dict[str, Seen] = {}
    others: dict[str, tuple[str, Allowed]] = {}

    def take_apart(file: str, data: bytes, told: str) -> None:
        page = pages.read(file, data)
        links.add(page)
        others[file] = told, policy.add(page)

    # To look for garbage among pages takes a third of the time.
    with uncollected():
        for file in (file for file in files if file.endswith(".html")):
            seen = record.last(file) if file in same else None
            if seen is None:
                data = read(file)
                told = digest(data)
                seen = record.of(file, told)
            if seen:
                known[file] = seen
                links.know(file, seen.shown)
                policy.allow(seen.allowed)
            else:
                take_apart(file, data, told)
        for file in links.misled():
            take_apart(file, read(file), known.pop(file).digest)
    for file in (file for file in files if file.endswith(".css")):
        loaded = [*sheets.references(read(file).decode("utf-8", "replace"))]
        links.style(file, loaded)
        policy.style(loaded)
    findings = links.findings()
    for file, (told, allowed) in others.items():
        if shown := links.shown(file):
            known[file] = Seen(told, shown, allowed)
    record.keep(known)
    return Built(findings, policy, frozenset(there))


def is_like(file: str, site_dir: Path, before: Path) -> bool:
    """Tell whether a page refers to the same, names the same and holds the same as it did.

    Args:
        file: its path in the site.
        site_dir: where the site is.
        before: where it is as it was.
    """
    now, then = (pages.read(file, contents(folder, file)) for folder in (site_dir, before))
    return ({*now.references}, sorted(now.ids), {*now.held}) == (
        {*then.references},
        sorted(then.ids),
        {*then.held},
    )


def _is_fleeting(file: str) -> bool:
    """Tell whether a file is of a search index and has another name after each edit: no page may name it."""
    return file.startswith("assets/search/parts/")


def not_told(findings: Iterable[Finding], others: Iterable[Finding]) -> set[Finding]:
    """Return the findings on a site without the pictures from elsewhere that a text has shown already."""
    told = {(finding.path, finding.line) for finding in others if finding.code == "LR423"}
    return {f for f in findings if f.code != "LR606" or (f.path, f.line) not in told}
