"""What an earlier build worked out, kept in one file; it is never trusted further than it can be checked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from leidraad.storage import caching

_VERSION = 3
_SECONDS = 5.0
# What says nothing of the file: another process is at work in it, or the disk or its rights are in the way.
_PASSING = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    }
)
# No JSON begins so; a page written as JSON takes ten times as long to read.
_TEXT, _BYTES = b"=", b"~"

_Result = TypeVar("_Result")


class Kept(NamedTuple):
    """A value that was kept, as it stands in the file."""

    name: str
    key: str
    data: bytes


class Store:
    """Values by name, each for as long as its key is the same.

    Nothing of it is needed: where the file cannot be read or written, nothing is known and nothing kept. One
    that is damaged, or that another program made, begins anew. A value is sealed with its name and key, since
    templates are run, and pages published, as they stand here.
    """

    def __init__(self, path: Path, lasting: str = "") -> None:
        """Open the store in a file, which need not exist.

        Args:
            path: the file.
            lasting: how the names of those begin that stay though nobody asks for them, until one of them is
                kept anew.
        """
        self._path = path
        self._lasting = lasting
        self._used: set[str] = set()
        self._is_renewed = False
        self._tell: Callable[[Kept], object] | None = None
        self._known: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            self._known = self._open()

    @property
    def keeps(self) -> bool:
        """Tell whether a value that is kept is there when it is asked for."""
        return self._known is not None and caching.can_seal()

    def get(self, name: str, key: str) -> Any:
        """Return the value under a name, or None where that is of another key, or damaged."""
        self._used.add(name)
        if self._tell:
            return None
        row = self._ask("SELECT value, seal FROM kept WHERE name = ? AND key = ?", (name, key))
        if row and isinstance(row[0], bytes) and caching.is_sealed(row[1], [name, key, row[0]]):
            with suppress(ValueError, RecursionError):
                return _loads(row[0])
        return None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep bytes, or a value as JSON has it, in place of what was under its name."""
        (self._tell or self.take)(Kept(name, key, _dumps(value)))

    def take(self, kept: Kept) -> None:
        """Keep what another store was given."""
        self._used.add(kept.name)
        self._is_renewed |= bool(self._lasting) and kept.name.startswith(self._lasting)
        seal = caching.seal(kept)
        self._ask("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", (*kept, seal))

    def divert(self, tell: Callable[[Kept], object]) -> None:
        """Know nothing, and tell another of what is to be kept: a copied process may not use the file.

        Args:
            tell: is told of each value.
        """
        self._tell = tell

    def close(self, *, is_whole: bool) -> None:
        """Write what is new.

        Args:
            is_whole: every name that is still of use was asked for or kept, so that the others can go.
        """
        if self._known is None:
            return
        if is_whole:
            for (name,) in self._all("SELECT name FROM kept"):
                if name not in self._used and not self._stays(name):
                    self._ask("DELETE FROM kept WHERE name = ?", (name,))
        self._do(sqlite3.Connection.commit)
        if self._known is not None:
            self._known.close()
            self._known = None

    def _stays(self, name: str) -> bool:
        """Tell whether what nobody has asked for stays: until others of its kind were made anew."""
        return bool(self._lasting) and name.startswith(self._lasting) and not self._is_renewed

    def _open(self) -> sqlite3.Connection:
        caching.make_folder(self._path.parent)
        with ExitStack() as failing:
            known = failing.enter_context(closing(_connect(self._path)))
            if not _is_ours(known):
                known.close()
                self._path.unlink()
                known = failing.enter_context(closing(_connect(self._path)))
                known.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, key TEXT, value BLOB, seal TEXT)")
                known.execute(f"PRAGMA user_version = {_VERSION}")
                known.commit()
            failing.pop_all()
            return known

    def _ask(self, question: str, values: tuple[Any, ...]) -> Any:
        found = self._all(question, values)
        return found[0] if found else None

    def _all(self, question: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return the rows that answer."""
        return self._do(lambda known: known.execute(question, values).fetchall()) or []

    def _do(self, act: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Return what comes of an act; a store that gives an error is used no more, and goes if damaged."""
        if self._known is None:
            return None
        try:
            return act(self._known)
        except (sqlite3.Error, ValueError) as error:
            self._known.close()
            self._known = None
            if _is_damage(error):
                with suppress(OSError):
                    self._path.unlink()
            return None


def _connect(path: Path) -> sqlite3.Connection:
    known = sqlite3.connect(path, timeout=_SECONDS)
    # A name or seal that is damaged is another one.
    known.text_factory = lambda data: data.decode("utf-8", "replace")
    return known


def _is_ours(known: sqlite3.Connection) -> bool:
    """Tell whether a file holds what we keep.

    Raises:
        sqlite3.Error: that cannot be told now.
    """
    try:
        (version,) = known.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            known.execute("SELECT name, key, value, seal FROM kept LIMIT 1")
        return bool(version == _VERSION)
    except (sqlite3.Error, ValueError) as error:
        if not _is_damage(error):
            raise
        return False


def _is_damage(error: Exception) -> bool:
    """Tell whether an error is of what stands in the file; a message of its own text may not even be text."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _PASSING


def _dumps(value: Any) -> bytes:
    if isinstance(value, bytes):
        return _BYTES + value
    if isinstance(value, str):
        return _TEXT + value.encode("utf-8", "surrogatepass")
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loads(data: bytes) -> Any:
    if data.startswith(_BYTES):
        return data[1:]
    return data[1:].decode("utf-8", "surrogatepass") if data.startswith(_TEXT) else json.loads(data)
