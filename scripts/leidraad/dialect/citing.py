"""Citations as pandoc writes them: `[see @bowlby1988, p. 11; @ainsworth1978]`.

The grammar is that of pandoc's manual, “Citation syntax”, for citations in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from leidraad import patterns
from leidraad.locales import Locale

CITATION = r"\[(?!\^)[^\[\]]*@[^\[\]]*\](?!\()"
"""What may be a citation: brackets with an at sign, which are no link with an address behind it."""

_KEY = patterns.lazy(
    r"(?<![\w@.])(?P<bare>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[:.#$%&+?<>~/-]?\w)*))"
)
_NUMBER = r"(?:\d\w*|[ivxlcdm]+\b)"
_BETWEEN = r"\s*[–—,&-]\s*"
# Works have places of their own: ‘Meditation XVII’, ‘scene 2’.
_OTHER_PLACE = patterns.lazy(r",\s*[^\W\d_]+\.?\s+(?P<value>(?!(?:1[5-9]|20)\d\d\b)\d[\w:.–-]*|[IVXLCDM]+\b)")
_SPACE = patterns.lazy(r"\s+")


class Locator(NamedTuple):
    """A place in a work: what is counted (`page`, `chapter`, …, "" for another) and the number as written."""

    label: str
    value: str


class Cite(NamedTuple):
    """One work in a citation, with what stands before and after its key."""

    key: str
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""


class Citation(NamedTuple):
    """A citation as the author wrote it, on one line, and the works in it."""

    source: str
    cites: tuple[Cite, ...]


def parse(source: str, locale: Locale) -> Citation | None:
    """Return the citation that a text in brackets is, or None where a part of it cites nothing."""
    source = _SPACE.sub(" ", source).strip()
    cites = [_cite(part, locale) for part in source[1:-1].split(";")]
    found = tuple(cite for cite in cites if cite)
    return Citation(source, found) if len(found) == len(cites) else None


def keys(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key in a text, and where it ends."""
    for match in _KEY.finditer(text):
        yield match["braced"] or match["key"], match.end()


def _cite(part: str, locale: Locale) -> Cite | None:
    match = _KEY.search(part)
    if match is None or _KEY.search(part, match.end()):
        # Works are parted by semicolons.
        return None
    rest = part[match.end() :].strip()
    found = _locator(locale).match(rest)
    if found is None:
        # ‘especially p. 3’
        found = next((f for f in _locator(locale).finditer(rest) if f["value"]), None)
    key = match["braced"] or match["key"]
    prefix = part[: match.start()].strip()
    if found is None:
        other = _OTHER_PLACE.match(rest)
        return Cite(key, prefix, Locator("", other["value"]) if other else None, rest.strip(" ,"))
    label = next((name for name in locale.tables["locators"] if found[f"is_{name}"]), "page")
    value = _SPACE.sub("", found["value"] or found["pages"])
    locator = Locator(label, value.replace("—", "–").replace("-", "–"))
    suffix = f"{rest[: found.start()]} {rest[found.end() :]}"
    return Cite(key, prefix, locator, suffix.strip(" ,"))


def _locator(locale: Locale) -> re.Pattern[str]:
    """Return the pattern of a locator at the start of what stands behind a key.

    A number without a word counts pages; a Roman number needs the word.
    """
    return _compiled(tuple(locale.tables["locators"].items()))


@cache
def _compiled(terms: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    words = "|".join(
        rf"(?P<is_{name}>{'|'.join(map(re.escape, sorted(words.split(), key=len, reverse=True)))})"
        for name, words in terms
    )
    pages = rf"\d\w*(?:{_BETWEEN}\d\w*)*"
    return re.compile(
        rf",?\s*\{{?(?:(?:{words})\s*(?P<value>{_NUMBER}(?:{_BETWEEN}{_NUMBER})*)|(?P<pages>{pages}))\}}?",
        re.IGNORECASE,
    )
