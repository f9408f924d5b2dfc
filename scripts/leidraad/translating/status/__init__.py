"""How far each translation of a handbook is, and what a branch made stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import checking, checks, docs, lookup, site, translating
from leidraad.checks.digest import Digest
from leidraad.errors import LeidraadError
from leidraad.pages import history
from leidraad.translating import Translation
from leidraad.translating.status.data import data
from leidraad.translating.status.markdown import markdown
from leidraad.translating.status.page import page
from leidraad.translating.status.text import text
from leidraad.translations import locks, states

FORMATS = {"text": text, "json": data, "markdown": markdown, "html": page}


def of(config: MkDocsConfig, files: Iterable[Path] = (), lang: str | None = None) -> list[Translation]:
    """Return the translations of a handbook, or of the chapters in `files`, or into one language.

    Raises:
        LeidraadError: a file is none of the handbook's, or the language is not, or a lock file is damaged.
    """
    if lang is not None:
        lookup.language(config, lang)
    sources = [source for source in docs.sources(config) if source.chapter]
    known = {source.name: source for source in sources}
    asked = [source for file in files for source in lookup.chapter(config, file, has_partials=True)]
    named = {source.chapter for source in asked}
    digests = []
    for name, examined in checks.once(checking.examine(config, sources)).items():
        if not named or known[name].chapter in named:
            if examined.digest.is_unread:
                raise LeidraadError(f"{name}: cannot be read as it is; `leidraad check {name}` says why.")
            digests.append(examined.digest)
    found_all = [*translating.translations(config, digests)]
    # A translation is itself, and a source is all of its translations.
    wanted = {(source.chapter, source.lang) for source in asked}
    return [
        translating.with_texts(config, one)
        for one in found_all
        if lang in (None, one.lang)
        and (not wanted or {(one.chapter, one.lang), (one.chapter, one.source.lang)} & wanted)
    ]


def since(config: MkDocsConfig, found: Sequence[Translation], ref: str) -> list[Translation]:
    """Return the translations with the blocks that are stale now and were not at a branch or commit of git.

    What is compared with is where that branch and this one parted.

    Raises:
        LeidraadError: git knows no such branch or commit.
    """
    folder = site.root(config)
    base = history.parting(folder, ref)
    if not base and not history.version(folder):
        raise LeidraadError("--since needs git and a commit of this handbook; install git, and commit it.")
    if not base:
        raise LeidraadError(f"{ref}: git knows no such branch or commit; name one, such as main.")
    told = []
    for one in found:
        stale = [standing for standing in one.standings if standing.state == "stale"]
        if stale:
            before = {standing.entry for standing in _standings_at(config, one, base)}
            stale = [standing for standing in stale if standing.entry not in before]
        told.append(one._replace(standings=tuple(stale)))
    return [one for one in told if one.standings]


def _standings_at(config: MkDocsConfig, one: Translation, commit: str) -> list[states.Standing]:
    """Return the blocks of a translation that were stale already in a commit."""
    folder = site.root(config)
    lock = translating.lock_path(config, one.lang, one.chapter)
    was = history.text(folder, commit, lock)
    if was is None:
        return []
    try:
        entries = locks.parse(was, f"{commit[:10]}:{site.name(config, lock)}")
    except LeidraadError:
        return []
    source, target = (_parts_at(config, page, commit) for page in (one.source, one.target))
    return [s for s in translating.standings(source, target, entries) if s.state == "stale"]


def _parts_at(config: MkDocsConfig, page: Digest | None, commit: str) -> translating.Parts:
    folder = site.root(config)
    text = history.text(folder, commit, folder / page.path) if page else None
    return translating.parts_in(config, page.lang, text) if page and text is not None else ((), ())
