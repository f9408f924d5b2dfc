"""Chapters in two languages at once, block beside block, that know on which lines each block stands."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count

from leidraad import locales, reader
from leidraad.model import Block, Callout, Chapter, Heading, Include, Note, Paragraph, Verbatim
from leidraad.writer import write
from support import ROOT, markdown

LANGUAGES = ("nl", "en")
PARTIALS = {
    f"{lang}/{name}.md": f"{text}\n"
    for lang, name, text in [
        ("nl", "kort", "Een kort invoegsel.\n\nMet een tweede alinea."),
        ("en", "kort", "A short insertion.\n\nWith a second paragraph."),
        ("nl", "lang", "Eerst dit, dan dat."),
        ("en", "lang", "First this, then that."),
    ]
}
"""What chapters include."""
_UIDS = count(1)
_NUMBER = re.compile(
    r"\b(?:\w+-)?(?:drie|vijf|zes|negen|tien|three|four|five|six|seven|eight|nine|ten)\w*", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.?!’])\s+(?=[A-Z‘])")


@dataclass(frozen=True, slots=True)
class Item:
    """A block of one language; its number is that of its counterpart."""

    block: Block
    uid: int = field(default_factory=lambda: next(_UIDS))
    body: tuple[Item, ...] = ()

    @property
    def kind(self) -> str:
        """Return what the block is, as people call it."""
        return self.block.kind if isinstance(self.block, Verbatim) else type(self.block).__name__.lower()


Items = tuple[Item, ...]
Pair = dict[str, Items]
"""The two languages of a chapter."""


def flat(items: Sequence[Item]) -> Iterator[Item]:
    """Yield every item in reading order, a callout before what it holds."""
    for item in items:
        yield item
        yield from flat(item.body)


def with_items(items: Items, uid: int, new: Items) -> Items:
    """Return the items with others in the place of one."""
    made: list[Item] = []
    for item in items:
        made += new if item.uid == uid else (replace(item, body=with_items(item.body, uid, new)),)
    return tuple(made)


def render(items: Items, lang: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a chapter's text, and the first and last line of each block."""
    lines: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    _render(items, lang, lines, places)
    return "\n".join(lines) + "\n", places


def _render(items: Items, lang: str, lines: list[str], places: dict[int, tuple[int, int]]) -> None:
    for item in items:
        if lines and not (lines[-1].startswith("//") and item is items[0]):
            lines.append("")
        first = len(lines) + 1
        if isinstance(item.block, Callout):
            bar = "/" * (2 + _height(item))
            argument = f" | {item.block.argument}" if item.block.argument else ""
            lines.append(f"{bar} {locales.load(lang).keywords[item.block.kind]}{argument}")
            options = [f"    {name}: {_yaml(value)}" for name, value in item.block.options.items()]
            lines += [*options, ""] if options else ()
            _render(item.body, lang, lines, places)
            lines.append(bar)
        else:
            lines += write(Chapter(lang, (item.block,))).strip("\n").split("\n")
        places[item.uid] = first, len(lines)


def _height(item: Item) -> int:
    return 1 + max((_height(child) for child in item.body if isinstance(child.block, Callout)), default=0)


def _yaml(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


@cache
def own(name: str) -> Pair:
    """Return one of the handbook's chapters."""
    chapters = [
        reader.read((ROOT / "docs" / lang / name).read_text("utf-8"), markdown(lang, trainer=True))
        for lang in LANGUAGES
    ]
    return dict(zip(LANGUAGES, _paired(*(chapter.blocks for chapter in chapters)), strict=True))


def _paired(one: Sequence[Block], other: Sequence[Block]) -> tuple[Items, Items]:
    made: tuple[list[Item], list[Item]] = [], []
    for blocks in zip(one, other, strict=True):
        uid = next(_UIDS)
        bodies = _paired(*(block.body if isinstance(block, Callout) else () for block in blocks))
        for side, block, body in zip(made, blocks, bodies, strict=True):
            side.append(Item(replace(block, body=()) if isinstance(block, Callout) else block, uid, body))
    return tuple(made[0]), tuple(made[1])


@cache
def sentences() -> list[tuple[str, str]]:
    """Return the sentences of the handbook's own chapters, beside their translation."""
    found = []
    for path in sorted((ROOT / "docs/nl").glob("0*.md")):
        pair = own(path.name)
        for one, other in zip(*(flat(pair[lang]) for lang in LANGUAGES), strict=True):
            if one.kind == "paragraph":
                sides = [_SENTENCE.split(_plain(item.block.text)) for item in (one, other)]  # type: ignore[union-attr]
                if len(sides[0]) == len(sides[1]):
                    found += [
                        (a, b)
                        for a, b in zip(*sides, strict=True)
                        if min(len(a), len(b)) > 30 and a[-1] in ".?!" and "\n" not in a + b
                    ]
    return found


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, without numbers in words, which the other language may have later."""
    return _NUMBER.sub("", text)[:most].strip(" ,.?!")


def _plain(text: str) -> str:
    return re.sub(r"\[([^\]^]*)\]\([^)]*\)", r"\1", re.sub(r"\[\^[^\]]*\]|\d+|\*", "", text))


class _Writer:
    """A chapter in the making, in both languages at once."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.said = self.rng.sample(sentences(), len(sentences()))
        self.notes: list[str] = []
        self.made: tuple[list[Item], list[Item]] = [], []

    def two(self, least: int, most: int) -> tuple[str, str]:
        """Return some sentences, which the chapter has nowhere else as long as there are others."""
        if len(self.said) < most:
            self.said += self.rng.sample(sentences(), len(sentences()))
        taken = [self.said.pop() for _ in range(self.rng.randint(least, most))]
        one, other = (" ".join(texts) for texts in zip(*taken, strict=True))
        return one, other

    def note(self) -> str:
        """Return a reference to a note, new or not."""
        if not self.notes or self.rng.random() < 0.6:
            self.notes.append(f"n{len(self.notes)}")
            return f"[^{self.notes[-1]}]"
        return f"[^{self.rng.choice(self.notes)}]"

    def text(self, least: int = 2, most: int = 5) -> tuple[str, str]:
        """Return a text that may refer to a note, a year, a page or a picture."""
        extra = self.rng.choice(("", "", "note", "note", "year", "link", "image"))
        one, other = self.two(least, most)
        if extra == "note":
            mark = self.note()
            return one + mark, other + mark
        if extra == "year":
            year = self.rng.randint(1850, 2020)
            return f"{one} Dat was in {year}.", f"{other} That was in {year}."
        if extra == "link":
            target = f"0{self.rng.randint(1, 9)}-a.md#s{self.rng.randint(1, 9)}"
            return f"{one} Zie [daar]({target}).", f"{other} See [there]({target})."
        if extra == "image":
            path = f"../assets/{self.rng.randint(10, 99)}.svg"
            return f"{one} ![Een plaat]({path})", f"{other} ![A picture]({path})"
        return one, other

    def blocks(self, kind: str) -> tuple[Block, Block]:
        """Return a block of a kind, in both languages."""
        rng = self.rng
        match kind:
            case "list" | "numbered" | "nested":
                items = [self.text(1, 1) for _ in range(rng.randint(2, 4))]
                starts = ["1. " if kind == "numbered" else "- "] * len(items)
                if kind == "nested":
                    starts[-1] = "    - "
                return _both(
                    "list",
                    ["\n".join(s + i[side] for s, i in zip(starts, items, strict=True)) for side in (0, 1)],
                )
            case "table":
                rows = [(self.text(1, 1), str(rng.randint(11, 99))) for _ in range(rng.randint(2, 4))]
                heads = ("| Wat | Hoeveel |", "| What | How much |")
                return _both(
                    "table",
                    [
                        "\n".join([heads[s], "|---|---|", *(f"| {t[s]} | {n} |" for t, n in rows)])
                        for s in (0, 1)
                    ],
                )
            case "quotation":
                return _both("quotation", [f"> {text}" for text in self.text(1, 2)])
            case "code":
                return _both("code", [f"```\nregel = {rng.randint(10, 99999)}\n```"] * 2)
            case "html":
                name = rng.randint(10, 999)
                return _both("html", [f'<figure>\n<img src="../assets/{name}.svg" alt="">\n</figure>'] * 2)
            case "dl":
                return _both(
                    "dl",
                    [
                        f"{word}\n:   {text}"
                        for word, text in zip(("Woord", "Word"), self.text(1, 2), strict=True)
                    ],
                )
            case "include":
                name = rng.choice(("kort", "lang"))
                return Include(f"nl/{name}.md", None), Include(f"en/{name}.md", None)
            case "heading":
                level, name = rng.randint(2, 4), f"h{next(_UIDS)}" if rng.random() < 0.8 else None
                one, other = self.two(1, 1)
                return Heading(level, _cut(one, 30), name), Heading(level, _cut(other, 30), name)
        one, other = self.text()
        return Paragraph(one), Paragraph(other)

    def callout(self, kind: str, depth: int) -> tuple[Item, Item]:
        """Return a callout, with all that may stand in one."""
        rng, uid = self.rng, next(_UIDS)
        options: dict[str, object] = {}
        if kind == "case":
            options = {"id": f"c{uid}", "themes": ("repair", "grief")}
        if kind == "exercise":
            options = {"minutes": rng.randint(11, 60), "group": rng.choice(("alone", "pair", "team"))}
        titles = self.two(1, 1) if kind not in ("quote", "epigraph") else ("Wie", "Who")
        inside = ["paragraph", *rng.sample(("paragraph", "list", "table", "paragraph"), k=rng.randint(0, 3))]
        outer, self.made = self.made, ([], [])
        for name in inside:
            self.add(self.blocks(name))
        if depth:
            for side, item in zip(
                self.made, self.callout(rng.choice(("key", "reflection")), depth - 1), strict=True
            ):
                side.append(item)
        bodies, self.made = self.made, outer
        one, other = (
            Item(Callout(kind, _cut(title, 40), options), uid, tuple(body))  # type: ignore[arg-type]
            for title, body in zip(titles, bodies, strict=True)
        )
        return one, other

    def add(self, blocks: tuple[Block, Block]) -> None:
        """Add a block in both languages."""
        uid = next(_UIDS)
        for side, block in zip(self.made, blocks, strict=True):
            side.append(Item(block, uid))


def _both(kind: str, sources: Sequence[str]) -> tuple[Block, Block]:
    return Verbatim(kind, sources[0]), Verbatim(kind, sources[1])


SORTS = (
    *("paragraph", "paragraph", "paragraph", "heading", "list", "numbered", "nested", "table", "quotation"),
    *("code", "html", "include", "dl", "epigraph", "quote", "case", "reflection", "exercise", "key", "term"),
    *("check", "trainer"),
)


def generated(seed: int) -> Pair:
    """Return a chapter with every kind of block, in an order of its own."""
    writer = _Writer(seed)
    writer.add((Heading(1, "Titel", f"t{seed}"), Heading(1, "Title", f"t{seed}")))
    sorts = writer.rng.sample(SORTS, len(SORTS))
    last = ""
    for sort in sorts:
        merging = ("list", "numbered", "nested", "quotation", "dl", "code")
        if sort in merging and last in merging:
            writer.add(writer.blocks("paragraph"))
        last = sort
        if sort in SORTS[13:]:
            for side, item in zip(writer.made, writer.callout(sort, writer.rng.randint(0, 1)), strict=True):
                side.append(item)
        else:
            writer.add(writer.blocks(sort))
    for number, note in enumerate(dict.fromkeys(writer.notes)):
        writer.add((Note(note, f"Bron nummer {number}."), Note(note, f"Source number {number}.")))
    return dict(zip(LANGUAGES, map(tuple, writer.made), strict=True))
