"""The glyphs of one line as words: cut where white is, with accents, small capitals and raised numbers."""

from __future__ import annotations

import statistics
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from leidraad.manuscript.pdf.glyphs import Glyph
from leidraad.manuscript.pdf.rows import NOTE_MARK, RAISED, SUPERSCRIPT_DIGITS, SUPERSCRIPTS, Row, Word

SMALL = 0.88
"""What is smaller than this share of the type beside it may be raised."""
LEAST_RISE = 0.12

_WORD_GAP = 0.16
_LEAST_GAPS = 3
_SAME_PLACE = 0.1
_SAME_LINE = 0.02
_SMALL_CAPITALS = 0.6, 0.93
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "˚": "\u030a",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "¯": "\u0304", "˝": "\u030b", "˙": "\u0307",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}

Face = tuple[float, bool, bool]
"""The size of a glyph, whether it is bold and whether italic."""


def spell(page: int, line: Sequence[Glyph]) -> Row | None:
    """Return the glyphs of one line as words, or None where they hold no letter."""
    glyphs = _small_capitals(_compose(sorted(line, key=lambda g: (g.x0, g.x1))))
    sizes: Counter[float] = Counter()
    families: Counter[str] = Counter()
    for glyph in glyphs:
        sizes[round(glyph.size, 2)] += len(glyph.text.strip())
        families[glyph.family] += glyph.text.isalpha()
    size = max(sizes, key=lambda key: (sizes[key], key))
    base = next(glyph.y for glyph in glyphs if round(glyph.size, 2) == size)
    trackings = _trackings(glyphs, size)
    words: list[Word] = []
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or _is_apart(glyphs, end, size, trackings):
            word = _word([g for g in glyphs[start:end] if g.text.strip()], base, size)
            if word is not None:
                words.append(word)
            start = end
    family = max(families, key=lambda name: (families[name], name))
    return Row(page, base, size, tuple(words), family) if words else None


def _small_capitals(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs in which capitals set small, for want of small capitals, are what they mean."""
    capitals = [glyph for glyph in glyphs if glyph.text.isupper()]
    large = max((glyph.size for glyph in capitals), default=0.0)
    least, most = (share * large for share in _SMALL_CAPITALS)
    base = next((glyph.y for glyph in capitals if glyph.size == large), 0.0)
    small = {
        id(glyph)
        for glyph in capitals
        if least < glyph.size < most and abs(glyph.y - base) < _SAME_LINE * large
    }
    if not small:
        return [*glyphs]
    whole = not any(glyph.text.islower() for glyph in glyphs)
    made: list[Glyph] = []
    is_inside = False
    for glyph in glyphs:
        if id(glyph) in small and (whole or is_inside):
            made.append(replace(glyph, text=glyph.text.lower(), size=large))
        else:
            # Amid lower-case letters only what follows a large capital is surely no abbreviation.
            is_inside = glyph.text.isupper() and id(glyph) not in small
            made.append(glyph)
    return made


def _trackings(glyphs: Sequence[Glyph], size: float) -> dict[Face, float]:
    """Return the space that letters were set apart with, for each face on a line; columns may share one."""
    gaps: dict[Face, list[float]] = {}
    for before, glyph in pairwise(glyphs):
        if before.text.strip() and glyph.text.strip() and _face(before) == _face(glyph):
            gaps.setdefault(_face(glyph), []).append(glyph.x0 - before.x1)
    return {
        face: min(max(statistics.median(found), 0.0), size)
        for face, found in gaps.items()
        if len(found) >= _LEAST_GAPS
    }


def _face(glyph: Glyph) -> Face:
    return round(glyph.size, 1), glyph.bold, glyph.italic


def _is_apart(glyphs: Sequence[Glyph], at: int, size: float, trackings: Mapping[Face, float]) -> bool:
    """Tell whether a word ends before a glyph."""
    before, glyph = glyphs[at - 1], glyphs[at]
    if not before.text.strip() or not glyph.text.strip():
        return True
    tracking = trackings.get(_face(glyph), 0.0) if _face(before) == _face(glyph) else 0.0
    return glyph.x0 - before.x1 > tracking + _WORD_GAP * min(size, max(before.size, glyph.size))


def _compose(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs without those printed twice for weight, and accents one with their letters."""
    made: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        last = made[-1] if made else None
        if last and glyph.text.strip() and _is_again(last, glyph):
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


def _is_again(one: Glyph, other: Glyph) -> bool:
    """Tell whether a glyph is one printed before, moved by too little to be another."""
    near = _SAME_PLACE * one.size
    moved = max(abs(one.x0 - other.x0), abs(one.y - other.y), abs(one.size - other.size))
    return one.text == other.text and moved < near


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
    text = ""
    raised: list[str] = []
    for is_raised, group in groupby(glyphs, key=lambda glyph: _is_raised(glyph, base, size)):
        part = "".join(glyph.text for glyph in group).strip()
        if is_raised and NOTE_MARK.fullmatch(part.translate(SUPERSCRIPTS)):
            text += RAISED
            raised.append(part)
        else:
            text += part
    letters = [glyph for glyph in glyphs if glyph.text.isalnum()] or list(glyphs)
    bold = sum(glyph.bold for glyph in letters) > 0.5 * len(letters)
    italic = sum(glyph.italic for glyph in letters) > 0.5 * len(letters)
    return Word(text, glyphs[0].x0, glyphs[-1].x1, bold, italic, tuple(raised))


def _is_raised(glyph: Glyph, base: float, size: float) -> bool:
    """Tell whether a glyph stands above the line: by its place, or by what it is."""
    if glyph.text and glyph.text in SUPERSCRIPT_DIGITS:
        return True
    return glyph.size <= SMALL * size and glyph.y - base >= LEAST_RISE * size
