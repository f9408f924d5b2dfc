"""A new handbook: the files that `leidraad init` writes."""

from __future__ import annotations

from pathlib import Path

from leidraad.errors import LeidraadError
from leidraad.storage.files import read_text, recover, write_all

STARTER = Path(__file__).parent / "starter"
# What commands make, and nobody commits.
_IGNORED = "site/\nsite-serving/\ndist/\n"


def create(folder: Path) -> list[Path]:
    """Write a working bilingual handbook into `folder` and return its files.

    Raises:
        LeidraadError: the folder is not empty, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise LeidraadError(f"{folder}: is a file; name a folder for the handbook.")
    if folder.is_dir() and recover(folder):
        # An earlier start was broken off and is finished now.
        return [*_texts(folder)]
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir() if _holds(path)):
        raise LeidraadError(f"{folder}: is not empty; name a new or an empty folder.")
    texts = _texts(folder)
    write_all(texts)
    return list(texts)


def _texts(folder: Path) -> dict[Path, str]:
    """Return what stands in a new handbook, by its path."""
    there = [path for path in sorted(STARTER.rglob("*")) if path.is_file()]
    texts = {folder / path.relative_to(STARTER): read_text(path) for path in there}
    return {folder / ".gitignore": _IGNORED, **texts}


def _holds(path: Path) -> bool:
    """Tell whether something is there besides folders without a file, as a start that broke off leaves."""
    return not path.is_dir() or any(inside.is_file() for inside in path.rglob("*"))
