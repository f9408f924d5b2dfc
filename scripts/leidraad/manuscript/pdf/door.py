"""A PDF as chapters: from its glyphs to the chapter model, with every decision on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leidraad import locales
from leidraad.manuscript import characters, joins
from leidraad.manuscript.assembly import Assembly
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.importer import Imported, note_prefix
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import Line
from leidraad.manuscript.pdf import edges, feet, grids, strips
from leidraad.manuscript.pdf.forms import Forms, Item
from leidraad.manuscript.pdf.glyphs import Page
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.marks import Marks
from leidraad.manuscript.pdf.measures import Measures
from leidraad.manuscript.pdf.notelist import Printed, split
from leidraad.manuscript.pdf.paragraphs import Paragraphs
from leidraad.manuscript.pdf.roles import Roles
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.strips import Strip
from leidraad.manuscript.pdf.titles import Opening, openings
from leidraad.manuscript.pdf.weaving import Weaver
from leidraad.model import Chapter


def chapters(pages: Sequence[tuple[Page, Sequence[Row]]], *, lang: str, name: str) -> list[Imported]:
    """Return the chapters that the pages of a PDF hold.

    Args:
        pages: each page with its printed lines, from head to foot.
        lang: the language of the chapters.
        name: the name of the file, without suffix; note ids are made from it.
    """
    return _Book(pages, lang, name).run()


class _Book:
    """What all chapters of a PDF share: measures, the vocabulary and the numbers of the lines."""

    def __init__(self, pages: Sequence[tuple[Page, Sequence[Row]]], lang: str, name: str) -> None:
        self.lang = lang
        self.name = name
        every = [list(rows) for _, rows in pages]
        self.pages = {page.number: page for page, _ in pages}
        self.measures = Measures(every)
        self.edges = edges.find(every, self.measures)
        gone = {edge.row for edge in self.edges}
        self.strips = strips.strips([[r for r in rows if r not in gone] for rows in every], self.measures)
        self.feet = split(feet.take(self.strips, self.pages, self.measures))
        self.content = grids.find(self.strips, self.pages, self.measures)
        self.numbers = _numbers(every, self.content, gone)

    def run(self) -> list[Imported]:
        """Return every chapter."""
        rows = sorted(self.numbers, key=lambda row: self.numbers[row])
        lines = [Line(self.numbers[row], row.text) for row in rows]
        words = joins.vocabulary(lines)
        weaver = Weaver(words, self.lang, self.numbers)
        paragraphs = Paragraphs(self.strips, self.measures)
        items = paragraphs.cut(self.content)
        forms = Forms(items, paragraphs, self.measures, self.lang)
        found = openings(items, forms, self.lang)
        bounds = [0, *(opening.start for opening in found[1:]), len(items)]
        made = []
        for at, opening in enumerate(found):
            part = items[bounds[at] : bounds[at + 1]]
            made.append(self._chapter(part, opening, bounds[at], forms, weaver, at, len(found)))
        return made

    def _chapter(
        self, items: Sequence[Item], opening: Opening, start: int, forms: Forms, weaver: Weaver, at: int, count: int
    ) -> Imported:
        """Return one chapter."""
        title = (opening.title[0] - start, opening.title[1] - start) if opening.title else None
        numbers = set(map(id, opening.numbers))
        kept = [item for item in items if id(item) not in numbers]
        if title:
            shift = sum(id(item) in numbers for item in items[: title[0]])
            title = title[0] - shift, title[1] - shift
        roles = Roles(kept, forms, weaver, self.lang)
        roles.run(title)
        pages = _pages(items)
        notes = roles.notes + [n for n in self.feet[0] if n.rows[0].page in pages]
        marks = Marks([c for label in roles.labels for c in _chunks(label)], weaver.raised, notes)
        labels = [*roles.labels, *(self._note(number, note, weaver) for number, note in marks.numbered)]
        prefix = note_prefix(self.name if count == 1 else f"{at + 1:02}-{self.name}")
        assembly = Assembly(labels, self.lang, prefix, marks.find)
        decisions = [*self._furniture(opening, pages if at else None)]
        assembly.build(decisions, is_guess=False)
        words = sum(len(row.words) for row in self.numbers if row.page in pages)
        return Imported(Chapter(self.lang, tuple(assembly.blocks)), assembly.placed(), words)

    def _note(self, number: int, note: Printed, weaver: Weaver) -> Label:
        chunk = weaver.note(note.rows, number)
        reason = f"small type that begins with the number {note.number} (page {note.rows[0].page})"
        return Label("note", (chunk,), 0.96, reason)

    def _furniture(self, opening: Opening, pages: set[int] | None) -> list[Decision]:
        """Return the decisions about what is no text."""
        made = []
        for edge in self.edges:
            if pages is not None and edge.row.page not in pages:
                continue
            line = self.numbers[edge.row]
            reason = f"{edge.reason} (page {edge.row.page})"
            unsure = edge.confidence < FLAG_BELOW
            made.append(
                Decision("furniture", (line, line), edge.row.plain, edge.confidence, ("heading",), reason, unsure)
            )
        for para in opening.numbers:
            line = self.numbers[para.first]
            reason = f"the number of the chapter, which the navigation shows (page {para.first.page})"
            made.append(Decision("furniture", (line, line), para.plain, 0.9, ("heading",), reason))
        return sorted(made, key=lambda decision: decision.lines)


def _numbers(
    pages: Sequence[Sequence[Row]], content: Sequence[tuple[Strip, Sequence[Row | Grid]]], gone: set[Row]
) -> dict[Row, int]:
    """Return a running number for each line, in the order of reading; cells of a table count as lines."""
    order: list[Row] = []
    left = list(content)
    for rows in pages:
        outer = [row for row in rows if row in gone]
        page = rows[0].page if rows else None
        body: list[Row] = []
        while left and left[0][0].page == page:
            strip, things = left.pop(0)
            for thing in things:
                body += thing.rows if isinstance(thing, Grid) else [thing]
            body += strip.after
        top = max((row.y for row in body), default=0.0)
        order += [row for row in outer if row.y >= top] + body + [row for row in outer if row.y < top]
    return {row: number for number, row in enumerate(order, start=1)}


def _pages(items: Sequence[Item]) -> set[int]:
    return {row.page for item in items for row in item.rows}


def _chunks(label: Label) -> list[Chunk]:
    """Return every chunk of a label in the order of the text, as the assembly counts them."""
    return sorted((*label.chunks, *([label.head] if label.head else [])), key=lambda chunk: chunk.span)
