"""What a check finds: where, which rule, what and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from leidraad.checks.rules import RULES, Severity


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding; `line` and `column` count from 1, columns in characters.

    Attributes:
        weight: the severity that this handbook gives the rule, where it is not the rule's own.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    weight: Severity | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        """Return how much this weighs; what may be wrong is no error."""
        return self.weight or RULES[self.code].severity

    def __str__(self) -> str:
        """Return the finding as `path:line:column: CODE sentence`."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
