"""Checks on chapters: pure functions from a text and a reading to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from mkdocs.utils import meta

from leidraad import tags
from leidraad.checks import conflicts
from leidraad.checks.digest import NOWHERE, Digest, Place, digest
from leidraad.checks.examined import Examined
from leidraad.checks.finding import Finding
from leidraad.checks.front import check_front
from leidraad.checks.includes import check_includes
from leidraad.checks.notes import Verdict, check_notes, check_partial
from leidraad.checks.rules import RULES
from leidraad.checks.texts import check_texts
from leidraad.locales import Locale
from leidraad.model import Block, Callout, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.verdicts import Reading

__all__ = ["Digest", "Examined", "Finding", "Page", "check_includes", "examine", "judge", "trace"]

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

MakeParser = Callable[[bool], Markdown]
"""Make a Markdown object for the page's language, traced or not."""


@dataclass(frozen=True, slots=True)
class Page:
    r"""What the checks know of a page before it is converted.

    Attributes:
        name: what people call the file.
        chapter: its path in the folder of its language; "" for a partial.
        text: the whole file, with `\n` line ends.
        locale: its language.
        make_parser: gives the site's own Markdown object.
        quotation_words: how many words a quotation may have; 0 for any number.
    """

    name: str
    chapter: str
    text: str
    locale: Locale
    make_parser: MakeParser
    quotation_words: int = 0


def examine(page: Page, partials: Path) -> Examined:
    """Return what a page shows, with every place, by one conversion.

    Args:
        page: a chapter or partial.
        partials: the folder that includes are read from.
    """
    findings = check_includes(page.name, page.text, partials) or _conflicts(page)
    if findings:
        # A text with such an include cannot be converted; what stands twice would be found twice.
        return Examined(tuple(findings), Digest(page.name, page.locale.code, page.chapter))
    return trace(page)


def judge(page: Page, reading: Reading) -> Examined:
    """Return what a page shows that has been converted; only where there is a finding is it traced."""
    if findings := _conflicts(page):
        return Examined(tuple(findings), Digest(page.name, page.locale.code, page.chapter))
    if any(_verdicts(page, reading)) or _front(page):
        return trace(page)
    return Examined((), digest(page.name, page.chapter, reading, page.locale, lambda _: NOWHERE))


def trace(page: Page) -> Examined:
    """Convert a page once more, or for the first time, with the places of all that may be found."""
    body = meta.get_data(page.text)[0]
    # Front matter is not part of what is converted.
    offset = page.text[: len(page.text) - len(body)].count("\n") if page.text.endswith(body) else 0
    parser = page.make_parser(True)
    parser.convert(body)
    traced = parser.leidraad  # type: ignore[attr-defined]

    def place(tag: int | None) -> Place:
        if tag is None:
            return NOWHERE
        line, column = traced.places[tag]
        return line + offset, column

    # What has no place in this file stands in a partial, which reports it.
    findings = {
        Finding(page.name, *place(tag), code, message)
        for code, message, tag in _verdicts(page, traced.reading)
        if tag is not None
    }
    findings |= _front(page)
    made = digest(page.name, page.chapter, traced.reading, page.locale, place)
    return Examined(tuple(sorted(findings)), made)


def _front(page: Page) -> set[Finding]:
    return set(check_front(page.name, page.text)) if page.chapter else set()


def _conflicts(page: Page) -> list[Finding]:
    remedy = "keep what is right between the marks, delete the rest"
    return [
        Finding(page.name, line, 1, "LR507", f"A conflict of an import is not settled; {remedy}.")
        for line in conflicts.find(page.text)
    ]


def _verdicts(page: Page, reading: Reading) -> Iterator[Verdict]:
    for problem in reading.problems:
        yield problem.code, problem.message, problem.tag
    if page.chapter:
        yield from check_notes(reading, page.locale)
    else:
        yield from check_partial(reading, page.locale)
    yield from check_texts(reading, page.locale, page.quotation_words)
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
