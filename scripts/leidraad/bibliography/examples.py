"""What each rule about references.bib says, with an entry that breaks it beside one that does not."""

from __future__ import annotations

_LETTER = "@misc{Bowlby1988,\n  author = {Bowlby, John},\n  title = {Letter},\n  date = {1958}\n}\n"
_TIE = ",\n  related = {bowlby1988},\n  relatedtype = {reprintof}"
_BOOK = "@book{bowlby1988,\n  author = {Bowlby, John},\n  title = {A Secure Base},\n  date = {1988}%s\n}\n"
_ARTICLE = (
    "@article{bretherton1992,\n  author = {Bretherton, Inge},\n  title = {The origins of attachment},\n"
    "  journaltitle = {Developmental Psychology},\n  date = {1992}%s\n}\n"
)
_PAGE = (
    "@online{who,\n  author = {{World Health Organization}},\n  title = {Mental health at work},\n"
    "  date = {2022},\n  url = {https://www.who.int/}%s\n}\n"
)

EXAMPLES: dict[str, tuple[str, str, str]] = {
    "LR120": (
        "An entry of references.bib, or the file, cannot be read. Mend it where the finding says.",
        "@book{bowlby1988,\n  title = {A Secure Base\n",
        _BOOK % "",
    ),
    "LR121": (
        "An entry lacks what its type requires. Add the field.",
        "@book{bowlby1988,\n  title = {A Secure Base},\n  date = {1988}\n}\n",
        _BOOK % "",
    ),
    "LR122": (
        "An ISBN or ISSN has a wrong check digit. Copy it anew.",
        _ARTICLE % ",\n  issn = {0012-1640}",
        _ARTICLE % ",\n  issn = {0012-1649}",
    ),
    "LR123": (
        "A DOI has an impossible shape. Write it from `10.` on.",
        _ARTICLE % ",\n  doi = {0012-1649.28.5.759}",
        _ARTICLE % ",\n  doi = {10.1037/0012-1649.28.5.759}",
    ),
    "LR124": (
        "A range of pages, of an entry or in a note, runs backwards. Mend it; 759-75 is short for 759-775.",
        _ARTICLE % ",\n  pages = {775--759}",
        _ARTICLE % ",\n  pages = {759--775}",
    ),
    "LR125": (
        "A key is that of two entries, or of two that differ only in case. Rename or remove one.",
        _BOOK % "" + _LETTER,
        _BOOK % "",
    ),
    "LR131": (
        "The same work has two keys. Keep one, or tie editions with `related` and `relatedtype`.",
        _BOOK % "" + (_BOOK % "").replace("bowlby1988", "bowlby").replace("Secure Base", "secure base"),
        _BOOK % "" + (_BOOK % _TIE).replace("{bowlby1988,\n  author", "{b2,\n  author"),
    ),
    "LR146": (
        "An entry has an address and no day on which it was read. Add `urldate`.",
        _PAGE % "",
        _PAGE % ",\n  urldate = {2024-05-01}",
    ),
}
