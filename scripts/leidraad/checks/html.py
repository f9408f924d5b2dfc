"""HTML that is not allowed on a page: where in the author's files it stands, and what is said of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from string import ascii_uppercase

from leidraad import patterns
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.dialect.origins import Line, Place
from leidraad.errors import printable
from leidraad.policy.allowed import Offence
from leidraad.policy.judging import Found

CODES: dict[Offence, str] = {"element": "LR420", "attribute": "LR421", "scheme": "LR422", "remote": "LR423"}
_LONGEST = 60
_SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}
# What stands for one sign of an address, and what a browser passes over in it.
_SIGN = patterns.lazy(r"&#?\w+;?|\\(?=[!-/:-@\[-`{-~])|[\0-\x20]+")


def check_html(path: str, found: Sequence[Found], lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield what is said of the things on a page that are not allowed, each at its place.

    Args:
        path: the page's name for people.
        found: what it holds.
        lines: what was converted.
    """
    text = _Text(lines)
    told = Counter[str]()
    for one in found:
        sought = _sought(one)
        place = text.find(one, sought, told[sought])
        told[sought] += 1
        yield Finding(place.path or path, place.line, place.column, CODES[one.offence], said_of(one))


def _sought(found: Found) -> str:
    """Return the word that gives something away."""
    if found.offence == "element":
        return found.element
    if found.name in ("class", "id"):
        return found.value.split()[0] if found.value.split() else found.name
    return found.name if found.offence == "attribute" else _squeezed(found.value)[0]


def said_of(found: Found, where: str = "in a chapter") -> str:
    """Return what is said of a thing that may not stand where it does, with the remedy."""
    value, element = printable(found.value[:_LONGEST]), f"<{printable(found.element[:_LONGEST])}>"
    match found.offence:
        case "element":
            return f"{element} may not stand {where}; say it in Markdown, or leave it out."
        case "attribute":
            name = printable(found.name[:_LONGEST])
            told = f"{name}=“{value}”" if name in ("class", "id", "style") else name
            return f"Attribute {told} of {element} may not stand {where}; remove it."
        case "scheme":
            return f"Address ‘{value}’ may run something; link to https:, mailto:, tel: or a page of yours."
    return f"‘{value}’ is loaded from another host; put it in docs/assets, and name it from there."


class _Text:
    """What was converted, without its code and comments, and where each sign of it stands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.whole = text = "\n".join(lines)
        for span in prose.spans(text, html=False):
            if span.kind in ("code", "comment"):
                text = text[: span.start] + prose.fill(text[span.start : span.end]) + text[span.end :]
        self.text = text
        self.squeezed, self.offsets = _squeezed(text)

    def find(self, found: Found, sought: str, nth: int) -> Place:
        """Return the place of the n-th such thing, from 0; that of the first HTML where it cannot be told."""
        if found.offence in ("scheme", "remote"):
            places = [self.offsets[at] for at in _all(self.squeezed, sought)]
            places = places or [self.offsets[at] for at in _all(self.squeezed, sought.split(":")[0] + ":")]
        else:
            before = "<" if found.offence == "element" else r"(?<![\w-])"
            pattern = re.compile(rf"{before}{re.escape(sought)}(?![\w-])", re.IGNORECASE)
            # A browser may see the end of a comment where its author does not.
            places = [match.start() for match in pattern.finditer(self.text)]
            places = places or [match.start() for match in pattern.finditer(self.whole)]
        at = places[min(nth, len(places) - 1)] if places else max(self.text.find("<"), 0)
        number = self.text.count("\n", 0, at)
        return self.lines[number].place(at - self.text.rfind("\n", 0, at) - 1)


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Return a text as a browser reads addresses, in small letters, and the place of each sign of it."""
    signs: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in [*_SIGN.finditer(text), None]:
        end = match.start() if match else len(text)
        signs.append(text[done:end].translate(_SMALL))
        offsets += range(done, end)
        if match:
            done = match.end()
            said = "".join(unescape(match[0]).split()) if match[0].startswith("&") else ""
            said = "".join(sign for sign in said if sign > " ").translate(_SMALL)
            signs.append(said)
            offsets += [match.start()] * len(said)
    return "".join(signs), offsets
