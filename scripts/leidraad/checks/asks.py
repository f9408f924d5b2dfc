"""Comments that ask for a part of the back matter, and those that ask for none that there is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from leidraad import patterns
from leidraad.backmatter.names import NAMES
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.dialect.origins import starts
from leidraad.hints import did_you_mean

_ASKS = patterns.lazy(r"<!--\s*leidraad\s+([a-z-]+)\s*-->", re.IGNORECASE)
# What these lack, `suppressions` tells.
_OTHERS = frozenset({"ignore", "ignore-file"})


def asked(text: str) -> Iterator[tuple[str, int]]:
    r"""Yield the parts of the back matter that a file asks for, each with its line.

    Args:
        text: the whole file, with `\n` line ends.
    """
    return ((name, line) for name, line, _ in _asks(text) if name in NAMES)


def check_asks(path: str, text: str) -> set[Finding]:
    r"""Return the comments of a file that ask for nothing there is.

    Args:
        path: the file's name.
        text: the whole file, with `\n` line ends.
    """
    found = set()
    for name, line, column in _asks(text):
        if name not in {*NAMES, *_OTHERS}:
            hint = did_you_mean(name, NAMES, f" Write one of: {', '.join(NAMES)}.")
            found.add(Finding(path, line, column, "LR210", f"No ‘{name}’ can be asked for.{hint}"))
    return found


def _asks(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each comment of a file asks for, with its line and column."""
    if not _ASKS.search(text):
        return
    begins = starts(text)
    for span in prose.spans(text, html=False):
        if span.kind == "comment" and (found := _ASKS.match(text, span.start)):
            line = bisect_right(begins, span.start)
            yield found[1], line, span.start - begins[line - 1] + 1
