"""Pages in the navigation of each language: only what is there, once, and in the same order in all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from leidraad import patterns
from leidraad.checks.digest import Digest
from leidraad.checks.finding import Finding
from leidraad.hints import did_you_mean
from leidraad.translations.order import in_order

if TYPE_CHECKING:
    from leidraad.nav import Named

Navigations: TypeAlias = "Mapping[str, Sequence[Named]]"
"""The pages in the navigation of each language, as `nav.pages` returns them."""

_NAV = patterns.lazy(r"^nav:.*(?:\n(?![\w\"']).*)*", re.MULTILINE)
_NAME = patterns.lazy(r"[^\s:,'\"{}\[\]]+\.md\b")


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


def may_omit(text: str, there: Collection[str]) -> bool:
    """Tell whether the navigation in mkdocs.yml may leave a page out; what stands in remarks is not named.

    Args:
        text: what mkdocs.yml says.
        there: the pages of any language.
    """
    return not {name for each in _NAV.findall(text) for name in _NAME.findall(each)}.issuperset(there)


def check_omitted(name: str, navs: Navigations, pages: Iterable[Digest]) -> Iterator[Finding]:
    """Yield the pages that stand in no navigation, each once.

    Args:
        name: what people call mkdocs.yml.
        navs: the navigation of each language; where all are empty, MkDocs makes one of what is there.
        pages: those that are to be found in one.
    """
    known = {page.path for named in navs.values() for page in named}
    for page in pages if known else ():
        if not page.is_partial and page.chapter not in known:
            known.add(page.chapter)
            message = (
                f"No navigation has this page, at which a strict build stops. Add `- {page.chapter}` "
                f"below nav in {name}, or {page.chapter} below not_in_nav."
            )
            yield Finding(page.path, 1, 1, "LR424", message)


def check_pages(name: str, navs: Navigations, there: Collection[str]) -> Iterator[Finding]:
    """Yield the pages that a navigation names and no language has.

    Args:
        name: what people call mkdocs.yml.
        navs: the navigation of each language.
        there: the pages of any language.
    """
    # Languages may have one navigation.
    for page in dict.fromkeys(page for pages in navs.values() for page in pages):
        if page.path not in there:
            hint = did_you_mean(page.path, there, " Mend the name, or add the page.")
            yield Finding(name, page.line, page.column, "LR419", f"There is no page {page.path}.{hint}")


def check_repeated(name: str, navs: Navigations) -> list[Finding]:
    """Return the pages that stand twice in one navigation.

    Args:
        name: what people call mkdocs.yml.
        navs: the navigation of each language.
    """
    found = []
    for pages in navs.values():
        known: dict[str, int] = {}
        for page in pages:
            if page.path in known:
                message = f"{page.path} stands in line {known[page.path]} already; name it once."
                found.append(Finding(name, page.line, page.column, "LR418", message))
            known.setdefault(page.path, page.line)
    # Languages may have one navigation.
    return list(dict.fromkeys(found))


def check_navigation(name: str, navs: Navigations, there: Collection[str]) -> Iterator[Finding]:
    """Yield where the navigation that a language has of its own differs from that of the first language.

    Args:
        name: what people call mkdocs.yml.
        navs: the navigation of each language, that of the first one first.
        there: the pages of any language; what else is named is told by itself.
    """
    (first, source), *others = ((lang, _once(pages, there)) for lang, pages in navs.items())
    for lang, target in others:
        if not source or not target or target == source:
            continue
        wanted = {page.path: place for place, page in enumerate(source)}
        named = {page.path for page in target}
        for page in source:
            if page.path not in named:
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


def _once(pages: Sequence[Named], there: Collection[str]) -> list[Named]:
    """Return the pages that are there, without those that stood in the navigation before."""
    known: dict[str, Named] = {}
    for page in pages:
        if page.path in there:
            known.setdefault(page.path, page)
    return [*known.values()]
