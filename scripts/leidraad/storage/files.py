"""Reading and writing files so that nothing is half-written and every failure is one sentence."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from leidraad import patterns
from leidraad.errors import LeidraadError, RefusedError, printable
from leidraad.storage import journal

MOST_TEXT = 1_000_000
"""How many bytes a chapter may have, with all that it includes: some ten times the longest."""

_MEGABYTE = 1_000_000
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = patterns.lazy(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Tell whether Windows takes the name of a file or folder for that of a device, whatever its ending."""
    return bool(_DEVICE.match(name))


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the bytes of `path`.

    Args:
        path: the file.
        limit: how many bytes it may have; its size is asked before anything is read.

    Raises:
        LeidraadError: it is missing, no file, not readable or too large; the last is a `RefusedError`.
    """
    try:
        known = path.stat()
        if stat.S_ISDIR(known.st_mode):
            raise LeidraadError(f"{path}: this is a folder; name a file in it.")
        if not stat.S_ISREG(known.st_mode):
            # Something that is there but no file, such as a device, may never end.
            raise LeidraadError(f"{path}: is not a plain file; save the text as a file first.")
        size = known.st_size
        if limit is not None and size > limit:
            has = f"{size / _MEGABYTE:.1f}".removesuffix(".0")
            most = f"{limit // _MEGABYTE} MB is the most that is read; split it into parts."
            raise RefusedError(f"{path}: has {has} MB, and {most}", "LR412")
        return path.read_bytes()
    except FileNotFoundError:
        raise LeidraadError(f"{path}: there is no such file; check the name.") from None
    except OSError as error:
        raise LeidraadError(f"{path}: cannot be read ({error.strerror}).") from None


def read_text(path: Path, limit: int | None = None) -> str:
    r"""Return the UTF-8 text of `path`, without a byte order mark and with `\n` line ends.

    Args:
        path: the file.
        limit: how many bytes it may have.

    Raises:
        LeidraadError: it cannot be read, or is not UTF-8.
    """
    return plain(read_bytes(path, limit), path)


def plain(data: bytes, path: Path) -> str:
    r"""Return the UTF-8 text of `data`, without a byte order mark and with `\n` line ends.

    Raises:
        LeidraadError: it is not UTF-8.
    """
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise LeidraadError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unfit(path: Path, folder: Path) -> str:
    """Return why what is no plain file cannot be read as one of a folder, in a sentence with the remedy.

    A link may lead to another file of the folder; then there is nothing to tell.
    """
    try:
        if path.is_symlink():
            if why := leaves(path, folder):
                return why
            if path.is_dir():
                return "This link leads to a folder; put the folder itself here."
        if stat.S_ISREG(path.stat().st_mode):
            return ""
    except OSError as error:
        return f"This cannot be looked at ({error.strerror}); remove it."
    return "This is no file, but a folder, a pipe, a socket or a device; remove it."


def leaves(path: Path, folder: Path) -> str:
    """Return why a link may not be followed: it leaves a folder, or leads nowhere; nothing where it may."""
    try:
        target = os.path.realpath(path, strict=True)
    except FileNotFoundError:
        return "This link leads nowhere; remove it."
    except (OSError, RuntimeError, ValueError):
        return "This link comes back to itself, or cannot be followed; remove it."
    home = os.path.realpath(folder)
    if target != home and not target.startswith(home + os.sep):
        return f"This link leaves {printable(folder.name)}/; put a copy of what it leads to here."
    return ""


def below(folder: Path) -> list[str]:
    """Return the path of every file below a folder, from there and with slashes, in order."""
    found: list[str] = []
    todo = [""]
    while todo:
        above = todo.pop()
        with suppress(OSError), os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                if not entry.is_dir():
                    found.append(above + entry.name)
                elif not entry.is_symlink():
                    todo.append(f"{above}{entry.name}/")
    return sorted(found)


def all_below(folder: Path | str) -> Iterator[str]:
    """Yield the path of every file and folder below a folder, and what else is there; no link is entered."""
    for at, folders, names in os.walk(folder):
        folders.sort()
        yield from (f"{at}/{name}" for name in (*folders, *sorted(names)))


def contents(folder: Path | str, name: str) -> bytes:
    """Return the bytes of one of many files, such as `below` names: without a path, or a buffer, for each.

    Either takes as long to make as the file to read.

    Args:
        folder: where it is.
        name: its path from there, with slashes.

    Raises:
        OSError: it cannot be read.
    """
    with open(f"{folder}/{name}", "rb", buffering=0) as file:
        return file.read()


def write_all(
    texts: Mapping[Path, str | bytes | None],
    home: Path | None = None,
    seen: Mapping[Path, bytes | None] | None = None,
) -> None:
    """Write all files or none, even if the process is killed; a file that would not change is not touched.

    Args:
        texts: what each file is to hold; None for one that is to be removed.
        home: the folder that keeps the journal meanwhile, so that `recover` finds it; by default the folder
            that all files are in.
        seen: what some files held when `texts` was made of them; None for one that was not there.

    Raises:
        LeidraadError: a file cannot be written, or no longer holds what was seen; nothing has changed then.
    """
    contents = {
        Path(os.path.abspath(path)): text.encode() if isinstance(text, str) else text
        for path, text in texts.items()
    }
    if not contents:
        return
    folder = home or Path(os.path.commonpath([path.parent for path in contents]))
    journal.write(Path(os.path.abspath(folder)), contents, seen or {})


def recover(home: Path) -> bool:
    """Finish or undo what a killed process left in `home`; tell whether files were put in place.

    Raises:
        LeidraadError: it cannot be done, or another process is writing there.
    """
    return journal.recover(Path(os.path.abspath(home)))


def path_below(folder: Path, path: Path) -> str:
    """Return the path of a file from a folder; "" where it is not in there.

    A build asks this thousands of times; to take paths apart for it takes ten times as long.
    """
    start, whole = f"{folder}{os.sep}", str(path)
    return whole.removeprefix(start).replace(os.sep, "/") if whole.startswith(start) else ""
