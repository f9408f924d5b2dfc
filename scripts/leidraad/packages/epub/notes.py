"""Notes: a reference shows its note where it stands; behind the text each has its number and its way back."""

from __future__ import annotations

from leidraad.packages.epub.markup import TYPE, E, Element, kinds, replace, x


def place(root: Element) -> None:
    """Make the notes of a page, in place, what reading systems show beside their references."""
    for link in root.iter(x("a")):
        if link.get("class") == "footnote-ref":
            link.set(TYPE, "noteref")
        elif link.get("class") == "footnote-backref":
            link.set(TYPE, "backlink")
            # The same as its name.
            link.attrib.pop("title", None)
    listed = next((each for each in root if each.get("class") == "footnote"), None)
    if listed is None:
        return
    title = next((each for each in listed if each.get("class") == "footnote__title"), None)
    label = listed.get("aria-label", "") if title is None else "".join(title.itertext())
    section = E.section(kinds({"class": "notes", "type": "footnotes", "role": "doc-endnotes"}), E.h2(label))
    items = (item for item in listed.iter(x("li")) if item.get("id", "").startswith("fn:"))
    for number, item in enumerate(items, start=1):
        section.append(_note(item, number))
    replace(listed, section)


def _note(item: Element, number: int) -> Element:
    note = E.aside(kinds({"class": "note", "type": "footnote", "role": "doc-footnote", "id": item.get("id")}))
    note.extend(item)
    first = note[0] if len(note) and note[0].tag == x("p") else None
    if first is None:
        first = E.p()
        note.insert(0, first)
    mark = E.span({"class": "note__number"}, f"{number}.")
    mark.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, mark)
    return note
