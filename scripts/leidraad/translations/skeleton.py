"""A text with a `…` for each stretch of words, and all that is the same in every language left in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from leidraad import patterns
from leidraad.dialect.citing import CITATION

OPEN = "…"
"""Stands where a translator has something to write."""

MARK = "leidraad source:"
"""How a scaffold comment begins, in the text and in front matter."""

CODE = r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
_ATTRIBUTES = r"\{:?[ ]*[#.\w][^{}\n]*\}"
_TEXT = r"(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*"
_KEPT = patterns.lazy(
    rf"(?P<escape>\\.)|(?P<code>{CODE})"
    rf"|(?P<link>!?)\[(?!\^)(?P<text>{_TEXT})\]"
    r"(?:\((?P<target>\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*>?)(?P<title>\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)"
    r"|(?P<reference>\[[^\[\]\n]+\]))"
    rf"|(?P<note>\[\^[^\[\]\n]+\])|(?P<citation>{CITATION})"
    rf"|\{{!\s*(?P<include>[^!\n]+?)\s*!(?P<lines>(?:lines=[0-9 -]+)?)\}}"
    rf"|(?P<attributes>{_ATTRIBUTES})|(?P<address><?https?://[^\s<>()\[\]\"']*[^\s<>()\[\]\"'.,;:!?]>?)",
    re.DOTALL,
)
_COMMENT = patterns.lazy(r"<!--.*?-->", re.DOTALL)
_LETTER = patterns.lazy(r"[^\W\d_]")
_SPOKEN = patterns.lazy(r"\w")
LEAD = patterns.lazy(
    r"(?P<indent>[ \t>]*)(?P<marker>(?P<head>(?:!{3}|\?{3}\+?|={3}[!+]*)[^\"\n]*\"?)"
    r"|(?:(?:[-+*]|\d+[.)]|:)[ \t]+)*(?:\[[ xX]\][ ]+)?)(?P<rest>.*?)(?P<tail>(?(head)(?:\"[^\"]*)?|))"
)
"""A line: how it begins, also as the head of an admonition or tab, what it says, and what ends a title."""
# What may stand between a link and the next word in any language.
_STOP = patterns.lazy(r"[.,;:!?’”)]*[ \n]*")
FENCE = patterns.lazy(r"`{3,}|~{3,}")
RULER = patterns.lazy(r"[\s|:+=-]*-[\s|:+=-]*")
CELL = patterns.lazy(rf"(?:{CODE}|\\.|[^|])+", re.DOTALL)
_TAG = patterns.lazy(r"(<(script|style|pre|textarea)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE)
TOLD = patterns.lazy(r"(?<=\s)(alt|title|aria-label|placeholder)=([\"'])(.*?)\2", re.DOTALL)


def words(text: str) -> Iterator[str]:
    """Yield what a reader is told in a text: all of it but code, addresses, notes and attributes."""
    done = 0
    for found in _KEPT.finditer(text):
        yield text[done : found.start()]
        yield from words(found["text"] or "")
        done = found.end()
    yield text[done:]


class Skeleton:
    """What makes a text into one that a translator fills in."""

    def __init__(self, include: Callable[[str], str], cite: Callable[[str], str | None]) -> None:
        """Take what turns the path of an include, and a citation, into those of the other language."""
        self.include = include
        self._cite = cite

    def text(self, text: str) -> str:
        """Return a text with its words left open; one without words stays as it is."""
        text = _COMMENT.sub("", text)
        kept = [found for found in _KEPT.finditer(text) if not found["escape"]]
        starts = [0, *(found.end() for found in kept)]
        ends = [*(found.start() for found in kept), len(text)]
        gaps = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        is_said = any(map(_LETTER.search, gaps))
        parts: list[str] = []
        for gap, before, after in zip(gaps, [None, *kept], [*kept, None], strict=True):
            parts.append(_left(gap, before, after) if is_said else gap)
            parts.append(self._kept(after) if after else "")
        return "".join(parts).strip()

    def lines(self, text: str) -> str:
        """Return a list, a quotation or the like: every item and paragraph left open where it stands."""
        out: list[str] = []
        lead, said, fence = "", list[str](), ""

        def close(tail: str = "") -> None:
            nonlocal lead
            if lead or said:
                out.append(lead + self.text("\n".join(said)) + tail)
            lead = ""
            said.clear()

        for line in text.split("\n"):
            found = LEAD.fullmatch(line)
            assert found
            bar = FENCE.match(found["rest"])
            if fence or bar:
                close()
                out.append(line)
                is_end = fence and found["rest"].strip() == fence
                fence = "" if is_end else fence or (bar[0] if bar else "")
            elif not found["rest"].strip() and not found["marker"]:
                close()
                out.append(line)
            else:
                if found["marker"] or not (lead or said):
                    close()
                    lead = found["indent"] + found["marker"]
                said.append(found["rest"])
                if found["head"]:
                    # What follows is in it, and no more of its title.
                    close(found["tail"])
        close()
        return "\n".join(out)

    def verse(self, text: str) -> str:
        """Return a text of which each line stays a line."""
        return "\n".join(map(self.text, text.split("\n")))

    def table(self, text: str) -> str:
        """Return a table with its cells left open, but for those that hold no word."""
        return "\n".join(
            row if RULER.fullmatch(row) else CELL.sub(lambda cell: self._padded(cell[0]), row)
            for row in text.split("\n")
        )

    def html(self, text: str) -> str:
        """Return raw HTML with the text between its tags left open."""
        out = []
        at = 0
        for tag in _TAG.finditer(text):
            out += [self._padded(text[at : tag.start()]), TOLD.sub(self._told, tag[0])]
            at = tag.end()
        return "".join((*out, self._padded(text[at:])))

    def _padded(self, text: str) -> str:
        inner = text.strip()
        if not inner:
            return text
        start = text.index(inner)
        return text[:start] + self.text(inner) + text[start + len(inner) :]

    def _told(self, found: re.Match[str]) -> str:
        return f"{found[1]}={found[2]}{self.text(found[3])}{found[2]}"

    def _kept(self, found: re.Match[str]) -> str:
        """Return what stays of a text, in the words of the other language."""
        if found["text"] is not None:
            title = f' "{self.text(found["title"].strip()[1:-1])}"' if found["title"] else ""
            where = found["reference"] or f"({found['target'].strip()}{title})"
            return f"{found['link']}[{self.text(found['text'])}]{where}"
        if found["include"]:
            return f"{{!{self.include(found['include'])}!{found['lines']}}}"
        if found["citation"]:
            cited = self._cite(found[0])
            return OPEN if cited is None else cited
        return found[0]


def _left(gap: str, before: re.Match[str] | None, after: re.Match[str] | None) -> str:
    """Return what is left of a stretch between two things that are kept."""
    # An attribute list may need a line of its own.
    end = "\n" if after and after["attributes"] and gap.endswith("\n") else " "
    end = end if after and gap[-1:].isspace() else ""
    # A mark of a note stands behind the word and its punctuation.
    is_noted = bool(before and before["note"])
    if not _SPOKEN.search(gap):
        return gap if before and not is_noted and _STOP.fullmatch(gap) else end
    stop = _STOP.match(gap) if before else None
    return f"{' ' if is_noted else stop[0] if stop and stop[0][-1:].isspace() else ''}{OPEN}{end}"
