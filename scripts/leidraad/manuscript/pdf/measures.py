"""What is usual in a PDF: the size of its running text, and the distance between two lines of one size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from leidraad.manuscript.pdf.rows import Row

SAME_SIZE = 0.035
_STEP = 0.25
_USUAL = 1.25
_LEAST, _MOST = 0.9, 2.3
_WIDER = 1.15
_SEARCHED = 4


class Measures:
    """Sizes and distances, each the one that most lines have."""

    def __init__(self, pages: Sequence[Sequence[Row]]) -> None:
        """Measure the lines of each page, from head to foot."""
        sizes: Counter[float] = Counter()
        families: Counter[str] = Counter()
        for row in (row for page in pages for row in page):
            sizes[round(row.size, 1)] += row.letters
            families[row.family] += row.letters
        self.size = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
        self.family = max(families, key=lambda name: (families[name], name), default="")
        self.steps: dict[float, Counter[float]] = {}
        for page in pages:
            for above, below in _pairs(page):
                step = above.y - below.y
                if same_size(above, below) and _LEAST * above.size <= step <= _MOST * above.size:
                    counts = self.steps.setdefault(round(above.size, 1), Counter())
                    counts[round(step / _STEP) * _STEP] += 1

    def leading(self, size: float) -> float:
        """Return the usual distance between two lines of a size of type."""
        body = self.steps.get(self.size)
        share = max(body, key=lambda s: (body[s], -s)) / self.size if body else _USUAL
        near = [key for key in self.steps if abs(key - size) <= SAME_SIZE * size]
        # Notes may be nearly as large as what is set off, and closer.
        same = [key for key in near if key == round(size, 1)]
        counts = sum((self.steps[key] for key in same or near), Counter[float]())
        # Where most paragraphs have one line, the space between them is the commonest.
        inside = {step: count for step, count in counts.items() if step <= _WIDER * share * size}
        if not inside:
            return share * size
        most = max(inside.values())
        return min(step for step, count in inside.items() if count == most)

    def ratio(self, row: Row) -> float:
        """Return the size of a line as a share of the running text's."""
        return row.size / self.size


def _pairs(page: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each line with the one under it, in the same column."""
    for at, above in enumerate(page):
        for below in page[at + 1 : at + 1 + _SEARCHED]:
            if below.x0 < above.x1 and above.x0 < below.x1:
                yield above, below
                break


def same_size(one: Row, other: Row) -> bool:
    """Tell whether two lines are set in one size of type."""
    return abs(one.size - other.size) <= SAME_SIZE * max(one.size, other.size)


def usual(values: Iterable[float], step: float = 0.5) -> tuple[float, int] | None:
    """Return the value around which most lie, and how many do; None where there is none."""
    counts: Counter[int] = Counter()
    held: dict[int, list[float]] = {}
    for value in values:
        counts[round(value / step)] += 1
        held.setdefault(round(value / step), []).append(value)
    if not counts:
        return None
    best = max(counts, key=lambda key: (counts[key] + counts[key - 1] / 2 + counts[key + 1] / 2, -key))
    found = [*held[best], *held.get(best - 1, []), *held.get(best + 1, [])]
    return sum(held[best]) / len(held[best]), len(found)
