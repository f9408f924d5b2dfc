"""Checks on notes: what is cited, what is defined, and whether a quotation says where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from leidraad import tags
from leidraad.hints import did_you_mean
from leidraad.locales import Locale
from leidraad.model import Note
from leidraad.reader import Reading

# Comparing each name with each costs the square of their number.
_MOST_GUESSES = 100
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Verdict = tuple[str, str, int | None]
"""A rule's code, the sentence, and the tag of the place (None in a conversion without tags)."""


def check_notes(reading: Reading, locale: Locale) -> Iterator[Verdict]:
    """Yield what is wrong with the notes of one page, in a traced or an ordinary reading."""
    notes = [(n, *_untagged(n.text)) for n in reading.chapter.walk() if isinstance(n, Note)]
    defined = Counter(note.id for note, _, _ in notes)
    cited = {mark.id for mark in reading.cited}
    for count, mark in enumerate(reading.literal):
        hint = _guess(mark.id, defined if count < _MOST_GUESSES else Counter())
        yield "LR101", f"Note [^{mark.id}] is cited but not defined.{hint}", mark.tag
    seen: set[str] = set()
    for note, text, tag in notes:
        if note.id in seen:
            yield "LR103", f"Note [^{note.id}] is defined twice; readers see only the last. Keep one.", tag
        seen.add(note.id)
        if note.id not in cited:
            yield "LR102", f"Note [^{note.id}] is defined but never cited; cite it or remove it.", tag
        elif not text:
            yield "LR104", f"Note [^{note.id}] is empty; write its source.", tag
        elif text == locale.say("notes", "placeholder"):
            yield "LR105", f"The source of note [^{note.id}] is still to be given; look it up.", tag
    for quotation in reading.quotations:
        if not quotation.noted:
            word = locale.keywords[quotation.kind]
            yield (
                "LR106",
                f"This {word} has no note; name its source: `/// {word} | …[^note]`.",
                quotation.tag,
            )


def check_partial(reading: Reading, locale: Locale) -> Iterator[Verdict]:
    """Yield every note that stands in a partial, where none may stand, and every quotation that needs one."""
    for note in reading.chapter.walk():
        if isinstance(note, Note):
            _, tag = _untagged(note.text)
            yield "LR405", f"A partial defines note [^{note.id}]; define it in the chapters.", tag
    for mark in (*reading.literal, *reading.cited):
        yield "LR405", f"A partial cites note [^{mark.id}]; move the reference to the chapters.", mark.tag
    for quotation in reading.quotations:
        word = locale.keywords[quotation.kind]
        yield "LR106", f"This {word} can have no note in a partial; move it to the chapters.", quotation.tag


def _untagged(text: str) -> tuple[str, int | None]:
    """Return what a note says, without marks and comments, and the tag that it began with."""
    found = tags.MARK.match(text)
    said = _COMMENT.sub("", tags.MARK.sub("", text))
    return said.strip(), int(found[1]) if found else None


def _guess(name: str, defined: Counter[str]) -> str:
    return did_you_mean(name, list(defined)[:_MOST_GUESSES], " Define it, or mend its name.", "[^{}]")
