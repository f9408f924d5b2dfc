"""What the checks that look at all chapters together need of one page: small, plain and fit to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from leidraad.checks.notes import definitions
from leidraad.checks.texts import named_years
from leidraad.dialect import citing
from leidraad.dialect.including import is_partial
from leidraad.dialect.origins import Place
from leidraad.dialect.verdicts import Reading
from leidraad.locales import Locale
from leidraad.translations.leading import source_language
from leidraad.translations.part import Part, shape_of
from leidraad.translations.rhythm import Rhythm

LOOSE = "loose"
"""The label of a key in a note that cites nothing, as in `[@a;]`."""


class CiteFact(NamedTuple):
    """A work cited: its key, label and value of the locator, the note's id, and its place.

    Label and value are "" without a locator, and the note where the citation stands in the text.
    """

    key: str
    label: str
    value: str
    note: str
    place: Place


class NoteFact(NamedTuple):
    """A note that is defined: its id, whether it says that it quotes at second hand, and its place."""

    id: str
    is_second_hand: bool
    place: Place


class QuoteFact(NamedTuple):
    """A quotation: its kind, who said it, what, the ids of its notes, and its place."""

    kind: str
    who: str
    text: str
    notes: tuple[str, ...]
    place: Place


class YearFact(NamedTuple):
    """A name with a year in the text.

    `is_sure` says that brackets show it to be a source; `is_noted` that a note of free text has both.
    """

    name: str
    year: str
    is_sure: bool
    is_noted: bool
    place: Place


class Digest(NamedTuple):
    """One page or partial: its language, its name in that language's folder, its slug and its facts.

    `shape` is a digest of what every language has alike, `shape_beside` that of what goes with it;
    `rhythms` are those of the parts of the outline, and of the answers of self-checks;
    `is_mixed` says that a part is in another language, or may be.
    `lead` is the language that the front matter names as its source; `beside` holds what is translated with
    the outline: notes and the description.
    `is_draft` says that no reader sees it; `open` holds how many blocks of a draft are still to be written,
    and how many say something.
    `cited` holds the ids of the notes that are referred to.
    `asks` holds the parts of the back matter that it asks for, each with its line.
    `words_beside` counts the words of what is beside, in the order of their names.
    `is_unread` says that the page cannot be converted as it is, so that nothing is known of what it holds.
    """

    path: str
    lang: str
    chapter: str
    cites: Sequence[CiteFact] = ()
    notes: Sequence[NoteFact] = ()
    cited: tuple[str, ...] = ()
    quotes: Sequence[QuoteFact] = ()
    years: Sequence[YearFact] = ()
    slug: str = ""
    outline: Sequence[Part] = ()
    shape: str = ""
    shape_beside: str = ""
    rhythms: Sequence[Rhythm] = ()
    is_mixed: bool = False
    lead: str = ""
    beside: Sequence[Part] = ()
    is_draft: bool = False
    open: Sequence[int] = (0, 0)
    is_unread: bool = False
    asks: tuple[tuple[str, int], ...] = ()
    words_beside: Sequence[int] = ()

    @property
    def is_partial(self) -> bool:
        """Tell whether it is no page by itself."""
        return is_partial(self.chapter)

    def facts(self) -> Digest:
        """Return the digest without what only the other languages of its chapter are compared with."""
        return self._replace(
            outline=(),
            shape="",
            shape_beside="",
            rhythms=(),
            is_mixed=False,
            beside=(),
            words_beside=(),
        )

    def without_facts(self) -> Digest:
        """Return the digest of a partial without what the chapters tell in which it stands."""
        return self._replace(cites=(), notes=(), cited=(), quotes=(), years=())


def digest(
    path: str, chapter: str, reading: Reading, locale: Locale, place: Callable[[int | None], Place]
) -> Digest:
    """Return the digest of a page.

    Args:
        path: its name for people.
        chapter: its path in the folder of its language.
        reading: what its conversion told.
        locale: its language.
        place: gives the place of a tag.
    """
    cites = tuple(
        CiteFact(
            cite.key,
            cite.locator.label if cite.locator else "",
            cite.locator.value if cite.locator else "",
            cited.note or "",
            place(cited.tag),
        )
        for cited in reading.citations
        for cite in cited.citation.cites
    )
    cites += tuple(
        CiteFact(key, LOOSE, "", "", place(passage.mark_at(end)))
        for passage in reading.passages
        if passage.note is not None and "@" in passage.text
        for key, end in citing.keys(passage.text)
    )
    said: dict[str, str] = {}
    for passage in reading.passages:
        if passage.note is not None:
            said[passage.note] = f"{said.get(passage.note, '')} {passage.text}"
    second_hand = [term.strip() for term in locale.say("checks", "quoted_in").split(",")]
    full = {note.id: f"{text} {said.get(note.id, '')}".casefold() for note, text, _ in definitions(reading)}
    notes = tuple(
        NoteFact(note.id, any(term in full[note.id] for term in second_hand), place(tag))
        for note, _, tag in definitions(reading)
    )
    years = tuple(
        YearFact(name, year, sure, any(name in text and year in text for text in said.values()), place(tag))
        for passage in reading.passages
        for name, year, tag, sure in named_years(passage, locale)
    )
    quotes = tuple(QuoteFact(q.kind, q.who, q.text, q.notes, place(q.tag)) for q in reading.quotations)
    cited = tuple(mark.id for mark in reading.cited)
    parts = tuple(part for _, part in reading.parts) if chapter else ()
    return Digest(
        path,
        locale.code,
        chapter,
        cites,
        notes,
        cited,
        quotes,
        years,
        outline=parts,
        shape=shape_of(parts),
        rhythms=tuple(each for part in parts for each in (part.rhythm, *part.right, *part.wrong)),
        is_mixed=any(p.tongue or p.strays for p in parts),
    )


def by_chapter(digests: Sequence[Digest]) -> dict[str, dict[str, Digest]]:
    """Return the files of each chapter and partial by language; a partial of every language is in none."""
    found: dict[str, dict[str, Digest]] = {}
    for page in digests:
        if page.chapter:
            found.setdefault(page.chapter, {})[page.lang] = page
    return dict(sorted(found.items()))


def lead(pages: Mapping[str, Digest], languages: Sequence[str]) -> str:
    """Return the language that a chapter is translated from: what its files say, or the default one."""
    return source_language({lang: page.lead for lang, page in pages.items()}, languages)


def translated(digests: Sequence[Digest], languages: Sequence[str]) -> Iterator[tuple[Digest, Digest]]:
    """Yield each page that is a translation, and the page that it translates, where both can be read."""
    for pages in by_chapter(digests).values():
        source = pages.get(lead(pages, languages))
        for page in pages.values():
            if source and page is not source and not (page.is_unread or source.is_unread):
                yield page, source
