"""`leidraad exchange`: chapters sent to translators as XLIFF or PO, and put in when they come back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig

from leidraad import checking, docs, lookup, parsers, site, translating
from leidraad.dialect.including import is_partial
from leidraad.errors import LeidraadError, counted, spell
from leidraad.model import Chapter
from leidraad.reader import read
from leidraad.storage.files import plain, read_bytes, recover, write_all
from leidraad.translating import Translation, status
from leidraad.translating.exchange import po, xliff
from leidraad.translating.exchange.arriving import Arrived, Languages, arrive
from leidraad.translating.exchange.package import Delivery, Head
from leidraad.translating.exchange.settling import settle
from leidraad.translating.exchange.units import Item, items
from leidraad.translations import locks
from leidraad.translations.carrying import Carrier

FORMS: dict[str, ModuleType] = {"xliff": xliff, "po": po}
FOLDER = "exchange"
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: a line for each thing to know, and what was wrong; then nothing was written."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def send(
    config: MkDocsConfig, lang: str, form: str, files: Sequence[Path] = (), out: Path | None = None
) -> list[str]:
    """Write a file for a translator of each chapter, and return a line for each.

    Args:
        config: the handbook's.
        lang: the language that is translated into.
        form: `xliff` or `po`.
        files: only these chapters.
        out: the folder for the files; by default one of the handbook.

    Raises:
        LeidraadError: there is no such language or chapter, or a file cannot be written.
    """
    folder = out or site.root(config) / FOLDER / lang
    texts: dict[Path, str] = {}
    lines = []
    for one in _translations(config, lang, files):
        work = _Work(config, one)
        units = [unit for item in work.items for unit in item.units]
        if not units:
            continue
        path = folder / PurePosixPath(one.chapter).with_suffix(FORMS[form].SUFFIX)
        texts[path] = FORMS[form].dump(work.head, units)
        if path.exists() and read_bytes(path) != texts[path].encode():
            raise LeidraadError(
                f"{spell(path)}: is there already and is another; import it, or move it away first."
            )
        left = sum(unit.state == "new" for unit in units)
        review = sum(unit.state == "review" for unit in units)
        lines.append(
            f"{spell(path)}: {counted(len(units), 'unit')}, {left} to translate, {review} to look at again."
        )
    if not texts:
        raise LeidraadError(f"There is nothing to translate into {lang}; no chapter was written.")
    write_all(texts)
    return lines


def receive(config: MkDocsConfig, lang: str, form: str, files: Sequence[Path]) -> Imported:
    """Put in what came back of a translator: all of it, or nothing where something is wrong.

    Args:
        config: the handbook's.
        lang: the language that was translated into.
        form: `xliff` or `po`.
        files: what came back.

    Raises:
        LeidraadError: a file cannot be read, or is not what it should be.
    """
    recover(site.root(config))
    deliveries: dict[str, tuple[str, Delivery]] = {}
    for file in files:
        name = spell(file)
        delivery: Delivery = FORMS[form].parse(read_bytes(file, _LARGEST), name)
        if delivery.head.chapter in deliveries:
            raise LeidraadError(f"{name}: is of the same chapter as {deliveries[delivery.head.chapter][0]}.")
        deliveries[delivery.head.chapter] = name, delivery
    known = {one.chapter: one for one in _translations(config, lang)}
    coming = {
        docs.path_of(config, lang, chapter)
        for chapter, (_, delivery) in deliveries.items()
        if any(unit.target for unit in delivery.units)
    }
    lines: list[str] = []
    problems: list[str] = []
    texts: dict[Path, str | bytes] = {}
    seen: dict[Path, bytes | None] = {}
    for chapter, (name, delivery) in deliveries.items():
        if chapter not in known:
            what = f"is of a chapter ‘{chapter}’, which this handbook does not translate into {lang}"
            raise LeidraadError(f"{name}: {what}; check the name.")
        work = _Work(config, known[chapter], coming)
        work.check(name, delivery.head)
        arrived, wrong = work.put_in(delivery)
        problems += [f"{name}: {problem}" for problem in wrong]
        if arrived and not wrong:
            lines += work.keep(arrived, texts, seen)
        elif not wrong:
            lines.append(f"{name}: has no translation yet; nothing was written.")
    if not problems:
        write_all(texts, site.root(config), seen)
    return Imported(tuple(lines), tuple(problems))


def _translations(config: MkDocsConfig, lang: str, files: Sequence[Path] = ()) -> Iterator[Translation]:
    lookup.language(config, lang)
    yield from (one for one in status.of(config, files) if one.lang == lang)


class _Work:
    """A chapter and its translation while it is sent or comes back."""

    def __init__(self, config: MkDocsConfig, one: Translation, coming: Collection[Path] = ()) -> None:
        """Read both; `coming` holds the files that are written at once with this one."""
        self.config, self.one, self.coming = config, one, coming
        self.path = docs.path_of(config, one.lang, one.chapter)
        self.name = site.name(config, self.path)
        source = site.root(config) / one.source.path
        self.source = self._read(plain(read_bytes(source), source), one.source.lang)
        self.before = read_bytes(self.path) if one.target else None
        self.text = "" if self.before is None else plain(self.before, self.path)
        self.target = self._read(self.text, one.lang) if one.target else None
        self.entries = translating.entries(config, one.lang, one.chapter)
        self.items: list[Item] = items(self.source, self.target, self.entries)
        self.head = Head(str(config.site_name), one.chapter, one.source.lang, one.lang)
        self.lacking: dict[str, None] = {}

    def check(self, name: str, head: Head) -> None:
        """See that a file is of this chapter in these languages.

        Raises:
            LeidraadError: it is not.
        """
        if head.product != self.head.product:
            what = f"is of the handbook ‘{head.product}’, and this is ‘{self.head.product}’; check the file."
            raise LeidraadError(f"{name}: {what}")
        given, ours = (head.source, head.target), (self.head.source, self.head.target)
        if [*map(_language, given)] != [*map(_language, ours)]:
            what = f"translates {given[0] or '?'} into {given[1] or '?'}, not {ours[0]} into {ours[1]}"
            raise LeidraadError(f"{name}: {what}; check the file.")

    def put_in(self, delivery: Delivery) -> tuple[Arrived | None, list[str]]:
        """Return what comes of a delivery, and what is wrong with it."""
        works = checking.load_bibliography(self.config)
        locales = [site.locale(self.config, lang) for lang in (self.one.source.lang, self.one.lang)]
        carrier = Carrier(works.entries if works else {}, *locales)
        settled = settle(self.items, self.head, delivery, carrier.carry)
        if settled.problems or (self.target is None and not settled.changed):
            return None, settled.problems
        default = site.languages(self.config)[0]
        has_front = not is_partial(self.one.chapter)
        lead = self.one.source.lang if self.one.source.lang != default and has_front else None
        to = Languages(
            locales[1],
            lambda text: self._read(text, self.one.lang),
            self._include,
            carrier.carry,
            lead,
            can_wait=has_front,
        )
        target = (self.text, self.target) if self.target else None
        arrived = arrive(self.source, self.items, settled, target, to)
        return arrived, [*arrived.problems, *self.lacking]

    def keep(
        self, arrived: Arrived, texts: dict[Path, str | bytes], seen: dict[Path, bytes | None]
    ) -> Iterator[str]:
        """Add what is to be written to `texts`, and what that was made of to `seen`; yield what to tell."""
        if arrived.text != self.text:
            texts[self.path] = self._as_before(arrived.text)
            seen[self.path] = self.before
        if arrived.accepted:
            path = translating.lock_path(self.config, self.one.lang, self.one.chapter)
            seen[path] = read_bytes(path) if path.is_file() else None
            texts[path] = locks.dump(arrived.entries)
        counts = counted(arrived.written, "unit"), counted(arrived.accepted, "block")
        yield f"{self.name}: {counts[0]} written, {counts[1]} accepted."
        yield from (f"{self.name}: {line}" for line in arrived.told)

    def _read(self, text: str, lang: str) -> Chapter:
        parser = parsers.of_site(self.config, lang)
        # What an include brings in is no part of the file, and may still be on its way.
        parser.preprocessors.deregister("include", strict=False)
        return read(text, parser)

    def _as_before(self, text: str) -> bytes:
        """Return a text with the byte order mark and the line ends that the file had."""
        before = self.before or b""
        mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
        end = "\r\n" if b"\r\n" in before else "\n"
        if before and mark + self.text.replace("\n", end).encode() != before:
            raise LeidraadError(
                f"{self.name}: has line ends of more than one kind; save it with one kind first."
            )
        return mark + text.replace("\n", end).encode()

    def _include(self, path: str) -> str:
        """Return the path of the same partial in the language of the translation."""
        folder, slash, rest = path.partition("/")
        mapped = f"{self.one.lang}/{rest}" if slash and folder == self.one.source.lang else path
        there = site.partials_folder(self.config) / mapped
        if not there.is_file() and there not in self.coming:
            lang, partial = self.one.lang, docs.source(self.config, there, self.one.lang).chapter
            remedy = f"import that as well, or begin it with `leidraad new {lang} {partial}`."
            self.lacking[f"includes {path}, which is not translated into {lang} yet; {remedy}"] = None
        return mapped


def _language(code: str) -> str:
    """Return a language without its country, which programs add."""
    return re.split("[_-]", code)[0].lower()
