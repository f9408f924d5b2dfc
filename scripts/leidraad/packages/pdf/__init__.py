"""A course or a whole handbook as a book on paper: one tagged PDF a language, on A4 or A5.

`parts` makes of the pages of the site what can stand in a book: by `feet`, which puts notes where they are
first referred to, `checks`, which moves answers to the back, and `leading`, which lets links lead to pages.
`front` is what comes before them, `whole` all of it. `source` makes of that what Typst sets, by `setting`,
`blocks`, `callouts`, `tables` and `pictures`, with every text in a string of `words`; `letters` finds those
that no font has. `dress` tells the templates beside it how the book looks, `faces` unpacks the fonts of a
brand, and `printing` has Typst print it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from leidraad.packages.pdf import printing
from leidraad.packages.staging import Staged
from leidraad.storage import files


class Paper(StrEnum):
    """A size of paper: large, to write on and to hand out by the chapter, or that of a book."""

    A4 = "a4"
    A5 = "a5"


MOST_TOLD = 20
"""As many letters are told that no font has."""


def write(staged: Staged, lang: str, paths: Mapping[Paper, Path]) -> list[str]:
    """Write the book of a language as tagged PDF (PDF/UA-1); return what its author should know.

    Args:
        staged: the site that it is made of.
        lang: the language.
        paths: where, for each size of paper.

    Raises:
        LeidraadError: Typst is not installed, it cannot set the book, or a file cannot be written.
    """
    books, missing = printing.printed(printing.engine(), staged, lang, [*paths])
    files.write_all(dict(zip(paths.values(), books, strict=True)))
    if not missing:
        return []
    told = " ".join(missing[:MOST_TOLD]) + (" …" if len(missing) > MOST_TOLD else "")
    return [f"PDF, {lang}: no font has {told}; a □ stands for each. Give the brand a font that has them."]
