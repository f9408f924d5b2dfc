"""The pictures in a text: their files, and the words that go with them."""

from __future__ import annotations

import re

_PICTURE = re.compile(
    r"!\[(?P<told>[^\]]*)\]\(\s*<?(?P<path>[^)\s>]+)>?(?:\s+(?P<mark>[\"'])(?P<caption>.*?)(?P=mark))?",
    re.DOTALL,
)


_SHOWN = re.compile(r"""<(?P<name>[a-z]+)\b[^>]*?\bsrc\s*=\s*["']?(?P<path>[^"'\s>]+)[^>]*>""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def pictures(shown: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the path of each picture, with which words it has, and those words.

    What else raw HTML shows, such as a film, is among them.
    """
    paths: list[str] = []
    words: list[str] = []
    for picture in _PICTURE.finditer(shown) if "![" in shown else ():
        paths.append(_named(picture["path"], picture["told"], picture["caption"]))
        words += picture["told"], picture["caption"] or ""
    for element in _SHOWN.finditer(shown) if "<" in shown and "src" in shown else ():
        found = _ALT.search(element[0])
        told = (found[1] or found[2] or "") if found else ""
        # Only a picture needs words in place of what it shows.
        paths.append(_named(element["path"], told) if element["name"].lower() == "img" else element["path"])
        words.append(told)
    return tuple(paths), [text for text in words if text.strip()]


def _named(path: str, told: str, caption: str | None = None) -> str:
    return f"{path}{'' if told.strip() else ' without a description'}{' with a caption' if caption else ''}"
