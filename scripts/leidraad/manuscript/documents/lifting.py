"""The marks taken back out of pandoc's tree, each as a division around what it is about."""

from __future__ import annotations

from typing import Any

from leidraad.manuscript.documents.marks import MARK, STRAY, Mark, Marks
from leidraad.manuscript.documents.tree import SPACES, Node, children, inlines_of, leaves

_LEADS = frozenset(("Para", "Plain"))


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
        lifted = [_div(lifted, mark)]
    return lifted


def _inside(blocks: list[Node], marks: Marks) -> tuple[list[Node], list[Mark]]:
    """Return the blocks of a list item or a quotation, and the marks of what is around them."""
    is_lead = bool(blocks) and blocks[0]["t"] in _LEADS
    found = _take(blocks[0], marks, is_container=True) if is_lead else []
    kept = blocks[1:] if found and not blocks[0]["c"] else blocks
    return lift(kept, marks), found


def _wrap(block: Node, found: list[Mark]) -> Node:
    for mark in reversed(found):
        block = _div([block], mark, "leidraad-paragraph")
    return block


def _take(block: Node, marks: Marks, *, is_container: bool = False) -> list[Mark]:
    """Take the marks of a paragraph, or of what is around it, off its start."""
    inlines = block["c"]
    found: list[Mark] = []
    while inlines:
        first = inlines[0]
        if first["t"] in SPACES and found:
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


def _div(blocks: list[Node], mark: Mark, *more: str) -> Node:
    return {"t": "Div", "c": [[mark.id, [*more, *mark.styles], []], blocks]}
