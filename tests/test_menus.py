"""Menus of a large handbook: what is near the page, in order, and never more of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from leidraad import locales
from leidraad.pages import contents, menus
from leidraad.pages.menus import NEAR, Menu, Way

CONTENTS = "inhoud/"
# Near ones, the first one, two gaps, and one that a gap would take the room of, at either end.
MOST = 2 * NEAR + 6

Shape = list[Any]
"""The items of a level: a level below it, or what a leaf is."""

leaves = st.sampled_from(["page", "page", "page", "link"])
levels = st.recursive(
    st.lists(leaves, min_size=1, max_size=40),
    lambda below: st.lists(st.one_of(leaves, below), min_size=1, max_size=40),
    max_leaves=12,
)


class Once(list[StructureItem]):
    """Items that nobody may go through once they are known."""

    is_known = False

    def __iter__(self) -> Iterator[StructureItem]:
        assert not self.is_known
        return super().__iter__()


def navigation(shape: Shape) -> Navigation:
    """Return a navigation of a shape, as MkDocs makes it."""
    pages: list[Page] = []
    config = MkDocsConfig()
    config.load_dict({"site_name": "Boek"})

    def level(shape: Shape, parent: Section | None) -> Once:
        items = Once()
        for kind in shape:
            item: StructureItem
            if isinstance(kind, list):
                item = Section(f"Deel {len(pages)}", [])
                item.parent = parent
                item.children = level(kind, item)
            elif kind == "page":
                file = File(f"nl/{len(pages)}.md", "docs", "site", True)
                item = Page(f"Les {len(pages)}", file, config)
                pages.append(item)
            else:
                item = Link("Elders", "https://example.org/")
            item.parent = parent
            items.append(item)
        return items

    return Navigation(level(shape, None), pages)


def menu_of(nav: Navigation) -> Menu:
    """Return the menus of a navigation, which is not gone through again."""
    menu = Menu(nav, locales.load("nl"), CONTENTS)
    levels = [nav.items]
    for items in levels:
        levels += [item.children for item in list(items) if isinstance(item, Section)]
        items.is_known = True
    return menu


def level_of(page: Page, nav: Navigation) -> list[tuple[list[StructureItem], StructureItem]]:
    """Return the levels on the way to a page, each with the item on it that leads on."""
    way = [page, *page.ancestors][::-1]
    levels = [nav.items, *(section.children for section in way[:-1])]
    return list(zip(levels, way, strict=True))


def count(gap: StructureItem | None) -> int:
    return int(gap.title.split()[1]) if isinstance(gap, Way) else 0


@given(st.lists(levels, min_size=1, max_size=4).map(lambda parts: [*parts[0], *parts[1:]]), st.data())
def test_a_menu_holds_the_page_and_what_is_near_it_in_order(shape: Shape, data: st.DataObject):
    nav = navigation(shape)
    if not nav.pages:
        return
    menu = menu_of(nav)
    page = data.draw(st.sampled_from(nav.pages))
    page.active = True
    shown = menu.near(page)
    assert shown.pages is nav.pages
    assert shown.homepage is nav.homepage
    first, *items = shown.items
    assert (first.title, first.url) == (f"Alle {len(nav.pages)} pagina’s", f"{CONTENTS}#{page.file.src_uri}")
    for whole, on_the_way in level_of(page, nav):
        assert len(items) <= MOST
        at = next(at for at in range(len(whole)) if whole[at] is on_the_way)
        before = next((item for item in items if item.title.endswith("hiervoor…")), None)
        after = next((item for item in items if item.title.endswith("hierna…")), None)
        there = [item for item in items if item is not before and item is not after]
        # Each item is itself, or stands for the one that has its title at its place.
        start, end = count(before), len(whole) - count(after)
        expected = [whole[0], *(whole[at] for at in range(start + 1, end))]
        assert [item.title for item in there] == [item.title for item in expected]
        assert start <= max(0, at - NEAR)
        assert end >= min(len(whole), at + NEAR + 1)
        assert count(before) != 1
        assert count(after) != 1
        for item, real in zip(there, expected, strict=True):
            if isinstance(item, Section):
                assert real is on_the_way
                assert item.active
                assert item.parent is real.parent
            elif isinstance(real, Section):
                assert not item.children
                assert not item.active
                assert item.url in {each.url for each in leaves_of(real)}
            else:
                assert item is real
        items = next((item.children for item in there if isinstance(item, Section)), [page])
    assert any(item is page for item in items)


def leaves_of(section: Section) -> Iterator[Any]:
    for at in range(len(section.children)):
        child = section.children[at]
        if isinstance(child, Section):
            yield from leaves_of(child)
        else:
            yield child


def test_what_is_left_out_is_counted_and_leads_to_its_place():
    nav = navigation([["page"] * 30, ["page"] * 30])
    *_, section, closed = menu_of(nav).near(nav.pages[15]).items
    titles = [item.title for item in section.children]
    assert titles[:3] == ["Les 0", "Nog 8 hiervoor…", "Les 9"]
    assert titles[-2:] == ["Les 21", "Nog 8 hierna…"]
    assert section.children[1].url == "inhoud/#nl/8.md"
    assert section.children[-1].url == "inhoud/#nl/22.md"
    assert (closed.title, closed.url) == ("Deel 30", nav.pages[30].url)


def test_a_page_outside_the_navigation_sees_the_beginning():
    nav = navigation(["page"] * 50)
    other = copy(nav.pages[0])
    first, *items, after = menu_of(nav).near(other).items
    assert first.url == CONTENTS
    assert [item.title for item in items] == [f"Les {number}" for number in range(2 * NEAR + 1)]
    assert after.title == f"Nog {50 - 2 * NEAR - 1} hierna…"


def test_a_page_that_stands_in_two_places_has_one_name_and_one_menu():
    nav = navigation([["page"] * 30, ["page"] * 30])
    twice = nav.pages[3]
    nav.items[1].children.append(twice)
    twice.parent = nav.items[1]
    ids = [entry.id for part in contents.outline(nav.items) for entry in part.children]
    assert ids.count(twice.file.src_uri) == 1
    assert len([name for name in ids if name]) == 60
    *_, section = menu_of(nav).near(twice).items
    assert section.title == "Deel 30"
    assert section.children[-1] is twice


def test_up_to_forty_pages_a_navigation_is_shown_whole():
    assert not menus.is_large(navigation(["page"] * 40))
    assert menus.is_large(navigation(["page"] * 41))


def test_a_section_without_pages_leads_where_its_links_do_and_an_empty_one_stays():
    nav = navigation([["link"], [], *["page"] * 45])
    _, elsewhere, empty, *_ = menu_of(nav).near(nav.pages[0]).items
    assert elsewhere.url == "https://example.org/"
    assert empty is nav.items[1]


def test_a_name_with_a_space_is_an_id_that_a_link_leads_to():
    nav = navigation(["page"] * 45)
    nav.pages[0].file.src_uri = "nl/één bladzijde.md"
    first, *_ = menu_of(nav).near(nav.pages[0]).items
    assert menus.anchor(nav.pages[0]) == "nl/één%20bladzijde.md"
    assert unquote(first.url.partition("#")[2]) == menus.anchor(nav.pages[0])
