"""What an import decided, and how sure it was."""

from __future__ import annotations

from dataclasses import dataclass

FLAG_BELOW = 0.67

PLACEHOLDER = "a placeholder"
"""Chosen for a note that the text does not define; a rule of its own lists what waits for its source."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice that the text did not settle by itself.

    Attributes:
        kind: what it is about: encoding, characters, furniture, chapter, block, columns, join, note or break.
        lines: first and last line of the manuscript, from 1.
        chosen: what was chosen.
        confidence: 0 (a toss) to 1 (certain).
        alternatives: what else it may be, likeliest first.
        reason: the evidence, in one clause.
        flagged: whether a comment in the chapter asks an author to look; what is below the threshold has one.
        chapter_line: where the outcome stands in the written chapter, if it stands there.
        words: the words of the manuscript that it changed; page furniture is told by `chosen` itself.
        became: what the chapter prints in their place, a reference to note 3 as `[^3]`.
    """

    kind: str
    lines: tuple[int, int]
    chosen: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    reason: str = ""
    flagged: bool = False
    chapter_line: int | None = None
    words: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
