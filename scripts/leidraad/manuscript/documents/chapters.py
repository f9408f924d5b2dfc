"""Where one chapter of a document ends and the next begins, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from leidraad.manuscript.documents import looks, surroundings
from leidraad.manuscript.documents.heads import Heads, is_chapter, level_of
from leidraad.manuscript.documents.nested import is_empty
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.tree import Attributes, Node, attributes, flat, lines_of, text


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


def split(tree: Node, styles: Styles, lang: str, format: str, *, wanted: bool | None = None) -> list[Part]:
    """Return the chapters of a document.

    Args:
        tree: pandoc's tree of it, marks and notes already in place.
        styles: what its styles stand for.
        lang: the language of the pages.
        format: docx, odt, epub or html.
        wanted: whether it is to be several chapters; None leaves that to its headings.
    """
    if format == "html":
        tree["blocks"] = surroundings.told_apart(tree["blocks"])
    has_chapters = sum(map(is_chapter, tree["blocks"])) > 1
    blocks = _prepared(tree["blocks"], styles)
    meta = {name: _meta(value) for name, value in tree["meta"].items()}
    left_out: list[tuple[str, str]] = []
    lead: list[Node] = []
    title = meta.get("title", [])
    if format == "docx":
        # These are paragraphs of the document that pandoc took away; elsewhere they are facts about the file.
        lead = [_styled(name, meta[name]) for name in ("subtitle", "abstract") if meta.get(name)]
        names = ("author", "date")
        left_out = [(name, text(meta[name])) for name in names if meta.get(name)]
        if title:
            blocks.insert(0, _header(0, title))
    blocks[_past_title(blocks) : _past_title(blocks)] = lead
    blocks, again = _once(looks.joined(looks.headings(blocks, lang), lang))
    left_out += [("again", words) for words in again]
    heads = Heads(blocks, lang, has_chapters=has_chapters)
    if wanted is False or not (heads.tops[1:] or heads.firsts[1:]):
        parts = [_one(blocks, heads, title)]
    elif heads.tops[1:]:
        parts = _at(blocks, heads.tops, "each stands under a title")
    elif wanted or heads.are_chapters():
        parts = _at(blocks, heads.firsts, "several headings of one level")
    else:
        parts = [_one(blocks, heads, title)]
    if parts[0].is_front and all(_is_on_title_page(block, styles) for block in parts[0].blocks):
        page = parts.pop(0)
        left_out += [("book", words) for words in (text(page.title), *lines_of(page.blocks))]
    _decide(parts, heads, wanted=wanted)
    _set_levels(parts)
    parts[0].left_out = left_out
    return [part for part in parts if part.title or part.blocks] or parts[:1]


def _prepared(blocks: list[Node], styles: Styles) -> list[Node]:
    """Return blocks without meaningless divisions, titles and headings by style as headings from level 0."""

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
            if role and is_line and role.kind.startswith(("title", "heading")) and inside:
                level = 0 if role.kind == "title" else int(role.kind[-1])
                block = _header(level, [node for one in inside for node in one["c"]])
        if not is_empty(block):
            out.append(block)
    return out


def _once(blocks: list[Node]) -> tuple[list[Node], list[str]]:
    """Return blocks without a first heading that says the title above it again, and what that said."""
    at = next((at for at, block in enumerate(blocks) if level_of(block) == 1), None)
    if not at or level_of(blocks[0]) != 0:
        return blocks, []
    title, heading = (" ".join(text(blocks[i]["c"][2]).split()) for i in (0, at))
    if title.lower() != heading.lower():
        return blocks, []
    return blocks[:at] + blocks[at + 1 :], [heading]


def _styled(name: str, inlines: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", name]]], [{"t": "Para", "c": inlines}]]}


def _is_on_title_page(block: Node, styles: Styles) -> bool:
    """Tell whether a block says what the book is called, who wrote it or what is in it, and nothing else."""
    role = styles.role(attributes(block).names) if block["t"] == "Div" else None
    return role is not None and role.kind in ("subtitle", "author", "left out")


def _header(level: int, inlines: list[Node], identifier: str = "") -> Node:
    return {"t": "Header", "c": [level, [identifier, [], []], inlines]}


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
    return 1 if blocks and level_of(blocks[0]) == 0 else 0


def _at(blocks: list[Node], starts: list[int], why: str) -> list[Part]:
    """Return a part from each of `starts` to the next, and what stands before them."""
    parts = []
    front = blocks[: starts[0]]
    if front:
        at = next((at for at, block in enumerate(front) if block["t"] == "Header"), None)
        title = [] if at is None else front.pop(at)["c"][2]
        parts.append(Part(title, front, 1 if at is None else 2, is_front=True))
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        part = Part(blocks[start]["c"][2], blocks[start + 1 : end], start + 2)
        part.decisions.append(("a chapter of its own", 0.95 if len(starts) > 1 else 0.9, why, "a section"))
        parts.append(part)
    return parts


def _one(blocks: list[Node], heads: Heads, title: list[Node]) -> Part:
    """Return a document that is one chapter."""
    if heads.tops or len(heads.firsts) == 1:
        at = (heads.tops or heads.firsts)[0]
        part = Part(blocks[at]["c"][2], blocks[:at] + blocks[at + 1 :], 2)
        if at:
            reason = "it stands before the title"
            part.decisions.append(("text before the title, put under it", 0.7, reason, "left out"))
        return part
    if len(heads.firsts) > 1 and looks.is_title_like(blocks[0]):
        part = Part(blocks[0]["c"], blocks[1:], 2)
        part.decisions.append(("title", 0.75, "one short line before the first heading", "paragraph"))
        return part
    if text(title).strip():
        part = Part(title, blocks, 1)
        part.decisions.append(("title", 0.75, "what the file calls itself", "no title"))
        return part
    if len(blocks) > 1 and looks.is_title_like(blocks[0]):
        part = Part(blocks[0]["c"], blocks[1:], 2)
        part.decisions.append(("title", 0.7, "a short line before the text", "paragraph"))
        return part
    return Part([], blocks)


def _decide(parts: list[Part], heads: Heads, *, wanted: bool | None) -> None:
    """Enter how sure it is where chapters begin."""
    count = len(heads.firsts)
    if count < 2 or (len(heads.tops) > 1 and wanted is None):
        return
    reason = f"{count} headings of one level, {heads.words} words under each on average"
    if wanted is not None:
        sure, reason = 1.0, "the command says so"
    elif len(parts) == 1:
        sure = max(1 - heads.chance, 0.5)
    else:
        # Where nothing else can be the title, the headings are all there is to go by.
        sure = heads.chance if heads.tops else max(heads.chance, 0.7)
    several = f"{count} chapters"
    chosen, other = ("one chapter", several) if len(parts) == 1 else (several, "one chapter")
    parts[0].decisions.append((chosen, round(sure, 2), reason, "" if wanted is not None else other))
    if parts[0].is_front:
        chosen = "text before the first chapter, as a page of its own"
        parts[0].decisions.append((chosen, 0.8, "it stands before the first heading", "left out"))


def _set_levels(parts: list[Part]) -> None:
    """Let the highest heading under a title be of the second level, alike in all chapters."""
    levels = [level for part in parts for block in part.blocks if (level := level_of(block))]
    for part in parts:
        part.level = 2 - min(levels, default=2)
