"""Blocks that are nothing but text, whatever they stand in, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from leidraad.manuscript.documents.tree import Node

_TEXTS = frozenset(("Para", "Plain", "LineBlock", "Header"))


def is_text(blocks: list[Node]) -> bool:
    """Tell whether blocks are paragraphs and nothing else, whatever they stand in."""
    return all(one["t"] in _TEXTS for one in bare(blocks))


def bare(blocks: list[Node]) -> Iterator[Node]:
    """Yield blocks without the quotations and divisions that they stand in."""
    for block in blocks:
        if block["t"] in ("BlockQuote", "Div"):
            yield from bare(block["c"] if block["t"] == "BlockQuote" else block["c"][1])
        else:
            yield block


def lines(block: Node) -> list[list[Node]]:
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


def inline(blocks: list[Node]) -> list[Node]:
    """Return the text of blocks as one line."""
    out: list[Node] = []
    for block in bare(blocks):
        for line in lines(block):
            out += [{"t": "Space"}, *line] if out else line
    return out
