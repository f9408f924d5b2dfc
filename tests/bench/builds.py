"""Builds of the synthetic handbook, ours and those of the plain stack in alternation."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import handbooks
import saving
from figures import Figure, ratio
from measuring import Cost, FailedError, megabytes, run, tell

SUBJECT = "build"
KINDS = ("plain", "ours")
COMMANDS = {"plain": ("mkdocs", "build", "--strict", "--quiet"), "ours": ("leidraad", "build")}
SERVERS = {"plain": "mkdocs", "ours": "leidraad"}
WRITTEN = ("docs", "mkdocs.yml", "references.bib", "translations")
SERVED = 500
"""From more chapters than this on, saves have no goal and are not measured."""
LINEAR, LINEAR_FROM = 1.15, 500
"""What a page may cost at one size over what it costs at the size before, from so many chapters on."""
Goals = dict[int, float]
COLD_CPU: Goals = {100: 0.9, 500: 0.4, 2000: 0.2}
COLD_WALL: Goals = {100: 0.6, 500: 0.25, 2000: 0.12}
AGAIN: Goals = {100: 0.18, 500: 0.05, 2000: 0.03}
SAVE: Goals = {100: 0.15, 500: 0.04}
SAVE_SECONDS: Goals = {100: 0.4, 500: 0.8}
PEAK: Goals = {100: 150, 500: 250, 2000: 600}
SIZE: Goals = {100: 0.7, 500: 0.25, 2000: 0.1}


class Round(NamedTuple):
    """What one stack took: a build from nothing, its size, one more after an edit, and a save."""

    cold: Cost
    size: float
    again: Cost
    save: float | None


def prepare(folder: Path, count: int, kind: str) -> None:
    """Write a handbook; the translations of ours are accepted, as those of one that is kept up are."""
    tell(f"writing a handbook of {count} chapters, {kind}")
    handbooks.write(folder, count, is_plain=kind == "plain")
    if kind == "ours":
        run(folder, "leidraad", "accept", *(f"docs/en/{name}" for name in handbooks.names(count)))


def clear(folder: Path, written: Collection[str] = WRITTEN) -> None:
    """Remove all but what authors write, so that a build begins with nothing."""
    for path in folder.iterdir():
        if path.name not in written:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _round(folder: Path, count: int, kind: str, number: int) -> Round:
    clear(folder)
    tell(f"{kind}, N = {count}, round {number + 1}: build from nothing")
    cold = run(folder, *COMMANDS[kind])
    size = megabytes(folder / "site")
    name = handbooks.names(count)[count // 3]
    handbooks.edit(folder / "docs" / "nl" / name, f"Gewijzigd{chr(97 + number % 26)}")
    tell(f"{kind}, N = {count}, round {number + 1}: build again")
    return Round(cold, size, run(folder, *COMMANDS[kind]), None)


def _save(folder: Path, count: int, kind: str, number: int) -> float | None:
    """Return the seconds from a save to its page; None, with a word why, where that cannot be measured."""
    if count > SERVED:
        tell(f"{kind}, N = {count}: saves are measured up to {SERVED} chapters only")
        return None
    tell(f"{kind}, N = {count}, round {number + 1}: save while serving")
    try:
        return saving.seconds(folder, SERVERS[kind], count)
    except (FailedError, OSError) as error:
        tell(f"{kind}, N = {count}: left out, since it cannot be served here: {error}")
        return None


def measure(sizes: Sequence[int], rounds: int) -> Iterator[Figure]:
    """Yield the figures of builds, saves, memory and sites, at each number of chapters."""
    pages: dict[int, tuple[float, ...]] = {}
    for count in sorted(sizes):
        taken: dict[str, list[Round]] = {kind: [] for kind in KINDS}
        with tempfile.TemporaryDirectory() as name:
            for kind in KINDS:
                prepare(Path(name) / kind, count, kind)
            for number in range(rounds):
                for kind in KINDS:
                    taken[kind].append(_round(Path(name) / kind, count, kind, number))
                for kind in KINDS:
                    save = _save(Path(name) / kind, count, kind, number)
                    taken[kind][-1] = taken[kind][-1]._replace(save=save)
        yield from compared(count, taken["ours"], taken["plain"])
        pages[count] = tuple(each.cold.cpu / count for each in taken["ours"])
    yield from linearity(pages)


def linearity(pages: Mapping[int, Sequence[float]]) -> Iterator[Figure]:
    """Yield what a page costs at each number of chapters over what it costs at the number before."""
    for small, large in pairwise(pages):
        goal = LINEAR if small >= LINEAR_FROM else None
        what = f"cost of a page over that at N = {small}, CPU"
        values = tuple(cost / statistics.median(pages[small]) for cost in pages[large])
        yield Figure(SUBJECT, what, values, goal=goal, chapters=large)


def compared(count: int, ours: Sequence[Round], plain: Sequence[Round]) -> Iterator[Figure]:
    """Yield the figures of the rounds at one number of chapters."""

    def over(what: str, part: str, goals: Goals, unit: str = "s") -> Figure:
        taken = ([_value(each, part) for each in rounds] for rounds in (ours, plain))
        return ratio(SUBJECT, what, *taken, goals.get(count), count, unit)

    yield over("cold build, CPU", "cold.cpu", COLD_CPU)
    yield over("cold build, wall", "cold.wall", COLD_WALL)
    yield over("build again, one chapter changed, CPU", "again.cpu", AGAIN)
    if all(each.save is not None for each in (*ours, *plain)):
        yield over("save to new page", "save", SAVE)
        saves = tuple(_value(each, "save") for each in ours)
        yield Figure(SUBJECT, "save to new page, time", saves, "s", SAVE_SECONDS.get(count), chapters=count)
    yield _memory(count, ours, plain)
    yield over("size of the site", "size", SIZE, "MB")


def _memory(count: int, ours: Sequence[Round], plain: Sequence[Round]) -> Figure:
    """Return what the largest process of a build takes; beside it, what each does."""
    most = {name: max(each.cold.peaks.get(name, 0.0) for each in ours) for name in ours[0].cold.peaks}
    named = ", ".join(f"{name} {most[name]:.0f}" for name in sorted(most, key=lambda name: -most[name]))
    said = f"{named}; plain stack {max(each.cold.peak for each in plain):.0f}"
    peaks = tuple(each.cold.peak for each in ours)
    goal = PEAK.get(count)
    return Figure(SUBJECT, "peak memory of a process", peaks, "MB", goal, chapters=count, beside=said)


def _value(one: Round, part: str) -> float:
    found: object = one
    for name in part.split("."):
        found = getattr(found, name)
    assert isinstance(found, float)
    return found
