"""Blocks, notes and flags put together as a chapter, with the decision behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from leidraad import locales
from leidraad.manuscript import changes, doubts, notes
from leidraad.manuscript.blocks import Renderer, note_text
from leidraad.manuscript.changes import Change
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.decisions import FLAG_BELOW, PLACEHOLDER, Decision
from leidraad.manuscript.furniture import DEFINITION
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import GUESSED_ENCODING, ends_sentence
from leidraad.manuscript.notes import Chain, Mark
from leidraad.model import Block, Chapter, Comment, Note
from leidraad.writer import write

Finder = Callable[[Sequence[Chunk], frozenset[int]], Chain]
"""What finds the note references in chunks, given the numbers of the notes that are listed."""

_MAY_BREAK_OFF = ("paragraph", "case", "list")
_CONTEXT = 24


def _find(chunks: Sequence[Chunk], listed: frozenset[int]) -> Chain:
    """Return the note references that the text of chunks alone shows."""
    return notes.find([chunk.text for chunk in chunks], listed)


class Assembly:
    """A chapter in the making: its blocks, and each decision with the block that it is about."""

    def __init__(self, labels: Sequence[Label], lang: str, prefix: str, find: Finder = _find) -> None:
        """Find the notes of the labelled text, with `find` where its layout shows them."""
        self.locale = locales.load(lang)
        self.prefix = prefix
        self.blocks: list[Block] = []
        self.decisions: list[tuple[Decision, int | None]] = []
        self.labels: list[Label] = []
        self.definitions: dict[int, Label] = {}
        for part in labels:
            if part.kind != "note":
                self.labels.append(part)
            elif _number(part)[0] not in self.definitions:
                self.definitions[_number(part)[0]] = part
            else:
                reason = "a second note of this number"
                self.labels.append(Label("paragraph", part.chunks, 0.5, reason, ("note",)))
        self.chunks = [chunk for part in self.labels for chunk in part.in_order()]
        self.chain = find(self.chunks, frozenset(self.definitions))
        self.marks = self._by_chunk(self.chain.marks)
        self.doubtful = self._by_chunk(self.chain.doubtful)
        self.renderer = Renderer(prefix, self.marks)

    def build(self, decisions: Sequence[Decision], *, is_guess: bool) -> None:
        """Add every block, with a flag where an author should look, then the notes.

        Args:
            decisions: those about characters and page furniture, which belong to no block.
            is_guess: whether the encoding is one.
        """
        if is_guess:
            others, reason = ("another encoding",), "not UTF-8, and a text does not say what it is in"
            decision = Decision("encoding", (1, 1), GUESSED_ENCODING, 0.5, others, reason, True)
            self._flag("LR505", decision, "encoding", encoding=GUESSED_ENCODING)
        self.decisions += [(decision, None) for decision in decisions if not decision.flagged]
        waiting = [decision for decision in decisions if decision.flagged]
        if not self.labels or self.labels[0].kind != "title":
            reason = "the first line is no heading"
            self._flag(
                "LR501", Decision("block", (1, 1), "no title", 0.5, ("title",), reason, True), "no_title"
            )
        for part in self.labels:
            end = _span(part)[1]
            while waiting and waiting[0].lines[0] < end:
                self._flag_head(waiting.pop(0))
            if part.kind == "notes":
                text = " ".join(line.text for line in part.chunks[0].lines)
                chosen = Decision("furniture", _span(part), text, part.confidence, reason=part.reason)
                self.decisions.append((chosen, None))
                continue
            self._flag_doubts(part)
            self._add(part, self.renderer.block(part), changes.of_block(part))
        for decision in waiting:
            self._flag_head(decision)
        self._flag_break()
        self._add_notes()

    def placed(self) -> tuple[Decision, ...]:
        """Return the decisions in the order of the manuscript, each with its line in the chapter."""
        starts, line = [], 1
        for block in self.blocks:
            starts.append(line)
            # By itself a block may get a blank line above it, which in the chapter it has not.
            line += write(Chapter(self.locale.code, (block,))).lstrip("\n").count("\n") + 1
        placed = (
            decision if at is None else replace(decision, chapter_line=starts[at])
            for decision, at in self.decisions
        )
        return tuple(sorted(placed, key=lambda decision: decision.lines[0]))

    def _add(self, part: Label, block: Block, change: Change) -> None:
        """Add a block, in which Markdown marks `change`, and the decisions about it."""
        self.blocks.append(block)
        unsure = part.confidence < FLAG_BELOW
        others = part.alternatives or ((doubts.SOMETHING,) if unsure else ())
        chosen = Decision("block", _span(part), part.kind, part.confidence, others, part.reason, unsure)
        self._enter(chosen, change)
        for chunk in part.in_order():
            for join, lines, change in (
                found for weave in chunk.weaves for found in changes.of_joins(*weave)
            ):
                unsure = join.confidence < FLAG_BELOW
                decision = Decision(
                    "join", lines, join.joined, join.confidence, join.alternatives, join.reason, unsure
                )
                self._enter(decision, change)
            for mark, change in changes.of_marks(part, chunk, self.marks.get(chunk.span[0], [])):
                self._enter(_note_decision(chunk, mark), change)

    def _flag_doubts(self, part: Label) -> None:
        """Add a comment for each thing in a block that an author should look at."""
        if part.confidence < FLAG_BELOW:
            other = (part.alternatives or (doubts.SOMETHING,))[0]
            chosen, named = (self.locale.say("import", kind) for kind in (part.kind, other))
            why = doubts.why("block", part.kind, other, self.locale)
            self._comment("LR501", "block", chosen=chosen, other=named, why=why)
        if part.columns < FLAG_BELOW:
            key = "columns_guessed" if part.rows else "columns"
            chosen = f"{len(part.rows[0]) if part.rows else 1} columns"
            reason = "the cells came loose, in an order that does not tell"
            decision = Decision(
                "columns", _span(part), chosen, part.columns, ("other columns",), reason, True
            )
            self._flag("LR501", decision, key)
        for chunk in part.in_order():
            for join in (join for _, woven in chunk.weaves for join in woven.joins):
                if join.confidence < FLAG_BELOW:
                    other = join.alternatives[0]
                    why = doubts.why("join", join.joined, other, self.locale)
                    self._comment("LR502", "join", joined=join.joined, other=other, why=why)
            for mark in self.marks.get(chunk.span[0], []):
                if mark.is_weak:
                    self._comment("LR503", "weak_note", number=mark.numbers[0], context=_context(chunk, mark))
            for mark in self.doubtful.get(chunk.span[0], []):
                number, line = mark.numbers[0], chunk.woven.line_at(mark.start)
                context = _context(chunk, mark)
                reason = f"‘{context}’ has the shape of a note, but the run of numbers goes past it"
                decision = Decision("note", (line, line), "no note", 0.5, (f"note {number}",), reason, True)
                self._flag(
                    "LR503", decision, "doubtful_note", number=number, context=context, id=self._id(number)
                )

    def _flag_head(self, decision: Decision) -> None:
        """Flag a line that was left out although it may be a heading, or letters that were not to be read."""
        if decision.kind == "characters":
            self._flag("LR505", decision, "letters", text=decision.chosen)
        else:
            self._flag("LR501", decision, "head", text=decision.chosen)

    def _flag_break(self) -> None:
        """Flag a text whose last block of running text does not end a sentence."""
        last = next((part for part in reversed(self.labels) if part.kind != "notes"), None)
        if last is None or last.kind not in _MAY_BREAK_OFF or ends_sentence(last.chunks[-1].text):
            return
        end = last.chunks[-1].span[1]
        sure = 0.95 if last.chunks[-1].is_open else 0.7
        reason = "the last line does not end a sentence"
        decision = Decision("break", (end, end), "kept as it is", sure, reason=reason, flagged=True)
        self._flag("LR504", decision, "breaks_off")

    def _add_notes(self) -> None:
        """Add the definitions, and a placeholder for each note that has none."""
        places = {
            number: chunk.woven.line_at(mark.start)
            for chunk in self.chunks
            for mark in self.marks.get(chunk.span[0], [])
            for number in mark.numbers
        }
        for number in sorted({*places, *self.definitions, *self.chain.missing}):
            part = self.definitions.get(number)
            if part is None and number not in places:
                line = max(line for other, line in places.items() if other < number)
                reason = "the numbers around it run on, but it was not found"
                others = ("a reference that was lost",)
                decision = Decision("note", (line, line), f"no note {number}", 0.5, others, reason, True)
                self._flag("LR503", decision, "note_unreferenced", number=number, id=self._id(number))
                continue
            if part is None:
                line = places[number]
                text = self.locale.say("notes", "placeholder")
                reason = "the text has no definition of this note"
                self.blocks.append(Note(self._id(number), text))
                decision = Decision("note", (line, line), PLACEHOLDER, 0.95, reason=reason)
                self._enter(decision, ((), (f"[^{number}]:", *text.split())))
                continue
            if number not in places:
                reason = "nothing in the text refers to this note"
                others = ("a paragraph",)
                decision = Decision("note", _span(part), f"note {number}", 0.5, others, reason, True)
                self._flag("LR503", decision, "note_unreferenced", number=number, id=self._id(number))
            self._flag_doubts(part)
            note = Note(self._id(number), note_text(part.chunks, _number(part)[1]))
            self._add(part, note, changes.of_note(part, *_number(part)))

    def _by_chunk(self, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
        """Return the marks in each chunk, by the number of its first line."""
        found: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            found[self.chunks[mark.text].span[0]].append(mark)
        return found

    def _id(self, number: int) -> str:
        return f"{self.prefix}-{number}"

    def _enter(self, decision: Decision, change: Change = ((), ())) -> None:
        """Enter a decision about the block that was added last, and the words that it changed."""
        decision = replace(decision, words=change[0], became=change[1]) if any(change) else decision
        self.decisions.append((decision, len(self.blocks) - 1))

    def _flag(self, code: str, decision: Decision, key: str, **values: object) -> None:
        """Add a comment for an author, and the decision that it is about."""
        self._comment(code, key, **values)
        self._enter(decision)

    def _comment(self, code: str, key: str, **values: object) -> None:
        # Two hyphens would end the comment.
        text = self.locale.say("import", key, **values).replace("--", "- -")
        self.blocks.append(Comment(f"leidraad {code}: {text}"))


def _span(part: Label) -> tuple[int, int]:
    """Return the first and last line of a block in the manuscript."""
    chunks = part.in_order()
    return chunks[0].span[0], chunks[-1].span[1]


def _number(part: Label) -> tuple[int, int]:
    """Return the number of a note definition, and where its text starts."""
    match = DEFINITION.match(part.chunks[0].text)
    assert match is not None
    return int(match[1] or match[2]), match.end()


def _note_decision(chunk: Chunk, mark: Mark) -> Decision:
    line = chunk.woven.line_at(mark.start)
    chosen = " and ".join(f"note {number}" for number in mark.numbers)
    sure = 0.55 if mark.is_weak else min(0.7 + 0.1 * max(mark.shape, 0.0), 0.99)
    return Decision("note", (line, line), chosen, sure, ("no note",), mark.reason, mark.is_weak)


def _context(chunk: Chunk, mark: Mark) -> str:
    """Return the last words before a mark, and its number."""
    return chunk.text[max(mark.start - _CONTEXT, 0) : mark.end].split(" ", 1)[-1]
