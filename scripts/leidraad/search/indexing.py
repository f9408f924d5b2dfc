"""The index of each language: known from an earlier build, or made of what stands in the site at last."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from leidraad.search import keeping, words, writing
from leidraad.search.keeping import Index
from leidraad.search.texts import Text, shown
from leidraad.search.words import Page
from leidraad.storage import caching
from leidraad.storage.files import below, contents

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
        known = self.known.files.data if self.known else {}
        return Index(self.sums, self.pages, writing.files(lang, self.pages, known))


class Again(NamedTuple):
    """What was indexed anew.

    Attributes:
        languages: of which there is another index now.
        gone: the paths of the files in the site that no index has any more.
    """

    languages: list[str]
    gone: set[str]


def index(
    site_dir: Path, kept: Path | None = None, is_overtaken: Callable[[], bool] = lambda: False
) -> list[str] | None:
    """Write the index of every page with `data-searched`, one a language, into a site.

    Args:
        site_dir: where the site is, all of it.
        kept: the folder in which builds keep their indexes for the next one.
        is_overtaken: tells, before each page, whether nobody wants it any more.

    Returns:
        The languages that were indexed, and were not known; None where nobody wants them.

    Raises:
        OSError: a file cannot be written.
    """
    languages: dict[str, _Language] = {}
    unsaid: dict[str, Text] = {}
    for name in (name for name in below(site_dir) if name.endswith(".html")):
        if is_overtaken():
            return None
        text = _read(site_dir, name)
        if text and text.lang:
            if text.lang not in languages:
                languages[text.lang] = _Language(keeping.find(kept, text.lang) if kept else None)
            languages[text.lang].add(name, text)
        elif text:
            unsaid[name] = text
    # A page that does not say its language is most likely in that of the others.
    if languages:
        most = max(sorted(languages), key=lambda lang: len(languages[lang].pages))
        for name, text in unsaid.items():
            languages[most].add(name, text)
    made = []
    entry = {}
    for lang, language in sorted(languages.items()):
        found = language.index(lang)
        if found is not language.known:
            made.append(lang)
            if kept:
                keeping.keep(kept, lang, found)
        entry[lang] = found.files.named
        _write(site_dir, found.files.data)
    _write(site_dir, {ENTRY: json.dumps(entry).encode()})
    if kept:
        keeping.forget(kept, languages)
    return made


def index_again(site_dir: Path, before: Path, kept: Path, pages: Iterable[str]) -> Again | None:
    """Write the indexes of some pages anew.

    Args:
        site_dir: where these are, and what is written goes.
        before: where the whole site is as it was.
        kept: the folder in which builds keep their indexes for the next one.
        pages: the paths of the pages.

    Returns:
        What was done; None where other pages have to be looked at as well.

    Raises:
        OSError: a file cannot be written.
    """
    texts: dict[str, dict[str, Text]] = defaultdict(dict)
    for name in pages:
        text, old = _read(site_dir, name), _read(before, name)
        if text == old:
            continue
        if text is None or old is None or not text.lang or text.lang != old.lang:
            return None
        texts[text.lang][name] = text
    entry = json.loads(contents(before, f"{FOLDER}/{ENTRY}"))
    done = Again([], set())
    for lang, changed in sorted(texts.items()):
        known = keeping.find(kept, lang)
        # Another build may have kept one of other pages.
        if (
            known is None
            or entry.get(lang) != [*known.files.named]
            or not changed.keys() <= known.sums.keys()
        ):
            return None
        language = _Language(known, {**known.pages}, {**known.sums})
        for name, text in changed.items():
            language.add(name, text)
        found = language.index(lang)
        if found is not known:
            done.languages.append(lang)
            keeping.keep(kept, lang, found)
            entry[lang] = found.files.named
            made = {name: data for name, data in found.files.data.items() if name not in known.files.data}
            done.gone.update(f"{FOLDER}/{name}" for name in known.files.data if name not in found.files.data)
            _write(site_dir, made)
    if done.languages:
        _write(site_dir, {ENTRY: json.dumps(entry).encode()})
    return done


def _write(site_dir: Path, files: Mapping[str, bytes]) -> None:
    os.makedirs(f"{site_dir}/{FOLDER}/{writing.PARTS}", exist_ok=True)
    for name, data in files.items():
        with open(f"{site_dir}/{FOLDER}/{name}", "wb") as file:
            file.write(data)


def _read(site_dir: Path, name: str) -> Text | None:
    with suppress(FileNotFoundError):
        return shown(contents(site_dir, name))
    return None
