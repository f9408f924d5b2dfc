"""A block parser that remembers which source text each block was made from.

Python-Markdown keeps no positions, and a block parser of our own would be a second grammar. This one runs the
very same processors and only writes down, for the document and for each callout, what every step consumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from typing import NamedTuple
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    HashHeaderProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from pymdownx.blocks import BlocksProcessor

_SIGHT = 3
# What stands in every block that a processor takes, unless a callout is open: to look for that takes a tenth
# of the time of its pattern. A test tells when one takes others.
_NEEDED: Mapping[type, str] = {
    BlockQuoteProcessor: ">",
    BlocksProcessor: "///",
    DefListProcessor: ":",
    FootnoteBlockProcessor: "[^",
    HashHeaderProcessor: "#",
    ReferenceProcessor: "]:",
    SetextHeaderProcessor: "\n",
}


class Piece(NamedTuple):
    """One step of the parser: who took which text, and the elements that came of it."""

    processor: BlockProcessor
    text: str
    elements: tuple[Element, ...]


class RecordingParser(BlockParser):
    """Parse as `BlockParser` does and record pieces for each parent that is watched.

    Attributes:
        pieces: the pieces of each watched parent, in source order; emptied by `reset`.
        given: the texts that were given to be parsed into each.
    """

    def __init__(self, md: Markdown):
        """Take over the processors that `md` has; later ones register themselves here."""
        super().__init__(md)
        self.reset()
        self.state = md.parser.state
        self.blockprocessors = md.parser.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self

    def reset(self) -> None:
        """Forget the last document."""
        self.pieces: dict[Element, list[Piece]] = {}
        self.given: dict[Element, list[str]] = {}
        self._processors: list[tuple[str, Sized, BlockProcessor]] | None = None

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
            while blocks:
                self._step(parent, blocks)
            return
        self.given.setdefault(parent, []).append("\n\n".join(blocks))
        rest = blocks[::-1]
        while blocks:
            children = len(parent)
            known, given = len(pieces), len(self.given[parent])
            processor = self._step(parent, blocks)
            text = _consumed(rest, blocks)
            for nested in self.given[parent][given:]:
                # A processor may hand the text before its own to this very method.
                text = text.removeprefix(nested).lstrip("\n")
            children += sum(len(nested.elements) for nested in pieces[known:])
            pieces.append(Piece(processor, text, tuple(parent[children:])))

    def _step(self, parent: Element, blocks: list[str]) -> BlockProcessor:
        """Let the first processor that will do so take a block, and return it."""
        if self._processors is None:
            self._processors = [
                (_NEEDED.get(type(each), ""), getattr(each, "stack", ()), each)
                for each in self.blockprocessors
            ]
        for needed, is_open, processor in self._processors:
            block = blocks[0]
            if needed not in block and not is_open:
                continue
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                break
        return processor


def _consumed(rest: list[str], blocks: list[str]) -> str:
    """Return the text that a step took, and put `rest` right.

    Args:
        rest: the blocks that there were before the step, the first one last.
        blocks: those that it left in, or put back into, its list.
    """
    gone = len(rest) - len(blocks)
    changed = max(gone, 0)
    while not _goes_on(rest, blocks, changed, gone):
        changed += 1
    left = blocks[: changed - gone]
    taken = "\n\n".join(rest.pop() for _ in range(changed))
    rest.extend(reversed(left))
    # What is put back is the end of the text, its start, or one of each around what was taken.
    if left and taken.endswith(left[-1]):
        taken = taken[: len(taken) - len(left.pop())]
    if left and taken.startswith(left[0]):
        taken = taken[len(left[0]) :]
    return taken.strip("\n")


def _goes_on(rest: list[str], blocks: list[str], changed: int, gone: int) -> bool:
    """Tell whether the blocks after those that changed are as they were.

    A step works on the first blocks only, so a few tell for all: to compare each one after every step
    would make the time grow with the square of the text.
    """
    return all(rest[-1 - at] == blocks[at - gone] for at in range(changed, min(changed + _SIGHT, len(rest))))
