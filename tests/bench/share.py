"""Run `mkdocs build` here and print how much CPU time parts of our work took in it.

python tests/bench/share.py    in a handbook's folder; prints seconds by what was done, as JSON
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

SPENT: Counter[str] = Counter()
LOADED, WITHIN = "loading all of that", [0.0]
_GUARDS = ("leidraad.preflight", "leidraad.policy", "leidraad.built", "nh3")


def load(loader: SourceFileLoader, module: ModuleType) -> None:
    """Load a module, and count it where it is of pre-flight, without those that it loads in turn."""
    start = time.thread_time()
    WITHIN.append(0.0)
    try:
        _load(loader, module)
    finally:
        took = time.thread_time() - start
        own = took - WITHIN.pop()
        WITHIN[-1] += took
        if module.__name__.startswith(_GUARDS):
            SPENT[LOADED] += own


_load = SourceFileLoader.exec_module
if __name__ == "__main__":
    # All that follows is loaded so.
    SourceFileLoader.exec_module = load  # type: ignore[method-assign]

# ruff: noqa: E402
from material.plugins.search.plugin import SearchPlugin
from mkdocs.__main__ import cli

from leidraad import built, checking, checks, docs, drafts, extension, preflight, search, translating
from leidraad.building import ahead, pages
from leidraad.built import serving
from leidraad.checks import across
from leidraad.pages import heads, redirects
from leidraad.policy import judging

FILES, HTML = "files, includes and front matter", "HTML that is not allowed"
BUILT, SERVERS = "the built site", "what servers are told"
SEARCH = "search index"
GUARDING = (FILES, HTML, BUILT, SERVERS, LOADED)
"""What pre-flight does beside the conversions that the build makes anyway."""
THEIRS = "search index of the plain stack"
"""What is no part of our work, and what our search takes the place of."""

RUNNING: list[str] = []


def timed(owner: Any, name: str, what: str) -> None:
    """Count the time of a function, and of a generator that it returns, under a name."""
    function: Callable[..., Any] = getattr(owner, name)

    def run(*args: Any, **kwargs: Any) -> Any:
        if RUNNING:
            # What another one calls is part of that.
            return function(*args, **kwargs)
        RUNNING.append(what)
        start = time.thread_time()
        try:
            found = function(*args, **kwargs)
            return [*found] if hasattr(found, "__next__") else found
        finally:
            SPENT[what] += time.thread_time() - start
            RUNNING.clear()

    setattr(owner, name, run)


def main() -> None:
    """Build, and print what was spent."""
    # What another process does would be counted as none of this.
    ahead.copies = lambda: 0
    timed(extension.LeidraadExtension, "_name_blocks", "outlines and names of blocks")
    timed(checks, "_told", "notes and descriptions to translate")
    timed(docs, "texts", "leading languages and drafts")
    timed(translating, "leads", "leading languages and drafts")
    timed(drafts, "find", "leading languages and drafts")
    timed(checking, "check_translations", "comparing")
    timed(across, "_languages", "comparing")
    timed(translating, "translations", "staleness")
    timed(checking, "check_stale", "staleness")
    timed(pages, "sitemap", "heads, sitemap and old addresses")
    timed(heads, "head", "heads, sitemap and old addresses")
    timed(redirects, "of", "heads, sitemap and old addresses")
    timed(search, "index", SEARCH)
    timed(preflight, "survey", FILES)
    timed(judging, "judge", HTML)
    timed(built, "look", BUILT)
    timed(serving, "of", SERVERS)
    timed(serving, "put_in", SERVERS)
    timed(serving, "put_beside", SERVERS)
    timed(SearchPlugin, "on_page_context", THEIRS)
    timed(SearchPlugin, "on_post_build", THEIRS)
    try:
        cli(["build", "--strict", "--quiet"], standalone_mode=False)
    finally:
        json.dump(SPENT, sys.stdout)


if __name__ == "__main__":
    main()
