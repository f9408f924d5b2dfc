"""Whether an import is as sure of itself as it is right: each decision of its report against the truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus import Outcome, Truth, scorer
from figures import Figure

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
_SAME = 0.8
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"\[\^(?:[^\]\s]*-)?(\d+)\]")
_NUMBER = re.compile(r"note (\d+)")

Decision = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """A decision of a report, and whether it was right."""

    case: str
    decision: Decision
    is_right: bool
    is_doubted: bool

    @property
    def kind(self) -> str:
        """Return what the decision is about."""
        kind = str(self.decision["kind"])
        return f"{kind} {self.decision['chosen']}" if kind == "block" else kind


def judge(outcome: Outcome) -> Iterator[Verdict]:
    """Yield a verdict on each decision of an import that the truth has something to say about."""
    if len(outcome.reports) != 1:
        return
    report, truth = outcome.reports[0], outcome.case.truth
    text = outcome.case.path.read_text("utf-8", "replace") if outcome.case.form != "PDF" else ""
    judges: dict[str, Callable[[Decision], bool | None]] = {
        "block": _Blocks(outcome, report["decisions"]).judge,
        "join": _Joins(truth, outcome.case.form == "PDF").judge,
        "note": _Notes(truth, text).judge,
        "furniture": _Furniture(truth).judge,
        "break": lambda decision: bool(truth.get("truncated")),
    }
    for decision in report["decisions"]:
        judged = judges[decision["kind"]](decision) if decision["kind"] in judges else None
        if judged is not None:
            is_doubted = decision["confidence"] < report["flag_below"]
            yield Verdict(outcome.case.path.stem, decision, judged, is_doubted)


class _Blocks:
    """A block is right where a block of the truth has its type and at least 80 % of its words."""

    def __init__(self, outcome: Outcome, decisions: Sequence[Decision]) -> None:
        score = scorer()
        self.lines = outcome.markdown.split("\n")
        starts = (d["chapter_line"] for d in decisions if d["kind"] == "block")
        self.starts = sorted({line for line in starts if line})
        blocks, notes = score.truth_blocks(outcome.case.truth)
        self.blocks = [(block.type, _words(block.text)) for block in blocks]
        self.notes = [(number, _words(text)) for number, text in notes]

    def judge(self, decision: Decision) -> bool | None:
        """Tell whether a block is what the import took it for."""
        if decision["chosen"] == "no title":
            return not any(kind == "title" for kind, _ in self.blocks)
        if not decision["chapter_line"]:
            return None
        produced, notes = scorer().read_md(self._source(decision["chapter_line"]))
        if decision["chosen"] == "note":
            identifier, text = notes[0] if notes else ("", "")
            number = scorer().numid(identifier)
            return any(_alike(_words(text), true) for other, true in self.notes if other == number)
        if not produced:
            return None
        text = f"{produced[0].text} {produced[0].title or ''}"
        return any(kind == decision["chosen"] and _alike(_words(text), true) for kind, true in self.blocks)

    def _source(self, start: int) -> str:
        """Return the Markdown of the block that starts on a line."""
        end = next((line for line in self.starts if line > start), len(self.lines) + 1)
        return _COMMENT.sub("", "\n".join(self.lines[start - 1 : end - 1]))


class _Joins:
    """A join is right where the truth has the same word broken: on that line, or anywhere in a PDF.

    The lines of a PDF are counted as its pages are read, and those of the truth as its text is.
    """

    def __init__(self, truth: Truth, is_pdf: bool) -> None:
        self.lines: dict[int, str] = {join["line"] + 1: join["truth"] for join in truth["joins"]}
        self.halves = {(_bare(join["left"]), _bare(join["right"])): join["truth"] for join in truth["joins"]}
        self.is_pdf = is_pdf

    def judge(self, decision: Decision) -> bool | None:
        """Tell whether a broken word became what it was."""
        truth = self.lines.get(decision["lines"][0])
        if self.is_pdf:
            words = decision.get("words") or ["", ""]
            truth = self.halves.get((_bare(words[0]), _bare(words[-1])))
        if truth is None:
            return None
        made = " ".join(decision.get("became") or [decision["chosen"]])
        return _bare(truth) in _bare(made) or _bare(made) in _bare(truth)


class _Notes:
    """A note is right where the truth has a reference of its number after its word."""

    def __init__(self, truth: Truth, text: str) -> None:
        score = scorer()
        blocks, notes = score.truth_blocks(truth)
        pairs = [pair for block in blocks for pair in score.toks(block.text)]
        self.places = {(_bare(word), number) for word, numbers in pairs for number in numbers}
        self.cited = {number for _, number in self.places}
        self.defined = {number for number, _ in notes}
        self.lines = text.split("\n")

    def judge(self, decision: Decision) -> bool | None:
        """Tell whether what was said of a note is true."""
        chosen, words = decision["chosen"], decision.get("became", [])
        numbers = _NUMBER.findall(chosen)
        if chosen == "a placeholder":
            return not set(_REFERENCE.findall(" ".join(words))) & self.defined
        if chosen == "no note":
            line = self.lines[decision["lines"][0] - 1] if decision["lines"][0] <= len(self.lines) else ""
            printed = [_bare(word) for word in line.split()]
            offered = {number for other in decision["alternatives"] for number in _NUMBER.findall(other)}
            return not any(f"{word}{number}" in printed for word, number in self.places if number in offered)
        if not numbers:
            return None
        if chosen.startswith("no note") or not words:
            # It was looked for in vain: a hole in the run of numbers, or a text that nothing refers to.
            return not set(numbers) & self.cited
        return all((_bare(words[0]), number) in self.places for number in numbers)


class _Furniture:
    """A line that was left out is right where the truth has it among what is no text."""

    def __init__(self, truth: Truth) -> None:
        score = scorer()
        heads = [block.get("heading") or "" for block in truth["blocks"] if block["type"] == "notes"]
        self.known = {score.plainatt(line) for line in [*truth["furniture"], *heads]}

    def judge(self, decision: Decision) -> bool | None:
        """Tell whether a line belongs to the page and not to the text."""
        plain = re.sub(r"^\d+\s+|\s+\d+$", "", scorer().plainatt(decision["chosen"]))
        return plain.isdigit() or plain in self.known


def _words(text: str) -> Counter[str]:
    return Counter(word for word, _ in scorer().toks(text))


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return 2 * (one & other).total() >= _SAME * (one.total() + other.total()) > 0


def _bare(text: str) -> str:
    """Return a word as it is compared: without note numbers, quotes and full stops around it."""
    score = scorer()
    return re.sub(r"^[^\w-]+|[^\w-]+$", "", score.norm(_REFERENCE.sub("", text))).lower()


def rates(name: str, verdicts: Sequence[Verdict]) -> Iterator[Figure]:
    """Yield how often the import was wrong where it was sure, and where it was not."""
    for is_doubted, goal in ((False, 1 / 200), (True, 1 / 4)):
        some = [verdict for verdict in verdicts if verdict.is_doubted == is_doubted]
        if some:
            wrong = sum(not verdict.is_right for verdict in some)
            what = f"{name}, wrong {'below' if is_doubted else 'above'} the threshold"
            said = f"{wrong} of {len(some)}"
            yield Figure("import", what, (wrong / len(some),), goal=goal, is_least=is_doubted, beside=said)


def show(verdicts: Sequence[Verdict], worst: int) -> None:
    """Print where the import was wrong, and how well its confidence tells that."""
    print("  by kind, wrong of all, sure | doubted:")
    for kind in sorted({verdict.kind for verdict in verdicts}):
        of_kind = [verdict for verdict in verdicts if verdict.kind == kind]
        cells = [
            f"{sum(not v.is_right for v in some):4} of {len(some):5}"
            for some in ([v for v in of_kind if v.is_doubted == doubted] for doubted in (False, True))
        ]
        print(f"    {kind:18} {' | '.join(cells)}")
    print("  confidence   decisions   said    true")
    for low, high in pairwise(BINS):
        some = [v for v in verdicts if low <= v.decision["confidence"] < high]
        if some:
            said = sum(v.decision["confidence"] for v in some) / len(some)
            true = sum(v.is_right for v in some) / len(some)
            print(f"    {low:.2f}–{min(high, 1):.2f} {len(some):9}   {said:.3f}   {true:.3f}")
    wrong_ones = sorted((v for v in verdicts if not v.is_right), key=lambda v: -v.decision["confidence"])
    for verdict in wrong_ones[:worst]:
        decision = verdict.decision
        place, what = f"{verdict.case}:{decision['lines'][0]}", decision["chosen"]
        print(f"    {decision['confidence']:.2f} {place:14} {verdict.kind}: {what} ({decision['reason']})")


def of(outcomes: Iterable[Outcome]) -> list[Verdict]:
    """Return the verdicts on all decisions of some imports."""
    return [verdict for outcome in outcomes for verdict in judge(outcome)]
