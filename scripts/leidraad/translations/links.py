"""What a text links to: in the handbook, where every language has the same pages, and elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from leidraad import patterns

_TEXT = r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]"
_LINK = patterns.lazy(rf"{_TEXT}\(\s*<?([^)\s>]+)")
_NAMED = patterns.lazy(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\[(?!\^)([^\]]*)\]")
_DEFINITION = patterns.lazy(r"^[ ]{0,3}\[(?!\^)([^\]]+)\]:\s*<?([^\s>]+)", re.MULTILINE)
_BARE = patterns.lazy(r"<(https?://[^\s<>]+)>")
_HREF = patterns.lazy(r"""\bhref\s*=\s*["']?([^"'\s>]+)""")
_FOLDER = patterns.lazy(r"^(?:\./)?(?:(?:\.\./)+([a-z]{2,3})/)?")
_ELSEWHERE = "../…/"
_MAIL = "mailto:"
_CODE = patterns.lazy(r"(?<![a-z])[a-z]{2}(?![a-z])")


def targets_of(definitions: Iterable[str]) -> dict[str, str]:
    """Return the addresses that definitions give a name, by that name in lower case."""
    found = (pair for source in definitions for pair in _DEFINITION.findall(source))
    return {_named(name): address for name, address in found}


def links(shown: str, targets: Mapping[str, str], lang: str) -> tuple[str, ...]:
    """Return what a text without code links to, without the folder of its language.

    Args:
        shown: the text.
        targets: the addresses that have a name.
        lang: the language.
    """
    found: list[str] = []
    if "](" in shown:
        found += _LINK.findall(shown)
    if targets and "][" in shown:
        named = (_named(name or text) for text, name in _NAMED.findall(shown))
        found += (targets[name] for name in named if name in targets)
    if "<" in shown:
        found += _BARE.findall(shown) + _HREF.findall(shown)
    # Each language may have an address of its own to write to.
    return tuple(_MAIL if link.startswith(_MAIL) else _at_home(link, lang) for link in found)


def _at_home(link: str, lang: str) -> str:
    """Return a link without the folder of its language; that of another one is the same in every language."""
    return _FOLDER.sub(lambda found: "" if found[1] in (None, lang) else _ELSEWHERE, link)


def without_own(
    missing: Counter[str], extra: Counter[str], langs: tuple[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """Return links, or pictures, without those of which each language may have its own.

    Args:
        missing: those of the source that the translation has not.
        extra: those of the translation.
        langs: the languages of both.
    """
    missing, extra = Counter(missing), Counter(extra)
    for one in [*missing.elements()]:
        for other in extra:
            if extra[other] > 0 and _are_own(one, other, langs):
                missing[one] -= 1
                extra[other] -= 1
                break
    return +missing, +extra


def _are_own(one: str, other: str, langs: tuple[str, str]) -> bool:
    """Tell whether two addresses may be what two languages have for one: `/nl/` and `/en/`, or two sites."""
    if "://" not in one or "://" not in other:
        named = (rf"(?<![A-Za-z]){re.escape(lang)}(?![A-Za-z])" for lang in langs)
        unnamed = [re.sub(name, "", text) for name, text in zip(named, (one, other), strict=True)]
        return unnamed[0] == unnamed[1]
    if {*_CODE.findall(one.lower())} != {*_CODE.findall(other.lower())}:
        return True
    mine, theirs = urlsplit(one), urlsplit(other)
    return mine.netloc != theirs.netloc and mine.path != theirs.path


def _named(name: str) -> str:
    return " ".join(name.lower().split())
