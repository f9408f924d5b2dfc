"""The lines of a manuscript, from its bytes, and the marks that its layout left on them."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript import metrics

GUESSED_ENCODING = "Windows-1252"
HYPHENS = "-\u00ad\u2010"

# A sentence may end in a closing quote or bracket and a glued note number.
_SENTENCE_END = patterns.lazy(r"(?:[.!?…][’”'\"»)\]]*|[:;])(?:\d{1,3}(?:,\d{1,3})*)?$")
_ITEM = patterns.lazy(
    r"(?:[•◦▪‣·*]|[-–—](?=\s+\S)|\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-z])[.)])\s+(?=\S)"
)
_CELL = patterns.lazy(r"\S+(?: \S+)*")
_STRETCHED, _WIDEST_STRETCHED = 0.6, 4
_CONTROL = patterns.lazy(r"[\x00-\x08\x0e-\x1f\x7f]")
_BINARY_SHARE = 0.02
_NEAR = 0.93
_LEAST_CAPITALS = 8
_SECTION = patterns.lazy(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+[A-ZÀ-Þ‘“]")
_LEAST_INDENTED = 2
_LINES_A_BLANK = 15
_DOUBLED = 0.8
# No book has lines of so many letters.
_LONGEST = 120
_WHOLE = 0.75
_OVER, _LEAST_OVER, _OVER_SHARE = 1.15, 3, 0.08


@dataclass(frozen=True, slots=True)
class Source:
    """A manuscript as text; `is_guess` says that its encoding is not certain."""

    text: str
    is_guess: bool = False


def decode(data: bytes, name: str | Path) -> Source:
    """Return the text of a manuscript that is UTF-8 or, as a guess, Windows-1252.

    Raises:
        LeidraadError: it is empty, not a text, or in another encoding.
    """
    if b"\0" in data:
        raise LeidraadError(f"{name}: is not a text file; export the manuscript as plain text, UTF-8.")
    try:
        text, is_guess = data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        try:
            text, is_guess = data.decode("cp1252"), True
        except UnicodeDecodeError:
            raise LeidraadError(f"{name}: is neither UTF-8 nor Windows-1252; save it as UTF-8.") from None
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise LeidraadError(f"{name}: is not a text file; export the manuscript as plain text, UTF-8.")
    refuse_empty(text, name)
    return Source(text, is_guess)


def refuse_empty(text: str, name: str | Path) -> None:
    """Raise the error for a manuscript without a word in it."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise LeidraadError(f"{name}: is empty; give a manuscript with text in it.")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        number: its place in the manuscript, from 1.
        text: what it says, without space at its ends and with single spaces.
        indent: how many spaces stand before it.
        tail: how many spaces stand after it.
        starts_page: whether a form feed stands before it.
        cells: what stands between wide spaces, with its column; empty where nothing does.
        is_stretched: whether its spaces were stretched to fill the measure, so that it ends no paragraph.
        extent: how many lines of the manuscript it was put together from.
        width: how wide it is in print, in average letters.
    """

    number: int
    text: str
    indent: int = 0
    tail: int = 0
    starts_page: bool = False
    cells: tuple[tuple[int, str], ...] = ()
    is_stretched: bool = False
    extent: int = 1
    width: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure the text once: a justified line's stretched spaces count as one."""
        object.__setattr__(self, "width", metrics.width(self.text))

    @property
    def is_hyphenated(self) -> bool:
        """Tell whether the line ends in a hyphen that a word stands against."""
        return len(self.text) > 1 and self.text[-1] in HYPHENS and self.text[-2].isalnum()


@dataclass(frozen=True, slots=True)
class Profile:
    """What the extraction kept of the layout.

    Attributes:
        spaced: every line that wraps ends in a space; one that ends a paragraph does not.
        indented: margins are kept, as spaces before the line.
        flat: neither of these, nor blank lines between paragraphs.
        doubled: a blank line stands between any two lines.
        unwrapped: each line is a whole paragraph, as editors save plain text.
        pre_joined: words broken at line ends were joined before, whatever their hyphens were.
        measure: the width of a full line of the text.
        margin: the indent of a full line of the text.
    """

    spaced: bool
    measure: float
    indented: bool = False
    flat: bool = False
    doubled: bool = False
    unwrapped: bool = False
    pre_joined: bool = False
    margin: int = 0

    def gap(self, before: Line, line: Line) -> int:
        """Return how many blank lines between two lines mean something."""
        return max(line.number - before.number - before.extent - self.doubled, 0)


def split(text: str) -> list[Line]:
    """Return the lines of `text`, blank ones included."""
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        starts_page = "\f" in raw
        raw = raw.replace("\f", "")
        words = " ".join(raw.split())
        indent = len(raw) - len(raw.lstrip())
        tail = len(raw) - len(raw.rstrip()) if words else 0
        cells, is_stretched = _cells(raw, words) if "  " in raw.strip() else ((), False)
        lines.append(Line(number, words, indent if words else 0, tail, starts_page, cells, is_stretched))
    return lines


def _cells(raw: str, words: str) -> tuple[tuple[tuple[int, str], ...], bool]:
    """Return what stands between wide spaces, or that they come from justification."""
    found = tuple((match.start(), match[0]) for match in _CELL.finditer(raw))
    spaces = words.count(" ")
    ends = [column + len(text) for column, text in found]
    widest = max(after[0] - end for end, after in zip(ends, found[1:], strict=False))
    if len(found) > 3 and len(found) - 1 > _STRETCHED * spaces and widest <= _WIDEST_STRETCHED:
        return (), True
    return found, False


def profile(lines: Sequence[Line]) -> Profile:
    """Return what the layout of `lines` can tell."""
    printed = [line for line in lines if line.text]
    measure = _measure(sorted(line.width for line in printed))
    gaps = Counter(b.number - a.number - 1 for a, b in pairwise(printed))
    doubled = gaps[1] > _DOUBLED * len(printed) > 0
    full = [
        line
        for line, after in pairwise(printed)
        if after.number - line.number - 1 <= doubled
        and line.width >= 0.8 * measure
        and not line.is_hyphenated
    ]
    spaced = bool(full) and sum(line.tail > 0 for line in full) > 0.5 * len(full)
    wide = Counter(line.indent for line in printed if line.width >= 0.8 * measure)
    margin = max(wide, key=lambda indent: (wide[indent], -indent), default=0)
    indented = not spaced and sum(line.indent > margin + 1 for line in printed) >= _LEAST_INDENTED
    blank = sum(gaps.values()) - gaps[0] - gaps[1] * doubled
    flat = not spaced and not indented and blank * _LINES_A_BLANK < len(printed)
    long = [line for line in printed if line.width > _LONGEST]
    whole = sum(line.width for line in long) > 0.5 * sum(line.width for line in printed)
    unwrapped = whole and sum(ends_sentence(line.text) for line in long) >= _WHOLE * len(long)
    pre_joined = not spaced and not unwrapped and _overshoots(printed)
    if pre_joined:
        usual = statistics.median(line.width for line in printed)
        measure = _measure(sorted(line.width for line in printed if line.width <= _OVER * usual))
    return Profile(spaced, measure, indented, flat, doubled, unwrapped, pre_joined, margin)


def _overshoots(lines: Sequence[Line]) -> bool:
    """Tell whether single lines are far wider than those around them, as they are where words were joined.

    What is set smaller is wider too, but not by single lines.
    """
    if not lines:
        return False
    usual = sorted(line.width for line in lines)[len(lines) // 2]
    wide = [line.width > _OVER * usual for line in lines]
    alone = sum(
        wide[at] and not wide[at - 1] and not wide[at + 1] and lines[at + 1].width > 0.5 * usual
        for at in range(1, len(lines) - 1)
    )
    hyphens = sum(line.is_hyphenated for line in lines)
    return alone >= max(_LEAST_OVER, _OVER_SHARE * len(lines)) and 4 * hyphens < alone


def _measure(widths: Sequence[float]) -> float:
    """Return the width that most lines come near to: not the widest, which may never have wrapped."""
    best, found, start = 0, 0.0, 0
    for end, width in enumerate(widths):
        while widths[start] < _NEAR * width:
            start += 1
        if end - start + 1 >= best:
            best, found = end - start + 1, width
    return found


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does, with or without a note number."""
    return bool(_SENTENCE_END.search(text))


def is_plain_head(text: str) -> bool:
    """Tell whether `text` can only be a heading: words in capitals, or after the number of a section."""
    if text.isupper() and " " in text and sum(map(str.isalpha, text)) >= _LEAST_CAPITALS:
        return True
    return bool(_SECTION.match(text)) and not ends_sentence(text) and text[-1] != ","


def item(text: str) -> re.Match[str] | None:
    """Return the match of the list marker that `text` starts with, or None."""
    return _ITEM.match(text)
