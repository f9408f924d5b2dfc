"""What a site shows of its sources: citations, the page that lists every work, and how to cite a chapter."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string
from mkdocs.utils import get_relative_url

from leidraad import citing
from leidraad.bibliography.entries import Bibliography, Entry
from leidraad.bibliography.printing import Printed, print_citations
from leidraad.locales import Locale

MARKER = re.compile(r"<!--\s*leidraad bibliography\s*-->")
"""Where a page of the handbook shows the list of works."""

_PLACE = re.compile(
    r'<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<sup id="(?P<id>fnref:(?P<note>[^"]+))"', re.DOTALL
)
_LINK = re.compile(r'<a class="headerlink".*?</a>|<sup.*?</sup>|<[^>]*>', re.DOTALL)
_TYPES = {
    "book": "Book",
    "mvbook": "Book",
    "collection": "Book",
    "article": "ScholarlyArticle",
    "thesis": "Thesis",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is built: its address in the site, its title, and its HTML."""

    url: str
    title: str
    content: str


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
        self.sources: dict[str, citing.Citation] = {}
        for text in texts:
            for found in re.finditer(citing.CITATION, text):
                citation = citing.parse(found[0], locale)
                if citation and all(cite.key in bibliography.entries for cite in citation.cites):
                    self.sources[citation.source] = citation
        self.printed: Printed | None = None
        if self.sources:
            sources = sorted(self.sources)
            self.printed = print_citations(sources, bibliography, lang=locale.code, style=style, cache=cache)

    def cite(self, source: str) -> Element | None:
        """Return the element that prints a citation, or None for one that is not known."""
        return self.printed.notes.get(source) if self.printed else None

    def shown(self, content: str, notes: Mapping[str, Sequence[str]]) -> list[Entry]:
        """Return the works that a page cites, from its HTML and the keys that each of its notes cites."""
        ids = [html.unescape(place["note"]) for place in _PLACE.finditer(content) if place["note"]]
        keys = dict.fromkeys(key for note in ids for key in notes.get(note, ()))
        return [self.bibliography.entries[key] for key in keys if key in self.bibliography.entries]

    def fill(self, url: str, content: str, pages: Sequence[tuple[Shown, Mapping[str, Sequence[str]]]]) -> str:
        """Return the HTML of a page with the list of works in place of its marker.

        Args:
            url: the address of the page.
            content: its HTML.
            pages: every page, with the keys that each of its notes cites.
        """
        if not MARKER.search(content):
            return content
        places: dict[str, list[str]] = defaultdict(list)
        for page, notes in pages:
            for key, links in _places(page, notes, url).items():
                title = f"<cite>{html.escape(page.title)}</cite>"
                places[key].append(f"{title}: {', '.join(links)}")
        listed = "\n".join(self._item(key, places[key]) for key in self._order() if key in places)
        return MARKER.sub(lambda _: f'<ul class="leidraad-works">\n{listed}\n</ul>', content)

    def _order(self) -> Sequence[str]:
        return self.printed.order if self.printed else ()

    def _item(self, key: str, places: Sequence[str]) -> str:
        assert self.printed is not None
        work = to_html_string(self.printed.works[key])
        where = self.locale.say("notes", "cited_in", places="; ".join(places))
        return (
            f'<li id="work-{html.escape(key)}">{work}'
            f'<p class="leidraad-works__places" data-pagefind-ignore>{where}</p></li>'
        )


def _places(page: Shown, notes: Mapping[str, Sequence[str]], url: str) -> dict[str, list[str]]:
    """Return links to where a page cites each work, one for each heading that it does so under."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    heading = page.title
    for place in _PLACE.finditer(page.content):
        if place["heading"] is not None:
            heading = html.unescape(_LINK.sub("", place["heading"])).strip()
            continue
        for key in notes.get(html.unescape(place["note"]), ()):
            link = f"{get_relative_url(page.url, url)}#{place['id']}"
            found[key].setdefault(heading, f'<a href="{link}">{html.escape(heading)}</a>')
    return {key: list(links.values()) for key, links in found.items()}


def schema(
    title: str, lang: str, url: str, book: str, author: str, changed: str, works: Sequence[Entry]
) -> str:
    """Return a chapter and its sources as JSON-LD (schema.org), fit for a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": title,
        "inLanguage": lang,
        "isPartOf": {"@type": "Book", "name": book},
        "url": url,
        "author": {"@type": "Person", "name": author} if author else None,
        "dateModified": changed,
        "citation": [_work(entry) for entry in works],
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _work(entry: Entry) -> dict[str, Any]:
    subtitle = entry.fields.get("subtitle", "")
    people = entry.authors or entry.editors
    doi = entry.fields.get("doi", "").removeprefix("https://doi.org/")
    data = {
        "@type": _TYPES.get(entry.kind, "CreativeWork"),
        "name": f"{entry.title}: {subtitle}" if subtitle else entry.title,
        "author": [{"@type": "Person", "name": f"{p.given} {p.family}".strip()} for p in people],
        "datePublished": entry.year,
        "inLanguage": entry.lang,
        "sameAs": f"https://doi.org/{doi}" if doi else "",
    }
    return {name: value for name, value in data.items() if value}


def cite_chapter(
    title: str, number: int, url: str, book: str, author: str, year: str, locale: Locale
) -> dict[str, str]:
    """Return how a chapter is cited: as text, and as an entry for a .bib file."""
    parts = [
        author,
        f"‘{title}’",
        f"{locale.say('notes', 'in_book')} {book}" + (f" ({year})" if year else ""),
        url,
    ]
    fields = {
        "author": author,
        "title": title,
        "booktitle": book,
        "chapter": str(number),
        "date": year,
        "url": url,
        "langid": {"nl": "dutch", "en": "english"}.get(locale.code, locale.code),
    }
    rows = ",\n".join(f"  {name:<9} = {{{_braced(value)}}}" for name, value in fields.items() if value)
    key = re.sub(r"[^a-z0-9]+", "", url.rstrip("/").rpartition("/")[2].lower()) or f"chapter{number}"
    return {
        "text": ", ".join(part for part in parts if part) + ".",
        "bibtex": f"@incollection{{{key},\n{rows}\n}}",
    }


def _braced(text: str) -> str:
    """Return a text as the value of a field: what LaTeX would read as a command is escaped."""
    text = text.replace("{", "").replace("}", "")
    return re.sub(r"[&%$#_](?![^ ]*//)", r"\\\g<0>", text) if "://" not in text else text
