"""How long a chapter takes to read: by its words, at the pace of its language."""

from __future__ import annotations

import pytest

from leidraad import locales
from leidraad.dialect.passages import REFERENCE, Passage
from leidraad.pages import pace


def passage(text: str, *, note: str | None = None, callout: str = "") -> Passage:
    return Passage("p", text, note, callout, ())


def test_words_are_those_that_a_reader_reads():
    text = [
        passage(f"Je zit, – en dan? – er{REFERENCE} gewoon naast."),
        passage("Een bron uit 1890.", note="bron"),
        passage("Lees dit voor.", callout="trainer"),
        passage("Kom eerst.", callout="key"),
    ]
    assert pace.words(text) == 9


@pytest.mark.parametrize(("code", "words", "minutes"), [("en", 2380, 10), ("nl", 2110, 10), ("nl", 3, 1)])
def test_a_language_is_read_at_its_own_pace(code: str, words: int, minutes: int):
    assert pace.minutes(words, locales.load(code)) == minutes
