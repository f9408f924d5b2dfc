"""The style sheet of a brand: custom properties for those of colours.css and leidraad.css, and its fonts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leidraad.brand import fonts
from leidraad.brand.colours import mix
from leidraad.brand.fonts import Font
from leidraad.brand.schemes import Scheme

_PROPERTIES = ("paper", "shade", "ink", "faint", "line", "edge")
# As in colours.css: what Material calls light and dark of the accent, on its way to the paper and the ink.
_LIGHTER = 0.85
_PLACES = {
    "light": ":root",
    "dark": '[data-md-color-scheme="slate"]',
}
_UNSCRIPTED = ".no-js body:not([data-md-color-media])"


def sheet(colours: Mapping[str, Scheme], letters: Sequence[Font]) -> str:
    """Return the style sheet, or nothing where a brand has no colours and no fonts.

    Args:
        colours: those of the light page and of the dark one, or none.
        letters: its fonts.
    """
    parts = [*fonts.sheet(letters)]
    if colours:
        # On paper every brand is black on white.
        rules = "\n".join(_rule(_PLACES[name], scheme) for name, scheme in colours.items())
        parts.append(f"@media screen {{\n{rules}\n}}")
        # As in colours.css.
        dark = _rule(_UNSCRIPTED, colours["dark"])
        parts.append(f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}")
    return "\n\n".join(parts) + "\n" if parts else ""


def _rule(place: str, scheme: Scheme) -> str:
    accent = scheme["accent"]
    told = {
        "--md-primary-fg-color": accent,
        "--md-primary-fg-color--light": mix(accent, scheme["paper"], _LIGHTER),
        "--md-primary-fg-color--dark": mix(accent, scheme["ink"], _LIGHTER),
    } | {f"--leidraad-{name}": scheme[name] for name in _PROPERTIES}
    lines = "\n".join(f"    {name}: {colour};" for name, colour in told.items())
    return f"  {place} {{\n{lines}\n  }}"
