"""A citation carried into another language: its edition, and the words for what is counted."""

from __future__ import annotations

from collections.abc import Mapping

from leidraad import patterns
from leidraad.bibliography.entries import Entry
from leidraad.dialect import citing
from leidraad.dialect.citing import Cite, Locator
from leidraad.locales import Locale
from leidraad.translations.skeleton import OPEN

# Another edition has its own pages; it has the same chapters.
_OF_EDITION = ("page", "line", "note", "figure")
_PLAIN_KEY = patterns.lazy(r"\w(?:[:.#$%&+?<>~/-]?\w)*")
_WORD = patterns.lazy(r"[^\W\d_]")


class Carrier:
    """What carries citations from one language to another."""

    def __init__(self, entries: Mapping[str, Entry], source: Locale, target: Locale) -> None:
        """Take the works that may be cited, and both languages."""
        self.entries = entries
        self.source = source
        self.target = target
        self.own = {e.work: e.key for e in reversed([*entries.values()]) if e.lang == target.code}

    def carry(self, source: str) -> str | None:
        """Return a citation with what has words in it, or a page that is to be looked up, left open.

        Args:
            source: the citation with its brackets.

        Returns:
            The citation, or None for what is none.
        """
        citation = citing.parse(source, self.source)
        return f"[{'; '.join(map(self._cite, citation.cites))}]" if citation else None

    def _cite(self, cite: Cite) -> str:
        entry = self.entries.get(cite.key)
        is_foreign = entry is not None and entry.lang not in ("", self.target.code)
        key = self.own.get(entry.work, cite.key) if entry and is_foreign else cite.key
        name = key if _PLAIN_KEY.fullmatch(key) else f"{{{key}}}"
        prefix = f"{_open(cite.prefix)} " if cite.prefix else ""
        # A place that this language has no word for stands in the suffix as its author wrote it.
        place = self._place(cite.locator, key != cite.key) if cite.locator and cite.locator.label else ""
        suffix = _open(cite.suffix) if cite.suffix else ""
        return ", ".join(part for part in (f"{prefix}@{name}", place, suffix) if part)

    def _place(self, locator: Locator, is_other_edition: bool) -> str:
        word, *others = self.target.tables["locators"][locator.label].split()
        if word == "§§" and locator.value.isalnum():
            word = others[0]
        value = OPEN if is_other_edition and locator.label in _OF_EDITION else locator.value
        return f"{word} {value}"


def _open(text: str) -> str:
    return OPEN if _WORD.search(text) else text
