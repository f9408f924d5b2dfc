"""Where each part of an outline begins in the author's file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.model import Block, Callout, Chapter, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.translations.outline import is_part
from leidraad.translations.part import Part

_FENCE = patterns.lazy(r"[ >]*/{3,}[ ]*[^/\s]")


def placed(parts: Sequence[Part], chapter: Chapter, body: str, offset: int = 0) -> list[Part]:
    """Return the parts with their lines.

    Args:
        parts: the outline of the chapter.
        chapter: the chapter itself.
        body: the text that it was read from, without front matter.
        offset: how many lines of the file stand before that.
    """
    lines = _lines(chapter, body)
    own = (line for block, line in zip(chapter.walk(), lines, strict=True) if is_part(block))
    return [part._replace(line=line + offset) for part, line in zip(parts, own, strict=True)]


def _lines(chapter: Chapter, body: str) -> Iterator[int]:
    """Yield the line that each block begins on.

    Blocks follow each other without a gap: each is looked for whole, white space aside, behind the one before
    it, and what cannot be found as it stands begins where that one ended.
    """
    lines = body.split("\n")
    bare = ["".join(line.split()) for line in lines]
    starts = [0, *accumulate(map(len, bare))]
    text = "".join(bare)
    line = 0
    for block in chapter.walk():
        if isinstance(block, Callout):
            line = next((n for n in range(line, len(lines)) if _FENCE.match(lines[n])), line)
            yield line + 1
            # Options stand right below, with a blank line behind them.
            line += 1
            while block.options and line < len(lines) and bare[line]:
                line += 1
            continue
        found, size = _found(block, text, starts[min(line, len(lines))])
        # Where nothing is found, the first line that is not blank.
        first = bisect_right(starts, max(found, starts[min(line, len(lines))])) - 1
        yield min(first, len(lines) - 1) + 1
        if found >= 0:
            line = bisect_left(starts, found + size)


def _found(block: Block, text: str, start: int) -> tuple[int, int]:
    """Return where a block stands in a text without white space, and its size; -1 where it does not."""
    for source in _sources(block):
        bare = "".join(tags.MARK.sub("", source).split())
        found = text.find(bare, start)
        if bare and found >= 0:
            return found, len(bare)
    return -1, 0


def _sources(block: Block) -> Iterator[str]:
    """Yield what a block may look like in its file."""
    match block:
        case Heading(_, source) | Paragraph(source):
            yield source
        case Note(name, source):
            yield f"[^{name}]:{source}"
        case Comment(source):
            yield f"<!--{source}-->"
        case Include(path):
            yield f"{{!{path}"
        case Verbatim("code", source):
            yield source
            # It may have been set off by its indent.
            yield "\n".join(source.split("\n")[1:-1])
        case Verbatim(_, source):
            yield source
