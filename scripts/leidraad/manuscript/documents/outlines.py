"""The places that paragraphs of Word have in its outline, as the heading styles that pandoc goes by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from leidraad.manuscript.documents.archive import Package
from leidraad.manuscript.documents.trees import parse

STYLES = "word/styles.xml"

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_PARAGRAPH, _VALUE = f"{_W}p", f"{_W}val"
_HEADING = "LeidraadHeading{}"


def levels(package: Package) -> dict[str, int]:
    """Return the level of each style that has a place in the outline and is no heading by its name."""
    if b"outlineLvl" not in package.parts.get(STYLES, b""):
        return {}
    root = parse(package.parts[STYLES], package.path, STYLES)
    styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    found: dict[str, int] = {}
    for identifier, style in styles.items():
        chain: list[Element] = []
        based: Element | None = style
        while based is not None and based not in chain:
            chain.append(based)
            based = styles.get(_value(based, "basedOn"))
        names = [_value(one, "name").lower() for one in chain]
        own = [level for one in chain if (level := _level(one)) is not None]
        if own and own[0] < 9 and not any(name.startswith("heading ") for name in names):
            found[identifier] = own[0] + 1
    return found


def _level(element: Element) -> int | None:
    """Return the outline level that a style or a paragraph has itself; 9 is that of plain text."""
    level = _value(element.find(f"{_W}pPr"), "outlineLvl")
    return int(level) if level.isdecimal() else None


def _value(element: Element | None, name: str) -> str:
    found = None if element is None else element.find(f"{_W}{name}")
    return "" if found is None else found.get(_VALUE, "")


def apply(root: Element, levels: Mapping[str, int]) -> None:
    """Give each paragraph that has a place in the outline the heading style of its level."""
    for paragraph in root.iter(_PARAGRAPH):
        about = paragraph.find(f"{_W}pPr")
        own = _level(paragraph)
        level = levels.get(_value(about, "pStyle")) if own is None else own + 1
        if about is not None and level and level < 10:
            for named in about.findall(f"{_W}pStyle"):
                about.remove(named)
            about.insert(0, Element(f"{_W}pStyle", {_VALUE: _HEADING.format(level)}))


def with_headings(package: Package) -> bytes:
    """Return the styles with a heading of ours for each level."""
    added = "".join(
        f'<w:style xmlns:w="{_SPACE}" w:type="paragraph" w:styleId="{_HEADING.format(level)}">'
        f'<w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 10)
    )
    return re.sub(rb"(?=</(?:\w+:)?styles>\s*\Z)", added.encode(), package.parts.get(STYLES, b""))
