"""A document as pandoc's syntax tree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from leidraad.errors import LeidraadError
from leidraad.manuscript import characters
from leidraad.manuscript.decisions import Decision
from leidraad.pandoc import PandocError, program, run

_SECONDS = 60
_SECONDS_PER_MEBI = 10


def parse(data: bytes, reader: str, path: Path) -> tuple[dict[str, Any], list[Decision]]:
    """Return the syntax tree of a document, its letters repaired, and what was repaired.

    Args:
        data: the document.
        reader: pandoc's name of its format.
        path: where it came from, for messages.

    Raises:
        LeidraadError: pandoc is missing, fails, or takes too long.
    """
    text, repairs = characters.clean(_run(data, reader, path).decode("utf-8", "replace"))
    try:
        tree: dict[str, Any] = json.loads(text.replace("\u2011", "-"))
    except (ValueError, RecursionError):
        raise LeidraadError(f"{path}: is nested too deep to be read; simplify it and try again.") from None
    # All of the tree is one line.
    return tree, [Decision(r.kind, (1, 1), r.chosen, r.confidence, reason=r.reason) for r in repairs]


def _run(data: bytes, reader: str, path: Path) -> bytes:
    """Return what pandoc writes for a document."""
    arguments = ["--track-changes=all", "-f", reader, "-t", "json"]
    seconds = _SECONDS + _SECONDS_PER_MEBI * len(data) / 2**20
    try:
        return run(program(), arguments, data, seconds).data
    except PandocError as error:
        told = {
            "late": f"took pandoc more than {seconds:.0f} seconds; split it in parts.",
            "unrunnable": f"pandoc cannot be run ({error.told}); install it anew.",
            "large": "is too large to be read at once; split it in parts.",
            "refused": f"cannot be read by pandoc ({error.told}); save it anew and try again.",
        }
        raise LeidraadError(f"{path}: {told[error.how]}") from None
