"""The index of a language as bytes, which a store can keep, and those of all languages as one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

ENTRY = "pagefind-entry.json"


class Index(NamedTuple):
    """The index of a language: what it was made of, and its files.

    Attributes:
        pages: a sum of the text of each page, by its path in the site, in order.
        files: what each file holds, by its path in the index.
    """

    pages: Mapping[str, str]
    files: Mapping[str, bytes]


def merged(indexes: Iterable[Index]) -> dict[str, bytes]:
    """Return the files of several languages as one index, which Pagefind would have made of all of them."""
    files: dict[str, bytes] = {}
    languages: dict[str, Any] = {}
    for index in indexes:
        files.update(index.files)
        languages.update(json.loads(index.files[ENTRY])["languages"])
    entry = json.loads(files[ENTRY]) | {"languages": languages}
    # Pagefind writes its keys in no fixed order; the same input must give the same bytes.
    return files | {ENTRY: json.dumps(entry, sort_keys=True).encode()}


def dump(index: Index) -> bytes:
    """Return an index as bytes: a line of JSON that says what follows, and then file after file."""
    sizes = {name: len(data) for name, data in index.files.items()}
    head = json.dumps({"pages": dict(index.pages), "files": sizes})
    return b"".join([head.encode(), b"\n", *index.files.values()])


def load(value: Any) -> Index | None:
    """Return what `dump` was given, and None for anything else."""
    try:
        head, _, data = value.partition(b"\n")
        told = json.loads(head)
        files: dict[str, bytes] = {}
        start = 0
        for name, size in told["files"].items():
            files[name] = data[start : start + size]
            start += size
        pages = {str(name): str(of) for name, of in told["pages"].items()}
        languages = json.loads(files[ENTRY])["languages"]
        is_whole = all(f"pagefind.{of['hash']}.pf_meta" in files for of in languages.values())
    except (AttributeError, TypeError, ValueError, KeyError):
        return None
    is_whole = is_whole and start == len(data)
    return Index(pages, files) if is_whole and all(map(_is_inside, files)) else None


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
