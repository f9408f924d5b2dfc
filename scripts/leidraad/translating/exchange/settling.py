"""What came back, held against the chapter as it is now: what changes, what is up to date, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from unicodedata import normalize

from leidraad import patterns
from leidraad.translating.exchange import inline
from leidraad.translating.exchange.inline import Mark
from leidraad.translating.exchange.package import Delivery, Given, Head, flat, seal
from leidraad.translating.exchange.segments import amended, texts
from leidraad.translating.exchange.units import NONE, Item, Unit, print_of

_NEVER = patterns.lazy("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue003]")
_MUCH = 20_000
NO_SUCH_BLOCK = "it would not read as the block that it is; put it otherwise, or in by hand."

Carry = Callable[[str], str | None]


@dataclass(slots=True)
class Settled:
    """What a delivery comes to, by the numbers of the items of its chapter.

    Attributes:
        texts: every translation there is now, by the keys of the stretches.
        changed: those that the delivery changes.
        done: the items of which everything is translated and looked at.
        sources: what was translated, where the source says something else by now.
        problems: what is wrong, in sentences.
        told: what people should know, in sentences.
    """

    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    changed: dict[int, dict[str, str]] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    sources: dict[int, dict[str, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def settle(items: Sequence[Item], head: Head, delivery: Delivery, carry: Carry) -> Settled:
    """Return what a delivery comes to.

    Args:
        items: the chapter as it is now.
        head: what a file of it is about.
        delivery: what came back.
        carry: gives a citation in the words of the other language, or None where it cannot.
    """
    settled = Settled(problems=list(delivery.problems))
    twice = [name for name, times in Counter(given.id for given in delivery.units).items() if times > 1]
    if twice:
        settled.problems += [f"{name}: is in the file twice; have it sent back as it was." for name in twice]
        return settled
    units = [(number, unit) for number, item in enumerate(items) for unit in item.units]
    found = _matched([unit for _, unit in units], head, delivery, settled)
    finished = Counter[int]()
    for place, (number, unit) in enumerate(units):
        if unit.target:
            settled.texts.setdefault(number, {})[unit.key] = unit.target
        given = found.get(place)
        if given is None:
            continue
        item = items[number]
        text = inline.clean(given.target, is_verse=item.is_verse)
        if normalize("NFC", text) == normalize("NFC", unit.target):
            text = unit.target
        if text and given.print != print_of(text) and text != unit.target:
            text = _checked(item, unit, given, text, carry, settled.problems)
            if text and text != unit.target:
                settled.changed.setdefault(number, {})[unit.key] = text
                settled.texts.setdefault(number, {})[unit.key] = text
        is_now = bool(text) and text == settled.texts.get(number, {}).get(unit.key)
        finished[number] += is_now and given.is_done
        if not _is_same(given, unit):
            settled.sources.setdefault(number, {})[unit.key] = given.source
    for number, item in enumerate(items):
        if item.units and finished[number] == len(item.units):
            settled.done.add(number)
    return settled


def _matched(units: Sequence[Unit], head: Head, delivery: Delivery, settled: Settled) -> dict[int, Given]:
    """Return what came back of each unit, by its place: the same id and source, or source, or id."""
    found: dict[int, Given] = {}
    by_id = {unit.id: place for place, unit in enumerate(units)}
    waiting: list[Given] = []
    for given in delivery.units:
        if given.seal is not None and given.seal != _seal(head, given):
            what = "its id or source text is not as it was sent; have it sent back with those as they were."
            settled.problems.append(f"{given.id}: {what}")
        elif (place := by_id.get(given.id)) is not None and _is_same(given, units[place]):
            found[place] = given
        else:
            waiting.append(given)
    by_source: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if place not in found:
            by_source.setdefault(flat(unit.source), []).append(place)
    moved = []
    for given in waiting:
        if places := by_source.get(flat(given.source)):
            found[places.pop(0)] = given
        else:
            moved.append(given)
    for given in moved:
        place = by_id.get(given.id)
        if place is not None and place not in found:
            found[place] = given
        elif given.seal is None:
            settled.problems.append(f"{given.id}: is no unit of this chapter; remove it from the file.")
        elif given.target:
            settled.told.append(f"{given.id}: is in the source no more, so its translation was left out.")
    return found


def _seal(head: Head, given: Given) -> str:
    return seal(head, given.id, given.source, given.print or NONE)


def _is_same(given: Given, unit: Unit) -> bool:
    return flat(given.source) == flat(unit.source)


def _checked(item: Item, unit: Unit, given: Given, text: str, carry: Carry, problems: list[str]) -> str:
    """Return a new translation as it can be written, or nothing, with the problem that it has."""
    if (given.print or NONE) != unit.print:
        what = "its translation was changed here as well since it was sent; settle it in one of the two."
        problems.append(f"{unit.id}: {what}")
        return ""
    if _NEVER.search(text):
        problems.append(f"{unit.id}: holds a control character; remove it.")
        return ""
    if len(text) > max(_MUCH, 5 * len(given.source)):
        problems.append(f"{unit.id}: has {len(text)} characters, far more than its source; check it.")
        return ""
    wanted, old = inline.parse(given.source), inline.parse(unit.target)
    forms = dict(_forms(wanted, old, carry))
    made = inline.changed(inline.parse(text), lambda mark: _as_here(mark, forms))
    lost, invented = inline.differences(wanted, made, forms)
    was = sorted(mark.source for mark in inline.marks(old))
    if unit.target and unit.state == "final" and was == sorted(mark.source for mark in inline.marks(made)):
        # The author has settled on these.
        lost, invented = [], []
    if lost or invented:
        said = [f"lacks {_listed(lost)}"] * bool(lost) + [f"has {_listed(invented)} too many"] * bool(
            invented
        )
        problems.append(f"{unit.id}: {' and '.join(said)}; put its marks right.")
        return ""
    text = inline.source(made)
    if not _is_in_place(item, unit.key, text):
        problems.append(f"{unit.id}: {NO_SUCH_BLOCK}")
        return ""
    return text


def _is_in_place(item: Item, key: str, text: str) -> bool:
    """Tell whether a text stays the stretch that it is: `- ` at its start would make it an item of a list."""
    before = texts(item.source, is_verse=item.is_verse)
    after = texts(amended(item.source, {key: text}, is_verse=item.is_verse), is_verse=item.is_verse)
    return [*before] == [*after] and _plain(after[key]) == _plain(text)


def _plain(text: str) -> str:
    return unescape(text.replace("\\|", "|"))


def _forms(wanted: inline.Text, old: inline.Text, carry: Carry) -> Iterator[tuple[str, Mark]]:
    """Yield the marks that are written otherwise in the other language, by what they are in the source."""
    for mark in inline.marks(wanted):
        other = carry(mark.open) if mark.kind == "citation" and mark.close is None else None
        if other and other != mark.open:
            yield mark.source, Mark(mark.kind, other)
    yield from inline.counterparts(wanted, old).items()


def _as_here(mark: Mark, forms: Mapping[str, Mark]) -> Mark:
    """Return a mark as the language of the translation writes it."""
    other = forms.get(mark.source)
    if other is None or (other.close is None) != (mark.close is None):
        return mark
    return replace(mark, open=other.open, close=other.close)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"‘{' '.join(name.split()) or 'a line break'}’" for name in names)
