"""The pages of a site as parts of a book: without what is there to press, and with all that it held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html
from lxml.html import builder

from leidraad.backmatter import book
from leidraad.backmatter.pieces import Leaf, Sheet
from leidraad.building.volume import Volume
from leidraad.packages.pdf import checks
from leidraad.packages.pdf.feet import Feet
from leidraad.packages.pdf.words import seen

INDEXED = frozenset({"cases", "exercises"})
"""The lists of which paper has an index, with the numbers of pages."""

_PRESSED = ".//button|.//input[not(@type='checkbox')]|.//script|.//style|.//template|.//*[@hidden]"
_HEADINGS = ("h1", "h2", "h3")
_LEVEL = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the contents have it: its level from 1, its id and its words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book.

    Attributes:
        leaf: the page that it was.
        id: its id.
        section: its element.
        answers: those to its self-checks, or None.
        headings: its headings, the title first.
    """

    leaf: Leaf
    id: str
    section: Any
    answers: Any | None = None
    headings: Sequence[Heading] = field(default_factory=list)


def of(volume: Volume, folder: Path) -> list[Part]:
    """Return the parts of a book, in order.

    Args:
        volume: the pages.
        folder: where their site is.
    """
    indexes = {url for url, names in volume.asked.items() if names & INDEXED}
    sheets = [
        sheet
        for sheet in volume.sheets()
        if sheet.leaf.url in indexes or sheet.leaf.url not in volume.unbound
    ]
    places = {sheet.leaf.url: f"p{number}" for number, sheet in enumerate(sheets, start=1)}
    return [_part(sheet, places, volume, folder) for sheet in sheets]


def _part(sheet: Sheet, places: Mapping[str, str], volume: Volume, folder: Path) -> Part:
    leaf = sheet.leaf
    section = html.fragment_fromstring(seen(book.placed(sheet, places, "")), create_parent="section")
    section.set("id", places[leaf.url])
    asked = volume.asked.get(leaf.url, frozenset())
    kind = "chapter" if leaf.number else "index" if asked & INDEXED else "page"
    section.set("class", f"part part--{kind}")
    if leaf.lang:
        section.set("lang", leaf.lang)
    if asked & INDEXED:
        _index(section)
    if "glossary" in asked:
        _tell_others(section, folder / leaf.url)
    _clear(section)
    _head_rows(section)
    headings = _headings(section, leaf, volume)
    _rule(section)
    feet = Feet(section)
    answers = checks.turned(section, leaf.number, volume.locale)
    feet.place(section)
    if answers is not None:
        feet.place(answers)
    if leaf.number:
        number = volume.locale.say("site", "chapter", number=leaf.number)
        section.insert(0, builder.P(number, {"class": "part__number"}))
    return Part(leaf, places[leaf.url], section, answers, headings)


def _clear(section: Any) -> None:
    """Take out what is there to press, and what nobody sees."""
    for element in section.xpath(_PRESSED):
        element.drop_tree()
    for box in section.xpath(".//input"):
        box.tag = "span"
        box.set("class", "box")
    for element in section.xpath(".//details[not(@class='callout__answer')]"):
        element.tag = "div"
        element.set("class", f"{element.get('class', '')} folded".strip())
        for summary in element.iter("summary"):
            summary.tag = "p"


def _headings(section: Any, leaf: Leaf, volume: Volume) -> list[Heading]:
    """Return the headings of a part; each gets its words, without notes, for running heads and bookmarks."""
    found: list[Heading] = []
    for heading in section.iter(*_HEADINGS):
        copied = deepcopy(heading)
        for mark in copied.xpath(".//sup[a[@class='footnote-ref']]"):
            mark.drop_tree()
        title = " ".join(copied.text_content().split())
        heading.set("data-title", title)
        if not heading.get("id"):
            heading.set("id", f"{section.get('id')}-heading-{len(found) + 1}")
        found.append(Heading(_LEVEL[heading.tag], heading.get("id"), title))
    if found:
        number = f"{leaf.number}. " if leaf.number else ""
        next(section.iter(*_HEADINGS)).set("data-bookmark", f"{number}{found[0].title}")
    if found and found[0].level == 1 and leaf.title == volume.title and not leaf.number:
        # The title of the book is on its cover; what stands here comes before it.
        title = volume.locale.say("pdf", "preface")
        first = next(section.iter("h1"))
        first.set("data-title", title)
        first.set("data-bookmark", title)
        found[0] = Heading(1, found[0].id, title)
    return found


def _rule(section: Any) -> None:
    """Put lines to write on below each question for the reader; how many of them a paper shows is its own."""
    for asking in section.find_class("callout--reflection"):
        questions = [item for child in asking if child.tag in ("ul", "ol") for item in child]
        for each in questions or [asking]:
            each.append(builder.DIV({"class": "lines"}))


def _index(section: Any) -> None:
    """Leave of a list what an index has: titles, what they are found by, and where they are."""
    for words in section.find_class("leidraad-index__words"):
        words.drop_tree()
    for entries in section.find_class("leidraad-index__list"):
        for item in entries:
            for child in [*item]:
                if child.get("class") not in ("leidraad-index__title", "leidraad-index__facts"):
                    child.drop_tree()
            for facts in item.find_class("leidraad-index__facts"):
                told = [
                    each.text_content()
                    for each in facts.find_class("leidraad-index__fact")
                    if each.get("data-leidraad-facet") != "chapter"
                ]
                for child in [*facts]:
                    facts.remove(child)
                facts.text = " · ".join(told)


def _tell_others(section: Any, page: Path) -> None:
    """Say of each term what it is called in other languages, which only the finished page knows."""
    if not page.is_file():
        return
    known: dict[str, Any] = {}
    name = ""
    for element in html.fromstring(page.read_bytes()).iter("dt", "dd"):
        if element.tag == "dt":
            name = element.get("id", "")
        elif element.get("class") == "leidraad-terms__others":
            known[name] = element
    name = ""
    for element in [*section.iter("dt", "dd")]:
        if element.tag == "dt":
            name = element.get("id", "").partition("-")[2]
        elif element.get("class") == "leidraad-terms__others":
            other = known.get(name)
            if other is None:
                element.drop_tree()
            else:
                element.getparent().replace(element, other)


def _head_rows(section: Any) -> None:
    """Let the first cell of each row be its header where a table heads all of its columns but the first."""
    for table in section.iter("table"):
        heads = table.xpath("./thead/tr")
        if len(heads) == 1 and len(heads[0]) and not heads[0][0].text_content().strip():
            heads[0][0].tag = "td"
            for first in table.xpath("./tbody/tr/td[1]"):
                first.tag = "th"
                first.set("scope", "row")
