"""What a chapter's outline is made of: parts, each with what is the same in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from leidraad.translations.numbers import telling
from leidraad.translations.rhythm import Rhythm

_SORTS = {"html": "raw HTML", "dl": "definition list", "div": "block", "details": "block"}


class Part(NamedTuple):
    """A block, or a paragraph in a callout.

    A page has dozens; a frozen dataclass of as many fields takes five times as long to make.

    Attributes:
        kind: heading, paragraph, list, table, quotation, code, html, include, or callout.
        depth: how many callouts it stands in.
        section: the id of the heading that it stands under, "" where that has none.
        identity: what it goes by in every language: the id of a heading, the kind and id of a callout, the
            path of an include, the digest of code; "" where it has none.
        shape: what must be the same in every language, in words.
        images: the paths of its pictures, and which words they lack or have; see pictures.py.
        links: what it links to, without the folder of a language.
        notes: the ids of the notes that it refers to.
        numbers: the numbers in its text, as every language would write them in digits; see numbers.py.
        rhythm: how long its sentences are, without markup and notes.
        begin: how its words begin.
        tongue: the language that it is in, where that is not the chapter's; quotations and terms may be.
        fingerprint: a digest of its source.
        codes: the code within its text; of a block of code, that itself.
        items: what each item, cell or sentence of it has that every language has alike; see items.py.
        begins: a digest of the first word of each item, where these stand in the order of the alphabet.
        pieces: a digest of each short text in it.
        strays: those that may be in another language; where the source has them too, they are.
        right: the rhythm of each right answer of a self-check.
        wrong: that of each other one.
        line: where it begins in the file.
        id: what it is called in every language, where its chapter is the source; see `_Outliner`.
        words: how many words it has.
        is_open: it has still to be written.
        text: its source on one line; not kept beyond a run.
    """

    kind: str
    depth: int
    section: str
    identity: str
    shape: str
    images: tuple[str, ...]
    links: tuple[str, ...]
    notes: tuple[str, ...]
    numbers: tuple[str, ...]
    rhythm: Rhythm
    begin: str
    fingerprint: str
    tongue: str = ""
    codes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()
    pieces: tuple[int, ...] = ()
    strays: tuple[str, ...] = ()
    right: tuple[Rhythm, ...] = ()
    wrong: tuple[Rhythm, ...] = ()
    line: int = 0
    id: str = ""
    words: int = 0
    is_open: bool = False
    text: str = ""

    @property
    def sort(self) -> str:
        """Return what people call what it is."""
        return _SORTS.get(self.kind, self.kind)

    @property
    def is_named(self) -> bool:
        """Tell whether no other part is likely to have its identity."""
        return bool(self.identity) and not self.identity.endswith(" ")


_ID, _FINGERPRINT = (Part._fields.index(name) for name in ("id", "fingerprint"))


def fingerprints(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Return the id and fingerprint of each part; of parts that were kept as rows, none is made for it."""
    return [(str(part[_ID]), str(part[_FINGERPRINT])) for part in getattr(parts, "rows", parts)]


def callouts(parts: Sequence[Part]) -> list[int | None]:
    """Return for each part the place of the callout that it stands in."""
    found: list[int | None] = []
    still_open: list[int] = []
    for at, part in enumerate(parts):
        del still_open[part.depth :]
        found.append(still_open[-1] if still_open else None)
        if part.kind == "callout":
            still_open.append(at)
    return found


def shape_of(parts: Sequence[Part]) -> str:
    """Return a digest of what every language has alike: where it is the same, nothing differs."""
    alike = [
        (p.kind, p.depth, p.shape, p.images, p.links, p.notes, p.codes, telling(p.numbers), p.items, p.tongue)
        for p in parts
    ]
    return hashlib.sha256(repr(alike).encode()).hexdigest()[:16]
