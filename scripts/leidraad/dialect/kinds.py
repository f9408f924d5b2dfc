"""The kinds of callouts: what each takes and the HTML that it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_ranged_integer, type_string_in

from leidraad import patterns
from leidraad.callouts import CalloutBlock, identifier, line, words
from leidraad.model import UNKNOWN_KIND

GROUPS = ("alone", "pair", "team")
UNKNOWN = "leidraad-unknown"
QUESTION, RIGHT, WRONG = "https://schema.org/Question", "acceptedAnswer", "suggestedAnswer"

_UNSEARCHED = {"data-unsearched": ""}
_TASK = patterns.lazy(r"\[([ xX])\][ ]+")


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
        """Create the section with, for indexes, its themes."""
        section = super().create(parent)
        if self.options["themes"]:
            section.set("data-themes", " ".join(self.options["themes"]))
        if self.options["sector"]:
            section.set("data-sector", self.options["sector"])
        return section

    def facts(self) -> Iterable[str]:
        """Yield the sector."""
        if self.options["sector"]:
            yield self.options["sector"]


class TimedBlock(CalloutBlock):
    """Render what is done with its minutes, the group that it is for, and what is needed for it."""

    OPTIONS: ClassVar = {
        "minutes": (0, type_ranged_integer(1, 1440)),
        "group": ("", type_string_in(GROUPS)),
        "materials": ("", line),
    }

    def create(self, parent: Element) -> Element:
        """Create the section with, for indexes and timetables, its options."""
        section = super().create(parent)
        for name in self.OPTIONS:
            if self.options[name]:
                section.set(f"data-{name}", str(self.options[name]))
        return section

    def facts(self) -> Iterable[str]:
        """Yield minutes, group and materials."""
        if self.options["minutes"]:
            yield self.locale.say("labels", "minutes", minutes=self.options["minutes"])
        if self.options["group"]:
            yield self.locale.say("group", self.options["group"])
        if self.options["materials"]:
            yield self.locale.say("labels", "materials", materials=self.options["materials"])


class ExerciseBlock(TimedBlock):
    """Render an exercise."""

    KIND = "exercise"


class TermBlock(CalloutBlock):
    """Render the definition of a term as a description list."""

    KIND = "term"
    NEEDS_ARGUMENT = True
    OPTIONS: ClassVar = {"forms": ("", line)}

    def create(self, parent: Element) -> Element:
        """Create the list with the term in a `dfn`.

        A division keeps a description list that follows in the text from joining this one.
        """
        division = SubElement(parent, "div")
        if self.options["forms"]:
            division.set("data-forms", self.options["forms"])
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

    The answers are the first list of the body, `- [x]` a right one and `- [ ]` a wrong one. Programs know
    them by the microdata of https://schema.org/Question, which no reader sees.
    """

    KIND = "check"

    def on_end(self, block: Element) -> None:
        """Fold all that follows the answers away, with the right letters on top."""
        answers = next((child for child in block if child.tag == "ul"), None)
        if answers is None:
            return
        answers.tag = "ol"
        answers.attrib.update({"class": "callout__answers", "type": "A"})
        block.attrib.update({"itemscope": "", "itemtype": QUESTION})
        right = []
        for n, item in enumerate(answers):
            is_right = _is_right(item)
            item.set("itemprop", RIGHT if is_right else WRONG)
            right += [chr(65 + n % 26)] if is_right else []
        position = list(block).index(answers) + 1
        explanation = block[position:]
        details = Element("details", {"class": "callout__answer"})
        SubElement(details, "summary", _UNSEARCHED).text = self.locale.say("labels", "answer")
        # Whoever searches is not told which answer is right.
        verdict = SubElement(SubElement(details, "p", _UNSEARCHED), "strong")
        verdict.text = self.locale.say("labels", "right", letters=", ".join(right) or "–")
        for child in explanation:
            block.remove(child)
            details.append(child)
        block.append(details)


class ReflectionBlock(CalloutBlock):
    """Render questions for the reader; with an id, what was answered is known again wherever they move."""

    KIND = "reflection"
    OPTIONS: ClassVar = {"id": ("", identifier)}


class KeyBlock(CalloutBlock):
    """Render what to remember."""

    KIND = "key"


class TrainerBlock(TimedBlock):
    """Render a note for trainers, which `extension.py` takes out of every other build."""

    KIND = "trainer"


class UnknownBlock(CalloutBlock):
    """Render a callout whose kind nobody knows, so that its words are not lost."""

    KIND = UNKNOWN_KIND

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


WORDED = ("sector", "forms", "materials")
"""The options that a reader is told in words, which each language has its own of."""
