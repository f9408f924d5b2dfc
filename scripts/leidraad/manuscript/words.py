"""What a manuscript says of its own words: those that stand whole on a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from leidraad import patterns
from leidraad.manuscript.characters import SOFT_HYPHEN
from leidraad.manuscript.lines import Line

_TOKEN = patterns.lazy(r"[^\W_]+(?:[-\u2010’'][^\W_]+)*")
_LEAST_SOFT = 5
_U2010 = patterns.lazy(r"[^\W\d_]\u2010[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the manuscript that no line end has touched, in lower case, with their counts.

    `has_u2010` says that U+2010 stands inside lines too: then it is this manuscript's ordinary hyphen and not
    one that only a typesetter sets. `breaks_softly` says that its typesetter broke words with soft
    hyphens: then any other hyphen at a line end belongs to its word.
    """

    counts: Counter[str] = field(default_factory=Counter)
    has_u2010: bool = False
    breaks_softly: bool = False

    def __contains__(self, word: str) -> bool:
        return self.counts[word.lower()] > 0

    def count(self, word: str) -> int:
        """Return how often `word` occurs, by itself or between the hyphens of a longer word."""
        return self.counts[word.lower()]


def vocabulary(lines: Iterable[Line]) -> Words:
    """Return the words of `lines`, and the parts of hyphenated ones, that stand whole on a line."""
    counts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    has_u2010 = after_break = False
    for line in lines:
        if not line.text:
            continue
        has_u2010 = has_u2010 or _U2010.search(line.text) is not None
        tokens = [(m.start(), m[0].lower().replace("\u2010", "-")) for m in _TOKEN.finditer(line.text)]
        if after_break:
            space = line.text.find(" ")
            tokens = [(start, token) for start, token in tokens if start > space >= 0]
        after_break = line.is_hyphenated
        ends[line.text[-1]] += after_break
        if after_break and tokens:
            tokens.pop()
        for _, token in tokens:
            counts[token] += 1
            parts = token.split("-")
            if len(parts) > 1:
                counts.update(parts)
                counts.update(f"{part}-" for part in parts[:-1])
                counts.update(f"{a}-{b}" for a, b in pairwise(parts) if len(parts) > 2)
    breaks_softly = ends[SOFT_HYPHEN] >= max(_LEAST_SOFT, 2 * ends["-"])
    return Words(counts, has_u2010, breaks_softly)
