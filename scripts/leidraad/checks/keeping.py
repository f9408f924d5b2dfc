"""What was found on each page as plain lists, which JSON can keep, and back."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, overload

from leidraad.checks.digest import CiteFact, Digest, NoteFact, QuoteFact, YearFact
from leidraad.checks.examined import Examined
from leidraad.checks.finding import Finding
from leidraad.dialect.origins import Place
from leidraad.translations.part import Part

_FACTS = {"cites": CiteFact, "notes": NoteFact, "quotes": QuoteFact, "years": YearFact}

_OUTLINES = ("outline", "beside")
_FACTS_AT = [(Digest._fields.index(name), name) for name in _FACTS]
_OUTLINES_AT = [*map(Digest._fields.index, _OUTLINES)]

Kept = Mapping[str, tuple[str, Examined]]
"""The key that a page had, and what it showed, by its name."""


def dump(kept: Kept) -> Any:
    """Return pages as lists."""
    return {
        name: [key, [_values(f) for f in page.findings], _digest(page.digest), page.shown]
        for name, (key, page) in kept.items()
    }


def load(value: Any) -> dict[str, tuple[str, Examined]]:
    """Return pages from what `dump` made, and none from anything else."""
    try:
        return {
            name: (
                str(key),
                Examined(tuple(Finding(*f) for f in findings), _undigest(digest), tuple(map(tuple, shown))),
            )
            for name, (key, findings, digest, shown) in value.items()
        }
    except (AttributeError, TypeError, ValueError, KeyError):
        return {}


def packed(page: Examined) -> Examined:
    """Return what was found on a page, in a fraction of the memory; no part of it has its text any more."""
    digest = page.digest
    outline, beside = map(_Parts.of, (digest.outline, digest.beside))
    return page._replace(digest=digest._replace(outline=outline, beside=beside))


def shelved(page: Examined) -> bytes:
    """Return what was found on a page as bytes, of which the facts and parts are opened if somebody asks."""
    told = page.digest._asdict()
    told |= {name: _Facts.packed(told[name]) for name in _FACTS}
    told |= {name: _Parts.of(told[name]).packed for name in _OUTLINES}
    # What is a tuple with names, `marshal` takes for none.
    return marshal.dumps([[*map(_values, page.findings)], [*told.values()], [*map(tuple, page.shown)]])


def unshelved(data: bytes) -> Examined:
    """Return what `shelved` was given."""
    findings, told, shown = marshal.loads(data)
    for at, name in _FACTS_AT:
        told[at] = _Facts(name, told[at]) if told[at] else ()
    for at in _OUTLINES_AT:
        told[at] = _Parts(told[at])
    return Examined(tuple(Finding(*each) for each in findings), Digest._make(told), tuple(shown))


def _rows(parts: Sequence[Part]) -> Sequence[Sequence[Any]]:
    # A text is the last that a part has, and none of what is told of a part.
    return parts.rows if isinstance(parts, _Parts) else [tuple(part[:-1]) for part in parts]


def _values(finding: Finding) -> list[Any]:
    return [getattr(finding, field.name) for field in fields(finding)]


def _digest(digest: Digest) -> dict[str, Any]:
    made = digest._asdict()
    made |= {name: _rows(made[name]) for name in _OUTLINES}
    return made | {name: [[*fact] for fact in made[name]] for name in _FACTS}


def _undigest(value: dict[str, Any]) -> Digest:
    # The place of a fact is the last that it has.
    facts = {
        name: tuple(kind(*map(_tupled, fact[:-1]), Place(*fact[-1])) for fact in value[name])
        for name, kind in _FACTS.items()
    }
    parts = {name: _Parts.of_rows(value[name]) for name in _OUTLINES}
    return Digest(
        **{
            **value,
            **facts,
            "cited": tuple(value["cited"]),
            "asks": tuple(map(tuple, value["asks"])),
            **parts,
        }
    )


class _Facts(Sequence[Any]):
    """The facts of one kind of a page: some bytes, until somebody looks."""

    __slots__ = ("_facts", "_kind", "_packed")

    def __init__(self, kind: str, data: bytes) -> None:
        self._kind, self._packed = kind, data
        self._facts: tuple[Any, ...] | None = None

    @classmethod
    def packed(cls, facts: Sequence[Any]) -> bytes:
        """Return facts as bytes, or nothing where there are none."""
        if isinstance(facts, _Facts):
            return facts._packed
        rows = [[tuple(v) if isinstance(v, tuple) else v for v in fact] for fact in facts]
        return marshal.dumps(rows) if rows else b""

    def _open(self) -> tuple[Any, ...]:
        if self._facts is None:
            make = _FACTS[self._kind]
            self._facts = tuple(make(*row[:-1], Place(*row[-1])) for row in marshal.loads(self._packed))
        return self._facts

    def __len__(self) -> int:
        return len(self._open())

    def __getitem__(self, index: Any) -> Any:
        return self._open()[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._open())

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self._open() == (other._open() if isinstance(other, _Facts) else other)

    __hash__ = None  # type: ignore[assignment]


class _Parts(Sequence[Part]):
    """The parts of a page, of which nobody keeps more than some bytes until somebody looks.

    Most pages are as those of the other language, and those of a large handbook are many.
    """

    def __init__(self, packed: tuple[int, bytes]) -> None:
        self.packed = packed

    @classmethod
    def of(cls, parts: Sequence[Part]) -> _Parts:
        """Return parts as bytes, which they may be already."""
        return parts if isinstance(parts, _Parts) else cls.of_rows(_rows(parts))

    @classmethod
    def of_rows(cls, rows: Any) -> _Parts:
        """Return the parts of which these are the values, without their texts."""
        return cls((len(rows), marshal.dumps(rows)))

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """Return the values of each part, without its text."""
        found: Sequence[Sequence[Any]] = marshal.loads(self.packed[1])
        return found

    def __len__(self) -> int:
        return self.packed[0]

    @overload
    def __getitem__(self, index: int) -> Part: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Part]: ...

    def __getitem__(self, index: int | slice) -> Part | Sequence[Part]:
        return _unpacked(self)[index]

    def __iter__(self) -> Iterator[Part]:
        return iter(_unpacked(self))


@lru_cache(8)
def _unpacked(parts: _Parts) -> tuple[Part, ...]:
    # JSON has lists; what was never JSON has none.
    return tuple(Part(*row) if isinstance(row, tuple) else Part(*map(_tupled, row)) for row in parts.rows)


def _tupled(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return tuple(map(_tupled, value)) if value and isinstance(value[0], list) else tuple(value)
