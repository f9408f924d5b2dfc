"""What each paragraph is: the chapter read from its title on, by type, indent and space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.labels import Label
from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.pdf.forms import LARGER, Forms, Item, face
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.measures import SAME_SIZE, same_size
from leidraad.manuscript.pdf.notelist import Printed, split
from leidraad.manuscript.pdf.paragraphs import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED, Row
from leidraad.manuscript.pdf.weaving import Weaver

_NAMED, _SURELY_NAMED = 0.54, 0.74
_SIDE_BY_SIDE = 3.0
_SHORT_QUOTE, _LONG_CASE = 30, 60
_STANZA = 0.6
_BLOCK_GAP = 0.8
_LEAST_VERSE = 3
_HIGHEST, _DEEPEST = 2, 4


Kind = tuple[float, tuple[bool, bool]]
"""The type of a heading: its size as a share of the text's, whether it is bold and whether italic."""


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
        self.kinds: list[Kind] = []

    def run(self, title: tuple[int, int] | None) -> None:
        """Label every paragraph; `title` says where the title starts and ends."""
        if title is not None:
            while self.at < title[0]:
                self._next()
            paras = [item for item in self.items[title[0] : title[1]] if isinstance(item, Para)]
            sure = 0.97 if self.forms.ratio(paras[0]) > LARGER else 0.75
            self._add("title", title[1], [self._rows(paras)], sure, "the largest type, above the text")
            self._epigraph()
        while self.at < len(self.items):
            self._next()
        self._settle_levels()

    def _next(self) -> None:
        """Label the block that starts here."""
        item = self.items[self.at]
        if isinstance(item, Grid):
            self._table(item)
        elif self._notes():
            return
        elif MARKER.match(item.text) and (end := self._list_end()) > self.at:
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
            and not self.forms.is_set_off(after)
            and not self.forms.names(after, [item]) >= _NAMED
            and not item.is_at_right
        )

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
        """Return the place of a heading's kind of type among those met so far; `_settle_levels` has the last word."""
        kind = self.forms.ratio(para), face(para)
        at = next((i for i, style in enumerate(self.kinds) if _same_kind(kind, style)), None)
        if at is None:
            self.kinds.append(kind)
            at = len(self.kinds) - 1
        return _HIGHEST + at

    def _settle_levels(self) -> None:
        """Give every heading its level: the larger its type the higher; of equal size, which came first."""
        order = sorted(range(len(self.kinds)), key=lambda at: -round(self.kinds[at][0] / SAME_SIZE))
        levels = {_HIGHEST + at: min(_HIGHEST + order.index(at), _DEEPEST) for at in order}
        self.labels = [
            replace(label, level=levels[label.level]) if label.kind == "heading" else label
            for label in self.labels
        ]

    # What is set off.

    def _epigraph(self) -> None:
        """Label what stands between the title and the text."""
        if self.at >= len(self.items):
            return
        item = self.items[self.at]
        if isinstance(item, Para) and not MARKER.match(item.text) and self._case_head() is False:
            if self.forms.is_set_off(item) and not self._is_lone_heading():
                self._set_off(self.at, head=None, after_title=True)
            elif self._is_named_quote():
                self._quote_in_text(after_title=True)
            else:
                self._bare_verse("epigraph")

    def _bare_verse(self, kind: str) -> bool:
        """Label verse that is set as the text is, if some stands here; tell whether it does."""
        end = self.at
        while end < len(self.items) and isinstance(item := self.items[end], Para) and len(item.rows) == 1:
            if self.forms.is_heading(item) or not self.forms.is_body_size(item):
                break
            end += 1
        paras = [item for item in self.items[self.at : end] if isinstance(item, Para)]
        count = len(paras)
        name = next(
            (i for i in range(2, count) if self.forms.names(paras[i], paras[:i], i + 1 == count) >= _NAMED),
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
        if not (self.forms.is_heading(item) or (labelled and item.gap != 0)):
            return False
        if not self.forms.is_set_off(after) or self.forms.is_heading(after) >= 0.85:
            return labelled and bool(self.forms.is_heading(item)) and self.forms.ratio(item) < 1.1
        if labelled:
            return True
        # Not larger than what it heads, in its place, and unlike the headings of the text.
        return (
            self.forms.ratio(item) <= 1.02
            and item.first.size <= after.first.size * 1.1
            and abs(item.first.x0 - item.strip.left - after.inset) <= 1.2 * after.size
            and (after.inset > 0.9 * after.size or self.forms.ratio(item) < 0.97)
        )

    def _set_off(self, start: int, head: int | None, after_title: bool = False) -> None:
        """Label a text that is set off, from the paragraph `start` on: epigraph, quotation or case."""
        paras = self._group(start, after_title)
        name = next(
            (
                at
                for at in range(1, len(paras))
                if self.forms.names(paras[at], paras[:at], at + 1 == len(paras)) >= _NAMED
                and not self._goes_on(paras, at)
            ),
            None,
        )
        title = self.items[head] if head is not None else None
        assert title is None or isinstance(title, Para)
        if name is None or name + 2 >= len(paras):
            paras, name = self._join_name(paras, name)
        if name is None and title is None:
            paras, name = self._split_name(paras)
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
            sure = 0.97 if score >= _SURELY_NAMED else 0.7
            self._callout("epigraph" if after_title else "quote", body, paras[name], verse=verse, sure=sure)
            if title is not None:
                self._prepend_heading(title)
        elif verse:
            self._callout("epigraph" if after_title else "quote", body, None, verse=True, sure=0.8)
        else:
            words = sum(para.words for para in body)
            following = self.items[self.at + len(body)] if self.at + len(body) < len(self.items) else None
            again = isinstance(following, Para) and self.forms.is_set_off(following)
            if after_title and (words <= _SHORT_QUOTE or again and words <= _LONG_CASE) and len(body) == 1:
                self._callout("epigraph", body, None, verse=False, sure=0.58, alternatives=("case",))
            elif words <= _SHORT_QUOTE and len(body) == 1:
                self._callout("quote", body, None, verse=False, sure=0.58, alternatives=("case", "paragraph"))
            else:
                sure = 0.93 if words >= _LONG_CASE or len(body) > 1 else 0.75
                self._callout("case", body, None, verse=False, sure=sure, alternatives=("quote",))

    def _group(self, start: int, after_title: bool = False) -> list[Para]:
        """Return the paragraphs that are set off together from `start` on."""
        first = self.items[start]
        assert isinstance(first, Para)
        group = [first]
        for item in self.items[start + 1 :]:
            if not isinstance(item, Para):
                break
            last = group[-1]
            if self._goes_on_naming(item, group):
                group.append(item)
                continue
            if self.forms.names(last, group[:-1]) >= _NAMED if len(group) > 1 else False:
                break
            named = self.forms.names(item, group) >= _NAMED
            if not named and MARKER.match(item.text) and not self._is_dialogue(item, first):
                break
            if self._looks_like_notes(item):
                break
            if not self.forms.is_set_off(first) and not named:
                # A case that only its label shows ends at the next heading.
                if self.forms.is_heading(item) or self.forms.is_set_off(item):
                    break
                group.append(item)
                continue
            if named and (item.gap is None or item.gap < _SIDE_BY_SIDE):
                group.append(item)
                continue
            if not self._belongs(item, first) or (self.forms.is_heading(item) >= 0.85 and item.is_bold):
                break
            if (
                (item.gap or 0) > _BLOCK_GAP
                and (item.gap or 0) > 1.5 * max((p.gap or 0 for p in group[1:]), default=0)
                and len(item.rows) > 1
                and (self.forms.is_verse(group) or (after_title and len(group) == 1))
            ):
                break
            if (item.gap or 0) > _SIDE_BY_SIDE and not item.starts_strip and ends_sentence(last.plain):
                break
            group.append(item)
        return group

    def _goes_on_naming(self, para: Para, group: Sequence[Para]) -> bool:
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
            and self.forms.names(merged, group[:-1]) >= max(_NAMED, self.forms.names(last, group[:-1]) - 0.1)
            and (para.text.endswith((RAISED, ")")) or para.plain[-1].isdigit() or last.text.endswith(","))
        )

    def _belongs(self, para: Para, first: Para) -> bool:
        """Tell whether a paragraph is set as the first of a group is."""
        if not same_size(para.first, first.first):
            return False
        if first.is_italic and self.forms.is_body_size(first) and first.inset < 0.9 * first.size:
            return para.is_italic
        if self.forms.ratio(first) > 0.967 and first.inset >= 0.9 * first.size:
            # In the size of the text, only its margin shows that it is set off.
            return para.inset >= first.inset - 0.3 * first.size and (
                len(para.rows) > 1 or para.indents[0] >= first.inset - 0.3 * first.size
            )
        deeper = first.inset >= 0.9 * first.size
        return not deeper or para.inset >= first.inset - 0.5 * first.size

    def _is_dialogue(self, para: Para, first: Para) -> bool:
        """Tell whether a dash opens what someone says, and not a list item."""
        return para.text[0] in "–—-" and same_size(para.first, first.first) and not self._hangs(para)

    def _goes_on(self, paras: Sequence[Para], at: int) -> bool:
        """Tell whether text follows on what looks like a name, so that it is none."""
        return at + 1 < len(paras) and (paras[at + 1].gap or 0) < 0.1 and paras[at + 1].words > 3

    def _join_name(self, paras: list[Para], name: int | None) -> tuple[list[Para], int | None]:
        """Return paragraphs with a name that stands on two lines as one, and its place."""
        if len(paras) > 2 and self._goes_on_naming(paras[-1], paras[:-1]):
            merged = _merged(paras[-2:])
            self._replace(paras[-2], [merged])
            self._replace(paras[-1], [])
            return [*paras[:-2], merged], len(paras) - 2
        return paras, name

    def _split_name(self, paras: list[Para]) -> tuple[list[Para], int | None]:
        """Return paragraphs with a name that stands on the last line of the last as one of its own."""
        last = paras[-1]
        if len(last.rows) < 2:
            return paras, None
        rest = Para(last.rows[:-1], last.strip, last.indents[:-1], last.gap, last.starts_strip)
        name = Para(last.rows[-1:], last.strip, last.indents[-1:], 0.0)
        noted = name.text.endswith(RAISED)
        if ends_sentence(rest.plain) and self.forms.names(name, [rest]) >= (_NAMED if noted else 0.9):
            self._replace(last, [rest, name])
            return [*paras[:-1], rest, name], len(paras)
        return paras, None

    def _replace(self, old: Para, new: Sequence[Para]) -> None:
        at = next(i for i, item in enumerate(self.items) if item is old)
        self.items = [*self.items[:at], *new, *self.items[at + 1 :]]

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
        return apart and self.forms.names(after, [item]) >= _SURELY_NAMED

    def _quote_in_text(self, after_title: bool = False) -> None:
        item, name = self.items[self.at], self.items[self.at + 1]
        assert isinstance(item, Para) and isinstance(name, Para)
        self._callout("epigraph" if after_title else "quote", [item], name, verse=False, sure=0.8)

    # Lists, tables, notes, text.

    def _list_end(self) -> int:
        """Return where the list that starts here ends; here where there is none."""
        first = self.items[self.at]
        assert isinstance(first, Para)
        end, count, hang = self.at, 0, 0.0
        while end < len(self.items):
            item = self.items[end]
            if not isinstance(item, Para):
                break
            hang = hang or (min(item.indents[1:]) if len(item.rows) > 1 else 0.0)
            if MARKER.match(item.text) and self._same_marker(item, first):
                count += 1
            elif not (count and self._is_in_item(item, first, hang) and not self._ends_list(end)):
                break
            end += 1
        if (
            first.text[0] in "–—-"
            and not self._hangs(first)
            and (count < 2 or self.forms.ratio(first) < 0.967)
        ):
            return self.at
        return end if count > 1 or first.text[0] in "•▪‣■□●" else self.at

    def _is_in_item(self, para: Para, first: Para, hang: float) -> bool:
        """Tell whether a paragraph stands under the text of a list item."""
        at = hang or first.indents[0] + 1.5 * para.size
        return (
            same_size(para.first, first.first) and abs(para.inset - at) < 0.6 * para.size and para.inset > 0
        )

    def _ends_list(self, at: int) -> bool:
        """Tell whether an indented paragraph after a list item is a block of its own."""
        item = self.items[at]
        assert isinstance(item, Para)
        return (item.gap or 0) > 0.3 and not any(
            isinstance(later, Para) and MARKER.match(later.text) for later in self.items[at + 1 : at + 3]
        )

    def _same_marker(self, para: Para, first: Para) -> bool:
        return para.text[0].isdigit() == first.text[0].isdigit() and same_size(para.first, first.first)

    def _hangs(self, para: Para) -> bool:
        return len(para.rows) > 1 and min(para.indents[1:]) > para.indents[0] + 0.3 * para.size

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
        rows = tuple(tuple(self.weaver.chunk(cell) if cell else None for cell in row) for row in grid.cells)
        chunks = tuple(chunk for row in rows for chunk in row if chunk is not None)
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
        if self.forms.ratio(para) > 0.967:
            return False
        found, rest = split([row for p in self.items[self.at :] if isinstance(p, Para) and same_size(p.first, para.first)
                             for row in p.rows] if self.items[self.at] is para else para.rows)  # fmt: skip
        return bool(found) and not rest and bool(re.match(rf"\[?\d|{RAISED}", para.text))

    def _paragraph(self, para: Para) -> None:
        if para.doubt:
            self._add("paragraph", self.at + 1, [para.rows], 0.55, para.doubt)
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


def _same_kind(one: Kind, other: Kind) -> bool:
    return abs(one[0] - other[0]) <= SAME_SIZE * other[0] and one[1] == other[1]


def _merged(paras: Sequence[Para]) -> Para:
    """Return paragraphs as one."""
    first = paras[0]
    rows = [row for para in paras for row in para.rows]
    indents = [indent for para in paras for indent in para.indents]
    return Para(rows, first.strip, indents, first.gap, first.starts_strip)
