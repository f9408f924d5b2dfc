"""What a handbook asks of the checks: the plugin's options `checks` and `authors`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from leidraad.checks.finding import Finding
from leidraad.checks.rules import RULES, Severity
from leidraad.errors import LeidraadError
from leidraad.hints import did_you_mean

Weight = Severity | Literal["off"]

Authors = Literal["trusted", "untrusted"]
"""Whether a handbook trusts those who write it with all that a browser can run or load."""

_WEIGHTS: tuple[Weight, ...] = (*get_args(Severity), "off")


@dataclass(frozen=True, slots=True)
class Options:
    """What a handbook asks of the checks.

    Attributes:
        severity: how much a rule weighs, by its code, where it is not the rule's own; `off` leaves it out.
        quotation_words: how many words a quotation may have.
    """

    severity: Mapping[str, Weight] = field(default_factory=dict)
    quotation_words: int = 100


def parse(given: object) -> Options:
    """Return the options that mkdocs.yml gives.

    Raises:
        LeidraadError: one of them is unknown or cannot be used.
    """
    if not isinstance(given, Mapping):
        raise LeidraadError("write options below it, such as `severity: {LR141: error}`.")
    for name in given:
        if name not in Options.__slots__:
            hint = did_you_mean(str(name), Options.__slots__, f" Use {' or '.join(Options.__slots__)}.")
            raise LeidraadError(f"there is no option ‘{name}’.{hint}")
    words = given.get("quotation_words", Options().quotation_words)
    if not isinstance(words, int) or isinstance(words, bool) or words < 1:
        raise LeidraadError(f"quotation_words is a whole number of 1 or more, and not ‘{words}’.")
    severity = given.get("severity") or {}
    if not isinstance(severity, Mapping):
        raise LeidraadError("severity holds codes, such as `severity: {LR141: error, LR145: off}`.")
    return Options(dict(_weigh(code, weight) for code, weight in severity.items()), words)


def parse_authors(given: object) -> Authors:
    """Return whether mkdocs.yml trusts the authors.

    Raises:
        LeidraadError: it says something else.
    """
    known = next((word for word in get_args(Authors) if word == given), None)
    if known is None:
        hint = did_you_mean(str(given), get_args(Authors), f" Use {' or '.join(get_args(Authors))}.")
        raise LeidraadError(f"authors cannot be ‘{given}’.{hint}")
    authors: Authors = known
    return authors


def select(findings: Iterable[Finding], options: Options) -> list[Finding]:
    """Return the findings that a handbook wants to see, each with the severity that it has there."""
    weighed = ((finding, options.severity.get(finding.code)) for finding in findings)
    return [replace(finding, weight=weight) for finding, weight in weighed if weight != "off"]


def codes(beginnings: Iterable[str]) -> frozenset[str]:
    """Return the codes that begin as one of these, such as `LR1` or `lr101,LR203`; all where there is none.

    Raises:
        LeidraadError: no code begins so.
    """
    chosen: set[str] = set()
    wanted = [part.strip().upper() for given in beginnings for part in given.split(",")]
    for part in wanted:
        found = {code for code in RULES if part and code.startswith(part)}
        if not found:
            hint = did_you_mean(part, RULES, " `leidraad explain` lists them.", "{}")
            raise LeidraadError(f"--select {part}: no rule's code begins so.{hint}")
        chosen |= found
    return frozenset(chosen if wanted else RULES)


def _weigh(code: object, weight: object) -> tuple[str, Weight]:
    """Return a code and its severity as they are meant, or say what is wrong with them."""
    rule = RULES.get(str(code).upper())
    if rule is None:
        hint = did_you_mean(str(code).upper(), RULES, " `leidraad explain` lists them.", "{}")
        raise LeidraadError(f"there is no rule {code}.{hint}")
    # YAML reads a bare `off` as false.
    name = "off" if weight is False else str(weight).lower()
    known = next((w for w in _WEIGHTS if w == name), None)
    if known is None:
        hint = did_you_mean(name, _WEIGHTS, f" Use {', '.join(_WEIGHTS[:-1])} or {_WEIGHTS[-1]}.")
        raise LeidraadError(f"{rule.code} has no severity ‘{weight}’.{hint}")
    if rule.is_fixed and known != rule.severity:
        raise LeidraadError(f"{rule.code} stays an {rule.severity}: it keeps a build safe; remove it here.")
    return rule.code, known
