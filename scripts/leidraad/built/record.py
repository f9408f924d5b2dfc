"""What pages showed in which all was well, so that those are not taken apart again that are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from leidraad.built.addresses import Place
from leidraad.storage import caching

_NAME = "site"

Allowed = frozenset[tuple[str, str]]
"""What a page loads and runs: what that is, and what allows it."""


class Keeper(Protocol):
    """Where values are kept by name, each for as long as its key is the same."""

    def get(self, name: str, key: str) -> Any:
        """Return the value under a name, or None where there is none of that key."""

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep a value in place of the one that was under its name."""


class Heads(NamedTuple):
    """What a page says of its language, of itself and of its other languages: the files there."""

    lang: str
    canonical: str | None
    alternates: tuple[tuple[str, str], ...]


class Shown(NamedTuple):
    """What a page shows to others, and asks of them.

    Attributes:
        ids: the names on it to which a link can lead.
        heads: what it says of itself, if anything.
        leads_on: whoever opens it is sent to another page.
        aims: the places on other pages to which it leads.
    """

    ids: frozenset[str]
    heads: Heads | None
    leads_on: bool
    aims: frozenset[Place]


class Seen(NamedTuple):
    """A page in which all was well, known by the digest of its bytes."""

    digest: str
    shown: Shown
    allowed: Allowed


class Record:
    """The pages of a site as they were when it was last looked at, if it had the same files."""

    def __init__(self, keeper: Keeper | None, files: Iterable[str], site_url: str | None) -> None:
        """Know what was kept.

        Args:
            keeper: where it is kept; without one, nothing is.
            files: the path of every file in the site: where links lead is a matter of these.
            site_url: the address that it is known by.
        """
        self._keeper = keeper
        self._known: dict[str, Seen] = {}
        if keeper is not None:
            self._key = caching.fingerprint([caching.code(), site_url or "", *files])
            self._known = _load(keeper.get(_NAME, self._key))

    def last(self, file: str) -> Seen | None:
        """Return what is known of a page as it was."""
        return self._known.get(file)

    def of(self, file: str, told: str) -> Seen | None:
        """Return what is known of a page, if it still has the same digest."""
        seen = self.last(file)
        return seen if seen and seen.digest == told else None

    def keep(self, pages: Mapping[str, Seen]) -> None:
        """Keep what is known of pages now."""
        if self._keeper is not None and pages != self._known:
            self._keeper.put(_NAME, self._key, _dump(pages))


def digest(data: bytes) -> str:
    """Return what tells a page from any other."""
    # For this one, processors have instructions.
    return hashlib.sha256(data).hexdigest()


def _dump(pages: Mapping[str, Seen]) -> Any:
    # Nearly all pages load and run the same.
    kinds = {seen.allowed: None for seen in pages.values()}
    places = {allowed: at for at, allowed in enumerate(kinds)}
    return {
        "allowed": [sorted(allowed) for allowed in kinds],
        "pages": {
            file: [known, sorted(shown.ids), shown.heads, shown.leads_on, sorted(shown.aims), places[allowed]]
            for file, (known, shown, allowed) in pages.items()
        },
    }


def _load(value: Any) -> dict[str, Seen]:
    """Return pages from what `_dump` made, and none from anything else."""
    try:
        kinds = [frozenset((kind, told) for kind, told in allowed) for allowed in value["allowed"]]
        return {
            file: Seen(known, _shown(*told), kinds[at]) for file, (known, *told, at) in value["pages"].items()
        }
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return {}


def _shown(ids: list[str], heads: Any, leads_on: bool, aims: list[tuple[str, str]]) -> Shown:
    said = Heads(heads[0], heads[1], tuple((lang, path) for lang, path in heads[2])) if heads else None
    return Shown(frozenset(ids), said, bool(leads_on), frozenset(Place(*aim) for aim in aims))
