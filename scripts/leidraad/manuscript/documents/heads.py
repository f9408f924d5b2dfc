"""The headings of a document: which are its title, which may open chapters, and whether they do."""

from __future__ import annotations

from leidraad.manuscript.documents import looks
from leidraad.manuscript.documents.tree import Node, attributes, children, count_words, text

# Sections of a chapter are shorter, chapters of a book longer; between them size tells little.
_WORDS_OF_A_CHAPTER = 1500
# A heading above others is a chapter above its sections as often as a book above its chapters.
_MORE_UNDER_HEADING = 3


class Heads:
    """The headings of a document: those that are its title, and the first of those below."""

    def __init__(self, blocks: list[Node], lang: str, *, has_chapters: bool) -> None:
        """Find them; `has_chapters` tells whether the document itself calls some of its parts chapters."""
        levels = {
            at: level
            for at, block in enumerate(blocks)
            if (level := level_of(block)) is not None and (level < 2 or not _is_look(block))
        }
        self.tops = [at for at, level in levels.items() if level == 0]
        below = [level for level in levels.values() if level]
        self.firsts = [at for at, level in levels.items() if level == min(below, default=1)]
        self.is_under_heading = False
        deeper = {level for level in below if level > min(below)}
        if not self.tops and deeper and self.firsts == [next(iter(levels))]:
            # One heading above all others is the title, and those below may be chapters.
            self.is_under_heading = True
            self.tops, self.firsts = self.firsts, [at for at, level in levels.items() if level == min(deeper)]
        self.words = count_words(blocks[self.firsts[0] :]) // len(self.firsts) if self.firsts else 0
        self.is_titled = bool(self.tops) or bool(self.firsts and _is_title(blocks[: self.firsts[0]]))
        label = looks.called(lang)
        named = sum(bool(label.match(text(blocks[at]["c"][2]).strip())) for at in self.firsts)
        self.chance = 0.97 if named > 1 or (has_chapters and len(self.firsts) > 1) else self._by_size()

    def _by_size(self) -> float:
        """Return how likely it is that headings under one title are chapters and not sections."""
        size = _WORDS_OF_A_CHAPTER * (_MORE_UNDER_HEADING if self.is_under_heading else 1)
        odds = (max(self.words, 1) / size) ** 2
        return min(max(odds / (1 + odds), 0.03), 0.97)

    def are_chapters(self) -> bool:
        """Tell whether the headings below the title are those of chapters."""
        return not self.is_titled or self.chance > 0.5


def level_of(block: Node) -> int | None:
    """Return the level of a heading, None for what is none."""
    return int(block["c"][0]) if block["t"] == "Header" else None


def _is_look(block: Node) -> bool:
    return looks.LOOK in attributes(block).classes


def _is_title(before: list[Node]) -> bool:
    """Tell whether one short line alone stands before the first heading, as a title does."""
    return len(before) == 1 and looks.is_title_like(before[0])


def is_chapter(block: Node) -> bool:
    """Tell whether a part of a document calls itself a chapter."""
    if block["t"] not in ("Div", "Header"):
        return False
    return "chapter" in attributes(block).classes or any(
        map(is_chapter, children(block)[:1] and block["c"][1])
    )
