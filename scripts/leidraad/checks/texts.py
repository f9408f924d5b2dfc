"""Checks on the text of one page that only a look at its words can tell: all of them are warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import digits

from leidraad import patterns
from leidraad.checks.notes import Verdict, definitions
from leidraad.dialect.passages import LINK, REFERENCE, Passage
from leidraad.dialect.verdicts import Reading
from leidraad.locales import Locale

# To look for what these begin with takes a tenth of the time, and most passages have none; to look for a
# digit takes a tenth of that.
_NUMBERED = patterns.lazy(r"[.!?’”)\"']\d")
_GLUED = patterns.lazy(r"(?<=[^\W\d_])([.!?’”)\"']{1,3})(\d{1,3})(?=\s|$)")
_WORD_BEFORE = patterns.lazy(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_LONGEST_WORD = 60
# A mark apart from the word is a word itself, as in ‘see note [^a].’
_BEFORE_STOP = patterns.lazy(
    rf"{REFERENCE}(?<=[^\s.,;:!?…(\[{REFERENCE}]{REFERENCE}){REFERENCE}*[’”»]{{0,2}}"
    rf"([.,;:!?…]+)(?![\w{REFERENCE}])"
)
_ADDRESS = patterns.lazy(r"https?://[^\s<>()\[\]\"']+")
_DIGITAL = patterns.lazy(r"doi\.org|handle\.net|urn\.nb", re.IGNORECASE)
_GENITIVE = patterns.lazy("[’']s$")
_YEAR = patterns.lazy(r"(?:1[5-9]|20)\d\d(?<!\w\d\d\d\d)(?!\d)")
_LONGEST_SOURCE = 300


def check_texts(reading: Reading, locale: Locale, quotation_words: int) -> Iterator[Verdict]:
    """Yield what the words of a page show.

    Args:
        reading: the page.
        locale: its language, whose abbreviations and words are known.
        quotation_words: how many words a quotation may have; 0 for any number.
    """
    abbreviations = frozenset(locale.say("checks", "abbreviations").split())
    for passage in reading.passages:
        if any(map(passage.text.__contains__, digits)) and _NUMBERED.search(passage.text):
            yield from _glued(passage, abbreviations)
        for found in _BEFORE_STOP.finditer(passage.text) if REFERENCE in passage.text else ():
            message = f"A note’s mark stands before ‘{found[1]}’; put it after."
            yield "LR142", message, passage.mark_at(found.start() + 1)
        if passage.note is not None:
            for found in _ADDRESS.finditer(passage.text):
                address = found[0].rstrip(".,;:")
                message = (
                    f"{address} is no link; write <{address}>, or describe the source in references.bib."
                )
                yield "LR147", message, passage.mark_at(found.end())
    yield from _undated(reading, locale)
    for quotation in reading.quotations:
        words = len(quotation.text.split())
        if quotation_words and words > quotation_words:
            message = (
                f"This {locale.keywords[quotation.kind]} has {words} words, more than {quotation_words};"
            )
            yield "LR144", f"{message} shorten it, or see that its author allows it.", quotation.tag


def _glued(passage: Passage, abbreviations: frozenset[str]) -> Iterator[Verdict]:
    for found in _GLUED.finditer(passage.text):
        stop, number = found.groups()
        before = _WORD_BEFORE.search(passage.text[max(found.start() - _LONGEST_WORD, 0) : found.start()])
        word = before[0] if before else ""
        if stop == "." and (word.lower() in abbreviations or len(word.rpartition(".")[2]) == 1):
            continue
        message = f"The number in ‘{word}{stop}{number}’ looks like a note; write ‘{word}{stop}[^{number}]’."
        yield "LR141", message, passage.mark_at(found.end())


def _undated(reading: Reading, locale: Locale) -> Iterator[Verdict]:
    """Yield the notes of free text that name an address and no day on which it was looked at."""
    words = [word.strip() for word in locale.say("checks", "accessed").split(",")]
    said: dict[str, str] = {}
    for passage in reading.passages:
        if passage.note is not None:
            said[passage.note] = f"{said.get(passage.note, '')} {passage.text}".casefold()
    for note, source, tag in definitions(reading):
        text = said.get(note.id, "")
        has_address = LINK in text or _ADDRESS.search(text)
        if not has_address or _DIGITAL.search(source):
            continue
        if not (_YEAR.search(text) and any(word in text for word in words)):
            message = f"Note [^{note.id}] names a web page; add the day on which you read it."
            yield "LR146", message, tag


def named_years(passage: Passage, locale: Locale) -> Iterator[tuple[str, str, int | None, bool]]:
    """Yield (name, year, tag, is sure) where a passage says `Name (1969)` or `Name, 1969`."""
    text = passage.text
    if passage.note is not None or passage.tag.startswith("h"):
        return
    if not ("1" in text or "2" in text) or not _YEAR.search(text):
        return
    whens = locale.say("checks", "whens").split()
    for found in _named(locale.say("checks", "others")).finditer(text):
        name = _GENITIVE.sub("", found["name"])
        near = max(found.start() - _LONGEST_SOURCE, 0)
        is_within = text.rfind("(", near, found.start()) > text.rfind(")", near, found.start())
        is_after, ends = "(" in found["between"], text[found.end() : found.end() + 1] in ("", *"),;:")
        # ‘(In 1969)’ and ‘(May 1968)’ tell when, ‘(1572–1631)’ who.
        is_bare = found["between"].isspace() and (not is_within or not ends or name in whens)
        is_sure = ends and (is_after or is_within)
        if name[0].isupper() and not is_bare and (is_sure or not is_after):
            yield name, found["year"], passage.mark_at(found.end("year")), is_sure


def _named(others: str) -> re.Pattern[str]:
    """Return the pattern of a name before a year; `between` tells how the two are parted."""
    more = "|".join(re.escape(word.strip()) for word in others.split(","))
    return re.compile(
        rf"(?<![\w-])(?P<name>[^\W\d_a-z][\w’'-]{{0,60}}[^\W\d_])[’']?(?:\s(?:{more}))?{REFERENCE}*"
        r"(?P<between>\s{0,3}\(|,?\s)(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?!\w|[–-]\d)"
    )
