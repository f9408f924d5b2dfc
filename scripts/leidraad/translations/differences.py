"""Where a translation differs from its source, each difference with both places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leidraad.translations.comparing import pairs
from leidraad.translations.outline import LEAST_NUMBER, Part

_SHAPED = {"heading": "LR304", "callout": "LR305", "table": "LR307", "include": "LR308"}
_TEXTUAL = ("paragraph", "list", "table", "quotation")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the rule, a sentence, and the parts that it is about, None for a missing one."""

    code: str
    message: str
    source: Part | None
    target: Part | None


def differences(
    source: Sequence[Part], target: Sequence[Part], there: str, here: str
) -> Iterator[Difference]:
    """Yield how a translation differs from its source.

    Args:
        source: the parts of the chapter that is translated.
        target: those of the translation.
        there: what people call the file of the source.
        here: what they call that of the translation.
    """
    for one, other in pairs(source, target):
        if other is None:
            assert one is not None
            yield Difference(
                _code(one), f"{_name(one)} has no counterpart in {here}; translate it.", one, None
            )
        elif one is None:
            message = f"{_name(other)} has no counterpart in {there}; add it there, or remove it here."
            yield Difference(_code(other), message, None, other)
        else:
            yield from _between(one, other, there)


def _between(one: Part, other: Part, there: str) -> Iterator[Difference]:
    place = f"{there}:{one.line}" if one.line else there
    if one.shape != other.shape:
        mine, theirs = other.shape or "nothing", one.shape or "nothing"
        message = f"{_kind(one)} differs: {mine} here, {theirs} in {place}; make them the same."
        yield Difference(_SHAPED.get(one.kind, "LR306"), message, one, other)
    if one.kind == "code" and one.fingerprint != other.fingerprint:
        yield Difference("LR306", f"This code is not that of {place}; make them the same.", one, other)
    compared = [
        ("LR309", "picture", Counter(other.images), Counter(one.images)),
        ("LR310", "link", Counter(other.links), Counter(one.links)),
    ]
    if one.kind in _TEXTUAL:
        compared.append(("LR311", "number", _telling(other.numbers), _telling(one.numbers)))
    for code, what, here, wanted in compared:
        # One language may have in words what the other has in digits.
        in_words = (Counter(other.spelt), Counter(one.spelt)) if code == "LR311" else (Counter[str](),) * 2
        for missing in (wanted - here - in_words[0]).elements():
            yield Difference(code, f"The {what} {missing} of {place} is missing here; add it.", one, other)
        for extra in (here - wanted - in_words[1]).elements():
            yield Difference(code, f"The {what} {extra} is not in {place}; mend one of them.", one, other)


def _telling(numbers: Sequence[str]) -> Counter[str]:
    """Return the numbers that no language writes out in words."""
    return Counter(number for number in numbers if int(number) >= LEAST_NUMBER)


def _code(part: Part) -> str:
    return {"heading": "LR304", "callout": "LR305", "include": "LR308"}.get(part.kind, "LR303")


def _kind(part: Part) -> str:
    return "Raw HTML" if part.kind == "html" else part.kind.capitalize()


def _name(part: Part) -> str:
    """Return what people call a part: its kind, and how it begins."""
    said = part.begin or part.shape
    begin = said if len(said) <= 40 else f"{said[:40].rpartition(' ')[0]} …"
    shape = part.shape.partition(" ")[0] if part.kind == "callout" else part.kind
    return f"The {shape} ‘{begin}’" if begin else f"The {shape}"
