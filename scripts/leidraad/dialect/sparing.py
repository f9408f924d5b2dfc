"""What Python-Markdown does on every page, done only on those that need it: a tenth of its time."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.util import Registry

_FENCED = "fenced_code_block"
_FENCES = ("```", "~~~")


def spare(md: Markdown) -> None:
    """Put processors in the place of those of standard extensions, where nobody has before."""
    for extension in md.registeredExtensions:
        if isinstance(extension, TocExtension) and _has(md.treeprocessors, "toc", TocTreeprocessor):
            md.treeprocessors.register(_Toc(md, extension.getConfigs()), "toc", 5)
        if isinstance(extension, FencedCodeExtension) and _has(
            md.preprocessors, _FENCED, FencedBlockPreprocessor
        ):
            md.preprocessors.register(_Fenced(md, extension.getConfigs()), _FENCED, 25)


def has_fence(text: str) -> bool:
    """Tell whether a fence of code may begin in a text."""
    return any(map(text.__contains__, _FENCES))


def _has(processors: Registry[Any], name: str, kind: type) -> bool:
    return name in processors and type(processors[name]) is kind


class _Toc(TocTreeprocessor):
    """Draws the table of contents only where the page has the mark for it: MkDocs takes `toc_tokens`."""

    def run(self, doc: Element) -> None:
        self._is_shown = bool(self.marker) and self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._is_shown else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._is_shown:
            super().replace_marker(root, elem)


class _Fenced(FencedBlockPreprocessor):
    """Looks for a whole fence only where one begins."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if has_fence(text) else text.split("\n")
