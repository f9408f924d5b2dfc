"""The stretches of a block that are translated; list markers, pipes, fences and tags are not among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from leidraad import patterns
from leidraad.dialect.kinds import WORDED
from leidraad.model import UNKNOWN_KIND, Block, Callout, Heading, Note, Paragraph, Verbatim
from leidraad.translating.exchange import inline
from leidraad.translations.skeleton import CELL, CODE, FENCE, LEAD, RULER
from leidraad.translations.unwritten import WORDLESS

_TAG = patterns.lazy(
    r"(?:<!--.*?-->|<(script|style|pre|textarea)\b.*?</\1\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE
)
_INLINE = patterns.lazy(
    r"</?(?:a|abbr|b|br|cite|code|del|dfn|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var)\b",
    re.IGNORECASE,
)
_TOLD = patterns.lazy(
    r"(?<=\s)(?:alt|title|aria-label|placeholder)=(?P<quote>[\"'])(?P<said>.*?)(?P=quote)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says under a name: translated as a block is, though it is none."""

    name: str
    text: str


Translatable = Block | Front


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block that is translated.

    Attributes:
        key: what it is called in its block; "" where it is all that the block says.
        raw: its source as it stands in the block.
        text: that source with its soft wraps undone: what a translator gets.
    """

    key: str
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a source: where it is, what it says, and how a translation of that is written there."""

    key: str
    start: int
    end: int
    text: str
    write: Callable[[str], str] = str


def segments(block: Translatable, *, is_verse: bool = False) -> list[Segment]:
    """Return what of a block itself is translated, in order; what is in a callout is a block of its own.

    Args:
        block: any block.
        is_verse: its lines are those of a poem.
    """
    return [
        Segment(span.key, source[span.start : span.end], span.text)
        for source, spans in _sources(block, is_verse).values()
        for span in spans
        if inline.has_words(inline.parse(span.text))
    ]


T = TypeVar("T", bound=Translatable)


def amended(block: T, texts: Mapping[str, str], *, is_verse: bool = False) -> T:
    """Return a block in which segments say something else.

    Args:
        block: any block.
        texts: the new text of each segment that changes, by its key.
        is_verse: its lines are those of a poem.
    """
    made = {}
    for name, (source, spans) in _sources(block, is_verse).items():
        for span in reversed(spans):
            if span.key in texts:
                source = source[: span.start] + span.write(texts[span.key]) + source[span.end :]
        made[name] = source
    match block:
        case Heading() | Paragraph() | Note() | Front():
            return replace(block, text=made["text"])
        case Callout() if made:
            options = {name: made.get(name, value) for name, value in block.options.items()}
            return replace(block, argument=made.get("argument", block.argument), options=options)
        case Verbatim() if made:
            return replace(block, source=made["source"])
    return block


def texts(block: Translatable, *, is_verse: bool = False) -> dict[str, str]:
    """Return what each stretch of a block says, by its key, also where that has no word."""
    return {span.key: span.text for _, spans in _sources(block, is_verse).values() for span in spans}


def changes(
    block: Translatable, texts: Mapping[str, str], *, is_verse: bool = False
) -> list[tuple[str, int, int, str]]:
    """Return where a block changes: the name of a source of it, start and end in that, and what comes there.

    Args:
        block: any block.
        texts: the new text of each segment that changes, by its key.
        is_verse: its lines are those of a poem.
    """
    return [
        (name, span.start, span.end, span.write(texts[span.key]))
        for name, (_, spans) in _sources(block, is_verse).items()
        for span in spans
        if span.key in texts
    ]


def _sources(block: Translatable, is_verse: bool) -> dict[str, tuple[str, list[_Span]]]:
    """Return the sources that a block has, by name, each with its stretches."""
    match block:
        case Heading(_, text) | Front(_, text):
            return {"text": (text, [_whole("", text)])}
        case Paragraph(text):
            return {"text": (text, [_whole("", text, is_verse)])}
        case Note(_, text):
            return {"text": (text, _named(_lines(text)))}
        case Callout(kind, argument, options):
            found = (
                {"argument": (argument, [_whole("", argument)])} if argument and kind != UNKNOWN_KIND else {}
            )
            worded = {name: options[name] for name in WORDED if isinstance(options.get(name), str)}
            return found | {name: (str(said), [_whole(name, str(said))]) for name, said in worded.items()}
        case Verbatim("table", source):
            return {"source": (source, [*_cells(source)])}
        case Verbatim("html", source):
            return {"source": (source, _named([*_between_tags(source)]))}
        case Verbatim(kind, source) if kind not in WORDLESS:
            return {"source": (source, _named(_lines(source)))}
    return {}


def _whole(key: str, text: str, is_verse: bool = False) -> _Span:
    return _Span(key, 0, len(text), inline.clean(text, is_verse=is_verse))


def _named(spans: list[_Span]) -> list[_Span]:
    """Return spans with their numbers as keys; the only one needs none."""
    if len(spans) == 1:
        return [replace(spans[0], key="")]
    return [replace(span, key=str(number)) for number, span in enumerate(spans, 1)]


def _lines(source: str) -> list[_Span]:
    """Return the items and paragraphs of a list, a quotation or a note of several paragraphs."""
    found: list[_Span] = []
    said: list[str] = []
    start = end = at = 0
    lead, fence = "", ""

    def close() -> None:
        if said:
            # What goes on in a new line stands as far in as the first.
            margin = "\n" + re.sub(r"[^>\s]", " ", lead)
            text = inline.clean("\n".join(said))
            found.append(_Span("", start, end, text, lambda new, margin=margin: new.replace("\n", margin)))  # type: ignore[misc]
        said.clear()

    for line in source.split("\n"):
        match = LEAD.fullmatch(line)
        assert match
        rest = match["rest"]
        bar = FENCE.match(rest)
        is_row = rest.startswith("|") and not fence
        if fence or bar or is_row or not rest.strip():
            close()
            if bar or fence:
                fence = "" if fence and rest.strip() == fence else fence or (bar[0] if bar else "")
            elif is_row and not RULER.fullmatch(rest):
                found.extend(_row(rest, at + match.start("rest")))
        else:
            if match["marker"] or not said:
                close()
                start, lead = at + match.start("rest"), match["indent"] + match["marker"]
            said.append(rest)
            end = at + len(line.rstrip())
            if match["head"]:
                # What follows is in it, and no more of its title.
                end = at + match.end("rest")
                close()
        at += len(line) + 1
    close()
    return found


def _cells(source: str) -> Iterator[_Span]:
    """Yield the cells of a table, named by row and column; the row of dashes counts for none."""
    at = row = 0
    for line in source.split("\n"):
        if line.strip() and not RULER.fullmatch(line):
            for column, span in enumerate(_row(line, at), 1):
                yield replace(span, key=f"r{row}c{column}")
            row += 1
        at += len(line) + 1


def _row(line: str, at: int) -> Iterator[_Span]:
    for cell in CELL.finditer(line):
        inner = cell[0].strip()
        if inner:
            start = at + cell.start() + cell[0].index(inner)
            yield _Span("", start, start + len(inner), inline.clean(inner), _in_cell)


def _in_cell(text: str) -> str:
    # In code a pipe parts no cells, and a backslash would be shown.
    return re.sub(rf"(?P<kept>{CODE}|\\.)|\|", lambda found: found["kept"] or r"\|", text)


def _between_tags(source: str) -> Iterator[_Span]:
    """Yield what raw HTML says: the text between its tags, and what some attributes tell."""
    at = 0
    within: list[re.Match[str]] = []
    for tag in _TAG.finditer(source):
        if _INLINE.match(tag[0]):
            within.append(tag)
            continue
        yield from _stretch(source, at, tag.start(), within)
        yield from _told(tag)
        at = tag.end()
        within.clear()
    yield from _stretch(source, at, len(source), within)


def _stretch(source: str, start: int, end: int, within: list[re.Match[str]]) -> Iterator[_Span]:
    """Yield the text from one tag to the next; where that is but pictures, what the tags within it tell."""
    if inline.has_words(inline.parse(source[start:end])):
        yield from _padded(source, start, end)
    else:
        yield from chain.from_iterable(map(_told, within))


def _told(tag: re.Match[str]) -> Iterator[_Span]:
    """Yield what the attributes of a tag tell a reader."""
    for told in _TOLD.finditer(tag[0]):
        start = tag.start() + told.start("said")
        write = _escaped if told["quote"] == '"' else _escaped_single
        yield _Span("", start, start + len(told["said"]), inline.clean(told["said"]), write)


def _padded(source: str, start: int, end: int) -> Iterator[_Span]:
    inner = source[start:end].strip()
    if inner:
        start = source.index(inner, start)
        yield _Span("", start, start + len(inner), inline.clean(inner))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace('"', "&quot;")


def _escaped_single(text: str) -> str:
    return text.replace("<", "&lt;").replace("'", "&#39;")
