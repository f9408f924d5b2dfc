"""Measure how well differences between two languages are told: each found, and nothing told beside them.

python tests/bench/translations.py [FIRST [LAST]]     seeds; by default some that nothing was made by
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

HELD_OUT = range(9000, 9003)


def measure(seeds: range = HELD_OUT, *, is_verbose: bool = False) -> None:
    """Print the share of seeded differences that is found, and how many were told that are not there."""
    from scoring import score

    total = score(seeds)
    found = total.seeded - len(total.missed)
    print(
        f"differences between languages, {total.seeded} seeded: found {found / total.seeded:.1%} (goal 100%)"
    )
    print(f"  told though they are not there: {len(total.false)}, told twice: {len(total.twice)} (goal 0)")
    for what in (total.missed + total.false + total.twice) if is_verbose else ():
        print(f"    {what}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    measure(range(given[0], given[-1] + 1) if given else HELD_OUT, is_verbose=True)
