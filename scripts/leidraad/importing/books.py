"""The chapters of a book keep their names: a corrected title or a new chapter renames no file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leidraad.errors import LeidraadError, spell
from leidraad.importing.placing import Place, alike
from leidraad.manuscript.doors import called
from leidraad.manuscript.importer import Imported
from leidraad.storage.files import read_text
from leidraad.writer import write

_SAME_CHAPTER = 0.3


@dataclass(frozen=True, slots=True)
class Book:
    """The chapters of a book under the names that they have, and the names of those that it had."""

    chapters: tuple[Imported, ...]
    gone: tuple[str, ...]
    texts: dict[Path, str]


def named(found: Sequence[Imported], place: Place, name: str) -> Book:
    """Return the chapters of a book, each under the name that it got when it was first imported.

    Raises:
        LeidraadError: the list of those names cannot be read.
    """
    path = place.base(name).with_suffix(".json")
    known = _known(path)
    names = _match(found, known, place)
    chapters = tuple(called(imported, names[at]) for at, imported in enumerate(found))
    text = json.dumps({"chapters": [each.name for each in chapters]}, ensure_ascii=False, indent=1) + "\n"
    gone = tuple(each for each in known if each not in names.values())
    return Book(chapters, gone, {path: text})


def _known(path: Path) -> list[str]:
    """Return the names of the last import, in the order of the book."""
    if not path.exists():
        return []
    try:
        chapters = json.loads(read_text(path))["chapters"]
        if all(re.fullmatch(r"[a-z0-9-]+", name) for name in chapters):
            return list(chapters)
    except (ValueError, LookupError, TypeError):
        pass
    raise LeidraadError(f"{spell(path)}: is not what Leidraad wrote; delete it.")


def _match(found: Sequence[Imported], known: Sequence[str], place: Place) -> dict[int, str]:
    """Return the name of each chapter, by its place in the book."""
    names: dict[int, str] = {}
    free = list(known)

    def settle(at: int, name: str | None) -> None:
        if name is not None and at not in names:
            names[at] = name
            free.remove(name)

    for at, imported in enumerate(found):
        settle(at, imported.name if imported.name in free else None)
    for at, imported in enumerate(found):
        settle(at, next((name for name in free if _slug(name) == _slug(imported.name)), None))
    for at, imported in enumerate(found):
        if at not in names and free:
            settle(at, _most_alike(imported, free, place))
    taken = {*known, *names.values()}
    for at, imported in enumerate(found):
        if at not in names:
            names[at] = _fresh(imported.name, taken, is_first=not known)
            taken.add(names[at])
    return names


def _most_alike(imported: Imported, free: Sequence[str], place: Place) -> str | None:
    """Return the name of the chapter that says much the same, though its title is another."""
    text = write(imported.chapter)
    bases = [name for name in free if place.base(name).exists()]
    likeness = {name: alike(text, read_text(place.base(name))) for name in bases}
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best is not None and likeness[best] >= _SAME_CHAPTER else None


def _fresh(name: str, taken: set[str], *, is_first: bool) -> str:
    """Return a name that no other chapter of the book has; in a known book its number is its own too."""
    numbers = {int(other[: len(other) - len(_slug(other)) - 1] or 0) for other in taken}
    if not is_first and int(name.partition("-")[0]) in numbers - {0}:
        name = f"{max(numbers) + 1:02}-{_slug(name)}"
    fresh, count = name, 1
    while fresh in taken:
        count += 1
        fresh = f"{name}-{count}"
    return fresh


def _slug(name: str) -> str:
    return name.partition("-")[2]
