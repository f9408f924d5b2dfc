"""What stands at the top of the pages of a book, and which of it is a running head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.lines import Line, ends_sentence

_MOST, _LONGEST = 3, 100
_PAGES_APART = 2


def find(lines: Sequence[Line], measure: float) -> set[int]:
    """Return the lines that a page may open with, by index: its first, and those under a number or head."""
    tops: set[int] = set()
    count, is_small, gap = 0, False, 0
    for index, line in enumerate(lines):
        if index == 0 or line.starts_page:
            count, is_small = 0, True
        if not line.text:
            gap += 1
            continue
        if count < _MOST and is_small and (count == 0 or gap):
            tops.add(index)
            count += 1
            is_small = line.width < 0.8 * measure and not ends_sentence(line.text)
        else:
            count = _MOST
        gap = 0
    return tops


def heads(lines: Sequence[Line], tops: set[int], lang: str) -> dict[int, str]:
    """Return the running heads: what stands over several pages that are near one another, numbers aside."""
    places = defaultdict(list)
    page = 0
    for index, line in enumerate(lines):
        page += line.starts_page
        head = without_number(line.text) if index in tops else ""
        if head and len(head) <= _LONGEST and not heads_notes(head, lang):
            places[head].append((page, index))
    found: dict[int, str] = {}
    for head, each in places.items():
        near = sum(later[0] - earlier[0] <= _PAGES_APART for earlier, later in pairwise(each))
        if len(each) > _PAGES_APART and 2 * near >= len(each):
            found |= {index: head for _, index in each}
    return found


def without_number(text: str) -> str:
    """Return a line of a page's edge without the number of the page."""
    return re.sub(r"^\d{1,4}\b[\s|·–—-]*|[\s|·–—-]*\b\d{1,4}$", "", text).strip()
