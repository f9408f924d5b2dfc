"""Every rule of the checker, with a bad and a good example; the examples are the rules' tests.

Codes are permanent and never reused: LR1xx citations and notes, LR2xx callouts, LR3xx translations,
LR4xx files, includes and hostile input, LR5xx what an import left to decide, LR6xx the built site.
"""

from __future__ import annotations

from leidraad.checks.rules import (
    built,
    callouts,
    citations,
    entries,
    files,
    html,
    imports,
    notes,
    translations,
)
from leidraad.checks.rules.rule import Rule, Severity

__all__ = ["MODULES", "RULES", "Rule", "Severity"]

MODULES = (notes, citations, entries, callouts, translations, files, html, imports, built)

RULES = {rule.code: rule for rule in sorted((r for m in MODULES for r in m.RULES), key=lambda r: r.code)}
