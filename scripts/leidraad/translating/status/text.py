"""The state of translations for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from leidraad.errors import printable
from leidraad.translating import Translation
from leidraad.translating.status.count import NAMES, NOT_STALE, SHOWN, percent, place, words
from leidraad.translations.states import Standing, State
from leidraad.translations.words import changes

_COLOURS: dict[State, str] = {
    "translated": "green",
    "unconfirmed": "cyan",
    "stale": "yellow",
    "missing": "red",
}


def text(found: Sequence[Translation], *, is_detailed: bool) -> str:
    """Return a table with a line a chapter, and where asked for each block that is stale."""
    if not found:
        return NOT_STALE if is_detailed else "Nothing is translated here, and nothing is to be."
    blocks = [block for one in found for block in _blocks(one)] if is_detailed else []
    return "\n".join([*_table(found), *blocks])


def _table(found: Sequence[Translation]) -> Iterator[str]:
    width = max(len("all chapters"), *(len(printable(one.chapter)) for one in found))
    heads = "".join(f"{NAMES[state]:>14}" for state in SHOWN)
    yield click.style(f"{'':{width}}    {'':4}{heads}", bold=True)
    for one in found:
        yield _line(printable(one.chapter), one.lang, [one], width)
    for lang in dict.fromkeys(one.lang for one in found):
        yield click.style(
            _line("all chapters", lang, [one for one in found if one.lang == lang], width), bold=True
        )


def _line(name: str, lang: str, found: Sequence[Translation], width: int) -> str:
    counted = words(found)
    cells = []
    for state in SHOWN:
        cell = f"{percent(counted[state], counted.total()):>14}"
        cells.append(click.style(cell, fg=_COLOURS[state]) if counted[state] else cell)
    return f"{name:{width}}    {lang:4}{''.join(cells)}"


def _blocks(one: Translation) -> Iterator[str]:
    for standing in one.standings:
        if standing.state == "stale":
            yield ""
            yield from _stale(one, standing)


def _stale(one: Translation, standing: Standing) -> Iterator[str]:
    source, target, entry = standing.source, standing.target, standing.entry
    assert source
    assert target
    assert entry
    also = " (and its translation, too)" if standing.is_touched else ""
    yield click.style(f"{place(one, standing, is_target=True)}  {standing.id}", bold=True) + also
    yield f"  {one.source.lang}  " + "".join(
        _marked(kind, piece) for kind, piece in changes(entry.text, source.text)
    )
    yield f"  {one.lang}  {printable(target.text)}"


def _marked(kind: str, piece: str) -> str:
    piece = printable(piece)
    if kind == "gone":
        return click.style(f"[-{piece}-]", fg="red")
    return click.style(f"{{+{piece}+}}", fg="green") if kind == "new" else piece
