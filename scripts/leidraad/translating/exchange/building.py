"""Blocks of a translation that are not there yet, built from those of the source and what was delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leidraad.dialect import blocks
from leidraad.model import Block, Callout, Comment, Include
from leidraad.translating.exchange.segments import amended, segments, texts
from leidraad.translations.skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Builder:
    """What makes blocks of a translation.

    Attributes:
        texts: what is delivered of each block of the source, by its identity and the keys of its stretches.
        verses: the identities of the blocks whose lines are those of a poem.
        skeleton: what leaves the words of a text open.
    """

    texts: Mapping[int, Mapping[str, str]]
    verses: frozenset[int]
    skeleton: Skeleton

    def blocks(self, given: tuple[Block, ...], made: dict[int, Block]) -> tuple[Block, ...]:
        """Return the blocks of the translation; `made` gets each of them, by the identity of its source."""
        found = []
        for block in given:
            if isinstance(block, Comment) and blocks.is_flag(f"<!-- {block.text} -->"):
                continue
            new = self.block(block)
            if isinstance(new, Callout):
                new = replace(new, body=self.blocks(new.body, made))
            made[id(block)] = new
            found.append(new)
        return tuple(found)

    def block(self, block: Block) -> Block:
        """Return one block, without what is in it; a stretch that is not delivered is left open."""
        if isinstance(block, Include):
            return replace(block, path=self.skeleton.include(block.path))
        is_verse = id(block) in self.verses
        delivered = self.texts.get(id(block), {})
        leave_open = self.skeleton.verse if is_verse else self.skeleton.text
        said = {segment.key: leave_open(segment.text) for segment in segments(block, is_verse=is_verse)}
        for key, text in texts(block, is_verse=is_verse).items():
            said.setdefault(key, self.skeleton.text(text))
        return amended(block, said | dict(delivered), is_verse=is_verse)
