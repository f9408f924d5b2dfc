"""Glued note numbers: the chain that runs on is the notes, whatever else looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad.manuscript import notes


def marked(*texts: str, listed: tuple[int, ...] = ()) -> list[str]:
    """Return the texts with `{n}` for each number that was read as a note."""
    chain = notes.find(texts, frozenset(listed))
    out = list(texts)
    for mark in reversed(chain.marks):
        text = out[mark.text]
        numbers = "".join(f"{{{number}}}" for number in mark.numbers)
        out[mark.text] = text[: mark.start] + numbers + text[mark.end :]
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zo.1 En dan2 verder.", "Zo.{1} En dan{2} verder."),
        ("‘Zo.’1 (Ja)2 Echt?3", "‘Zo.’{1} (Ja){2} Echt?{3}"),
        ("Zo.1 De CO2-norm, de CO2 in blz.3 van B2.2", "Zo.{1} De CO2-norm, de CO2 in blz.3 van B2.{2}"),
        ("Zo.1 Sinds 19692 en 7,5 en 2.600.", "Zo.{1} Sinds 1969{2} en 7,5 en 2.600."),
        ("Zo.1 Dan.2 Met 5.3 en 10%.", "Zo.{1} Dan.{2} Met 5.3 en 10%."),
        ("Zo.1,2 Dus.3", "Zo.{1}{2} Dus.{3}"),
        ("Zo.12 Dus.3", "Zo.{1}{2} Dus.{3}"),
        ("Zo.1 Artikel 5.2 Telt. Dus.2", "Zo.{1} Artikel 5.2 Telt. Dus.{2}"),
    ],
)
def test_notes_are_found_in_one_text(text: str, expected: str):
    assert marked(text) == [expected]


def test_the_chain_may_start_at_any_number_and_runs_through_the_texts():
    assert marked("Woord.2", "Woord3 voor", "Naam Achter4") == [
        "Woord.{2}",
        "Woord{3} voor",
        "Naam Achter{4}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "De G8 in 2007.",
        "Covid19 kwam.",
        "Zie p.3 en m2.",
        "Op 24/7.",
        "Windows11 draait.",
        "In 2019.",
        "Een.7",
    ],
)
def test_a_lone_number_nope(text: str):
    assert marked(text) == [text]


def test_a_lone_number_counts_when_it_is_the_first_or_in_the_list():
    assert marked("Een.1") == ["Een.{1}"]
    assert marked("Een.7", listed=(7,)) == ["Een.{7}"]


def test_a_list_of_notes_decides_between_rivals():
    assert marked("Bron.18 En Covid19 ook.", "Slot.20", listed=(18, 19, 20)) == [
        "Bron.{18} En Covid{19} ook.",
        "Slot.{20}",
    ]
    assert marked("Bron.18 En Covid19 ook.", listed=(18,)) == ["Bron.{18} En Covid19 ook."]


def test_a_hole_is_bridged_and_told():
    chain = notes.find(["Een.4", "Twee.6"], frozenset())
    assert [mark.numbers for mark in chain.marks] == [(4,), (6,)]
    assert chain.missing == (5,)


def test_a_rival_and_a_strong_leftover_are_told():
    chain = notes.find(["Een.1", "Twee.2 En drie.2", "Vier.3 Ver.88"], frozenset())
    assert [mark.numbers[0] for mark in chain.marks] == [1, 2, 3]
    assert [mark.numbers[0] for mark in chain.doubtful] == [2, 88]


def test_a_number_after_a_year_is_weak_evidence():
    (strong, weak) = notes.find(["Een.1 Sinds 2019.2"], frozenset()).marks
    assert (strong.is_weak, weak.is_weak) == (False, True)


@settings(max_examples=150, deadline=None)
@given(
    start=st.integers(1, 40),
    signs=st.lists(st.sampled_from([".", "’", ")", "?", "woord", " Ja.", "!”"]), min_size=2, max_size=12),
    noise=st.sampled_from(["", " De G8 en CO2.", " In 2019 en p.4 van B2.", " Het is 24/7 en 3,5%."]),
)
def test_an_unbroken_run_is_found_whole(start: int, signs: list[str], noise: str):
    texts = [f"De tekst{sign}{number}{noise}" for number, sign in enumerate(signs, start)]
    chain = notes.find(texts, frozenset())
    assert [mark.numbers for mark in chain.marks] == [(start + n,) for n in range(len(signs))]
    assert all(texts[m.text][m.start : m.end] == str(m.numbers[0]) for m in chain.marks)


@settings(max_examples=150, deadline=None)
@given(text=st.text("ab1234 .,)’", max_size=40))
def test_marks_never_overlap_and_always_rise(text: str):
    chain = notes.find([text], frozenset())
    places = [(mark.start, mark.end) for mark in chain.marks]
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    numbers = [number for mark in chain.marks for number in mark.numbers]
    assert numbers == sorted(set(numbers))
