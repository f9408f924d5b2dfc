"""What `leidraad check` takes beside a build by the plain stack: the first time, and when nothing changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import builds
from figures import Figure, ratio
from measuring import run, tell

SUBJECT = "check"
GOALS = {"cold": {2000: 1 / 3}, "warm": {2000: 1 / 50}}


def measure(sizes: Sequence[int], rounds: int) -> Iterator[Figure]:
    """Yield the figures of checks, at each number of chapters."""
    for count in sizes:
        taken: dict[str, list[float]] = {"plain": [], "cold": [], "warm": []}
        with tempfile.TemporaryDirectory() as name:
            folders = {kind: Path(name) / kind for kind in builds.KINDS}
            for kind, folder in folders.items():
                builds.prepare(folder, count, kind)
            for number in range(rounds):
                for folder in folders.values():
                    builds.clear(folder)
                tell(f"N = {count}, round {number + 1}: plain build, then checks")
                taken["plain"].append(run(folders["plain"], *builds.COMMANDS["plain"]).cpu)
                for what in GOALS:
                    taken[what].append(run(folders["ours"], "leidraad", "check").cpu)
        for what, goals in GOALS.items():
            goal = goals.get(count)
            yield ratio(SUBJECT, f"{what}, CPU / plain build", taken[what], taken["plain"], goal, count)
