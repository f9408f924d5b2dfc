"""The pictures in a text: where they are, which is the same in every language, and which words they have."""

from __future__ import annotations

import re

from leidraad import patterns

# So that a text of nothing but beginnings is not read to its end from each.
WORDS = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*"
"""The pattern of what stands in brackets, which may hold brackets of its own."""
_PICTURE = patterns.lazy(
    rf"!\[(?P<told>{WORDS})\]"
    r"\(\s*<?(?P<path>[^)\s>]+)>?(?:\s+(?P<mark>[\"'])(?P<caption>.*?)(?P=mark))?",
    re.DOTALL,
)
_ELEMENT = patterns.lazy(r"<(?P<name>[a-z]+)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_SOURCE = patterns.lazy(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_ALT = patterns.lazy(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def pictures(shown: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the path of each picture, with which words it has, and those words.

    What else raw HTML shows, such as a film, is among them.
    """
    paths: list[str] = []
    words: list[str] = []
    for picture in _PICTURE.finditer(shown) if "![" in shown else ():
        paths.append(_named(picture["path"], picture["told"], picture["caption"]))
        words += picture["told"], picture["caption"] or ""
    for element in _ELEMENT.finditer(shown) if "<" in shown and "src" in shown else ():
        if source := _SOURCE.search(element["attributes"]):
            found = _ALT.search(element["attributes"])
            told = (found[1] or found[2] or "") if found else ""
            # Only a picture needs words in place of what it shows.
            is_picture = element["name"].lower() == "img"
            paths.append(_named(source[1], told) if is_picture else source[1])
            words.append(told)
    return tuple(paths), [text for text in words if text.strip()]


def _named(path: str, told: str, caption: str | None = None) -> str:
    return f"{path}{'' if told.strip() else ' without a description'}{' with a caption' if caption else ''}"
