"""Comments that ask for a part of the back matter which there is not."""

from __future__ import annotations

import re
from bisect import bisect_right

from leidraad.backmatter.names import NAMES
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.hints import did_you_mean
from leidraad.origins import starts

_ASKS = re.compile(r"<!--\s*leidraad\s+([a-z-]+)\s*-->", re.IGNORECASE)
# What these lack, `suppressions` tells.
_OTHERS = frozenset({"ignore", "ignore-file"})


def check_asks(path: str, text: str) -> set[Finding]:
    r"""Return the comments of a file that ask for nothing there is.

    Args:
        path: the file's name.
        text: the whole file, with `\n` line ends.
    """
    if not any(name not in NAMES for name in _ASKS.findall(text)):
        return set()
    begins = starts(text)
    found = set()
    for span in prose.spans(text, html=False):
        asked = _ASKS.match(text, span.start) if span.kind == "comment" else None
        if asked and asked[1] not in {*NAMES, *_OTHERS}:
            line = bisect_right(begins, span.start)
            hint = did_you_mean(asked[1], NAMES, f" Write one of: {', '.join(NAMES)}.")
            message = f"No ‘{asked[1]}’ can be asked for.{hint}"
            found.add(Finding(path, line, span.start - begins[line - 1] + 1, "LR210", message))
    return found
