"""Markdown objects that convert as the site does."""

from __future__ import annotations

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.dialect.including import expand


def of_site(config: MkDocsConfig, lang: str, *, trace: bool = False) -> Markdown:
    """Return a Markdown object that converts as the site does, trainer notes included."""
    options = {"lang": lang, "locales": site.tables(config), "trainer": True, "trace": trace}
    shared = docs.partials(config)
    options["expand"] = lambda lines: expand(lines, shared)[0]
    return Markdown(
        extensions=config.markdown_extensions,
        extension_configs={**config.mdx_configs, site.EXTENSION: options},
    )


def plain(lang: str) -> Markdown:
    """Return a Markdown object for chapters outside a handbook; it expands no includes."""
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes", site.EXTENSION]
    configs = {site.EXTENSION: {"lang": lang, "trainer": True}}
    return Markdown(extensions=extensions, extension_configs=configs)
