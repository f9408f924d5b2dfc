"""Findings that an author sets aside by a comment, each with a reason.

`<!-- leidraad ignore LR141: reason -->` sets the rules it names aside on the block that follows, or on its
own line where it stands behind text; `ignore-file` does so in the whole file. In references.bib the
comment is a line that begins with `%`, and the block the next entry.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from leidraad import patterns
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.checks.rules import RULES
from leidraad.dialect.origins import starts
from leidraad.hints import did_you_mean

_WORDS = r"\s*leidraad\s+ignore(?P<file>-file)?(?![\w-])(?P<codes>[^:]*)(?::(?P<reason>.*))?"
_COMMENT = patterns.lazy(rf"<!--{_WORDS}-->", re.DOTALL | re.IGNORECASE)
_LINE = patterns.lazy(rf"^[ \t]*%{_WORDS}$".replace("[^:]", r"[^:\n]"), re.MULTILINE | re.IGNORECASE)
_LEAD = patterns.lazy(r"[ >]*(?:(?:[-+*]|\d+\.)[ ]+)*")
_FENCE = patterns.lazy(r"[ >]*(/{3,}|`{3,}|~{3,})")
_NOTE = patterns.lazy(r"[ >]*\[\^[^\]]*\]:")
# What they say of a suppression cannot be suppressed.
_OWN = ("LR149", "LR150")


class Suppression(NamedTuple):
    """A comment that sets rules aside: its place, the codes, the lines (from, to) and whether it says why."""

    line: int
    column: int
    codes: tuple[str, ...]
    lines: tuple[int, int]
    has_reason: bool


def suppress(path: str, text: str, findings: Iterable[Finding]) -> list[Finding]:
    r"""Return the findings of a file that nobody sets aside, and what is wrong with the comments that do.

    Args:
        path: the file's name; that of a bibliography ends in `.bib`.
        text: the whole file, with `\n` line ends.
        findings: all there are of this file, of every rule.
    """
    suppressions = find(path, text)
    if not suppressions:
        return list(findings)
    kept, lines = [], defaultdict(list)
    covered = cover(suppressions)
    for finding in sorted(findings):
        lines[finding.code].append(finding.line)
        if not covers(covered, finding.code, finding.line):
            kept.append(finding)
    return sorted({*kept, *_judge(path, suppressions, lines)})


Cover = dict[str, list[tuple[int, int]]]
"""The lines (from, to) on which each code is set aside, sorted and apart."""


def cover(suppressions: Iterable[Suppression]) -> Cover:
    """Return on which lines each code is set aside."""
    covered: Cover = defaultdict(list)
    for first, last, code in sorted((*s.lines, c) for s in suppressions for c in s.codes if can_suppress(c)):
        known = covered[code]
        if known and first <= known[-1][1]:
            known[-1] = (known[-1][0], max(last, known[-1][1]))
        else:
            known.append((first, last))
    return dict(covered)


def covers(covered: Cover, code: str, line: int) -> bool:
    """Tell whether a code is set aside on a line."""
    known = covered.get(code, [])
    at = bisect_right(known, (line, 1 << 60)) - 1
    return at >= 0 and line <= known[at][1]


def find(path: str, text: str) -> list[Suppression]:
    """Return the comments of a file that set rules aside."""
    if "leidraad" not in text.lower():
        return []
    return list(_in_bibliography(text) if path.endswith(".bib") else _in_chapter(text))


def can_suppress(code: str) -> bool:
    """Tell whether there is such a rule, and a person may set it aside."""
    return code in RULES and not RULES[code].is_fixed and code not in _OWN


def _judge(path: str, suppressions: list[Suppression], found: Mapping[str, list[int]]) -> Iterator[Finding]:
    """Yield what is wrong with suppressions, given the lines on which each code was found."""
    for suppression in suppressions:
        place = (path, suppression.line, suppression.column)
        if not suppression.codes:
            message = "This comment names no rule; write its code: `leidraad ignore LR141: reason`."
            yield Finding(*place, "LR149", message)
        elif not suppression.has_reason:
            codes = " ".join(suppression.codes)
            message = f"This comment does not say why; write `leidraad ignore {codes}: reason`."
            yield Finding(*place, "LR150", message)
        for code in suppression.codes:
            if code not in RULES:
                hint = did_you_mean(code, RULES, " `leidraad explain` lists them.", "{}")
                yield Finding(*place, "LR149", f"There is no rule {code}.{hint}")
            elif not can_suppress(code):
                yield Finding(*place, "LR149", f"{code} cannot be set aside; mend what it finds.")
            elif RULES[code].place == "built":
                # Not every check is a build, which alone can tell.
                continue
            elif not _is_found(found.get(code, []), suppression.lines):
                message = f"There is no {code} here to set aside; remove the code, or move the comment."
                yield Finding(*place, "LR149", message)


def _is_found(lines: list[int], reach: tuple[int, int]) -> bool:
    at = bisect_left(lines, reach[0])
    return at < len(lines) and lines[at] <= reach[1]


def _in_chapter(text: str) -> Iterator[Suppression]:
    begins = starts(text)
    spans = [span for span in prose.spans(text, html=False) if span.kind == "comment"]
    found = [(span, m) for span in spans if (m := _COMMENT.fullmatch(text, span.start, span.end))]
    # Of the text nothing but these comments is taken away.
    rest = list(text)
    for span, _ in found:
        rest[span.start : span.end] = prose.fill(text[span.start : span.end])
    blocks = _Blocks("".join(rest).split("\n"))
    for span, match in found:
        line = bisect_right(begins, span.start)
        if match["file"]:
            reach = (1, len(begins))
        elif blocks.is_empty(line):
            reach = blocks.after(line)
        else:
            reach = (line, line)
        yield _suppression(match, line, span.start - begins[line - 1] + 1, reach)


class _Blocks:
    """The blocks of a text by its lines, which count from 1."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.known: dict[int, tuple[int, int]] = {}
        self.bars: dict[str, list[int]] = defaultdict(list)
        self.next = [len(lines) + 1] * (len(lines) + 2)
        for number in range(len(lines), 0, -1):
            self.next[number] = self.next[number + 1] if self.is_empty(number) else number
        for number, line in enumerate(lines, start=1):
            self.bars[line.strip(" >")].append(number)

    def is_empty(self, line: int) -> bool:
        """Tell whether a line holds nothing but comments, and what opens a list item or a quotation."""
        return not _LEAD.sub("", self.lines[line - 1].replace(prose.FILLER, ""), count=1).strip()

    def after(self, line: int) -> tuple[int, int]:
        """Return the lines of the block that follows: a callout to its end, a note, or up to a blank line."""
        first = self.next[line]
        if first > len(self.lines):
            return (line, line)
        if first not in self.known:
            self.known[first] = (first, self._end(first))
        return self.known[first]

    def _end(self, first: int) -> int:
        opening = self.lines[first - 1]
        if fence := _FENCE.match(opening):
            ends = self.bars[fence[1]]
            at = bisect_right(ends, first)
            return ends[at] if at < len(ends) else len(self.lines)
        depth, is_note, last = _depth(opening), bool(_NOTE.match(opening)), first
        while (number := self.next[last + 1]) <= len(self.lines):
            text = self.lines[number - 1]
            # Behind a blank line only what is indented deeper still belongs to the block.
            if (number > last + 1 and _depth(text) < depth + 2) or (is_note and _NOTE.match(text)):
                break
            last = number
        return last


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" >"))


def _in_bibliography(text: str) -> Iterator[Suppression]:
    begins = starts(text)
    entries = [
        text.count("\n", 0, entry.start()) + 1 for entry in re.finditer(r"^[ \t]*@", text, re.MULTILINE)
    ]
    entries += [len(begins) + 1] * 2
    for match in _LINE.finditer(text):
        line = bisect_right(begins, match.start())
        following = bisect_right(entries, line)
        reach = (1, len(begins)) if match["file"] else (line, entries[following + 1] - 1)
        yield _suppression(match, line, match[0].index("%") + 1, reach)


def _suppression(match: re.Match[str], line: int, column: int, lines: tuple[int, int]) -> Suppression:
    codes = tuple(dict.fromkeys(re.findall(r"[^\s,]+", match["codes"].upper())))
    return Suppression(line, column, codes, lines, bool((match["reason"] or "").strip()))
