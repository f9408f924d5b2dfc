"""Includes expanded as markdown-include 0.8.1 does it, by lines that know where they came from.

markdown-include reads any file it is pointed to, repeats one that includes itself up to the recursion limit,
and says nothing of either. Here every file is looked at before it is opened. The lines are the same, to the
letter: also where the next include of a line repeats what the last one brought, and where an include that
brings nothing lets those of the next line stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from os.path import join, normpath
from pathlib import Path
from typing import NamedTuple

from leidraad.hints import did_you_mean
from leidraad.origins import Line, Place, concat, read, split

FOLDER = "_partials"
"""What the path of a partial begins with, where chapters have theirs in the folder of their language."""

_DIRECTIVE = re.compile(r"\{!\s*(.+?)\s*!((\blines\b)=([0-9 -]+))?\}")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_MOST_INCLUDES = 1000
_MOST_CHARACTERS = 5_000_000


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


def expand(lines: Iterable[str], partials: Partials) -> tuple[list[Line], list[Problem]]:
    """Return the lines with all includes expanded, and what is wrong; a wrong one brings nothing."""
    walk = _Walk(partials, partials.root.resolve())
    expanded = [line if isinstance(line, Line) else Line(line) for line in lines]
    walk.run(expanded, ())
    return expanded, list(dict.fromkeys(walk.problems))


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
                line = concat([line.cut(0, found.start()), inner, line.cut(found.end(), len(line))])
                # Behind these stays what the include before put there, all but its first line.
                parts = split(line)
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
        inner = read(text, f"{self.partials.name}/{target.relative_to(self.root).as_posix()}")
        self.run(inner, (*above, target))
        if found[4] is not None:
            inner = self._select(name, found[4], inner, place)
        whole = concat([Line(line.rstrip("\r\n") + "\r\n", line.stretches) for line in inner])
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
