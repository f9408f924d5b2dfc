"""All that goes around MkDocs, for which it has no extension point; a test tells when MkDocs changes.

MkDocs makes a Markdown object for each page, which takes a third as long as a page. What `Page.render` does
is done here with one that is made once.
"""

from __future__ import annotations

import logging
from types import MethodType

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


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


def render_with(page: Page, parsers: Parsers) -> None:
    """Let a page be converted by one of the build's Markdown objects when MkDocs comes to it."""

    def render(self: Page, config: MkDocsConfig, files: Files) -> None:
        _render(self, config, files, parsers.get(config))

    page.render = MethodType(render, page)  # type: ignore[method-assign]


def _render(page: Page, config: MkDocsConfig, files: Files, md: Markdown) -> None:
    """Do what `Page.render` of MkDocs 1.6 does."""
    if page.markdown is None:
        raise RuntimeError("`markdown` field hasn't been set (via `read_source`)")
    raw_html = pages._RawHTMLPreprocessor()
    anchors = pages._ExtractAnchorsTreeprocessor(page.file, files, config)
    paths = pages._RelativePathTreeprocessor(page.file, files, config)
    title = pages._ExtractTitleTreeprocessor()
    for each in (raw_html, anchors, paths, title):
        each._register(md)
    page.content = md.convert(page.markdown)
    page.toc = get_toc(getattr(md, "toc_tokens", []))
    page._title_from_render = title.title
    page.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
    if pages.log.getEffectiveLevel() > logging.DEBUG:
        page.links_to_anchors = paths.links_to_anchors
