"""The ways into the importer: by what a file holds, then by its name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from leidraad import parsers, patterns, reader
from leidraad.errors import LeidraadError, spell
from leidraad.manuscript import book, lines, note_ids
from leidraad.manuscript.book import Progress
from leidraad.manuscript.filenames import numbered
from leidraad.manuscript.importer import Imported, note_prefix
from leidraad.storage.files import read_bytes, read_text
from leidraad.writer import write

DOCUMENTS = frozenset({".docx", ".docm", ".dotx", ".odt", ".ott", ".epub", ".html", ".htm", ".xhtml"})
SUFFIXES = DOCUMENTS | {".txt", ".text", ".pdf"}

_TEXT_LIMIT = 50_000_000
_LIMIT = 300_000_000
_HEAD = 2048
_HTML = patterns.lazy(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html\b|\?xml[^>]*\?>\s*<!doctype\s+html)", re.IGNORECASE
)
_NOTE_ID = patterns.lazy(r"\[\^h(\d{2,})-\d+\]")
# Archives, which documents are, and what Word kept its documents in before.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def sources(path: Path) -> list[Path]:
    """Return the manuscripts that a path stands for: itself, or those in a folder, in their order.

    Raises:
        LeidraadError: a folder holds none, or cannot be read.
    """
    if not path.is_dir():
        return [path]
    try:
        inside = [each for each in path.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file()]
    except OSError as error:
        raise LeidraadError(f"{spell(path)}: cannot be read ({error.strerror}).") from None
    if not inside:
        kinds = ", ".join(sorted(SUFFIXES))
        raise LeidraadError(
            f"{spell(path)}: this folder holds no manuscript; name a file, or a folder with {kinds}."
        )
    return sorted(
        inside,
        key=lambda each: [
            (int(part), "") if part.isdigit() else (-1, part)
            for part in re.split(r"(\d+)", each.name)
            if part
        ],
    )


def read(
    source: Path,
    *,
    lang: str,
    name: str,
    styles: Mapping[str, str] | None = None,
    split: bool | None = None,
    pictures: str | None = None,
    progress: Progress | None = None,
) -> list[Imported]:
    """Return the chapters that a manuscript of any kind holds, each with a name.

    Args:
        source: a text, a PDF, or a document that pandoc reads.
        lang: the language of the chapters.
        name: what a chapter is called that is the only one.
        styles: what an author calls the kinds of blocks in a document.
        split: whether a text is a book; None leaves that to the text.
        pictures: the address of the folder for pictures, as seen from a chapter; None leaves them out.
        progress: is told of every part of a text that is done.

    Raises:
        LeidraadError: the source cannot be used.
    """
    # Each of the two brings libraries that a text has no need of.
    kind = _kind(source)
    found: list[Imported]
    if kind == "pdf":
        pdf = import_module("leidraad.manuscript.pdf")
        found = pdf.import_pdf(read_bytes(source, _LIMIT), lang=lang, name=name, path=str(source))
    elif kind == "document":
        documents = import_module("leidraad.manuscript.documents")
        found = documents.import_document(
            source, lang=lang, name=name, styles=styles, split=split, pictures_folder=pictures
        )
    else:
        text = lines.decode(read_bytes(source, _TEXT_LIMIT), source)
        found = book.import_book(text, lang=lang, name=name, split=split, progress=progress)
    if len(found) == 1:
        return [replace(found[0], name=name)]
    first = _first_number(found)
    return [
        imported
        if imported.name not in ("", name)
        else replace(imported, name=numbered(number, imported.chapter.title))
        for number, imported in enumerate(found, first)
    ]


def _first_number(found: list[Imported]) -> int:
    """Return the number of the first chapter, as the note ids of any of them tell: 0 for front matter."""
    for place, imported in enumerate(found):
        match = _NOTE_ID.search(write(imported.chapter))
        if match:
            return max(int(match[1]) - place, 0)
    return 1


def called(imported: Imported, name: str) -> Imported:
    """Return a chapter under another name, which its note ids begin with."""
    old, new = note_prefix(imported.name), note_prefix(name)
    if old == new:
        return replace(imported, name=name)
    lang = imported.chapter.lang
    text = note_ids.prefixed(write(imported.chapter), old, new)
    return replace(imported, name=name, chapter=reader.read(text, parsers.plain(lang)))


def _kind(source: Path) -> str:
    """Return by which door a file comes in: what it holds tells, and for some its name.

    Raises:
        LeidraadError: there is no door for it.
    """
    head = _head(source)
    if head.startswith(b"{\\rtf"):
        raise LeidraadError(f"{source}: is an RTF file; save it as .docx in Word or LibreOffice.")
    suffix = source.suffix.lower()
    if b"%PDF-" in head[:1024] or suffix == ".pdf":
        return "pdf"
    if suffix in DOCUMENTS or head.startswith(_PACKED) or _HTML.match(head):
        return "document"
    return "text"


def _head(source: Path) -> bytes:
    """Return the first bytes of a file; what else is wrong with it is told when it is read."""
    try:
        if not source.is_file():
            return b""
        with source.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


def styles(path: Path) -> dict[str, str] | None:
    """Return the table of styles that a handbook keeps beside its manuscripts, if it has one.

    Raises:
        LeidraadError: it is no table that gives each style one word or two.
    """
    if not path.exists():
        return None
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LeidraadError(f"{spell(path)}: is not valid TOML ({error}).") from None
    for name, value in table.items():
        if not isinstance(value, str):
            raise LeidraadError(
                f'{spell(path)}: ‘{name}’ must be given a kind in quotes, such as "case"; see the README.'
            )
    return table
