"""The levels of headings: the larger their type, the higher they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from leidraad.manuscript.labels import Label
from leidraad.manuscript.pdf.measures import SAME_SIZE

Kind = tuple[float, tuple[bool, bool]]
"""The type of a heading: its size as a share of the text's, whether it is bold and whether italic."""

_HIGHEST, _DEEPEST = 2, 4


@dataclass(slots=True)
class Levels:
    """The kinds of type that headings were met in, in order."""

    kinds: list[Kind] = field(default_factory=list)

    def provisional(self, kind: Kind) -> int:
        """Return the place of a kind among those met so far, which `settle` makes a level of."""
        at = next((i for i, known in enumerate(self.kinds) if _same(kind, known)), None)
        if at is None:
            self.kinds.append(kind)
            at = len(self.kinds) - 1
        return at

    def settle(self, labels: Sequence[Label]) -> list[Label]:
        """Return labels in which every heading has its level; of one size, what came first is higher."""
        order = sorted(range(len(self.kinds)), key=lambda at: -round(self.kinds[at][0] / SAME_SIZE))
        levels = [min(_HIGHEST + order.index(at), _DEEPEST) for at in range(len(order))]
        return [
            replace(label, level=levels[label.level]) if label.kind == "heading" else label
            for label in labels
        ]


def _same(one: Kind, other: Kind) -> bool:
    return abs(one[0] - other[0]) <= SAME_SIZE * other[0] and one[1] == other[1]
