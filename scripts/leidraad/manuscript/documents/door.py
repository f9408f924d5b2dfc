"""A document in, its chapters out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leidraad import locales, patterns
from leidraad.errors import LeidraadError
from leidraad.manuscript import characters
from leidraad.manuscript.documents import chapters, pandoc, sources, tree
from leidraad.manuscript.documents.chapters import Part
from leidraad.manuscript.documents.endnotes import Endnotes
from leidraad.manuscript.documents.lifting import lift
from leidraad.manuscript.documents.making import Making
from leidraad.manuscript.documents.marks import Marks
from leidraad.manuscript.documents.pictures import Pictures
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.importer import Imported

_WORD = patterns.lazy(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class ImportedDocument(Imported):
    """A chapter made from a document.

    Attributes:
        text: the plain text of the part of the document that it was made from, a paragraph a line: its words
            are those of the chapter and those of `left_out`.
        left_out: what the chapter does not have of `text`; the decisions say why.
    """

    text: str = ""
    left_out: tuple[str, ...] = ()


def import_document(
    path: Path,
    *,
    lang: str,
    name: str,
    styles: Mapping[str, str] | None = None,
    split: bool | None = None,
    pictures_folder: str | None = None,
) -> list[ImportedDocument]:
    """Return the chapters of a document: one for each heading of the first level, where those are chapters.

    Args:
        path: a .docx, .odt, .epub or .html file.
        lang: the language of the pages.
        name: the name of a single chapter's file, without suffix; note ids are made from it. Those of a
            book are made from the numbers of its chapters, 0 for what stands before the first.
        styles: what the handbook's own styles stand for, beside those in styles.toml.
        split: whether it is a book; None leaves that to its headings.
        pictures_folder: the address of the folder for pictures as seen from a chapter; without one, pictures
            are left out and flagged.

    Raises:
        LeidraadError: the document cannot be read or trusted, or pandoc is missing.
    """
    locales.load(lang)
    table, marks = Styles(styles), Marks()
    try:
        source = sources.open_document(path, marks)
        document, repairs = pandoc.parse(source.data, source.reader, path)
        tree.measure(document["blocks"], path)
        document["blocks"] = lift(document["blocks"], marks)
        read = [*tree.lines_of([*document["blocks"], *chapters.front(document)])]
        if source.format in ("html", "epub"):
            notes = Endnotes(document["blocks"])
            document["blocks"] = notes.resolve(document["blocks"])
            source.left_out.extend(("notes", words) for words in notes.headings)
        parts = chapters.split(document, table, lang, source.format, wanted=split)
        texts = ["\n".join(tree.lines_of([{"t": "Plain", "c": p.title}, *p.blocks])) for p in parts]
        if not any(_WORD.search(text) for text in texts):
            raise LeidraadError(f"{path}: is empty; give a manuscript with text in it.")
        lost = _lost(source.words, [*read, *(words for _, words in source.left_out)])
        made = []
        for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
            own = _own_name(name, parts, at)
            pictures = Pictures(source.load, pictures_folder, own)
            joins = source.format in ("docx", "odt")
            making = Making(part, table, pictures, lang, own, joins=joins)
            if at == 0:
                making.open(repairs, source.left_out, is_guess=source.is_guess)
            if at == 0 and lost:
                making.lose(lost)
            making.build()
            beside = [words for _, words in (*part.left_out, *(source.left_out if at == 0 else ()))]
            made.append(_imported(making, "\n".join([text, *beside, *(lost if at == 0 else ())])))
    except RecursionError:
        raise LeidraadError(f"{path}: is nested too deep to be read; simplify it and try again.") from None
    except OSError as error:
        raise LeidraadError(
            f"{path}: cannot be read ({error.strerror}); check its name and rights."
        ) from None
    return made


def _imported(making: Making, text: str) -> ImportedDocument:
    """Return a chapter that is made, with what was decided about it."""
    return ImportedDocument(
        chapter=making.log.finish(),
        decisions=making.log.decisions(),
        words=len(text.split()),
        counted="paragraph",
        text=text,
        left_out=tuple(making.log.left_out),
        pictures=making.inlines.pictures.taken,
    )


def _own_name(name: str, parts: list[Part], at: int) -> str:
    """Return the name that the ids of a chapter start from."""
    if len(parts) == 1:
        return name
    return f"{at if parts[0].is_front else at + 1:02d}"


def _lost(shown: str, texts: list[str]) -> list[str]:
    """Return the words that a document shows and pandoc's tree does not have, whole lines first."""
    cleaned = characters.clean(shown)[0].replace("\u2011", "-")
    missing = Counter(_WORD.findall(cleaned)) - Counter(_WORD.findall("\n".join(texts)))
    if not missing:
        return []
    lines = [_WORD.findall(line) for line in cleaned.split("\n")]
    taken: dict[int, list[str]] = {}
    for at, words in enumerate(lines):
        if words and not Counter(words) - missing:
            taken[at] = words
            missing -= Counter(words)
    for at, words in enumerate(lines):
        for word in words if at not in taken else ():
            if missing[word] > 0:
                taken.setdefault(at, []).append(word)
                missing[word] -= 1
    return [word for at in sorted(taken) for word in taken[at]]
