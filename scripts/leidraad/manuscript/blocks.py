"""Labels as blocks of the chapter model, in Markdown that prints what the manuscript says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import ends_sentence, item
from leidraad.manuscript.markup import escape, escape_end, escape_start
from leidraad.manuscript.notes import Mark
from leidraad.manuscript.shapes import DASH
from leidraad.model import Block, Callout, Heading, Paragraph, Verbatim

_BRACKETED = re.compile(r"^\(([^()]*)\)((?:\[\^[^\]]*\])*)$")


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
                return Verbatim("table", self._table(part.rows))
            case "table":
                first, *rest = (self.inline(chunk).replace("|", "\\|") for chunk in part.chunks)
                return Verbatim("table", "\n".join([f"| {first} |", "| --- |", *(f"| {c} |" for c in rest)]))
            case _:
                return Callout(part.kind, self._argument(part), body=tuple(self._paragraphs(part)))

    def inline(self, chunk: Chunk, start: int = 0) -> str:
        """Return the text of a chunk from `start` on, escaped, with its note references."""
        out = ""
        for mark in self.marks.get(chunk.span[0], []):
            out += escape(chunk.text[start : mark.start])
            out += "".join(f"[^{self.prefix}-{number}]" for number in mark.numbers)
            start = mark.end
        return out + escape(chunk.text[start:])

    def start(self, chunk: Chunk, start: int = 0) -> str:
        """Return the text of a chunk so that it can stand at the start of a line."""
        return escape_start(self.inline(chunk, start))

    def _argument(self, part: Label) -> str | None:
        """Return the title of a case, or who is quoted without the dash or brackets of its printing."""
        if part.head is None:
            return None
        if part.kind == "case":
            return self.inline(part.head)
        dash = DASH.match(part.head.text)
        text = self.inline(part.head, dash.end() if dash else 0)
        return _BRACKETED.sub(r"\1\2", text)

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

    def _table(self, rows: Sequence[Sequence[Chunk | None]]) -> str:
        """Return a Markdown table, of which the first row is the head."""
        lines = [
            "| " + " | ".join(self.inline(c).replace("|", "\\|") if c else "" for c in row) + " |"
            for row in rows
        ]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])

    def _list(self, part: Label) -> str:
        """Return a Markdown list; numbers that do not run on, and letters, are kept as text."""
        markers = [found for found in (item(chunk.text) for chunk in part.chunks) if found]
        numbers = [int(found["number"]) for found in markers if found["number"]]
        runs_on = len(numbers) == len(markers) and all(b == a + 1 for a, b in pairwise(numbers))
        items = []
        for chunk, found in zip(part.chunks, markers, strict=True):
            is_bullet = not (found["number"] or found["letter"])
            text = self.start(chunk, found.end() if runs_on or is_bullet else 0)
            items.append(f"{found['number']}. {text}" if runs_on else f"- {text}")
        return "\n".join(items)


def note_text(chunks: tuple[Chunk, ...], start: int) -> str:
    """Return the text of a note definition, whose number ends before `start`."""
    first, *rest = (chunk.text for chunk in chunks)
    return "\n\n".join(escape_start(escape(text)) for text in (first[start:], *rest))


def _starts_stanza(chunk: Chunk, before: Chunk) -> bool:
    """Tell whether a blank line in verse is the poet's: one inside a sentence came with the extraction."""
    return chunk.gap > 0 and (ends_sentence(before.text) or chunk.text[0].isupper())
