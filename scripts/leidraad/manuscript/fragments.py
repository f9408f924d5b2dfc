"""Printed lines that an extraction broke in two at a wide space, and list markers that it set apart.

The halves of such a line fill the measure together. They may stand in the wrong order: the half that goes on
in lower case then comes second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leidraad.manuscript.lines import Line, Profile, ends_sentence

_MARKER = re.compile(r"(?:[•◦▪‣·*–-]|\d{1,2}[.)]|[a-z][.)])")
_FULL, _LEAST, _MOST = 0.85, 0.88, 1.06


def mend(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """Return `lines` with broken ones whole; a marker that is joined to its item leaves a blank one."""
    done = list(lines)
    _join_markers(done)
    if profile.spaced or profile.indented:
        return done
    at = 1
    while at < len(done) - 1:
        before, line, after = done[at - 1 : at + 2]
        if (
            before.text
            and line.text
            and after.text
            and _fills(line, after, profile)
            and _is_inside(before, profile)
        ):
            following = done[at + 2].text if at + 2 < len(done) else ""
            if ends_sentence(line.text) and not after.text[0].islower() and _goes_on(after, following):
                done[at : at + 2] = [replace(line, text=f"{line.text} {after.text}", extent=2)]
            elif ends_sentence(after.text) and _follows(before, line, after) and _goes_on(line, following):
                done[at : at + 2] = [replace(line, text=f"{after.text} {line.text}", extent=2)]
        at += 1
    return done


def _goes_on(line: Line, following: str) -> bool:
    return line.is_hyphenated or following[:1].islower()


def _follows(before: Line, line: Line, after: Line) -> bool:
    """Tell whether it is the second half, in lower case, that goes on the line before."""
    return after.text[0].islower() and not line.text[0].islower() and not ends_sentence(before.text)


def _fills(line: Line, after: Line, profile: Profile) -> bool:
    return _LEAST * profile.measure < line.width + 1 + after.width < _MOST * profile.measure


def _is_inside(line: Line, profile: Profile) -> bool:
    """Tell whether a paragraph goes on after a line."""
    return line.is_hyphenated or line.is_stretched or line.width > _FULL * profile.measure


def _join_markers(lines: list[Line]) -> None:
    """Put a list marker that stands alone on its line before the item that comes after it."""
    at = 0
    while at < len(lines):
        if at and lines[at - 1].text and not _MARKER.fullmatch(lines[at - 1].text):
            # A number that ends a sentence is no marker.
            at += 1
            continue
        markers = []
        end = at
        while end < len(lines) and (not lines[end].text or _MARKER.fullmatch(lines[end].text)):
            if lines[end].text:
                markers.append(end)
            end += 1
        items = [end] if len(markers) == 1 and end < len(lines) else _items(lines, end, len(markers))
        for marker, place in zip(markers, items, strict=False):
            text = f"{lines[marker].text} {lines[place].text}"
            lines[place] = replace(lines[place], text=text, indent=lines[marker].indent, cells=())
            lines[marker] = replace(lines[marker], text="")
        at = max(end, at + 1)


def _items(lines: Sequence[Line], start: int, count: int) -> list[int]:
    """Return where the items start whose markers all stand before them: each with a space of its own."""
    found = [start] if start < len(lines) else []
    for at in range(start + 1, len(lines)):
        line, before = lines[at], lines[at - 1]
        if len(found) == count or (line.text and not before.text and not line.indent):
            break
        if line.text and line.indent:
            found.append(at)
    return found if len(found) == count else []
