"""Checks between the languages: chapters that are missing or too many, and where the others differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from leidraad.checks.digest import Digest, by_chapter, lead, translated
from leidraad.checks.drafts import published
from leidraad.checks.finding import Finding
from leidraad.dialect.including import is_partial
from leidraad.hints import did_you_mean
from leidraad.translations.differences import Difference, differences, differences_beside
from leidraad.translations.leftovers import LISTS, key
from leidraad.translations.outline import DESCRIPTION, note_name
from leidraad.translations.part import Part
from leidraad.translations.rhythm import are_in_step, is_cut
from leidraad.translations.states import Standing

Accepted = Callable[[str, str], Iterable[tuple[str, str]]]
"""Return the fingerprints of blocks that were accepted as translations of each other."""


def check_translations(
    digests: Sequence[Digest], languages: Sequence[str], accepted: Accepted
) -> Iterator[Finding]:
    """Yield where the translations are not what their sources are; of drafts, nothing is told.

    Args:
        digests: the pages of one chapter or of several, each in all of its languages.
        languages: codes of the languages, the default one first.
        accepted: tells what was accepted of a chapter in a language.
    """
    drafts = {page.path for page in digests if page.is_draft}
    found = _differing(published(digests, languages), languages, accepted)
    yield from (finding for finding in found if finding.path not in drafts)


def _differing(digests: Sequence[Digest], languages: Sequence[str], accepted: Accepted) -> Iterator[Finding]:
    chapters = by_chapter(digests)
    for page in digests:
        parts = (*page.outline, *_placed_beside(page)) if page.is_mixed else ()
        for part in parts:
            if part.tongue and not _is_of_both(part, page.lang, chapters[page.chapter].get(part.tongue)):
                message = f"This {part.sort} seems to be in another language ({part.tongue}); translate it."
                yield Finding(page.path, part.line, min(part.line, 1), "LR312", message)
    for chapter, pages in chapters.items():
        if is_partial(chapter):
            # Where it is missing, the include that names it says so.
            continue
        leading = lead(pages, languages)
        source = pages.get(leading)
        if len({page.lead for page in pages.values() if page.lead}) > 1:
            page = next(page for page in pages.values() if page.lead and page.lead != leading)
            message = f"Source language ‘{page.lead}’ is ‘{leading}’ in another file; make them the same."
            yield Finding(page.path, 1, 1, "LR322", message)
        for page in pages.values():
            if page.lead and page.lead not in languages:
                hint = did_you_mean(page.lead, languages, f" Choose one of: {', '.join(languages)}.", "{}")
                yield Finding(page.path, 1, 1, "LR322", f"There is no language ‘{page.lead}’ here.{hint}")
        if source is None:
            for page in pages.values():
                path = _counterpart(page.path, chapter, leading)
                message = (
                    f"{path}, which this translates, is not there; add it, or say `source: {page.lang}` here."
                )
                yield Finding(page.path, 1, 1, "LR302", message)
            continue
        for other in languages:
            if other not in pages:
                path = _counterpart(source.path, chapter, other)
                shown = pages.get(languages[0])
                seen = "readers have no such page" if shown is None else f"readers see {shown.path}"
                seen = "which readers see" if shown is source else seen
                message = f"This chapter is not there; translate {source.path}, {seen} meanwhile."
                yield Finding(path, 1, 1, "LR301", message)
    for page, source in translated(digests, languages):
        if page.slug and page.slug == source.slug:
            message = (
                f"Slug ‘{page.slug}’ is that of {source.path}; give the page a name in its own language."
            )
            yield Finding(page.path, 1, 1, "LR313", message)
        yield from _unasked(page, source)
        if page.is_mixed:
            yield from _left_over(page, source)
        if page.shape_beside != source.shape_beside or any(
            map(is_cut, page.words_beside, source.words_beside)
        ):
            langs = (source.lang, page.lang)
            aside = differences_beside(_placed_beside(source), _placed_beside(page), source.path, langs)
            yield from _told(aside, source, page)
            yield from _undescribed(page, source)
        if page.shape != source.shape or not are_in_step(source.rhythms, page.rhythms):
            known = accepted(page.lang, page.chapter)
            langs = (source.lang, page.lang)
            found = differences(source.outline, page.outline, source.path, page.path, known, langs)
            yield from _told(found, source, page)


def _is_of_both(part: Part, lang: str, other: Digest | None) -> bool:
    """Tell whether a list or table has words of two languages in both, as one of terms or originals has."""
    beside = other.outline if other and part.kind in LISTS else ()
    return any(each.kind == part.kind and each.tongue == lang for each in beside)


def _undescribed(page: Digest, source: Digest) -> Iterator[Finding]:
    """Yield that a chapter is described in one of two languages."""
    here, there = (any(part.id == DESCRIPTION for part in each.beside) for each in (page, source))
    if there and not here:
        message = f"The description of {source.path} has no counterpart here; translate it."
        yield Finding(page.path, 1, 1, "LR303", message)
    elif here and not there:
        message = f"The description has no counterpart in {source.path}; add it there, or remove it here."
        yield Finding(page.path, 1, 1, "LR303", message)


def _unasked(page: Digest, source: Digest) -> Iterator[Finding]:
    """Yield the parts of the back matter that only one of two languages asks for."""
    for here, there in ((page, source), (source, page)):
        known = {name for name, _ in here.asks}
        for name, line in there.asks:
            if name not in known:
                message = f"{here.path} does not ask for this, {name}; ask for it there, or remove it here."
                yield Finding(there.path, line, 1, "LR303", message)


def _left_over(page: Digest, source: Digest) -> Iterator[Finding]:
    """Yield the short texts that stand in the source word for word, and in its language."""
    here, there = ((*_placed_beside(each), *each.outline) for each in (page, source))
    mine, theirs = ({piece for part in side for piece in part.pieces} for side in (here, there))
    if any(key(text) in mine for part in there for text in part.strays):
        # Both have words of both, as a list of translated terms has.
        return
    for part in here:
        for text in part.strays:
            if key(text) in theirs:
                message = f"‘{text}’ stands in {source.path} in the same words; translate it."
                yield Finding(page.path, part.line, min(part.line, 1), "LR312", message)


def _told(found: Iterable[Difference], source: Digest, page: Digest) -> Iterator[Finding]:
    for difference in found:
        is_here = difference.target is not None
        at, path = (difference.target, page.path) if is_here else (difference.source, source.path)
        assert at is not None
        yield Finding(path, at.line, min(at.line, 1), difference.code, difference.message)


def _placed_beside(page: Digest) -> list[Part]:
    """Return what stands beside the outline of a page, with its lines; the description is in the first."""
    lines = _lines_beside(page)
    return [part._replace(line=lines.get(part.id, 1)) for part in page.beside]


def _lines_beside(page: Digest) -> dict[str, int]:
    """Return where that stands, by its name."""
    return {DESCRIPTION: 1} | {note_name(note.id): note.place.line for note in page.notes}


def _counterpart(path: str, chapter: str, lang: str) -> str:
    """Return the name of a chapter in another language."""
    return (PurePosixPath(path.removesuffix(chapter).rstrip("/")).parent / lang / chapter).as_posix()


def check_stale(standings: Sequence[Standing], source: Digest, page: Digest) -> Iterator[Finding]:
    """Yield which blocks of a translation are of a source that has changed since.

    Args:
        standings: how each block stands.
        source: the page that is translated.
        page: the translation.
    """
    lines, lines_there = _lines_beside(page), _lines_beside(source)
    for standing in standings:
        if standing.state != "stale" or not standing.target or not standing.source:
            continue
        name = standing.id
        line_there = lines_there.get(name, standing.source.line)
        there = f"{source.path}:{line_there}" if line_there else source.path
        line = lines.get(name, standing.target.line)
        what = "Both languages have changed" if standing.is_touched else "The source has changed"
        remedy = f"`leidraad accept {page.path} {name}`"
        if standing.is_touched:
            message = f"{what} since this was translated ({there}); if they agree, {remedy}."
        else:
            message = f"{what} since this was translated ({there}); translate the change, then {remedy}."
        yield Finding(page.path, line, min(line, 1), "LR314", message)
