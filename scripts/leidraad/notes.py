"""Footnotes as a reader expects them: in reading order, each with its way back, in the page's language.

Python-Markdown numbers notes by definition, or breadth-first through the tree; either way a page with
callouts and lists counts 6, 3, 1. Here the finished tree is walked once, from top to bottom, and every
number, id and link is set anew. A note that nothing refers to is left out: `checks` reports it.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import FN_BACKLINK_TEXT

from leidraad import tags
from leidraad.locales import Locale


def number(root: Element, locale: Locale) -> None:
    """Give the notes of a page their numbers, in place."""
    notes = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
    if notes is None:
        return
    items = {_id(item.get("id", "")): item for item in notes.iter("li") if item.get("id")}
    references: dict[str, list[Element]] = {}
    waiting = [element for element in root if element is not notes]
    seen: set[str] = set()
    while waiting:
        # A note may refer to another one, which then follows those of the text.
        for element in waiting:
            for sup, link in _references(element):
                references.setdefault(_id(link.get("href", "")), []).append(sup)
        waiting = [items[note] for note in references if note not in seen and note in items]
        seen |= set(references)
    for count, (note, places) in enumerate(references.items(), start=1):
        for nth, sup in enumerate(places, start=1):
            _set_reference(sup, note, count, nth, locale)
        _set_back_links(items[note], note, count, len(places), locale)
    _replace(notes, [items[note] for note in references], locale)
    if not references:
        root.remove(notes)


def free_undefined(root: Element) -> None:
    """Turn each reference back into text whose note is not on the page: one defined inside another note."""
    defined = {_id(item.get("id", "")) for item in root.iter("li") if item.get("id")}
    for sup, link in _references(root):
        if _id(link.get("href", "")) not in defined:
            sup.remove(link)
            tag = tags.MARK.match(sup.tail or "")
            sup.tag, sup.text = "span", f"[^{_id(link.get('href', ''))}]{tag[0] if tag else ''}"
            sup.tail = (sup.tail or "")[tag.end() :] if tag else sup.tail
            sup.attrib.clear()


def _references(element: Element) -> list[tuple[Element, Element]]:
    """Return each reference in or at `element`: its `sup` and the link in it."""
    return [(sup, link) for sup in element.iter("sup") for link in sup if link.get("class") == "footnote-ref"]


def _set_reference(sup: Element, note: str, count: int, nth: int, locale: Locale) -> None:
    sup.set("id", _reference_id(note, nth))
    link = sup[0]
    link.text = str(count)
    link.set("role", "doc-noteref")
    link.set("aria-label", locale.say("notes", "reference", number=count))


def _set_back_links(item: Element, note: str, count: int, places: int, locale: Locale) -> None:
    """Give a note one link back for each place that refers to it."""
    holder = next((p for p in item.iter() if any(map(_is_back_link, p))), None)
    if holder is None:
        holder = SubElement(item, "p")
    for link in filter(_is_back_link, list(holder)):
        holder.remove(link)
    for nth in range(1, places + 1):
        label = "back" if places == 1 else "back_nth"
        link = SubElement(holder, "a")
        link.attrib.update(
            {
                "class": "footnote-backref",
                "href": f"#{_reference_id(note, nth)}",
                "role": "doc-backlink",
                "aria-label": locale.say("notes", label, number=count, nth=nth),
            }
        )
        link.text = FN_BACKLINK_TEXT
        if places > 1:
            SubElement(link, "sup").text = str(nth)
        link.tail = " " if nth < places else None


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
