"""The pictures of a document: taken along where the caller keeps them, and named where not."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from leidraad import patterns

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
_DATA = patterns.lazy(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_LARGEST = 32 * 2**20

Load = Callable[[str], bytes | None]


@dataclass(slots=True)
class Pictures:
    """The pictures of one chapter.

    Attributes:
        load: returns the bytes behind an address in the document.
        folder: the address of the folder for pictures, from the chapter; None where nobody keeps them.
        prefix: what their names start with.
        taken: those that the chapter shows, by the name of their file.
    """

    load: Load
    folder: str | None
    prefix: str
    taken: dict[str, bytes] = field(default_factory=dict)

    def take(self, address: str) -> str | None:
        """Return the new address of a picture, or None where it cannot be shown."""
        if self.folder is None:
            return None
        data = _inline(address) if address.startswith("data:") else self.load(unquote(address))
        suffix = next((s for start, s in _SIGNATURES.items() if data and data.startswith(start)), None)
        if data is None or suffix is None:
            return None
        name = f"{self.prefix}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
        self.taken[name] = data
        return f"{self.folder}/{name}"


def beside(page: Path) -> Load:
    """Return a loader of pictures that lie in the folder of an HTML page or below it."""

    def load(address: str) -> bytes | None:
        folder = page.resolve().parent
        try:
            path = (folder / PurePosixPath(address.partition("?")[0])).resolve()
            if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > _LARGEST:
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None

    return load


def _inline(address: str) -> bytes | None:
    found = _DATA.fullmatch(address)
    if not found or len(found[1]) > _LARGEST:
        return None
    try:
        return base64.b64decode(unquote(found[1]))
    except (binascii.Error, ValueError):
        return None
