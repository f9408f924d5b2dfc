"""Citations that differ in a page alone, which are one for pandoc: it takes its time for each, however alike.

A number that is found nowhere else stands in for the page, and is what a style prints of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from leidraad import patterns

# What stands behind a key, up to where the next begins: `, page 11`.
_PLACE = patterns.lazy(r"(@(?:\{[^{}]*\}|[^\s,;\]{}]+),\s*[^\s\d,;\]]+\s+)([1-9]\d{0,6})(?=\s*[;\]])")
# The only thing in a style that prints a number otherwise than as it stands: as an ordinal, or a Roman one.
_NUMBERED = patterns.lazy(rb'<number\b[^>]*\bvariable="locator"')


class Folded(NamedTuple):
    """Citations as they are printed.

    Attributes:
        texts: those that differ in more than a page, each once.
        places: for each citation, where in `texts` it is, and its page.
    """

    texts: list[str]
    places: list[tuple[int, str]]


def stand_in(digest: str) -> str:
    """Return the number for a bibliography: 15 digits of a digest of all that is in it."""
    return f"1{int(digest[:11], 16):014d}"


def fold(citations: Iterable[str], number: str, csl: bytes) -> Folded:
    """Return citations with a number for the page, where they have one.

    Args:
        citations: as pandoc reads them; a place has its word: `[@bowlby1988, page 11]`.
        number: what stands in for the page.
        csl: the style that prints them.
    """
    is_plain = not _NUMBERED.search(csl)
    known: dict[str, int] = {}
    places: list[tuple[int, str]] = []
    for citation in citations:
        found = [*_PLACE.finditer(citation)] if is_plain else []
        text, page = citation, ""
        # With two pages, it is as good as none that another has the same two works.
        if len(found) == 1:
            (place,) = found
            page = place[2]
            text = f"{citation[: place.start(2)]}{number}{citation[place.end(2) :]}"
        places.append((known.setdefault(text, len(known)), page))
    return Folded([*known], places)


def unfold(printed: str, number: str, page: str) -> Any:
    """Return what was printed, with a page for the number that stands in for it.

    Args:
        printed: the JSON of it.
        number: what stands in for the page.
        page: the page of a citation; nothing where it has none.
    """
    return json.loads(printed.replace(number, page) if page else printed)
