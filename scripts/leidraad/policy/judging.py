"""What on a page is not allowed, as a browser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import nh3

from leidraad import patterns
from leidraad.policy.allowed import ELEMENTS, UNPLAIN, Offence, offence
from leidraad.policy.elsewhere import SCHEME, SCHEMES

_NAMED = "".join(rf"(?<!\b{scheme})" for scheme in sorted(SCHEMES))
# HTML, attributes, an address with a scheme that is not named, however that is written, or a picture.
_DOUBTFUL = patterns.lazy(
    r"<[a-z]|\{[^{}]*(?:[=\"<>]|(?<=[\s{:])[a-z]|md-|mermaid|leidraad-|#__)|\battrs\s*:|&(?:#|colon|tab|newline)|!\["
    rf"|{_NAMED}(?<=[a-z0-9+.-])\s*:\S",
    re.IGNORECASE,
)
_TAG = patterns.lazy(r"<([a-z][^\s/>]*)", re.IGNORECASE)
_SCHEMES = patterns.lazy(rf"{SCHEME}(?=:)", re.IGNORECASE)
_UNSEEN = patterns.lazy(r"[\0-\x20]+")
_COMMENT = patterns.lazy(r"<!--(?!-?>).*?--!?>", re.DOTALL)


class Found(NamedTuple):
    """Something that is not allowed: what is wrong, the element, and the attribute where that is it."""

    offence: Offence
    element: str
    name: str = ""
    value: str = ""


def is_doubtful(text: str) -> bool:
    """Tell whether the Markdown of a chapter may become something that is not allowed."""
    return bool(_DOUBTFUL.search(text))


def judge(html: str) -> list[Found]:
    """Return what on a page is not allowed, in order: attributes first, then elements.

    Args:
        html: what a conversion made of a chapter.
    """
    return list(_judged(html)) if UNPLAIN.search(html) else []


def _judged(html: str) -> Iterator[Found]:
    found: list[Found] = []

    def look(element: str, name: str, value: str) -> str:
        if wrong := offence(element, name, value):
            found.append(Found(wrong, element, name, value))
        return value

    # As a browser reads it.
    html = html.replace("\0", "\ufffd")
    # What is allowed here is all that there may be, so that each thing is looked at.
    present = {name.lower() for name in _TAG.findall(html)}
    seen = _clean(html, frozenset(present | ELEMENTS), look)
    yield from found
    shown = [name.lower() for name in _TAG.findall(seen)]
    # A parser of a part of a page hides some: what belongs to the whole, and what is lost in a drawing.
    hidden = {name.lower() for name in _TAG.findall(_COMMENT.sub("", html))}.difference(shown)
    for name in [*shown, *sorted(hidden)]:
        if name not in ELEMENTS:
            yield Found("element", name)


def _clean(html: str, elements: frozenset[str], look: object) -> str:
    schemes = {scheme.lower() for scheme in _SCHEMES.findall(_UNSEEN.sub("", unescape(html)))}
    return nh3.clean(
        html,
        tags=set(elements),
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes={""},
        attribute_filter=look,  # type: ignore[arg-type]
        url_schemes=schemes,
        link_rel=None,
    )
