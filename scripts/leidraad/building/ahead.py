"""Pages that copies of this process make ahead: they come to the store as if an earlier build had left them.

MkDocs comes to one page after another. Copies begin at the other end, and are ended when it comes to what
they have made. Nothing hangs on them: a page that none has made is made here, and so is one that a copy
cannot make, or of which something is to be said.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.structure.pages import Page

from leidraad.building.overhearing import unheard
from leidraad.storage.store import Kept, Store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

# Each holds some memory of its own, and what is left to do here takes as long however many there are.
MOST = 3
# Where none of so many pages was known, the others will not be either.
MISSED = 4
# To begin takes as long as two or three pages.
LEAST = 12
_ENDING = (signal.SIGINT, signal.SIGTERM)
_STREAMS = (0, 1, 2)


class _Copy(NamedTuple):
    """A copy at work.

    Attributes:
        process: itself.
        told: what comes from it: the place of a page, and what was kept of it.
        places: those of its pages, in the order in which it makes them.
    """

    process: ForkProcess
    told: Connection
    places: list[int]


class Ahead:
    """The pages of a language that are made next.

    Attributes:
        made: the names of the values that copies have made.
    """

    def __init__(self, store: Store) -> None:
        """Begin with no page.

        Args:
            store: where pages are kept, and where those that are made ahead come to.
        """
        self.made: set[str] = set()
        self._store = store
        self._count = copies()
        self._copies: list[_Copy] = []
        self._pages: Sequence[Page] = ()
        self._places: dict[int, int] = {}
        self._make: Callable[[Page], object] = lambda page: None
        self._missed = 0

    def begin(self, pages: Sequence[Page], make: Callable[[Page], object]) -> None:
        """Take note which pages come next, and end what has been done for others.

        Args:
            pages: all of them, in the order in which MkDocs comes to them.
            make: makes one, which does nothing but keep it in the store.
        """
        self.stop()
        self._pages, self._make = pages, make
        self._places = {id(page): place for place, page in enumerate(pages)}
        self._missed = 0

    def known(self, page: Page, name: str, key: str) -> Any:
        """Return what the store has of a page that MkDocs has come to.

        Args:
            page: the page.
            name: that of the value.
            key: its key.
        """
        place = self._places.get(id(page), -1)
        for copy in [*self._copies]:
            self._take(copy, place)
        found = self._store.get(name, key)
        self._missed = self._missed + 1 if found is None else 0
        if not self._store.keeps:
            self.stop()
        elif self._missed == MISSED and not self._copies:
            self._start(range(place + 1, len(self._pages)))
        return found

    def stop(self) -> None:
        """End every copy."""
        self._pages, self._places = (), {}
        while self._copies:
            self._end(self._copies[-1])

    def _take(self, copy: _Copy, place: int) -> None:
        """Keep what a copy has made, and end it where the rest has been made here."""
        try:
            while copy.told.poll():
                made, kept = copy.told.recv()
                copy.places.remove(made)
                for each in kept:
                    self._store.take(each)
                    self.made.add(each.name)
        except (EOFError, OSError):
            copy.places.clear()
        if not any(each > place for each in copy.places):
            self._end(copy)

    def _start(self, places: range) -> None:
        count = min(self._count, len(places) // LEAST)
        for number in range(count):
            # Without it the pages are made here.
            with suppress(OSError):
                self._start_one([*reversed(places)][number::count])

    def _start_one(self, places: list[int]) -> None:
        # It takes as long to import as a page to make, and most builds need none of it.
        from multiprocessing import current_process, get_context

        if current_process().daemon:
            # Such a process may have none of its own.
            return
        context = get_context("fork")
        told, tell = context.Pipe(duplex=False)
        process = context.Process(target=self._work, args=(tell, places), daemon=True)
        # What ends a process must not get lost while it becomes two.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            with warnings.catch_warnings():
                # It is said of every process with threads; ours wait for programs, and hold nothing.
                warnings.simplefilter("ignore", DeprecationWarning)
                process.start()
            self._copies.append(_Copy(process, told, places))
        except OSError:
            told.close()
            raise
        finally:
            tell.close()
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def _end(self, copy: _Copy) -> None:
        self._copies.remove(copy)
        copy.process.kill()
        copy.process.join()
        copy.told.close()

    def _work(self, tell: Connection, places: list[int]) -> None:
        """Make pages, in a copy."""
        for each in _ENDING:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        _let_go(tell.fileno())
        self._count, self._copies = 0, []
        kept: list[Kept] = []
        self._store.divert(kept.append)
        with unheard():
            for place in places:
                # The process itself comes to it as well, and says what is wrong with it.
                with suppress(Exception):
                    self._make(self._pages[place])
                tell.send((place, kept))
                kept.clear()


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


def copies() -> int:
    """Return how many copies of this process are worth while, and 0 where the system copies none safely."""
    return min(len(os.sched_getaffinity(0)) - 1, MOST) if sys.platform == "linux" else 0
