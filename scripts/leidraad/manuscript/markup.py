"""Manuscript text as inline Markdown that prints exactly what the manuscript says."""

from __future__ import annotations

import re

from leidraad import patterns

_ALWAYS = patterns.lazy(r"[*_`]|\\(?=[^\w\s]|_)|\\$")
_BRACKET = patterns.lazy(r"[\[\]]")
_BRACKETED = patterns.lazy(r"TOC\]|[\^@]|[ xX]\]\s")
_ENTITY = patterns.lazy(r"&(?=#|\w+;)")
_TAG = patterns.lazy(r"<(?! )")
# What only some extensions read cannot be escaped with a backslash, which others would print.
_DOUBLE = patterns.lazy(r"~~|==|\^\^|\+\+|\{")
_START = patterns.lazy(r"(?=(?:\#|>|[-+](?:[\s|:]|$)|-{2,}|!{3}))")
_START_NUMBER = patterns.lazy(r"(\d+)\.(?=\s)")
_START_RARE = patterns.lazy(r"/{3}|\?{3}|=|~{3}|:(?=[\s|-])|\|")

# What stands for something else in text that was escaped; a bare `*`, `_` or ` is never text.
_MARKED = patterns.lazy(r"\\([^\w\s]|_)|&(?:(amp)|(lt)|#(\d+));|\[\^(?:[^\]\s]*-)?([^\]\s]+)\]|[*_`]")

# The line under a table's head has no other characters.
_RULE = frozenset("\\|:- ")


def escape(text: str) -> str:
    """Return `text` with a guard before each character that Markdown would take for markup."""
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _escape_brackets(text)
    text = _TAG.sub("&lt;", text)
    return _DOUBLE.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), text)


def _escape_brackets(text: str) -> str:
    """Return `text` with a guard before each bracket that could be part of a link, a note or a box."""
    close = -1

    def guard(match: re.Match[str]) -> str:
        nonlocal close
        end = match.end()
        if match[0] == "]":
            opens = text[end : end + 1] in ("(", "[", "{")
        else:
            # The same closing bracket serves all that are open, so the text is read once.
            if close < end:
                found = text.find("]", end)
                close = len(text) if found < 0 else found
            after = text[close + 1 : close + 2]
            opens = close == len(text) or after in ("(", "[", ":", "{") or bool(_BRACKETED.match(text, end))
        return f"\\{match[0]}" if opens else match[0]

    return _BRACKET.sub(guard, text)


def escape_start(text: str) -> str:
    """Return `text`, already escaped, so that it can stand at the start of a line."""
    if set(text) <= _RULE:
        text = text.replace("|", "&#124;")
    text = _START_NUMBER.sub(r"\1\\.", text) if _START_NUMBER.match(text) else text
    if _START.match(text):
        return f"\\{text}"
    if _START_RARE.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    return text


def escape_end(text: str) -> str:
    """Return `text`, already escaped, so that a heading does not lose the `#` it ends in."""

    def guard(match: re.Match[str]) -> str:
        # The last of an odd number of backslashes guards the first sign already.
        is_guarded = len(match[1]) % 2
        return match[1] + "#" * is_guarded + "\\#" * (len(match[2]) - is_guarded)

    return re.sub(r"(?<!\\)(\\*)(#+)$", guard, text)


def words(text: str) -> list[str]:
    """Return the words that escaped text prints; a reference to note 3 starts the word `[^3]`."""
    return (_MARKED.sub(_printed, text) if _MARKED.search(text) else text).split()


def _printed(match: re.Match[str]) -> str:
    escaped, is_and, is_less, code, note = match.groups()
    if note:
        return f" [^{note}]"
    if code:
        return chr(int(code))
    return "&" if is_and else "<" if is_less else escaped or ""
