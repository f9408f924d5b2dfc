"""Citations on a page: recognised by the inline parser, printed in notes, left as text elsewhere."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from leidraad import patterns
from leidraad.dialect import citing, tags
from leidraad.dialect.citing import Citation
from leidraad.locales import Locale

Cite = Callable[[str], Element | None]
"""Return the element that prints a citation, or None where that is not known."""

_ENDS = (".", "!", "?", "…")
_QUOTES = "’”'\"»"
_INLINE = frozenset(["a", "b", "del", "em", "i", "ins", "mark", "q", "small", "span", "strong", "u"])
_IN_TAG = patterns.lazy(r"<[A-Za-z][^<>]*\Z")
_TO_TAG_END = patterns.lazy(r"[^<>]*>")
_NAMED = patterns.lazy(r"\s?\[([^\[\]^][^\[\]]*|)\]")


def spare(md: Markdown) -> None:
    """Let no citation that begins a paragraph, with a colon behind it, be taken for the address of a link."""
    links: Any = md.parser.blockprocessors["reference"]
    links.RE = re.compile(links.RE.pattern.replace(r"\[", r"\[(?!-?@)", 1), links.RE.flags)


class CitationProcessor(InlineProcessor):
    """Turn `[@key, p. 11]` into an element, and remember what it cites.

    Attributes:
        found: the citation of each element, in the order of the inline pass.
    """

    def __init__(self, md: Markdown, locale: Locale, cite: Cite):
        """Print with `cite`, and as the author wrote it what that does not know."""
        super().__init__(citing.CITATION, md)
        self.locale = locale
        self.cite = cite
        self.reset()

    def reset(self) -> None:
        """Forget the last page."""
        self.found: dict[Element, Citation] = {}

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return an element for a citation, and nothing for other brackets."""
        if _IN_TAG.search(data, 0, m.start()) and _TO_TAG_END.match(data, m.end()):
            return None, None, None
        named = _NAMED.match(data, m.end())
        if named and " ".join((named[1] or m[0][1:-1]).split()).lower() in self.md.references:
            # A link whose address stands elsewhere.
            return None, None, None
        citation = citing.parse(tags.MARK.sub("", m[0]), self.locale)
        if citation is None:
            return None, None, None
        element = Element("span", {"class": "citation"})
        element.text = AtomicString(citation.source)
        self.found[element] = citation
        return element, m.start(), m.end()

    def settle(self, root: Element) -> None:
        """Print the citations in notes; what stands in the text stays what the author wrote."""
        if not self.found:
            return
        inside = {e for note in root.iter("li") if note.get("id", "").startswith("fn:") for e in note.iter()}
        parents = {child: parent for parent in root.iter() for child in parent}
        for element, citation in self.found.items():
            if (parent := parents.get(element)) is None:
                continue
            printed = self.cite(citation.source)
            if element not in inside or printed is None:
                element.attrib.clear()
                continue
            place = list(parent).index(element)
            parent[place] = new = copy.deepcopy(printed)
            new.tail = element.tail
            parents[new] = parent
            _end(new, citation.source, parents)


def _end(printed: Element, source: str, parents: Mapping[Element, Element]) -> None:
    """Let one period end the sentence, and an abbreviation have its own."""
    text = "".join(printed.itertext())
    if text.rstrip(_QUOTES).endswith(_ENDS):
        return
    last = printed
    while _is_last(parents[last], last):
        if parents[last].tag not in _INLINE:
            last.tail = f".{last.tail or ''}"
            return
        last = parents[last]
    tail = tags.MARK.sub("", printed.tail or "")
    if source.endswith(".]") and not tail.startswith("."):
        printed.tail = f".{printed.tail or ''}"


def _is_last(parent: Element, child: Element) -> bool:
    """Tell whether nothing but the way back stands behind a child."""
    tail = tags.MARK.sub("", child.tail or "").replace(NBSP_PLACEHOLDER, "")
    after = parent[list(parent).index(child) + 1 :]
    return not tail.strip() and all(other.get("class") == "footnote-backref" for other in after)
