"""What a measurement found: figures with their spread and goal, and the file that keeps the last of each."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results.json"
_PROCESSOR = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Figure:
    """What was measured, once a round.

    Args:
        subject: what it belongs to, as `run.py` calls it.
        what: what was measured.
        values: what was found in each round.
        unit: of the values; none for a ratio.
        goal: what the median should reach, if anything.
        is_least: the goal is the least that will do, and not the most.
        chapters: in how many chapters in each language, where that matters.
        beside: the values that a ratio is of, in words.
    """

    subject: str
    what: str
    values: tuple[float, ...]
    unit: str = ""
    goal: float | None = None
    is_least: bool = False
    chapters: int | None = None
    beside: str = ""

    @property
    def name(self) -> str:
        """Return what no other figure is called."""
        size = f", N = {self.chapters}" if self.chapters else ""
        return f"{self.subject}: {self.what}{size}"

    @property
    def median(self) -> float:
        """Return the value in the middle."""
        return statistics.median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """Return the least and the greatest value."""
        return min(self.values), max(self.values)

    @property
    def is_reached(self) -> bool | None:
        """Tell whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        return self.median >= self.goal if self.is_least else self.median <= self.goal


def ratio(
    subject: str,
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    goal: float | None = None,
    chapters: int | None = None,
    unit: str = "s",
) -> Figure:
    """Return how much of what others take we take, from values that were measured in alternation."""
    values = tuple(one / other for one, other in zip(ours, theirs, strict=True))
    said = f"{statistics.median(ours):.3g} of {statistics.median(theirs):.3g} {unit}"
    return Figure(subject, what, values, goal=goal, chapters=chapters, beside=said)


def machine() -> str:
    """Return what the figures were measured on: processor, cores, and Python."""
    lines = _PROCESSOR.read_text("utf-8").splitlines() if _PROCESSOR.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    name = models[0] if models else platform.machine()
    return f"{name}, {cores} cores, Python {platform.python_version()}"


def keep(figures: Iterable[Figure], path: Path) -> None:
    """Put figures into the file of results, each in the place of the last one of its name, as a whole."""
    new = {figure.name: _record(figure, date.today(), machine()) for figure in figures}
    merged = {**load(path), **new}
    text = json.dumps({"date": str(date.today()), "machine": machine(), "figures": merged}, indent=1)
    path.parent.mkdir(exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(f"{text}\n", "utf-8")
    aside.replace(path)


def load(path: Path = RESULTS) -> dict[str, Any]:
    """Return what is kept of each figure, by its name; nothing where nothing was measured yet."""
    return dict(json.loads(path.read_text("utf-8"))["figures"]) if path.exists() else {}


def kept(records: Mapping[str, Any]) -> list[tuple[Figure, Mapping[str, Any]]]:
    """Return figures as they were measured, each with its record."""
    names = Figure.__dataclass_fields__
    return [
        (replace(Figure(**{key: record[key] for key in names}), values=tuple(record["values"])), record)
        for record in records.values()
    ]


def _record(figure: Figure, day: date, where: str) -> dict[str, Any]:
    """Return all that is known of a figure; one may be older than another, or from another machine."""
    values = [round(value, 6) for value in figure.values]
    low, high = figure.spread
    return {
        **asdict(figure),
        "values": values,
        "median": round(figure.median, 6),
        "spread": [round(low, 6), round(high, 6)],
        "reached": figure.is_reached,
        "date": str(day),
        "machine": where,
    }
