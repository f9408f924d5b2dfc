"""Includes expanded as markdown-include 0.8.1 does it, by lines that know where they came from.

markdown-include reads any file it is pointed to, repeats one that includes itself up to the recursion limit,
and says nothing of either. Here every file is looked at before it is opened. The lines are the same, to the
letter: also where the next include of a line repeats what the last one brought, and where an include that
brings nothing lets those of the next line stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from os.path import join, normpath
from pathlib import Path
from typing import NamedTuple

from leidraad.hints import did_you_mean

FOLDER = "_partials"
"""What the path of a partial begins with, where chapters have theirs in the folder of their language."""

_DIRECTIVE = re.compile(r"\{!\s*(.+?)\s*!((\blines\b)=([0-9 -]+))?\}")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_MOST_INCLUDES = 1000
_MOST_CHARACTERS = 5_000_000


class Place(NamedTuple):
    """Line and column in a file, from 1 and in characters; line 0 is nowhere, path "" the page's own file."""

    line: int
    column: int
    path: str = ""


NOWHERE = Place(0, 0)


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


class Problem(NamedTuple):
    """What is wrong with an include: its place, a rule's code, and the sentence."""

    place: Place
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Partials:
    """The folder that includes are read from, and what people call it."""

    root: Path
    name: str = "docs/_partials"


def is_partial(chapter: str) -> bool:
    """Tell whether a path in the folder of a language is a partial's; one of every language has none."""
    return not chapter or chapter.startswith(f"{FOLDER}/")


def lines_of(text: str, path: str = "", first: int = 1) -> list[Line]:
    r"""Return the lines of a text with `\n` line ends, the first of which has this number in its file."""
    return [Line(line, (Stretch(0, n, 1, path),)) for n, line in enumerate(text.split("\n"), start=first)]


def expand(lines: Iterable[str], partials: Partials) -> tuple[list[Line], list[Problem]]:
    """Return the lines with all includes expanded, and what is wrong; a wrong one brings nothing."""
    walk = _Walk(partials, partials.root.resolve())
    expanded = [line if isinstance(line, Line) else Line(line) for line in lines]
    walk.run(expanded, ())
    return expanded, list(dict.fromkeys(walk.problems))


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


@dataclass(slots=True)
class _Walk:
    """One expansion: where it may go, how far it has come, and what was wrong."""

    partials: Partials
    root: Path
    count: int = 0
    size: int = 0
    is_over: bool = False
    problems: list[Problem] = field(default_factory=list)

    def run(self, lines: list[Line], above: tuple[Path, ...]) -> None:
        """Expand the includes of `lines` in place, which stand in the last of the files `above`."""
        index = 0
        while index < len(lines):
            line, is_again = lines[index], False
            while not self.is_over and "{!" in line and (found := _DIRECTIVE.search(line)):
                inner = self._include(found, line.place(found.start()), above)
                line = _concat([line.cut(0, found.start()), inner, line.cut(found.end(), len(line))])
                # Behind these stays what the include before put there, all but its first line.
                parts = _split(line)
                lines[index : index + 1] = parts
                self.size += len(line) if is_again and len(parts) > 1 else 0
                is_again = True
            index += 1

    def _include(self, found: re.Match[str], place: Place, above: tuple[Path, ...]) -> Line:
        """Return what an include stands for, in one line with line ends; nothing where it is wrong."""
        name = found[1]
        target = self._target(name, place, above)
        if target is None:
            return Line("")
        try:
            text = target.read_bytes().decode("utf-8-sig")
        except (UnicodeDecodeError, OSError):
            message = f"Include ‘{name}’ cannot be read as UTF-8 text; save it as UTF-8."
            self.problems.append(Problem(place, "LR404", message))
            return Line("")
        inner = _read(text, f"{self.partials.name}/{target.relative_to(self.root).as_posix()}")
        self.run(inner, (*above, target))
        if found[4] is not None:
            inner = self._select(name, found[4], inner, place)
        whole = _concat([Line(line.rstrip("\r\n") + "\r\n", line.stretches) for line in inner])
        text = whole.rstrip()
        return whole.cut(len(text) - len(text.lstrip()), len(text))

    def _target(self, name: str, place: Place, above: tuple[Path, ...]) -> Path | None:
        """Return the file that an include names, or None where it may not be read."""

        def wrong(code: str, message: str) -> None:
            self.problems.append(Problem(place, code, message))

        self.count += 1
        try:
            target = Path(normpath(join(self.partials.root, name))).resolve()
            is_inside = target.is_relative_to(self.root) and not name.startswith("~")
            is_file = is_inside and target.is_file()
            self.size += target.stat().st_size if is_file else 0
        except (OSError, ValueError):
            is_inside, is_file = True, False
        if self.count > _MOST_INCLUDES or self.size > _MOST_CHARACTERS:
            limits = f"Include ‘{name}’ goes beyond {_MOST_INCLUDES} includes or 5 MB; make it simpler."
            wrong("LR403", limits)
            self.is_over = True
        elif not is_inside:
            where = self.partials.name
            wrong("LR402", f"Include ‘{name}’ leaves the folder of partials; put the text in {where}.")
        elif not is_file:
            wrong("LR401", f"Include ‘{name[:80]}’ names no file in {self.partials.name}.{self._guess(name)}")
        elif target in above:
            wrong("LR403", f"Include ‘{name}’ comes back to itself; break the circle.")
        else:
            return target
        return None

    def _select(self, name: str, wanted: str, lines: list[Line], place: Place) -> list[Line]:
        """Return the lines that a selection names."""
        chosen: list[Line] = []
        for part in wanted.split():
            found = _RANGE.fullmatch(part)
            first = int(found[1]) if found else 0
            last = int(found[2] or first) if found else 0
            if not 1 <= first <= last <= len(lines):
                message = f"Include ‘{name}’ has {len(lines)} lines, and no ‘lines={part}’;"
                self.problems.append(Problem(place, "LR406", f"{message} mend the selection."))
            else:
                chosen += lines[first - 1 : last]
        return chosen

    def _guess(self, name: str) -> str:
        root = self.partials.root
        known = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.md"))]
        return did_you_mean(name[:80], known, " Mend the path.")


def _read(text: str, path: str) -> list[Line]:
    """Return the lines of a file with their ends; they part at more than what ends a line for its author."""
    lines = []
    number, column = 1, 1
    for line in text.splitlines(keepends=True):
        lines.append(Line(line, (Stretch(0, number, column, path),)))
        number, column = (number + 1, 1) if line[-1] in "\r\n" else (number, column + len(line))
    return lines


def _concat(parts: Sequence[Line]) -> Line:
    stretches: list[Stretch] = []
    length = 0
    for part in parts:
        for at, line, column, path in part.stretches:
            stretches.append(Stretch(at + length, line, column, path))
        length += len(part)
    return Line("".join(parts), stretches)


def _split(line: Line) -> list[Line]:
    parts = line.splitlines()
    whole = line.splitlines(keepends=True)
    starts = [0]
    for part in whole:
        starts.append(starts[-1] + len(part))
    return [
        line.cut(start, start + len(part)) for part, (start, _) in zip(parts, pairwise(starts), strict=True)
    ]
