"""Fonts of a brand: whether a file is WOFF2, and the style sheet that lets pages use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

# The custom property that each sets, and the kind of letter that it mostly is.
ROLES: Mapping[str, tuple[str, str]] = {
    "text": ("--leidraad-serif", "serif"),
    "headings": ("--leidraad-headings", "serif"),
    "interface": ("--leidraad-sans", "sans-serif"),
}
_FALLBACKS = {"serif": "Georgia, serif", "sans-serif": "system-ui, sans-serif"}
FACES = {
    "regular": ("400", "normal"),
    "italic": ("400", "italic"),
    "bold": ("700", "normal"),
    "bold_italic": ("700", "italic"),
}
"""The weight and style of each face."""
_VARIATIONS = 47
_OWN_TAG = 63
_TRANSFORMED = {10, 11}
_SIGNATURE = b"wOF2"
_HEAD = 48


class Face(NamedTuple):
    """A face of a font: its name in `FACES`, its file in the site, and whether it holds all weights."""

    name: str
    file: str
    is_variable: bool


class Font(NamedTuple):
    """A font: its role, its faces, and the kind of letter that is shown where it is not there."""

    role: str
    faces: Sequence[Face]
    fallback: str


def check_woff2(data: bytes) -> str:
    """Return why a file is no whole WOFF2 font (https://www.w3.org/TR/WOFF2/), or nothing where it is one."""
    if not data.startswith(_SIGNATURE):
        return "This is no WOFF2 font, whatever its name says; make one of the .ttf or .otf file."
    if len(data) < _HEAD or int.from_bytes(data[8:12], "big") != len(data):
        return "This font is damaged or cut short; save it again."
    try:
        [*_tables(data)]
    except IndexError:
        return "This font is damaged; save it again."
    return ""


def is_variable(data: bytes) -> bool:
    """Tell whether a WOFF2 font holds all its weights: it has a table of what varies."""
    return _VARIATIONS in _tables(data)


def _tables(data: bytes) -> Iterator[int]:
    """Yield what the directory of a font says that is in it, by the numbers that WOFF2 has for tables."""
    at = _HEAD
    for _ in range(int.from_bytes(data[12:14], "big")):
        flags = data[at]
        table, version = flags & 0x3F, flags >> 6
        at += 5 if table == _OWN_TAG else 1
        at = _passed(data, at)
        # For these two alone, the version 3 is that of a table that is as it was.
        if (version != 3) if table in _TRANSFORMED else (version != 0):
            at = _passed(data, at)
        yield table


def _passed(data: bytes, at: int) -> int:
    """Return where the number ends that begins there: each byte but its last has the highest bit set."""
    while data[at] & 0x80:
        at += 1
    return at + 1


def sheet(fonts: Sequence[Font]) -> Iterator[str]:
    """Yield the rules that name fonts and let pages use them.

    A face that is not there at once is left for the next page, or the text would jump under its reader.
    """
    for font in fonts:
        for face in font.faces:
            weight, style = FACES[face.name]
            weight = "100 900" if face.is_variable else weight
            name = face.file.rpartition("/")[2]
            yield (
                f'@font-face {{\n  font-family: "brand-{font.role}";\n  src: url("{name}") format("woff2");\n'
                f"  font-weight: {weight};\n  font-style: {style};\n  font-display: optional;\n}}"
            )
    told = [f'  {ROLES[f.role][0]}: "brand-{f.role}", {_FALLBACKS[f.fallback]};' for f in fonts if f.faces]
    if told:
        yield "\n".join([":root {", *told, "}"])
