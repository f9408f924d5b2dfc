"""Private-use marks that carry a place in the author's file through a Markdown conversion.

The parser's verdict on `[^x]` or on a callout's fence is where the mark behind it ends up. Marks are put in
only when a finding needs its line (`reading.trace`), never in the conversion that renders a page.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from leidraad import patterns
from leidraad.dialect.citing import CITATION
from leidraad.dialect.origins import starts

OPEN, CLOSE = "\ue000", "\ue001"
MARK = patterns.lazy(f"{OPEN}(\\d+){CLOSE}")

_LAST = patterns.lazy(f"{OPEN}(\\d+){CLOSE}$")
_FENCE = patterns.lazy(r"^[ >|]*(?:[-+*][ ]+|\d+\.[ ]+)?(/{3,}).*$", re.MULTILINE)
_FLAG = patterns.lazy(r"<!--\s*leidraad LR5\d\d:")
_NOTE = patterns.lazy(r"\[\^[^\]\n]*(?:\n[^\]\n]+)?\]:?")
# What the text alone may show to be wrong; rules look closer.
_GLUED = patterns.lazy(r"(?<=[.!?’”)\"'*_])\d{1,3}(?=\s|$)", re.MULTILINE)
_YEAR = patterns.lazy(r"(?<=[\s(])(?:1[5-9]|20)\d\d[a-z]?(?=[).,;:\s])")
# A year that numbers an item; behind a mark it would number none.
_NUMBER = patterns.lazy(r"^[ >\t]*(?:(?:[-+*]|\d+\.)[ ]+)*(\d{4})\.[ ]", re.MULTILINE)
_ADDRESS = patterns.lazy(r"(?<![(\[<\"'=:])https?://[^\s<>()\[\]\"']+")
# What a translator has still to write.
_OPEN = patterns.lazy(r"(?<!\w)…")
_INLINE = (_NOTE, patterns.lazy(CITATION), _FLAG, _GLUED, _YEAR, _ADDRESS, _OPEN)


def mark(number: int) -> str:
    """Return the mark that carries a number."""
    return f"{OPEN}{number}{CLOSE}"


def put(lines: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return `lines` with a mark behind all that a finding may be about, and their places.

    A place is (line, column). Lines and columns count from 1; columns are characters.
    """
    text = "\n".join(lines)
    numbers = {match.start(1) for match in _NUMBER.finditer(text)}
    inline = (match for shape in _INLINE for match in shape.finditer(text) if match.start() not in numbers)
    found = [(match.end(), 0, match.start()) for match in inline]
    # The mark of a fence is the last one of its line.
    found += [(match.end(), 1, match.start(1)) for match in _FENCE.finditer(text)]
    begins = starts(text)
    places: list[tuple[int, int]] = []
    parts: list[str] = []
    done = 0
    for end, _, start in sorted(found):
        number = bisect_right(begins, start)
        parts += [text[done:end], mark(len(places))]
        places.append((number, start - begins[number - 1] + 1))
        done = end
    return "".join((*parts, text[done:])).split("\n"), places


def take(text: str) -> tuple[str, int | None]:
    """Return `text` without the mark at its end, and that mark's number if there is one."""
    found = _LAST.search(text)
    return (text[: found.start()].rstrip(), int(found[1])) if found else (text, None)
