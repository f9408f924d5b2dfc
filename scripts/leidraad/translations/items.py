"""What stands at which item of a list, cell of a table or sentence of a text, in every language alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from zlib import crc32

from leidraad import patterns
from leidraad.translations import numbers

# A definition stands on a line of its own.
_SENTENCE = patterns.lazy(r"[.!?…][\"'”’)*_]*(?:\[\^[^\]]*\])*(?=\s)|\n(?=\n|:)")
# An item as it is kept: its numbers, and a line for each of its other marks.
_NUMBERS, _MARKS = " ", "\n"
_LEAST = 3


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the notes behind it."""
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def spelled(counted: Sequence[str], marks: Iterable[str]) -> str:
    """Return an item as it is kept.

    Args:
        counted: the numbers in it; see numbers.py.
        marks: its notes, links and pictures.
    """
    return _MARKS.join([_NUMBERS.join(counted), *sorted(marks)])


def sorted_begins(items: Sequence[str]) -> tuple[int, ...]:
    """Return a digest of the first word of each item, or none where they are in no order of the alphabet."""
    folded = [item.casefold() for item in items]
    if len(folded) < _LEAST or folded != sorted(folded):
        return ()
    return tuple(crc32(item.split(" ", 1)[0].encode()) for item in folded)


def are_sorted_anew(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether items stand in the order of each language's own alphabet, as `sorted_begins` tells them.

    Names that stand at the same places in both were not sorted again.
    """
    same = sum(mine == theirs for mine, theirs in zip(one, other, strict=False))
    return bool(one and other) and 2 * same < len(one)


def are_swapped(one: Sequence[str], other: Sequence[str], marks: Sequence[str]) -> bool:
    """Tell whether two marks stand in one order in a language, and in the other one in the other.

    A text may be parted into sentences otherwise, which moves what stands at their ends.
    """
    places = [(_place(one, mark), _place(other, mark)) for mark in marks]
    return any((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(places, 2))


def _place(items: Sequence[str], mark: str) -> int:
    """Return the first item that has a mark."""
    return next((at for at, item in enumerate(items) if mark in re.split(f"[{_NUMBERS}{_MARKS}]", item)), -1)


def moved(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return what stands at one item in a language, and at another one in the other."""
    if one == other or len(one) != len(other):
        return []
    lost, new = Counter[str](), Counter[str]()
    for mine, theirs in zip(one, other, strict=True):
        if mine != theirs:
            (counted, *marks), (their_counted, *their_marks) = mine.split(_MARKS), theirs.split(_MARKS)
            gone, come = numbers.left(counted.split(), their_counted.split())
            lost += Counter(gone) + (Counter(marks) - Counter(their_marks))
            new += Counter(come) + (Counter(their_marks) - Counter(marks))
    return sorted(lost & new)
