"""An import from its sources to its files: all of them are written, or none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from leidraad import nav, site
from leidraad.errors import LeidraadError
from leidraad.importing import books, placing
from leidraad.importing.placing import Filed, Place
from leidraad.manuscript import doors, filenames
from leidraad.manuscript.importer import Imported
from leidraad.storage import files

Progress = Callable[[Path, int, int], None]
"""Called with the source that is being read, how many parts are done, and of how many (0: nobody knows)."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An import that has been written.

    Attributes:
        filed: every chapter.
        in_nav: the chapters that mkdocs.yml names now.
        not_in_nav: those that an author has to put there.
        gone: the files of chapters that their book no longer has; they stay.
        recovered: whether an earlier import that broke off was finished first.
    """

    filed: tuple[Filed, ...]
    in_nav: tuple[nav.Entry, ...] = ()
    not_in_nav: tuple[nav.Entry, ...] = ()
    gone: tuple[Path, ...] = ()
    recovered: bool = False


def import_files(
    sources: Sequence[Path],
    *,
    lang: str,
    out: Path | None = None,
    split: bool | None = None,
    progress: Progress | None = None,
) -> Filing:
    """Import manuscripts and write chapters, reports, merge bases and navigation: all of them or none.

    Args:
        sources: texts, PDFs, documents, or folders that hold them.
        lang: the language of the chapters.
        out: the folder for the chapters; by default that of the language in the handbook around here.
        split: whether a text is a book of several chapters; None leaves that to the text.
        progress: is told how far the reading is.

    Raises:
        LeidraadError: a source cannot be used, or a file is in the way or cannot be written.
    """
    config = site.find_config(out or Path.cwd())
    place = _place(config, out, lang)
    recovered = files.recover(place.home) if place.home.is_dir() else False
    styles = doors.styles(place.archive / "styles.toml")
    manuscripts = [path for source in sources for path in doors.sources(source)]
    read = partial(
        doors.read,
        lang=lang,
        styles=styles,
        split=split,
        pictures=Path(os.path.relpath(place.pictures, place.folder)).as_posix(),
    )
    found: list[tuple[Path, list[Imported]]] = []
    for path in manuscripts:
        name = filenames.stem(path.stem)
        told = partial(progress, path) if progress else None
        if told:
            told(0, 0)
        found.append((path, read(path, name=name, progress=told)))
    texts: dict[Path, str | bytes] = {}
    gone: list[Path] = []
    chapters: list[tuple[Path, Imported]] = []
    for path, parts in found:
        if len(parts) > 1:
            book = books.named(parts, place, filenames.stem(path.stem))
            parts = list(book.chapters)
            texts |= book.texts
            gone += [place.chapter(name) for name in book.gone]
        chapters += [(path, part) for part in parts]
    _refuse_twice(chapters)
    filed = [placing.file(part, path, place, is_only=len(chapters) == 1) for path, part in chapters]
    seen: dict[Path, bytes | None] = {}
    for each in filed:
        texts |= each.texts
        seen |= each.seen
        if each.texts:
            texts |= {place.pictures / name: data for name, data in each.imported.pictures.items()}
    extended = nav.Extended("")
    if config:
        extended = _extend(config, place, filed, texts, seen)
    files.write_all(texts, place.home, seen)
    there = tuple(path for path in gone if path.exists())
    return Filing(tuple(filed), extended.added, extended.left, there, recovered)


def _place(config: Path | None, out: Path | None, lang: str) -> Place:
    """Return where an import goes.

    Raises:
        LeidraadError: nobody says where, or there is a file in the place of the folder.
    """
    if out is not None and out.exists() and not out.is_dir():
        raise LeidraadError(f"{out}: is a file; name a folder for the chapter.")
    if config is not None:
        home = config.parent
        pages = _docs_dir(config) if out is None else ""
        folder = out.resolve() if out is not None else Path(os.path.abspath(home / pages / lang))
        return Place(folder, home / site.MANUSCRIPTS, Path(os.path.commonpath([home, folder])), lang)
    if out is None:
        raise LeidraadError("There is no handbook here; say with --out where the chapter goes.")
    folder = out.resolve()
    return Place(folder, folder / ".leidraad", folder, lang)


def _docs_dir(config: Path) -> str:
    """Return the folder of the pages, which the configuration may leave to the one that it builds upon."""
    known: set[Path] = set()
    path = config
    while path not in known:
        known.add(path)
        text = files.read_text(path)
        folder, other = nav.docs_dir(text), nav.inherits(text)
        if folder is not None or other is None:
            return folder or "docs"
        path = Path(os.path.abspath(path.parent / other))
    return "docs"


def _refuse_twice(chapters: Sequence[tuple[Path, Imported]]) -> None:
    """Raise where two chapters would be one file."""
    sources: dict[str, Path] = {}
    for path, part in chapters:
        if part.name in sources:
            same = f"would be the chapter {part.name}.md, as {sources[part.name]} is"
            raise LeidraadError(f"{path}: {same}; give it another name.")
        sources[part.name] = path


def _extend(
    config: Path,
    place: Place,
    filed: Sequence[Filed],
    texts: dict[Path, str | bytes],
    seen: dict[Path, bytes | None],
) -> nav.Extended:
    """Add new chapters to the navigation; what cannot be added is told."""
    data = files.read_bytes(config)
    docs = (place.home / _docs_dir(config) / place.lang).resolve()
    if not place.folder.resolve().is_relative_to(docs):
        return nav.Extended("")
    below = place.folder.resolve().relative_to(docs)
    entries = []
    before: Filed | None = None
    for each in filed:
        path, after = (
            (below / other.chapter.name).as_posix() if other and other.source == each.source else None
            for other in (each, before)
        )
        if each.state == "new" and path:
            entries.append(nav.Entry(path, _plain(each.imported), after))
        before = each
    text = data.decode("utf-8")
    extended = nav.extend(text, place.lang, entries)
    if config.is_symlink():
        return nav.Extended(text, (), extended.added + extended.left)
    if extended.text != text:
        texts[config] = extended.text
        seen[config] = data
    return extended


def _plain(imported: Imported) -> str:
    """Return what a chapter is called where there is no markup."""
    title = re.sub(r"\[\^[^\]]*\]|[*_`]", "", imported.chapter.title or "")
    return " ".join(title.split()) or imported.name
