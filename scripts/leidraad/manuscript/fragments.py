"""Printed lines that an extraction broke in two, at a wide space or a raised number, and markers set apart.

The halves of such a line fill the measure together. They may stand in the wrong order: the half that goes on
in lower case then comes second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leidraad import patterns
from leidraad.manuscript.decisions import Decision
from leidraad.manuscript.lines import Line, Profile, ends_sentence

_MARKER = patterns.lazy(r"(?:[•◦▪‣·*–-]|\d{1,2}[.)]|[a-z][.)])")
# What is set narrower than the text still fills most of its measure, and its own.
_NUMBER = patterns.lazy(r"[1-9]\d{0,2}")
_ENDED = patterns.lazy(r"[^\W\d_][.,;:!?…]?[’”'\"»)\]]*$")
_GLUED = patterns.lazy(r"(?:[^\W\d_][.,;:!?…]?|[’”'\"»)\]])([1-9]\d{0,2})(?=\s|$)")
_FULL, _LEAST, _MOST, _NARROWEST = 0.85, 0.88, 1.06, 0.75


def mend(lines: Sequence[Line], profile: Profile) -> tuple[list[Line], list[Decision]]:
    """Return `lines` with broken ones whole, and what was decided where that changed a word.

    A marker that is joined to its item, or a number to its word, leaves a blank line.
    """
    done = list(lines)
    _join_markers(done)
    decisions = _join_numbers(done)
    if profile.spaced or profile.indented:
        return done, decisions
    at = 1
    while at < len(done) - 1:
        before, line, after = done[at - 1 : at + 2]
        if before.text and line.text and after.text and _fills(before, line, after, profile):
            following = done[at + 2].text if at + 2 < len(done) else ""
            if ends_sentence(line.text) and not after.text[0].islower() and _goes_on(after, following):
                done[at : at + 2] = [replace(line, text=f"{line.text} {after.text}", extent=2)]
            elif ends_sentence(after.text) and _follows(before, line, after) and _goes_on(line, following):
                done[at : at + 2] = [replace(line, text=f"{after.text} {line.text}", extent=2)]
        at += 1
    return done, decisions


def _join_numbers(lines: list[Line]) -> list[Decision]:
    """Put a note number that came on a line of its own where it belongs: at the end of the line before.

    A number is taken for one where it is due: the one before it or after it is glued to a word, it is not.
    """
    alone = [
        at
        for at in range(1, len(lines))
        if _NUMBER.fullmatch(lines[at].text)
        and _ENDED.search(lines[at - 1].text)
        and not lines[at].starts_page
        and (at + 1 == len(lines) or not lines[at + 1].starts_page)
    ]
    if not alone:
        return []
    glued = {int(number) for line in lines for number in _GLUED.findall(line.text)}
    decisions = []
    for at in alone:
        number, before = int(lines[at].text), lines[at - 1]
        if number in glued or not glued & {number - 1, number + 1}:
            continue
        word = before.text.rpartition(" ")[2]
        glued.add(number)
        lines[at - 1] = replace(before, text=f"{before.text}{number}")
        lines[at] = replace(lines[at], text="")
        reason = "a raised number that came on a line of its own"
        place = (before.number, lines[at].number)
        made = (f"{word}{number}",)
        decisions.append(
            Decision("characters", place, made[0], 0.9, (), reason, words=(word, str(number)), became=made)
        )
    return decisions


def _goes_on(line: Line, following: str) -> bool:
    return line.is_hyphenated or following[:1].islower()


def _follows(before: Line, line: Line, after: Line) -> bool:
    """Tell whether it is the second half, in lower case, that goes on the line before."""
    return after.text[0].islower() and not line.text[0].islower() and not ends_sentence(before.text)


def _fills(before: Line, line: Line, after: Line, profile: Profile) -> bool:
    """Tell whether two lines fill one measure together, to which the paragraph around them is set."""
    both = line.width + 1 + after.width
    if before.is_hyphenated or before.is_stretched or before.width > _FULL * profile.measure:
        return _NARROWEST * profile.measure < both < _MOST * profile.measure
    return (
        _NARROWEST * profile.measure < both < _MOST * profile.measure
        and _LEAST * both < before.width < _MOST * both
    )


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
