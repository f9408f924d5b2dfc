"""What each chunk is: a small state machine that reads the chunks from left to right.

Every label carries its evidence and how sure it is. Only the layout and the form of a chunk count, never what
it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leidraad.manuscript import case_blocks
from leidraad.manuscript.cells import grid
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import DEFINITION
from leidraad.manuscript.labels import CASE_TITLE, Label
from leidraad.manuscript.lines import Profile, item
from leidraad.manuscript.numbering import is_number
from leidraad.manuscript.shapes import Shapes

# Half of the tables whose cells came loose have one that stands in another’s place.
_COLUMNS = 0.5
_TITLE_LINES = 3
_STANZA = 2
_MOST_QUOTED = 4
_LONGEST_EPIGRAPH, _SHORT_EPIGRAPH = 100, 40


def label(chunks: Sequence[Chunk], feet: Sequence[Chunk], profile: Profile, lang: str) -> list[Label]:
    """Return the labelled blocks of a text, in its order, and then the notes at its page feet."""
    notes: list[tuple[Chunk, ...]] = []
    for chunk in feet:
        if DEFINITION.match(chunk.text) or not notes:
            notes.append((chunk,))
        else:
            notes[-1] += (chunk,)
    shapes = Shapes(chunks, profile, lang)
    labels = case_blocks.gather(_Labeller(chunks, shapes).run(), shapes)
    return labels + [Label("note", note, 0.9, "numbered, at the foot of a page") for note in notes]


class _Labeller:
    """The state: where in the chunks it stands, and what has been labelled."""

    def __init__(self, chunks: Sequence[Chunk], shapes: Shapes) -> None:
        self.chunks = chunks
        self.shapes = shapes
        self.done: list[Label] = []
        self.at = 0
        self.strays: set[int] = set()

    def run(self) -> list[Label]:
        """Label every chunk."""
        self._title()
        if self.done:
            self._subtitle()
            while self._epigraph():
                pass
        while self.at < len(self.chunks):
            if self.at in self.strays:
                self.at += 1
            else:
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
        cells_end = shapes.table_end(at)
        if shapes.heads_notes(at):
            self._notes()
        elif self.chunks[at].rows:
            self._add("table", at + 1, 0.85, "cells that stand one under another", "paragraph")
        elif shapes.is_case_title(at):
            self._add(CASE_TITLE, at + 1, 0.95, "says that what follows is a case", "heading")
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
        elif cells_end > at:
            self._cells(cells_end)
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
        table = self.done[-1]
        strays = self.shapes.strays(end)
        if strays:
            self.strays.update(strays)
            table = replace(table, chunks=table.chunks + tuple(self.chunks[at] for at in strays))
            found = grid([chunk.text for chunk in table.chunks])
        rows = found.rows if found else ()
        self.done[-1] = replace(
            table,
            rows=tuple(tuple((table.chunks[at], start, end) for at, start, end in row) for row in rows),
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
