"""Scaffold comments: those that stand beside what has been translated, and have done their work."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from leidraad import patterns
from leidraad.checks import prose
from leidraad.dialect import fronts
from leidraad.dialect.fronts import Key
from leidraad.dialect.origins import starts
from leidraad.translations.skeleton import MARK, OPEN
from leidraad.translations.unwritten import is_open

_COMMENT = patterns.lazy(rf"<!--\s*{MARK}", re.IGNORECASE)
_IN_FRONT = patterns.lazy(rf"^# {MARK}.*\n(?=[\w-]+:[ \t]*(?!{OPEN}[ \t]*$)\S)", re.MULTILINE)

# What of a callout's head is in no language, or not its author's to fill in.
_HEAD = patterns.lazy(r"^(?:[ >]*/{3,}[ ]*[\w-]+|[ ]{4}\w+:)", re.MULTILINE)
_GAP = patterns.lazy(r"[ \t]*\n(?:[ \t]*\n)*")


class Leftover(NamedTuple):
    """A scaffold comment that may go: its line, and the characters (from, to) that go with it."""

    line: int
    start: int
    end: int


def leftovers(text: str) -> Iterator[Leftover]:
    r"""Yield the scaffold comments of a chapter beside what is filled in, in order.

    What is filled in has no more `…` than its source. Where that is not certain, the comment stays.

    Args:
        text: the whole file, with `\n` line ends.
    """
    if MARK not in text:
        return
    begins = starts(text)
    spans = list(prose.spans(text, html=False))
    comments = [span for span in spans if span.kind == "comment" and _COMMENT.match(text, span.start)]
    for front in [span for span in spans if span.kind == "front"]:
        for found in _IN_FRONT.finditer(text, front.start, front.end):
            yield Leftover(bisect_right(begins, found.start()), *found.span())
    # Code and other comments say nothing of what is filled in.
    shown = prose.blank(text, ("front", "comment", "code"))
    ends = [*(span.start for span in comments), len(text)]
    for span, (_, end) in zip(comments, pairwise(ends), strict=True):
        alone = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
        wanted = text.count(OPEN, span.start, span.end)
        after = _GAP.match(text, span.end)
        below = shown[span.end : end]
        is_filled = below.count(OPEN) <= wanted and not any(map(is_open, _HEAD.sub("", below).split("\n")))
        if alone and after and is_filled:
            yield Leftover(bisect_right(begins, span.start), span.start, after.end())


def open_fronts(text: str) -> Iterator[Key]:
    """Yield what the front matter of a chapter has still to say."""
    if OPEN not in text:
        return
    front = fronts.of(text)
    for key in front.keys:
        if is_open(str(front.data.get(key.name, ""))):
            yield key
