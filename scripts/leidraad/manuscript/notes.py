"""Note numbers that extraction glued to the word before them (`volwassene.3`).

A single glued number proves nothing: `CO2`, `p.3` and `2019.7` look the same. The numbers of real notes run
on through the text, so the likeliest chain n, n+1, … is sought over all candidates at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leidraad import patterns

_GLUED = patterns.lazy(
    r"(?<=[^\W\d_]|[’”'\"»)\].,;:!?…])(?P<number>[1-9][0-9]{0,2}(?:,[1-9][0-9]{0,2})?)"
    r"(?![\w%/])(?!-\w)(?![.,:]\d)"
)
_AFTER_YEAR = patterns.lazy(r"(?<!\d)(?:1[5-9]|20)\d\d(?P<number>[1-9][0-9]?)(?![\w%/])(?!-\w)(?![.,:]\d)")
_AFTER_NUMBER = patterns.lazy(r"(?<=\d[.;:!?])(?P<number>[1-9][0-9]{0,2})(?![\w%/])(?!-\w)(?![.,:]\d)")
# After a year and a comma, or after an age that ends what is printed.
_AFTER_COMMA = patterns.lazy(r"(?<=\b[12]\d{3},)(?P<number>[1-9][0-9]{0,2})(?![\w%/])(?!-\w)(?![.,:]\d)")
_AFTER_AGE = patterns.lazy(r"(?<=[^\d.,]\d\d)(?P<number>[1-9][0-9]?)$")
# What stands before the last part of the number of a section.
_NUMBERING = patterns.lazy(r"(?:\d{1,2}\.)+")
_NEW_SENTENCE = patterns.lazy(r"\s*$|\s+[‘“'\"(\[]?[A-ZÀ-Þ]")
_UNIT = patterns.lazy(r"(?:\b(?:[kcdm]?m|CO|H|O|N|PM|NO|SO)|\bH\d+O)$")
_ABBREVIATION = patterns.lazy(r"\b(?:pp?|blz|nr|no|art|hfst|ch|vol|fig|vgl|cf|deel|par)\.$", re.IGNORECASE)
_SECTION = patterns.lazy(
    r"\b(?:art(?:ikel|icle)?|hoofdstuk|paragraaf|sectie|section|chapter|versie|version|web|(?:figu|tab)[a-z]*)"
    r"\.?\s+[\d.]+$",
    re.IGNORECASE,
)
_CODE = patterns.lazy(r"(?:^|[\s(/‘“-])[A-Z]$")

_LISTED, _UNLISTED = 1.0, -5.0
_GAP_COST = 2.0
_MAX_GAP = 2
_SPLIT_COST = 0.5
_RIVAL = 0.0
_STRONG, _WEAK = 2.5, 1.0
_SIGHT = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A glued number that may be a note.

    Attributes:
        text: the index of the text that it is in.
        start: where its first digit stands.
        end: where its last digit ends.
        numbers: the note it stands for; `12` and `1,2` may be two.
        shape: how much the characters around it speak for a note.
        weight: the same, with what a list of notes adds to it or takes from it.
        reason: what shows that it is a note.
    """

    text: int
    start: int
    end: int
    numbers: tuple[int, ...]
    shape: float
    weight: float
    reason: str = "a glued number that runs on from the others"

    @property
    def is_weak(self) -> bool:
        """Tell whether the number may as well be no note, although it is due."""
        return self.weight < _WEAK


@dataclass(frozen=True, slots=True)
class Chain:
    """The marks that were read as notes, those that may be one after all, and the numbers that lack one."""

    marks: tuple[Mark, ...]
    doubtful: tuple[Mark, ...]
    missing: tuple[int, ...]


def find(texts: Sequence[str], listed: frozenset[int]) -> Chain:
    """Return the best chain of note references in `texts`, which are in reading order.

    Args:
        texts: the text, block by block.
        listed: the numbers in the manuscript's list of notes; empty where it has none.
    """
    marks = [mark for index, text in enumerate(texts) for mark in _candidates(index, text, listed)]
    chain = _best(marks, listed)
    if len(chain) == 1 and not (set(chain[0].numbers) & listed or chain[0].numbers[0] == 1):
        return Chain((), tuple(chain), ())
    numbers = [number for mark in chain for number in mark.numbers]
    missing = set(range(numbers[0], numbers[-1])) - set(numbers) if numbers else set()
    places = {_place(mark) for mark in chain}
    rivals = {mark.numbers: index for index, mark in enumerate(chain)}
    doubtful = tuple(
        mark
        for mark in marks
        if _place(mark) not in places and _is_doubtful(mark, chain, rivals.get(mark.numbers), missing)
    )
    return Chain(tuple(chain), doubtful, tuple(sorted(missing | (listed - set(numbers)))))


def _candidates(index: int, text: str, listed: frozenset[int]) -> Iterator[Mark]:
    """Yield every glued number of a text, once for each way to read it."""
    for pattern, given in (
        (_GLUED, None),
        (_AFTER_YEAR, 0.4),
        (_AFTER_NUMBER, 0.6),
        (_AFTER_COMMA, 0.6),
        (_AFTER_AGE, 0.2),
    ):
        for match in pattern.finditer(text):
            start, end = match.span("number")
            if _NUMBERING.fullmatch(text, 0, start):
                continue
            printed = match["number"]
            before, after = text[max(start - _SIGHT, 0) : start], text[end : end + _SIGHT]
            if given is None and before[-2:-1].isdigit() and before[-1] in ".,:;!?":
                continue
            shape = _shape(before, after) if given is None or _SECTION.search(before) else given
            if pattern is _AFTER_NUMBER and not _NEW_SENTENCE.match(after):
                shape = -2.0
            readings: list[tuple[int, ...]] = [(int(printed),)] if printed.isdigit() else []
            if "," in printed:
                readings.append((int(printed.split(",")[0]), int(printed.split(",")[1])))
            elif len(printed) == 2 and int(printed[1]) == int(printed[0]) + 1:
                readings.append((int(printed[0]), int(printed[1])))
            for numbers in readings:
                if numbers == tuple(range(numbers[0], numbers[0] + len(numbers))):
                    bonus = sum(_LISTED if n in listed else _UNLISTED for n in numbers) if listed else 0
                    weight = shape + bonus - _SPLIT_COST * (len(numbers) - 1)
                    yield Mark(index, start, end, numbers, shape, weight)


def _shape(before: str, after: str) -> float:
    """Return how much the characters around a glued number speak for a note."""
    if _ABBREVIATION.search(before) or _UNIT.search(before) or _SECTION.search(before):
        return -2.0
    if _CODE.search(before):
        return -1.5
    word = re.split(r"[\s‘“(]", before)[-1]
    if not before[-1].isalpha():
        return 3.0
    if word[:1].isupper() and after.strip():
        return 1.5
    return 2.5


def _best(marks: Sequence[Mark], listed: frozenset[int]) -> list[Mark]:
    """Return the chain of rising numbers with the greatest weight, by dynamic programming."""
    scores: list[float] = []
    links: list[int | None] = []
    ends: dict[int, list[int]] = {}
    for index, mark in enumerate(sorted_marks := sorted(marks, key=_place)):
        first = mark.numbers[0]
        # A text may be one chapter of a book: any number can come first, but 1 is likeliest.
        score, link = mark.weight - (0 if first == 1 or first in listed else 0.5), None
        for gap in range(_MAX_GAP + 1):
            # Of two readings of the same digits, one cannot follow on the other.
            for earlier in ends.get(first - 1 - gap, [])[-2:]:
                found = scores[earlier] + mark.weight - gap * _GAP_COST
                if found > score and _place(sorted_marks[earlier]) < _place(mark):
                    score, link = found, earlier
        scores.append(score)
        links.append(link)
        best = ends.setdefault(mark.numbers[-1], [])
        # Only what beats all before it can be the best to go on from.
        if not best or score > scores[best[-1]]:
            best.append(index)
    at = max(range(len(scores)), key=lambda i: scores[i], default=None)
    chain: list[Mark] = []
    while at is not None and scores[at] > 0:
        chain.append(sorted_marks[at])
        at = links[at]
    return chain[::-1]


def _place(mark: Mark) -> tuple[int, int]:
    return mark.text, mark.start


def _is_doubtful(mark: Mark, chain: Sequence[Mark], rival: int | None, missing: set[int]) -> bool:
    """Tell whether a mark outside the chain may be a note: a rival, a missing number, or a strong shape.

    `rival` is the place in the chain of the mark that was taken for the same note.
    """
    if set(mark.numbers) & missing:
        return True
    if rival is not None and mark.weight > _RIVAL:
        comes_after = rival == 0 or _place(chain[rival - 1]) < _place(mark)
        comes_before = rival + 1 == len(chain) or _place(mark) < _place(chain[rival + 1])
        return (comes_after and comes_before) or mark.weight >= chain[rival].weight
    return mark.shape >= _STRONG
