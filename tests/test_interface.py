"""Every word of the interface is in the language of its place: of the page, or of a text that stands in."""

from __future__ import annotations

import json
import re
import string
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import material
import pytest

import three
from leidraad import locales
from sites import Site

pytestmark = pytest.mark.slow

SHOWN = ("labels", "group", "notes", "site", "index", "answers")
_DATA = re.compile("data-(?!md-|leidraad)")
SAID = ("aria-label", "aria-description", "title", "alt", "placeholder", "value", "label")


@cache
def values(lang: str) -> frozenset[str]:
    """Return what the interface says in a language, Material's own words included."""
    tables = tomllib.loads(three.german()) if lang == "de" else locales.load(lang).tables
    found = {text for table in SHOWN for text in tables[table].values() if isinstance(text, str)}
    found |= set(tables["site"]["months"])
    theirs = Path(str(material.__file__)).parent / f"templates/partials/languages/{lang}.html"
    words = re.findall(r'^  "([\w.]+)": "(.+?)",?$', theirs.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(found | {text for key, text in words if key != "language" and "config" not in key})


@cache
def pieces(lang: str) -> frozenset[str]:
    """Return what the interface says without what is filled in."""
    return frozenset(
        piece.strip(" ,.:‘’“”").casefold()
        for value in values(lang)
        for text, *_ in string.Formatter().parse(value.replace("#", "{}"))
        for piece in [text]
    )


@cache
def strange(lang: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return what only other languages say: whole, and as a pattern of what is long enough to stand out."""
    others = frozenset.union(*(pieces(other) for other in three.LANGS if other != lang)) - pieces(lang)
    own = " ".join(sorted(pieces(lang)))
    words = {piece for piece in others if len(piece) > 2}
    long = sorted(word for word in words if (" " in word or len(word) > 7) and word not in own)
    return frozenset(words), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long))})(?!\w)")


def said(site: Site) -> Iterator[tuple[str, str, str, bool]]:
    """Yield every word that readers see or hear: page, language, text, and whether an author wrote it."""
    for file, page in site.pages.items():
        for text in page.texts:
            # The one title of the page for missing addresses is in all languages.
            if text.tags[-1] != "title" or file != "404.html":
                yield file, text.lang, text.text, "leidraad-text" in text.classes
        for element in page.elements:
            for name, value in element.attributes.items():
                if name in SAID or (_DATA.match(name)):
                    yield file, element.lang, value, False
        html = (site.folder / file).read_text(encoding="utf-8")
        if config := re.search(r'<script id="__config"[^>]*>(.*?)</script>', html, re.DOTALL):
            for text in json.loads(config[1])["translations"].values():
                yield file, page.elements[0].lang, text, False


@pytest.mark.parametrize("name", ["folders", "own"])
def test_no_word_of_one_language_is_on_the_pages_of_another(name: str, site_of: Callable[[str], Site]):
    wrong = set()
    for file, lang, text, is_chapter in said(site_of(name)):
        words, pattern = strange(lang)
        # What a script fills in is called by a name that no reader sees.
        plain = " ".join(re.sub(r"\{\w+\}", "…", text).split()).casefold()
        if plain.strip(" ,.:‘’“”") in words or (not is_chapter and pattern.search(plain)):
            wrong.add((file, lang, text))
    assert wrong == set()


def test_what_the_interface_says_is_seen_in_every_language(site_of: Callable[[str], Site]):
    seen: dict[str, set[str]] = {lang: set() for lang in three.LANGS}
    for _, lang, text, _ in said(site_of("folders")):
        seen[lang].add(text.strip(" ,.:").casefold())
    for lang, texts in seen.items():
        assert len(texts & (pieces(lang) - pieces("nl" if lang == "en" else "en"))) > 20
