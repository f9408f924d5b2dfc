"""Notes at the foot of a page: small type under the text, that begins with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from leidraad import patterns
from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf.glyphs import Page
from leidraad.manuscript.pdf.measures import SAME_SIZE, Measures
from leidraad.manuscript.pdf.rows import RAISED, SUPERSCRIPTS, Row
from leidraad.manuscript.pdf.strips import Strip

_START = patterns.lazy(r"\[?(?P<number>\d{1,3})[\]).]{0,2}(?=\s+\S)")
_GLUED = patterns.lazy(r"(?P<number>\d{1,3})(?=[^\W\d_]|[‘“\"'(])")
_SMALLER, _LARGER = 0.97, 1.04
_SYMBOLS = patterns.lazy(r"[*†‡§]{1,3}\s?(?=\S)")


def number(row: Row) -> str | None:
    """Return the number of the note that starts on a line, as it is printed."""
    if row.text.startswith(RAISED):
        return row.raised[0].translate(SUPERSCRIPTS).strip("[]()")
    if match := _START.match(row.text) or _GLUED.match(row.text):
        return match["number"]
    match = _SYMBOLS.match(row.text)
    return match[0].strip() if match else None


def take(strips: Sequence[Strip], pages: Mapping[int, Page], measures: Measures, lang: str) -> list[Row]:
    """Take the notes at the foot of each strip out of it, and return their lines in order."""
    notes: list[Row] = []
    waiting: set[str] = set()
    for strip in strips:
        waiting.update(n for row in strip.rows for n in cited(row))
        start = _start(strip, pages[strip.page], measures, waiting, notes[-1] if notes else None)
        # Under a heading they are the notes of the whole chapter.
        if start is None or (start and heads_notes(strip.rows[start - 1].plain, lang)):
            continue
        strip.after = strip.rows[start:]
        del strip.rows[start:]
        notes += strip.after
        waiting.difference_update(n for row in strip.after if (n := number(row)) is not None)
    return notes


def cited(row: Row) -> Iterator[str]:
    """Yield the raised numbers of a line, but for one that starts it."""
    for mark in row.raised[row.text.startswith(RAISED) :]:
        yield from re.findall(r"\d+|[*†‡§]+", mark.translate(SUPERSCRIPTS))


def _start(strip: Strip, page: Page, measures: Measures, waiting: Set[str], last: Row | None) -> int | None:
    """Return where the notes of a strip start, or None where it has none."""
    rows = strip.rows
    run = len(rows)
    while run > 0 and measures.ratio(rows[run - 1]) <= _SMALLER and _same(rows[run - 1], rows[-1]):
        run -= 1
    if run == len(rows):
        return None
    if run == 0:
        # A page may hold nothing but a note for which the one before it had no room.
        is_left = last is not None and _same(rows[0], last) and number(rows[0]) in waiting
        return 0 if is_left and last is not None and last.page == rows[0].page - 1 else None
    first = next((at for at in range(run, len(rows)) if number(rows[at]) is not None), None)
    goes_on = last is not None and _same(rows[run], last)
    while first is not None and not (
        number(rows[first]) in waiting and _is_cut_off(rows, first, page, measures)
    ):
        # A set-off text in the type of the notes may stand above them.
        if number(rows[first]) in waiting and goes_on and _is_cut_off(rows, run, page, measures):
            break
        first = next((at for at in range(first + 1, len(rows)) if number(rows[at]) is not None), None)
    if first is None:
        has_rule = _has_rule(rows[run - 1], rows[run], page)
        return run if goes_on and has_rule else None
    # Under a heading they are the notes of the whole chapter.
    if rows[first - 1].is_bold or measures.ratio(rows[first - 1]) > _LARGER:
        return None
    if any(number(row) is not None for row in rows[run:first]):
        return None if _numbers_run_on(rows[run:]) else first
    if first == run or not goes_on or not _is_cut_off(rows, run, page, measures):
        return first
    # What stands above the first note goes on with the last of the page before, or is text set as small.
    assert last is not None
    begins = _has_rule(rows[run - 1], rows[run], page) or not ends_sentence(last.plain)
    return run if begins and not _has_rule(rows[first - 1], rows[first], page) else first


def _numbers_run_on(rows: Sequence[Row]) -> bool:
    """Tell whether lines are a list of notes of which only some are cited on this page."""
    found = [int(n) for row in rows if (n := number(row)) is not None and n.isdigit()]
    return all(b == a + 1 for a, b in pairwise(found))


def _same(one: Row, other: Row) -> bool:
    return abs(one.size - other.size) <= SAME_SIZE * other.size


def _is_cut_off(rows: Sequence[Row], at: int, page: Page, measures: Measures) -> bool:
    """Tell whether space, a rule or the size of type parts a line from the text above it."""
    above, below = rows[at - 1], rows[at]
    return (
        above.y - below.y > 1.15 * measures.leading(below.size)
        or not _same(above, below)
        or _has_rule(above, below, page)
    )


def _has_rule(above: Row, below: Row, page: Page) -> bool:
    return any(box.is_rule and below.y < box.y0 < above.y for box in page.boxes)
