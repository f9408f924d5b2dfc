"""Pages in the navigation of each language: only what is there, once, and in the same order in all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from leidraad import nav
from leidraad.checks.finding import Finding
from leidraad.hints import did_you_mean
from leidraad.translations.order import in_order

_NAME = re.compile(r"[^\s:,'\"{}\[\]]+\.md\b")


def may_be_wrong(text: str, there: Collection[str]) -> bool:
    """Tell whether mkdocs.yml may name a page twice, or one that is not there.

    It takes a fraction of the time in which the file is read.

    Args:
        text: what it says.
        there: the pages of any language.
    """
    names = _NAME.findall(text)
    known = {*names}
    return len(names) > len(known) or not known.issubset(there)


def _pages(text: str, lang: str, languages: Sequence[str]) -> list[nav.Named]:
    """Return the pages of a navigation without the folder of a language, which may stand before any."""
    folders = tuple(f"{each}/" for each in languages)
    pages = nav.pages(text, lang)
    return [
        replace(page, path=page.path.partition("/")[2]) if page.path.startswith(folders) else page
        for page in pages
    ]


def check_pages(name: str, text: str, languages: Sequence[str], there: Collection[str]) -> Iterator[Finding]:
    """Yield the pages that a navigation names and no language has.

    Args:
        name: what people call mkdocs.yml.
        text: what it says.
        languages: their codes.
        there: the pages of any language.
    """
    # Languages may have one navigation.
    for page in dict.fromkeys(page for lang in languages for page in _pages(text, lang, languages)):
        if page.path not in there:
            hint = did_you_mean(page.path, there, " Mend the name, or add the page.")
            yield Finding(name, page.line, page.column, "LR419", f"There is no page {page.path}.{hint}")


def check_repeated(name: str, text: str, languages: Sequence[str]) -> list[Finding]:
    """Return the pages that stand twice in one navigation.

    Args:
        name: what people call mkdocs.yml.
        text: what it says.
        languages: their codes.
    """
    found = []
    for lang in languages:
        known: dict[str, int] = {}
        for page in _pages(text, lang, languages):
            if page.path in known:
                message = f"{page.path} stands in line {known[page.path]} already; name it once."
                found.append(Finding(name, page.line, page.column, "LR418", message))
            known.setdefault(page.path, page.line)
    # Languages may have one navigation.
    return list(dict.fromkeys(found))


def check_navigation(
    name: str, text: str, languages: Sequence[str], there: Collection[str]
) -> Iterator[Finding]:
    """Yield where the navigation that a language has of its own differs from that of the first language.

    Args:
        name: what people call mkdocs.yml.
        text: what it says.
        languages: their codes.
        there: the pages of any language; what else is named is told by itself.
    """
    first, *others = languages
    source = _once(_pages(text, first, languages), there)
    for lang in others:
        target = _once(_pages(text, lang, languages), there)
        if not source or not target or target == source:
            continue
        wanted = {page.path: place for place, page in enumerate(source)}
        there = {page.path for page in target}
        for page in source:
            if page.path not in there:
                message = f"{page.path} is not in the navigation of {lang}; add it there."
                yield Finding(name, page.line, page.column, "LR319", message)
        shared = [page for page in target if page.path in wanted]
        kept = in_order([wanted[page.path] for page in shared])
        for page in target:
            if page.path not in wanted:
                message = f"{page.path} is not in the navigation of {first}; add it there, or remove it here."
                yield Finding(name, page.line, page.column, "LR319", message)
        for index, page in enumerate(shared):
            if index not in kept:
                line = source[wanted[page.path]].line
                message = f"{page.path} stands elsewhere in the navigation of {first}, line {line}; move it."
                yield Finding(name, page.line, page.column, "LR319", message)


def _once(pages: Sequence[nav.Named], there: Collection[str]) -> list[nav.Named]:
    """Return the pages that are there, without those that stood in the navigation before."""
    known: dict[str, nav.Named] = {}
    for page in pages:
        if page.path in there:
            known.setdefault(page.path, page)
    return [*known.values()]
