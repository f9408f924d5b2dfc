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
from os.path import join, normpath, realpath
from pathlib import Path
from typing import NamedTuple

from leidraad import patterns
from leidraad.dialect.origins import Line, Place, concat, read, split
from leidraad.errors import printable
from leidraad.hints import did_you_mean
from leidraad.storage.files import MOST_TEXT

FOLDER = "_partials"
"""What the path of a partial begins with, where chapters have theirs in the folder of their language."""

_DIRECTIVE = patterns.lazy(r"\{!\s*(.+?)\s*!((\blines\b)=([0-9 -]+))?\}")
_RANGE = patterns.lazy(r"(\d{1,9})(?:-(\d{1,9}))?")
_MOST_INCLUDES = 200
_MOST_CHARACTERS = MOST_TEXT
# What a line costs beside its characters, as so many of them.
_LINE = 20
_MOST_GUESSES = 20
_DEEPEST = 20
_LONGEST_NAME = 300
# What the pattern of markdown-include may cost on one line, in steps: it tries each run of blanks ever again.
_MOST_STEPS = 100_000
_CLOSING = patterns.lazy(r"!(?:lines=[0-9 -]+)?\}")
_BLANKS = patterns.lazy(r"\s+")


class Problem(NamedTuple):
    """What is wrong with an include: its place, a rule's code, and the sentence."""

    place: Place
    code: str
    message: str


class _Found(NamedTuple):
    """What an include names: its path below the folder, whether it is there and a file, its size and text."""

    path: str
    is_inside: bool
    is_file: bool
    size: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Partials:
    """The folder that includes are read from, what people call it, and who includes.

    Attributes:
        lang: the language of the file that includes, where it has one.
        languages: the codes of all languages; each may have a folder of its own here.
        shelf: what was looked up already, for as long as no file changes.
    """

    root: Path
    name: str = "docs/_partials"
    lang: str = ""
    languages: tuple[str, ...] = ()
    shelf: dict[str, _Found] | None = field(default=None, compare=False)


def is_partial(chapter: str) -> bool:
    """Tell whether a path in the folder of a language is a partial's; one of every language has none."""
    return not chapter or chapter.startswith(f"{FOLDER}/")


def expand(lines: Iterable[str], partials: Partials) -> tuple[list[Line], list[Problem]]:
    """Return the lines with all includes expanded, and what is wrong; a wrong one brings nothing."""
    shelf = {} if partials.shelf is None else partials.shelf
    walk = _Walk(partials, Path(realpath(partials.root)), shelf)
    expanded = [line if isinstance(line, Line) else Line(line) for line in lines]
    walk.run(expanded, ())
    return expanded, list(dict.fromkeys(walk.problems))


@dataclass(slots=True)
class _Walk:
    """One expansion: where it may go, how far it has come, and what was wrong."""

    partials: Partials
    root: Path
    shelf: dict[str, _Found]
    count: int = 0
    size: int = 0
    is_over: bool = False
    problems: list[Problem] = field(default_factory=list)
    known: list[str] | None = None

    def run(self, lines: list[Line], above: tuple[str, ...]) -> None:
        """Expand the includes of `lines` in place, which stand in the last of the files `above`."""
        index = 0
        while index < len(lines):
            line, is_again = lines[index], False
            while not self.is_over and "{!" in line and (found := self._find(line)):
                inner = self._include(found, line.place(found.start()), above)
                if found.start() and line[: found.start()].isspace() and "\n" in inner:
                    message = (
                        f"Include ‘{printable(found[1][:80])}’ is indented, and only its first line would be;"
                    )
                    remedy = "put the include at the margin, or the indent into the partial."
                    self.problems.append(Problem(line.place(found.start()), "LR417", f"{message} {remedy}"))
                line = concat([line.cut(0, found.start()), inner, line.cut(found.end(), len(line))])
                # Behind these stays what the include before put there, all but its first line.
                parts = split(line)
                lines[index : index + 1] = parts
                self.size += len(line) if is_again and len(parts) > 1 else 0
                is_again = True
            index += 1

    def _find(self, line: Line) -> re.Match[str] | None:
        """Return the next include of a line, unless looking for it would take for ever."""
        start = line.index("{!")
        closing = _CLOSING.search(line, start + 3)
        if not closing or closing.start() - start > _LONGEST_NAME:
            longest = max((len(run) for run in _BLANKS.findall(line, start)), default=0) + 1
            steps = line.count("{!") * (len(line) - start) * longest**2
            if steps > _MOST_STEPS:
                message = "An include is opened here and not closed nearby; close it with !},"
                self.problems.append(
                    Problem(line.place(start), "LR403", f"{message} or write {{&#33; to show the mark.")
                )
                self.is_over = True
                return None
        return _DIRECTIVE.search(line)

    def _include(self, found: re.Match[str], place: Place, above: tuple[str, ...]) -> Line:
        """Return what an include stands for, in one line with line ends; nothing where it is wrong."""
        name = found[1]
        there = self._target(name, place, above)
        if there is None:
            return Line("")
        if there.text is None:
            message = f"Include ‘{printable(name[:80])}’ cannot be read as UTF-8 text; save it as UTF-8."
            self.problems.append(Problem(place, "LR404", message))
            return Line("")
        inner = read(there.text, f"{self.partials.name}/{printable(there.path)}")
        self.run(inner, (*above, there.path))
        if found[4] is not None:
            inner = self._select(name, found[4], inner, place)
        whole = concat([Line(line.rstrip("\r\n") + "\r\n", line.stretches) for line in inner])
        text = whole.rstrip()
        return whole.cut(len(text) - len(text.lstrip()), len(text))

    def _target(self, name: str, place: Place, above: tuple[str, ...]) -> _Found | None:
        """Return the file that an include names, or None where it may not be read."""

        def wrong(code: str, message: str) -> None:
            self.problems.append(Problem(place, code, message))

        self.count += 1
        told = printable(name[:80])
        there = self.shelf.get(name) or self.shelf.setdefault(name, self._look(name))
        path, is_inside, is_file, size, _ = there
        self.size += size
        if self.count > _MOST_INCLUDES or self.size > _MOST_CHARACTERS:
            limits = f"{_MOST_INCLUDES} includes or {_MOST_CHARACTERS // 1_000_000} MB"
            wrong("LR403", f"Include ‘{told}’ goes beyond {limits}; make it simpler.")
            self.is_over = True
        elif not is_inside:
            where = self.partials.name
            wrong("LR402", f"Include ‘{told}’ leaves the folder of partials; put the text in {where}.")
        elif not is_file:
            wrong("LR401", f"Include ‘{told}’ names no file in {self.partials.name}.{self._guess(name)}")
        elif path in above:
            wrong("LR403", f"Include ‘{told}’ comes back to itself; break the circle.")
        elif len(above) >= _DEEPEST:
            wrong("LR403", f"Include ‘{told}’ stands more than {_DEEPEST} partials deep; make it simpler.")
            self.is_over = True
        else:
            if own := self._own(path):
                wrong("LR417", f"Include ‘{told}’ is in another language; write ‘{own}’.")
            return there
        return None

    def _look(self, name: str) -> _Found:
        """Return what an include names; only a plain file of the folder is opened, and none too large."""
        try:
            target = Path(realpath(normpath(join(self.partials.root, name))))
            is_inside = target.is_relative_to(self.root) and not name.startswith("~")
            is_file = is_inside and target.is_file()
            size = target.stat().st_size if is_file else 0
        except (OSError, ValueError):
            return _Found("", True, False, 0, None)
        try:
            is_read = is_file and size <= _MOST_CHARACTERS
            text = target.read_bytes().decode("utf-8-sig") if is_read else None
        except (UnicodeDecodeError, OSError):
            text = None
        path = target.relative_to(self.root).as_posix() if is_inside else ""
        return _Found(path, is_inside, is_file, size + _LINE * (text or "").count("\n"), text)

    def _own(self, path: str) -> str:
        """Return what stands for a partial of another language in that of the file, if there is such."""
        first, *rest = path.split("/")
        shared = self.partials
        if not shared.lang or not rest or first == shared.lang or first not in shared.languages:
            return ""
        return "/".join((shared.lang, *rest)) if Path(self.root, shared.lang, *rest).is_file() else ""

    def _select(self, name: str, wanted: str, lines: list[Line], place: Place) -> list[Line]:
        """Return the lines that a selection names."""
        chosen: list[Line] = []
        for part in wanted.split():
            found = _RANGE.fullmatch(part)
            first = int(found[1]) if found else 0
            last = int(found[2] or first) if found else 0
            if not 1 <= first <= last <= len(lines):
                told = f"Include ‘{printable(name[:80])}’ has {len(lines)} lines, and no ‘lines={part[:20]}’;"
                self.problems.append(Problem(place, "LR406", f"{told} mend the selection."))
                break
            chosen += lines[first - 1 : last]
            self.size += sum(map(len, lines[first - 1 : last])) + _LINE * (last - first)
            if self.size > _MOST_CHARACTERS:
                message = f"Include ‘{printable(name[:80])}’ repeats lines without end; make it simpler."
                self.problems.append(Problem(place, "LR403", message))
                self.is_over = True
                return []
        return chosen

    def _guess(self, name: str) -> str:
        if len(self.problems) > _MOST_GUESSES:
            return " Mend the path."
        if self.known is None:
            root = self.partials.root
            self.known = [printable(path.relative_to(root).as_posix()) for path in sorted(root.rglob("*.md"))]
        return did_you_mean(name[:80], self.known[:1000], " Mend the path.")
