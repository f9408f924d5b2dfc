"""What parts of our work take in a build, over the whole build of the plain stack.

Each part is timed inside the process that builds, by share.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import builds
import share
from figures import Figure, ratio
from measuring import environment, run, tell

SUBJECTS = PREFLIGHT, LANGUAGES = "pre-flight", "between languages"
GOALS = {PREFLIGHT: 0.05, LANGUAGES: 0.15}
CHAPTERS = 200

Shares = dict[str, float]


def measure(rounds: int) -> Iterator[Figure]:
    """Yield what is spent on each part, and on all that a subject adds."""
    ours: list[Shares] = []
    plain: list[Shares] = []
    whole: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folders = {kind: Path(name) / kind for kind in builds.KINDS}
        for kind, folder in folders.items():
            builds.prepare(folder, CHAPTERS, kind)
        for number in range(rounds):
            tell(f"plain, N = {CHAPTERS}, round {number + 1}: build")
            builds.clear(folders["plain"])
            whole.append(run(folders["plain"], *builds.COMMANDS["plain"]).cpu)
            for kind, taken in (("plain", plain), ("ours", ours)):
                tell(f"{kind}, N = {CHAPTERS}, round {number + 1}: build by parts")
                taken.append(_shares(folders[kind]))
    yield from compared(ours, plain, whole)


def compared(ours: list[Shares], plain: list[Shares], whole: list[float]) -> Iterator[Figure]:
    """Yield the figures of builds that were timed by parts.

    Args:
        ours: seconds by part.
        plain: those of the plain stack.
        whole: what all of the latter took, from the start of the program to its end.
    """
    replaced = [one[share.THEIRS] for one in plain]
    others = [name for name in ours[0] if name not in share.GUARDING]
    for subject, names in ((PREFLIGHT, share.GUARDING), (LANGUAGES, others)):
        for name in names:
            spent = [one.get(name, 0.0) for one in ours]
            yield ratio(subject, f"{name}, CPU / plain build", spent, whole, None, CHAPTERS)
        added = [sum(one.get(name, 0.0) for name in names) for one in ours]
        what = "all, CPU / plain build"
        if subject == LANGUAGES:
            what = f"all, less the {share.THEIRS}, CPU / plain build"
            added = [spent - less for spent, less in zip(added, replaced, strict=True)]
        yield ratio(subject, what, added, whole, GOALS[subject], CHAPTERS)


def _shares(folder: Path) -> Shares:
    """Return the CPU seconds of a build from nothing by what was done."""
    builds.clear(folder)
    done = subprocess.run(
        [sys.executable, str(Path(share.__file__))],
        cwd=folder, check=True, capture_output=True, env=environment(),
    )  # fmt: skip
    return dict(json.loads(done.stdout))
