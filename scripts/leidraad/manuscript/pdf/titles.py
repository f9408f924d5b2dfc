"""Where the chapters of a PDF start, and what their titles are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leidraad import locales
from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf.forms import LARGER, Forms, Item
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.paras import Para

_NUMBER_WORDS = 3
_SEARCHED = 8
_CHAPTER_SIZE = 1.25
_MOST_TITLE_WORDS = 30


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a chapter opens: its number, if one is printed, and from where to where its title stands."""

    start: int
    title: tuple[int, int] | None
    numbers: tuple[Para, ...] = ()

    def numbered(self) -> Opening:
        """Return it with the number as the start of the title."""
        if self.title is None:
            return self
        start, end = self.title
        return Opening(self.start, (start - len(self.numbers), end))


def openings(items: Sequence[Item], forms: Forms, lang: str) -> list[Opening]:
    """Return the openings of all chapters; of a text without a title, its start."""
    first = _first_title(items, forms, lang)
    if first is None:
        return [Opening(0, None)]
    found = [first]
    title = items[first.title[0]] if first.title else None
    if not isinstance(title, Para) or forms.ratio(title) < _CHAPTER_SIZE:
        return found
    at = first.title[1] if first.title else 0
    while at < len(items):
        item = items[at]
        above = _above(items, at, found[-1])
        if isinstance(item, Para) and _is_like(item, title) and above is not None:
            end = _end(items, at, forms)
            numbers = tuple(para for para in above if _is_number(para, lang))
            found.append(Opening(at - len(above), (at, end), numbers))
            at = end
        else:
            at += 1
    return found


def _first_title(items: Sequence[Item], forms: Forms, lang: str) -> Opening | None:
    """Return the opening of the first chapter: the largest type before the text begins."""
    best = _after_number(items, lang)
    for at, item in enumerate(items[:_SEARCHED] if best is None else ()):
        if not isinstance(item, Para):
            continue
        if len(item.rows) > 3 and forms.is_body_size(item):
            break
        if not _is_number(item, lang) and item.words <= _MOST_TITLE_WORDS and forms.is_heading(item):
            held = items[best] if best is not None else None
            if not isinstance(held, Para) or forms.ratio(item) > forms.ratio(held) * 1.03:
                best = at
    if best is None:
        # In the type of the text, a title is a short line with space under it.
        start = 0
        while start < len(items) and _is_number(items[start], lang):
            start += 1
        head, after = [*items[start : start + 2], None, None][:2]
        if (
            isinstance(head, Para)
            and isinstance(after, Para)
            and head.words <= 14
            and len(head.rows) <= 2
            and (after.gap or 0) > 0.4
            and head.plain[-1] not in ".,;:"
        ):
            best = start
    if best is None:
        return None
    start = best
    while start > 0 and _is_number(items[start - 1], lang):
        start -= 1
    numbers = tuple(p for p in items[start:best] if isinstance(p, Para))
    return Opening(0, (best, _end(items, best, forms)), numbers)


def _after_number(items: Sequence[Item], lang: str) -> int | None:
    """Return the place of the short line that follows the number of a chapter, if the text opens with one."""
    at = 0
    while at < len(items) and _is_number(items[at], lang):
        at += 1
    item = items[at] if 0 < at < len(items) else None
    is_title = isinstance(item, Para) and item.words <= _MOST_TITLE_WORDS and not ends_sentence(item.plain)
    return at if is_title else None


def _end(items: Sequence[Item], at: int, forms: Forms) -> int:
    """Return where a title ends that may stand on several lines."""
    title = items[at]
    assert isinstance(title, Para)
    end = at + 1
    while (
        forms.ratio(title) > LARGER
        and end < len(items)
        and isinstance(item := items[end], Para)
        and same_size(item.first, title.first)
        and item.gap is not None
        and item.gap < 0.35
        and item.first.is_bold == title.first.is_bold
    ):
        end += 1
    return end


def _is_like(para: Para, title: Para) -> bool:
    return (
        same_size(para.first, title.first)
        and para.is_bold == title.is_bold
        and para.is_italic == title.is_italic
    )


def _above(items: Sequence[Item], at: int, last: Opening) -> list[Para] | None:
    """Return what stands before a title on its page, if that is nothing but a chapter's number."""
    page = items[at].rows[0].page
    above = [item for item in items[max(at - 2, 0) : at] if item.rows[-1].page == page]
    if last.title and items[last.title[0]].rows[0].page == page:
        return None
    paras = [
        item
        for item in above
        if isinstance(item, Para) and item.words <= _NUMBER_WORDS and item.first.page == page
    ]
    return paras if len(paras) == len(above) <= 1 else None


def _is_number(item: Item, lang: str) -> bool:
    """Tell whether a line is a chapter's number, by itself or after the word for a chapter."""
    if not isinstance(item, Para) or len(item.rows) > 1 or len(item.first.words) > _NUMBER_WORDS:
        return False
    text = item.plain.strip(" .:–—-")
    if re.fullmatch(r"\d{1,3}|[IVXLC]{1,7}", text):
        return True
    word = locales.load(lang).say("site", "chapter", number="").strip().lower()
    return text.lower().startswith(word) and len(item.first.words) <= 2
