"""Figures as tables: on a terminal a line each, in README.md a column for each number of chapters.

python tests/bench/table.py    prints what is kept in bench/results.json, and writes it into README.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import figures
from figures import Figure

README = figures.ROOT / "README.md"
BEGIN, END = "<!-- bench: written by `make bench-readme` -->", "<!-- /bench -->"
SUBJECTS = ("build", "peers")
"""What README.md shows; bench/results.json has the rest as well."""


def number(value: float, unit: str = "") -> str:
    """Return a value as it is read: with the three digits that count, or as whole as it is large."""
    if abs(value) >= 1:
        text = f"{value:.{0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2}f}"
    else:
        # What misses 1 by little is not 1.
        text = f"{value:.{3 if abs(value) < 0.9995 else 6}g}"
    return f"{text} {unit}".strip()


def wanted(figure: Figure) -> str:
    """Return the goal of a figure in words; empty where there is none."""
    if figure.goal is None:
        return ""
    return f"{'≥' if figure.is_least else '≤'} {number(figure.goal, figure.unit)}"


def spread(figure: Figure) -> str:
    """Return the least and the greatest value of a figure; empty where it was measured once."""
    return "–".join(number(value) for value in figure.spread) if len(figure.values) > 1 else ""


def text(found: Sequence[Figure]) -> str:
    """Return figures as aligned lines: name, median, spread, goal, whether that is reached, of what."""
    said = {None: "", True: "reached", False: "MISSED"}
    rows = [("", "median", "spread", "goal", "", "")]
    rows += [
        (
            figure.name,
            number(figure.median, figure.unit),
            spread(figure),
            wanted(figure),
            said[figure.is_reached],
            figure.beside,
        )
        for figure in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    aligned = [
        [cell.rjust(width) if 0 < at < 3 else cell.ljust(width) for at, (cell, width) in enumerate(cells)]
        for cells in (zip(row, widths, strict=True) for row in rows)
    ]
    return "\n".join("  ".join(cells).rstrip() for cells in aligned)


def markdown(found: Sequence[Figure]) -> str:
    """Return figures as a table of Markdown, with a column for each number of chapters."""
    sizes = sorted({figure.chapters for figure in found if figure.chapters})
    rows: dict[str, dict[int | None, Figure]] = {}
    for figure in found:
        rows.setdefault(figure.what, {})[figure.chapters] = figure
    lines = [f"| | {' | '.join(f'N = {size}' for size in sizes)} |", f"|---|{'---|' * len(sizes)}"]
    for what, by_size in rows.items():
        cells = [_cell(by_size[size]) if size in by_size else "" for size in sizes]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figure: Figure) -> str:
    middle = number(figure.median, figure.unit)
    value = middle if figure.is_reached is None else f"**{middle}**" if figure.is_reached else f"{middle} ✗"
    around = f" ({spread(figure)})" if spread(figure) else ""
    goal = f"; goal {wanted(figure)}" if figure.goal is not None else ""
    return f"{value}{around}{goal}"


def section(records: Mapping[str, Any]) -> str:
    """Return what README.md says of the figures: when and where they were measured, and a table each."""
    found = figures.kept(records)
    parts = []
    for subject in SUBJECTS:
        here = [(figure, record) for figure, record in found if figure.subject == subject]
        if here:
            title = {"build": "Leidraad", "peers": "Others"}[subject]
            parts.append(f"*{title}*, {_measured([record for _, record in here])}:")
            parts.append(markdown([figure for figure, _ in here]))
    return "\n\n".join(parts)


def _measured(records: Sequence[Mapping[str, Any]]) -> str:
    """Return when and on what figures were measured."""
    told = dict.fromkeys(
        f"{record['date']} on {record['machine']}"
        for record in sorted(records, key=lambda record: str(record["date"]))
    )
    return " and ".join(told)


def put(readme: str, shown: str) -> str:
    """Return the text of README.md with other tables between its marks.

    Raises:
        ValueError: it has not both marks, once and in order.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise ValueError(
            f"{README.name}: has not the lines {BEGIN} and {END} once; put them where tables go."
        )
    return f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}"


def write(path: Path = README, results: Path = figures.RESULTS) -> None:
    """Write the last tables into README.md."""
    shown = put(path.read_text("utf-8"), section(figures.load(results)))
    aside = path.with_suffix(".new")
    aside.write_text(shown, "utf-8")
    aside.replace(path)


if __name__ == "__main__":
    print(text([figure for figure, _ in figures.kept(figures.load())]))
    write()
