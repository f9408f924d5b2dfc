"""Footnotes as a reader expects them: in reading order, each with its way back, in the page's language.

Python-Markdown numbers notes by definition, or breadth-first through the tree; either way a page with
callouts and lists counts 6, 3, 1. Here the finished tree is walked once, from top to bottom, and every
number, id and link is set anew; a link back says under which heading it arrives. A note that nothing refers
to is left out: `checks` reports it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import FN_BACKLINK_TEXT

from leidraad.dialect import tags
from leidraad.dialect.plain import plain
from leidraad.locales import Locale

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})


class Arrival(NamedTuple):
    """A reference as it is on the page: its note, its own id, and what it stands under, "" for the title."""

    note: str
    anchor: str
    place: str


class _Reference(NamedTuple):
    """A reference, its link, and what it stands under: a heading, a term, a callout's title or a note."""

    sup: Element
    link: Element
    place: str


def number(root: Element, locale: Locale) -> tuple[Arrival, ...]:
    """Give the notes of a page their numbers, in place; return the references, in reading order."""
    notes = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
    if notes is None:
        return ()
    title = next((plain(heading) for heading in root.iter("h1")), "")
    arrivals: list[Arrival] = []
    items = {_id(item.get("id", "")): item for item in notes.iter("li") if item.get("id")}
    references: dict[str, list[_Reference]] = {}
    waiting = [("", [element for element in root if element is not notes])]
    seen: set[str] = set()
    while waiting:
        # A note may refer to another one, which then follows those of the text.
        for place, elements in waiting:
            for reference in _references(elements, place):
                note = _id(reference.link.get("href", ""))
                same = references.setdefault(note, [])
                same.append(reference)
                place = reference.place
                arrivals.append(
                    Arrival(note, _reference_id(note, len(same)), place if place != title else "")
                )
        waiting = [
            (locale.say("notes", "reference", number=count), [items[note]])
            for count, note in enumerate(references, start=1)
            if note not in seen and note in items
        ]
        seen |= set(references)
    for count, (note, places) in enumerate(references.items(), start=1):
        for nth, reference in enumerate(places, start=1):
            _set_reference(reference.sup, note, count, nth, locale)
        _set_back_links(items[note], note, count, [reference.place for reference in places], locale)
    _replace(notes, [items[note] for note in references], locale)
    if not references:
        root.remove(notes)
    return tuple(arrivals)


def free_undefined(root: Element) -> None:
    """Turn each reference back into text whose note is not on the page: one defined inside another note."""
    defined = {_id(item.get("id", "")) for item in root.iter("li") if item.get("id")}
    for sup, link in _links(root):
        if _id(link.get("href", "")) not in defined:
            sup.remove(link)
            tag = tags.MARK.match(sup.tail or "")
            sup.tag, sup.text = "span", f"[^{_id(link.get('href', ''))}]{tag[0] if tag else ''}"
            sup.tail = (sup.tail or "")[tag.end() :] if tag else sup.tail
            sup.attrib.clear()


def _links(root: Element) -> list[tuple[Element, Element]]:
    """Return each reference of a page and its link, in reading order."""
    return [(sup, link) for sup in root.iter("sup") for link in sup if link.get("class") == "footnote-ref"]


def _references(elements: Iterable[Element], place: str = "") -> list[_Reference]:
    """Return each reference in or at `elements`, which stand under `place`, in reading order.

    A heading holds for what follows it in its parent, the name of a callout for what is in it.
    """
    found: list[_Reference] = []
    open_elements = [(place, iter(elements))]
    while open_elements:
        place, rest = open_elements.pop()
        child = next(rest, None)
        if child is None:
            continue
        if child.tag in _HEADINGS:
            place = plain(child) or place
        open_elements.append((place, rest))
        if child.tag == "section":
            place = child.get("aria-label") or place
        if child.tag == "sup":
            found += [_Reference(child, link, place) for link in child if link.get("class") == "footnote-ref"]
        open_elements.append((place, iter(child)))
    return found


def _set_reference(sup: Element, note: str, count: int, nth: int, locale: Locale) -> None:
    sup.set("id", _reference_id(note, nth))
    link = sup[0]
    link.text = str(count)
    link.set("role", "doc-noteref")
    link.set("aria-label", locale.say("notes", "reference", number=count))


def _set_back_links(item: Element, note: str, count: int, places: list[str], locale: Locale) -> None:
    """Give a note one link back for each place that refers to it, which says what place that is."""
    holder = next((p for p in item.iter() if any(map(_is_back_link, p))), None)
    if holder is None:
        holder = SubElement(item, "p")
    for link in filter(_is_back_link, list(holder)):
        holder.remove(link)
    for nth, place in enumerate(places, start=1):
        label = [locale.say("notes", "back", number=count)]
        if len(places) > 1:
            label.append(locale.say("notes", "back_nth", nth=nth, count=len(places)))
        if place:
            label.append(locale.say("notes", "back_under", place=place))
        link = SubElement(holder, "a")
        link.attrib.update(
            {
                "class": "footnote-backref",
                "href": f"#{_reference_id(note, nth)}",
                "role": "doc-backlink",
                "aria-label": ", ".join(label),
                "title": ", ".join(label),
            }
        )
        link.text = FN_BACKLINK_TEXT
        if len(places) > 1:
            SubElement(link, "sup").text = str(nth)
        link.tail = " " if nth < len(places) else None


def _is_back_link(element: Element) -> bool:
    return element.get("class") == "footnote-backref"


def _replace(notes: Element, items: list[Element], locale: Locale) -> None:
    """Put the notes in order, as a section that assistive technology can find."""
    for child in list(notes):
        if child.tag == "ol":
            child[:] = items
        elif child.tag == "hr":
            child.tag, child.text = "p", locale.say("notes", "heading")
            child.set("class", "footnote__title")
    notes.set("role", "doc-endnotes")
    notes.set("aria-label", locale.say("notes", "heading"))


def _id(target: str) -> str:
    """Return the author's id from `fn:id` or `#fn:id`."""
    return target.partition(":")[2]


def _reference_id(note: str, nth: int) -> str:
    return f"fnref:{note}" if nth == 1 else f"fnref{nth}:{note}"
