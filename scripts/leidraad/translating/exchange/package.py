"""What is sent to translators and comes back, whatever the form of the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from unicodedata import normalize

from leidraad.translating.exchange.units import Unit


@dataclass(frozen=True, slots=True)
class Head:
    """What a file is about: a handbook, a chapter of it, its language, and that it is translated into."""

    product: str
    chapter: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Given:
    """A unit as it came back.

    Attributes:
        id: its id.
        source: what was translated.
        target: the translation, "" where there is none.
        is_done: it needs no further look, by what the translator's program says.
        print: what told its translation as it was from others, or None where the file has lost that.
        seal: what tells that id, source and print are as they were sent, or None.
    """

    id: str
    source: str
    target: str
    is_done: bool
    print: str | None
    seal: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that came back: what it is about, its units, and what is wrong with it, in sentences."""

    head: Head
    units: tuple[Given, ...]
    problems: tuple[str, ...] = ()


def sealed(head: Head, unit: Unit) -> str:
    """Return what goes with a unit, for us to know it again: its print and its seal."""
    return f"{unit.print} {seal(head, unit.id, unit.source, unit.print)}"


def seal(head: Head, identifier: str, source: str, mark: str) -> str:
    """Return a digest of what has to come back as it was."""
    told = (head.product, head.chapter, head.source, head.target, identifier, flat(source), mark)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def flat(text: str) -> str:
    """Return a text as it is compared: programs may change its space, and the characters of an é."""
    return normalize("NFC", " ".join(text.split()))


def unsealed(text: str | None) -> tuple[str | None, str | None]:
    """Return print and seal, each None where they are lost."""
    mark, _, digest = (text or "").strip().partition(" ")
    return (mark, digest) if mark and digest else (None, None)
