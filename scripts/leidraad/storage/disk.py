"""What everyone needs who writes where others may write too: a lock, and each failure in one line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leidraad.errors import LeidraadError, spell

try:
    import fcntl
except ImportError:  # Windows has no such lock; two commands at once are left to its own.
    fcntl = None  # type: ignore[assignment]


def lock(folder: Path, named: Path | None = None) -> int:
    """Keep other processes from writing in a folder; a lock ends with its process, however that ends.

    Args:
        folder: the folder, which is there.
        named: what people call it.

    Returns:
        What `unlock` takes.

    Raises:
        LeidraadError: another process, or this one, keeps it already.
    """
    try:
        handle = os.open(folder, os.O_RDONLY) if fcntl else -1
    except OSError:
        handle = -1
    try:
        if handle >= 0:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        told = spell(named or folder)
        raise LeidraadError(f"{told}: another command is writing here; try again after it.") from None
    except OSError:
        pass  # Some network disks know no locks.
    return handle


def unlock(handle: int) -> None:
    """Let others write again."""
    if handle >= 0:
        os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes from writing in a folder meanwhile."""
    handle = lock(folder)
    try:
        yield
    finally:
        unlock(handle)


@contextmanager
def one_line(folder: Path) -> Iterator[None]:
    """Tell what the system refuses as an error of ours; `folder` is where it is, unless it says."""
    try:
        yield
    except OSError as error:
        raise unwritable(Path(error.filename or folder), error) from None


def unwritable(path: Path, error: OSError) -> LeidraadError:
    """Return what to tell of a path that cannot be written."""
    remedy = "check the folder, your rights and the free space"
    return LeidraadError(f"{spell(path)}: cannot be written ({error.strerror}); {remedy}.")
