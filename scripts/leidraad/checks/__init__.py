"""Checks on chapters: pure functions from a text and a reading to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from markdown import Markdown
from mkdocs.utils import meta

from leidraad import tags
from leidraad.checks import conflicts
from leidraad.checks.citations import Verdict, check_notes, check_partial
from leidraad.checks.finding import Finding
from leidraad.checks.includes import check_includes
from leidraad.checks.rules import RULES
from leidraad.locales import Locale
from leidraad.model import Block, Callout, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.reader import Reading, reading_of

__all__ = ["Finding", "check_file", "check_includes", "judge"]

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

MakeParser = Callable[[bool], Markdown]
"""Make a Markdown object for the page's language, traced or not."""


def check_file(
    path: str, text: str, partials: Path, make_parser: MakeParser, locale: Locale
) -> list[Finding]:
    r"""Return the findings of one chapter or partial.

    Args:
        path: its name, for the findings.
        text: the whole file, with `\n` line ends.
        partials: the folder that includes are read from.
        make_parser: gives the site's own Markdown object.
        locale: the language of the page.
    """
    findings = check_includes(path, text, partials)
    if findings:
        # A text with such an include cannot be converted.
        return findings
    parser = make_parser(False)
    parser.convert(meta.get_data(text)[0])
    return judge(path, text, reading_of(parser), make_parser, locale)


def judge(path: str, text: str, reading: Reading, make_parser: MakeParser, locale: Locale) -> list[Finding]:
    """Return the findings of a page that has been converted; only where there are any is it traced."""
    if unsettled := conflicts.find(text):
        # What stands twice until then would be found twice.
        remedy = "keep what is right between the marks, delete the rest"
        return [
            Finding(path, n, 1, "LR507", f"A conflict of an import is not settled; {remedy}.")
            for n in unsettled
        ]
    if not any(_verdicts(path, reading, locale)):
        return []
    body = meta.get_data(text)[0]
    # Front matter is not part of what is converted.
    offset = text[: len(text) - len(body)].count("\n") if text.endswith(body) else 0
    parser = make_parser(True)
    parser.convert(body)
    traced = parser.leidraad  # type: ignore[attr-defined]
    findings = []
    for code, message, tag in _verdicts(path, traced.reading, locale):
        # What has no place in this file stands in a partial, which reports it.
        if tag is not None:
            line, column = traced.places[tag]
            findings.append(Finding(path, line + offset, column, code, message))
    return sorted(set(findings))


def _verdicts(path: str, reading: Reading, locale: Locale) -> Iterator[Verdict]:
    for problem in reading.problems:
        yield problem.code, problem.message, problem.tag
    if "_partials/" in path:
        yield from check_partial(reading, locale)
    else:
        yield from check_notes(reading, locale)
    for block in reading.chapter.walk():
        for code, message, tag in _flags(block):
            if code in RULES:
                yield code, f"Import: {message}", tag


def _flags(block: Block) -> Iterator[Verdict]:
    """Yield what an import left to decide in a block, wherever in it the comment stands."""
    for comment in _comments(block):
        found = tags.MARK.search(comment)
        flag = Comment(" ".join(tags.MARK.sub("", comment).split())).flag
        if flag:
            yield *flag, int(found[1]) if found else None


def _comments(block: Block) -> list[str]:
    """Return the comments in the text of a block, but not those that it shows as code."""
    match block:
        case Comment(text):
            return [text]
        case Verbatim("code", _) | Include():
            return []
        case Heading(_, source) | Paragraph(source) | Note(_, source) | Verbatim(_, source):
            pass
        case Callout(_, argument):
            source = argument or ""
    return _COMMENT.findall(_CODE_SPAN.sub("", source))
