"""A PDF as chapters: from its glyphs to the chapter model, with every decision on the way."""

from __future__ import annotations

from collections.abc import Sequence

from leidraad import locales
from leidraad.errors import LeidraadError
from leidraad.manuscript import audit, joins
from leidraad.manuscript.assembly import Assembly
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.importer import Imported, note_prefix
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import Line
from leidraad.manuscript.pdf import bullets, edges, feet, frames, grids, letters, reading, strips
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


def import_pdf(data: bytes, *, lang: str, name: str, path: str = "") -> list[Imported]:
    """Return the chapters that a PDF holds; usually one.

    Args:
        data: the PDF.
        lang: the language of the chapters.
        name: the name of the file, without suffix; note ids are made from it.
        path: what messages call the file; by default its name.

    Raises:
        LeidraadError: it cannot be read, holds no text, or the language is unknown.
    """
    locales.load(lang)
    called = path or name
    pages = reading.read(data, called)
    if not pages:
        raise LeidraadError(f"{called}: has no pages; export it again.")
    if not any(rows for _, rows in pages):
        raise LeidraadError(
            f"{called}: has pages but no text; if it was scanned, let a program recognise its text first."
        )
    if letters.are_unnamed([row for _, rows in pages for row in rows]):
        raise LeidraadError(
            f"{called}: its fonts do not say which letters they print; export it again with fonts that do, "
            "or let a program recognise its text."
        )
    return chapters(pages, lang=lang, name=name)


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
        self.raw = [row for _, rows in pages for row in rows]
        every = [letters.clean(bullets.read(page, rows)) for page, rows in pages]
        self.pages = {page.number: page for page, _ in pages}
        self.measures = Measures(every)
        self.edges = edges.find(every, self.measures)
        gone = {edge.row for edge in self.edges}
        self.strips = strips.strips([[r for r in rows if r not in gone] for rows in every], self.measures)
        self.feet = split(feet.take(self.strips, self.pages, self.measures, lang))
        self.content = grids.find(self.strips, self.pages)
        self.numbers = _numbers(every, self.content, gone)

    def run(self) -> list[Imported]:
        """Return every chapter."""
        rows = sorted(self.numbers, key=lambda row: self.numbers[row])
        lines = [Line(self.numbers[row], row.text) for row in rows]
        words = joins.vocabulary(lines)
        weaver = Weaver(words, self.lang, self.numbers)
        framed = frames.find(self.strips, self.pages, self.measures)
        paragraphs = Paragraphs(self.content, framed, self.measures)
        items = paragraphs.cut()
        forms = Forms(items, paragraphs, self.measures, self.lang)
        found = openings(items, forms, self.lang)
        if len(found) == 1:
            # Of a book the name of each file says the number; of a chapter alone, its title.
            found = [found[0].numbered()]
        bounds = [0, *(opening.start for opening in found[1:]), len(items)]
        made = []
        for at, (opening, pages) in enumerate(zip(found, self._pages(items, bounds), strict=True)):
            part = items[bounds[at] : bounds[at + 1]]
            name = self.name if len(found) == 1 else f"{at + 1:02}-{self.name}"
            made.append(self._chapter(part, opening, bounds[at], forms, weaver, pages, name))
        return made

    def _pages(self, items: Sequence[Item], bounds: Sequence[int]) -> list[set[int]]:
        """Return the pages of each chapter: none is left out, whatever it holds."""
        firsts = [items[start].rows[0].page for start in bounds[1:-1]]
        starts, ends = [0, *firsts], [*firsts, len(self.pages) + 1]
        return [{n for n in self.pages if a <= n < b} for a, b in zip(starts, ends, strict=True)]

    def _chapter(
        self,
        items: Sequence[Item],
        opening: Opening,
        start: int,
        forms: Forms,
        weaver: Weaver,
        pages: set[int],
        name: str,
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
        notes = roles.notes + [n for n in self.feet[0] if n.rows[0].page in pages]
        marks = Marks([c for label in roles.labels for c in label.in_order()], weaver.raised, notes)
        labels = [*roles.labels, *(self._note(number, note, weaver) for number, note in marks.numbered)]
        assembly = Assembly(labels, self.lang, note_prefix(name), marks.find)
        decisions = self._furniture(opening, pages)
        if 1 in pages:
            decisions = [*letters.decisions([*self.numbers], self.numbers, self.raw), *decisions]
        assembly.build(decisions, is_guess=False)
        chapter, made = Chapter(self.lang, tuple(assembly.blocks)), assembly.placed()
        rows = [
            row if row.page in pages else None for row in sorted(self.numbers, key=self.numbers.__getitem__)
        ]
        text = "\n".join(weaver.read.get(row, row.plain) if row else "" for row in rows)
        text += "".join(f"\n{self.pages[number].aside}" for number in sorted(pages))
        audit.check(text, chapter, made, self.name, renumbered=marks.renumbered)
        return Imported(chapter, made, len(text.split()))

    def _note(self, number: int, note: Printed, weaver: Weaver) -> Label:
        chunk = weaver.note(note.rows, number)
        reason = f"small type that begins with the number {note.number} (page {note.rows[0].page})"
        return Label("note", (chunk,), 0.96, reason)

    def _furniture(self, opening: Opening, pages: set[int]) -> list[Decision]:
        """Return the decisions about what is no text on the pages of a chapter."""
        made = []
        for edge in self.edges:
            if edge.row.page in pages:
                made.append(self._left_out(edge.row, edge.row.plain, edge.confidence, edge.reason))
        for para in opening.numbers:
            reason = "the number of the chapter, which the navigation shows"
            made.append(self._left_out(para.first, para.plain, 0.9, reason))
        for number in sorted(pages):
            text = " ".join(self.pages[number].aside.split())
            if text:
                first = min(
                    (row for row in self.numbers if row.page == number), key=lambda row: self.numbers[row]
                )
                made.append(
                    self._left_out(
                        first, text, 0.7, "it does not lie flat, or not on the part of the page that is shown"
                    )
                )
        return sorted(made, key=lambda decision: decision.lines)

    def _left_out(self, row: Row, text: str, sure: float, reason: str) -> Decision:
        line = self.numbers[row]
        reason = f"{reason} (page {row.page})"
        return Decision("furniture", (line, line), text, sure, ("heading",), reason, sure < FLAG_BELOW)


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
