"""Everything below docs/ as it is: no link is followed blindly, and nothing but plain files is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from leidraad.storage.files import leaves, unfit

_MOST_THINGS = 20_000
_DEEPEST = 20


class Thing(NamedTuple):
    """A plain file: where it is, the parts of its path below the folder, and its size in bytes."""

    path: Path
    parts: tuple[str, ...]
    size: int


class Problem(NamedTuple):
    """What is wrong with something in the tree: the path, a rule's code, and the sentence."""

    path: Path
    code: str
    message: str
    line: int = 1
    column: int = 1


@dataclass(slots=True)
class Tree:
    """What there is below a folder, in the order of the names.

    Attributes:
        files: the plain files, and links to such that stay in the folder.
        folders: the names of all that stands in each folder, by its parts.
    """

    root: Path
    files: list[Thing] = field(default_factory=list)
    folders: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def walk(root: Path) -> Tree:
    """Return the tree below a folder, in bounded time."""
    tree = Tree(root)
    left = _MOST_THINGS
    todo: list[tuple[str, ...]] = [()]
    while todo:
        parts = todo.pop()
        folder = Path(root, *parts)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            tree.problems.append(Problem(folder, "LR404", f"This folder cannot be read ({error.strerror})."))
            continue
        left -= len(entries)
        if left < 0:
            message = f"There are more than {_MOST_THINGS:,} files here; keep no more than a book needs."
            tree.problems.append(Problem(root, "LR412", message))
            return tree
        tree.folders[parts] = [entry.name for entry in entries]
        inner = []
        for entry in entries:
            below = (*parts, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if len(below) > _DEEPEST:
                    message = f"Folders stand more than {_DEEPEST} deep; move this one up."
                    tree.problems.append(Problem(folder / entry.name, "LR412", message))
                else:
                    inner.append(below)
                continue
            if entry.name.startswith(".") and not entry.is_dir():
                # MkDocs passes these over; editors leave links such as .#chapter.md.
                continue
            told = _look(entry, root)
            if isinstance(told, str):
                tree.problems.append(Problem(folder / entry.name, "LR410", told))
            else:
                tree.files.append(Thing(folder / entry.name, below, told))
        todo += reversed(inner)
    return tree


def links(path: Path, home: Path) -> Iterator[tuple[Path, str]]:
    """Yield which folders of a path, from below `home` down to itself, are links that leave it, and why."""
    if not path.is_relative_to(home):
        return
    at = home
    for part in path.relative_to(home).parts:
        at = at / part
        if at.is_symlink():
            why = leaves(at, home)
            if not why and home.is_relative_to(os.path.realpath(at)):
                why = "This link leads to the handbook’s own folder; make it a folder of its own."
            if why:
                yield at, why
                return


def _look(entry: os.DirEntry[str], home: Path) -> int | str:
    """Return the size of a plain file, or why something is none."""
    is_plain = entry.is_file(follow_symlinks=False)
    if not is_plain and (why := unfit(Path(entry.path), home)):
        return why
    return entry.stat().st_size
