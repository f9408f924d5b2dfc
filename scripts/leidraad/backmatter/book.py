"""The whole book of a language on one page, to be printed: every id its own, every link within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape

from leidraad import patterns
from leidraad.backmatter.leading import moved, target
from leidraad.backmatter.pieces import Leaf, Sheet, listed
from leidraad.locales import Locale

_ATTRIBUTE = patterns.lazy(
    r'(?<=\s)(id|name|for|headers|href|src|aria-(?:controls|describedby|details|labelledby|owns))="([^"]*)"'
    r"(?=[^<>]*>)"
)
_HEADING = patterns.lazy(r"(</?h)([1-6])(?=[\s>])")
_PERMALINK = patterns.lazy(r'<a class="headerlink"[^<>]*>.*?</a>', re.DOTALL)
_COMMENT = patterns.lazy(r"<!--.*?-->", re.DOTALL)
# The names of blocks hold within a page.
_BLOCK = patterns.lazy(r' data-block="[^"]*"(?=[^<>]*>)')


def sections(parts: Sequence[Sheet], url: str, locale: Locale) -> dict[str, str]:
    """Return the section that each page is in the book, by its address.

    Args:
        parts: the pages, in the order of the book.
        url: the address of the page that holds them all.
        locale: the language.
    """
    places = _places(part.leaf.url for part in parts)
    return {part.leaf.url: _section(part, places, url, locale) for part in parts}


def sections_again(
    known: Mapping[str, str], parts: Iterable[Sheet], url: str, locale: Locale
) -> dict[str, str]:
    """Return the sections of a book of which some pages are others than they were.

    Args:
        known: the sections as they were.
        parts: those pages, some of which need not be in the book.
        url: the address of the page that holds them all.
        locale: the language.
    """
    places = _places(known)
    anew = (part for part in parts if part.leaf.url in known)
    return {**known} | {part.leaf.url: _section(part, places, url, locale) for part in anew}


def whole(leaves: Iterable[Leaf], sections: Mapping[str, str]) -> str:
    """Return the sections of a book as one, and what they are before them.

    Args:
        leaves: the pages of the language, in the order of the book.
        sections: the sections by their addresses, in the same order.
    """
    places = _places(sections)
    contents = listed((leaf, f"#{places[leaf.url]}") for leaf in leaves if leaf.url in places)
    inner = "\n".join(sections.values())
    return f'<div class="leidraad-index leidraad-index--book" data-unsearched>\n{contents}\n{inner}\n</div>'


def _places(urls: Iterable[str]) -> dict[str, str]:
    """Return what the ids of each page begin with, by its address."""
    return {url: f"p{number}" for number, url in enumerate(urls, start=1)}


def _section(part: Sheet, places: Mapping[str, str], url: str, locale: Locale) -> str:
    leaf = part.leaf
    prefix = places[leaf.url]
    lang = f' lang="{leaf.lang}"' if leaf.lang else ""
    content = placed(part, places, url)
    content = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, 6)}", content)
    number = locale.say("site", "chapter", number=leaf.number) if leaf.number else ""
    above = f'<p class="leidraad-index__number">{escape(number)}</p>\n' if number else ""
    return f'<section class="leidraad-index__part" id="{prefix}"{lang}>\n{above}{content}\n</section>'


def placed(part: Sheet, places: Mapping[str, str], url: str) -> str:
    """Return the HTML of a page as it can stand in the book: its ids begin with its place there.

    Args:
        part: the page.
        places: the place of each page of the book, by its address.
        url: the address of the page that holds them all.
    """
    start = part.leaf.url
    content = _BLOCK.sub("", _COMMENT.sub("", _PERMALINK.sub("", part.content)))
    return _ATTRIBUTE.sub(lambda found: _attribute(found, start, places[start], places, url), content)


def _attribute(found: re.Match[str], start: str, prefix: str, places: Mapping[str, str], url: str) -> str:
    """Return an attribute as it has to be in the book."""
    name, value = found[1], unescape(found[2])
    if name in ("href", "src"):
        return f'{name}="{escape(_address(value, start, prefix, places, url))}"'
    return f'{name}="{escape(" ".join(f"{prefix}-{each}" for each in value.split()))}"'


def _address(value: str, start: str, prefix: str, places: Mapping[str, str], url: str) -> str:
    if value.startswith("#"):
        return f"#{prefix}-{value[1:]}" if len(value) > 1 else f"#{prefix}"
    found = target(value, start)
    if found is None or found[0] not in places:
        return moved(value, start, url)
    place, anchor = places[found[0]], found[1][1:]
    return f"#{place}-{anchor}" if anchor else f"#{place}"
