"""The checker on chapters with planted defects, and on well-kept ones full of traps."""

from __future__ import annotations

from pathlib import Path

import pytest

import seeded
from leidraad import checking, site
from leidraad.checks import Finding
from support import Draw

WELL_KEPT = sorted((Path(__file__).parent / "cases" / "well-kept").glob("*.md"))


@pytest.fixture
def found(project: Draw):
    def check(chapters: dict[str, str]) -> dict[str, list[Finding]]:
        folder = project({f"docs/nl/{name}.md": text for name, text in chapters.items()})
        (folder / "references.bib").write_text(seeded.BIB, "utf-8")
        findings: dict[str, list[Finding]] = {name: [] for name in chapters}
        for finding in checking.check(site.load(folder / "mkdocs.yml")):
            name = Path(finding.path).stem
            if name in findings:
                findings[name].append(finding)
        return findings

    return check


def test_every_planted_defect_is_found_in_its_place_and_nothing_else(found):
    corpus = {f"{number + 10:03}-geval": case for number, case in enumerate(seeded.cases())}
    findings = found({name: case.text for name, case in corpus.items()})
    wrong = []
    for name, case in corpus.items():
        told = [(f.code, f.line) for f in findings[name]]
        # What breaks one rule may break another that follows from it.
        if case.code is None and told:
            wrong.append((case.name, told))
        elif case.code is not None and (case.code, case.line) not in told:
            wrong.append((case.name, case.line, told))
        elif case.code is not None and len(told) > 1:
            wrong.append((case.name, told))
    assert wrong == []
