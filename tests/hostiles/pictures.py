"""Pictures that are none, ask for gigabytes, or run."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from hostile import Case, Long

A = "docs/assets"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>\n'


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture as Pillow makes it."""
    image = Image.effect_noise(size, 40).convert("RGB")
    made = io.BytesIO()
    image.save(made, kind)
    return made.getvalue()


def png(width: int, height: int) -> bytes:
    """Return a small PNG that says it is of a size."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")))
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in (*parts, (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return made


def bad(name: str, file: str, data: bytes | str | Long) -> Case:
    return Case(name, {f"{A}/{file}": data}, (f"{A}/{file}:1 LR413",))


def svg(name: str, inside: str, line: int = 2) -> Case:
    path = f"{A}/boom.svg"
    return Case(name, {path: SVG.format(inside)}, (f"{path}:{line} LR414",))


def drawn(name: str, text: str | bytes, line: int = 1) -> Case:
    return Case(name, {f"{A}/boom.svg": text}, (f"{A}/boom.svg:{line} LR414",))


def right(name: str, text: str) -> Case:
    return Case(name, {f"{A}/boom.svg": text}, ())


KINDS = {name.lower(): name for name in ("PNG", "GIF", "WEBP", "AVIF", "ICO", "BMP")} | {"jpg": "JPEG"}
BMP_BOMB = picture("BMP")[:18] + struct.pack("<ii", 100_000, -100_000) + picture("BMP")[26:]
GIF_BOMB = b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\x00\x00\x00;"
BOMB_ENTITIES = "<!DOCTYPE svg [\n" + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">\n'
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

CASES = (
    *(Case(f"a {kind} that is right", {f"{A}/x.{end}": picture(kind)}, ()) for end, kind in KINDS.items()),
    *(bad(f"a {kind} cut short", f"x.{end}", picture(kind)[:-20]) for end, kind in KINDS.items()),
    *(bad(f"a {kind} of a few bytes", f"x.{end}", picture(kind)[:14]) for end, kind in KINDS.items()),
    *(bad(f"text in a {kind}", f"x.{end}", "Een boom.\n") for end, kind in KINDS.items()),
    *(bad(f"a page in a {kind}", f"x.{end}", "<script>alert(1)</script>") for end, kind in KINDS.items()),
    Case(
        "a photograph with a film behind it",
        {f"{A}/x.jpg": picture("JPEG") + b"\0\0\0\x18ftypmp42\xff\xd9\xff\xda\xff\xc0\0"},
        (),
    ),
    Case(
        "a photograph with a small one in it",
        {
            f"{A}/x.jpg": picture("JPEG")[:2]
            + b"\xff\xe1\x03\xe8"
            + picture("JPEG")[:998]
            + picture("JPEG")[2:]
        },
        (),
    ),
    bad(
        "a photograph cut short, with a small one in it",
        "x.jpg",
        picture("JPEG")[:2] + b"\xff\xe1\x03\xe8" + picture("JPEG")[:998] + picture("JPEG")[2:-40],
    ),
    bad("a BMP that asks for gigabytes", "x.bmp", BMP_BOMB),
    bad("a picture that no browser shows", "x.tiff", picture("TIFF")),
    bad("an empty picture", "x.png", ""),
    bad("a JPEG in a PNG", "x.png", picture("JPEG")),
    bad("a PNG in a JPEG", "x.jpeg", picture("PNG")),
    bad("an SVG in a PNG", "x.png", SVG.format("<script/>")),
    bad("a PNG that asks for gigabytes", "x.png", png(100_000, 100_000)),
    bad("a PNG that asks for 60 million pixels", "x.png", png(10_000, 6_000)),
    bad("a PNG as long as a street", "x.png", png(20_000, 1)),
    bad("a PNG of no size", "x.png", png(0, 10)),
    bad("a GIF that asks for gigabytes", "x.gif", GIF_BOMB),
    bad("an ending in capitals", "X.PNG", "Een boom.\n"),
    bad(
        "an ICO with a large PNG",
        "x.ico",
        b"\0\0\1\0\1\0" + struct.pack("<8xII", len(png(9999, 9999)), 22) + png(9999, 9999),
    ),
    Case("a picture of 24 MB", {f"{A}/x.png": Long(24_000_000, "\x89PNG")}, (f"{A}/x.png:1 LR412",)),
    Case("an SVG of 24 MB", {f"{A}/x.svg": Long(24_000_000, "<svg>")}, (f"{A}/x.svg:1 LR412",)),
    svg("a script", "<script>alert(1)</script>"),
    svg("a script in capitals", "<SCRIPT>alert(1)</SCRIPT>"),
    svg("a script with a prefix", '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
    svg(
        "a script of another language", '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'
    ),
    svg("HTML within", "<g>\n<foreignObject><p/></foreignObject>\n</g>", 3),
    svg("an event", '<rect onclick="alert(1)"/>'),
    svg("an event with a prefix", '<rect xlink:onload="alert(1)"/>'),
    svg("an event that is animated", '<set attributeName="onmouseover" to="alert(1)"/>'),
    svg("a link that is animated", '<a><animate attributeName="href" values="javascript:alert(1)"/></a>'),
    svg("a link that is animated by its prefix", '<animate attributeName="xlink:href" to="//example.org"/>'),
    svg("a link that runs", '<a href="javascript:alert(1)"><rect/></a>'),
    svg("a link that runs, in disguise", '<a xlink:href=" Java&#9;Script&#x3A;alert(1)"><rect/></a>'),
    svg("a link to a page in it", '<a href="data:text/html,x"><rect/></a>'),
    svg("a picture of another host", '<image href="https://example.org/x.png"/>'),
    svg("a picture of another host without its scheme", '<image xlink:href="//example.org/x.png"/>'),
    svg("a picture of the system", '<image href="file:///etc/passwd"/>'),
    svg("another SVG in it", '<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>'),
    svg("an address to count from", '<g xml:base="https://example.org/"/>'),
    svg("a style of another host", '<style>@import url("https://example.org/x.css");</style>', 2),
    svg("a colour of another host", '<rect fill="url(https://example.org/#x)"/>'),
    svg("a style that loads", "<rect style=\"background: URL( '//example.org/x' )\"/>"),
    svg("a style that loads, in disguise", r"<style>a{background:\75\72\6c(//example.org)}</style>"),
    svg("a style that loads, in pieces", "<style>a{background:u/**/rl(x);b:url(/**/x)}</style>"),
    svg("a style that loads, in what is no comment", '<style>a{x:"/*"}b{y:url(//a.nl)}c{z:"*/"}</style>'),
    svg("a style that loads a second picture", "<style>a{x:image-set('#a' 1x, '//a.nl/b' 2x)}</style>"),
    svg("an instruction", '<?xml-stylesheet href="https://example.org/x.css"?>'),
    svg("a frame", "<iframe/>"),
    svg("a listener", '<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events"/>'),
    svg("nested without end", "<g>" * 5000 + "</g>" * 5000),
    svg("left open", "<g>", 3),
    drawn("an instruction before it", f'<?xml-stylesheet href="x.xsl"?>\n{SVG.format("")}'),
    drawn("entities", f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{SVG.format("&a;")}'),
    drawn("entities that multiply", f"{BOMB_ENTITIES}]>\n{SVG.format('&i;')}"),
    drawn(
        "an entity of the system",
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{SVG.format("&a;")}',
    ),
    drawn(
        "attributes that come along",
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format(""),
    ),
    drawn(
        "a declaration from elsewhere", '<!DOCTYPE svg SYSTEM "https://example.org/x.dtd">' + SVG.format("")
    ),
    drawn("HTML by the name of SVG", "<html><script>alert(1)</script></html>"),
    drawn("text by the name of SVG", "Een boom.\n"),
    drawn("an empty SVG", ""),
    drawn("an SVG that is compressed", b"\x1f\x8b\x08\x00svg"),
    drawn("an encoding that nobody knows", '<?xml version="1.0" encoding="UTF-7"?><svg/>'),
    drawn("a script in UTF-16", SVG.format("<script/>").encode("utf-16"), 2),
    right("an SVG that is right", SVG.format('<a href="https://example.org"><rect fill="url(#x)"/></a>')),
    right("with a number to call", SVG.format('<a href="tel:+31"><rect/></a>')),
    svg("a link that no page may have", '<a href="ftp://example.org/x"><rect/></a>'),
    right(
        "with a font in it",
        SVG.format('<style>@font-face{font-family:A;src:url("data:font/woff2;base64,d09GMg")}</style>'),
    ),
    svg("with a page for a font", '<style>@font-face{src:url("data:text/html,font/woff2")}</style>'),
    right("with a picture in it", SVG.format('<image xlink:href="data:image/png;base64,iVBORw0K"/>')),
    right(
        "as old programs write it",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        + SVG.format("<style>.a{fill:#fff}</style>"),
    ),
)
