"""Page numbers and running heads: what pages say at their edges, page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from leidraad import patterns
from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf import feet
from leidraad.manuscript.pdf.measures import Measures
from leidraad.manuscript.pdf.rows import Row

_NUMBER = patterns.lazy(
    r"[-–—|·•\[(]?\s*(?:(?:p|pag|page|pagina|blz)\.?\s*)?(?P<arabic>\d{1,4})(?:\s*(?:/|of|van)\s*\d{1,4})?\s*[-–—|·•\])]?",
    re.IGNORECASE,
)
_ROMAN = patterns.lazy(r"[-–—(\[]?\s*(?P<roman>[ivxlc]{1,8})\s*[-–—)\]]?", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SAME_PLACE = 0.25
_APART, _FAR = 1.35, 1.75
_MOST_WORDS = 16
_MOST_SIZE = 1.06
_MOST_LINES = 3
_MANY = 4


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at a page's edge that is no text, how sure that is, and why."""

    row: Row
    confidence: float
    reason: str


def find(pages: Sequence[Sequence[Row]], measures: Measures) -> list[Edge]:
    """Return the page numbers and running heads and feet of all pages."""
    found: dict[Row, Edge] = {}
    worded = [row for page in pages for row in page if _value(row) is None]
    title = max(worded, key=lambda row: row.size, default=None)
    for at in (0, -1):
        for _ in range(_MOST_LINES):
            left = [[row for row in page if row not in found] for page in pages]
            edges = _edge(left, at, measures, title)
            if not edges:
                break
            found |= {edge.row: edge for edge in edges}
    return list(found.values())


def _edge(pages: Sequence[Sequence[Row]], at: int, measures: Measures, title: Row | None) -> list[Edge]:
    """Return what the outermost lines of all pages, at the head or the foot, are if no text."""
    outer = {number: page[at] for number, page in enumerate(pages) if page}
    if at == -1:
        # The last page may end high: what stands at its edge must stand where others have it.
        outer = {number: row for number, row in outer.items() if len(pages[number]) > 1 or len(outer) > 1}
    numbered = {number: value for number, row in outer.items() if (value := _value(row)) is not None}
    offsets = Counter(value - number for number, value in numbered.items())
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    edges: list[Edge] = []
    for number, row in outer.items():
        apart = _space(pages[number], at) / measures.leading(measures.size)
        same = [
            other
            for other in outer.values()
            if other is not row and abs(other.y - row.y) <= _SAME_PLACE * measures.size
        ]
        is_number = numbered.get(number) is not None and numbered[number] - number == offset
        # A number over the title, alone of its kind, is that of the chapter.
        is_chapter = at == 0 and len(pages[number]) > 1 and pages[number][1] is title
        if (
            is_number
            and measures.ratio(row) <= _MOST_SIZE
            and (count > 1 or (apart > _APART and not is_chapter))
        ):
            sure = 0.98 if count > 1 else 0.85
            edges.append(Edge(row, sure, "a page number: at the page’s edge, in sequence"))
            continue
        if not _is_head(row, measures) or (at == -1 and _is_note(row, pages[number])):
            continue
        # Nothing runs over the head of the first page, where the title stands.
        runs = number > 0 or at == -1
        repeats = title is not None and row is not title and _alike(row, title)
        key = _key(row)
        if key and any(_key(other) == key for other in same) and row is not title and apart > 1.1:
            edges.append(Edge(row, 0.98, "a running head: other pages have the same line in the same place"))
        elif apart > _APART and title is not None and repeats and (runs or row.size < title.size):
            edges.append(Edge(row, 0.95, "a running head: the title, at the edge of a page"))
        elif apart > _APART and runs and _value(row, whole=False) is not None and len(row.words) > 1:
            edges.append(Edge(row, 0.9, "a running head: it stands beside a number, at the edge of a page"))
        elif (
            apart > _FAR
            and runs
            and _is_unlike(row, measures, pages)
            and _is_outside(row, pages, number, at, measures)
        ):
            edges.append(Edge(row, 0.8, "a running head: it stands where other pages have no text"))
    return edges


def _is_note(row: Row, page: Sequence[Row]) -> bool:
    """Tell whether a line begins with a number that is cited above it."""
    found = feet.number(row)
    return found is not None and any(found in feet.cited(other) for other in page[:-1])


def _is_unlike(row: Row, measures: Measures, pages: Sequence[Sequence[Row]]) -> bool:
    """Tell whether a line is set in other type than the text; on few pages a heading may be so too."""
    if measures.ratio(row) < 0.97:
        return True
    return len(pages) >= _MANY and (row.is_italic or row.is_capitals)


def _is_outside(row: Row, pages: Sequence[Sequence[Row]], number: int, at: int, measures: Measures) -> bool:
    """Tell whether a line stands farther out than the text of its own page and of all others does."""
    if measures.ratio(row) > 1.02 or row.is_bold:
        return False
    inner = [
        (page[1] if index == number or abs(page[0].y - row.y) < measures.size else page[0])
        if at == 0
        else (page[-2] if index == number or abs(page[-1].y - row.y) < measures.size else page[-1])
        for index, page in enumerate(pages)
        if len(page) > 1
    ]
    step = _FAR * measures.leading(measures.size)
    if at == 0:
        return all(row.y - other.y > step for other in inner)
    return all(other.y - row.y > step for other in inner)


def _space(page: Sequence[Row], at: int) -> float:
    """Return how far the outermost line of a page is from the next."""
    if len(page) < 2:
        return float("inf")
    return abs(page[at].y - page[1 if at == 0 else -2].y)


def _is_head(row: Row, measures: Measures) -> bool:
    """Tell whether a line has the form of a running head."""
    return (
        measures.ratio(row) <= _MOST_SIZE
        and len(row.words) <= _MOST_WORDS
        and not (ends_sentence(row.plain) and row.plain.rstrip()[-1:] in ".,;")
        and any(map(str.isalnum, row.text))
    )


def _value(row: Row, whole: bool = True) -> int | None:
    """Return the number that a line is, or, if not `whole`, that it begins or ends with."""
    texts = [row.plain] if whole else [row.words[0].text, row.words[-1].text]
    for text in texts:
        if match := _NUMBER.fullmatch(text):
            return int(match["arabic"])
        if match := _ROMAN.fullmatch(text):
            values = [_ROMAN_VALUES[char] for char in match["roman"].lower()]
            return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return None


def _key(row: Row) -> str:
    """Return a line without numbers, to compare it with those of other pages."""
    return re.sub(r"[\W\d]+", "", row.text).lower()


def _alike(row: Row, title: Row) -> bool:
    """Tell whether a line is the title, perhaps shortened."""
    one, other = _key(row), _key(title)
    if (len(one) >= 0.5 * len(other) and one in other) or (other and other in one):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.8
