"""Figures: an SVG picture drawn into its page, in the words of its language, for colours and paper alike.

A picture in several languages has a `<switch>` with one element for each, told apart by `systemLanguage`:
<https://www.w3.org/TR/SVG2/struct.html#ConditionalProcessing>. Drawn into the page, it takes the page's
language instead of the browser's, and the page's colours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

from lxml import etree

from leidraad import patterns
from leidraad.policy.allowed import names_in

MOST_BYTES = 200_000
"""A larger picture is shown as a file of its own."""

_PICTURE = patterns.lazy(r"<p((?: [\w-]+=\"[^\"]*\")*)>\s*<img ([^<>]*?)/?>\s*</p>")
_ATTRIBUTE = patterns.lazy(r'([\w-]+)="([^"]*)"')
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = names_in(
    """
    circle clipPath defs desc ellipse g line linearGradient marker path pattern polygon polyline
    radialGradient rect stop svg switch symbol text textPath title tspan use
    """
)
"""The elements that a drawing may have."""
ATTRIBUTES = names_in(
    """
    class clip-path clip-rule clipPathUnits cx cy d dominant-baseline dx dy fill fill-opacity fill-rule
    font-family font-size font-style font-weight fx fy gradientTransform gradientUnits height href id
    lengthAdjust letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth
    offset opacity orient patternTransform patternUnits points preserveAspectRatio r refX refY rotate rx
    ry spreadMethod startOffset stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width systemLanguage
    text-anchor textLength transform version viewBox visibility width x x1 x2 y y1 y2
    """
)
"""Their attributes, besides those for who hears a page."""
_REFERS = patterns.lazy(r"url\(#([^()\"']+)\)")
_LOADS = patterns.lazy(r"url\((?!#)", re.IGNORECASE)


def draw(content: str, lang: str, find: Callable[[str], Path | None]) -> str:
    """Return the HTML of a page in which each SVG picture that stands by itself is drawn.

    What can run, load or style anything is not drawn, and stays a picture in a file.

    Args:
        content: the HTML.
        lang: the language of the page.
        find: returns the file that an address leads to from the page, or None.
    """
    count = 0

    def figure(found: re.Match[str]) -> str:
        nonlocal count
        told = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[2])}
        path = find(told.get("src", ""))
        drawing = _drawing(path, lang, f"figure-{count + 1}", told.get("alt", "")) if path else None
        if drawing is None:
            return found[0]
        count += 1
        caption = f"<figcaption>{escape(told['title'])}</figcaption>" if told.get("title") else ""
        return f'<figure class="leidraad-figure"{found[1]}>{drawing}{caption}</figure>'

    return _PICTURE.sub(figure, content)


def _drawing(path: Path, lang: str, prefix: str, alternative: str) -> str | None:
    """Return a picture as it can stand in HTML, or None for one that cannot.

    Args:
        path: the file.
        lang: the language.
        prefix: what its ids begin with, since a page can hold several pictures.
        alternative: what is said of it, by which it is known to those who do not see it.
    """
    try:
        if path.suffix != ".svg" or path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    root = _parsed(data, lang)
    if root is None:
        return None
    root = etree.fromstring(root)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, f"{prefix}-{value}")
            elif name == "href":
                element.set(name, f"#{prefix}-{value[1:]}")
            elif "url(" in value:
                element.set(name, _REFERS.sub(rf"url(#{prefix}-\1)", value))
    root.set("role", "img")
    _describe(root, prefix, alternative)
    return re.sub(r'^<svg xmlns="[^"]*"', "<svg", etree.tostring(root, encoding="unicode"))


def _describe(root: etree._Element, prefix: str, alternative: str) -> None:
    """Give a picture its name and, where it has one, its description, both in the language of the page."""
    titles = [child for child in root if child.tag == "title"]
    name = alternative or "".join(title.text or "" for title in titles[:1])
    for title in titles:
        # Browsers show it under the pointer, over the picture.
        root.remove(title)
    if name:
        root.set("aria-label", " ".join(name.split()))
    for text in [child for child in root if child.tag == "desc"][:1]:
        text.set("id", f"{prefix}-description")
        root.set("aria-describedby", f"{prefix}-description")


@lru_cache(256)
def _parsed(data: bytes, lang: str) -> bytes | None:
    """Return a picture in one language, without namespaces, or None for one that cannot be drawn."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.doctype or not root.get("viewBox"):
        return None
    for element in root.iter():
        if not isinstance(element.tag, str) or not _is_drawn(element):
            return None
    speak(root, lang)
    etree.cleanup_namespaces(root)
    # What is drawn is as wide as its column.
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    return bytes(etree.tostring(root))


def _is_drawn(element: etree._Element) -> bool:
    """Take the namespaces off an element and tell whether it, and all it says, only draws."""
    name = etree.QName(element)
    if name.namespace != _SVG or name.localname not in ELEMENTS:
        return False
    element.tag = name.localname
    if _XLINK in element.attrib:
        element.set("href", element.attrib.pop(_XLINK))
    for key, value in element.attrib.items():
        if key.startswith("{http://www.w3.org/XML/1998/namespace}"):
            del element.attrib[key]
        elif key not in ATTRIBUTES or _LOADS.search(value) or "\\" in value:
            return False
    return str(element.get("href", "#")).startswith("#")


def speak(root: etree._Element, lang: str) -> None:
    """Leave of each switch the element for a language, and outside of them all that is for no other.

    Args:
        root: the picture, with its namespaces or without.
        lang: the language.
    """
    for switch in [*root.iter("{*}switch")]:
        chosen = next((child for child in switch if _is_for(child, lang)), None)
        for child in [*switch]:
            if child is not chosen:
                switch.remove(child)
        switch.tag = f"{switch.tag.removesuffix('switch')}g"
    for element in [*root.iter()]:
        if not _is_for(element, lang):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        element.attrib.pop("systemLanguage", None)


def _is_for(element: etree._Element, lang: str) -> bool:
    told = element.get("systemLanguage")
    return told is None or _primary(lang) in map(_primary, told.split(","))


def _primary(tag: str) -> str:
    """Return the language of a tag of a language, without its region."""
    return tag.strip().partition("-")[0].lower()
