"""Lists, tables and what stands inside them, in notes and in definitions: Markdown without callouts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from leidraad.manuscript.documents.inlines import Inlines, start_lines
from leidraad.manuscript.documents.tree import (
    Attributes,
    Node,
    children,
    flat,
    inlines_of,
    is_aside,
    leaves,
    rows,
    text,
)
from leidraad.manuscript.markup import escape

_INDENT = "    "
_LISTS = frozenset(("BulletList", "OrderedList"))
_RULES = {"AlignLeft": ":--", "AlignRight": "--:", "AlignCenter": ":-:"}
_OPEN = "<!-- -->"
_LAST_NUMBER = 999_999


class Nested:
    """Write blocks as Markdown that may be indented."""

    def __init__(self, inlines: Inlines) -> None:
        """Take the writer of the text in them."""
        self.inlines = inlines
        self.log = inlines.log

    def markdown(self, blocks: list[Node]) -> str:
        """Return blocks one under the other."""
        return "\n\n".join(chunk for chunk, _ in self._chunks(blocks))

    def _chunks(self, blocks: list[Node]) -> Iterator[tuple[str, str]]:
        """Yield the Markdown of each block that says something, with its kind."""
        before = ""
        for block in blocks:
            for chunk, kind in self._block(block):
                if chunk:
                    if kind in _LISTS and before in _LISTS:
                        # Markdown makes one list of two that touch.
                        yield _OPEN, "Comment"
                    yield chunk, kind
                    before = kind

    def _block(self, block: Node) -> Iterator[tuple[str, str]]:
        kind = block["t"]
        match kind:
            case "Para" | "Plain":
                yield self.inlines.paragraph(block["c"]), kind
            case "Header":
                heading = self.inlines.paragraph([{"t": "Strong", "c": block["c"][2]}])
                yield heading, kind
            case "BlockQuote":
                inside = self.markdown(block["c"])
                yield "\n".join(f"> {line}".rstrip() for line in inside.split("\n") if inside), kind
            case "BulletList" | "OrderedList":
                yield self.items(block), kind
            case "DefinitionList":
                yield "\n\n".join(text for text, _ in self.definitions(block["c"])), kind
            case "LineBlock":
                yield self.inlines.paragraph(joined_lines(block["c"])), kind
            case "CodeBlock":
                for line in block["c"][1].split("\n"):
                    yield start_lines(f"<code>{escape(line.strip())}</code>") if line.strip() else "", kind
            case "RawBlock":
                self.log.leave_out("block", block["c"][1], "raw markup of another program")
            case "Table":
                yield from ((chunk, "Para") for chunk in self.caption(block["c"][1][1]))
                yield self.table(block), kind
            case "Figure":
                yield from self._chunks(block["c"][2])
                yield from self._chunks(block["c"][1][1])
            case "Div":
                yield from self._chunks(block["c"][1])

    def caption(self, blocks: list[Node]) -> list[str]:
        """Return the paragraphs of a caption."""
        return [chunk for chunk, _ in self._chunks(blocks)]

    def items(self, block: Node) -> str:
        """Return a list, its items tight where each is one paragraph with at most a tight list under it."""
        number = None
        items = block["c"]
        if block["t"] == "OrderedList":
            (number, style, _), items = block["c"]
            if not 0 <= number <= _LAST_NUMBER:
                self.log.decide("block", "a list from 1", 0.7, f"Markdown cannot begin one with {number}")
                number = 1
            if style["t"] not in ("Decimal", "DefaultStyle", "Example"):
                reason = "Markdown numbers lists with figures only"
                self.log.decide("block", "a list with letters, as numbers", 0.7, reason)
        written = [[*self._chunks(item)] for item in items]
        written = [item for item in written if item]
        tight = all(
            kind in ("Para", "Plain") if at == 0 else kind in _LISTS and at == 1 and "\n\n" not in chunk
            for item in written
            for at, (chunk, kind) in enumerate(item)
        )
        lines = []
        for at, item in enumerate(written):
            marker = "-" if number is None else f"{number + at}."
            body = ("\n" if tight else "\n\n").join(chunk for chunk, _ in item)
            if item[0][1] not in ("Para", "Plain"):
                # An item that begins with a block would be taken for that block.
                body = f"&#8203;\n\n{body}"
            lines.append(f"{marker} {_indented(body)}")
        return ("\n" if tight else "\n\n").join(lines)

    def definitions(self, entries: Iterable[Any]) -> Iterator[tuple[str, bool]]:
        """Yield lists of terms and what they mean, and what is no list since the one or the other is missing.

        Args:
            entries: each term with its meanings.

        Yields:
            A text, and whether it is a list.
        """
        made = filter(None, (self._definition(*entry) for entry in entries))
        for is_list, group in groupby(made, key=lambda entry: entry[1]):
            texts = [text for text, _ in group]
            yield from [("\n\n".join(texts), True)] if is_list else [(text, False) for text in texts]

    def _definition(self, term: list[Node], meanings: list[list[Node]]) -> tuple[str, bool] | None:
        said = [*filter(None, map(self.markdown, meanings))]
        name = self.inlines.line(term)
        if name and said:
            # As Python-Markdown has more than one of a term.
            defined = "\n\n".join(f":   {_indented(meaning)}" for meaning in said)
            return f"{start_lines(name)}\n{defined}", True
        alone = "\n\n".join([start_lines(name)] if name else said)
        return (alone, False) if alone else None

    def table(self, block: Node) -> str:
        """Return a table with one line a row; what such a table cannot say is flagged."""
        _, _, columns, head, _, _ = block["c"]
        body = rows(block)
        is_plain = len(head[1]) <= 1
        grid: list[list[str]] = []
        open_cells: dict[int, int] = {}
        for row in body:
            line: list[str] = []
            for _, _, height, width, given in row:
                blocks = flat(given, _never)
                while open_cells.get(len(line), 0):
                    open_cells[len(line)] -= 1
                    line.append("")
                is_plain &= height == width == 1 and len(blocks) <= 1
                is_plain &= all(one["t"] in ("Para", "Plain") for one in blocks)
                for extra in range(width):
                    open_cells[len(line)] = height - 1
                    line.append("" if extra else self._cell(blocks))
            for at in range(len(line), len(columns)):
                open_cells[at] = max(open_cells.get(at, 0) - 1, 0)
            grid.append(line)
        width = max([len(columns), *map(len, grid)])
        if not any(cell for line in grid for cell in line) or not width:
            return ""
        if not is_plain:
            reason = "cells that span others, or hold more than a line"
            decision = ("block", "table", 0.5, reason, "a table of another form")
            self.log.flag("LR501", "table_made_plain", decision)
        if not head[1]:
            grid.insert(0, _head(grid, body))
        rule = [_RULES.get(column[0]["t"], "---") for column in columns]
        rule += ["---"] * (width - len(rule))
        first, *rest = [line + [""] * (width - len(line)) for line in grid]
        return "\n".join(f"| {' | '.join(line)} |" for line in (first, rule, *rest) if any(line))

    def _cell(self, blocks: list[Node]) -> str:
        return "<br>".join(cell for cell in self._cell_lines(blocks, "") if cell)

    def _cell_lines(self, blocks: list[Node], bullet: str) -> Iterator[str]:
        """Yield the paragraphs of a cell, those of lists behind their bullets."""
        for block in blocks:
            match block["t"]:
                case "Para" | "Plain":
                    yield bullet + self.inlines.cell(block["c"])
                case "Header":
                    yield self.inlines.cell([{"t": "Strong", "c": block["c"][2]}])
                case "BulletList" | "OrderedList":
                    for item in children(block):
                        yield from self._cell_lines(item, "• ")
                case "DefinitionList":
                    for term, meanings in block["c"]:
                        yield self.inlines.cell(term)
                        for meaning in meanings:
                            yield from self._cell_lines(meaning, bullet)
                case "Table":
                    yield from self._cell_lines(block["c"][1][1], bullet)
                    for row in rows(block):
                        for cell in row:
                            yield from self._cell_lines(cell[4], bullet)
                case "LineBlock":
                    yield from map(self.inlines.cell, block["c"])
                case "CodeBlock":
                    yield from map(_code_cell, block["c"][1].split("\n"))
                case "RawBlock":
                    self.log.leave_out("block", block["c"][1], "raw markup of another program")
                case "Figure":
                    yield from self._cell_lines([*block["c"][2], *block["c"][1][1]], bullet)
                case "Div" | "BlockQuote":
                    inside = block["c"][1] if block["t"] == "Div" else block["c"]
                    yield from self._cell_lines(inside, bullet)


def joined_lines(lines: list[list[Node]]) -> list[Node]:
    """Return lines of verse as one run of inline nodes."""
    out: list[Node] = []
    for line in lines:
        out += [{"t": "LineBreak"}, *line] if out else line
    return out


def _code_cell(line: str) -> str:
    shown = escape(line.strip()).replace("|", "\\|")
    return f"<code>{shown}</code>" if shown else ""


def _head(grid: list[list[str]], body: list[list[Any]]) -> list[str]:
    """Return the head of a table that has none: its first row where all of that is bold, else blanks."""
    bold = body and all(
        [node["t"] for node in inlines] == ["Strong"]
        for cell in body[0]
        for one in (flat(cell[4], _never) or [{"t": "Plain", "c": []}])
        for inlines in (leaves(one) or [[]])
    )
    return grid.pop(0) if bold else [" "] * len(grid[0])


def _never(given: Attributes) -> bool:
    """Let no division stand: in a cell it means nothing."""
    return False


def _indented(markdown: str) -> str:
    first, *rest = markdown.split("\n")
    return "\n".join([first, *(f"{_INDENT}{line}" if line else "" for line in rest)])


def is_empty(block: Node) -> bool:
    """Tell whether a paragraph says and shows nothing."""
    if block["t"] not in ("Para", "Plain"):
        return False
    return not text(block["c"]).strip() and not any(_shows(node) for node in block["c"])


def _shows(node: Node) -> bool:
    return node["t"] in ("Image", "Note") or is_aside(node) or any(_shows(one) for one in inlines_of(node))
