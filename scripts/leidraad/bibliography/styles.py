"""A CSL style, made safe to use: read without entities, and each note printed as if it were the first."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import Path
from xml.parsers import expat

from leidraad.errors import LeidraadError
from leidraad.storage import files

DEFAULT = Path(__file__).parent / "styles" / "leidraad-note.csl"

_CSL = "http://purl.org/net/xbiblio/csl"
_MOST = 4 * 2**20
_DEEPEST = 200
_TESTED = (f"{{{_CSL}}}if", f"{{{_CSL}}}else-if")
# No source is of this type, so a test for it is never true.
_NO_TYPE = "leidraad-none"
_NOTE_NUMBER = "first-reference-note-number"
# What makes one note shorter than another, or an entry depend on the one above it.
_SHORTENING = frozenset(
    ["collapse", "et-al-subsequent-min", "et-al-subsequent-use-first", "subsequent-author-substitute"]
)


def read(path: Path) -> bytes:
    """Return a style in which every citation is a first one.

    Raises:
        LeidraadError: it cannot be read, or is no style that prints by itself.
    """
    root = _parse(files.read_bytes(path, _MOST), path)
    if root.tag != f"{{{_CSL}}}style":
        raise LeidraadError(f"{path}: is not a CSL style; take one from zotero.org/styles.")
    links = root.findall(f"{{{_CSL}}}info/{{{_CSL}}}link")
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), None)
    if parent is not None:
        raise LeidraadError(
            f"{path}: only refers to another style; use {parent.rpartition('/')[2] or 'that one'} itself."
        )
    if root.find(f"{{{_CSL}}}citation/{{{_CSL}}}layout") is None:
        raise LeidraadError(f"{path}: does not say how a citation is printed; take a whole style.")
    if root.find(f"{{{_CSL}}}bibliography/{{{_CSL}}}layout") is None:
        raise LeidraadError(f"{path}: does not say how a list of works is printed; take a whole style.")
    macros = {macro.get("name") for macro in root.iter(f"{{{_CSL}}}macro")}
    for element in root.iter():
        if (macro := element.get("macro")) and macro not in macros:
            raise LeidraadError(f"{path}: uses a macro ‘{macro}’ that is not in it; take the style anew.")
        _defuse(element)
    for layout in root.findall(f"{{{_CSL}}}citation/{{{_CSL}}}layout"):
        # Whoever wrote the note ends it.
        if layout.get("suffix", "").endswith("."):
            layout.set("suffix", layout.get("suffix", "")[:-1])
    etree.register_namespace("", _CSL)
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _parse(data: bytes, path: Path) -> etree.Element:
    """Return the tree of a style that declares nothing and is no deeper than any real one."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise LeidraadError(f"{path}: is nested too deep for a CSL style; take another.")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise LeidraadError(f"{path}: has a DOCTYPE, which no CSL style needs; remove it.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
        return etree.fromstring(data)
    except (expat.ExpatError, etree.ParseError, ValueError, LookupError) as error:
        place = f" (line {error.lineno})" if isinstance(error, expat.ExpatError) else ""
        raise LeidraadError(
            f"{path}: is not XML{place}; take the style anew from zotero.org/styles."
        ) from None


def _defuse(element: etree.Element) -> None:
    """Take out of an element what depends on the notes before it."""
    for name in _SHORTENING & set(element.keys()):
        del element.attrib[name]
    variables = element.get("variable", "").split()
    if _NOTE_NUMBER in variables:
        element.set("variable", " ".join(v if v != _NOTE_NUMBER else _NO_TYPE for v in variables))
    if element.tag in _TESTED and "position" in element.keys():  # noqa: SIM118
        _decide(element)


def _decide(test: etree.Element) -> None:
    """Put into a test what the position of a first citation makes of it."""
    match = test.get("match", "all")
    first = [value == "first" for value in test.attrib.pop("position").split()]
    others = set(test.keys()) - {"match"}
    if match == "any":
        settled = True if any(first) else None
    elif match == "none":
        settled = False if any(first) else None
    else:
        settled = None if all(first) else False
    if settled is None and not others:
        settled = match != "any"
    if settled is not None:
        for name in others | {"match"}:
            test.attrib.pop(name, None)
        test.set("type", _NO_TYPE)
        test.set("match", "none" if settled else "any")
