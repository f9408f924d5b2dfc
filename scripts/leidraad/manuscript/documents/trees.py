"""XML parts of a document, parsed without any of the ways in which XML can harm."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from leidraad.errors import LeidraadError

DEEPEST = 256


def parse(data: bytes, path: Path, part: str) -> Element:
    """Return the root of an XML part, its names as `{namespace}name`.

    Raises:
        LeidraadError: it is not well formed, declares entities, or is nested too deep.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise LeidraadError(f"{path}: is nested more than {DEEPEST} deep; save it anew from its program.")
        builder.start(_full(name), {_full(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_full(name))

    def refuse(*_: object) -> NoReturn:
        raise LeidraadError(
            f"{path}: {part} declares XML entities, which no document needs; do not trust it."
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError):
        raise LeidraadError(f"{path}: {part} is damaged; save the document anew from its program.") from None


def _full(name: str) -> str:
    return f"{{{name}" if "}" in name else name
