"""What was found on each page as plain lists, which JSON can keep, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, overload

from leidraad.checks.digest import CiteFact, Digest, NoteFact, QuoteFact, YearFact
from leidraad.checks.examined import Examined
from leidraad.checks.finding import Finding
from leidraad.dialect.origins import Place
from leidraad.translations.part import Part

_FACTS = {"cites": CiteFact, "notes": NoteFact, "quotes": QuoteFact, "years": YearFact}

_OUTLINES = ("outline", "beside")

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


def _values(fact: Any) -> list[Any]:
    return [getattr(fact, field.name) for field in fields(fact)]


def _digest(digest: Digest) -> dict[str, Any]:
    made = {field.name: getattr(digest, field.name) for field in fields(digest)}
    for name in _OUTLINES:
        parts = made[name]
        # A text is the last that a part has, and none of what is told of a part.
        made[name] = parts.raw if isinstance(parts, _Parts) else [part[:-1] for part in parts]
    return made | {name: [_values(fact) for fact in made[name]] for name in _FACTS}


def _undigest(value: dict[str, Any]) -> Digest:
    # The place of a fact is the last that it has.
    facts = {
        name: tuple(kind(*map(_tupled, fact[:-1]), Place(*fact[-1])) for fact in value[name])
        for name, kind in _FACTS.items()
    }
    parts = {name: _Parts(value[name]) for name in _OUTLINES}
    return Digest(
        **{
            **value,
            **facts,
            "cited": tuple(value["cited"]),
            "asks": tuple(map(tuple, value["asks"])),
            **parts,
        }
    )


class _Parts(Sequence[Part]):
    """The parts of a page, made only when somebody looks: most pages are as those of the other language."""

    def __init__(self, raw: list[list[Any]]) -> None:
        self.raw = raw

    @cached_property
    def made(self) -> tuple[Part, ...]:
        return tuple(Part(*map(_tupled, part)) for part in self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    @overload
    def __getitem__(self, index: int) -> Part: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Part]: ...

    def __getitem__(self, index: int | slice) -> Part | Sequence[Part]:
        return self.made[index]


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
