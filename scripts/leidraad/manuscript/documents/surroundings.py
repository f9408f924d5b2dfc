"""What stands around the main part of a web page: menus, sidebars, the foot of the site."""

from __future__ import annotations

from collections.abc import Iterator

from leidraad.manuscript.documents.html import MAIN, NAVIGATION
from leidraad.manuscript.documents.tree import Node, attributes, count_words


def told_apart(blocks: list[Node]) -> list[Node]:
    """Return the main part of a page first, if that is most of it, and the rest as navigation."""

    def parted(block: Node) -> Iterator[Node]:
        if block["t"] == "Div" and MAIN in attributes(block).classes:
            yield block
        elif block["t"] == "Div" and any(map(_has_main, block["c"][1])):
            for one in block["c"][1]:
                yield from parted(one)
        else:
            yield {"t": "Div", "c": [["", [NAVIGATION], []], [block]]}

    if not any(map(_has_main, blocks)):
        return blocks
    out = [part for block in blocks for part in parted(block)]
    main = [block for block in out if MAIN in attributes(block).classes]
    if 2 * count_words(main) <= count_words(out):
        return blocks
    return sorted(out, key=lambda block: MAIN not in attributes(block).classes)


def _has_main(block: Node) -> bool:
    return block["t"] == "Div" and (MAIN in attributes(block).classes or any(map(_has_main, block["c"][1])))
