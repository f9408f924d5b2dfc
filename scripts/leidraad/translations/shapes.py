"""What must be the same in every language of a list, a table or a quotation, in words."""

from __future__ import annotations

import re
from collections import Counter

from leidraad.errors import counted

_ITEM = re.compile(
    r"^(?P<indent>[ >\t]*)(?:[-+*]|(?P<number>\d+[.)]))[ ]+(?P<task>\[[ xX]\][ ])?", re.MULTILINE
)
_MORE = re.compile(r"^[ >\t]*\n[>]?(?:[ ]{4,}|\t)[ \t]*(?![-+*][ ]|\d+[.)][ ]|[ \t\n])", re.MULTILINE)
_DEFINITION = re.compile(r"^:[ \t]", re.MULTILINE)
_TERM = re.compile(r"^(?![ \t:])\S.*\n\s*(?=:[ \t])", re.MULTILINE)
_BREAK = re.compile(r"\n[ >]*\n")
_CELLS = re.compile(r"(?<!\\)\|")
_LEVEL = 4


def shape_of_list(source: str) -> str:
    """Return how many items a list has, on which levels, and how many are numbered, ticked or longer."""
    items = [*_ITEM.finditer(source)]
    levels = Counter(len(item["indent"].expandtabs(_LEVEL)) // _LEVEL + 1 for item in items)
    told = [counted(len(items), "item")]
    told += [f"{count} on level {level}" for level, count in sorted(levels.items()) if level > 1]
    if numbered := sum(bool(item["number"]) for item in items):
        told.append(f"{numbered} numbered")
    if ticked := [str(at) for at, item in enumerate(items, 1) if "x" in (item["task"] or "").lower()]:
        told.append(f"ticked: {' and '.join(ticked)}")
    if more := len(_MORE.findall(source)):
        told.append(counted(more, "more paragraph"))
    return ", ".join(told)


def shape_of_definitions(source: str) -> str:
    """Return how many terms and definitions a list of those has."""
    terms, definitions = len(_TERM.findall(source)), len(_DEFINITION.findall(source))
    return f"{counted(terms, 'term')}, {counted(definitions, 'definition')}"


def shape_of_table(source: str) -> str:
    """Return how many rows, that of the heads aside, and columns a table has."""
    rows = [row for row in source.split("\n") if row.strip()]
    columns = len(_CELLS.split(rows[0].strip().strip("|"))) if rows else 0
    return f"{counted(max(len(rows) - 1, 0), 'row')}, {counted(columns, 'column')}"


def paragraphs(source: str) -> str:
    """Return how many paragraphs a quotation or a note has."""
    return counted(sum(bool(part.strip(" >\n")) for part in _BREAK.split(source)), "paragraph")
