"""The notes of a chapter, one by one: lines cut where the next number stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.manuscript.lines import HYPHENS, ends_sentence
from leidraad.manuscript.pdf.feet import number
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.paras import Para
from leidraad.manuscript.pdf.rows import RAISED, Row


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it is printed: its number or sign, and its lines."""

    number: str
    rows: tuple[Row, ...]


def split(rows: Sequence[Row]) -> tuple[list[Printed], list[Row]]:
    """Return the notes that lines hold, and the lines before the first of them."""
    notes: list[tuple[str, list[Row]]] = []
    rest: list[Row] = []
    for row in rows:
        found = number(row)
        if found is not None and (not notes or _starts(row, found, notes)):
            notes.append((found, [row]))
        elif notes:
            notes[-1][1].append(row)
        else:
            rest.append(row)
    return [Printed(printed, tuple(lines)) for printed, lines in notes], rest


def begins_list(paras: Sequence[Para]) -> bool:
    """Tell whether a list of notes starts with the first paragraph: all in its type is numbered."""
    first = paras[0]
    if not re.match(rf"\[?\d|{RAISED}", first.text):
        return False
    found, rest = split([row for para in paras if same_size(para.first, first.first) for row in para.rows])
    return bool(found) and not rest


def _starts(row: Row, found: str, notes: Sequence[tuple[str, Sequence[Row]]]) -> bool:
    """Tell whether a line that begins with a number begins a note."""
    printed, lines = notes[-1]
    above = lines[-1]
    if row.page != above.page and found == "1":
        return True
    if not (found.isdigit() and printed.isdigit()):
        return row.text.startswith(RAISED) or not found.isdigit()
    if row.text.startswith(RAISED) and notes[0][1][0].text.startswith(RAISED):
        return True
    if above.text[-1] in HYPHENS and above.text[-2:-1].isalnum():
        return False
    # A year or a page number may begin a line as well: only one of the next numbers can be a note's.
    if not int(printed) < int(found) <= int(printed) + 3:
        return False
    if int(found) == int(printed) + 1 and ends_sentence(above.plain):
        return True
    hangs = len(lines) > 1 and abs(lines[1].x0 - lines[0].x0) > 0.3 * row.size
    if hangs:
        return abs(row.x0 - lines[0].x0) <= 0.3 * row.size
    return int(found) == int(printed) + 1 or ends_sentence(above.plain)
