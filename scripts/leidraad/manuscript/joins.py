"""Words broken at line ends made whole, and the text of several lines as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from leidraad import patterns
from leidraad.manuscript.break_rules import verdict
from leidraad.manuscript.breaks import Break
from leidraad.manuscript.lines import Line
from leidraad.manuscript.words import Words, vocabulary

__all__ = ["Join", "Words", "Woven", "decide", "vocabulary", "weave"]

_TAIL = 200
# What a line breaks after without a space: a slash, and a dash that stands against its word.
_GLUE = patterns.lazy(r"[^\W_]/\n[^\W_]|[^\W\d_]—\n[^\W\d_]|\d[–—]\n\d")


@dataclass(frozen=True, slots=True)
class Join:
    """One word that was broken: the halves, what became of them, and why.

    `kind` is soft (the hyphen goes), hard (it stays), suspended (it stays, with a space), trema (it goes, and
    what the break took comes back) or glued (there was none: a slash or a dash ends the line).
    """

    line: int
    left: str
    right: str
    kind: str
    joined: str
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Woven:
    """The text of several lines as one, with the place where each line starts in it."""

    text: str
    starts: tuple[tuple[int, int], ...]
    joins: tuple[Join, ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the manuscript line that `offset` came from."""
        return self.starts[bisect_right(self.starts, offset, key=lambda start: start[0]) - 1][1]


def weave(lines: Sequence[Line], words: Words, lang: str) -> Woven:
    """Return the text of `lines` on one line, with broken words made whole."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    joins: list[Join] = []
    length, tail = 0, ""

    def add(piece: str) -> None:
        nonlocal length, tail
        pieces.append(piece)
        length += len(piece)
        # All that a break is judged by; the whole text would be copied at every line.
        tail = (tail + piece)[-_TAIL:]

    before: Line | None = None
    for line in lines:
        rest = line.text
        if before is not None and before.is_hyphenated:
            join = decide(tail, rest, before.number, words, lang)
            joins.append(join)
            pieces[-1] = pieces[-1][:-1]
            length, tail = length - 1, tail[:-1]
            add(join.joined[len(join.left) :])
            rest = rest[len(join.right) :]
        elif before is not None and _GLUE.search(f"{tail[-2:]}\n{rest[:1]}"):
            left, right = tail.rpartition(" ")[2], rest.split(maxsplit=1)[0]
            reason = "no space follows the character that ends the line"
            joins.append(Join(before.number, left, right, "glued", left + right, 0.9, reason))
        elif before is not None:
            add(" ")
        starts.append((length, line.number))
        add(rest)
        before = line
    return Woven("".join(pieces), tuple(starts), tuple(joins))


def decide(before: str, after: str, line: int, words: Words, lang: str) -> Join:
    """Return what becomes of the word that is broken between `before`, with its hyphen, and `after`."""
    broken = Break.at(before, after, lang)
    found = verdict(broken, words)
    return Join(
        line,
        broken.left,
        broken.right,
        found.kind,
        broken.made(found.kind),
        found.confidence,
        found.reason,
        tuple(broken.made(other) for other in found.others),
    )
