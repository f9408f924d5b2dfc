"""The translations of a handbook: which chapter leads, what its lock files say, how each block stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from leidraad import site
from leidraad.checks.digest import Digest, by_chapter, lead
from leidraad.errors import LeidraadError
from leidraad.files import read_text
from leidraad.reader import read
from leidraad.site import Source
from leidraad.translations import locks, states
from leidraad.translations.locks import Entry
from leidraad.translations.outline import Part, beside, outline
from leidraad.translations.places import placed
from leidraad.translations.states import Standing

FOLDER = "translations"
BLOCK, STALE = "data-block", "data-stale"
_FRONT = 4_000


@dataclass(frozen=True, slots=True)
class Translation:
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


def translations(config: MkDocsConfig, digests: Sequence[Digest]) -> Iterator[Translation]:
    """Yield each chapter with each language that it is, or is to be, translated into.

    Args:
        config: the handbook's.
        digests: every page of the handbook.

    Raises:
        LeidraadError: a lock file cannot be read.
    """
    languages = site.languages(config)
    for chapter, pages in by_chapter(digests).items():
        leading = pages.get(lead(pages, languages))
        if leading is None:
            continue
        for lang in languages:
            if lang != leading.lang:
                yield _translation(config, leading, pages.get(lang), lang, chapter)


def lock_path(config: MkDocsConfig, lang: str, chapter: str) -> Path:
    """Return the lock file of a chapter in a language, which need not be there."""
    return site.root(config) / FOLDER / lang / PurePosixPath(chapter).with_suffix(".lock")


def entries(config: MkDocsConfig, lang: str, chapter: str) -> list[Entry]:
    """Return what the lock file of a translation holds; nothing where there is none.

    Raises:
        LeidraadError: it cannot be read.
    """
    path = lock_path(config, lang, chapter)
    return locks.parse(read_text(path), site.name(config, path)) if path.is_file() else []


def _translation(
    config: MkDocsConfig, leading: Digest, page: Digest | None, lang: str, chapter: str
) -> Translation:
    known = entries(config, lang, chapter)
    blocks, sides = leading.outline, leading.beside
    if [e.source for e in known if not is_aside(e)] != [part.fingerprint for part in blocks]:
        blocks, sides = _with_texts(config, leading)
    found = states.standings(
        blocks, page.outline if page else (), [entry for entry in known if not is_aside(entry)]
    )
    found += states.asides(sides, page.beside if page else (), [entry for entry in known if is_aside(entry)])
    return Translation(chapter, lang, leading, page, tuple(found))


def leads(config: MkDocsConfig) -> dict[str, str]:
    """Return the language of each chapter that another language than the default one leads."""
    found: dict[str, str] = {}
    languages = site.languages(config)
    for source in site.sources(config):
        with suppress(LeidraadError):
            # Few files say so; to parse the front matter of all would take long.
            if source.chapter and "\nsource:" in (text := read_text(source.path))[:_FRONT]:
                said = meta.get_data(text)[1].get("source")
                if said in languages[1:]:
                    found.setdefault(source.chapter, str(said))
    return found


class Naming:
    """The names of the blocks on each page of a build, equal in every language.

    Attributes:
        standings: how the blocks of each page that is a translation stand, by the name of its file.
    """

    def __init__(self, config: MkDocsConfig, leads: Mapping[str, str]) -> None:
        """Begin with no page."""
        self.config = config
        self.leads = leads
        self.sources: dict[str, Sequence[Part]] = {}
        self.standings: dict[str, Sequence[Standing]] = {}

    def name(self, page: Source, parts: Sequence[Part]) -> list[dict[str, str]]:
        """Return the attributes of each part of a page; what has no counterpart in the source has none."""
        default = site.languages(self.config)[0]
        if page.lang == self.leads.get(page.chapter, default):
            self.sources[page.chapter] = parts
            return [{BLOCK: part.id} for part in parts]
        known = [e for e in entries(self.config, page.lang, page.chapter) if not is_aside(e)]
        found = states.standings(self.sources.get(page.chapter, ()), parts, known)
        self.standings[page.name] = found
        names = {id(one.target): one for one in found if one.source and one.target}
        return [_attributes(names.get(id(part))) for part in parts]


def _attributes(standing: Standing | None) -> dict[str, str]:
    if standing is None or standing.source is None:
        return {}
    return {BLOCK: standing.source.id} | ({STALE: ""} if standing.state == "stale" else {})


def is_aside(entry: Entry) -> bool:
    """Tell whether an entry is of a note or the description."""
    return entry.id.startswith(("^", "@"))


def _with_texts(config: MkDocsConfig, page: Digest) -> tuple[Sequence[Part], Sequence[Part]]:
    """Return what a page has to translate, with the texts that a cache does not keep."""
    if all(part.text for part in page.outline):
        return page.outline, page.beside
    path = site.root(config) / page.path
    try:
        text = read_text(path)
    except LeidraadError:
        return page.outline, page.beside
    chapter = read(text, site.parser(config, page.lang))
    return placed(outline(chapter), text), beside(chapter, meta.get_data(text)[1].get("description"))
