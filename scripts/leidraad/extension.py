"""The Python-Markdown extension `leidraad_callouts`: everything that gives a chapter its meaning.

It needs no MkDocs, so any program that runs Python-Markdown extensions renders the same page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from leidraad import callouts, locales
from leidraad.callouts import CalloutBlock
from leidraad.dialect import citations, notes, sparing, strays, tags, verdicts
from leidraad.dialect.fences import FencePreprocessor
from leidraad.dialect.inlines import InlinePass
from leidraad.dialect.kinds import KINDS, UNKNOWN, UnknownBlock
from leidraad.dialect.origins import Line, Place, lines_of, reach
from leidraad.dialect.patience import bounded
from leidraad.dialect.recording import RecordingParser
from leidraad.dialect.verdicts import Reading
from leidraad.model import Chapter
from leidraad.reader import Reader
from leidraad.translations.part import Part


def _site_language(md: Markdown) -> str:
    """Return the language of the site that a page is made for, where the host is Zensical and tells it."""
    try:
        context: Any = md.preprocessors["rendering_context"]
    except KeyError:
        return ""
    return str(context.config["theme"].get("language") or "")


class LeidraadExtension(BlocksExtension):
    """Add callouts, the reader and the order of notes to a Markdown object.

    Attributes:
        reading: the reading of the last conversion.
        places: the place of each tag, where `trace` is on.
        shown: the lines (path, first, last) that were converted there, "" being the page's own.
    """

    def __init__(self, **kwargs: object) -> None:
        """Declare the options."""
        self.config = {
            "lang": ["", "Language of the page: its callout keywords and labels; by default the site’s."],
            "locales": [
                {},
                "More languages: code to the path of a TOML table like those in leidraad/locales.",
            ],
            "trainer": [False, "Keep trainer notes on the page."],
            "trace": [False, "Tag every fence and note candidate with its place; for positions only."],
            "expand": [_without_includes, "Called with the lines that are traced; expands the includes."],
            "cite": [_as_written, "Called with a citation; returns the element that prints it."],
            "name_blocks": [_nameless, "Called with the parts of a page; returns the attributes of each."],
            "on_read": [_ignore, "Called with the Reading of each conversion."],
        }
        super().__init__(**kwargs)
        self.shown: tuple[tuple[str, int, int], ...] = ()
        self.places: list[Place] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors, by the priorities of Python-Markdown's own."""
        self.md = md
        self.callouts: list[CalloutBlock] = []
        self.locale = self._locale(str(self.getConfig("lang") or _site_language(md) or "nl"))
        self.recorder = RecordingParser(md)
        md.parser = self.recorder
        super().extendMarkdown(md)
        trace = bool(self.getConfig("trace"))
        self.reader = Reader(md, self.recorder, self.locale.code, self.callouts, opens_includes=trace)
        before, after = md.preprocessors, md.treeprocessors
        self.citations = citations.CitationProcessor(md, self.locale, self.getConfig("cite"))
        citations.spare(md)
        # After footnotes at 175, before links at 170.
        md.inlinePatterns.register(self.citations, "leidraad_citations", 172)
        put = self._put_tags if trace else lambda lines: self.reader.marks.put(lines)
        before.register(_Lines(md, put), "leidraad_includes", 102)
        before.register(_Lines(md, self._record_fences), "leidraad_code", 25.5)
        before.register(self.fences, "leidraad_fences", 5)
        after.register(InlinePass(md), "inline", 20)
        after.register(_Tree(md, self._hold_notes), "leidraad_notes", 51)
        # After the block parse (footnotes' own division comes at 50), before the inline pass at 20.
        after.register(_Tree(md, self._read), "leidraad_reader", 45)
        # After the callouts' own end of the inline pass at 19.99.
        after.register(_Tree(md, self._finish), "leidraad_finish", 19.5)
        md.registerExtension(self)
        # Whoever converts a page does it within bounds.
        md.convert = bounded()(md.convert)  # type: ignore[method-assign]
        md.leidraad = self  # type: ignore[attr-defined]

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register each kind under its keyword in every language; the page's own language goes first."""
        config = {"locale": self.locale, "callouts": self.callouts, "watch": self.recorder.watch}
        others = [self._locale(code) for code in (*locales.available(), *self.getConfig("locales"))]
        foreign: dict[str, str] = {}
        for locale in (self.locale, *others):
            for kind, word in locale.keywords.items():
                if word not in block_mgr.blocks:
                    block_mgr.register(type(f"{kind}-{word}", (KINDS[kind],), {"NAME": word}), config)
                    if locale is not self.locale:
                        foreign[word] = kind
        block_mgr.register(type(UNKNOWN, (UnknownBlock,), {"NAME": UNKNOWN}), config)
        self.fences = FencePreprocessor(md, block_mgr, self.locale, foreign)

    def reset(self) -> None:
        """Forget the last page."""
        for name in ("footnote-reorder", "footnote-duplicate"):
            # What they do, `notes.number` does in reading order.
            self.md.treeprocessors.deregister(name, strict=False)
        if self.getConfig("trace"):
            self._stop_after_reading()
        else:
            sparing.spare(self.md)
        self.callouts.clear()
        self.recorder.reset()
        self.reader.reset()
        self.fences.reset()
        self.citations.reset()
        # A blank page is never converted: it has this reading.
        self.reading = Reading(Chapter(self.locale.code))

    def _stop_after_reading(self) -> None:
        """Leave out what only makes the page, and what has been done: this one is read and thrown away."""
        self.md.preprocessors.deregister("include", strict=False)
        for name in ("attr_list", "toc", "unescape"):
            self.md.treeprocessors.deregister(name, strict=False)
        self.md.stripTopLevelTags = False
        self.md.serializer = lambda _: ""

    def _name_blocks(self) -> None:
        """Give the elements of blocks what the option says, so that scripts find them in every language."""
        name: Callable[[Sequence[Part]], Sequence[Mapping[str, str]]] = self.getConfig("name_blocks")
        if name is not _nameless:
            names = name([part for _, part in self.reading.parts])
            for (block, _), attributes in zip(self.reading.parts, names, strict=True):
                for element in self.reader.elements_of(block):
                    if attributes and self._holds_html(element):
                        element.tag = "div"
                    element.attrib.update(attributes)

    def _holds_html(self, element: Element) -> bool:
        """Tell whether a paragraph holds code or HTML; a name keeps Python-Markdown from taking it away."""
        if element.tag != "p" or len(element):
            return False
        found = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        if not found:
            return False
        html = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
        restore: Any = self.md.postprocessors["raw_html"]
        return bool(restore.isblocklevel(str(html)))

    def _locale(self, code: str) -> locales.Locale:
        path = self.getConfig("locales").get(code)
        return locales.load(code, Path(path) if path else None)

    def _put_tags(self, lines: list[str]) -> list[str]:
        expand: Callable[[list[str]], list[Line]] = self.getConfig("expand")
        if not any("{!" in line for line in lines):
            marked, places = tags.put(lines)
            self.places = [Place(line, column) for line, column in places]
            self.shown = (("", 1, len(lines)),)
            return marked
        known = expand(self.reader.marks.put([*lines_of("\n".join(lines))]))
        marked, places = tags.put([*known])
        self.places = [known[line - 1].place(column - 1) for line, column in places]
        self.shown = reach(known)
        return marked

    def _record_fences(self, lines: list[str]) -> list[str]:
        self.reader.record_fences(lines)
        return lines

    def _hold_notes(self, root: Element) -> None:
        """Let a note be defined inside a note, where `footnotes` counts on a list that stays the same."""
        for extension in self.md.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.footnotes = _Notes(extension.footnotes)

    def _read(self, root: Element) -> None:
        """Make the chapter, and see to what was meant as a callout and is text."""
        self.reader.build()
        code = self.reader.code.keys()
        self.fences.problems += strays.find(self.md, root, code)
        if not self.getConfig("trainer"):
            strays.hide(self.md, root, code, self.fences.trainer_words)

    def _finish(self, root: Element) -> None:
        """Take the verdicts, remove what is for trainers only, and number the notes."""
        notes.free_undefined(root)
        self.reading = verdicts.gather(
            root,
            self.reader.chapter,
            self.callouts,
            self.citations.found,
            self.fences.problems,
            self.reader.html(),
            self.reader.own,
        )
        self.citations.settle(root)
        if not self.getConfig("trainer"):
            for parent in list(root.iter()):
                for child in [c for c in parent if c.get("class") == "callout callout--trainer"]:
                    parent.remove(child)
        callouts.name(root)
        self.reader.hide_flags()
        self.reading = replace(self.reading, arrivals=notes.number(root, self.locale))
        self._name_blocks()
        on_read: Callable[[Reading], None] = self.getConfig("on_read")
        on_read(self.reading)


def _nameless(parts: Sequence[Part]) -> Sequence[Mapping[str, str]]:
    """Give no part a name."""
    return ()


def _ignore(reading: Reading) -> None:
    """Do nothing with a reading."""


def _without_includes(lines: list[str]) -> list[Line]:
    """Return the lines as they are."""
    return [line if isinstance(line, Line) else Line(line) for line in lines]


def _as_written(citation: str) -> Element | None:
    """Print no citation: without a bibliography it stays what the author wrote."""
    return None


class _Notes(OrderedDict[str, str]):
    """Notes by id, whose keys may be walked while another is added."""

    def keys(self) -> Any:
        return list(super().keys())


class _Lines(Preprocessor):
    """A preprocessor that is one function."""

    def __init__(self, md: Markdown, function: Callable[[list[str]], list[str]]):
        super().__init__(md)
        self.function = function

    def run(self, lines: list[str]) -> list[str]:
        return self.function(lines)


class _Tree(Treeprocessor):
    """A treeprocessor that is one function."""

    def __init__(self, md: Markdown, function: Callable[[Element], None]):
        super().__init__(md)
        self.function = function

    def run(self, root: Element) -> None:
        self.function(root)


def makeExtension(**kwargs: object) -> LeidraadExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return LeidraadExtension(**kwargs)
