"""Invisible marks that tell, after the parse, which blocks an include brought in."""

from __future__ import annotations

import re

from leidraad import patterns
from leidraad.model import Include

_INCLUDE = patterns.lazy(r"\{!\s*(.+?)\s*!(?:lines=([0-9 -]+))?\}")


class Marks:
    """The invisible marks around each include that stands as a block of its own.

    A mark is a link reference definition: it makes no element and parts no list, so the page stays the same.
    """

    BEGIN, END = "\ue002", "\ue003"
    _MARK = patterns.lazy(f"\\[([{BEGIN}{END}])(\\d+)\\]: #")

    def __init__(self) -> None:
        self.found: list[Include] = []

    def put(self, lines: list[str]) -> list[str]:
        """Return `lines` with marks around each include that stands alone, fences aside."""
        out: list[str] = []
        code = ""
        for number, line in enumerate(lines):
            if line.startswith(("```", "~~~")):
                code = "" if code and line.startswith(code) else code or line[:3]
            found = _INCLUDE.match(line) if line.startswith("{!") and not code else None
            alone = (
                found
                and not line[found.end() :].strip(" ")
                and all(
                    not other.strip() or other.lstrip().startswith("///") or other.startswith("    ")
                    for other in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
                )
            )
            if found and alone:
                index = len(self.found)
                self.found.append(Include(found[1], found[2]))
                out += ["", f"[{self.BEGIN}{index}]: #", "", line, "", f"[{self.END}{index}]: #", ""]
            else:
                out.append(line)
        return out

    def strip(self, text: str) -> str:
        """Return `text` as if it had never been marked."""
        return (
            re.sub(f"\n*{self._MARK.pattern}\n*", "\n\n", text)
            if "\ue002" in text or "\ue003" in text
            else text
        )

    def match(self, text: str) -> tuple[str, int] | None:
        """Return which side of which include `text` marks, or None."""
        found = self._MARK.fullmatch(text.strip())
        return (found[1], int(found[2])) if found else None
