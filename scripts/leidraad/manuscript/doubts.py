"""Why a decision that nobody is sure of may have to be another, in the words of any language."""

from __future__ import annotations

from leidraad.locales import Locale
from leidraad.manuscript.decisions import FLAG_BELOW, Decision

SOMETHING = "something"
"""What a block may be of which nothing else is known."""


def of(decision: Decision, locale: Locale) -> str:
    """Return what speaks for the likeliest alternative; nothing where a decision is sure, or names none."""
    if decision.confidence >= FLAG_BELOW or not decision.alternatives:
        return ""
    return why(decision.kind, decision.chosen, decision.alternatives[0], locale)


def why(kind: str, chosen: str, other: str, locale: Locale) -> str:
    """Return what speaks for `other` where `chosen` was chosen."""
    key = f"why_{kind}"
    if kind == "join":
        key = "why_hyphen" if other.count("-") > chosen.count("-") else "why_no_hyphen"
    elif kind == "note":
        key = "why_no_note" if chosen.startswith("note") else "why_note"
    elif kind == "block" and f"why_{other}" in locale.tables["import"]:
        key = f"why_{other}"
    return locale.say("import", key) if key in locale.tables["import"] else ""
