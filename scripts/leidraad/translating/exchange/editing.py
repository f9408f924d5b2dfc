"""Changes in an author's file that leave every other byte of it as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from leidraad import patterns, writer
from leidraad.dialect.kinds import WORDED
from leidraad.locales import Locale
from leidraad.model import Block, Callout, Chapter, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.translating.exchange.segments import amended
from leidraad.translating.exchange.segments import changes as changes_in

Anchor = tuple[Literal["in", "behind"], int]

_FRONT = patterns.lazy(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HEADER = patterns.lazy(
    r"^[ \t>]*(?P<bar>/{3,})[ \t]*[^\s/].*(?P<options>(?:\n[ \t>]*[ ]{4,}\S.*)*)", re.MULTILINE
)
_UNDERLINE = patterns.lazy(r"\n[ \t]{0,3}(?:=+|-+)[ \t]*(?=\n|$)")
_BEFORE = patterns.lazy(r"[ \t>]*(?:#+[ \t]*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its start, the end of what it says itself, and its end with what it holds."""

    start: int
    head: int
    end: int


def places(text: str, blocks: Sequence[Block]) -> dict[int, Place]:
    """Return where blocks stand in the file that they were read from, by their identity.

    Each is looked for behind the one before it; one that is not found has none.
    """
    found: dict[int, Place] = {}
    front = _FRONT.match(text)
    _locate(text, blocks, front.end() if front else 0, found)
    return found


@dataclass(frozen=True, slots=True)
class Changes:
    """What changes in the blocks of a chapter; a block is known by its identity.

    Attributes:
        texts: what stretches of blocks become, by the keys of those.
        wholes: the blocks that others take the place of.
        inserts: the blocks that are new, behind a block or first in a callout; 0 is the chapter.
        verses: the blocks whose lines are those of a poem.
    """

    texts: Mapping[int, Mapping[str, str]]
    wholes: Mapping[int, Block]
    inserts: Mapping[Anchor, Sequence[Block]]
    verses: frozenset[int]

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.texts or self.wholes or self.inserts)

    def blocks(self, given: tuple[Block, ...], made: dict[int, Block], parent: int = 0) -> tuple[Block, ...]:
        """Return blocks with the changes; `made` gets what each block has become."""
        found = [*self.inserts.get(("in", parent), ())]
        for block in given:
            key = id(block)
            new = self.wholes.get(key) or amended(block, self.texts.get(key, {}), is_verse=key in self.verses)
            if isinstance(new, Callout):
                new = replace(new, body=self.blocks(new.body, made, key))
            made[key] = new
            found += [new, *self.inserts.get(("behind", key), ())]
        return tuple(found)


def edited(text: str, blocks: Sequence[Block], changes: Changes, locale: Locale) -> str:
    """Return a file with changes; where a block is not found its changes are left out.

    Args:
        text: the whole file.
        blocks: what was read from it.
        changes: what is to change.
        locale: the words of the language.
    """
    where = places(text, blocks)
    front = _FRONT.match(text)
    start = front.end() if front else 0
    edits: list[tuple[int, int, str]] = []
    for block in Chapter(locale.code, tuple(blocks)).walk():
        place, key = where.get(id(block)), id(block)
        if place is None:
            continue
        if key in changes.wholes:
            edits.append((place.start, place.end, _whole(changes.wholes[key])))
        elif key in changes.texts:
            edits += _own(text, block, place, changes.texts[key], key in changes.verses)
        if new := changes.inserts.get(("behind", key)):
            edits.append(_behind(text, block, place, new, locale))
        if new := changes.inserts.get(("in", key)):
            edits.append((place.head, place.head, f"\n\n{_written(new, locale)}\n"))
    if new := changes.inserts.get(("in", 0)):
        edits.append((start, start, f"\n{_written(new, locale)}\n\n"))
    for first, last, said in sorted(edits, reverse=True):
        text = text[:first] + said + text[last:]
    return text


def with_front(text: str, values: Mapping[str, str]) -> str:
    """Return a file whose front matter has other values; what it has besides stays as it is."""
    front = _FRONT.match(text)
    if values and not front:
        return f"---\n{writer.as_yaml(values)}---\n\n{text}"
    head = front[0] if front else ""
    rest = text[len(head) :]
    for name, value in values.items():
        line = writer.as_yaml({name: value})
        old = re.search(
            rf"^{name}:.*\n(?:(?:[ \t]+.*)?\n(?=[ \t]|\n+[ \t]))*(?:[ \t]+\S.*\n)*", head, re.MULTILINE
        )
        start, end = old.span() if old else (head.rindex("\n", 0, len(head.rstrip()) - 3) + 1,) * 2
        head = head[:start] + line + head[end:]
    return head + rest


def _locate(text: str, blocks: Sequence[Block], at: int, found: dict[int, Place]) -> int:
    for block in blocks:
        place = _place(text, block, at, found)
        if place:
            found[id(block)] = place
            at = place.end
    return at


def _place(text: str, block: Block, at: int, found: dict[int, Place]) -> Place | None:
    match block:
        case Callout():
            header = _HEADER.search(text, at)
            if not header:
                return None
            inner = _locate(text, block.body, header.end(), found)
            close = re.compile(rf"^[ \t>]*{header['bar']}[ \t]*$", re.MULTILINE).search(text, inner)
            return Place(header.start(), header.end(), close.end() if close else inner)
        case Comment(said):
            start = text.find("<!--", at)
            end = text.find("-->", start) + 3
            return Place(start, end, end) if start >= 0 and end > 3 and said in text[start:end] else None
        case Include(path):
            found_at = re.compile(rf"\{{!\s*{re.escape(path)}\s*!.*?\}}").search(text, at)
            return Place(*found_at.span(), found_at.end()) if found_at else None
        case Note(identifier, said):
            start = text.find(f"[^{identifier}]:", at)
            span = _find(text, said, start + len(identifier) + 4, "") if start >= 0 else None
        case Heading(_, said) | Paragraph(said) | Verbatim(_, said):
            span = _find(text, said, at)
    return Place(span[0], span[1], span[1]) if span else None


def _find(text: str, said: str, at: int, before: str | None = None) -> tuple[int, int] | None:
    """Return where something is said that begins a line, whatever the space between its words."""
    start = text.find(said, at)
    while start >= 0:
        if before is not None or _BEFORE.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
            return start, start + len(said)
        start = text.find(said, start + 1)
    words = said.split()
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, at) if words else None
    return found.span() if found else None


def _own(
    text: str, block: Block, place: Place, texts: Mapping[str, str], is_verse: bool
) -> list[tuple[int, int, str]]:
    """Return the edits in what a block says itself."""
    edits = []
    for name, start, end, new in changes_in(block, texts, is_verse=is_verse):
        if isinstance(block, Callout):
            edits += _in_header(text, place, name, block.argument or "", new)
            continue
        said = text[place.start : place.head]
        margin = "\n    " if isinstance(block, Note) else "\n"
        source = block.text if isinstance(block, Heading | Paragraph | Note) else getattr(block, "source", "")
        first, last = _same(source, said, start), _same(source, said, end)
        edits.append((place.start + first, place.start + last, new.replace("\n", margin)))
    return edits


def _whole(block: Block) -> str:
    """Return what a block says itself, as it stands in a file."""
    if isinstance(block, Note):
        return block.text.replace("\n", "\n    ").replace("    \n", "\n")
    return block.source if isinstance(block, Verbatim) else ""


def _same(source: str, said: str, at: int) -> int:
    """Return the place in `said` of a place in `source`, which differs from it only in space.

    The place is the start of a word, or the end of one.
    """
    is_end = at > 0 and not source[at - 1].isspace() and (at == len(source) or source[at].isspace())
    count = sum(not char.isspace() for char in source[:at])
    if source == said:
        return at
    for place, char in enumerate(said):
        if not char.isspace():
            if count == 0 and not is_end:
                return place
            count -= 1
            if count == 0 and is_end:
                return place + 1
    return len(said)


def _in_header(text: str, place: Place, name: str, old: str, new: str) -> list[tuple[int, int, str]]:
    """Return the edit in the first line of a callout, or in an option below it."""
    head = text[place.start : place.head]
    if name in WORDED:
        found = re.search(rf"^[ \t>]*{name}:[ \t]*(.*)$", head, re.MULTILINE)
        if not found:
            return []
        value = writer.as_yaml({name: new}).partition(": ")[2].strip()
        return [(place.start + found.start(1), place.start + found.end(1), value)]
    line = head.split("\n")[0]
    start = line.find(old, line.find("|") + 1)
    return [(place.start + start, place.start + start + len(old), new)] if start >= 0 else []


def _behind(
    text: str, block: Block, place: Place, new: Sequence[Block], locale: Locale
) -> tuple[int, int, str]:
    end = place.end
    is_hashed = "#" in text[text.rfind("\n", 0, place.start) + 1 : place.start]
    if isinstance(block, Heading) and not is_hashed and (line := text.find("\n", end)) >= 0:
        underline = _UNDERLINE.match(text, line)
        end = underline.end() if underline else end
    end = text.find("\n", end) if "\n" in text[end:] else len(text)
    is_tight = bool(text[end + 1 :]) and not text[end:].startswith("\n\n")
    return end, end, f"\n\n{_written(new, locale)}" + ("\n" if is_tight else "")


def _written(blocks: Sequence[Block], locale: Locale) -> str:
    return writer.write(Chapter(locale.code, tuple(blocks)), locale).strip("\n")
