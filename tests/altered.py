"""One difference between two languages of a chapter: of every kind, in every block where it can be made."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from leidraad.model import Callout, Heading, Include, Note, Paragraph, Verbatim
from parallel import LANGUAGES, Item, Items, Pair, flat, with_items

_NOTE = re.compile(r"\[\^([^\]]+)\]")
_NUMBER = re.compile(r"(?<![\w.,/^\[(#-])(?:1[1-9]|[2-9]\d|1[89]\d\d|20\d\d)(?![\w.,/\])-])")
_LINK = re.compile(r"(?<!!)\[([^\]^]+)\]\(([^)]+)\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_BREAK = re.compile(r"(?<=[.?!]) (?=[A-Z‘])")
_ALONE = {"heading": "LR304", "callout": "LR305", "include": "LR308"}
_WORDS = {
    "nl": "Tien mensen schreven elkaar nog een hele winter lang brieven over wat er toen gebeurd was.",
    "en": "Ten people went on writing letters to one another all winter about what had happened then.",
}
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Altered:
    """A language with one difference.

    Attributes:
        items: what became of the chapter in that language.
        codes: the rules that may tell of it.
        places: the blocks, in either language, where they may.
    """

    items: Items
    codes: frozenset[str]
    places: frozenset[int]


Change = Callable[[random.Random, Items, Item, str, Pair], Altered | None]
"""Make a difference in a block; None where it has nothing that could differ so."""
CHANGES: dict[str, Change] = {}


def _change(name: str) -> Callable[[Change], Change]:
    def keep(function: Change) -> Change:
        CHANGES[name] = function
        return function

    return keep


def _made(items: Items, item: Item, new: Items, codes: str, *places: int) -> Altered:
    within = frozenset({item.uid, *places, *(child.uid for child in flat((item, *new)))})
    return Altered(with_items(items, item.uid, new), frozenset(codes.split()), within)


def _other(items: Items, item: Item, code: str, block: object) -> Altered:
    return _made(items, item, (replace(item, block=block),), code)  # type: ignore[arg-type]


def _text(item: Item) -> str | None:
    match item.block:
        case Paragraph(text) | Heading(_, text):
            return text
        case Verbatim("list" | "table" | "quotation" | "dl" | "html", source):
            return source
        case Callout(_, argument):
            return argument
    return None


def _said(items: Items, item: Item, code: str, text: str) -> Altered | None:
    """Return the block with another text."""
    match item.block:
        case Paragraph():
            return _other(items, item, code, Paragraph(text))
        case Heading():
            return _other(items, item, code, replace(item.block, text=text))
        case Verbatim():
            return _other(items, item, code, replace(item.block, source=text))
        case Callout():
            return _other(items, item, code, replace(item.block, argument=text))
    return None


@_change("removed")
def _removed(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if isinstance(item.block, Note):
        return _made(items, item, (), "LR114", *_citing(pair, item.block.id))
    if _is_only_child(items, item) or (item.kind == "heading" and item.block.level == 1):  # type: ignore[union-attr]
        return None
    siblings, at = _among(items, item)
    if 0 < at < len(siblings) - 1 and _merging(siblings[at - 1].kind, siblings[at + 1].kind):
        return None
    return _made(items, item, (), _ALONE.get(item.kind, "LR303"))


@_change("added before")
def _added(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if isinstance(item.block, Note):
        return None
    new = Item(Paragraph(_WORDS[lang]))
    return replace(_made(items, item, (new, item), "LR303"), places=frozenset({new.uid}))


@_change("added of its kind")
def _doubled(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    kind, new = item.kind, None
    if kind == "heading":
        new = Item(Heading(item.block.level, "Nieuw", f"new{item.uid}"))  # type: ignore[union-attr]
    elif kind == "callout":
        new = Item(Callout("key", "Nieuw"), body=(Item(Paragraph(_WORDS[lang])),))
    elif kind == "include":
        path = "lang" if "kort" in item.block.path else "kort"  # type: ignore[union-attr]
        new = Item(Include(f"{lang}/{path}.md"))
    elif kind == "table":
        new = Item(Verbatim("table", "| a | b |\n|---|---|\n| 1 | 2 |"))
    elif kind == "html":
        new = Item(Verbatim("html", '<div class="new">\nNieuw\n</div>'))
    if new is None:
        return None
    made = _made(items, item, (item, new), _ALONE.get(kind, "LR303"))
    return replace(made, places=frozenset(child.uid for child in flat((new,))))


@_change("swapped with the next")
def _swapped(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    siblings, at = _among(items, item)
    if at + 1 >= len(siblings) or isinstance(item.block, Note):
        return None
    after = siblings[at + 1]
    if isinstance(after.block, Note) or _merges(siblings, at) or not _can_be_told(item, after):
        return None
    middle = with_items(items, after.uid, ())
    return _made(middle, item, (after, item), "LR316 LR317", *(child.uid for child in flat((after,))))


@_change("moved on")
def _moved(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    siblings, at = _among(items, item)
    ends = [n for n in range(at + 2, min(at + 5, len(siblings))) if not isinstance(siblings[n].block, Note)]
    if not ends or isinstance(item.block, Note) or not _is_long(item):
        return None
    to = rng.choice(ends)
    if not all(_can_be_told(item, other) for other in siblings[at + 1 : to + 1]):
        return None
    if _merging(siblings[to].kind, item.kind) or (
        to + 1 < len(siblings) and _merging(item.kind, siblings[to + 1].kind)
    ):
        return None
    if at and _merging(siblings[at - 1].kind, siblings[at + 1].kind):
        return None
    # The reader may as well say that all it was moved over has moved.
    passed = (child.uid for other in siblings[at + 1 : to + 1] for child in flat((other,)))
    middle = with_items(items, item.uid, ())
    return _made(middle, siblings[to], (siblings[to], item), "LR316 LR317", *passed)


@_change("parted")
def _parted(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    breaks = [*_BREAK.finditer(_text(item) or "")]
    if not isinstance(item.block, Paragraph) or not breaks:
        return None
    text, place = item.block.text, rng.choice(breaks)
    two = (replace(item, block=Paragraph(text[: place.start()])), Item(Paragraph(text[place.end() :])))
    return _made(items, item, two, "LR318")


@_change("joined with the next")
def _joined(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    siblings, at = _among(items, item)
    if at + 1 >= len(siblings):
        return None
    after = siblings[at + 1]
    if not (isinstance(item.block, Paragraph) and isinstance(after.block, Paragraph)):
        return None
    middle = with_items(items, after.uid, ())
    one = replace(item, block=Paragraph(f"{item.block.text} {after.block.text}"))
    return _made(middle, item, (one,), "LR318", after.uid)


@_change("moved out of its callout")
def _out(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    for outer in flat(items):
        siblings, at = _among(items, outer)
        if at + 1 < len(siblings) and _merging(item.kind, siblings[at + 1].kind):
            continue
        if len(outer.body) > 1 and outer.body[-1].uid == item.uid and not item.body:
            return _made(items, outer, (replace(outer, body=outer.body[:-1]), item), "LR316 LR317")
    return None


@_change("heading of another level")
def _level(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if not isinstance(item.block, Heading) or item.block.level == 1:
        return None
    level = rng.choice([n for n in (2, 3, 4, 5) if n != item.block.level])
    return _other(items, item, "LR304", replace(item.block, level=level))


@_change("heading with another id, or none")
def _id(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if not isinstance(item.block, Heading):
        return None
    choices = ["else", None] if item.block.id else ["else"]
    return _other(items, item, "LR304", replace(item.block, id=rng.choice(choices)))


@_change("callout of another kind")
def _kind(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if not isinstance(item.block, Callout) or item.block.options:
        return None
    kinds = [k for k in ("key", "reflection", "quote", "trainer") if k != item.block.kind]
    return _other(items, item, "LR305", replace(item.block, kind=rng.choice(kinds)))


@_change("option changed, removed or added")
def _option(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if not isinstance(item.block, Callout) or item.block.kind not in ("case", "exercise"):
        return None
    options = dict(item.block.options)
    values = {"id": "else", "themes": ("other",), "minutes": 7, "group": "alone"}
    mine = [name for name in options if name in values]
    if mine and rng.random() < 0.5:
        del options[rng.choice(mine)]
    else:
        names = mine or (["themes"] if item.block.kind == "case" else ["minutes"])
        name = rng.choice(names)
        options[name] = values[name] if options.get(name) != values[name] else "team"
    return _other(items, item, "LR305", replace(item.block, options=options))


@_change("note reference removed")
def _no_note(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text = _text(item)
    found = [*_NOTE.finditer(text or "")]
    if not found or text is None:
        return None
    mark = rng.choice(found)
    made = _said(items, item, "LR315 LR114", text[: mark.start()] + text[mark.end() :])
    return made and replace(made, places=made.places | _defining(pair, mark[1]))


@_change("note reference added or another")
def _new_note(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text, known = _text(item), [i.block.id for i in flat(items) if isinstance(i.block, Note)]
    if (
        text is None
        or isinstance(item.block, Heading | Callout)
        or item.kind in ("table", "html")
        or not known
    ):
        return None
    found = [*_NOTE.finditer(text)]
    new = rng.choice(known)
    if not found:
        return _said(items, item, "LR315", f"{text}[^{new}]")
    mark = rng.choice(found)
    if mark[1] == new:
        return None
    made = _said(items, item, "LR315 LR114", f"{text[: mark.start()]}[^{new}]{text[mark.end() :]}")
    return made and replace(made, places=made.places | _defining(pair, mark[1]))


@_change("picture changed, removed or added")
def _picture(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text = _text(item)
    if text is None or isinstance(item.block, Heading | Callout):
        return None
    if item.kind == "html":
        changed = re.sub(r'src="[^"]*"', 'src="../assets/else.svg"', text)
        return _said(items, item, "LR309", changed) if changed != text else None
    found = [*_IMAGE.finditer(text)]
    if not found:
        return (
            _said(items, item, "LR309", f"{text} ![x](../assets/x.svg)") if item.kind == "paragraph" else None
        )
    new = rng.choice(["", f"![{found[0][1]}](../assets/else.svg)"])
    return _said(items, item, "LR309", text[: found[0].start()] + new + text[found[0].end() :])


@_change("link changed, removed or added")
def _link(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text = _text(item)
    if text is None or isinstance(item.block, Heading | Callout) or item.kind in ("html", "table"):
        return None
    found = [*_LINK.finditer(text)]
    if not found:
        return _said(items, item, "LR310", f"{text} [x](01-x.md)")
    words, target = found[0].groups()
    changed = rng.choice([words, f"[{words}]({target}x)", f"[{words}](09-else.md)", f"[{words}](#else)"])
    return _said(items, item, "LR310", text[: found[0].start()] + changed + text[found[0].end() :])


@_change("number changed, removed or added")
def _number(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text = _text(item)
    if text is None or item.kind in ("html", "code"):
        return None
    found = [*_NUMBER.finditer(text)]
    if not found:
        return _said(items, item, "LR311", f"{text} 1734") if item.kind != "table" else None
    place = rng.choice(found)
    word = {"nl": "zeventien", "en": "seventeen"}[lang]
    new = rng.choice(["", str(int(place[0]) + 1), *([word] if place[0] != "17" else [])])
    return _said(items, item, "LR311", text[: place.start()] + new + text[place.end() :])


@_change("list item or table row removed")
def _fewer(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    lines = (_text(item) or "").split("\n")
    first = {"list": 1, "table": 3}.get(item.kind, len(lines))
    lines_out = range(first, len(lines))
    if not lines_out or any("    " in line[:4] for line in lines):
        return None
    out = rng.choice(lines_out)
    if _NOTE.search(lines[out]) or _IMAGE.search(lines[out]) or _LINK.search(lines[out]):
        return None
    code = {"list": "LR306", "table": "LR307 LR311"}[item.kind]
    return _said(items, item, code, "\n".join(lines[:out] + lines[out + 1 :]))


@_change("list item, table row or column added")
def _more(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    text = _text(item) or ""
    if item.kind == "list":
        return _said(items, item, "LR306", f"{text}\n{text.split(' ')[0] or '-'} Nog iets.")
    if item.kind == "table":
        lines = text.split("\n")
        column = ["| |", "|---|", *["| |"] * (len(lines) - 2)]
        wide = "\n".join(line[:-1] + more for line, more in zip(lines, column, strict=True))
        width = lines[0].count("|") - 1
        return _said(items, item, "LR307", rng.choice([wide, f"{text}\n|{' x |' * width}"]))
    return None


@_change("code changed")
def _code(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if item.kind != "code":
        return None
    source = item.block.source.replace("= ", "= 1")  # type: ignore[union-attr]
    return _other(items, item, "LR306", Verbatim("code", source))


@_change("include of another path or other lines")
def _include(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    if not isinstance(item.block, Include):
        return None
    path = f"{lang}/{'lang' if 'kort' in item.block.path else 'kort'}.md"
    new = rng.choice([replace(item.block, path=path), replace(item.block, lines="1")])
    return _other(items, item, "LR308", new)


@_change("left in the other language")
def _left(rng: random.Random, items: Items, item: Item, lang: str, pair: Pair) -> Altered | None:
    (other,) = (name for name in LANGUAGES if name != lang)
    theirs = next((i for i in flat(pair[other]) if i.uid == item.uid), None)
    if theirs is None or not isinstance(item.block, Paragraph) or _is_quoted(items, item):
        return None
    words = re.findall(r"[^\W\d_]+", re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]", "", _text(theirs) or ""))
    return _other(items, item, "LR312", theirs.block) if len(words) >= 14 else None


def _is_quoted(items: Items, item: Item) -> bool:
    outer = (
        o
        for o in flat(items)
        if isinstance(o.block, Callout) and o.block.kind in ("quote", "epigraph", "term")
    )
    return any(child.uid == item.uid for o in outer for child in flat(o.body))


def _is_only_child(items: Items, item: Item) -> bool:
    return any(len(outer.body) == 1 and outer.body[0].uid == item.uid for outer in flat(items))


def _among(items: Items, item: Item) -> tuple[Items, int]:
    """Return the blocks that a block stands among, and its place."""
    groups = [items, *(outer.body for outer in flat(items) if outer.body)]
    return next((group, at) for group in groups for at, one in enumerate(group) if one.uid == item.uid)


def _merging(one: str, other: str) -> bool:
    """Tell whether Markdown may make one block of two, or take one for a part of the other."""
    joins = ("list", "quotation", "dl", "code", "table")
    return one in joins and other in joins


def _merges(siblings: Items, at: int) -> bool:
    kinds = [item.kind for item in siblings]
    kinds[at], kinds[at + 1] = kinds[at + 1], kinds[at]
    return any(_merging(*kinds[n : n + 2]) for n in range(max(at - 1, 0), min(at + 2, len(kinds) - 1)))


def _is_long(item: Item) -> bool:
    """Tell whether a block can be known again: a sentence of a few words could be any."""
    text = _text(item)
    return item.kind in ("code", "include", "html") or bool(text and len(text) >= _LEAST) or bool(item.body)


def _can_be_told(one: Item, other: Item) -> bool:
    # Two callouts of a kind are told apart by what is in them, and not by their place.
    if isinstance(one.block, Callout) and isinstance(other.block, Callout) and one.kind == other.kind:
        return False
    return one.block != other.block and (one.kind != other.kind or (_is_long(one) and _is_long(other)))


def _citing(pair: Pair, note: str) -> list[int]:
    return [i.uid for items in pair.values() for i in flat(items) if f"[^{note}]" in (_text(i) or "")]


def _defining(pair: Pair, note: str) -> frozenset[int]:
    return frozenset(
        i.uid
        for items in pair.values()
        for i in flat(items)
        if isinstance(i.block, Note) and i.block.id == note
    )


def alterations(pair: Pair, seed: int) -> Iterator[tuple[str, str, str, Altered]]:
    """Yield each kind of difference in blocks of each kind: its name, the kind, the language, and itself."""
    rng = random.Random(seed)
    for name, change in CHANGES.items():
        by_kind: dict[str, list[tuple[str, Item]]] = {}
        for lang in LANGUAGES:
            for item in flat(pair[lang]):
                by_kind.setdefault(_sort(pair[lang], item), []).append((lang, item))
        for kind, places in by_kind.items():
            for lang, item in rng.sample(places, len(places)):
                made = change(rng, pair[lang], item, lang, pair)
                if made and made.items != pair[lang]:
                    yield name, kind, lang, made
                    break


def _sort(items: Items, item: Item) -> str:
    inside = any(child.uid == item.uid for outer in items for child in flat(outer.body))
    kind = item.block.kind if isinstance(item.block, Callout) else item.kind
    return f"{kind} in a callout" if inside else kind
