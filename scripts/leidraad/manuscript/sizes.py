"""Type size as plain text shows it: what is set smaller has more characters on a full line.

What is set narrower, with a margin of its own, has fewer. Which of the two widths is the text's own is told
by blocks that are set off for another reason or, failing those, by their number of lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_LEAST_RATIO = 1.045
# Of many ways to part blocks in two, one looks good by chance: t must be the greater the more there are.
_LEAST_T, _MORE_T = 2.2, 1.3
_DEPENDENCE = 2.0
_LEAST_SPREAD = 0.03
_MOST = 0.98


@dataclass(frozen=True, slots=True)
class Block:
    """The widths of the full lines of a block, and whether something else shows that it is set off."""

    widths: Sequence[float]
    is_apart: bool

    @property
    def mean(self) -> float:
        """Return the mean width."""
        return sum(self.widths) / len(self.widths)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The mean width of a full line, in the text and in what is set off from it, and a line's spread."""

    text: float
    apart: float
    variance: float

    def apartness(self, widths: Sequence[float]) -> float | None:
        """Return how likely it is that lines of these widths are set off from the text."""
        if not widths:
            return None
        distance = sum(widths) / len(widths) - (self.text + self.apart) / 2
        evidence = len(widths) * distance * (self.apart - self.text) / (self.variance * _DEPENDENCE)
        chance = 1 / (1 + math.exp(-max(min(evidence, 50), -50)))
        return min(max(chance, 1 - _MOST), _MOST)


def sizes(blocks: Sequence[Block]) -> Sizes | None:
    """Return the two sizes of type of running text, or None where it seems to be in one.

    The means of blocks are compared, not single lines: justified lines vary as much as the sizes differ.
    """
    ordered = sorted((block for block in blocks if block.widths), key=lambda block: block.mean)
    whole = _Sum()
    for block in ordered:
        whole = whole.plus(block)
    narrow, best = _Sum(), None
    least_t = _LEAST_T + _MORE_T * math.log(max(len(ordered), 1))
    # Full lines of one size never come nearer to one another, few as there may be.
    least = (_LEAST_SPREAD * whole.mean) ** 2 if whole.count else 0.0
    for block in ordered[:-1]:
        narrow = narrow.plus(block)
        wide = whole.minus(narrow)
        variance = max((narrow.spread + wide.spread) / max(whole.count - 2, 1), least)
        error = math.sqrt(variance * (1 / narrow.count + 1 / wide.count))
        if wide.mean < _LEAST_RATIO * narrow.mean or wide.mean - narrow.mean < least_t * error:
            continue
        if best is None or variance < best.variance:
            means = (narrow.mean, wide.mean) if wide.shown > narrow.shown else (wide.mean, narrow.mean)
            best = Sizes(*means, variance)
    return best


@dataclass(frozen=True, slots=True)
class _Sum:
    """Lines taken together; `shown` counts those that are set off against those that are not."""

    count: int = 0
    total: float = 0
    squares: float = 0
    shown: int = 0

    @property
    def mean(self) -> float:
        return self.total / self.count

    @property
    def spread(self) -> float:
        return self.squares - self.total**2 / self.count

    def plus(self, block: Block) -> _Sum:
        count = len(block.widths)
        return _Sum(
            self.count + count,
            self.total + sum(block.widths),
            self.squares + sum(width**2 for width in block.widths),
            self.shown + (count if block.is_apart else -count),
        )

    def minus(self, other: _Sum) -> _Sum:
        return _Sum(
            self.count - other.count,
            self.total - other.total,
            self.squares - other.squares,
            self.shown - other.shown,
        )
