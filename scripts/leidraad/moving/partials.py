"""The links of a text, where they count from the pages that show it: of a partial those may be many."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.checks.includes import expand_page
from leidraad.dialect.origins import reach
from leidraad.docs import Source
from leidraad.moving import links
from leidraad.storage import files

Folders = frozenset[tuple[str, str]]
"""For each page that shows a text, the folder that its links were counted from, and the one from now on."""


def shown(
    config: MkDocsConfig, sources: Iterable[Source], read: Callable[[Path], str]
) -> dict[str, set[tuple[str, str]]]:
    """Return the language and the chapter of each page that shows a text, by what people call that.

    Args:
        config: the handbook's.
        sources: its chapters; partials among them are passed over.
        read: returns the text of a file.
    """
    pages: dict[str, set[tuple[str, str]]] = defaultdict(set)
    shared = replace(docs.partials(config), shelf={})
    for source in sources:
        text = "" if source.is_partial else read(source.path)
        if "{!" in text:
            lines = expand_page(source.name, files.plain(text.encode(), source.path), shared)[0]
            for path in {path for path, _, _ in reach(lines)}:
                pages[path].add((source.lang, source.chapter))
    return pages


def folders(source: Source, pages: Collection[tuple[str, str]], old: str, to: str) -> Folders:
    """Return where the links of a text count from, as a chapter goes elsewhere.

    Args:
        source: the text.
        pages: the language and the chapter of each page that shows it; those of a partial that none shows
            count from the folder of its language.
        old: the chapter that goes.
        to: its new path.
    """
    if not source.is_partial:
        pages = [(source.lang, source.chapter)]
    return frozenset(
        (folder(lang, chapter), folder(lang, to if chapter == old else chapter))
        for lang, chapter in pages or [(source.lang, "")]
    )


def folder(lang: str, chapter: str) -> str:
    """Return the folder that the links of a chapter are counted from, below that of all pages."""
    return posixpath.dirname(f"{lang}/{chapter}")


def rewrite(
    config: MkDocsConfig,
    text: str,
    moved: Mapping[str, str],
    counted: Folders,
    make_parser: Callable[[], Markdown],
) -> tuple[str, list[str]]:
    """Return a text of which the links lead to where files are now, and those that cannot from each page.

    Args:
        config: the handbook's.
        text: the whole file.
        moved: the new path of each file that moves.
        counted: where its links count from.
        make_parser: gives the site's own Markdown object.

    Raises:
        LeidraadError: the parser cannot read the text.
    """
    changes = {(old, new): links.follow(moved, old, new) for old, new in counted}

    def wanted(link: str) -> set[str]:
        found = {change(link) for change in changes.values()}
        if len(found) > 1:
            # From where it led nowhere, it need not lead on.
            led = {change(link) for (old, _), change in changes.items() if _is_there(config, old, link)}
            found = led or found
        return found

    def change(link: str) -> str:
        found = wanted(link)
        return found.pop() if len(found) == 1 else link

    left = links.named(text, lambda link: len(wanted(link)) > 1, make_parser)
    return links.rewrite(text, change, make_parser), left


def _is_there(config: MkDocsConfig, folder: str, link: str) -> bool:
    """Tell whether a link leads to a file from a folder, which another language may lend."""
    there = posixpath.normpath(posixpath.join(folder, unquote(link)))
    first, _, rest = there.partition("/")
    langs = site.languages(config)
    paths = [f"{lang}/{rest}" for lang in langs] if first in langs else [there]
    return any((Path(config.docs_dir) / path).exists() for path in paths)
