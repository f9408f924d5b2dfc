"""What an import decided, for an author to read and for a program.

An author first reads what wants a look, each with the words that it is about, then what was left out. The
rest is for looking something up: the chapter block by block, the words that stood on two lines, the notes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from leidraad import locales, patterns
from leidraad.manuscript import doubts
from leidraad.manuscript.decisions import FLAG_BELOW, PLACEHOLDER, Decision
from leidraad.manuscript.importer import Imported
from leidraad.manuscript.markup import escape, words
from leidraad.writer import write

# What is printed is English, as all that the commands print is.
_ENGLISH = "en"
_DONE = {
    "block": "Read as",
    "columns": "Put in",
    "join": "Written as",
    "furniture": "Left out:",
    "note": "Taken for",
    "chapter": "Begun here:",
    "encoding": "Read as",
    "characters": "Could not be read:",
    "break": "The text breaks off here;",
}
_SHOWN, _SIGHT, _NEAR = 60, 6, 6
_PAGE = patterns.lazy(r" \(page \d+\)$")
# What a line of Markdown begins with that is none of its words.
_MARKER = patterns.lazy(r"\[\^[^\]]*\]:|[#>|]+ |- ")

Row = tuple[str, ...]


def report_markdown(imported: Imported, text: str | None = None) -> str:
    """Return the report for people.

    Args:
        imported: what was read.
        text: the chapter as it stands in its file, where that is not just what was read.
    """
    lines = (write(imported.chapter) if text is None else text).split("\n")
    decisions = imported.decisions
    flagged = [decision for decision in decisions if decision.flagged]
    title = " ".join(words(imported.chapter.title or "")) or "a chapter without a title"
    parts = [
        f"# Import of ‘{escape(title)}’",
        *(f"> **{warning}**" for warning in imported.warnings),
        _summary(imported, len(flagged)),
        *_to_look_at(flagged, lines),
        *_placeholders([decision for decision in decisions if _waits(decision)], lines),
        *_left_out([decision for decision in decisions if decision.kind == "furniture"]),
    ]
    for heading, kinds, head, row in (
        ("The chapter, block by block", ("chapter", "block", "columns"), ("read as", "begins"), _block),
        ("Words that stood on two lines", ("join",), ("word",), _join),
        ("Note numbers", ("note",), ("number", "in the word"), _note),
        ("Letters and the end", ("encoding", "characters", "break"), ("about", "what"), _other),
    ):
        found = [d for d in decisions if d.kind in kinds and not _waits(d)]
        if kinds == ("join",):
            found.sort(key=lambda decision: decision.confidence)
        parts += _table(heading, head, [(d, row(d, lines)) for d in found])
    return "\n\n".join(parts) + "\n"


def report_json(imported: Imported, base: str | None = None) -> str:
    """Return the report as JSON, with keys in a fixed order.

    Args:
        imported: what was read.
        base: the digest of the merge base that is written with it.
    """
    english = locales.load(_ENGLISH)
    data = {
        "title": imported.chapter.title,
        "lang": imported.chapter.lang,
        "words": imported.words,
        **({"warnings": list(imported.warnings)} if imported.warnings else {}),
        **({"base": base} if base else {}),
        "flag_below": FLAG_BELOW,
        "decisions": [
            {**asdict(decision), "doubt": doubts.of(decision, english)} for decision in imported.decisions
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _summary(imported: Imported, count: int) -> str:
    look = f"**{count} {'place wants' if count == 1 else 'places want'} a look.**"
    return (
        f"{imported.words:,} words, {len(imported.decisions)} decisions. "
        f"{look if count else 'Nothing wants a look.'} "
        f"Numbers are {_counted(imported)}."
    )


def _counted(imported: Imported) -> str:
    if imported.counted == "line":
        return "lines, of the manuscript or of the chapter; those of a PDF are counted as it is read"
    return f"{imported.counted}s of the manuscript and lines of the chapter"


def _to_look_at(flagged: Sequence[Decision], lines: Sequence[str]) -> Iterator[str]:
    """Yield each place that wants a look, with the words there, and what speaks for what."""
    if not flagged:
        return
    yield "## To look at"
    yield (
        "The chapter has a comment at each of these places. Mend what is wrong and take the comment out; "
        "until then `leidraad check` lists it."
    )
    english = locales.load(_ENGLISH)
    for number, decision in enumerate(flagged, 1):
        mark, pad = f"{number}.", " " * (len(str(number)) + 2)
        place = f"line {decision.chapter_line}, " if decision.chapter_line else ""
        said = f"{mark} **{place}manuscript {_lines(decision)}.** {_DONE.get(decision.kind, '')} "
        said += f"**{_cell(decision.chosen)}**, {_sure(decision)} sure: {_cell(decision.reason)}."
        if decision.alternatives:
            why = doubts.of(decision, english)
            others = " or ".join(f"**{_cell(other)}**" for other in decision.alternatives)
            said += f" It may also be {others}{': ' + why if why else ''}."
        quoted = _around(decision, lines) or (_begins(decision, lines) if decision.kind == "block" else "")
        yield f"{said}\n\n{pad}> {quoted}" if quoted else said


def _placeholders(waiting: Sequence[Decision], lines: Sequence[str]) -> Iterator[str]:
    if not waiting:
        return
    yield "## Notes that wait for their source"
    yield "The text does not say what they refer to. Put it in their place at the end of the chapter (LR105)."
    yield "\n".join(
        f"- chapter {decision.chapter_line or '–'}, manuscript {_lines(decision)}: "
        f"`{_line(decision, lines).partition(':')[0]}`, {_sure(decision)} sure: {_cell(decision.reason)}"
        for decision in waiting
    )


def _left_out(furniture: Sequence[Decision]) -> Iterator[str]:
    """Yield what is not in the chapter, by what it was taken for."""
    if not furniture:
        return
    yield "## Left out"
    yield "These lines of the manuscript are not in the chapter, each with its line there."

    def key(decision: Decision) -> Row:
        reason = _PAGE.sub("", _cell(decision.reason))
        return reason, _sure(decision), ", ".join(map(_cell, decision.alternatives))

    for (reason, sure, others), same in groupby(sorted(furniture, key=key), key):
        shown = ", ".join(
            f"‘{_cell(decision.chosen)}’ {_lines(decision)}{''.join(_PAGE.findall(decision.reason))}"
            for decision in same
        )
        yield f"**{reason}** ({sure} sure{f', or {others}' if others else ''}): {shown}."


def _table(heading: str, head: Row, rows: Sequence[tuple[Decision, Row]]) -> Iterator[str]:
    if not rows:
        return
    yield f"## {heading}"
    columns = ("manuscript", "chapter", *head, "sure", "or", "why")
    written = [
        (
            _lines(decision),
            str(decision.chapter_line or "–"),
            *told,
            _sure(decision),
            ", ".join(map(_cell, decision.alternatives)) or "–",
            _cell(decision.reason),
        )
        for decision, told in rows
    ]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (columns, tuple("---" for _ in columns), *written))


def _block(decision: Decision, lines: Sequence[str]) -> Row:
    return _cell(decision.chosen), _begins(decision, lines)


def _join(decision: Decision, _: Sequence[str]) -> Row:
    return (_cell(" ".join(decision.became) or decision.chosen),)


def _note(decision: Decision, _: Sequence[str]) -> Row:
    return _cell(decision.chosen), _cell(" ".join(decision.words)) or "–"


def _other(decision: Decision, _: Sequence[str]) -> Row:
    return decision.kind, _cell(decision.chosen)


def _waits(decision: Decision) -> bool:
    return decision.kind == "note" and decision.chosen == PLACEHOLDER


def _line(decision: Decision, lines: Sequence[str]) -> str:
    at = (decision.chapter_line or 0) - 1
    return lines[at] if 0 <= at < len(lines) else ""


def _begins(decision: Decision, lines: Sequence[str]) -> str:
    """Return the first words of the block that a decision is about, as the chapter has them."""
    at = (decision.chapter_line or 0) - 1
    for line in lines[at : at + _SIGHT] if at >= 0 else ():
        if line.strip() and not line.startswith(("///", "<!--", "    ")):
            said = " ".join(words(_MARKER.sub("", line, count=1)))
            return _cell(said[:_SHOWN].rpartition(" ")[0] + " …" if len(said) > _SHOWN else said)
    return ""


def _around(decision: Decision, lines: Sequence[str]) -> str:
    """Return the words that a join or a note stands among."""
    sought = decision.became[-1:] if decision.kind in ("join", "note") else ()
    at = (decision.chapter_line or 0) - 1
    for line in lines[at : at + _SIGHT] if at >= 0 and sought else ():
        said = words(line)
        if sought[0] in said:
            place = said.index(sought[0])
            near = said[max(place - _NEAR, 0) : place + _NEAR + 1]
            return _cell(f"… {' '.join(near)} …")
    return ""


def _lines(decision: Decision) -> str:
    first, last = decision.lines
    return str(first) if first == last else f"{first}–{last}"


def _sure(decision: Decision) -> str:
    return f"{decision.confidence:.0%}"


def _cell(text: str) -> str:
    """Return text that prints as it is, in a cell of a table too."""
    return escape(" ".join(text.split())).replace("|", "&#124;")
