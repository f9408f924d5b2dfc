"""Code within a text, which is the same in every language but for words in it."""

from __future__ import annotations

import re
from collections import Counter

_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
# What stands behind a hyphen is the name of an option, which nobody translates.
_WORDS = re.compile(r"(?<![-\w])[^\W\d_]+(?:(?:[ '’_]|(?<=\w)-)[^\W\d_]+)*")


def codes(source: str) -> tuple[str, ...]:
    """Return the code in a text."""
    return tuple(" ".join(code.split()) for _, code in _CODE.findall(source))


def without_translated(missing: Counter[str], extra: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Return code without that of which only the words differ: `docs/nl/begin.md` is `docs/en/start.md`."""
    there, here = (Counter(map(_shape, side.elements())) for side in (missing, extra))
    lost, new = there - here, here - there
    return _of(missing, lost), _of(extra, new)


def _shape(code: str) -> str:
    return _WORDS.sub("a", code)


def _of(among: Counter[str], shapes: Counter[str]) -> Counter[str]:
    found = Counter[str]()
    for code in among.elements():
        if shapes[_shape(code)] > 0:
            shapes[_shape(code)] -= 1
            found[code] += 1
    return found
