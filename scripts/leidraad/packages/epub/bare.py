"""The HTML of a page without what only a site can use: scripts, fields, links to a heading itself, data."""

from __future__ import annotations

from lxml import html

from leidraad import patterns
from leidraad.backmatter import figures
from leidraad.packages.epub.markup import Element, fit
from leidraad.policy.allowed import ATTRIBUTES, ELEMENTS, SPOKEN, names_in

# With all that is in them.
_SILENT = names_in(
    "base button canvas datalist dialog form link meta noscript script select style template textarea"
)
# What a book cannot play leads to where it is.
_PLAYED = names_in("audio embed iframe object video")
_UNSEEN = frozenset({"headerlink"})
_USELESS = names_in(
    "align cite decoding download itemprop itemscope itemtype loading name rel tabindex target translate"
)
_ALIGNED = frozenset({"left", "right", "center", "justify"})
_REFERRING = names_in(
    "aria-controls aria-describedby aria-details aria-labelledby aria-owns aria-flowto headers"
)
# As they are read: HTML knows no capitals.
_DRAWN = frozenset(name.lower() for name in figures.ELEMENTS)
_DRAWING = frozenset(name.lower() for name in figures.ATTRIBUTES) | {"role"}
_SPOKEN = patterns.lazy(rf"{SPOKEN}[a-z]+")
_SIZE = patterns.lazy(r"\d+")


def bare(content: str) -> Element:
    """Return the tree of a page's HTML, in a `div`, with nothing that a book has no use for."""
    root = html.fragment_fromstring(fit(content), create_parent="div")
    for element in [*root.iterdescendants()]:
        if not isinstance(element.tag, str) or _is_silent(element):
            element.drop_tree()
    for element in [*root.iterdescendants()]:
        if element.tag == "input":
            _tick(element)
        elif element.tag == "label":
            element.tag = "span"
        elif element.tag in _PLAYED:
            _lead(element)
        elif not _is_shown(element):
            element.drop_tag()
    ids: set[str] = set()
    for element in root.iterdescendants():
        _keep(element, ids)
    for element in root.iterdescendants():
        for name in _REFERRING & {*element.attrib.keys()}:
            if not ids.issuperset(element.get(name).split()):
                del element.attrib[name]
    return root


def _is_silent(element: Element) -> bool:
    """Tell whether nobody sees or hears an element without a script."""
    return (
        element.tag in _SILENT
        or "hidden" in element.attrib
        or bool(_UNSEEN & {*element.get("class", "").split()})
        or (element.tag == "input" and element.get("type") != "checkbox")
    )


def _is_shown(element: Element) -> bool:
    if any(above.tag == "svg" for above in element.iterancestors()):
        return element.tag in _DRAWN
    return element.tag in ELEMENTS - {"picture", "path"}


def _tick(element: Element) -> None:
    """Put a sign in the place of a box that is ticked or not."""
    element.tag = "span"
    element.text = "☑ " if "checked" in element.attrib else "☐ "
    element.attrib.clear()


def _lead(element: Element) -> None:
    """Turn what would be played into a link to it."""
    address = element.get("src") or element.get("data") or ""
    if not address:
        address = next((each.get("src") for each in element.iter("source") if each.get("src")), "")
    label = element.get("title") or address
    element.clear(keep_tail=True)
    element.tag = "a"
    element.set("href", address)
    element.text = label


def _keep(element: Element, ids: set[str]) -> None:
    """Leave of the attributes of an element those that a book can use, and of ids the first of each."""
    if element.tag in ("td", "th") and element.get("align") in _ALIGNED:
        element.set("style", f"text-align: {element.get('align')};")
    is_drawn = element.tag == "svg" or any(above.tag == "svg" for above in element.iterancestors())
    for name, value in element.attrib.items():
        if name == "id":
            is_kept = value not in ids and value.split() == [value]
        elif is_drawn:
            is_kept = name in _DRAWING or bool(_SPOKEN.fullmatch(name))
        else:
            is_kept = _is_kept(element.tag, name, value)
        if not is_kept:
            del element.attrib[name]
    if "id" in element.attrib:
        ids.add(element.get("id"))


def _is_kept(tag: str, name: str, value: str) -> bool:
    if name in ("width", "height"):
        return bool(_SIZE.fullmatch(value))
    if name.startswith("data-") or name in _USELESS:
        return False
    return bool(_SPOKEN.fullmatch(name)) or name in ATTRIBUTES.get(tag, ())
