"""What is wrong with the sources themselves, whoever cites them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from leidraad import patterns
from leidraad.bibliography import numbers
from leidraad.bibliography.entries import Bibliography, Entry, Problem
from leidraad.bibliography.requirements import missing
from leidraad.errors import printable

_BOOK_TYPES = (
    "book mvbook collection mvcollection reference mvreference proceedings mvproceedings booklet manual "
    "report techreport thesis phdthesis mastersthesis misc"
)
_BOOKS = frozenset(_BOOK_TYPES.split())
_SUBTITLE = patterns.lazy(r"(?:\s*[:–—]\s|\s-\s|[.?!]\s)")
_MOST_ALIKE = 50


def problems(bibliography: Bibliography) -> Iterator[Problem]:
    """Yield every problem of a bibliography, in the order of its file."""
    found = [*bibliography.problems]
    for entry in bibliography.entries.values():
        found += _lacking(entry)
        found += _numbers(entry)
        found += _address(entry)
    found += _doubles(bibliography.entries.values())
    yield from sorted(found)


def _at(entry: Entry, field: str | None, code: str, message: str) -> Problem:
    line, column = entry.place(field) if field else (entry.line, entry.column)
    return Problem(line, column, code, printable(message))


def _own(entry: Entry, field: str) -> str:
    """Return a field that stands in the entry itself: what it inherits is its parent's affair."""
    return "" if field in entry.inherited else entry.fields.get(field, "")


def _lacking(entry: Entry) -> Iterator[Problem]:
    lacks = missing(entry)
    if lacks:
        what = " and ".join(filter(None, [", ".join(lacks[:-1]), lacks[-1]]))
        yield _at(entry, None, "LR121", f"@{entry.kind} [{entry.key}] has no {what}; add what is missing.")


def _numbers(entry: Entry) -> Iterator[Problem]:
    name = f"of [{entry.key}]"
    for number in numbers.isbns(_own(entry, "isbn"))[1] if _own(entry, "isbn") else ():
        message = f"ISBN {number} {name} is not right; copy it anew from the book."
        yield _at(entry, "isbn", "LR122", message)
    for number in numbers.wrong_issns(_own(entry, "issn")) if _own(entry, "issn") else ():
        message = f"ISSN {number} {name} is not right; copy it anew from the journal."
        yield _at(entry, "issn", "LR122", message)
    doi = _own(entry, "doi")
    if doi and not numbers.is_doi(doi):
        message = f"DOI {doi[:80]} {name} can be none; write it from 10. on, as in 10.1000/182."
        yield _at(entry, "doi", "LR123", message)
    for pages in numbers.backward_ranges(_own(entry, "pages")):
        message = f"Pages {pages[:40]} {name} run backwards; look them up and mend them."
        yield _at(entry, "pages", "LR124", message)


def _address(entry: Entry) -> Iterator[Problem]:
    url = _own(entry, "url")
    if url and not numbers.is_web(url):
        message = f"Address ‘{url[:80]}’ of [{entry.key}] is not printed; write one from https:// on."
        yield _at(entry, "url", "LR120", message)
    elif url and not (entry.fields.get("urldate") or entry.fields.get("doi")):
        message = f"[{entry.key}] has a url but no urldate; add the day on which you read it."
        yield _at(entry, "url", "LR146", message)


def _doubles(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield each entry that is the same work as one before it, and not tied to it as an edition."""
    dois: dict[str, list[Entry]] = {}
    isbns: dict[str, list[Entry]] = {}
    names: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        doi = numbers.doi(_own(entry, "doi"))
        books = numbers.isbns(_own(entry, "isbn"))[0] if entry.kind in _BOOKS and _own(entry, "isbn") else ()
        title, _ = _title(entry)
        people = entry.authors or entry.editors
        alike = [(dois.setdefault(doi, []), "DOI", _always)] if doi else []
        alike += [(isbns.setdefault(book, []), "ISBN", _same_volume) for book in sorted(books)]
        if people and entry.year and title:
            named = names.setdefault((_fold(people[0].family), entry.year, title), [])
            alike.append((named, "author, year and title", _same_title))
        said = False
        for others, why, agrees in alike:
            for other in others if not said else ():
                if other.work != entry.work and agrees(entry, other):
                    message = (
                        f"[{entry.key}] has the {why} of [{other.key}] (line {other.line}); keep one, "
                        "or tie them as editions with related and relatedtype."
                    )
                    yield _at(entry, None, "LR131", message)
                    said = True
                    break
            if len(others) < _MOST_ALIKE:
                others.append(entry)


def _always(one: Entry, other: Entry) -> bool:
    return True


def _same_volume(one: Entry, other: Entry) -> bool:
    """Tell whether two may be one book: not two volumes of a set."""
    return all(
        _fold(one.fields.get(f, "")) == _fold(other.fields.get(f, ""))
        or not (one.fields.get(f) and other.fields.get(f))
        for f in ("volume", "number", "issue", "part", "chapter")
    )


def _same_title(one: Entry, other: Entry) -> bool:
    """Tell whether two with the same main title are one work: not a book and what is in it."""
    ours, theirs = _title(one)[1], _title(other)[1]
    inside = [entry.kind.startswith(("in", "supp", "article")) for entry in (one, other)]
    return (ours == theirs or not ours or not theirs) and inside[0] == inside[1] and _same_volume(one, other)


def _title(entry: Entry) -> tuple[str, str]:
    """Return title and subtitle, as they are compared."""
    title = entry.title
    main, subtitle = title, entry.fields.get("subtitle", "")
    cut = _SUBTITLE.search(title)
    if not subtitle and cut:
        main, subtitle = title[: cut.start()], title[cut.end() :]
    return _fold(main), _fold(subtitle)


def _fold(text: str) -> str:
    """Return letters and digits only, without case and marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())
