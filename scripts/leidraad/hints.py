"""The guess at what was meant that ends a message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str], otherwise: str, shape: str = "‘{}’") -> str:
    """Return a sentence with the nearest of `known` in the given shape, or `otherwise` where none is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean {shape.format(near[0])}?" if near else otherwise
