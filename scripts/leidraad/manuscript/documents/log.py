"""A chapter in the making: its blocks, what was decided about them, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leidraad import locales
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.model import Block, Chapter, Comment, Verbatim
from leidraad.writer import write

MOST_LISTED = 40
"""How many words that are left out a comment tells; the report has all."""

Doubtful = tuple[str, str, float, str, *tuple[str, ...]]
"""A decision: its kind, what was chosen, how sure and why, and what else it may be."""


class Log:
    """The blocks of a chapter, with each decision beside the block that it is about."""

    def __init__(self, lang: str) -> None:
        """Start an empty chapter."""
        self.locale = locales.load(lang)
        self.blocks: list[Block] = []
        self.left_out: list[str] = []
        self.place = 1
        self._decided: list[tuple[Decision, int | None]] = []
        self._waiting: list[Decision] = []
        self._comments: list[Comment] = []

    def add(self, *blocks: Block) -> None:
        """Add blocks; what waits to be flagged stands above the first of them."""
        self.blocks += self._comments
        self._decided += [(decision, len(self.blocks)) for decision in self._waiting]
        self._comments, self._waiting = [], []
        last = self.blocks[-1:]
        self.blocks[len(self.blocks) - len(last) :] = apart([*last, *blocks])

    def decide(
        self, kind: str, chosen: str, sure: float, reason: str, *alternatives: str, flagged: bool = False
    ) -> None:
        """Enter a decision about the block that is added next."""
        place = (self.place, self.place)
        self._waiting.append(Decision(kind, place, chosen, sure, alternatives, reason, flagged))

    def flag(self, code: str, key: str, decision: Doubtful, **values: object) -> None:
        """Enter a decision that an author should look at, with a comment in the chapter.

        Args:
            code: the rule that lists it.
            key: the sentence of the comment, in the page's language.
            decision: its kind, what was chosen, how sure and why, and what else it may be.
            values: what the sentence names.
        """
        # Two hyphens would end the comment.
        said = " ".join(self.locale.say("import", key, **values).split()).replace("--", "- -")
        self._comments.append(Comment(f"leidraad {code}: {said}".rstrip("-> ")))
        kind, chosen, sure, reason, *others = decision
        self.decide(kind, chosen, min(sure, FLAG_BELOW - 0.05), reason, *others, flagged=True)

    def leave_out(self, kind: str, text: str, reason: str) -> None:
        """Enter words that the chapter does not have."""
        plain = " ".join(text.split())
        if plain:
            self.left_out.append(plain)
            self.decide(kind, f"left out: {plain}", 0.9, reason)

    def miss(self, what: str, words: str) -> None:
        """Enter what pandoc did not read, by its name in the locales, flagged unless it is a mere shape."""
        self.left_out += [words] if words else []
        chosen = f"left out: {what}: {words}".rstrip(": ")
        if what == "shape":
            self.decide("block", chosen, 0.9, "it was drawn, and has no words")
            return
        said = words.split()
        shown = " ".join(said[:MOST_LISTED]) + (" …" if len(said) > MOST_LISTED else "")
        decision = ("block", chosen, 0.5, "pandoc does not read it", "text")
        self.flag("LR506", "unread", decision, what=self.locale.say("import", what), text=shown or "?")

    def finish(self) -> Chapter:
        """Return the chapter, with what still waits at its end."""
        self.add()
        return Chapter(self.locale.code, tuple(self.blocks))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions in the order of the manuscript, each with its line in the chapter."""
        starts, line = [], 1
        for block in self.blocks:
            starts.append(line)
            line += write(Chapter(self.locale.code, (block,))).lstrip("\n").count("\n") + 1
        placed = [
            replace(decision, chapter_line=starts[at] if at is not None and at < len(starts) else None)
            for decision, at in self._decided
        ]
        return tuple(sorted(placed, key=lambda decision: decision.lines[0]))


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with a comment between those of which Markdown would make one."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, Verbatim) and isinstance(last, Verbatim) and _merge(last.kind, block.kind):
            out.append(Comment(""))
        out.append(block)
    return out


def _merge(last: str, kind: str) -> bool:
    return last == kind or {last, kind} <= {"list", "dl"}
