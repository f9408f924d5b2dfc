"""`leidraad check --fix`: the fixes carried out on a handbook's files, all of them or none."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, parsers, preflight, site, translating
from leidraad.checks import check_includes, conflicts, fixes
from leidraad.dialect import fronts
from leidraad.errors import LeidraadError
from leidraad.model import Note
from leidraad.reader import reading_of
from leidraad.storage.files import plain, read_bytes, recover, write_all
from leidraad.translating.following import Following
from leidraad.translations import locks

_BIBLIOGRAPHY = "LR12"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that fixes change: its name for people, what it held and is to hold, and by which rules.

    `lang` and `chapter` are those of a chapter, and "" for another file.
    """

    name: str
    path: Path
    before: bytes
    after: bytes
    codes: tuple[str, ...]
    lang: str = ""
    chapter: str = ""

    def told(self) -> str:
        """Return a line that says what was changed."""
        return f"{self.name}: mended {', '.join(self.codes)}."

    def diff(self) -> str:
        """Return the change as a unified diff."""
        before, after = (data.decode().splitlines(keepends=True) for data in (self.before, self.after))
        lines = difflib.unified_diff(before, after, self.name, self.name)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def mend(config: MkDocsConfig, codes: Collection[str], only: frozenset[Path] | None = None) -> list[Mended]:
    """Return what the fixes for `codes` change in the handbook, or in the files in `only`; write nothing.

    Raises:
        LeidraadError: what a killed process left cannot be put right.
    """
    recover(site.root(config))
    off = {
        code for code, weight in config.plugins["leidraad"].config.checks.severity.items() if weight == "off"
    }
    wanted = [code for code in fixes.FIXES if code in codes and code not in off]
    found: list[Mended | None] = []
    if preflight.check_roots(config):
        # What is there belongs to somebody else.
        return []
    for source in docs.sources(config):
        if only is None or source.path.resolve() in only:
            found.append(_mend_source(config, source, wanted))
    if only is None and any(code.startswith(_BIBLIOGRAPHY) for code in codes):
        found.append(_mend_bibliography(config))
    return [change for change in found if change]


def write(config: MkDocsConfig, changes: Iterable[Mended]) -> None:
    """Write the changes, all or none of them.

    Raises:
        LeidraadError: a file cannot be written, or was changed meanwhile.
    """
    changes = list(changes)
    contents: dict[Path, str | bytes | None] = {change.path: change.after for change in changes}
    seen: dict[Path, bytes | None] = {change.path: change.before for change in changes}
    for path, text in _locks(config, changes):
        contents[path], seen[path] = text, read_bytes(path)
    write_all(contents, site.root(config), seen)


def _locks(config: MkDocsConfig, changes: Sequence[Mended]) -> Iterator[tuple[Path, str]]:
    """Yield the lock files that change with chapters: a fix needs no translation."""
    for chapter in dict.fromkeys(change.chapter for change in changes if change.chapter):
        texts = {
            change.lang: (plain(change.before, change.path), plain(change.after, change.path))
            for change in changes
            if change.chapter == chapter
        }
        following = Following(config, texts)
        for lang in site.languages(config):
            known = translating.entries(config, lang, chapter)
            followed = following.entries(lang, known)
            if followed != known:
                yield translating.lock_path(config, lang, chapter), locks.dump(followed)


def _mend_source(config: MkDocsConfig, source: docs.Source, codes: Iterable[str]) -> Mended | None:
    try:
        docs.read(config, source.path)
        before = read_bytes(source.path)
        text = before.decode()
    except (LeidraadError, UnicodeDecodeError):
        # The check says so.
        return None
    used = []
    mended = text
    for code in codes:
        changed = fixes.fix(code, mended)
        if changed != mended and _reads_alike(config, source, mended.encode(), changed.encode()):
            used.append(code)
            mended = changed
    return (
        Mended(source.name, source.path, before, mended.encode(), tuple(used), source.lang, source.chapter)
        if used
        else None
    )


def _mend_bibliography(config: MkDocsConfig) -> Mended | None:
    path = site.bibliography(config)
    try:
        before = read_bytes(path)
        after = fixes.normalise(before.decode()).encode()
    except (LeidraadError, UnicodeDecodeError):
        return None
    what = ("the form of ISBN and DOI",)
    return Mended(site.name(config, path), path, before, after, what) if after != before else None


def _reads_alike(config: MkDocsConfig, source: docs.Source, *versions: bytes) -> bool:
    """Tell whether each version has the same notes, cited as often, with the same characters in them."""
    readings = set()
    for version in versions:
        text = plain(version, source.path)
        if conflicts.find(text) or check_includes(source.name, text, docs.partials(config)):
            return False
        parser = parsers.of_site(config, source.lang)
        parser.convert(fronts.split(text)[0])
        reading = reading_of(parser)
        notes = sorted((n.id, *sorted(n.text)) for n in reading.chapter.walk() if isinstance(n, Note))
        readings.add((tuple(notes), tuple(sorted(mark.id for mark in reading.cited)), len(reading.literal)))
    return len(readings) == 1
