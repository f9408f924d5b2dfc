"""Findings as text for people, as JSON for tools and as workflow commands for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from leidraad.checks.finding import Finding


def text(findings: Sequence[Finding]) -> str:
    """Return one line a finding and, last, how many there are."""
    errors = sum(f.severity == "error" for f in findings)
    warnings = len(findings) - errors
    total = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}." if findings else "No findings."
    return "\n".join([*map(str, findings), total])


def as_json(findings: Sequence[Finding]) -> str:
    """Return a JSON array of objects; fields may be added in later versions, never changed."""
    rows = [
        {
            "path": f.path,
            "line": f.line,
            "column": f.column,
            "code": f.code,
            "severity": f.severity,
            "message": f.message,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def github(findings: Sequence[Finding]) -> str:
    """Return one workflow command a finding, which GitHub shows at its line in a pull request."""
    return "\n".join(
        f"::{f.severity} file={_property(f.path)},line={f.line},col={f.column},title={f.code}"
        f"::{_data(f.message)}"
        for f in findings
    )


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": text, "json": as_json, "github": github}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
