"""A new handbook: the files that `leidraad init` writes."""

from __future__ import annotations

from pathlib import Path

from leidraad.errors import LeidraadError
from leidraad.files import read_text, write_all

STARTER = Path(__file__).parent / "starter"


def create(folder: Path) -> list[Path]:
    """Write a working bilingual handbook into `folder` and return its files.

    Raises:
        LeidraadError: the folder is not empty, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise LeidraadError(f"{folder}: is a file; name a folder for the handbook.")
    if folder.is_dir() and any(path.name != ".git" for path in folder.iterdir()):
        raise LeidraadError(f"{folder}: is not empty; name a new or an empty folder.")
    texts = {
        folder / path.relative_to(STARTER): read_text(path)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file()
    }
    write_all(texts)
    return list(texts)
