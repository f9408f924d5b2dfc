"""Terms explained where a chapter first uses them: a link to the glossary, which a script shows in place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise, repeat
from typing import NamedTuple

from leidraad import patterns
from leidraad.backmatter.glossary import Glossary, Term
from leidraad.backmatter.pieces import copied
from leidraad.locales import Locale

_TAG = patterns.lazy(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^<>]*?)(/?)>", re.DOTALL)
_HEADING = patterns.lazy(r"<h[1-6](?=[\s>])")
_WORD = patterns.lazy(r"[^\W_]+(?:[-’'][^\W_]+)*")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"))
# What is a link already, or no running text.
_CLOSED = frozenset(
    (
        *(
            "a",
            "button",
            "code",
            "dfn",
            "dt",
            "figcaption",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "label",
            "math",
        ),
        *("pre", "script", "style", "summary", "svg", "template", "textarea", "th"),
    )
)
_PARTS = patterns.lazy(
    r'class="(?:callout callout--(?:term|check|epigraph|quote|trainer)|callout__(?:title|facts)|footnote)\b'
)


class Explained(NamedTuple):
    """A term that a page explains: its address from there, its name and its definition as HTML."""

    address: str
    name: str
    html: str


class Explaining:
    """The terms of a language, as the words of a text are compared with them."""

    def __init__(self, terms: Glossary, locale: Locale) -> None:
        """Take up every form of every term: as an author names it, and with the endings of the language."""
        self._terms = terms
        self._forms: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        endings = ["", *locale.tables["index"]["endings"].split()]
        for term in terms.terms:
            for form in {f"{form}{ending}" for form in term.forms for ending in endings}:
                words = tuple(_WORD.findall(form.casefold()))
                if words:
                    self._forms[words[0]].append((words, term))
        for forms in self._forms.values():
            forms.sort(key=lambda each: (-len(each[0]), each[0]))

    def explain(self, content: str, url: str) -> tuple[str, list[Explained]]:
        """Return the HTML of a page in which the first use of each term is a link, and what they are.

        A term that the page has defined by then, or defines before its next heading, needs no explanation.

        Args:
            content: the HTML.
            url: the address of the page.
        """
        if not self._forms:
            return content, []
        ahead = self._defined(content, url)
        known = set(next(ahead))
        found: list[Explained] = []
        parts: list[str] = []
        for text, is_open in _runs(content):
            if is_open:
                text = self._link(text, url, known, found)
            elif _HEADING.match(text):
                known |= next(ahead)
            parts.append(text)
        return "".join(parts), found

    def _defined(self, content: str, url: str) -> Iterator[frozenset[str]]:
        """Yield the ids of the terms that the page defines before its first heading, and after each."""
        here = {
            f'id="{piece.id}"': term.id
            for term in self._terms.terms
            for piece in term.pieces
            if piece.leaf.url == url
        }
        for section in _HEADING.split(content) if here else ():
            yield frozenset(term for mark, term in here.items() if mark in section)
        yield from repeat(frozenset())

    def _link(self, text: str, url: str, known: set[str], found: list[Explained]) -> str:
        """Return a text in which what is not known yet is a link."""
        words = [*_WORD.finditer(text)]
        parts, at, skip = [], 0, 0
        for number, word in enumerate(words):
            if number < skip or (forms := self._forms.get(word[0].casefold())) is None:
                continue
            for form, term in forms:
                last = number + len(form) - 1
                if term.id not in known and _is_form(text, words[number : last + 1], form):
                    address = self._terms.address(term, url)
                    whole = text[word.start() : words[last].end()]
                    parts += [text[at : word.start()], _linked(whole, address)]
                    definition = "".join(copied(piece, url) for piece in term.pieces)
                    found.append(Explained(address, term.name, definition))
                    known.add(term.id)
                    at, skip = words[last].end(), last + 1
                    break
        return "".join([*parts, text[at:]]) if parts else text


def _linked(text: str, address: str) -> str:
    return f'<a class="leidraad-term" href="{escape(address)}">{text}</a>'


def _is_form(text: str, words: Sequence[re.Match[str]], form: Sequence[str]) -> bool:
    """Tell whether words of a text are a form, with nothing but spaces between them."""
    if len(words) != len(form) or any(w[0].casefold() != f for w, f in zip(words, form, strict=True)):
        return False
    return all(not text[a.end() : b.start()].strip() for a, b in pairwise(words))


def _runs(content: str) -> Iterator[tuple[str, bool]]:
    """Yield the HTML in pieces, each with whether it is running text in which a term can be explained."""
    at = 0
    closed, depth = "", 0
    for tag in _TAG.finditer(content):
        if tag.start() > at:
            yield content[at : tag.start()], not closed
        yield tag[0], False
        at = tag.end()
        name = (tag[2] or "").lower()
        if not name or name in _VOID or tag[4]:
            continue
        if closed:
            if name == closed:
                depth += -1 if tag[1] else 1
                closed = closed if depth else ""
        elif not tag[1] and (name in _CLOSED or _PARTS.search(tag[3])):
            closed, depth = name, 1
    if at < len(content):
        yield content[at:], not closed
