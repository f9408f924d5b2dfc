"""The size of a logo, so that what stands beside it does not move when it comes."""

from __future__ import annotations

import re

from defusedxml.ElementTree import fromstring

from leidraad import patterns
from leidraad.preflight import pictures, svg
from leidraad.preflight.pictures import Size

_LENGTH = patterns.lazy(r"\s*(\d+(?:\.\d*)?|\.\d+)(?:px)?\s*")
_LARGEST = 10_000


def check(suffix: str, data: bytes) -> str:
    """Return what is wrong with a picture, in a sentence with the remedy; nothing where it is right.

    Args:
        suffix: what its name ends in, in lower case.
        data: the whole file.
    """
    if suffix != ".svg":
        return pictures.check_picture(suffix, data)
    found = svg.check_svg(data)
    return f"In its line {found[0]}: {found[2]}" if found else ""


def size(suffix: str, data: bytes) -> Size | None:
    """Return the width and height of a picture that is right, in some unit, and None where it has none."""
    if suffix != ".svg":
        return next(each for each in pictures.FORMATS if each.is_it(data)).measure(data)
    drawn = fromstring(data)
    given = [drawn.get("width", ""), drawn.get("height", "")]
    box = re.split(r"[\s,]+", drawn.get("viewBox", "").strip())
    for width, height in (given, box[2:] if len(box) == 4 else ("", "")):
        found = _LENGTH.fullmatch(width), _LENGTH.fullmatch(height)
        if found[0] and found[1]:
            shown = Size(*(round(float(each[1])) for each in found if each))
            if all(0 < side <= _LARGEST for side in shown):
                return shown
    return None
