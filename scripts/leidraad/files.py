"""Reading and writing files so that nothing is half-written and every failure is one sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from leidraad import journal
from leidraad.errors import LeidraadError

_MEGABYTE = 1_000_000


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the bytes of `path`.

    Args:
        path: the file.
        limit: how many bytes it may have; its size is asked before anything is read.

    Raises:
        LeidraadError: it is missing, no file, not readable or too large.
    """
    if path.is_dir():
        raise LeidraadError(f"{path}: this is a folder; name a file in it.")
    try:
        if not path.is_file():
            # Something that is there but no file, such as a device, may never end.
            path.stat()
            raise LeidraadError(f"{path}: is not a plain file; save the text as a file first.")
        size = path.stat().st_size
        if limit is not None and size > limit:
            raise LeidraadError(
                f"{path}: has {size // _MEGABYTE} MB, and {limit // _MEGABYTE} MB is the most that is read; "
                "split it into parts."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise LeidraadError(f"{path}: there is no such file; check the name.") from None
    except OSError as error:
        raise LeidraadError(f"{path}: cannot be read ({error.strerror}).") from None


def read_text(path: Path) -> str:
    r"""Return the UTF-8 text of `path`, without a byte order mark and with `\n` line ends.

    Raises:
        LeidraadError: it cannot be read, or is not UTF-8.
    """
    return plain(read_bytes(path), path)


def plain(data: bytes, path: Path) -> str:
    r"""Return the UTF-8 text of `data`, without a byte order mark and with `\n` line ends.

    Raises:
        LeidraadError: it is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LeidraadError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
