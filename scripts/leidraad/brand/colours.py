"""Colours that can be read: contrast as WCAG 2.2 counts it, and the nearest colour that has enough of it."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from leidraad import patterns

TEXT, EDGE = 4.5, 3.0
"""How much contrast text and the edge of a box need at least (WCAG 2.2, 1.4.3 and 1.4.11, level AA)."""

_HEX = patterns.lazy(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# Finer than the steps of a colour.
_HALVINGS = 10


class Colour(NamedTuple):
    """A colour of sRGB: red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


def parse(text: str) -> Colour | None:
    """Return the colour that `#rgb` or `#rrggbb` is, and None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return Colour(*bytes.fromhex(digits))


@lru_cache(4096)
def luminance(colour: Colour) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = (part / 255 for part in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return what `color-mix(in srgb, …)` shows of two colours.

    Args:
        one: the colour on top.
        other: the one beneath it.
        share: how much of the first, from 0 to 1.
    """
    return Colour(*(round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True)))


def nearest(colour: Colour, passes: Callable[[Colour], bool]) -> Colour | None:
    """Return the colour of the same hue that is nearest in lightness and passes, or None where none does.

    Args:
        colour: where to begin.
        passes: tells whether a colour will do; what does must lie on the way to black or to white.
    """
    if passes(colour):
        return colour
    hue, light, fullness = colorsys.rgb_to_hls(*(part / 255 for part in colour))

    def at(lightness: float) -> Colour:
        parts = colorsys.hls_to_rgb(hue, lightness, fullness)
        return Colour(*(min(255, max(0, round(part * 255))) for part in parts))

    found = []
    for end in (0.0, 1.0):
        # Contrast grows towards the end: where that will not do, nothing on the way there does.
        if not passes(at(end)):
            continue
        bad, good = light, end
        for _ in range(_HALVINGS):
            middle = (bad + good) / 2
            bad, good = (bad, middle) if passes(at(middle)) else (middle, good)
        found.append(good)
    return at(min(found, key=lambda lightness: abs(lightness - light))) if found else None
