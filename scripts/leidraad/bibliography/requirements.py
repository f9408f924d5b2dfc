"""What an entry needs to be found again, by its type."""

from __future__ import annotations

from leidraad.bibliography.entries import Entry

# Each line of a type is a need; any of the fields in it meets it. After biblatex's manual, 2.1.1, with
# the names that BibTeX has for the same.
_DATE = "date year"
_SOMEDAY = "date year urldate"
_BOOK = ("author editor", "title", _DATE)
_EDITED = ("editor author", "title", _DATE)
_PART = ("author", "title", "booktitle", _DATE)
_LOOSE = ("author editor organization institution", "title", _SOMEDAY)
_NEEDS = {
    "article": ("author", "title", "journaltitle journal", _DATE),
    "book": _BOOK,
    "mvbook": _BOOK,
    "booklet": _BOOK,
    "collection": _EDITED,
    "mvcollection": _EDITED,
    "reference": _EDITED,
    "mvreference": _EDITED,
    "proceedings": ("title", _DATE),
    "mvproceedings": ("title", _DATE),
    "periodical": ("title", _DATE),
    # BibTeX's @inbook is a part of a book that has one title only.
    "inbook": ("author editor", "title", "booktitle chapter pages", _DATE),
    "bookinbook": _PART,
    "suppbook": _PART,
    "incollection": _PART,
    "suppcollection": _PART,
    "inproceedings": _PART,
    "inreference": ("title", "booktitle", _DATE),
    "manual": ("title", _DATE),
    "online": ("author editor organization", "title", _SOMEDAY, "url doi eprint howpublished"),
    "misc": _LOOSE,
    "software": _LOOSE,
    "dataset": _LOOSE,
    "report": ("author editor institution organization", "title", _DATE),
    "thesis": ("author", "title", "institution school publisher", _DATE),
    "unpublished": ("author", "title", _DATE),
    "patent": ("author holder", "title", "number", _DATE),
    "set": (),
    "xdata": (),
}
_ALIASES = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "techreport": "report",
}


def missing(entry: Entry) -> list[str]:
    """Return what an entry lacks: `title`, or `date or year` where one of several will do."""
    needs = _NEEDS.get(_ALIASES.get(entry.kind, entry.kind), ("title",))
    return [" or ".join(need.split()) for need in needs if not any(entry.fields.get(n) for n in need.split())]
