"""What changed between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from leidraad import patterns

_TOKEN = patterns.lazy(r"\s+|\w+|[^\w\s]")

Change = tuple[Literal["same", "gone", "new"], str]


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield the pieces of both texts in order; the `same` and `new` ones make up the new text."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            yield "same", "".join(after[c:d])
            continue
        if gone := "".join(before[a:b]):
            yield "gone", gone
        if added := "".join(after[c:d]):
            yield "new", added
