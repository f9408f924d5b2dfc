"""What git knows of the handbook: when each file last changed, and which version this is."""

from __future__ import annotations

import subprocess
from datetime import date
from functools import cache
from pathlib import Path


@cache
def last_changes(folder: Path) -> dict[Path, date]:
    """Return the date of the last commit of each file below `folder`; empty where there is no history."""
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    log = _git(folder, "-c", "core.quotePath=off", "log", "--format=@%cs", "--name-only", "--", ".")
    changes: dict[Path, date] = {}
    day = date.min
    for line in log.splitlines():
        if line.startswith("@"):
            day = date.fromisoformat(line[1:])
        elif line:
            changes.setdefault(Path(top) / line, day)
    return changes


@cache
def version(folder: Path) -> str:
    """Return the nearest tag, or the commit, of the handbook; empty where there is no history."""
    return _git(folder, "describe", "--tags", "--always").strip()


def forget() -> None:
    """Ask git again at the next call."""
    last_changes.cache_clear()
    version.cache_clear()


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints, or nothing where it cannot tell."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""
