"""Whether a line is the last of something: of a paragraph, a heading, a cell, or of itself as in verse."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from leidraad.manuscript.lines import Line, Profile, ends_sentence, item
from leidraad.manuscript.metrics import width

SHORT = 0.10
"""How much of the measure a line leaves free, although the next word would have fitted."""
LINES_TO_TELL = 4
"""How many lines on either side tell that the size of type changes."""
VERSE_LEAST, VERSE_MOST = 2, 16
"""How many lines may stand together as verse."""

_SHORT_FLAT = 0.045
_JOINED = 1.15
_JITTER = 1
_LEAST_FULL = 3
_VERSE = 2.0
_NOTABLE = 0.8
_LEAST_TO_TELL, _STEP = 2, 1.07
_LEAST_CELLS = 3
_OPENERS = "‘“'\"(["


def is_over(line: Line) -> bool:
    """Tell whether a sentence is over with a line."""
    return ends_sentence(line.text) and not line.is_hyphenated


def room_from(line: Line, profile: Profile) -> float:
    """Return the width from the indent of a line to the right margin."""
    return profile.measure - max(line.indent - profile.margin, 0) * profile.indented


def measure_of(block: Sequence[Line], profile: Profile) -> float:
    """Return the width of a full line of a block: its own where it has enough lines to tell."""
    widths = sorted(line.width for line in block[:-1])
    if len(widths) >= _LEAST_FULL:
        own = widths[(3 * len(widths)) // 4]
        return own if own > 0.6 * profile.measure else profile.measure
    return profile.measure


def free(taken: float, after: Line, measure: float) -> float:
    """Return the share of the measure that a line leaves free beside the first word of the next."""
    return (measure - taken - 1 - width(after.text.split()[0])) / measure


def ends(line: Line, after: Line, measure: float, profile: Profile) -> bool:
    """Tell whether a paragraph ends with `line`, by the room that it leaves."""
    if line.is_hyphenated or line.is_stretched:
        return False
    taken = line.width
    if profile.pre_joined and taken > _JOINED * measure and taken % measure > _JITTER:
        # Lines that a word was joined over are one; its last part tells.
        taken %= measure
    room = free(taken, after, measure)
    marker = item(after.text)
    if marker and (ends_sentence(line.text) or not (marker["number"] or marker["letter"])):
        return True
    if after.text[0].islower():
        return room > 0.4 and ends_sentence(line.text) and line.text[-1] not in ":;"
    if profile.pre_joined and not ends_sentence(line.text):
        # A word that was joined left room where its second half stood.
        return False
    if profile.flat:
        return room > (_SHORT_FLAT if ends_sentence(line.text) else 2.5 * _SHORT_FLAT)
    return room > (SHORT if ends_sentence(line.text) else 2 * SHORT)


def changes_size(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Tell whether lines are longer or shorter from here on, as they are where the size of type changes."""
    last = [line.width for line in before[-LINES_TO_TELL - 1 : -1]]
    next_ = [line.width for line in after[:LINES_TO_TELL]]
    if min(len(last), len(next_)) < _LEAST_TO_TELL:
        return False
    wide, narrow = (last, next_) if sum(last) * len(next_) > sum(next_) * len(last) else (next_, last)
    means = [sum(widths) / len(widths) for widths in (wide, narrow)]
    return min(wide) > max(narrow) and means[0] > _STEP * means[1]


def ends_cell(parts: Sequence[Sequence[Line]], after: Line, profile: Profile) -> bool:
    """Tell whether the last of `parts` is a cell of a table, and `after` none of it.

    Above it stand others: single lines without a full stop. In a block of these the widest line says nothing.
    """
    are_cells = len(parts) >= _LEAST_CELLS and all(
        len(part) == 1 and part[0].text[-1] not in ".:" for part in parts
    )
    return are_cells and free(parts[-1][0].width, after, profile.measure) > SHORT


def stands_over(line: Line, after: Line, measure: float) -> bool:
    """Tell whether the first line of a block is a heading that no blank line sets off."""
    if line.is_hyphenated or line.is_stretched or ends_sentence(line.text) or not line.text[0].isupper():
        return False
    return (
        after.text[0] not in _OPENERS
        and not after.text[0].islower()
        and free(line.width, after, measure) > _SHORT_FLAT
    )


def is_lone(before: Line, line: Line, after: Line, measure: float) -> bool:
    """Tell whether a line between two paragraphs is a heading that no blank line sets off."""
    if not is_over(before) or item(line.text) or not stands_over(line, after, measure):
        return False
    return free(line.width, after, measure) > SHORT


def is_verse(block: Sequence[Line], profile: Profile, *, opening: int | None, is_signed: bool) -> bool:
    """Tell whether each line of a block ends where its writer ended it."""
    if not VERSE_LEAST <= len(block) <= VERSE_MOST:
        return False
    if any(line.is_hyphenated or line.is_stretched or item(line.text) for line in block):
        return False
    inner = block[:-1]
    widths = [line.width for line in block]
    room = room_from(block[0], profile)
    free = sum(a.width + 1 + width(b.text.split()[0]) < 0.95 * room for a, b in itertools.pairwise(block))
    capitals = sum(not line.text[0].islower() for line in block[1:]) / len(inner)
    ended = sum(line.text[-1] in ",.;:!?…—–" for line in inner) / len(inner)
    widths = widths[:-1] if len(widths) > VERSE_LEAST else widths
    spread = (max(widths) - min(widths)) / max(widths)
    score = -4.0 + 7.0 * free / len(inner)
    score += 2.0 if capitals >= _NOTABLE else -1.5 if capitals < 0.35 else 0.0
    score += 1.5 if ended >= 0.6 else -1.5 if ended < 0.3 else 0.0
    score += 1.0 if spread > 0.2 else -2.0 if spread < 0.1 else 0.0
    score += 2.0 * (opening is not None) + 1.0 * is_signed - 1.0 * (len(block) == VERSE_LEAST)
    # One stanza is likely to follow another.
    score += 3.0 * (opening is not None and opening > VERSE_LEAST)
    return score > _VERSE
