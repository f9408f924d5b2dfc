"""Units: what a translator gets of a chapter and gives back, one for each stretch of words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from leidraad import patterns
from leidraad.model import Block, Callout, Chapter, Heading, Note
from leidraad.translating import standings
from leidraad.translating.exchange.segments import Front, Segment, Translatable, segments, texts
from leidraad.translations.locks import Entry
from leidraad.translations.outline import DESCRIPTION, beside, parts_of
from leidraad.translations.part import Part
from leidraad.translations.states import Standing

State = Literal["final", "review", "new"]

FRONT = {"description": DESCRIPTION, "title": "@title"}
"""What of the front matter is translated, and the ids of that."""
NONE = "-"
"""The print of a unit that has no translation."""

_EDGES = patterns.lazy(r"^(?:(?:[-+*|>:·]|\d+[.)]|\[[ xX]\])(?:\s+|$))+|(?:\s+[|·])+$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is translated at once.

    Attributes:
        id: the id of its block, and behind a colon that of the stretch where a block has several.
        source: what is translated.
        target: its translation as it is; "" where there is none, or none that can be told from the rest.
        state: `final` where nothing is to be done, `review` where the translation may be behind, or `new`.
        previous: what the source said when the translation was made, where that has changed.
        note: what a translator should know of it.
        print: what tells whether the translation has changed since.
        key: what the stretch is called in its block.
    """

    id: str
    source: str
    target: str
    state: State
    previous: str
    note: str
    print: str
    key: str


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its translation and its units.

    Attributes:
        standing: how it stands.
        source: the block of the source.
        target: its translation, or None.
        is_verse: its lines are those of a poem.
        is_alike: both have the same stretches.
        units: what of it is translated.
    """

    standing: Standing
    source: Translatable
    target: Translatable | None
    is_verse: bool
    is_alike: bool
    units: tuple[Unit, ...]


def items(source: Chapter, target: Chapter | None, entries: Sequence[Entry]) -> list[Item]:
    """Return what of a chapter is translated, in order.

    Args:
        source: the chapter that is translated.
        target: its translation, if there is one.
        entries: what its lock file has.
    """
    blocks: dict[int, Translatable] = {}
    sides = [_parts(chapter, blocks) if chapter else ((), ()) for chapter in (source, target)]
    found: list[Item] = []
    verses = {*_verses(source.blocks)}
    section, taken, notes = "", set[str](), set[str]()
    for standing in [*standings(sides[0], sides[1], entries), *_titles(source, target, blocks)]:
        if standing.source is None:
            continue
        block = blocks[id(standing.source)]
        if isinstance(block, Note):
            if block.id in notes:
                # A note that is defined twice is a mistake, which the check tells.
                continue
            notes.add(block.id)
        other = blocks[id(standing.target)] if standing.target else None
        if isinstance(block, Heading):
            section = " ".join(block.text.split())
        is_verse = id(block) in verses
        item = Item(standing, block, other, is_verse, _is_alike(block, other, is_verse), ())
        item = replace(item, units=tuple(_units(item, section, taken)))
        found.append(item)
    return found


def print_of(text: str) -> str:
    """Return what tells whether a text has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else NONE


def _parts(chapter: Chapter, blocks: dict[int, Translatable]) -> tuple[list[Part], list[Part]]:
    """Return the parts of a chapter; `blocks` gets the block of each."""
    inner = list(parts_of(chapter))
    blocks |= {id(part): block for block, part in inner}
    description = chapter.meta.get("description")
    sides = beside(chapter, description)
    notes: list[Translatable] = [block for block in chapter.walk() if isinstance(block, Note)]
    notes += [Front("description", str(description))] if description else []
    blocks |= {id(part): block for part, block in zip(sides, notes, strict=True)}
    return [part for _, part in inner], sides


def _titles(source: Chapter, target: Chapter | None, blocks: dict[int, Translatable]) -> Iterator[Standing]:
    """Yield how the title in the front matter stands; no lock file tells of it."""
    found: list[Part | None] = []
    for chapter in (source, target):
        title = chapter.meta.get("title") if chapter else None
        if not chapter or not isinstance(title, str) or not title.strip():
            found.append(None)
            continue
        part = beside(Chapter(chapter.lang), title)[0]._replace(id=FRONT["title"])
        blocks[id(part)] = Front("title", title)
        found.append(part)
    if found[0]:
        is_there = found[1] and not found[1].is_open
        yield Standing("translated" if is_there else "missing", found[0], found[1])


def _verses(blocks: tuple[Block, ...], is_verse: bool = False) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Callout):
            yield from _verses(block.body, block.kind == "epigraph")
        elif is_verse:
            yield id(block)


def _is_alike(source: Translatable, target: Translatable | None, is_verse: bool) -> bool:
    return target is not None and [*texts(source, is_verse=is_verse)] == [*texts(target, is_verse=is_verse)]


def _units(item: Item, section: str, taken: set[str]) -> Iterator[Unit]:
    """Yield the units of a block; `taken` has the ids that are in use."""
    standing = item.standing
    assert standing.source
    found = segments(item.source, is_verse=item.is_verse)
    old = [""] * len(found)
    if standing.state == "stale" and standing.entry:
        old = _previous(standing.entry.text, standing.source.text, found)
        if all(was == segment.text for was, segment in zip(old, found, strict=True)):
            # Something else of the block has changed, so that none is known to be right.
            old = [""] * len(found)
    said = _said(item, found, old)
    for segment, was in zip(found, old, strict=True):
        is_written = bool(said) and standing.state != "missing"
        text = said.get(segment.key, "") if is_written else ""
        is_same = standing.state == "translated" or (standing.state == "stale" and was == segment.text)
        state: State = "new" if not text else "final" if is_same else "review"
        name = f"{standing.source.id}:{segment.key}" if segment.key else standing.source.id
        count = 1
        while (unique := name if count == 1 else f"{name}+{count}") in taken:
            count += 1
        taken.add(unique)
        mark = print_of(said.get(segment.key, ""))
        if item.target and not item.is_alike and standing.target:
            mark = standing.target.fingerprint
        previous = was if state == "review" and was != segment.text else ""
        yield Unit(
            unique, segment.text, text, state, previous, _note(item, segment, section), mark, segment.key
        )


def _said(item: Item, found: Sequence[Segment], old: Sequence[str]) -> dict[str, str]:
    """Return what the translation of a block says, by the keys of the stretches of its source.

    Where the source has other stretches by now, those that it had before are those that are translated.
    """
    if item.target is None:
        return {}
    said = texts(item.target, is_verse=item.is_verse)
    if item.is_alike:
        return said
    before = [segment.key for segment, was in zip(found, old, strict=True) if was]
    return dict(zip(before, said.values(), strict=True)) if len(before) == len(said) else {}


def _previous(old: str, new: str, found: Sequence[Segment]) -> list[str]:
    """Return what each stretch of a block said before, "" where that cannot be told.

    Args:
        old: the whole block as it was, on one line.
        new: as it is.
        found: its stretches.
    """
    if len(found) == 1 and " ".join(found[0].text.split()) == new:
        return [old]
    before, after = old.split(), new.split()
    steps = SequenceMatcher(None, after, before, autojunk=False).get_opcodes()
    result, at = [], 0
    for segment in found:
        words = segment.text.split()
        start = next((n for n in range(at, len(after)) if after[n : n + len(words)] == words), None)
        if start is None:
            result.append("")
            continue
        at = start + len(words)
        first = next(
            (j + (start - i if tag == "equal" else 0) for tag, i, k, j, _ in steps if i <= start < k), 0
        )
        last = next((m - (k - at if tag == "equal" else 0) for tag, i, k, _, m in steps if i < at <= k), 0)
        was = " ".join(before[first:last])
        result.append(segment.text if was == " ".join(words) else _EDGES.sub("", was))
    return result


def _note(item: Item, segment: Segment, section: str) -> str:
    """Return what a translator should know of a stretch: what it is, and where it stands."""
    part = item.standing.source
    assert part
    match item.source:
        case Heading(level):
            return f"Heading, level {level}."
        case Front(name):
            return "What search engines show." if name == "description" else "The title of the page's tab."
        case Callout(kind):
            what = f"What it says as its {segment.key}" if segment.key else "Title"
            what = f"{what}, of a block of the kind ‘{kind}’"
        case Note(identifier):
            what = f"Note {identifier}"
        case _ if found := re.fullmatch(r"r(\d+)c(\d+)", segment.key):
            row, column = int(found[1]), found[2]
            what = f"Table, {f'row {row}' if row else 'heading'}, column {column}"
        case _:
            what = part.kind.capitalize() + (f", part {segment.key}" if segment.key else "")
    if item.is_verse:
        what += ", in verse: each line stays a line"
    return f"{what}." if isinstance(item.source, Note) or not section else f"{what}, under ‘{section}’."
