"""Every rule of the checker, with a bad and a good example; the examples are the rules' tests.

Codes are permanent and never reused: LR1xx citations and notes, LR2xx callouts, LR4xx files and includes,
LR5xx what an import left to decide.
"""

from __future__ import annotations

from leidraad.checks.rules import callouts, citations, entries, files, imports, notes
from leidraad.checks.rules.rule import Rule, Severity

__all__ = ["RULES", "Rule", "Severity"]

_ALL = (*notes.RULES, *citations.RULES, *entries.RULES, *callouts.RULES, *files.RULES, *imports.RULES)

RULES = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
