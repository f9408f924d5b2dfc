"""What a site is made from: the files, and a fingerprint of all but the texts of its pages."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, pandoc, patterns, site, translating
from leidraad.backmatter import editions
from leidraad.brand import choosing
from leidraad.building import converting, outputs
from leidraad.checking import navigation
from leidraad.checks import Page
from leidraad.courses import reading
from leidraad.docs import Source
from leidraad.errors import LeidraadError
from leidraad.pages import history
from leidraad.storage import caching
from leidraad.storage.files import all_below

# All that hears of pages: whatever another one remembers of them is not in our hands.
_PLUGINS = frozenset({"i18n", "leidraad"})
# What a configuration takes from elsewhere, in a file that another one names.
_ENVIRONMENT = patterns.lazy(rb"!ENV\b")
_UNTOLD = frozenset({"plugins", "config_file_path"})
# Larger ones are films and the like, which are written anew and not changed.
_READ = 1_000_000


def made_from(config: MkDocsConfig) -> list[Path]:
    """Return what a handbook is made from, whether or not it is there.

    What git knows of it is not among that.
    """
    root = site.root(config)
    given = [*navigation.files(config), config.docs_dir, site.partials_folder(config), *config.watch]
    given += [site.bibliography(config), site.style(config), *site.tables(config).values()]
    given += [translating.LOCKS, editions.NAME, reading.FILE]
    given += [*choosing.watched(config), config.theme.custom_dir, site.overrides()]
    return [root / path for path in given if isinstance(path, str | Path)]


class Inputs(NamedTuple):
    """What a site is made from, as it was at some time.

    Attributes:
        changed: when each file and folder was changed last, or -1 where one is not there.
        world: what tells all but the texts of its pages, or None where that cannot be told.
        sources: its pages, and what these include.
        texts: these, also of pages that are not built.
        told: what tells each of them from any other, by the name of its file.
        git: what git knows of it.
    """

    changed: Mapping[str, int]
    world: str | None
    sources: Sequence[Source]
    texts: Mapping[Source, str]
    told: Mapping[str, str]
    git: Sequence[str]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Inputs:
        """Return what a site is made from now."""
        changed = _changes(_paths(_tops(config)))
        history.forget()
        sources = [*docs.sources(config)]
        pages = [source for source in sources if not source.is_partial]
        world = _world(config, changed, pages)
        if world is None:
            return cls({}, None, (), {}, {}, ())
        texts = _texts(config, pages)
        told = {source.name: caching.fingerprint([text]) for source, text in texts.items()}
        return cls(changed, world, sources, texts, told, _told_by_git(config))

    def are_these(self, config: MkDocsConfig, pages: Mapping[str, Page]) -> bool:
        """Tell whether a build was made from these, and from nothing that was saved meanwhile.

        Args:
            config: the handbook's.
            pages: its pages, by the names of their files.
        """
        texts = {source.name: text for source, text in self.texts.items()}
        return (
            self.world is not None
            and all(page.text == texts.get(name) for name, page in pages.items())
            and [*self.git] == _told_by_git(config)
            # A folder has another time where something came or went.
            and _changes(self.changed) == self.changed
        )


def _world(config: MkDocsConfig, paths: Iterable[str], pages: Iterable[Source]) -> str | None:
    """Return a fingerprint of all that a site hangs on but the texts of its pages.

    Args:
        config: the handbook's, before any language is set.
        paths: all files and folders that it is made from.
        pages: those that are pages.

    Returns:
        The fingerprint, or None where something may show what it does not tell: a hook, another plugin, an
        extension that reads files, or a template that shows one page on another.
    """
    if config.hooks or config.extra_templates or not config.plugins.keys() <= _PLUGINS:
        return None
    if not converting.is_pure(config) or not outputs.is_told(config):
        return None
    if any(map(_is_of_environment, navigation.files(config))):
        return None
    if any(os.path.islink(path) and os.path.isdir(path) for path in paths):
        # Behind it, nothing is looked at.
        return None
    return caching.fingerprint(_parts(config, paths, {str(page.path) for page in pages}))


def _texts(config: MkDocsConfig, pages: Iterable[Source]) -> dict[Source, str]:
    """Return the text of each page; what cannot be read is left out."""
    found: dict[Source, str] = {}
    for source in pages:
        with suppress(LeidraadError):
            found[source] = docs.read(config, source.path)
    return found


def _parts(config: MkDocsConfig, paths: Iterable[str], pages: Container[str]) -> Iterator[str | bytes]:
    yield caching.code()
    yield caching.surroundings()
    yield str(Path(config.config_file_path).absolute())
    for name, value in config.items():
        if name not in _UNTOLD:
            yield f"{name}={caching.spelled(value)}"
    for name, plugin in config.plugins.items():
        yield f"{name}={caching.spelled(plugin.config)}"
    yield from _told_by_git(config)
    with suppress(LeidraadError, OSError):
        # It prints all citations.
        program = os.stat(pandoc.program("Citations"))
        yield f"{program.st_size} {program.st_mtime_ns}"
    for path in paths:
        yield path
        if path not in pages:
            yield _content(path)


def _told_by_git(config: MkDocsConfig) -> list[str]:
    """Return what git tells of the handbook, as it was asked last."""
    changes = history.last_changes(site.root(config))
    return [history.version(site.root(config)), *(f"{path} {day}" for path, day in sorted(changes.items()))]


def _changes(paths: Iterable[str]) -> dict[str, int]:
    """Return when each file and folder was changed last."""
    found = {}
    for path in paths:
        found[path] = -1
        with suppress(OSError):
            found[path] = os.stat(path).st_ctime_ns
    return found


def _tops(config: MkDocsConfig) -> Iterator[str]:
    """Yield what a handbook is made from; of what is installed, Python tells which version it is."""
    root = site.root(config)
    for path in (*made_from(config), *map(Path, config.theme.dirs)):
        if path.is_relative_to(root) or not caching.is_installed(str(path)):
            yield str(path)


def _paths(tops: Iterable[str]) -> Iterator[str]:
    """Yield files and folders, and all that is below these."""
    for top in tops:
        yield top
        yield from all_below(top)


def _content(path: str) -> bytes:
    """Return what a file holds; of what is no file, as a pipe that never ends, what it is."""
    with suppress(OSError):
        told = os.stat(path)
        if os.path.islink(path):
            return f"{os.readlink(path)} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}".encode()
        if not stat.S_ISREG(told.st_mode):
            return f"{told.st_mode}".encode()
        if told.st_size > _READ:
            return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}".encode()
        with open(path, "rb") as file:
            return b"=" + file.read()
    return b""


def _is_of_environment(path: Path) -> bool:
    with suppress(OSError):
        return bool(_ENVIRONMENT.search(path.read_bytes()))
    return True
