"""A chapter as a translator sees it: part after part, and what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.dialect.kinds import KINDS, WORDED
from leidraad.model import Block, Callout, Chapter, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.translations.boxes import KINDS as BOXES
from leidraad.translations.boxes import shape_of_box
from leidraad.translations.links import targets_of
from leidraad.translations.making import Maker, digest
from leidraad.translations.part import Part
from leidraad.translations.shapes import (
    paragraphs,
    shape_of_definitions,
    shape_of_html,
    shape_of_list,
    shape_of_table,
)

DESCRIPTION = "@description"
"""The id of the sentence that search engines show of a chapter."""
_ID = patterns.lazy(r"[ ]\{:?(?:[^{}\n]*[ ])?#([A-Za-z][\w:.-]*)(?:[ ][^{}\n]*)?\}[ ]*$")
# These may hold words of any language.
_QUOTED = ("quote", "epigraph", "term")
_SHAPES = {
    "list": shape_of_list,
    "table": shape_of_table,
    "dl": shape_of_definitions,
    "quotation": paragraphs,
    "html": shape_of_html,
    **dict.fromkeys(BOXES, shape_of_box),
}


def outline(chapter: Chapter) -> list[Part]:
    """Return the parts of a chapter in reading order; notes and comments are none."""
    return [part for _, part in parts_of(chapter)]


def parts_of(chapter: Chapter) -> Iterator[tuple[Block, Part]]:
    """Yield the parts of a chapter in reading order, each with the block that it is."""
    return _Outliner(chapter).parts(chapter.blocks)


def beside(chapter: Chapter, description: object) -> list[Part]:
    """Return what a chapter has to translate beside its parts: notes, and what search engines are told.

    The id of a note is that of the author behind a `^`.
    """
    maker = _maker(chapter)
    notes = [
        maker.part("note", block.text, name=note_name(block.id), shape=paragraphs(block.text))
        for block in chapter.walk()
        if isinstance(block, Note)
    ]
    said = str(description or "").strip()
    return notes + ([maker.part("description", said, name=DESCRIPTION)] if said else [])


def note_name(identifier: str) -> str:
    """Return what a note is called as something to translate."""
    return f"^{'_'.join(identifier.split())}"


def is_part(block: Block) -> bool:
    """Tell whether a block is a part; notes and comments are none."""
    match block:
        case Note() | Comment() | Verbatim("definition" | "rule", _):
            return False
    return True


class _Outliner:
    """The state while a chapter is read: what makes its parts, and the heading that they stand under.

    A part is called `section.n`, after the nearest heading with an id of its author's, which is called by
    that id alone. What is for trainers is counted apart: other readers must not see a gap.
    """

    def __init__(self, chapter: Chapter) -> None:
        self.maker = _maker(chapter)
        self.section = self.opened = ""
        self.counts = Counter[str]()

    def parts(
        self, blocks: tuple[Block, ...], depth: int = 0, is_quoted: bool = False, side: str = ""
    ) -> Iterator[tuple[Block, Part]]:
        """Yield the parts of blocks that stand in `depth` callouts, quoted or not, each with its block.

        What is counted apart has a letter before its number, its `side`.
        """
        for block in filter(is_part, blocks):
            inner = "t" if isinstance(block, Callout) and block.kind == "trainer" else side
            yield block, self._of(block, depth, is_quoted, inner)
            if isinstance(block, Callout):
                section, opened, counts = self.section, self.opened, self.counts.copy()
                within = [*self.parts(block.body, depth + 1, is_quoted or block.kind in _QUOTED, inner)]
                yield from within
                if inner != side:
                    # A heading for trainers opens nothing for other readers, who must not see its name.
                    self.section = section
                    if opened != self.opened:
                        self.opened, self.counts = opened, counts
                        self.counts[inner] += len(within)

    def _of(self, block: Block, depth: int, is_quoted: bool, side: str) -> Part:
        name = self._name(block, side)
        kind, source, shape, identity, key = "paragraph", "", "", "", None
        aside: list[str] = []
        match block:
            case Heading(level, source, _):
                identifier = _id_of(block)
                self.section = identity = identifier
                is_quoted = False
                kind, shape = "heading", f"level {level}" + (f", {{#{identifier}}}" if identifier else "")
            case Callout(kind, argument, options, _):
                is_quoted = kind in _QUOTED
                shared = _shared(kind, options)
                told = ", ".join(f"{each}: {_told(value)}" for each, value in sorted(shared.items()))
                shape = kind + (f" ({told})" if told else "") + ("" if argument else ", without a title")
                aside = [str(options[each]) for each in WORDED if each in shared]
                every = "".join(f" · {each}: {_told(value)}" for each, value in sorted(options.items()))
                key = f"{kind} | {argument or ''}{every}"
                identity = f"{kind} {options.get('id', '')}"
                kind, source = "callout", argument or ""
            case Paragraph(source):
                pass
            case Include(path, lines):
                shape = (path.partition("/")[2] or path) + (f", lines {lines}" if lines else "")
                kind, key, identity = "include", path, shape.partition(",")[0]
            case Verbatim("code", source):
                kind, key, source = "code", tags.MARK.sub("", source), ""
                identity = digest("code", " ".join(key.split()))
            case Verbatim(kind, source):
                shape = _SHAPES[kind](source) if kind in _SHAPES else ""
                is_quoted = is_quoted and kind in ("list", "table")
            case _:
                raise TypeError(f"{type(block).__name__} is no part of a chapter")
        return self.maker.part(
            kind,
            source,
            name=name,
            section=self.section,
            depth=depth,
            shape=shape,
            identity=identity,
            key=key,
            aside=aside,
            is_quoted=is_quoted,
        )

    def _name(self, block: Block, side: str) -> str:
        """Return what a part is called."""
        if isinstance(block, Heading) and (identifier := _id_of(block)):
            self.opened = identifier
            self.counts.clear()
            return identifier
        self.counts[side] += 1
        return f"{self.opened}.{side}{self.counts[side]}".lstrip(".")


def _id_of(heading: Heading) -> str:
    """Return the id that an author gave a heading, also one that stands among other attributes."""
    found = None if heading.id else _ID.search(heading.text)
    return heading.id or (found[1] if found else "")


def _maker(chapter: Chapter) -> Maker:
    defined = [b.source for b in chapter.walk() if isinstance(b, Verbatim) and b.kind == "definition"]
    return Maker(chapter.lang, targets_of(tags.MARK.sub("", source) for source in defined))


def _shared(kind: str, options: Mapping[str, object]) -> dict[str, object]:
    """Return the options that every language has alike; of those in words, only that they are there."""
    known = KINDS[kind].OPTIONS if kind in KINDS else {}
    # The forms of a term are those of its language, which may have none.
    return {
        name: "…" if name in WORDED and value else value
        for name, value in options.items()
        if name in known and name != "forms"
    }


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
