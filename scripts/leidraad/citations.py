"""Citations on a page: recognised by the inline parser, printed in notes, left as text elsewhere."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from leidraad import citing, tags
from leidraad.citing import Citation
from leidraad.locales import Locale

Cite = Callable[[str], Element | None]
"""Return the element that prints a citation, or None where that is not known."""

_ENDS = (".", "!", "?", "…")


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
        for parent in root.iter():
            for place, element in enumerate(parent):
                if element not in self.found:
                    continue
                printed = self.cite(self.found[element].source)
                if element not in inside or printed is None:
                    element.attrib.clear()
                    continue
                new = copy.deepcopy(printed)
                new.tail = element.tail
                parent[place] = new
                if _is_last(parent, place) and not "".join(new.itertext()).endswith(_ENDS):
                    new.tail = f".{element.tail or ''}"


def _is_last(parent: Element, place: int) -> bool:
    """Tell whether nothing but the way back stands behind a child of a paragraph."""
    tail = tags.MARK.sub("", parent[place].tail or "").replace(NBSP_PLACEHOLDER, "")
    after = parent[place + 1 :]
    return not tail.strip() and all(child.get("class") == "footnote-backref" for child in after)
