"""The index of a language as a build leaves it to the next one."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from leidraad.search import writing
from leidraad.search.words import Page
from leidraad.search.writing import Files
from leidraad.storage import caching

_NAME = "search-"


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


def keep(folder: Path, lang: str, index: Index) -> None:
    """Keep the index of a language in a folder of caches; where that cannot be done, it is made anew."""
    # What is a tuple with names, `marshal` takes for none.
    pages = {name: tuple(page) for name, page in index.pages.items()}
    listed, stemmer, data = index.files
    caching.write_bytes(
        folder / f"{_NAME}{lang}", marshal.dumps([_key(), index.sums, pages, listed, stemmer, data])
    )


def find(folder: Path, lang: str) -> Index | None:
    """Return the index of a language that this Leidraad kept in a folder, or None."""
    kept = caching.read_bytes(folder / f"{_NAME}{lang}")
    if kept is None:
        return None
    try:
        key, sums, pages, listed, stemmer, data = marshal.loads(kept)
        files = Files(listed, stemmer, data)
        is_whole = key == _key() and {listed, stemmer} <= data.keys() and all(map(_is_inside, data))
        return Index(sums, {name: Page(*page) for name, page in pages.items()}, files) if is_whole else None
    except (AttributeError, EOFError, TypeError, ValueError):
        return None


def forget(folder: Path, langs: Collection[str]) -> None:
    """Forget the indexes of all but some languages."""
    for path in folder.glob(f"{_NAME}*"):
        if path.name.removeprefix(_NAME) not in langs:
            with suppress(OSError):
                path.unlink()


def _key() -> str:
    """Return the key of what is kept: another Leidraad, or another stemmer, makes another index."""
    return caching.fingerprint([caching.code(), writing.release()])


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
