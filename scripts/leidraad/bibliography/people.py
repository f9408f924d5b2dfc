"""The names of authors and editors, as a .bib file writes them."""

from __future__ import annotations

from typing import NamedTuple

from leidraad.bibliography import latex

_MOST = 100_000
OTHERS = "others"


class Person(NamedTuple):
    """Someone who wrote or edited; an institution has its whole name as family name and no given one."""

    family: str
    given: str

    @property
    def name(self) -> str:
        """Return the name as it is said."""
        given, _, suffix = self.given.partition(", ")
        return " ".join(filter(None, [given, self.family, suffix]))


def read(value: str) -> tuple[Person, ...]:
    """Return the people that a field names, without `others`.

    Args:
        value: the field as LaTeX: `Bowlby, John and {World Health Organization} and others`.
    """
    # Few builds read a name anew.
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = split_multiple_persons_names(value[:_MOST])
    people = (_person(name.strip()) for name in names if name.strip().lower() != OTHERS)
    return tuple(person for person in people if person.family)


def write(people: tuple[Person, ...]) -> str:
    """Return people as LaTeX that `read` and pandoc read as them."""
    return " and ".join(_latex(person) for person in people)


def _person(name: str) -> Person:
    if _braced(name):
        return Person(latex.decode(name), "")
    if name.lower().startswith(("family=", "given=")):
        told = dict(part.split("=", 1) for part in name.split(",") if "=" in part)
        parts = {key.strip().lower(): latex.decode(value) for key, value in told.items()}
        family = " ".join(filter(None, [parts.get("prefix"), parts.get("family")]))
        return Person(family, ", ".join(filter(None, [parts.get("given"), parts.get("suffix")])))
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    split = parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (
        latex.decode(" ".join(part)) for part in ([*split.von, *split.last], split.first, split.jr)
    )
    return Person(family, ", ".join(filter(None, [given, suffix])))


def _latex(person: Person) -> str:
    family = latex.escape(person.family)
    if not person.given:
        return f"{{{family}}}"
    given, _, suffix = (latex.escape(part) for part in person.given.partition(", "))
    # A word such as "and" within a name joins nothing, and a comma in it divides nothing.
    parts = [_guard(family), *([_guard(suffix)] if suffix else []), _guard(given)]
    return ", ".join(parts)


def _guard(part: str) -> str:
    return f"{{{part}}}" if "," in part or " and " in f" {part.lower()} " else part


def _braced(name: str) -> bool:
    """Tell whether one pair of braces holds all of a name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, mark in enumerate(name):
        depth += (mark == "{") - (mark == "}")
        if not depth:
            return at == len(name) - 1
    return False
