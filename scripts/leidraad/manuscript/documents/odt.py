"""OpenDocument text prepared for pandoc, which forgets its styles, text boxes and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, register_namespace, tostring

from leidraad import patterns
from leidraad.manuscript.documents import objects
from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import STRAY, UNREAD, Mark, Marks
from leidraad.manuscript.documents.trees import parse

_PREFIXES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"
    for name, place in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta", "number": "datastyle",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/", "xlink": "http://www.w3.org/1999/xlink"}  # fmt: skip
_TEXT, _STYLE, _OFFICE, _DRAW = (f"{{{_PREFIXES[name]}}}" for name in ("text", "style", "office", "draw"))
_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_INDEXES = {
    f"{_TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "user-index", "illustration-index", "table-index")
}
# What pandoc reads inside a paragraph; every other element of the text space is a field.
_KNOWN = {
    f"{_TEXT}{name}"
    for name in [
    "span", "s", "tab", "line-break", "a", "note", "note-citation", "note-body", "bookmark",
    "bookmark-start", "bookmark-end", "bookmark-ref", "reference-mark", "reference-mark-start",
    "reference-mark-end", "reference-ref", "soft-page-break", "change", "change-start", "change-end",
    "list", "list-item", "list-header", "p", "h", "section", "numbered-paragraph", "ruby", "ruby-base",
    "ruby-text", "tracked-changes", "changed-region",
]
}  # fmt: skip
_RUBY = {f"{_TEXT}{name}" for name in ("ruby", "ruby-base", "ruby-text")}
_ESCAPED = patterns.lazy(r"_([0-9a-f]{2,4})_")


def prepare(package: Package, marks: Marks) -> tuple[bytes, str, list[tuple[str, str]]]:
    """Return the document for pandoc, the words that it shows, and what it leaves out.

    Raises:
        LeidraadError: its XML is damaged or not to be trusted.
    """
    for prefix, space in _PREFIXES.items():
        register_namespace(prefix, space)
    roots = {
        name: parse(package.parts[name], package.path, name)
        for name in ("content.xml", "styles.xml")
        if name in package.parts
    }
    root = roots.get("content.xml", Element("none"))
    names = _style_names(list(roots.values()))
    heads = [
        child
        for page in roots.get("styles.xml", root).iter(f"{_STYLE}master-page")
        for child in page
        if child.tag.startswith((f"{_STYLE}header", f"{_STYLE}footer"))
    ]
    left_out = [("head", line) for line in map(_line, heads) if any(map(str.isalpha, line))]
    left_out += [("remark", _line(element)) for element in root.iter(f"{_OFFICE}annotation")]
    left_out += [("deleted", _line(element)) for element in root.iter(f"{_TEXT}deletion")]
    left_out += [("contents", _line(element)) for element in root.iter() if element.tag in _INDEXES]
    _mend(root)
    unread = objects.mark(root, package, marks)
    words = "\n".join([UNREAD.sub("", "\n".join(_words(root))), *unread])
    for element in root.iter(f"{_TEXT}p"):
        _strip(element)
        style = element.get(f"{_TEXT}style-name", "")
        name = names.get(style, style)
        if name:
            element.text = marks.put(Mark((name,))) + (element.text or "")
    parts = {**package.parts, "content.xml": tostring(root, encoding="utf-8", xml_declaration=True)}
    return package.packed(parts), words, left_out


def _style_names(roots: list[Element]) -> dict[str, str]:
    """Return the name that a person gave, for each style of paragraphs, automatic ones included."""
    parents: dict[str, str] = {}
    shown: dict[str, str] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            if style.get(f"{_STYLE}family") == "paragraph" and name not in shown:
                unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
                shown[name] = style.get(f"{_STYLE}display-name", unescaped)
                parents[name] = style.get(f"{_STYLE}parent-style-name", "")
    for name in shown:
        if re.fullmatch(r"P\d+", name):
            shown[name] = shown.get(parents[name], parents[name])
    return shown


def _mend(root: Element) -> None:
    """Put text boxes behind their paragraph, and turn fields and numbered paragraphs into plain ones."""
    for parent in list(root.iter()):
        for at, child in reversed(list(enumerate(parent))):
            if child.tag == f"{_TEXT}numbered-paragraph":
                parent[at : at + 1] = list(child)
            elif child.tag == f"{_TEXT}p":
                boxes = [box for box in child.iter(f"{_DRAW}text-box") if len(box)]
                for box in boxes:
                    parent[at + 1 : at + 1] = list(box)
                    box[:] = []
    for paragraph in (element for element in root.iter() if element.tag in _PARAGRAPHS):
        for element in paragraph.iter():
            is_field = element.tag not in _KNOWN and element.text
            if element.tag in _RUBY or (element.tag.startswith(_TEXT) and is_field):
                element.tag = f"{_TEXT}span"
                element.attrib.clear()


def _strip(element: Element) -> None:
    if element.text:
        element.text = STRAY.sub("", element.text)


def _words(element: Element) -> Iterator[str]:
    """Yield the text of each paragraph that a reader sees."""
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield "".join(_shown(child))
            yield from (line for note in child.iter(f"{_TEXT}note-body") for line in _words(note))
        elif child.tag not in _INDEXES and child.tag != f"{_TEXT}tracked-changes":
            yield from _words(child)


def _shown(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield " "
        elif child.tag not in (f"{_OFFICE}annotation", f"{_TEXT}note"):
            yield from _shown(child)
        yield child.tail or ""


def _line(element: Element) -> str:
    """Return the text of an element's paragraphs in one line."""
    paragraphs = [child for child in element.iter() if child.tag in _PARAGRAPHS]
    return " ".join(" ".join("".join(_shown(child)).split()) for child in paragraphs)
