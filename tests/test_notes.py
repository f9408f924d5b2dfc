"""Notes: numbered in reading order, whatever they stand in, with a way back in the page's language."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from support import markdown

SHAPES = [
    "Alinea.[^{}]",
    "/// citaat | Wie[^{}]\nWoord.\n///",
    "/// casus | Titel[^{}]\nVerhaal.\n///",
    "/// begrip | Begrip[^{}]\nUitleg.\n///",
    "- punt[^{}]",
    "1. *nadruk*[^{}]",
    "| a | b |\n|---|---|\n| c[^{}] | d |",
    "> citaat[^{}]",
    "//// reflectie\n- vraag\n\n/// kern\nX[^{}]\n///\n////",
    "/// toets | Vraag?\n- [x] goed\n\nWant.[^{}]\n///",
]


def numbers(page: str) -> list[str]:
    return re.findall(r'class="footnote-ref"[^>]*>(\d+)<', page)


@settings(max_examples=100, deadline=None)
@given(shapes=st.lists(st.sampled_from(SHAPES), min_size=1, max_size=8), order=st.randoms())
def test_numbers_run_from_one_in_reading_order(shapes: list[str], order):
    body = "\n\nTussendoor.\n\n".join(shape.format(f"n{i}") for i, shape in enumerate(shapes))
    notes = [f"[^n{i}]: Bron {i}." for i in range(len(shapes))]
    order.shuffle(notes)
    page = markdown().convert(body + "\n\n" + "\n\n".join(notes))
    assert numbers(page) == [str(i + 1) for i in range(len(shapes))]
    assert re.findall(r"Bron (\d+)", page) == [str(i) for i in range(len(shapes))]


def test_a_note_cited_twice_has_one_number_and_two_ways_back():
    page = markdown("en").convert("One.[^a] Two.[^b] Again.[^a]\n\n[^b]: B.\n\n[^a]: A.")
    assert numbers(page) == ["1", "2", "1"]
    assert 'aria-label="Back to note 1 in the text, place 2 of 2"' in page
    assert 'href="#fnref2:a"' in page
    assert 'id="fnref2:a"' in page
    assert page.count("footnote-backref") == 3


def test_a_note_that_cites_a_note_comes_before_it():
    page = markdown().convert("Tekst.[^a] Slot.[^c]\n\n[^b]: B.\n\n[^a]: A.[^b]\n\n[^c]: C.")
    assert re.findall(r'<li id="fn:(\w)"', page) == ["a", "c", "b"]
    assert page.index("A.<sup") < page.index("C.") < page.index("B.")


def test_notes_that_nothing_cites_are_left_out():
    page = markdown().convert("Tekst.[^a]\n\n[^a]: A.\n\n[^b]: B.")
    assert "B." not in page
    assert "footnote" not in markdown().convert("Tekst.\n\n[^b]: B.")


def test_notes_that_cite_each_other_and_nothing_else_are_left_out():
    assert "footnote" not in markdown().convert("Tekst.\n\n[^a]: A.[^b]\n\n[^b]: B.[^a]")


def test_a_note_defined_inside_a_note_does_not_count():
    for text in ("x[^a][^b]\n\n[^a]: x\n\n    [^b]: y", "x[^a][^b][^c]\n\n[^a]: x\n    [^b]: y\n[^c]: z"):
        parser = markdown()
        page = parser.convert(text)
        assert "[^b]" in page
        assert [mark.id for mark in parser.leidraad.reading.literal] == ["b"]


def test_every_link_reaches_an_id_on_the_page():
    page = markdown().convert(
        "Een.[^a]\n\n- twee[^b]\n- drie[^a]\n\n[^a]: A.\n\n    Nog een.\n\n[^b]: - lijst\n"
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert page.count('role="doc-backlink"') == 3


def test_the_page_speaks_one_language():
    assert "Jump back" not in (page := markdown().convert("A.[^a]\n\n[^a]: B."))
    assert 'aria-label="Terug naar noot 1 in de tekst"' in page
    assert 'aria-label="Noot 1"' in page
    assert ">Noten<" in page


WAYS_BACK = r"""# The *first* `day` & C\# [link](x.md) {#day}

/// epigraph | Someone[^a]
Word.
///

## Coming and going {.wide #going}

One.[^a]

/// case | The *late* train[^b]
### On the platform

Story.[^a]
///

After.[^b]

/// term | Harbour
Explained.[^c]
///

/// reflection
- question[^d]
///

[^a]: A.[^e]

[^b]: B.

[^c]: C.

[^d]: D.

[^e]: E.
"""


def test_a_way_back_says_which_place_it_returns_to():
    page = markdown("en").convert(WAYS_BACK)
    labels = re.findall(r'role="doc-backlink" title="([^"]*)"', page)
    assert labels == [
        "Back to note 1 in the text, place 1 of 3, under ‘The first day &amp; C# link’",
        "Back to note 1 in the text, place 2 of 3, under ‘Coming and going’",
        "Back to note 1 in the text, place 3 of 3, under ‘On the platform’",
        "Back to note 2 in the text, place 1 of 2, under ‘Case: The late train’",
        "Back to note 2 in the text, place 2 of 2, under ‘Coming and going’",
        "Back to note 3 in the text, under ‘Harbour’",
        "Back to note 4 in the text, under ‘Reflection’",
        "Back to note 5 in the text, under ‘Note 1’",
    ]
    assert re.findall(r'aria-label="(Back [^"]*)"', page) == labels
    page = markdown("nl").convert("# Op weg {#weg}\n\nEen.[^a] Twee.[^a]\n\n[^a]: A.")
    assert "Terug naar noot 1 in de tekst, plaats 2 van 2, onder ‘Op weg’" in page


def test_a_heading_that_holds_a_note_names_its_place_without_it():
    page = markdown().convert("# Titel[^a]\n\n[^a]: A.")
    assert 'title="Terug naar noot 1 in de tekst, onder ‘Titel’"' in page
