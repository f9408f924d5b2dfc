"""The cover: the title on the colour of the brand, and below it who wrote the book and whose it is."""

from __future__ import annotations

import base64
import unicodedata
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import resvg_py
from lxml import etree
from lxml.builder import ElementMaker

from leidraad import patterns
from leidraad.brand import schemes
from leidraad.brand.brand import Brand
from leidraad.packages.epub.markup import SVG
from leidraad.packages.epub.pictures import TYPES
from leidraad.packages.staging import Staged

WIDTH, HEIGHT = 1600, 2400
# Of these, so many points across are what shops ask for at least; more take longer, and show no more.
_POINTS = 1400
_MARGIN = 150
# Where the paper begins on which the lower part is printed, and the title begins and has to end.
_PAPER, _TOP, _BOTTOM = 1860, 420, 1700
_SIZES = range(190, 50, -10)
_LINE = 1.16
_SMALL = 62
_FONT = "Source Serif Pro"
_DRAW = ElementMaker(namespace=SVG, nsmap={None: SVG})
# The thread of our own sign, for a book without a brand.
_THREAD = "M10 4c2 6-2 12 0 18 1 5 7 6 9 2 1.5-3-3-4.5-3.5-1-.5 4 6.5 5.5 12.5 3"
# Of an em, in thousandths, as wide as the letters of the font are or wider.
_WIDTHS = ((patterns.lazy(r"[ ijltfrI.,:;'’‘!|()\[\]-]"), 340), (patterns.lazy(r"[mwMW@%—…]"), 930))
_CAPITAL, _OTHER, _WHOLE = 690, 565, 1000
# Latin, Greek, Cyrillic, punctuation and the signs of currencies: what the font has letters for.
_KNOWN = patterns.lazy(
    "[\u0020-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


def cover(staged: Staged, lang: str) -> tuple[str, bytes]:
    """Return the name of the cover in the book, and its bytes.

    A picture of points is what most shelves show. A title in letters that our font lacks is drawn by the
    reading system, which has fonts of its own.
    """
    volume = staged.volumes[lang]
    lines = [_plain(each) for each in (volume.title, *staged.authors)]
    drawing = _drawing(staged, lang)
    if all(_KNOWN.fullmatch(each) for each in lines):
        return "cover.png", _points(drawing)
    return "cover.svg", drawing


def _points(drawing: bytes) -> bytes:
    spec = find_spec("font_source_serif_pro")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "files"
    fonts = [str(folder / f"SourceSerifPro-{name}.otf") for name in ("Regular", "Semibold")]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing.decode(),
            font_files=fonts,
            font_family=_FONT,
            serif_family=_FONT,
            skip_system_fonts=True,
            width=_POINTS,
        )
    )


def _drawing(staged: Staged, lang: str) -> bytes:
    volume, brand = staged.volumes[lang], staged.brand
    colours = (brand.colours if brand else {}).get("light", schemes.LIGHT)
    accent, paper, ink, faint = (str(colours[name]) for name in ("accent", "paper", "ink", "faint"))
    root = _DRAW.svg(
        {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT)},
        _box(0, 0, WIDTH, HEIGHT, accent),
    )
    if brand is None:
        root.append(_thread(paper))
    root.append(_box(0, _PAPER, WIDTH, HEIGHT - _PAPER, paper))
    size, lines = _set(_plain(volume.title))
    for number, line in enumerate(lines):
        root.append(_line(line, _TOP + round(number * size * _LINE), size, paper, is_bold=True))
    below = _TOP + round((len(lines) - 1) * size * _LINE) + 90
    root.append(_box(_MARGIN, below, 200, 8, paper))
    about = _wrapped(_plain(volume.description), _SMALL, WIDTH - 2 * _MARGIN)
    if below + 140 + len(about) * _SMALL * 1.35 < _PAPER - 40:
        for number, line in enumerate(about):
            root.append(_line(line, below + 140 + round(number * _SMALL * 1.35), _SMALL, paper))
    authors = _wrapped(_plain(", ".join(staged.authors)), _SMALL, WIDTH - 2 * _MARGIN)[:2]
    for number, line in enumerate(authors):
        root.append(_line(line, _PAPER + 150 + round(number * _SMALL * 1.3), _SMALL, ink))
    if staged.edition:
        told = _plain(staged.edition.called(volume.locale))
        root.append(_line(told, HEIGHT - 130, 48, faint))
    if brand:
        root.extend(_logo(brand))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _thread(colour: str) -> Any:
    """Return our own sign, drawn large behind the title."""
    stroke = {"stroke": colour, "stroke-opacity": "0.13", "stroke-width": "1.2", "stroke-linecap": "round"}
    return _DRAW.path({"fill": "none", "transform": "translate(40 -60) scale(58)", **stroke}, d=_THREAD)


def _box(x: int, y: int, width: int, height: int, colour: str) -> Any:
    sizes = {"x": x, "y": y, "width": width, "height": height}
    return _DRAW.rect({name: str(value) for name, value in sizes.items()}, fill=colour)


def _line(text: str, y: int, size: int, colour: str, *, is_bold: bool = False) -> Any:
    return _DRAW.text(
        {"x": str(_MARGIN), "y": str(y), "font-size": str(size), "fill": colour},
        {"font-family": f"{_FONT}, Georgia, serif", "font-weight": "600" if is_bold else "400"},
        text,
    )


def _logo(brand: Brand) -> list[Any]:
    """Return the sign of a brand, which is made for paper, in the corner."""
    picture = brand.logo[0] if brand.logo else None
    suffix = PurePosixPath(picture.file).suffix.lower() if picture else ""
    data = brand.files.get(picture.file) if picture and suffix in TYPES else None
    if data is None:
        return []
    sizes = {"x": str(WIDTH - _MARGIN - 560), "y": str(HEIGHT - 330), "width": "560", "height": "220"}
    address = f"data:{TYPES[suffix]};base64,{base64.b64encode(data).decode()}"
    return [_DRAW.image(sizes, href=address, preserveAspectRatio="xMaxYMax meet")]


def _plain(text: str) -> str:
    """Return a text without what no font of letters has: signs, emoji and what joins them."""
    kept = (
        each if unicodedata.category(each)[0] in "LMNPZ" or each in "+<=>|~€£$¥" else " " for each in text
    )
    return " ".join("".join(kept).replace("\ufe0f", "").split())


def _set(title: str) -> tuple[int, list[str]]:
    """Return the largest size in which a title has room, and its lines, as even as they can be."""
    room = WIDTH - 2 * _MARGIN
    for size in _SIZES:
        widest = max((_width(word, size) for word in title.split()), default=0)
        lines = _wrapped(title, size, room)
        if widest <= room and len(lines) * size * _LINE <= _BOTTOM - _TOP:
            tried = (_wrapped(title, size, less) for less in range(int(widest) + 1, room, 20))
            return size, next((even for even in tried if len(even) == len(lines)), lines)
    most = int((_BOTTOM - _TOP) / (_SIZES[-1] * _LINE))
    return _SIZES[-1], _wrapped(title, _SIZES[-1], room)[:most]


def _wrapped(text: str, size: int, room: int) -> list[str]:
    """Return a text in lines; a word that is wider than that is broken."""
    lines = [""]
    for word in text.split():
        while _width(word, size) > room:
            most = next(n for n in range(len(word), 0, -1) if n == 1 or _width(word[:n], size) <= room)
            lines += [word[:most]]
            word = word[most:]
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _width(text: str, size: int) -> float:
    return sum(map(_letter, text)) * size / 1000


def _letter(sign: str) -> int:
    known = next((width for pattern, width in _WIDTHS if pattern.match(sign)), None)
    if known is not None:
        return known
    if ord(sign) > 0x2E80:
        return _WHOLE
    return _CAPITAL if sign.isupper() else _OTHER
