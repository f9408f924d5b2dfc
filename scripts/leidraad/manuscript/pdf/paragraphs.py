"""Paragraphs: printed lines that run on in one another, over the edges of pages too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from leidraad.manuscript.lines import HYPHENS, ends_sentence
from leidraad.manuscript.pdf import stacks
from leidraad.manuscript.pdf.glyphs import Box
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.measures import Measures, same_size, usual
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED, Row
from leidraad.manuscript.pdf.strips import Strip

_INDENT = 0.55
_BODY = 20
_WIDER = 1.2
_SHORT = 0.3
_SLACK = 0.25
_HANG = 3.5
_EXACT, _MOST_FULL = 0.2, 0.35
_LEAST_LINES, _FEW_LINES = 4, 14
_NARROW = 0.85

Kind = tuple[int, float, int]
"""What lines have in common that end in one place: size, indent and number of columns."""


class Paragraphs:
    """The cutting of strips into paragraphs, by what is usual in the whole document."""

    def __init__(
        self,
        content: Sequence[tuple[Strip, Sequence[Row | Grid]]],
        frames: Mapping[Row, Box],
        measures: Measures,
    ) -> None:
        """Learn how far the lines of each kind of block reach, and how paragraphs are told apart."""
        self.frames = frames
        self.content = content
        strips = [
            replace(strip, rows=[row for row in things if isinstance(row, Row)]) for strip, things in content
        ]
        self.stacks = stacks.find(strips, frames, measures)
        self.measures = measures
        self.indents = _indents_firsts(strips, measures)
        found: dict[Kind, list[tuple[Row, Strip]]] = {}
        for strip in strips:
            for row, below in zip_longest(strip.rows, strip.rows[1:]):
                if not self._is_first(row, below):
                    found.setdefault(self._kind(row, strip), []).append((row, strip))
        self.reach: dict[Kind, tuple[float, bool]] = {}
        for kind, rows in found.items():
            ends = sorted(row.x1 - strip.left for row, strip in rows)
            near = usual(ends, _EXACT)
            high = ends[int(0.9 * (len(ends) - 1))]
            if near and near[1] >= max(2, _MOST_FULL * len(ends)) and near[0] > 0.93 * high:
                self.reach[kind] = near[0], True
            elif len(ends) >= _LEAST_LINES and not _is_like_verse(rows):
                self.reach[kind] = ends[-1], False

    def cut(self) -> list[Para | Grid]:
        """Return the paragraphs and tables of all strips, in order."""
        out: list[Para | Grid] = []
        for strip, content in self.content:
            is_first = True
            for thing in content:
                if isinstance(thing, Grid):
                    out.append(thing)
                    is_first = False
                    continue
                last = out[-1] if out else None
                row = thing
                if isinstance(last, Para) and (
                    self._runs_over(last, row, strip) if is_first else self._runs_on(last, row, strip)
                ):
                    last.rows.append(row)
                    last.indents.append(row.x0 - strip.left)
                else:
                    gap = None
                    if not is_first and isinstance(last, Para) and last.rows:
                        step = last.rows[-1].y - row.y
                        usual_step = max(
                            self.measures.leading(row.size), self.measures.leading(last.rows[-1].size)
                        )
                        gap = step / usual_step - 1
                    elif not is_first:
                        gap = 1.0
                    frame = self.frames.get(row)
                    out.append(Para([row], strip, [row.x0 - strip.left], gap, is_first, frame=frame))
                is_first = False
        return out

    def _is_first(self, row: Row, below: Row | None) -> bool:
        """Tell whether a line is the indented first of a paragraph, which ends where the others do."""
        stack = self.stacks[row]
        if below is None or "left" not in stack.alignments or stack is not self.stacks[below]:
            return False
        return row.x0 - below.x0 > _INDENT * row.size

    def edge(self, row: Row, strip: Strip) -> tuple[float, bool]:
        """Return where lines like this one end when they are full, and whether they are justified."""
        for indent in (0, 1, -1):
            size, at, kind = self._kind(row, strip)
            found = self.reach.get((size, at + indent * 0.5, kind))
            if found:
                return strip.left + found[0], found[1]
        return strip.right, False

    def is_full(self, row: Row, following: Row, strip: Strip) -> bool:
        """Tell whether a line had no room for the word that follows."""
        if row.text[-1] in HYPHENS and len(row.text) > 1 and row.text[-2].isalnum():
            return True
        stack = self.stacks.get(row)
        if stack is not None and stack is self.stacks.get(following) and not self._is_usual(row, strip):
            return not stack.is_verse and not stack.has_room(row, following)
        # An indented first line ends where the lines at the margin do.
        edge, justified = self.edge(
            min(row, following, key=lambda r: r.x0) if same_size(row, following) else row, strip
        )
        if justified and row.x1 < edge - _SHORT * row.size:
            return False
        word = following.words[0]
        if edge - row.x1 - _SLACK * row.size < word.x1 - word.x0:
            return True
        # Where lines end as they come, those close to this one tell more than the longest of all.
        if stack is None or stack is not self.stacks.get(following) or justified or stack.is_verse:
            return False
        return not ends_sentence(row.plain) and not stack.has_room(row, following)

    def _is_usual(self, row: Row, strip: Strip) -> bool:
        """Tell whether enough lines are set as this one is to show where they end when they are full."""
        size, indent, _ = kind = self._kind(row, strip)
        stack = self.stacks.get(row)
        if stack is not None and "left" not in stack.alignments:
            return False
        is_text = size == _BODY and abs(indent) <= _INDENT and row not in self.frames
        return is_text or self.reach.get(kind, (0.0, False))[1]

    def _kind(self, row: Row, strip: Strip) -> Kind:
        indent = row.x0 - strip.left
        return round(row.size / self.measures.size * _BODY), round(indent / row.size * 2) / 2, strip.kind

    def _runs_on(self, para: Para, row: Row, strip: Strip) -> bool:
        """Tell whether a line goes on with the paragraph above it in the same strip."""
        above = para.rows[-1]
        if self.frames.get(above) is not self.frames.get(row):
            return False
        if not same_size(above, row) or (above.is_bold != row.is_bold and (para.is_bold or row.is_bold)):
            return False
        if above.y - row.y > _WIDER * self.measures.leading(row.size):
            return False
        if MARKER.match(row.text) and self._starts_item(para, row, strip):
            return False
        shift = row.x0 - strip.left - para.indents[1 if len(para.rows) > 1 else 0]
        stack = self.stacks.get(row)
        aligned = stack is not None and stack is self.stacks.get(above) and "left" not in stack.alignments
        if not aligned:
            limit = _INDENT * row.size
            if shift > limit and not self._hangs(para, row, shift):
                return self._ends_at_right(above, row, strip, shift)
            if shift < -limit and (len(para.rows) > 1 or shift < -_HANG * row.size):
                return False
        if (above.is_bold and row.is_bold) or (above.is_capitals and row.is_capitals):
            return True
        if para.is_italic and not any(word.italic for word in row.words) and ends_sentence(above.plain):
            return False
        if MARKER.match(para.text) and row.x0 - strip.left - para.indents[0] > _INDENT * row.size:
            # Under the text of an item stands nothing else, however early its line ended.
            return True
        return self.is_full(above, row, strip)

    def _hangs(self, para: Para, row: Row, shift: float) -> bool:
        """Tell whether a line is set in because the line above it begins with a marker or a number."""
        above = para.rows[-1]
        if len(para.rows) > 1:
            return False
        if MARKER.match(above.text):
            return shift < _HANG * row.size
        numbered = above.text[0].isdigit() or above.text[0] in f"[{RAISED}"
        return numbered and any(abs(word.x0 - row.x0) <= 0.6 * row.size for word in above.words[1:3])

    def _ends_at_right(self, above: Row, row: Row, strip: Strip, shift: float) -> bool:
        """Tell whether two lines are set against the right edge, so that only their ends count."""
        width = strip.right - strip.left
        return (
            shift > 0.25 * width
            and abs(row.x1 - above.x1) < 0.3 * row.size
            and self.is_full(above, row, strip)
        )

    def _starts_item(self, para: Para, row: Row, strip: Strip) -> bool:
        """Tell whether a line with the form of a list item is one."""
        shift = row.x0 - strip.left - para.indents[0]
        if MARKER.match(para.text):
            # Where the text of an item stands, one of a list inside it may begin.
            return shift <= _INDENT * row.size or ends_sentence(para.rows[-1].plain)
        if row.text[0] in "–—-(" or row.text[0].isalnum():
            # In running text a dash or a number can begin a line as well.
            above = para.rows[-1]
            ended = not self.is_full(above, row, strip) and ends_sentence(above.plain)
            return ended or shift > _INDENT * row.size
        return True

    def _runs_over(self, para: Para, row: Row, strip: Strip) -> bool:
        """Tell whether the first line of a strip goes on with the last paragraph of the strip before."""
        above = para.rows[-1]
        if not same_size(above, row) or above.is_bold != row.is_bold or MARKER.match(row.text):
            return False
        if above.text[-1] in HYPHENS and len(above.text) > 1 and above.text[-2].isalnum():
            return True
        if self._are_centred((above, para.strip), (row, strip)):
            return not ends_sentence(above.plain)
        indent, before = row.x0 - strip.left, para.indents[-1]
        if abs(indent - before) > _INDENT * row.size and not self._goes_back(para, indent, row):
            return False
        if not self.is_full(above, row, para.strip):
            return False
        edge, justified = self.edge(above, para.strip)
        if not ends_sentence(above.plain):
            return True
        if MARKER.match(para.text) and indent <= para.indents[0] + _SLACK * row.size:
            return False
        if justified:
            # A line that was stretched to the edge is not the last of its paragraph.
            return abs(above.x1 - edge) <= 0.03 * row.size + 0.1 or not row.text[0].isupper()
        if row.text[0].isupper() and not self.indents:
            para.doubt = "a page ends in it with a sentence and a full line"
        return True

    def _are_centred(self, *lines: tuple[Row, Strip]) -> bool:
        """Tell whether lines are set on the middle of their strips, and are not just set in as far."""
        insets = [row.x0 - strip.left for row, strip in lines]
        differ = max(insets) - min(insets) > _INDENT * lines[0][0].size
        # By chance two of them may be as long.
        goes_on = lines[-1][0].text[0].islower() and not ends_sentence(lines[0][0].plain)
        return (differ or goes_on) and all(Para([row], strip).is_centred for row, strip in lines)

    def _goes_back(self, para: Para, indent: float, row: Row) -> bool:
        """Tell whether a line stands at the margin of a paragraph whose only line was indented, or hangs."""
        if len(para.rows) > 1:
            return False
        if MARKER.match(para.first.text):
            return indent > para.indents[0]
        return indent < para.indents[0]


def _is_like_verse(rows: Sequence[tuple[Row, Strip]]) -> bool:
    """Tell whether a few lines of one kind end early and with a stop, as those of verse do."""
    if len(rows) > _FEW_LINES:
        return False
    width = min(strip.right - strip.left - 2 * max(row.x0 - strip.left, 0) for row, strip in rows)
    if max(row.x1 - row.x0 for row, _ in rows) > _NARROW * width:
        return False
    stopped = sum(row.plain[-1] in ".,;:!?…—–’”" for row, _ in rows)
    capitals = sum(row.text.lstrip("‘“\"'")[:1].isupper() for row, _ in rows)
    return stopped >= 0.5 * len(rows) or capitals >= 0.8 * len(rows)


def _indents_firsts(strips: Sequence[Strip], measures: Measures) -> bool:
    """Tell whether paragraphs of the text begin with an indent."""
    firsts = lines = 0
    for strip in strips:
        rows = [row for row in strip.rows if abs(measures.ratio(row) - 1) < 0.03]
        for above, row, below in zip(rows, rows[1:], rows[2:], strict=False):
            margin = [abs(other.x0 - strip.left) < 0.2 * row.size for other in (above, below)]
            lines += all(margin)
            firsts += all(margin) and 0.5 * row.size < row.x0 - strip.left < 3.5 * row.size
    return firsts > 0.02 * lines
