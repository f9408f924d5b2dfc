"""Headings, and the titles of cases: short lines over something, told by their type and by what that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leidraad.manuscript.pdf.forms import NAMED, SMALLER, Forms, Item, face
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.paras import Para
from leidraad.manuscript.pdf.rows import RAISED

_SURE = 0.85
_MOST_WORDS, _MOST_CASE_WORDS, _MOST_CASE_LINES = 12, 22, 3


def after(items: Sequence[Item], at: int) -> Para | None:
    """Return the paragraph that follows an item, if one does."""
    following = items[at + 1] if at + 1 < len(items) else None
    return following if isinstance(following, Para) else None


def score(items: Sequence[Item], at: int, forms: Forms) -> float:
    """Return how much an item looks like a heading of the text; 0 where it is none."""
    item = items[at]
    if not isinstance(item, Para) or at + 1 >= len(items):
        return 0.0
    return forms.is_heading(item) or (0.58 if _stands_alone(item, after(items, at), forms) else 0.0)


def end(items: Sequence[Item], at: int, forms: Forms) -> int:
    """Return where a heading ends that may stand on several lines."""
    first = items[at]
    assert isinstance(first, Para)
    stop = at + 1
    while (
        stop < len(items)
        and isinstance(other := items[stop], Para)
        and same_size(first.first, other.first)
        and face(first) == face(other)
        and other.gap is not None
        and other.gap < 0.15
        and forms.is_heading(other)
        and not re.match(r"\d", other.text)
    ):
        stop += 1
    return stop


def is_lone(items: Sequence[Item], at: int, forms: Forms) -> bool:
    """Tell whether a paragraph that is set off stands over text that is not, as a heading does."""
    item, following = items[at], after(items, at)
    assert isinstance(item, Para)
    looks = forms.is_heading(item)
    if looks >= _SURE and item.is_bold:
        return forms.ratio(item) > 0.98 or following is None or not forms.is_set_off(following)
    if not looks or following is None or item.is_at_right:
        return False
    # Over what is set off stands a heading of the text when it is as large as that.
    is_larger = forms.ratio(item) > SMALLER and not same_size(item.first, following.first)
    return (is_larger or not forms.is_set_off(following)) and forms.names(following, [item]) < NAMED


def is_case_title(items: Sequence[Item], at: int, forms: Forms) -> bool:
    """Tell whether the title of a case stands here."""
    item, following = items[at], after(items, at)
    if not isinstance(item, Para) or following is None:
        return False
    if item.words > _MOST_CASE_WORDS or len(item.rows) > _MOST_CASE_LINES:
        return False
    labelled = bool(forms.case_label.match(item.text))
    if not (forms.is_heading(item) or item.is_bold or (labelled and item.gap != 0)):
        return False
    if not forms.is_set_off(following) or forms.is_heading(following) >= _SURE:
        return labelled and bool(forms.is_heading(item)) and forms.ratio(item) < 1.1
    return labelled or (_is_unlike(item, following) and _is_in_place(item, following, forms))


def _stands_alone(para: Para, following: Para | None, forms: Forms) -> bool:
    """Tell whether a line in the type of the text stands by itself as a heading does."""
    if following is None or len(para.rows) > 1 or para.words > _MOST_WORDS or not para.gap:
        return False
    text = re.sub(RAISED, "", para.text)
    return (
        para.gap > 0.5
        and (following.gap or 0.0) > 0.1
        and text[0].isupper()
        and text[-1].isalpha()
        and not forms.is_set_off(following)
        and len(following.rows) > 1
        and forms.is_body_size(following)
    )


def _is_unlike(item: Para, following: Para) -> bool:
    """Tell whether a line is in other type than what follows."""
    return (
        face(item) != face(following)
        or item.is_capitals != following.is_capitals
        or item.family != following.family
        or not same_size(item.first, following.first)
    )


def _is_in_place(item: Para, following: Para, forms: Forms) -> bool:
    """Tell whether a title is set off with what follows, and so is none of the text."""
    is_over = abs(item.first.x0 - item.strip.left - following.inset) <= 1.2 * following.size
    if not is_over or forms.ratio(item) > 1.02 or item.first.size > following.first.size * 1.1:
        return False
    return (
        following.inset > 0.9 * following.size
        or forms.ratio(item) < 0.97
        or (item.frame is not None and item.frame is following.frame)
        or (forms.is_other_type(following) and item.family == following.family)
    )
