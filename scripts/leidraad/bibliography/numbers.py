"""ISBN, ISSN, DOI, addresses and page numbers: what can be seen to be wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leidraad import patterns

_DASHES = patterns.lazy("[\u2010-\u2015\u2212\u00ad]")
_LABEL = patterns.lazy(r"(?i)\b(?:e-?|p-?)?is[bs]n(?:[- ]?1[03](?!\d))?:?")
_NUMBER = patterns.lazy(r"\d[\dXx\s-]*")
_DOI = patterns.lazy(r"10\.\d{4,9}(?:\.\d+)*/[^\s]*[^\s.,;]")
_BEFORE_DOI = patterns.lazy(r"(?i)^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)")
_WEB = patterns.lazy(r"(?i)https?://[^\s\\{}<>\"]+")
_RANGE = patterns.lazy(
    r"(?P<before>[A-Za-z]*?)(?P<first>\d+|[ivxlcdm]+)\s*(?:-{1,3}|[\u2010-\u2015])\s*"
    r"(?P<again>[A-Za-z]*?)(?P<last>\d+|[ivxlcdm]+)",
    re.IGNORECASE,
)
_ROMAN = patterns.lazy(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_MOST = 5_000


def isbns(text: str) -> tuple[set[str], list[str]]:
    """Return the ISBNs of a field, in 13 digits, and what in it should be one and is not."""
    from stdnum import isbn

    right, wrong = set(), []
    for number in _numbers(text, (10, 13)):
        if isbn.is_valid(number):
            right.add(isbn.to_isbn13(number).replace("-", ""))
        else:
            wrong.append(number)
    return right, wrong


def wrong_issns(text: str) -> list[str]:
    """Return what should be an ISSN in a field, and is not."""
    from stdnum import issn

    return [number for number in _numbers(text, (8,)) if not issn.is_valid(number)]


def bare_doi(text: str) -> str:
    """Return a DOI as it stands after doi.org/."""
    return _BEFORE_DOI.sub("", text.strip())


def doi(text: str) -> str:
    """Return a DOI as it is compared with others: bare, in lower case."""
    return bare_doi(text).lower()


def is_doi(text: str) -> bool:
    """Tell whether a DOI, or its address, has the shape of one."""
    return bool(_DOI.fullmatch(doi(text)))


def is_web(text: str) -> bool:
    """Tell whether an address is one of the web, and holds nothing that an address has not."""
    return bool(_WEB.fullmatch(text))


def backward_ranges(text: str) -> Iterator[str]:
    """Yield the ranges of pages whose end comes before their start; 123-34 is short for 123-134."""
    for part in re.split(r"[,;&+]|\band\b|\ben\b", text[:_MOST]):
        found = _RANGE.fullmatch(part.strip())
        if not found or (found["again"] and found["again"].lower() != found["before"].lower()):
            continue
        first, last = found["first"], found["last"]
        if first.isdecimal() and last.isdecimal():
            short = len(last) < len(first) and not found["again"]
            full = first[: len(first) - len(last)] + last if short else last
            if int(full) < int(first):
                yield part.strip()
        elif _value(first) > _value(last) > 0:
            yield part.strip()


def _value(roman: str) -> int:
    """Return the number that a Roman one is; 0 if it is none, or the name of an appendix."""
    if not _ROMAN.fullmatch(roman) or roman.lower() in ("c", "d", "l", "m"):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in roman.lower()]
    following = [*digits[1:], 0]
    return sum(-one if one < after else one for one, after in zip(digits, following, strict=True))


def _numbers(text: str, lengths: tuple[int, ...]) -> Iterator[str]:
    """Yield the numbers in a field, those of a right length joined from groups of digits."""
    text = _LABEL.sub(" ; ", _DASHES.sub("-", text[:_MOST]))
    least = min(lengths)
    runs = [match.group().strip(" -") for match in _NUMBER.finditer(text)]
    # What is short, in "2 vols." or "2nd printing", is no number of this kind unless there is no other.
    long = [run for run in runs if sum(c.isdigit() for c in run) >= least - 2]
    for run in long or runs[:1] or [text.strip(" ;")]:
        number = ""
        for group in run.split():
            number += group.replace("-", "").upper()
            if len(number) in lengths and (len(number) == max(lengths) or not _goes_on(run, number, lengths)):
                yield number
                number = ""
        if number:
            yield number


def _goes_on(run: str, number: str, lengths: tuple[int, ...]) -> bool:
    """Tell whether ten digits are the start of thirteen: groups follow that make them up."""
    from stdnum import isbn

    digits = re.sub(r"[\s-]", "", run).upper()
    rest = len(digits) - digits.find(number) - len(number)
    return not isbn.is_valid(number) and rest >= max(lengths) - len(number) > 0
