"""What a built page refers to, defines and runs: the one reading of a page, for all that look at the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from leidraad import patterns
from leidraad.built import elements
from leidraad.built.elements import Element
from leidraad.built.references import Reference
from leidraad.built.references import of as addresses

# https://html.spec.whatwg.org/#attr-script-type, and https://mimesniff.spec.whatwg.org/#javascript-mime-type.
_RUNS = patterns.lazy(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*"
)
_HOLDING = frozenset({"script", "style", "html"})
# Most of what is on one page only: a link, with what neither loads nor names anything.
_SILENT = rb'(?>(?: (?:class|title|role|rel|lang|hreflang|(?:aria|data)-[a-z-]++)(?>(?:="[^"<>&]*+")?))*)'
_LINK = patterns.lazy(rb'<a%b href="([^"<>&]*+)"%b>' % (_SILENT, _SILENT))


class Held(NamedTuple):
    """What stands in a page: a script that runs, a style sheet, a `style` attribute, the page's language."""

    kind: Literal["script", "style", "attribute", "lang"]
    text: str


class Said(NamedTuple):
    """What a part of a page says: the addresses in it, the names that it gives, and what stands in it."""

    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()


class Page(NamedTuple):
    """A built page.

    Attributes:
        file: its path in the site.
        references: the addresses on it, each once.
        ids: the names that a link can lead to, each as often as it is given.
        held: what stands in it.
    """

    file: str
    references: Collection[Reference]
    ids: Sequence[str]
    held: Sequence[Held]

    @property
    def lang(self) -> str:
        """Return the language that the page says to be in."""
        return next((held.text for held in self.held if held.kind == "lang"), "")


_NOTHING = Said()


class _MisreadError(Exception):
    """A piece goes on behind where it seems to end."""


def read(file: str, page: bytes) -> Page:
    """Return what a page holds.

    Args:
        file: its path in the site.
        page: what is in it.
    """
    page = page.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in page else page
    try:
        said = list(filter(None, map(_KNOWN.__getitem__, elements.cuts(page))))
    except _MisreadError:
        said = list(filter(None, map(_piece, elements.pieces(_text(page)))))
    references, ids, held = zip(_NOTHING, *said, strict=True)
    return Page(
        file,
        dict.fromkeys(chain.from_iterable(references)),
        tuple(chain.from_iterable(ids)),
        tuple(chain.from_iterable(held)),
    )


def _text(page: bytes) -> str:
    """Return text as a browser reads it: something stands for what is no UTF-8."""
    return page.decode("utf-8", "replace")


class _Known(dict[bytes, Said | None]):
    """What is said where a piece of a page seems to be, of which most pages have nearly all in common."""

    def __missing__(self, cut: bytes) -> Said | None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        link = _LINK.fullmatch(cut)
        said = self[cut] = Said((Reference("link", _text(link[1])),)) if link else _cut(_text(cut))
        return said


_KNOWN = _Known()
# More than some hundred pages have.
_MOST_KNOWN = 10_000


def _cut(cut: str) -> Said | None:
    """Return what is said where a piece of a page seems to be.

    Raises:
        _MisreadError: there is no piece, or not only one.
    """
    if found := elements.tidy(cut):
        return _said(found)
    pieces = elements.within(cut)
    if pieces is None or len(pieces) > 1:
        raise _MisreadError
    return _piece(pieces[0]) if pieces else None


def _piece(piece: str) -> Said | None:
    """Return what a piece of a page says."""
    return _said(elements.element(piece))


def _said(element: Element | None) -> Said | None:
    """Return what an element says, or None for nothing, as a comment does."""
    if element is None:
        return None
    tag, attributes, _ = element
    references = tuple(addresses(element))
    name, other = attributes.get("id"), attributes.get("name") if tag == "a" else None
    ids = tuple(dict.fromkeys(filter(None, (name, other)))) if other else (name,) if name else ()
    held = tuple(_held(element)) if tag in _HOLDING or "style" in attributes else ()
    return Said(references, ids, held) if references or ids or held else None


def _held(element: Element) -> Iterator[Held]:
    """Yield what stands in an element, if a browser heeds it."""
    tag, attributes, text = element
    if style := attributes.get("style"):
        yield Held("attribute", style)
    if tag == "script" and text and "src" not in attributes and _runs(attributes.get("type", "")):
        yield Held("script", text)
    if tag == "style" and text:
        yield Held("style", text)
    if tag == "html" and "lang" in attributes:
        yield Held("lang", attributes["lang"])


def _runs(kind: str) -> bool:
    """Tell whether a browser runs a script of a type; it leaves data alone."""
    return bool(_RUNS.fullmatch(kind.strip().lower()))
