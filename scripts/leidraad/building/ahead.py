"""Pages that copies of this process make ahead: they come to the store as if an earlier build had left them.

MkDocs comes to one page after another. Copies begin at the other end, and are ended when it comes to what
they have made; while the pages of a language are printed, one goes on with those of the next, from the first.
Nothing hangs on them: a page that none has made is made here, and so is one that a copy cannot make, or of
which something is to be said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from mkdocs.structure.pages import Page

from leidraad.building.copying import Copied, Tell, copied, copies
from leidraad.storage.store import Kept, Store

# Where none of so many pages was known, the others will not be either.
MISSED = 4
# To begin takes as long as two or three pages.
LEAST = 12


class _Copy(NamedTuple):
    """A copy at work on pages of the language that MkDocs is at.

    Attributes:
        copied: itself, which tells the place of a page, and what was kept of it.
        places: those of its pages, in the order in which it makes them.
    """

    copied: Copied
    places: list[int]


class Ahead:
    """The pages that are made next.

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
        # What is at work on the next language, and tells what it keeps.
        self._further: Copied | None = None
        self._unclaimed: set[str] = set()
        self._is_copy = self._is_worth_while = False
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
        self._end_copies()
        self._pages, self._make = pages, make
        self._places = {id(page): place for place, page in enumerate(pages)}
        self._missed, self._is_worth_while = 0, False

    def go_further(self, make: Callable[[], object]) -> None:
        """Let a copy make the pages of the next language, if those of this one were not known either.

        Args:
            make: makes them, in the order in which MkDocs will come to them.
        """
        if self._is_worth_while:
            self._further = copied(lambda tell: self._make_further(tell, make))

    def listen(self) -> None:
        """Keep what has been made of the next language until now, so that its copy can go on."""
        if self._further:
            try:
                for kept in self._further.heard():
                    self._keep(kept)
                    self._unclaimed.add(kept.name)
            except (EOFError, OSError):
                self._end_further()

    def known(self, page: Page, name: str, key: str) -> Any:
        """Return what the store has of a page that MkDocs has come to.

        Args:
            page: the page.
            name: that of the value.
            key: its key.
        """
        place = self._places.get(id(page), -1)
        self.listen()
        for copy in [*self._copies]:
            self._take(copy, place)
        found = self._store.get(name, key)
        self._missed = self._missed + 1 if found is None else 0
        self._unclaimed.discard(name)
        if self._missed and self._further and not self._unclaimed:
            # It has come no farther: of the pages behind this one, others make the last ones first.
            self._end_further()
            self._missed = MISSED
        if not self._store.keeps:
            self.stop()
        elif self._missed == MISSED and not self._copies:
            self._start(range(place + 1, len(self._pages)))
        return found

    def stop(self) -> None:
        """End every copy, and this process if it is one: it has made all that it is for."""
        if self._is_copy:
            os._exit(0)
        self._end_copies()
        self._end_further()

    def _take(self, copy: _Copy, place: int) -> None:
        """Keep what a copy has made, and end it where the rest has been made here."""
        try:
            for made, kept in copy.copied.heard():
                copy.places.remove(made)
                for each in kept:
                    self._keep(each)
        except (EOFError, OSError):
            copy.places.clear()
        if not any(each > place for each in copy.places):
            self._copies.remove(copy)
            copy.copied.end()

    def _keep(self, kept: Kept) -> None:
        self._store.take(kept)
        self.made.add(kept.name)

    def _start(self, places: range) -> None:
        count = min(self._count, len(places) // LEAST)
        self._is_worth_while |= count > 0
        for number in range(count):
            self._start_one([*reversed(places)][number::count])

    def _start_one(self, places: list[int]) -> None:
        # Without it the pages are made here.
        if copy := copied(lambda tell: self._make_some(tell, places)):
            self._copies.append(_Copy(copy, places))

    def _end_copies(self) -> None:
        self._pages, self._places = (), {}
        while self._copies:
            self._copies.pop().copied.end()

    def _end_further(self) -> None:
        if self._further:
            self._further.end()
            self._further = None
        self._unclaimed.clear()

    def _make_some(self, tell: Tell, places: list[int]) -> None:
        """Make pages of the language at work, in a copy."""
        kept: list[Kept] = []
        self._become(kept.append)
        for place in places:
            # The process itself comes to it as well, and says what is wrong with it.
            with suppress(Exception):
                self._make(self._pages[place])
            tell((place, kept))
            kept.clear()

    def _make_further(self, tell: Tell, make: Callable[[], object]) -> None:
        """Make pages of the next language, in a copy, until this is stopped."""
        self._become(tell)
        make()

    def _become(self, tell: Callable[[Kept], object]) -> None:
        """Be of a copy, which has none of its own and keeps nothing itself."""
        self._count, self._copies, self._further, self._is_copy = 0, [], None, True
        self._store.divert(tell)
