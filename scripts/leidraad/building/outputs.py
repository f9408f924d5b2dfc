"""Pages as templates printed them: in this build, or in an earlier one from all the same."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from leidraad import checking, patterns, site
from leidraad.building import pages
from leidraad.storage import caching
from leidraad.storage.files import all_below
from leidraad.storage.store import Store

_CONTEXT = frozenset(
    [
        "base_url",
        "build_date_utc",
        "config",
        "extra_css",
        "extra_javascript",
        "i18n_config",
        "i18n_file_locale",
        "i18n_page_locale",
        "leidraad",
        "leidraad_page",
        "mkdocs_version",
        "nav",
        "page",
        "pages",
    ]
)
_PLAIN = _CONTEXT - {"build_date_utc", "config", "i18n_config", "leidraad", "nav", "page", "pages"}
# Others may give templates what no key tells of; these two only look at a page.
_PLUGINS = frozenset({"i18n", "leidraad", "search", "material/search"})
_EVENTS = ("env", "page_context")
# What a template can show that is not in the key of a page: other pages, the time, chance.
_UNTOLD = patterns.lazy(r"\b(?:pages|build_date_utc|update_date|random|files)\b")
# What it can show of another page that is not in the key of this one.
_TEXT = "(?:content|content_string|content_bytes|markdown|toc|present_anchor_ids|links_to_anchors)"
_UNTOLD_OF_OTHERS = patterns.lazy(
    rf"(?<!(?<![\w.])page)\.{_TEXT}\b|(?:\[|\battr(?:ibute)?\s*[(=])\s*['\"]{_TEXT}['\"]"
)
# What makes another page `page`.
_NAME = r"(?<![\w.])page(?!\w)"
_REBOUND = patterns.lazy(
    rf"\{{%[-+]?\s*(?:set\s+[^%=]*{_NAME}\s*(?:,|=(?!=)|[-+]?%)|with\b[^%]*?{_NAME}\s*=(?!=)"
    rf"|for\b(?:(?!\bin\b)[^%])*{_NAME}|(?:macro\s+\w+|call)\s*\([^%]*?{_NAME}\s*[,=)]"
    rf"|(?:import|from)\b[^%]*{_NAME})"
)
# What templates may show as it is.
_SHOWN = frozenset({".css", ".js", ".svg"})
# Where nothing of it is printed: the site is built aside, in a folder with another name each time.
_UNPRINTED = frozenset({"extra", "plugins", "site_dir", "config_file_path"})


TEMPLATE = "template "
"""How the names of compiled templates begin; one is not asked for in a build that prints no page."""


class Outputs:
    """The pages that a build prints, for all of its languages.

    Attributes:
        count: how many pages were printed, and were not known.
    """

    def __init__(self, store: Store) -> None:
        """Begin with no page.

        Args:
            store: where earlier builds left what they printed.
        """
        self.count = 0
        self._store = store
        self._common: dict[int, str] = {}
        self._told = ""
        self._looked: dict[tuple[str, ...], tuple[bool, str]] = {}

    def watch(self, env: Environment, config: MkDocsConfig, told: str) -> None:
        """Let the templates of an environment print only the pages that are not known, and mend those.

        Args:
            env: the environment.
            config: the handbook's.
            told: what else its templates show, on every page alike.
        """
        self._common.clear()
        self._told = told
        if are_told := are_known(config, _EVENTS) and self._look(config)[0]:
            env.bytecode_cache = _Compiled(self._store)
        outputs = self

        class Known(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:
                context = dict(*args, **kwargs)
                if not isinstance(context.get("page"), Page):
                    return super().render(context)
                if not are_told or context.keys() != _CONTEXT:
                    return pages.mend(super().render(context))
                return outputs._print(self.name or "", context, super().render)

        env.template_class = Known

    def _print(self, template: str, context: dict[str, Any], render: Any) -> str:
        page: Page = context["page"]
        key = self._key(template, context)
        name = f"output {page.file.dest_uri}"
        known = self._store.get(name, key)
        if isinstance(known, str):
            return known
        self.count += 1
        printed = pages.mend(render(context))
        self._store.put(name, key, printed)
        return printed

    def _key(self, template: str, context: Mapping[str, Any]) -> str:
        """Return a fingerprint of all that a template can print of a page."""
        page, config = context["page"], context["config"]
        parts = [self._shared(context["nav"], config), template, *_page(page), *_neighbours(page)]
        parts += [caching.spelled(value) for name, value in sorted(context.items()) if name in _PLAIN]
        parts.append(caching.spelled([config.extra, _menu(context["nav"].items)]))
        return caching.fingerprint(parts)

    def _shared(self, nav: Navigation, config: MkDocsConfig) -> str:
        """Return a fingerprint of what all pages of a language have in common."""
        key = id(nav.pages)
        if key not in self._common:
            printers = [self._told, self._look(config)[1]]
            self._common[key] = caching.fingerprint([*printers, *_settings(config), *_navigation(nav)])
        return self._common[key]

    def _look(self, config: MkDocsConfig) -> tuple[bool, str]:
        """Return whether the key of a page tells all that templates can print, and what tells these."""
        folders = tuple(config.theme.dirs)
        if folders not in self._looked:
            paths = [*_templates(config)]
            self._looked[folders] = _are_told(paths), caching.fingerprint(_contents(paths))
        return self._looked[folders]


class _Compiled(BytecodeCache):
    """Templates as Jinja compiles them, each for as long as its source is the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._surroundings = caching.surroundings()

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._store.get(f"{TEMPLATE}{bucket.key}", self._key(bucket))
        if isinstance(known, str):
            bucket.bytecode_from_string(base64.b64decode(known))

    def dump_bytecode(self, bucket: Bucket) -> None:
        made = base64.b64encode(bucket.bytecode_to_string()).decode()
        self._store.put(f"{TEMPLATE}{bucket.key}", self._key(bucket), made)

    def _key(self, bucket: Bucket) -> str:
        return f"{bucket.checksum} {self._surroundings} {caching.code()}"


def _page(page: Page) -> Iterator[str]:
    yield from (page.content or "", page.markdown or "", str(page.canonical_url), str(page.edit_url))
    file = page.file
    yield caching.spelled(
        [
            *told(page),
            page.is_homepage,
            [_heading(item) for item in page.toc],
            file.dest_uri,
            [getattr(file, name, "") for name in ("locale", "locale_alternate_of")],
            {lang: [each.url, getattr(each, "locale", "")] for lang, each in _alternates(page).items()},
            [section.title for section in page.ancestors],
        ]
    )


def _neighbours(page: Page) -> Iterator[str]:
    for other in (page.previous_page, page.next_page):
        yield caching.spelled(told(other)) if other else ""


def told(page: Page) -> list[Any]:
    """Return what other pages say of one, as far as templates may show it."""
    return [page.file.src_uri, page.url, page.title, page.meta, getattr(page, "typeset", None)]


def _heading(item: Any) -> list[Any]:
    below = [_heading(child) for child in item.children]
    return [item.title, item.id, item.level, getattr(item, "typeset", None), below]


def _alternates(page: Page) -> Mapping[str, Any]:
    return getattr(page.file, "alternates", None) or {}


def _menu(items: Iterable[Any]) -> list[Any]:
    """Return what the menu of a page shows; for how long it is, `menus` sees to that."""
    return [
        [item.title, getattr(item, "url", ""), getattr(item, "meta", None), _menu(item.children or ())]
        for item in items
    ]


def _navigation(nav: Navigation) -> Iterator[str]:
    """Yield what the navigation says of every page; its sections are those of the configuration."""
    yield nav.homepage.url if nav.homepage else ""
    for page in nav.pages:
        yield caching.spelled(told(page))


def _settings(config: MkDocsConfig) -> Iterator[str | bytes]:
    yield checking.circumstances(config)
    yield caching.surroundings()
    for name, value in config.items():
        if name not in _UNPRINTED:
            yield f"{name}={caching.spelled(value)}"
    for name, plugin in config.plugins.items():
        # A hook is a module.
        yield f"{name}={caching.spelled(getattr(plugin, 'config', None))}"


def _contents(paths: Iterable[Path]) -> Iterator[str | bytes]:
    for path in paths:
        yield str(path)
        with suppress(OSError):
            yield path.read_bytes()


def _templates(config: MkDocsConfig) -> Iterator[Path]:
    """Yield all that templates may be or show, but for installed packages, of which the version is known."""
    for folder in config.theme.dirs:
        if not caching.is_installed(folder):
            found = all_below(folder)
            yield from (Path(path) for path in found if os.path.isfile(path) or os.path.islink(path))


def are_known(config: MkDocsConfig, events: Iterable[str]) -> bool:
    """Tell whether none but plugins that only look at a page hear of events."""
    by_name = {id(plugin): name for name, plugin in config.plugins.items()}
    heard = [method for event in events for method in config.plugins.events[event]]
    return all(by_name.get(id(getattr(method, "__self__", None))) in _PLUGINS for method in heard)


def is_told(config: MkDocsConfig) -> bool:
    """Tell whether the key of a page tells all that templates can print on it."""
    return are_known(config, _EVENTS) and _are_told(_templates(config))


def _are_told(templates: Iterable[Path]) -> bool:
    for path in templates:
        if path.is_dir():
            # Of what is behind a link, nothing is among these.
            return False
        with suppress(OSError):
            is_template = path.suffix not in _SHOWN and not path.is_relative_to(site.overrides())
            text = path.read_text("utf-8", "replace") if is_template else ""
            if any(each.search(text) for each in (_UNTOLD, _UNTOLD_OF_OTHERS, _REBOUND)):
                return False
    return True
