"""Stretches of a line: text yet to be escaped and Markdown that stays, put together so that neither harms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from leidraad.manuscript.markup import escape

_STARS = {
    "*": ("<em>", "</em>"),
    "**": ("<strong>", "</strong>"),
    "***": ("<strong><em>", "</em></strong>"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line: plain text yet to be escaped, or Markdown that stays."""

    text: str
    is_plain: bool = False


def guarded(pieces: list[Piece]) -> Iterator[str]:
    """Yield pieces as Markdown, so that none changes what the next one means."""
    for piece, after in pairwise([*pieces, Piece("")]):
        if not piece.is_plain:
            yield piece.text
            continue
        out = escape(piece.text)
        if after.text[:1] in ("[", "(") and out[-1:] in ("]", "!") and not out.endswith(("\\]", "\\!")):
            out = f"{out[:-1]}\\{out[-1]}"
        yield out


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with plain neighbours joined, and emphasis that touches emphasis set off from it."""
    out: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if out and piece.is_plain and out[-1].is_plain:
            out[-1] = Piece(out[-1].text + piece.text, is_plain=True)
        else:
            out.append(piece)
    return _apart(out)


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with tags for stars wherever two runs of stars would touch."""
    pairs: list[tuple[int, int]] = []
    start: int | None = None
    for at, piece in enumerate(pieces):
        if not piece.is_plain and piece.text in _STARS:
            if start is None:
                start = at
            else:
                pairs.append((start, at))
                start = None
    for (_, last), (after, end) in pairwise(pairs):
        if after == last + 1:
            opening, closing = _STARS[pieces[after].text]
            pieces[after], pieces[end] = Piece(opening), Piece(closing)
    return pieces


def trimmed(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Return the space before, the pieces, and the space behind them."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and piece.is_plain and merged[-1].is_plain:
            merged[-1] = Piece(merged[-1].text + piece.text, is_plain=True)
        elif piece.text:
            merged.append(piece)
    lead: list[Piece] = []
    trail: list[Piece] = []
    while merged and not merged[0].text.strip():
        lead.append(merged.pop(0))
    while merged and not merged[-1].text.strip():
        trail.insert(0, merged.pop())
    if merged and merged[0].is_plain and merged[0].text[0] == " ":
        lead.append(Piece(" ", is_plain=True))
        merged[0] = Piece(merged[0].text.lstrip(), is_plain=True)
    if merged and merged[-1].is_plain and merged[-1].text[-1] == " ":
        trail.insert(0, Piece(" ", is_plain=True))
        merged[-1] = Piece(merged[-1].text.rstrip(), is_plain=True)
    return lead, merged, trail
