"""Pandoc's syntax tree: its texts, its attributes, and the marks taken back out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leidraad.errors import LeidraadError
from leidraad.manuscript.documents.marks import MARK, STRAY, Mark, Marks

Node = dict[str, Any]

DEEPEST = 64
"""How many blocks and spans may stand inside each other; no text that a person wrote comes near."""

_SPACES = frozenset(("Space", "SoftBreak", "LineBreak"))
_SPANS = frozenset(["Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"])
_LEADS = frozenset(("Para", "Plain"))


@dataclass(frozen=True, slots=True)
class Attributes:
    """The address, the classes and the style of a node."""

    id: str
    classes: tuple[str, ...]
    pairs: dict[str, str]

    @property
    def style(self) -> str:
        """Return the name of the paragraph or character style that it has in its program."""
        return self.pairs.get("custom-style", "")

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names that may stand for a role."""
        return (self.style, *self.classes) if self.style else self.classes


def attributes(node: Node) -> Attributes:
    """Return the attributes of a node that has some."""
    given = node["c"][1] if node["t"] == "Header" else node["c"][0]
    return Attributes(given[0], tuple(given[1]), dict(given[2]))


def div(blocks: list[Node], *, id: str = "", classes: tuple[str, ...] = (), style: str = "") -> Node:
    """Return a division of `blocks`."""
    pairs = [["custom-style", style]] if style else []
    return {"t": "Div", "c": [[id, list(classes), pairs], blocks]}


def inlines_of(node: Node) -> list[Node]:
    """Return the inline nodes that a span of any kind holds, a note excepted."""
    match node["t"]:
        case kind if kind in _SPANS:
            found: list[Node] = node["c"]
        case "Span" | "Link" | "Image" | "Quoted" | "Cite":
            found = node["c"][1]
        case _:
            found = []
    return found


def text(inlines: list[Node]) -> str:
    """Return the plain text of inline nodes, without notes."""
    return "".join(_texts(inlines))


def _texts(inlines: list[Node]) -> Iterator[str]:
    for node in inlines:
        match node["t"]:
            case "Str":
                yield node["c"]
            case "Code" | "Math" | "RawInline":
                yield node["c"][1]
            case kind if kind in _SPACES:
                yield " "
            case "Quoted":
                single = node["c"][0]["t"] == "SingleQuote"
                yield "‘" if single else "“"
                yield from _texts(node["c"][1])
                yield "’" if single else "”"
            case "Span" if is_aside(node):
                continue
            case _:
                yield from _texts(inlines_of(node))


def is_aside(node: Node) -> bool:
    """Tell whether a node is a remark, or text that was deleted: words that are not the text's own."""
    return node["t"] == "Span" and not {"comment-start", "deletion"}.isdisjoint(node["c"][0][1])


def asides_in(inlines: list[Node]) -> Iterator[Node]:
    """Yield the remarks and deleted texts among inline nodes, however deep."""
    for node in inlines:
        if is_aside(node):
            yield node
        else:
            yield from asides_in(inlines_of(node))


def children(block: Node) -> list[list[Node]]:
    """Return the lists of blocks that a block holds."""
    match block["t"]:
        case "BlockQuote":
            return [block["c"]]
        case "Div":
            return [block["c"][1]]
        case "BulletList":
            return list(block["c"])
        case "OrderedList":
            return list(block["c"][1])
        case "DefinitionList":
            return [part for _, definitions in block["c"] for part in definitions]
        case "Figure":
            return [block["c"][1][1], block["c"][2]]
        case "Table":
            return [block["c"][1][1], *(cell[4] for row in rows(block) for cell in row)]
        case _:
            return []


def rows(table: Node) -> list[list[Any]]:
    """Return the cells of every row of a table, head and foot included."""
    _, _, _, head, bodies, foot = table["c"]
    found = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return [row[1] for row in found]


def leaves(block: Node) -> list[list[Node]]:
    """Return the lists of inline nodes that stand in a block itself."""
    match block["t"]:
        case "Para" | "Plain":
            return [block["c"]]
        case "Header":
            return [block["c"][2]]
        case "LineBlock":
            return list(block["c"])
        case "DefinitionList":
            return [term for term, _ in block["c"]]
        case _:
            return []


def lines_of(blocks: list[Node]) -> Iterator[str]:
    """Yield the text of each paragraph, cell and line in `blocks`, and of the notes in them."""
    for block in blocks:
        if block["t"] in ("CodeBlock", "RawBlock"):
            yield block["c"][1]
        for inlines in leaves(block):
            yield text(inlines)
            for aside in asides_in(inlines):
                yield text(aside["c"][1])
            for note in notes_in(inlines):
                yield from lines_of(note["c"])
        for part in children(block):
            yield from lines_of(part)


def notes_in(inlines: list[Node]) -> Iterator[Node]:
    """Yield the notes among inline nodes, however deep."""
    for node in inlines:
        if node["t"] == "Note":
            yield node
        else:
            yield from notes_in(inlines_of(node))


def measure(blocks: list[Node], path: Path) -> None:
    """Raise an error where nodes stand too deep inside each other.

    Raises:
        LeidraadError: they do.
    """
    waiting: list[tuple[Any, int]] = [(blocks, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST:
            raise LeidraadError(f"{path}: is nested more than {DEEPEST} deep; simplify it and try again.")
        if isinstance(part, dict):
            content = part.get("c")
            if isinstance(content, list):
                waiting.append((content, depth + 1))
        else:
            # Only nodes count: the lists around them are the tree's own.
            waiting += [(one, depth) for one in part if isinstance(one, dict | list)]


def lift(blocks: list[Node], marks: Marks) -> list[Node]:
    """Return `blocks` with the marks in them turned into divisions."""
    out: list[Node] = []
    for block in blocks:
        found = _take(block, marks) if block["t"] in _LEADS else []
        match block["t"]:
            case "BlockQuote":
                block["c"], found = _inside(block["c"], marks)
            case "Div":
                block["c"][1] = lift(block["c"][1], marks)
            case "BulletList":
                block["c"] = [_item(part, marks) for part in block["c"]]
            case "OrderedList":
                block["c"][1] = [_item(part, marks) for part in block["c"][1]]
            case _:
                for part in children(block):
                    part[:] = lift(part, marks)
        for inlines in leaves(block):
            _clear(inlines, marks)
        if not _joined(out, block) or found:
            out.append(_wrap(block, found))
    return out


def _joined(before: list[Node], block: Node) -> bool:
    """Put the items of a list that goes on where the last one stopped into that one, if it does."""
    if not before or before[-1]["t"] != block["t"]:
        return False
    last: Any = before[-1].get("c")
    match block["t"]:
        case "BulletList":
            last += block["c"]
        case "OrderedList" if block["c"][0][0] == last[0][0] + len(last[1]) and block["c"][0][0] > 1:
            last[1] += block["c"][1]
        case _:
            return False
    return True


def _item(blocks: list[Node], marks: Marks) -> list[Node]:
    """Return the blocks of a list item, in a division where it has a mark."""
    lifted, found = _inside(blocks, marks)
    for mark in reversed(found):
        lifted = [div(lifted, id=mark.id, classes=mark.styles)]
    return lifted


def _inside(blocks: list[Node], marks: Marks) -> tuple[list[Node], list[Mark]]:
    """Return the blocks of a list item or a quotation, and the marks of what is around them."""
    is_lead = bool(blocks) and blocks[0]["t"] in _LEADS
    found = _take(blocks[0], marks, is_container=True) if is_lead else []
    kept = blocks[1:] if found and not blocks[0]["c"] else blocks
    return lift(kept, marks), found


def _wrap(block: Node, found: list[Mark]) -> Node:
    for mark in reversed(found):
        block = div([block], id=mark.id, classes=("leidraad-paragraph", *mark.styles))
    return block


def _take(block: Node, marks: Marks, *, is_container: bool = False) -> list[Mark]:
    """Take the marks of a paragraph, or of what is around it, off its start."""
    inlines = block["c"]
    found: list[Mark] = []
    while inlines:
        first = inlines[0]
        if first["t"] in _SPACES and found:
            del inlines[0]
            continue
        mark = MARK.match(first["c"]) if first["t"] == "Str" else None
        if mark is None or marks.found[int(mark[1])].is_container != is_container:
            break
        found.append(marks.found[int(mark[1])])
        rest = first["c"][mark.end() :]
        inlines[:1] = [{"t": "Str", "c": rest}] if rest else []
    return found


def _clear(inlines: list[Node], marks: Marks) -> None:
    """Take marks out of where none belongs, and those in notes to their paragraphs."""
    for node in inlines:
        if node["t"] == "Str" and STRAY.search(node["c"]):
            node["c"] = STRAY.sub("", MARK.sub("", node["c"]))
        elif node["t"] == "Note":
            node["c"] = lift(node["c"], marks)
        else:
            _clear(inlines_of(node), marks)


def flat(blocks: list[Node], keep: Callable[[Attributes], bool]) -> list[Node]:
    """Return `blocks` without the divisions that mean nothing.

    Args:
        blocks: what to flatten, on its upper level only.
        keep: tells of a division's attributes whether it means something.
    """
    out: list[Node] = []
    for block in blocks:
        if block["t"] == "Div" and not keep(attributes(block)):
            inside = flat(block["c"][1], keep)
            identifier = attributes(block).id
            if identifier and inside and inside[0]["t"] == "Header" and not inside[0]["c"][1][0]:
                inside[0]["c"][1][0] = identifier
            out += inside
        else:
            out.append(block)
    return out


def is_number(label: str) -> bool:
    """Tell whether a text is what stands for a note: a number, a letter or a sign."""
    return bool(re.fullmatch(r"\W*(?:\d{1,4}|[a-z]|[*†‡§¶]+)\W*", label.strip()))
