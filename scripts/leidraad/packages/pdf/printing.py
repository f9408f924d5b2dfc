"""A book set by Typst (https://typst.app), which here asks nothing of the network or the system."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from leidraad.errors import LeidraadError, printable
from leidraad.packages.pdf import dress, letters, whole
from leidraad.packages.pdf.pictures import Pictures
from leidraad.packages.pdf.source import source
from leidraad.packages.pdf.whole import Book
from leidraad.packages.pdf.words import quoted
from leidraad.packages.staging import Staged

STANDARD = "ua-1"
MAIN = "text.typ"
MOST_TRIES = 4
"""As often is a book set whose letters no font has: with something else for those that were found before."""
TEMPLATES = ("base.typ", "book.typ", "callouts.typ", "front.typ", "papers.typ")
_REMEMBERED = 10
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def engine() -> ModuleType:
    """Return Typst, which is asked for only here.

    Raises:
        LeidraadError: it, or what it needs, is not installed.
    """
    try:
        for name in ("brotli", "fontTools"):
            importlib.import_module(name)
        return importlib.import_module("typst")
    except ImportError:
        raise LeidraadError(
            "Typst, which makes PDF, is not installed; install it with: pip install 'leidraad[pdf]'"
        ) from None


def printed(
    typst: ModuleType, staged: Staged, lang: str, papers: Sequence[str]
) -> tuple[list[bytes], Sequence[str]]:
    """Return the book of a language as a tagged PDF for each paper, and the letters in it that no font has.

    What it shows is of its site and of nowhere else.

    Args:
        typst: the engine.
        staged: the site.
        lang: the language.
        papers: the sizes of its pages.

    Raises:
        LeidraadError: something in it cannot be set.
    """
    root = Path(tempfile.mkdtemp(prefix="leidraad-"))
    try:
        for name, data in dress.fonts(staged.brand, staged.folder):
            _put(root / "fonts" / name, data)
        for name in TEMPLATES:
            shutil.copy(dress.FOLDER / name, root)
        press = _Press(typst, root)
        standing: dict[int, str] = {}
        for _ in range(MOST_TRIES):
            book = whole.book(staged, lang)
            pictures = _write(book, staged, standing, root)
            try:
                made = press.printed(papers)
            except typst.TypstError as error:
                more = letters.unfound(error.diagnostic)
                if not more.keys() - standing.keys():
                    raise press.error(book.title, pictures, error) from None
                standing |= more
            else:
                return made, sorted(chr(point) for point, shown in standing.items() if shown)
        raise LeidraadError(f"{printable(book.title)}: fonts lack too many of its letters; give it others.")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _write(book: Book, staged: Staged, standing: Mapping[int, str], root: Path) -> Pictures:
    """Write what Typst sets into a folder, with what stands for letters that no font has."""
    font = dress.families(staged.brand)["interface"][0]
    pictures = Pictures(staged.folder, book.locale.code, font, standing)
    logo = pictures.add(str(book.front["logo"])) if book.front["logo"] else ""
    _put(root / MAIN, source(book, pictures, standing).encode())
    _put(root / "look.json", dress.look(staged, book, logo).translate(standing).encode())
    for name, data in pictures.files.items():
        _put(root / name, data)
    return pictures


class _Press:
    """Typst, with the fonts of a book and the folder that holds all that it may read."""

    def __init__(self, typst: ModuleType, root: Path) -> None:
        own = root / "fonts"
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(dress.FONTS), *([str(own)] if own.is_dir() else [])],
        )
        self._typst, self._main = typst, root / MAIN
        self._options: Mapping[str, Any] = {
            "root": str(root),
            "font_paths": fonts,
            "ignore_system_fonts": True,
            # What is asked of these is not there: nothing is fetched.
            "package_path": str(root / "packages"),
            "package_cache_path": str(root / "packages"),
        }

    def printed(self, papers: Iterable[str]) -> list[bytes]:
        """Return the book as PDF for each paper, or raise what Typst does."""
        # Typst keeps what it worked out until it has set so many other documents: hundreds of megabytes.
        for _ in range(_REMEMBERED):
            self._typst.compile(b"", format="svg", **self._options)
        return [
            self._typst.compile(
                str(self._main),
                format="pdf",
                pdf_standards=[STANDARD],
                sys_inputs={"paper": paper},
                # That of the clock would make another file of the same book.
                timestamp=_EPOCH,
                **self._options,
            )
            for paper in papers
        ]

    def error(self, title: str, pictures: Pictures, error: Any) -> LeidraadError:
        """Return what is wrong with a book: which picture cannot be drawn, or what Typst says."""
        for name, address in pictures.sources.items():
            try:
                self._typst.compile(f"#image({quoted(name)})".encode(), format="svg", **self._options)
            except self._typst.TypstError:
                return LeidraadError(
                    f"{printable(address)}: this picture cannot be drawn in a PDF; save it again."
                )
        why = printable(" ".join(str(error.message).split()))
        return LeidraadError(
            f"{printable(title)}: Typst cannot set this book ({why}); change what it names, or report it."
        )


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
