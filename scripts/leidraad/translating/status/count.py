"""How much of a translation is in which state, counted in words of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from leidraad.translating import Translation
from leidraad.translations.states import Standing, State

SHOWN: tuple[State, ...] = ("translated", "unconfirmed", "stale", "missing")
NAMES: Mapping[State, str] = {
    "translated": "translated",
    "unconfirmed": "not accepted",
    "stale": "stale",
    "missing": "missing",
    "extra": "extra",
}
NOT_STALE = "No translation is made stale."
"""What is said where nothing has become so."""


def words(translations: Iterable[Translation]) -> Counter[State]:
    """Return how many words of the source are in each state."""
    found: Counter[State] = Counter()
    for one in translations:
        for standing in one.standings:
            if standing.source:
                found[standing.state] += standing.source.words
    return found


def percent(part: int, whole: int) -> str:
    """Return a share in percent, in which a little is never nothing and nearly all never all."""
    if not whole or not part:
        return "–"
    if part == whole:
        return "100 %"
    rounded = round(100 * part / whole)
    return "<1 %" if rounded < 1 else ">99 %" if rounded > 99 else f"{rounded} %"


def place(one: Translation, standing: Standing, *, is_target: bool) -> str:
    """Return where a block stands: file and line, as an editor opens it."""
    page, part = (one.target, standing.target) if is_target else (one.source, standing.source)
    if page is None:
        return ""
    return f"{page.path}:{part.line}" if part and part.line else page.path
