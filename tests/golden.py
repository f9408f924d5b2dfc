"""Golden cases in one Markdown file: title, input and expected text, parted by lines with a dot."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case of a file."""

    title: str
    given: str
    expected: str


def cases(name: str) -> list[Case]:
    """Return the cases of `tests/cases/<name>.md`."""
    parts = (CASES / f"{name}.md").read_text(encoding="utf-8").split("\n.\n")
    return [Case(t.strip(), i, e) for t, i, e in zip(parts[:-1:3], parts[1::3], parts[2::3], strict=True)]


def parametrize(name: str) -> pytest.MarkDecorator:
    """Run a test once for each case; LEIDRAAD_UPDATE=1 in `check` writes what came out."""
    return pytest.mark.parametrize("case", cases(name), ids=lambda case: case.title.replace(" ", "-"))


def check(name: str, case: Case, convert: Callable[[str], str]) -> None:
    """Compare what `convert` makes of a case with what the file says."""
    got = convert(case.given)
    if os.environ.get("LEIDRAAD_UPDATE"):
        path = CASES / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        old = f"{case.title}\n.\n{case.given}\n.\n{case.expected}\n.\n"
        path.write_text(text.replace(old, f"{case.title}\n.\n{case.given}\n.\n{got}\n.\n"), encoding="utf-8")
    else:
        assert got == case.expected
