"""What must be the same in every language of a list, a table, a quotation or raw HTML, in words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from leidraad import patterns
from leidraad.errors import counted

_ITEM = patterns.lazy(
    r"^(?P<indent>[ >\t]*)(?:[-+*]|(?P<number>\d+[.)]))[ ]+(?P<task>\[[ xX]\][ ])?", re.MULTILINE
)
_MORE = patterns.lazy(r"^[ >\t]*\n[>]?(?:[ ]{4,}|\t)[ \t]*(?![-+*][ ]|\d+[.)][ ]|[ \t\n])", re.MULTILINE)
_DEFINITION = patterns.lazy(r"^:[ \t]", re.MULTILINE)
_TERM = patterns.lazy(r"^(?![ \t:])\S.*\n\s*(?=:[ \t])", re.MULTILINE)
_BREAK = patterns.lazy(r"\n[ >]*\n")
_CELLS = patterns.lazy(r"(?<!\\)\|")
_LEVEL = 4
_FEW = 6
_ROW = patterns.lazy(r"^[^|\n]*\|.*$", re.MULTILINE)
_RULE = patterns.lazy(
    r"^[ >\t]*((?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-+:?[ \t]*\|)[ \t]*$",
    re.MULTILINE,
)
_ELEMENT = patterns.lazy(r"<([A-Za-z][\w-]*)")
# What a language may have within a text as it needs it, and what is compared otherwise.
_WITHIN = patterns.lazy(
    r"a|abbr|audio|b|bdi|bdo|br|cite|code|del|dfn|em|i|iframe|img|ins|kbd|mark|q|s|samp|small|source|span|strong|"
    r"sub|sup|time|track|u|var|video|wbr"
)


def shape_of_list(source: str) -> str:
    """Return how many items a list has, on which levels, and how many are numbered, ticked or longer."""
    items = [*_ITEM.finditer(source)]
    levels = [len(item["indent"].expandtabs(_LEVEL)) // _LEVEL + 1 for item in items]
    told = [counted(len(items), "item")]
    for level in sorted({*levels} - {1}):
        at = [str(number) for number, each in enumerate(levels, 1) if each == level]
        which = f"level {level} at {'/'.join(at)}"
        told.append(which if len(at) <= _FEW else f"{len(at)} on level {level}")
    if numbered := sum(bool(item["number"]) for item in items):
        told.append(f"{numbered} numbered")
    if ticked := [str(at) for at, item in enumerate(items, 1) if "x" in (item["task"] or "").lower()]:
        told.append(f"ticked: {' and '.join(ticked)}")
    if more := len(_MORE.findall(source)):
        told.append(counted(more, "more paragraph"))
    return ", ".join(told + rows_within(source))


def rows_within(source: str) -> list[str]:
    """Return how many rows, that of the heads aside, and columns the tables within another block have."""
    rules = _RULE.findall(source)
    if not rules:
        return []
    rows = len(_ROW.findall(source)) - 2 * len(rules)
    columns = sum(len(rows_of_table(rule)[0]) for rule in rules)
    return [counted(rows, "row"), counted(columns, "column")]


def _items(source: str) -> list[str]:
    """Return how many items the lists within another block have, and how many are numbered."""
    # Behind a line of text, Markdown sees no list.
    begun = (part for part in _BREAK.split(source) if _ITEM.match(part))
    found = [item for part in begun for item in _ITEM.finditer(part)]
    if not found:
        return []
    numbered = sum(bool(item["number"]) for item in found)
    return [counted(len(found), "item"), *([f"{numbered} numbered"] if numbered else [])]


def shape_of_definitions(source: str) -> str:
    """Return how many terms and definitions a list of those has."""
    terms, definitions = len(_TERM.findall(source)), len(_DEFINITION.findall(source))
    told = [counted(terms, "term"), counted(definitions, "definition")]
    if more := len(_MORE.findall(source)):
        told.append(counted(more, "more paragraph"))
    return ", ".join(told + _items(source) + rows_within(source))


def shape_of_table(source: str) -> str:
    """Return how many rows, that of the heads aside, and columns a table has, and how many empty cells."""
    rows = rows_of_table(source)
    columns = len(rows[0]) if rows else 0
    told = [counted(max(len(rows) - 2, 0), "row"), counted(columns, "column")]
    # A row may end before its last cells.
    if empty := sum(columns - sum(map(bool, map(str.strip, row[:columns]))) for row in rows):
        told.append(counted(empty, "empty cell"))
    return ", ".join(told)


def rows_of_table(source: str) -> list[list[str]]:
    """Return the cells of each row of a table; the second row shows how the columns are aligned."""
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    return [_CELLS.split(line.removeprefix("|").removesuffix("|")) for line in lines]


def items_of_list(source: str) -> list[str]:
    """Return the items of a list."""
    at = [found.start() for found in _ITEM.finditer(source)]
    return [source[start:end] for start, end in pairwise([*at, len(source)])]


def answers_of_list(source: str) -> tuple[list[str], list[str]]:
    """Return the right answers of a self-check, which are ticked, and the others; none of any other list."""
    right, wrong = list[str](), list[str]()
    for item in items_of_list(source):
        found = _ITEM.match(item)
        (right if found and "x" in (found["task"] or "").lower() else wrong).append(item)
    return (right, wrong) if right else ([], [])


def shape_of_html(source: str) -> str:
    """Return which elements raw HTML is built of; pictures and links are compared by what they lead to."""
    names = (name.lower() for name in _ELEMENT.findall(source))
    found = sorted(Counter(name for name in names if not _WITHIN.fullmatch(name)).items())
    return ", ".join(f"{count} × <{name}>" if count > 1 else f"<{name}>" for name, count in found)


def paragraphs(source: str) -> str:
    """Return how many paragraphs a quotation or a note has, and items and rows in it."""
    count = sum(bool(part.strip(" >\n")) for part in _BREAK.split(source))
    return ", ".join([counted(count, "paragraph"), *_items(source), *rows_within(source)])
