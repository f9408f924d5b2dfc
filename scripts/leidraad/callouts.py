"""The callout kinds: what each takes and the HTML that it becomes.

A kind is one `pymdownx.blocks` class, registered once per keyword (`citaat`, `quote`, …). What an author got
wrong never reaches these classes: `fences.py` has mended the text, and noted the problem, before they run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block, type_ranged_integer, type_string_in

from leidraad import tags
from leidraad.locales import Locale

GROUPS = ("alone", "pair", "team")
UNKNOWN = "leidraad-unknown"

Validator = Callable[[Any], Any]

_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*")
_TASK = re.compile(r"\[([ xX])\][ ]+")
_STASHED = re.compile("\x02[^\x03]*\x03")


def identifier(value: object) -> str:
    """Accept a lower-case identifier that is safe in HTML and in an address."""
    if isinstance(value, str) and _IDENTIFIER.fullmatch(value):
        return value
    raise ValueError("use lower-case letters, digits and hyphens, starting with a letter")


def words(value: object) -> tuple[str, ...]:
    """Accept one identifier or a list of them."""
    items = value if isinstance(value, list) else [value]
    return tuple(identifier(item) for item in items)


def line(value: object) -> str:
    """Accept a text of one line."""
    if isinstance(value, str) and "\n" not in value:
        return value
    raise ValueError("write a text of one line")


class CalloutBlock(Block):
    """Render a callout as a labelled section.

    Config: `locale`, the `Locale` whose labels are printed; `callouts`, the list that each callout joins;
    `watch`, called with the element that takes the content.
    """

    KIND: ClassVar[str] = ""
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, tuple[Any, Validator]]] = {}
    NEEDS_ARGUMENT: ClassVar[bool] = False

    argument: str | None

    @property
    def locale(self) -> Locale:
        """Return the locale of the page."""
        locale: Locale = self.config["locale"]
        return locale

    def on_create(self, parent: Element) -> Element:
        """Create the element and enter it in the list of callouts."""
        self.argument, self.tag = tags.take(self.argument or "")
        self.element = self.create(parent)
        self.element.set("class", f"callout callout--{self.KIND}")
        self.config["callouts"].append(self)
        self.config["watch"](self.on_add(self.element))
        return self.element

    def create(self, parent: Element) -> Element:
        """Create the element in `parent`; the class attribute is set by the caller."""
        section = SubElement(parent, "section")
        title = SubElement(section, "p", {"class": "callout__title"})
        if self.label:
            label = SubElement(title, "span", {"class": "callout__label"})
            label.text = self.label
            label.tail = " " if self.argument else None
        if self.argument:
            SubElement(title, "span", {"class": "callout__name"}).text = self.argument
        facts = " · ".join(self.facts())
        if facts:
            SubElement(section, "p", {"class": "callout__facts"}).text = AtomicString(facts)
        return section

    @property
    def label(self) -> str:
        """Return the word for this kind in the page's language."""
        return self.locale.say("labels", self.KIND)

    def facts(self) -> Iterable[str]:
        """Yield what the options say to the reader."""
        return ()

    def on_inline_end(self, block: Element) -> None:
        """Name the section for assistive technology, from its label and title."""
        if block.tag == "section":
            name = next((e for e in block[0] if e.get("class") == "callout__name"), Element("span"))
            text = _STASHED.sub("", "".join(_plain(name))).strip()
            block.set("aria-label", ": ".join(filter(None, (self.label, text))))


class QuoteBlock(CalloutBlock):
    """Render a quotation as a figure; the argument, who said it, is its caption."""

    KIND = "quote"

    def create(self, parent: Element) -> Element:
        """Create figure, blockquote and, where there is an argument, caption."""
        figure = SubElement(parent, "figure")
        SubElement(figure, "blockquote")
        if self.argument:
            SubElement(figure, "figcaption").text = self.argument
        return figure

    def on_add(self, block: Element) -> Element:
        """Put the content into the blockquote."""
        return block[0]


class EpigraphBlock(QuoteBlock):
    """Render an epigraph as a quotation in which every line keeps its end."""

    KIND = "epigraph"

    def on_end(self, block: Element) -> None:
        """Turn each soft wrap into a line break."""
        for paragraph in block[0].iter("p"):
            paragraph.text = (paragraph.text or "").replace("\n", "  \n")


class CaseBlock(CalloutBlock):
    """Render a case: a story that can be read on its own."""

    KIND = "case"
    OPTIONS: ClassVar = {"id": ("", identifier), "themes": ((), words), "sector": ("", line)}

    def create(self, parent: Element) -> Element:
        """Create the section with its id and, for indexes, its themes."""
        section = super().create(parent)
        if self.options["id"]:
            section.set("id", self.options["id"])
        if self.options["themes"]:
            section.set("data-themes", " ".join(self.options["themes"]))
        return section

    def facts(self) -> Iterable[str]:
        """Yield the sector."""
        if self.options["sector"]:
            yield self.options["sector"]


class ExerciseBlock(CalloutBlock):
    """Render an exercise with its minutes and the group that it is for."""

    KIND = "exercise"
    OPTIONS: ClassVar = {
        "minutes": (0, type_ranged_integer(1, 1440)),
        "group": ("", type_string_in(GROUPS)),
    }

    def facts(self) -> Iterable[str]:
        """Yield minutes and group."""
        if self.options["minutes"]:
            yield self.locale.say("labels", "minutes", minutes=self.options["minutes"])
        if self.options["group"]:
            yield self.locale.say("group", self.options["group"])


class TermBlock(CalloutBlock):
    """Render the definition of a term as a description list."""

    KIND = "term"
    NEEDS_ARGUMENT = True

    def create(self, parent: Element) -> Element:
        """Create the list with the term in a `dfn`.

        A division keeps a description list that follows in the text from joining this one.
        """
        division = SubElement(parent, "div")
        items = SubElement(division, "dl")
        SubElement(SubElement(items, "dt"), "dfn").text = self.argument
        SubElement(items, "div")
        return division

    def on_add(self, block: Element) -> Element:
        """Put the content into the description."""
        return block[0][1]

    def on_end(self, block: Element) -> None:
        """Make the content a description, now that no callout in it can take it for a list's indent."""
        block[0][1].tag = "dd"


class CheckBlock(CalloutBlock):
    """Render a self-check: a question, lettered answers, and a folded answer with its explanation.

    The answers are the first list of the body, `- [x]` a right one and `- [ ]` a wrong one.
    """

    KIND = "check"

    def on_end(self, block: Element) -> None:
        """Fold all that follows the answers away, with the right letters on top."""
        answers = next((child for child in block if child.tag == "ul"), None)
        if answers is None:
            return
        answers.tag = "ol"
        answers.attrib.update({"class": "callout__answers", "type": "A"})
        right = [chr(65 + n % 26) for n, item in enumerate(answers) if _is_right(item)]
        position = list(block).index(answers) + 1
        explanation = block[position:]
        details = Element("details", {"class": "callout__answer"})
        SubElement(details, "summary").text = self.locale.say("labels", "answer")
        verdict = SubElement(SubElement(details, "p"), "strong")
        verdict.text = self.locale.say("labels", "right", letters=", ".join(right) or "–")
        for child in explanation:
            block.remove(child)
            details.append(child)
        block.append(details)


class ReflectionBlock(CalloutBlock):
    """Render questions for the reader."""

    KIND = "reflection"


class KeyBlock(CalloutBlock):
    """Render what to remember."""

    KIND = "key"


class TrainerBlock(CalloutBlock):
    """Render a note for trainers, which `extension.py` takes out of every other build."""

    KIND = "trainer"


class UnknownBlock(CalloutBlock):
    """Render a callout whose kind nobody knows, so that its words are not lost."""

    KIND = "unknown"

    @property
    def label(self) -> str:
        """Return nothing: what the author wrote is the title."""
        return ""


KINDS: dict[str, type[CalloutBlock]] = {
    kind.KIND: kind
    for kind in (
        EpigraphBlock,
        QuoteBlock,
        CaseBlock,
        ReflectionBlock,
        ExerciseBlock,
        KeyBlock,
        TermBlock,
        CheckBlock,
        TrainerBlock,
    )
}


def _is_right(item: Element) -> bool:
    """Take the `[x]` or `[ ]` off an answer and tell whether it was a right one."""
    holder = item if (item.text or "").strip() else next(iter(item), item)
    found = _TASK.match(holder.text or "")
    if not found:
        return False
    holder.text = (holder.text or "")[found.end() :]
    return found.group(1) != " "


def _plain(element: Element) -> Iterable[str]:
    """Yield the text of `element` without its note references."""
    if element.tag == "sup":
        return
    yield element.text or ""
    for child in element:
        yield from _plain(child)
        yield child.tail or ""
