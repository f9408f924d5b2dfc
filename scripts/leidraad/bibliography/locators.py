"""The place in a source, in words that pandoc knows on a page of that language."""

from __future__ import annotations

import re
from functools import cache

from leidraad.locales import Locale

# For each kind of place: the word that pandoc's locale has for it, and the other ways to write it.
_WORDS = {
    "nl": [
        "pagina",
        "hoofdstuk",
        "§",
        "paragraaf",
        "volume",
        "deel",
        "nummer",
        "regel",
        "vers",
        "n.",
        "figuur",
    ],
    "en": ["page", "chapter", "§", "paragraph", "volume", "part", "issue", "line", "verse", "note", "figure"],
}
_WRITTEN = (
    "p pp page pages pagina pagina's pagina’s pag blz bladz",
    "h hst hfst hfdst hoofdst hoofdstuk hoofdstukken ch chs chap chaps chapter chapters",
    "§ §§ sectie secties section sections sec sect",
    "par paragraaf paragrafen para paras paragraph paragraphs alinea",
    "vol vols volume volumes",
    "dl deel delen part parts pt pts",
    "nr nrs nummer nummers no nos number numbers issue",
    "r regel regels line lines",
    "vers verzen verse verses",
    "n nt noot noten note notes",
    "fig figs figuur figuren figure figures",
)
# The name of each in a locale's table.
_NAMES = "page chapter section section volume volume number line verse note figure".split()  # noqa: SIM905


def normalise(source: str, locale: Locale) -> str:
    """Return a citation with the words for a place, in whatever language, in those of a page.

    Args:
        source: the citation: `[zie @a, hfst. 3]`.
        locale: the language of the page; what its table has as the first word of a place, pandoc has to know.
    """
    words, place = _known(locale.code, tuple(locale.tables["locators"].items()))
    return place.sub(lambda m: f"{m['key']}{words[m['word'].lower()]} ", source)


@cache
def _known(code: str, table: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return each word for a place with the one that pandoc knows, and the pattern of a place."""
    own = dict(table)
    names = _WORDS.get(code) or [own[name].split()[0] for name in _NAMES]
    known = {word: names[at] for at, words in enumerate(_WRITTEN) for word in words.split()}
    if code not in _WORDS:
        known |= {word.rstrip(".").lower(): line.split()[0] for line in own.values() for word in line.split()}
    words = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    place = re.compile(
        rf"(?P<key>@(?:\{{[^{{}}]*\}}|[^\s,;\]{{}}]+)(?:\s*,\s*|\s+)\{{?)(?P<word>{words})"
        r"(?:\.\s*|\s+|(?<=§)|(?<=p)(?=\d))(?=[\divxlcdm(])",
        re.IGNORECASE,
    )
    return known, place
