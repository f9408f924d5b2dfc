"""Which words of the manuscript each decision changed, and into what: the books that are audited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from leidraad.manuscript.blocks import item_starts, name_span
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.joins import Join, Woven
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import Line
from leidraad.manuscript.notes import Mark

Change = tuple[tuple[str, ...], tuple[str, ...]]
"""Words as the manuscript has them, and what the chapter prints instead."""


def of_block(part: Label) -> Change:
    """Return the change in a block that Markdown itself marks: a list, or the dash before a name."""
    words: list[str] = []
    became: list[str] = []
    if part.kind == "list":
        for chunk, (marker, start) in zip(part.chunks, item_starts(part), strict=True):
            words += chunk.text[:start].split()
            became += [marker] if marker != "-" else []
    elif part.head:
        text, (start, close) = part.head.text, name_span(part)
        end = _word_end(text, start) if start else 0
        words, became = text[:end].split(), text[start:end].split()
        if close is not None and close + 1 == len(text):
            last = text.rfind(" ") + 1
            if last < end:
                became = [text[start:close]]
            else:
                words, became = [*words, text[last:]], [*became, text[last:close]]
    return tuple(words), tuple(became)


def of_note(part: Label, number: int, start: int) -> Change:
    """Return the change in a note, whose printed number ends before `start`."""
    return tuple(part.chunks[0].text[:start].split()), (f"[^{number}]:",)


def of_joins(lines: Sequence[Line], woven: Woven) -> Iterator[tuple[Join, tuple[int, int], Change]]:
    """Yield each word that was broken in `lines` with its two lines, its parts and what became of them."""
    joins = {join.line: join for join in woven.joins}
    formed = ""
    for before, line in pairwise(lines):
        join = joins.get(before.number)
        if join is None:
            formed = ""
            continue
        left = formed or before.text.rpartition(" ")[2]
        right, _, rest = line.text.partition(" ")
        stem = left[:-1] if before.is_hyphenated else left
        whole = stem.removesuffix(join.left) + join.joined + right.removeprefix(join.right)
        yield join, (before.number, line.number), ((left, right), tuple(whole.split()))
        # A line of one word may be broken at both its ends.
        formed = "" if rest else whole.rpartition(" ")[2]


def of_marks(part: Label, chunk: Chunk, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Change]]:
    """Yield each note number of a chunk with the word that it was glued to."""
    done, close = name_span(part) if chunk is part.head else (0, None)
    last = ""
    for mark in marks:
        start, end = chunk.text.rfind(" ", 0, mark.start) + 1, _word_end(chunk.text, mark.end)
        if start < done:
            # An earlier mark in the same word: what follows it stands against its reference.
            start = done
        else:
            last = ""
        *notes, note = (f"[^{number}]" for number in mark.numbers)
        before, after = last + chunk.text[start : mark.start], chunk.text[mark.end : end]
        bare = before[:-1] if close is not None and close + 1 == mark.start else before
        words = (before + chunk.text[mark.start : end]).split()
        yield mark, ((*words,), tuple(filter(None, (bare, *notes, note + after))))
        done, last = mark.end, note


def _word_end(text: str, start: int) -> int:
    """Return where the word ends that `start` is in."""
    end = text.find(" ", start)
    return len(text) if end < 0 else end
