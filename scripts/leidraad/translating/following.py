"""Lock files that follow a change of ours: what we write into a chapter makes no translation stale."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from itertools import chain

from mkdocs.config.defaults import MkDocsConfig

from leidraad import translating
from leidraad.translations.locks import Entry
from leidraad.translations.part import Part


class Following:
    """What has become of the blocks of a chapter."""

    def __init__(self, config: MkDocsConfig, texts: Mapping[str, tuple[str, str]]) -> None:
        r"""Take what the files of a chapter held and are to hold, by language, with `\n` line ends."""
        self.parts = {lang: _parts(config, lang, *pair) for lang, pair in texts.items()}

    def entries(self, lang: str, known: Sequence[Entry]) -> list[Entry]:
        """Return the entries of a lock file, which say of the new blocks what they said of the old ones."""
        # A fingerprint is that of a text, so the source need not be known.
        source = ChainMap(*(parts for other, parts in self.parts.items() if other != lang))
        target = self.parts.get(lang, {})
        return [_followed(entry, source, target) for entry in known]


def _parts(config: MkDocsConfig, lang: str, before: str, after: str) -> dict[str, Part]:
    """Return what has become of each block of a file, by its fingerprint before."""
    old, new = (translating.parts_in(config, lang, text) for text in (before, after))
    # Notes may have changed places.
    named = {part.id: part for part in new[1]}
    asides = ((part, named[part.id]) for part in old[1] if part.id in named)
    blocks = zip(*(sides[0] for sides in (old, new)), strict=True) if len(old[0]) == len(new[0]) else ()
    return {one.fingerprint: other for one, other in chain(asides, blocks)}


def _followed(entry: Entry, source: Mapping[str, Part], target: Mapping[str, Part]) -> Entry:
    one, other = source.get(entry.source), target.get(entry.target)
    if one and one.fingerprint != entry.source:
        entry = entry._replace(source=one.fingerprint, text=one.text)
    return entry._replace(target=other.fingerprint) if other else entry
