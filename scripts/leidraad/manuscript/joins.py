"""Words broken at a line end: whether the hyphen was the typesetter's or belongs to the word.

No dictionary decides here, only the letters beside the break and the rest of the manuscript; `Words` is what
the manuscript says of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from leidraad import locales
from leidraad.manuscript.lines import Line

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CONNECTORS = frozenset(["op", "aan", "in", "en", "of", "the", "to", "and", "or", "by", "à", "de"])
_CLASH = re.compile(r"aa|ee|oo|uu|ei|eu|oe|ou|ui|au|ij")
_TREMA = {"e": "ë", "i": "ï", "u": "ü", "o": "ö"}
_TENS = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty", re.IGNORECASE)
_UNITS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_UNSURE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the manuscript that no line end has touched, in lower case, with their counts."""

    counts: Counter[str] = field(default_factory=Counter)

    def __contains__(self, word: str) -> bool:
        return self.counts[word.lower()] > 0

    def count(self, word: str) -> int:
        """Return how often `word` occurs, by itself or between the hyphens of a longer word."""
        return self.counts[word.lower()]


@dataclass(frozen=True, slots=True)
class Join:
    """One word that was broken: the halves, what became of them, and why.

    `kind` is soft (the hyphen goes), hard (it stays), suspended (it stays, with a space) or trema.
    """

    line: int
    left: str
    right: str
    kind: str
    joined: str
    confidence: float
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Woven:
    """The text of several lines as one, with the place where each line starts in it."""

    text: str
    starts: tuple[tuple[int, int], ...]
    joins: tuple[Join, ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the manuscript line that `offset` came from."""
        return next(number for start, number in reversed(self.starts) if start <= offset)


def vocabulary(lines: Iterable[Line]) -> Words:
    """Return the words of `lines`, and the parts of hyphenated ones, that stand whole on a line."""
    counts: Counter[str] = Counter()
    after_break = False
    for line in lines:
        if not line.text:
            continue
        tokens = [(m.start(), m[0].lower()) for m in _TOKEN.finditer(line.text)]
        if after_break:
            tokens = [(start, token) for start, token in tokens if start > 0 and " " in line.text[:start]]
        after_break = line.is_hyphenated
        if after_break and tokens:
            tokens.pop()
        for _, token in tokens:
            counts[token] += 1
            parts = token.split("-")
            if len(parts) > 1:
                counts.update(parts)
                counts.update(f"{a}-{b}" for a, b in pairwise(parts) if len(parts) > 2)
    return Words(counts)


def weave(lines: Sequence[Line], words: Words, lang: str) -> Woven:
    """Return the text of `lines` on one line, with broken words made whole."""
    text = ""
    starts: list[tuple[int, int]] = []
    joins: list[Join] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is None:
            starts.append((0, line.number))
            text = line.text
        elif not before.is_hyphenated:
            starts.append((len(text) + 1, line.number))
            text += f" {line.text}"
        else:
            join = decide(text, line.text, before.number, words, lang)
            joins.append(join)
            text = text[: len(text) - len(join.left) - 1] + join.joined
            starts.append((len(text), line.number))
            text += line.text[len(join.right) :]
    return Woven(text, tuple(starts), tuple(joins))


def decide(before: str, after: str, line: int, words: Words, lang: str) -> Join:
    """Return what becomes of the word that is broken between `before`, with its hyphen, and `after`."""
    hyphen = before[-1]
    left = re.split(r"[\s\-\u2010/–—‘“(\[]", before[:-1])[-1]
    token = after.split()[0]
    right = re.match(r"[^\W_]*(?:[’'][^\W_]+)*", after)
    half = right[0] if right else ""
    rest = token[len(half) :]

    def join(kind: str, confidence: float, reason: str, *others: str) -> Join:
        made = {"soft": left + half, "hard": f"{left}-{half}", "suspended": f"{left}- {half}"}
        made["trema"] = left + _TREMA.get(half[:1], half[:1]) + half[1:]
        others_made = tuple(made[other] for other in others)
        return Join(line, left, half, kind, made[kind], confidence, reason, others_made)

    joined, hyphenated = (left + half).lower(), f"{left}-{half}".lower()
    if hyphen != "-":
        return join("soft", 0.99, "a hyphen that only a typesetter sets")
    if not half:
        return join("suspended", 0.8, "the hyphen does not stand between two letters")
    if left[-1].isdigit() or half[0].isdigit():
        return join("hard", 0.95, "a digit beside the hyphen")
    suspending = locales.load(lang).say("import", "suspending").split()
    if half.lower() in suspending and not rest:
        if joined in words and left not in words:
            return join("soft", 0.7, "the joined word occurs elsewhere", "suspended")
        return join("suspended", 0.9, f"‘{half}’ after a hyphen joins two words that share a part", "soft")
    if len(left) == 1 or len(half) == 1:
        return join("hard", 0.9, "a single letter is never broken off", "soft")
    solid, split = words.count(joined), words.count(hyphenated)
    if split > solid:
        return join("hard", 0.95, "the manuscript writes it with a hyphen elsewhere", "soft")
    if solid:
        return join("soft", 0.99, "the manuscript writes it as one word elsewhere")
    if half[0].isupper() and not (left.isupper() and half.isupper()):
        return join("hard", 0.95, "a capital after the hyphen", "soft")
    if left.isupper() and len(left) > 1 and not half.isupper():
        return join("hard", 0.9, "capitals before the hyphen", "soft")
    if half.lower() in _CONNECTORS and rest.startswith("-"):
        return join("hard", 0.9, "a chain of words with hyphens", "soft")
    if left.lower() in locales.load(lang).say("import", "hyphenated_prefixes").split():
        return join("hard", 0.8, f"‘{left}-’ keeps its hyphen as a rule", "soft")
    if _TENS.fullmatch(left) and half.lower() in _UNITS:
        return join("hard", 0.95, "a number in words")
    if left.lower() in locales.load(lang).say("import", "doubtful_prefixes").split():
        return join("soft", 0.55, f"‘{left}’ may be a prefix that keeps its hyphen", "hard")
    if lang == "nl" and _clashes(left, half):
        if left.lower() in ("be", "ge"):
            return join("trema", 0.7, "the diaeresis that spelling asks for went at the break", "soft")
        return join("hard", 0.55, "two vowels would read as one", "soft")
    if lang == "en" and all(w in words and len(w) >= _UNSURE_LENGTH for w in (left, half)):
        return join("soft", 0.55, "both halves are words of the manuscript", "hard")
    return join("soft", 0.85, "an ordinary break; nothing speaks for a hyphen", "hard")


def _clashes(left: str, right: str) -> bool:
    """Tell whether two vowels that are apart in speech would meet as one sound in Dutch."""
    pair = (left[-1] + right[0]).lower()
    # Latin endings (museum) and the one sound ‘ui’ in geuit are no clash.
    return bool(_CLASH.fullmatch(pair)) and not right.lower().startswith(("um", "us", "ui", "ur", "ij"))
