"""Which chapter or language of a handbook a person means, however that is written."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.dialect.including import FOLDER
from leidraad.docs import Source
from leidraad.errors import LeidraadError, printable
from leidraad.hints import did_you_mean


def chapter(config: MkDocsConfig, name: str | Path, *, has_partials: bool = False) -> list[Source]:
    """Return the file that is meant, or the files of the chapter in every language that has it.

    A name is the path of a file, from the working folder or that of the handbook, or that of a chapter in
    the folder of its language, which begins with `_partials/` for a partial; with or without `.md`. The path
    of a translation that is not there yet names its chapter.

    Args:
        config: the handbook's.
        name: what was written.
        has_partials: a partial may be meant as well.

    Raises:
        LeidraadError: there is no such file or chapter.
    """
    known = [source for source in docs.sources(config) if has_partials or not source.is_partial]
    given = PurePosixPath(str(name).replace("\\", "/")).as_posix()
    folders = {}
    for lang in site.languages(config):
        folders[Path(config.docs_dir).resolve() / lang] = ""
        folders[site.partials_folder(config).resolve() / lang] = f"{FOLDER}/" if has_partials else ""
    for wanted in (given, f"{given}.md"):
        for start in (Path.cwd(), site.root(config)):
            path = _resolved(start / wanted)
            if found := [source for source in known if path in (source.path, _resolved(source.path))]:
                return found
            inner = {
                above + path.relative_to(folder).as_posix()
                for folder, above in folders.items()
                if path.is_relative_to(folder)
            }
            if found := [source for source in known if source.chapter and source.chapter in inner]:
                return found
        if found := [source for source in known if source.chapter == wanted]:
            return found
    names = dict.fromkeys(name for source in known for name in (source.chapter, source.name) if name)
    hint = did_you_mean(given, names, f" There are: {', '.join(_listed(known))}.", "{}")
    what = "chapter or partial" if has_partials else "chapter"
    raise LeidraadError(f"{printable(str(name))}: is no {what} of this handbook.{hint}")


def language(config: MkDocsConfig, lang: str) -> str:
    """Return a language of the handbook.

    Raises:
        LeidraadError: it is none.
    """
    languages = site.languages(config)
    if lang not in languages:
        hint = did_you_mean(lang, languages, f" Choose one of: {', '.join(languages)}.", "{}")
        raise LeidraadError(f"{printable(lang)}: is no language of this handbook.{hint}")
    return lang


def _resolved(path: Path) -> Path:
    """Return a path as `Path.resolve` does, also one that no system can have."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return Path(os.path.abspath(path))


def _listed(sources: list[Source]) -> list[str]:
    return list(dict.fromkeys(source.chapter or source.name for source in sources))
