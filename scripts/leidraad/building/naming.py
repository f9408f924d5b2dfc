"""The names of the blocks on each page of a build, equal in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, patterns, site, translating
from leidraad.checks.digest import Digest
from leidraad.dialect.including import FOLDER
from leidraad.docs import Source
from leidraad.errors import LeidraadError
from leidraad.translating import BLOCK, STALE
from leidraad.translations import states
from leidraad.translations.locks import Entry
from leidraad.translations.part import Part
from leidraad.translations.states import Standing

_FOR_TRAINERS = patterns.lazy(r"(?:^|\.)t\d+$")
# Chapters of which the texts are held as well; those of all would take as much memory as all else.
_MOST_HELD = 50


class Named(NamedTuple):
    """What a build knows of the names at its end: see `Naming`."""

    leads: Mapping[str, str]
    sources: Mapping[str, Sequence[Part]]
    counts: Mapping[str, Mapping[str, int]]
    partials: Mapping[str, Mapping[str, Digest]]


class Naming:
    """The names of the blocks on each page of a build, equal in every language.

    Attributes:
        sources: the parts of each chapter in the language that leads.
        partials: every partial by language, by what includes of every language call it.
    """

    def __init__(self, config: MkDocsConfig, leads: Mapping[str, str]) -> None:
        """Begin with no page."""
        self.config = config
        self.default = site.languages(config)[0]
        self.leads = leads
        self.sources: dict[str, Sequence[Part]] = {}
        self._held: dict[str, Sequence[Part]] = {}
        self._counts: dict[str, Mapping[str, int]] = {}
        self.partials: Mapping[str, Mapping[str, Digest]] = {}
        self._stale: dict[tuple[str, str, str], bool] = {}

    @property
    def named(self) -> Named:
        """Return what is known, for the next build."""
        return Named(self.leads, self.sources, self._counts, self.partials)

    def go_on(self, named: Named) -> None:
        """Know what another build knew at its end."""
        self.leads, self.partials = named.leads, named.partials
        self.sources, self._counts = {**named.sources}, {**named.counts}

    def name(self, page: Source, parts: Sequence[Part]) -> list[dict[str, str]]:
        """Return the attributes of each part of a page; what has no counterpart in the source has none."""
        leading = self.leading(page.chapter)
        if page.lang == leading:
            self.sources[page.chapter] = self._held[page.chapter] = parts
            if len(self._held) > _MOST_HELD:
                del self._held[next(iter(self._held))]
            return [{BLOCK: part.id} for part in parts]
        locked = translating.entries(self.config, page.lang, page.chapter)
        known = [entry for entry in locked if not translating.is_aside(entry)]
        found = [
            one._replace(state="stale") if self._brings_stale(one, leading, page.lang) else one
            for one in states.standings(self._source(page.chapter, leading, known), parts, known)
        ]
        self._counts[page.name] = _count(found)
        names = {id(one.target): one for one in found if one.source and one.target}
        return [_attributes(names.get(id(part))) for part in parts]

    def counts(self, page: Source) -> Mapping[str, int]:
        """Return how many blocks of a page that has been named are stale, and how many missing."""
        return self._counts.get(page.name, {"stale": 0, "missing": 0})

    def take(self, page: Source, parts: Sequence[Part], counts: Mapping[str, int]) -> None:
        """Take up what an earlier build found of a page."""
        self._counts[page.name] = counts
        if page.lang == self.leading(page.chapter):
            self.sources[page.chapter] = parts

    def behind(self, page: Source) -> dict[str, int | str]:
        """Return how many blocks of a page are stale and missing, and the language of its original."""
        return {**self.counts(page), "original": self.leading(page.chapter)}

    def depends_on(self, page: Source) -> Path | None:
        """Return the file whose blocks name those of a page, or None where they have names of their own."""
        leading = self.leading(page.chapter)
        return None if page.lang == leading else docs.path_of(self.config, leading, page.chapter)

    def leading(self, chapter: str) -> str:
        """Return the language that leads in a chapter."""
        return self.leads.get(chapter, self.default)

    def _source(self, chapter: str, leading: str, known: Sequence[Entry]) -> Sequence[Part]:
        """Return the blocks of a chapter, with their texts where one is to be known again by its own."""
        parts = self._held.get(chapter) or self.sources.get(chapter, ())
        if not known or all(part.text for part in parts) or translating.are_accepted(parts, known):
            return parts
        try:
            text = docs.read(self.config, docs.path_of(self.config, leading, chapter))
        except LeidraadError:
            return parts
        return translating.parts_in(self.config, leading, text)[0]

    def _brings_stale(self, standing: Standing, leading: str, lang: str) -> bool:
        """Tell whether a block is an include of a partial of which something is stale."""
        part = standing.target
        if part is None or part.kind != "include" or standing.state == "missing":
            return False
        key = leading, lang, part.identity
        if key not in self._stale:
            pages = self.partials.get(f"{FOLDER}/{part.identity}", {})
            source = pages.get(leading)
            known = translating.entries(self.config, lang, source.chapter) if source else []
            one = source and translating.translation(self.config, source, pages.get(lang), lang, known)
            self._stale[key] = any(each.state == "stale" for each in one.standings) if one else False
        return self._stale[key]


def _count(standings: Sequence[Standing]) -> dict[str, int]:
    """Count what is stale and what is missing, but for trainers: other readers must not learn of that."""
    found = Counter(one.state for one in standings if not _FOR_TRAINERS.search(one.id))
    return {"stale": found["stale"], "missing": found["missing"]}


def _attributes(standing: Standing | None) -> dict[str, str]:
    if standing is None or standing.source is None:
        return {}
    return {BLOCK: standing.source.id} | ({STALE: ""} if standing.state == "stale" else {})
