"""What stands between the braces of a .bib file, as plain text."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import lru_cache

from leidraad import patterns

_MOST = 100_000
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TOKENS = patterns.lazy(
    r"""(?P<accent>\\(?:["'`^~=.]|[cvuHkrdb](?![A-Za-z]))\s*(?:\{\s*\\?\w?\s*\}|\\[ij](?![A-Za-z])|\w))
      | (?P<command>\\[A-Za-z]{1,40})(?:\s*\{\}|\s*)
      | \\(?P<escaped>.)
      | (?P<ligature>---?|``|'')
      | (?P<space>[\s~]+)
      | [{}$\\]""",
    re.VERBOSE | re.DOTALL,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”"}
_ESCAPED = {",": "\u202f", "-": "", "/": "", "\\": " ", "@": ""}
# Of an address only these are ever escaped; all else in it is meant.
_ADDRESS = patterns.lazy(r"\\([_%&#~$])")

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)


def decode(latex: str) -> str:
    """Return the text that a value stands for: commands decoded, braces gone, white space single."""
    return " ".join(_TOKENS.sub(_token, latex).split(" ")).strip()


def address(latex: str) -> str:
    """Return the address, DOI or path that a value stands for: nothing in it is a command."""
    return _ADDRESS.sub(r"\1", latex.replace("{", "").replace("}", "")).strip()


def join(value: str, strings: Mapping[str, str]) -> str:
    """Return a value without its delimiters, abbreviations filled in: `"a " # b` with b = {c} is `a c`.

    Raises:
        KeyError: an abbreviation that is not defined.
        ValueError: what is joined is too long to be meant.
    """
    parts: list[str] = []
    length = 0
    for part in _split(value):
        if part[:1] in ("{", '"') and len(part) > 1:
            part = part[1:-1]
        elif not part.isdecimal() and part:
            name = part.lower()
            part = name if name in _MONTHS else strings[name]
        length += len(part)
        if parts and length > _MOST:
            raise ValueError("too long")
        parts.append(part)
    return "".join(parts)


def escape(text: str) -> str:
    """Return plain text as LaTeX that stands for it, on one line."""
    return _SPECIAL.sub(lambda m: _SPECIALS[m.group()], " ".join(text.split()))


_SPECIALS = {c: f"\\{c}" for c in "{}%&$#_"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    '"': "\\textquotedbl{}",
    "`": "\\textasciigrave{}",
}
_SPECIAL = patterns.lazy("[" + re.escape("".join(_SPECIALS)) + "]")


def _split(value: str) -> list[str]:
    """Cut a value at each `#` that stands outside of braces and quotes."""
    if "#" not in value:
        return [value.strip()]
    parts: list[str] = []
    depth, quoted, start = 0, False, 0
    for match in re.finditer(r'(?<!\\)[{}"#]', value):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif mark == '"' and not depth:
            quoted = not quoted
        elif mark == "#" and not depth and not quoted:
            parts.append(value[start : match.start()].strip())
            start = match.end()
    return [*parts, value[start:].strip()]


def _token(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "accent" or kind == "command":
        return _command(match.group(kind))
    if kind == "escaped":
        mark = match.group(kind)
        return " " if mark.isspace() else _ESCAPED.get(mark, mark)
    if kind == "ligature":
        return _LIGATURES[match.group()]
    return " " if kind == "space" else ""


@lru_cache(4096)
def _command(latex: str) -> str:
    """Return the letter or sign that a command is; none for one that only says how to print."""
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        text = LatexNodes2Text().latex_to_text(latex if latex.endswith("}") else latex + "{}")
    except Exception:  # It takes an argument that is not here, or there is no such command.
        return ""
    text = " ".join(text.split()).replace("ˆ", "^")
    return text if len(text) == 1 or (len(text) == 2 and text.isalpha()) else ""
