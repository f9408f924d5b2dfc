"""What the built pages may load and run: a Content-Security-Policy that allows that and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256

from leidraad.built import sheets
from leidraad.built.addresses import Site, parse
from leidraad.built.pages import Page, Part
from leidraad.built.references import LINKS, Kind

# What our scripts, styles and search need on any page.
_OWN = (
    "script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "worker-src",
    "manifest-src", "form-action",
)  # fmt: skip
ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9.-]+(?::\d+)?")
"""A site that a policy can name."""
_SEARCH = "pagefind/"


class Policy:
    """What the pages of a site load and run, gathered page by page."""

    def __init__(self, site: Site) -> None:
        """Begin with no page."""
        self._site = site
        self._sources: dict[str, set[str]] = defaultdict(set)
        self._seen: set[Part] = set()
        self._held: dict[str, set[str]] = defaultdict(set)

    def add(self, page: Page) -> None:
        """Take in what a page loads and runs."""
        for part in page.parts:
            if part in self._seen:
                continue
            self._seen.add(part)
            for kind, text in part.held:
                self._held[kind].add(text)
            for reference in part.references:
                if reference.kind not in LINKS:
                    self._load(reference.kind, reference.address)

    def style(self, css: str) -> None:
        """Take in what a style sheet loads."""
        for kind, address in sheets.references(css):
            self._load(kind, address)

    def header(self, ancestors: Sequence[str] = ()) -> str:
        """Return the value of the header `Content-Security-Policy` (https://www.w3.org/TR/CSP3/).

        Args:
            ancestors: the origins whose pages may show a page of this site in a frame, besides its own.
        """
        said = {kind: {"'self'", *self._sources[kind]} for kind in _OWN}
        said |= {kind: found for kind, found in self._sources.items() if kind not in said}
        said["script-src"] |= _hashes(self._held["script"])
        if any(file.startswith(_SEARCH) for file in self._site.files):
            # Pagefind is WebAssembly, which this allows, and no JavaScript made of text.
            said["script-src"].add("'wasm-unsafe-eval'")
        said["style-src"] |= _hashes(self._held["style"])
        if self._held["attribute"]:
            said["style-src"] |= {"'unsafe-hashes'", *_hashes(self._held["attribute"])}
        said.setdefault("base-uri", {"'none'"})
        said["frame-ancestors"] = {"'self'", *ancestors}
        directives = [f"{name} {' '.join(sorted(found))}" for name, found in sorted(said.items())]
        return "; ".join(["default-src 'none'", *directives])

    def _load(self, kind: Kind, address: str) -> None:
        written = parse(address)
        if written.form == "other":
            # Only these schemes can hold something to load.
            if written.origin in ("data:", "blob:") and kind != "script-src":
                self._sources[kind].add(written.origin)
        elif self._site.is_foreign(written):
            if ORIGIN.fullmatch(written.origin):
                self._sources[kind].add(written.origin)
        else:
            self._sources[kind].add("'self'")


def _hashes(texts: Iterable[str]) -> set[str]:
    """Return what allows a script or style sheet that stands in a page: by its hash."""
    return {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts}
