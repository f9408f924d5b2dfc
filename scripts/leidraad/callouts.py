"""What all callouts have in common; `kinds.py` has the kinds.

A kind is one `pymdownx.blocks` class, registered once per keyword (`citaat`, `quote`, …). What an author got
wrong never reaches these classes: `fences.py` has mended the text, and noted the problem, before they run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.dialect.plain import plain
from leidraad.locales import Locale

Validator = Callable[[Any], Any]

_IDENTIFIER = patterns.lazy(r"[a-z][a-z0-9-]*")
_CLASS = patterns.lazy(r"callout callout--([a-z]+)")


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


def name(root: Element) -> None:
    """Give each callout of a page that has no id one by its kind and number, `quote:2`, to be linked to."""
    counts: Counter[str] = Counter()
    for element in root.iter():
        found = _CLASS.fullmatch(element.get("class", ""))
        if found:
            counts[found[1]] += 1
            if not element.get("id"):
                element.set("id", f"{found[1]}:{counts[found[1]]}")


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
        if self.options.get("id"):
            section.set("id", self.options["id"])
        # Not yet a paragraph, which a description list at the start of the content would take for its term.
        title = SubElement(section, "div", {"class": "callout__title"})
        # An imported title may begin with the word that the book itself printed.
        printed = re.match(rf"{self.label}\b", self.argument or "", re.IGNORECASE)
        if self.label and not printed:
            label = SubElement(title, "span", {"class": "callout__label"})
            label.text = self.label
            label.tail = " " if self.argument else None
        if self.argument:
            SubElement(title, "span", {"class": "callout__name"}).text = self.argument
        facts = " · ".join(self.facts())
        if facts:
            SubElement(section, "div", {"class": "callout__facts"}).text = AtomicString(facts)
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
            for part in block:
                if part.get("class") in ("callout__title", "callout__facts"):
                    part.tag = "p"
            # A section with a name would be a landmark of the page: two of one name help nobody.
            block.set("role", "group")
            block.set("aria-label", ": ".join(map(plain, block[0])))
