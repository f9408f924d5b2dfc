"""What a site is made from: the files, and a fingerprint of all but the texts of its pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site, translating
from leidraad.backmatter import editions
from leidraad.brand import choosing
from leidraad.building import outputs
from leidraad.checking import navigation
from leidraad.courses import reading
from leidraad.docs import Source
from leidraad.errors import LeidraadError
from leidraad.pages import history
from leidraad.storage import caching

# All that hears of pages: whatever another one remembers of them is not in our hands.
_PLUGINS = frozenset({"i18n", "leidraad"})
# What a configuration takes from elsewhere, in a file that another one names.
_ENVIRONMENT = re.compile(rb"!ENV\b")
_UNTOLD = frozenset({"plugins", "config_file_path"})
# Larger ones are films and the like, which are written anew and not changed.
_READ = 1_000_000


class _LinkedError(Exception):
    """Report a link to a folder, behind which nothing is looked at."""


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


def world(config: MkDocsConfig) -> str | None:
    """Return a fingerprint of all that a site hangs on but the texts of its pages.

    Args:
        config: the handbook's, before any language is set.

    Returns:
        The fingerprint, or None where something may show what it does not tell: a hook, another plugin, or a
        template that shows one page on another.
    """
    if config.hooks or config.extra_templates or not config.plugins.keys() <= _PLUGINS:
        return None
    if not outputs.is_told(config) or any(map(_is_of_environment, navigation.files(config))):
        return None
    try:
        return caching.fingerprint(_parts(config))
    except _LinkedError:
        return None


def texts(config: MkDocsConfig) -> dict[Source, str]:
    """Return the text of each page, also of one that is not built; what cannot be read is left out."""
    found: dict[Source, str] = {}
    for source in docs.sources(config):
        if not source.is_partial:
            with suppress(LeidraadError):
                found[source] = docs.read(config, source.path)
    return found


def _parts(config: MkDocsConfig) -> Iterator[str | bytes]:
    yield caching.code()
    yield caching.surroundings()
    yield str(Path(config.config_file_path).absolute())
    for name, value in config.items():
        if name not in _UNTOLD:
            yield f"{name}={caching.spelled(value)}"
    for name, plugin in config.plugins.items():
        yield f"{name}={caching.spelled(plugin.config)}"
    history.forget()
    yield history.version(site.root(config))
    for path, day in sorted(history.last_changes(site.root(config)).items()):
        yield f"{path} {day}"
    pages = {str(source.path) for source in docs.sources(config) if not source.is_partial}
    for path in made_from(config):
        # Of what is installed, the version is told.
        if not caching.is_installed(str(path)):
            yield str(path)
            yield from _told(str(path), pages)


def _told(path: str, pages: set[str]) -> Iterator[str | bytes]:
    """Yield what a file holds, or all files below a folder, by their names; of pages the names alone."""
    if not os.path.isdir(path):
        if path not in pages:
            yield _content(path)
        return
    for at, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        if any(os.path.islink(f"{at}/{name}") for name in folders):
            raise _LinkedError
        for name in sorted(names):
            yield f"{at}/{name}"
            if f"{at}/{name}" not in pages:
                yield _content(f"{at}/{name}")


def _content(path: str) -> bytes:
    with suppress(OSError):
        told = os.stat(path)
        if told.st_size > _READ:
            return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}".encode()
        with open(path, "rb") as file:
            return b"=" + file.read()
    return b""


def _is_of_environment(path: Path) -> bool:
    with suppress(OSError):
        return bool(_ENVIRONMENT.search(path.read_bytes()))
    return True
