"""Checks on chapters: pure functions from a text and a reading to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from markdown import Markdown
from mkdocs.utils import meta

from leidraad.checks.citations import Verdict, check_notes, check_partial
from leidraad.checks.finding import Finding
from leidraad.checks.includes import check_includes
from leidraad.checks.rules import RULES
from leidraad.locales import Locale
from leidraad.model import Comment
from leidraad.reader import Reading, reading_of

__all__ = ["Finding", "check_file", "check_includes", "judge"]

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
    if not any(_verdicts(path, reading, locale)):
        return []
    body = meta.get_data(text)[0]
    # Front matter is not part of what is converted.
    offset = text[: len(text) - len(body)].count("\n") if text.endswith(body) else 0
    parser = make_parser(True)
    parser.convert(body)
    traced = parser.leidraad  # type: ignore[attr-defined]
    flags = iter(_flag_places(text))
    findings = []
    for code, message, tag in _verdicts(path, traced.reading, locale):
        if code.startswith("LR5"):
            line, column = next(flags, (1, 1))
        elif tag is None:
            # No place in this file: the partial that it stands in reports it.
            continue
        else:
            line, column = traced.places[tag]
            line += offset
        findings.append(Finding(path, line, column, code, message))
    return sorted(set(findings))


def _verdicts(path: str, reading: Reading, locale: Locale) -> Iterator[Verdict]:
    for problem in reading.problems:
        yield problem.code, problem.message, problem.tag
    if "_partials/" in path:
        yield from check_partial(reading)
    else:
        yield from check_notes(reading, locale)
    for block in reading.chapter.walk():
        if isinstance(block, Comment) and block.flag and block.flag[0] in RULES:
            code, sentence = block.flag
            yield code, f"Import: {sentence}", None


def _flag_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield (line, column) of each import flag."""
    for number, line in enumerate(text.split("\n"), start=1):
        column = line.find("<!-- leidraad LR5")
        if column >= 0:
            yield number, column + 1
