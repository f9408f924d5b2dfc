"""The law that reader and writer share: what is written reads back the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from leidraad import docs, parsers, reader, site, writer
from leidraad.model import Callout, Chapter, Paragraph
from leidraad.storage.files import read_text
from strategies import PARTIALS, chapters
from support import ROOT, markdown


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory):
    partials = tmp_path_factory.mktemp("partials")
    for name, text in PARTIALS.items():
        (partials / name).parent.mkdir(exist_ok=True)
        (partials / name).write_text(text, encoding="utf-8")
    return markdown(partials=partials, trainer=True)


@settings(max_examples=150, deadline=None)
@given(chapter=chapters)
def test_what_is_written_reads_back_the_same(parser, chapter: Chapter):
    assert reader.read(writer.write(chapter), parser) == chapter


@settings(max_examples=50, deadline=None)
@given(chapter=chapters)
def test_reading_changes_nothing_on_the_page(parser, chapter: Chapter):
    text = writer.write(Chapter("nl", chapter.blocks))
    parser.reset()
    page = parser.convert(text)
    again = writer.write(reader.read(text, parser))
    parser.reset()
    assert parser.convert(again) == page
    assert not [c for c in page if "\ue000" <= c <= "\uf8ff"]


HANDBOOK = site.load(ROOT / "mkdocs.yml")


@pytest.mark.parametrize("source", list(docs.sources(HANDBOOK)), ids=lambda source: source.name)
def test_every_chapter_of_the_handbook_obeys_the_law(source: docs.Source):
    parser = parsers.of_site(HANDBOOK, source.lang)
    chapter = reader.read(read_text(source.path), parser)
    assert chapter.blocks
    assert reader.read(writer.write(chapter), parser) == chapter


def test_an_outer_callout_gets_the_longer_fence():
    inner = Callout("quote", "Wie[^a]", {}, (Paragraph("Woord."),))
    outer = Callout("case", "Titel", {"sector": "zorg"}, (Paragraph("Verhaal."), inner))
    assert writer.write(Chapter("en", (outer,))) == (
        "//// case | Titel\n    sector: zorg\n\nVerhaal.\n\n/// quote | Wie[^a]\nWoord.\n///\n\n////\n"
    )


def test_keywords_are_those_of_the_language():
    chapter = Chapter("nl", (Callout("trainer", None, {}, (Paragraph("Let op."),)),))
    assert writer.write(chapter) == "/// trainersnotitie\nLet op.\n///\n"
    assert writer.write(Chapter("en", chapter.blocks)) == "/// trainer-note\nLet op.\n///\n"


def test_front_matter_stands_at_the_head():
    chapter = Chapter("nl", (Paragraph("Tekst."),), {"slug": "rouw", "tags": ["a", "b"]})
    assert writer.write(chapter) == "---\nslug: rouw\ntags: [a, b]\n---\n\nTekst.\n"
