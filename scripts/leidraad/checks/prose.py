"""What of a chapter's text is prose, by place: for what must know it in the author's own file.

A conversion tells what a page holds, and not where in the file the last character of it stands. Suppressions
and fixes need just that. What is not certain to be prose counts as something else: a fix leaves it alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from leidraad import patterns

Kind = Literal["front", "code", "comment", "html", "escape"]

FILLER = "\0"

_FRONT = patterns.lazy(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_NEXT = patterns.lazy(
    r"^[ >]*(?:(?:[-+*]|\d+\.)[ ]+)*(?P<bar>`{3,}|~{3,})[^`\n]*$"
    r"|(?P<indented>^(?:[ ]{4}|[ ]{0,3}\t).*$)"
    r"|(?P<comment><!--)"
    r"|^[ ]{0,3}<(?P<block>[a-zA-Z][a-zA-Z0-9]*)\b"
    r"|(?P<escape>\\.)"
    r"|(?P<ticks>`+)",
    re.MULTILINE,
)
_CLOSING = patterns.lazy(r"^[ >]*(`{3,}|~{3,})[ ]*$", re.MULTILINE)
_TAG = patterns.lazy(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_TICKS = patterns.lazy(r"`+")
_BLANK = patterns.lazy(r"\n[ \t>]*(?=\n|\Z)")
_ITEM = patterns.lazy(r"(?:[-+*]|\d+\.)[ ]|\[\^[^\]\n]*\]:|:[ ]{3}|!!!|\?\?\?|===")
_INLINE = patterns.lazy("a|abbr|b|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u")


class Span(NamedTuple):
    """A part of a text that is not prose."""

    kind: Kind
    start: int
    end: int


def spans(text: str, *, html: bool = True) -> Iterator[Span]:
    r"""Yield front matter, code, comments, raw HTML and escapes, in order.

    Args:
        text: the whole file, with `\n` line ends.
        html: raw HTML is one span, with all that is in it.
    """
    front = _FRONT.match(text)
    at = front.end() if front else 0
    if front:
        yield Span("front", 0, at)
    closings: dict[str, list[int]] = defaultdict(list)
    for closing in _CLOSING.finditer(text):
        closings[closing[1]].append(closing.end())
    runs: dict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(text):
        runs[len(run[0])].append(run.start())
    elements: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        elements[tag[2].lower()].append((*tag.span(), -1 if tag[1] else 0 if tag[3] else 1))
    # What is opened and never closed is looked for no further than the last end tag.
    for tags in elements.values():
        while tags and tags[-1][2] > 0:
            tags.pop()
    last_comment = text.rfind("-->")
    blanks = [blank.start() for blank in _BLANK.finditer(text)]
    indented = _indented(text)
    while found := _NEXT.search(text, at):
        start, at = found.span()
        if found["bar"] and start not in indented:
            end = _after(closings[found["bar"]], at)
            # A fence that is never closed is none.
            at = end or found.end("bar")
            if end:
                yield Span("code", start, at)
            continue
        if start in indented:
            yield Span("code", start, at)
        elif found["indented"] is not None:
            # What stands behind the indentation is looked at next.
            at = start + len(found[0]) - len(found[0].lstrip())
        elif found["comment"]:
            if at <= last_comment:
                at = text.index("-->", at) + 3
                yield Span("comment", start, at)
        elif found["block"]:
            if html and not _INLINE.fullmatch(found["block"].lower()):
                at = _end_of_html(elements[found["block"].lower()], start) or at
                yield Span("html", start, at)
        elif found["escape"]:
            yield Span("escape", start, at)
        else:
            end = _after(runs[len(found[0])], at - 1)
            if end and end <= (_after(blanks, at - 1) or len(text)):
                at = end + len(found[0])
                yield Span("code", start, at)


def blank(
    text: str, kinds: Collection[Kind] = ("front", "code", "comment", "html", "escape"), *, html: bool = True
) -> str:
    r"""Return `text` with what is not prose, or only these kinds of it, filled up; places stay the same.

    Args:
        text: the whole file, with `\n` line ends.
        kinds: what is filled up.
        html: raw HTML is one span, with all that is in it.
    """
    parts = []
    done = 0
    for span in spans(text, html=html):
        if span.kind in kinds:
            parts += [text[done : span.start], fill(text[span.start : span.end])]
            done = span.end
    return "".join((*parts, text[done:]))


def fill(text: str) -> str:
    """Return as many characters that mean nothing; line ends stay."""
    return re.sub(r"[^\n]", FILLER, text)


def _after(places: list[int], at: int) -> int | None:
    """Return the first of the sorted `places` that lies behind `at`."""
    index = bisect_right(places, at)
    return places[index] if index < len(places) else None


def _indented(text: str) -> frozenset[int]:
    """Return where each line begins that is code by its indentation."""
    found = []
    at, in_item, may_begin = 0, False, True
    for line in text.split("\n"):
        inner = line.strip()
        if inner and line[0] not in " \t>":
            in_item = bool(_ITEM.match(line)) or (in_item and not may_begin)
        elif inner and not in_item:
            in_item = bool(_ITEM.match(line.lstrip(" >"))) and not line.startswith(("    ", "\t"))
        deep = line.startswith(("    ", "\t"))
        if deep and inner and may_begin and not in_item:
            found.append(at)
        else:
            # Code goes on behind code; a paragraph takes deep lines in.
            may_begin = not inner
        at += len(line) + 1
    return frozenset(found)


def _end_of_html(tags: list[tuple[int, int, int]], start: int) -> int | None:
    """Return where the element ends that begins at or after `start`: at its end tag, or at the last one.

    Args:
        tags: of the element's name: start, end and what the tag adds to the depth.
        start: where the line begins.
    """
    depth, end = 0, None
    for at in range(bisect_left(tags, (start, 0, 0)), len(tags)):
        depth += tags[at][2]
        if tags[at][2] <= 0:
            end = tags[at][1]
        if depth <= 0:
            break
    return end
