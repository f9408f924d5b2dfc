"""Admonitions and tabs, as Material's users write them: what they are built of, and the words in them."""

from __future__ import annotations

import re

from leidraad import patterns
from leidraad.errors import counted
from leidraad.translations.shapes import rows_within

KINDS = ("div", "details")
"""What the reader calls them, by the elements that their extensions make."""
_HEAD = patterns.lazy(
    r"^[ \t]*(?P<mark>!!!|\?\?\?\+?|===[!+]*)(?P<type>[^\n\"]*)(?:\"(?P<title>.*)\")?[ \t]*$", re.MULTILINE
)
_BREAK = patterns.lazy(r"\n[ \t]*\n")
_ITEM = patterns.lazy(r"^[ \t]*(?:[-+*]|\d+[.)])[ ]+", re.MULTILINE)


def shape_of_box(source: str) -> str:
    """Return which admonitions and how many tabs, paragraphs and items there are.

    A title is none of it: where the one that Material gives is that of the language, there need be none.
    """
    heads = [*_HEAD.finditer(source)]
    told = [" ".join(head["type"].split()) for head in heads if not head["mark"].startswith("=")]
    if tabs := len(heads) - len(told):
        told.append(counted(tabs, "tab"))
    blocks = [block for block in _BREAK.split(_HEAD.sub("\n", source)) if block.strip()]
    items = len(_ITEM.findall(source))
    told.append(counted(sum(not _ITEM.match(block.lstrip("\n")) for block in blocks), "paragraph"))
    return ", ".join(told + ([counted(items, "item")] if items else []) + rows_within(source))


def words_of_box(source: str) -> str:
    """Return the text of admonitions and tabs, each title as a line of its own."""
    return _HEAD.sub(lambda head: f"\n{head['title'] or ''}\n", source)
