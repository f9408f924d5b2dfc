"""Entries as a .bib file for pandoc: what is printed of them, and nothing that could break it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from leidraad import patterns
from leidraad.bibliography import latex, numbers, people
from leidraad.bibliography.entries import Entry
from leidraad.bibliography.entry import MARKS

# Stands for "and others"; who prints it puts the language's own words there.
OTHERS = "\ue000"

# Braces within keep the letters as they were written: pandoc takes capitals for those of an English title.
_TITLES = "title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle origtitle"
_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "maintitle": "mainsubtitle"}
_TEXTS = (
    "journaltitle journal journalsubtitle issuetitle shortjournal series volume volumes number issue edition "
    "publisher location address institution school organization howpublished note addendum eventtitle venue "
    "origpublisher origlocation version chapter part isbn issn entrysubtype eprint eprinttype"
)
_BODIES = "publisher institution school organization origpublisher"
_DATES = "date year urldate origdate eventdate"
_NAMES = "translator bookauthor holder"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_KEY = patterns.lazy(r"[\w.:;?!`'()/*@+=\-\[\]&]+")
_KINDS = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", ""),
}


def citable(key: str) -> bool:
    """Tell whether pandoc can hold a key."""
    return bool(_KEY.fullmatch(key))


def write(entries: Iterable[Entry], words: Mapping[str, str]) -> str:
    """Return entries as a .bib file that pandoc reads without fail.

    Args:
        entries: the works.
        words: what biblatex has a key for, such as `phdthesis`; pandoc would print it as it stands.
    """
    return "\n".join(_entry(entry, words) for entry in entries)


def _entry(entry: Entry, words: Mapping[str, str]) -> str:
    fields = entry.fields
    kind, key = _KINDS.get(entry.kind, (entry.kind, ""))
    told = {name: f"{{{latex.escape(fields[name])}}}" for name in _TITLES.split() if fields.get(name)}
    for title, subtitle in _SUBTITLES.items():
        # Within braces, pandoc sees no mark that ends a title.
        if subtitle in told and fields.get(title, "").endswith(MARKS):
            told[title] = f"{{{latex.escape(entry.titled(title, subtitle))}}}"
            del told[subtitle]
    told |= {name: latex.escape(fields[name]) for name in _TEXTS.split() if fields.get(name)}
    # Of these, "and" makes a list; here it is part of a name, such as William Blackwood and Sons.
    told |= {name: f"{{{told[name]}}}" for name in _BODIES.split() if " and " in told.get(name, "")}
    told |= {name: re.sub(r"[^\w/.:? ,~-]", "", fields[name]) for name in _DATES.split() if fields.get(name)}
    for name in _NAMES.split():
        if fields.get(name):
            told[name] = people.write(people.read(latex.escape(fields[name])))
    for name, named in ("author", entry.authors), ("editor", entry.editors):
        if named:
            others = f" and {{{OTHERS}}}" if fields.get(name, "").lower().endswith(" and others") else ""
            told[name] = people.write(named) + others
    if fields.get("pages"):
        told["pages"] = re.sub(r"\s*[\u2012-\u2015]\s*", "--", latex.escape(fields["pages"]))
    month = fields.get("month", "").lower()[:3]
    if month in _MONTHS.split():
        month = str(_MONTHS.split().index(month) + 1)
    if month.isdecimal() and 1 <= int(month) <= 12:
        told["month"] = month
    genre = fields.get("type", key)
    if genre:
        told["type"] = latex.escape(words.get(genre, genre))
    state = fields.get("pubstate", "")
    if state:
        told["pubstate"] = latex.escape(words.get(state.lower(), state))
    if numbers.is_web(fields.get("url", "")):
        told["url"] = fields["url"]
    else:
        told.pop("urldate", None)
    if numbers.is_doi(fields.get("doi", "")):
        told["doi"] = re.sub(r"[\\{}<>\"%#]", lambda m: f"%{ord(m.group()):02X}", numbers.doi(fields["doi"]))
    kind = re.sub(r"[^a-z]", "", kind) or "misc"
    return "".join(
        [f"@{kind}{{{entry.key},\n", *(f"  {n} = {{{v}}},\n" for n, v in told.items() if v), "}\n"]
    )
