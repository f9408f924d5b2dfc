"""What an author changed and what a corrected manuscript changes, put together three ways as git does."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from leidraad import parsers, reader
from leidraad.checks import conflicts
from leidraad.checks.conflicts import BASE, OURS, THEIRS
from leidraad.errors import LeidraadError
from leidraad.model import Block, Callout, Verbatim
from leidraad.writer import write

_FAILED = "git: cannot put your edits and the new import together"
_SECONDS = 60
# git merge-file tells how many conflicts there are; above this it tells of a failure.
_MOST_CONFLICTS = 127


@dataclass(frozen=True, slots=True)
class Merged:
    """Three texts made one; `conflicts` are the lines at which those begin that an author has to settle."""

    text: str
    conflicts: tuple[int, ...] = ()


def merge(ours: str, base: str, theirs: str, lang: str) -> Merged:
    """Return what both sides made of `base`.

    Args:
        ours: the chapter as the author has it.
        base: the chapter as it was last imported.
        theirs: the chapter as it is imported now.
        lang: the language of the chapter.

    Raises:
        LeidraadError: git is not there, or fails.
    """
    for settled, text in ((ours == base, theirs), (theirs in (base, ours), ours)):
        if settled:
            return Merged(text)
    text = _git(ours, base, theirs)
    found = conflicts.find(text)
    if not found and not _holds(text, ours, theirs, lang):
        # Each line is right and yet the whole is none: a callout that one side closes elsewhere, say.
        parts = f"<<<<<<< {OURS}", ours, f"||||||| {BASE}", base, "=======", theirs, f">>>>>>> {THEIRS}\n"
        text = "\n".join(part if part.startswith(">") else part.removesuffix("\n") for part in parts)
        found = (1,)
    return Merged(text, found)


def places(old: str, new: str) -> dict[int, int]:
    """Return for each line of `old` that `new` still has the number that it has there."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return {
        first + step + 1: second + step + 1
        for first, second, length in matcher.get_matching_blocks()
        for step in range(length)
    }


def _git(ours: str, base: str, theirs: str) -> str:
    """Return what `git merge-file` makes of three texts."""
    with tempfile.TemporaryDirectory(prefix="leidraad-") as name:
        paths = [Path(name) / part for part in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
        labels = [part for label in (OURS, BASE, THEIRS) for part in ("-L", label)]
        command = ["git", "merge-file", "-p", "--diff3", *labels, *map(str, paths)]
        # A broken configuration of the author's is none of ours.
        quiet = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                cwd=name,
                env={**os.environ, **quiet},
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError:
            raise LeidraadError(
                "git: is not installed, and without it your edits and the new import cannot be put together; "
                "install git and import again."
            ) from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise LeidraadError(f"{_FAILED} ({error}).") from None
    if done.returncode > _MOST_CONFLICTS:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise LeidraadError(f"{_FAILED} ({reason}).")
    return done.stdout.decode("utf-8")


def _holds(text: str, ours: str, theirs: str, lang: str) -> bool:
    """Tell whether a merged text reads back, and as nothing that neither side said."""
    try:
        chapter, *sides = (reader.read(part, parsers.plain(lang)) for part in (text, ours, theirs))
        if reader.read(write(chapter), parsers.plain(lang)) != chapter:
            return False
    except LeidraadError:
        return False
    known = {leaf for side in sides for leaf in _leaves(side.blocks)}
    return all(leaf in known for leaf in _leaves(chapter.blocks))


def _leaves(blocks: tuple[Block, ...], inside: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the blocks of one line, each with what it is and is in: a merge takes them whole from a side."""
    for block in blocks:
        found = (getattr(block, name, None) for name in ("kind", "id", "argument", "text"))
        fields = [value for value in found if isinstance(value, str)]
        if not isinstance(block, Verbatim) and not any("\n" in value for value in fields):
            yield *inside, type(block).__name__, *fields
        if isinstance(block, Callout):
            yield from _leaves(block.body, (*inside, block.kind))
