"""Lock files: which block of the source each translated block was made from, one line a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from leidraad import patterns
from leidraad.errors import LeidraadError

HEAD = "# Which block of the source each block was translated from. `leidraad accept` writes this file.\n"
REMEDY = "take it back from git, or delete the file and accept the translation again"
_LINE = patterns.lazy(r"([0-9a-f]{12}) ([0-9a-f]{12}) (\S+)(?: (.*))?")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class Entry(NamedTuple):
    """One translated block.

    Attributes:
        source: the fingerprint of the source block as it was when the translation was accepted.
        target: that of the translated block.
        id: what the source block was called.
        text: what it said, on one line, so that what changed since can be shown.
    """

    source: str
    target: str
    id: str
    text: str


def parse(text: str, name: str) -> list[Entry]:
    """Return the entries of a lock file.

    A merge that kept both sides of a conflict leaves its marks; they are passed over, since an entry that
    fits nothing any more does no harm.

    Args:
        text: the whole file.
        name: what people call it.

    Raises:
        LeidraadError: a line is no entry.
    """
    return [*_parsed(text, name)]


@lru_cache(64)
def _parsed(text: str, name: str) -> tuple[Entry, ...]:
    """Return the entries, for which a command may ask more than once in a row."""
    return tuple(_entries(text, name))


def _entries(text: str, name: str) -> Iterator[Entry]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith(("#", *_CONFLICT)):
            continue
        found = _LINE.fullmatch(line.rstrip("\r"))
        if not found:
            raise LeidraadError(f"{name}:{number}: is no line of a lock file; {REMEDY}.")
        yield Entry(*found.groups(""))


def dump(entries: Iterable[Entry]) -> str:
    """Return the lock file of entries, in their order."""
    lines = [f"{e.source} {e.target} {e.id} {e.text}".rstrip() + "\n" for e in entries]
    return HEAD + "".join(dict.fromkeys(lines))
