"""The pages of a build, judged by the conversions that render them, and then all together."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import checking, checks, docs, site, translating
from leidraad.building.naming import Named, Naming
from leidraad.checks import Examined, Finding, Page, keeping
from leidraad.checks.digest import Digest, by_chapter
from leidraad.checks.drafts import published
from leidraad.checks.html import CODES
from leidraad.checks.quotations import differing
from leidraad.dialect.notes import Arrival
from leidraad.dialect.patience import bounded
from leidraad.dialect.verdicts import Reading
from leidraad.docs import Source
from leidraad.model import Note
from leidraad.pages import pace
from leidraad.policy import judging
from leidraad.translations.part import Part


class Told(NamedTuple):
    """What one conversion told of a page.

    Attributes:
        examined: what it shows.
        works: the references that lead to each work, by its key.
        notes: how many notes it has.
        words: how many words its text has, without its notes.
        behind: how much of it is stale, and missing.
    """

    examined: Examined
    works: Mapping[str, Sequence[Arrival]]
    notes: int
    words: int
    behind: Mapping[str, int]


class Gathered(NamedTuple):
    """What a build knows of its pages at its end, all but their texts: the same by the same names."""

    examined: Mapping[str, bytes]
    works: Mapping[str, bytes]
    notes: Mapping[str, int]
    words: Mapping[str, int]
    partials: Mapping[str, Examined]
    drafts: Mapping[str, Examined]
    between: Mapping[str, list[Finding]]
    among: list[Finding] | None
    named: Named


class Gathering:
    """The pages of a build, judged by the conversions that render them."""

    def __init__(self, config: MkDocsConfig, leads: Mapping[str, str]) -> None:
        """Begin with no page.

        Args:
            config: the handbook's.
            leads: the language of each chapter that another than the default one leads.
        """
        self.config = config
        # By the names of their files, which other languages may show as well.
        self.pages: dict[str, tuple[Page, Examined]] = {}
        self.works: dict[str, bytes] = {}
        self.notes: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.partials: dict[str, Examined] = {}
        self.drafts: dict[str, Examined] = {}
        self.naming = Naming(config, leads)
        # What is wrong between the languages of each chapter, and among all pages, where that is known.
        self.between: dict[str, list[Finding]] = {}
        self.among: list[Finding] | None = None
        self._facts: dict[str, Digest] = {}
        self._left: dict[str, tuple[Examined, bytes]] = {}
        self._taken = checking.taking(config)

    def begin(
        self, hidden: Collection[str] = (), unfit: Mapping[str, Sequence[Finding]] | None = None
    ) -> list[Finding]:
        """Check the partials by themselves, and return those findings for which no page can be converted.

        Args:
            hidden: the chapters, by their paths below docs/, that are not built; they are checked as well.
            unfit: what pre-flight found that cannot be converted.
        """
        sources = [*docs.sources(self.config)]
        self.partials = checking.examine(
            self.config, [source for source in sources if source.is_partial], unfit
        )
        self.naming.partials = by_chapter([page.digest for page in self.partials.values()])
        drafts = [s for s in sources if f"{s.lang}/{s.chapter}" in hidden]
        self.drafts = checking.examine(self.config, drafts, unfit)
        # The default language is built first, and these chapters are translated into it.
        ahead = [source for source in sources if self.naming.leads.get(source.chapter) == source.lang]
        for page in checking.examine(self.config, ahead, unfit).values():
            self.naming.sources[page.digest.chapter] = page.digest.outline
        return [f for page in self.partials.values() for f in page.findings if not page.shown]

    @property
    def gathered(self) -> Gathered:
        """Return what is known, for the next build."""
        outlines = self._outlines()
        apart = {name: parts for name, parts in self.naming.sources.items() if name not in outlines}
        return Gathered(
            {name: self._shelved(name, examined) for name, (_, examined) in self.pages.items()},
            self.works,
            self.notes,
            self.words,
            self.partials,
            self.drafts,
            self.between,
            self.among,
            self.naming.named._replace(sources=apart),
        )

    def _outlines(self) -> dict[str, Sequence[Part]]:
        """Return the parts of each chapter in the language that leads, where that is a page."""
        leading = self.naming.leading
        shown = (examined.digest for _, examined in self.pages.values())
        return {each.chapter: each.outline for each in shown if each.lang == leading(each.chapter)}

    def _shelved(self, name: str, examined: Examined) -> bytes:
        """Return what a page shows as the next build is left it, which may be as this one was."""
        known, data = self._left.get(name, (None, b""))
        return data if examined is known else keeping.shelved(examined)

    def go_on(self, gathered: Gathered, texts: Mapping[Source, str], changed: Collection[str]) -> None:
        """Know what another build knew at its end.

        Args:
            gathered: that.
            texts: the text of each page now.
            changed: the chapters of which that has changed, in any language.
        """
        for source, text in texts.items():
            if data := gathered.examined.get(source.name):
                examined = keeping.unshelved(data)
                self.pages[source.name] = (self._taken(source, text), examined)
                self._left[source.name] = (examined, data)
        self.works, self.notes, self.words = {**gathered.works}, {**gathered.notes}, {**gathered.words}
        self.partials, self.drafts = {**gathered.partials}, {**gathered.drafts}
        self.between = {name: found for name, found in gathered.between.items() if name not in changed}
        self.among = gathered.among
        for name, (_, examined) in self.pages.items():
            if examined.digest.chapter in changed:
                self._facts[name] = examined.digest.facts()
        self.naming.go_on(gathered.named)
        self.naming.sources |= self._outlines()

    def judge(self, source: Source, text: str, reading: Reading, html: str) -> Told:
        """Judge a page that has just been converted."""
        with bounded():
            examined = checks.judge(self._taken(source, text), reading, html)
        notes = sum(isinstance(block, Note) for block in reading.chapter.walk())
        words = pace.words(reading.passages)
        return Told(examined, reading.works(), notes, words, self.naming.counts(source))

    def add(self, source: Source, text: str, told: Told) -> None:
        """Take up what was told of a page, now or in an earlier build."""
        examined = keeping.packed(told.examined)
        self.pages[source.name] = (self._taken(source, text), examined)
        # Of most pages, nobody asks for them again.
        self.works[source.name] = marshal.dumps(
            {str(key): [(*map(str, each),) for each in found] for key, found in told.works.items()}
        )
        self.notes[source.name] = told.notes
        self.words[source.name] = told.words
        self.naming.take(source, examined.digest.outline, told.behind)

    def judge_again(self, source: Source, html: str) -> None:
        """Judge what others have made of the HTML of a page since it was converted."""
        if judging.judge(html):
            given, _ = self.pages[source.name]
            with bounded():
                self.pages[source.name] = (given, checks.trace(given, html))

    def refused(self) -> list[Finding]:
        """Return what may not be on the pages that were judged until now, for which none may be written."""
        if site.trusts_authors(self.config):
            return []
        found = {finding for _, page in self.pages.values() for finding in page.findings}
        return sorted(checking.weighed(found))

    def cited(self, path: Path) -> Mapping[str, Sequence[Arrival]]:
        """Return the references on the page of a file that lead to each work."""
        works = self.works.get(site.name(self.config, path))
        told = marshal.loads(works) if works else {}
        return {key: [Arrival(*each) for each in found] for key, found in told.items()}

    def finish(self) -> list[Finding]:
        """Return all findings on the pages; those that need others are placed by one more conversion."""
        examined = (
            self.partials | self.drafts | {name: examined for name, (_, examined) in self.pages.items()}
        )
        # What is wrong in a partial by itself may be right where it stands.
        doubtful = {finding.path for page in self.partials.values() for finding in page.findings}
        examined |= self._traced(
            name for name, page in examined.items() if any(path in doubtful for path, _, _ in page.shown)
        )
        # What is stale is told with both places.
        unknown = [page.digest for page in examined.values() if page.digest.chapter not in self.between]
        examined |= self._traced({page.path for page in translating.doubtful(self.config, unknown)})
        examined = checks.once(examined)
        if any(examined[name].digest.facts() != before for name, before in self._facts.items()):
            self.among = None
        # What is known is told with its places.
        is_known = self.among is not None
        found = self._together(examined)
        unplaced = {finding.path for finding in found if not finding.line}
        if not is_known and any(finding.code == "LR143" for finding in found):
            # These are told with both places as well.
            shown = published([page.digest for page in examined.values()], site.languages(self.config))
            unplaced |= {side.path for each in differing(shown) for side in (each.page, each.other)}
        if unplaced:
            # A quotation of a partial is known to be the same one only by its place.
            quoting = {n for n, page in examined.items() if page.digest.quotes and len(page.shown) > 1}
            # What differs between languages is told with both places.
            chapters = {page.digest.chapter for name, page in examined.items() if name in unplaced}
            both = {name for name, page in examined.items() if page.digest.chapter in chapters - {""}}
            examined |= self._traced(unplaced | quoting | both)
            self.among = self.among if is_known else None
            for name in unplaced | both:
                self.between.pop(examined[name].digest.chapter if name in examined else "", None)
            found = self._together(examined)
        for page in examined.values():
            found += page.findings
        return sorted({finding for finding in found if finding.line})

    def _together(self, examined: Mapping[str, Examined]) -> list[Finding]:
        digests = [page.digest for page in examined.values()]
        if self.among is None:
            self.among = checking.among(self.config, digests)
        printing = checking.printing(self.config)
        return [*printing, *self.among, *checking.between(self.config, digests, self.between)]

    def _traced(self, names: Iterable[str]) -> dict[str, Examined]:
        """Return what pages show, with its places, which the next build knows as well."""
        traced = {name: _trace(*self.pages[name]) for name in names if name in self.pages}
        self.pages |= {name: (self.pages[name][0], keeping.packed(each)) for name, each in traced.items()}
        return traced


def _trace(page: Page, known: Examined) -> Examined:
    """Return what a page shows, with its places; what its HTML has shown is known with these."""
    traced = checks.trace(page)
    shown = (finding for finding in known.findings if finding.code in CODES.values())
    return traced._replace(findings=tuple(sorted({*traced.findings, *shown})))
