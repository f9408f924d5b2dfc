"""A block parser that remembers which source text each block was made from.

Python-Markdown keeps no positions, and a block parser of our own would be a second grammar. This one runs the
very same processors and only writes down, for the document and for each callout, what every step consumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the parser: who took which text, and the elements that came of it."""

    processor: BlockProcessor
    text: str
    elements: tuple[Element, ...]


class RecordingParser(BlockParser):
    """Parse as `BlockParser` does and record pieces for each parent that is watched.

    Attributes:
        pieces: the pieces of each watched parent, in source order; emptied by `reset`.
    """

    def __init__(self, md: Markdown):
        """Take over the processors that `md` has; later ones register themselves here."""
        super().__init__(md)
        self.pieces: dict[Element, list[Piece]] = {}
        self.state = md.parser.state
        self.blockprocessors = md.parser.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self

    def reset(self) -> None:
        """Forget the last document."""
        self.pieces = {}

    def watch(self, parent: Element) -> None:
        """Record what is parsed into `parent`."""
        self.pieces.setdefault(parent, [])

    def parseDocument(self, lines: Iterable[str]) -> ElementTree[Element | None]:
        """Parse a document, recording what goes into its root."""
        self.root = Element(self.md.doc_tag)
        self.watch(self.root)
        self.parseChunk(self.root, "\n".join(lines))
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        """Parse `blocks` into `parent`, recording each step where `parent` is watched."""
        pieces = self.pieces.get(parent)
        if pieces is None:
            super().parseBlocks(parent, blocks)
            return
        while blocks:
            before, children, known = list(blocks), len(parent), len(pieces)
            for processor in self.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break
            text = _consumed(before, blocks)
            for nested in pieces[known:]:
                # A processor may hand the text before its own to this very method.
                text = text.removeprefix(nested.text).lstrip("\n")
                children += len(nested.elements)
            pieces.append(Piece(processor, text, tuple(parent[children:])))


def _consumed(before: list[str], after: list[str]) -> str:
    """Return the text that a step took: `before` less what it left in, or put back into, `after`."""
    taken = len(before) - len(after)
    if taken >= 0 and before[taken:] == after:
        return "\n\n".join(before[:taken])
    # The first of `after` is what was left of a block.
    split = before[taken] if 0 <= taken < len(before) else before[0]
    left = after[0]
    if split.endswith(left):
        part = split[: len(split) - len(left)]
    elif split.startswith(left):
        part = split[len(left) :]
    else:
        part = split
    return "\n\n".join([*before[: max(taken, 0)], part]).strip("\n")
