"""Fonts of a brand as Typst reads them: unpacked, of one weight each, and under a name of their role."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from leidraad.brand.fonts import FACES, Face
from leidraad.errors import LeidraadError

_STYLES = {"regular": "Regular", "italic": "Italic", "bold": "Bold", "bold_italic": "Bold Italic"}
# Family, style, unique name, full name and that of PostScript; then those that would go before them.
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_LARGER = (16, 17, 21, 22, 25)
_ITALIC, _BOLD, _REGULAR = 1 << 0, 1 << 5, 1 << 6


def unpacked(data: bytes, family: str, face: Face) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a face, by name; one that holds all weights is two of them.

    Raises:
        LeidraadError: it cannot be read.
    """
    names = [face.name]
    if face.is_variable and face.name in ("regular", "italic"):
        names.append("bold" if face.name == "regular" else "bold_italic")
    for name in names:
        try:
            yield f"{family}-{name}.ttf", _unpacked(data, family, name, face.is_variable)
        except Exception:
            # Whoever reads fonts meets errors of many kinds.
            raise LeidraadError(
                f"{face.file}: this font cannot be read for PDF; save it again as WOFF2."
            ) from None


@lru_cache(maxsize=24)
def _unpacked(data: bytes, family: str, name: str, is_variable: bool) -> bytes:
    """Return a face as TrueType or OpenType, under a name of its own."""
    from fontTools.ttLib import TTFont

    font: Any = TTFont(io.BytesIO(data), recalcTimestamp=False)
    weight, slant = FACES[name]
    if is_variable:
        from fontTools.varLib import instancer

        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        if "wght" in axes:
            axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
            axes["wght"] = min(max(float(weight), axis.minValue), axis.maxValue)
        font = instancer.instantiateVariableFont(font, axes)
    font.flavor = None
    table = font["name"]
    for number in (*_LARGER, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT):
        table.removeNames(nameID=number)
    style = _STYLES[name]
    postscript = family if name == "regular" else f"{family}-{style.replace(' ', '')}"
    told = {_FAMILY: family, _STYLE: style, _UNIQUE: postscript, _FULL: postscript, _POSTSCRIPT: postscript}
    for number, text in told.items():
        table.setName(text, number, 3, 1, 0x409)
    looks = font["OS/2"]
    looks.usWeightClass = int(weight)
    flags = (_ITALIC if slant == "italic" else 0) | (_BOLD if weight == "700" else 0)
    looks.fsSelection = (looks.fsSelection & ~(_ITALIC | _BOLD | _REGULAR)) | (flags or _REGULAR)
    font["head"].macStyle = (1 if weight == "700" else 0) | (2 if slant == "italic" else 0)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
