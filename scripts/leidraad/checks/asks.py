"""Comments that ask for a part of the back matter, and those that ask for none that there is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from leidraad.backmatter.names import NAMES
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.hints import did_you_mean
from leidraad.model import Chapter, Comment
from leidraad.origins import starts

_ASKING = "leidraad "
_ASKS = re.compile(r"<!--\s*leidraad\s+([a-z-]+)\s*-->", re.IGNORECASE)
# What these lack, `suppressions` tells.
_OTHERS = frozenset({"ignore", "ignore-file"})


def asked(chapter: Chapter, text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of the back matter that a page asks for, each with its line.

    Args:
        chapter: the page.
        text: its whole file.
    """
    for block in chapter.walk():
        name = block.text.removeprefix(_ASKING).strip() if isinstance(block, Comment) else ""
        if name in NAMES and (found := re.search(rf"<!--\s*{_ASKING}{name}\b", text)):
            yield name, text.count("\n", 0, found.start()) + 1


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
