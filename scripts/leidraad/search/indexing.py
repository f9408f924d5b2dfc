"""The index of each language: known from an earlier build, or made of what stands in the site at last."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leidraad.search import words, writing
from leidraad.search.keeping import Index, dump, load
from leidraad.search.texts import Text, shown
from leidraad.search.words import Page
from leidraad.storage import caching
from leidraad.storage.files import below, contents
from leidraad.storage.store import Store

FOLDER = "assets/search"
ENTRY = "index.json"


@dataclass(slots=True)
class _Language:
    """What was known of a language, and its pages and their sums now."""

    known: Index | None
    pages: dict[str, Page] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, text: Text) -> None:
        """Add a page, which is taken apart unless it is known."""
        self.sums[name] = told = caching.fingerprint([text.html])
        is_known = self.known is not None and self.known.sums.get(name) == told
        self.pages[name] = self.known.pages[name] if self.known and is_known else words.read(text.html)

    def index(self, lang: str) -> Index:
        """Return the index of all pages: that which is known, if it is of the same."""
        # A page that no longer says its language has another place among them.
        if self.known and [*self.known.sums.items()] == [*self.sums.items()]:
            return self.known
        return Index(self.sums, self.pages, writing.files(lang, self.pages))


def index(
    site_dir: Path, store: Store | None = None, is_overtaken: Callable[[], bool] = lambda: False
) -> list[str] | None:
    """Write the index of every page with `data-searched`, one a language, into a site.

    Args:
        site_dir: where the site is, all of it.
        store: where earlier builds left their indexes.
        is_overtaken: tells, before each page, whether nobody wants it any more.

    Returns:
        The languages that were indexed, and were not known; None where nobody wants them.

    Raises:
        OSError: a file cannot be written.
    """
    told = key()
    languages: dict[str, _Language] = {}
    unsaid: dict[str, Text] = {}
    for name in (name for name in below(site_dir) if name.endswith(".html")):
        if is_overtaken():
            return None
        text = _read(site_dir, name)
        if text and text.lang:
            if text.lang not in languages:
                known = store.get(_name(text.lang), told) if store else None
                languages[text.lang] = _Language(load(known))
            languages[text.lang].add(name, text)
        elif text:
            unsaid[name] = text
    # A page that does not say its language is most likely in that of the others.
    if languages:
        most = max(sorted(languages), key=lambda lang: len(languages[lang].pages))
        for name, text in unsaid.items():
            languages[most].add(name, text)
    made = []
    folder = f"{site_dir}/{FOLDER}"
    os.makedirs(f"{folder}/{writing.PARTS}", exist_ok=True)
    entry = {}
    for lang, language in sorted(languages.items()):
        found = language.index(lang)
        if found is not language.known:
            made.append(lang)
            if store:
                store.put(_name(lang), told, dump(found))
        entry[lang] = [found.files.pages, found.files.stemmer]
        for name, data in found.files.data.items():
            _write(f"{folder}/{name}", data)
    _write(f"{folder}/{ENTRY}", json.dumps(entry).encode())
    return made


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def key() -> str:
    """Return the key of what is kept: another Leidraad, or another stemmer, makes another index."""
    return caching.fingerprint([caching.code(), writing.release()])


def _read(site_dir: Path, name: str) -> Text | None:
    with suppress(FileNotFoundError):
        return shown(contents(site_dir, name))
    return None


def _name(lang: str) -> str:
    return f"search {lang}"
