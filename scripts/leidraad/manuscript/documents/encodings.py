"""The text of a page of HTML, in the encoding that it declares."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from leidraad import patterns
from leidraad.manuscript import lines

_CHARSET = patterns.lazy(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]*encoding\s*=\s*["'])([\w-]+)""", re.IGNORECASE
)


def decode(data: bytes, name: Path) -> lines.Source:
    """Return the text of a page, in the encoding that it declares.

    Raises:
        LeidraadError: it is empty or no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    found = _CHARSET.search(data[:2048])
    if found and b"\0" not in data:
        try:
            return lines.Source(data.decode(found[1].decode()).removeprefix("\ufeff"))
        except (LookupError, UnicodeDecodeError):
            pass
    return lines.decode(data, name)
