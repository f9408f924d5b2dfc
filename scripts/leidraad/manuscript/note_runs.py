"""The numbers of notes through a whole book: where they run on, and where they start again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from leidraad import patterns
from leidraad.manuscript.lines import Line

_GLUED = patterns.lazy(r"(?:(?<=[.,;:!?’”)\]])|(?<=[^\W\d_]{3}))(\d{1,3})(?=\s|$)")
_SIGHT = 6
_LOST = 2
_PAGE_LINES = 70


def find(lines: Sequence[Line], text: Sequence[int]) -> list[tuple[int, int]]:
    """Return the notes that run on or start again, each as the index of its line and its number.

    Args:
        lines: every line.
        text: the indices of those that count.
    """
    glued = [(index, int(number)) for index in text for number in _GLUED.findall(lines[index].text)]
    found: list[tuple[int, int]] = []
    last = 0
    for place, (index, number) in enumerate(glued):
        ahead = [n for _, n in glued[place + 1 : place + 1 + _SIGHT]]
        # A lone 1 may be anything; one that 2 follows is a note.
        starts = number == 1 and last != 0 and 2 in ahead and 1 not in ahead[: ahead.index(2)]
        if last < number <= last + _LOST or starts:
            found.append((index, number))
            last = number
    return [] if _start_on_each_page(lines, found) else found


def _start_on_each_page(lines: Sequence[Line], found: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the notes start at 1 on each page, which says nothing about chapters."""
    pages = list(accumulate(line.starts_page for line in lines))
    starts = [place for place, (_, number) in enumerate(found) if number == 1]
    on_one = sum(
        pages[found[start][0]] == pages[found[end - 1][0]] for start, end in pairwise([*starts, len(found)])
    )
    count = pages[-1] + 1
    # What has more lines is no page.
    return len(pages) < _PAGE_LINES * count and count >= len(starts) and 2 * on_one > len(starts)
