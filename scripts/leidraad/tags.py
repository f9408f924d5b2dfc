"""Private-use marks that carry a place in the author's file through a Markdown conversion.

The parser's verdict on `[^x]` or on a callout's fence is where the mark behind it ends up. Marks are put in
only when a finding needs its line (`reading.trace`), never in the conversion that renders a page.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")

_LAST = re.compile(f"{OPEN}(\\d+){CLOSE}$")
_FENCE = re.compile(r"^[ >|]*(?:[-+*][ ]+|\d+\.[ ]+)?/{3,}.*$")
_FLAG = re.compile(r"<!--\s*leidraad LR5\d\d:")
_NOTE = re.compile(r"\[\^[^\]\n]*\]:?")


def mark(number: int) -> str:
    """Return the mark that carries a number."""
    return f"{OPEN}{number}{CLOSE}"


def put(lines: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return `lines` with a mark behind every fence, note candidate and import flag, and their places.

    A place is (line, column).

    Lines and columns count from 1; columns are characters.
    """
    places: list[tuple[int, int]] = []

    def place(number: int, column: int) -> str:
        places.append((number, column))
        return mark(len(places) - 1)

    marked = []
    for number, text in enumerate(lines, start=1):
        line = text
        candidates = sorted([*_NOTE.finditer(text), *_FLAG.finditer(text)], key=lambda found: found.start())
        for found in reversed(candidates):
            line = line[: found.end()] + place(number, found.start() + 1) + line[found.end() :]
        if _FENCE.match(text):
            line += place(number, text.index("///") + 1)
        marked.append(line)
    return marked, places


def take(text: str) -> tuple[str, int | None]:
    """Return `text` without the mark at its end, and that mark's number if there is one."""
    found = _LAST.search(text)
    return (text[: found.start()].rstrip(), int(found[1])) if found else (text, None)
