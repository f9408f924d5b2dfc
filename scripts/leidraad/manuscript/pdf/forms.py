"""What a paragraph looks like: set off, a heading, a name, verse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from leidraad import locales, patterns
from leidraad.manuscript.lines import ends_sentence
from leidraad.manuscript.naming import DASH, MOST_WORDS, is_name
from leidraad.manuscript.pdf.grids import Grid
from leidraad.manuscript.pdf.measures import Measures, same_size
from leidraad.manuscript.pdf.paragraphs import Paragraphs
from leidraad.manuscript.pdf.paras import MARKER, Para
from leidraad.manuscript.pdf.rows import RAISED

Item = Para | Grid

_SENTENCE = patterns.lazy(r"[.!?…:;,]$")
_PARENTHESES = patterns.lazy(r"\(.*\)")
_INITIAL = patterns.lazy(r"\b[A-Z]\.$|\b(?:jr|sr|red|ed)\.$", re.IGNORECASE)

NOTED = patterns.lazy(rf"(?:{RAISED}|\[\d{{1,3}}\])$")

NAMED, SURELY_NAMED = 0.54, 0.74
SMALLER = 0.967
LARGER = 1.045
_INSET = 0.9
_MOST_FIRST_INDENT = 2.6
_MOST_NAME_WORDS = 18
_MOST_HEADING_WORDS = 22


class Forms:
    """Questions about paragraphs, answered by what is usual in the document."""

    def __init__(self, items: Sequence[Item], paragraphs: Paragraphs, measures: Measures, lang: str) -> None:
        """Learn by how much the first lines of paragraphs are indented."""
        self.paragraphs = paragraphs
        self.measures = measures
        labels = locales.load(lang).say("import", "case_labels").split()
        words = "|".join(label.replace("-", "[- ]?") for label in labels)
        self.case_label = re.compile(rf"(?:{words})(?:\s+\d+)?(?:\s*[:.–—]\s|$)", re.IGNORECASE)
        indents: Counter[float] = Counter()
        for para in items:
            if isinstance(para, Para) and len(para.rows) > 1 and self.is_body_size(para):
                indents[round((para.indents[0] - min(para.indents[1:])) / para.size, 1)] += 1
        positive = {indent: count for indent, count in indents.items() if indent > 0.4}
        self.first_indent = max(positive, key=lambda key: positive[key], default=0.0)

    def ratio(self, para: Para) -> float:
        """Return the size of a paragraph's type as a share of the running text's."""
        return para.size / self.measures.size

    def is_body_size(self, para: Para) -> bool:
        """Tell whether a paragraph is in the size of the running text."""
        return SMALLER < self.ratio(para) < LARGER

    def is_set_off(self, para: Para) -> bool:
        """Tell whether a paragraph is smaller than the text, farther in, in the middle or in italics."""
        if self.ratio(para) >= LARGER or MARKER.match(para.text):
            return False
        if self.ratio(para) <= SMALLER or para.is_italic or para.frame or self.is_other_type(para):
            return True
        stack = self.paragraphs.stacks.get(para.first)
        if stack is not None and len(stack.rows) > 1 and "left" not in stack.alignments:
            return True
        if stack is not None and stack.is_verse and para.inset >= _INSET * para.size:
            return True
        if para.is_centred and (len(para.rows) > 1 or para.gap is None or para.gap > 0.2):
            return True
        inset = para.inset / para.size
        if len(para.rows) > 1:
            return inset >= _INSET
        if para.gap is not None and abs(para.gap) < 0.15 and inset < _MOST_FIRST_INDENT:
            return False
        return inset >= _INSET and abs(inset - self.first_indent) > 0.35

    def is_one_stack(self, one: Para, other: Para) -> bool:
        """Tell whether two paragraphs are lines of one stack."""
        stack = self.paragraphs.stacks.get(one.first)
        return stack is not None and stack is self.paragraphs.stacks.get(other.first)

    def is_other_type(self, para: Para) -> bool:
        """Tell whether an upright paragraph is set in other letters than the text."""
        return para.family != self.measures.family and not para.is_bold and not para.is_italic

    def is_heading(self, para: Para) -> float:
        """Return how much a paragraph looks like a heading by its type."""
        text = re.sub(RAISED, "", para.text)
        if len(para.rows) > 4 or para.words > _MOST_HEADING_WORDS or not any(map(str.isalpha, text)):
            return 0.0
        larger, bold = self.ratio(para) >= LARGER, para.is_bold
        if text[-1] in ",;" or (text[-1] in ".:" and not (larger or bold)):
            return 0.0
        if larger and (bold or self.ratio(para) >= 1.12):
            return 0.97
        if larger:
            return 0.9
        if bold and self.ratio(para) > 0.9:
            return 0.93
        if para.is_capitals and not para.is_bold and self.ratio(para) > 0.75 and para.words > 1:
            return 0.85
        alone = (para.gap is None or para.gap > 0.3) and len(para.rows) <= 2
        if (
            alone
            and (para.is_italic or self.is_other_type(para))
            and self.is_body_size(para)
            and text[0].isalnum()
            and (not ends_sentence(para.plain) or para.plain.endswith("?"))
        ):
            return 0.75
        return 0.0

    def names(self, para: Para, quoted: Sequence[Para], is_last: bool = False) -> float:
        """Return how much a paragraph looks like the line that says who wrote those before it.

        `is_last` says that what is set off ends with it.
        """
        last = quoted[-1]
        if len(para.rows) > 3 or para.words > _MOST_NAME_WORDS or self.ratio(para) >= LARGER or para.is_bold:
            return 0.0
        noted = bool(NOTED.search(para.text))
        text = NOTED.sub("", re.sub(RAISED, "", para.text)).strip()
        dash = DASH.match(text)
        bare = text[dash.end() :] if dash else text
        if not bare or not any(map(str.isalpha, bare)):
            return 0.0
        score = 0.6 if dash and (bare[0].isupper() or bare[0] in "‘“'\"(") else 0.0
        if _PARENTHESES.fullmatch(bare):
            score += 0.6
            bare = bare[1:-1]
        first = re.split(r"[,(:]", bare)[0].split()
        if is_name(first):
            score += 0.35 + (0.2 if 1 < len(first) <= MOST_WORDS else 0)
        elif bare[0].islower():
            score -= 0.5
        if noted:
            score += 0.25
        ended = ends_sentence(last.plain) or last.plain[-1] in "’”\"'»"
        if _SENTENCE.search(bare) and not _INITIAL.search(bare):
            score -= 0.5
        elif is_last and ended and not bare[0].islower() and len(para.rows) == 1 and para.words <= 12:
            score += 0.5 if len(quoted) > 1 and self.is_verse(quoted) else 0.3
        if _is_against_right(para, last):
            score += 0.35
        elif para.indents[0] > last.inset + 0.5 * para.size and not last.is_centred:
            score += 0.15
        if para.is_italic != last.is_italic or not same_size(para.first, last.first):
            score += 0.15
        score += 0.1 if ended else -0.1
        if para.gap is not None and para.gap > 1.2:
            score -= 0.3
        return score

    def is_verse(self, paras: Sequence[Para]) -> bool:
        """Tell whether paragraphs are lines of verse: each ends although the next word had room."""
        rows = [(row, para.strip) for para in paras for row in para.rows]
        if len(rows) < 2 or sum(len(para.rows) == 1 for para in paras) < 0.6 * len(paras):
            return False
        held = [stack for row, _ in rows if (stack := self.paragraphs.stacks.get(row)) is not None]
        if len({id(stack) for stack in held}) < len(held):
            return 2 * sum(stack.is_verse for stack in held) > len(held)
        within = max(row.x1 - strip.left for row, strip in rows)
        ended = inside = capitals = sentences = known = 0
        for (row, strip), (following, _) in pairwise(rows):
            word = following.words[0].x1 - following.words[0].x0 + 0.25 * row.size
            edge, justified = self.paragraphs.edge(row, strip)
            full = edge if justified else strip.right
            ended += full - row.x1 > word
            least = 0.04 if justified else 0.12
            known += edge - strip.left - within > least * (strip.right - strip.left)
            inside += within - (row.x1 - strip.left) > word
            capitals += following.text.lstrip("‘“'\"’")[:1].isupper()
            sentences += ends_sentence(row.plain)
        breaks = len(rows) - 1
        if ended < 0.75 * breaks or (sentences == breaks and breaks > 3 and self.first_indent):
            return False
        if sum(len(row.words) for row, _ in rows) > 14 * len(rows):
            return False
        if all(ends_sentence(p.plain) for p in paras) and all((p.gap or 0) > 0.3 for p in paras[1:]):
            return False
        # Ragged prose in a narrow margin ends its lines early as well, but all in one place.
        return inside >= 0.3 * breaks or capitals >= 0.8 * breaks or known == breaks or breaks == 1


def _is_against_right(para: Para, quoted: Para) -> bool:
    """Tell whether a line ends where the lines it belongs to end, and starts well after they do."""
    right = max(row.x1 for row in quoted.rows) - quoted.strip.left
    end = para.rows[-1].x1 - para.strip.left
    return end > right - 0.6 * para.size and min(para.indents) > quoted.inset + 4 * para.size


def face(para: Para) -> tuple[bool, bool]:
    """Return whether the type of a paragraph is bold, and whether it is italic."""
    return para.is_bold, para.is_italic
