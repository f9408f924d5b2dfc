"""The marks in a text: what a translator may move, and must neither lose nor make up.

This is no grammar of Markdown: what it does not see stays text. Whether a text does on the page what it
should is told by reading it back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from leidraad import patterns
from leidraad.dialect.citing import CITATION

BETWEEN = "…"
"""Stands for the words inside a mark that has an end."""

_ADDRESS = r"(?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)"
_SINGLE = patterns.lazy(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<html><!--.*?-->|</?[a-zA-Z][^<>]*>|<(?:https?://|mailto:)[^<>\s]+>)"
    r"|(?P<note>\[\^[^\[\]\n]+\])"
    r"|(?P<link>!?\[(?!\^)(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    rf"(?:\(\s*{_ADDRESS}(?P<title>\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)|\[[^\[\]\n]+\]))"
    rf"|(?P<citation>{CITATION})"
    r"|(?P<include>\{!.*?!(?:lines=[0-9 -]+)?\})"
    r"|(?P<attributes>\n?\{:?[ ]*[#.\w][^{}\n]*\})"
    r"|(?P<address>https?://[^\s<>()\[\]\"']*[^\s<>()\[\]\"'.,;:!?])"
    r"|(?P<break>(?:[ ]{2,}|\\)?\n)",
    re.DOTALL,
)
_RUN = patterns.lazy(r"\*{1,3}|_{1,3}|~~")
_NAMES = {"*": "emphasis", "_": "emphasis", "**": "strong", "__": "strong", "~~": "struck"}
_CITED = patterns.lazy(r"(?P<open>\[[^@;]*@[^\s,;\[\]]+,\s+)(?P<said>[^;\[\]@]*[^\W\d_][^;\[\]@]*)\]")
_SPOKEN = patterns.lazy(r"\w")
OTHER_ENDS = "\v\f\x1c-\x1e\x85\u2028\u2029"
"""What ends a line for some programs, though not in Markdown; layouts bring it along."""
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that is not words: its kind, its source, and where it has an end, what is inside.

    Attributes:
        kind: emphasis, strong, link, note, …
        open: its source, up to the words inside.
        close: its source behind those; None where it holds no words.
        inside: the words and marks inside.
    """

    kind: str
    open: str
    close: str | None = None
    inside: tuple[str | Mark, ...] = ()

    @property
    def source(self) -> str:
        """Return the mark as a person is told of it: without its words."""
        return self.open if self.close is None else f"{self.open}{BETWEEN}{self.close}"


Text = tuple[str | Mark, ...]


def clean(text: str, *, is_verse: bool = False) -> str:
    """Return a text with its soft wraps undone; only a newline that does something is kept.

    Args:
        text: inline Markdown.
        is_verse: every newline does something.
    """
    text = text.strip()
    if is_verse:
        return re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(f"[{OTHER_ENDS}]", " ", text))

    def joined(found: re.Match[str]) -> str:
        return found["hard"] or ("\n" if found["attributes"] else " ")

    return re.sub(
        r"(?P<hard>[ ]{2,}\n|\\\n)[ \t\n]*|[ \t]*(?P<attributes>\n)[ \t]*(?=\{:)"
        rf"|[ \t\r\n{OTHER_ENDS}]+",
        joined,
        text,
    )


def parse(text: str, depth: int = 0) -> Text:
    """Return the words and marks of a text; `source` gives it back as it was."""
    found: list[str | Mark] = []
    at = 0
    for match in _SINGLE.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        found.append(_single(match, depth))
        at = match.end()
    if at < len(text):
        found.append(text[at:])
    return _paired(found)


def source(text: Iterable[str | Mark]) -> str:
    """Return the Markdown of words and marks."""
    return "".join(
        node if isinstance(node, str) else f"{node.open}{source(node.inside)}{node.close or ''}"
        for node in text
    )


def marks(text: Iterable[str | Mark]) -> Iterator[Mark]:
    """Yield the marks of a text, one before those inside it."""
    for node in text:
        if isinstance(node, Mark):
            yield node
            yield from marks(node.inside)


def has_words(text: Iterable[str | Mark]) -> bool:
    """Tell whether a text says something besides its marks."""
    return any(
        bool(_SPOKEN.search(node)) if isinstance(node, str) else has_words(node.inside) for node in text
    )


def changed(text: Iterable[str | Mark], change: Callable[[Mark], Mark]) -> Text:
    """Return a text with each mark as `change` makes it."""
    return tuple(
        node if isinstance(node, str) else replace(change(node), inside=changed(node.inside, change))
        for node in text
    )


def counterparts(source: Text, target: Text) -> dict[str, Mark]:
    """Return the mark of a translation for each mark of the source that it has in another form.

    Of what is not the same in both, marks of one kind belong together in their order: a page is another one
    in another edition.
    """
    mine, theirs = list(marks(source)), list(marks(target))
    left = Counter(mark.source for mark in mine) - Counter(mark.source for mark in theirs)
    right = Counter(mark.source for mark in theirs) - Counter(mark.source for mark in mine)
    waiting: dict[str, list[Mark]] = {}
    for mark in theirs:
        if right[mark.source]:
            right[mark.source] -= 1
            waiting.setdefault(mark.kind, []).append(mark)
    found: dict[str, Mark] = {}
    for mark in mine:
        if left[mark.source] and waiting.get(mark.kind):
            left[mark.source] -= 1
            other = waiting[mark.kind].pop(0)
            if (mark.close is None) == (other.close is None):
                found.setdefault(mark.source, other)
    return found


def differences(wanted: Text, given: Text, forms: Mapping[str, Mark]) -> tuple[list[str], list[str]]:
    """Return the marks that a translation lost, and those that it made up.

    Args:
        wanted: the source.
        given: its translation.
        forms: what some marks of the source are in the other language.
    """
    names = {other.source: name for name, other in forms.items()}
    mine = Counter(mark.source for mark in marks(wanted))
    theirs = Counter(
        mark.source if mark.source in mine else names.get(mark.source, mark.source) for mark in marks(given)
    )
    return list((mine - theirs).elements()), list((theirs - mine).elements())


def _single(match: re.Match[str], depth: int) -> str | Mark:
    """Return what one match of `_SINGLE` is."""
    kind = next(name for name in _SINGLE.groupindex if match[name] is not None and name != "ticks")
    whole = match[0]
    if kind == "link":
        start = match.start("text") - match.start()
        end = match.end("text") - match.start()
        inner, close = match["text"], whole[end:]
        if BETWEEN in close or depth > _DEEPEST:
            return Mark(kind, whole)
        inside = parse(inner, depth + 1)
        if match["title"]:
            said = match["title"].strip()[1:-1]
            before = (
                match.start("title") - match.start() + match["title"].index(said or match["title"][-1], 1)
            )
            if said:
                inside = (*inside, Mark("title", whole[end:before]), said)
                close = whole[before + len(said) :]
        return Mark("image" if whole[0] == "!" else kind, whole[:start], close, inside)
    if kind == "citation" and (found := _CITED.fullmatch(whole)) and BETWEEN not in found["open"]:
        said = found["said"]
        if not re.fullmatch(r"[^\W\d_]{1,12}\.?\s*[\divxlc–-]+[a-z]?", said):
            return Mark(kind, found["open"], "]", (said,))
    return Mark(kind, whole)


def _paired(nodes: Sequence[str | Mark]) -> Text:
    """Return nodes with the emphasis in them as marks around what is emphasised."""
    levels: list[tuple[str, list[str | Mark]]] = [("", [])]

    def unwind(until: int) -> None:
        while len(levels) > until:
            run, inside = levels.pop()
            levels[-1][1].extend([run, *inside])

    for number, node in enumerate(nodes):
        if isinstance(node, Mark):
            levels[-1][1].append(node)
            continue
        at = 0
        for found in _RUN.finditer(node):
            before = node[found.start() - 1] if found.start() else (" " if not number else ".")
            is_last = number + 1 == len(nodes)
            after = node[found.end()] if found.end() < len(node) else (" " if is_last else ".")
            run = found[0]
            is_inner = run[0] == "_" and before.isalnum() and after.isalnum()
            opened = next((n for n in range(len(levels) - 1, 0, -1) if levels[n][0] == run), 0)
            if is_inner or (opened == 0 and after.isspace()):
                continue
            levels[-1][1].append(node[at : found.start()])
            at = found.end()
            if opened and not before.isspace():
                unwind(opened + 1)
                _, inside = levels.pop()
                levels[-1][1].append(Mark(_NAMES.get(run, "strong"), run, run, _merged(inside)))
            elif not after.isspace() and len(levels) <= _DEEPEST:
                levels.append((run, []))
            else:
                levels[-1][1].append(run)
        levels[-1][1].append(node[at:])
    unwind(1)
    return _merged(levels[0][1])


def _merged(nodes: Iterable[str | Mark]) -> Text:
    """Return nodes with no two stretches of words beside each other, and no escape as a mark."""
    found: list[str | Mark] = []
    for node in nodes:
        said = node.open if isinstance(node, Mark) and node.kind == "escape" else node
        if isinstance(said, str) and found and isinstance(found[-1], str):
            found[-1] += said
        elif said:
            found.append(said)
    return tuple(found)
