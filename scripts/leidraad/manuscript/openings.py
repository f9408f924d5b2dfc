"""Lines with which a chapter of a book may open, and what speaks for each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from leidraad import locales, patterns
from leidraad.manuscript import note_runs, numbering, page_tops
from leidraad.manuscript.contents import Contents
from leidraad.manuscript.furniture import heads_notes
from leidraad.manuscript.lines import Line, ends_sentence, item, profile

ON_TOP = "at the top of a page"
LISTED = "in the table of contents"
NAMED = "a name that chapters have"

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBERED = patterns.lazy(r"(\d{1,2})[.:]?(?:\s+(?=\S)|$)")
_LABEL, _LONE_LABEL, _NUMBER, _NAME = 4.0, 2.0, 1.0, 1.0
_PAGE, _SPACE, _LISTED, _RESTARTS, _HEADS, _AFTER_NOTES = 1.0, 0.5, 2.0, 2.0, 2.0, 1.0
_RUNS_ON, _CUTS, _BREAKS_OFF = -1.0, -2.5, -1.0
_MOST_WORDS = 16
_WIDE_GAP = 2
# A head over more of the text than this is the book's.
_MOST_OF_IT = 0.75


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a chapter.

    Attributes:
        at: its index among the lines.
        number: the number that is printed with it.
        label: how many characters of the line are that number and the word before it.
        title: the index of the line that its title starts on.
        kind: 0 where that word is one for a chapter, 1 where it is one for a part of the book.
    """

    at: int
    number: int | None
    label: int
    title: int
    kind: int | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = field(default=())


class Openings:
    """The evidence of a whole text for where its chapters open."""

    def __init__(self, lines: Sequence[Line], contents: Contents, lang: str) -> None:
        """Gather what the text shows as a whole."""
        self.lines = lines
        self.contents = contents
        self.lang = lang
        say = locales.load(lang).say
        numbers = say("import", "number_words").split()
        self.numbers = {word: number for number, word in enumerate(numbers, 1)}
        self.names = frozenset(say("import", "chapter_names").split())
        number = numbering.spelt(lang)
        self.labels = [
            re.compile(rf"(?:{numbering.words(lang, kind)})\s+({number})\b\s*[.:–—|-]?\s*", re.IGNORECASE)
            for kind in ("chapter_words", "part_words")
        ]
        self.measure = profile(lines).measure
        self.text = [index for index, line in enumerate(lines) if line.text and index not in contents.lines]
        self.place = {index: place for place, index in enumerate(self.text)}
        self.tops = page_tops.find(lines, self.measure)
        self.heads = page_tops.heads(lines, self.tops, lang)
        self.headed: dict[str, list[int]] = defaultdict(list)
        for index in self.text:
            if index in self.heads:
                self.headed[bare(self.heads[index])].append(index)
        self.listed = {bare(entry) for entry in contents.entries}
        self.headings = [index for index in self.text if heads_notes(lines[index].text, lang)]
        self.marks = note_runs.find(lines, self.text)

    def find(self) -> list[Opening]:
        """Return every line that something speaks for, scored, in the order of the text."""
        found = [opening for index in self.text if (opening := self._opening(index))]
        chains: dict[int, tuple[float, int]] = {}
        for kind, alone, worth in ((0, _LONE_LABEL, _LABEL), (1, _LABEL, _LABEL), (None, 0.0, _NUMBER)):
            run = _run([opening for opening in found if opening.number and opening.kind == kind])
            value = alone if len(run) < 2 else worth + (kind is not None and len(run) > 2)
            chains |= {opening.at: (value, len(run)) for opening in run}
        found = [opening for opening in found if not opening.number or opening.at in chains]
        evidence = []
        for opening in found:
            reasons = self._reasons(opening)
            worth, length = chains.get(opening.at, (0.0, 0))
            if worth:
                reasons[f"the number {opening.number} in a run of {length}"] = worth
            evidence.append(reasons)
        self._add_notes(found, evidence)
        return [
            replace(
                opening,
                score=sum(reasons.values()),
                reasons=tuple(reason for reason, value in reasons.items() if value > 0),
            )
            for opening, reasons in zip(found, evidence, strict=True)
        ]

    def _add_notes(self, found: Sequence[Opening], evidence: Sequence[dict[str, float]]) -> None:
        """Add what the notes say: where their numbers start again, a chapter opened somewhere before."""
        places = [opening.at for opening in found]
        for (end, _), (start, first) in pairwise(self.marks):
            heading = bisect_left(self.headings, start)
            after = self.headings[heading - 1] if heading and self.headings[heading - 1] > end else end
            between = range(bisect_right(places, after), bisect_right(places, start))
            if first == 1 and between:
                best = max(between, key=lambda which: (sum(evidence[which].values()), -which))
                evidence[best]["the notes start at 1 again"] = _RESTARTS
                if after != end:
                    evidence[best]["a list of notes ends before it"] = _AFTER_NOTES
            elif first > 1:
                for which in between:
                    evidence[which]["the notes run on"] = _RUNS_ON

    def _opening(self, index: int) -> Opening | None:
        """Return the opening that a line may be by its form and place, or None."""
        text = self.lines[index].text
        stands = self._stands_apart(index)
        if stands == _PAGE and self._is_over_itself(index):
            return None
        for kind, pattern in enumerate(self.labels):
            match = pattern.match(text)
            if match and (number := self._number(match[1])) and self._is_title(text[match.end() :], True):
                title = index if match.end() < len(text) else self._next(index) or index
                return Opening(index, number, match.end(), title, kind)
        if stands is None:
            return None
        match = _NUMBERED.match(text)
        if match and stands == 0:
            return None
        if match and not item(text) and self._is_title(text[match.end() :], True):
            heading = index if match.end() < len(text) else self._next(index)
            return None if heading is None else Opening(index, int(match[1]), match.end(), heading)
        if not match and self._is_title(text) and self._may_open(index):
            return Opening(index, None, 0, index)
        return None

    def _may_open(self, index: int) -> bool:
        """Tell whether a line is no running head, or the first time that one stands in the text."""
        places = self.headed.get(bare(self.lines[index].text), [index])
        before = places[bisect_left(places, index) - 1] if index > places[0] else index
        return index == places[0] or (before == places[0] and self.place[index] - self.place[before] < 3)

    def _is_over_itself(self, index: int) -> bool:
        """Tell whether a line is the running head that a page has over the same title."""
        place = self.place[index]
        return any(
            below in self.tops and same(bare(self.lines[index].text), bare(self.lines[below].text))
            for below in self.text[place + 1 : place + 3]
        )

    def _reasons(self, opening: Opening) -> dict[str, float]:
        """Return what speaks for and against an opening, with what it is worth."""
        index, reasons = opening.at, dict[str, float]()
        stands = self._stands_apart(index)
        if stands == _PAGE:
            reasons[ON_TOP] = _PAGE
        elif stands:
            reasons["set off by space"] = _SPACE
        title = self.title(opening)
        if any(same(title, known) for known in self.listed):
            reasons[LISTED] = _LISTED
        if title in self.names:
            reasons[NAMED] = _NAME
        if any(
            index <= places[0]
            and places[-1] > index
            and places[-1] - places[0] < _MOST_OF_IT * len(self.lines)
            for head, places in self.headed.items()
            if same(title, head)
        ):
            reasons["the running head changes to it"] = _HEADS
        if self._is_cut(index):
            # A text that breaks off may still have another after it.
            is_alone = opening.number is None and LISTED not in reasons
            reasons["the text before it is cut"] = _CUTS if is_alone else _BREAKS_OFF
        return reasons

    def title(self, opening: Opening) -> str:
        """Return the first line of a title, bare of what makes no difference."""
        return bare(self.lines[opening.title].text[opening.label if opening.title == opening.at else 0 :])

    def _is_cut(self, index: int) -> bool:
        """Tell whether the line before, furniture aside, stops in mid-sentence as a full line does."""
        for place in range(self.place[index] - 1, max(self.place[index] - 4, -1), -1):
            line = self.lines[self.text[place]]
            if line.text.strip("ivxl-–— ").isdigit() or self.text[place] in self.heads:
                continue
            return line.is_hyphenated or (line.width > 0.8 * self.measure and not ends_sentence(line.text))
        return False

    def _stands_apart(self, index: int) -> float | None:
        """Return what the place of a line is worth: the top of a page, after wide space, or neither."""
        if index in self.tops:
            return _PAGE
        place = self.place[index]
        gap = index - self.text[place - 1] - 1 if place else _WIDE_GAP
        if gap >= _WIDE_GAP:
            return _SPACE
        return 0.0 if gap else None

    def _next(self, index: int) -> int | None:
        """Return the line after one that is only a number, if it may be a title on the same page."""
        for following in self.text[self.place[index] + 1 : self.place[index] + 2]:
            turns = any(line.starts_page for line in self.lines[index + 1 : following + 1])
            if not turns and self._is_title(self.lines[following].text):
                return following
        return None

    def _is_title(self, text: str, or_nothing: bool = False) -> bool:
        """Tell whether `text` has the form of a title."""
        if not text:
            return or_nothing
        return (
            (text[0].isupper() or text[0] in "‘“\"'’" or text[0].isdigit())
            and any(char.isalpha() for char in text)
            and (not ends_sentence(text) or text[-1] in "?!…")
            and (text[-1] not in ",-" or (or_nothing and text[-1] == "-"))
            and len(text) < 0.95 * max(self.measure, 40)
            and len(text.split()) <= _MOST_WORDS
            and not heads_notes(text, self.lang)
        )

    def _number(self, text: str) -> int | None:
        """Return the number that digits, a word or Roman figures say."""
        if text.isdigit():
            return int(text)
        if text.lower() in self.numbers:
            return self.numbers[text.lower()]
        values = [_ROMAN[char] for char in text.lower() if char in _ROMAN]
        total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
        return total or None


def _run(openings: Sequence[Opening]) -> list[Opening]:
    """Return the longest run n, n+1, … of numbered openings, the first of each number."""
    runs: dict[int, list[Opening]] = {}
    for opening in openings:
        number = opening.number or 0
        if number - 1 in runs and number not in runs:
            runs[number] = runs.pop(number - 1)
            runs[number].append(opening)
        else:
            runs.setdefault(number, [opening])
    return max(runs.values(), key=len, default=[])


def same(text: str, other: str) -> bool:
    """Tell whether two bare titles are one, perhaps cut short."""
    shorter, longer = sorted((text, other), key=len)
    return bool(shorter) and longer.startswith(shorter) and 2 * len(shorter) >= len(longer)


def bare(text: str) -> str:
    """Return a title in small letters, without accents, signs or a glued note number."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.findall(r"[a-z]+", "".join(char for char in plain if not unicodedata.combining(char))))
