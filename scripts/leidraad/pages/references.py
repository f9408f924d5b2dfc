"""What a site shows of its sources: citations, and the page that lists every work."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string
from mkdocs.utils import get_relative_url

from leidraad import patterns
from leidraad.bibliography.entries import Bibliography, Entry
from leidraad.bibliography.printing import Printed, print_citations
from leidraad.dialect import citing
from leidraad.dialect.notes import Arrival
from leidraad.locales import Locale
from leidraad.storage import caching

MARKER = patterns.lazy(r"<!--\s*leidraad bibliography\s*-->")
"""Where a page of the handbook shows the list of works."""


class CitingPage(NamedTuple):
    """A page as it is built: its address in the site, its title, and what on it leads to each work.

    `lang` is its language where that is not the site's, as it stands in for a translation.
    """

    url: str
    title: str
    works: Mapping[str, Sequence[Arrival]]
    lang: str = ""


class References:
    """The works that one language of a site cites."""

    def __init__(
        self,
        texts: Iterable[str],
        bibliography: Bibliography,
        locale: Locale,
        *,
        style: Path | None = None,
        cache: Path | None = None,
    ):
        """Print every citation in `texts` in one go; one of an unknown work is left as it is.

        Raises:
            LeidraadError: the style or pandoc cannot be used.
        """
        self.bibliography = bibliography
        self.locale = locale
        sources: set[str] = set()
        self._read: dict[str, citing.Citation | None] = {}
        for text in texts:
            for found in re.finditer(citing.CITATION, text):
                citation = self.read(found[0])
                if citation and all(cite.key in bibliography.entries for cite in citation.cites):
                    sources.add(citation.source)
        self.printed: Printed | None = None
        if sources:
            self.printed = print_citations(
                sorted(sources), bibliography, locale=locale, style=style, cache=cache
            )

    def __getstate__(self) -> dict[str, Any]:
        """Return what is kept of it: what was read of each citation is read anew where it is asked for."""
        return {**vars(self), "_read": {}}

    def read(self, written: str) -> citing.Citation | None:
        """Return the citation that a text in brackets is, or None; its works may be unknown."""
        if written not in self._read:
            self._read[written] = citing.parse(written, self.locale)
        return self._read[written]

    def cite(self, source: str) -> Element | None:
        """Return the element that prints a citation, or None for one that is not known."""
        return self.printed.notes.get(source) if self.printed else None

    def told(self, written: str) -> str:
        """Return what is the same only if what brackets in a text print is; nothing for no known citation."""
        citation = self.read(written)
        return self.printed.told.get(citation.source, "") if citation and self.printed else ""

    def print_as(self, others: References) -> bool:
        """Tell whether all citations that others have too print what they do there, and list the works so."""
        if self is others or self.printed is others.printed:
            return True
        if self.printed is None or others.printed is None or self.printed.order != others.printed.order:
            return False
        return all(self.printed.told.get(each, told) == told for each, told in others.printed.told.items())

    def entries(self, works: Iterable[str]) -> list[Entry]:
        """Return the works that are in the bibliography, of these keys."""
        return [self.bibliography.entries[key] for key in works if key in self.bibliography.entries]

    def is_asked(self, content: str) -> bool:
        """Tell whether a page asks for the list of works."""
        return bool(MARKER.search(content))

    def fill(self, url: str, content: str, pages: Sequence[CitingPage]) -> str:
        """Return the HTML of a page with the list of works in place of its marker.

        Args:
            url: the address of the page.
            content: its HTML.
            pages: every page of the language.
        """
        if not self.is_asked(content):
            return content
        places: dict[str, list[str]] = defaultdict(list)
        for page in pages:
            for key, arrivals in page.works.items():
                # Who reads the list knows that it is here.
                places[key] += [_places(page, arrivals, url)] if page.url != url else []
        listed = "\n".join(self._item(key, places[key]) for key in self._order() if key in places)
        return MARKER.sub(lambda _: f'<ul class="leidraad-works">\n{listed}\n</ul>', content)

    def _order(self) -> Sequence[str]:
        return self.printed.order if self.printed else ()

    def _item(self, key: str, places: Sequence[str]) -> str:
        assert self.printed is not None
        work = to_html_string(self.printed.works[key])
        where = self.locale.say("notes", "cited_in", places="; ".join(places))
        told = f'<p class="leidraad-works__places" data-unsearched>{where}</p>' if places else ""
        return f'<li id="work-{html.escape(key)}">{work}{told}</li>'


def cited(text: str) -> str:
    """Return what tells which citations stand in a text, also where no reader sees them."""
    return caching.fingerprint(sorted({found[0] for found in re.finditer(citing.CITATION, text)}))


def _places(page: CitingPage, arrivals: Iterable[Arrival], url: str) -> str:
    """Return links to where a page cites a work, one for each heading or callout that it does so under."""
    links: dict[str, str] = {}
    for arrival in arrivals:
        address = html.escape(f"{get_relative_url(page.url, url)}#{arrival.anchor}")
        links.setdefault(arrival.place, f'<a href="{address}">{html.escape(arrival.place or page.title)}</a>')
    title = links.pop("", html.escape(page.title))
    told = f"<cite>{title}</cite>" + (f": {', '.join(links.values())}" if links else "")
    return f'<span lang="{page.lang}">{told}</span>' if page.lang else told
