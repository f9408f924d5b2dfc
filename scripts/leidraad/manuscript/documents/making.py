"""One chapter made of its part of a document: blocks, notes, flags and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from leidraad import patterns
from leidraad.manuscript.decisions import FLAG_BELOW, PLACEHOLDER, Decision
from leidraad.manuscript.documents.blocks import Builder
from leidraad.manuscript.documents.chapters import Part
from leidraad.manuscript.documents.inlines import Inlines
from leidraad.manuscript.documents.log import MOST_LISTED, Log
from leidraad.manuscript.documents.looks import unbold
from leidraad.manuscript.documents.nested import Nested
from leidraad.manuscript.documents.pictures import Pictures
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.tree import Node, attributes, children, inlines_of, leaves
from leidraad.manuscript.importer import note_prefix
from leidraad.manuscript.lines import GUESSED_ENCODING
from leidraad.manuscript.markup import escape_end, escape_start
from leidraad.model import Heading, Note

# In an EPUB pandoc puts the page before the address.
_PAGE = patterns.lazy(r"^[^_]*\.x?html?_")
_REASONS = {
    "head": ("furniture", "the head or foot of every page"),
    "contents": ("furniture", "a table of contents or an index, which the site makes itself"),
    "notes": ("note", "the heading of notes that now stand where they are referred to"),
    "hidden": ("block", "hidden in the document"),
    "deleted": ("block", "deleted in the manuscript"),
    "author": ("block", "who wrote the document, whom no chapter names"),
    "again": ("block", "the title of the document, which it gives once more"),
    "book": ("furniture", "the title page, which no chapter is"),
    "date": ("block", "the date of the document, which no chapter names"),
}


class Making:
    """A chapter in the making."""

    def __init__(
        self, part: Part, styles: Styles, pictures: Pictures, lang: str, name: str, *, joins: bool
    ) -> None:
        """Take what it is made of, the name that its note ids are made from, and how quotations join."""
        self.joins = joins
        self.part = part
        self.styles = styles
        self.log = Log(lang)
        self.unknown: list[str] = []
        prefix = note_prefix(name)
        self.inlines = Inlines(
            prefix, self.log, styles, pictures, dict(_anchors(part.blocks)), self._meet_unknown
        )

    def open(
        self, repairs: Sequence[Decision], left_out: Sequence[tuple[str, str]], *, is_guess: bool
    ) -> None:
        """Enter what is known of the document as a whole.

        Args:
            repairs: what was done to its letters.
            left_out: what it has that no chapter holds, by kind.
            is_guess: whether its encoding is one.
        """
        for repair in repairs:
            self.log.decide(repair.kind, repair.chosen, repair.confidence, repair.reason)
        if is_guess:
            decision = ("encoding", GUESSED_ENCODING, 0.5, "not UTF-8", "another encoding")
            self.log.flag("LR505", "encoding", decision, encoding=GUESSED_ENCODING)
        for kind, words in left_out:
            if kind == "remark":
                self.log.left_out.append(words)
                decision = ("block", f"left out: {words}", 0.5, "a remark in the manuscript", "text")
                self.log.flag("LR506", "remark", decision, author="?", text=words)
            else:
                self.log.leave_out(_REASONS[kind][0], words, _REASONS[kind][1])

    def lose(self, words: Sequence[str]) -> None:
        """Flag words of the document that pandoc did not read."""
        shown = " ".join(words[:MOST_LISTED]) + (" …" if len(words) > MOST_LISTED else "")
        self.log.left_out.append(" ".join(words))
        reason = "in the document, but not among what pandoc read"
        decision = ("block", f"left out: {shown}", 0.5, reason, "text")
        self.log.flag("LR506", "lost_words", decision, text=shown)

    def build(self) -> None:
        """Make the blocks of the chapter, then its notes."""
        part = self.part
        self.log.place = max(part.start - 1, 1)
        title = self.inlines.line(unbold(part.title))
        for chosen, sure, reason, other in part.decisions:
            if sure < FLAG_BELOW and other:
                count = next(said.split()[0] for said in (chosen, other) if said.endswith(" chapters"))
                self.log.flag("LR501", "chapters", ("block", chosen, sure, reason, other), count=count)
            else:
                self.log.decide("block", chosen, sure, reason, *filter(None, [other]))
        for kind, words in part.left_out:
            self.log.leave_out(*_left_out(kind, words))
        if title:
            self.log.add(Heading(1, escape_end(escape_start(title))))
        else:
            decision = ("block", "no title", 0.5, "nothing in the document is one", "title")
            self.log.flag("LR501", "no_title", decision)
        builder = Builder(self.inlines, self.styles, part.level, joins=self.joins)
        builder.build(part.blocks, part.start, titled=bool(title))
        self._add_notes()
        for style in self.unknown:
            reason = "no table says what it stands for; name it in manuscript/styles.toml"
            self.log.decide("block", f"the style ‘{style}’ as plain text", 0.7, reason, "a callout")

    def _add_notes(self) -> None:
        """Add the text of every note; a note may cite further ones."""
        nested = Nested(self.inlines)
        waiting = list(self.inlines.notes)
        for identifier in waiting:
            known = len(self.inlines.notes)
            said = nested.markdown(self.inlines.notes[identifier])
            waiting += list(islice(self.inlines.notes, known, None))
            if said:
                self.log.add(Note(identifier, said))
            else:
                self.log.decide("note", PLACEHOLDER, 0.95, "the note in the document is empty")
                self.log.add(Note(identifier, self.log.locale.say("notes", "placeholder")))

    def _meet_unknown(self, style: str) -> None:
        if style not in self.unknown:
            self.unknown.append(style)


def _left_out(kind: str, words: str) -> tuple[str, str, str]:
    about, reason = _REASONS[kind]
    return about, words, reason


def _anchors(blocks: list[Node]) -> Iterator[tuple[str, str]]:
    """Yield the address of each heading that a link points to, with the id that it gets."""
    wanted = set(_wanted(blocks))
    taken: set[str] = set()
    for block in blocks:
        if block["t"] != "Header":
            continue
        given = {attributes(block).id, *(i for node in block["c"][2] for i in _own_ids(node))}
        for address in sorted(given & wanted):
            identifier = _identifier(address)
            if identifier and identifier not in taken:
                taken.add(identifier)
                block["c"][1][0] = address
                yield address, identifier
                break


def _own_ids(node: Node) -> Iterator[str]:
    if node["t"] in ("Span", "Link"):
        yield attributes(node).id


def _identifier(address: str) -> str:
    """Return an address as the id of a heading."""
    address = _PAGE.sub("", address)
    plain = "".join(char if char.isalnum() and char.isascii() else "-" for char in address.lower())
    words = [word for word in plain.split("-") if word]
    return "-".join(words) if words and words[0][0].isalpha() else ""


def _wanted(blocks: list[Node]) -> Iterator[str]:
    for block in blocks:
        for inlines in leaves(block):
            yield from _wanted_in(inlines)
        for part in children(block):
            yield from _wanted(part)


def _wanted_in(inlines: list[Node]) -> Iterator[str]:
    for node in inlines:
        if node["t"] == "Link" and node["c"][2][0].startswith("#"):
            yield node["c"][2][0][1:]
        if node["t"] == "Note":
            yield from _wanted(node["c"])
        else:
            yield from _wanted_in(inlines_of(node))
