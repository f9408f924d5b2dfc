"""The translations of a handbook: which chapter leads, what its lock files say, how each block stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from leidraad import parsers, site
from leidraad.checks.digest import Digest, by_chapter, lead
from leidraad.checks.includes import split
from leidraad.dialect import fronts
from leidraad.errors import LeidraadError
from leidraad.reader import read
from leidraad.storage.files import MOST_TEXT, read_text
from leidraad.translations import locks, states
from leidraad.translations.leading import source_language
from leidraad.translations.locks import Entry
from leidraad.translations.outline import beside, outline
from leidraad.translations.part import Part, fingerprints
from leidraad.translations.places import placed
from leidraad.translations.states import Standing

LOCKS = "translations"
BLOCK, STALE = "data-block", "data-stale"
_FRONT = 4_000
# Of a lock file: it holds the words of a chapter, and the names of its blocks.
_MOST_BYTES = 3 * MOST_TEXT

Parts = tuple[Sequence[Part], Sequence[Part]]
"""The blocks of a chapter, and what is translated beside them: its notes and description."""


class Translation(NamedTuple):
    """A chapter in a language that it is translated into.

    Attributes:
        chapter: its path in the folder of its language.
        lang: the language.
        source: the page that is translated.
        target: the translation, or None where it is not there.
        standings: how each block, note and the description stand.
    """

    chapter: str
    lang: str
    source: Digest
    target: Digest | None
    standings: tuple[Standing, ...]


def translations(
    config: MkDocsConfig, digests: Sequence[Digest], *, only_stale: bool = False
) -> Iterator[Translation]:
    """Yield each chapter with each language that it is, or is to be, translated into.

    Args:
        config: the handbook's.
        digests: every page of the handbook.
        only_stale: only those of which something may be stale; to see that of others takes no time.

    Raises:
        LeidraadError: a lock file cannot be read.
    """
    for leading, page, lang, known in _pairs(config, digests):
        if not only_stale or may_be_stale((leading.outline, leading.beside), known):
            yield translation(config, leading, page, lang, known)


def doubtful(config: MkDocsConfig, digests: Sequence[Digest]) -> Iterator[Digest]:
    """Yield the pages of which something may be stale, each behind the one that it translates.

    Args:
        config: the handbook's.
        digests: every page of the handbook.

    Raises:
        LeidraadError: a lock file cannot be read.
    """
    for leading, page, _, known in _pairs(config, digests):
        if page and may_be_stale((leading.outline, leading.beside), known):
            yield from (leading, page)


def _pairs(
    config: MkDocsConfig, digests: Sequence[Digest]
) -> Iterator[tuple[Digest, Digest | None, str, list[Entry]]]:
    """Yield each chapter where it leads, its page in each other language, that, and what was accepted."""
    languages = site.languages(config)
    for chapter, pages in by_chapter(digests).items():
        leading = pages.get(lead(pages, languages))
        for lang in languages if leading else ():
            if leading and lang != leading.lang:
                yield leading, pages.get(lang), lang, entries(config, lang, chapter)


def lock_path(config: MkDocsConfig, lang: str, chapter: str) -> Path:
    """Return the lock file of a chapter in a language, which need not be there."""
    return site.root(config) / LOCKS / lang / PurePosixPath(chapter).with_suffix(".lock")


def entries(config: MkDocsConfig, lang: str, chapter: str) -> list[Entry]:
    """Return what the lock file of a translation holds; nothing where there is none.

    Raises:
        LeidraadError: it cannot be read.
    """
    path = lock_path(config, lang, chapter)
    if not path.is_file():
        return []
    name = site.name(config, path)
    if path.stat().st_size > _MOST_BYTES:
        raise LeidraadError(f"{name}: is larger than any chapter’s; {locks.REMEDY}.")
    return locks.parse(read_text(path), name)


def translation(
    config: MkDocsConfig, leading: Digest, page: Digest | None, lang: str, known: Sequence[Entry]
) -> Translation:
    """Return how a chapter stands in a language, by what its lock file says."""
    source: Parts = (leading.outline, leading.beside)
    # Only a block that was accepted can be known again by what it said.
    if not all(map(is_aside, known)) and not are_accepted(leading.outline, known):
        source = _with_texts(config, leading)
    target: Parts = (page.outline, page.beside) if page else ((), ())
    return Translation(leading.chapter, lang, leading, page, tuple(standings(source, target, known)))


def may_be_stale(source: Parts, known: Sequence[Entry]) -> bool:
    """Tell whether a chapter says something else than it did when its translation was accepted.

    Where it does not, nothing of that is stale, whatever the translation is now.

    Args:
        source: the chapter that is translated.
        known: what the lock file has.
    """
    now = dict(fingerprints(source[1]))
    return bool(known) and (
        # A merge may have kept two entries of one block.
        len({entry.id for entry in known}) < len(known)
        or any(now.get(entry.id, entry.source) != entry.source for entry in known if is_aside(entry))
        or not are_accepted(source[0], known)
    )


def are_accepted(parts: Sequence[Part], known: Sequence[Entry]) -> bool:
    """Tell whether the blocks of a chapter are those that a lock file has, in its order."""
    locked = [entry.source for entry in known if not is_aside(entry)]
    return locked == [mark for _, mark in fingerprints(parts)]


def standings(source: Parts, target: Parts, known: Sequence[Entry]) -> list[Standing]:
    """Return how each block, note and the description of a chapter stand.

    Args:
        source: the chapter that is translated.
        target: the translation.
        known: what the lock file has.
    """
    found = states.standings(source[0], target[0], [entry for entry in known if not is_aside(entry)])
    return found + states.asides(source[1], target[1], [entry for entry in known if is_aside(entry)])


def with_texts(config: MkDocsConfig, one: Translation) -> Translation:
    """Return a translation with the texts of its blocks, which a cache does not keep."""
    source = _with_texts(config, one.source)
    target: Parts = _with_texts(config, one.target) if one.target else ((), ())
    known = entries(config, one.lang, one.chapter)
    return one._replace(standings=tuple(standings(source, target, known)))


def leads(texts: Mapping[str, Mapping[str, str]], languages: Sequence[str]) -> dict[str, str]:
    """Return the language of each chapter that another language than the default one leads.

    Args:
        texts: the files of each chapter by language.
        languages: codes of the languages, the default one first.
    """
    found: dict[str, str] = {}
    for chapter, files in texts.items():
        # Few files say so; to parse the front matter of all would take long.
        said = {
            lang: fronts.data(text).get("source")
            for lang, text in files.items()
            if "\nsource:" in text[:_FRONT]
        }
        lead = source_language(said, languages) if said else languages[0]
        if lead != languages[0]:
            found[chapter] = lead
    return found


def is_aside(entry: Entry) -> bool:
    """Tell whether an entry is of a note or the description."""
    return entry.id.startswith(("^", "@"))


def _with_texts(config: MkDocsConfig, page: Digest) -> Parts:
    if all(part.text for part in (*page.outline, *page.beside)):
        return page.outline, page.beside
    try:
        return parts_in(config, page.lang, read_text(site.root(config) / page.path))
    except LeidraadError:
        return page.outline, page.beside


def parts_in(config: MkDocsConfig, lang: str, text: str) -> Parts:
    """Return what the text of a chapter, a whole file, has to translate."""
    chapter = read(text, parsers.of_site(config, lang))
    parts = placed(outline(chapter), chapter, *split(text))
    return parts, beside(chapter, chapter.meta.get("description"))
