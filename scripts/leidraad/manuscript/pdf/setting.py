"""Glyphs set as printed lines: what stands on one baseline, and what belongs there though it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leidraad.manuscript.pdf.glyphs import Glyph, Page
from leidraad.manuscript.pdf.rows import RAISED, Row
from leidraad.manuscript.pdf.spelling import LEAST_RISE, SMALL, spell

# What separates two baselines, as a share of the size of type.
_SAME_LINE = 0.12
_FAR = 3.0
_BACK = 0.5
_MOST_RISE = 0.8
_MOST_DROP = 0.45
_ADJACENT = 0.5
_DROP_CAP = 1.7
_WRAPPED, _LIFTED = 0.8, 1.3


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
    made = [spell(page.number, [g for run in line for g in run.glyphs]) for line in lines if line]
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
            if target is line or run.size > SMALL * other.size:
                continue
            if not (LEAST_RISE * other.size <= rise <= _MOST_RISE * other.size) and not (
                LEAST_RISE / 2 * other.size <= -rise <= _MOST_DROP * other.size
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
            if len(run.text) != 1 or not run.text.isupper() or run is not min(line, key=lambda r: r.x0):
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
            # The lines beside the letter start where the paragraph does, not where it leaves them room.
            for other in (*beside, line):
                if other:
                    _widen(min(other, key=lambda r: r.x0), run.x0)
            x = run.x0
            letter = replace(glyph, text=run.text, x0=x - 0.01, x1=x, y=first.y, size=first.size)
            top.append(_Run([letter], first.y, first.size))


def _widen(run: _Run, x0: float) -> None:
    run.glyphs[0] = replace(run.glyphs[0], x0=x0)
