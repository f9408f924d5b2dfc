"""A build of a handbook, one language after another: what is known of it, and what pages are made with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from leidraad import checking, docs, drafts, preflight, site, translating
from leidraad.backmatter import Bound
from leidraad.brand import legal
from leidraad.brand import showing as branding
from leidraad.brand.brand import Brand
from leidraad.building import binding, host, left, pages
from leidraad.building.ahead import Ahead
from leidraad.building.converting import Converting
from leidraad.building.gathering import Gathering
from leidraad.building.left import Changes, Left, Stamp
from leidraad.building.outputs import TEMPLATE, Outputs, are_known
from leidraad.building.volume import Volume
from leidraad.built import serving
from leidraad.checks import Finding
from leidraad.courses import narrowing
from leidraad.courses import reading as courses
from leidraad.courses.course import Course
from leidraad.courses.timetable import Timetable
from leidraad.dialect.notes import Arrival
from leidraad.errors import counted
from leidraad.locales import Locale
from leidraad.pages import contents, history, lightening, menus, redirects
from leidraad.pages.references import References, cited
from leidraad.settings import LeidraadConfig
from leidraad.storage.store import Store
from leidraad.translations.part import Part

if TYPE_CHECKING:
    from concurrent.futures import Future

log = get_plugin_logger("leidraad")

# What plugins hear of before a page is printed, and when it has been.
_EARLIER = ("pre_page", "page_read_source", "page_markdown", "page_content")
_BEFORE = ("config", "pre_build", "files", "nav", *_EARLIER)
_LATER = ("post_page", "post_build")


@dataclass(slots=True)
class Summary:
    """What a build did, counted over all languages."""

    chapters: int = 0
    notes: int = 0
    findings: list[Finding] = field(default_factory=list)


class View(NamedTuple):
    """What a live view wants to know of a build, and tells it.

    Attributes:
        show_first: is called when the pages of one more language stand in their folder, with the paths of
            those that nothing will change any more.
        show: is called when all pages stand in their folder; the search index does not yet.
        is_overtaken: tells whether there was another save, before which nobody waits for the rest.
        between: is called between two steps, when another page can be made.
    """

    show_first: Callable[[Collection[str]], None]
    show: Callable[[], None]
    is_overtaken: Callable[[], bool]
    between: Callable[[], None]


class Work:
    """One build, from its first language to the look at the whole.

    Attributes:
        lang: the language at work, in the words of `locale`.
        source: the file of the page at work.
        navigation: the pages of the language at work, in their order.
        bound: what is made of all chapters of a language.
        volumes: the pages of each language besides the site, for whoever wants them.
        indexed: the languages whose search index was not known.
        surveyed: what pre-flight found.
        lightened: what the style sheets were made by.
        looked: what a look at the site has shown to be wrong.
        files: the files of the site.
        told: what servers are told of the site.
        has_headers: of that, a file in the site is ours.
        site: what tells the files of the site.
    """

    lang: str
    locale: Locale
    source: docs.Source
    nav: Any
    navigation: Navigation
    gathering: Gathering
    converting: Converting
    outputs: Outputs
    ahead: Ahead
    indexed: list[str]
    drafts: drafts.Drafts
    surveyed: Sequence[Finding]
    lightened: lightening.Lightened
    looked: Sequence[Finding]
    files: Set[str]
    told: serving.Serving
    has_headers: bool
    site: Mapping[str, Stamp]

    def __init__(
        self,
        config: MkDocsConfig,
        summary: Summary,
        *,
        is_serving: bool,
        view: View | None,
        volumes: dict[str, Volume] | None,
    ) -> None:
        """Begin with what a handbook is made for: its brand, and the course that is taught with it.

        Args:
            config: the handbook's, before any language is set.
            summary: what is filled in meanwhile.
            is_serving: an author looks, who sees drafts as well.
            view: what shows that author each save.
            volumes: where the pages of each language are put, if anyone asks for them.
        """
        self.summary = summary
        self.is_serving, self.view, self.volumes = is_serving, view, volumes
        # Whatever a link leads to outside the handbook is not looked at, nor built in.
        self.refuse(preflight.check_roots(config))
        self.brand: Brand | None = branding.of(config)
        self.course: Course | None = courses.of(config)
        self.names = branding.own_names(config)
        self.store: Store | None = None
        self.moved: list[redirects.Redirect] = []
        self.references: dict[str, References | None] = {}
        self._printing: dict[str, Future[References | None]] = {}
        self.sources: dict[tuple[str, str], docs.Source] = {}
        self.bound: dict[str, Bound] = {}
        self.menus: dict[str, menus.Menu | None] = {}
        self.scenes: dict[str, host.Scene] = {}
        self.days: dict[str, Timetable | None] = {}
        self.contents: dict[str, contents.Contents] = {}
        self.legal: dict[str, legal.Page] = {}

    def begin(self, config: MkDocsConfig) -> None:
        """Look at all that is there before anything is converted.

        Raises:
            LeidraadError: what a build needs cannot be read.
        """
        history.forget()
        survey = preflight.survey(config)
        texts = docs.texts(config)
        self.drafts = drafts.find(texts, site.languages(config))
        hidden = frozenset() if self.is_serving else self.drafts.files
        self.refuse(preflight.published(config, survey.findings, hidden))
        # Pandoc takes longer than what comes before the first page.
        self._print_citations(config)
        self.surveyed = survey.findings
        self.summary.findings += survey.findings
        self.gathering = Gathering(config, translating.leads(texts, site.languages(config)))
        self.refuse(self.gathering.begin(hidden, survey.unfit))
        self._open(config)

    def go_on(self, config: MkDocsConfig, before: Left, changes: Changes) -> None:
        """Know all that the last build knew at its end, to make some of its pages anew.

        Args:
            config: the handbook's.
            before: what that build left.
            changes: what has changed since.
        """
        self.drafts, self.surveyed = before.drafts, before.surveyed
        self.summary.chapters, self.summary.notes = before.counts
        self.summary.findings += before.surveyed
        self.gathering = Gathering(config, {})
        self.gathering.go_on(before.gathered, changes.texts, changes.chapters)
        self.bound = {**before.bound}
        self._noted = before.gathered.notes
        # What is cited anywhere can change what others print.
        if all(cited(text) == before.cited[source.name] for source, text in changes.changed()):
            self.references |= before.references
        self._open(config)

    def _open(self, config: MkDocsConfig) -> None:
        """Open what earlier builds made."""
        self._lets_go = self.view is None and are_known(config, _LATER)
        store = Store(left.store(config), TEMPLATE)
        self.ahead = Ahead(store)
        self.converting = Converting(config, self.gathering, store, self.ahead)
        self.outputs = Outputs(store)
        self.store = store

    def speak(self, config: MkDocsConfig, lang: str, options: LeidraadConfig) -> None:
        """Set a configuration up for one language.

        Args:
            config: that of the language.
            lang: its code.
            options: ours.
        """
        self.lang = lang
        host.list_quickly(config.theme)
        self.locale = site.locale(config, lang)
        pages.configure(
            config,
            self.locale,
            options,
            on_read=self.converting.readings.append,
            name_blocks=self._name_blocks,
        )
        if self.brand:
            branding.dress(config, self.brand, lang)
        if self.course:
            narrowing.entitle(config, self.course, lang)

    def cite(self, config: MkDocsConfig, lang: str) -> None:
        """Let pages be converted, and their notes be printed, in a language."""
        if lang not in self.references:
            self._print_citations(config, lang)
            self.references[lang] = self._printing.pop(lang).result()
        pages.speak(config, site.locale(config, lang), self.references[lang])

    def _print_citations(self, config: MkDocsConfig, *others: str) -> None:
        """Begin to print the citations of all languages, those of the first one first."""
        known = {*self.references, *self._printing}
        langs = [lang for lang in dict.fromkeys([*site.languages(config), *others]) if lang not in known]
        printing = checking.references(config, [site.locale(config, lang) for lang in langs]) if langs else ()
        self._printing |= zip(langs, printing, strict=True)

    def hide_drafts(self, files: Files, config: MkDocsConfig) -> None:
        """Take away what is not published, and what the course at work leaves out."""
        self.nav = config.nav
        if not self.is_serving:
            for file in [file for file in files if file.src_uri in self.drafts.files]:
                files.remove(file)
            gone = self.drafts.gone(self.lang, site.fallback(config))
            config.nav = drafts.without(config.nav, gone.__contains__)
        if self.course:
            narrowing.leave(files, self.course, site.languages(config))
            config.nav = narrowing.names(self.course)

    def convert(self, page: Page, config: MkDocsConfig, files: Files) -> host.Rendered:
        """Convert a page, or know it from an earlier build."""
        return self.converting.convert(page, config, files, self.source, self.references[self.source.lang])

    def convert_ahead(self, config: MkDocsConfig, files: Files) -> None:
        """Let copies of this process convert pages ahead, where no other plugin has a part in that."""
        # Pandoc has had the time until now.
        self.cite(config, self.lang)
        if self.view is None and are_known(config, _EARLIER):
            coming = [file.page for file in files.documentation_pages() if file.page]
            self.ahead.begin(coming, lambda page: host.read_alone(page, config, files))

    def convert_further(self, config: MkDocsConfig) -> None:
        """Let a copy of this process convert pages of the next language while this one’s are printed."""
        lang = next((each for each in site.languages(config) if each not in self.scenes), "")
        # What another thread has at work, no copy has.
        is_ready = lang in self.references or (lang in self._printing and self._printing[lang].done())
        if is_ready and self.view is None and are_known(config, _BEFORE):
            self.ahead.go_further(lambda: host.read_language(config, lang))

    def source_of(self, page: Page, config: MkDocsConfig) -> docs.Source:
        """Return the file of a page, in its own language."""
        path, lang = str(page.file.abs_src_path), getattr(page.file, "locale", self.lang)
        if (path, lang) not in self.sources:
            self.sources[path, lang] = docs.source(config, Path(path), lang)
        return self.sources[path, lang]

    def cited(self, page: Page) -> Mapping[str, Sequence[Arrival]]:
        """Return the references on a page that lead to each work."""
        return self.gathering.cited(Path(str(page.file.abs_src_path)))

    def count(self, page: Page) -> None:
        """Count a page that has been converted, each time that it is shown."""
        self.summary.chapters += pages.is_chapter(page.file)
        self.summary.notes += self.gathering.notes[self.source.name]

    def discount(self, page: Page) -> None:
        """Count a page no more that is going to be converted anew."""
        self.summary.chapters -= pages.is_chapter(page.file)
        # Another language may have shown it anew.
        self.summary.notes -= self._noted[self.source.name]

    def _name_blocks(self, parts: Sequence[Part]) -> Sequence[Mapping[str, str]]:
        """Return what the blocks of the page that is converted are called in every language."""
        return self.gathering.naming.name(self.source, parts)

    def let_go(self, page: Page) -> None:
        """Keep no text of a page that has been printed: of thousands, that takes most of the memory."""
        if self._lets_go:
            # MkDocs takes a page of which these are None for one that has not been read.
            page.markdown = page.content = ""

    def show_first(self) -> None:
        """Let a live view show the pages of the language that has been made."""
        if self.view:
            waiting = binding.tied(self.bound[self.lang])
            self.view.show_first([p.file.dest_uri for p in self.navigation.pages if p.url not in waiting])

    def pause(self) -> None:
        """Let a live view show what its author has saved meanwhile, and copies of this process go on."""
        if self.store:
            self.ahead.listen()
        if self.view:
            self.view.between()

    def gives_way(self) -> bool:
        """Tell whether the author has saved again, and end what is at work then."""
        if self.view is None or not self.view.is_overtaken():
            return False
        self.end()
        return True

    def end(self) -> None:
        """End what is still at work, and keep what is known by now."""
        if self.store:
            self.ahead.stop()
            self.store.close(is_whole=False)

    def refuse(self, findings: list[Finding]) -> None:
        """Stop the build for all that cannot be rendered safely."""
        barring = preflight.barring(findings)
        for finding in barring if not self.view else ():
            log.error(str(finding))
        if barring:
            self.summary.findings = barring
            raise PluginError(f"Nothing was built: mend {counted(len(barring), 'finding')} first.")
