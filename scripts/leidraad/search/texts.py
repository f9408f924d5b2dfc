"""What of a page is searched, and in which language."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from leidraad import patterns
from leidraad.built.elements import element, pieces
from leidraad.translating import STALE

BODY = b"data-searched"
# It is the name of a file.
_CODE = patterns.lazy(r"[a-z0-9-]+")
_STALE = f' {STALE}=""'


class Text(NamedTuple):
    """The text of a page as HTML, and its language, which is "" where none is said."""

    lang: str
    html: str


def shown(html: bytes) -> Text | None:
    """Return the text of a page, or None where it has none that readers look for.

    The menus of a large handbook are many times longer than a chapter.
    """
    text = html.find(BODY, html.find(b"<body"))
    if text < 0:
        return None
    end = html.find(b"</article", text)
    start = html[: html.find(b"<head")].decode("utf-8", "replace")
    body = html[html.rfind(b"<", 0, text) : end].decode("utf-8", "replace")
    # It comes and goes with the text of another language, for which this one need not be indexed again.
    return Text(_lang(start), body.replace(_STALE, ""))


@lru_cache(64)
def _lang(start: str) -> str:
    """Return the language that a page says it is in, in small letters."""
    for piece in pieces(start):
        if (found := element(piece)) and found.tag == "html":
            lang = found.attributes.get("lang", "").lower()
            return lang if _CODE.fullmatch(lang) else ""
    return ""
