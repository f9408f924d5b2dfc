"""What the importer has learnt from cases, learnt anew from some of them: how a story speaks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import corpus
from corpus import Case, Importer, Outcome

from leidraad.manuscript import stories
from leidraad.manuscript.stories import Features

# With few chapters to learn from, weights are held near to zero.
_RIDGE, _STEP, _STEPS = 3.0, 0.01, 500
_REFERENCE = re.compile(r"\[\^(\d+)\]")

Sample = tuple[Features, bool]


def fit(cases: Sequence[Case]) -> Importer:
    """Return the importer with the weights that the chapters of `cases` give."""
    chapters = {case.chapter: case for case in cases}
    weights = regress([sample for case in chapters.values() for sample in samples(case)])

    def run(case: Case) -> Outcome:
        kept = stories.WEIGHTS
        stories.WEIGHTS = weights
        try:
            return corpus.run(case)
        finally:
            stories.WEIGHTS = kept

    return run


def samples(case: Case) -> list[Sample]:
    """Return what each paragraph of a chapter tells, and whether it belongs to a case."""
    prose: list[tuple[str, bool]] = []
    texts: list[str] = []
    for block in case.truth["blocks"]:
        said = block.get("paras") or block.get("lines") or [block.get("text") or ""]
        said = [_REFERENCE.sub(r"\1", text) for text in said]
        texts += said
        if block["type"] in ("paragraph", "case"):
            prose += [(text, block["type"] == "case") for text in said]
    known = stories.names(texts)
    following = [text for text, _ in prose[1:]] + [""]
    return [
        (stories.features(text, after, known), is_case)
        for (text, is_case), after in zip(prose, following, strict=True)
    ]


def regress(data: Sequence[Sample]) -> Features:
    """Return the weights of a logistic regression with a ridge, by gradient ascent."""
    weights = [0.0] * len(Features._fields)
    for _ in range(_STEPS):
        slope = [-_RIDGE * weight for weight in weights]
        for values, is_case in data:
            odds = sum(weight * value for weight, value in zip(weights, values, strict=True))
            error = is_case - 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
            slope = [so_far + error * value for so_far, value in zip(slope, values, strict=True)]
        weights = [weight + _STEP * by for weight, by in zip(weights, slope, strict=True)]
    return Features(*weights)
