"""Findings as SARIF 2.1.0, which code hosts read: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from leidraad import __version__
from leidraad.checks.finding import Finding
from leidraad.checks.rules import RULES, Rule, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Sequence[Finding]) -> str:
    """Return a SARIF log with one run: every rule, and every finding at its place."""
    index = {code: number for number, code in enumerate(RULES)}
    driver = {
        "name": "Leidraad",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code]) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    examples = f"Bad:\n\n{_indented(rule.bad)}\n\nGood:\n\n{_indented(rule.good)}"
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": rule.summary},
        "help": {"text": f"{rule.summary}\n\n{examples}", "markdown": f"{rule.summary}\n\n{examples}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(finding.path)},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
