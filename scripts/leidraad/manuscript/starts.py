"""Which of the lines that may open a chapter do so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leidraad.manuscript.openings import LISTED, NAMED, ON_TOP, Opening, Openings, same

LEAST_WORDS = 60
"""What is shorter is no chapter by itself."""

# As much evidence as no one thing alone gives that may be chance.
_LEAST = 3.0
_IF_ASKED = 2.0
_ENOUGH = 0.4
_CLEARLY = 12


def choose(evidence: Openings, words: Sequence[int], *, easily: bool) -> list[Opening]:
    """Return the openings that have enough evidence, and those that are clearly of their kind.

    Args:
        evidence: what speaks for each line.
        words: how many words each line has.
        easily: whether less evidence will do, as an author says that there are chapters.
    """
    least = _IF_ASKED if easily else _LEAST
    found = evidence.find()
    strong = [opening for opening in found if opening.score >= least]
    if not strong:
        return []
    # What holds for enough of a run, or of what the contents list, holds for all of it.
    groups = [
        group
        for group in _groups(found)
        if _ENOUGH * len(group) <= sum(opening in strong for opening in group)
        or (len(group) > 2 and all(ON_TOP in o.reasons for o in group) and any(o in strong for o in group))
    ]
    run = {opening.at for group in groups for opening in group}
    has_numbers = any(opening.number for group in groups for opening in group)
    kept: list[Opening] = []
    titles: list[str] = []
    for opening in found:
        named = opening.score >= _IF_ASKED and NAMED in opening.reasons
        # Beside numbered chapters, a title without a number at the top of a page may well be a section's.
        least_here = least + 1 if has_numbers and not opening.number else least
        if not (opening.score >= least_here or opening.at in run or named):
            continue
        # Number and title may each look like an opening: the first of them is.
        if kept and sum(words[kept[-1].at : opening.at]) < LEAST_WORDS and not _is_chapter(opening, kept[-1]):
            continue
        title = evidence.title(opening)
        if not opening.number and any(_repeats(title, known) for known in titles):
            # The same title once more is a running head.
            continue
        titles.append(title)
        # One of a run is about as sure as the others.
        score = max(opening.score, least + 0.5) if opening.at in run else opening.score
        if _stands_over(kept, opening, words):
            kept.pop()
        kept.append(replace(opening, score=score))
    if len(kept) == 1 and sum(words[: kept[0].at]) < LEAST_WORDS:
        return []
    if kept and not has_numbers:
        kept = [*_first(evidence, found, kept[0], words), *kept]
    return kept


def _repeats(title: str, known: str) -> bool:
    """Tell whether a title is one that was there before, whole or as far as its first line went."""
    shorter = min(title, known, key=len)
    starts = title.startswith(known) or known.startswith(title)
    return same(title, known) or (starts and len(shorter) >= _CLEARLY)


def _stands_over(kept: Sequence[Opening], opening: Opening, words: Sequence[int]) -> bool:
    """Tell whether the last opening is but the running head over the number of a chapter."""
    if not kept or kept[-1].number or not opening.number:
        return False
    return sum(words[kept[-1].at : opening.at]) < LEAST_WORDS


def _first(
    evidence: Openings, found: Sequence[Opening], second: Opening, words: Sequence[int]
) -> list[Opening]:
    """Return where the first chapter opens after a title page: nothing starts there for a second time."""
    pages = [index for index, line in enumerate(evidence.lines) if line.starts_page]
    for opening in found:
        if not 0 < opening.at < second.at or sum(words[: opening.at]) >= LEAST_WORDS:
            continue
        above = [page for page in pages if page <= opening.at]
        if ON_TOP in opening.reasons and above and not any(words[above[-1] : opening.at]):
            return [opening]
    return []


def _groups(found: Sequence[Opening]) -> list[list[Opening]]:
    """Return the openings that belong together: runs of numbers, and what the contents list."""
    groups = [
        [opening for opening in found if opening.number and opening.kind == kind] for kind in (0, 1, None)
    ]
    if not any(groups):
        groups.append([o for o in found if LISTED in o.reasons and ON_TOP in o.reasons])
    return [group for group in groups if len(group) > 1]


def _is_chapter(opening: Opening, before: Opening) -> bool:
    """Tell whether an opening counts although hardly any text stands before it."""
    return bool(opening.number) and (not before.number or opening.kind == before.kind or before.kind == 1)
