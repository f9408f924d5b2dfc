"""What the built pages may load and run: a Content-Security-Policy that allows that and nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import sha256
from itertools import chain

from leidraad import patterns
from leidraad.built.addresses import Site, parse
from leidraad.built.pages import Held, Page
from leidraad.built.record import Allowed
from leidraad.built.references import LINKS, Kind, Reference

# What our scripts, styles and search need on any page.
_OWN = (
    "script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "worker-src",
    "manifest-src", "form-action",
)  # fmt: skip
ORIGIN = patterns.lazy(r"https?://(?:\*\.)?[a-z0-9.-]+(?::\d+)?")
"""A site that a policy can name."""
# What stands in a page itself, and is allowed by its hash.
_HELD = ("script", "style", "attribute")


class Policy:
    """What the pages of a site load and run, gathered page by page."""

    def __init__(self, site: Site) -> None:
        """Begin with no page."""
        self._site = site
        self._allowed: dict[str, set[str]] = defaultdict(set)
        self._known: dict[Held | Reference, Allowed] = {}

    def add(self, page: Page) -> Allowed:
        """Take in what a page loads and runs, and return it."""
        found: set[tuple[str, str]] = set()
        loaded = (each for each in page.references if each.kind not in LINKS)
        for each in chain[Held | Reference](page.held, loaded):
            if each not in self._known:
                self._known[each] = frozenset(self._of(each))
            found |= self._known[each]
        self.allow(found)
        return frozenset(found)

    def allow(self, found: Set[tuple[str, str]]) -> None:
        """Take in what a page is known to load and run."""
        for kind, told in found:
            self._allowed[kind].add(told)

    def style(self, loaded: Iterable[tuple[Kind, str]]) -> None:
        """Take in what a style sheet loads."""
        self.allow({each for kind, address in loaded for each in self._loaded(kind, address)})

    def header(self, ancestors: Sequence[str] = ()) -> str:
        """Return the value of the header `Content-Security-Policy` (https://www.w3.org/TR/CSP3/).

        Args:
            ancestors: the origins whose pages may show a page of this site in a frame, besides its own.
        """
        said = {kind: {"'self'", *self._allowed[kind]} for kind in _OWN}
        said |= {kind: {*found} for kind, found in self._allowed.items() if kind not in (*said, *_HELD)}
        said["script-src"] |= self._allowed["script"]
        said["style-src"] |= self._allowed["style"]
        if self._allowed["attribute"]:
            said["style-src"] |= {"'unsafe-hashes'", *self._allowed["attribute"]}
        for name in ("base-uri", "frame-src", "object-src"):
            said.setdefault(name, {"'none'"})
        said["frame-ancestors"] = {"'self'", *ancestors}
        directives = [f"{name} {' '.join(sorted(found))}" for name, found in sorted(said.items())]
        # Firefox fetches the next page ahead, by rel="next", which goes by no other directive.
        return "; ".join(["default-src 'self'", *directives])

    def _of(self, each: Held | Reference) -> Iterator[tuple[str, str]]:
        """Yield what allows something to be loaded, or to run in the page."""
        if isinstance(each, Reference):
            yield from self._loaded(each.kind, each.address)
        elif each.kind in _HELD:
            yield each.kind, _hash(each.text)

    def _loaded(self, kind: Kind, address: str) -> Iterator[tuple[str, str]]:
        """Yield what allows an address to be loaded, if anything does."""
        written = parse(address)
        if written.form == "other":
            # Only these schemes can hold something to load.
            if written.origin in ("data:", "blob:") and kind != "script-src":
                yield kind, written.origin
        elif not self._site.is_foreign(written):
            yield kind, "'self'"
        elif ORIGIN.fullmatch(written.origin):
            yield kind, written.origin


def _hash(text: str) -> str:
    """Return what allows a script or style sheet that stands in a page: by its hash."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
