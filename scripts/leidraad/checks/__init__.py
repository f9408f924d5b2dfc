"""Checks on chapters: pure functions from a text and a reading to findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from markdown import Markdown

from leidraad import patterns
from leidraad.checks import conflicts, scaffolds
from leidraad.checks.asks import asked, check_asks
from leidraad.checks.digest import Digest, digest
from leidraad.checks.examined import Examined
from leidraad.checks.finding import Finding
from leidraad.checks.html import check_html
from leidraad.checks.includes import check_includes, expand_page, split
from leidraad.checks.notes import Verdict, check_notes, check_partial
from leidraad.checks.rules import RULES
from leidraad.checks.texts import check_texts
from leidraad.dialect import fronts, tags
from leidraad.dialect.including import Partials, is_partial
from leidraad.dialect.origins import NOWHERE, Place, reach
from leidraad.dialect.verdicts import Reading
from leidraad.drafts import is_draft, says_draft
from leidraad.locales import Locale
from leidraad.model import Block, Callout, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.policy import judging
from leidraad.translations import unwritten
from leidraad.translations.outline import beside
from leidraad.translations.part import shape_of
from leidraad.translations.places import placed
from leidraad.translations.skeleton import OPEN

__all__ = ["Digest", "Examined", "Finding", "Page", "check_includes", "examine", "judge", "once", "trace"]

_COMMENT = patterns.lazy(r"<!--(.*?)-->", re.DOTALL)
_OPEN = patterns.lazy(f"{OPEN}{tags.MARK.pattern}")
_STILL_OPEN = f"There is still a {OPEN} here; write it, or say `status: draft` above."
_CODE_SPAN = patterns.lazy(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)

MakeParser = Callable[[bool], Markdown]
"""Make a Markdown object for the page's language, traced or not."""


class Page(NamedTuple):
    r"""What the checks know of a page before it is converted.

    Attributes:
        name: what people call the file.
        chapter: its path in the folder of its language; see `including.is_partial`.
        text: the whole file, with `\n` line ends.
        locale: its language.
        make_parser: gives the site's own Markdown object.
        partials: the folder that includes are read from.
        quotation_words: how many words a quotation may have; 0 for any number.
    """

    name: str
    chapter: str
    text: str
    locale: Locale
    make_parser: MakeParser
    partials: Partials
    quotation_words: int = 0

    @property
    def is_partial(self) -> bool:
        """Tell whether it is no page by itself."""
        return is_partial(self.chapter)


def examine(page: Page, *, is_fit: bool = False) -> Examined:
    """Return what a page shows, with every place, by one conversion.

    Args:
        page: the page.
        is_fit: its includes are known to be right.
    """
    findings = [] if is_fit else check_includes(page.name, page.text, page.partials)
    findings = findings or _conflicts(page)
    if findings:
        # A text with such an include cannot be converted; what stands twice would be found twice.
        return Examined(tuple(findings), Digest(page.name, page.locale.code, page.chapter, is_unread=True))
    lines = expand_page(page.name, page.text, page.partials)[0]
    is_doubtful = judging.is_doubtful("\n".join(lines))
    return trace(page, page.make_parser(False).convert(split(page.text)[0]) if is_doubtful else "")


def judge(page: Page, reading: Reading, html: str) -> Examined:
    """Return what a page shows that has been converted; only where there is a finding is it traced."""
    if findings := _conflicts(page):
        return Examined(tuple(findings), Digest(page.name, page.locale.code, page.chapter, is_unread=True))
    if any(_verdicts(page, reading, lambda _: page.is_partial)) or _leftovers(page) or judging.judge(html):
        return trace(page, html)
    made = digest(page.name, page.chapter, reading, page.locale, lambda _: NOWHERE)
    made = made._replace(**_told(page, reading, is_mixed=made.is_mixed))
    lines = expand_page(page.name, page.text, page.partials)[0] if "{!" in page.text else ()
    return Examined((), made, reach(lines) or ((page.name, 1, page.text.count("\n") + 1),))


def trace(page: Page, html: str = "") -> Examined:
    """Convert a page once more, or for the first time, with the places of all that may be found.

    Args:
        page: what is known of it.
        html: what another conversion made of it, where that may hold what is not allowed.
    """
    body, offset = split(page.text)
    parser = page.make_parser(True)
    parser.convert(body)
    traced = parser.leidraad  # type: ignore[attr-defined]

    def place(tag: int | None) -> Place:
        if tag is None:
            return NOWHERE
        found: Place = traced.places[tag]
        return found if found.path else found._replace(line=found.line + offset)

    def is_shared(tag: int | None) -> bool:
        return page.is_partial or bool(place(tag).path)

    findings = set()
    for code, message, tag in _verdicts(page, traced.reading, is_shared):
        found = place(tag)
        if found.line:
            findings.add(Finding(found.path or page.name, found.line, found.column, code, message))
    findings |= _leftovers(page)
    if offences := judging.judge(html):
        lines = expand_page(page.name, page.text, page.partials)[0]
        findings.update(check_html(page.name, offences, lines))
    made = digest(page.name, page.chapter, traced.reading, page.locale, place)
    shown = tuple(
        (path, first, last) if path else (page.name, first + offset, last + offset)
        for path, first, last in traced.shown
    )
    own = traced.reading.own or traced.reading.chapter
    parts = placed(made.outline, own, body, offset) if page.chapter else ()
    made = made._replace(outline=tuple(parts), **_told(page, traced.reading, is_mixed=made.is_mixed))
    return Examined(tuple(sorted(findings)), made, shown)


def once(examined: Mapping[str, Examined]) -> dict[str, Examined]:
    """Return what files show, where a partial by itself says nothing of lines that chapters show.

    What such lines are is told by the chapters that they stand in, and only by them; so is which language
    they are translated from.
    """
    said = {page.digest.chapter: page.digest.lead for page in examined.values() if page.digest.lead}
    shown: dict[str, set[int]] = defaultdict(set)
    leads: dict[str, set[str]] = defaultdict(set)
    for page in examined.values():
        for path, first, last in page.shown if not page.digest.is_partial else ():
            shown[path].update(range(first, last + 1))
            leads[path].add(said.get(page.digest.chapter, ""))
    left = dict(examined)
    for name, page in examined.items():
        # What cannot be converted by itself is wrong wherever it stands.
        if page.shown and page.digest.is_partial:
            findings = tuple(f for f in page.findings if f.line not in shown.get(f.path, ()))
            made = page.digest.without_facts() if name in shown else page.digest
            made = made._replace(lead=leads[name].pop() if len(leads[name]) == 1 else "")
            left[name] = Examined(findings, made, page.shown)
    return left


def _told(page: Page, reading: Reading, *, is_mixed: bool) -> dict[str, Any]:
    """Return what a page's front matter adds to its digest; a language's own start page has no slug."""
    if page.is_partial:
        return {}
    front = fronts.data(page.text)
    slug = front.get("slug", "") if page.chapter != "index.md" else ""
    lead = front.get("source")
    aside = tuple(beside(reading.own or reading.chapter, front.get("description")))
    ordered = sorted(aside, key=lambda part: part.id)
    told = {
        "slug": slug if isinstance(slug, str) else "",
        # What is no word is told where front matter is.
        "lead": lead if isinstance(lead, str) else "",
        "beside": aside,
        "asks": tuple(asked(page.text)),
        "is_mixed": is_mixed or any(part.tongue or part.strays for part in aside),
        # Where notes are defined is up to each language.
        "shape_beside": shape_of(ordered),
        "words_beside": [part.words for part in ordered],
    }
    if not says_draft(front.get("status")):
        return told
    return told | {"is_draft": True, "open": unwritten.count((reading.own or reading.chapter).walk())}


def _leftovers(page: Page) -> set[Finding]:
    """Return what the text alone shows of comments: what they ask for, and what is left of a scaffold."""
    found = check_asks(page.name, page.text)
    if is_draft(page.text):
        return found
    for key in scaffolds.open_fronts(page.text) if not page.is_partial else ():
        found.add(Finding(page.name, key.line, key.column, "LR321", _STILL_OPEN))
    if left := list(scaffolds.leftovers(page.text)):
        message = f"{len(left)} comments with source text stand beside what is translated"
        message = message if len(left) > 1 else "A comment with source text stands beside what is translated"
        found.add(Finding(page.name, left[0].line, 1, "LR320", f"{message}; `check --fix` takes them away."))
    return found


def _conflicts(page: Page) -> list[Finding]:
    remedy = "keep what is right between the marks, delete the rest"
    return [
        Finding(page.name, line, 1, "LR507", f"A conflict of an import is not settled; {remedy}.")
        for line in conflicts.find(page.text)
    ]


def _verdicts(page: Page, reading: Reading, is_shared: Callable[[int | None], bool]) -> Iterator[Verdict]:
    """Yield what is wrong with a page; `is_shared` tells of a tag whether it stands in a partial."""
    for problem in reading.problems:
        yield problem.code, problem.message, problem.tag
    yield from (found for found in check_notes(reading, page.locale) if not is_shared(found[2]))
    yield from (found for found in check_partial(reading, page.locale) if is_shared(found[2]))
    yield from check_texts(reading, page.locale, page.quotation_words)
    for block in reading.chapter.walk():
        for code, message, tag in _flags(block):
            if code in RULES:
                yield code, f"Import: {message}", tag
        if unwritten.is_unwritten(block) and not is_draft(page.text):
            yield "LR321", _STILL_OPEN, _tag(block)


def _tag(block: Block) -> int | None:
    """Return the tag of what is still to be written in a block, or of its beginning."""
    found = next((found for text in unwritten.texts(block) if (found := _OPEN.search(text))), None)
    return int(found[1]) if found else None


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
    # To look for a character first takes a tenth of the time of the patterns.
    return _COMMENT.findall(_CODE_SPAN.sub("", source)) if "<" in source else []
