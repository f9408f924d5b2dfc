"""Chapters that go to translators and come back: nothing changes that nobody changed, and nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType
from xml.etree import ElementTree

import polib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leidraad import locales, reader, writer
from leidraad.errors import LeidraadError
from leidraad.model import Chapter, Note, Verbatim
from leidraad.translating.exchange import inline, po, xliff
from leidraad.translating.exchange.arriving import Arrived, Languages, arrive
from leidraad.translating.exchange.package import Delivery, Head
from leidraad.translating.exchange.segments import amended, texts
from leidraad.translating.exchange.settling import settle
from leidraad.translating.exchange.units import Item, items
from leidraad.translations import locks
from leidraad.translations.locks import Entry
from leidraad.translations.outline import outline
from leidraad.translations.part import Part
from strategies import chapters
from support import ROOT, markdown

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
) -> Arrived:
    read = reader.read(target, EN) if target is not None else None
    given = items(source, read, known)
    delivery: Delivery = form.parse(data, "file")
    settled = settle(given, HEAD, delivery, TO.carry)
    assert settled.problems == []
    return arrive(source, given, settled, (target, read) if read else None, TO)


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
    arrived = came_back(form, source, None, [], data)
    assert arrived.problems == []
    made = reader.read(arrived.text, EN)
    assert shape(outline(made)) == shape(outline(source))
    # And back again: nothing to do, nothing done.
    again = items(source, made, arrived.entries)
    assert {unit.state for item in again for unit in item.units} <= {"final"}
    nothing = came_back(form, source, arrived.text, arrived.entries, sent(form, again).encode())
    assert (nothing.text, nothing.written, nothing.accepted) == (arrived.text, 0, 0)


def own(name: str) -> tuple[Chapter, str, list[Entry]]:
    """Return a chapter of the project's handbook, its translation, and what the lock file has."""
    files = [ROOT / f"docs/{lang}/{name}.md" for lang in ("nl", "en")]
    nl, en = (file.read_text(encoding="utf-8") for file in files)
    lock = ROOT / f"translations/en/{name}.lock"
    return reader.read(nl, NL), en, locks.parse(lock.read_text(encoding="utf-8"), lock.name)


NAME = "01-hechting-en-veerkracht"


def test_each_unit_changes_its_own_line_and_no_other():
    source, target, known = own(NAME)
    read = reader.read(target, EN)
    units = [unit for item in items(source, read, known) for unit in item.units]
    for unit in units[::9]:
        new = replace(unit, target=f"zwz {unit.target}")
        data = xliff.dump(HEAD, [new if one is unit else one for one in units]).encode()
        arrived = came_back(xliff, source, target, known, data)
        assert (arrived.problems, arrived.written, arrived.accepted) == ([], 1, 1)
        before, after = target.split("\n"), arrived.text.split("\n")
        (changed,) = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert changed[1].replace("zwz ", "") == changed[0]


def test_of_the_head_of_an_admonition_or_tab_the_title_alone_is_translated():
    box = Verbatim(
        "div", '!!! note "Let op"\n    Tekst.\n    Meer.\n\n??? tip\n\n    Ook.\n\n=== "Thuis"\n\n    Daar.'
    )
    said = texts(box)
    assert [*said.values()] == ["Let op", "Tekst. Meer.", "Ook.", "Thuis", "Daar."]
    assert amended(box, dict.fromkeys(said, "x")).source == (
        '!!! note "x"\n    x\n\n??? tip\n\n    x\n\n=== "x"\n\n    x'
    )


def test_the_words_for_a_picture_in_html_are_translated():
    figure = Verbatim(
        "html",
        '<figure>\n<img src="a.svg" alt="Een vuur">\n<figcaption>Warm <b>vuur</b></figcaption>\n</figure>',
    )
    said = texts(figure)
    assert [*said.values()] == ["Een vuur", "Warm <b>vuur</b>"]
    assert amended(figure, dict.fromkeys(said, "x")).source == (
        '<figure>\n<img src="a.svg" alt="x">\n<figcaption>x</figcaption>\n</figure>'
    )


def test_a_pipe_within_a_cell_is_escaped_but_not_in_code():
    table = Verbatim("table", "| a |\n|---|\n| `x|y` |")
    made = amended(table, {"r1c1": "`x|y` of p|q of r\\|s"})
    assert made.source == "| a |\n|---|\n| `x|y` of p\\|q of r\\|s |"


@pytest.mark.parametrize("title", ['"a \\"b\\" c"', "'it\\'s'"])
def test_a_link_is_protected_whatever_its_title_holds(title: str):
    text = f"A [b](index.md {title}) d."
    parsed = inline.parse(text)
    assert inline.source(parsed) == text
    assert [type(node) for node in parsed] == [str, inline.Mark, str]


HOSTILE = [
    "<",
    ">",
    '"',
    "\\",
    "*",
    "[",
    "]",
    "(",
    "|",
    "&amp;",
    "`",
    "///",
    "#",
    "{:",
    "{#x}",
    "<div>",
    "<!--",
    "-->",
    "[^x]:",
    "{!a!}",
    "---",
    "===",
    "__",
    "~~",
    "1.",
    ":",
    "!!!",
    "…",
]
HOSTILE += [
    "\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "    ",
    "\t",
    "\n- ",
    "\n/// key\n",
    "\n    a",
    "```\n",
    "\x1f",
    "\xa0",
]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_a_translator_types_is_refused_or_changes_no_structure(data: st.DataObject):
    source, target, known = own("index")
    read = reader.read(target, EN)
    units = [unit for item in items(source, read, known) for unit in item.units]
    unit = data.draw(st.sampled_from(units))
    at = data.draw(st.just(0) | st.integers(0, len(unit.target)))
    new = unit.target[:at] + data.draw(st.sampled_from(HOSTILE)) + unit.target[at:]
    file = po.dump(HEAD, [replace(unit, target=new) if one is unit else one for one in units]).encode()
    given = items(source, read, known)
    settled = settle(given, HEAD, po.parse(file, "file"), TO.carry)
    if settled.problems:
        assert [problem.partition(":")[0] for problem in settled.problems] == [unit.id.partition(":")[0]]
        return
    arrived = arrive(source, given, settled, (target, read), TO)
    if not arrived.problems:
        assert shape(outline(reader.read(arrived.text, EN))) == shape(outline(read))


@settings(max_examples=40, deadline=None)
@given(data=st.data(), form=st.sampled_from([xliff, po]))
def test_a_file_that_is_torn_or_mixed_up_is_refused_in_one_line_or_changes_no_structure(
    data: st.DataObject, form: ModuleType
):
    source, target, known = own("index")
    read = reader.read(target, EN)
    given = items(source, read, known)
    file = sent(form, given).encode()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(file))] * 2)))
    between = data.draw(st.binary(max_size=3) | st.just(file[start:end] * 2))
    delivery, said = None, ""
    try:
        delivery = form.parse(file[:start] + between + file[end:], "file")
    except LeidraadError as error:
        said = str(error)
    if delivery is None:
        assert re.fullmatch(r"file(:\d+)?: .+\.", said)
        return
    settled = settle(given, HEAD, delivery, TO.carry)
    if not settled.problems:
        arrived = arrive(source, given, settled, (target, read), TO)
        if not arrived.problems:
            assert shape(outline(reader.read(arrived.text, EN))) == shape(outline(read))
