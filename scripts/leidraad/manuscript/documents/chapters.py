"""Where one chapter of a document ends and the next begins, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from leidraad import locales
from leidraad.manuscript.documents.nested import is_empty
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.tree import Attributes, Node, attributes, flat, lines_of, text

# Sections of a chapter are shorter, chapters of a book longer; between them size tells little.
_WORDS_OF_A_CHAPTER = 1500
_MOST_TITLE = 14
_SENTENCE = re.compile(r"[.,;:…]$")


@dataclass(slots=True)
class Part:
    """One chapter to be: its title, the blocks under it, and what was decided about it.

    Attributes:
        title: the inline nodes of its title; empty where it has none.
        start: the place of its first block in the document.
        level: what is added to the level of its headings.
        is_front: whether it is what stands before the first chapter of a book.
        decisions: what was chosen, how sure, why, and what else it could be.
        left_out: what belongs to the document and to no chapter: kind and words.
    """

    title: list[Node]
    blocks: list[Node]
    start: int = 1
    level: int = 0
    is_front: bool = False
    decisions: list[tuple[str, float, str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def split(tree: Node, styles: Styles, lang: str, format: str) -> list[Part]:
    """Return the chapters of a document.

    Args:
        tree: pandoc's tree of it, marks and notes already in place.
        styles: what its styles stand for.
        lang: the language of the pages.
        format: docx, odt, epub or html.
    """
    blocks = _prepared(tree["blocks"], styles)
    meta = {name: _meta(value) for name, value in tree["meta"].items()}
    left_out: list[tuple[str, str]] = []
    lead: list[Node] = []
    title = meta.get("title", [])
    if format == "docx":
        # These are paragraphs of the document that pandoc took away; elsewhere they are facts about the file.
        lead = [{"t": "Para", "c": meta[name]} for name in ("subtitle", "abstract") if meta.get(name)]
        names = ("author", "date")
        left_out = [(name, text(meta[name])) for name in names if meta.get(name)]
        if title:
            blocks.insert(0, _header(0, title))
    blocks[_past_title(blocks) : _past_title(blocks)] = lead
    blocks, again = _once(blocks)
    left_out += [("again", words) for words in again]
    tops = [at for at, block in enumerate(blocks) if _level(block) == 0]
    firsts = [at for at, block in enumerate(blocks) if _level(block) == 1]
    if len(tops) > 1:
        parts = _at(blocks, tops, "each stands under a title")
    elif len(firsts) > 1 and _is_book(blocks, firsts, bool(tops) or _title_before(blocks, firsts), lang):
        parts = _at(blocks, firsts, "several headings of the first level")
    else:
        parts = [_one(blocks, tops, firsts, title)]
    _decide(parts, blocks, firsts, tops, lang)
    _set_levels(parts)
    parts[0].left_out = left_out
    return [part for part in parts if part.title or part.blocks] or parts[:1]


def _prepared(blocks: list[Node], styles: Styles) -> list[Node]:
    """Return blocks without meaningless divisions, with titles by style as headings of level 0 and 1."""

    def keep(given: Attributes) -> bool:
        role = styles.role(given.names)
        return bool(given.style) or (role is not None and role.kind != "plain")

    out: list[Node] = []
    for block in flat(blocks, keep):
        if block["t"] == "Header" and "title" in attributes(block).classes and block["c"][0] == 1:
            block = _header(0, block["c"][2], attributes(block).id)
        elif block["t"] == "Div":
            role = styles.role(attributes(block).names)
            inside = block["c"][1]
            is_line = all(one["t"] in ("Para", "Plain") for one in inside)
            if role and is_line and role.kind in ("title", "heading 1") and inside:
                level = 0 if role.kind == "title" else 1
                block = _header(level, [node for one in inside for node in one["c"]])
        if not is_empty(block):
            out.append(block)
    return out


def _once(blocks: list[Node]) -> tuple[list[Node], list[str]]:
    """Return blocks without a first heading that says the title above it again, and what that said."""
    at = next((at for at, block in enumerate(blocks) if _level(block) == 1), None)
    if not at or _level(blocks[0]) != 0:
        return blocks, []
    title, heading = (" ".join(text(blocks[i]["c"][2]).split()) for i in (0, at))
    if title.lower() != heading.lower():
        return blocks, []
    return blocks[:at] + blocks[at + 1 :], [heading]


def _header(level: int, inlines: list[Node], identifier: str = "") -> Node:
    return {"t": "Header", "c": [level, [identifier, [], []], inlines]}


def _level(block: Node) -> int | None:
    return int(block["c"][0]) if block["t"] == "Header" else None


def _meta(value: Node) -> list[Node]:
    """Return a value of the metadata as inline nodes."""
    match value["t"]:
        case "MetaInlines":
            found: list[Node] = value["c"]
        case "MetaString":
            found = [{"t": "Str", "c": value["c"]}]
        case "MetaBlocks":
            found = [{"t": "Str", "c": " ".join(lines_of(value["c"]))}]
        case "MetaList":
            parts = [_meta(one) for one in value["c"]]
            found = [node for part in parts for node in ({"t": "Str", "c": ", "}, *part)][1:]
        case _:
            found = []
    return found


def front(tree: Node) -> list[Node]:
    """Return what pandoc took from the document's text to describe it with."""
    return [{"t": "Plain", "c": _meta(value)} for value in tree["meta"].values()]


def _past_title(blocks: Sequence[Node]) -> int:
    return 1 if blocks and _level(blocks[0]) == 0 else 0


def _words(blocks: list[Node]) -> int:
    return sum(len(line.split()) for line in lines_of(blocks))


def _title_before(blocks: list[Node], firsts: list[int]) -> bool:
    """Tell whether one short line alone stands before the first heading, as a title does."""
    before = blocks[: firsts[0]]
    return len(before) == 1 and _is_title_like(before[0])


def _is_title_like(block: Node) -> bool:
    if block["t"] not in ("Para", "Plain"):
        return False
    shown = text(block["c"]).strip()
    return 0 < len(shown.split()) <= _MOST_TITLE and not _SENTENCE.search(shown)


def _is_book(blocks: list[Node], firsts: list[int], titled: bool, lang: str) -> bool:
    """Tell whether the headings of the first level are those of chapters."""
    return not titled or _book_chance(blocks, firsts, lang) > 0.5


def _book_chance(blocks: list[Node], firsts: list[int], lang: str) -> float:
    """Return how likely it is that headings under one title are chapters and not sections."""
    labels = locales.load(lang).say("import", "chapter_labels").split()
    called = re.compile(rf"(?:{'|'.join(labels)})\b", re.IGNORECASE)
    named = sum(bool(called.match(text(blocks[at]["c"][2]).strip())) for at in firsts)
    if named >= 2:
        return 0.97
    words = _words(blocks[firsts[0] :]) / len(firsts)
    odds = (max(words, 1) / _WORDS_OF_A_CHAPTER) ** 2
    return min(max(odds / (1 + odds), 0.03), 0.97)


def _at(blocks: list[Node], starts: list[int], why: str) -> list[Part]:
    """Return a part from each of `starts` to the next, and what stands before them."""
    parts = []
    front = blocks[: starts[0]]
    if front:
        titled = _level(front[0]) == 0
        title = front[0]["c"][2] if titled else []
        inside = front[1:] if titled else front
        part = Part(title, inside, 2 if titled else 1, is_front=True)
        parts.append(part)
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        part = Part(blocks[start]["c"][2], blocks[start + 1 : end], start + 2)
        part.decisions.append(("a chapter of its own", 0.95 if len(starts) > 1 else 0.9, why, "a section"))
        parts.append(part)
    return parts


def _one(blocks: list[Node], tops: list[int], firsts: list[int], title: list[Node]) -> Part:
    """Return a document that is one chapter."""
    if tops:
        at = tops[0]
        return Part(blocks[at]["c"][2], blocks[:at] + blocks[at + 1 :], 2)
    if len(firsts) == 1:
        at = firsts[0]
        part = Part(blocks[at]["c"][2], blocks[at + 1 :], at + 2)
        if at:
            part.blocks = blocks[:at] + part.blocks
            part.start = 2
            reason = "it stands before the title"
            part.decisions.append(("text before the title, put under it", 0.7, reason, "left out"))
        return part
    if len(firsts) > 1 and _is_title_like(blocks[0]):
        part = Part(blocks[0]["c"], blocks[1:], 2)
        part.decisions.append(("title", 0.75, "one short line before the first heading", "paragraph"))
        return part
    levels = [level for block in blocks if (level := _level(block)) is not None]
    if levels and _level(blocks[0]) == min(levels) and levels.count(min(levels)) == 1:
        return Part(blocks[0]["c"][2], blocks[1:], 2)
    if text(title).strip():
        part = Part(title, blocks, 1)
        part.decisions.append(("title", 0.75, "what the file calls itself", "no title"))
        return part
    if len(blocks) > 1 and _is_title_like(blocks[0]):
        part = Part(blocks[0]["c"], blocks[1:], 2)
        part.decisions.append(("title", 0.65, "a short line before the text", "paragraph"))
        return part
    return Part([], blocks)


def _decide(parts: list[Part], blocks: list[Node], firsts: list[int], tops: list[int], lang: str) -> None:
    """Enter how sure it is where chapters begin."""
    if len(firsts) < 2 or len(tops) > 1:
        return
    chance = _book_chance(blocks, firsts, lang)
    average = _words(blocks[firsts[0] :]) // len(firsts)
    reason = f"{len(firsts)} headings of the first level, {average} words under each on average"
    if len(parts) == 1:
        sure = max(1 - chance, 0.5)
        parts[0].decisions.append(("one chapter", round(sure, 2), reason, f"{len(firsts)} chapters"))
    else:
        # Where nothing else can be the title, the headings are all there is to go by.
        sure = chance if tops else max(chance, 0.7)
        parts[0].decisions.append((f"{len(firsts)} chapters", round(sure, 2), reason, "one chapter"))
    if parts[0].is_front:
        chosen = "text before the first chapter, as a page of its own"
        parts[0].decisions.append((chosen, 0.8, "it stands before the first heading", "left out"))


def _set_levels(parts: list[Part]) -> None:
    """Let the highest heading under a title be of the second level, alike in all chapters."""
    levels = [level for part in parts for block in part.blocks if (level := _level(block))]
    for part in parts:
        part.level = 2 - min(levels, default=2)
