"""How a chapter is cited, told to people, and what it is and what it cites, told to programs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leidraad.bibliography import latex, numbers, people
from leidraad.bibliography.entries import Entry, Person
from leidraad.locales import Locale

# The type of an entry, and of what it is a part of where it is one.
_TYPES = {
    "article": ("ScholarlyArticle", "Periodical"),
    "book": ("Book", "Book"),
    "bookinbook": ("Book", "Book"),
    "booklet": ("Book", ""),
    "collection": ("Book", "Book"),
    "conference": ("ScholarlyArticle", "Book"),
    "dataset": ("Dataset", ""),
    "electronic": ("WebPage", ""),
    "inbook": ("Chapter", "Book"),
    "incollection": ("Chapter", "Book"),
    "inproceedings": ("ScholarlyArticle", "Book"),
    "inreference": ("Chapter", "Book"),
    "manual": ("Book", ""),
    "mastersthesis": ("Thesis", ""),
    "mvbook": ("Book", ""),
    "mvcollection": ("Book", ""),
    "online": ("WebPage", ""),
    "periodical": ("Periodical", ""),
    "phdthesis": ("Thesis", ""),
    "proceedings": ("Book", ""),
    "reference": ("Book", ""),
    "report": ("Report", ""),
    "software": ("SoftwareApplication", ""),
    "suppbook": ("Chapter", "Book"),
    "techreport": ("Report", ""),
    "thesis": ("Thesis", ""),
    "www": ("WebPage", ""),
}
_WHOLE = ("booktitle", "journaltitle", "journal", "maintitle")
_BODIES = ("institution", "organization", "school")


class Described(NamedTuple):
    """What a chapter says of itself.

    Attributes:
        title: its title, as text.
        name: what it is called in its address, without a number.
        number: which chapter it is.
        url: its whole address, or "" where the site has none.
        book: the title of the book.
        authors: who wrote it.
        changed: the day of its last change (ISO 8601), or "".
    """

    title: str
    name: str
    number: int
    url: str
    book: str
    authors: tuple[Person, ...]
    changed: str


def schema(chapter: Described, lang: str, works: Sequence[Entry]) -> str:
    """Return a chapter and the works that it cites as JSON-LD (schema.org), fit for a script element."""
    data = {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "@id": chapter.url,
        "name": chapter.title,
        "inLanguage": lang,
        "isPartOf": {"@type": "Book", "name": chapter.book},
        "position": chapter.number,
        "url": chapter.url,
        "author": _people(chapter.authors),
        "dateModified": chapter.changed,
        "citation": [_work(entry) for entry in works],
    }
    text = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _work(entry: Entry) -> dict[str, Any]:
    kind, whole = _TYPES.get(entry.kind, ("CreativeWork", ""))
    fields = entry.fields
    within = next((fields[name] for name in _WHOLE if fields.get(name)), "") if whole else ""
    doi = f"https://doi.org/{numbers.doi(fields['doi'])}" if numbers.is_doi(fields.get("doi", "")) else ""
    web = fields.get("url", "")
    bodies = [fields[name] for name in _BODIES if fields.get(name)] if not entry.authors else []
    return _filled(
        {
            "@type": kind,
            "@id": doi,
            "name": entry.titled(),
            "author": _people(entry.authors) or [{"@type": "Organization", "name": body} for body in bodies],
            "editor": _people(entry.editors),
            "datePublished": entry.year,
            "inLanguage": entry.lang,
            "isPartOf": {"@type": whole, "name": within} if within else "",
            "url": doi or (web if re.match(r"(?i)https?://", web) else ""),
        }
    )


def _people(named: Sequence[Person]) -> list[dict[str, str]]:
    """Return people; a name in one piece is that of an organisation."""
    return [
        {"@type": "Person", "name": person.name, "givenName": person.given, "familyName": person.family}
        if person.given
        else {"@type": "Organization", "name": person.family}
        for person in named
    ]


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def cite(chapter: Described, locale: Locale) -> dict[str, str]:
    """Return how a chapter is cited: as HTML for people, and as an entry for a .bib file."""
    return {"text": _cite_text(chapter, locale), "bibtex": _bibtex(chapter, locale)}


def _cite_text(chapter: Described, locale: Locale) -> str:
    start, end, inner_start, inner_end = locale.tables["printing"]["quotes"].split()
    # A quotation within a quotation.
    inner = rf"{inner_start}\1{inner_end}"
    title = re.sub(rf"{start}([^{start}{end}]*){end}(?!\w)", inner, _curled(chapter.title))
    names = [person.name for person in chapter.authors]
    who = f" {locale.say('notes', 'and')} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    year = f" ({chapter.changed[:4]})" if chapter.changed else ""
    book = f"{html.escape(locale.say('notes', 'in_book'))} <em>{html.escape(chapter.book)}</em>{year}"
    url = html.escape(chapter.url)
    parts = [
        html.escape(who, quote=False),
        f"{start}{html.escape(title, quote=False)}{end}",
        book,
        f'<a href="{url}">{url}</a>' if url else "",
    ]
    return ", ".join(filter(None, parts)) + "."


def _curled(text: str) -> str:
    """Return a text with a book's quotation marks: LaTeX takes straight ones for something else."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def _bibtex(chapter: Described, locale: Locale) -> str:
    fields = {
        "author": people.write(chapter.authors),
        "title": latex.escape(_curled(chapter.title)),
        "booktitle": latex.escape(_curled(chapter.book)),
        "chapter": str(chapter.number),
        "date": chapter.changed[:4],
        "url": re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", chapter.url),
        "langid": locale.tables["printing"]["biblatex"],
    }
    rows = ",\n".join(f"  {name:<9} = {{{value}}}" for name, value in fields.items() if value)
    return f"@incollection{{{chapter.name},\n{rows}\n}}"
