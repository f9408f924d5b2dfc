"""Which blocks make a callout together: those of one style, a quotation and the line that says whose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from leidraad.manuscript.documents import quoted
from leidraad.manuscript.documents.nested import is_empty
from leidraad.manuscript.documents.styles import PLAIN, Role, Styles, base
from leidraad.manuscript.documents.texts import inline, is_text
from leidraad.manuscript.documents.tree import Attributes, Node, attributes, flat

QUOTING = ("quote", "epigraph")
NAMING = ("attribution", "author")
STYLED, LAID_OUT, GUESSED = 0.97, 0.85, 0.7

_BETWEEN = ("BulletList", "OrderedList", "Table", "DefinitionList")


@dataclass(slots=True)
class Group:
    """A callout in the making."""

    kind: str
    reason: str
    sure: float
    is_open: bool
    style: str = ""
    title: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)


class Grouper:
    """Part the blocks of a chapter, or those in a callout, into callouts and others."""

    def __init__(self, styles: Styles, unknown: Callable[[str], None], *, joins: bool) -> None:
        """Take what styles stand for, what to call with one that is unknown, and how quotations join.

        Args:
            styles: the table.
            unknown: called with the name of each style that is not in it.
            joins: whether quotations that touch are one, as where each paragraph is one by its indent.
        """
        self.styles = styles
        self.unknown = unknown
        self.joins = joins

    def parts(self, blocks: list[Node], *, at_title: bool = False) -> list[Node]:
        """Return the blocks that say something, with an epigraph that only its look tells marked as one."""
        kept = [one for one in flat(blocks, self.means) if not is_empty(one)]
        if at_title and len(kept) > 1:
            kept = self._epigraph(kept)
        return kept

    def means(self, given: Attributes) -> bool:
        """Tell whether a division is more than a paragraph of plain text."""
        role = self.styles.role(given.names)
        if role is None and given.style:
            self.unknown(given.style)
        return role is not None and role != PLAIN and role.kind not in ("strong", "emphasis", "small caps")

    def _epigraph(self, blocks: list[Node]) -> list[Node]:
        """Mark what stands in italics or as a quotation right under the title, with a name below."""
        first, second, *rest = blocks
        if first["t"] == "BlockQuote":
            named = _named_inside(first) or (_sure(second) >= LAID_OUT and second["t"] in ("Para", "Plain"))
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
            if name and quoted.attribution(name) >= LAID_OUT:
                return [_marked("epigraph", [first]), second, *rest]
        return blocks

    def _named_by(self, second: Node, rest: list[Node]) -> list[Node]:
        if second["t"] in ("Para", "Plain") and _sure(second) >= LAID_OUT:
            return [_marked("epigraph attribution", [second]), *rest]
        return [second, *rest]

    def grouped(self, blocks: list[Node]) -> Iterator[tuple[Node | Group, int]]:
        """Yield each block or group of blocks that make a callout, with the place of its first."""
        group: Group | None = None
        start = 0
        for at, block in enumerate(blocks):
            role = self.role(block)
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
                group = Group("quote", "set off as a quotation", LAID_OUT, self.joins)
                self._take(group, block, Role("quote"))
            else:
                yield block, at
        if group:
            yield group, start

    def role(self, block: Node) -> Role:
        """Return what a block stands for by its style."""
        if block["t"] == "Figure" and "quote" in " ".join(attributes(block).classes).lower():
            return Role("quote")
        role = self.styles.role(attributes(block).names) if block["t"] in ("Div", "Figure") else None
        return role or PLAIN

    def _start(self, block: Node, role: Role) -> Group:
        given = attributes(block)
        name = given.style or next((n for n in given.classes if self.styles.role((n,)) == role), "")
        is_paragraph = bool(given.style) or "leidraad-paragraph" in given.classes
        if name in ("leidraad-epigraph", "leidraad-epigraph attribution"):
            return Group(role.kind, "right under the title, and a name under it", GUESSED, is_open=True)
        reason = f"the style ‘{name}’" if name else "a figure that is a quotation"
        return Group(role.kind, reason, STYLED, is_paragraph, name)

    def _goes_on(self, group: Group, block: Node, role: Role, after: list[Node]) -> bool:
        """Tell whether a block belongs to the callout before it."""
        quotes = group.kind in QUOTING
        if role.kind in NAMING or (role.part == "attribution" and role.kind == group.kind):
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
            return self.role(after[0]) == Role(group.kind)
        return False

    def _take(self, group: Group, block: Node, role: Role) -> None:
        """Put a block into a callout: its title, who said it, or its text."""
        inside = block["c"][1] if block["t"] == "Div" else [block]
        if block["t"] == "Figure":
            caption, inside = block["c"][1][1], block["c"][2]
            if is_text(caption):
                group.title = inline(caption)
            else:
                inside = [*inside, *caption]
        if role.part != "body" or role.kind in NAMING:
            group.title = inline(inside) if is_text(inside) else []
            if not group.title:
                group.body += inside
            return
        group.body += inside


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
    return (len(body) > 1 and _sure(last) > 0) or (bool(name) and quoted.attribution(name) >= LAID_OUT)
