"""What each paragraph is: the chapter read from its title on, by type, indent and space."""

from __future__ import annotations

from collections.abc import Sequence

from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.labels import Label
from leidraad.manuscript.pdf import asides, headings
from leidraad.manuscript.pdf.asides import Aside
from leidraad.manuscript.pdf.forms import LARGER, SMALLER, Forms, Item, face
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.grouping import group, name_at
from leidraad.manuscript.pdf.levels import Levels
from leidraad.manuscript.pdf.lists import list_end
from leidraad.manuscript.pdf.notelist import Printed, begins_list, split
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import Row
from leidraad.manuscript.pdf.weaving import Weaver

_STANZA = 0.6
_LEAST_VERSE, _LEAST_EPIGRAPH = 3, 2


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
        elif headings.is_case_title(self.items, self.at, self.forms):
            self._set_off(title=item)
        elif self._is_aside():
            self._set_off()
        elif asides.is_named_in_text(self.items, self.at, self.forms):
            self._quote_in_text()
        elif (sure := headings.score(self.items, self.at, self.forms)) > 0:
            self._heading(item, sure)
        elif len(item.rows) > 1 or not self._verse_in_text(_LEAST_VERSE):
            self._paragraph(item)

    def _is_aside(self) -> bool:
        """Tell whether what stands here is set off, and no heading."""
        item = self.items[self.at]
        return (
            isinstance(item, Para)
            and self.forms.is_set_off(item)
            and not headings.is_lone(self.items, self.at, self.forms)
        )

    def _heading(self, first: Para, sure: float) -> None:
        """Label a heading, which may stand on several lines."""
        end = headings.end(self.items, self.at, self.forms)
        paras = [item for item in self.items[self.at : end] if isinstance(item, Para)]
        kind = "larger or heavier type than the text" if sure > 0.6 else "a short line of its own"
        self._add("heading", end, [self._rows(paras)], sure, kind, "paragraph", level=self._level(first))

    def _level(self, para: Para) -> int:
        return self.levels.provisional((self.forms.ratio(para), face(para)))

    # What is set off.

    def _subtitle(self) -> None:
        """Label a heading under the title that an epigraph with a name stands under."""
        item = self.items[self.at] if self.at < len(self.items) else None
        if not isinstance(item, Para):
            return
        start, count = self.at, len(self.labels)
        sure = headings.score(self.items, start, self.forms)
        after = headings.after(self.items, start)
        # A line that is set as the one under it, without space between, is the first of the verse.
        is_verse = after is not None and self.forms.is_one_stack(item, after)
        if sure > 0 and not is_verse:
            self._heading(item, sure)
            if not self._is_named_aside():
                self.at = start
                del self.labels[count:]

    def _epigraph(self) -> bool:
        """Label what stands between the title and the text; tell whether another may follow."""
        if self.at >= len(self.items):
            return False
        item, count = self.items[self.at], len(self.labels)
        if (
            isinstance(item, Para)
            and not MARKER.match(item.text)
            and not headings.is_case_title(self.items, self.at, self.forms)
        ):
            if self._is_aside():
                self._set_off(is_first=True)
            elif asides.is_named_in_text(self.items, self.at, self.forms):
                self._quote_in_text(is_first=True)
            else:
                self._verse_in_text(_LEAST_EPIGRAPH, is_first=True)
        # Several stand there only where each says whose it is.
        return len(self.labels) > count and self.labels[-1].head is not None and self._is_named_aside()

    def _is_named_aside(self) -> bool:
        """Tell whether what is set off here has a name under it."""
        item = self.items[self.at] if self.at < len(self.items) else None
        if not isinstance(item, Para) or not self.forms.is_set_off(item):
            return False
        if headings.is_case_title(self.items, self.at, self.forms):
            return False
        paras = group(self.items, self.at, self.forms, after_title=True)
        return name_at(paras, self.forms, may_split=True)[1] is not None

    def _verse_in_text(self, least: int, is_first: bool = False) -> bool:
        """Label verse that is set as the text is, if some stands here; tell whether it does."""
        body, name = asides.verse_in_text(self.items, self.at, self.forms)
        if len(body) < least:
            return False
        aside = asides.in_text(body, self.forms, 0.85, is_first=is_first, is_named=name is not None)
        self._callout(aside, body, name, self.at + len(body) + (name is not None))
        return True

    def _quote_in_text(self, is_first: bool = False) -> None:
        body, name = self.items[self.at], self.items[self.at + 1]
        assert isinstance(body, Para)
        assert isinstance(name, Para)
        aside = asides.in_text([body], self.forms, 0.8, is_first=is_first, is_named=True)
        self._callout(aside, [body], name, self.at + 2)

    def _set_off(self, title: Para | None = None, is_first: bool = False) -> None:
        """Label a text that is set off, perhaps under a title: epigraph, quotation or case."""
        start = self.at + (title is not None)
        paras = group(self.items, start, self.forms, after_title=is_first)
        size = len(paras)
        paras, name = name_at(paras, self.forms, may_split=title is None)
        self.items = [*self.items[:start], *paras, *self.items[start + size :]]
        end = start + len(paras)
        if name is None:
            after = self.items[end] if end < len(self.items) else None
            goes_on = isinstance(after, Para) and self.forms.is_set_off(after)
            aside = (
                asides.titled(paras, self.forms)
                if title
                else asides.bare(paras, self.forms, is_first=is_first, goes_on=goes_on)
            )
            self._callout(aside, paras, title, end)
            return
        if title is not None:
            # A title that no case follows is a heading.
            chunk = self.weaver.chunk(title.rows)
            self.labels.append(Label("heading", (chunk,), 0.7, "over a quotation", level=self._level(title)))
        is_last = name + 1 == len(paras)
        aside = asides.named(paras[:name], paras[name], self.forms, is_first=is_first, is_last=is_last)
        self._callout(aside, paras[:name], paras[name], start + name + 1)

    def _callout(self, aside: Aside, body: Sequence[Para], head: Para | None, end: int) -> None:
        """Add a block that is set off and ends before the item `end`; `head` is its title or its name."""
        if aside.is_verse:
            chunks = [
                self.weaver.chunk([row], gap=at == 0 and (para.gap is None or para.gap > _STANZA))
                for para in body
                for at, row in enumerate(para.rows)
            ]
        else:
            chunks = [self.weaver.chunk(para.rows) for para in body]
        named = self.weaver.chunk(head.rows) if head is not None else None
        reason, others = self._paged(aside.reason, body[0].first), aside.alternatives
        self.labels.append(
            Label(aside.kind, tuple(chunks), aside.confidence, reason, others, named, aside.is_verse)
        )
        self.at = end

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
