"""The table of contents at the front of a book."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leidraad import locales, patterns
from leidraad.manuscript.lines import Line, ends_sentence

_AT_FRONT = 400
_LEAST_ENTRIES = 3
_PAGE = patterns.lazy(r"[\s.·…_]*(?:\s|[.·…_]{2})(\d{1,4}|[ivxlc]{1,6})$")
_ONLY_NUMBERS = patterns.lazy(r"(?:(?:\d{1,4}|[ivxlc]{1,6})\s*)+")


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of a table of contents, by index, and the chapters that it lists."""

    lines: frozenset[int] = frozenset()
    entries: tuple[str, ...] = ()


def find(lines: Sequence[Line], lang: str) -> Contents:
    """Return the table of contents under its heading near the front of a text."""
    headings = locales.load(lang).say("import", "contents_headings").split()
    for index, line in enumerate(lines[:_AT_FRONT]):
        if re.sub(r"^table of ", "", line.text.lower()).strip(" :.") in headings:
            found = _read(lines, index)
            if len(found.entries) >= _LEAST_ENTRIES:
                return found
    return Contents()


def _read(lines: Sequence[Line], heading: int) -> Contents:
    """Return the entries under a heading, up to the first line that is none."""
    known: list[tuple[str, int]] = []
    inside = [heading]
    # What stands under the last page number is no entry any more.
    last = heading, 0
    pages = page = 0
    fresh = False
    for index in range(heading + 1, len(lines)):
        line = lines[index]
        fresh |= line.starts_page
        if not line.text:
            continue
        match = _PAGE.search(line.text)
        title = line.text[: match.start()].strip() if match else line.text
        is_number = bool(_ONLY_NUMBERS.fullmatch(line.text))
        if match and match[1].isdigit() and not is_number:
            # Pages only go up: `Chapter 1` after the last entry is where the text begins.
            if int(match[1]) < page:
                break
            page = int(match[1])
        if not is_number and not match:
            repeats = any(title.lower() in entry.lower() for entry, _ in known)
            if ends_sentence(title) or repeats or (fresh and pages):
                break
        pages += bool(match) or is_number
        inside.append(index)
        if not is_number:
            known.append((title, line.indent))
        if match or is_number:
            last = index, len(known)
        fresh = False
    known = known[: last[1]]
    # Where the layout tells levels apart, the chapters stand furthest to the left.
    left = min((indent for _, indent in known), default=0) + 1
    entries = tuple(title for title, indent in known if indent <= left)
    return Contents(frozenset(i for i in inside if i <= last[0]), entries)
