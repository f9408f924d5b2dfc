"""The addresses of all pages of a handbook, as its languages take them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.checks import Finding, addresses
from leidraad.errors import LeidraadError, printable
from leidraad.storage.files import path_below


def check(config: MkDocsConfig, instead: Mapping[Path, str | None] = {}) -> list[Finding]:
    """Return what is wrong with the addresses of the pages of every language.

    Args:
        config: the handbook's.
        instead: what files are thought to hold; None for one that is thought away.
    """
    langs = site.languages(config)
    falls_back = config.plugins["i18n"].config.fallback_to_default
    found: list[Finding] = []
    default: list[addresses.Page] = []
    for lang in langs:
        base = Path(config.docs_dir) / lang
        pages = []
        called = site.name(config, base)
        there = {path: relative for relative, path in docs.files(base)}
        more = {path: inside for path in instead if path not in there and (inside := path_below(base, path))}
        there |= more
        for path, relative in sorted(there.items()) if more else there.items():
            with suppress(LeidraadError):
                text = instead[path] if path in instead else docs.read(config, path)
                if text is not None:
                    told = printable(f"{called}/{relative}")
                    pages.append(addresses.Page(told, PurePosixPath(relative), text))
        if lang == langs[0]:
            default = [page._replace(stands_in=True) for page in pages]
        elif falls_back:
            own = {page.path for page in pages}
            pages += [page for page in default if page.path not in own]
        found += addresses.check_addresses(pages, langs[1:] if lang == langs[0] else ())
    # What is wrong with a page itself is so wherever it stands in.
    return list(dict.fromkeys(found))
