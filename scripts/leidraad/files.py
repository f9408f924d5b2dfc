"""Reading and writing files so that nothing is half-written and every failure is one sentence."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from leidraad.errors import LeidraadError


def read_bytes(path: Path) -> bytes:
    """Return the bytes of `path`.

    Raises:
        LeidraadError: it is missing, a folder, or not readable.
    """
    if path.is_dir():
        raise LeidraadError(f"{path}: this is a folder; name a file in it.")
    try:
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
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LeidraadError(f"{path}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_all(texts: dict[Path, str]) -> None:
    """Write all files or, where one cannot be written, none: temporary files first, then renames.

    Raises:
        LeidraadError: a folder cannot be made or a file not written; what was there before is untouched.
    """
    ready: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((name, path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(name, _mode(path))
        while ready:
            name, path = ready[0]
            os.replace(name, path)
            ready.pop(0)
    except OSError as error:
        raise LeidraadError(
            f"{path}: cannot be written ({error.strerror}); check the folder, your rights and the free space."
        ) from None
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """Return the mode `path` has, or the one that a new file gets under the process's umask."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
