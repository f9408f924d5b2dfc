"""What need not be worked out twice, kept in a hidden folder of the handbook that git passes over."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from leidraad.errors import LeidraadError, spell

FOLDER = ".leidraad"
_USER_FOLDER = "leidraad"
_SECRET_BYTES = 32
# As many digits has SHA-256.
_SEAL = 64
_INSTALLED = (".dist-info", ".egg-info")
_CODE = (".py", ".toml", ".csl", ".xml")
_HOMES = frozenset({"site-packages", "dist-packages"})
# Of these, `code` tells the version, and Python itself.
_TOLD = (str(Path(__file__).parents[1]), os.path.dirname(os.__file__))
# What was started is no part of it; `multiprocessing` gives that a second name.
_COMMANDS = frozenset({"__main__", "__mp_main__"})
# Most values are, and to tell whether one is a mapping takes long.
_PLAIN = frozenset({str, int, bool, type(None)})


def surroundings() -> str:
    """Return a fingerprint of Python, of what is installed, and of what is loaded from anywhere else."""
    return _surroundings(len(sys.modules))


@cache
def _surroundings(_modules: int) -> str:
    parts = [sys.version]
    for folder in sys.path:
        with suppress(OSError):
            parts += sorted(name for name in os.listdir(folder) if name.endswith(_INSTALLED))
    for name, module in sorted(sys.modules.items()):
        file = str(getattr(module, "__file__", None) or "")
        if file and name not in _COMMANDS and _is_from_elsewhere(file):
            parts.append(_stamp(module, file))
    return fingerprint(parts)


_stamps: dict[int, tuple[object, str]] = {}


def _stamp(module: object, file: str) -> str:
    """Return what tells a module from another one of that name, as its file was when first asked for."""
    # What is loaded stays as it is, whatever becomes of its file.
    if id(module) not in _stamps:
        stamp = file
        with suppress(OSError):
            told = os.stat(file)
            stamp = f"{file} {told.st_size} {told.st_mtime_ns}"
        _stamps[id(module)] = module, stamp
    return _stamps[id(module)][1]


def _is_from_elsewhere(file: str) -> bool:
    """Tell whether a module is of nothing of which the version is told otherwise: Python, packages or us."""
    return not file.startswith(_TOLD) and not is_installed(file)


def is_installed(path: str) -> bool:
    """Tell whether a file or folder is of an installed package, of which the version is known."""
    return not _HOMES.isdisjoint(path.split(os.sep))


def spelled(value: Any) -> str:
    """Return the same text for the same options of Markdown, plugins or MkDocs, in any process."""
    kind = type(value)
    if kind in _PLAIN:
        return repr(value)
    if kind is dict or (kind is not list and isinstance(value, Mapping)):
        return f"{{{', '.join([f'{key}: {spelled(value[key])}' for key in sorted(value, key=str)])}}}"
    if kind is list or isinstance(value, tuple | list):
        return f"[{', '.join([repr(each) if type(each) in _PLAIN else spelled(each) for each in value])}]"
    if isinstance(value, set | frozenset):
        return spelled(sorted(value, key=repr))
    if isinstance(value, partial):
        return spelled([value.func, value.args, value.keywords])
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)


@cache
def code() -> str:
    """Return the fingerprint of Leidraad itself: another version may find another thing."""
    made = hashlib.sha256()
    for at, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(_CODE):
                # To read all of them takes three times as long; nobody sets when a file was changed.
                told = os.stat(f"{at}/{name}")
                made.update(f"{name} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}\n".encode())
    return made.hexdigest()


def fingerprint(parts: Iterable[str | bytes]) -> str:
    """Return a digest of `parts`, in which none can be taken for a piece of another."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(f"{len(data)}:".encode())
        made.update(data)
    return made.hexdigest()


@cache
def _secret() -> bytes | None:
    """Return what is known to nobody but this user on this machine, or None where it cannot be kept.

    It stands outside of every handbook: what others put into one must not pass for what we have put there.
    """
    path = user_cache_path(_USER_FOLDER, appauthor=False) / "secret"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_SECRET_BYTES))
            # Two may begin at once; then the first one's is for both.
            with suppress(FileExistsError):
                os.link(made, path)
        finally:
            os.unlink(made)
        known = path.read_bytes()
        is_open = os.name == "posix" and path.stat().st_mode & 0o077
        return known if len(known) == _SECRET_BYTES and not is_open else None
    return None


def seal(parts: Iterable[str | bytes]) -> str:
    """Return what proves that this user kept these parts (https://www.rfc-editor.org/rfc/rfc2104), or ""."""
    secret = _secret()
    return hmac.new(secret, fingerprint(parts).encode(), "sha256").hexdigest() if secret else ""


def can_seal() -> bool:
    """Tell whether what is sealed now is known again."""
    return _secret() is not None


def is_sealed(told: object, parts: Iterable[str | bytes]) -> bool:
    """Tell whether a seal is that of these parts."""
    return isinstance(told, str) and told != "" and hmac.compare_digest(told.encode(), seal(parts).encode())


def read(path: Path) -> Any:
    """Return what a cache file holds, or None where it is missing, damaged or not of this user."""
    try:
        return None if (data := read_bytes(path)) is None else json.loads(data)
    except (ValueError, RecursionError):
        return None


def read_bytes(path: Path) -> bytes | None:
    """Return the bytes that a cache file holds, or None where it is missing, damaged or not of this user."""
    try:
        if not path.is_file():
            # A pipe that came with a handbook never ends.
            return None
        # A buffer would take what follows twice.
        with path.open("rb", buffering=0) as file:
            told, data = file.read(_SEAL + 1), file.readall()
        return data if is_sealed(told.decode("ascii").removesuffix("\n"), [path.name, data]) else None
    except (OSError, ValueError):
        return None


def make_folder(folder: Path) -> None:
    """Make a folder that git passes over."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")


def forget(folder: Path) -> bool:
    """Remove a folder of caches; tell whether there was one.

    Raises:
        LeidraadError: it cannot be removed.
    """
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LeidraadError(f"{spell(folder)}: cannot be removed ({error.strerror or error}).") from None
    return True


def write(path: Path, value: Any) -> None:
    """Keep a value as sealed JSON, whole or not at all; a folder that cannot be written keeps nothing."""
    write_bytes(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Keep bytes, sealed, whole or not at all; a folder that cannot be written keeps nothing."""
    with suppress(OSError):
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(seal([path.name, data]).encode() + b"\n")
                file.write(data)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
