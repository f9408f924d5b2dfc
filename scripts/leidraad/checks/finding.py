"""What a check finds: where, which rule, what and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from leidraad.checks.rules import RULES, Severity


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding; `line` and `column` count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """Return how much this weighs; only warnings may be wrong."""
        return RULES[self.code].severity

    def __str__(self) -> str:
        """Return the finding as `path:line:column: CODE sentence`."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
