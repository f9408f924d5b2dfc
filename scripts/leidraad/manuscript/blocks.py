"""Labels as blocks of the chapter model, in Markdown that prints what the manuscript says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from leidraad import patterns
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.labels import Cell, Label
from leidraad.manuscript.lines import ends_sentence, item
from leidraad.manuscript.markup import escape, escape_end, escape_start
from leidraad.manuscript.naming import DASH
from leidraad.manuscript.notes import Mark
from leidraad.model import Block, Callout, Heading, Paragraph, Verbatim

_BRACKETED = patterns.lazy(r"\((?P<name>[^()]*)\)(?:\d{1,3}(?:,\d{1,3})*)?")


class Renderer:
    """Write chunks as inline Markdown, with the note references that belong in each."""

    def __init__(self, prefix: str, marks: Mapping[int, list[Mark]]) -> None:
        """Take the prefix of note ids, and the marks in each chunk by the number of its first line."""
        self.prefix = prefix
        self.marks = marks

    def block(self, part: Label) -> Block:
        """Return the block of the model that a label stands for."""
        match part.kind:
            case "title" | "heading":
                text = " ".join(self.inline(chunk) for chunk in part.chunks)
                return Heading(1 if part.kind == "title" else part.level, escape_end(escape_start(text)))
            case "paragraph":
                return Paragraph(" ".join(self.start(chunk) for chunk in part.chunks))
            case "list":
                return Verbatim("list", self._list(part))
            case "table" if part.rows:
                return Verbatim("table", self._grid(part.rows))
            case "table":
                return Verbatim("table", self._table(part))
            case _:
                return Callout(part.kind, self._argument(part), body=tuple(self._paragraphs(part)))

    def _table(self, part: Label) -> str:
        """Return a Markdown table; of loose cells, one to a row."""
        if part.chunks[0].rows:
            rows = self._cells(part.chunks[0])
        else:
            rows = [[self.inline(chunk)] for chunk in part.chunks]
        first, *rest = (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)
        return "\n".join([first, f"|{' --- |' * len(rows[0])}", *rest])

    def _cells(self, chunk: Chunk) -> list[list[str]]:
        """Return the cells of a table; its text is that of all cells, with spaces between."""
        rows: list[list[str]] = []
        at = 0
        for row in chunk.rows:
            rows.append([])
            for cell in row:
                rows[-1].append(self.inline(chunk, at, at + len(cell)) if cell else "")
                at += len(cell) + 1 if cell else 0
        return rows

    def inline(self, chunk: Chunk, start: int = 0, end: int | None = None) -> str:
        """Return the text of a chunk from `start` to `end`, escaped, with its note references."""
        out = ""
        end = len(chunk.text) if end is None else end
        for mark in self.marks.get(chunk.span[0], []):
            if start <= mark.start < end:
                out += escape(chunk.text[start : mark.start])
                out += "".join(f"[^{self.prefix}-{number}]" for number in mark.numbers)
                start = mark.end
        return out + escape(chunk.text[start:end])

    def start(self, chunk: Chunk, start: int = 0) -> str:
        """Return the text of a chunk so that it can stand at the start of a line."""
        return escape_start(self.inline(chunk, start))

    def _argument(self, part: Label) -> str | None:
        """Return the title of a case, or who is quoted without the dash or brackets of its printing."""
        if part.head is None:
            return None
        start, close = name_span(part)
        if close is None:
            return self.inline(part.head, start)
        return self.inline(part.head, start, close) + self.inline(part.head, close + 1)

    def _paragraphs(self, part: Label) -> list[Paragraph]:
        """Return the paragraphs of a callout; of verse, one for each stanza."""
        groups: list[list[str]] = []
        before: Chunk | None = None
        for chunk in part.chunks:
            if part.is_verse and before is not None and not _starts_stanza(chunk, before):
                groups[-1].append(self.start(chunk))
            else:
                groups.append([self.start(chunk)])
            before = chunk
        return [Paragraph("\n".join(group)) for group in groups]

    def _grid(self, rows: Sequence[Sequence[Cell | None]]) -> str:
        """Return a Markdown table, of which the first row is the head."""
        lines = [
            "| " + " | ".join(self.inline(*c).replace("|", "\\|") if c else "" for c in row) + " |"
            for row in rows
        ]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])

    def _list(self, part: Label) -> str:
        """Return a Markdown list."""
        starts = zip(part.chunks, item_starts(part), strict=True)
        return "\n".join(f"{marker} {self.start(chunk, start)}" for chunk, (marker, start) in starts)


def name_span(part: Label) -> tuple[int, int | None]:
    """Return where the head of a block starts without the dash or bracket before who is quoted.

    And where the bracket stands that closes it, if it has one.
    """
    if part.head is None or part.kind == "case":
        return 0, None
    text = part.head.text
    dash = DASH.match(text)
    start = dash.end() if dash else 0
    bracketed = _BRACKETED.fullmatch(text, start)
    return (start + 1, bracketed.end("name")) if bracketed else (start, None)


def item_starts(part: Label) -> list[tuple[str, int]]:
    """Return the Markdown marker of each item of a list, and where the words of its chunk start.

    Numbers that do not run on, and letters, are kept as text.
    """
    markers = [found for found in (item(chunk.text) for chunk in part.chunks) if found]
    numbers = [int(found["number"]) for found in markers if found["number"]]
    if len(numbers) == len(markers) and all(b == a + 1 for a, b in pairwise(numbers)):
        return [(f"{found['number']}.", found.end()) for found in markers]
    return [("-", 0 if found["number"] or found["letter"] else found.end()) for found in markers]


def note_text(chunks: tuple[Chunk, ...], start: int) -> str:
    """Return the text of a note definition, whose number ends before `start`."""
    first, *rest = (chunk.text for chunk in chunks)
    return "\n\n".join(escape_start(escape(text)) for text in (first[start:], *rest))


def _starts_stanza(chunk: Chunk, before: Chunk) -> bool:
    """Tell whether a blank line in verse is the poet's: one inside a sentence came with the extraction."""
    return chunk.gap > 0 and (ends_sentence(before.text) or chunk.text[0].isupper())
