"""Chapters with `status: draft`: whoever reads the site gets what they get where these are not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from leidraad import patterns
from leidraad.dialect import fronts
from leidraad.translations.leading import source_language

DRAFT = "draft"
PUBLISHED = "published"
"""What a chapter without a status is."""

# Most pages need not be read as YAML to know.
_STATUS = patterns.lazy(r"^status[ \t]*:", re.MULTILINE)

Texts = Mapping[str, str]
"""The files of a chapter, by language."""


class Drafts(NamedTuple):
    """What is not published: of each chapter the languages that it is written in, and those it is hidden in.

    A chapter whose source is a draft is hidden in every language. Chapters without a draft are left out.
    """

    chapters: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    @property
    def files(self) -> frozenset[str]:
        """Return the paths of the files that are not published, below docs/."""
        told = self.chapters.items()
        return frozenset(f"{lang}/{name}" for name, (_, hidden) in told for lang in hidden)

    def gone(self, lang: str, fallback: str | None) -> frozenset[str]:
        """Return the chapters that have no page in a language, also none that stands in for it.

        Args:
            lang: the language.
            fallback: the language whose page stands in for a missing one, if any does.
        """
        told = self.chapters.items()
        return frozenset(
            name for name, (written, hidden) in told if not {lang, fallback} & (written - hidden)
        )


def find(chapters: Mapping[str, Texts], languages: Sequence[str]) -> Drafts:
    """Return what is not published.

    Args:
        chapters: the files of each chapter.
        languages: codes of the languages, the default one first.
    """
    found = {name: (frozenset(texts), _hidden(texts, languages)) for name, texts in chapters.items()}
    return Drafts({name: told for name, told in found.items() if told[1]})


def is_draft(text: str) -> bool:
    """Tell whether a page's front matter says that it is not to be published."""
    return "\nstatus" in text and bool(_STATUS.search(text)) and says_draft(fronts.data(text).get("status"))


def says_draft(status: object) -> bool:
    """Tell whether a status is that of a draft, whatever its case."""
    return _says(status, DRAFT)


def says_published(status: object) -> bool:
    """Tell whether a status is that of any other chapter, whatever its case."""
    return _says(status, PUBLISHED)


def _says(status: object, word: str) -> bool:
    return str(status).strip().casefold() == word


def without(nav: Any, is_gone: Callable[[str], bool]) -> Any:
    """Return a navigation, as mkdocs.yml has it, without some files and sections that held no other."""
    if isinstance(nav, list):
        return [kept for item in nav if (kept := without(item, is_gone))]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := without(item, is_gone))}
    return "" if nav and is_gone(str(nav)) else nav


def _hidden(texts: Texts, languages: Sequence[str]) -> frozenset[str]:
    """Return the languages in which a chapter is not published."""
    drafts = frozenset(lang for lang, text in texts.items() if is_draft(text))
    if not drafts:
        return drafts
    said = {lang: fronts.data(text).get("source") for lang, text in texts.items()}
    leading = source_language(said, languages)
    return frozenset(texts) if leading in drafts else drafts
