"""Pandoc's syntax tree: its texts, its attributes, and what stands in what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leidraad.errors import LeidraadError

Node = dict[str, Any]

DEEPEST = 64
"""How many blocks and spans may stand inside each other; no text that a person wrote comes near."""

UNREAD = "leidraad-unread"
"""The class of a span that stands for what pandoc did not read; the class behind it tells what that is."""

SPACES = frozenset(("Space", "SoftBreak", "LineBreak"))
_ASIDES = frozenset(("comment-start", "deletion", UNREAD))
_SPANS = frozenset(["Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"])


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
            case kind if kind in SPACES:
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
    """Tell whether a node is a remark, deleted or unread: words that are not the text's own."""
    return node["t"] == "Span" and not _ASIDES.isdisjoint(node["c"][0][1])


def asides_in(inlines: list[Node]) -> Iterator[Node]:
    """Yield the remarks, deleted and unread texts among inline nodes, however deep."""
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


def count_words(blocks: list[Node]) -> int:
    """Return how many words stand in `blocks`."""
    return sum(len(line.split()) for line in lines_of(blocks))


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
