"""A delivery put into a chapter: the file and the lock file that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from leidraad import writer
from leidraad.errors import counted
from leidraad.locales import Locale
from leidraad.manuscript.filenames import slug
from leidraad.model import Block, Callout, Chapter, Note
from leidraad.translating.exchange.building import Builder
from leidraad.translating.exchange.editing import Anchor, Changes, edited, with_front
from leidraad.translating.exchange.segments import Front, Translatable, amended
from leidraad.translating.exchange.settling import NO_SUCH_BLOCK, Carry, Settled
from leidraad.translating.exchange.units import FRONT, Item
from leidraad.translations.locks import Entry
from leidraad.translations.outline import beside, outline, parts_of
from leidraad.translations.part import Part
from leidraad.translations.skeleton import Skeleton
from leidraad.translations.unwritten import is_open

Read = Callable[[str], Chapter]


@dataclass(frozen=True, slots=True)
class Languages:
    """How one language is written in another.

    Attributes:
        locale: the words of the language of the translation.
        read: reads a file in it.
        include: gives the path of an include in it.
        carry: gives a citation in its words, or None where it cannot.
        lead: the language of the source, where the file of a translation has to name it.
        can_wait: a file of which not all is translated can be a draft; a partial cannot.
    """

    locale: Locale
    read: Read
    include: Callable[[str], str]
    carry: Carry
    lead: str | None
    can_wait: bool = True


@dataclass(slots=True)
class Arrived:
    """What comes of a delivery: the chapter's file, its lock entries, and what people should know."""

    text: str
    entries: list[Entry]
    written: int
    accepted: int
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def arrive(
    source: Chapter, items: list[Item], settled: Settled, target: tuple[str, Chapter] | None, to: Languages
) -> Arrived:
    """Return what comes of a delivery.

    Args:
        source: the chapter that is translated.
        items: its blocks and how they stand.
        settled: what the delivery comes to.
        target: the file of the translation and what is in it, or None where there is none.
        to: the language of the translation.
    """
    work = _Work(source, items, settled, to)
    return work.changed(*target) if target else work.built()


class _Work:
    def __init__(self, source: Chapter, items: list[Item], settled: Settled, to: Languages) -> None:
        self.source, self.items, self.settled, self.to = source, items, settled, to
        self.verses = frozenset(id(item.source) for item in items if item.is_verse)
        texts = {id(items[number].source): said for number, said in settled.texts.items()}
        self.builder = Builder(texts, self.verses, Skeleton(to.include, to.carry))
        self.made: dict[int, Block] = {}
        self.problems: list[str] = []
        self.told = list(settled.told)

    def built(self) -> Arrived:
        """Return a chapter that was not there."""
        blocks = self.builder.blocks(self.source.blocks, self.made)
        said = {name: self._front(name) for name in FRONT}
        meta: dict[str, object] = {}
        for name, value in self.source.meta.items():
            if name == "slug":
                meta[name] = slug(Chapter(self.to.locale.code, blocks).title or "") or value
            elif name not in FRONT:
                meta[name] = value
            elif said[name]:
                meta[name] = said[name]
        if self.to.lead:
            meta["source"] = self.to.lead
        missing = [item for number, item in enumerate(self.items) if not self._is_whole(number)]
        if missing and not self.to.can_wait:
            self.problems.append(
                f"{counted(len(missing), 'block')} left to translate, and a partial is no draft; do them all."
            )
        elif missing:
            meta["status"] = "draft"
            self.told.append(f"{counted(len(missing), 'block')} left to translate, so it is a draft.")
        chapter = Chapter(self.to.locale.code, blocks, meta)
        text = writer.write(chapter, self.to.locale)
        if self.to.read(text).blocks != blocks:
            self._blame(self._reads_as_built)
        new = {id(item): self.made.get(id(item.source)) for item in self.items}
        return self._arrived(text, chapter, new)

    def changed(self, text: str, target: Chapter) -> Arrived:
        """Return a chapter that was there, with what the delivery changes in it."""
        changes, fronts = self._changes()
        added: set[int] = set()
        if changes or fronts or self.settled.changed:
            changes = replace(changes, inserts=self._inserts(target, added))
        new: dict[int, Block] = {}
        chapter = Chapter(target.lang, changes.blocks(target.blocks, new), {**target.meta, **fronts})
        made = with_front(edited(text, target.blocks, changes, self.to.locale), fronts)
        if made != text and self.to.read(made) != chapter:
            self._blame(lambda number, said: self._reads_as_changed(text, target, number, said))
        pairs = {
            id(item): new.get(id(item.target)) if item.target else self.made.get(id(item.source))
            for item in self.items
        }
        return self._arrived(made, chapter, pairs, added)

    def _changes(self) -> tuple[Changes, dict[str, str]]:
        """Return what changes in blocks that are there, and in the front matter."""
        texts: dict[int, Mapping[str, str]] = {}
        wholes: dict[int, Block] = {}
        fronts: dict[str, str] = {}
        for number, said in [*self.settled.changed.items()]:
            item = self.items[number]
            if isinstance(item.source, Front):
                fronts[item.source.name] = said[""]
            elif item.target and item.is_alike:
                texts[id(item.target)] = said
            elif item.target and self._is_whole(number) and not isinstance(item.source, Callout):
                wholes[id(item.target)] = self.builder.block(item.source)
            elif item.target:
                what = "is built otherwise than its source, so it was left out; put it in by hand."
                self.told.append(f"{item.standing.id}: {what}")
                del self.settled.changed[number]
                self.settled.done.discard(number)
        verses = frozenset(id(item.target) for item in self.items if item.is_verse and item.target)
        return Changes(texts, wholes, {}, verses), fronts

    def _inserts(self, target: Chapter, added: set[int]) -> dict[Anchor, list[Block]]:
        """Return the blocks that are new; `added` gets the numbers of their items."""
        numbers = {id(item.source): number for number, item in enumerate(self.items)}
        found: dict[Anchor, list[Block]] = {}
        notes = [*filter(_is_note, target.walk())] or [*target.blocks[-1:]]
        end: Anchor = ("behind", id(notes[-1])) if notes else ("in", 0)

        def visit(blocks: Iterable[Block], last: Anchor) -> None:
            for block in blocks:
                number = numbers.get(id(block))
                if number is None:
                    continue
                other = self.items[number].target
                if other is not None:
                    last = last if isinstance(block, Note) else ("behind", id(other))
                    if isinstance(block, Callout) and isinstance(other, Callout):
                        visit(block.body, ("in", id(other)))
                    continue
                inner = [numbers[id(b)] for b in Chapter("", (block,)).walk() if id(b) in numbers]
                if all(map(self._is_whole, inner)):
                    added.update(inner)
                    where = end if isinstance(block, Note) else last
                    found.setdefault(where, []).extend(self.builder.blocks((block,), self.made))
                else:
                    self._tell_left(inner)

        visit(self.source.blocks, ("in", 0))
        return found

    def _tell_left(self, numbers: list[int]) -> None:
        """Tell of a new block of which only a part is there."""
        for number in numbers:
            if self.settled.changed.pop(number, None):
                self.told.append(
                    f"{self.items[number].standing.id}: belongs to what is not whole, so it was left out."
                )
                self.settled.done.discard(number)

    def _is_whole(self, number: int) -> bool:
        said = self.settled.texts.get(number, {})
        return all(unit.key in said for unit in self.items[number].units)

    def _front(self, name: str) -> str:
        for number, item in enumerate(self.items):
            if isinstance(item.source, Front) and item.source.name == name:
                return self.settled.texts.get(number, {}).get("", "")
        return ""

    def _arrived(
        self, text: str, chapter: Chapter, new: Mapping[int, Block | None], extra: Iterable[int] | None = None
    ) -> Arrived:
        """Return the outcome, with a lock entry for every block that is up to date by it."""
        parts = {id(block): part for block, part in parts_of(chapter)}
        sides = {part.id: part for part in beside(chapter, chapter.meta.get("description"))}
        wordless = {n for n, item in enumerate(self.items) if not item.units} if extra is None else {*extra}
        found: list[Entry] = []
        accepted = 0
        for number, item in enumerate(self.items):
            source = item.standing.source
            assert source
            block = new.get(id(item))
            part = sides.get(source.id) if source.id[:1] in "^@" else parts.get(id(block))
            is_done = number in self.settled.done or (not item.units and number in wordless)
            is_news = item.standing.state != "translated" or number in self.settled.changed
            if part and is_done and is_news and not is_open(part.text) and source.id != FRONT["title"]:
                old = self.settled.sources.get(number)
                was = source
                if old:
                    before = amended(item.source, old, is_verse=item.is_verse)
                    was = _part(before, source, self.source.lang)
                found.append(Entry(was.fingerprint, part.fingerprint, source.id, was.text))
                accepted += 1
                if old:
                    self.told.append(f"{source.id}: the source has changed since, so it is stale.")
            elif item.standing.entry:
                found.append(item.standing.entry)
        written = sum(len(said) for said in self.settled.changed.values())
        return Arrived(text, found, written, accepted, self.problems, self.told)

    def _blame(self, reads: Callable[[int, dict[str, str]], bool]) -> None:
        """Name the units that do not become what they are in the source."""
        for number, said in self.settled.changed.items():
            for unit in self.items[number].units:
                if unit.key in said and not reads(number, {unit.key: said[unit.key]}):
                    self.problems.append(f"{unit.id}: {NO_SUCH_BLOCK}")
        if not self.problems:
            self.problems.append("the file would not read as it should; put the translation in by hand.")

    def _reads_as_built(self, number: int, said: dict[str, str]) -> bool:
        source = self.items[number].source
        if isinstance(source, Front):
            return True
        block = replace(self.builder, texts={id(source): said}).block(source)
        alone = (replace(block, body=()) if isinstance(block, Callout) else block,)
        text = writer.write(Chapter(self.to.locale.code, alone), self.to.locale)
        return self.to.read(text).blocks == alone

    def _reads_as_changed(self, text: str, target: Chapter, number: int, said: dict[str, str]) -> bool:
        item = self.items[number]
        if not item.target or not item.is_alike or isinstance(item.source, Front):
            return self._reads_as_built(number, said)
        verses = frozenset({id(item.target)} if item.is_verse else ())
        changes = Changes({id(item.target): said}, {}, {}, verses)
        made = edited(text, target.blocks, changes, self.to.locale)
        return self.to.read(made).blocks == changes.blocks(target.blocks, {})


def _is_note(block: Block) -> bool:
    return isinstance(block, Note)


def _part(block: Translatable, known: Part, lang: str) -> Part:
    """Return the part that another form of a block would be.

    Args:
        block: what the source said when it was translated.
        known: the part that it is now.
        lang: its language.
    """
    if isinstance(block, Front):
        return beside(Chapter(lang), block.text)[0]
    if isinstance(block, Note):
        return beside(Chapter(lang, (block,)), None)[0]
    alone = replace(block, body=()) if isinstance(block, Callout) else block
    return outline(Chapter(lang, (alone,)))[0]._replace(id=known.id)
