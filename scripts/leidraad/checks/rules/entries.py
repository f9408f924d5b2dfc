"""Rules on the entries of references.bib: LR120–125, LR131 and LR146; LR124 also looks at notes."""

from __future__ import annotations

from leidraad.bibliography.examples import EXAMPLES
from leidraad.checks.rules.rule import Rule

_WARNINGS = ("LR131", "LR146")

RULES = tuple(
    Rule(code, *texts, "warning" if code in _WARNINGS else "error", place="references.bib")
    for code, texts in EXAMPLES.items()
)
