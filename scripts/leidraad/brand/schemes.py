"""The colours of a light and a dark page: those of a brand, what follows from them, and what can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from leidraad.brand.colours import EDGE, TEXT, Colour, contrast, mix, nearest

Scheme = Mapping[str, Colour]
"""A colour for each name that `LIGHT` has."""

LIGHT: Scheme = {
    "accent": Colour(0x8A, 0x2C, 0x1D),
    "paper": Colour(0xFB, 0xF8, 0xF2),
    "shade": Colour(0xF4, 0xEE, 0xE2),
    "ink": Colour(0x28, 0x23, 0x1D),
    "faint": Colour(0x65, 0x5B, 0x4F),
    "line": Colour(0xDB, 0xD1, 0xC0),
    "edge": Colour(0x8A, 0x7D, 0x6C),
}
DARK: Scheme = {
    "accent": Colour(0xED, 0xA5, 0x8D),
    "paper": Colour(0x1E, 0x1B, 0x17),
    "shade": Colour(0x28, 0x24, 0x1F),
    "ink": Colour(0xE6, 0xDF, 0xD3),
    "faint": Colour(0xB3, 0xA9, 0x9B),
    "line": Colour(0x42, 0x3B, 0x33),
    "edge": Colour(0x8B, 0x80, 0x72),
}
"""Those of overrides/assets/stylesheets/colours.css, which a test compares with these."""

# How much of the ink is in each of these where a brand gives other paper or ink than ours.
_OF_INK = {"shade": 0.05, "faint": 0.72, "line": 0.16, "edge": 0.55}
# As colours.css mixes them.
_MARK, _TINT = 0.18, 0.12


class Pair(NamedTuple):
    """Two colours that our style sheets show one on the other, and the contrast that they need.

    `under` says how much of the accent lies over the one beneath, as it does below what is marked.
    """

    front: str
    back: str
    least: float
    under: float = 0.0

    def contrast(self, scheme: Scheme) -> float:
        """Return the contrast in a scheme."""
        back = scheme[self.back]
        if self.under:
            back = mix(scheme["accent"], back, self.under)
        return contrast(scheme[self.front], back)


PAIRS = (
    *(Pair(front, back, TEXT) for front in ("ink", "faint", "accent") for back in ("paper", "shade")),
    *(Pair("edge", back, EDGE) for back in ("paper", "shade")),
    # A word that was searched for, a note or a work that a reader came to, with the links in it.
    *(Pair(front, back, TEXT, _MARK) for front in ("ink", "accent") for back in ("paper", "shade")),
    Pair("faint", "paper", TEXT, _TINT),
)
"""Every pair of text or edges that our style sheets show."""


class Failure(NamedTuple):
    """A colour that cannot be read, or on which nothing can.

    Attributes:
        name: the one that a brand gives and is to change.
        pair: a pair that it is in.
        contrast: what that has.
        better: the nearest colour with which all can be read, or None.
    """

    name: str
    pair: Pair
    contrast: float
    better: Colour | None


def complete(given: Scheme, ours: Scheme, accent: Colour | None = None) -> dict[str, Colour]:
    """Return all colours of a scheme, those that are not given such that they can be read if that can be.

    Args:
        given: the colours that a brand gives.
        ours: those of a site without a brand.
        accent: what the accent goes by where it is not given.
    """
    is_ours = not {"paper", "ink"} & given.keys()
    made = {"paper": given.get("paper", ours["paper"])}
    made["ink"] = given.get("ink") or _readable("ink", ours["ink"], made)
    for name in ("shade", "line", "edge", "accent", "faint"):
        start = ours[name] if is_ours or name == "accent" else mix(made["ink"], made["paper"], _OF_INK[name])
        if name == "accent" and accent:
            start = accent
        made[name] = given.get(name) or _readable(name, start, made)
    return made


def _readable(name: str, start: Colour, made: Scheme) -> Colour:
    """Return a colour that can be read with those that are known, or the one to start from."""

    def passes(colour: Colour) -> bool:
        scheme = {**made, name: colour}
        return all(pair.contrast(scheme) >= pair.least for pair in PAIRS if _is_known(pair, scheme))

    return nearest(start, passes) or start


def _is_known(pair: Pair, scheme: Scheme) -> bool:
    needed = {pair.front, pair.back, *(["accent"] if pair.under else [])}
    return needed <= scheme.keys()


def failures(given: Scheme, ours: Scheme, accent: Colour | None = None) -> Iterator[Failure]:
    """Yield which of the given colours are to change, each once; for the arguments see `complete`."""
    scheme = complete(given, ours, accent)
    first: dict[str, Pair] = {}
    for pair in _failing(scheme, given):
        first.setdefault(_blamed(pair, given), pair)
    for name, pair in first.items():

        def passes(colour: Colour, name: str = name) -> bool:
            other = {**given, name: colour}
            return all(
                _blamed(each, given) != name for each in _failing(complete(other, ours, accent), given)
            )

        yield Failure(name, pair, pair.contrast(scheme), nearest(scheme[name], passes))


def _failing(scheme: Scheme, given: Scheme) -> list[Pair]:
    """Return the pairs that cannot be read; of those with a colour that follows only where that is all."""
    failing = [pair for pair in PAIRS if pair.contrast(scheme) < pair.least]
    return [pair for pair in failing if pair.front in given] or failing


def _blamed(pair: Pair, given: Scheme) -> str:
    """Return which of the given colours is to change: rather the one that is read than what it stands on."""
    names = (pair.front, *(["accent"] if pair.under else []), pair.back, "paper", "ink", "shade", "accent")
    return next(name for name in names if name in given)
