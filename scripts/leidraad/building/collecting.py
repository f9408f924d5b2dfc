"""Python looks seldom for garbage while it builds, which leaves little: to look takes a sixth of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many more objects are there before Python looks which of them are of no use.
_OBJECTS = 20_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for garbage seldom meanwhile, and not among modules."""
    known = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *known[1:])
    try:
        yield
    finally:
        gc.set_threshold(*known)
        gc.unfreeze()
