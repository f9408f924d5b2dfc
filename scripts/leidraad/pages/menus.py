"""The menu of a page: a small handbook's whole navigation, and of a large one what is near the page.

To print the whole navigation on every page costs the square of the number of pages, in time and in bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from urllib.parse import quote

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from leidraad.locales import Locale

WHOLE = 40
"""As many pages a menu shows whole."""
NEAR = 6
"""As many neighbours stand before an item, and after it, in the menu of a large handbook."""

# Material shows these as it shows the icon and the status of a page, and our style sheet knows them by it.
_ALL = {"icon": "material/format-list-bulleted-square", "status": "leidraad-all"}
_CLOSED = {"status": "leidraad-section"}
_GAP = {"status": "leidraad-gap"}


class Way(Link):
    """A plain link in a menu, of a kind."""

    def __init__(self, title: str, url: str, meta: Mapping[str, str]) -> None:
        super().__init__(title, url)
        self.meta = meta


def is_large(nav: Navigation) -> bool:
    """Tell whether a navigation is too long to stand on every page."""
    return len(nav.pages) > WHOLE


def anchor(item: StructureItem) -> str:
    """Return the id by which the contents page shows a page, the same in every language; "" for others."""
    if not isinstance(item, Page):
        return ""
    # No id may hold a space; no name holds a percent sign.
    return str(getattr(item.file, "norm_src_uri", item.file.src_uri)).replace(" ", "%20")


class Menu:
    """The menus of all pages of a large handbook, in one language.

    It goes through the navigation once; then a menu costs the same however long that is.
    """

    def __init__(self, nav: Navigation, locale: Locale, contents: str) -> None:
        """Begin with the navigation as all plugins have left it.

        Args:
            nav: the language's.
            locale: its words.
            contents: the address of its contents page, from that of the site.
        """
        self._nav = nav
        self._locale = locale
        self._contents = contents
        # By parent and item: a page may stand in several places.
        self._places: dict[tuple[int, int], int] = {}
        self._firsts: dict[int, StructureItem] = {}
        self._closed: dict[int, Way] = {}
        self._number(nav.items, None)

    def near(self, page: Page) -> Navigation:
        """Return the menu of a page: a link to all, and what is near, the sections open that hold the page.

        Every other section is a link to its first page. The items before and behind those that are near are
        counted, in links to their place on the contents page. A page that is not in the navigation is shown
        its beginning.
        """
        path = self._path(page)
        shown = copy(self._nav)
        every = self._locale.say("site", "all_pages", count=len(self._nav.pages))
        shown.items = [
            Way(every, self._to(page if path else None), _ALL),
            *self._level(self._nav.items, None, path),
        ]
        return shown

    def _number(self, items: Sequence[StructureItem], parent: Section | None) -> None:
        """Take note of the place of each item, and of what each section leads to."""
        for at, item in enumerate(items):
            self._places.setdefault((id(parent), id(item)), at)
            if isinstance(item, Section):
                self._number(item.children, item)
                firsts = [self._firsts.get(id(child), child) for child in item.children]
                # An empty section leads nowhere.
                ends = [first for first in firsts if not isinstance(first, Section)]
                if ends:
                    first = next((end for end in ends if isinstance(end, Page)), ends[0])
                    self._firsts[id(item)] = first
                    self._closed[id(item)] = Way(item.title, str(first.url), _CLOSED)  # type: ignore[attr-defined]

    def _path(self, page: Page) -> list[StructureItem]:
        """Return the way from the top of the navigation to a page; nothing where the page is not in it."""
        path: list[StructureItem] = []
        item: StructureItem | None = page
        # The i18n plugin takes away the sections of languages, which stay the parents of what they held.
        while item is not None:
            path.insert(0, item)
            if (id(None), id(item)) in self._places:
                return path
            item = item.parent
        return []

    def _level(
        self, items: Sequence[StructureItem], parent: Section | None, path: Sequence[StructureItem]
    ) -> Iterator[StructureItem]:
        """Yield what is shown of the items of one level."""
        here = self._places[id(parent), id(path[0])] if path else -1
        start, end = (here - NEAR, here + NEAR + 1) if path else (0, 2 * NEAR + 1)
        # The first item is always there: tabs lead to it, and it may be the section's own page. To tell of
        # one item that is left out takes as much room as the item.
        start = start if start > 2 else 0
        end = end if end < len(items) - 1 else len(items)
        if start:
            yield self._shut(items[0])
            yield self._gap("more_before", start - 1, items[start - 1])
        for at in range(start, end):
            item = items[at]
            if at == here and isinstance(item, Section):
                section = copy(item)
                section.children = [*self._level(item.children, item, path[1:])]
                yield section
            else:
                yield self._shut(item)
        if end < len(items):
            yield self._gap("more_after", len(items) - end, items[end])

    def _shut(self, item: StructureItem) -> StructureItem:
        return self._closed.get(id(item), item)

    def _gap(self, word: str, count: int, nearest: StructureItem) -> Way:
        place = self._to(self._firsts.get(id(nearest), nearest))
        return Way(self._locale.say("site", word, count=count), place, _GAP)

    def _to(self, item: StructureItem | None) -> str:
        """Return the address of an item on the contents page, or of the page where the item has none."""
        place = anchor(item) if item is not None else ""
        return f"{self._contents}#{quote(place)}" if place else self._contents
