"""Where a list ends: its items, and what stands under their text."""

from __future__ import annotations

from collections.abc import Sequence

from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf.forms import SMALLER, Forms, Item
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.paras import MARKER, Para


def list_end(items: Sequence[Item], start: int, forms: Forms) -> int:
    """Return where the list that starts there ends; there where there is none."""
    first = items[start]
    assert isinstance(first, Para)
    end, count, hang = start, 0, 0.0
    while end < len(items):
        item = items[end]
        if not isinstance(item, Para):
            break
        hang = hang or (min(item.indents[1:]) if len(item.rows) > 1 else 0.0)
        if MARKER.match(item.text) and _same_marker(item, first):
            count += 1
        elif not (count and _is_in_item(item, first, hang) and not _ends_list(items, end)):
            break
        end += 1
    if first.text[0] in "–—-" and not hangs(first) and (count < 2 or forms.ratio(first) < SMALLER):
        return start
    marked = [item for item in items[start:end] if isinstance(item, Para) and MARKER.match(item.text)]
    if _is_dialogue(marked, forms):
        return start
    return end if count > 1 or first.text[0] in "•▪‣■□●" else start


def _is_dialogue(paras: Sequence[Para], forms: Forms) -> bool:
    """Tell whether dashes open what people say, in paragraphs like those of the text."""
    if any(para.text[0] not in "–—-" or hangs(para) for para in paras):
        return False
    said = [para.text[1:].lstrip(" ‘“'\"") for para in paras]
    if not all(text[:1].isupper() and ends_sentence(text) for text in said):
        return False
    asks = any("?" in text for text in said)
    like_text = abs(paras[0].indents[0] / paras[0].size - forms.first_indent) < 0.2 and not paras[0].gap
    return asks or any(len(para.rows) > 1 for para in paras) or (bool(forms.first_indent) and like_text)


def _is_in_item(para: Para, first: Para, hang: float) -> bool:
    """Tell whether a paragraph stands under the text of a list item."""
    at = hang or first.indents[0] + 1.5 * para.size
    return same_size(para.first, first.first) and abs(para.inset - at) < 0.6 * para.size and para.inset > 0


def _ends_list(items: Sequence[Item], at: int) -> bool:
    """Tell whether an indented paragraph after a list item is a block of its own."""
    item = items[at]
    assert isinstance(item, Para)
    return (item.gap or 0) > 0.3 and not any(
        isinstance(later, Para) and MARKER.match(later.text) for later in items[at + 1 : at + 3]
    )


def _same_marker(para: Para, first: Para) -> bool:
    """Tell whether two items are of one list."""
    return para.text[0].isdigit() == first.text[0].isdigit() and same_size(para.first, first.first)


def hangs(para: Para) -> bool:
    """Tell whether the lines of a paragraph but the first are set in."""
    return len(para.rows) > 1 and min(para.indents[1:]) > para.indents[0] + 0.3 * para.size
