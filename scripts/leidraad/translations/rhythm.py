"""How long the sentences of a text are: what stays of it in a translation, whatever the languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from leidraad import patterns

Rhythm = tuple[int, ...]
"""The length of each stretch of a text; a question's is negative."""

_STRETCH = patterns.lazy(r"(?:[^.?!…‘“„«]+|[.?!…]+(?=\w))+[.?!…]*")
# The variance of a translation's length for each character, as Gale and Church (1993) found it.
_VARIANCE, _LEAST_VARIANCE = 6.8, 10.0
_ANOTHER_SENTENCE, _OTHER_SIGN = 1.5, 2.0
_MOST = 7.0
LIKELY = 2.0
"""A text that is no farther from another may well be its translation."""

# No language needs so many words for what another one says in few.
_MANY_WORDS, _TIMES = 30, 2.5


def rhythm(text: str) -> Rhythm:
    """Return the rhythm of a text without markup: it is parted where sentences and quotations begin."""
    return tuple(-len(part) if part[-1] == "?" else len(part) for part in _STRETCH.findall(text))


def length(of: Rhythm) -> int:
    """Return how long a text of this rhythm is."""
    return sum(map(abs, of))


def ratio_of(source: Iterable[Rhythm], target: Iterable[Rhythm]) -> float:
    """Return how much longer a text got when it was translated; where much is missing, that tells nothing."""
    there, here = sum(map(length, source)), sum(map(length, target))
    return min(max(here / there, 0.85), 1.2) if here and there else 1.0


def are_in_step(source: Sequence[Rhythm], target: Sequence[Rhythm]) -> bool:
    """Tell whether each of some texts is likely to be the translation of its counterpart."""
    ratio = ratio_of(source, target)
    return all(distance(*pair, ratio) <= LIKELY for pair in zip(source, target, strict=True))


def is_cut(here: int, there: int) -> bool:
    """Tell whether a text has so few words beside those of another language that some of it is missing."""
    few, many = sorted((here, there))
    return many >= _MANY_WORDS and _TIMES * few <= many


def distance(one: Rhythm, other: Rhythm, ratio: float) -> float:
    """Return how unlikely it is that a text is the translation of another, from 0 up to 7.

    Args:
        one: the rhythm of the source.
        other: that of what may be its translation.
        ratio: how much longer a text gets when it is translated.
    """
    if bool(one) != bool(other):
        return _MOST
    far = _far(length(one) * ratio, length(other))
    # A sentence may be two in the other language, and is no reason to look where the whole differs.
    while len(one) != len(other) and far < _MOST:
        far += _ANOTHER_SENTENCE
        if len(one) > len(other):
            one = _joined(one, other, ratio)
        else:
            other = _joined(other, one, 1 / ratio)
    return min(far + _running(one, other, ratio)[-1], _MOST) if far < _MOST else _MOST


def _joined(longer: Rhythm, shorter: Rhythm, ratio: float) -> Rhythm:
    """Return a rhythm with two stretches made one: those with which it is nearest to the other."""
    before = _running(longer, shorter, ratio)
    after = _running(longer[::-1], shorter[::-1], ratio)

    def far(at: int) -> float:
        rest = min(len(longer) - at - 2, len(shorter))
        return before[at] + _between(_one(longer[at : at + 2]), shorter[at], ratio) + after[rest]

    at = min(range(min(len(longer) - 1, len(shorter))), key=far)
    return (*longer[:at], _one(longer[at : at + 2]), *longer[at + 2 :])


def _one(two: Rhythm) -> int:
    """Return the length of two stretches that are one; what the second one is, both are."""
    return length(two) if two[1] > 0 else -length(two)


def _running(one: Rhythm, other: Rhythm, ratio: float) -> list[float]:
    """Return how far the first stretches of two texts are from each other, for each number of them."""
    pairs = zip(one, other, strict=False)
    return [0.0, *accumulate(_between(mine, theirs, ratio) for mine, theirs in pairs)]


def _between(mine: int, theirs: int, ratio: float) -> float:
    return _far(abs(mine) * ratio, abs(theirs)) / 2 + _OTHER_SIGN * ((mine < 0) != (theirs < 0))


def _far(one: float, other: float) -> float:
    return (one - other) ** 2 / (_VARIANCE * (one + other) / 2 + _LEAST_VARIANCE)
