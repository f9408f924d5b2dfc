"""The chapter model as a by-product of the one conversion that renders the page.

The reader changes nothing on the page. It listens at four points of the conversion: before includes are
expanded, before code is stashed, after the block parse (where text is still Markdown) and after the inline
pass (where it is known which `[^x]` became a note).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import (
    CodeBlockProcessor,
    EmptyBlockProcessor,
    HashHeaderProcessor,
    ParagraphProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksProcessor

from leidraad.callouts import CalloutBlock
from leidraad.dialect import blocks, fronts, sparing
from leidraad.dialect.include_marks import Marks
from leidraad.dialect.recording import Piece, RecordingParser
from leidraad.dialect.verdicts import Reading
from leidraad.model import (
    Block,
    Callout,
    Chapter,
    Paragraph,
    Verbatim,
)

_STASH_DEPTH = 5
_OPEN = ("list", "quotation", "dl")
_KINDS = {"ul": "list", "ol": "list", "blockquote": "quotation", "pre": "code", "hr": "rule"}


def read(text: str, parser: Markdown) -> Chapter:
    r"""Return the chapter that `text`, a whole file with its front matter, holds.

    Args:
        text: Markdown with `\n` line ends.
        parser: a Markdown object with the `leidraad_callouts` extension, as `parsers` makes it.
    """
    body, front = fronts.split(text)
    parser.reset()
    parser.convert(body)
    chapter = reading_of(parser).chapter
    return Chapter(chapter.lang, chapter.blocks, front)


def reading_of(parser: Markdown) -> Reading:
    """Return the reading of the last conversion by `parser`."""
    reading: Reading = parser.leidraad.reading  # type: ignore[attr-defined]
    return reading


class Reader:
    """Collect one reading after another from a `Markdown` object."""

    def __init__(
        self,
        md: Markdown,
        recorder: RecordingParser,
        lang: str,
        callouts: list[CalloutBlock],
        *,
        opens_includes: bool = False,
    ):
        """Listen to `md`, whose block parser is `recorder` and whose callouts join `callouts`.

        With `opens_includes` the blocks that an include brought in follow it in the chapter.
        """
        self.opens_includes = opens_includes
        self.md = md
        self.recorder = recorder
        self.lang = lang
        self.callouts = callouts
        self.reset()

    def reset(self) -> None:
        """Forget the last page."""
        self.marks = Marks()
        self.code: dict[int, str] = {}
        self.superfences: Any = None
        self.chapter = self.own = Chapter(self.lang)
        self.elements: dict[int, list[Element]] = {}

    def elements_of(self, block: Block) -> Sequence[Element]:
        """Return the elements on the page that a block became; an include brings in several."""
        return self.elements.get(id(block), ())

    def record_fences(self, lines: list[str]) -> None:
        """Remember the source of fenced code, in the order in which its processor will stash it."""
        if "fenced_code_block" in self.md.preprocessors:
            # The extension's own stash keeps the source of what pymdownx.superfences has rendered.
            self.superfences = getattr(self.md.preprocessors["fenced_code_block"], "extension", None)
            pattern = getattr(self.md.preprocessors["fenced_code_block"], "FENCED_BLOCK_RE", None)
            text = "\n".join(lines)
            found = pattern.finditer(text) if pattern and sparing.has_fence(text) else ()
            sources = [match.group() for match in found]
            self.code = dict(enumerate(sources, start=self.md.htmlStash.html_counter))

    def build(self) -> None:
        """Make the chapter from what the block parser recorded, and take the marks away."""
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [self.marks.strip(item) if isinstance(item, str) else item for item in stash]
        for reference in [r for r in self.md.references if r[:1] in (Marks.BEGIN, Marks.END)]:
            del self.md.references[reference]
        self.by_element = {callout.element: callout for callout in self.callouts}
        self.chapter = Chapter(self.lang, tuple(self._blocks(self.recorder.root)))
        self.own = self.chapter
        if self.opens_includes:
            self.opens_includes = False
            self.own = Chapter(self.lang, tuple(self._blocks(self.recorder.root)))
            self.opens_includes = True

    def html(self) -> list[str]:
        """Return the raw HTML of the page, code aside."""
        stash = enumerate(self.md.htmlStash.rawHtmlBlocks)
        return [item for index, item in stash if isinstance(item, str) and index not in self.code]

    def hide_flags(self) -> None:
        """Take comments for authors off the page: what an import left to decide, and the like."""
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = ["" if isinstance(item, str) and blocks.is_flag(item) else item for item in stash]

    def _blocks(self, parent: Element) -> list[Block]:
        """Return the blocks that the pieces of `parent` make."""
        made: list[Block] = []
        inside: int | None = None
        for piece in self.recorder.pieces.get(parent, []):
            mark = self.marks.match(piece.text)
            if mark:
                side, index = mark
                if side == Marks.BEGIN and inside is None:
                    inside = None if self.opens_includes else index
                    made.append(self.marks.found[index])
                elif side == Marks.END and inside == index:
                    inside = None
            elif inside is None:
                count, last = len(made), made[-1] if made else None
                made.extend(self._block(piece, made))
                if made and made[-1] is not last:
                    # What replaces the block before it goes on with that one's element.
                    before = self.elements.pop(id(last), []) if len(made) == count else []
                    self.elements[id(made[-1])] = [*piece.elements[-1:]] or before
            else:
                self.elements.setdefault(id(made[-1]), []).extend(piece.elements[-1:])
        return made

    def _block(self, piece: Piece, before: list[Block]) -> Iterator[Block]:
        """Yield the blocks of one piece; a piece that continues the last block replaces it."""
        text = self._restore(piece.text)
        match piece.processor:
            case EmptyBlockProcessor():
                return
            case HashHeaderProcessor() | SetextHeaderProcessor() if piece.elements:
                heading = piece.elements[-1]
                yield blocks.heading(int(heading.tag[1]), heading.text or "")
            case FootnoteBlockProcessor():
                yield from blocks.notes(text)
            case BlocksProcessor() if piece.elements and piece.elements[-1] in self.by_element:
                yield self._callout(self.by_element[piece.elements[-1]])
            case ParagraphProcessor() if piece.elements:
                stashed = HTML_PLACEHOLDER_RE.fullmatch(piece.text.strip())
                yield blocks.stashed(text.strip()) if stashed else Paragraph(text.strip())
            case ReferenceProcessor():
                if text.strip():
                    yield Verbatim("definition", text.strip("\n"))
            case _ if piece.elements:
                tag = piece.elements[-1].tag
                yield Verbatim(
                    _KINDS.get(tag, tag), blocks.fenced(text) if tag == "pre" else text.strip("\n")
                )
            case _ if text.strip() and before and blocks.takes_more(before[-1]):
                yield blocks.continued(before.pop(), text)
            case CodeBlockProcessor() if text.strip():
                yield Verbatim("code", blocks.fenced(text))
            case _ if text.strip():
                # Added to the list or quotation before a note or an include, which make no element.
                kinds = (b.kind for b in reversed(before) if isinstance(b, Verbatim) and b.kind in _OPEN)
                yield Verbatim(next(kinds, "text"), text.strip("\n"))

    def _callout(self, block: CalloutBlock) -> Callout:
        """Return the callout that a block of `callouts.py` stands for."""
        given = {
            name: value
            for name, value in block.options.items()
            if name in block.OPTIONS and value != block.OPTIONS[name][0]
        }
        body = self._blocks(block.on_add(block.element))
        return Callout(block.KIND, block.argument or None, given, tuple(body))

    def _restore(self, text: str) -> str:
        """Return `text` as the author wrote it: with the source of what was stashed, and without marks."""

        def source(found: re.Match[str]) -> str:
            index = int(found[1])
            if self.superfences is not None and (
                original := self.superfences.stash.get(found[0].strip("\x02\x03"))
            ):
                return str(original[0])
            raw = self.code.get(index) or self.md.htmlStash.rawHtmlBlocks[index]
            return raw if isinstance(raw, str) else found[0]

        # What was stashed may hold what had been stashed before it.
        for _ in range(_STASH_DEPTH):
            if "\x02" not in text or not HTML_PLACEHOLDER_RE.search(text):
                break
            text = HTML_PLACEHOLDER_RE.sub(source, text)
        return self.marks.strip(text)
