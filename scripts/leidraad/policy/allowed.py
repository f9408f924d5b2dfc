"""What may stand on a page: elements, attributes, classes, ids and links that neither run nor load anything.

The lists hold what Python-Markdown, the extensions of Material and our callouts make, and what a careful
author writes in HTML. The names are those of the HTML standard, https://html.spec.whatwg.org/multipage/indices.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from leidraad import patterns
from leidraad.policy.elsewhere import OUTSIDE, SCHEMES, scheme_of

Offence = Literal["element", "attribute", "scheme", "remote"]


def names_in(names: str) -> frozenset[str]:
    """Return the names of a list that is written as one text."""
    return frozenset(names.split())


ELEMENTS = names_in(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p path picture pre q rp rt"
    " ruby s samp section small span strong sub summary sup svg table tbody td tfoot th thead time tr u ul"
    " var wbr"
)

_EVERYWHERE = names_in(
    "class data-any data-block data-leidraad-facet data-forms data-group data-many data-materials"
    " data-minutes data-one data-searched data-unsearched"
    " data-search-exclude data-sector data-stale data-themes data-value dir"
    " hidden id lang role tabindex title translate"
)
SPOKEN = "aria-"
"""How the attributes begin that any element may have for those who hear a page."""
_OWN = {
    "a": "data-preview download href hreflang name rel target",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "del": "cite datetime",
    "details": "open",
    "div": "data-tabs",
    "img": "align alt decoding height loading src width",
    "input": "checked disabled name type",
    "ins": "cite datetime",
    "label": "for",
    "li": "itemprop value",
    "ol": "reversed start type",
    "path": "d fill",
    "q": "cite",
    "section": "itemscope itemtype",
    "span": "data-linenos",
    "svg": "fill focusable height viewBox width xmlns",
    "td": "align colspan headers rowspan style",
    "th": "abbr align colspan headers rowspan scope style",
    "time": "datetime",
}
ATTRIBUTES = {element: _EVERYWHERE | names_in(_OWN.get(element, "")) for element in ELEMENTS}
"""The attributes that each element may have beside those."""

LINKS = frozenset({"href", "cite"})
LOADED = frozenset({"src"})

# A browser passes these over wherever they stand, and the others before an address.
_UNSEEN = patterns.lazy(r"[\t\n\r]|\A[\0-\x20]+|[\0-\x20]+\Z")
_ALIGNED = patterns.lazy(r"text-align: ?(?:left|right|center|justify);?")
# Material's scripts and ours look for these, and one of them asks another host for a program.
_THEIRS = patterns.lazy(
    r"(?:^|\s)(?:md-(?!button\b|tag\b)|mermaid\b|leidraad-(?!works|index|term))", re.IGNORECASE
)
# So are these ids, but for those of tabs and of lines of code. A table of contents prints any as it is.
_NO_ID = r"__(?!(?:tabbed|codelineno|span)[_-])|leidraad-(?:note|note-shown|query)(?![^\"])"
_ID = patterns.lazy(rf"(?!{_NO_ID})[^\"<>]*")
_COLOUR = patterns.lazy(r"#?\w*")
_BOXES = frozenset({"checkbox", "radio"})


def offence(element: str, name: str, value: str) -> Offence | None:
    """Return what is wrong with an attribute, or None.

    Args:
        element: the name of its element.
        name: its own name.
        value: what it says, with entities resolved.
    """
    if name.startswith(SPOKEN):
        return None
    if element in ATTRIBUTES and name not in ATTRIBUTES[element]:
        return "attribute"
    if name in LINKS or name in LOADED:
        return _address(value, is_loaded=name in LOADED)
    if name == "class" and _THEIRS.search(value):
        return "attribute"
    if name in ("id", "name") and not _ID.fullmatch(value):
        return "attribute"
    # Elsewhere a colour may be asked for.
    if name == "fill" and not _COLOUR.fullmatch(value):
        return "attribute"
    if name == "style" and not _ALIGNED.fullmatch(value.strip()):
        return "attribute"
    if (element, name) == ("input", "type") and value.lower() not in _BOXES:
        return "attribute"
    return None


def _address(value: str, *, is_loaded: bool) -> Offence | None:
    address = _UNSEEN.sub("", value)
    scheme = scheme_of(address)
    if scheme and scheme not in SCHEMES:
        return "scheme"
    is_remote = bool(scheme) or address.replace("\\", "/").startswith("//")
    return "remote" if is_loaded and is_remote else None


def _unplain() -> re.Pattern[str]:
    """Return what is found on a page, unless it holds only allowed things, each written in the plainest way.

    A tag so written is what a browser sees; an address has no entity, and no colon but behind an allowed
    scheme or where none can be.
    """
    sign = r"[^\"<>&\\\x00-\x20]"
    inner = rf"[^\"<>&\\\x00-\x20:#?/]*+(?>(?:[#?/]{sign}*+)?)"
    link = rf"(?:(?:{'|'.join(OUTSIDE)}){sign}*+|{inner})"
    value = r'"[^"<>]*+"'
    checked = {"class", "id", "name", "style", "viewBox", *LINKS, *LOADED}
    names = _any(frozenset().union(*ATTRIBUTES.values()) - checked)
    attribute = (
        rf'(?:{_any(LINKS)}="{link}"|src="(?!//){inner}"'
        rf'|(?:id|name)="(?!{_NO_ID})[^"<>&]*+"|class="(?![^"]*(?:md-|mermaid|leidraad-(?!works|index|term)))[^"<>]*+"'
        rf'|style="text-align: (?:left|right|center);"'
        rf"|(?:{SPOKEN}[a-z]+|{names})(?>(?:={value})?))"
    )
    elements = _any(ELEMENTS - {"input", "path", "svg"})
    tag = rf"/{elements}>|{elements}(?>(?:\s{attribute})*) ?/?>"
    # No text, value or comment in it holds a `<`.
    return patterns.lazy(rf"<(?!{tag}|!--(?>(?:[^<>-]++|-[^<>-])*)-->)")


def _any(names: Iterable[str]) -> str:
    """Return a pattern of names, of which none hides a longer one and no first letter is tried twice."""
    ends: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        ends.setdefault(name[0], []).append(name[1:])
    grouped = (f"{sign}(?:{'|'.join(rest)})" for sign, rest in ends.items())
    return f"(?:{'|'.join(grouped)})"


UNPLAIN = _unplain()
