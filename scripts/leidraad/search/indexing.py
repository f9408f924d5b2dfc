"""The index of each language: known from an earlier build, or made while its pages are written.

Pages are in the order in which the build writes them, and any others behind them by name. What is indexed is
what stands in the site when all of it is written: what was told before is compared with that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leidraad.errors import LeidraadError
from leidraad.search import service
from leidraad.search.keeping import Index, dump, load, merged
from leidraad.search.service import FailedError, Pagefind
from leidraad.search.texts import Text, shown
from leidraad.storage import caching
from leidraad.storage.files import below, contents
from leidraad.storage.store import Store

FOLDER = "pagefind"


@dataclass(slots=True)
class _Language:
    """What is known of a language, the sums of the pages that were written, and who is told of them.

    Attributes:
        is_ended: it was told that there are no more.
    """

    known: Index | None
    pages: dict[str, str] = field(default_factory=dict)
    pagefind: Pagefind | None = None
    is_ended: bool = False

    def stop(self) -> None:
        """End what is at work."""
        if self.pagefind:
            self.pagefind.stop()
        self.pagefind, self.is_ended = None, False

    def end(self) -> None:
        """Let the index be made of the pages that were told."""
        if self.pagefind and not self.is_ended:
            self.pagefind.finish()
            self.is_ended = True


class Indexing:
    """The search index of a site that is being built.

    Attributes:
        made: the languages that were indexed, and were not known.
    """

    def __init__(self, site_dir: Path, store: Store | None = None, *, waits: bool = False) -> None:
        """Begin with no page.

        Args:
            site_dir: where the site is.
            store: where earlier builds left their indexes.
            waits: nothing is read or made before `finish`, so that nothing keeps pages from being shown.
        """
        self.made: list[str] = []
        self._site_dir = site_dir
        self._store = store
        self._waits = waits
        self._languages: dict[str, _Language] = {}
        self._order: dict[str, None] = {}
        self._key = ""

    def coming(self, name: str) -> None:
        """Take note that a page is written next, and read the one before it, which stands in the site now.

        Args:
            name: its path in the site.

        Raises:
            LeidraadError: Pagefind is missing, or cannot be started.
        """
        last = next(reversed(self._order), None)
        self._order[name] = None
        if self._waits or last is None or not (text := self._read(last)) or not text.lang:
            return
        language = self._language(text.lang)
        # Pages come a language at a time; what is written of another one later is seen at the end.
        for other in self._languages.values():
            if other is not language:
                other.end()
        if language.is_ended:
            language.stop()
        language.pages[last] = _sum(text)
        if language.pagefind:
            language.pagefind.add(last, text.html)
        elif language.known is None or language.known.pages.get(last) != language.pages[last]:
            self._start(language)

    def finish(self) -> None:
        """Let the indexes be made of all pages, which are written now; there is time until `write`.

        Raises:
            LeidraadError: Pagefind is missing, or cannot be started.
        """
        pages = self._pages()
        for lang in sorted({*self._languages, *pages}):
            language, wanted = self._language(lang), [*pages.get(lang, {}).items()]
            told = [*language.pages.items()]
            is_known = language.known is not None and [*language.known.pages.items()] == wanted
            begins = wanted[: len(told)] == told and not (language.is_ended and wanted != told)
            if is_known or lang not in pages or not begins:
                language.stop()
            if lang not in pages:
                del self._languages[lang]
            elif not is_known:
                self._end(language, dict(wanted))
                self.made.append(lang)

    def is_made(self, seconds: float) -> bool:
        """Wait for the indexes, but no longer than that for each; tell whether `write` need not wait."""
        at_work = [each.pagefind for each in self._languages.values() if each.pagefind]
        return all(pagefind.is_done(seconds) for pagefind in at_work)

    def write(self) -> None:
        """Write the index of every language into one folder of the site.

        Raises:
            LeidraadError: Pagefind failed.
            OSError: a file cannot be written.
        """
        indexes = []
        for lang, language in sorted(self._languages.items()):
            index = language.known
            if language.pagefind:
                try:
                    index = Index(language.pages, language.pagefind.files())
                except FailedError as error:
                    raise _told(error) from None
                if self._store:
                    self._store.put(_name(lang), self._key, dump(index))
            assert index is not None
            indexes.append(index)
        files = merged(indexes)
        place = f"{self._site_dir}/{FOLDER}"
        for folder in {name.rpartition("/")[0] for name in files}:
            os.makedirs(f"{place}/{folder}", exist_ok=True)
        for name, data in files.items():
            with open(f"{place}/{name}", "wb") as file:
                file.write(data)

    def stop(self) -> None:
        """End what is at work, for a site that is given up."""
        for language in self._languages.values():
            language.stop()

    def _language(self, lang: str) -> _Language:
        if lang not in self._languages:
            self._key = self._key or caching.fingerprint(
                [caching.code(), service.release(), caching.spelled(service.OPTIONS)]
            )
            known = self._store.get(_name(lang), self._key) if self._store else None
            self._languages[lang] = _Language(load(known))
        return self._languages[lang]

    def _start(self, language: _Language) -> None:
        """Start Pagefind, and tell it the pages that are written."""
        try:
            language.pagefind = Pagefind()
        except FailedError as error:
            raise _told(error) from None
        self._tell(language.pagefind, language.pages)

    def _end(self, language: _Language, pages: dict[str, str]) -> None:
        """Tell Pagefind the pages that it does not know, and that these are all."""
        if language.pagefind:
            self._tell(language.pagefind, dict([*pages.items()][len(language.pages) :]))
            language.pages = pages
        else:
            language.pages = pages
            self._start(language)
        language.end()

    def _tell(self, pagefind: Pagefind, pages: Mapping[str, str]) -> None:
        for name in pages:
            if text := self._read(name):
                pagefind.add(name, text.html)

    def _pages(self) -> dict[str, dict[str, str]]:
        """Return the sums of all pages by language, in order; a site without any has one that is not said."""
        names = [name for name in below(self._site_dir) if name.endswith(".html")]
        found = [(n, t.lang, _sum(t)) for n in dict.fromkeys([*self._order, *names]) if (t := self._read(n))]
        langs = sorted(lang for _, lang, _ in found if lang)
        # As Pagefind does with them.
        unsaid = max(dict.fromkeys(langs), key=langs.count, default="")
        pages: dict[str, dict[str, str]] = {} if found else {"": {}}
        for name, lang, told in found:
            pages.setdefault(lang or unsaid, {})[name] = told
        return pages

    def _read(self, name: str) -> Text | None:
        with suppress(FileNotFoundError):
            return shown(contents(self._site_dir, name))
        # MkDocs writes no page that is empty.
        return None


def index(site_dir: Path, store: Store | None = None) -> None:
    """Write the index of every page with `data-pagefind-body`, one a language, into `site_dir`/pagefind.

    Args:
        site_dir: where the site is, all of it.
        store: where earlier ones were left.

    Raises:
        LeidraadError: Pagefind is missing, or failed.
        OSError: a file cannot be written.
    """
    indexing = Indexing(site_dir, store)
    try:
        indexing.finish()
        indexing.write()
    finally:
        indexing.stop()


def _name(lang: str) -> str:
    return f"search {lang}"


def _sum(text: Text) -> str:
    return caching.fingerprint([text.html])


def _told(error: FailedError) -> LeidraadError:
    return LeidraadError(f"Pagefind made no search index ({error}); build again, or install Leidraad again.")
