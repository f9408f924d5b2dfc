"""Pictures that a page shows from a file: brought along, in the language of the book."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from leidraad.backmatter.figures import speak
from leidraad.backmatter.leading import target
from leidraad.errors import LeidraadError
from leidraad.packages.epub.markup import E, Element, replace, x

TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""What every reading system shows: https://www.w3.org/TR/epub-33/#sec-core-media-types."""


@dataclass(slots=True)
class Pictures:
    """The pictures of a book.

    Attributes:
        folder: where the site is.
        lang: the language of the book.
        files: the bytes of each, by its name in the book.
        has_unnamed: whether one of them is not described.
        has_drawn: whether a page shows any, from a file or drawn into it.
    """

    folder: Path
    lang: str
    files: dict[str, bytes] = field(default_factory=dict)
    has_unnamed: bool = False
    has_drawn: bool = False

    def bring(self, root: Element, url: str) -> None:
        """Bring along what a page shows, which has this address in the site.

        Raises:
            LeidraadError: a picture is of a kind that not all reading systems show.
        """
        for picture in [*root.iter(x("img"))]:
            self.has_unnamed |= "alt" not in picture.attrib
            if picture.get("src", "").startswith("data:image/"):
                continue
            found = target(picture.get("src", ""), url)
            path = self.folder / unquote(found[0].partition("?")[0]) if found else None
            if path is None or not path.is_file():
                # One of another site, or none: a book asks nobody for anything.
                replace(picture, E.span(picture.get("alt", "")))
                continue
            picture.set("src", self.add(path.name, path.read_bytes()))
            picture.set("alt", picture.get("alt", ""))
            above = picture.getparent()
            if above.tag == x("p"):
                above.set("class", f"{above.get('class', '')} pictured".strip())
            self.has_drawn = True
        for drawing in root.iter("{http://www.w3.org/2000/svg}svg"):
            is_ornament = drawing.get("aria-hidden") == "true"
            self.has_drawn |= not is_ornament
            self.has_unnamed |= not is_ornament and not drawing.get("aria-label")

    def add(self, name: str, data: bytes) -> str:
        """Add a picture, and return its name in the book.

        Raises:
            LeidraadError: it is of a kind that not all reading systems show.
        """
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in TYPES:
            raise LeidraadError(
                f"{name}: an EPUB cannot count on pictures of this kind; save it as PNG, JPEG, WebP or SVG."
            )
        if suffix == ".svg":
            data = _spoken(data, self.lang)
        called = f"picture-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
        self.files[called] = data
        return called


def _spoken(data: bytes, lang: str) -> bytes:
    """Return a picture with what it says in a language."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data
    if b"systemLanguage" not in data:
        return data
    speak(root, lang)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
