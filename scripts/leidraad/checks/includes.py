"""Includes, checked before anything expands them.

markdown-include reads any file it is pointed to, repeats one that includes itself up to the recursion limit,
and says nothing of either. What is on a line after one include may even complete another. So the expansion is
carried out here first, step by step as markdown-include 0.8.1 does it, with a look at every file before it is
opened; only a text that comes through is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leidraad.checks.finding import Finding
from leidraad.hints import did_you_mean

_DIRECTIVE = re.compile(r"\{!\s*(.+?)\s*!((\blines\b)=([0-9 -]+))?\}")

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_MOST_INCLUDES = 1000
_MOST_CHARACTERS = 5_000_000

Problem = tuple[str, str]
"""A rule's code and the sentence."""


@dataclass(slots=True)
class _Walk:
    """One expansion: where it may go, how far it has come, and what was wrong."""

    root: Path
    count: int = 0
    size: int = 0
    is_over: bool = False
    problems: list[Problem] = field(default_factory=list)


def check_includes(path: str, text: str, root: Path) -> list[Finding]:
    """Return what is wrong with the includes of `text`, each at the include in `path` that leads to it.

    Args:
        path: the file's name, for the findings.
        text: the whole file.
        root: the folder of partials; no include may leave it.
    """
    walk = _Walk(root.resolve())
    findings = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "{!" in line:
            for column, (code, message) in _expand_line(line, walk, (), []):
                findings.append(Finding(path, number, column, code, message))
    return findings


def _expand_line(
    line: str, walk: _Walk, above: tuple[Path, ...], out: list[str]
) -> Iterator[tuple[int, Problem]]:
    """Yield (column, problem) for the includes of a line, and add what it expands to to `out`."""
    length, column = len(line), 1
    while found := _DIRECTIVE.search(line):
        # What is left of the line counts from its end; an include that others put together has their column.
        column = max(column, length - (len(line) - found.start()) + 1)
        known = len(walk.problems)
        inner = _expand(found[1], found[4], walk, above)
        for problem in walk.problems[known:]:
            yield column, problem
        line = line[: found.start()] + "\r\n".join(inner).strip() + line[found.end() :]
    out += line.splitlines()


def _expand(name: str, lines: str | None, walk: _Walk, above: tuple[Path, ...]) -> list[str]:
    """Return the lines that an include stands for; none where it is wrong."""
    walk.count += 1
    if walk.count > _MOST_INCLUDES or walk.size > _MOST_CHARACTERS:
        if not walk.is_over:
            walk.is_over = True
            message = f"Include ‘{name}’ goes beyond {_MOST_INCLUDES} includes or 5 MB; make it simpler."
            walk.problems.append(("LR403", message))
        return []
    try:
        target = (walk.root / name).resolve()
        is_inside = target.is_relative_to(walk.root) and not name.startswith("~")
        is_file = is_inside and target.is_file()
    except (OSError, ValueError):
        is_inside, is_file = True, False
    if not is_inside:
        message = f"Include ‘{name}’ leaves the folder of partials; put the text in docs/_partials."
        walk.problems.append(("LR402", message))
        return []
    if not is_file:
        message = f"Include ‘{name[:80]}’ names no file in docs/_partials.{_guess(name, walk.root)}"
        walk.problems.append(("LR401", message))
        return []
    if target in above:
        walk.problems.append(("LR403", f"Include ‘{name}’ comes back to itself; break the circle."))
        return []
    try:
        text = target.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError):
        walk.problems.append(("LR404", f"Include ‘{name}’ cannot be read as UTF-8 text; save it as UTF-8."))
        return []
    walk.size += len(text)
    expanded: list[str] = []
    for line in text.splitlines():
        for _ in _expand_line(line, walk, (*above, target), expanded):
            pass
    return expanded if lines is None else _select(name, lines, expanded, walk)


def _select(name: str, lines: str, text: list[str], walk: _Walk) -> list[str]:
    """Return the lines of `text` that a line selection names."""
    chosen: list[str] = []
    for part in lines.split():
        found = _RANGE.fullmatch(part)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 1 <= first <= last <= len(text):
            message = f"Include ‘{name}’ has {len(text)} lines, and no ‘lines={part}’; mend the selection."
            walk.problems.append(("LR406", message))
        else:
            chosen += text[first - 1 : last]
    return chosen


def _guess(name: str, root: Path) -> str:
    known = [str(path.relative_to(root).as_posix()) for path in sorted(root.rglob("*.md"))]
    return did_you_mean(name[:80], known, " Mend the path.")
