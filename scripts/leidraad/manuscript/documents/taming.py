"""HTML with nothing in it that looks like a tag and is none, in time linear to its length.

Python's parser goes back to every `<` whose end it does not find; a page of those would keep it for hours.
"""

from __future__ import annotations

import html
import re

from leidraad import patterns

_PLAIN = r"""(?>(?:[^<>"']++|"[^"<]*"|'[^'<]*')*)"""
# A sign of less in a quoted value is rare; how much may stand around it is bounded to keep the time linear.
_QUOTED = r"""(?:"[^"]{0,500}"|'[^']{0,500}')"""
_TAG = patterns.lazy(rf"<[a-zA-Z/!?]{_PLAIN}(?>(?:{_QUOTED}{_PLAIN}){{0,3}})>")
_HIDDEN = patterns.lazy(r"<(script|style)\b", re.IGNORECASE)
_ENDS = {
    "script": patterns.lazy(r"</script\b[^<>]*>", re.IGNORECASE),
    "style": patterns.lazy(r"</style\b[^<>]*>", re.IGNORECASE),
    "<!--": patterns.lazy("-->"),
    "<![CDATA[": patterns.lazy(r"\]\]>"),
}


def tame(text: str) -> str:
    """Return `text` without comments, scripts and styles, in which every `<` begins a whole tag."""
    out: list[str] = []
    endless: set[str] = set()
    at = 0
    while (start := text.find("<", at)) >= 0:
        out.append(text[at:start])
        kind = _kind(text, start)
        end = _ENDS[kind].search(text, start) if kind and kind not in endless else None
        if end is not None:
            if kind == "<![CDATA[":
                out.append(html.escape(text[start + len(kind) : end.start()], quote=False))
            at = end.end()
            continue
        endless |= {kind} if kind else set()
        tag = _TAG.match(text, start)
        # What begins with these signs says nothing to a reader.
        is_shown = tag is not None and text[start + 1] not in "!?"
        out.append("&lt;" if tag is None else tag[0] if is_shown else "")
        at = start + 1 if tag is None else tag.end()
    return "".join((*out, text[at:]))


def _kind(text: str, start: int) -> str:
    """Return what begins here that runs to an end of its own."""
    for opening in ("<!--", "<![CDATA["):
        if text.startswith(opening, start):
            return opening
    found = _HIDDEN.match(text, start)
    return found[1].lower() if found else ""
