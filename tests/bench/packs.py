"""What packages cost: all forms of a handbook in both languages, beside the building of its site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import builds
from figures import Figure, ratio
from measuring import Cost, run, tell

SUBJECT = "packages"
COUNT = 50
CPU, MEGABYTES = 3.0, 1000.0


def measure(rounds: int) -> Iterator[Figure]:
    """Yield the CPU time of packages as a ratio to that of the site, and the memory of the largest one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ours"
        builds.prepare(folder, COUNT, "ours")
        packs: list[Cost] = []
        sites: list[Cost] = []
        for number in range(rounds):
            tell(f"packing {COUNT} chapters, round {number + 1} of {rounds}")
            sites.append(_cost(folder, "build"))
            packs.append(_cost(folder, "pack", "all", "--force"))
        ours, theirs = [cost.cpu for cost in packs], [cost.cpu for cost in sites]
        yield ratio(SUBJECT, "CPU, all forms to the site", ours, theirs, CPU, chapters=COUNT)
        peaks = tuple(cost.peak for cost in packs)
        yield Figure(SUBJECT, "memory of the largest process", peaks, "MB", MEGABYTES, chapters=COUNT)


def _cost(folder: Path, *arguments: str) -> Cost:
    """Return what a command costs that knows nothing from before."""
    rmtree(folder / ".leidraad", ignore_errors=True)
    return run(folder, "leidraad", *arguments)
