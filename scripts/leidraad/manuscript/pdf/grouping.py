"""Which paragraphs are set off together, and which of them says who is quoted."""

from __future__ import annotations

from collections.abc import Sequence

from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf.forms import NAMED, Forms, Item
from leidraad.manuscript.pdf.lists import hangs
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.notelist import begins_list
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED

_SIDE_BY_SIDE = 3.0
_BLOCK_GAP = 0.8


def group(items: Sequence[Item], start: int, forms: Forms, *, after_title: bool) -> list[Para]:
    """Return the paragraphs that are set off together from `start` on."""
    first = items[start]
    assert isinstance(first, Para)
    found = [first]
    for item in items[start + 1 :]:
        if not isinstance(item, Para):
            break
        last = found[-1]
        if _goes_on_naming(item, found, forms):
            found.append(item)
            continue
        if forms.names(last, found[:-1]) >= NAMED if len(found) > 1 else False:
            break
        named = forms.names(item, found) >= NAMED
        if not named and MARKER.match(item.text) and not _is_dialogue(item, first):
            break
        if begins_list([item]):
            break
        if not forms.is_set_off(first) and not named:
            # A case that only its label shows ends at the next heading.
            if forms.is_heading(item) or forms.is_set_off(item):
                break
            found.append(item)
            continue
        if named and (item.gap is None or item.gap < _SIDE_BY_SIDE):
            found.append(item)
            continue
        if not _belongs(item, first, forms) or (forms.is_heading(item) >= 0.85 and item.is_bold):
            break
        if (
            (item.gap or 0) > _BLOCK_GAP
            and (item.gap or 0) > 1.5 * max((p.gap or 0 for p in found[1:]), default=0)
            and len(item.rows) > 1
            and not forms.is_verse([item])
            and (forms.is_verse(found) or (after_title and len(found) == 1))
        ):
            break
        if (item.gap or 0) > _SIDE_BY_SIDE and not item.starts_strip and ends_sentence(last.plain):
            break
        found.append(item)
    return found


def name_at(paras: list[Para], forms: Forms, *, may_split: bool) -> tuple[list[Para], int | None]:
    """Return paragraphs that are set off, and which of them names who is quoted; lines of one name as one.

    `may_split` allows for a name on the last line of a paragraph whose text ended with a full line.
    """
    count = len(paras)
    name = next(
        (
            at
            for at in range(1, count)
            if forms.names(paras[at], paras[:at], at + 1 == count) >= NAMED and not _goes_on(paras, at)
        ),
        None,
    )
    if count > 2 and (name is None or name + 2 >= count) and _goes_on_naming(paras[-1], paras[:-1], forms):
        return [*paras[:-2], _merged(paras[-2:])], count - 2
    return _split_name(paras, forms) if name is None and may_split else (paras, name)


def _goes_on_naming(para: Para, group: Sequence[Para], forms: Forms) -> bool:
    """Tell whether a line goes on with a name that the line above it began."""
    last = group[-1]
    if len(group) < 2 or len(para.rows) > 1 or len(last.rows) > 1 or last.text.endswith(RAISED):
        return False
    if not ends_sentence(group[-2].plain) or not same_size(para.first, last.first):
        return False
    merged = _merged([last, para])
    return (
        abs(para.gap or 0) < max(0.2, min((last.gap or 0) + 0.1, 0.6))
        and merged.words <= 16
        and para.is_italic == last.is_italic
        and forms.names(merged, group[:-1]) >= max(NAMED, forms.names(last, group[:-1]) - 0.1)
        and (para.text.endswith((RAISED, ")")) or para.plain[-1].isdigit() or last.text.endswith(","))
    )


def _belongs(para: Para, first: Para, forms: Forms) -> bool:
    """Tell whether a paragraph is set as the first of a group is."""
    if para.frame or first.frame:
        return para.frame is first.frame or (para.starts_strip and bool(para.frame and first.frame))
    if forms.is_one_stack(para, first):
        return True
    if not same_size(para.first, first.first):
        return False
    if forms.is_other_type(first):
        return para.family == first.family
    if first.is_italic and forms.is_body_size(first) and first.inset < 0.9 * first.size:
        return para.is_italic
    if forms.ratio(first) > 0.967 and first.inset >= 0.9 * first.size:
        # In the size of the text, only its margin shows that it is set off.
        return para.inset >= first.inset - 0.3 * first.size and (
            len(para.rows) > 1 or para.indents[0] >= first.inset - 0.3 * first.size
        )
    deeper = first.inset >= 0.9 * first.size
    return not deeper or para.inset >= first.inset - 0.5 * first.size


def _is_dialogue(para: Para, first: Para) -> bool:
    """Tell whether a dash opens what someone says, and not a list item."""
    return para.text[0] in "–—-" and same_size(para.first, first.first) and not hangs(para)


def _goes_on(paras: Sequence[Para], at: int) -> bool:
    """Tell whether text follows on what looks like a name, so that it is none."""
    return at + 1 < len(paras) and (paras[at + 1].gap or 0) < 0.1 and paras[at + 1].words > 3


def _split_name(paras: list[Para], forms: Forms) -> tuple[list[Para], int | None]:
    """Return paragraphs with a name that stands on the last line of the last as one of its own."""
    last = paras[-1]
    if len(last.rows) < 2:
        return paras, None
    rest = Para(last.rows[:-1], last.strip, last.indents[:-1], last.gap, last.starts_strip)
    name = Para(last.rows[-1:], last.strip, last.indents[-1:], 0.0)
    noted = name.text.endswith(RAISED)
    if ends_sentence(rest.plain) and forms.names(name, [rest]) >= (NAMED if noted else 0.9):
        return [*paras[:-1], rest, name], len(paras)
    return paras, None


def _merged(paras: Sequence[Para]) -> Para:
    """Return paragraphs as one."""
    first = paras[0]
    rows = [row for para in paras for row in para.rows]
    indents = [indent for para in paras for indent in para.indents]
    return Para(rows, first.strip, indents, first.gap, first.starts_strip)
