"""The cases that the importer is measured on, and what it makes of each."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from leidraad.manuscript import importer, lines
from leidraad.manuscript.importer import Imported
from leidraad.manuscript.report import report_json
from leidraad.writer import write

ROOT = Path(__file__).parents[2]
HOME = ROOT.parent / "shared" / "bench" / "import"
SEED = ROOT.parent / "shared" / "source" / "over-hechting-en-veerkracht.txt"
HAS_PDF = importlib.util.find_spec("leidraad.manuscript.pdf") is not None
LOSSY = ("raw-flat", "pre-joined")

Truth = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Case:
    """A manuscript and what it is in truth."""

    path: Path
    truth: Truth

    @property
    def chapter(self) -> str:
        """Return which chapter was typeset."""
        return self.path.stem.partition("-")[0]

    @property
    def profile(self) -> str:
        """Return how it was typeset and extracted."""
        return str(self.truth["tier"])

    @property
    def form(self) -> str:
        """Return the goals that hold for it: text, lossy text, or PDF."""
        if self.path.suffix == ".pdf":
            return "PDF"
        return "raw-flat, pre-joined" if self.profile in LOSSY else "text"


@dataclass(frozen=True)
class Outcome:
    """What the importer made of a case: the Markdown, the report, and how the scorer judges it."""

    case: Case
    markdown: str
    reports: list[dict[str, Any]]
    score: dict[str, Any]


Importer = Callable[[Case], Outcome]


@cache
def scorer() -> ModuleType:
    """Return the scorer of the cases, which is not part of this project."""
    spec = importlib.util.spec_from_file_location("score", HOME / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(suffix: str, only: str = "", folder: Path = HOME / "cases") -> list[Case]:
    """Return the cases of a folder in one form whose name matches the pattern `only`."""
    paths = [path for path in sorted(folder.glob(f"*{suffix}")) if re.search(only, path.stem)]
    return [Case(path, json.loads(path.with_suffix(".truth.json").read_text("utf-8"))) for path in paths]


def seed(only: str = "") -> list[Case]:
    """Return the source text as a case, where it is at hand and its name matches."""
    truth = SEED.with_suffix(".truth.json")
    if not truth.exists() or not re.search(only, SEED.stem):
        return []
    return [Case(SEED, json.loads(truth.read_text("utf-8")))]


def run(case: Case) -> Outcome:
    """Import a case, in this process."""
    lang = "en" if case.truth["lang"] == "en" else "nl"
    parts = [*_read(case.path, lang)]
    markdown = "\n\n".join(write(part.chapter) for part in parts)
    reports = [json.loads(report_json(part)) for part in parts]
    return Outcome(case, markdown, reports, scorer().score(case.truth, markdown))


def total(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the scores of some cases taken together."""
    return dict(scorer().total([outcome.score for outcome in outcomes]))


def _read(path: Path, lang: str) -> Iterator[Imported]:
    if path.suffix == ".pdf":
        from leidraad.manuscript import pdf

        yield from pdf.import_pdf(path.read_bytes(), lang=lang, name=path.stem)
    else:
        yield importer.import_text(lines.decode(path.read_bytes(), path), lang=lang, name=path.stem)
