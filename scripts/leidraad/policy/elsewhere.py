"""Addresses that lead elsewhere: the schemes that a link may have, and which scheme an address has."""

from __future__ import annotations

import re

from leidraad import patterns

WEB = frozenset({"http", "https"})
SCHEMES = WEB | {"mailto", "tel"}
"""The schemes that a link may have; one without is within the site."""

SCHEME = r"[a-z][a-z0-9+.-]*"
"""How a scheme is written, without its colon, in a pattern that minds no case."""
OUTSIDE = tuple(f"{scheme}://" if scheme in WEB else f"{scheme}:" for scheme in sorted(SCHEMES))
"""How the addresses begin that a link may have to what is outside the site."""

_SCHEME = patterns.lazy(f"({SCHEME}):", re.IGNORECASE)


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters, or "" where it has none."""
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


def is_outside(address: str) -> bool:
    """Tell whether an address is one that a link may have to what is outside the site."""
    return address.lower().startswith(OUTSIDE)


def is_relative(address: str) -> bool:
    """Tell whether an address counts from the page or file that it stands in."""
    return not address.startswith("/") and not scheme_of(address)
