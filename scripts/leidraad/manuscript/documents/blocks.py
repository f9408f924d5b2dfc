"""Blocks of pandoc's tree as blocks of the chapter model: callouts by style, quotations by who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from leidraad.manuscript.documents import quoted
from leidraad.manuscript.documents.groups import GUESSED, LAID_OUT, NAMING, QUOTING, STYLED, Group, Grouper
from leidraad.manuscript.documents.inlines import BREAK, VERSE, Inlines
from leidraad.manuscript.documents.log import apart
from leidraad.manuscript.documents.looks import LOOK, unbold
from leidraad.manuscript.documents.nested import Nested, is_empty, joined_lines
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.texts import bare, inline, is_text, lines
from leidraad.manuscript.documents.tree import Node, attributes, flat, lines_of, rows, text
from leidraad.manuscript.markup import escape, escape_end, escape_start
from leidraad.model import Block, Callout, Heading, Paragraph, Verbatim


class Builder:
    """Turn the blocks of one chapter into those of the model."""

    def __init__(self, inlines: Inlines, styles: Styles, level: int, *, joins: bool) -> None:
        """Start with an empty chapter.

        Args:
            inlines: writes text.
            styles: what styles stand for.
            level: what is added to the level of a heading.
            joins: whether quotations that touch are one, as where each paragraph is one by its indent.
        """
        self.inlines = inlines
        self.nested = Nested(inlines)
        self.log = inlines.log
        self.styles = styles
        self.level = level
        self.groups = Grouper(styles, inlines.unknown, joins=joins)

    def build(self, blocks: list[Node], first: int, *, titled: bool) -> None:
        """Add the blocks of a chapter to its log.

        Args:
            blocks: what stands under the title.
            first: the place of the first of them in the document.
            titled: whether a title stands above them, under which an epigraph can be.
        """
        parts = [*self.groups.grouped(self.groups.parts(blocks, at_title=titled))]
        for part, at in parts:
            self.log.place = first + at
            self.log.add(*self._made(part))

    def _made(self, part: Node | Group) -> list[Block]:
        if isinstance(part, Group):
            return self._callout(part)
        return [*self._block(part)]

    def _callout(self, group: Group) -> list[Block]:
        """Return the callout that a group makes; a term that nothing names is a paragraph."""
        body = self._unwrapped(group)
        title = group.title
        if not title and group.kind in QUOTING:
            title, body = self._who(body)
        elif not title:
            title, body = self._title(body)
        if group.kind in QUOTING:
            title = quoted.without_dash(title)
        if group.kind == "term" and not text(title).strip():
            self.log.decide("block", "paragraph", 0.5, "a definition that names no term", "term")
            return self._inside(body, BREAK)
        said = "" if body else ", without text"
        others = ("paragraph",) if group.sure < STYLED else ()
        self.log.decide("block", group.kind, group.sure, group.reason + said, *others)
        argument = self.inlines.line(title) or None
        made = self._inside(body, VERSE if group.kind == "epigraph" else BREAK)
        if not made:
            return [Paragraph(escape_start(argument))] if argument else []
        return [Callout(group.kind, argument, body=tuple(made))]

    def _unwrapped(self, group: Group) -> list[Node]:
        """Return the text of a callout; a quotation in a quotation is the same one."""
        body: list[Node] = []
        for block in group.body:
            body += block["c"] if block["t"] == "BlockQuote" and group.kind in QUOTING else [block]
        return [one for one in flat(body, self.groups.means) if not is_empty(one)]

    def _who(self, body: list[Node]) -> tuple[list[Node], list[Node]]:
        """Return who is quoted, where the last paragraph or line says so, and the rest."""
        if not body:
            return [], body
        last = body[-1]
        if last["t"] == "Div" and is_text(last["c"][1]):
            role = self.groups.role(last)
            if role.kind in NAMING or role.part == "attribution":
                return inline(last["c"][1]), body[:-1]
        if last["t"] not in ("Para", "Plain"):
            return [], body
        if len(body) > 1 and quoted.attribution(last["c"]) > 0:
            return last["c"], body[:-1]
        text_before, name = quoted.last_line(last["c"])
        if name and quoted.attribution(name) >= LAID_OUT:
            return name, [*body[:-1], {"t": last["t"], "c": text_before}]
        return [], body

    def _title(self, body: list[Node]) -> tuple[list[Node], list[Node]]:
        """Return the title of a callout, where its first block is a heading or one bold line."""
        if not body:
            return [], body
        first = body[0]
        if first["t"] == "Header":
            return first["c"][2], body[1:]
        role = self.groups.role(first)
        if (role.part == "title" or role.kind == "title") and is_text(first["c"][1]):
            return inline(first["c"][1]), body[1:]
        if len(body) > 1 and quoted.is_bold(first):
            return next(node["c"] for node in first["c"] if node["t"] == "Strong"), body[1:]
        return [], body

    def _inside(self, blocks: list[Node], line_break: str) -> list[Block]:
        """Return the blocks in a callout."""
        made: list[Block] = []
        for part, _ in self.groups.grouped(self.groups.parts(blocks)):
            if isinstance(part, dict) and part["t"] in ("Para", "Plain"):
                made += [*self._paragraph(part["c"], line_break)]
            elif isinstance(part, dict) and part["t"] == "LineBlock":
                made += [*self._paragraph(joined_lines(part["c"]), line_break)]
            else:
                made += self._made(part)
        return apart(made)

    def _paragraph(self, inlines: list[Node], line_break: str = BREAK) -> Iterator[Block]:
        markdown = self.inlines.paragraph(inlines, line_break)
        if markdown:
            yield Paragraph(markdown)

    def _block(self, block: Node) -> Iterator[Block]:
        """Yield what a block makes that is no callout."""
        match block["t"]:
            case "Para" | "Plain":
                yield from self._paragraph(block["c"])
            case "Header":
                yield from self._heading(block)
            case "LineBlock":
                yield from self._verse(block["c"])
            case "BulletList" | "OrderedList":
                yield from _verbatim("list", self.nested.items(block))
            case "DefinitionList":
                yield from self._definitions(block["c"])
            case "CodeBlock":
                yield from self._code(block["c"][1])
            case "RawBlock":
                self.log.leave_out("block", block["c"][1], "raw markup of another program")
            case "HorizontalRule":
                yield Verbatim("rule", "* * *")
            case "Table":
                yield from self._table(block)
            case "Figure":
                yield from self._inside([*block["c"][2], *block["c"][1][1]], BREAK)
            case "Div":
                yield from self._division(block)

    def _definitions(self, entries: list[Any]) -> Iterator[Block]:
        for is_named, group in groupby(entries, key=lambda entry: bool(entry[0])):
            if is_named:
                for text, is_list in self.nested.definitions(group):
                    yield Verbatim("dl", text) if is_list else Paragraph(text)
            else:
                for _, meanings in group:
                    yield from (block for meaning in meanings for block in self._inside(meaning, BREAK))

    def _heading(self, block: Node) -> Iterator[Block]:
        shown = self.inlines.line(unbold(block["c"][2]))
        if shown:
            if LOOK in attributes(block).classes:
                self.log.decide("block", "heading", 0.75, "a line that looks like one", "paragraph")
            level = min(max(block["c"][0] + self.level, 2), 6)
            identifier = self.inlines.anchors.get(block["c"][1][0])
            yield Heading(level, escape_end(escape_start(shown)), identifier)

    def _verse(self, lines: list[list[Node]]) -> Iterator[Block]:
        body = tuple(self._paragraph(joined_lines(lines)))
        if body:
            self.log.decide("block", "quote", LAID_OUT, "lines of verse", "paragraph")
            yield Callout("quote", body=body)

    def _code(self, source: str) -> Iterator[Block]:
        lines = source.strip("\n").rstrip().split("\n")
        if "{!" in source:
            # An include would be carried out in code too.
            shown = [f"<code>{escape(' '.join(line.split()))}</code>" for line in lines if line.strip()]
            yield Paragraph(BREAK.join(shown))
        elif any(lines):
            longest = max([2, *(len(found) for found in re.findall(r"^`+", source, re.MULTILINE))])
            fence = "`" * (longest + 1)
            yield Verbatim("code", "\n".join([fence, *(line.rstrip() for line in lines), fence]))

    def _table(self, block: Node) -> Iterator[Block]:
        cells = rows(block)
        for caption in self.nested.caption(block["c"][1][1]):
            yield Paragraph(caption)
        if len(cells) == 1 and len(cells[0]) == 1:
            yield from self._box(cells[0][0][4])
        else:
            yield from _verbatim("table", self.nested.table(block))

    def _box(self, blocks: list[Node]) -> Iterator[Block]:
        """Yield the text of a table of one cell, a box; a callout where its first words say which."""
        body = [one for one in flat(blocks, self.groups.means) if not is_empty(one)]
        first = " ".join(next(lines_of(body[:1]), "").split()) if body else ""
        word = re.match(r"[^\W\d_]+(?:[ -][^\W\d_]+)?", first)
        role = None
        for name in (word[0], word[0].split()[0]) if word else ():
            role = role or self.styles.role((name,))
        if (
            role
            and role.is_callout
            and role.part == "body"
            and re.match(rf"{name}\s*(?:\d+\s*)?(?:[:.–—]|$)", first)
        ):
            yield from self._callout(
                Group(role.kind, f"a box that begins with ‘{name}’", GUESSED, False, body=body)
            )
            return
        decision = ("block", "paragraph", 0.5, "a table of one cell, as boxes are made", "callout")
        self.log.flag("LR501", "box", decision)
        yield from self._inside(body, BREAK)

    def _division(self, block: Node) -> Iterator[Block]:
        """Yield what a paragraph makes whose style stands for something other than a callout."""
        role, inside = self.groups.role(block), block["c"][1]
        match role.kind:
            case "left out":
                for line in lines_of(inside):
                    self.log.leave_out("furniture", line, "a table of contents, or what leads around a site")
            case "author":
                for line in lines_of(inside):
                    self.log.leave_out("block", line, "who wrote the document, whom no chapter names")
            case "verse" if is_text(inside):
                yield from self._verse([line for one in bare(inside) for line in lines(one)])
            case "code" if is_text(inside):
                yield from self._code("\n".join(text(line) for one in bare(inside) for line in lines(one)))
            case kind if kind.startswith("heading ") and is_text(inside):
                level = int(kind[-1])
                yield from self._heading({"t": "Header", "c": [level, ["", [], []], inline(inside)]})
            case _:
                yield from self._inside(inside, BREAK)


def _verbatim(kind: str, source: str) -> Iterator[Block]:
    if source:
        yield Verbatim(kind, source)
