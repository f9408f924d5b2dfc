"""When Python looks for garbage: seldom where there is little, and not at all where there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many more objects are there before Python looks which of them are of no use.
_OBJECTS = 20_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for garbage seldom meanwhile, and not among modules.

    A build leaves little, and to look takes a sixth of its time.
    """
    known = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *known[1:])
    try:
        yield
    finally:
        gc.set_threshold(*known)
        gc.unfreeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile, where all that is made is kept."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Let Python look for no garbage meanwhile, nor later among what is made: it is there to the end."""
    with uncollected():
        yield
        # As soon as Python looks again, it looks among all that is new.
        gc.freeze()
