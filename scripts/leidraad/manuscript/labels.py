"""What each chunk is: a small state machine that reads the chunks from left to right.

Every label carries its evidence and how sure it is. Only the layout and the form of a chunk count, never what
it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from leidraad.manuscript import cases, stories
from leidraad.manuscript.cells import grid
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import DEFINITION
from leidraad.manuscript.lines import Profile, item
from leidraad.manuscript.numbering import is_number
from leidraad.manuscript.shapes import Shapes

_LABELLED, _LABELLED_ON = 5.0, 0.5
# Half of the tables whose cells came loose have one that stands in another’s place.
_COLUMNS = 0.5
_IN_CASE = 0.5
_CASE_TITLE = "case title"
_TITLE_LINES = 3
_STANZA = 2
_MOST_QUOTED = 4
_SET_OFF, _MOST_SET_OFF = 2.0, 60
_LONGEST_EPIGRAPH, _SHORT_EPIGRAPH = 100, 40


Cell = tuple[Chunk, int, int]
"""A cell of a table: the chunk that it is in, where it starts there and where it ends."""


@dataclass(frozen=True, slots=True)
class Label:
    """A block of the chapter: its kind, the chunks in it, and why.

    `kind` is title, heading, paragraph, epigraph, quote, case, list, table, note or notes (the heading of the
    list of notes); `head` is the title of a case or the attribution of a quote or epigraph; `is_verse` says
    that each chunk is one line; `level` is that of a heading; `rows` holds the cells of a table whose columns
    are known, each in the chunk that holds it, None for an empty one; `columns` is how sure these are.
    """

    kind: str
    chunks: tuple[Chunk, ...]
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()
    head: Chunk | None = None
    is_verse: bool = False
    level: int = 2
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    columns: float = 1.0


def label(chunks: Sequence[Chunk], feet: Sequence[Chunk], profile: Profile, lang: str) -> list[Label]:
    """Return the labelled blocks of a text, in its order, and then the notes at its page feet."""
    notes: list[tuple[Chunk, ...]] = []
    for chunk in feet:
        if DEFINITION.match(chunk.text) or not notes:
            notes.append((chunk,))
        else:
            notes[-1] += (chunk,)
    shapes = Shapes(chunks, profile, lang)
    labels = _with_cases(_Labeller(chunks, shapes).run(), shapes)
    return labels + [Label("note", note, 0.9, "numbered, at the foot of a page") for note in notes]


class _Labeller:
    """The state: where in the chunks it stands, and what has been labelled."""

    def __init__(self, chunks: Sequence[Chunk], shapes: Shapes) -> None:
        self.chunks = chunks
        self.shapes = shapes
        self.done: list[Label] = []
        self.at = 0

    def run(self) -> list[Label]:
        """Label every chunk."""
        self._title()
        if self.done:
            self._subtitle()
            while self._epigraph():
                pass
        while self.at < len(self.chunks):
            self._next()
        return self.done

    def _add(
        self,
        kind: str,
        end: int,
        confidence: float,
        reason: str,
        *alternatives: str,
        head: int | None = None,
        is_verse: bool = False,
    ) -> None:
        """Label the chunks up to `end` as one block, of which the chunk `head` is title or attribution."""
        body = tuple(c for i, c in enumerate(self.chunks[self.at : end], self.at) if i != head)
        title = None if head is None else self.chunks[head]
        self.done.append(Label(kind, body, confidence, reason, alternatives, title, is_verse))
        self.at = end

    def _title(self) -> None:
        """Label the title, with the number of the chapter over it where that has a line of its own."""
        start = int(is_number(self.chunks[0].text, self.shapes.lang)) if self.chunks else 0
        end = self._title_end(start)
        if end == start:
            end = self._title_end(0)
        if end:
            self._add("title", end, 0.95, "the first line, short and without a full stop")

    def _subtitle(self) -> None:
        """Label a heading under the title that an epigraph stands under."""
        at, shapes = self.at, self.shapes
        if (
            shapes.is_heading(at)
            and self.chunks[at + 1].gap
            and not shapes.names(at + 1)
            and shapes.names(at + 2)
        ):
            self._add("heading", at + 1, 0.8, "between the title and an epigraph", "paragraph")

    def _title_end(self, start: int) -> int:
        """Return where a title ends, which may stand on lines that nothing else holds together."""
        end = start
        while (
            end + 1 < len(self.chunks)
            and end - start < _TITLE_LINES
            and (
                self.shapes.is_heading(end, most_lines=_TITLE_LINES, may_go_on=True)
                if end == start
                else self._goes_on(end)
            )
        ):
            end += 1
        return end

    def _goes_on(self, at: int) -> bool:
        """Tell whether a chunk is another line of the title before it."""
        chunk = self.chunks[at]
        return (
            chunk.gap == 0
            and (self.chunks[at + 1].gap > 0 or len(self.chunks[at + 1].lines) > 1)
            and len(chunk.lines) == 1
            and not self.shapes.names(at)
            and chunk.text[-1] not in ".;:…"
        )

    def _epigraph(self) -> bool:
        """Label what stands between the title and the text, where someone is named for it."""
        start = end = self.at
        while self.shapes.is_verse_line(end):
            end += 1
        named = [at for at in range(start + 1, end + 1) if self.shapes.names(at)]
        named += [
            at
            for at in range(start + 1, end)
            if at not in named and self._closes(at) and self.shapes.is_source(at)
        ]
        strong = [at for at in sorted(named) if self._closes(at)]
        strong += [at for at in named if self.chunks[at].text[-1].isdigit() or at == end]
        if named:
            # A line of verse may be capitalised like a name, so the last name counts unless one has a note.
            last = (strong or named[-1:])[0]
            reason = f"{last - start} short lines after the title, and a name"
            self._add("epigraph", last + 1, 0.95, reason, "quote", head=last, is_verse=last - start > 1)
        elif end - start >= 3 and self.chunks[start + 1].gap == 0:
            reason = "short lines after the title, but no name"
            self._add("epigraph", end, 0.55, reason, "paragraph", is_verse=True)
        elif (head := self._named_soon(start)) is not None:
            reason = "right after the title, and a name under it"
            self._add("epigraph", head + 1, 0.9, reason, "quote", head=head)
        return self.at > start

    def _closes(self, at: int) -> bool:
        """Tell whether a chunk ends what stands together: no space before it, and some after."""
        return self.chunks[at].gap == 0 and at + 1 < len(self.chunks) and self.chunks[at + 1].gap > 0

    def _named_soon(self, start: int) -> int | None:
        """Return the chunk that names who said what starts here, if it comes before anything else."""
        words = 0
        for at in range(start, min(start + _MOST_QUOTED, len(self.chunks) - 1)):
            words += self.chunks[at].text.count(" ") + 1
            if at > start and self.chunks[at].gap:
                return None
            if words > _LONGEST_EPIGRAPH or self.shapes.is_heading(at):
                return None
            if self.shapes.names(at + 1):
                return at + 1
            if words <= _SHORT_EPIGRAPH and self._closes(at + 1) and self.shapes.is_source(at + 1):
                return at + 1
        return None

    def _verse(self, at: int) -> tuple[int, int | None]:
        """Return where the verse ends that starts at a chunk, and who is named under it; `at` if none does.

        A stanza has two lines or more. Without a name it is verse only where a colon announces it.
        """
        end = start = at
        while self.shapes.is_verse_line(end) and not (end > start and self.shapes.names(end)):
            if end > start and self.chunks[end].gap and end - start < _STANZA:
                return at, None
            start = end if self.chunks[end].gap else start
            end += 1
        if end - start < _STANZA:
            return at, None
        if self.shapes.names(end) and not self.chunks[end].gap:
            return end + 1, end
        if self.shapes.is_lone_name(end - 1) and end - 1 - start >= _STANZA:
            return end, end - 1
        return (end, None) if at and self.chunks[at - 1].text.endswith(":") else (at, None)

    def _announced(self, at: int) -> int:
        """Return where a quotation of more paragraphs ends that a colon announces and a name closes."""
        if not at or not self.chunks[at - 1].text.endswith(":"):
            return at
        for end in range(at + 1, min(at + _MOST_QUOTED, len(self.chunks)) + 1):
            if self.shapes.names(end):
                return end + 1
            if end == len(self.chunks) or item(self.chunks[end].text) or self.shapes.is_heading(end):
                break
        return at

    def _next(self) -> None:
        """Label the block that starts here, in the body of the text."""
        at, shapes = self.at, self.shapes
        text = self.chunks[at].text
        named = shapes.names(at + 1)
        is_table = shapes.table_end(at) > at
        if shapes.heads_notes(at):
            self._notes()
        elif self.chunks[at].rows:
            self._add("table", at + 1, 0.85, "cells that stand one under another", "paragraph")
        elif shapes.is_case_title(at):
            self._add(_CASE_TITLE, at + 1, 0.95, "says that what follows is a case", "heading")
        elif (verse := self._verse(at))[0] > at:
            sure = 0.7 if verse[1] is None else 0.9
            self._add("quote", verse[0], sure, "lines of verse", "paragraph", head=verse[1], is_verse=True)
        elif named and not item(text) and not shapes.is_heading(at):
            sure = 0.95 if shapes.apartness(at) > 0 else 0.85
            if shapes.is_barely_named(at + 1):
                sure = 0.55
            self._add("quote", at + 2, sure, "a name under it", "epigraph", head=at + 1)
        elif (end := self._announced(at)) > at + 1:
            reason = f"a name under {end - at - 1} paragraphs after a colon"
            self._add("quote", end, 0.8, reason, "paragraph", head=end - 1)
        elif (end := shapes.list_end(at)) > at and not shapes.is_dialogue(at):
            self._add("list", end, 0.9, "list markers")
        elif end > at:
            for line in range(at, end):
                self._add("paragraph", line + 1, 0.8, "a line of dialogue", "list")
        elif is_table:
            self._cells(shapes.table_end(at))
        elif shapes.is_heading(at):
            sure = 0.75 if text.endswith(("?", "!")) else 0.9
            self._add("heading", at + 1, sure, "a short line of its own", "paragraph")
        elif shapes.is_cut_by_guess(at):
            reason = "running text, but a line that it may end with is as full as any other"
            self._add("paragraph", at + 1, 0.55, reason, "two paragraphs")
        else:
            self._add("paragraph", at + 1, 0.9, "running text")

    def _cells(self, end: int) -> None:
        """Label the chunks up to `end` as a table, in the columns that they fill best."""
        chunks = self.chunks[self.at : end]
        found = grid([chunk.text for chunk in chunks])
        # The heading of what comes next is as short as a cell.
        shorter = grid([chunk.text for chunk in chunks[:-1]]) if self.shapes.is_heading(end - 1) else None
        if shorter and (found is None or shorter.fit > found.fit):
            found = shorter
            end -= 1
        self._add("table", end, 0.85, "many short chunks in a row", "paragraph")
        rows = found.rows if found else ()
        self.done[-1] = replace(
            self.done[-1],
            rows=tuple(tuple((chunks[at], start, end) for at, start, end in row) for row in rows),
            columns=_COLUMNS,
        )

    def _notes(self) -> None:
        """Label the heading of the notes and the definitions under it."""
        self._add("notes", self.at + 1, 0.95, "the heading of the notes, which every page prints by itself")
        while self.at < len(self.chunks) and not self.shapes.is_heading(self.at):
            end = self.at + 1
            while end < len(self.chunks) and not (
                DEFINITION.match(self.chunks[end].text) or self.shapes.is_heading(end)
            ):
                end += 1
            self._add("note", end, 0.95, "numbered, under the heading of the notes")


def _with_cases(labels: Sequence[Label], shapes: Shapes) -> list[Label]:
    """Return `labels` with the paragraphs that tell a case put together as one."""
    known = stories.names([chunk.text for chunk in shapes.chunks])
    places = {id(chunk): at for at, chunk in enumerate(shapes.chunks)}
    prose = [index for index, part in enumerate(labels) if part.kind == "paragraph"]
    evidence: list[float] = []
    befores: list[str] = []
    words: list[int] = []
    is_labelled = False
    for index, after in zip_longest(prose, prose[1:]):
        before = labels[index - 1].kind if index else ""
        text = labels[after].chunks[0].text if after is not None else ""
        odds = shapes.apartness(places[id(labels[index].chunks[0])])
        odds += stories.story(labels[index].chunks[0].text, text, known)
        is_on = is_labelled and before == "paragraph"
        is_labelled = before == _CASE_TITLE or is_on
        evidence.append(odds + _LABELLED * (before == _CASE_TITLE) + _LABELLED_ON * is_on)
        befores.append(before)
        words.append(labels[index].chunks[0].text.count(" ") + 1)
    chances = dict(zip(prose, cases.posterior(evidence, befores, words), strict=True))
    done: list[Label] = []
    for index, part in enumerate(labels):
        chance = chances.get(index, 0.0)
        apart = shapes.apartness(places[id(part.chunks[0])]) if index in chances else 0.0
        if chance < _IN_CASE:
            text = part.chunks[0].text
            if apart >= _SET_OFF and text.count(" ") < _MOST_SET_OFF and not item(text):
                reason = "a few lines that are set off, and tell no story"
                part = replace(part, kind="quote", confidence=0.6, reason=reason, alternatives=("paragraph",))
            elif index in chances:
                part = replace(part, confidence=min(part.confidence, 1 - chance), alternatives=("case",))
            done.append(part)
            continue
        last = done[-1] if done else None
        if (
            last
            and last.kind == "case"
            and chances.get(index - 1, 0.0) >= _IN_CASE
            and not shapes.leads(part.chunks[0])
        ):
            done[-1] = replace(
                last, chunks=last.chunks + part.chunks, confidence=min(last.confidence, chance)
            )
        elif last and (
            last.kind == _CASE_TITLE
            or (last.kind == "heading" and shapes.is_set_off(places[id(last.chunks[0])]))
        ):
            reason = (
                "labelled as a case" if last.kind == _CASE_TITLE else "set off from the text with its title"
            )
            done[-1] = Label("case", part.chunks, min(0.95, chance), reason, ("heading",), last.chunks[0])
        else:
            done.append(
                Label(
                    "case", part.chunks, chance, "set off from the text, or told as a story", ("paragraph",)
                )
            )
    return _with_quotes(
        [replace(part, kind="heading") if part.kind == _CASE_TITLE else part for part in done]
    )


def _with_quotes(labels: Sequence[Label]) -> list[Label]:
    """Return `labels` with a quotation whole whose first paragraphs look like a case by themselves."""
    done: list[Label] = []
    for part in labels:
        before = done[-1] if done else None
        if part.kind == "quote" and before and before.kind == "case" and before.head is None:
            # What comes after a case is about it, so a quotation never stands right under one.
            reason = f"a name under {len(before.chunks) + 1} paragraphs that are set off"
            chunks = before.chunks + part.chunks
            done[-1] = replace(
                part, chunks=chunks, confidence=before.confidence, reason=reason, alternatives=("case",)
            )
        else:
            done.append(part)
    return done
