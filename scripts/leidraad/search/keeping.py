"""The index of a language as plain values, which a store can keep, and those of all languages as one."""

from __future__ import annotations

import base64
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


def dump(index: Index) -> Any:
    """Return an index as JSON has it."""
    files = {name: base64.b64encode(data).decode() for name, data in index.files.items()}
    return {"pages": dict(index.pages), "files": files}


def load(value: Any) -> Index | None:
    """Return what `dump` was given, and None for anything else."""
    try:
        files = {str(name): base64.b64decode(data, validate=True) for name, data in value["files"].items()}
        pages = {str(name): str(told) for name, told in value["pages"].items()}
        languages = json.loads(files[ENTRY])["languages"]
        is_whole = all(f"pagefind.{told['hash']}.pf_meta" in files for told in languages.values())
    except (AttributeError, TypeError, ValueError, KeyError):
        return None
    return Index(pages, files) if is_whole and all(map(_is_inside, files)) else None


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
