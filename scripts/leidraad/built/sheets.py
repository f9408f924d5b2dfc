"""What a style sheet asks for: `url(…)` and `@import`, also where they are written with escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leidraad import patterns

if TYPE_CHECKING:
    from leidraad.built.references import Kind

# https://www.w3.org/TR/css-syntax-3/#tokenization; a comment or a string without an end runs to the end.
_TOKEN = patterns.lazy(
    r"""/\*.*?(?:\*/|\Z)
    |(?P<import>@import\s*+(?>(?:/\*.*?\*/\s*+)*))(?=["'])
    |url\(\s*+(?:"(?P<double>(?>(?:\\.|[^"\\]++)*))(?:"|\\?\Z)|'(?P<single>(?>(?:\\.|[^'\\]++)*))(?:'|\\?\Z)|(?P<bare>(?>(?:\\.|[^"'()\\\s]++)*)))
    |"(?>(?:\\.|[^"\\]++)*)(?:"|\\?\Z)
    |'(?>(?:\\.|[^'\\]++)*)(?:'|\\?\Z)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = patterns.lazy(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
_SOURCE = patterns.lazy(r"@(import|font-face|namespace)\b[^;{}]*\Z", re.IGNORECASE)
_FACE = patterns.lazy(r"@font-face\s*\{[^{}]*\Z", re.IGNORECASE)


def references(css: str) -> Iterator[tuple[Kind, str]]:
    """Yield the addresses in a style sheet, or in a `style` attribute, by what is loaded from them."""
    if "url" not in css.lower() and "@" not in css and "\\" not in css:
        return
    css = _plain(css)
    imported = False
    for token in _TOKEN.finditer(css):
        if token["import"]:
            imported = True
            continue
        address = next(
            (token[name] for name in ("double", "single", "bare") if token[name] is not None), None
        )
        if address is None:
            if imported and token[0][:1] in ("'", '"'):
                yield "style-src", _unescape(token[0][1:].removesuffix(token[0][0]))
            imported = False
            continue
        before = css[max(0, token.start() - 1000) : token.start()]
        statement = _SOURCE.search(before)
        if statement and statement[1].lower() == "namespace":
            continue
        is_import = bool(statement and statement[1].lower() == "import")
        kind: Kind = "style-src" if is_import else "font-src" if _FACE.search(before) else "img-src"
        if address and not address.startswith("#"):
            # What stands in the sheet itself is long, and only its kind counts.
            yield kind, "data:" if address[:5].lower() == "data:" else _unescape(address)


def _plain(css: str) -> str:
    r"""Return a style sheet whose names are written without escapes: `\75 rl(` is `url(`."""
    return _ESCAPE.sub(lambda found: _char(found) if (_char(found)).isalpha() else found[0], css)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_char, text).strip()


def _char(found: re.Match[str]) -> str:
    if found[1]:
        number = int(found[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return found[2] or ""
