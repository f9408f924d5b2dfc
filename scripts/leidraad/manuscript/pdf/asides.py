"""What is set off from the text: an epigraph, a quotation or a case, by where it stands and who is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf import headings
from leidraad.manuscript.pdf.forms import NAMED, SURELY_NAMED, Forms, Item
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED

_FEW_WORDS, _SHORT_QUOTE, _LONG_CASE = 15, 30, 60
_LEAST_BODY = 2
_OTHERS = {"quote": ("epigraph",), "epigraph": ("quote",), "case": ("quote",)}


@dataclass(frozen=True, slots=True)
class Aside:
    """What a text that is set off was taken for, how sure that is, and why."""

    kind: str
    confidence: float
    reason: str
    is_verse: bool = False
    others: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Return what else it may be."""
        return self.others or _OTHERS[self.kind]


def titled(body: Sequence[Para], forms: Forms) -> Aside:
    """Return what stands under the title of a case."""
    if forms.is_set_off(body[0]):
        return Aside("case", 0.95, "under a title, set off from the text")
    return Aside("case", 0.55, "labelled as a case")


def named(body: Sequence[Para], name: Para, forms: Forms, *, is_first: bool, is_last: bool) -> Aside:
    """Return what has a name under it; `is_last` says that nothing of it follows on the name."""
    sure = 0.97 if forms.names(name, body, is_last) >= SURELY_NAMED else 0.7
    return _quoted(body, forms, sure, is_first=is_first, is_named=True)


def bare(body: Sequence[Para], forms: Forms, *, is_first: bool, goes_on: bool) -> Aside:
    """Return what stands without a name; `goes_on` says that more which is set off follows."""
    words = sum(para.words for para in body)
    if forms.is_verse(body):
        return _quoted(body, forms, 0.8, is_first=is_first)
    if is_first and len(body) == 1 and words <= (_LONG_CASE if goes_on else _SHORT_QUOTE):
        return _quoted(body, forms, 0.58, is_first=True, others=("case",))
    if words <= _SHORT_QUOTE and sum(len(para.rows) == 1 for para in body) >= len(body) - 1:
        is_whole = words <= _FEW_WORDS and ends_sentence(body[-1].plain)
        return _quoted(body, forms, 0.7 if is_whole else 0.58, others=("case", "paragraph"))
    sure = 0.93 if words >= _LONG_CASE or len(body) > 1 else 0.75
    return Aside("case", sure, _place(body, forms))


def in_text(body: Sequence[Para], forms: Forms, sure: float, *, is_first: bool, is_named: bool) -> Aside:
    """Return what is set as the text is, and a quotation by its verse or its name."""
    return _quoted(body, forms, sure, is_first=is_first, is_named=is_named)


def verse_in_text(items: Sequence[Item], at: int, forms: Forms) -> tuple[list[Para], Para | None]:
    """Return the verse in the type of the text that stands here, if any, and the name under it."""
    paras: list[Para] = []
    for item in items[at:]:
        if not isinstance(item, Para) or len(item.rows) > 1:
            break
        if forms.is_heading(item) or not forms.is_body_size(item):
            break
        # A dash after verse opens a name, and elsewhere what someone says.
        if MARKER.match(item.text) and len(paras) < _LEAST_BODY:
            break
        paras.append(item)
    count = len(paras)
    for end in range(_LEAST_BODY, count):
        if forms.names(paras[end], paras[:end], end + 1 == count) >= NAMED:
            return (paras[:end], paras[end]) if forms.is_verse(paras[:end]) else ([], None)
    return (paras, None) if forms.is_verse(paras) else ([], None)


def is_named_in_text(items: Sequence[Item], at: int, forms: Forms) -> bool:
    """Tell whether a paragraph in the type of the text has a name under it."""
    item, following = items[at], headings.after(items, at)
    if not isinstance(item, Para) or following is None or len(following.rows) > 1:
        return False
    if forms.is_heading(item) or forms.is_heading(following) >= 0.85:
        return False
    apart = following.is_at_right or following.text[0] in "—–" or following.text.endswith(RAISED)
    return apart and forms.names(following, [item]) >= SURELY_NAMED


def _quoted(
    body: Sequence[Para],
    forms: Forms,
    sure: float,
    *,
    is_first: bool = False,
    is_named: bool = False,
    others: tuple[str, ...] = (),
) -> Aside:
    is_verse = forms.is_verse(body)
    verse, name = ", in lines of verse" if is_verse else "", ", a name under it" if is_named else ""
    reason = f"{_place(body, forms)}{verse}{name}"
    if is_first:
        return Aside("epigraph", sure, f"right after the title, {reason}", is_verse, others)
    return Aside("quote", sure, reason, is_verse, others)


def _place(body: Sequence[Para], forms: Forms) -> str:
    return "set off from the text" if forms.is_set_off(body[0]) else "in the type of the text"
