"""The MkDocs plugin: it hands what MkDocs knows to the functions that do the work."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from leidraad import preflight, site
from leidraad.building import ending, host, pages, publishing, showing, templates
from leidraad.building.left import Changes, Left
from leidraad.building.volume import Volume
from leidraad.building.work import Summary, View, Work
from leidraad.built import serving
from leidraad.collecting import seldom_collected
from leidraad.errors import LeidraadError, RefusedError
from leidraad.pages import trimming
from leidraad.settings import LeidraadConfig

log = get_plugin_logger("leidraad")

_Event = TypeVar("_Event", bound=Callable[..., Any])


def _guarded(event: _Event) -> _Event:
    """Pass an error of ours on as one that MkDocs prints in a line."""

    @wraps(event)
    def run(plugin: LeidraadPlugin, *args: Any, **kwargs: Any) -> Any:
        try:
            return event(plugin, *args, **kwargs)
        except LeidraadError as error:
            plugin.could_not_run = True
            raise PluginError(str(error)) from None

    return cast(_Event, run)


class LeidraadPlugin(BasePlugin[LeidraadConfig]):
    """Give MkDocs the handbook's templates, callouts, checks and search."""

    is_serving = False
    could_not_run = False
    """A build ended by an error of ours, and not by a finding."""
    view: View | None = None
    """Given by a live view, which tells the findings itself."""
    volumes: dict[str, Volume] | None = None
    """Given by whoever wants the pages of each language besides the site."""
    left: tuple[Left, Changes] | None = None
    """Given by whoever makes only some pages anew: what the last build left, and what has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.publication = publishing.Publication()
        self.summary = Summary()
        self._work: Work | None = None
        self._meanwhile = ExitStack()

    @property
    def work(self) -> Work:
        """Return the build at work, or the last one."""
        assert self._work is not None
        return self._work

    @contextmanager
    def as_it_was(self, work: Work) -> Iterator[None]:
        """Go back for a while to a build that has ended, which stays as it is."""
        now, self._work = self._work, copy(work)
        # Nobody waits for any of it.
        self._work.view = None
        try:
            yield
        finally:
            self._work = now

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Take note whether an author looks, who sees drafts as well."""
        self.is_serving = command == "serve"
        if command == "build":
            self._meanwhile.enter_context(seldom_collected())
        # Python would look which of what a build leaves is of no use, when all of it goes with the process.
        atexit.register(gc.freeze)

    def on_shutdown(self) -> None:
        """Clear away what a build that was broken off has left."""
        if self._work:
            self._work.end()
        self.publication.give_up()
        self._meanwhile.close()

    # Before any other plugin takes note of where the site is.
    @event_priority(1000)
    @_guarded
    def _build_aside(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build beside the site, except for the live view, which MkDocs keeps in a folder of its own."""
        if self._i18n(config).building:
            self.work.show_first()
        else:
            self.summary, self._work = Summary(), None
            site.prepare(config)
            # MkDocs takes the same plugin for the next build, which nobody may want them of.
            volumes, self.volumes = self.volumes, None
            self._work = Work(
                config, self.summary, is_serving=self.is_serving, view=self.view, volumes=volumes
            )
            if not self.is_serving:
                self.publication.begin(config)
        config.load_dict(self.work.names)
        return config

    @event_priority(-100)
    @_guarded
    def _set_up(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set up one language; runs once for each."""
        site.prepare(config)
        self.work.pause()
        if not self._i18n(config).building:
            # MkDocs keeps the plugin for the next build.
            left, self.left = self.left, None
            self.work.go_on(config, *left) if left else self.work.begin(config)
        self.work.speak(config, str(self._i18n(config).current_language), self.config)
        return config

    on_config = CombinedEvent(_build_aside, _set_up)

    @event_priority(100)
    @_guarded
    def _hide_drafts(self, files: Files, config: MkDocsConfig) -> Files:
        """Take away what is not published before the i18n plugin looks what can stand in for it."""
        self.work.hide_drafts(files, config)
        return files

    def _give_back(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Give the next language its whole navigation back."""
        config.nav = self.work.nav

    # After the i18n plugin and others that change it.
    @event_priority(-1000)
    @_guarded
    def _take_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation of this language, whose pages are made next."""
        self.work.navigation = nav
        self.work.convert_ahead(config, files)

    on_nav = CombinedEvent(_give_back, _take_nav)

    @event_priority(-100)
    @_guarded
    def _take_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out the partials, and set the pages' addresses."""
        self.work.pause()
        shared = f"{site.partials_folder(config)}{os.sep}"
        for file in files.documentation_pages():
            if str(file.abs_src_path).startswith(shared):
                files.remove(file)
        pages.leave_untranslated(config, self.work.lang)
        trimming.trim(files, config)
        return pages.set_addresses(files, config)

    on_files = CombinedEvent(_hide_drafts, _take_files)

    def on_pre_page(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Take the conversion of a page upon us."""
        self.work.pause()
        host.render_by(page, self.work.convert)

    @_guarded
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page that stands in for a missing translation in its own language."""
        pages.unmark(page)
        pages.escape(page)
        self.work.source = self.work.source_of(page, config)
        self.work.cite(config, self.work.source.lang)

    @_guarded
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Judge a page once more that another plugin has changed."""
        self.work.count(page)
        if html != page.content:
            self.work.gathering.judge_again(self.work.source, html)

    @_guarded
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give templates what is made of all pages of a language."""
        self.work.pause()
        templates.furnish(self.work, env, config, files)
        return env

    @event_priority(-100)
    @_guarded
    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Give the templates the words of the language and what is known of the page."""
        context.update(showing.of_page(self.work, page, config, self.config))  # type: ignore[typeddict-item]
        return context

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Leave the site as it was, and print an error of ours or of the system in one line."""
        if self._work:
            self._work.end()
        error = self.publication.fail(templates.fault(error) or error)
        if isinstance(error, RefusedError):
            # Of a page that is being converted.
            self.work.refuse([preflight.unread(self.work.source, error)])
        if isinstance(error, LeidraadError):
            self.could_not_run = True
            raise PluginError(str(error)) from None

    @_guarded
    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the templates that are no pages what they show: pages, or the words of languages."""
        context.update(showing.of_template(self.work, template_name, config))  # type: ignore[typeddict-item]
        return context

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Mend what Material's templates say, and put the 404 page of a language into its folder."""
        return showing.place(self.work, output, template_name, config)

    @_guarded
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Let a live view show what was saved meanwhile, and keep no text that is printed."""
        self.work.pause()
        self.work.let_go(page)
        return output

    @event_priority(-100)
    @_guarded
    def _finish(self, config: MkDocsConfig) -> None:
        """Index, look at the whole and report once all languages are built."""
        if not self._i18n(config).building:
            ending.finish(self.work, config, self.config, self.publication.place(config))
            ending.tell(self.work, is_strict=config.strict)

    # After every other plugin has written what it writes.
    @event_priority(-1000)
    @_guarded
    def _publish(self, config: MkDocsConfig) -> None:
        """Put the site in place once all languages are built."""
        if not self._i18n(config).building and (site_dir := self.publication.end(config)):
            log.info(f"Site put in place: {site_dir}")
            if not self.is_serving:
                serving.put_beside(Path(site_dir), self.work.told)

    on_post_build = CombinedEvent(_finish, _publish)

    def _i18n(self, config: MkDocsConfig) -> Any:
        return config.plugins["i18n"]
