"""Notes at the foot of the page that they are first cited on: each put where it is first referred to."""

from __future__ import annotations

from typing import Any

NOTE = "note"
"""The class of a note that stands where it is first referred to."""


class Feet:
    """The notes of a page of the site that are not at the foot of a page of the book yet."""

    def __init__(self, section: Any) -> None:
        """Take the list of notes out of a page."""
        self._notes: dict[str, Any] = {}
        for found in section.find_class("footnote"):
            for item in found.iter("li"):
                if item.get("id"):
                    self._notes[item.get("id")] = item
            found.drop_tree()

    def place(self, element: Any) -> None:
        """Put each note into the mark that refers to it first in an element; a later one leads to it."""
        for link in [*element.iter("a")]:
            if link.get("class") != "footnote-ref":
                continue
            item = self._notes.pop(link.get("href", "")[1:], None)
            if item is None:
                link.set("class", "footnote-ref footnote-ref--again")
                continue
            for back in item.find_class("footnote-backref"):
                back.drop_tree()
            _trim(item)
            item.tag, item.tail = "aside", None
            item.set("class", NOTE)
            link.getparent().append(item)
            self.place(item)


def _trim(item: Any) -> None:
    """Take off the spaces that stood before the ways back, and paragraphs that held nothing else."""
    for last in [*item.iter("p")][-1:]:
        if not len(last) and not (last.text or "").strip(" \n\xa0"):
            last.drop_tree()
        elif len(last):
            last[-1].tail = (last[-1].tail or "").rstrip(" \n\xa0")
        else:
            last.text = (last.text or "").rstrip(" \n\xa0")
