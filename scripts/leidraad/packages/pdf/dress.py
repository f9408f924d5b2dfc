"""How a book looks: what the templates are told of its words, and of the colours and fonts of a brand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from leidraad.brand import schemes
from leidraad.brand.brand import Brand
from leidraad.brand.colours import Colour, mix
from leidraad.brand.fonts import Font
from leidraad.packages.pdf import faces
from leidraad.packages.pdf.whole import Book
from leidraad.packages.pdf.words import tongue
from leidraad.packages.staging import Staged

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"
_OURS = {"text": "Alegreya", "headings": "Alegreya", "interface": "Alegreya Sans"}
# Those that are in Typst itself: they have letters that ours lack.
_BEYOND = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")
_CODE = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math")
# How much of the accent is in the lines of the cover and in the ground of a case.
_LINES, _GROUND = 0.82, 0.07
# The thread of our own mark, over the whole cover; and rings on water, for everybody else's.
_THREAD = (
    '<path d="M150-10c28 70-36 130-6 196 22 48 92 44 98-6 4-34-46-44-50-8-5 52 96 70 128 10" '
    'stroke-width="{width}" stroke-linecap="round"/>'
)
_RINGS = "".join(
    f'<circle cx="205" cy="262" r="{radius}" stroke-width="0.7"/>' for radius in range(14, 290, 14)
)


def look(staged: Staged, book: Book, logo: str) -> str:
    """Return what the templates are told, as JSON.

    Args:
        staged: the site that the book is made of.
        book: the book.
        logo: the file of the picture on the cover, or "".
    """
    brand, locale = staged.brand, book.locale
    scheme = brand.colours["light"] if brand and brand.colours else schemes.LIGHT
    # Paper is white, and what is printed on it black: colours are for lines and for what opens something.
    white = Colour(255, 255, 255)
    accent = scheme["accent"]
    lang, region = (json.loads(part) if part != "none" else None for part in tongue(locale.code))
    told: Mapping[str, Any] = {
        "lang": lang or "en",
        "region": region,
        "page": locale.say("pdf", "page"),
        "accent": str(accent),
        "on-accent": str(scheme["paper"]),
        "ground": str(mix(accent, white, _GROUND)),
        "art": _art(str(mix(accent, scheme["paper"], _LINES)), is_ours=brand is None),
        "fonts": families(brand),
        "front": {**book.front, "logo": logo or None},
        "headings": book.headings,
        "depth": book.depth,
        "title": book.title,
        "author": book.author,
        "keywords": book.keywords,
        "date": [book.day.year, book.day.month, book.day.day] if book.day else None,
    }
    return json.dumps(told, ensure_ascii=False)


def families(brand: Brand | None) -> dict[str, list[str]]:
    """Return the fonts for each kind of text, the first of them that has a letter taken."""
    own = _own(brand)
    found = {
        role: [*([f"brand-{role}"] if role in own else []), ours, *_BEYOND] for role, ours in _OURS.items()
    }
    return {**found, "code": [*_CODE]}


def fonts(brand: Brand | None, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the fonts of a brand, each with a name for its file.

    Args:
        brand: the brand.
        folder: where its site is.

    Raises:
        LeidraadError: a font cannot be read.
    """
    for role, font in _own(brand).items():
        for face in font.faces:
            data = (folder / face.file).read_bytes()
            yield from faces.unpacked(data, f"brand-{role}", face)


def _own(brand: Brand | None) -> dict[str, Font]:
    return {font.role: font for font in brand.fonts if font.faces} if brand else {}


def _art(colour: str, *, is_ours: bool) -> str:
    """Return the drawing on the cover."""
    drawn = _THREAD.format(width=9) if is_ours else _RINGS
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" preserveAspectRatio="xMidYMid slice">'
        f'<g fill="none" stroke="{colour}">{drawn}</g></svg>'
    )
