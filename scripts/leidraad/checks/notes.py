"""Checks on the notes of one page: what is cited, what is defined, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from leidraad import patterns
from leidraad.bibliography import numbers
from leidraad.dialect import tags
from leidraad.dialect.verdicts import Reading
from leidraad.hints import did_you_mean
from leidraad.locales import Locale
from leidraad.model import Note

# Comparing each name with each costs the square of their number.
_MOST_GUESSES = 100
_RANGED = frozenset({"page", "chapter", "section", "line", "verse"})
_COMMENT = patterns.lazy(r"<!--.*?-->", re.DOTALL)

Verdict = tuple[str, str, int | None]
"""A rule's code, the sentence, and the tag of the place (None in a conversion without tags)."""

Defined = tuple[Note, str, int | None]
"""A definition, what it says without marks and comments, and its tag."""


def definitions(reading: Reading) -> list[Defined]:
    """Return the definitions of notes in the order in which they stand."""
    return [(note, *_untagged(note.text)) for note in reading.chapter.walk() if isinstance(note, Note)]


def check_notes(reading: Reading, locale: Locale) -> Iterator[Verdict]:
    """Yield what is wrong with the notes of one page, in a traced or an ordinary reading."""
    notes = definitions(reading)
    defined = Counter(note.id for note, _, _ in notes)
    count = 0
    for mark in reading.literal:
        if _is_broken(mark.id):
            yield "LR108", _broken(mark.id), mark.tag
        else:
            hint = _guess(mark.id, defined if count < _MOST_GUESSES else Counter())
            count += 1
            yield "LR101", f"Note [^{mark.id}] is cited but not defined.{hint}", mark.tag
    for mark in reading.raw:
        message = f"[^{mark.id}] stands in raw HTML, where it is no note; move it into the text."
        yield "LR108", message, mark.tag
    for mark in reading.cited:
        if _is_broken(mark.id):
            yield "LR108", _broken(mark.id), mark.tag
        if mark.is_heading:
            message = f"Note [^{mark.id}] is cited in a heading; cite it in the text below."
            yield "LR109", message, mark.tag
    yield from _check_definitions(notes, {mark.id for mark in reading.cited}, locale)
    yield from _check_order(notes, [mark.id for mark in reading.cited])
    yield from _check_places(reading)
    for quotation in reading.quotations:
        if not quotation.notes:
            word = locale.keywords[quotation.kind]
            remedy = f"name its source: `/// {word} | …[^note]`"
            yield "LR106", f"This {word} has no note; {remedy}.", quotation.tag


def _check_definitions(notes: Sequence[Defined], cited: set[str], locale: Locale) -> Iterator[Verdict]:
    seen: set[str] = set()
    folded: dict[str, str] = {}
    for note, text, tag in notes:
        other = folded.setdefault(note.id.casefold(), note.id)
        if note.id in seen:
            yield "LR103", f"Note [^{note.id}] is defined twice; readers see only the last. Keep one.", tag
        elif other != note.id:
            message = f"Note [^{note.id}] differs from [^{other}] in capitals only; rename one of them."
            yield "LR107", message, tag
        seen.add(note.id)
        if note.id not in cited:
            if _is_broken(note.id):
                yield "LR108", _broken(note.id), tag
            yield "LR102", f"Note [^{note.id}] is defined but never cited; cite it or remove it.", tag
        if not text:
            yield "LR104", f"Note [^{note.id}] is empty; write its source.", tag
        elif text == locale.say("notes", "placeholder") and note.id in cited:
            yield "LR105", f"The source of note [^{note.id}] is still to be given; look it up.", tag


def _check_order(notes: Sequence[Defined], cited: Sequence[str]) -> Iterator[Verdict]:
    """Yield each definition before which another one belongs: the one cited after the last."""
    places: dict[str, int | None] = {}
    for note, _, tag in notes:
        places.setdefault(note.id, tag)
    wanted = [name for name in dict.fromkeys(cited) if name in places]
    after = dict(zip(wanted, [*wanted[1:], ""], strict=False))
    due = wanted[0] if wanted else ""
    for name in filter(after.__contains__, places):
        if due and name != due:
            message = f"Note [^{name}] is out of order: [^{due}] belongs here; put them in order."
            yield "LR148", message, places[name]
        due = after[name]


def _check_places(reading: Reading) -> Iterator[Verdict]:
    """Yield the places in a work whose end comes before their start."""
    for cited in reading.citations:
        for cite in cited.citation.cites:
            if cited.note and cite.locator and cite.locator.label in _RANGED:
                for pages in numbers.backward_ranges(cite.locator.value):
                    message = f"Place {pages[:40]} of @{cite.key} runs backwards; look it up and mend it."
                    yield "LR124", message, cited.tag


def check_partial(reading: Reading, locale: Locale) -> Iterator[Verdict]:
    """Yield every note that stands in a partial, where none may stand, and every quotation that needs one."""
    for note, _, tag in definitions(reading):
        yield "LR405", f"A partial defines note [^{note.id}]; define it in the chapters.", tag
    for mark in (*reading.literal, *reading.raw, *reading.cited):
        yield "LR405", f"A partial cites note [^{mark.id}]; move the reference to the chapters.", mark.tag
    for quotation in reading.quotations:
        word = locale.keywords[quotation.kind]
        yield "LR106", f"This {word} can have no note in a partial; move it to the chapters.", quotation.tag


def _untagged(text: str) -> tuple[str, int | None]:
    """Return what a note says, without marks and comments, and the tag that it began with."""
    found = tags.MARK.match(text)
    said = _COMMENT.sub("", tags.MARK.sub("", text))
    return said.strip(), int(found[1]) if found else None


def _is_broken(name: str) -> bool:
    return not name or name != name.strip() or "\n" in name


def _broken(name: str) -> str:
    name = name.replace("\n", " ")
    remedy = f"write [^{name.strip()}] on one line" if name.strip() else "give it an id, such as [^1]"
    return f"[^{name}] is no note; {remedy}."


def _guess(name: str, defined: Counter[str]) -> str:
    return did_you_mean(name, list(defined)[:_MOST_GUESSES], " Define it, or mend its name.", "[^{}]")
