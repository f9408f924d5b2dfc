"""Notes of HTML and EPUB, which are only links there: to a paragraph or list item, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leidraad import patterns
from leidraad.manuscript.documents.nested import is_empty
from leidraad.manuscript.documents.texts import inline
from leidraad.manuscript.documents.tree import (
    Node,
    attributes,
    children,
    inlines_of,
    is_number,
    leaves,
    text,
)

_REFERENCES = frozenset(["noteref", "footnoteref", "footnotereference", "endnoteref", "fnref"])
_NOTES = patterns.lazy(
    r"(?:foot|end|rear)?-?(?:notes?|notelist)|voetnoot|voetnoten|eindnoten|noten|fn", re.IGNORECASE
)
_LEAD = patterns.lazy(r"[(\[]?\d{1,4}[.):\]]*")
# What Word and Google Docs call the addresses of remarks in the margin.
_REMARK = patterns.lazy(r"cmnt\d+|_msocom_\d+")


class Endnotes:
    """The blocks that links point to, and which of them are notes."""

    def __init__(self, blocks: list[Node]) -> None:
        """Find every block with an address, and every link inside the document."""
        self.targets: dict[str, Node] = {}
        self.in_notes: set[str] = set()
        self.places: dict[str, int] = {}
        self.count = 0
        self._index(blocks, in_notes=False)
        self.back: set[str] = set()
        self.ways: dict[str, set[int]] = {}
        for identifier, block in self.targets.items():
            links = [*_links([block])]
            self.ways[identifier] = {self.places.get(link["c"][2][0][1:], -1) for link in links}
            if any(_is_back(link) for link in links):
                self.back.add(identifier)
        self.used: dict[str, list[Node]] = {}
        self.headings: list[str] = []
        self.removed = 0

    def resolve(self, blocks: list[Node]) -> list[Node]:
        """Return `blocks` with real notes for links, and without the lists that held them."""
        self.count = 0
        self._replace(blocks)
        return self._without(blocks)

    def _index(self, blocks: list[Node], *, in_notes: bool) -> None:
        for block in blocks:
            self.count += 1
            inside = in_notes
            found: list[str] = []
            if block["t"] == "Div":
                given = attributes(block)
                inside = in_notes or any(_NOTES.fullmatch(name) for name in given.classes)
                found = [given.id] if given.id else []
            for inlines in leaves(block):
                for identifier in _ids(inlines):
                    self.places.setdefault(identifier, self.count)
                if block["t"] != "Header":
                    # An anchor at its start is the address of a paragraph as well.
                    found += _ids(inlines[:2])
            for identifier in found:
                self.places.setdefault(identifier, self.count)
                self.targets.setdefault(identifier, block)
                if inside:
                    self.in_notes.add(identifier)
            for part in children(block):
                self._index(part, in_notes=inside)

    def _replace(self, blocks: list[Node]) -> None:
        for block in blocks:
            self.count += 1
            for inlines in leaves(block):
                self._replace_in(inlines)
            for part in children(block):
                self._replace(part)

    def _replace_in(self, inlines: list[Node], *, raised: bool = False) -> None:
        for at, node in enumerate(inlines):
            found = self._reference(node, raised=raised)
            if found:
                if found not in self.used:
                    self.used[found] = self._content(found, _number(text([node])))
                inlines[at] = _remark(self.used[found])
                if not _REMARK.fullmatch(found):
                    inlines[at] = {"t": "Note", "c": self.used[found], "id": found}
            else:
                self._replace_in(inlines_of(node), raised=raised or node["t"] == "Superscript")

    def _reference(self, node: Node, *, raised: bool) -> str | None:
        """Return the address of the note that a node refers to, where it refers to one."""
        if node["t"] == "Superscript" and len(node["c"]) == 1:
            return self._reference(node["c"][0], raised=True)
        if node["t"] == "Span" and len(node["c"][1]) == 1:
            return self._reference(node["c"][1][0], raised=raised)
        if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
            return None
        target = node["c"][2][0][1:]
        if target not in self.targets or not is_number(text(node["c"][1])) or _is_back(node):
            return None
        names = {re.sub(r"[^a-z]", "", name.lower()) for name in attributes(node).classes}
        inside = [one["t"] for one in node["c"][1]] == ["Superscript"]
        evidence = (
            raised or inside,
            bool(names & _REFERENCES),
            target in self.in_notes,
            target in self.back,
        )
        # A paragraph further on that leads back to this one is its note.
        leads_back = self.count in self.ways[target] and self.places[target] > self.count
        return target if leads_back or sum(evidence) >= 2 else None

    def _content(self, identifier: str, number: str) -> list[Node]:
        """Return the blocks of a note, without its number and the way back."""
        block = self.targets[identifier]
        inside = block["c"][1] if block["t"] == "Div" else [block]
        was_led = False
        for part in _paragraphs(inside):
            kept = _without_back(part)
            was_led = was_led or kept[:1] != part[:1]
            part[:] = kept
        first = next(_paragraphs(inside), [])
        if first and first[0]["t"] == "Str":
            lead = _LEAD.match(first[0]["c"])
            if lead and number and _number(lead[0]) == number:
                first[0]["c"] = first[0]["c"][lead.end() :]
            elif was_led:
                first[0]["c"] = first[0]["c"].lstrip(".):]")
        return [one for one in inside if one["t"] not in ("Para", "Plain") or text(one["c"]).strip()]

    def _without(self, blocks: list[Node]) -> list[Node]:
        """Return `blocks` without the notes that are now where they are referred to."""
        gone = {id(self.targets[identifier]) for identifier in self.used}
        return self._kept(blocks, gone) if gone else blocks

    def _kept(self, blocks: list[Node], gone: set[int]) -> list[Node]:
        out: list[Node] = []
        has_gone = False
        for block in blocks:
            if block["t"] == "Header" and has_gone:
                self._drop_heading(out)
                has_gone = False
            before = self.removed
            match block["t"]:
                case _ if id(block) in gone:
                    self.removed += 1
                    empty = True
                case "Div":
                    block["c"][1] = self._kept(block["c"][1], gone)
                    empty = all(one["t"] == "HorizontalRule" or is_empty(one) for one in block["c"][1])
                case "BulletList":
                    block["c"] = [kept for part in block["c"] if (kept := self._kept(part, gone))]
                    empty = not block["c"]
                case "OrderedList":
                    block["c"][1] = [kept for part in block["c"][1] if (kept := self._kept(part, gone))]
                    empty = not block["c"][1]
                case "BlockQuote":
                    block["c"] = self._kept(block["c"], gone)
                    empty = not block["c"]
                case _:
                    empty = False
            if self.removed == before or not empty:
                out.append(block)
            elif not has_gone:
                has_gone = True
                while out and (out[-1]["t"] == "HorizontalRule" or is_empty(out[-1])):
                    out.pop()
        if has_gone:
            self._drop_heading(out)
        return out

    def _drop_heading(self, out: list[Node]) -> None:
        """Take the heading of notes away that now stand where they are referred to."""
        if out and out[-1]["t"] == "Header":
            self.headings.append(text(out.pop()["c"][2]))


def _remark(blocks: list[Node]) -> Node:
    return {"t": "Span", "c": [["", ["comment-start"], []], inline(blocks)]}


def _number(label: str) -> str:
    return re.sub(r"\D", "", label)


def _is_back(link: Node) -> bool:
    """Tell whether a link leads from a note back to the text."""
    names = " ".join(attributes(link).classes).lower()
    label = text(link["c"][1]).strip().removesuffix("\ufe0e")
    return "back" in names or bool(re.fullmatch(r"[↩↑⏎^«←]+", label))


def _ids(inlines: list[Node]) -> Iterator[str]:
    for node in inlines:
        if node["t"] in ("Span", "Link") and attributes(node).id:
            yield attributes(node).id
        yield from _ids(inlines_of(node))


def _links(blocks: list[Node]) -> Iterator[Node]:
    for block in blocks:
        for inlines in leaves(block):
            yield from _links_in(inlines)
        for part in children(block):
            yield from _links(part)


def _links_in(inlines: list[Node]) -> Iterator[Node]:
    for node in inlines:
        if node["t"] == "Link":
            yield node
        yield from _links_in(inlines_of(node))


def _paragraphs(blocks: list[Node]) -> Iterator[list[Node]]:
    """Yield the paragraphs among `blocks`, in divisions too."""
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            yield block["c"]
        elif block["t"] == "Div":
            yield from _paragraphs(block["c"][1])


def _without_back(inlines: list[Node]) -> list[Node]:
    """Return the text of a note without the links that lead back to the text."""
    kept = []
    for at, node in enumerate(inlines):
        inside = inlines_of(node) if node["t"] in ("Superscript", "Span") else [node]
        links = [one for one in inside if one["t"] == "Link"]
        is_number_first = at == 0 and len(links) == 1 and is_number(text(links[0]["c"][1]))
        if (
            links
            and len(inside) == 1
            and links[0]["c"][2][0].startswith("#")
            and (_is_back(links[0]) or is_number_first)
        ):
            continue
        kept.append(node)
    while kept and (kept[-1]["t"] in ("Space", "SoftBreak")):
        kept.pop()
    while kept and kept[0]["t"] in ("Space", "SoftBreak"):
        del kept[0]
    return kept
