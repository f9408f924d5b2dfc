"""What git knows of the handbook: when each file last changed, and which version this is."""

from __future__ import annotations

import subprocess
from datetime import date
from functools import cache
from pathlib import Path

# No file's name begins with it.
_DAY = "\x01"
# By itself git takes as many as tell a commit from all that happen to be in this copy.
_DIGITS = 12
# What a person has set for reading a log must not change a page.
_PLAIN = ("-c", "log.showSignature=false", "-c", "log.diffMerges=off")


@cache
def last_changes(folder: Path) -> dict[Path, date]:
    """Return the date of the last commit of each file below `folder`; empty where there is none."""
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        # Without the whole history every file seems to have changed in the last commit.
        return {}
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    log = _git(folder, "-c", "core.quotePath=off", "log", f"--format={_DAY}%cs", "--name-only", "--", ".")
    changes: dict[Path, date] = {}
    day = date.min
    for line in log.split("\n"):
        if line.startswith(_DAY):
            day = date.fromisoformat(line[1:])
        elif line:
            changes.setdefault(Path(top) / line, day)
    return changes


@cache
def last_change(folder: Path, path: str) -> date | None:
    """Return the day on which a file of the handbook last changed, where git knows.

    Its page asks for it, and the sitemap again; to follow the links in a path takes as long as the rest.
    """
    return last_changes(folder).get(Path(path).resolve())


@cache
def version(folder: Path) -> str:
    """Return the nearest tag, or the commit, of the handbook; empty where there is no history."""
    return _git(folder, "describe", "--tags", "--always", f"--abbrev={_DIGITS}").strip()


def parting(folder: Path, ref: str) -> str:
    """Return the commit where this branch and another parted; empty where git knows none."""
    return _git(folder, "merge-base", "HEAD", "--end-of-options", ref).strip()


def text(folder: Path, commit: str, path: Path) -> str | None:
    """Return what a file of the handbook held in a commit, or None where it was not there.

    One that has been moved since is looked for where it was.
    """
    own = path.relative_to(folder).as_posix()
    name = f"{commit}:./{own}"
    if _git(folder, "cat-file", "-t", name).strip() != "blob":
        before = _moved(folder, commit).get(own)
        return text(folder, commit, folder / before) if before else None
    return _git(folder, "cat-file", "blob", name).removeprefix("\ufeff").replace("\r\n", "\n")


def _moved(folder: Path, commit: str) -> dict[str, str]:
    """Return where each file was in a commit that has been moved since, by where it is."""
    told = _git(
        folder, "diff", "--name-status", "--relative", "--find-renames", "--diff-filter=R", "-z", commit
    )
    fields = told.split("\0")
    return dict(zip(fields[2::3], fields[1::3], strict=False))


def forget() -> None:
    """Ask git again at the next call."""
    last_changes.cache_clear()
    last_change.cache_clear()
    version.cache_clear()


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints, or nothing where it cannot tell."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *_PLAIN, *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
