"""What a chunk looks like among its neighbours: a heading, a name, a list item, something set off."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from leidraad import locales, patterns
from leidraad.manuscript import names, stories
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import DEFINITION, heads_notes
from leidraad.manuscript.lines import Line, Profile, ends_sentence, is_plain_head, item
from leidraad.manuscript.sizes import Block, Sizes, sizes

DIALOGUE = "–—-‘“'\""

_GLUED = patterns.lazy(r"(?<=[^\W\d_]|[).’”'\"])\d{1,3}$")
_TWO_SENTENCES = patterns.lazy(r"\w{2}[.!?…][’”'\"]?\s+[‘“'\"]?[A-ZÀ-Þ]|[.!?…][’”'\"]$")
_BULLETS = "•◦▪‣·"
_NAMED_BY_DASH, _NAMED_BY_NOTE = names.BY_DASH, names.NOTED
_LEAST_CELLS, _LEAST_STRAYS, _LONGEST_CELL = 6, 2, 10
_CELL, _WIDEST_CELL, _MOSTLY = 0.6, 1.0, 0.7
_LED, _BY_MARGIN, _BY_WIDTH = 3.0, 3.0, 2.0
_MOST_WORDS = 18
_MOST_SOURCE = 4
_SHORT = 0.92
# A last line ends anywhere, so seldom right at the margin.
_FULL_END, _BRIM = 0.9, 0.975
_VERSE, _LONGEST_VERSE = 1.1, 90.0


def attribution(chunk: Chunk) -> float:
    """Return how much `chunk` looks like the line that says who is quoted."""
    if chunk.is_open or (len(chunk.lines) > 1 and not names.wraps(chunk.lines)):
        return 0.0
    return names.attribution(chunk.text)


def _is_full_end(line: Line, widest: float) -> bool:
    """Tell whether a line ends a sentence and leaves hardly more room than the widest of its chunk."""
    return ends_sentence(line.text) and line.width > _FULL_END * widest


def _ends_full(chunk: Chunk) -> bool:
    """Tell whether the last line of a chunk ends a sentence, and is as full as any other."""
    if len(chunk.lines) < 2:
        return False
    return _is_full_end(chunk.lines[-1], max(line.width for line in chunk.lines))


class Shapes:
    """Questions about chunks by their place in the text; a place past the end answers no."""

    def __init__(self, chunks: Sequence[Chunk], profile: Profile, lang: str) -> None:
        """Measure the sizes of type."""
        self.chunks = chunks
        self.profile = profile
        self.lang = lang
        labels = locales.load(lang).say("import", "case_labels").split()
        words = "|".join(label.replace("-", "[- ]?") for label in labels)
        self.case_label = re.compile(
            rf"(?:{words})(?:\s+\d+(?:\.\d+)*(?:\s|$)|(?:\s+\d+)?(?:\s*[:.–—]\s|$)|\s+(?-i:[A-ZÀ-Þ]))",
            re.IGNORECASE,
        )
        self.small = frozenset(word for chunk in chunks for word in chunk.text.split() if word[0].islower())
        self.sizes: Sizes | None = None
        # Where only quotations have a margin of their own, its lack says little about a case.
        self.has_margins = self._uses_margins()
        self.sizes = sizes(
            [
                Block(chunk.widths, self._is_shown_apart(at))
                for at, chunk in enumerate(chunks)
                if self._is_running(chunk) and not self.is_heading(at)
            ]
        )

    def _uses_margins(self) -> bool:
        """Tell whether something that no name stands under is set off by its left margin."""
        return any(
            self._margin(chunk) > 0
            and not (chunk.rows or item(chunk.text) or DEFINITION.match(chunk.text))
            and not (at + 1 < len(self.chunks) and attribution(self.chunks[at + 1]))
            for at, chunk in enumerate(self.chunks)
            if len(chunk.lines) > 1
        )

    def apartness(self, at: int) -> float:
        """Return the log-odds that a chunk is set off from the text; 0 where nothing tells."""
        chunk = self.chunks[at]
        chance = self.sizes.apartness(chunk.widths) if self.sizes and self._is_running(chunk) else None
        odds = math.log(chance / (1 - chance)) if chance else 0.0
        if self.has_margins:
            return self._margin(chunk) + max(min(odds, _BY_MARGIN), -_BY_MARGIN) / 2
        if self.profile.indented and self._margin(chunk) > 0:
            return _BY_MARGIN
        if not self.profile.spaced and not self.profile.flat and not self.profile.indented:
            # Set narrower as well as smaller, a case may have lines as long as those of the text.
            return max(min(odds, _BY_WIDTH), -_BY_WIDTH)
        return odds + (_LED if self.leads(chunk) else 0.0)

    def is_set_off(self, at: int) -> bool:
        """Tell whether a single line stands at a margin, or after spaces, that the text does not have."""
        chunk = self.chunks[at]
        return self.leads(chunk) or (
            self.profile.indented and min(line.indent for line in chunk.lines) > self.profile.margin + 1
        )

    def leads(self, chunk: Chunk) -> bool:
        """Tell whether space before its first line shows that something else starts with a chunk."""
        return self.profile.spaced and chunk.is_led

    def _margin(self, chunk: Chunk) -> float:
        """Return the log-odds that the left margin of a chunk sets it off."""
        inner = chunk.lines[1:]
        if not self.profile.indented:
            return 0.0
        if inner:
            return _BY_MARGIN if min(line.indent for line in inner) > self.profile.margin + 1 else -_BY_MARGIN
        return 0.0 if chunk.lines[0].indent > self.profile.margin + 1 else -_BY_MARGIN / 2

    def is_dialogue(self, at: int) -> bool:
        """Tell whether a chunk that starts with a dash is speech and no list item."""
        if self.chunks[at].text[0] not in "–—":
            return False
        said = [self.chunks[index].text for index in range(at, self.list_end(at))]
        asks = [text.endswith("?") for text in said]
        if at and self.chunks[at - 1].text.endswith(":"):
            # A list may be one of questions, but does not answer them.
            return asks[0] and not all(asks)
        return any(asks) or any(map(stories.speaks, said))

    def is_heading(self, at: int, most_lines: int = 3, *, may_go_on: bool = False) -> bool:
        """Tell whether a chunk is short, by itself and no sentence; part of one may end in a comma."""
        if at + 1 >= len(self.chunks):
            return False
        chunk = self.chunks[at]
        if chunk.rows:
            return False
        after = self.chunks[at + 1].gap
        text = _GLUED.sub("", chunk.text)
        return (
            len(chunk.lines) <= most_lines
            and (chunk.text[0].isupper() or chunk.text[0].isdigit() or chunk.text[0] in "‘“'\"")
            and len(text.split()) <= _MOST_WORDS
            and not text.endswith((".", ";", "…") if may_go_on else (".", ",", ";", ":", "…"))
            and not _TWO_SENTENCES.search(text)
            and (
                is_plain_head(chunk.text)
                or (
                    self._stands_apart(at)
                    and (after > 0 or chunk.lines[-1].width < _SHORT * self.profile.measure)
                )
            )
            and (not item(text) or (chunk.text[0].isdigit() and self.list_end(at) == at))
        )

    def _stands_apart(self, at: int) -> bool:
        """Tell whether the layout shows that a chunk does not belong to the one before it."""
        chunk = self.chunks[at]
        if at == 0 or chunk.gap > 0 or chunk.starts_page:
            return True
        before = self.chunks[at - 1]
        if self.profile.flat or self.profile.doubled:
            ended = ends_sentence(before.text) or attribution(before) > 0 or at == 1
            return ended and not self.chunks[at + 1].text[0].islower()
        if (
            len(before.lines) == 1
            and not ends_sentence(before.text)
            and (before.gap or is_plain_head(before.text))
        ):
            # Under a heading comes another, or the text.
            return not item(before.text) and before.lines[0].width < _SHORT * self.profile.measure
        alone = len(chunk.lines) == 1 and self.chunks[at + 1].gap > 0
        if alone and ends_sentence(before.text) and len(before.lines) > 1:
            return True
        steps = abs(chunk.lines[0].indent - before.lines[-1].indent) > 1
        return self.profile.indented and steps and ends_sentence(before.text)

    def is_cut_by_guess(self, at: int) -> bool:
        """Tell whether a paragraph of a text without layout may go on after its end, or end before it."""
        if not self.profile.flat or self.profile.unwrapped:
            return False
        chunk = self.chunks[at]
        widest = max(line.width for line in chunk.lines)
        inside = any(
            _is_full_end(line, widest) and line.width < _BRIM * widest and not after.text[0].islower()
            for line, after in pairwise(chunk.lines)
        )
        starts = at > 0 and not chunk.gap and _ends_full(self.chunks[at - 1])
        is_last = at + 1 == len(self.chunks) or self.chunks[at + 1].gap > 0
        return inside or starts or (not is_last and _ends_full(chunk))

    def is_verse_line(self, at: int) -> bool:
        """Tell whether a chunk is a single line that is not a full one."""
        if at >= len(self.chunks):
            return False
        chunk = self.chunks[at]
        # Verse is set smaller as often as not.
        is_short = chunk.lines[0].width < min(_VERSE * self.profile.measure, _LONGEST_VERSE)
        return len(chunk.lines) == 1 and is_short and not item(chunk.text)

    def names(self, at: int) -> bool:
        """Tell whether a chunk says who is quoted in the one before it."""
        if not 0 < at < len(self.chunks) or self.list_end(at) > at + 1:
            return False
        chunk, score = self.chunks[at], attribution(self.chunks[at])
        if score == names.BARE and self._is_common(chunk):
            return False
        if chunk.gap == 0 or score >= _NAMED_BY_DASH:
            return score > 0
        # Away from the text before it, a noted name may as well be a heading.
        return score >= _NAMED_BY_NOTE

    def is_lone_name(self, at: int) -> bool:
        """Tell whether a line is one capitalised word, as a poet is named under verse."""
        text = _GLUED.sub("", self.chunks[at].text)
        return (
            text.isalpha() and text.istitle() and (at + 1 == len(self.chunks) or self.chunks[at + 1].gap > 0)
        )

    def is_barely_named(self, at: int) -> bool:
        """Tell whether nothing but capitals says that a line is a name, in a text without layout."""
        return self.profile.flat and attribution(self.chunks[at]) == names.BARE

    def _is_common(self, chunk: Chunk) -> bool:
        """Tell whether most words of a line stand elsewhere with a small letter, unlike those of a name."""
        words = [word for word in chunk.text.split() if word[0].isupper()]
        return 2 * sum(word.lower() in self.small for word in words) > len(words)

    def is_source(self, at: int) -> bool:
        """Tell whether a short line after one that ends a sentence says where it is from, without a name."""
        chunk, before = self.chunks[at], self.chunks[at - 1]
        return (
            ends_sentence(before.text)
            and (chunk.text[-1].isalnum() or chunk.text[-1] == ")")
            and chunk.text[0].isupper()
            and len(chunk.text.split()) <= _MOST_SOURCE
            and (at + 1 == len(self.chunks) or self.chunks[at + 1].gap > 0)
        )

    def is_case_title(self, at: int) -> bool:
        """Tell whether a chunk is a heading that calls what follows a case."""
        return self.is_heading(at) and bool(self.case_label.match(self.chunks[at].text))

    def heads_notes(self, at: int) -> bool:
        """Tell whether a chunk is the heading of a list of notes."""
        return (
            at + 1 < len(self.chunks)
            and heads_notes(self.chunks[at].text, self.lang)
            and bool(DEFINITION.match(self.chunks[at + 1].text))
        )

    def list_end(self, at: int) -> int:
        """Return where the list that starts at a chunk ends; `at` where there is none."""
        end = at
        while end < len(self.chunks) and item(self.chunks[end].text):
            end += 1
        is_single = end == at + 1 and self.chunks[at].text[0] not in _BULLETS
        return at if is_single else end

    def table_end(self, at: int) -> int:
        """Return where the run of table cells that starts at a chunk ends; `at` where there is none."""
        end = at
        if self.chunks[at].rows:
            return at + 1
        while end < len(self.chunks) and self._is_cell(self.chunks[end]):
            end += 1
        small = sum(
            max(c.lines, key=lambda line: line.width).width < _CELL * self.profile.measure
            for c in self.chunks[at:end]
        )
        return end if end - at >= _LEAST_CELLS and small >= _MOSTLY * (end - at) else at

    def strays(self, at: int) -> range:
        """Return the cells of a table that an extraction put after the paragraph that it has at `at`.

        They are stacked, as headings of their own never are, and running text follows.
        """
        start = end = at + 1
        if start >= len(self.chunks) or not self._is_running(self.chunks[at]):
            return range(0)
        while end < len(self.chunks) and self._is_stray(end, start):
            end += 1
        is_before_text = end < len(self.chunks) and self._is_running(self.chunks[end])
        return range(start, end) if end - start >= _LEAST_STRAYS and is_before_text else range(0)

    def _is_stray(self, at: int, start: int) -> bool:
        chunk = self.chunks[at]
        is_short = len(chunk.lines) == 1 and chunk.lines[0].width < _CELL * self.profile.measure
        is_under = at == start or not (chunk.gap or self.names(at))
        return is_short and is_under and self._is_cell(chunk) and not chunk.text[0].islower()

    def _is_cell(self, chunk: Chunk) -> bool:
        return (
            all(line.width < _WIDEST_CELL * self.profile.measure for line in chunk.lines)
            and len(chunk.lines) <= 3
            and not item(chunk.text)
            and not chunk.text.endswith((".", ":"))
            and not (len(chunk.text.split()) > _LONGEST_CELL and _TWO_SENTENCES.search(chunk.text))
        )

    def _is_shown_apart(self, at: int) -> bool:
        """Tell whether something other than its width sets a chunk off from the text."""
        chunk = self.chunks[at]
        labelled = at > 0 and self.is_case_title(at - 1)
        return self.leads(chunk) or self._margin(chunk) > 0 or labelled or self.names(at + 1)

    def _is_running(self, chunk: Chunk) -> bool:
        """Tell whether the widths of a chunk are those of running text."""
        if chunk.rows or not chunk.widths or max(chunk.widths) < 0.6 * self.profile.measure:
            return False
        return not DEFINITION.match(chunk.text) and (not item(chunk.text) or chunk.text[0] in DIALOGUE)
