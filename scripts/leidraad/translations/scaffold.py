"""The scaffold of a translation: all that a chapter has, with its words beside what is still to be written.

A scaffold comment holds what the block that follows it says in the language of the source. It is for
translators: it is on no page, and `leidraad check --fix` takes it away once the block is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from leidraad import patterns, writer
from leidraad.dialect import blocks
from leidraad.dialect.kinds import WORDED
from leidraad.errors import printable
from leidraad.locales import Locale
from leidraad.model import (
    UNKNOWN_KIND,
    Block,
    Callout,
    Chapter,
    Comment,
    Heading,
    Include,
    Note,
    OptionValue,
    Paragraph,
    Verbatim,
)
from leidraad.translations.skeleton import MARK, OPEN, Skeleton
from leidraad.translations.unwritten import texts

_SAID = ("slug", "description", "title")
# The end of a comment, what an include or a fence begins with, and what an author sets aside.
_DANGER = patterns.lazy(r"-(?=-)|\{(?=!)|(?:^|(?<=\n))[ \t>]*(?=```|~~~)")
_HIDDEN = patterns.lazy(r"<!--\s*leidraad\b.*?-->\s*", re.DOTALL | re.IGNORECASE)


def scaffold(chapter: Chapter, locale: Locale, skeleton: Skeleton) -> Chapter:
    """Return the blocks of a chapter for a translator to fill in.

    Args:
        chapter: what is translated, its includes not expanded.
        locale: the language that it is translated into.
        skeleton: what leaves the words of a text open.
    """
    made = _Scaffold(skeleton)
    return Chapter(locale.code, tuple(made.blocks(chapter.blocks, is_verse=False)))


def front(meta: Mapping[str, object], source: str | None) -> str:
    """Return the front matter of a draft.

    Args:
        meta: that of the chapter that is translated.
        source: its language, where a reader of the file cannot tell it.
    """
    told = {"slug": None, **meta} | ({"source": source} if source else {}) | {"status": "draft"}
    lines = []
    for name, value in told.items():
        if name in _SAID:
            lines += [f"# {MARK} {printable(' '.join(str(value).split()))}"] if value is not None else []
            # No page can have a title that is empty.
            lines.append(f"{name}: {OPEN}" if name == "title" else f"{name}:")
        else:
            lines.append(writer.as_yaml({name: value}).rstrip("\n"))
    return "\n".join(["---", *lines, "---", "", ""])


def comment(source: str) -> Comment:
    """Return a scaffold comment; a backslash parts what would end it, or do something in it."""
    said = _HIDDEN.sub("", source).strip()
    start = "\n" if "\n" in said else " "
    return Comment(f"{MARK}{start}{_DANGER.sub(lambda found: found[0] + chr(92), said)}")


class _Scaffold:
    def __init__(self, skeleton: Skeleton) -> None:
        self.skeleton = skeleton

    def blocks(self, given: tuple[Block, ...], *, is_verse: bool) -> Iterator[Block]:
        """Yield the blocks, each behind the comment with its source where there is something to write."""
        last: Block | None = None
        for block in given:
            made = self._of(block, is_verse)
            if made is None:
                continue
            source = _source(block)
            # Two lists would be one without something between them.
            touches = isinstance(last, Verbatim) and isinstance(made, Verbatim)
            is_left_open = OPEN in _source(made) and _source(made) != source
            if source and (touches or is_left_open):
                yield comment(source)
            yield made
            last = made

    def _of(self, block: Block, is_verse: bool) -> Block | None:
        skeleton = self.skeleton
        match block:
            case Heading(level, text, identifier):
                return Heading(level, skeleton.text(text), identifier)
            case Paragraph(text):
                return Paragraph(skeleton.verse(text) if is_verse else skeleton.text(text))
            case Callout(kind, argument, options, body):
                inner = tuple(self.blocks(body, is_verse=kind == "epigraph"))
                said = argument if kind == UNKNOWN_KIND or not argument else skeleton.text(argument)
                return Callout(
                    kind, said, {name: self._option(name, options[name]) for name in options}, inner
                )
            case Include(path, lines):
                return Include(skeleton.include(path), lines)
            case Note(identifier, text):
                return Note(identifier, skeleton.lines(text))
            case Comment(text):
                return None if blocks.is_flag(f"<!-- {text} -->") else block
            case Verbatim(kind, source):
                change = {"table": skeleton.table, "html": skeleton.html}.get(kind, skeleton.lines)
                return Verbatim(kind, change(source)) if texts(block) else block

    def _option(self, name: str, value: OptionValue) -> OptionValue:
        return self.skeleton.text(value) if name in WORDED and isinstance(value, str) else value


def _source(block: Block) -> str:
    """Return what a block says by itself, options by their names."""
    said = list(texts(block))
    if isinstance(block, Callout):
        named = [name for name in WORDED if name in block.options]
        said = [said[0], *(f"{name}: {value}" for name, value in zip(named, said[1:], strict=True))]
    return "\n".join(said).strip()
