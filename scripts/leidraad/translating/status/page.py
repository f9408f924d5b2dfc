"""The state of translations as a page for authors, whole in itself; it is no part of the readers' site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from leidraad.translating import Translation
from leidraad.translating.status.count import NAMES, SHOWN, percent, place, words
from leidraad.translations.words import changes


def page(found: Sequence[Translation], *, is_detailed: bool) -> str:
    """Return an HTML page with a row for each chapter, and below it each block that is not up to date."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = percent
    tags = {"gone": "del", "new": "ins"}
    return environment.get_template("page.html").render(
        found=found,
        states=SHOWN,
        names=NAMES,
        words=words,
        changes=lambda old, new: [(tags.get(kind), piece) for kind, piece in changes(old, new)],
        place=place,
    )
