"""`leidraad exchange` on a handbook: what an author has written stays, byte for byte."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import polib
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from leidraad import handbook, site
from leidraad.cli import main
from leidraad.translating import status
from support import ROOT

CHAPTER = "02-rouw"
NL = """---
slug: rouw
description: Wat rouw is.
---

# Rouw {#grief}

Rouw vraagt *tijd*.[^a] In 1988 schreef
iemand dat al.

/// casus | Naam
    id: name
    themes: [repair, grief]
    sector: zorg

Een verhaal van een middag.

Nog een alinea, met [het begin](index.md#start).
///

## Blijven {#staying}

Wie blijft, hoeft niets te zeggen.

- kijken
- luisteren
- wachten

| Wat | Wanneer |
|---|---|
| Soep | 18.30 |
| Koffie | later |

![Een vuur](../assets/fire.svg "Het vuur")

```
code = 1
```

[^a]: Een bron, met [@bowlby1988, blz. 11].
"""
# As an author may write: other wraps, comments, signs and line ends.
EN = """---
description:   "What grief is."
slug: grief   # as on the old site
---

Grief {#grief}
=====

Grief takes
_time_.[^a] As early as 1988 someone
wrote that.

<!-- still to be talked about: Naam -->

///  case | Name
    sector: "care"
    id: name
    themes: [repair, grief]

A story of one afternoon.

Another paragraph, with [the beginning](index.md#start).

///

## Staying {#staying}

Whoever stays need say nothing.

*   look
*   listen
*   wait

| What   | When  |
|--------|-------|
| Soup   | 6.30  |
| Coffee | later |

![A fire](../assets/fire.svg "The fire")

```
code = 1
```

[^a]: A source, with [@bowlby1988, p. 11].
"""
BIB = "@book{bowlby1988, author = {Bowlby, John}, title = {A Secure Base}, date = {1988}}\n"
SPACE = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


class Handbook:
    """A handbook with one chapter more than the starter's, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source, self.target = (folder / "docs" / lang / f"{CHAPTER}.md" for lang in ("nl", "en"))
        self.lock = folder / f"translations/en/{CHAPTER}.lock"
        self.xliff, self.po = (folder / f"exchange/en/{CHAPTER}.{end}" for end in ("xlf", "po"))

    def run(self, *words: object) -> Result:
        config = str(self.folder / "mkdocs.yml")
        return CliRunner().invoke(main, [*map(str, words), "-f", config], catch_exceptions=False)

    def export(self, form: str = "xliff") -> str:
        file = self.xliff if form == "xliff" else self.po
        file.unlink(missing_ok=True)
        done = self.run("exchange", "export", f"--{form}", "en", self.source)
        assert done.exit_code == 0, done.output
        return file.read_text(encoding="utf-8")

    def import_(self, text: str | bytes, form: str = "xliff") -> Result:
        file = self.xliff if form == "xliff" else self.po
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.run("exchange", "import", f"--{form}", "en", file)

    def accept(self) -> None:
        assert self.run("accept", self.target).exit_code == 0

    def state(self) -> list[tuple[str, bytes, int]]:
        files = sorted(
            path for path in self.folder.rglob("*") if path.is_file() and "exchange" not in path.parts
        )
        files = [
            path for path in files if ".cache" not in str(path) and path.suffix in (".md", ".lock", ".yml")
        ]
        return [(path.name, path.read_bytes(), path.stat().st_mtime_ns) for path in files]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a handbook with a chapter whose translation is accepted."""
    folder = tmp_path_factory.mktemp("drawn") / "handbook"
    handbook.create(folder)
    for lang, text in (("nl", NL), ("en", EN)):
        # One chapter is enough.
        (folder / "docs" / lang / "01-eerste-hoofdstuk.md").unlink()
        (folder / "docs" / lang / f"{CHAPTER}.md").write_text(text, encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    Handbook(folder).accept()
    return folder


@pytest.fixture(scope="module")
def files(drawn: Path) -> dict[str, str]:
    """Return what is exported of that chapter, by form."""
    return {form: Handbook(drawn).export(form) for form in ("xliff", "po")}


@pytest.fixture
def book(drawn: Path, tmp_path: Path) -> Handbook:
    """Return a copy of that handbook."""
    return Handbook(Path(shutil.copytree(drawn, tmp_path / "handbook")))


def standings(book: Handbook) -> dict[str, str]:
    """Return how each block stands."""
    config = site.load(book.folder / "mkdocs.yml")
    (one,) = status.of(config, [book.target if book.target.exists() else book.source], "en")
    return {standing.id: standing.state for standing in one.standings}


def counts(book: Handbook) -> set[str]:
    return {*standings(book).values()}


forms = pytest.mark.parametrize("form", ["xliff", "po"])


@forms
def test_what_nobody_changed_changes_nothing(book: Handbook, form: str):
    file = book.export(form)
    before = book.state()
    done = book.import_(file, form)
    assert done.exit_code == 0, done.output
    assert "0 units written, 0 blocks accepted" in done.output
    assert book.state() == before


@forms
def test_a_file_whose_letters_were_taken_apart_changes_nothing(book: Handbook, form: str):
    for path, word in ((book.source, "één"), (book.target, "naïve")):
        path.write_text(f"# {word} {{#a}}\n", encoding="utf-8")
    book.accept()
    before = book.state()
    done = book.import_(normalize("NFD", book.export(form)), form)
    assert done.exit_code == 0, done.output
    assert book.state() == before


@forms
def test_what_ends_a_line_for_other_programs_alone_is_a_space(book: Handbook, form: str):
    for path in (book.source, book.target):
        text = "# Rouw\u2028en {#a}\n\nSoep.\u2029 Brood.\x85\n\n- kijken\x0b\n\n| a\x0cb |\n|---|\n| c |\n"
        path.write_text(text, encoding="utf-8")
    book.accept()
    before = book.state()
    done = book.import_(book.export(form), form)
    assert (done.exit_code, done.output) == (0, "docs/en/02-rouw.md: 0 units written, 0 blocks accepted.\n")
    assert book.state() == before
    done = book.import_(book.export(form).replace("Soep.", "Soup.\u2028"), form)
    assert done.exit_code, done.output
    given = "Soup.\u2028 Bread."
    text = book.export(form)
    at = text.rindex("Soep. Brood.")
    done = book.import_(text[:at] + given + text[at + len("Soep. Brood.") :], form)
    assert done.exit_code == 0, done.output
    assert "Soup. Bread." in book.target.read_text(encoding="utf-8")


def test_a_chapter_of_one_unit_is_told_as_that(book: Handbook):
    book.source.write_text("# Rouw\n", encoding="utf-8")
    book.xliff.unlink(missing_ok=True)
    done = book.run("exchange", "export", "--xliff", "en", book.source)
    assert ": 1 unit, " in done.output


def test_a_file_that_is_torn_within_an_id_is_refused_in_one_line(book: Handbook):
    file = book.export()
    torn = file.replace('id="grief.1"', 'id="', 1)
    done = book.import_(torn)
    assert done.output.endswith(
        "xlf:10: is not well-formed, in or after unit grief; have it sent back whole.\n"
    )


@forms
def test_all_is_filled_in_and_approved_that_is_up_to_date(book: Handbook, form: str):
    file = book.export(form)
    if form == "po":
        entries = polib.pofile(file)
        assert entries.percent_translated() == 100
    else:
        root = etree.fromstring(file.encode())
        assert {unit.get("approved") for unit in root.iter("{*}trans-unit")} == {"yes"}
        assert {target.get("state") for target in root.iter("{*}target")} == {"final"}


def test_the_same_handbook_gives_the_same_bytes(book: Handbook):
    assert book.export() == book.export()
    assert book.export("po") == book.export("po")


def test_structure_and_addresses_are_no_words(book: Handbook):
    root = etree.fromstring(book.export().encode())
    words = " ".join("".join(source.itertext()) for source in root.iter("{*}source"))
    for never in ("///", "|", "#", "code", "repair", "index.md", "fire.svg", "[^", "@bowlby", "*", "- "):
        assert never not in words, never
    for always in (
        "zorg",
        "Naam",
        "Een vuur",
        "Het vuur",
        "Wat rouw is.",
        "Koffie",
        "wachten",
        "Een bron, met",
    ):
        assert always in words, always


@forms
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_change_is_the_only_change(book: Handbook, form: str, ends: str):
    book.target.write_bytes(b"\xef\xbb\xbf" + EN.replace("\n", ends).encode())
    changes = {
        "A story of one afternoon.": "A tale of one afternoon.",
        "listen": "listen well",
        "care": "health: care",
        "Coffee": "Tea",
        "The fire": "The hearth",
        "Name": "Names",
        "What grief is.": "What grief: it is.",
    }
    in_file = {
        "A story of one afternoon.": "A tale of one afternoon.",
        "*   listen": "*   listen well",
        '"care"': "'health: care'",
        "| Coffee |": "| Tea |",
        "The fire": "The hearth",
        "case | Name": "case | Names",
        '   "What grief is."': " 'What grief: it is.'",
    }
    file = book.export(form)
    wanted = EN
    for (old, new), (here, there) in zip(changes.items(), in_file.items(), strict=True):
        for start, end in ((">", "<"), ('msgstr "', '"')):
            file = file.replace(f"{start}{old}{end}", f"{start}{new}{end}")
        wanted = wanted.replace(here, there)
    if form == "po":
        file = file.replace('The fire\\")"', 'The hearth\\")"')
    done = book.import_(file, form)
    assert done.exit_code == 0, done.output
    assert book.target.read_bytes().decode() == "\ufeff" + wanted.replace("\n", ends)
    assert "7 units written, 6 blocks accepted" in done.output
    assert counts(book) == {"translated"}


def change(book: Handbook, path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def units(file: str) -> dict[str, etree._Element]:
    return {unit.get("id"): unit for unit in etree.fromstring(file.encode()).iter("{*}trans-unit")}


def answered(file: str, answers: dict[str, str]) -> bytes:
    """Return an XLIFF file in which some units are translated: words, and `<x1/>` for a mark."""
    root = etree.fromstring(file.encode())
    for unit in root.iter("{*}trans-unit"):
        if unit.get("id") not in answers:
            continue
        source, target = unit.find("x:source", SPACE), unit.find("x:target", SPACE)
        if target is None:
            target = etree.Element(f"{{{SPACE['x']}}}target")
            source.addnext(target)
        target.set("state", "translated")
        new = re.sub(r"<(/?)([gx])(\d+)", r"<\1\2 id='\3'", answers[unit.get("id")]).replace(
            "</g id=", "</g x="
        )
        new = re.sub(r"</g x='\d+'", "</g", new)
        filled = etree.fromstring(f"<t xmlns='{SPACE['x']}'>{new}</t>")
        target.text, target[:] = filled.text, list(filled)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def test_a_changed_source_is_to_be_looked_at_with_what_it_said(book: Handbook):
    change(
        book,
        book.source,
        ("Wie blijft, hoeft niets", "Wie blijft, hoeft bijna niets"),
        ("luisteren", "horen"),
    )
    found = units(book.export())
    assert {name for name, unit in found.items() if unit.get("approved") == "no"} == {
        "staying.1",
        "staying.2:2",
    }
    stale = found["staying.1"]
    assert stale.find("x:target", SPACE).get("state") == "needs-review-translation"
    assert stale.findtext("x:target", None, SPACE) == "Whoever stays need say nothing."
    assert stale.findtext("x:alt-trans/x:source", None, SPACE) == "Wie blijft, hoeft niets te zeggen."
    assert found["staying.2:2"].findtext("x:alt-trans/x:source", None, SPACE) == "luisteren"
    entry = polib.pofile(book.export("po")).find("staying.1", by="msgctxt")
    assert entry.fuzzy
    assert entry.previous_msgid == "Wie blijft, hoeft niets te zeggen."


def test_what_came_back_of_a_changed_source_is_up_to_date_again(book: Handbook):
    change(book, book.source, ("Wie blijft, hoeft niets", "Wie blijft, hoeft bijna niets"))
    assert counts(book) == {"stale", "translated"}
    file = book.export()
    assert "0 units written, 0 blocks accepted" in book.import_(file).output
    assert counts(book) == {"stale", "translated"}
    done = book.import_(answered(file, {"staying.1": "Whoever stays need say hardly anything."}))
    assert "1 unit written, 1 block accepted" in done.output
    assert counts(book) == {"translated"}


def test_a_source_that_changes_meanwhile_leaves_the_block_stale(book: Handbook):
    book.lock.unlink()
    file = answered(book.export(), {"staying.1": "To stay is enough."})
    change(book, book.source, ("Wie blijft, hoeft niets", "Wie blijft, hoeft bijna niets"))
    done = book.import_(file)
    assert done.exit_code == 0, done.output
    assert "staying.1: the source has changed since" in done.output
    assert standings(book)["staying.1"] == "stale"
    assert "To stay is enough." in book.target.read_text(encoding="utf-8")


def test_blocks_that_move_meanwhile_are_known_again(book: Handbook):
    file = answered(book.export(), {"staying.1": "To stay is enough."})
    change(book, book.source, ("## Blijven {#staying}\n", "## Blijven {#staying}\n\nEen nieuwe alinea.\n"))
    done = book.import_(file)
    assert "1 unit written, 1 block accepted" in done.output
    assert standings(book)["staying.2"] == "translated"


def test_what_is_missing_comes_to_its_place(book: Handbook):
    change(
        book,
        book.source,
        ("## Blijven {#staying}\n", "## Blijven {#staying}\n\nEen *nieuwe* alinea.[^b]\n"),
        ("Nog een alinea", "Eerst dit.\n\nNog een alinea"),
        ("- luisteren\n", "- luisteren\n- zwijgen\n"),
        ("code = 1\n```\n", "code = 1\n```\n\n/// kern | Samen\nBlijf.\n///\n"),
    )
    change(book, book.source, ("[^a]: Een", "[^b]: [@bowlby1988, blz. 12].\n\n[^a]: Een"))
    answers = {
        "staying.1": "A <g1>new</g1> paragraph.<x2/>",
        "grief.4": "This first.",
        "staying.3:3": "be silent",
        "staying.7": "Together",
        "staying.8": "Stay.",
    }
    found = units(book.export())
    assert {name for name, unit in found.items() if unit.find("x:target", SPACE) is None} == {*answers}
    done = book.import_(answered(book.xliff.read_text(encoding="utf-8"), answers))
    assert done.exit_code == 0, done.output
    wanted = EN
    for old, new in {
        "{#staying}\n": "{#staying}\n\nA *new* paragraph.[^b]\n",
        "A story of one afternoon.\n": "A story of one afternoon.\n\nThis first.\n",
        "*   look\n*   listen\n*   wait": "- look\n- listen\n- be silent\n- wait",
        "code = 1\n```\n": "code = 1\n```\n\n/// key | Together\nStay.\n///\n",
    }.items():
        assert old in wanted
        wanted = wanted.replace(old, new)
    assert book.target.read_text(encoding="utf-8") == wanted + "\n[^b]: [@bowlby1988, p. 12].\n"
    assert counts(book) == {"translated"}


def test_a_chapter_that_is_not_there_is_built(book: Handbook):
    book.target.unlink()
    book.lock.unlink()
    file = book.export("po")
    entries = polib.pofile(file)
    assert not entries.translated_entries()
    for entry in entries:
        entry.msgstr = "Grief" if entry.msgctxt == "grief" else entry.msgid
    done = book.import_(str(entries), "po")
    assert done.exit_code == 0, done.output
    assert counts(book) == {"translated"}
    text = book.target.read_text(encoding="utf-8")
    assert text.startswith("---\nslug: grief\ndescription: Wat rouw is.\n---\n\n# Grief {#grief}\n")
    assert "/// case | Naam\n    id: name\n    themes: [repair, grief]\n    sector: zorg\n" in text
    assert "[@bowlby1988, p. 11]" in text
    assert "status" not in text


def test_a_file_that_nobody_worked_on_is_told_as_that(book: Handbook):
    book.target.unlink()
    book.lock.unlink()
    done = book.import_(book.export())
    assert (done.exit_code, "02-rouw.xlf: has no translation yet; nothing was written." in done.output) == (
        0,
        True,
    )
    assert not book.target.exists()


def test_a_chapter_comes_with_the_partials_that_it_includes(book: Handbook):
    partial = book.folder / "docs/_partials/nl/deel.md"
    partial.write_text("Soep.\n", encoding="utf-8")
    book.source.write_text("# Rouw\n\n{!nl/deel.md!}\n\n{!nl/deel.md!}\n", encoding="utf-8")
    for path in (book.target, book.lock, book.po):
        path.unlink(missing_ok=True)
    files = {}
    for source, file in ((book.source, book.po), (partial, book.po.parent / "_partials/deel.po")):
        assert book.run("exchange", "export", "--po", "en", source).exit_code == 0
        entries = polib.pofile(str(file))
        for entry in entries:
            entry.msgstr = entry.msgid.replace("Rouw", "Grief").replace("Soep", "Soup")
        entries.save()
        files[source] = file
    before = book.state()
    done = book.run("exchange", "import", "--po", "en", files[book.source])
    assert (done.exit_code, book.state()) == (2, before)
    assert done.output.endswith(
        "02-rouw.po: includes nl/deel.md, which is not translated into en yet; "
        "import that as well, or begin it with `leidraad new en _partials/deel.md`.\n"
    )
    assert done.output.count("\n") == 1
    done = book.run("exchange", "import", "--po", "en", *files.values())
    assert done.exit_code == 0, done.output
    assert book.target.read_text("utf-8") == "# Grief\n\n{!en/deel.md!}\n\n{!en/deel.md!}\n"
    assert counts(book) == {"translated"}


def test_a_part_of_a_chapter_is_a_draft(book: Handbook):
    book.target.unlink()
    book.lock.unlink()
    assert book.import_(book.export()).exit_code == 0
    assert not book.target.exists()
    done = book.import_(answered(book.export(), {"grief": "Grief"}))
    assert done.exit_code == 0, done.output
    text = book.target.read_text(encoding="utf-8")
    assert "status: draft" in text
    assert "# Grief {#grief}" in text
    found = standings(book)
    assert found["grief"] == "translated"
    assert found["staying.1"] == "missing"
    assert "1 unit written, 1 block" in book.import_(answered(book.export(), {"staying.1": "Stay."})).output


def test_what_a_translator_leaves_to_be_looked_at_is_written_and_not_accepted(book: Handbook):
    file = polib.pofile(book.export("po"))
    entry = file.find("staying.1", by="msgctxt")
    entry.msgstr, entry.flags = "To stay is enough.", ["fuzzy"]
    done = book.import_(str(file), "po")
    assert "1 unit written, 0 blocks accepted" in done.output
    assert "To stay is enough." in book.target.read_text(encoding="utf-8")


def test_an_edit_of_the_author_is_never_written_over(book: Handbook):
    file = book.export()
    change(book, book.target, ("Whoever stays need say nothing.", "Stay."), ("listen", "hear"))
    before = book.target.read_bytes()
    assert book.import_(file).exit_code == 0
    assert book.target.read_bytes() == before
    done = book.import_(answered(file, {"staying.1": "To stay is enough.", "staying.2:1": "see"}))
    assert done.exit_code == 2
    assert done.stderr == (
        f"{book.xliff}: staying.1: its translation was changed here as well since it was sent; "
        "settle it in one of the two.\n"
    )
    assert book.target.read_bytes() == before


def test_every_mark_has_to_come_back_in_xliff(book: Handbook):
    before = book.state()
    answers = {
        "grief.1": "Grief takes time.<x2/> As early as 1988 someone wrote that.",
        "staying.1": "Whoever <g1>stays</g1>.",
        "grief.4": "Another **paragraph**, with <g1>it</g1>.",
    }
    done = book.import_(answered(book.export(), answers))
    assert told(done) == [
        "staying.1: has a mark 1 that its source has not; remove it.",
        "grief.1: lacks ‘*…*’; put its marks right.",
        "grief.4: has ‘**…**’ too many; put its marks right.",
    ]
    assert book.state() == before


def test_every_mark_has_to_come_back_in_po(book: Handbook):
    before = book.state()
    file = polib.pofile(book.export("po"))
    for name, old, new in (
        ("grief.1", "_time_.[^a]", "time.[^a][^a]"),
        ("grief.4", "#start", "#stop"),
        ("staying.1", "Whoever", "{!en/kort.md!} <b>Whoever"),
    ):
        entry = file.find(name, by="msgctxt")
        entry.msgstr = entry.msgstr.replace(old, new)
    done = book.import_(str(file), "po")
    link = "lacks ‘[…](index.md#start)’ and has ‘[…](index.md#stop)’ too many"
    assert told(done) == [
        "grief.1: lacks ‘*…*’ and has ‘[^a]’ too many; put its marks right.",
        f"grief.4: {link}; put its marks right.",
        "staying.1: has ‘{!en/kort.md!}’, ‘<b>’ too many; put its marks right.",
    ]
    assert book.state() == before


def told(done: Result) -> list[str]:
    """Return what was wrong, without the names of files."""
    assert done.exit_code == 2, done.output
    return [re.sub(r"^\S+?\.(?:xlf|po)(?::\d+)?: ", "", line) for line in done.stderr.splitlines()]


def test_what_would_be_another_block_is_refused_by_name(book: Handbook):
    before = book.state()
    what = "it would not read as the block that it is; put it otherwise, or in by hand."
    for answers in ({"staying.1": "# Whoever stays", "grief.3": "/// key"}, {"staying.2:1": "- look"}):
        done = book.import_(answered(book.export(), answers))
        assert told(done) == [f"{name}: {what}" for name in sorted(answers)]
    assert book.state() == before


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&b;</file></xliff>"""
OUTSIDE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/hostname"')


@pytest.mark.parametrize(
    ("form", "change", "line"),
    [
        ("xliff", lambda f: f[: f.index("</target>", 3000)], "in or after unit "),
        ("xliff", lambda f: f.replace("<g ", "<g <", 1), "is not well-formed, in or after unit grief.1;"),
        ("xliff", lambda f: "", "is not well-formed, before the first unit;"),
        ("xliff", lambda _: BOMB, "has a DOCTYPE or entities of its own;"),
        ("xliff", lambda _: OUTSIDE, "has a DOCTYPE or entities of its own;"),
        ("xliff", lambda f: f.replace('"utf-8"', '"x-none"').replace("UTF-8", "x-none"), "encoding"),
        ("xliff", lambda f: f.replace('version="1.2" xmlns', 'version="2.0" xmlns'), "is no XLIFF 1.2;"),
        ("xliff", lambda f: f.replace('product-name="', 'product-name="Of '), "is of the handbook ‘Of Mijn "),
        (
            "xliff",
            lambda f: f.replace('"02-rouw.md"', '"99.md"'),
            "is of a chapter ‘99.md’, which",
        ),
        (
            "xliff",
            lambda f: f.replace('target-language="en"', 'target-language="fr"'),
            "nl into fr,",
        ),
        ("xliff", lambda f: f.replace('id="grief.2"', 'id="grief.1"'), "grief.1: is in the file twice;"),
        (
            "xliff",
            lambda f: f.replace('id="grief.2"', 'id="grief.x"'),
            "grief.x: its id or source text",
        ),
        (
            "xliff",
            lambda f: f.replace("Een verhaal", "Een sprookje"),
            "grief.3: its id or source text",
        ),
        (
            "xliff",
            lambda f: re.sub(r' extradata="[^"]*"', "", f.replace('id="grief.2"', 'id="grief.x"')).replace(
                ">Naam<", ">Iets<"
            ),
            "grief.x: is no unit of this chapter;",
        ),
        ("xliff", lambda f: f.replace("<source>Naam</source>", ""), "grief.2: has no source;"),
        ("xliff", lambda f: f.replace(">Name<", "><b>Name</b><"), "grief.2: holds <b>, which was not there;"),
        (
            "xliff",
            lambda f: f.replace(">Name<", f">{'<mrk>' * 3000}{'</mrk>' * 3000}<"),
            "grief.2: has marks in marks without end;",
        ),
        ("xliff", lambda f: f.replace(">Name<", f">{'N' * 30_000}<"), "grief.2: has 30000 characters,"),
        ("xliff", lambda f: f.replace(">Name<", ">Na&#xe001;me<"), "grief.2: holds a control character;"),
        ("po", lambda f: f.replace('msgstr "Name"', 'msgstr Name"'), "in or after unit grief.2;"),
        ("po", lambda f: f.replace("X-Leidraad-Chapter", "X-Chapter"), "does not say what chapter it is of;"),
        ("po", lambda f: f.replace('msgctxt "grief.2"\n', ""), "has no msgctxt;"),
        (
            "po",
            lambda f: f.replace('msgctxt "grief.2"', 'msgctxt "grief.1"'),
            "grief.1: is in the file twice;",
        ),
        ("po", lambda f: f.encode("utf-16"), "is not UTF-8 (byte 1);"),
        ("po", lambda f: f.replace("Language: en", "Language: de"), "translates nl into de,"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line(
    drawn: Path, files: dict[str, str], form: str, change: Callable[[str], str | bytes], line: str
):
    book, file = Handbook(drawn), files[form]
    changed = change(file)
    assert changed != file
    before = book.state()
    done = book.import_(changed, form)
    assert done.exit_code == 2, done.output
    (said,) = done.stderr.splitlines()
    assert line in said
    assert book.state() == before


def test_a_file_that_waits_to_be_imported_is_not_written_over(book: Handbook):
    file = book.export()
    book.xliff.write_text(file.replace(">Name<", ">Names<"), encoding="utf-8")
    done = book.run("exchange", "export", "--xliff", "en", book.source)
    assert done.exit_code == 2
    assert "is there already and is another" in done.stderr


@pytest.mark.parametrize("words", [(), ("--xliff", "en", "--po", "en"), ("--xliff", "fr")])
def test_one_form_and_a_language_of_the_handbook_are_asked_for(book: Handbook, words: tuple[str, ...]):
    for command in (["export"], ["import", "x.xlf"]):
        done = book.run("exchange", *command, *words)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1


def test_programs_read_what_is_exported(book: Handbook, tmp_path: Path):
    change(book, book.source, ("luisteren", "horen"), ("Wie blijft", "Wie *echt* blijft"))
    change(book, book.target, ("Another paragraph", "…"))
    folder = ROOT / "tests/cases/xliff"
    text = (folder / "xliff-core-1.2-strict.xsd").read_text(encoding="utf-8")
    text = text.replace("http://www.w3.org/2001/xml.xsd", str(folder / "xml.xsd"))
    schema = etree.XMLSchema(etree.fromstring(text.encode()))
    schema.assertValid(etree.fromstring(book.export().encode()))
    book.export("po")
    if program := shutil.which("msgfmt"):
        done = subprocess.run(
            [program, "--check", "-o", tmp_path / "x.mo", book.po],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert not re.search(r"(?<!warning: )error", done.stderr)
