"""The MkDocs plugin: it hands what MkDocs knows to the functions that do the work."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir, write_file
from mkdocs.utils.templates import TemplateContext

from leidraad import (
    binding,
    built,
    caching,
    checking,
    contents,
    drafts,
    heads,
    history,
    lightening,
    menus,
    pace,
    pages,
    preflight,
    publishing,
    redirects,
    search,
    site,
    translating,
    trimming,
)
from leidraad.backmatter import Bound
from leidraad.brand import legal
from leidraad.brand import showing as branding
from leidraad.brand.brand import Brand
from leidraad.building import host
from leidraad.building.converting import Converting
from leidraad.building.outputs import TEMPLATE, Outputs
from leidraad.building.store import Store
from leidraad.built import serving
from leidraad.checks import Finding
from leidraad.courses import narrowing
from leidraad.courses import reading as courses
from leidraad.courses.course import Course
from leidraad.courses.timetable import Timetable
from leidraad.errors import LeidraadError, RefusedError, counted
from leidraad.gathering import Gathering
from leidraad.notes import Arrival
from leidraad.packages.volume import Volume
from leidraad.policy.wall import sanitise
from leidraad.references import References
from leidraad.settings import LeidraadConfig
from leidraad.translations.outline import Part

log = get_plugin_logger("leidraad")

_START = "index.md"
# Seconds after which a live view looks whether its author has saved again.
_TURN = 0.05


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


class LeidraadPlugin(BasePlugin[LeidraadConfig]):
    """Give MkDocs the handbook's templates, callouts, checks and search."""

    is_serving = False
    could_not_run = False
    """A build ended by an error of ours, and not by a finding."""
    view: View | None = None
    """Given by a live view, which tells the findings itself."""
    volumes: dict[str, Volume] | None = None
    """Given by whoever wants the pages of each language besides the site."""

    def __init__(self) -> None:
        super().__init__()
        self.publication = publishing.Publication()
        self.store: Store | None = None
        self.index: search.Indexing | None = None
        self.contents: dict[str, contents.Contents] = {}
        self.legal: dict[str, legal.Page] = {}
        self.brand: Brand | None = None
        self.course: Course | None = None

    @contextmanager
    def as_it_was(self, state: Mapping[str, Any]) -> Iterator[None]:
        """Be for a while what this was when a build had ended: what `vars` told of it then."""
        now = dict(vars(self))
        vars(self).clear()
        vars(self).update(state)
        try:
            yield
        finally:
            vars(self).clear()
            vars(self).update(now)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Take note whether an author looks, who sees drafts as well."""
        self.is_serving = command == "serve"

    def on_shutdown(self) -> None:
        """Clear away what a build that was broken off has left."""
        if self.index:
            self.index.stop()
        self.publication.give_up()

    # Before any other plugin takes note of where the site is.
    @event_priority(1000)
    def _build_aside(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build beside the site, except for the live view, which MkDocs keeps in a folder of its own."""
        if not getattr(config.plugins.get("i18n"), "building", False):
            self.summary = Summary()
            self._guarded(site.prepare, config)
            # Whatever a link leads to outside the handbook is not looked at, nor built in.
            self._refuse(self._guarded(preflight.check_roots, config))
            self.brand = self._guarded(branding.of, config)
            self.course = self._guarded(courses.of, config)
            self.names = branding.own_names(config)
            if not self.is_serving:
                self._guarded(self.publication.begin, config)
        elif self.view:
            waiting = binding.tied(self.bound[self.lang])
            self.view.show_first([p.file.dest_uri for p in self.navigation.pages if p.url not in waiting])
        config.load_dict(self.names)
        return config

    @event_priority(-100)
    def _set_up(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set up one language; runs once for each."""
        self._guarded(site.prepare, config)
        self._pause()
        self.lang = str(self._i18n(config).current_language)
        if not self._i18n(config).building:
            history.forget()
            survey = self._guarded(preflight.survey, config)
            texts = site.texts(config)
            self.drafts = drafts.find(texts, site.languages(config))
            hidden = frozenset() if self.is_serving else self.drafts.files
            self._refuse(preflight.published(config, survey.findings, hidden))
            self.summary.findings += survey.findings
            self.gathering = Gathering(config, translating.leads(texts, site.languages(config)))
            self._refuse(self._guarded(self.gathering.begin, hidden, survey.unfit))
            self.store = Store(site.root(config) / caching.FOLDER / "pages.db", TEMPLATE)
            self.converting = Converting(config, self.gathering, self.store)
            self.outputs = Outputs(self.store)
            self.index = search.Indexing(Path(config.site_dir), self.store, waits=self.view is not None)
            self.moved: list[redirects.Redirect] = []
            self.references: dict[str, References | None] = {}
            self.sources: dict[tuple[str, str], site.Source] = {}
            self.bound: dict[str, Bound] = {}
            self.menus: dict[str, menus.Menu | None] = {}
            self.scenes: dict[str, host.Scene] = {}
            self.days: dict[str, Timetable | None] = {}
        host.list_quickly(config.theme)
        self.locale = self._guarded(site.locale, config, self.lang)
        pages.configure(
            config,
            self.locale,
            self.config,
            on_read=self.converting.readings.append,
            name_blocks=self._name_blocks,
        )
        if self.brand:
            branding.dress(config, self.brand, self.lang)
        if self.course:
            narrowing.entitle(config, self.course, self.lang)
        self._cite(config, self.lang)
        return config

    on_config = CombinedEvent(_build_aside, _set_up)

    @event_priority(100)
    def _hide_drafts(self, files: Files, config: MkDocsConfig) -> Files:
        """Take away what is not published before the i18n plugin looks what can stand in for it."""
        self.nav = config.nav
        if not self.is_serving:
            for file in [file for file in files if file.src_uri in self.drafts.files]:
                files.remove(file)
            gone = self.drafts.gone(self.lang, site.fallback(config))
            config.nav = drafts.without(config.nav, gone.__contains__)
        if self.course:
            narrowing.leave(files, self.course, site.languages(config))
            config.nav = narrowing.names(self.course)
        return files

    def _give_back(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Give the next language its whole navigation back."""
        config.nav = self.nav

    # After the i18n plugin and others that change it.
    @event_priority(-1000)
    def _take_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation of this language."""
        self.navigation = nav

    on_nav = CombinedEvent(_give_back, _take_nav)

    @event_priority(-100)
    def _take_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out the partials, and set the pages' addresses."""
        self._pause()
        shared = f"{site.partials_folder(config)}{os.sep}"
        for file in files.documentation_pages():
            if str(file.abs_src_path).startswith(shared):
                files.remove(file)
        pages.leave_untranslated(config, self.lang)
        trimming.trim(files, config)
        return pages.set_addresses(files, config)

    on_files = CombinedEvent(_hide_drafts, _take_files)

    def on_pre_page(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Take the conversion of a page upon us."""
        self._pause()
        host.render_by(page, self._convert)

    def _convert(self, page: Page, config: MkDocsConfig, files: Files) -> host.Rendered:
        """Convert a page, or know it from an earlier build."""
        references = self.references[self.source.lang]
        return self.converting.convert(page, config, files, self.source, references)

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page that stands in for a missing translation in its own language."""
        pages.unmark(page)
        pages.escape(page)
        self.source = self.source_of(page, config)
        self._cite(config, self.source.lang)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Judge a page once more that another plugin has changed."""
        self.summary.chapters += pages.is_chapter(page.file)
        if html != page.content:
            self._guarded(self.gathering.judge_again, self.source, html)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Let our base.html extend Material's, so that a customer's main.html extends both."""
        self._pause()
        self._refuse(self.gathering.refused())
        material = PrefixLoader({"material": FileSystemLoader(get_theme_dir("material"))})
        env.loader = ChoiceLoader([loader for loader in (env.loader, material) if loader])
        # How deep a template is indented is nothing that a reader should fetch.
        env.lstrip_blocks = True
        shown = env.globals["leidraad_brand"] = branding.shown(self.brand, self.lang)
        self.outputs.watch(env, config, caching.spelled(shown))
        pages.mark_foreign(files)
        self.moved += pages.moved(files, env, config, self.locale)
        if references := self.references[self.lang]:
            pages.list_works(files, references, self._cited)
        if self.course:
            self.days[self.lang] = binding.begin(
                self.course, files, self.navigation, config, self.locale, self.source_of
            )
        self.bound[self.lang] = self._guarded(
            binding.bind, files, self.navigation, config, self.locale, self.source_of
        )
        if self.volumes is not None:
            self.volumes[self.lang] = binding.volume(self.bound[self.lang], config, self.locale)
        self._list_pages(env, config, files)
        self._add_legal_pages(env, config, files)
        if self.view:
            self.scenes[self.lang] = host.Scene(files, self.navigation, env)
        return env

    def _add_legal_pages(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Let the brand's legal pages in this language be made as templates of the theme."""
        templates = config.theme.static_templates
        templates.difference_update(self.legal)
        self.legal = self.brand.pages(self.lang) if self.brand else {}
        templates.update(self.legal)
        taken = {file.dest_uri: file.src_uri for file in files}
        taken |= {redirect.file: redirect.file for redirect in self.moved}
        self._guarded(branding.check_addresses, self.brand, self.legal, taken)
        env.loader = ChoiceLoader([loader for loader in (legal.template(self.legal), env.loader) if loader])

    def _list_pages(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Give a large handbook a contents page, and its pages menus of what is near them."""
        templates = config.theme.static_templates
        templates.difference_update(page.file for page in self.contents.values())
        if not self._i18n(config).building:
            self.contents = {}
        self.menus[self.lang] = None
        if menus.is_large(self.navigation):
            taken = [*(file.dest_uri for file in files), *(redirect.file for redirect in self.moved)]
            page = self.contents[self.lang] = contents.place(self.locale, taken, config)
            self.menus[self.lang] = menus.Menu(self.navigation, self.locale, page.url)
            templates.add(page.file)
            env.loader = ChoiceLoader([loader for loader in (contents.template(page), env.loader) if loader])

    def _cite(self, config: MkDocsConfig, lang: str) -> None:
        """Let pages be converted, and their notes be printed, in a language."""
        if lang not in self.references:
            langs = sorted({lang, *site.languages(config)} - self.references.keys())
            locales = [self._guarded(site.locale, config, each) for each in langs]
            self.references |= zip(langs, self._guarded(checking.references, config, locales), strict=True)
        pages.speak(config, self._guarded(site.locale, config, lang), self.references[lang])

    def source_of(self, page: Page, config: MkDocsConfig) -> site.Source:
        """Return the file of a page, in its own language."""
        path, lang = str(page.file.abs_src_path), getattr(page.file, "locale", self.lang)
        if (path, lang) not in self.sources:
            self.sources[path, lang] = site.source(config, Path(path), lang)
        return self.sources[path, lang]

    def _name_blocks(self, parts: Sequence[Part]) -> Sequence[Mapping[str, str]]:
        """Return what the blocks of the page that is converted are called in every language."""
        return self.gathering.naming.name(self.source, parts)

    def _cited(self, page: Page) -> Mapping[str, Sequence[Arrival]]:
        """Return the references on a page that lead to each work."""
        return self.gathering.cited(Path(str(page.file.abs_src_path)))

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the templates the words of the language and what is known of the page."""
        known = pages.context(page, config, self.locale, self.config)
        source = self.source_of(page, config)
        known["leidraad_page"]["behind"] = self.gathering.naming.behind(source)
        known["leidraad_page"]["chapter"] = source.chapter or page.file.src_uri
        known["leidraad_page"]["is_start"] = source.chapter == _START
        if known["leidraad_page"]["is_chapter"]:
            words = self.gathering.words.get(source.name, 0)
            spoken = site.locale(config, source.lang)
            known["leidraad_page"]["minutes"] = pace.minutes(words, spoken) if words else 0
            references = self.references[self.lang]
            works = references.entries(self._cited(page)) if references else []
            changed = known["leidraad_page"]["updated_iso"]
            known["leidraad_page"] |= pages.describe(page, config, self.locale, changed, works)
        known["leidraad_page"] |= binding.context(page, self.bound[self.lang], config, self.locale)
        if menu := self.menus[self.lang]:
            known["nav"] = menu.near(page)
        context.update(known)  # type: ignore[typeddict-item]
        pages.escape_contents(page)
        if page.file.src_uri in self.drafts.files:
            pages.mark_draft(page)
        if not site.trusts_authors(config):
            page.content = sanitise(page.content or "")
        binding.draw(page, source.lang, config)
        if self.volumes is not None:
            self.volumes[self.lang].contents[page.url] = page.content or ""
        return context

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Leave the site as it was, and print an error of ours or of the system in one line."""
        if self.index:
            self.index.stop()
        error = self.publication.fail(error)
        if self.store:
            self.store.close(is_whole=False)
        if isinstance(error, RefusedError):
            # Of a page that is being converted.
            self._refuse([preflight.unread(self.source, error)])
        if isinstance(error, LeidraadError):
            self.could_not_run = True
            raise PluginError(str(error)) from None

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the templates that are no pages what they show: pages, or the words of languages."""
        langs = site.languages(config)
        known = self._i18n(config).i18n_files_per_language
        said: dict[str, Any] = {"leidraad": self.locale.tables}
        if template_name == "sitemap.xml":
            said["leidraad_sitemap"] = pages.sitemap(
                [file for each in known.values() for file in each], config
            )
        elif template_name == "404.html":
            shown = [self.lang] if self._i18n(config).building else langs
            said["leidraad_locales"] = {lang: site.locale(config, lang) for lang in shown}
        elif (page := self.contents.get(self.lang)) and template_name == page.file:
            said |= contents.context(page, self.navigation, self.locale, config)
        elif self.brand and template_name in self.legal:
            said |= branding.legal_context(self.brand, self.legal[template_name], config)
        context.update(said)  # type: ignore[typeddict-item]
        return context

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Put the 404 page of another language into its folder; MkDocs would leave that of the last one."""
        output = pages.mend(output)
        if template_name != "404.html" or not self._i18n(config).building:
            return output
        write_file(output.encode(), str(Path(config.site_dir) / self.lang / template_name))
        return ""

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Mend what Material's base template says against the HTML standard; it is written after this."""
        self._pause()
        assert self.index is not None
        self._guarded(self.index.coming, page.file.dest_uri)
        return pages.mend(output)

    @event_priority(-100)
    def _finish(self, config: MkDocsConfig) -> None:
        """Index, look at the whole and report once all languages are built."""
        if self._i18n(config).building:
            return
        site_dir = Path(config.site_dir)
        redirects.write(self.moved, site_dir)
        contents.tie(self.contents.values(), site_dir, config.site_url)
        binding.tie(self.bound, config)
        heads.compress(site_dir)
        if self.brand:
            self._guarded(branding.put_in, site_dir, self.brand)
        assert self.index is not None
        assert self.store is not None
        if self.view:
            self.view.show()
        if self._gives_way():
            return
        self._guarded(self.index.finish)
        if self._gives_way():
            return
        self.summary.notes = self.gathering.notes
        found = {*self.summary.findings, *self.gathering.finish()}
        while True:
            if self._gives_way():
                return
            if not self.view or self.index.is_made(_TURN):
                break
        self._guarded(self.index.write)
        if not self.is_serving:
            lightening.lighten(site_dir)
        if self._gives_way():
            return
        looked = built.look(site_dir, config.site_url, self._places(config), self.store)
        self.store.close(is_whole=True)
        if not self.is_serving:
            allowed = looked.policy.header(self.config.frame_ancestors)
            self.told = self._guarded(serving.of, looked.files, config.site_url, allowed)
            self._guarded(serving.put_in, site_dir, self.told)
        found |= built.not_told(looked.findings, found)
        self.summary.findings = checking.settle(config, found, site.sources(config))
        if self.view:
            return
        # A quiet build counts no warning, so what is to end a strict one must be more.
        tell = log.error if config.strict else log.warning
        for finding in self.summary.findings:
            (tell if finding.severity == "error" else log.info)(str(finding))

    def _pause(self) -> None:
        """Let a live view show what its author has saved meanwhile."""
        if self.view:
            self.view.between()

    def _gives_way(self) -> bool:
        """Tell whether the author has saved again, and end what is at work then."""
        if self.view is None or not self.view.is_overtaken():
            return False
        assert self.index is not None
        assert self.store is not None
        self.index.stop()
        self.store.close(is_whole=False)
        return True

    # After every other plugin has written what it writes.
    @event_priority(-1000)
    def _publish(self, config: MkDocsConfig) -> None:
        """Put the site in place once all languages are built."""
        if not self._i18n(config).building and (site_dir := self._guarded(self.publication.end, config)):
            log.info(f"Site put in place: {site_dir}")
            if not self.is_serving:
                self._guarded(serving.put_beside, Path(site_dir), self.told)

    on_post_build = CombinedEvent(_finish, _publish)

    def _places(self, config: MkDocsConfig) -> built.Places:
        """Return what knows the author's file of each file of the site."""
        sources = pages.sources(config) | branding.sources(self.brand)
        return built.Places(sources, partial(site.name, config), self.publication.place(config))

    def _refuse(self, findings: list[Finding]) -> None:
        """Stop the build for all that cannot be rendered safely."""
        barring = preflight.barring(findings)
        for finding in barring if not self.view else ():
            log.error(str(finding))
        if barring:
            self.summary.findings = barring
            raise PluginError(f"Nothing was built: mend {counted(len(barring), 'finding')} first.")

    def _i18n(self, config: MkDocsConfig) -> Any:
        return config.plugins["i18n"]

    def _guarded(self, function: Any, *arguments: Any) -> Any:
        """Call a function of ours and pass its error on as one that MkDocs prints in a line."""
        try:
            return function(*arguments)
        except LeidraadError as error:
            self.could_not_run = True
            raise PluginError(str(error)) from None
