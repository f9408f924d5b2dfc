"""The finished site: whether all that its pages refer to is there, and how a server is to hand it out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from leidraad.built.addresses import Site
from leidraad.built.links import Links
from leidraad.built.pages import Reader
from leidraad.built.places import Places
from leidraad.built.policy import Policy
from leidraad.checks.finding import Finding
from leidraad.files import below

__all__ = ["Built", "Places", "look", "not_told"]


class Built(NamedTuple):
    """What is wrong in a site, what its pages may load and run, and the paths of its files."""

    findings: list[Finding]
    policy: Policy
    files: Set[str]


def look(site_dir: Path, site_url: str | None, places: Places) -> Built:
    """Look at every page and style sheet of a site, each read once.

    Args:
        site_dir: where the site is.
        site_url: the address that it is known by.
        places: where in authors' files something stands.
    """
    files = below(site_dir)
    site = Site(frozenset(files), site_url)
    links, policy = Links(site, places), Policy(site)
    with _uncollected():
        for page in Reader().pages(site_dir, files):
            links.add(page)
            policy.add(page)
    for file in (file for file in files if file.endswith(".css")):
        css = (site_dir / file).read_text("utf-8", errors="replace")
        links.style(file, css)
        policy.style(css)
    return Built(links.findings(), policy, site.files)


def not_told(findings: Iterable[Finding], others: Iterable[Finding]) -> set[Finding]:
    """Return the findings on a site without the pictures from elsewhere that a text has shown already."""
    told = {(finding.path, finding.line) for finding in others if finding.code == "LR423"}
    return {f for f in findings if f.code != "LR606" or (f.path, f.line) not in told}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile: here is none, and looking takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
