"""The navigation of a handbook: what is wrong with it, and what MkDocs need not say of that as well."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, patterns, site
from leidraad.checks import Finding
from leidraad.checks.digest import Digest
from leidraad.checks.drafts import published
from leidraad.checks.navigation import (
    check_navigation,
    check_omitted,
    check_pages,
    check_repeated,
    may_be_wrong,
    may_omit,
)
from leidraad.storage.files import read_text

if TYPE_CHECKING:
    from leidraad.nav import Named

_NAV = patterns.lazy(r"^nav:", re.MULTILINE)
# Lower than anything that MkDocs shows, and no level of its own.
_OURS = logging.DEBUG + 1


def check(config: MkDocsConfig, digests: Sequence[Digest]) -> Iterator[Finding]:
    """Yield what is wrong with the navigation of each language.

    Args:
        config: the handbook's.
        digests: every page.
    """
    path = _file(config)
    name, text = site.name(config, path), read_text(path)
    there = docs.chapters(config)
    levels = config.validation.nav
    is_doubtful, are_several = may_be_wrong(text, there), site.has_navigations(config)
    may_lack = levels.omitted_files == logging.WARNING and may_omit(text, there)
    navs: Mapping[str, list[Named]] = {}
    if is_doubtful or are_several or may_lack:
        from leidraad import nav

        navs = nav.pages(text, site.languages(config))
    if is_doubtful:
        yield from check_repeated(name, navs)
        if levels.not_found in (logging.WARNING, _OURS):
            yield from check_pages(name, navs, there)
    if are_several:
        yield from check_navigation(name, navs, there)
    if may_lack:
        yield from check_omitted(name, navs, _expected(config, digests))


def _expected(config: MkDocsConfig, digests: Sequence[Digest]) -> Iterable[Digest]:
    """Yield the pages that readers see, and that the author does not keep out of the navigation."""
    kept_out = [spec for spec in (config.exclude_docs, config.draft_docs, config.not_in_nav) if spec]
    for page in published(digests, site.languages(config)):
        if not any(spec.match_file(f"{page.lang}/{page.chapter}") for spec in kept_out):
            yield page


def quieten(config: MkDocsConfig) -> None:
    """Let MkDocs say nothing of pages that are not there where `check` tells them with their lines."""
    levels = config.validation.nav
    if levels.not_found == logging.WARNING and _NAV.search(read_text(_file(config))):
        levels.not_found = _OURS


def files(config: MkDocsConfig) -> Iterator[Path]:
    """Yield mkdocs.yml, and then each file that the one before builds upon."""
    path = Path(config.config_file_path).resolve()
    known: set[Path] = set()
    while path not in known and path.is_file():
        known.add(path)
        yield path
        text = read_text(path)
        base = _base(text) if "INHERIT" in text else None
        path = (path.parent / base).resolve() if base else path


def _base(text: str) -> str | None:
    # What changes YAML and leaves all else as it is takes as long to load as two pages to make.
    from leidraad import nav

    return nav.inherits(text)


def _file(config: MkDocsConfig) -> Path:
    """Return the file that has the navigation: mkdocs.yml, or one that it builds upon."""
    own = Path(config.config_file_path).resolve()
    if site.has_navigations(config):
        return own
    return next((path for path in files(config) if _NAV.search(read_text(path))), own)
