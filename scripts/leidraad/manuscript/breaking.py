"""Where a paragraph ends: printed lines in groups that run on in one another.

How that can be told depends on what the extraction kept. Each profile has rules of its own: evidence of one
read into another is the surest way to cut a paragraph in two.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from leidraad.manuscript import names
from leidraad.manuscript.lines import Line, Profile, ends_sentence, item
from leidraad.manuscript.metrics import width

# How much of the measure a line leaves free, although the next word would have fitted.
_SHORT, _SHORT_FLAT = 0.10, 0.045
_JOINED = 1.15
_JITTER = 1
_LEAST_FULL = 3
_VERSE_MOST, _VERSE_LEAST = 16, 2
_VERSE = 2.0
_TITLE_MOST = 3
_NOTABLE = 0.8
_LINES_TO_TELL, _LEAST_TO_TELL, _STEP = 4, 2, 1.07
_OPENERS = "‘“'\"(["


def groups(
    lines: Sequence[Line], cuts: set[int], breaks: frozenset[int], profile: Profile
) -> list[list[Line]]:
    """Return `lines` in groups that run on.

    Args:
        lines: printed lines, without blank ones; their numbers tell where those stood.
        cuts: the numbers of lines that start a group whatever their looks.
        breaks: the numbers of lines that start a page.
        profile: what the extraction kept.
    """
    found: list[list[Line]] = []
    for run in _runs(lines, cuts, profile):
        parts = _spaced(run) if profile.spaced else _unspaced(run, profile, found)
        in_verse = (_singles(found) or 0) > _VERSE_LEAST
        if (
            found
            and not in_verse
            and run[0].number not in cuts
            and _runs_over(found[-1], parts[0], breaks, profile)
        ):
            found[-1] += parts.pop(0)
        found += parts
    return _whole_names(found, profile)


def _whole_names(parts: Sequence[list[Line]], profile: Profile) -> list[list[Line]]:
    """Return `parts` with the lines of an attribution together."""
    done: list[list[Line]] = []
    for part in parts:
        done.append(part)
        for count in (3, 2):
            last = done[-count:]
            if (
                len(last) == count
                and all(len(one) == 1 for one in last)
                and all(profile.gap(a[0], b[0]) <= 1 for a, b in itertools.pairwise(last))
                and names.wraps([one[0] for one in last])
            ):
                done[-count:] = [[one[0] for one in last]]
                break
    return done


def _runs(lines: Sequence[Line], cuts: set[int], profile: Profile) -> list[list[Line]]:
    """Return the lines between blank lines and cuts."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.number in cuts or profile.gap(runs[-1][-1], line):
            runs.append([])
        runs[-1].append(line)
    return runs


def _spaced(run: Sequence[Line]) -> list[list[Line]]:
    parts = [[run[0]]]
    for line in run[1:]:
        if _spaced_wraps(parts[-1][-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _spaced_wraps(line: Line) -> bool:
    # More than one space is a slip of the typesetter, which says nothing.
    return line.is_hyphenated or line.tail == 1 or (line.tail > 1 and not ends_sentence(line.text))


def _runs_over(
    before: Sequence[Line], after: Sequence[Line], breaks: frozenset[int], profile: Profile
) -> bool:
    """Tell whether a paragraph runs on after blank lines, as it does where a page ended."""
    last, first = before[-1], after[0]
    goes_on = first.text[0].islower() or not first.text[0].isalpha()
    if last.is_hyphenated:
        # Only half a name goes on with a capital.
        return first.text[0].islower() or last.text.split()[-1][0].isupper()
    if profile.spaced:
        return _spaced_wraps(last)
    if ends_sentence(last.text) or item(first.text) or not goes_on:
        # At the foot of a page a full line may end a sentence in mid-paragraph; nothing tells.
        return False
    is_short = last.width + 1 + width(first.text.split()[0]) < (1 - 2 * _SHORT) * profile.measure
    return first.text[0].islower() and (not is_short or first.number in breaks)


def _singles(found: Sequence[Sequence[Line]]) -> int | None:
    """Return how many groups open the text with a single line each, or None where it has begun."""
    if len(found) > _VERSE_MOST or any(len(group) > 1 for group in found[1:]):
        return None
    return len(found) if not found or len(found[0]) <= _TITLE_MOST else None


def _unspaced(run: Sequence[Line], profile: Profile, found: Sequence[Sequence[Line]]) -> list[list[Line]]:
    if profile.unwrapped:
        return [[line] for line in run]
    blocks = _by_margin(run, profile) if profile.indented else [list(run)]
    blocks = [part for block in blocks for part in _by_name(block)]
    parts: list[list[Line]] = []
    for block in blocks:
        parts += _block(block, profile, opening=_singles([*found, *parts]))
    return parts


def _by_name(run: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a run up to each name under a quotation, where nothing else parts lines."""
    blocks: list[list[Line]] = [[]]
    for line in run:
        blocks[-1].append(line)
        if _is_name(line):
            blocks.append([])
    return [block for block in blocks if block]


def _by_margin(run: Sequence[Line], profile: Profile) -> list[list[Line]]:
    """Return the lines of a run by the margin they stand at; a first line may be indented or hang."""
    blocks = [[run[0]]]
    for line in run[1:]:
        block = blocks[-1]
        if abs(line.indent - block[-1].indent) <= _JITTER:
            block.append(line)
        elif _belongs(line, block, profile):
            if len(block) > 1:
                blocks.append([block.pop()])
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _belongs(line: Line, block: Sequence[Line], profile: Profile) -> bool:
    """Tell whether a line at another margin goes on the paragraph that the last one of `block` starts."""
    before = block[-1]
    if line.indent > before.indent:
        return bool(item(before.text) or names.DEFINITION.match(before.text))
    starts = len(block) == 1 or _starts(before, block[-2], profile)
    return starts and _reaches(before, profile) and not (_is_name(before) or _is_name(line))


def _starts(line: Line, before: Line, profile: Profile) -> bool:
    """Tell whether a line at the margin of the one before it starts a paragraph all the same."""
    if _ends(before, line, _room(line, profile), profile):
        return True
    return ends_sentence(before.text) and not ends_sentence(line.text)


def _is_name(line: Line) -> bool:
    return names.attribution(line.text) >= names.NOTED


def _room(line: Line, profile: Profile) -> float:
    """Return the width from the indent of a line to the right margin."""
    return profile.measure - max(line.indent - profile.margin, 0) * profile.indented


def _reaches(line: Line, profile: Profile) -> bool:
    """Tell whether a line goes so near to the right margin that the next may belong to it."""
    return line.is_hyphenated or line.width > 0.75 * _room(line, profile)


def _block(block: Sequence[Line], profile: Profile, *, opening: int | None) -> list[list[Line]]:
    """Return the paragraphs, or the lines of verse, of a block that stands at one margin."""
    rest = list(block)
    foot: list[list[Line]] = []
    if len(rest) > 1 and _is_signed(rest):
        foot = [[rest.pop()]]
    else:
        for count in (3, 2):
            if len(rest) > count and names.wraps(rest[-count:]) and _is_over(rest[-count - 1]):
                foot = [rest[-count:]]
                del rest[-count:]
                break
    signed = bool(foot)
    head = []
    if opening == 0 and not foot and _is_title(rest):
        return [rest]
    if opening == 0 and len(rest) > _VERSE_LEAST and not _runs_into(rest[0], rest[1]):
        # A title may stand right on top of the verse.
        head = [[rest.pop(0)]] if is_verse(rest[1:], profile, opening=1, is_signed=signed) else []
    if is_verse(rest, profile, opening=opening, is_signed=signed):
        return [*head, *([line] for line in rest), *foot]
    parts = [[rest[0]]]
    measure = _measure(rest, profile)
    lone = {at for at in range(1, len(rest) - 1) if _is_lone(rest[at - 1], rest[at], rest[at + 1], measure)}
    for at, line in enumerate(rest[1:], 1):
        before = parts[-1][-1]
        is_heading = len(parts[-1]) == 1 and line is rest[1] and _stands_over(before, line, measure)
        if (
            is_heading
            or lone & {at - 1, at}
            or _ends(before, line, measure, profile)
            or (
                profile.flat and _is_over(before) and _changes_size(parts[-1], rest[at : at + _LINES_TO_TELL])
            )
        ):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [*head, *parts, *foot]


def _is_title(block: Sequence[Line]) -> bool:
    """Tell whether the first block of a text is a title that took more lines than one."""
    ends = [line.text[-1] for line in block]
    runs_on = all(
        line.text[-1] != "," or after.text[0].islower() for line, after in itertools.pairwise(block)
    )
    return 1 < len(block) <= _TITLE_MOST and "." not in ends and not set(ends[:-1]) & set("?!;") and runs_on


def _runs_into(line: Line, after: Line) -> bool:
    return line.is_hyphenated or after.text[0].islower()


def _free(taken: float, after: Line, measure: float) -> float:
    """Return the share of the measure that a line leaves free beside the first word of the next."""
    return (measure - taken - 1 - width(after.text.split()[0])) / measure


def _stands_over(line: Line, after: Line, measure: float) -> bool:
    """Tell whether the first line of a block is a heading that no blank line sets off."""
    if line.is_hyphenated or line.is_stretched or ends_sentence(line.text) or not line.text[0].isupper():
        return False
    return (
        after.text[0] not in _OPENERS
        and not after.text[0].islower()
        and _free(line.width, after, measure) > _SHORT_FLAT
    )


def _is_lone(before: Line, line: Line, after: Line, measure: float) -> bool:
    """Tell whether a line between two paragraphs is a heading that no blank line sets off."""
    if not _is_over(before) or item(line.text) or not _stands_over(line, after, measure):
        return False
    return _free(line.width, after, measure) > _SHORT


def _is_signed(block: Sequence[Line]) -> bool:
    """Tell whether the last line of a block says who is quoted in it."""
    score = names.attribution(block[-1].text)
    if block[-2].is_hyphenated or block[-2].is_stretched:
        return False
    return score >= names.NOTED or (score > 0 and ends_sentence(block[-2].text))


def _is_over(line: Line) -> bool:
    return ends_sentence(line.text) and not line.is_hyphenated


def _measure(block: Sequence[Line], profile: Profile) -> float:
    """Return the width of a full line of a block: its own where it has enough lines to tell."""
    widths = sorted(line.width for line in block[:-1])
    if len(widths) >= _LEAST_FULL:
        own = widths[(3 * len(widths)) // 4]
        return own if own > 0.6 * profile.measure else profile.measure
    return profile.measure


def _ends(line: Line, after: Line, measure: float, profile: Profile) -> bool:
    """Tell whether a paragraph ends with `line`, by the room that it leaves."""
    if line.is_hyphenated or line.is_stretched:
        return False
    taken = line.width
    if profile.pre_joined and taken > _JOINED * measure and taken % measure > _JITTER:
        # Lines that a word was joined over are one; its last part tells.
        taken %= measure
    room = _free(taken, after, measure)
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
    return room > (_SHORT if ends_sentence(line.text) else 2 * _SHORT)


def _changes_size(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Tell whether lines are longer or shorter from here on, as they are where the size of type changes."""
    last = [line.width for line in before[-_LINES_TO_TELL - 1 : -1]]
    next_ = [line.width for line in after[:_LINES_TO_TELL]]
    if min(len(last), len(next_)) < _LEAST_TO_TELL:
        return False
    wide, narrow = (last, next_) if sum(last) * len(next_) > sum(next_) * len(last) else (next_, last)
    means = [sum(widths) / len(widths) for widths in (wide, narrow)]
    return min(wide) > max(narrow) and means[0] > _STEP * means[1]


def is_verse(block: Sequence[Line], profile: Profile, *, opening: int | None, is_signed: bool) -> bool:
    """Tell whether each line of a block ends where its writer ended it."""
    if not _VERSE_LEAST <= len(block) <= _VERSE_MOST:
        return False
    if any(line.is_hyphenated or line.is_stretched or item(line.text) for line in block):
        return False
    inner = block[:-1]
    widths = [line.width for line in block]
    room = _room(block[0], profile)
    free = sum(a.width + 1 + width(b.text.split()[0]) < 0.95 * room for a, b in itertools.pairwise(block))
    capitals = sum(not line.text[0].islower() for line in block[1:]) / len(inner)
    ended = sum(line.text[-1] in ",.;:!?…—–" for line in inner) / len(inner)
    widths = widths[:-1] if len(widths) > _VERSE_LEAST else widths
    spread = (max(widths) - min(widths)) / max(widths)
    score = -4.0 + 7.0 * free / len(inner)
    score += 2.0 if capitals >= _NOTABLE else -1.5 if capitals < 0.35 else 0.0
    score += 1.5 if ended >= 0.6 else -1.5 if ended < 0.3 else 0.0
    score += 1.0 if spread > 0.2 else -2.0 if spread < 0.1 else 0.0
    score += 2.0 * (opening is not None) + 1.0 * is_signed - 1.0 * (len(block) == _VERSE_LEAST)
    # One stanza is likely to follow another.
    score += 3.0 * (opening is not None and opening > _VERSE_LEAST)
    return score > _VERSE
