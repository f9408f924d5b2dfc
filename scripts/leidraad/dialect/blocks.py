"""Blocks of the chapter model, each from the source that the parser made it of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.footnotes import FootnoteBlockProcessor

from leidraad import patterns
from leidraad.model import Block, Comment, Heading, Note, Verbatim

_FOR_AUTHORS = patterns.lazy(r"leidraad\s+(?:ignore|source:)", re.IGNORECASE)
_HEADING_ID = patterns.lazy(r"[ ]+\{:?[ ]*#([A-Za-z][\w:.-]*)[ ]*\}[ ]*$")


def heading(level: int, text: str) -> Heading:
    """Return a heading; an explicit id at its end is no part of its text."""
    found = _HEADING_ID.search(text)
    return Heading(level, text[: found.start()] if found else text, found[1] if found else None)


def notes(text: str) -> Iterator[Note]:
    """Yield the notes of a text that holds nothing but note definitions."""
    starts = [*FootnoteBlockProcessor.RE.finditer(text)]
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        lines = text[start.start(2) : after.start() if after else None].strip().split("\n")
        yield Note(start[1], "\n".join(line.removeprefix("    ") for line in lines))


def stashed(text: str) -> Block:
    """Return what a stashed block was: a comment, code or raw HTML."""
    if text.startswith("<!--") and text.endswith("-->") and text.count("-->") == 1:
        return Comment(text[4:-3].strip())
    return Verbatim("code" if text.startswith(("```", "~~~")) else "html", text)


def is_flag(source: str) -> bool:
    """Tell whether a stashed block is a comment for authors: of an import or a scaffold, or on a rule."""
    block = stashed(source.strip())
    return isinstance(block, Comment) and (block.flag is not None or bool(_FOR_AUTHORS.match(block.text)))


def takes_more(block: Block) -> bool:
    """Tell whether text without an element of its own can belong to `block`."""
    return isinstance(block, Verbatim) and block.kind != "definition"


def fenced(text: str) -> str:
    """Return indented code as fenced code, which can stand anywhere."""
    return _in_fence([line.removeprefix("    ") for line in text.strip("\n").split("\n")])


def _in_fence(lines: list[str]) -> str:
    """Return `lines` between fences that are longer than any among them."""
    fence = "```"
    while any(line.startswith(fence) for line in lines):
        fence += "`"
    return "\n".join([fence, *lines, fence])


def continued(last: Block, text: str) -> Verbatim:
    """Return a list, a quotation or code with the text that the parser added to it."""
    assert isinstance(last, Verbatim)
    if last.kind == "code":
        more = fenced(text).split("\n")[1:-1]
        return Verbatim("code", _in_fence([*last.source.split("\n")[1:-1], "", *more]))
    return Verbatim(last.kind, f"{last.source}\n\n{text}".strip("\n"))
