"""Words and their emphasis, links, notes and pictures, from pandoc's tree to inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from leidraad import patterns
from leidraad.manuscript.documents.log import Log
from leidraad.manuscript.documents.pictures import Pictures
from leidraad.manuscript.documents.pieces import Piece, guarded, merged, trimmed
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.tree import UNREAD, Node, attributes, inlines_of, is_number, text
from leidraad.manuscript.markup import escape, escape_start
from leidraad.policy.elsewhere import SCHEMES

BREAK = "  \n"
VERSE = "\n"

_TAGS = {
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "Strikeout": "del",
    "SmallCaps": 'span class="small-caps"',
}
_ROLES = {"strong": "Strong", "emphasis": "Emph", "small caps": "SmallCaps"}
_SAFE = "/:?#@!$&+,;=%-._~"
_BARE_NUMBER = patterns.lazy(r"\d{1,3}")
_CONTEXT = 24


@dataclass(slots=True)
class Inlines:
    """Write inline nodes as Markdown, numbering the notes on the way.

    Attributes:
        prefix: what the ids of notes start with.
        anchors: the headings of this chapter that links point to: address to id.
        notes: the blocks of each note, by its id, in the order of the text.
    """

    prefix: str
    log: Log
    styles: Styles
    pictures: Pictures
    anchors: Mapping[str, str]
    unknown: Callable[[str], None]
    notes: dict[str, list[Node]] = field(default_factory=dict)
    _by_target: dict[str, str] = field(default_factory=dict)

    def line(self, nodes: list[Node]) -> str:
        """Return nodes as text of one line that stands behind something else."""
        return " ".join(self._join(nodes, " ").split())

    def cell(self, nodes: list[Node]) -> str:
        """Return nodes as text of a table cell."""
        return " ".join(self._join(nodes, "<br>").split()).replace("|", "\\|")

    def paragraph(self, nodes: list[Node], line_break: str = BREAK) -> str:
        """Return nodes as text of one or more lines that can start a block."""
        return start_lines(self._join(nodes, line_break), line_break)

    def _join(self, nodes: list[Node], line_break: str) -> str:
        pieces = merged(self._pieces(nodes, line_break, inside=()))
        return "".join(guarded(pieces))

    def _pieces(self, nodes: list[Node], line_break: str, inside: tuple[str, ...]) -> Iterator[Piece]:
        before = ""
        for node in nodes:
            match node["t"]:
                case "Str":
                    yield Piece(node["c"], is_plain=True)
                case "Space" | "SoftBreak":
                    yield Piece(" ", is_plain=True)
                case "LineBreak":
                    yield Piece(line_break)
                case "Emph" | "Strong":
                    yield from self._emphasis(node, line_break, inside)
                case kind if kind in _TAGS:
                    self._look_for_note(node, before)
                    yield from self._tagged(node["c"], _TAGS[kind], line_break, inside)
                case "Quoted":
                    marks = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
                    yield Piece(marks[0], is_plain=True)
                    yield from self._pieces(node["c"][1], line_break, inside)
                    yield Piece(marks[1], is_plain=True)
                case "Code":
                    yield from self._code(node["c"][1])
                case "Math":
                    reason = "the page has no formulas"
                    self.log.decide("block", f"a formula as code: {node['c'][1]}", 0.9, reason)
                    yield from self._code(node["c"][1])
                case "Link":
                    yield from self._link(node, line_break, inside)
                case "Image":
                    yield from self._image(node)
                case "Note":
                    yield Piece(f"[^{self._note(node)}]")
                case "RawInline":
                    self.log.leave_out("block", node["c"][1], "raw markup of another program")
                case "Span":
                    yield from self._span(node, line_break, inside)
                case _:
                    yield from self._pieces(inlines_of(node), line_break, inside)
            before = (before + text([node]))[-2 * _CONTEXT :]

    def _emphasis(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[Piece]:
        """Yield emphasis: with stars, or with tags inside other emphasis, where stars would run together."""
        kind, content = node["t"], node["c"]
        if kind in inside:
            yield from self._pieces(content, line_break, inside)
            return
        if inside:
            tag = "em" if kind == "Emph" else "strong"
            yield from self._tagged(content, tag, line_break, inside)
            return
        mark = "*" if kind == "Emph" else "**"
        other = "Strong" if kind == "Emph" else "Emph"
        if len(content) == 1 and content[0]["t"] == other:
            mark, content, inside = "***", content[0]["c"], (other,)
        lead, pieces, trail = trimmed([*self._pieces(content, line_break, (kind, *inside))])
        yield from lead
        if pieces:
            yield Piece(mark)
            yield from pieces
            yield Piece(mark)
        yield from trail

    def _tagged(
        self, content: list[Node], tag: str, line_break: str, inside: tuple[str, ...]
    ) -> Iterator[Piece]:
        kind = {"em": ("Emph",), "strong": ("Strong",)}.get(tag, ())
        lead, pieces, trail = trimmed([*self._pieces(content, line_break, (*inside, *kind))])
        yield from lead
        if pieces:
            yield Piece(f"<{tag}>")
            yield from pieces
            yield Piece(f"</{tag.split()[0]}>")
        yield from trail

    def _code(self, source: str) -> Iterator[Piece]:
        """Yield code; what includes or tables would read in it is written letter by letter."""
        source = " ".join(source.split())
        if not source:
            return
        if "{!" in source or "|" in source or "`" in source or "\\" in source:
            yield Piece("<code>")
            yield Piece(source, is_plain=True)
            yield Piece("</code>")
        else:
            yield Piece(f"`{source}`")

    def _link(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[Piece]:
        label = text(node["c"][1]).strip()
        address = self._address(node["c"][2][0], label)
        self._look_for_note(node, "")
        pieces = [*self._pieces(node["c"][1], line_break, inside)]
        lead, pieces, trail = trimmed(pieces)
        is_plain = all(not piece.text.startswith(("[", "![")) or piece.is_plain for piece in pieces)
        if address is None or not pieces or not is_plain:
            yield from (*lead, *pieces, *trail)
            return
        yield from lead
        yield Piece("[")
        shown = "".join(guarded(merged(pieces)))
        yield Piece(re.sub(r"(?<!\\)([\[\]])", r"\\\1", shown))
        yield Piece(f"]({address})")
        yield from trail

    def _address(self, given: str, label: str) -> str | None:
        """Return an address that a page may link to, or None."""
        given = given.strip()
        if given.startswith("#"):
            anchor = self.anchors.get(given[1:])
            if not anchor and label and not is_number(label):
                reason = "what it leads to is no heading of this chapter"
                self.log.decide("block", f"‘{label}’ without its link", 0.8, reason)
            return f"#{anchor}" if anchor else None
        try:
            scheme = urlsplit(given).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in SCHEMES:
            return quote(given, safe=_SAFE)
        if given:
            self.log.decide(
                "block", f"‘{label}’ without its link", 0.8, f"{given[:80]} is no address of a page"
            )
        return None

    def _image(self, node: Node) -> Iterator[Piece]:
        alternative, source = text(node["c"][1]), node["c"][2][0]
        address = self.pictures.take(source)
        if address:
            shown = re.sub(r"(?<!\\)([\[\]])", r"\\\1", escape(" ".join(alternative.split())))
            yield Piece(f"![{shown}]({quote(address, safe=_SAFE)})")
            return
        name = "in the page" if source.startswith("data:") else source[-60:]
        self.log.left_out += [alternative] if alternative.strip() else []
        chosen = f"left out: picture {name} {alternative}".strip()
        decision = ("block", chosen, 0.5, "the page cannot show it", "picture")
        self.log.flag("LR506", "picture", decision, name=name, text=alternative)

    def _span(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[Piece]:
        given, content = attributes(node), node["c"][1]
        author = given.pairs.get("author", "")
        if "deletion" in given.classes:
            self.log.leave_out(
                "block", text(content), f"deleted by {author or 'an author'} in the manuscript"
            )
        elif "comment-start" in given.classes:
            remark = " ".join(text(content).split())
            self.log.left_out.append(remark)
            decision = ("block", f"left out: {remark}", 0.5, f"a remark by {author}", "text")
            self.log.flag("LR506", "remark", decision, author=author or "?", text=remark)
        elif UNREAD in given.classes:
            self.log.miss(given.classes[-1], text(content))
        elif role := self.styles.role(given.names):
            kind = _ROLES.get(role.kind)
            yield from self._pieces([{"t": kind, "c": content}] if kind else content, line_break, inside)
        elif "mark" in given.classes:
            yield from self._tagged(content, "mark", line_break, inside)
        else:
            if given.style and content:
                self.unknown(given.style)
            yield from self._pieces(content, line_break, inside)

    def _note(self, node: Node) -> str:
        """Return the id of a note; one that is referred to twice keeps it."""
        target = str(node.get("id", ""))
        if target in self._by_target:
            return self._by_target[target]
        identifier = f"{self.prefix}-{len(self.notes) + 1}"
        self.notes[identifier] = node["c"]
        if target:
            self._by_target[target] = identifier
        return identifier

    def _look_for_note(self, node: Node, before: str) -> None:
        """Flag a raised number behind a sentence, or a linked one, that may be a note without its text."""
        label = text([node]).strip()
        is_link = node["t"] == "Link" and node["c"][2][0].startswith("#") and is_number(label)
        is_raised = node["t"] == "Superscript" and before[-1:] in tuple(".,;:!?’”)")
        if not _BARE_NUMBER.fullmatch(label.strip("[]()")) or not (is_link or is_raised):
            return
        number = label.strip("[]()")
        context = f"{before[-_CONTEXT:]}{number}".strip()
        reason = f"‘{context}’ has the shape of a note, but no text was found"
        decision = ("note", "no note", 0.5, reason, f"note {number}")
        identifier = f"{self.prefix}-{number}"
        self.log.flag("LR503", "doubtful_note", decision, number=number, context=context, id=identifier)


def start_lines(markdown: str, line_break: str = BREAK) -> str:
    """Return text, already escaped, whose every line can stand at a line's start."""
    lines = [" ".join(line.split()) for line in markdown.split("\n")]
    # A line that is only a sign stands before the space of a line break.
    kept = [escape_start(f"{line} ").rstrip(" ") for line in lines if line]
    return line_break.join(re.sub(r"^(\[\^[^\]]+\]):", r"\1&#58;", line) for line in kept)
