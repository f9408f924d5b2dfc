"""What an entry of a .bib file says, and a problem in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from leidraad.bibliography.people import Person

_LANGUAGES = {
    "en": "american australian british canadian english newzealand ukenglish usenglish eng",
    "nl": "dutch nederlands nld dut flemish vlaams",
    "de": "german ngerman austrian naustrian swissgerman nswissgerman deutsch deu ger",
    "fr": "french francais français acadian canadien fra fre",
    "es": "spanish español spa",
    "it": "italian ita",
    "la": "latin lat",
    "da": "danish dan",
    "sv": "swedish swe",
    "no": "norsk nynorsk norwegian nor",
    "pt": "portuguese brazil brazilian portuges por",
    "el": "greek polutonikogreek ell gre grc",
    "he": "hebrew heb",
    "ru": "russian rus",
    "af": "afrikaans afr",
    "fy": "frisian fry",
}
MARKS = ("?", "!")
"""What ends a title, behind which no colon comes."""
_TAGS = {name: tag for tag, names in _LANGUAGES.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One source; its `kind` is the entry's type, its lines and columns count from 1."""

    key: str
    kind: str
    line: int
    fields: Mapping[str, str]
    field_lines: Mapping[str, int]
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    column: int = 1
    field_columns: Mapping[str, int] = field(default_factory=dict)
    inherited: frozenset[str] = frozenset()
    tied_to: str = ""

    @property
    def year(self) -> str:
        """Return the year in four digits, of a range the first, or nothing."""
        found = re.search(r"(?<!\d)\d{4}(?!\d)", self.fields.get("date") or self.fields.get("year", ""))
        return found.group() if found else ""

    @property
    def lang(self) -> str:
        """Return the language as BCP 47 names it, without region, or nothing."""
        told = (self.fields.get("langid") or self.fields.get("language", "")).casefold().strip()
        if told in _TAGS:
            return _TAGS[told]
        tag = re.match(r"([a-z]{2,3})(?![a-z])", told)
        return _TAGS.get(tag.group(1), tag.group(1)) if tag else ""

    @property
    def title(self) -> str:
        """Return the title, without subtitle."""
        return self.fields.get("title", "")

    def titled(self, title: str = "title", subtitle: str = "subtitle") -> str:
        """Return a title and its subtitle, behind a colon unless the title ends with a mark of its own."""
        main, more = self.fields.get(title, ""), self.fields.get(subtitle, "")
        return f"{main}{' ' if main.endswith(MARKS) else ': '}{more}" if main and more else main or more

    @property
    def work(self) -> str:
        """Return the key that stands for the work of which this is an edition."""
        return self.tied_to or self.key

    def place(self, name: str) -> tuple[int, int]:
        """Return line and column of a field's value; the entry's, if it has none of its own."""
        if name not in self.field_columns:
            return self.field_lines.get(name, self.line), self.column if name not in self.field_lines else 1
        return self.field_lines[name], self.field_columns[name]


class Problem(NamedTuple):
    """What is wrong with a .bib file, and where."""

    line: int
    column: int
    code: str
    message: str
