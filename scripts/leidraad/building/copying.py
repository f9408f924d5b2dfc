"""Copies of this process, which work beside it and tell it what they have made; nothing hangs on them."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from leidraad.building.overhearing import unheard

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

# Each holds some memory of its own, and what is left to do here takes as long however many there are.
MOST = 3
_ENDING = (signal.SIGINT, signal.SIGTERM)
_STREAMS = (0, 1, 2)

Tell = Callable[[object], None]
"""By what a copy tells the process that it is of; it waits until that has room for what it hears."""


class Copied(NamedTuple):
    """A copy at work.

    Attributes:
        process: itself.
        told: what comes from it.
    """

    process: ForkProcess
    told: Connection

    def heard(self) -> Iterator[Any]:
        """Yield what has come from it until now.

        Raises:
            EOFError: it has ended, and so has what it told.
            OSError: it cannot be heard any more.
        """
        while self.told.poll():
            yield self.told.recv()

    def end(self) -> None:
        """End it, wherever it is."""
        self.process.kill()
        self.process.join()
        self.told.close()


def copies() -> int:
    """Return how many copies of this process are worth while, and 0 where the system copies none safely."""
    return min(len(os.sched_getaffinity(0)) - 1, MOST) if sys.platform == "linux" else 0


def copied(work: Callable[[Tell], object]) -> Copied | None:
    """Copy this process.

    Args:
        work: what the copy does; of an error in it, nobody hears.

    Returns:
        The copy, or None where there is no room for it, or this process may have none.
    """
    # It takes as long to import as a page to make, and most builds need none of it.
    from multiprocessing import current_process, get_context

    if current_process().daemon:
        # Such a process may have none of its own.
        return None
    context = get_context("fork")
    # What ends a process must not get lost while it becomes two.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        told, tell = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(tell, work), daemon=True)
        with tell, warnings.catch_warnings():
            # It is said of every process with threads; ours wait for programs, and hold nothing.
            warnings.simplefilter("ignore", DeprecationWarning)
            try:
                process.start()
            except OSError:
                told.close()
                raise
        return Copied(process, told)
    except OSError:
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _work(tell: Connection, work: Callable[[Tell], object]) -> None:
    """Do what a copy is for."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    _let_go(tell.fileno())
    with unheard(), suppress(Exception):
        work(tell.send)


def _let_go(kept: int) -> None:
    """Close all that is open but what a copy tells by: it would hold locks, and pipes that others wait for.

    Args:
        kept: the descriptor that stays open.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for stream in _STREAMS:
        os.dup2(null, stream)
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in (*_STREAMS, kept):
            with suppress(OSError):
                os.close(int(name))
