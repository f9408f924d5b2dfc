"""Addresses: each page has one of its own, by its slug or its file's name, and may have had others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from leidraad import patterns
from leidraad.checks.finding import Finding
from leidraad.dialect import fronts
from leidraad.storage.files import is_device

SLUG = patterns.lazy(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What MkDocs, the theme and the search index write beside the pages.
RESERVED = frozenset({"404", "assets", "index", "sitemap"})
# What the schema says; a name of 256 bytes cannot be written.
_LONGEST = 100
_LONGEST_FORMER = 200

FORMER = "redirect_from"
_FORMER = patterns.lazy(r"(?:[^\W_][\w-]*/)*(?!index\b)[^\W_][\w-]*(?:\.html)?")


class Page(NamedTuple):
    """A page: its name for people, its path below the language's folder, and its text.

    One that `stands_in` for a translation has its address, but the old ones only where nobody else has them.
    """

    name: str
    path: PurePosixPath
    text: str
    stands_in: bool = False


def slug(text: str) -> object:
    """Return what the front matter gives as slug, which need not be one, or None."""
    return fronts.data(text).get("slug")


def former(path: PurePosixPath, given: object) -> dict[str, PurePosixPath | None]:
    """Return the addresses that a page had before, by how its author writes them; None for one that is none.

    Args:
        path: the page's, below the folder of its language.
        given: what its front matter says of them: a name in the page's folder, a path from the language's
            folder, which is known by a slash, or a list of these.
    """
    found: dict[str, PurePosixPath | None] = {}
    for item in given if isinstance(given, list) else [] if given is None else [given]:
        told = item.strip("/") if isinstance(item, str) else ""
        address = PurePosixPath(told) if "/" in str(item) else path.parent / told
        is_fit = all(len(part.encode()) <= _LONGEST_FORMER and not is_device(part) for part in address.parts)
        found[str(item)] = address if is_fit and _FORMER.fullmatch(told) else None
    return found


def check_addresses(pages: Sequence[Page], reserved: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield what is wrong with the addresses of one language's pages.

    Args:
        pages: every page of the language.
        reserved: names that are taken beside the usual ones: the other languages' folders.
    """
    taken: dict[PurePosixPath, str] = {}
    names = {*RESERVED, *reserved}
    for page in pages:
        given = slug(page.text)
        own = given is not None and page.path.stem != "index"
        if own and not (isinstance(given, str) and SLUG.fullmatch(given)):
            message = f"Slug ‘{given}’ cannot be an address; write lower-case letters, digits and hyphens."
            yield _finding(page, "LR408", message)
            continue
        if own and len(str(given)) > _LONGEST:
            message = f"The slug has {len(str(given))} characters, and {_LONGEST} is the most; shorten it."
            yield _finding(page, "LR408", message)
            continue
        if own and is_device(str(given)):
            message = f"Slug ‘{given}’ is the name of a device on Windows, which has no such folder; mend it."
            yield _finding(page, "LR408", message)
            continue
        address = page.path.with_name(str(given)) if own else page.path.with_suffix("")
        is_start = not own and page.path.stem == "index"
        if not is_start and (address.name == "index" or (len(address.parts) == 1 and address.name in names)):
            remedy = "choose another slug" if own else "give this page a slug, or its file another name"
            message = f"Address ‘{address}’ is taken by the site itself; {remedy}."
            yield _finding(page, "LR407", message)
            continue
        other = taken.setdefault(address, page.name)
        if other != page.name:
            why = ", where this page stands in for a translation" if page.stands_in else ""
            message = f"Address ‘{address}’ is taken by {other}{why}; give this page a slug of its own."
            yield _finding(page, "LR407", message)
    for page in pages:
        if not page.stands_in:
            yield from _check_former(page, taken, names)


def _check_former(page: Page, taken: dict[PurePosixPath, str], names: Collection[str]) -> Iterator[Finding]:
    """Yield which old addresses of a page cannot lead to it, and note in `taken` those that do."""
    given = fronts.data(page.text).get(FORMER)
    for item, address in former(page.path, given).items():
        if address is None:
            shown = f"{item[:_LONGEST]}…" if len(item) > _LONGEST else item
            message = f"Old address ‘{shown}’ cannot be one; write a slug, or a path such as `part/slug`."
            yield _finding(page, "LR408", message, FORMER)
            continue
        by_site = address.parts[0].removesuffix(".html") in names
        other = "the site itself" if by_site else taken.setdefault(address, page.name)
        if other != page.name:
            message = f"Old address ‘{address}’ is taken by {other}; remove it from `{FORMER}`."
            yield _finding(page, "LR407", message, FORMER)


def _finding(page: Page, code: str, message: str, key: str = "slug") -> Finding:
    lines = page.text.split("\n")
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith(f"{key}:")), 1)
    return Finding(page.name, line, 1, code, message)
