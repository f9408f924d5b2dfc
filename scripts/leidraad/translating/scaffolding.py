"""`leidraad new`: the translation of a chapter begun, with the partials that it lacks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import checking, docs, lookup, parsers, site, writer
from leidraad.checks import check_includes, conflicts
from leidraad.dialect import fronts
from leidraad.errors import LeidraadError
from leidraad.preflight.front import check_front
from leidraad.reader import read
from leidraad.storage.files import read_text, recover, write_all
from leidraad.translations.carrying import Carrier
from leidraad.translations.leading import source_language
from leidraad.translations.scaffold import front, scaffold
from leidraad.translations.skeleton import Skeleton
from leidraad.translations.unwritten import count


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that was written: its name, that of its source, and how many blocks are to be filled in."""

    name: str
    source: str
    blocks: int

    def told(self) -> str:
        """Return a line that says so."""
        blocks = "1 block" if self.blocks == 1 else f"{self.blocks} blocks"
        return f"{self.name}: {blocks} to translate, each below its words in {self.source}."


def begin(config: MkDocsConfig, lang: str, chapter: str) -> list[Begun]:
    """Write the scaffold of a chapter's translation, and of the partials that it lacks.

    Args:
        config: the handbook's.
        lang: the language that it is translated into.
        chapter: the name of the chapter's or partial's file, or the path of one in any language.

    Raises:
        LeidraadError: there is no such language or chapter, the translation is there already, or the source
            has to be mended first.
    """
    languages = site.languages(config)
    lookup.language(config, lang)
    recover(site.root(config))
    named = lookup.chapter(config, chapter, has_partials=True)[0]
    found = named.chapter
    if not found:
        raise LeidraadError(f"{named.name}: is of every language; there is nothing to translate.")
    target = docs.path_of(config, lang, found)
    if os.path.lexists(target):
        raise LeidraadError(f"{site.name(config, target)}: is there already; delete it first to begin anew.")
    sources = {source.lang: source for source in docs.sources(config) if source.chapter == found}
    metas = {code: fronts.data(read_text(source.path)) for code, source in sources.items()}
    leading = source_language({code: own.get("source") for code, own in metas.items()}, languages)
    if leading not in sources or leading == lang:
        leading = next(code for code in languages if code in sources)
    work = _Work(config, leading, lang)
    told = None if leading == languages[0] else leading
    head = "" if named.is_partial else front(metas[leading], told)
    work.add(sources[leading], target, head)
    write_all(work.texts, site.root(config), dict.fromkeys(work.texts))
    return work.begun


class _Work:
    """The files that are to be written."""

    def __init__(self, config: MkDocsConfig, source: str, target: str) -> None:
        self.config = config
        self.langs = source, target
        self.locale = site.locale(config, target)
        self.parsers = [parsers.of_site(config, lang) for lang in self.langs]
        for parser in self.parsers:
            # What an include brings in is no part of the file.
            parser.preprocessors.deregister("include", strict=False)
        works = checking.load_bibliography(config)
        carrier = Carrier(works.entries if works else {}, site.locale(config, source), self.locale)
        self.skeleton = Skeleton(self._include, carrier.carry)
        self.wanted: list[str] = []
        self.texts: dict[Path, str] = {}
        self.begun: list[Begun] = []

    def add(self, source: docs.Source, target: Path, head: str) -> None:
        """Add a file, and those that it includes and the other language lacks."""
        text = read_text(source.path)
        self._refuse(source, text)
        # What looks like front matter is none in a partial.
        chapter = read(text if not source.is_partial else f"\n{text}", self.parsers[0])
        made = scaffold(chapter, self.locale, self.skeleton)
        written = head + writer.write(made, self.locale)
        if read(written if head else f"\n{written}", self.parsers[1]).blocks != made.blocks:
            raise LeidraadError(f"{source.name}: holds what no scaffold can be made of; copy it instead.")
        name = site.name(self.config, target)
        self.texts[target] = written
        self.begun.append(Begun(name, source.name, count(made.walk())[0]))
        shared = docs.partials(self.config)
        while self.wanted:
            path = self.wanted.pop()
            there = shared.root / self._mapped(path)
            if there not in self.texts and not there.is_file():
                if f"{{!{self._mapped(path)}!lines=" in written:
                    name = f"{shared.name}/{self._mapped(path)}"
                    what = "is not there, and lines of it are included; translate it first."
                    raise LeidraadError(f"{name}: {what}")
                partial = docs.source(self.config, shared.root / path, self.langs[0])
                self.add(partial, there, "")

    def _include(self, path: str) -> str:
        mapped = self._mapped(path)
        if mapped != path:
            self.wanted.append(path)
        return mapped

    def _mapped(self, path: str) -> str:
        """Return the path of the same partial in the other language."""
        folder, slash, rest = path.partition("/")
        return f"{self.langs[1]}/{rest}" if slash and folder == self.langs[0] else path

    def _refuse(self, source: docs.Source, text: str) -> None:
        """Refuse a source that cannot be read as its author means it."""
        found = check_includes(source.name, text, docs.partials(self.config))
        found += check_front(source.name, text) if not source.is_partial else ()
        if found:
            first = min(found)
            raise LeidraadError(f"{first.path}:{first.line}: {first.message}")
        for line in conflicts.find(text):
            raise LeidraadError(
                f"{source.name}:{line}: a conflict of an import stands here; settle it first."
            )
