"""What a build leaves to the next one, which need then make only the pages of which the text has changed."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from leidraad import site
from leidraad.backmatter import Bound
from leidraad.bibliography.entries import Bibliography
from leidraad.building.gathering import Gathered
from leidraad.built.serving import Serving
from leidraad.checks.finding import Finding
from leidraad.collecting import lasting
from leidraad.docs import Source
from leidraad.drafts import Drafts
from leidraad.pages.contents import Contents
from leidraad.pages.lightening import Lightened
from leidraad.pages.references import References
from leidraad.storage import caching
from leidraad.storage.files import below

# To take these apart takes longer than all else, and most builds change nothing of them.
_APART = ("languages", "references")

Stamp = tuple[int, int]
"""The size of a file, and when it was written, in nanoseconds."""
# Parts of a configuration: those of the next build take their place.
_PLUGINS = ("i18n", "leidraad")


class Language(NamedTuple):
    """The pages of a language: what a build that takes over the rest leaves as it was.

    Attributes:
        files: its files.
        nav: its navigation.
        contents: its contents page, if it has one.
        shown: what tells what other pages show of each one, by its path in the site.
        sheet: the address of our style sheet.
        beside: each page with the one before it and the one behind it.
    """

    files: Files
    nav: Navigation
    contents: Contents | None
    shown: Mapping[str, str]
    sheet: str
    beside: Sequence[tuple[Page, Page | None, Page | None]]


class Left(NamedTuple):
    """What a build leaves.

    Attributes:
        world: what tells all that it hangs on but the texts of its pages.
        texts: what tells the text of each file that is a page, by its name.
        cited: what tells what is cited in it, in the same way.
        languages: its languages in order.
        references: its citations in each language, if there is a bibliography.
        kept: of these, what comes from an earlier build, as it was kept, by its name here.
        bound: the back matter of each language.
        gathered: what it knows of its pages.
        drafts: what is not published.
        surveyed: what pre-flight found.
        counts: how many chapters it has, and how many notes.
        is_well: a look at the site has shown nothing wrong.
        lightened: what its style sheets were made by.
        told: what servers are told.
        bibliography: the works that may be cited, if there is a file of them.
        site: its files.
        has_headers: one of them, for servers, is ours.
        store: what tells the file of what pages were made from, into which other builds write as well.
    """

    world: str
    texts: Mapping[str, str]
    cited: Mapping[str, str]
    languages: Mapping[str, Language]
    references: Mapping[str, References | None]
    kept: Mapping[str, bytes]
    bound: Mapping[str, Bound]
    gathered: Gathered
    drafts: Drafts
    surveyed: Sequence[Finding]
    counts: tuple[int, int]
    is_well: bool
    lightened: Lightened
    told: Serving
    bibliography: Bibliography | None
    site: Mapping[str, Stamp]
    has_headers: bool
    store: Stamp


class Changes(NamedTuple):
    """What has changed since the last build.

    Attributes:
        sources: all files that are a page or a part of some.
        texts: the text of each page now.
        chapters: the chapters of which that is another one, in any language.
    """

    sources: Sequence[Source]
    texts: Mapping[Source, str]
    chapters: Set[str]

    def changed(self) -> Iterator[tuple[Source, str]]:
        """Yield each page of the chapters that have changed."""
        yield from (each for each in self.texts.items() if each[0].chapter in self.chapters)


def store(config: MkDocsConfig) -> Path:
    """Return the file of what pages were made from in earlier builds."""
    return site.caches(config) / "pages.db"


def _path(config: MkDocsConfig) -> Path:
    return site.caches(config) / "left"


def _part(name: str) -> Any:
    """Stand for a plugin, of which only the name is kept."""
    raise NotImplementedError


def _reduce(page: Page) -> Any:
    """Return a page without its text, as Python's `pickle` asks for it.

    And without the ones beside it: one leads to the next, deeper than Python goes.
    """
    kept = {name: value for name, value in vars(page).items() if name != "render"}
    gone: dict[str, Any] = {
        "markdown": "",
        "content": "",
        "toc": [],
        "previous_page": None,
        "next_page": None,
    }
    return object.__new__, (type(page),), kept | gone


def _unchanging(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _copy(values: MappingProxyType[Any, Any]) -> Any:
    return _unchanging, ({**values},)


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, config: MkDocsConfig) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        names = {type(config.plugins[name]): name for name in _PLUGINS}

        def reduce(plugin: Any) -> Any:
            return _part, (names[type(plugin)],)

        self.dispatch_table = {Page: _reduce, MappingProxyType: _copy, **dict.fromkeys(names, reduce)}


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, config: MkDocsConfig) -> None:
        super().__init__(file)
        self._config = config

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _part.__name__):
            return self._config.plugins.__getitem__
        return super().find_class(module, name)


def keep(config: MkDocsConfig, left: Left) -> None:
    """Keep what a build leaves.

    Raises:
        Exception: any, where a page holds what cannot be kept.
    """
    kept = {name: left.kept.get(name) or _dump(config, getattr(left, name)) for name in _APART}
    told = _dump(config, left._replace(kept=kept, languages={}, references={}))
    caching.write_bytes(_path(config), told)


def find(config: MkDocsConfig) -> Left | None:
    """Return what the last build left, or None where there is nothing that this user kept."""
    data = caching.read_bytes(_path(config))
    if data is None:
        return None
    try:
        with lasting():
            found = _load(config, data)
            if not isinstance(found, Left):
                return None
            found = found._replace(**{name: _load(config, found.kept[name]) for name in _APART})
        for language in found.languages.values():
            for page, before, behind in language.beside:
                page.previous_page, page.next_page = before, behind
    except Exception:
        # Of another version, in which something has another name.
        return None
    return found


def _dump(config: MkDocsConfig, value: Any) -> bytes:
    data = io.BytesIO()
    _Pickler(data, config).dump(value)
    return data.getvalue()


def _load(config: MkDocsConfig, data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data), config).load()


def forget(config: MkDocsConfig) -> None:
    """Leave nothing to the next build."""
    # Where it cannot go, it is of another site than the next build finds.
    with suppress(OSError):
        _path(config).unlink(missing_ok=True)


def stamp(path: str | Path) -> Stamp:
    """Return what tells a file as it is from one that has been written since.

    Raises:
        OSError: it is not there.
    """
    told = os.lstat(path)
    return told.st_size, told.st_mtime_ns


def stamps(folder: Path, own: Container[str] | None = None) -> dict[str, Stamp]:
    """Return what tells the files of a site.

    Args:
        folder: where it is.
        own: its files, where it stands in its place; of those that are hidden, others may be its owner's.

    Raises:
        OSError: one of them went meanwhile.
    """
    shown = (file for file in below(folder) if own is None or file in own or not file.startswith("."))
    return {file: stamp(f"{folder}/{file}") for file in shown}
