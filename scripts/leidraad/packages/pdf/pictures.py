"""The pictures of a book: drawn in its pages, or from files of its site, and from nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from leidraad.backmatter import figures

KINDS = frozenset((".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
"""What Typst draws."""

_SVG = "http://www.w3.org/2000/svg"
# A parser of HTML reads names in lower case, of which SVG has others.
_NAMES = {name.lower(): name for name in (*figures.ELEMENTS, *figures.ATTRIBUTES)}


@dataclass(slots=True)
class Pictures:
    """The pictures of a book.

    Attributes:
        folder: where its site is.
        lang: its language.
        font: the family that the words in a drawing are in.
        letters: what stands for letters in them that no font has, by their code points.
        files: the bytes of each, by its name.
        sources: the address in the site of those that are files there, by their names.
    """

    folder: Path
    lang: str
    font: str
    letters: Mapping[int, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, source: str) -> str:
        """Return the name of a picture by its address in the site, or "" where it cannot be shown."""
        path = (self.folder / unquote(source.partition("?")[0].partition("#")[0])).resolve()
        suffix = path.suffix.lower()
        # What is not of this site is asked of nobody.
        if ":" in source or suffix not in KINDS or not path.is_relative_to(self.folder.resolve()):
            return ""
        if not path.is_file():
            return ""
        data = path.read_bytes()
        name = self._keep(self._spoken(data) if suffix == ".svg" else data, suffix)
        self.sources.setdefault(name, source)
        return name

    def draw(self, drawing: Any) -> str:
        """Return the name of a drawing that is in a page."""
        return self._keep(self._written(_cased(drawing)), ".svg")

    def _keep(self, data: bytes, suffix: str) -> str:
        name = f"pictures/{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        self.files[name] = data
        return name

    def _spoken(self, data: bytes) -> bytes:
        """Return a drawing of a file in the language of the book."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            return data
        if b"systemLanguage" in data:
            figures.speak(root, self.lang)
        return self._written(root)

    def _written(self, root: Any) -> bytes:
        for each in root.iter():
            # What a screen has of its own is another font on every machine.
            if each is root or "font-family" in each.attrib:
                each.set("font-family", self.font)
            if self.letters:
                each.text, each.tail = (
                    text and text.translate(self.letters) for text in (each.text, each.tail)
                )
        return bytes(etree.tostring(root, encoding="utf-8", with_tail=False))


def alternative(drawing: Any) -> str:
    """Return what a drawing in a page shows, in words, and take these out of it."""
    texts = [drawing.get("aria-label", "")]
    for each in [*drawing.iter("title", "desc")]:
        if each.tag == "desc":
            texts.append(" ".join(each.text_content().split()))
        each.drop_tree()
    return ". ".join(text.rstrip(".") for text in texts if text)


def _cased(element: Any) -> Any:
    """Return an element of a page as SVG."""
    made = etree.Element(f"{{{_SVG}}}{_NAMES.get(element.tag, element.tag)}", nsmap={None: _SVG})
    for name, value in element.attrib.items():
        if ":" not in name:
            made.set(_NAMES.get(name, name), value)
    made.text, made.tail = element.text, element.tail
    made.extend(_cased(child) for child in element if isinstance(child.tag, str))
    return made
