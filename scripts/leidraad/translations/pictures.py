"""The pictures in a text: their files, and the words that go with them."""

from __future__ import annotations

import re

_PICTURE = re.compile(
    r"!\[(?P<told>[^\]]*)\]\(\s*<?(?P<path>[^)\s>]+)>?(?:\s+(?P<mark>[\"'])(?P<caption>.*?)(?P=mark))?",
    re.DOTALL,
)


def pictures(shown: str) -> tuple[tuple[str, ...], str]:
    """Return the path of each picture with which words it has, and those words together."""
    found = [*_PICTURE.finditer(shown)]
    words = " ".join(f"{picture['told']} {picture['caption'] or ''}" for picture in found)
    return tuple(map(_named, found)), words


def _named(picture: re.Match[str]) -> str:
    told = "" if picture["told"].strip() else " without a description"
    return f"{picture['path']}{told}{' with a caption' if picture['caption'] else ''}"
