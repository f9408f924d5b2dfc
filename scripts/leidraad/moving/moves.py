"""Where chapters are that were imported under another name: the list by which the next import finds them."""

from __future__ import annotations

import json
from pathlib import Path

from leidraad.errors import LeidraadError, spell
from leidraad.storage.files import read_bytes

FILE = "moved.json"


def load(archive: Path) -> dict[str, dict[str, str]]:
    """Return the path of each chapter that was moved, by language and by the name that its import gave it.

    Raises:
        LeidraadError: the list of them cannot be read.
    """
    path = archive / FILE
    try:
        told = json.loads(read_bytes(path)) if path.exists() else {}
        if all(isinstance(to, str) for names in told.values() for to in names.values()):
            return dict(told)
    except (ValueError, AttributeError, RecursionError):
        pass
    raise LeidraadError(f"{spell(path)}: is not what Leidraad wrote; mend it, or take it back from git.")


def record(moves: dict[str, dict[str, str]], lang: str, old: str, new: str, *, is_import: bool) -> None:
    """Note that a chapter has gone from one path to another.

    Args:
        moves: the list, which is changed.
        lang: the language.
        old: where the chapter was, without `.md`.
        new: where it is.
        is_import: an import gave a chapter the name `old`.
    """
    names = moves.setdefault(lang, {})
    came = [name for name, there in names.items() if there == old]
    if is_import and old not in names:
        came.append(old)
    for name in came:
        names[name] = new
        if name == new:
            del names[name]
