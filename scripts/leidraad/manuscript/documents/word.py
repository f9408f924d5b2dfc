"""Word documents for pandoc, which drops boxes and drawings and sees no outlines, nor what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, register_namespace, tostring

from leidraad import patterns
from leidraad.manuscript.documents import drawings, outlines
from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.marks import Marks
from leidraad.manuscript.documents.trees import parse

_OFFICE = "http://schemas.openxmlformats.org"
_PREFIXES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_W, _MC = (f"{{{_PREFIXES[name]}}}" for name in ("w", "mc"))
_BOX, _FALLBACK, _PARAGRAPH, _RUBY = f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}p", f"{_W}ruby"
_SPACES = {f"{_W}tab", f"{_W}br", f"{_W}cr"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {f"{_W}noBreakHyphen": "-"}
_VALUE = f"{_W}val"
_OFF = ("0", "false", "off")
_TO_MEND = patterns.lazy(rb"txbxContent|ruby|vanish|outlineLvl|dropCap|:type=[\"'](?:page|column)")
_READ = patterns.lazy(r"word/(?:document\d*|footnotes|endnotes)\.xml")
_HEADS = patterns.lazy(r"word/(?:header|footer)\d*\.xml")


def prepare(package: Package, marks: Marks) -> tuple[bytes, str, list[tuple[str, str]]]:
    """Return the document for pandoc, the words that it shows, and what it leaves out.

    Raises:
        LeidraadError: its XML is damaged or not to be trusted.
    """
    for prefix, space in _PREFIXES.items():
        register_namespace(prefix, space)
    parts = dict(package.parts)
    levels = outlines.levels(package)
    words: list[str] = []
    left_out: list[tuple[str, str]] = []
    for name, data in package.parts.items():
        root = parse(data, package.path, name) if name.endswith((".xml", ".rels")) else None
        if root is None:
            continue
        if _HEADS.fullmatch(name):
            text = " ".join(" ".join(_lines(root)).split())
            left_out += [("head", text)] if text else []
        elif _READ.fullmatch(name):
            if levels or _TO_MEND.search(data):
                left_out += [("hidden", text) for text in _without_hidden(root) if text.strip()]
                _mend(root)
                _mend_printing(root)
                outlines.apply(root, levels)
            words += _lines(root)
            has_drawings = drawings.TO_LOOK_AT.search(data)
            unread = drawings.mark(root, package, name, marks) if has_drawings else []
            words += unread
            if levels or unread or _TO_MEND.search(data):
                parts[name] = tostring(root, encoding="utf-8", xml_declaration=True)
    parts[outlines.STYLES] = outlines.with_headings(package)
    return package.packed(parts), "\n".join(words), left_out


def _without_hidden(root: Element) -> Iterator[str]:
    """Take out the text that Word does not show, and yield it."""
    for parent in list(root.iter()):
        for run in [child for child in parent if child.tag == f"{_W}r"]:
            hides = run.find(f"{_W}rPr/{_W}vanish")
            if hides is not None and hides.get(_VALUE, "on") not in _OFF:
                yield "".join(_shown(run))
                for text in [child for child in run if child.tag == f"{_W}t"]:
                    run.remove(text)


def _mend(root: Element) -> None:
    """Put text boxes behind the paragraph that they stand in, and write ruby behind its base."""
    for fallback in [element for element in root.iter() if element.tag == f"{_MC}AlternateContent"]:
        for child in [child for child in fallback if child.tag == _FALLBACK and len(fallback) > 1]:
            fallback.remove(child)
    for parent in list(root.iter()):
        for at, child in reversed(list(enumerate(parent))):
            if child.tag == _PARAGRAPH:
                for box in [box for box in child.iter(_BOX) if len(box)]:
                    parent[at + 1 : at + 1] = list(box)
                    box[:] = []
                for holder in child.iter():
                    for drawing in [one for one in holder if next(one.iter(_BOX), None) is not None]:
                        if drawing.tag in (f"{_MC}AlternateContent", f"{_W}pict", f"{_W}drawing"):
                            holder.remove(drawing)
    for parent in list(root.iter()):
        for ruby in [child for child in parent if child.tag == _RUBY]:
            at = list(parent).index(ruby)
            parent[at : at + 1] = [text for run in reversed(ruby) for text in run.iter(f"{_W}t")]


def _mend_printing(root: Element) -> None:
    """Put large initials before their word, and spaces for what only ends a page."""
    for parent in list(root.iter()):
        for one, after in pairwise([child for child in parent if child.tag == _PARAGRAPH]):
            frame = one.find(f"{_W}pPr/{_W}framePr")
            if frame is not None and frame.get(f"{_W}dropCap") in ("drop", "margin"):
                about = 1 if after.find(f"{_W}pPr") is not None else 0
                after[about:about] = [child for child in one if child.tag != f"{_W}pPr"]
                parent.remove(one)
    for pause in root.iter(f"{_W}br"):
        if pause.get(f"{_W}type") in ("page", "column"):
            pause.tag, pause.text = f"{_W}t", " "
            pause.set(_SPACE, "preserve")


def _lines(root: Element) -> Iterator[str]:
    """Yield the text of each paragraph."""
    for paragraph in root.iter(_PARAGRAPH):
        yield "".join(_shown(paragraph))


def _shown(element: Element) -> Iterator[str]:
    if element.tag == f"{_W}t":
        yield element.text or ""
    elif element.tag in _SPACES:
        yield " "
    elif element.tag in _SIGNS:
        yield _SIGNS[element.tag]
    else:
        for child in element:
            if child.tag not in (_FALLBACK, _PARAGRAPH, _BOX):
                yield from _shown(child)
