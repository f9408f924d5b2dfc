"""Text as Typst takes it for text, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leidraad import patterns

# Nobody sees them, and none of them is in any font.
_UNSEEN = patterns.lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPED = str.maketrans(
    {
        **{"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"},
        **{"\u2028": r"\u{2028}", "\u2029": r"\u{2029}"},
    }
)
_TONGUE = patterns.lazy(r"([a-zA-Z]{2,3})(?:-[a-zA-Z]{4})?(?:-([a-zA-Z]{2}))?(?:-.*)?", re.DOTALL)


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees and no file of XML may hold."""
    return _UNSEEN.sub("", text)


def quoted(text: str) -> str:
    """Return a text as a string of Typst, in which nothing is code."""
    return f'"{seen(text).translate(_ESCAPED)}"'


def content(pieces: Iterable[str]) -> str:
    """Return pieces of Typst as one content; no piece makes an empty one."""
    held = [*pieces]
    if not held:
        return "[]"
    return "{" + "\n".join(held) + "}"


def call(name: str, /, *arguments: str, **named: str) -> str:
    """Return a call of a function of Typst; what is none is left out."""
    told = [*arguments, *(f"{key}: {value}" for key, value in named.items() if value)]
    return f"{name}({', '.join(told)})"


def truth(value: object) -> str:
    """Return whether something is so."""
    return "true" if value else "false"


def tongue(code: str) -> tuple[str, str]:
    """Return a language and a region as Typst tells them, as strings or `none`: of `en-GB` both."""
    found = _TONGUE.fullmatch(code.strip())
    if not found:
        return "none", "none"
    return quoted(found[1].lower()), quoted(found[2].upper()) if found[2] else "none"
