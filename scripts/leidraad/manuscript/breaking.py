"""Where a paragraph ends: printed lines in groups that run on in one another.

How that can be told depends on what the extraction kept. Each profile has rules of its own: evidence of one
read into another is the surest way to cut a paragraph in two.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from leidraad.manuscript import endings, names
from leidraad.manuscript.furniture import DEFINITION
from leidraad.manuscript.lines import Line, Profile, ends_sentence, item
from leidraad.manuscript.metrics import width

_JITTER = 1
_TITLE_MOST = 3


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
        in_verse = (_singles(found) or 0) > endings.VERSE_LEAST
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
    is_short = last.width + 1 + width(first.text.split()[0]) < (1 - 2 * endings.SHORT) * profile.measure
    return first.text[0].islower() and (not is_short or first.number in breaks)


def _singles(found: Sequence[Sequence[Line]]) -> int | None:
    """Return how many groups open the text with a single line each, or None where it has begun."""
    if len(found) > endings.VERSE_MOST or any(len(group) > 1 for group in found[1:]):
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
        return bool(item(before.text) or DEFINITION.match(before.text))
    starts = len(block) == 1 or _starts(before, block[-2], profile)
    return starts and _reaches(before, profile) and not (_is_name(before) or _is_name(line))


def _starts(line: Line, before: Line, profile: Profile) -> bool:
    """Tell whether a line at the margin of the one before it starts a paragraph all the same."""
    if endings.ends(before, line, endings.room_from(line, profile), profile):
        return True
    return ends_sentence(before.text) and not ends_sentence(line.text)


def _is_name(line: Line) -> bool:
    return names.attribution(line.text) >= names.NOTED


def _reaches(line: Line, profile: Profile) -> bool:
    """Tell whether a line goes so near to the right margin that the next may belong to it."""
    return line.is_hyphenated or line.width > 0.75 * endings.room_from(line, profile)


def _block(block: Sequence[Line], profile: Profile, *, opening: int | None) -> list[list[Line]]:
    """Return the paragraphs, or the lines of verse, of a block that stands at one margin."""
    rest = list(block)
    foot: list[list[Line]] = []
    if len(rest) > 1 and _is_signed(rest):
        foot = [[rest.pop()]]
    else:
        for count in (3, 2):
            if len(rest) > count and names.wraps(rest[-count:]) and endings.is_over(rest[-count - 1]):
                foot = [rest[-count:]]
                del rest[-count:]
                break
    signed = bool(foot)
    head = []
    if opening == 0 and not foot and _is_title(rest):
        return [rest]
    if opening == 0 and len(rest) > endings.VERSE_LEAST and not _runs_into(rest[0], rest[1]):
        # A title may stand right on top of the verse.
        head = [[rest.pop(0)]] if endings.is_verse(rest[1:], profile, opening=1, is_signed=signed) else []
    if endings.is_verse(rest, profile, opening=opening, is_signed=signed):
        return [*head, *([line] for line in rest), *foot]
    parts = [[rest[0]]]
    measure = endings.measure_of(rest, profile)
    lone = {
        at for at in range(1, len(rest) - 1) if endings.is_lone(rest[at - 1], rest[at], rest[at + 1], measure)
    }
    for at, line in enumerate(rest[1:], 1):
        before = parts[-1][-1]
        is_heading = len(parts[-1]) == 1 and line is rest[1] and endings.stands_over(before, line, measure)
        if (
            is_heading
            or lone & {at - 1, at}
            or endings.ends(before, line, measure, profile)
            or endings.ends_cell(parts, line, profile)
            or (
                profile.flat
                and endings.is_over(before)
                and endings.changes_size(parts[-1], rest[at : at + endings.LINES_TO_TELL])
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


def _is_signed(block: Sequence[Line]) -> bool:
    """Tell whether the last line of a block says who is quoted in it."""
    score = names.attribution(block[-1].text)
    if block[-2].is_hyphenated or block[-2].is_stretched:
        return False
    return score >= names.NOTED or (score > 0 and ends_sentence(block[-2].text))
