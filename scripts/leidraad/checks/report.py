"""Findings as text and as a table for people, as JSON for tools, and for code hosts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

import click

from leidraad.checks.finding import Finding
from leidraad.checks.rules import RULES, Severity
from leidraad.checks.sarif import sarif
from leidraad.errors import counted

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


def text(findings: Sequence[Finding]) -> str:
    """Return one line a finding and, last, how many there are."""
    return "\n".join([*map(str, findings), _total(findings)])


def coloured(findings: Sequence[Finding]) -> str:
    """Return `text` in the colours of a terminal: the place dim, the code by its weight."""
    lines = []
    for f in findings:
        place = click.style(f"{f.path}:{f.line}:{f.column}:", dim=True)
        lines.append(f"{place} {click.style(f.code, fg=_COLOURS[f.severity], bold=True)} {f.message}")
    return "\n".join([*lines, click.style(_total(findings), bold=True)])


def summary(findings: Sequence[Finding]) -> str:
    """Return a table: for each file how many findings of each severity, and how many of each code."""
    if not findings:
        return _total(findings)
    head = ("", "errors", "warnings", "infos", "")
    rows = [(path, *_counts(fs), _codes(fs)) for path, fs in _by_file(findings).items()]
    foot = ("total", *_counts(findings), "")
    table = [head, *rows, foot]
    widths = [max(len(row[column]) for row in table) for column in range(4)]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(w) for cell, w in zip(row[1:4], widths[1:], strict=True)),
                row[4],
            ]
        ).rstrip()
        for row in table
    ]
    codes = [
        f"{count:>{len(foot[1]) + 4}}  {code}  {RULES[code].summary.partition('. ')[0]}."
        for code, count in sorted(Counter(f.code for f in findings).items())
    ]
    return "\n".join([*lines, "", *codes, "", _total(findings)])


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
        f"::{'notice' if f.severity == 'info' else f.severity} file={_property(f.path)},line={f.line},"
        f"col={f.column},title={f.code}::{_data(f.message)}"
        for f in findings
    )


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "summary": summary,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _by_file(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    return files


def _counts(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return how many errors, warnings and infos there are, nothing for none."""
    count = Counter(f.severity for f in findings)
    return tuple(str(count[severity] or "·") for severity in _COLOURS)


def _codes(findings: Sequence[Finding]) -> str:
    count = Counter(f.code for f in findings)
    return ", ".join(f"{code} ×{number}" if number > 1 else code for code, number in sorted(count.items()))


def _total(findings: Sequence[Finding]) -> str:
    if not findings:
        return "No findings."
    count = Counter(f.severity for f in findings)
    parts = [counted(count["error"], "error"), counted(count["warning"], "warning")]
    return ", ".join([*parts, *([counted(count["info"], "info")] if count["info"] else [])]) + "."


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
