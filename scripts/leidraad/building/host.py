"""All that goes around MkDocs, for which it has no extension point; a test tells when MkDocs changes.

MkDocs makes a Markdown object for each page, which takes a third as long as a page. What `Page.render` does
is done here with one that is made once. And it lists every icon of a theme in every build, and can make no
page alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import MethodType
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from markdown import Markdown
from mkdocs import utils
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme


class Parsers:
    """The Markdown objects of one build, one for each configuration that it uses."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[str, Markdown] = {}

    def get(self, config: MkDocsConfig) -> Markdown:
        """Return the Markdown object that the configuration asks for, with no page in it."""
        key = repr((config.markdown_extensions, config.mdx_configs))
        if key not in self._made:
            self._made[key] = Markdown(
                extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
            )
        return self._made[key].reset()


class Rendered(NamedTuple):
    """What MkDocs takes of a converted page.

    Attributes:
        html: the page.
        toc: its table of contents, as Python-Markdown's `toc` has it.
        title: that of its heading, where it begins with one.
        anchors: the ids on it.
    """

    html: str
    toc: list[Any]
    title: str | None
    anchors: list[str]


class _Loader(FileSystemLoader):
    """Finds templates, and lists none in hidden folders: Material keeps 14,000 icons in one.

    MkDocs lists them to find the files of a theme, and passes the hidden ones over.
    """

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in map(str, self.searchpath):
            for at, folders, names in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = os.path.relpath(at, top).replace(os.sep, "/")
                found.update(name if below == "." else f"{below}/{name}" for name in names)
        return sorted(found)


def list_quickly(theme: Theme) -> None:
    """Let MkDocs list the files of a theme without looking at each of its icons."""

    def get_env(theme: Theme) -> Environment:
        env = Theme.get_env(theme)
        env.loader = _Loader(theme.dirs)
        return env

    theme.get_env = MethodType(get_env, theme)  # type: ignore[method-assign]


def forget_page(config: MkDocsConfig) -> None:
    """Let the languages of a configuration be those of its home pages again.

    For each page, the i18n plugin sets an attribute to where that one is in every language; what it sets for
    those of the next language is the value beneath it.
    """
    vars(config.extra).pop("alternate", None)


Render = Callable[[Page, MkDocsConfig, Files], Rendered]
"""Convert a page whose source has been read."""


def render_by(page: Page, render: Render) -> None:
    """Let a page be converted by a function of ours when MkDocs comes to it."""

    def fill(page: Page, config: MkDocsConfig, files: Files) -> None:
        if page.markdown is None:
            raise RuntimeError("`markdown` field hasn't been set (via `read_source`)")
        rendered = render(page, config, files)
        page.content = rendered.html
        page.toc = get_toc(rendered.toc)
        page._title_from_render = rendered.title
        page.present_anchor_ids = set(rendered.anchors)
        # Whether links lead anywhere is told of the built site.
        page.links_to_anchors = {}

    page.render = MethodType(fill, page)  # type: ignore[method-assign]


def convert(page: Page, config: MkDocsConfig, files: Files, md: Markdown) -> Rendered:
    """Convert a page as `Page.render` of MkDocs 1.6 does."""
    raw_html = pages._RawHTMLPreprocessor()
    anchors = pages._ExtractAnchorsTreeprocessor(page.file, files, config)
    paths = pages._RelativePathTreeprocessor(page.file, files, config)
    title = pages._ExtractTitleTreeprocessor()
    for each in (raw_html, anchors, paths, title):
        each._register(md)
    html = md.convert(page.markdown or "")
    ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
    return Rendered(html, getattr(md, "toc_tokens", []), title.title, sorted(ids))


def read_language(config: MkDocsConfig, lang: str) -> None:
    """Read and convert the pages of another language, as the i18n plugin does when it comes to that.

    It would go on to print them, and leaves the configuration changed: it is for a copy of the process, which
    ends before.
    """
    i18n: Any = config.plugins["i18n"]
    i18n.building, i18n.current_language = True, lang
    utils.clean_directory = lambda directory: None
    build.build(config)


class Scene(NamedTuple):
    """What the pages of a language are made with."""

    files: Files
    nav: Navigation
    env: Environment


@contextmanager
def in_language(config: MkDocsConfig, lang: str) -> Iterator[None]:
    """Set a configuration with which all languages were built up for one of them, as the i18n plugin does."""
    i18n: Any = config.plugins["i18n"]
    # What it resets to for a language it changes for that language.
    originals = deepcopy((i18n.original_configs, i18n.original_theme_configs))
    i18n.building, i18n.current_language = True, lang
    try:
        config.plugins.on_config(config)
        yield
    finally:
        i18n.building = False
        i18n.original_configs, i18n.original_theme_configs = originals


def environment(config: MkDocsConfig, files: Files) -> Environment:
    """Return what finds the templates of a language, as the i18n plugin leaves it."""
    env = config.theme.get_env()
    i18n: Any = config.plugins["i18n"]
    i18n.on_env(env, config, files)
    return env


def take_up(config: MkDocsConfig, files: Mapping[str, Files]) -> None:
    """Let the i18n plugin know the files of each language, as at the end of a build."""
    i18n: Any = config.plugins["i18n"]
    i18n.i18n_files_per_language |= {lang: each.documentation_pages() for lang, each in files.items()}


def read_alone(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Read and convert a page as `build` of MkDocs does, while the others stay as they are."""
    build._populate_page(page, config, files)


def write_alone(page: Page, config: MkDocsConfig, scene: Scene, folder: Path) -> None:
    """Write a page as `build` of MkDocs does, into another folder than that of the site."""
    shown = scene.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
    before = page.file.abs_dest_path
    page.file.abs_dest_path = str(folder / page.file.dest_uri)
    try:
        build._build_page(page, config, shown, scene.nav, scene.env)
    finally:
        page.file.abs_dest_path = before
