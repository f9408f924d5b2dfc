"""Who is quoted: the line under a quotation or an epigraph, and whether text is set as one."""

from __future__ import annotations

import re

from leidraad.manuscript.documents.tree import Node, inlines_of, notes_in, text
from leidraad.manuscript.naming import BARE_DASH, DASH, is_whole_name

_MOST_WORDS = 14
_MOST_EPIGRAPH = 80


def attribution(inlines: list[Node]) -> float:
    """Return how much a paragraph looks like the line that says who is quoted."""
    shown = " ".join(text(inlines).split())
    dash = DASH.match(shown)
    said = shown[dash.end() :] if dash else shown
    if not said or len(said.split()) > _MOST_WORDS:
        return 0.0
    if said[0] == "(" and said[-1] in ").":
        return 0.85 if re.search(r"\d{4}|^\([A-ZÀ-Þ]", said) else 0.0
    words = re.split(r"[,(:]", said)[0].split()
    if not is_whole_name(words):
        return 0.0
    if dash:
        return 0.95
    is_sentence = said.endswith((".", "!", "?", ":", ";")) and not re.search(r"\b[A-Z]\.$", said)
    if is_sentence:
        return 0.0
    return 0.85 if any(notes_in(inlines)) else 0.75 if len(words) > 1 else 0.0


def without_dash(inlines: list[Node]) -> list[Node]:
    """Return who is quoted, without the dash that printing puts there."""
    if not inlines:
        return inlines
    first, *rest = inlines
    if first["t"] == "Str":
        dash = BARE_DASH.match(first["c"])
        if dash is None:
            return inlines
        kept = first["c"][dash.end() :]
        rest = rest if kept else _stripped(rest)
        return [{"t": "Str", "c": kept}, *rest] if kept else rest
    if first["t"] in ("Emph", "Strong") and first["c"]:
        return [{"t": first["t"], "c": without_dash(first["c"])}, *rest]
    return inlines


def _stripped(inlines: list[Node]) -> list[Node]:
    while inlines and inlines[0]["t"] in ("Space", "SoftBreak"):
        inlines = inlines[1:]
    return inlines


def last_line(inlines: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return a paragraph parted at its last line break."""
    at = max((at for at, node in enumerate(inlines) if node["t"] == "LineBreak"), default=None)
    return (inlines, []) if at is None else (inlines[:at], inlines[at + 1 :])


def is_italic_and_short(block: Node) -> bool:
    """Tell whether a paragraph is wholly in italics and no longer than an epigraph."""
    if block["t"] not in ("Para", "Plain"):
        return False
    return 2 <= len(text(block["c"]).split()) <= _MOST_EPIGRAPH and _all_italic(block["c"])


def _all_italic(inlines: list[Node]) -> bool:
    return all(
        node["t"] in ("Emph", "Space", "SoftBreak", "LineBreak", "Note")
        or (node["t"] in ("Strong", "Span") and _all_italic(inlines_of(node)))
        for node in inlines
    )


def is_bold(block: Node) -> bool:
    """Tell whether a paragraph is one short stretch of bold, as a title that is no heading."""
    if block["t"] not in ("Para", "Plain"):
        return False
    shown = text(block["c"]).strip()
    kinds = [node["t"] for node in block["c"] if node["t"] not in ("Space", "LineBreak")]
    return kinds == ["Strong"] and len(shown.split()) <= _MOST_WORDS and not shown.endswith((".", ";", ","))
