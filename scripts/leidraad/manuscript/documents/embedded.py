"""What a page shows that is no text of its own: films, other pages, drawings, fields to fill in.

Pandoc forgets all of it, with the words in it, and a list in which a box stands to tick falls apart.
"""

from __future__ import annotations

_KINDS = {
    "iframe": "frame", "object": "object", "applet": "object", "embed": "object", "canvas": "drawing",
    "audio": "medium", "video": "medium", "select": "field", "textarea": "field", "svg": "picture",
}  # fmt: skip
_TOLD = ("title", "aria-label", "placeholder", "data", "src", "poster")
_BOXES = frozenset(("checkbox", "radio"))
_FIELDS = frozenset(("", "text", "number", "date", "email", "tel", "url", "search", "range"))


class Embedded:
    """An element that is left out, while the page goes by: what it is, its words and its addresses."""

    def __init__(self, tag: str, given: dict[str, str]) -> None:
        """Take its tag and its attributes."""
        self.what = _KINDS.get(tag, "")
        self._words: list[str] = []
        self.enter(given)

    @property
    def words(self) -> str:
        """Return its words and its addresses, in one line."""
        return " ".join("".join(self._words).split())

    def enter(self, given: dict[str, str]) -> None:
        """Take the attributes of an element in it."""
        said = [given[key] for key in _TOLD if key in given and not given[key].startswith("data:")]
        self._words.append(f" {' '.join(said)} ")

    def take(self, text: str) -> None:
        """Take words that stand in it."""
        self._words.append(text)


def box(given: dict[str, str]) -> str:
    """Return the text that stands for a box to tick, or nothing where an input is none."""
    if given.get("type", "").lower() not in _BOXES:
        return ""
    return "[x] " if "checked" in given else "[ ] "


def filled_in(given: dict[str, str]) -> str:
    """Return what stands in an input that a reader can fill in."""
    if given.get("type", "").lower() not in _FIELDS:
        return ""
    return given.get("value") or given.get("placeholder", "")
