"""The damage that text extraction does to letters, and its repair."""

from __future__ import annotations

import re
import unicodedata

from leidraad import patterns
from leidraad.manuscript.decisions import Decision

SOFT_HYPHEN = "\u00ad"

# UTF-8 read as Windows-1252. Only the lead bytes of Western letters and punctuation count: other pairs,
# such as a capital with an accent before a closing quote, are rare but real text.
_BYTES = {
    bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in (*range(0x80, 0xC0), 0xC2, 0xC3, 0xC5, 0xE2)
}
_TRAIL = "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0)
# Where Adobe's fonts keep small capitals and old-style figures: each so far above what it stands for.
_PRIVATE_SHIFT = 0xF700
_PRIVATE = patterns.lazy("[\uf721-\uf77e\uf7a1-\uf7fe]")
_MOJIBAKE = patterns.lazy(f"(?:[ÂÃÅ][{_TRAIL}]|â[€‚„†–—][{_TRAIL}\ufffd])+")


def clean(text: str) -> tuple[str, list[Decision]]:
    r"""Return `text` with `\n` line ends and whole letters, and what was repaired."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    decisions: list[Decision] = []
    for what, pattern, repair in (
        ("letters of a wrong encoding restored", _MOJIBAKE, _restore),
        ("ligatures written as letters", re.compile("[\ufb00-\ufb06Ĳĳ]"), _decompose),
        ("letters of a font’s private area named", _PRIVATE, _publish),
        ("invisible characters removed", re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff]"), _drop),
        ("soft hyphens inside a line removed", re.compile(f"{SOFT_HYPHEN}(?![ \t]*(?:\n|\\Z))"), _drop),
        ("no-break spaces written as spaces", re.compile("[\u00a0\u202f\u2007]"), _space),
    ):
        found = [*pattern.finditer(text)]
        if found:
            lines = [text.count("\n", 0, match.start()) + 1 for match in (found[0], found[-1])]
            reason = f"{len(found)} {'place' if len(found) == 1 else 'places'}"
            decisions.append(Decision("characters", (lines[0], lines[1]), what, 0.97, reason=reason))
            text = pattern.sub(repair, text)
    # The end of a page is the end of a word.
    text = re.sub(r"(?<=\S)\f+(?=\S)", " \f", text)
    return unicodedata.normalize("NFC", text), decisions


def _restore(match: re.Match[str]) -> str:
    try:
        # The last byte of ” has no letter in Windows-1252, so it is the one that was lost.
        return bytes(_BYTES.get(char, 0x9D) for char in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _decompose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _publish(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - _PRIVATE_SHIFT)


def _drop(match: re.Match[str]) -> str:
    return ""


def _space(match: re.Match[str]) -> str:
    return " "
