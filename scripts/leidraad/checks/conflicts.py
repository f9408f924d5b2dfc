"""What a merge left in a chapter for its author to settle."""

from __future__ import annotations

import re

_OPENING = re.compile(r"^<{7} ", re.MULTILINE)
_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)


def find(text: str) -> tuple[int, ...]:
    """Return the lines at which conflicts begin that nobody has settled yet."""
    if not _OPENING.search(text):
        return ()
    return tuple(text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text))
