"""The letters of a PDF made whole: ligatures, invisible characters, and those that the font does not name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leidraad import patterns
from leidraad.manuscript import characters
from leidraad.manuscript.decisions import Decision
from leidraad.manuscript.pdf.glyphs import UNKNOWN
from leidraad.manuscript.pdf.rows import Row, Word

_SHOWN = 3
_MOST_UNNAMED = 0.1
# Only its maker knows what a font keeps in the private area, but for the signs of bullets.
_UNNAMED = patterns.lazy(f"[{UNKNOWN}\ue000-\uf020\uf100-\uf8ff]")


def are_unnamed(rows: Sequence[Row]) -> bool:
    """Tell whether so many letters have no name that a reader could not make out the words."""
    letters = sum(row.letters for row in rows)
    return sum(len(_UNNAMED.findall(row.text)) for row in rows) > _MOST_UNNAMED * letters


def clean(rows: Sequence[Row]) -> list[Row]:
    """Return lines with whole letters; a soft hyphen stays only where a line ends in it."""
    made = []
    for row in rows:
        words = [_clean(word, is_last=at + 1 == len(row.words)) for at, word in enumerate(row.words)]
        kept = tuple(word for word in words if word.text)
        if kept:
            made.append(row if kept == row.words else replace(row, words=kept))
    return made


def _clean(word: Word, *, is_last: bool) -> Word:
    if word.text.isascii():
        return word
    text, _ = characters.clean(word.text if is_last else f"{word.text} x")
    text = text if is_last else text.removesuffix(" x").rstrip(characters.SOFT_HYPHEN)
    return replace(word, text=text)


def decisions(rows: Sequence[Row], numbers: Mapping[Row, int], raw: Sequence[Row]) -> list[Decision]:
    """Return what was repaired in the lines `raw`, and the letters in `rows` that nobody can repair."""
    _, found = characters.clean("\n".join(row.text for row in raw))
    at = sorted(numbers.values()) or [1]
    made = [
        replace(
            decision, lines=(at[min(decision.lines[0], len(at)) - 1], at[min(decision.lines[1], len(at)) - 1])
        )
        for decision in found
    ]
    broken = [row for row in rows if _UNNAMED.search(row.text) and row in numbers]
    if broken:
        words = [word.text for row in broken for word in row.words if _UNNAMED.search(word.text)]
        shown = ", ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        first = numbers[broken[0]]
        reason = f"the font does not say which letters these are (page {broken[0].page})"
        made.append(Decision("characters", (first, first), shown, 0.5, (), reason, flagged=True))
    return made
