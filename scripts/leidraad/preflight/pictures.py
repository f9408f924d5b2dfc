"""Pictures by their first bytes: whether they are what their name says, whole, and of a sensible size.

Nothing is decoded: a picture of a few kilobytes can ask for gigabytes. Sizes stand where the formats say:
PNG (ISO/IEC 15948), GIF89a, JPEG (ITU-T T.81), WebP (RFC 9649), AVIF (ISO/IEC 23008-12), ICO, BMP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from leidraad import patterns

MOST_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 16_383
# Far more parts than any picture has: what has more is made to keep readers busy.
_MOST_PARTS = 1000

# What ends the data of a scan: any marker but a byte that is escaped, and those within it.
_SCANNED = patterns.lazy(rb"\xff[^\x00\xd0-\xd7\xff]")
_FRAME = patterns.lazy(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]")


_UNSHOWN = {".tif": "TIFF", ".tiff": "TIFF", ".heic": "HEIC", ".heif": "HEIF", ".jxl": "JPEG XL"}
# Of the header of Windows 3.0, which all that came after begin with.
_BMP_HEADER = 40


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


class Format(NamedTuple):
    """A kind of picture: its name, how it is known, and what measures it or raises ValueError."""

    name: str
    suffixes: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    measure: Callable[[bytes], Size]


def check_picture(suffix: str, data: bytes) -> str:
    """Return what is wrong with a picture, in a sentence with the remedy; nothing where it is right.

    Args:
        suffix: what its name ends in, in lower case.
        data: the whole file.
    """
    if suffix in _UNSHOWN:
        return f"Few browsers show a {_UNSHOWN[suffix]} picture; save it as PNG, JPEG or WebP."
    if not data:
        return "This picture is empty; save it again."
    found = next((each for each in FORMATS if each.is_it(data)), None)
    if found is None:
        return f"This is no picture, whatever its name says; save it as {suffix[1:].upper()} again."
    if suffix not in found.suffixes:
        return f"This is a {found.name} picture; rename it to end in ‘{found.suffixes[0]}’."
    try:
        size = found.measure(data)
    except (ValueError, IndexError, OverflowError):
        return "This picture is damaged or cut short; save it again."
    if max(size) > _LONGEST_SIDE or size.width * size.height > _MOST_PIXELS:
        most = f"{_MOST_PIXELS // 1_000_000} million, {_LONGEST_SIDE} on a side,"
        return f"It has {size.width} × {size.height} pixels, and {most} is the most; make it smaller."
    return ""


def _number(data: bytes, at: int, length: int, order: str = "big") -> int:
    part = data[at : at + length]
    if len(part) < length:
        raise ValueError
    return int.from_bytes(part, "little" if order == "little" else "big")


def _sized(width: int, height: int) -> Size:
    if width < 1 or height < 1:
        raise ValueError
    return Size(width, height)


def _png(data: bytes) -> Size:
    at = 8
    while True:
        length, kind = _number(data, at, 4), data[at + 4 : at + 8]
        if kind == b"IEND":
            break
        at += length + 12
        _number(data, at - 1, 1)
    if data[12:16] != b"IHDR":
        raise ValueError
    return _sized(_number(data, 16, 4), _number(data, 20, 4))


def _gif(data: bytes) -> Size:
    if not data.rstrip(b"\0").endswith(b";"):
        raise ValueError
    return _sized(_number(data, 6, 2, "little"), _number(data, 8, 2, "little"))


def _jpeg(data: bytes) -> Size:
    # Phones put a film behind the picture, and small pictures into the metadata: only its own parts count.
    size = None
    at = 2
    for _ in range(_MOST_PARTS):
        if data[at] != 0xFF:
            raise ValueError
        marker = data[at : at + 2]
        if marker == b"\xff\xd9":
            if size is None:
                raise ValueError
            return size
        if marker == b"\xff\xff":
            at += 1
            continue
        if marker in (b"\xff\x01", *(bytes((0xFF, n)) for n in range(0xD0, 0xD9))):
            at += 2
            continue
        if _FRAME.match(marker) and size is None:
            size = _sized(_number(data, at + 7, 2), _number(data, at + 5, 2))
        at += 2 + max(_number(data, at + 2, 2), 2)
        if marker == b"\xff\xda":
            found = _SCANNED.search(data, at)
            if not found:
                raise ValueError
            at = found.start()
    raise ValueError


def _webp(data: bytes) -> Size:
    if _number(data, 4, 4, "little") + 8 > len(data):
        raise ValueError
    kind = data[12:16]
    if kind == b"VP8X":
        return _sized(_number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1)
    if kind == b"VP8L":
        bits = _number(data, 21, 4, "little")
        return _sized((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        return _sized(_number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF)
    raise ValueError


def _avif(data: bytes) -> Size:
    boxes = dict(_boxes(data))
    if b"meta" not in boxes:
        raise ValueError
    start, end = boxes[b"meta"]
    sizes: list[Size] = []
    # Each picture in the file says its size; a grid is as large as the largest.
    at = data.find(b"ispe", start, end)
    while at >= 0 and len(sizes) < _MOST_PARTS:
        sizes.append(_sized(_number(data, at + 8, 4), _number(data, at + 12, 4)))
        at = data.find(b"ispe", at + 4, end)
    return max(sizes, key=lambda size: size.width * size.height)


def _boxes(data: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield the boxes at the top of an ISO media file, each with where it begins and ends."""
    at = 0
    while at < len(data):
        length, kind = _number(data, at, 4), data[at + 4 : at + 8]
        if length == 1:
            length = _number(data, at + 8, 8)
        length = length or len(data) - at
        if length < 8 or at + length > len(data):
            raise ValueError
        yield kind, (at, at + length)
        at += length


def _ico(data: bytes) -> Size:
    sizes = []
    for index in range(min(_number(data, 4, 2, "little"), 64)):
        at = 6 + 16 * index
        length, start = _number(data, at + 8, 4, "little"), _number(data, at + 12, 4, "little")
        if not length or start + length > len(data):
            raise ValueError
        inner = data[start : start + length]
        size = _png(inner) if inner.startswith(_PNG) else Size(data[at] or 256, data[at + 1] or 256)
        sizes.append(size)
    return max(sizes, key=lambda size: size.width * size.height)


def _bmp(data: bytes) -> Size:
    if _number(data, 2, 4, "little") > len(data) or _number(data, 14, 4, "little") < _BMP_HEADER:
        raise ValueError
    width, height = _number(data, 18, 4, "little"), _number(data, 22, 4, "little")
    # Rows from the top down are a height below zero.
    return _sized(width, min(height, 2**32 - height))


_PNG = b"\x89PNG\r\n\x1a\n"

FORMATS = (
    Format("PNG", (".png",), lambda data: data.startswith(_PNG), _png),
    Format("JPEG", (".jpg", ".jpeg"), lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg),
    Format("GIF", (".gif",), lambda data: data[:6] in (b"GIF87a", b"GIF89a"), _gif),
    Format("WebP", (".webp",), lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    Format(
        "AVIF",
        (".avif",),
        lambda data: data[4:8] == b"ftyp" and (b"avif" in data[8:64] or b"avis" in data[8:64]),
        _avif,
    ),
    Format("ICO", (".ico",), lambda data: data[:4] in (b"\0\0\1\0", b"\0\0\2\0"), _ico),
    Format("BMP", (".bmp",), lambda data: data.startswith(b"BM"), _bmp),
)

SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes) | _UNSHOWN.keys()
