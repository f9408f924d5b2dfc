"""The proof that an import lost nothing: the words of the manuscript are those of the chapter.

What may differ is what the decisions say that they changed, and they may change no letter and no digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from leidraad import locales, patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript.decisions import Decision
from leidraad.manuscript.markup import words
from leidraad.model import Block, Callout, Chapter, Heading, Note, Paragraph, Verbatim

# What marking a note, a list or a name may add to a word or take from it, and what joining may. The
# diaeresis is one that a typesetter drops at a break.
_MARKS = dict.fromkeys(map(ord, "-–—―~[]^:.,()•◦▪‣·*"))
_HYPHENS = dict.fromkeys(map(ord, "-–—\u2010\u00ad\u0308"))
_LOOSE = {"block": _MARKS, "note": _MARKS, "join": _HYPHENS}
_NUMBER = patterns.lazy(r"(?<!\d)\d{1,6}(?!\d)")
_BULLET = patterns.lazy(r"^\s*[-*+] ", re.MULTILINE)
# The line under a table's head; a head may have nothing but a dash in it too.
_RULE = patterns.lazy(r"(?<=\n)\|[ |:-]+\|$", re.MULTILINE)
_BAR = patterns.lazy(r"(\\.)|\|")
_REFERENCE = patterns.lazy(r"(?:\[\^\d+\])+")
# What is printed to name a note.
_SIGN = r"[\[(]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§,;–-]+[\])]?"
_SHOWN = 4
_LONGEST = 40


def check(
    text: str, chapter: Chapter, decisions: Sequence[Decision], name: str, *, renumbered: bool = False
) -> None:
    """Compare the words of a manuscript with those that its chapter prints.

    Args:
        text: the manuscript, line for line as the decisions count them.
        chapter: what was made of it.
        decisions: every decision on the way, with the words that it changed.
        name: what to call the manuscript in an error.
        renumbered: whether references to notes got other numbers than are printed.

    Raises:
        LeidraadError: a word was lost, made up or changed.
    """
    expected = Counter(text.split())
    expected.subtract(word for decision in decisions for word in _taken(decision))
    expected.update(word for decision in decisions for word in decision.became)
    found = Counter(printed(chapter.blocks))
    placeholder = locales.load(chapter.lang).say("notes", "placeholder").split()
    wrong = [decision for decision in decisions if not _is_true(decision, placeholder, renumbered)]
    if expected == found and not wrong:
        return
    lost, gained = expected - found, found - expected
    for decision in wrong:
        lost.update(decision.words)
        gained.update(decision.became)
    told = [
        f"{verb} {_list(words, text, decisions)}"
        for verb, words in (("lose", lost), ("make up", gained))
        if words
    ]
    raise LeidraadError(
        f"{name}: the chapter would {' and '.join(told)}, so nothing was written; "
        "this is a fault of Leidraad, please report it with the text."
    )


def printed(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words that blocks print, references to notes and numbers of notes and items among them."""
    for block in blocks:
        match block:
            case Heading(_, text) | Paragraph(text):
                yield from words(text)
            case Callout(_, argument, _, body):
                yield from words(argument or "")
                yield from printed(body)
            case Note(identifier, text):
                yield f"[^{identifier.rpartition('-')[2]}]:"
                yield from words(text)
            case Verbatim("list", source):
                yield from words(_BULLET.sub("", source))
            case Verbatim("table", source):
                yield from words(_BAR.sub(lambda bar: bar[1] or " ", _RULE.sub("", source, count=1)))
            case Verbatim(_, source):
                yield from words(source)


def _taken(decision: Decision) -> Sequence[str]:
    return decision.chosen.split() if decision.kind == "furniture" else decision.words


def _is_true(decision: Decision, placeholder: Sequence[str], renumbered: bool) -> bool:
    """Tell whether a decision changed no letter, and added nothing but a note that waits for its text."""
    if renumbered and decision.kind == "note" and decision.words:
        parts = [re.escape(part) for part in _REFERENCE.split("".join(decision.became))]
        return bool(re.fullmatch(_SIGN.join(parts), "".join(decision.words)))
    if not decision.words:
        return not decision.became or (decision.kind == "note" and [*decision.became[1:]] == placeholder)
    before, after = _letters(decision, decision.words), _letters(decision, decision.became)
    if before == after or decision.kind != "join":
        return before == after
    # Dutch writes the vowel of `oma` double in `omaatje`, and single again where that word is broken.
    left, right = (_letters(decision, [part]) for part in (decision.words[0], decision.words[-1]))
    return right.startswith("tje") and after == left + left[-1:] + right


def _letters(decision: Decision, parts: Sequence[str]) -> str:
    """Return what may not change: letters, and numbers by their value, however they are written."""
    text = unicodedata.normalize("NFKD", "".join(parts)).translate(_LOOSE.get(decision.kind, {}))
    return _NUMBER.sub(lambda number: str(int(number[0])), text)


def _list(found: Counter[str], text: str, decisions: Sequence[Decision]) -> str:
    """Return the first of some words, each with its line in the manuscript where it has one."""
    lines: dict[str, int] = {}
    for decision in decisions:
        for word in decision.became:
            lines.setdefault(word, decision.lines[0])
    for number, line in enumerate(text.split("\n"), start=1):
        for word in line.split():
            lines.setdefault(word, number)
    shown = [
        f"‘{word[:_LONGEST]}’" + (f" (line {lines[word]})" if word in lines else "")
        for word in [*found][:_SHOWN]
    ]
    more = len(found) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
