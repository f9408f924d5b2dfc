"""A book in one language, as its pages were built: what EPUB, PDF and SCORM are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leidraad.backmatter.pieces import Leaf, Sheet
from leidraad.locales import Locale


@dataclass(frozen=True, slots=True)
class Volume:
    """A language of a site.

    Attributes:
        locale: the language.
        title: what the site, or the course, is called in it, as text.
        description: the same in a sentence or two, or "".
        leaves: its pages in the order of the book.
        contents: the HTML of each page, by its address; the addresses in it are relative to that.
        unbound: the addresses of pages that lead to others or hold them all, for which a book has no use.
        asked: what is listed on some pages, by their addresses, as `backmatter.names` calls it.
    """

    locale: Locale
    title: str
    description: str
    leaves: Sequence[Leaf]
    contents: dict[str, str] = field(default_factory=dict)
    unbound: Collection[str] = ()
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sheets(self) -> Iterator[Sheet]:
        """Yield its pages with their HTML, in the order of the book."""
        for leaf in self.leaves:
            if leaf.url in self.contents:
                yield Sheet(leaf, self.contents[leaf.url])

    def bound(self) -> Iterator[Sheet]:
        """Yield the pages that a book has, with their HTML, in its order."""
        yield from (sheet for sheet in self.sheets() if sheet.leaf.url not in self.unbound)
