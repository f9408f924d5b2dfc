"""Three brands for tests: a sober one that says all, one of five minutes, and one that is ugly on purpose."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import mkdocs

from support import ROOT

NAMES = ("oever", "gewoon", "kermis")
# MkDocs brings these along, under the SIL Open Font License.
_FONTS = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts"
_FACES = {
    "oever": {
        "text": "lato-normal",
        "text-italic": "lato-normal-italic",
        "text-bold": "lato-bold",
        "headings": "Roboto-Slab-Regular",
    },
    "gewoon": {},
    "kermis": {
        "slab": "Roboto-Slab-Regular",
        "slab-bold": "Roboto-Slab-Bold",
        "sans-bold": "lato-bold",
        "sans-italic": "lato-normal-italic",
    },
}


def draw(name: str, folder: Path) -> Path:
    """Write a brand into a folder, and return that."""
    shutil.copytree(ROOT / "tests/cases/brands" / name, folder)
    (folder / "fonts").mkdir()
    for called, font in _FACES[name].items():
        shutil.copy(_FONTS / f"{font}.woff2", folder / f"fonts/{called}.woff2")
    if name == "gewoon":
        (folder / "logo.png").write_bytes(png(40, 40, (0x8F, 0x1D, 0x5E)))
    return folder


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")
    )
