"""Blocks of pandoc's tree as blocks of the chapter model: callouts by style, quotations by who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leidraad.manuscript.documents import quoted
from leidraad.manuscript.documents.inlines import BREAK, VERSE, Inlines
from leidraad.manuscript.documents.log import apart
from leidraad.manuscript.documents.nested import Nested, is_empty, joined_lines
from leidraad.manuscript.documents.styles import PLAIN, Role, Styles, base
from leidraad.manuscript.documents.tree import Attributes, Node, attributes, flat, lines_of, rows, text
from leidraad.manuscript.markup import escape, escape_end, escape_start
from leidraad.model import Block, Callout, Heading, Paragraph, Verbatim

_QUOTING = ("quote", "epigraph")
_NAMING = ("attribution", "author")
_BETWEEN = ("BulletList", "OrderedList", "Table", "DefinitionList")
_TEXTS = frozenset(("Para", "Plain", "LineBlock", "Header"))
_STYLED, _LAID_OUT, _GUESSED = 0.97, 0.85, 0.7


@dataclass(slots=True)
class _Group:
    """A callout in the making."""

    kind: str
    reason: str
    sure: float
    is_open: bool
    style: str = ""
    title: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)


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
        self.joins = joins

    def build(self, blocks: list[Node], first: int, *, titled: bool) -> None:
        """Add the blocks of a chapter to its log.

        Args:
            blocks: what stands under the title.
            first: the place of the first of them in the document.
            titled: whether a title stands above them, under which an epigraph can be.
        """
        parts = [*self._grouped(self.parts(blocks, at_title=titled))]
        for part, at in parts:
            self.log.place = first + at
            self.log.add(*self._made(part))

    def parts(self, blocks: list[Node], *, at_title: bool = False) -> list[Node]:
        """Return the blocks that say something, with an epigraph that only its look tells marked as one."""
        kept = [one for one in flat(blocks, self._means) if not is_empty(one)]
        if at_title and len(kept) > 1:
            kept = self._epigraph(kept)
        return kept

    def _means(self, given: Attributes) -> bool:
        """Tell whether a division is more than a paragraph of plain text."""
        role = self.styles.role(given.names)
        if role is None and given.style:
            self.inlines.unknown(given.style)
        return role is not None and role != PLAIN and role.kind not in ("strong", "emphasis", "small caps")

    def _epigraph(self, blocks: list[Node]) -> list[Node]:
        """Mark what stands in italics or as a quotation right under the title, with a name below."""
        first, second, *rest = blocks
        if first["t"] == "BlockQuote":
            named = _named_inside(first) or (_sure(second) >= _LAID_OUT and second["t"] in ("Para", "Plain"))
            if named:
                return [_marked("epigraph", [first]), *self._named_by(second, rest)]
        elif quoted.is_italic_and_short(first):
            _, name = quoted.last_line(first["c"])
            if second["t"] in ("Para", "Plain") and _sure(second) > 0:
                return [
                    _marked("epigraph", [first]),
                    _marked("epigraph attribution", [second]),
                    *rest,
                ]
            if name and quoted.attribution(name) >= _LAID_OUT:
                return [_marked("epigraph", [first]), second, *rest]
        return blocks

    def _named_by(self, second: Node, rest: list[Node]) -> list[Node]:
        if second["t"] in ("Para", "Plain") and _sure(second) >= _LAID_OUT:
            return [_marked("epigraph attribution", [second]), *rest]
        return [second, *rest]

    def _grouped(self, blocks: list[Node]) -> Iterator[tuple[Node | _Group, int]]:
        """Yield each block or group of blocks that make a callout, with the place of its first."""
        group: _Group | None = None
        start = 0
        for at, block in enumerate(blocks):
            role = self._role(block)
            if group and self._goes_on(group, block, role, blocks[at + 1 :]):
                self._take(group, block, role)
                continue
            if group:
                yield group, start
                group = None
            if role.is_callout:
                start = at
                group = self._start(block, role)
                self._take(group, block, role)
            elif block["t"] == "BlockQuote":
                start = at
                group = _Group("quote", "set off as a quotation", _LAID_OUT, self.joins)
                self._take(group, block, Role("quote"))
            else:
                yield block, at
        if group:
            yield group, start

    def _role(self, block: Node) -> Role:
        if block["t"] == "Figure" and "quote" in " ".join(attributes(block).classes).lower():
            return Role("quote")
        role = self.styles.role(attributes(block).names) if block["t"] in ("Div", "Figure") else None
        return role or PLAIN

    def _start(self, block: Node, role: Role) -> _Group:
        given = attributes(block)
        name = given.style or next((n for n in given.classes if self.styles.role((n,)) == role), "")
        is_paragraph = bool(given.style) or "leidraad-paragraph" in given.classes
        if name in ("leidraad-epigraph", "leidraad-epigraph attribution"):
            return _Group(role.kind, "right under the title, and a name under it", _GUESSED, is_open=True)
        return _Group(role.kind, f"the style ‘{name}’", _STYLED, is_paragraph, name)

    def _goes_on(self, group: _Group, block: Node, role: Role, after: list[Node]) -> bool:
        """Tell whether a block belongs to the callout before it."""
        quotes = group.kind in _QUOTING
        if role.kind in _NAMING or (role.part == "attribution" and role.kind == group.kind):
            return quotes and not group.title
        if quotes and group.title:
            return False
        if role.kind == group.kind and group.is_open:
            given = attributes(block)
            is_paragraph = bool(given.style) or "leidraad-paragraph" in given.classes
            if quotes and given.style and base(given.style) != base(group.style):
                return False
            return is_paragraph and (role.part != "title" or not (group.title or group.body))
        if block["t"] == "BlockQuote":
            return self.joins and not group.style and group.is_open and not _named_last(group.body)
        if quotes and block["t"] in ("Para", "Plain") and not _named_last(group.body):
            return _sure(block) >= 0.95
        if group.is_open and not quotes and block["t"] in _BETWEEN and after:
            return self._role(after[0]) == Role(group.kind)
        return False

    def _take(self, group: _Group, block: Node, role: Role) -> None:
        """Put a block into a callout: its title, who said it, or its text."""
        inside = block["c"][1] if block["t"] == "Div" else [block]
        if block["t"] == "Figure":
            caption, inside = block["c"][1][1], block["c"][2]
            if _is_text(caption):
                group.title = _inline(caption)
            else:
                inside = [*inside, *caption]
        if role.part != "body" or role.kind in _NAMING:
            group.title = _inline(inside) if _is_text(inside) else []
            if not group.title:
                group.body += inside
            return
        group.body += inside

    def _made(self, part: Node | _Group) -> list[Block]:
        if isinstance(part, _Group):
            return self._callout(part)
        return [*self._block(part)]

    def _callout(self, group: _Group) -> list[Block]:
        """Return the callout that a group makes; a term that nothing names is a paragraph."""
        body = self._unwrapped(group)
        title = group.title
        if not title and group.kind in _QUOTING:
            title, body = self._who(body)
        elif not title:
            title, body = self._title(body)
        if group.kind in _QUOTING:
            title = quoted.without_dash(title)
        if group.kind == "term" and not text(title).strip():
            self.log.decide("block", "paragraph", 0.5, "a definition that names no term", "term")
            return self._inside(body, BREAK)
        said = "" if body else ", without text"
        others = ("paragraph",) if group.sure < _STYLED else ()
        self.log.decide("block", group.kind, group.sure, group.reason + said, *others)
        argument = self.inlines.line(title) or None
        if not body and not argument:
            return []
        if not body:
            return [Paragraph(escape_start(argument or ""))]
        return [
            Callout(
                group.kind,
                argument,
                body=tuple(self._inside(body, VERSE if group.kind == "epigraph" else BREAK)),
            )
        ]

    def _unwrapped(self, group: _Group) -> list[Node]:
        """Return the text of a callout; a quotation in a quotation is the same one."""
        body: list[Node] = []
        for block in group.body:
            body += block["c"] if block["t"] == "BlockQuote" and group.kind in _QUOTING else [block]
        return [one for one in flat(body, self._means) if not is_empty(one)]

    def _who(self, body: list[Node]) -> tuple[list[Node], list[Node]]:
        """Return who is quoted, where the last paragraph or line says so, and the rest."""
        if not body:
            return [], body
        last = body[-1]
        if last["t"] == "Div" and _is_text(last["c"][1]):
            role = self._role(last)
            if role.kind in _NAMING or role.part == "attribution":
                return _inline(last["c"][1]), body[:-1]
        if last["t"] not in ("Para", "Plain"):
            return [], body
        if len(body) > 1 and quoted.attribution(last["c"]) > 0:
            return last["c"], body[:-1]
        text_before, name = quoted.last_line(last["c"])
        if name and quoted.attribution(name) >= _LAID_OUT:
            return name, [*body[:-1], {"t": last["t"], "c": text_before}]
        return [], body

    def _title(self, body: list[Node]) -> tuple[list[Node], list[Node]]:
        """Return the title of a callout, where its first block is a heading or one bold line."""
        if not body:
            return [], body
        first = body[0]
        if first["t"] == "Header":
            return first["c"][2], body[1:]
        role = self._role(first)
        if (role.part == "title" or role.kind == "title") and _is_text(first["c"][1]):
            return _inline(first["c"][1]), body[1:]
        if len(body) > 1 and quoted.is_bold(first):
            return next(node["c"] for node in first["c"] if node["t"] == "Strong"), body[1:]
        return [], body

    def _inside(self, blocks: list[Node], line_break: str) -> list[Block]:
        """Return the blocks in a callout."""
        made: list[Block] = []
        for part, _ in self._grouped(self.parts(blocks)):
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
                yield from _verbatim("dl", self.nested.definitions(block))
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

    def _heading(self, block: Node) -> Iterator[Block]:
        shown = self.inlines.line(block["c"][2])
        if shown:
            level = min(max(block["c"][0] + self.level, 2), 6)
            identifier = self.inlines.anchors.get(block["c"][1][0])
            yield Heading(level, escape_end(escape_start(shown)), identifier)

    def _verse(self, lines: list[list[Node]]) -> Iterator[Block]:
        body = tuple(self._paragraph(joined_lines(lines)))
        if body:
            self.log.decide("block", "quote", _LAID_OUT, "lines of verse", "paragraph")
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
        body = [one for one in flat(blocks, self._means) if not is_empty(one)]
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
                _Group(role.kind, f"a box that begins with ‘{name}’", _GUESSED, False, body=body)
            )
            return
        decision = ("block", "paragraph", 0.5, "a table of one cell, as boxes are made")
        self.log.flag("LR501", "box", decision)
        yield from self._inside(body, BREAK)

    def _division(self, block: Node) -> Iterator[Block]:
        """Yield what a paragraph makes whose style stands for something other than a callout."""
        role, inside = self._role(block), block["c"][1]
        match role.kind:
            case "left out":
                for line in lines_of(inside):
                    self.log.leave_out("furniture", line, "a table of contents, or what leads around a site")
            case "author":
                for line in lines_of(inside):
                    self.log.leave_out("block", line, "who wrote the document, whom no chapter names")
            case "verse" if _is_text(inside):
                yield from self._verse([line for one in _bare(inside) for line in _lines(one)])
            case "code" if _is_text(inside):
                yield from self._code("\n".join(text(line) for one in _bare(inside) for line in _lines(one)))
            case kind if kind.startswith("heading ") and _is_text(inside):
                level = int(kind[-1])
                yield from self._heading({"t": "Header", "c": [level, ["", [], []], _inline(inside)]})
            case _:
                yield from self._inside(inside, BREAK)


def _verbatim(kind: str, source: str) -> Iterator[Block]:
    if source:
        yield Verbatim(kind, source)


def _marked(name: str, blocks: list[Node]) -> Node:
    pairs = [["custom-style", f"leidraad-{name}"]]
    return {"t": "Div", "c": [["", [], pairs], blocks]}


def _sure(block: Node) -> float:
    return quoted.attribution(block["c"]) if block["t"] in ("Para", "Plain") else 0.0


def _named_inside(block: Node) -> bool:
    """Tell whether a quotation says itself who is quoted."""
    return _named_last(block["c"])


def _named_last(body: list[Node]) -> bool:
    last = body[-1] if body else None
    while last and last["t"] in ("BlockQuote", "Div"):
        inside = last["c"] if last["t"] == "BlockQuote" else last["c"][1]
        body, last = inside, inside[-1] if inside else None
    if not last or last["t"] not in ("Para", "Plain"):
        return False
    name = quoted.last_line(last["c"])[1]
    return (len(body) > 1 and _sure(last) > 0) or (bool(name) and quoted.attribution(name) >= _LAID_OUT)


def _is_text(blocks: list[Node]) -> bool:
    """Tell whether blocks are paragraphs and nothing else, whatever they stand in."""
    return all(one["t"] in _TEXTS for one in _bare(blocks))


def _bare(blocks: list[Node]) -> Iterator[Node]:
    """Yield blocks without the quotations and divisions that they stand in."""
    for block in blocks:
        if block["t"] in ("BlockQuote", "Div"):
            yield from _bare(block["c"] if block["t"] == "BlockQuote" else block["c"][1])
        else:
            yield block


def _lines(block: Node) -> list[list[Node]]:
    """Return the lines of a paragraph of verse or code."""
    if block["t"] == "LineBlock":
        return list(block["c"])
    lines: list[list[Node]] = [[]]
    for node in block["c"] if block["t"] != "Header" else block["c"][2]:
        if node["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


def _inline(blocks: list[Node]) -> list[Node]:
    """Return the text of blocks as one line."""
    out: list[Node] = []
    for block in _bare(blocks):
        for line in _lines(block):
            out += [{"t": "Space"}, *line] if out else line
    return out
