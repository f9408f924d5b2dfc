"""Where each part of an outline begins in the author's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leidraad.translations.outline import Part

_FENCE = re.compile(r"[ >]*/{3,}[ ]*\S")


def placed(parts: Sequence[Part], text: str) -> list[Part]:
    """Return the parts with their lines: each is looked for after the one before it.

    Args:
        parts: the outline of the chapter.
        text: the whole file.
    """
    lines = text.split("\n")
    at = 0
    found = []
    for part in parts:
        start = next((n for n in range(at, len(lines)) if _begins(part, lines[n])), None)
        if start is None:
            found.append(replace(part, line=min(at + 1, len(lines)), first=""))
            continue
        found.append(replace(part, line=start + 1, first=""))
        at = start + 1
    return found


def _begins(part: Part, line: str) -> bool:
    """Tell whether a line may be the first of a part."""
    if part.kind == "callout":
        return bool(_FENCE.match(line))
    return part.first in line if part.first else bool(line.strip())
