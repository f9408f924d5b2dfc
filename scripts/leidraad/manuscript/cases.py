"""Which paragraphs are cases: a hidden Markov chain over running text, layout and story as its evidence.

One paragraph alone seldom shows it. A case of several paragraphs does, because what they share is weighed together,
and so does the end of one, because what follows is set as the text before was.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# Log-odds of going into a case from the text, after a heading or an epigraph, and of staying in one.
_ENTER, _ENTER_FRESH, _STAY = -2.2, -1.0, 0.4


def posterior(evidence: Sequence[float], fresh: Sequence[bool]) -> list[float]:
    """Return for each paragraph how likely it is that it belongs to a case, by the forward-backward algorithm.

    Args:
        evidence: the log-odds of each paragraph by itself, in order.
        fresh: whether each comes after something else than running text, where no case can go on.
    """
    if not evidence:
        return []
    likelihood = [_sigmoid(odds) for odds in evidence]
    chances = [
        (_sigmoid(_ENTER_FRESH), _sigmoid(_ENTER_FRESH)) if new else (_sigmoid(_ENTER), _sigmoid(_STAY))
        for new in fresh
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


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
