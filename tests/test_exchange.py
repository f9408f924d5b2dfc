"""Chapters that go to translators and come back: nothing changes that nobody changed, and nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType
from xml.etree import ElementTree

import polib
import pytest
from hypothesis import assume, given, settings

from leidraad import locales, reader, writer
from leidraad.exchange import inline, po, xliff
from leidraad.exchange.arriving import Arrived, Languages, arrive
from leidraad.exchange.package import Delivery, Head
from leidraad.exchange.settling import Settled, settle
from leidraad.exchange.units import Item, items
from leidraad.model import Chapter, Note
from leidraad.translations.locks import Entry
from leidraad.translations.outline import Part, outline
from strategies import chapters
from support import markdown

HEAD = Head("Handboek", "01-proef.md", "nl", "en")
SPACE = "{urn:oasis:names:tc:xliff:document:1.2}"
NL, EN = (markdown(lang, trainer=True) for lang in ("nl", "en"))
TO = Languages(locales.load("en"), lambda text: reader.read(text, EN), str, lambda _: None, None)
forms = pytest.mark.parametrize("form", [xliff, po], ids=["xliff", "po"])


def translated(text: str) -> str:
    """Return words that are others, and still words."""
    return re.sub(r"[^\W\d_]{2,}", lambda found: found[0][::-1], text)


def sent(form: ModuleType, given: list[Item]) -> str:
    return form.dump(HEAD, [unit for item in given for unit in item.units])


def worked_on(form: ModuleType, file: str) -> bytes:
    """Return a file in which a translator has translated every unit."""
    if form is po:
        entries = polib.pofile(file)
        for entry in entries:
            entry.msgstr = inline.source(_turned(inline.parse(entry.msgid)))
            entry.flags = []
        return str(entries).encode()
    root = ElementTree.fromstring(file)
    for unit in root.iter(f"{SPACE}trans-unit"):
        source, target = unit.find(f"{SPACE}source"), unit.find(f"{SPACE}target")
        if target is not None:
            unit.remove(target)
        made = ElementTree.fromstring(ElementTree.tostring(source))
        made.tag, made.tail = f"{SPACE}target", None
        for node in made.iter():
            node.text = translated(node.text) if node.text else node.text
            node.tail = translated(node.tail) if node.tail else node.tail
        unit.insert(1, made)
    return ElementTree.tostring(root, "utf-8", xml_declaration=True)


def _turned(nodes: inline.Text) -> inline.Text:
    return tuple(
        translated(node) if isinstance(node, str) else replace(node, inside=_turned(node.inside))
        for node in nodes
    )


def came_back(
    form: ModuleType, source: Chapter, target: str | None, known: list[Entry], data: bytes
) -> tuple[Settled, Arrived]:
    read = reader.read(target, EN) if target is not None else None
    given = items(source, read, known)
    delivery: Delivery = form.parse(data, "file")
    settled = settle(given, HEAD, delivery, TO.carry)
    assert settled.problems == []
    arrived = arrive(source, given, settled, (target, read) if read else None, TO)
    return settled, arrived


def shape(parts: list[Part]) -> list[tuple[object, ...]]:
    # What begins as a mark of a note and never ends is none.
    marks = [[note for note in part.notes if "[" not in note] for part in parts]
    return [
        (p.kind, p.depth, p.shape, p.images, p.links, notes, p.id)
        for p, notes in zip(parts, marks, strict=True)
    ]


@forms
@settings(max_examples=30, deadline=None)
@given(chapter=chapters)
def test_a_chapter_that_is_translated_has_the_outline_of_its_source(form: ModuleType, chapter: Chapter):
    source = reader.read(writer.write(chapter), NL)
    notes = [block.id for block in source.walk() if isinstance(block, Note)]
    assume(len({*notes}) == len(notes))
    data = worked_on(form, sent(form, items(source, None, [])))
    _, arrived = came_back(form, source, None, [], data)
    assert arrived.problems == []
    made = reader.read(arrived.text, EN)
    assert shape(outline(made)) == shape(outline(source))
    # And back again: nothing to do, nothing done.
    again = items(source, made, arrived.entries)
    assert {unit.state for item in again for unit in item.units} <= {"final"}
    _, nothing = came_back(form, source, arrived.text, arrived.entries, sent(form, again).encode())
    assert (nothing.text, nothing.written, nothing.accepted) == (arrived.text, 0, 0)
