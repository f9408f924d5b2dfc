"""The marks taken back out of pandoc's tree: divisions around blocks, spans for what pandoc did not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leidraad.manuscript.documents import tree
from leidraad.manuscript.documents.marks import MARK, STRAY, UNREAD, Mark, Marks
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
        if block["t"] == "CodeBlock":
            out += [{"t": "Para", "c": [span]} for span in _unread_code(block, marks)]
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
        # A document may hold such signs of its own.
        if mark is None or int(mark[1]) >= len(marks.found):
            break
        if marks.found[int(mark[1])].is_container != is_container:
            break
        found.append(marks.found[int(mark[1])])
        rest = first["c"][mark.end() :]
        inlines[:1] = [{"t": "Str", "c": rest}] if rest else []
    return found


def _clear(inlines: list[Node], marks: Marks) -> None:
    """Turn marks of what is unread into spans, and take the others out of where none belongs."""
    out: list[Node] = []
    for node in inlines:
        if node["t"] == "Str" and STRAY.search(node["c"]):
            out += _told_apart(node["c"], marks)
            continue
        if node["t"] == "Note":
            node["c"] = lift(node["c"], marks)
        else:
            _clear(inlines_of(node), marks)
        out.append(node)
        if node["t"] == "Code":
            out += _unread_code(node, marks)
    inlines[:] = out


def _told_apart(said: str, marks: Marks) -> Iterator[Node]:
    """Yield the text between marks, and a span for each mark of what is unread."""
    for at, part in enumerate(UNREAD.split(said)):
        plain = STRAY.sub("", MARK.sub("", part))
        if at % 2 == 0 and plain:
            yield {"t": "Str", "c": plain}
        elif at % 2 and int(part) < len(marks.unread):
            unread = marks.unread[int(part)]
            yield {
                "t": "Span",
                "c": [["", [tree.UNREAD, unread.what], []], [{"t": "Str", "c": unread.words}]],
            }


def _unread_code(node: Node, marks: Marks) -> list[Node]:
    """Take the marks out of code, which holds no spans, and return these."""
    said = node["c"][1]
    if not STRAY.search(said):
        return []
    node["c"][1] = STRAY.sub("", MARK.sub("", UNREAD.sub("", said)))
    return [one for one in _told_apart(said, marks) if one["t"] == "Span"]


def _div(blocks: list[Node], mark: Mark, *more: str) -> Node:
    return {"t": "Div", "c": [[mark.id, [*more, *mark.styles], []], blocks]}
