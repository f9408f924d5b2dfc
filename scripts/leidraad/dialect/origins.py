"""Lines of text that know from which file and line they came."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Place(NamedTuple):
    """Line and column in a file, from 1 and in characters; line 0 is nowhere, path "" the page's own file."""

    line: int
    column: int
    path: str = ""


NOWHERE = Place(0, 0)


def starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    return [0, *(end.end() for end in re.finditer("\n", text))]


def place_in(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of the character with an index, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class Stretch(NamedTuple):
    """Where the characters of a line come from, from the one with index `at` up to the next stretch."""

    at: int
    line: int
    column: int
    path: str


class Line(str):
    """A line that knows where it came from."""

    __slots__ = ("stretches",)
    stretches: Sequence[Stretch]

    def __new__(cls, text: str, stretches: Sequence[Stretch] = ()) -> Line:
        """Make a line."""
        made = super().__new__(cls, text)
        made.stretches = stretches
        return made

    def place(self, at: int) -> Place:
        """Return where the character with index `at` stands in its author's file."""
        index = self._index(at)
        if index < 0:
            return NOWHERE
        stretch = self.stretches[index]
        return Place(stretch.line, stretch.column + at - stretch.at, stretch.path)

    def cut(self, start: int, end: int) -> Line:
        """Return a part; one without characters still has its place."""
        found = []
        for index in range(max(self._index(start), 0), len(self.stretches)):
            at, line, column, path = self.stretches[index]
            if at >= end and (at > end or start < end):
                break
            more = max(start - at, 0)
            found.append(Stretch(at + more - start, line, column + more, path))
        return Line(self[start:end], found)

    def _index(self, at: int) -> int:
        return bisect_left(self.stretches, (at + 1,)) - 1


def lines_of(text: str, path: str = "", first: int = 1) -> list[Line]:
    r"""Return the lines of a text with `\n` line ends, the first of which has this number in its file."""
    return [Line(line, (Stretch(0, n, 1, path),)) for n, line in enumerate(text.split("\n"), start=first)]


def reach(lines: Iterable[Line]) -> tuple[tuple[str, int, int], ...]:
    """Return which lines of which files these come from, as (path, first, last)."""
    known = sorted({(stretch.path, stretch.line) for line in lines for stretch in line.stretches})
    found: list[tuple[str, int, int]] = []
    for path, number in known:
        if found and found[-1][0] == path and found[-1][2] == number - 1:
            found[-1] = (path, found[-1][1], number)
        else:
            found.append((path, number, number))
    return tuple(found)


def read(text: str, path: str) -> list[Line]:
    """Return the lines of a file with their ends; they part at more than what ends a line for its author."""
    lines = []
    number, column = 1, 1
    for line in text.splitlines(keepends=True):
        lines.append(Line(line, (Stretch(0, number, column, path),)))
        number, column = (number + 1, 1) if line[-1] in "\r\n" else (number, column + len(line))
    return lines


def concat(parts: Sequence[Line]) -> Line:
    """Return lines as one."""
    stretches: list[Stretch] = []
    length = 0
    for part in parts:
        for at, line, column, path in part.stretches:
            stretches.append(Stretch(at + length, line, column, path))
        length += len(part)
    return Line("".join(parts), stretches)


def split(line: Line) -> list[Line]:
    """Return the lines that a text with line ends in it holds, without those."""
    parts = line.splitlines()
    whole = line.splitlines(keepends=True)
    starts = [0]
    for part in whole:
        starts.append(starts[-1] + len(part))
    return [
        line.cut(start, start + len(part)) for part, (start, _) in zip(parts, pairwise(starts), strict=True)
    ]
