"""The index of a language as bytes, which a store can keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from leidraad.search.words import Page
from leidraad.search.writing import Files


class Index(NamedTuple):
    """The index of a language: what it was made of, and its files.

    Attributes:
        sums: a sum of the text of each page, by its path in the site.
        pages: the same pages as they are searched.
        files: its files.
    """

    sums: Mapping[str, str]
    pages: Mapping[str, Page]
    files: Files


def dump(index: Index) -> bytes:
    """Return an index as bytes: a line of JSON that says what follows, and then one after another."""
    pages = [[n, index.sums[n], p.length, p.headings, len(p.places)] for n, p in index.pages.items()]
    sizes = {name: len(data) for name, data in index.files.data.items()}
    told = {"pages": pages, "files": sizes, "names": [index.files.pages, index.files.stemmer]}
    head = json.dumps(told, ensure_ascii=False)
    places = (page.places for page in index.pages.values())
    return b"".join([head.encode("utf-8", "surrogatepass"), b"\n", *places, *index.files.data.values()])


def load(value: Any) -> Index | None:
    """Return what `dump` was given, and None for anything else."""
    try:
        head, _, data = value.partition(b"\n")
        told = json.loads(head)
        sums: dict[str, str] = {}
        pages: dict[str, Page] = {}
        files: dict[str, bytes] = {}
        start = 0
        for name, known, length, headings, size in told["pages"]:
            sums[str(name)] = str(known)
            found = tuple((int(level), int(first), int(end)) for level, first, end in headings)
            pages[str(name)] = Page(int(length), found, data[start : start + size])
            start += size
        listed, stemmer = told["names"]
        for name, size in told["files"].items():
            files[name] = data[start : start + size]
            start += size
    except (AttributeError, TypeError, ValueError, KeyError):
        return None
    is_whole = start == len(data) and {listed, stemmer} <= files.keys() and all(map(_is_inside, files))
    return Index(sums, pages, Files(listed, stemmer, files)) if is_whole else None


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
