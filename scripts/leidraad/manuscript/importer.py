"""The raw text of a chapter as a `Chapter`, with every decision that was taken on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leidraad import locales
from leidraad.errors import LeidraadError
from leidraad.manuscript import audit, characters, fragments, furniture, joins, lines
from leidraad.manuscript.assembly import Assembly
from leidraad.manuscript.chunks import chunks
from leidraad.manuscript.decisions import Decision
from leidraad.manuscript.filenames import slug
from leidraad.manuscript.labelling import label
from leidraad.manuscript.lines import Line, Profile, Source
from leidraad.model import Chapter

_PREFIX_LENGTH = 20
_PAGE = 20
_AGAIN = "better extract the text again, or import the PDF itself."
_FLAT = (
    "The text has no blank lines, indents or spaces at line ends, so where paragraphs, quotations and cases "
    f"end is guessed; {_AGAIN}"
)
_PRE_JOINED = (
    "Hyphens at line ends were deleted before the import, so hyphens that belong to a word may be gone too; "
    f"{_AGAIN}"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A chapter made from a manuscript.

    Attributes:
        chapter: what it says.
        decisions: what was chosen on the way.
        words: how many words the manuscript has.
        name: the name of the chapter's file, without suffix; empty where whoever files it gives it one.
        warnings: what makes the whole structure doubtful, one sentence each.
        counted: what the places of the decisions in the manuscript count.
        pictures: the pictures that the chapter shows, by the name of their file.
    """

    chapter: Chapter
    decisions: tuple[Decision, ...]
    words: int
    name: str = ""
    warnings: tuple[str, ...] = ()
    counted: str = "line"
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def import_text(text: str | Source, *, lang: str, name: str) -> Imported:
    """Return the chapter that the raw text of a manuscript holds.

    Args:
        text: the manuscript as it was extracted; a `Source` also says whether its encoding is a guess.
        lang: the language of the page.
        name: the name of the chapter's file, without suffix; note ids are made from it.

    Raises:
        LeidraadError: there is no text, the language is unknown, or a word would be lost.
    """
    source = text if isinstance(text, Source) else Source(text)
    locales.load(lang)
    lines.refuse_empty(source.text, name)
    cleaned, repairs = characters.clean(source.text)
    if not any(char.isalpha() for char in cleaned):
        raise LeidraadError(f"{name}: has no letter in it; a scan must go through text recognition first.")
    printed = lines.split(cleaned)
    profile = lines.profile(printed)
    printed, mended = fragments.mend(printed, profile)
    cleared = furniture.clear(printed, profile, lang)
    words = joins.vocabulary(cleared.lines)
    found, feet = chunks(cleared, profile, words, lang)
    assembly = Assembly(label(found, feet, profile, lang), lang, note_prefix(name))
    assembly.build([*repairs, *mended, *cleared.decisions], is_guess=source.is_guess)
    chapter = Chapter(lang, tuple(assembly.blocks))
    decisions = assembly.placed()
    audit.check(cleaned, chapter, decisions, name)
    return Imported(chapter, decisions, len(cleaned.split()), name, tuple(_warnings(profile, printed)))


def _warnings(profile: Profile, printed: Sequence[Line]) -> Iterator[str]:
    """Yield what the extraction took from the text that no reading brings back."""
    # A few lines show no layout, nor need one.
    has_page = sum(bool(line.text) for line in printed) >= _PAGE
    if profile.flat and not profile.unwrapped and has_page:
        yield _FLAT
    if profile.pre_joined:
        yield _PRE_JOINED


def note_prefix(name: str) -> str:
    """Return what the note ids of a chapter start with: `h01` for `01-…`, else the name's first words."""
    number = re.match(r"\d+", name)
    if number:
        return f"h{number[0]}"
    words = slug(name)
    if len(words) > _PREFIX_LENGTH:
        words = words[:_PREFIX_LENGTH].rpartition("-")[0] or words[:_PREFIX_LENGTH]
    return words or "h"
