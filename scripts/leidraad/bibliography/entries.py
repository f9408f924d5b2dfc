"""The sources of a handbook: the entries of a .bib file, and a problem for each that cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from leidraad.bibliography.entry import Entry, Problem
from leidraad.bibliography.people import Person
from leidraad.storage import files

__all__ = ["Bibliography", "Entry", "Person", "Problem", "know", "load"]

# Ten thousand entries with their abstracts are less, and are read in seconds; the worst that can be written
# in so much takes a minute.
_MOST = 10 * 2**20


class Bibliography(NamedTuple):
    """All sources of a handbook, in the order of the file."""

    path: Path
    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...]
    digest: str


# The last that was read: once for all languages and checks.
_known: list[Bibliography] = []


def load(path: Path) -> Bibliography:
    """Read a .bib file, unless it is the one that was read last.

    Raises:
        LeidraadError: the file cannot be opened.
    """
    data = files.read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    for known in _known:
        if (known.path, known.digest) == (path, digest):
            return known
    know(_read(path, data, digest))
    return _known[0]


def know(bibliography: Bibliography) -> None:
    """Take a .bib file for read, for as long as it is the same."""
    _known[:] = [bibliography]


def _read(path: Path, data: bytes, digest: str) -> Bibliography:
    if len(data) > _MOST:
        message = (
            f"The file has {len(data) / 2**20:.0f} MB, and {_MOST // 2**20} MB is the most that is read; "
            "export only the sources that the handbook cites, without their abstracts."
        )
        return Bibliography(path, {}, (Problem(1, 1, "LR120", message),), digest)
    # What takes it apart takes as long to load as two pages to make, and mostly the file is known.
    from leidraad.bibliography.reading import Reading

    reading = Reading(data)
    return Bibliography(path, MappingProxyType(reading.entries), reading.told(), digest)
