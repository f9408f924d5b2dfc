"""The files of a handbook: its chapters and partials, by language, and their texts."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import site
from leidraad.dialect.including import FOLDER, Partials, is_partial
from leidraad.errors import LeidraadError, RefusedError, printable
from leidraad.storage.files import MOST_TEXT, path_below, read_text, unfit


class Source(NamedTuple):
    """A Markdown file of the handbook: its name for people, its path and its language.

    `chapter` is its path in the folder of its language; that of a partial begins with `_partials/`, and one
    that is in no language's folder has "".
    """

    name: str
    path: Path
    lang: str
    chapter: str = ""

    @property
    def is_partial(self) -> bool:
        """Tell whether it is no page by itself."""
        return is_partial(self.chapter)


def sources(config: MkDocsConfig) -> Iterator[Source]:
    """Yield every chapter and partial of every language that is built, in the order of their names.

    A partial that is in no language's folder counts as one of the default language.
    """
    shared = site.partials_folder(config)
    langs = site.languages(config)
    unbuilt = site.unbuilt_languages(config)
    for lang in langs:
        folder = Path(config.docs_dir) / lang
        called = site.name(config, folder)
        for chapter, path in files(folder):
            yield Source(printable(f"{called}/{chapter}"), path, lang, printable(chapter))
    for _, path in files(shared, ""):
        # A file may be called as a language is.
        first = path.relative_to(shared).parts[0] if path.parent != shared else ""
        if first in langs:
            yield source(config, path, first)
        elif first not in unbuilt:
            yield Source(site.name(config, path), path, langs[0])


def chapters(config: MkDocsConfig) -> frozenset[str]:
    """Return the chapters that any language has, also one that is not built."""
    folders = (Path(config.docs_dir) / lang for lang in site.all_languages(config))
    return frozenset(chapter for folder in folders for chapter, _ in files(folder))


def files(folder: Path, ending: str = ".md") -> list[tuple[str, Path]]:
    """Return the files below a folder in order, by their paths in it; no folder that is a link is entered."""
    if folder.is_symlink():
        return []
    found = []
    for at, folders, names in os.walk(folder):
        # MkDocs passes hidden ones over.
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = at[len(str(folder)) + 1 :].replace(os.sep, "/")
        for name in names:
            if name.endswith(ending) and not name.startswith("."):
                found.append((f"{below}/{name}" if below else name, Path(at, name)))
    return sorted(found, key=lambda each: each[0].split("/"))


def read(config: MkDocsConfig, path: Path) -> str:
    r"""Return the text of a chapter or partial, with `\n` line ends.

    Raises:
        LeidraadError: it cannot be read; a `RefusedError` says which rule it breaks.
    """
    with suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            return read_text(path, MOST_TEXT)
    if why := unfit(path, Path(config.docs_dir)):
        raise RefusedError(f"{path}: {why}", "LR410")
    return read_text(path, MOST_TEXT)


def source(config: MkDocsConfig, path: Path, lang: str) -> Source:
    """Return a chapter, or a partial of a language, as the checks know it."""
    if partial := path_below(site.partials_folder(config) / lang, path):
        return Source(site.name(config, path), path, lang, f"{FOLDER}/{partial}")
    chapter = printable(path.relative_to(Path(config.docs_dir) / lang).as_posix())
    return Source(site.name(config, path), path, lang, chapter)


def path_of(config: MkDocsConfig, lang: str, chapter: str) -> Path:
    """Return the file of a chapter or partial in a language, which need not be there."""
    if is_partial(chapter):
        return site.partials_folder(config) / lang / chapter.removeprefix(f"{FOLDER}/")
    return Path(config.docs_dir) / lang / chapter


def texts(config: MkDocsConfig) -> dict[str, dict[str, str]]:
    """Return the texts of every chapter by language; what cannot be read is left out."""
    chapters: dict[str, dict[str, str]] = {}
    for source in sources(config):
        if not source.is_partial:
            with suppress(LeidraadError):
                chapters.setdefault(source.chapter, {})[source.lang] = read(config, source.path)
    return chapters


def unbuilt(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the chapters and partials of the languages that this build leaves out."""
    for lang in site.unbuilt_languages(config):
        for folder in (Path(config.docs_dir) / lang, site.partials_folder(config) / lang):
            yield from (path for _, path in files(folder))


def partials(config: MkDocsConfig, lang: str = "") -> Partials:
    """Return the folder of partials, as a file of a language includes them."""
    folder = site.partials_folder(config)
    return Partials(folder, site.name(config, folder), lang, site.all_languages(config))
