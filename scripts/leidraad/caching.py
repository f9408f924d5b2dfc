"""What need not be worked out twice, kept in a hidden folder of the handbook that git passes over."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = ".leidraad"


@cache
def code() -> str:
    """Return the fingerprint of Leidraad itself: another version may find another thing."""
    here = Path(__file__).parent
    files = sorted(path for path in here.rglob("*") if path.suffix in (".py", ".toml", ".csl", ".xml"))
    return fingerprint(path.read_bytes() for path in files)


def fingerprint(parts: Iterable[str | bytes]) -> str:
    """Return a digest of `parts`, in which none can be taken for a piece of another."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(f"{len(data)}:".encode())
        made.update(data)
    return made.hexdigest()


def read(path: Path) -> Any:
    """Return what a cache file holds, or None where it is missing, damaged or of another kind."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def write(path: Path, value: Any) -> None:
    """Keep a value as JSON, whole or not at all; a folder that cannot be written keeps nothing."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
