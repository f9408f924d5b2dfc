"""Several files written as one: at any moment, also after a kill, all are old or all can be made new.

First each new text goes into a temporary file beside its target; beside one to be removed goes an empty one,
so that no journal from elsewhere can have a file removed. Then a journal is put in place that lists
the targets: from that moment on the new files count, and whoever comes next finishes what was begun. Without
that journal the old files count, and whoever comes next clears the temporary files away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from leidraad.errors import LeidraadError, spell
from leidraad.storage.disk import locked, one_line, unwritable

NAME = ".leidraad-journal"
_PREPARING, _READY = "preparing", "ready"
_NEW, _OLD = ".leidraad-new", ".leidraad-old"
_GONE = {_NEW: ".leidraad-gone", _OLD: ".leidraad-unmade"}
"""What stands beside a file that is to be removed: to do what was begun, or to undo it."""


def write(home: Path, contents: Mapping[Path, bytes | None], seen: Mapping[Path, bytes | None]) -> None:
    """Write `contents` as one, with a journal in `home`; a file that would not change is not touched.

    What is to hold None is removed.

    Raises:
        LeidraadError: a file cannot be written, or no longer holds what was `seen`; nothing has changed then.
    """
    for path in contents:
        if path.is_symlink():
            raise LeidraadError(f"{spell(path)}: is a symbolic link; put a file in its place.")
        if path.is_dir():
            raise LeidraadError(f"{spell(path)}: is a folder; move it away.")
    if not (home / NAME).exists() and all(_read(path) == data for path, data in contents.items()):
        return
    made: list[Path] = []
    try:
        with one_line(home):
            _make(home, made)
        with locked(home):
            _finish(home)
            for path, data in seen.items():
                if _read(path) != data:
                    what = "was changed meanwhile, so nothing was written; try again."
                    raise LeidraadError(f"{spell(path)}: {what}")
            _write(home, {path: data for path, data in contents.items() if _read(path) != data}, made)
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def recover(home: Path) -> bool:
    """Finish or clear away what a killed process left in `home`; tell whether files were put in place.

    Raises:
        LeidraadError: it cannot be done, or another process is writing there.
    """
    if not (home / NAME).exists() and not (home / (NAME + _NEW)).exists():
        return False
    with locked(home):
        return _finish(home)


def _write(home: Path, contents: Mapping[Path, bytes | None], made: list[Path]) -> None:
    """Write what differs; `made` collects the folders that were not there."""
    # Nothing is removed before all that is new is there.
    targets = sorted(contents, key=lambda path: contents[path] is None)
    # Should a rename fail half-way, the old texts are needed once more.
    before = {path: _read(path) for path in targets}
    path = home / NAME
    try:
        _note(home, _PREPARING, targets)
        for path, data in contents.items():
            _make(path.parent, made)
            _fill(_beside(path, _GONE[_NEW] if data is None else _NEW), data or b"", _mode(path))
        _sync(path.parent for path in targets)
        path = home / NAME
        _note(home, _READY, targets)
    except BaseException as error:
        _clear(home, targets)
        if isinstance(error, OSError):
            raise unwritable(path, error) from None
        raise
    done: list[Path] = []
    try:
        for path in targets:
            if contents[path] is None:
                path.unlink()
            else:
                os.replace(_beside(path, _NEW), path)
            done.append(path)
        _sync(path.parent for path in targets)
    except OSError as error:
        _undo(home, targets, {path: before[path] for path in done})
        raise unwritable(path, error) from None
    _clear(home, [path for path in targets if contents[path] is None])


def _undo(home: Path, targets: Iterable[Path], done: Mapping[Path, bytes | None]) -> None:
    """Put the old texts back where new ones already stand, as whoever comes next would after a kill."""
    with one_line(home):
        for path, data in done.items():
            _fill(_beside(path, _GONE[_OLD] if data is None else _OLD), data or b"", _mode(path))
        _note(home, _READY, targets, _OLD)
    _finish(home)


def _finish(home: Path) -> bool:
    """Do what the journal in `home` says; tell whether files were put in place."""
    try:
        entry = json.loads((home / NAME).read_bytes())
        ready, suffix = entry["state"] == _READY, {_NEW: _NEW, _OLD: _OLD}[entry["suffix"]]
        targets = [home / _inside(name) for name in entry["files"]]
    except FileNotFoundError:
        with one_line(home):
            _clear(home, ())
        return False
    except (ValueError, KeyError, TypeError):
        raise LeidraadError(f"{spell(home / NAME)}: is not what Leidraad wrote; delete it.") from None
    except OSError as error:
        raise LeidraadError(f"{spell(home / NAME)}: cannot be read ({error.strerror}).") from None
    with one_line(home):
        for path in targets:
            if ready and _beside(path, suffix).is_file():
                os.replace(_beside(path, suffix), path)
        for path in targets:
            if ready and _beside(path, _GONE[suffix]).is_file():
                path.unlink(missing_ok=True)
        if ready:
            _sync(path.parent for path in targets)
        _clear(home, targets)
    return ready and suffix == _NEW


def _inside(name: str) -> PurePosixPath:
    """Return a path of the journal, which may have come with the handbook from anyone.

    Raises:
        ValueError: it leads out of the handbook. A file outside could be replaced by nothing but a temporary
            file beside it; still there is no reason to go there.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(name)
    return path


def _note(home: Path, state: str, targets: Iterable[Path], suffix: str = _NEW) -> None:
    """Put a journal in place, whole."""
    files = [path.relative_to(home).as_posix() for path in targets]
    data = json.dumps({"state": state, "suffix": suffix, "files": files}, indent=1)
    temporary = home / (NAME + _NEW)
    _fill(temporary, data.encode(), 0o644)
    os.replace(temporary, home / NAME)
    _sync([home])


def _clear(home: Path, targets: Iterable[Path]) -> None:
    """Remove the temporary files, then the journal that tells of them."""
    targets = list(targets)
    temporary = [_beside(path, suffix) for path in targets for suffix in (_NEW, _OLD, *_GONE.values())]
    for path in (*temporary, home / (NAME + _NEW), home / NAME):
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
    _sync([home])


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}{suffix}")


def _fill(path: Path, data: bytes, mode: int) -> None:
    """Write a temporary file down to the disk, in place of one that a killed process may have left."""
    path.unlink(missing_ok=True)
    with open(path, "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.chmod(path, mode)


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and add them to `made`."""
    if not folder.is_dir():
        _make(folder.parent, made)
        folder.mkdir(exist_ok=True)
        made.append(folder)
        _sync([folder.parent])


def _sync(folders: Iterable[Path]) -> None:
    """See that the names in `folders` are on the disk, where the system can do that."""
    if os.name == "posix":
        for folder in dict.fromkeys(folders):
            # Some disks cannot; then the order of writing has to do.
            with suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)


def _read(path: Path) -> bytes | None:
    """Return what a file holds, or None where there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise LeidraadError(f"{spell(path)}: cannot be read ({error.strerror}).") from None


def _mode(path: Path) -> int:
    """Return the mode `path` has, or the one that a new file gets under the process's umask."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
