"""What an import decided, for an author to read and for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.importer import Imported

_HEAD = "| manuscript | chapter | about | chosen | confidence | or | why |\n|---|---|---|---|---|---|---|"


def report_markdown(imported: Imported) -> str:
    """Return the report as Markdown: what is flagged in the chapter first, then every other decision."""
    flagged = [decision for decision in imported.decisions if decision.flagged]
    rest = [decision for decision in imported.decisions if not decision.flagged]
    parts = [
        f"# Import of ‘{imported.chapter.title or 'a chapter without a title'}’",
        *(f"**{warning}**" for warning in imported.warnings),
        f"{imported.words} words, {len(imported.decisions)} decisions. "
        f"Numbers are {_counted(imported)}. What is to be looked at is marked in the chapter with a comment.",
    ]
    if flagged:
        parts += ["## To look at", _table(flagged)]
    if rest:
        parts += ["## All other decisions", _table(rest)]
    return "\n\n".join(parts) + "\n"


def report_json(imported: Imported) -> str:
    """Return the report as JSON, with keys in a fixed order."""
    data = {
        "title": imported.chapter.title,
        "lang": imported.chapter.lang,
        "words": imported.words,
        **({"warnings": list(imported.warnings)} if imported.warnings else {}),
        "flag_below": FLAG_BELOW,
        "decisions": [asdict(decision) for decision in imported.decisions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _counted(imported: Imported) -> str:
    if imported.counted == "line":
        return "lines"
    return f"{imported.counted}s of the manuscript and lines of the chapter"


def _table(decisions: Sequence[Decision]) -> str:
    return "\n".join([_HEAD, *(_row(decision) for decision in decisions)])


def _row(decision: Decision) -> str:
    first, last = decision.lines
    cells = (
        str(first) if first == last else f"{first}–{last}",
        str(decision.chapter_line or "–"),
        decision.kind,
        decision.chosen,
        f"{decision.confidence:.2f}",
        ", ".join(decision.alternatives) or "–",
        decision.reason,
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
