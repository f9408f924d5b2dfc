"""Python-Markdown's inline pass, which tries on a text only the patterns that can be in it.

By itself it tries every pattern on every text: links and notes on each plain sentence.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDED = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.AUTOLINK_RE: "://",
    inlinepatterns.AUTOMAIL_RE: "@",
    inlinepatterns.LINE_BREAK_RE: "  \n",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    # Of the extension for notes, which has no name for it.
    r"\[\^([^\]]*)\]": "[^",
}
"""What every text holds that a pattern matches, by the pattern; one that is not here is always tried."""


class InlinePass(InlineProcessor):
    """Do what `InlineProcessor` of Python-Markdown 3 does, without the tries that must fail.

    Its methods are private, so a test compares what both make of a page.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to the texts of a tree."""
        patterns: Any = self.inlinePatterns
        self._tried = [
            (pattern, _NEEDED.get(pattern.getCompiledRegExp().pattern, "")) for pattern in patterns
        ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, index: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for at in range(index, len(self._tried)):
            pattern, needed = self._tried[at]
            start, is_found = 0, needed in data
            while is_found:
                data, is_found, start = apply(pattern, data, at, start)
        return data
