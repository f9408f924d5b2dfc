"""Which paragraphs are cases: a hidden Markov chain over running text, layout and story as its evidence.

One paragraph alone seldom shows it. A case of several paragraphs does, because what they share is weighed
together, and so does the end of one, because what follows is set as the text before was.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# Log-odds of going into a case after a block of some kind, and of staying in one. Chapters like to open
# with one.
_ENTER = {"": 0.0, "title": 0.0, "epigraph": 0.0, "heading": -1.0, "paragraph": -2.2}
# A line or two seldom start one; a few words tell little, however many of them are he or she.
_ENTER_ELSE, _ENTER_SHORT, _STAY = -2.5, -4.0, 0.4
_SHORT, _FEW, _MOST_OF_FEW = 18, 6, 1.5


def posterior(evidence: Sequence[float], after: Sequence[str], words: Sequence[int]) -> list[float]:
    """Return how likely it is of each paragraph that it belongs to a case, by the forward-backward algorithm.

    Args:
        evidence: the log-odds of each paragraph by itself, in order.
        after: what kind of block each comes after; a case goes on only after a paragraph.
        words: how many words each has.
    """
    if not evidence:
        return []
    likelihood = [
        _sigmoid(min(odds, _MOST_OF_FEW) if count < _FEW else odds)
        for odds, count in zip(evidence, words, strict=True)
    ]
    chances = [
        (_sigmoid(_enter(kind, count)), _sigmoid(_STAY if kind == "paragraph" else _enter(kind, count)))
        for kind, count in zip(after, words, strict=True)
    ]
    forward: list[tuple[float, float]] = []
    text, case = 1.0, 0.0
    for one, (enter, stay) in zip(likelihood, chances, strict=True):
        case, text = one * (text * enter + case * stay), (1 - one) * (text * (1 - enter) + case * (1 - stay))
        text, case = text / (text + case), case / (text + case)
        forward.append((text, case))
    result = [0.0] * len(evidence)
    text = case = 1.0
    for index in range(len(evidence) - 1, -1, -1):
        before_text, before_case = forward[index]
        result[index] = before_case * case / (before_case * case + before_text * text)
        one, (enter, stay) = likelihood[index], chances[index]
        in_case, in_text = one * case, (1 - one) * text
        text, case = in_case * enter + in_text * (1 - enter), in_case * stay + in_text * (1 - stay)
        text, case = text / (text + case), case / (text + case)
    return result


def _enter(kind: str, words: int) -> float:
    return min(_ENTER.get(kind, _ENTER_ELSE), _ENTER_SHORT if words < _SHORT else 0.0)


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
