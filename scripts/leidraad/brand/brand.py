"""What a brand is: its words in every language, its files, and what its pages are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from leidraad.brand.fonts import Font
from leidraad.brand.legal import Page
from leidraad.brand.schemes import Scheme
from leidraad.preflight.pictures import Size

HOME = "assets/brand/"
"""Where the files of a brand stand in the site, under names that tell nothing of where they came from."""

SHEET = f"{HOME}brand.css"
OVERRIDES = "overrides"

Words = Mapping[str, str]
"""A text for each language."""


class Picture(NamedTuple):
    """A picture: its file in the site, and its size where it tells one."""

    file: str
    size: Size | None


class Link(NamedTuple):
    """What the foot of a page leads to: a legal page in each language, or another site."""

    title: Words
    url: Words
    pages: Mapping[str, Page] = {}


@dataclass(slots=True)
class Brand:
    """What a brand says; a text has every language of the handbook, or there is none.

    Attributes:
        folder: where it stands.
        files: the bytes of what it puts on the site, by their paths there.
        texts: `site_name`, `site_description`, `licence`, `footer`, `feedback`, and `name` and `address` of
            the contact, where the brand has them.
        contact: `email`, `phone` and `website`, where the brand has them.
        logo: the pictures for a light page and for a dark one, which may be the same.
        favicon: the picture beside the name of the site in a browser.
        fonts: its fonts.
        legal: the links to legal pages, in order.
        colours: those of a light page and of a dark one; none where it has those of Leidraad.
    """

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, Words] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)
    logo: tuple[Picture, Picture] | None = None
    favicon: Picture | None = None
    fonts: Sequence[Font] = ()
    legal: Sequence[Link] = ()
    colours: Mapping[str, Scheme] = field(default_factory=dict)

    @property
    def overrides(self) -> Path | None:
        """Return the folder of its templates and assets, where it has one."""
        path = self.folder / OVERRIDES
        return path if path.is_dir() else None

    def pages(self, lang: str) -> dict[str, Page]:
        """Return its legal pages in a language, by their files in the site."""
        found = (link.pages.get(lang) for link in self.legal)
        return {page.file: page for page in found if page}
