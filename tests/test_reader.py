"""What the reader makes of a text, and that it listens to the site's own parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown import Markdown

from leidraad import reader, writer
from leidraad.model import Callout, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.translations.part import Part
from support import markdown


def blocks(text: str, parser=None):
    return list(reader.read(text, parser or markdown(trainer=True)).blocks)


def test_a_heading_keeps_only_an_id_that_its_author_wrote():
    assert blocks("# Titel\n\n## Rouw {#grief}\n\nSetext\n------\n\n### Kop {.klasse}") == [
        Heading(1, "Titel"),
        Heading(2, "Rouw", "grief"),
        Heading(2, "Setext"),
        Heading(3, "Kop {.klasse}"),
    ]


def test_what_touches_is_told_apart():
    assert blocks("Eerst\n## Kop\nDan\n* * *\nSlot\n[^a]: Noot.") == [
        Paragraph("Eerst"),
        Heading(2, "Kop"),
        Paragraph("Dan"),
        Verbatim("rule", "* * *"),
        Note("a", "Noot."),
        Paragraph("Slot"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "/// kern\n\n> /// kern\n> in quote\n> ///\nlui\n///",
        "HTML hier\n[a]: <b>\n> lui",
        "tekst\n[^i]: na tekst\nSub\n---",
        "voor\n[a]: http://b\nna",
    ],
)
def test_no_word_is_read_twice_or_lost(text: str):
    parser = markdown(trainer=True)
    chapter = reader.read(text, parser)
    written = writer.write(chapter)
    assert sorted(re.findall(r"\w+", written)) == sorted(re.findall(r"\w+", text))
    assert reader.read(written, parser) == chapter


def test_code_of_superfences_keeps_its_source():
    text = '```python title="x"\nprint(1)\n```'
    parser = Markdown(extensions=["footnotes", "pymdownx.superfences", "leidraad_callouts"])
    assert reader.read(text, parser).blocks == (Verbatim("code", text),)


def test_a_callout_of_no_kind_is_carried_as_it_stands():
    text = "/// citat | Wie\nWoorden.\n///"
    assert blocks(text) == [Callout("unknown", "citat | Wie", {}, (Paragraph("Woorden."),))]
    assert writer.write(reader.read(text, markdown())) == f"{text}\n"


def test_notes_stand_where_they_are_defined_with_all_their_paragraphs():
    assert blocks("Tekst.[^a]\n\n[^a]: Een\n    twee.\n\n    Drie.\n[^b]: Vier.\n\nSlot.") == [
        Paragraph("Tekst.[^a]"),
        Note("a", "Een\ntwee.\n\nDrie."),
        Note("b", "Vier."),
        Paragraph("Slot."),
    ]


def test_every_definition_of_a_note_is_seen_also_one_that_another_shadows():
    assert blocks("[^a]: Een.\n[^a]: Twee.") == [Note("a", "Een."), Note("a", "Twee.")]


def test_code_and_raw_html_keep_their_source():
    code = "```python\n/// kern\n[^a]\n```"
    html = '<div class="x">\n<p>a</p>\n</div>'
    assert blocks(f"{code}\n\n{html}\n\n<!-- opmerking -->\n\n    ingesprongen\n\n    verder") == [
        Verbatim("code", code),
        Verbatim("html", html),
        Comment("opmerking"),
        Verbatim("code", "```\ningesprongen\n\nverder\n```"),
    ]


def test_lists_and_tables_are_carried_whole():
    source = "- a\n- b\n\n- c\n\n    verder\n\n    > citaat"
    table = "| a | b |\n|---|---|\n| c[^1] | d |"
    assert blocks(f"{source}\n\n{table}") == [Verbatim("list", source), Verbatim("table", table)]


def test_callouts_nest_and_carry_options_and_argument():
    text = "//// casus | De *brug*\n    id: brug\n    themes: [a, b]\n\nX.\n\n/// kern\n- y\n///\n////"
    assert blocks(text) == [
        Callout(
            "case",
            "De *brug*",
            {"id": "brug", "themes": ("a", "b")},
            (Paragraph("X."), Callout("key", None, {}, (Verbatim("list", "- y"),))),
        )
    ]


def test_an_include_of_its_own_is_one_block_and_what_it_holds_is_not_the_chapters(tmp_path):
    (tmp_path / "a.md").write_text("Een.\n\n- x\n", encoding="utf-8")
    parser = markdown(partials=tmp_path)
    text = "Tekst.\n\n{!a.md!}\n\n/// kern\n{!a.md!lines=1}\n///\n\nMidden {!a.md!lines=1} in."
    assert blocks(text, parser) == [
        Paragraph("Tekst."),
        Include("a.md"),
        Callout("key", None, {}, (Include("a.md", "1"),)),
        Paragraph("Midden Een. in."),
    ]


def test_includes_leave_no_trace_on_the_page(tmp_path):
    (tmp_path / "a.md").write_text("- x\n", encoding="utf-8")
    parser = markdown(partials=tmp_path)
    page = parser.convert("- w\n\n{!a.md!}\n\n<div>\n\n{!a.md!}\n\n</div>\n\n```\n\n{!a.md!}\n\n```")
    assert page.count("<ul>") == 1
    assert not [c for c in page if "\ue000" <= c <= "\uf8ff"]
    assert parser.references == {}


def test_front_matter_is_read_and_not_part_of_the_text():
    chapter = reader.read("---\nslug: x\n---\n\n# Titel\n", markdown())
    assert chapter.meta == {"slug": "x"}
    assert chapter.title == "Titel"


def test_an_empty_text_is_an_empty_chapter():
    assert blocks("") == []
    assert blocks("  \n\n") == []


def test_one_page_leaves_nothing_to_the_next():
    parser = markdown()
    first = reader.read("/// kern\nA[^a]\n///\n\n[^a]: x\n\n/// onbekend\n///", parser)
    assert parser.leidraad.reading.problems
    assert blocks("Tekst.", parser) == [Paragraph("Tekst.")]
    assert parser.leidraad.reading.problems == ()
    assert parser.leidraad.reading.cited == ()
    assert len(first.blocks) == 3


def test_the_reading_is_handed_out_once_for_each_conversion():
    readings = []
    parser = markdown(on_read=readings.append)
    parser.convert("Tekst.[^a]\n\n[^a]: x")
    assert [[mark.id for mark in reading.cited] for reading in readings] == [["a"]]


def test_verdicts_are_the_parsers_own():
    parser = markdown(trainer=True)
    parser.convert("# Kop[^a]\n\nB[^b] `[^c]` \\[^d] [^e] <!-- [^f] --> <b>[^g]</b>\n\n[^a]: x\n[^b]: y[^a]")
    reading = parser.leidraad.reading
    assert [mark.id for mark in reading.cited] == ["a", "b", "a"]
    assert [mark.id for mark in reading.literal] == ["e", "g"]


def test_what_an_import_left_to_decide_is_not_in_the_page():
    parser = markdown()
    page = parser.convert("A.\n\n<!-- leidraad LR504: breekt af -->\n\n<!-- van de auteur -->\n\nB.")
    assert "LR504" not in page
    assert "<!-- van de auteur -->" in page
    assert Comment("leidraad LR504: breekt af") in parser.leidraad.reading.chapter.blocks


def test_every_element_of_a_block_has_its_name_also_before_a_note_and_out_of_an_include(
    tmp_path: Path,
):
    (tmp_path / "deel.md").write_text("Een.\n\n- twee\n\n/// kern\nDrie.\n///\n", "utf-8")
    text = "# T {#t}\n\n{!deel.md!}\n\nVier.[^a]\n\n/// kern\nVijf.\n///\n\n[^a]: Een noot.\n"

    def name(parts: Sequence[Part]) -> list[dict[str, str]]:
        return [{"data-block": part.id} for part in parts]

    html = markdown(partials=tmp_path, name_blocks=name).convert(text)
    assert re.findall(r'<(\w+)[^>]* data-block="([^"]*)"', html) == [
        ("h1", "t"), ("p", "t.1"), ("ul", "t.1"), ("section", "t.1"), ("p", "t.2"), ("section", "t.3"),
        ("p", "t.4"),
    ]  # fmt: skip


def test_a_name_leaves_no_code_or_html_in_a_paragraph_which_cannot_hold_it():
    text = "# T {#t}\n\n```\nEen.\n```\n\n<div>Twee.</div>\n\n/// kern\n```\nDrie.\n```\n///\n\n<b>Vier.</b>"

    def name(parts: Sequence[Part]) -> list[dict[str, str]]:
        return [{"data-block": part.id} for part in parts]

    html = markdown(name_blocks=name).convert(text)
    assert '<div data-block="t.1"><pre><code>Een.' in html
    assert '<div data-block="t.2"><div>Twee.</div>' in html
    assert '<p data-block="t.5"><b>Vier.</b></p>' in html
    assert len(re.findall(r"<p[ >]", html)) == html.count("</p>")
