"""Glyphs set as printed lines: what stands on one baseline, cut where words end."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leidraad.manuscript.pdf.glyphs import Glyph, Page
from leidraad.manuscript.pdf.rows import RAISED, Row, Word

# What separates two baselines, and two letters of one word, as shares of the size of type.
_SAME_LINE = 0.12
_WORD_GAP = 0.16
_FAR = 3.0
_BACK = 0.5
_SMALL = 0.88
_LEAST_RISE, _MOST_RISE = 0.12, 0.8
_MOST_DROP = 0.45
_ADJACENT = 0.5
_SAME_PLACE = 0.1
_DROP_CAP = 1.7
_WRAPPED, _LIFTED = 0.8, 1.3

_NUMBER = re.compile(r"[\[(]?(\d{1,3}(?:[,;–-]\s?\d{1,3})*)[\])]?|[*†‡§]{1,3}")
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "˚": "\u030a",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˝": "\u030b", "˙": "\u0307",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}


@dataclass(slots=True)
class _Run:
    """Glyphs of one size on one baseline, side by side in the file."""

    glyphs: list[Glyph]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs).strip()


def rows(page: Page) -> list[Row]:
    """Return the printed lines of a page, from its head to its foot."""
    runs = list(_runs(page.glyphs))
    lines: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        last = lines[-1][0] if lines else None
        if last and abs(last.y - run.y) <= _SAME_LINE * min(last.size, run.size):
            lines[-1].append(run)
        else:
            lines.append([run])
    _attach_raised(lines)
    _attach_drop_caps(lines)
    made = [_row(page.number, line) for line in lines if line]
    ordered = sorted((row for row in made if row is not None), key=lambda row: (-row.y, row.x0))
    return _attach_wrapped(ordered)


def _attach_wrapped(rows: Sequence[Row]) -> list[Row]:
    """Return lines with each raised number that alone did not fit on its line given back to it."""
    out: list[Row] = []
    for row in rows:
        above = out[-1] if out else None
        if (
            above is not None
            and len(row.words) == 1
            and re.fullmatch(r"\d{1,3}", row.text)
            and row.size <= _WRAPPED * above.size
            and above.y - row.y < _LIFTED * above.size
            and abs(row.x0 - above.x0) < 2 * above.size
        ):
            last = above.words[-1]
            word = replace(last, text=last.text + RAISED, raised=(*last.raised, row.text))
            out[-1] = replace(above, words=(*above.words[:-1], word))
        else:
            out.append(row)
    return out


def _runs(glyphs: Sequence[Glyph]) -> Iterator[_Run]:
    """Yield the glyphs in runs; accents that were set over a letter become one with it."""
    run: _Run | None = None
    for glyph in glyphs:
        if not glyph.text.strip() and run is None:
            continue
        if (
            run is not None
            and abs(glyph.y - run.y) <= 0.02 * run.size
            and abs(glyph.size - run.size) <= 0.02 * run.size
            and run.x1 - _BACK * run.size <= glyph.x0 <= run.x1 + _FAR * run.size
        ):
            run.glyphs.append(glyph)
            continue
        if run is not None:
            yield run
        run = _Run([glyph], glyph.y, glyph.size) if glyph.text.strip() else None
    if run is not None:
        yield run


def _attach_raised(lines: list[list[_Run]]) -> None:
    """Move small type that stands a little above or below a line's end of a word to that line."""
    where = [(run, line) for line in lines for run in line]
    for run, line in where:
        if len(run.text) > 12 or not run.text:
            continue
        best: tuple[float, list[_Run]] | None = None
        for other, target in where:
            rise = run.y - other.y
            if target is line or run.size > _SMALL * other.size:
                continue
            if not (_LEAST_RISE * other.size <= rise <= _MOST_RISE * other.size) and not (
                _LEAST_RISE / 2 * other.size <= -rise <= _MOST_DROP * other.size
            ):
                continue
            near = _ADJACENT * other.size
            distance = min(
                (min(abs(run.x0 - glyph.x1), abs(run.x1 - glyph.x0)) for glyph in other.glyphs), default=near
            )
            if distance < near and (best is None or distance < best[0]):
                best = distance, target
        if best is not None:
            line.remove(run)
            best[1].append(run)


def _attach_drop_caps(lines: list[list[_Run]]) -> None:
    """Move a large first letter to the line that it stands before."""
    for line in lines:
        for run in list(line):
            if len(run.text) != 1 or not run.text.isupper() or (len(line) > 1 and line[0] is not run):
                continue
            beside = [
                other
                for other in lines
                if other is not line
                for first in [min(other, key=lambda r: r.x0, default=None)]
                if first is not None
                and run.size > _DROP_CAP * first.size
                and run.x0 - 0.1 * first.size <= first.x0 < run.x1 + 1.5 * first.size
                and run.y - 0.9 * first.size <= first.y < run.y + run.size
            ]
            if len(beside) + (len(line) > 1) < 2:
                continue
            top = max(beside, key=lambda other: other[0].y)
            first = min(top, key=lambda r: r.x0)
            glyph = run.glyphs[0]
            line.remove(run)
            letter = Glyph(run.text, first.x0 - 0.01, first.x0, first.y, first.size, glyph.bold, glyph.italic)
            top.append(_Run([letter], first.y, first.size))
            # The lines beside the letter start where the paragraph does, not where it leaves them room.
            for other in (*beside, line):
                for moved in other[:1]:
                    _widen(moved, run.x0)


def _widen(run: _Run, x0: float) -> None:
    first = run.glyphs[0]
    run.glyphs[0] = Glyph(first.text, x0, first.x1, first.y, first.size, first.bold, first.italic)


def _row(page: int, runs: Sequence[_Run]) -> Row | None:
    """Return runs on one line as words, or None where they hold no letter."""
    sizes: dict[float, int] = {}
    for run in runs:
        key = round(run.size, 2)
        sizes[key] = sizes.get(key, 0) + len(run.text)
    size = max(sizes, key=lambda key: (sizes[key], key))
    base = next(run.y for run in runs if round(run.size, 2) == size)
    glyphs = _compose(sorted((g for run in runs for g in run.glyphs), key=lambda g: (g.x0, g.x1)))
    words: list[Word] = []
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or _is_apart(glyphs, end, size, _tracking(glyphs, size)):
            word = _word([g for g in glyphs[start:end] if g.text.strip()], base, size)
            if word is not None:
                words.append(word)
            start = end
    return Row(page, base, size, tuple(words)) if words else None


def _tracking(glyphs: Sequence[Glyph], size: float) -> float:
    """Return the space that the letters of a line were set apart with."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(glyphs) if a.text.strip() and b.text.strip()]
    middle = statistics.median(gaps) if len(gaps) > 4 else 0.0
    return min(max(middle, 0.0), size)


def _is_apart(glyphs: Sequence[Glyph], at: int, size: float, tracking: float) -> bool:
    """Tell whether a word ends before a glyph."""
    before, glyph = glyphs[at - 1], glyphs[at]
    if not before.text.strip() or not glyph.text.strip():
        return True
    return glyph.x0 - before.x1 > tracking + _WORD_GAP * min(size, max(before.size, glyph.size))


def _compose(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs without those printed twice for weight, and accents one with their letters."""
    made: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        last = made[-1] if made else None
        is_again = last and glyph.text == last.text and abs(glyph.x0 - last.x0) < _SAME_PLACE * glyph.size
        if is_again and glyph.text.strip():
            continue
        if glyph.text in _ACCENTS:
            if last and _joins(last, glyph):
                made[-1] = _accented(last, glyph)
            else:
                if waiting:
                    made.append(waiting)
                waiting = glyph
            continue
        if waiting:
            if _joins(glyph, waiting):
                glyph = _accented(glyph, waiting)
            else:
                made.append(waiting)
            waiting = None
        made.append(glyph)
    return made + ([waiting] if waiting else [])


def _joins(letter: Glyph, accent: Glyph) -> bool:
    """Tell whether an accent stands over a letter."""
    middle = (accent.x0 + accent.x1) / 2
    return letter.x0 < middle < letter.x1 and len(_accented(letter, accent).text) == 1


def _accented(letter: Glyph, accent: Glyph) -> Glyph:
    base = _DOTLESS.get(letter.text, letter.text)
    return replace(letter, text=unicodedata.normalize("NFC", base + _ACCENTS[accent.text]))


def _word(glyphs: Sequence[Glyph], base: float, size: float) -> Word | None:
    """Return glyphs as one word; what is raised and has the form of a note number stands apart in it."""
    if not glyphs:
        return None
    text, raised, part = "", [], ""
    for at, glyph in enumerate(glyphs):
        if glyph.size <= _SMALL * size and glyph.y - base >= _LEAST_RISE * size:
            part += glyph.text
            if at + 1 < len(glyphs):
                continue
        elif not part:
            text += glyph.text
            continue
        is_number = _NUMBER.fullmatch(part.strip())
        text += RAISED if is_number else part
        raised += [part.strip()] if is_number else []
        if part and not (glyph.size <= _SMALL * size and glyph.y - base >= _LEAST_RISE * size):
            text += glyph.text
        part = ""
    letters = [glyph for glyph in glyphs if glyph.text.isalnum()] or list(glyphs)
    bold = sum(glyph.bold for glyph in letters) > 0.5 * len(letters)
    italic = sum(glyph.italic for glyph in letters) > 0.5 * len(letters)
    return Word(text, glyphs[0].x0, glyphs[-1].x1, bold, italic, tuple(raised))
