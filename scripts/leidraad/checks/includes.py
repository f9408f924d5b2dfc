"""Includes, checked before anything expands them.

markdown-include reads any file it is pointed to, repeats one that includes itself up to the recursion limit,
and says nothing of either; so no text is converted before its includes have been walked here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leidraad.checks.finding import Finding

# The syntax of markdown-include 0.8.1, which expands it anywhere on a line, code included.
DIRECTIVE = re.compile(r"\{!\s*(.+?)\s*!((\blines\b)=([0-9 -]+))?\}")

_MOST_INCLUDES = 1000


@dataclass(slots=True)
class _Walk:
    """One walk over the includes of a text: where it may go, and how far it has come."""

    root: Path
    count: int = 0


def check_includes(path: str, text: str, root: Path) -> list[Finding]:
    """Return what is wrong with the includes of `text`, each at the include in `path` that leads to it.

    Args:
        path: the file's name, for the findings.
        text: the whole file.
        root: the folder of partials; no include may leave it.
    """
    walk = _Walk(root.resolve())
    return [
        Finding(path, number, found.start() + 1, code, message)
        for number, line in enumerate(text.split("\n"), start=1)
        for found in DIRECTIVE.finditer(line)
        for code, message in _problems(found[1], walk, ())
    ]


def _problems(name: str, walk: _Walk, above: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """Yield (code, message) for the include `name` and all that it includes itself."""
    target = (walk.root / name).resolve()
    walk.count += 1
    if walk.count > _MOST_INCLUDES:
        if walk.count == _MOST_INCLUDES + 1:
            yield "LR403", f"Include ‘{name}’ is one of more than {_MOST_INCLUDES}; make it simpler."
    elif name.startswith("~") or not target.is_relative_to(walk.root):
        yield "LR402", f"Include ‘{name}’ leaves the folder of partials; put the text in docs/_partials."
    elif not target.is_file():
        yield "LR401", f"Include ‘{name}’ names no file in docs/_partials.{_guess(name, walk.root)}"
    elif target in above:
        yield "LR403", f"Include ‘{name}’ comes back to itself; break the circle."
    else:
        try:
            text = target.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            yield "LR404", f"Include ‘{name}’ cannot be read as UTF-8 text; save it as UTF-8."
            return
        for found in DIRECTIVE.finditer(text):
            yield from _problems(found[1], walk, (*above, target))


def _guess(name: str, root: Path) -> str:
    known = [str(path.relative_to(root).as_posix()) for path in sorted(root.rglob("*.md"))]
    near = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean ‘{near[0]}’?" if near else " Mend the path."
