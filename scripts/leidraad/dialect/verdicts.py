"""What one conversion told besides the chapter: which brackets became notes and citations, and the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element

from leidraad import patterns
from leidraad.callouts import CalloutBlock
from leidraad.dialect import tags
from leidraad.dialect.citing import Citation
from leidraad.dialect.fences import Problem
from leidraad.dialect.notes import Arrival
from leidraad.dialect.passages import LINK, OBJECT, REFERENCE, Passage, flat, passages
from leidraad.model import Block, Chapter
from leidraad.translations.outline import parts_of
from leidraad.translations.part import Part

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSHOWN = patterns.lazy(
    r"<!--.*?-->|<(pre|code|script|style|textarea|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_NOTE_LIKE = patterns.lazy(f"\\[\\^([^\\]\n]*(?:\n[^\\]\n]+)?)\\](?:{tags.OPEN}(\\d+){tags.CLOSE})?")


class Mark(NamedTuple):
    """One `[^id]` of the page, its tag where that was traced, and whether it stands in a heading."""

    id: str
    tag: int | None
    is_heading: bool = False


class Quotation(NamedTuple):
    """A quote or epigraph: its kind, who said it, what, the ids of its notes, and its tag."""

    kind: str
    who: str
    text: str
    notes: tuple[str, ...]
    tag: int | None


class Cited(NamedTuple):
    """A citation, the id of the note that it stands in (None in the text), and its tag."""

    citation: Citation
    note: str | None
    tag: int | None


@dataclass(frozen=True)
class Reading:
    """What one conversion told: the chapter and the parser's verdicts on it.

    Attributes:
        cited: the notes that are referred to, in reading order.
        literal: what looks like a note reference and stayed text.
        raw: the same in raw HTML, where no note can be.
        quotations: quotes and epigraphs, in reading order.
        problems: what is wrong with callouts.
        citations: what cites works, in reading order.
        passages: the text as its reader sees it.
        own: the chapter without what includes bring in, which a traced conversion shows too.
        arrivals: the references that are left on the page, with their ids.
    """

    chapter: Chapter
    cited: tuple[Mark, ...] = ()
    literal: tuple[Mark, ...] = ()
    raw: tuple[Mark, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    problems: tuple[Problem, ...] = ()
    citations: tuple[Cited, ...] = ()
    passages: tuple[Passage, ...] = ()
    own: Chapter | None = None
    arrivals: tuple[Arrival, ...] = ()

    @cached_property
    def parts(self) -> tuple[tuple[Block, Part], ...]:
        """The parts of the chapter, each with its block, without what includes bring in."""
        return tuple(parts_of(self.own or self.chapter))

    def works(self) -> dict[str, list[Arrival]]:
        """Return the references on the page that lead to each work, by its key."""
        cited: dict[str, list[str]] = {}
        for cited_here in self.citations:
            if cited_here.note is not None:
                keys = [cite.key for cite in cited_here.citation.cites]
                cited.setdefault(cited_here.note, []).extend(keys)
        found: dict[str, list[Arrival]] = {}
        for arrival in self.arrivals:
            for key in dict.fromkeys(cited.get(arrival.note, ())):
                found.setdefault(key, []).append(arrival)
        return found


def gather(
    root: Element,
    chapter: Chapter,
    callouts: Sequence[CalloutBlock],
    citations: Mapping[Element, Citation],
    problems: Sequence[Problem],
    html: Iterable[str],
    own: Chapter,
) -> Reading:
    """Return the reading, now that the inline pass has decided what is a note and what a citation.

    Args:
        root: the page.
        chapter: what the block parse made of it.
        callouts: its callouts, in reading order.
        citations: the element of each citation.
        problems: what is wrong with callouts.
        html: the raw HTML of the page.
        own: the chapter without what includes bring in.
    """
    shown = (_UNSHOWN.sub(" ", text) for text in html if "[^" in text)
    return Reading(
        chapter,
        tuple(_marks(root)),
        # Most pages have none, and to look for them in all of the text takes a tenth of the time.
        tuple(_literal(_texts(root))) if "[^" in "".join(root.itertext()) else (),
        tuple(_literal(shown)),
        tuple(_quotation(c) for c in callouts if c.KIND in ("quote", "epigraph")),
        tuple(problems),
        tuple(_cited(root, citations)) if citations else (),
        tuple(passages(root)),
        own,
    )


def _literal(texts: Iterable[str]) -> Iterator[Mark]:
    for text in texts:
        if "[^" in text:
            for found in _NOTE_LIKE.finditer(text):
                yield Mark(found[1], _number(found[2]))


def _marks(root: Element) -> Iterator[Mark]:
    """Yield the references to notes in reading order."""
    in_heading = {sup for tag in _HEADINGS for heading in root.iter(tag) for sup in heading.iter("sup")}
    for sup in root.iter("sup"):
        for link in filter(_is_reference, sup):
            yield Mark(_note(link), _tag(sup), sup in in_heading)


def _quotation(block: CalloutBlock) -> Quotation:
    body = block.on_add(block.element)
    caption = next(iter(block.element.iter("figcaption")), None)
    who = "" if caption is None else flat(caption)
    notes = tuple(_note(link) for link in block.element.iter("a") if _is_reference(link))
    text = "\n\n".join(passage.text for passage in passages(body))
    return Quotation(block.KIND, _plain(who), _plain(text), notes, block.tag)


def _cited(root: Element, citations: Mapping[Element, Citation]) -> Iterator[Cited]:
    notes = {
        element: item.get("id", "")[3:]
        for item in root.iter("li")
        if item.get("id", "").startswith("fn:")
        for element in item.iter("span")
    }
    for element in root.iter("span"):
        if element in citations:
            yield Cited(citations[element], notes.get(element), _tag(element))


def _texts(element: Element) -> Iterator[str]:
    """Yield the texts in `element` in reading order, leaving code out."""
    for child in element:
        if child.tag not in ("code", "pre"):
            yield child.text or ""
            yield from _texts(child)
        yield child.tail or ""


def _plain(text: str) -> str:
    return text.replace(REFERENCE, "").replace(OBJECT, "").replace(LINK, "").strip()


def _is_reference(element: Element) -> bool:
    return element.get("class") == "footnote-ref"


def _note(link: Element) -> str:
    return link.get("href", "").partition(":")[2]


def _tag(element: Element) -> int | None:
    """Return the number of the tag right behind an element."""
    found = tags.MARK.match(element.tail or "")
    return _number(found[1]) if found else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
