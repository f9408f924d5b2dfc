"""What each paragraph is: the chapter read from its title on, by type, indent and space."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.labels import Label
from leidraad.manuscript.pdf.forms import LARGER, NAMED, SMALLER, SURELY_NAMED, Forms, Item, face
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.grouping import group, name_at
from leidraad.manuscript.pdf.levels import Levels
from leidraad.manuscript.pdf.lists import list_end
from leidraad.manuscript.pdf.measures import same_size
from leidraad.manuscript.pdf.notelist import Printed, begins_list, split
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED, Row
from leidraad.manuscript.pdf.weaving import Weaver

_SHORT_QUOTE, _LONG_CASE = 30, 60
_STANZA = 0.6
_LEAST_VERSE, _LEAST_BODY = 3, 2


class Roles:
    """The state: where in the paragraphs of a chapter it stands, and what has been labelled."""

    def __init__(self, items: Sequence[Item], forms: Forms, weaver: Weaver, lang: str) -> None:
        """Take the paragraphs of one chapter, its title first."""
        self.items = items
        self.forms = forms
        self.weaver = weaver
        self.lang = lang
        self.at = 0
        self.labels: list[Label] = []
        self.notes: list[Printed] = []
        self.levels = Levels()

    def run(self, title: tuple[int, int] | None) -> None:
        """Label every paragraph; `title` says where the title starts and ends."""
        if title is not None:
            # Nothing that stands before the title reaches into it.
            later, self.items = self.items[title[0] :], self.items[: title[0]]
            while self.at < len(self.items):
                self._next()
            self.items = [*self.items, *later]
            end = self.at + title[1] - title[0]
            paras = [item for item in self.items[self.at : end] if isinstance(item, Para)]
            sure = 0.97 if max(map(self.forms.ratio, paras)) > LARGER else 0.75
            self._add("title", end, [self._rows(paras)], sure, "the largest type, above the text")
            self._subtitle()
            while self._epigraph():
                pass
        while self.at < len(self.items):
            self._next()
        self.labels = self.levels.settle(self.labels)

    def _next(self) -> None:
        """Label the block that starts here."""
        item = self.items[self.at]
        if isinstance(item, Grid):
            self._table(item)
        elif self._notes():
            return
        elif MARKER.match(item.text) and (end := list_end(self.items, self.at, self.forms)) > self.at:
            self._list(end)
        elif self._case_head():
            self._set_off(self.at + 1, head=self.at)
        elif self.forms.is_set_off(item) and not self._is_lone_heading():
            self._set_off(self.at, head=None)
        elif self._is_named_quote():
            self._quote_in_text()
        elif (sure := self._heading_score()) > 0:
            self._heading(sure)
        elif len(item.rows) > 1 or not self._bare_verse("quote"):
            self._paragraph(item)

    # Headings.

    def _heading_score(self) -> float:
        item = self.items[self.at]
        if not isinstance(item, Para) or self.at + 1 >= len(self.items):
            return 0.0
        score = self.forms.is_heading(item)
        if not score and self._stands_like_a_heading(item):
            score = 0.58
        return score

    def _stands_like_a_heading(self, para: Para) -> bool:
        """Tell whether a line in the type of the text stands by itself as a heading does."""
        after = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if not isinstance(after, Para) or len(para.rows) > 1 or para.words > 12 or not para.gap:
            return False
        text = re.sub(RAISED, "", para.text)
        gap = after.gap if after.gap is not None else 0.0
        return (
            para.gap > 0.5
            and gap > 0.1
            and text[0].isupper()
            and text[-1].isalpha()
            and not self.forms.is_set_off(after)
            and len(after.rows) > 1
            and self.forms.is_body_size(after)
        )

    def _is_lone_heading(self) -> bool:
        """Tell whether a paragraph that is set off stands over text that is not, as a heading does."""
        item = self.items[self.at]
        assert isinstance(item, Para)
        score = self.forms.is_heading(item)
        after = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if score >= 0.85 and item.is_bold:
            return self.forms.ratio(item) > 0.98 or not (
                isinstance(after, Para) and self.forms.is_set_off(after)
            )
        return (
            score > 0
            and isinstance(after, Para)
            and (not self.forms.is_set_off(after) or self._is_larger(item, after))
            and not self.forms.names(after, [item]) >= NAMED
            and not item.is_at_right
        )

    def _is_larger(self, para: Para, after: Para) -> bool:
        """Tell whether a line is as large as the text, and larger than what is set off under it."""
        return self.forms.ratio(para) > SMALLER and not same_size(para.first, after.first)

    def _heading(self, sure: float) -> None:
        """Label a heading, which may stand on several lines."""
        first = self.items[self.at]
        assert isinstance(first, Para)
        end = self.at + 1
        while (
            end < len(self.items)
            and isinstance(other := self.items[end], Para)
            and same_size(first.first, other.first)
            and face(first) == face(other)
            and (other.gap or 0) < 0.15
            and self.forms.is_heading(other)
            and other.gap is not None
            and not re.match(r"\d", other.text)
        ):
            end += 1
        paras = [item for item in self.items[self.at : end] if isinstance(item, Para)]
        kind = "larger or heavier type than the text" if sure > 0.6 else "a short line of its own"
        level = self._level(first)
        self._add("heading", end, [self._rows(paras)], sure, kind, "paragraph", level=level)

    def _level(self, para: Para) -> int:
        return self.levels.provisional((self.forms.ratio(para), face(para)))

    # What is set off.

    def _subtitle(self) -> None:
        """Label a heading under the title that an epigraph with a name stands under."""
        at, count, sure = (
            self.at,
            len(self.labels),
            self._heading_score() if self.at < len(self.items) else 0.0,
        )
        if sure <= 0:
            return
        self._heading(sure)
        if not self._is_named_next():
            self.at = at
            del self.labels[count:]

    def _epigraph(self) -> bool:
        """Label what stands between the title and the text; tell whether another may follow."""
        if self.at >= len(self.items):
            return False
        item, count = self.items[self.at], len(self.labels)
        if isinstance(item, Para) and not MARKER.match(item.text) and self._case_head() is False:
            if self.forms.is_set_off(item) and not self._is_lone_heading():
                self._set_off(self.at, head=None, after_title=True)
            elif self._is_named_quote():
                self._quote_in_text(after_title=True)
            else:
                self._bare_verse("epigraph")
        # Several stand there only where each says whose it is.
        return len(self.labels) > count and self.labels[-1].head is not None and self._is_named_next()

    def _is_named_next(self) -> bool:
        """Tell whether what is set off here has a name under it."""
        item = self.items[self.at] if self.at < len(self.items) else None
        if not isinstance(item, Para) or not self.forms.is_set_off(item) or self._case_head():
            return False
        paras = group(self.items, self.at, self.forms, after_title=True)
        return name_at(paras, self.forms, may_split=True)[1] is not None

    def _bare_verse(self, kind: str) -> bool:
        """Label verse that is set as the text is, if some stands here; tell whether it does."""
        end = self.at
        while end < len(self.items) and isinstance(item := self.items[end], Para) and len(item.rows) == 1:
            if self.forms.is_heading(item) or not self.forms.is_body_size(item):
                break
            # A dash after verse opens a name, and elsewhere what someone says.
            if MARKER.match(item.text) and end - self.at < _LEAST_BODY:
                break
            end += 1
        paras = [item for item in self.items[self.at : end] if isinstance(item, Para)]
        count = len(paras)
        name = next(
            (i for i in range(2, count) if self.forms.names(paras[i], paras[:i], i + 1 == count) >= NAMED),
            None,
        )
        body = paras[:name] if name else paras
        if len(body) < (2 if kind == "epigraph" else _LEAST_VERSE) or not self.forms.is_verse(body):
            return False
        self._callout(kind, body, paras[name] if name else None, verse=True, sure=0.85)
        return True

    def _case_head(self) -> bool:
        """Tell whether the title of a case stands here."""
        item, after = self.items[self.at], self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if not isinstance(item, Para) or not isinstance(after, Para) or item.words > 22 or len(item.rows) > 3:
            return False
        labelled = bool(self.forms.case_label.match(item.text))
        if not (self.forms.is_heading(item) or item.is_bold or (labelled and item.gap != 0)):
            return False
        if not self.forms.is_set_off(after) or self.forms.is_heading(after) >= 0.85:
            return labelled and bool(self.forms.is_heading(item)) and self.forms.ratio(item) < 1.1
        if labelled:
            return True
        # In other type than what it heads, but not larger, in its place, and unlike the headings of the text.
        alike = face(item) == face(after) and item.is_capitals == after.is_capitals
        return (
            not (alike and item.family == after.family and same_size(item.first, after.first))
            and self.forms.ratio(item) <= 1.02
            and item.first.size <= after.first.size * 1.1
            and abs(item.first.x0 - item.strip.left - after.inset) <= 1.2 * after.size
            and (
                after.inset > 0.9 * after.size
                or self.forms.ratio(item) < 0.97
                or (item.frame is not None and item.frame is after.frame)
                or (self.forms.is_other_type(after) and item.family == after.family)
            )
        )

    def _set_off(self, start: int, head: int | None, after_title: bool = False) -> None:
        """Label a text that is set off, from the paragraph `start` on: epigraph, quotation or case."""
        paras = group(self.items, start, self.forms, after_title=after_title)
        size = len(paras)
        title = self.items[head] if head is not None else None
        assert title is None or isinstance(title, Para)
        paras, name = name_at(paras, self.forms, may_split=title is None)
        self.items = [*self.items[:start], *paras, *self.items[start + size :]]
        body = paras[:name] if name is not None else paras
        verse = self.forms.is_verse(body)
        if title is not None and name is None:
            reason = (
                "under a title, set off from the text"
                if self.forms.is_set_off(paras[0])
                else "labelled as a case"
            )
            sure = 0.95 if self.forms.is_set_off(paras[0]) else 0.55
            self._callout("case", body, title, verse=False, sure=sure, reason=reason)
        elif name is not None:
            score = self.forms.names(paras[name], paras[:name], name + 1 == len(paras))
            sure = 0.97 if score >= SURELY_NAMED else 0.7
            self._callout("epigraph" if after_title else "quote", body, paras[name], verse=verse, sure=sure)
            if title is not None:
                self._prepend_heading(title)
        elif verse:
            self._callout("epigraph" if after_title else "quote", body, None, verse=True, sure=0.8)
        else:
            words = sum(para.words for para in body)
            following = self.items[self.at + len(body)] if self.at + len(body) < len(self.items) else None
            again = isinstance(following, Para) and self.forms.is_set_off(following)
            if after_title and (words <= _SHORT_QUOTE or (again and words <= _LONG_CASE)) and len(body) == 1:
                self._callout("epigraph", body, None, verse=False, sure=0.58, alternatives=("case",))
            elif words <= _SHORT_QUOTE and sum(len(para.rows) == 1 for para in body) >= len(body) - 1:
                self._callout("quote", body, None, verse=False, sure=0.58, alternatives=("case", "paragraph"))
            else:
                sure = 0.93 if words >= _LONG_CASE or len(body) > 1 else 0.75
                self._callout("case", body, None, verse=False, sure=sure, alternatives=("quote",))

    def _callout(
        self,
        kind: str,
        body: Sequence[Para],
        head: Para | None,
        *,
        verse: bool,
        sure: float,
        reason: str = "",
        alternatives: tuple[str, ...] = (),
    ) -> None:
        """Add a block that is set off, and step over all of it."""
        if verse:
            chunks = [
                self.weaver.chunk([row], gap=at == 0 and (para.gap is None or para.gap > _STANZA))
                for para in body
                for at, row in enumerate(para.rows)
            ]
        else:
            chunks = [self.weaver.chunk(para.rows) for para in body]
        if not reason:
            place = "set off from the text" if self.forms.is_set_off(body[0]) else "in the type of the text"
            under = (
                {"quote": ", a name under it", "epigraph": ", a name under it", "case": ""}[kind]
                if head
                else ""
            )
            reason = f"{place}{', in lines of verse' if verse else ''}{under}"
            if kind == "epigraph":
                reason = f"right after the title, {reason}"
        if not alternatives:
            alternatives = {"quote": ("epigraph",), "epigraph": ("quote",), "case": ("quote",)}[kind]
        named = self.weaver.chunk(head.rows) if head is not None else None
        self.at = self.items.index(body[0])
        self.labels.append(
            Label(kind, tuple(chunks), sure, self._paged(reason, body[0].first), alternatives, named, verse)
        )
        members = {id(para) for para in (*body, *([head] if head else []))}
        while self.at < len(self.items) and id(self.items[self.at]) in members:
            self.at += 1

    def _prepend_heading(self, title: Para) -> None:
        """Give a title that no case followed its place as a heading."""
        quote = self.labels.pop()
        chunk = self.weaver.chunk(title.rows)
        self.labels += [Label("heading", (chunk,), 0.6, "over a quotation", level=self._level(title)), quote]

    def _is_named_quote(self) -> bool:
        """Tell whether a paragraph in the type of the text has a name under it."""
        item = self.items[self.at]
        after = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if not isinstance(item, Para) or not isinstance(after, Para) or len(after.rows) > 1:
            return False
        if self.forms.is_heading(item) or self.forms.is_heading(after) >= 0.85:
            return False
        apart = after.is_at_right or after.text.lstrip()[0] in "—–" or after.text.endswith(RAISED)
        return apart and self.forms.names(after, [item]) >= SURELY_NAMED

    def _quote_in_text(self, after_title: bool = False) -> None:
        item, name = self.items[self.at], self.items[self.at + 1]
        assert isinstance(item, Para)
        assert isinstance(name, Para)
        self._callout("epigraph" if after_title else "quote", [item], name, verse=False, sure=0.8)

    # Lists, tables, notes, text.

    def _list(self, end: int) -> None:
        items: list[list[Row]] = []
        for item in self.items[self.at : end]:
            assert isinstance(item, Para)
            if MARKER.match(item.text):
                items.append(list(item.rows))
            else:
                items[-1] += item.rows
        chunks = [self.weaver.item(rows) for rows in items]
        reason = self._paged("each begins with a marker", items[0][0])
        self.labels.append(Label("list", tuple(chunks), 0.96, reason, ("paragraph",)))
        self.at = end

    def _table(self, grid: Grid) -> None:
        found = [[self.weaver.chunk(cell) if cell else None for cell in row] for row in grid.cells]
        chunks = tuple(chunk for row in found for chunk in row if chunk is not None)
        rows = tuple(tuple((cell, 0, len(cell.text)) if cell else None for cell in row) for row in found)
        reason = self._paged("words stand in columns, with white between", grid.rows[0])
        self.labels.append(Label("table", chunks, 0.93, reason, ("paragraph",), rows=rows))
        self.at += 1

    def _notes(self) -> bool:
        """Label a list of notes, with or without a heading, where one starts here."""
        item = self.items[self.at]
        if not isinstance(item, Para):
            return False
        headed = heads_notes(item.plain, self.lang) and self.at + 1 < len(self.items)
        start = self.at + 1 if headed else self.at
        if not headed and not (self.labels and self._looks_like_notes(item)):
            return False
        end = start
        rows: list[Row] = []
        while end < len(self.items) and isinstance(para := self.items[end], Para):
            if rows and self.forms.is_heading(para) >= 0.85 and (para.is_bold or self.forms.ratio(para) > 1):
                break
            rows += para.rows
            end += 1
        found, rest = split(rows)
        if rest or not found or (not headed and len(found) < 2):
            return False
        if headed:
            chunk = self.weaver.chunk(item.rows)
            reason = self._paged("the heading of the notes, which every page prints by itself", item.first)
            self.labels.append(Label("notes", (chunk,), 0.97, reason))
        self.notes += found
        self.at = end
        return True

    def _looks_like_notes(self, para: Para) -> bool:
        """Tell whether a list of notes without heading may start here: small type, with numbers."""
        later = [item for item in self.items[self.at :] if isinstance(item, Para)]
        return self.forms.ratio(para) <= SMALLER and begins_list(later)

    def _paragraph(self, para: Para) -> None:
        if para.doubt:
            self._add("paragraph", self.at + 1, [para.rows], 0.55, para.doubt, "paragraphs")
        else:
            self._add("paragraph", self.at + 1, [para.rows], 0.97, "in the type of the text")

    def _add(
        self,
        kind: str,
        end: int,
        groups: Sequence[Sequence[Row]],
        sure: float,
        reason: str,
        *others: str,
        level: int = 2,
    ) -> None:
        chunks: tuple[Chunk, ...] = tuple(self.weaver.chunk(rows) for rows in groups)
        reason = self._paged(reason, groups[0][0])
        self.labels.append(Label(kind, chunks, sure, reason, others, level=level))
        self.at = end

    def _rows(self, paras: Sequence[Para]) -> list[Row]:
        return [row for para in paras for row in para.rows]

    def _paged(self, reason: str, row: Row) -> str:
        return f"{reason} (page {row.page})"
