"""What `leidraad check --fix` can mend by itself: one pure function from text to text for each rule.

A fix changes what its rule is about and not one other character, and run again it changes nothing. Where it
is not certain that something is prose, or where an author set the rule aside, it does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import isbn

from leidraad import patterns
from leidraad.bibliography import numbers
from leidraad.checks import prose, scaffolds, suppressions
from leidraad.drafts import is_draft

_MARK = r"\[\^[^\]\s]+\]"
_BEFORE = patterns.lazy(
    rf"(?<=[^\s.,;:!?…\[\](])(?P<marks>(?>(?:{_MARK})+))"
    r"(?P<tail>[’”»]{0,2}[.,;:!?…]+(?:[’”»\"']{1,2}(?=[\s)\]—–*_]|\Z))?)(?=[\s)\]—–*_|]|\Z)",
    re.MULTILINE,
)
_DEFINED = patterns.lazy(rf"^[ >]*({_MARK}):", re.MULTILINE)
_REFERENCE = patterns.lazy(_MARK)
_OTHER = patterns.lazy(
    # Links and images, targets of links, formulas, tags, and the heads of definitions.
    r"!?\[(?!\^)(?:[^\[\]\n]|\[[^\[\]\n]*\])*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[(?!\^)[^\[\]\n]*\])"
    r"|\$\$[^$]+\$\$|\$(?=\S)[^$\n]*[^$\s]\$(?!\d)|<[^<>\n]+>"
    rf"|^[ >]*{_MARK}:|^[ ]{{0,3}}\[[^\]\n]+\]:.*$",
    re.MULTILINE,
)
_DEFINITION = patterns.lazy(rf"[ ]{{0,3}}({_MARK}):")
_CALLOUT = patterns.lazy(r"[ >]*(/{3,})[ ]*(\S?)")
_FIELD = patterns.lazy(
    r"^(?P<head>[ \t]*(?P<name>isbn|doi)[ \t]*=[ \t]*)(?:\{(?P<braced>[^{}\n]*)\}|\"(?P<quoted>[^\"\n]*)\")",
    re.MULTILINE | re.IGNORECASE,
)
_END = patterns.lazy(r"\r\n|\r|\n")

Fix = Callable[[str, str], str]
"""From a text and the same text with all but prose filled up to the mended text."""


def fix(code: str, text: str) -> str:
    """Return a chapter with what one rule finds mended; `text` is the whole file, with its own line ends."""
    return _apart(text, lambda plain: FIXES[code](plain, _prose(code, plain)))


def normalise(text: str) -> str:
    """Return a references.bib in which each ISBN is hyphenated and has 13 digits, and each DOI is bare."""

    def mend(found: re.Match[str]) -> str:
        group = "quoted" if found["braced"] is None else "braced"
        value = (_isbn if found["name"].lower() == "isbn" else _doi)(found[group])
        return text[found.start() : found.start(group)] + value + text[found.end(group) : found.end()]

    return _FIELD.sub(mend, text)


def _apart(text: str, change: Callable[[str], str]) -> str:
    r"""Change a text as if its line ends were `\n` and it had no byte order mark, and put both back."""
    bom = text[:1] if text.startswith("\ufeff") else ""
    ends = _END.findall(text)
    lines = change(_END.sub("\n", text[len(bom) :])).split("\n")
    if len(lines) != len(ends) + 1:
        # Which line keeps which end is certain only where all are alike.
        return bom + ends[0].join(lines) if len({*ends}) == 1 else text
    return bom + "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _prose(code: str, text: str) -> str:
    """Return `text` with all but prose filled up, and the lines on which the rule is set aside."""
    covered = suppressions.cover(suppressions.find("", text))
    lines = prose.blank(text).split("\n")
    for first, last in covered.get(code, []):
        lines[first - 1 : last] = map(prose.fill, lines[first - 1 : last])
    return "\n".join(lines)


def _marks_behind(text: str, shown: str) -> str:
    """Put the marks of notes behind the punctuation that follows them (LR142)."""
    defined = {found[1] for found in _DEFINED.finditer(shown)}
    shown = _OTHER.sub(lambda found: prose.fill(found[0]), shown)
    parts = []
    done = 0
    for found in _BEFORE.finditer(shown):
        if all(mark in defined for mark in _REFERENCE.findall(found["marks"])):
            parts += [text[done : found.start()], found["tail"], found["marks"]]
            done = found.end()
    return "".join((*parts, text[done:]))


def _definitions_in_order(text: str, shown: str) -> str:
    """Put the definitions that stand together in the order in which their notes are first cited (LR148)."""
    lines, seen = text.split("\n"), shown.split("\n")
    order = _order(seen)
    number = 0
    bars: list[str] = []
    while number < len(lines):
        callout = _CALLOUT.match(seen[number])
        if callout and callout[2]:
            bars.append(callout[1])
        elif callout and callout[1] in bars:
            del bars[bars.index(callout[1]) :]
        run = [] if bars else _run(lines, seen, number)
        if len(run) > 1:
            moved = sorted(run, key=lambda part: order.get(part[2], len(order)))
            out: list[str] = []
            at = run[0][0]
            for place, part in zip(run, moved, strict=True):
                out += [*lines[at : place[0]], *lines[part[0] : part[1]]]
                at = place[1]
            lines[run[0][0] : run[-1][1]] = out
        number = run[-1][1] if run else number + 1
    return "\n".join(lines)


def _order(seen: list[str]) -> dict[str, int]:
    """Return the number of each mark: those of the text first, then those that only notes cite."""
    in_note = False
    of_text: list[str] = []
    of_notes: list[str] = []
    for before, line in zip(["", *seen], seen, strict=False):
        head = _DEFINED.match(line)
        # A note goes on up to a line that is not indented behind a blank one.
        in_note = bool(head) or (in_note and (bool(before.strip()) or not line.strip() or line[0] in " \t"))
        marks = _REFERENCE.findall(line, head.end() if head else 0)
        (of_notes if in_note else of_text).extend(marks)
    return {mark: number for number, mark in enumerate(dict.fromkeys([*of_text, *of_notes]))}


def _run(lines: list[str], seen: list[str], start: int) -> list[tuple[int, int, str]]:
    """Return the definitions that stand together from a line on: first line, end, and mark of each.

    A comment belongs to the definition that follows it, a deeper line behind a blank one to that before.
    """
    run: list[tuple[int, int, str]] = []
    at = start
    while True:
        first = at
        while run and at < len(lines) and not lines[at].strip():
            at += 1
        begin = at
        while run and at < len(lines) and _is_comment_or_blank(lines[at], seen[at]):
            at += 1
        head = _DEFINITION.match(seen[at]) if at < len(lines) else None
        if head is None:
            return run
        begin = begin if run else at
        at = end = at + 1
        while at < len(lines):
            if not lines[at].strip():
                at += 1
            elif lines[at].startswith("    ") or (at == end and _goes_on(seen[at])):
                at = end = at + 1
            else:
                break
        run.append((begin, end, head[1]))
        at = end
        assert at > first


def _is_comment_or_blank(line: str, shown: str) -> bool:
    return not shown.strip(f" {prose.FILLER}") and (not line.strip() or line.lstrip().startswith("<!--"))


def _goes_on(shown: str) -> bool:
    """Tell whether a line that touches a definition is still its text."""
    return not _DEFINITION.match(shown) and not _CALLOUT.match(shown) and bool(shown.strip(prose.FILLER))


def _isbn(value: str) -> str:
    """Return the ISBNs of a field hyphenated, or the field as it was where one of them is none."""
    written = re.findall(r"[^\s,;]+", value)
    if not written or not all(map(isbn.is_valid, written)):
        return value
    return re.sub(r"[^\s,;]+", lambda found: isbn.format(isbn.to_isbn13(found[0])), value)


def _doi(value: str) -> str:
    return numbers.bare_doi(value) if numbers.is_doi(value) else value


def _scaffolds_away(text: str, shown: str) -> str:
    """Take the comments of a scaffold away whose blocks are filled in; a draft keeps its own (LR320)."""
    if is_draft(text):
        return text
    covered = suppressions.cover(suppressions.find("", text))
    parts = []
    done = 0
    for found in scaffolds.leftovers(text):
        if not suppressions.covers(covered, "LR320", found.line):
            parts.append(text[done : found.start])
            done = found.end
    return "".join((*parts, text[done:]))


FIXES: dict[str, Fix] = {
    "LR142": _marks_behind,
    "LR148": _definitions_in_order,
    "LR320": _scaffolds_away,
}
