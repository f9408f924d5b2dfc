"""What becomes of one chapter: new, merged with what its author made of it, or left alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from leidraad import parsers, patterns, reader
from leidraad.checks import conflicts
from leidraad.errors import LeidraadError, spell
from leidraad.importing import merging
from leidraad.manuscript import note_ids, report
from leidraad.manuscript.importer import Imported
from leidraad.moving import moves
from leidraad.storage import files
from leidraad.writer import write

_RENAMED = 0.5
_SAME_TEXT = 0.35
_LONG_WORD = patterns.lazy(r"[^\W\d_]{6,}")


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of an import, and the language of its chapters.

    Attributes:
        folder: where chapters go.
        archive: where reports and merge bases go.
        home: the folder that all of them are in.
    """

    folder: Path
    archive: Path
    home: Path
    lang: str

    @property
    def pictures(self) -> Path:
        """Return the folder for pictures: one for all languages, where each has a folder of its own."""
        return (self.folder.parent if self.folder != self.home else self.folder) / "assets"

    def chapter(self, name: str) -> Path:
        """Return the file of the chapter that a name was given to: where it was moved to, if it is there."""
        moved = self.folder / f"{moves.load(self.archive).get(self.lang, {}).get(name, name)}.md"
        return moved if moved.is_file() else self.folder / f"{name}.md"

    def base(self, name: str) -> Path:
        """Return the file that keeps what was last imported."""
        return self.archive / "base" / self.lang / f"{name}.md"

    def report(self, name: str) -> Path:
        """Return the file of the report for people; chapters of one name in two languages have one each."""
        report, own = (self.archive / f"{stem}.report.md" for stem in (name, f"{name}.{self.lang}"))
        lang = _told(report).get("lang", self.lang)
        return own if own.exists() or lang != self.lang else report


@dataclass(frozen=True, slots=True)
class Filed:
    """A chapter that has been filed.

    Attributes:
        imported: what was read.
        source: the manuscript.
        chapter: its file.
        report: the report for people, beside the one for programs.
        state: new, same, updated, merged, conflict or away (an author deleted it).
        conflicts: the lines of the chapter at which conflicts begin.
        texts: what is to be written.
        seen: what the files held that were looked at.
    """

    imported: Imported
    source: Path
    chapter: Path
    report: Path
    state: str
    conflicts: tuple[int, ...] = ()
    texts: dict[Path, str] = field(default_factory=dict)
    seen: dict[Path, bytes | None] = field(default_factory=dict)


def file(imported: Imported, source: Path, place: Place, *, is_only: bool) -> Filed:
    """Return what is to be written for a chapter, nothing of which is written yet.

    Args:
        imported: the chapter, under its name.
        source: the manuscript that it came from.
        place: where it goes.
        is_only: whether nothing else is imported; then a chapter that was deleted comes back.

    Raises:
        LeidraadError: a file is in the way, holds a conflict, or would not read back.
    """
    base, about = place.base(imported.name), place.report(imported.name)
    target = place.chapter(imported.name)
    seen = {base: _read(base)}
    last = _last(imported, source, _text(seen[base], base), base, about)
    if last is not None and not target.exists():
        renamed = _renamed(place, imported.name, last)
        if renamed is None and not is_only:
            return Filed(imported, source, target, about, "away")
        target = renamed or target
    seen[target] = _read(target)
    present = _text(seen[target], target)
    new = _written(imported, source, last)
    if present is None:
        return Filed(
            imported, source, target, about, "new", (), _texts(imported, target, base, about, new), seen
        )
    _refuse(target, present, last, new, source)
    merged = merging.merge(present, last if last is not None else new, new, place.lang)
    state = "same" if merged.text == present else "updated" if present == last else "merged"
    if merged.conflicts:
        state = "conflict"
    if new != merged.text:
        imported = _moved(imported, merging.places(new, merged.text))
    if new == _text(seen[base], base) and _is_told(imported, about, new):
        return Filed(imported, source, target, about, state, seen=seen)
    texts = _texts(imported, target, base, about, new, merged.text)
    if state == "same":
        del texts[target]
    else:
        texts[target] = _like(seen[target] or b"", merged.text)
    return Filed(imported, source, target, about, state, merged.conflicts, texts, seen)


def alike(text: str, other: str) -> float:
    """Return how much two chapters have in common, from 0 to 1, by their lines."""
    sides = [Counter(line for line in part.splitlines() if line.strip()) for part in (text, other)]
    return 2 * sum((sides[0] & sides[1]).values()) / max(sum(map(sum, (side.values() for side in sides))), 1)


def _last(imported: Imported, source: Path, last: str | None, base: Path, about: Path) -> str | None:
    """Return the chapter as it was last imported, also where its merge base was lost or changed since.

    Raises:
        LeidraadError: the merge base was changed, and nothing tells what it was: an edit could be lost.
    """
    digest = _told(about).get("base")
    if digest is None or (last is not None and _digest(last) == digest):
        return last
    for known in (last, None):
        again = _written(imported, source, known)
        if _digest(again) == digest:
            return again
    if last is None:
        return None
    raise LeidraadError(
        f"{spell(base)}: was changed since an import wrote it, and without it your edits may be lost; "
        "put it back as it was, or move the chapter away and delete it."
    )


def _written(imported: Imported, source: Path, last: str | None) -> str:
    """Return the chapter as it is written, with the note ids of the last import.

    Raises:
        LeidraadError: it would not read back.
    """
    parser = parsers.plain(imported.chapter.lang)
    text = write(imported.chapter)
    holds = reader.read(text, parser) == imported.chapter
    if holds and last is not None:
        text = note_ids.kept(text, last)
        holds = write(reader.read(text, parsers.plain(imported.chapter.lang))) == text
    if not holds:
        raise LeidraadError(
            f"{source}: the chapter would not read back as it was understood, so nothing was written; "
            "this is a fault of Leidraad, please report it with the text."
        )
    return text


def _refuse(target: Path, present: str, last: str | None, new: str, source: Path) -> None:
    """Raise where `target` is not what can be merged."""
    if found := conflicts.find(present):
        raise LeidraadError(
            f"{spell(target)}:{found[0]}: a conflict of the last import is not settled yet; "
            "keep what is right between the marks, delete the rest, and import again."
        )
    if last is None and present != new:
        raise LeidraadError(
            f"{spell(target)}: has been edited and is not overwritten; "
            "move it away, or import into another folder with --out."
        )
    if last is not None and _is_other(new, last):
        raise LeidraadError(
            f"{spell(target)}: came from another text than {source}; "
            "give this one another name, or import into another folder with --out."
        )


def _is_other(new: str, last: str) -> bool:
    """Tell whether two imports have next to nothing in common, so that one cannot be the other corrected."""
    sides = [set(_LONG_WORD.findall(text.lower())) for text in (new, last)]
    least = min(map(len, sides))
    return least > 0 and alike(new, last) < _SAME_TEXT and len(sides[0] & sides[1]) < _SAME_TEXT * least


def _renamed(place: Place, name: str, last: str) -> Path | None:
    """Return the file that a chapter is in since its author gave it another name or folder, or None."""
    others = [
        path
        for path in sorted(place.folder.rglob("*.md"))
        if path.is_file()
        and not path.is_relative_to(place.archive)
        and (path.stem == name or not place.base(path.stem).exists())
    ]
    likeness = {path: alike(path.read_text(encoding="utf-8", errors="replace"), last) for path in others}
    best = max(likeness, key=lambda path: likeness[path], default=None)
    return best if best is not None and likeness[best] >= _RENAMED else None


def _texts(
    imported: Imported, target: Path, base: Path, about: Path, new: str, merged: str | None = None
) -> dict[Path, str]:
    return {
        target: new,
        base: new,
        about: report.report_markdown(imported, merged or new),
        about.with_suffix(".json"): report.report_json(imported, _digest(new)),
    }


def _moved(imported: Imported, places: dict[int, int]) -> Imported:
    """Return an import whose decisions name the lines that the merged chapter has.

    Where the author took a comment out of the chapter, what it asked is settled.
    """
    moved = []
    for decision in imported.decisions:
        line = None if decision.chapter_line is None else places.get(decision.chapter_line)
        moved.append(replace(decision, chapter_line=line, flagged=decision.flagged and line is not None))
    return replace(imported, decisions=tuple(moved))


def _is_told(imported: Imported, about: Path, new: str) -> bool:
    """Tell whether the report that is there says what this import decided, lines of the chapter aside."""
    if not about.exists():
        return False
    try:
        reports = [_told(about), json.loads(report.report_json(imported, _digest(new)))]
        for decision in (each for data in reports for each in data["decisions"]):
            # An author's edits move the one and settle the other.
            del decision["chapter_line"], decision["flagged"]
    except (LookupError, TypeError, AttributeError):
        return False
    return bool(reports[0] == reports[1])


def _told(about: Path) -> dict[str, Any]:
    """Return what the report for programs beside that for people says; nothing where it cannot be read."""
    try:
        told = json.loads(_read(about.with_suffix(".json")) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _read(path: Path) -> bytes | None:
    return files.read_bytes(path) if path.exists() else None


def _text(data: bytes | None, path: Path) -> str | None:
    return None if data is None else files.plain(data, path)


def _like(before: bytes, text: str) -> str:
    """Return `text` with the byte order mark and the line ends that the file has."""
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in before else text)
