"""Tables in Typst: every cell in its place, and columns as wide as what is in them asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from leidraad import patterns
from leidraad.packages.pdf.words import call, content, truth

MOST_ROWS, MOST_LETTERS = 14, 900
"""A table of more may go on overleaf."""
LONGEST = 14
"""A word that is longer may have to be divided in a narrow column; then others may be as well."""
_NARROW = 12
_WIDEST = 40
_ALIGN = patterns.lazy(r"text-align:\s*(left|center|right)")


class _Cell(NamedTuple):
    element: Any
    across: int
    down: int


def table(element: Any, inside: Callable[[Any], list[str]]) -> str:
    """Return a table.

    Args:
        element: the table of a page.
        inside: returns what is in a cell.
    """
    heads = [row for part in element.iterchildren("thead") for row in part.iterchildren("tr")]
    rows = [row for row in element.iter("tr") if row not in heads and _is_of(row, element)]
    head, body = [*_grid(heads)], [*_grid(rows)]
    count = max((len(row) for row in (*head, *body)), default=0)
    if not count:
        return ""
    made = [_row(row, count, inside) for row in (*head, *body)]
    headed = "(" + "".join(f"{cell}, " for row in made[: len(head)] for cell in row) + ")"
    cells = [cell for row in made[len(head) :] for cell in row]
    text = element.text_content()
    is_kept = len(rows) <= MOST_ROWS and len(text) <= MOST_LETTERS
    divides = any(len(word) > LONGEST for word in text.split())
    told = [truth(is_kept), truth(divides), _columns(body or head, count), headed]
    return call("table-of", *told, *cells)


def _is_of(row: Any, table: Any) -> bool:
    return next(row.iterancestors("table")) is table


def _grid(rows: Sequence[Any]) -> Iterator[list[_Cell | None]]:
    """Yield each row with what is at each place of it: a cell, or None where another reaches into it."""
    taken: dict[tuple[int, int], bool] = {}
    for at, row in enumerate(rows):
        line: list[_Cell | None] = []
        for each in row.iterchildren("td", "th"):
            while taken.get((at, len(line))):
                line.append(None)
            across = min(_number(each.get("colspan")), _WIDEST)
            down = min(_number(each.get("rowspan")), len(rows) - at)
            while across > 1 and any(taken.get((at, len(line) + n)) for n in range(across)):
                across -= 1
            taken |= {(at + y, len(line) + x): True for y in range(1, down) for x in range(across)}
            line += [_Cell(each, across, down), *[None] * (across - 1)]
        while taken.get((at, len(line))):
            line.append(None)
        yield line


def _number(value: str | None) -> int:
    return max(int(value), 1) if value and value.isascii() and value.isdigit() and len(value) < 4 else 1


def _row(row: Sequence[_Cell | None], count: int, inside: Callable[[Any], list[str]]) -> list[str]:
    made = []
    for cell in row:
        if cell is None:
            continue
        held = content(inside(cell.element))
        if cell.element.tag == "th":
            held = f"bold({held})"
        align = _ALIGN.search(cell.element.get("style", ""))
        named = {
            "colspan": str(cell.across) if cell.across > 1 else "",
            "rowspan": str(cell.down) if cell.down > 1 else "",
            "align": f"{align[1]} + top" if align else "",
        }
        made.append(call("table.cell", held, **named) if any(named.values()) else held)
    return made + ["[]"] * (count - len(row))


def _columns(rows: Sequence[Sequence[_Cell | None]], count: int) -> str:
    """Return the widths: narrow columns as they are, others by the root of what is in them."""
    longest, whole = [0] * count, [1] * count
    for row in rows:
        for at, cell in enumerate(row):
            if cell and cell.across == 1:
                length = len(" ".join(cell.element.text_content().split()))
                longest[at] = max(longest[at], length)
                whole[at] += length
    widths = [
        "auto" if 0 < most <= _NARROW and count > 2 else f"{max(whole[at], 12) ** 0.5:.1f}fr"
        for at, most in enumerate(longest)
    ]
    if all(width == "auto" for width in widths):
        widths = ["1fr"] * count
    return "(" + "".join(f"{width}, " for width in widths) + ")"
