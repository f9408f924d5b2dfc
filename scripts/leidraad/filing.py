"""Where an imported chapter goes, and the promise that no author's edit is ever overwritten."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from leidraad import reader, site
from leidraad.errors import LeidraadError
from leidraad.files import read_bytes, read_text, write_all
from leidraad.manuscript import importer, lines, report
from leidraad.manuscript.importer import Imported
from leidraad.writer import write


@dataclass(frozen=True, slots=True)
class Filed:
    """An import that has been written: what was read, and where everything went."""

    imported: Imported
    chapter: Path
    report: Path
    in_handbook: bool


def import_file(source: Path, *, lang: str, out: Path | None = None) -> Filed:
    """Import a manuscript and write chapter, reports and merge base: all of them or none.

    Args:
        source: a text file.
        lang: the language of the chapter.
        out: the folder for the chapter; by default docs/<lang> of the handbook around the working folder.

    Raises:
        LeidraadError: the source cannot be used, or a file is in the way or cannot be written.
    """
    text = lines.decode(read_bytes(source), source)
    name = _name(source)
    config = site.find_config(out or Path.cwd())
    if out is None and config is None:
        raise LeidraadError("There is no handbook here; say with --out where the chapter goes.")
    if out is not None and out.exists() and not out.is_dir():
        raise LeidraadError(f"{out}: is a file; name a folder for the chapter.")
    folder = out if out is not None else config.parent / "docs" / lang  # type: ignore[union-attr]
    archive = config.parent / "manuscript" if config else folder / ".leidraad"
    imported = importer.import_text(text, lang=lang, name=name)
    chapter = write(imported.chapter)
    if reader.read(chapter, site.plain_parser(lang)) != imported.chapter:
        raise LeidraadError(
            f"{source}: the chapter would not read back as it was understood, so nothing was written; "
            "this is a fault of Leidraad, please report it with the text."
        )
    target = folder / f"{name}.md"
    base = archive / "base" / lang / f"{name}.md"
    _refuse_edited(target, base, chapter)
    about = archive / f"{name}.report.md"
    write_all(
        {
            target: chapter,
            base: chapter,
            about: report.report_markdown(imported),
            about.with_suffix(".json"): report.report_json(imported),
        }
    )
    return Filed(imported, target, about, config is not None)


def _refuse_edited(target: Path, base: Path, chapter: str) -> None:
    """Raise where `target` holds anything but what an import wrote there."""
    if not target.exists():
        return
    present = read_text(target)
    if present == chapter or (base.exists() and present == read_text(base)):
        return
    raise LeidraadError(
        f"{target}: has been edited and is not overwritten; "
        "move it away, or import into another folder with --out."
    )


def _name(source: Path) -> str:
    """Return a file name without suffix that is safe in every address."""
    plain = unicodedata.normalize("NFKD", source.stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "chapter"
