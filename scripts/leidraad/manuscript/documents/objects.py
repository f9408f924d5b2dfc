"""Objects in an OpenDocument text: formulas, which pandoc reads where it finds them, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import Marks, Unread
from leidraad.manuscript.documents.trees import parse

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _DRAW, _SVG = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "drawing", "svg-compatible"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_LINES = {f"{_TEXT}{name}" for name in ("p", "h", "span", "a")}
_KINDS = {
    f"{_DRAW}object": "object",
    f"{_DRAW}object-ole": "object",
    f"{_DRAW}applet": "object",
    f"{_DRAW}plugin": "medium",
    f"{_DRAW}floating-frame": "frame",
}


def mark(root: Element, package: Package, marks: Marks) -> list[str]:
    """Put a mark behind each object that pandoc does not read, and return the words of all."""
    words: list[str] = []
    for parent in [one for one in root.iter() if not one.tag.startswith(_DRAW)]:
        for at, child in reversed(list(enumerate(parent))):
            unread = [*_unread_in(child, package)] if child.tag.startswith(_DRAW) else []
            if not unread:
                continue
            words += [one.words for one in unread]
            span = Element(f"{_TEXT}span")
            span.text = "".join(marks.put_unread(one.what, one.words) for one in unread)
            if parent.tag in _LINES:
                span.tail, child.tail = child.tail, None
                parent.insert(at + 1, span)
            else:
                paragraph = Element(f"{_TEXT}p")
                paragraph.append(span)
                parent.insert(at + 1, paragraph)
    return words


def _unread_in(drawing: Element, package: Package) -> Iterator[Unread]:
    """Take the objects out of a drawing, except formulas, and yield what they are."""
    for frame, held in [*_objects(drawing)]:
        name = held.get(_HREF, "").removeprefix("./").rstrip("/")
        part = f"{name}/content.xml"
        data = package.parts.get(part)
        content = parse(data, package.path, part) if data else held
        if content.tag == f"{_MATH}math" and frame is drawing:
            # Pandoc finds it under no other spelling.
            held.set(_HREF, f"./{name}")
            continue
        said = [*_texts(content)]
        is_shown = frame.find(f"{_DRAW}image") is not None
        if is_shown and not said:
            continue
        frame.remove(held)
        if not is_shown:
            said = [*_taken_names(frame), *said]
        is_chart = next((one for one in content.iter() if one.tag.endswith(":chart:1.0}chart")), None)
        yield Unread("chart" if is_chart is not None else _KINDS[held.tag], " ".join(said or [name]))


def _objects(drawing: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each object in a drawing, behind what it stands in."""
    for child in drawing:
        if child.tag in _KINDS:
            yield drawing, child
        elif child.tag.startswith(_DRAW):
            yield from _objects(child)


def _texts(content: Element) -> Iterator[str]:
    """Yield the paragraphs of an object, or the letters of a formula."""
    for one in content.iter():
        if one.tag == f"{_TEXT}p":
            yield "".join(one.itertext())
        elif one.tag.startswith(_MATH) and one.text and one.text.strip():
            yield one.text


def _taken_names(frame: Element) -> Iterator[str]:
    """Take what a frame says to those who do not see it, and yield it."""
    for name in ("title", "desc"):
        for one in frame.findall(f"{_SVG}{name}"):
            yield one.text or ""
            frame.remove(one)
