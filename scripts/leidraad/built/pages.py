"""What a built page refers to, defines and runs: the one reading of a page, for all that look at the site."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from leidraad.built import elements, references
from leidraad.built.references import Reference

# https://html.spec.whatwg.org/#attr-script-type, and https://mimesniff.spec.whatwg.org/#javascript-mime-type.
_RUNS = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*"
)


class Held(NamedTuple):
    """What stands in a page: a script that runs, a style sheet, a `style` attribute, the page's language."""

    kind: Literal["script", "style", "attribute", "lang"]
    text: str


@dataclass(slots=True, eq=False)
class Part:
    """A part of a page, wherever it stands; two of them are the same only if one is the other.

    Attributes:
        references: the addresses in it.
        ids: the names that it gives, to which a link can lead.
        held: what stands in it.
        is_whole: it ends where an element or a text does.
    """

    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A built page.

    Attributes:
        file: its path in the site.
        parts: what it says; an item of the navigation is a part of other pages too, and is the same there.
    """

    file: str
    parts: tuple[Part, ...]

    @property
    def lang(self) -> str:
        """Return the language that the page says to be in."""
        return next((held.text for part in self.parts for held in part.held if held.kind == "lang"), "")

    def ids(self) -> Counter[str]:
        """Return how often each name is given that a link can lead to."""
        return Counter(name for part in self.parts for name in part.ids)


_NOTHING = Part()
# Where pages are cut: behind each item of the navigation, which is the same on the others of its folder.
_CUT = "</li>"
_LONGEST = 4000
_END = "<leidraad-end>"


def text(data: bytes) -> str:
    """Return a page as a browser reads it: something stands for what is no UTF-8, and lines end alike."""
    html = data.decode("utf-8", "replace")
    return html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html


class Reader:
    """Reads the pages of one site, and what is the same on all of them only once."""

    def __init__(self) -> None:
        self._known: dict[str, Part] = {}

    def read(self, file: str, html: str) -> Page:
        """Return what a page holds.

        Args:
            file: its path in the site.
            html: what is in it.
        """
        texts = html.split(_CUT)
        parts = list(map(self._known.get, texts))
        if None in parts:
            for at, text in enumerate(texts):
                if parts[at] is None:
                    parts[at] = part = self._part(text + _CUT)
                    if not part.is_whole:
                        # A script or a comment goes on in the next line.
                        parts[at:] = [self._part(_CUT.join(texts[at:]))]
                        break
                    if len(text) <= _LONGEST:
                        self._known[text] = part
        return Page(file, tuple(part for part in parts if part is not None and part is not _NOTHING))

    def _part(self, text: str) -> Part:
        # What is still open holds the mark that is put behind it.
        *pieces, last = elements.pieces(text + _END)
        is_whole = last == _END
        if not is_whole:
            pieces.append(last.removesuffix(_END))
        said = [
            part for piece in pieces if "=" in piece or piece[:2] in ("<s", "<S") if (part := _said(piece))
        ]
        if is_whole and len(said) < 2:
            return said[0] if said else _NOTHING
        references = dict.fromkeys(each for part in said for each in part.references)
        ids = [name for part in said for name in part.ids]
        held = [each for part in said for each in part.held]
        return Part(tuple(references), tuple(ids), tuple(held), is_whole)


@lru_cache(maxsize=10_000)
def _said(piece: str) -> Part | None:
    """Return what a piece of a page says, or None for nothing, as a comment does."""
    element = elements.element(piece)
    if element is None:
        return None
    tag, attributes, text = element
    names = (attributes.get("id"), attributes.get("name") if tag == "a" else None)
    ids = tuple(dict.fromkeys(name for name in names if name))
    held = []
    if style := attributes.get("style"):
        held.append(Held("attribute", style))
    if tag == "script" and text and "src" not in attributes and _runs(attributes.get("type", "")):
        held.append(Held("script", text))
    if tag == "style" and text:
        held.append(Held("style", text))
    if tag == "html" and "lang" in attributes:
        held.append(Held("lang", attributes["lang"]))
    part = Part(tuple(references.of(element)), ids, tuple(held))
    return part if part.references or part.ids or part.held else None


def _runs(kind: str) -> bool:
    """Tell whether a browser runs a script of a type; it leaves data alone."""
    return bool(_RUNS.fullmatch(kind.strip().lower()))
