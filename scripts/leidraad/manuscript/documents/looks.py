"""Headings that no style names: lines that say `Hoofdstuk 3`, and lines in bold that stand alone."""

from __future__ import annotations

import re

from leidraad import patterns
from leidraad.manuscript import numbering
from leidraad.manuscript.documents import quoted
from leidraad.manuscript.documents.tree import SPACES, Node, text

LOOK = "leidraad-look"
_MOST_TITLE = 14
_SENTENCE = patterns.lazy(r"[.,;:…]$")


def called(lang: str) -> re.Pattern[str]:
    """Return what a line begins with that says which chapter or part it opens."""
    words = numbering.words(lang, "chapter_words", "part_words")
    return re.compile(rf"(?:{words})\s+(?:{numbering.spelt(lang, digits=3)})\b[.:]?", re.IGNORECASE)


def is_title_like(block: Node) -> bool:
    """Tell whether a paragraph is short and no sentence."""
    if block["t"] not in ("Para", "Plain"):
        return False
    shown = text(block["c"]).strip()
    return 0 < len(shown.split()) <= _MOST_TITLE and not _SENTENCE.search(shown)


def headings(blocks: list[Node], lang: str) -> list[Node]:
    """Return `blocks` with the lines that look like headings as such, where there are no others."""
    if any(block["t"] == "Header" and block["c"][0] > 0 for block in blocks):
        return blocks
    label = called(lang)
    levels = {}
    for at, block in enumerate(blocks):
        if is_title_like(block) and label.match(text(block["c"]).strip()):
            levels[at] = 1
        elif 0 < at < len(blocks) - 1 and quoted.is_bold(block) and not quoted.is_bold(blocks[at + 1]):
            levels[at] = 2
    if list(levels.values()).count(1) == 1:
        levels = {at: level for at, level in levels.items() if level == 2}
    return [
        {"t": "Header", "c": [levels[at], ["", [LOOK], []], block["c"]]} if at in levels else block
        for at, block in enumerate(blocks)
    ]


def joined(blocks: list[Node], lang: str) -> list[Node]:
    """Return `blocks` with a heading that only says `Hoofdstuk 3` and the one below it as one."""
    label = called(lang)
    out: list[Node] = []
    for block in blocks:
        last = out[-1] if out else None
        if (
            last is not None
            and last["t"] == "Header"
            and 0 < last["c"][0] <= (block["c"][0] if block["t"] == "Header" else 0) <= last["c"][0] + 1
            and label.fullmatch(text(last["c"][2]).strip())
        ):
            said = last["c"][2]
            stop = [] if text(said).rstrip().endswith((".", ":")) else [{"t": "Str", "c": "."}]
            last["c"][2] = [*unbold(said), *stop, {"t": "Space"}, *unbold(block["c"][2])]
            last["c"][1][0] = last["c"][1][0] or block["c"][1][0]
        else:
            out.append(block)
    return out


def unbold(inlines: list[Node]) -> list[Node]:
    """Return the text of a heading without the bold type that every heading has."""
    if all(node["t"] in ("Strong", "Note", *SPACES) or not text([node]) for node in inlines):
        return [inner for node in inlines for inner in (node["c"] if node["t"] == "Strong" else [node])]
    return inlines
