"""The words of each language: callout keywords, labels and interface strings, one TOML file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from leidraad import patterns
from leidraad.errors import LeidraadError

FOLDER = Path(__file__).parent
_MOST_BYTES = 1_000_000
_COUNTED = ("cardinals", "ordinals", "clock", "spans")
_PAIR = patterns.lazy(r"\s*\S.*\s-?\d+\s*")


class Locale(NamedTuple):
    """What one language calls things; `tables` holds the TOML tables as they stand."""

    code: str
    name: str
    tables: Mapping[str, Mapping[str, str]]

    @property
    def keywords(self) -> Mapping[str, str]:
        """Map each callout kind to the word an author writes after `///`."""
        return self.tables["keywords"]

    def say(self, table: str, key: str, **values: object) -> str:
        """Return the string `key` of `table` with `values` filled in."""
        return self.tables[table][key].format(**values)

    def spell_date(self, day: date) -> str:
        """Return a day as the language writes it out."""
        month = self.tables["site"]["months"][day.month - 1]
        return self.say("site", "date", day=day.day, month=month, year=day.year)


_own: dict[str, Path] = {}


def use(tables: Mapping[str, Path]) -> None:
    """Know these languages of a handbook beside those that Leidraad ships, and no other's."""
    _own.clear()
    _own.update(tables)


@contextmanager
def as_they_are() -> Iterator[None]:
    """Let a handbook's own languages be others meanwhile, and be these again after that."""
    before = dict(_own)
    try:
        yield
    finally:
        use(before)


def available() -> tuple[str, ...]:
    """Return the codes of the languages that Leidraad ships, and of those that the handbook brings."""
    return tuple(sorted(_shipped() | set(_own)))


@cache
def _shipped() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.toml"))


def load(code: str, path: Path | None = None) -> Locale:
    """Return the language `code`, from `path` for a language that Leidraad does not ship.

    Raises:
        LeidraadError: there is no such language, or its file is not a complete table.
    """
    own = path or _own.get(code)
    return _read(code, own, _state(own) if own else None)


def _state(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is saved; a live view reads it again then."""
    with suppress(OSError):
        told = path.stat()
        return told.st_mtime_ns, told.st_size
    return None


@cache
def _read(code: str, path: Path | None, state: tuple[int, int] | None) -> Locale:
    source = path or FOLDER / f"{code}.toml"
    if not source.is_file():
        raise LeidraadError(f"unknown language ‘{code}’; choose one of: {', '.join(available())}.")
    if source.stat().st_size > _MOST_BYTES:
        raise LeidraadError(f"{source}: is larger than any table of words; begin with a copy of en.toml.")
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
    except RecursionError:
        raise LeidraadError(
            f"{source}: nests deeper than a table of words; write what en.toml has."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LeidraadError(f"{source}: is not valid TOML ({error}).") from None
    if path:
        _check_complete(source, tables)
    return Locale(code, str(tables.pop("name")), tables)


def _check_complete(source: Path, tables: dict[str, Any]) -> None:
    """Refuse a table that lacks a string of the English one, or has something else in its place."""
    model = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    if not isinstance(tables.get("name"), str):
        raise LeidraadError(f"{source}: lacks name; add what en.toml has.")
    for table in (name for name, strings in model.items() if isinstance(strings, dict)):
        given = tables.get(table)
        for key, value in model[table].items():
            if not isinstance(given, dict) or not isinstance(given.get(key), type(value)):
                raise LeidraadError(f"{source}: lacks {table}.{key}; add what en.toml has.")
            if isinstance(value, list) and (
                len(value) != len(given[key]) or not all(map(_is_text, given[key]))
            ):
                raise LeidraadError(f"{source}: {table}.{key} has to hold {len(value)} texts, as in en.toml.")
            if isinstance(value, str) and _fields(given[key]) != _fields(value):
                wanted = ", ".join(f"{{{name}}}" for name in sorted(_fields(value))) or "nothing in braces"
                raise LeidraadError(f"{source}: {table}.{key} has to hold {wanted}, as in en.toml.")
    if len(tables["printing"]["quotes"].split()) != 4:
        raise LeidraadError(f"{source}: printing.quotes has to hold four marks with spaces between them.")
    for key in _COUNTED:
        for pair in filter(str.strip, tables["numbers"][key].split(",")):
            if not _PAIR.fullmatch(pair):
                said = f"numbers.{key} has ‘{pair.strip()}’"
                raise LeidraadError(f"{source}: {said}; write words and a whole number, as in en.toml.")
    words = list(tables["keywords"].values())
    twice = next((word for word in words if words.count(word) > 1), None)
    if twice:
        raise LeidraadError(f"{source}: ‘{twice}’ is the keyword of two kinds; give each its own.")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _fields(text: str) -> set[str]:
    """Return the names that stand in braces; a brace that is alone counts as a name that none has."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"}"}
