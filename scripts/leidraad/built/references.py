"""What an element of a page refers to, and what that is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from leidraad import patterns
from leidraad.built import elements, sheets
from leidraad.built.elements import Element

Kind = Literal[
    "link", "canonical", "alternate", "refresh",
    "script-src", "style-src", "img-src", "font-src", "media-src", "frame-src", "object-src",
    "connect-src", "manifest-src", "form-action", "base-uri",
]  # fmt: skip
"""What a reference is for. What a browser asks for by itself has the name of the directive of a
Content-Security-Policy that governs it (https://www.w3.org/TR/CSP3/#directives)."""

LINKS: frozenset[Kind] = frozenset({"link", "canonical", "alternate", "refresh"})

_LOADED: dict[tuple[str, str], Kind] = {
    ("script", "src"): "script-src",
    ("script", "href"): "script-src",
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("source", "src"): "media-src",
    ("source", "srcset"): "img-src",
    ("input", "src"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("feimage", "href"): "img-src",
    ("use", "href"): "img-src",
    ("use", "xlink:href"): "img-src",
    ("body", "background"): "img-src",
    ("table", "background"): "img-src",
    ("td", "background"): "img-src",
    ("th", "background"): "img-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("audio", "src"): "media-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("embed", "src"): "object-src",
    ("object", "data"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("a", "ping"): "connect-src",
    ("area", "ping"): "connect-src",
    ("a", "href"): "link",
    ("a", "xlink:href"): "link",
    ("area", "href"): "link",
    ("base", "href"): "base-uri",
}
_RELATIONS: dict[str, Kind] = {
    "canonical": "canonical",
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "apple-touch-icon-precomposed": "img-src",
    "mask-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
    **dict.fromkeys(("next", "prev", "author", "license", "help", "search", "me", "bookmark"), "link"),
}  # fmt: skip
_PRELOADED: dict[str, Kind] = {
    "script": "script-src", "style": "style-src", "image": "img-src", "font": "font-src",
    "audio": "media-src", "video": "media-src", "track": "media-src", "document": "frame-src",
}  # fmt: skip
_REFRESH = patterns.lazy(r"""[\s\d.]*[;,\s]\s*(?:url\s*=)?\s*["']?([^"']*)""", re.IGNORECASE)
_BY_TAG: dict[str, dict[str, Kind]] = {"link": {}, "meta": {}, "style": {}}
for (_tag, _name), _kind in _LOADED.items():
    _BY_TAG.setdefault(_tag, {})[_name] = _kind


class Reference(NamedTuple):
    """An address on a page, as it is written there; `lang` is that which an alternate is said to be in."""

    kind: Kind
    address: str
    lang: str = ""


def of(element: Element) -> Iterator[Reference]:
    """Yield the addresses in an element: in its attributes, and in a style sheet that it holds."""
    tag, attributes, text = element
    if "style" in attributes:
        yield from _styled(attributes["style"])
    loaded = _BY_TAG.get(tag)
    if loaded is None:
        return
    if tag == "style":
        yield from _styled(text)
    if tag == "link" and "href" in attributes:
        yield from _related(attributes)
    elif tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        if (found := _REFRESH.match(attributes.get("content", ""))) and found[1].strip():
            yield Reference("refresh", found[1])
    elif tag == "iframe" and "srcdoc" in attributes:
        for piece in elements.pieces(attributes["srcdoc"]):
            # A page in a page in a page is left to the browser, so that the depth has a bound.
            if (inner := elements.element(piece)) and "srcdoc" not in inner.attributes:
                yield from of(inner)
    for name, value in attributes.items():
        kind = loaded.get(name)
        if kind is None:
            continue
        if name in ("srcset", "imagesrcset"):
            yield from (Reference(kind, address) for address in candidates(value))
        elif name == "ping":
            yield from (Reference(kind, address) for address in value.split())
        elif value.strip() or kind == "link":
            yield Reference(kind, value)


def _styled(css: str) -> Iterator[Reference]:
    return (Reference(kind, address) for kind, address in sheets.references(css))


def _related(attributes: dict[str, str]) -> Iterator[Reference]:
    """Yield what a `link` element refers to, by what it says that to be."""
    address = attributes["href"]
    relations = attributes.get("rel", "").lower().split()
    for relation in relations:
        if relation == "alternate" and "stylesheet" not in relations:
            lang = attributes.get("hreflang", "")
            yield Reference("alternate" if lang else "link", address, lang)
        elif relation == "preload":
            yield Reference(_PRELOADED.get(attributes.get("as", "").lower(), "connect-src"), address)
        elif relation != "alternate" and relation != "shortcut":
            # What is not known may be something that a browser goes and gets.
            yield Reference(_RELATIONS.get(relation, "connect-src"), address)
    if "imagesrcset" in attributes:
        yield from (Reference("img-src", each) for each in candidates(attributes["imagesrcset"]))


def candidates(srcset: str) -> Iterator[str]:
    """Yield the addresses of a `srcset`, whose descriptors stand behind them."""
    for part in re.findall(r"[^\s,]\S*", srcset):
        if not re.fullmatch(r"[\d.]+[wxh],?", part):
            yield part.rstrip(",")
