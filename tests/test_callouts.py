"""Callouts: from Markdown to HTML, in both languages."""

from __future__ import annotations

import pytest

import golden
from leidraad import locales
from leidraad.dialect.kinds import KINDS
from support import markdown


@golden.parametrize("callouts")
def test_golden(case: golden.Case):
    golden.check("callouts", case, markdown(trainer=True).convert)


@pytest.mark.parametrize("lang", locales.available())
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_word_and_its_label_in_every_language(kind: str, lang: str):
    locale = locales.load(lang)
    page = markdown(lang, trainer=True).convert(f"/// {locale.keywords[kind]} | Wie\nWoord.\n///")
    assert f'class="callout callout--{kind}"' in page
    assert "///" not in page
    if "callout__label" in page:
        assert f">{locale.say('labels', kind)}<" in page


def test_a_word_of_another_language_is_rendered_all_the_same():
    parser = markdown("nl")
    assert "callout--quote" in parser.convert("/// quote | Who\nWord.\n///")
    assert [problem.code for problem in parser.leidraad.reading.problems] == ["LR207"]


def test_trainer_notes_and_what_is_cited_only_there_are_not_on_a_readers_page():
    text = "Tekst.[^b]\n\n/// trainersnotitie | Geheim\nVerborgen[^a].\n///\n\n[^a]: Bron A.\n\n[^b]: Bron B."
    page = markdown().convert(text)
    assert "Geheim" not in page
    assert "Verborgen" not in page
    assert "Bron A" not in page
    assert ">1</a>" in page
    assert "Bron A" in markdown(trainer=True).convert(text)


def test_attributes_cannot_be_slipped_in():
    page = markdown().convert('/// kern\n    attrs: {onclick: "alert(1)"}\n\nTekst.\n///')
    assert "onclick" not in page


def test_another_extensions_blocks_are_left_alone():
    from markdown import Markdown

    parser = Markdown(extensions=["leidraad_callouts", "pymdownx.blocks.details"])
    page = parser.convert("/// details | Meer\n    open: true\n\nTekst.\n///")
    assert '<details open="open">' in page
    assert parser.leidraad.reading.problems == ()
