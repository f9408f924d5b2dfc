"""Quotations that are the same but for some words."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leidraad import patterns
from leidraad.checks.digest import Digest, QuoteFact
from leidraad.dialect.origins import Place

_WORD = patterns.lazy(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LEFT_OUT = patterns.lazy(r"\[[^\]]*\]|\(?(?:…|\.\.\.)\)?")
_SHINGLE = 3
_LEAST, _ALIKE = 5, 0.7
_MOST_SHARED = 50
# Two that are alike have more words in a row in common than chance gives long ones.
_SPARSE = 8


class Differing(NamedTuple):
    """A quotation of a page, and another page or partial that has it with different words."""

    page: Digest
    quote: QuoteFact
    other: Digest
    said: QuoteFact


def differing(digests: Sequence[Digest]) -> Iterator[Differing]:
    """Yield each quotation that stands elsewhere in its language with different words, and where that is.

    One that is part of the other, or the other with marked gaps, is the same. Cost grows with the number of
    quotations that share three words in a row.
    """
    # By their hashes, which take a third of the memory: two of one hash are only compared in vain.
    shingles: dict[int, list[int]] = defaultdict(list)
    seen: list[tuple[Digest, QuoteFact, list[str]]] = []
    shared: set[Place] = set()
    for page in digests:
        for quote in page.quotes:
            # What stands in a partial is one quotation, however many pages show it.
            if quote.place in shared:
                continue
            if quote.place.path:
                shared.add(quote.place)
            words = _words(_LEFT_OUT.sub(" ", quote.text))
            if len(words) < _LEAST:
                continue
            ends = range(_SHINGLE, len(words) + 1)
            keys = {hash((page.lang, *words[end - _SHINGLE : end])) for end in ends}
            shared_keys = Counter(other for key in keys for other in shingles[key])
            least = len(keys) // _SPARSE
            for other in sorted(other for other, count in shared_keys.items() if count >= least):
                earlier, said, before = seen[other]
                if _differ(quote.text, said.text, words, before):
                    yield Differing(page, quote, earlier, said)
                    break
            for key in keys:
                if len(shingles[key]) < _MOST_SHARED:
                    shingles[key].append(len(seen))
            seen.append((page, quote, words))


def _differ(one: str, other: str, words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two texts are versions of one quotation with different words."""
    if words == others or _holds(words, other) or _holds(others, one):
        return False
    for text, whole in ((one, others), (other, words)):
        parts = [_words(part) for part in _LEFT_OUT.split(text)]
        if len(parts) > 1 and all(_is_in(part, whole) for part in parts if part):
            return False
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio() >= _ALIKE


def _holds(part: Sequence[str], text: str) -> bool:
    return _is_in(part, _words(_LEFT_OUT.sub(" ", text)))


def _is_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
