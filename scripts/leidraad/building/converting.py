"""The pages of a build: converted now, or known from an earlier build by all that they were made from."""

from __future__ import annotations

import logging
import marshal
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from leidraad import checking, docs, site
from leidraad.building.ahead import Ahead
from leidraad.building.gathering import Gathering, Told
from leidraad.building.host import Parsers, Rendered, convert
from leidraad.building.overhearing import overhearing
from leidraad.checks import keeping
from leidraad.dialect import citing
from leidraad.dialect.including import FOLDER
from leidraad.dialect.notes import Arrival
from leidraad.dialect.verdicts import Reading
from leidraad.docs import Source
from leidraad.errors import LeidraadError
from leidraad.pages.references import References
from leidraad.reader import reading_of
from leidraad.storage import caching
from leidraad.storage.store import Store
from leidraad.translating import LOCKS, lock_path

_STANDARD = """
abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html
meta nl2br sane_lists smarty tables toc wikilinks
"""
# What they show stands in files that nobody has told us of.
_READ_FILES = frozenset({site.SNIPPETS, "pymdownx.b64"})
_ICONS = "custom_icons"


class Converting:
    """The conversions of one build, for all of its languages.

    Attributes:
        readings: where the Markdown extension puts the reading of each conversion.
        count: how many pages were converted, and were not known.
    """

    def __init__(self, config: MkDocsConfig, gathering: Gathering, store: Store, ahead: Ahead) -> None:
        """Begin with no page.

        Args:
            config: the handbook's.
            gathering: takes what is told of each page.
            store: where earlier builds left what they converted.
            ahead: converts pages before MkDocs comes to them.
        """
        self.readings: list[Reading] = []
        self.count = 0
        self._gathering = gathering
        self._store = store
        self._ahead = ahead
        self._parsers = Parsers()
        self._common = caching.fingerprint(_common(config))
        self._brought: dict[str, str] = {}
        self._options: dict[str, tuple[str, bool]] = {}
        self._files: tuple[Files | None, str] = (None, "")

    def convert(
        self, page: Page, config: MkDocsConfig, files: Files, source: Source, references: References | None
    ) -> Rendered:
        """Return a page that has been converted, and let what it told be gathered.

        Args:
            page: the page; its source has been read.
            config: what it is converted with.
            files: those of the language that is built.
            source: its file.
            references: the citations, printed in its language.
        """
        text = page.file.content_string
        options, is_pure = self._spelled(config)
        if not is_pure:
            rendered, told = self._make(page, config, files, source, text)
        else:
            name = f"page {page.file.src_uri} {page.file.dest_uri}"
            key = self._key(page, options, files, source, text, references)
            known = _load(self._ahead.known(page, name, key))
            if known is not None:
                self.count += name in self._ahead.made
            else:
                with overhearing(logging.INFO) as heard:
                    known = self._make(page, config, files, source, text)
                # What was said of the page has to be said by every build.
                if not heard and (data := _dump(*known)):
                    self._store.put(name, key, data)
            rendered, told = known
        self._gathering.add(source, text, told)
        return rendered

    def _make(
        self, page: Page, config: MkDocsConfig, files: Files, source: Source, text: str
    ) -> tuple[Rendered, Told]:
        md = self._parsers.get(config)
        self.readings.clear()
        self.count += 1
        rendered = convert(page, config, files, md)
        # A blank page is never converted and has no reading.
        reading = self.readings.pop() if self.readings else reading_of(md)
        return rendered, self._gathering.judge(source, text, reading, rendered.html)

    def _spelled(self, config: MkDocsConfig) -> tuple[str, bool]:
        """Return the options of Markdown, and whether they make a page from nothing but what we know of."""
        written = repr((config.markdown_extensions, config.mdx_configs))
        if written not in self._options:
            spelled = caching.spelled([config.markdown_extensions, config.mdx_configs])
            self._options[written] = (spelled, is_pure(config))
        return self._options[written]

    def _key(
        self,
        page: Page,
        options: str,
        files: Files,
        source: Source,
        text: str,
        references: References | None,
    ) -> str:
        """Return a fingerprint of all that the page is made from."""
        if self._files[0] is not files:
            # Links are made from the addresses of all files.
            told = (f"{file.src_uri}\n{file.url}\n{file.inclusion}" for file in files)
            self._files = (files, caching.fingerprint(told))
        parts: list[str | bytes] = [
            self._common,
            options,
            self._files[1],
            source.lang,
            source.chapter,
            page.file.src_uri,
        ]
        parts += [page.file.url, text, page.markdown or "", *_printed(page.markdown or "", references)]
        if "{!" in (page.markdown or ""):
            if source.lang not in self._brought:
                partials = "\n".join(_partials(self._gathering.config))
                self._brought[source.lang] = caching.fingerprint(_printed(partials, references))
            parts.append(self._brought[source.lang])
        if other := self._gathering.naming.depends_on(source):
            # Its blocks have the names of those that they translate.
            lock = lock_path(self._gathering.config, source.lang, source.chapter)
            parts += [_told(other), _told(lock)]
        return caching.fingerprint(parts)


def _common(config: MkDocsConfig) -> Iterator[str | bytes]:
    """Yield all but their own texts that the pages of every language are made from."""
    yield checking.circumstances(config)
    yield caching.surroundings()
    yield caching.spelled(
        [config.use_directory_urls, config.validation, config.site_url, site.languages(config)]
    )
    for path in sorted((site.root(config) / LOCKS).glob(f"*/{FOLDER}/**/*.lock")):
        yield str(path)
        yield _told(path)


def _partials(config: MkDocsConfig) -> Iterator[str]:
    """Yield the texts of the partials, which may cite as well."""
    for source in docs.sources(config):
        if source.is_partial:
            with suppress(LeidraadError):
                yield docs.read(config, source.path)


def _told(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""


def is_pure(config: MkDocsConfig) -> bool:
    """Tell whether all extensions of Markdown are known to read no files but partials."""
    if _ICONS in caching.spelled(config.mdx_configs):
        return False
    return all(
        name in _STANDARD.split()
        or name in (site.INCLUDE, site.EXTENSION)
        or (name.startswith(("markdown.extensions.", "pymdownx.")) and name not in _READ_FILES)
        for name in config.markdown_extensions
    )


def _printed(text: str, references: References | None) -> Iterator[str]:
    """Yield what tells what each citation in a text prints."""
    if references:
        for found in re.finditer(citing.CITATION, text):
            yield references.told(found[0])


def _dump(rendered: Rendered, told: Told) -> bytes | None:
    """Return what was made of a page, or None where an extension has put something of its own into it.

    To write and read it as JSON takes five times as long. The store seals it, so that nothing else is read.
    """
    # What is a tuple with names, `marshal` takes for none.
    works = {key: [tuple(arrival) for arrival in arrivals] for key, arrivals in told.works.items()}
    examined = keeping.shelved(told.examined)
    try:
        return marshal.dumps([tuple(rendered), examined, works, told.notes, told.words, {**told.behind}])
    except ValueError:
        return None


def _load(value: Any) -> tuple[Rendered, Told] | None:
    """Return what `_dump` was given, and None for anything else."""
    try:
        rendered, examined, works, notes, words, behind = marshal.loads(value)
        works = {key: [Arrival(*arrival) for arrival in arrivals] for key, arrivals in works.items()}
        return Rendered(*rendered), Told(keeping.unshelved(examined), works, notes, words, behind)
    except (EOFError, TypeError, ValueError):
        return None
