"""The line that says who is quoted: a name, perhaps with a work and a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leidraad import patterns
from leidraad.manuscript.lines import Line, item
from leidraad.manuscript.naming import DASH, is_whole_name

BY_DASH, NOTED, BARE = 0.95, 0.9, 0.7

_GLUED = patterns.lazy(r"(?<=[^\W\d_]|[).’”'\"\d])\d{1,3}$")
# Headings are written like names; these words begin none.
_NO_NAME = frozenset(
    ["Het", "Een", "Dit", "Dat", "Deze", "Die", "The", "A", "An", "This", "That", "These", "Those"]
)
_SENTENCE_END = patterns.lazy(r"(?:[.!?…][’”'\"»)\]]*|[:;])$")
_CLOSING = patterns.lazy(r"(?:\d{4}\)?|[^\W\d_][)’”'\"]?)\d{1,3}$|\(?\d{4}\)?$")
# A function in brackets, with a year: nothing else is printed so.
_SOURCE = patterns.lazy(r"[A-ZÀ-Þ][^()]*, (?:1[5-9]|20)\d\d")
_LONGEST = 100
_MOST_LINES, _MOST_AFTER_DASH = 3, 10


def attribution(text: str) -> float:
    """Return how much a line looks like the one that says who is quoted; 0 where it does not."""
    if len(text) > _LONGEST:
        return 0.0
    dash = DASH.match(text)
    plain = text[dash.end() :] if dash else text
    noted = _GLUED.search(plain)
    plain = plain[: noted.start()] if noted else plain
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
        if _SOURCE.fullmatch(plain):
            return NOTED
    words = re.split(r"[,(]", plain)[0].split()
    if not _is_name(words):
        is_short = dash and len(plain.split()) <= _MOST_AFTER_DASH and plain[:1].isupper()
        if not is_short or _SENTENCE_END.search(plain):
            return 0.0
        return NOTED if noted else BARE
    if dash:
        return BY_DASH
    if noted:
        return NOTED
    return BARE if len(words) > 1 and not _SENTENCE_END.search(plain) else 0.0


def opens(text: str) -> bool:
    """Tell whether an attribution starts here that goes on in the next line."""
    if len(text) > _LONGEST or _GLUED.search(text):
        return False
    dash = DASH.match(text)
    plain = text[dash.end() :] if dash else text
    name, comma, _ = plain.partition(",")
    return bool(comma) and _is_name(name.split()) and (bool(dash) or len(name.split()) > 1)


def closes(text: str) -> bool:
    """Tell whether an attribution that started in the line before can end here: with a year or a note."""
    return len(text) <= _LONGEST and bool(_CLOSING.search(text)) and not item(text)


def wraps(lines: Sequence[Line]) -> bool:
    """Tell whether an attribution stands on these lines, two or three."""
    first, *_, last = lines
    if first.text.startswith("(") and ")" not in first.text and len(lines) == 2:
        text = first.text[:-1] if first.is_hyphenated else f"{first.text} "
        return attribution(text + last.text) > 0
    if len(lines) > 2 and not all(line.text.endswith(",") for line in lines[:-1]):
        return False
    is_broken = first.is_hyphenated and bool(DASH.match(first.text)) and not _SENTENCE_END.search(last.text)
    is_source = attribution(first.text) > 0 and bool(DASH.match(first.text))
    is_open = opens(first.text) or is_source
    return 1 < len(lines) <= _MOST_LINES and is_open and (is_broken or closes(last.text))


def _is_name(words: list[str]) -> bool:
    """Tell whether `words` can be a person's name."""
    return is_whole_name(words) and words[0] not in _NO_NAME and not " ".join(words).isupper()
