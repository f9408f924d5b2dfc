"""The place in a source, in words that pandoc knows on a page of that language."""

from __future__ import annotations

import re

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
_KIND = {word: at for at, words in enumerate(_WRITTEN) for word in words.split()}
_PLACE = re.compile(
    r"(?P<key>@(?:\{[^{}]*\}|[^\s,;\]{}]+)(?:\s*,\s*|\s+)\{?)"
    rf"(?P<word>{'|'.join(sorted(map(re.escape, _KIND), key=len, reverse=True))})"
    r"(?:\.\s*|\s+|(?<=§)|(?<=p)(?=\d))(?=[\divxlcdm(])",
    re.IGNORECASE,
)


def normalise(source: str, lang: str) -> str:
    """Return a citation with the words for a place, in whatever language, in those of `lang`.

    Args:
        source: the citation: `[zie @a, hfst. 3]`.
        lang: `nl` or `en`; of any other language pandoc has to know the words itself.
    """
    words = _WORDS.get(lang)
    if words is None:
        return source
    return _PLACE.sub(lambda m: f"{m['key']}{words[_KIND[m['word'].lower()]]} ", source)
