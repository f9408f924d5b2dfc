"""Words and their emphasis, links, notes and pictures, from pandoc's tree to inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import quote, urlsplit

from leidraad.manuscript.documents.log import Log
from leidraad.manuscript.documents.pictures import Pictures
from leidraad.manuscript.documents.styles import Styles
from leidraad.manuscript.documents.tree import Node, attributes, inlines_of, is_number, text
from leidraad.manuscript.markup import escape, escape_start

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
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_SAFE = "/:?#@!$&+,;=%-._~"
_BARE_NUMBER = re.compile(r"\d{1,3}")
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the line: plain text yet to be escaped, or Markdown that stays."""

    text: str
    is_plain: bool = False


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
        pieces = _merged(self._pieces(nodes, line_break, inside=()))
        return "".join(self._guarded(pieces))

    def _guarded(self, pieces: list[_Piece]) -> Iterator[str]:
        """Yield pieces as Markdown, so that none changes what the next one means."""
        for piece, after in pairwise([*pieces, _Piece("")]):
            if not piece.is_plain:
                yield piece.text
                continue
            out = escape(piece.text)
            if after.text[:1] in ("[", "(") and out[-1:] in ("]", "!") and not out.endswith(("\\]", "\\!")):
                out = f"{out[:-1]}\\{out[-1]}"
            yield out

    def _pieces(self, nodes: list[Node], line_break: str, inside: tuple[str, ...]) -> Iterator[_Piece]:
        before = ""
        for node in nodes:
            match node["t"]:
                case "Str":
                    yield _Piece(node["c"], is_plain=True)
                case "Space" | "SoftBreak":
                    yield _Piece(" ", is_plain=True)
                case "LineBreak":
                    yield _Piece(line_break)
                case "Emph" | "Strong":
                    yield from self._emphasis(node, line_break, inside)
                case kind if kind in _TAGS:
                    self._look_for_note(node, before)
                    yield from self._tagged(node["c"], _TAGS[kind], line_break, inside)
                case "Quoted":
                    marks = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
                    yield _Piece(marks[0], is_plain=True)
                    yield from self._pieces(node["c"][1], line_break, inside)
                    yield _Piece(marks[1], is_plain=True)
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
                    yield _Piece(f"[^{self._note(node)}]")
                case "RawInline":
                    self.log.leave_out("block", node["c"][1], "raw markup of another program")
                case "Span":
                    yield from self._span(node, line_break, inside)
                case _:
                    yield from self._pieces(inlines_of(node), line_break, inside)
            before = (before + text([node]))[-2 * _CONTEXT :]

    def _emphasis(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[_Piece]:
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
        lead, pieces, trail = _trimmed([*self._pieces(content, line_break, (kind, *inside))])
        yield from lead
        if pieces:
            yield _Piece(mark)
            yield from pieces
            yield _Piece(mark)
        yield from trail

    def _tagged(
        self, content: list[Node], tag: str, line_break: str, inside: tuple[str, ...]
    ) -> Iterator[_Piece]:
        kind = {"em": ("Emph",), "strong": ("Strong",)}.get(tag, ())
        lead, pieces, trail = _trimmed([*self._pieces(content, line_break, (*inside, *kind))])
        yield from lead
        if pieces:
            yield _Piece(f"<{tag}>")
            yield from pieces
            yield _Piece(f"</{tag.split()[0]}>")
        yield from trail

    def _code(self, source: str) -> Iterator[_Piece]:
        """Yield code; what includes or tables would read in it is written letter by letter."""
        source = " ".join(source.split())
        if not source:
            return
        if "{!" in source or "|" in source or "`" in source or "\\" in source:
            yield _Piece("<code>")
            yield _Piece(source, is_plain=True)
            yield _Piece("</code>")
        else:
            yield _Piece(f"`{source}`")

    def _link(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[_Piece]:
        label = text(node["c"][1]).strip()
        address = self._address(node["c"][2][0], label)
        self._look_for_note(node, "")
        pieces = [*self._pieces(node["c"][1], line_break, inside)]
        lead, pieces, trail = _trimmed(pieces)
        is_plain = all(not piece.text.startswith(("[", "![")) or piece.is_plain for piece in pieces)
        if address is None or not pieces or not is_plain:
            yield from (*lead, *pieces, *trail)
            return
        yield from lead
        yield _Piece("[")
        shown = "".join(self._guarded(_merged(iter(pieces))))
        yield _Piece(re.sub(r"(?<!\\)([\[\]])", r"\\\1", shown))
        yield _Piece(f"]({address})")
        yield from trail

    def _address(self, given: str, label: str) -> str | None:
        """Return an address that a page may link to, or None."""
        given = given.strip()
        if given.startswith("#"):
            anchor = self.anchors.get(given[1:])
            return f"#{anchor}" if anchor else None
        try:
            scheme = urlsplit(given).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in _SCHEMES:
            return quote(given, safe=_SAFE)
        if given:
            self.log.decide(
                "block", f"‘{label}’ without its link", 0.8, f"{given[:80]} is no address of a page"
            )
        return None

    def _image(self, node: Node) -> Iterator[_Piece]:
        alternative, source = text(node["c"][1]), node["c"][2][0]
        address = self.pictures.take(source)
        if address:
            shown = re.sub(r"(?<!\\)([\[\]])", r"\\\1", escape(" ".join(alternative.split())))
            yield _Piece(f"![{shown}]({quote(address, safe=_SAFE)})")
            return
        name = "in the page" if source.startswith("data:") else source[-60:]
        self.log.left_out += [alternative] if alternative.strip() else []
        chosen = f"left out: picture {name} {alternative}".strip()
        self.log.flag(
            "LR506", "picture", ("block", chosen, 0.5, "the page cannot show it"), name=name, text=alternative
        )

    def _span(self, node: Node, line_break: str, inside: tuple[str, ...]) -> Iterator[_Piece]:
        given, content = attributes(node), node["c"][1]
        author = given.pairs.get("author", "")
        if "deletion" in given.classes:
            self.log.leave_out(
                "block", text(content), f"deleted by {author or 'an author'} in the manuscript"
            )
        elif "comment-start" in given.classes:
            remark = text(content)
            self.log.left_out.append(remark)
            decision = ("block", f"left out: {remark}", 0.5, f"a remark by {author}")
            self.log.flag("LR506", "remark", decision, author=author or "?", text=remark)
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
        decision = ("note", "no note", 0.5, f"‘{context}’ has the shape of a note, but no text was found")
        identifier = f"{self.prefix}-{number}"
        self.log.flag("LR503", "doubtful_note", decision, number=number, context=context, id=identifier)


def start_lines(markdown: str, line_break: str = BREAK) -> str:
    """Return text, already escaped, whose every line can stand at a line's start."""
    lines = [" ".join(line.split()) for line in markdown.split("\n")]
    # A line that is only a sign stands before the space of a line break.
    kept = [escape_start(f"{line} ").rstrip(" ") for line in lines if line]
    return line_break.join(re.sub(r"^(\[\^[^\]]+\]):", r"\1&#58;", line) for line in kept)


def _merged(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Return pieces with plain neighbours joined, and emphasis that touches emphasis set off from it."""
    out: list[_Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if out and piece.is_plain and out[-1].is_plain:
            out[-1] = _Piece(out[-1].text + piece.text, is_plain=True)
        else:
            out.append(piece)
    return _apart(out)


def _apart(pieces: list[_Piece]) -> list[_Piece]:
    """Return pieces with tags for stars wherever two runs of stars would touch."""
    pairs: list[tuple[int, int]] = []
    start: int | None = None
    for at, piece in enumerate(pieces):
        if not piece.is_plain and piece.text in _STARS:
            if start is None:
                start = at
            else:
                pairs.append((start, at))
                start = None
    for (_, last), (after, end) in pairwise(pairs):
        if after == last + 1:
            opening, closing = _STARS[pieces[after].text]
            pieces[after], pieces[end] = _Piece(opening), _Piece(closing)
    return pieces


_STARS = {
    "*": ("<em>", "</em>"),
    "**": ("<strong>", "</strong>"),
    "***": ("<strong><em>", "</em></strong>"),
}


def _trimmed(pieces: list[_Piece]) -> tuple[list[_Piece], list[_Piece], list[_Piece]]:
    """Return the space before, the pieces, and the space behind them."""
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and piece.is_plain and merged[-1].is_plain:
            merged[-1] = _Piece(merged[-1].text + piece.text, is_plain=True)
        elif piece.text:
            merged.append(piece)
    lead: list[_Piece] = []
    trail: list[_Piece] = []
    while merged and not merged[0].text.strip():
        lead.append(merged.pop(0))
    while merged and not merged[-1].text.strip():
        trail.insert(0, merged.pop())
    if merged and merged[0].is_plain and merged[0].text[0] == " ":
        lead.append(_Piece(" ", is_plain=True))
        merged[0] = _Piece(merged[0].text.lstrip(), is_plain=True)
    if merged and merged[-1].is_plain and merged[-1].text[-1] == " ":
        trail.insert(0, _Piece(" ", is_plain=True))
        merged[-1] = _Piece(merged[-1].text.rstrip(), is_plain=True)
    return lead, merged, trail
