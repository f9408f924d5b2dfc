"""Three ways become one: git's merge, what it leaves open, and note ids that stay with their notes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leidraad import parsers, reader
from leidraad.checks import conflicts
from leidraad.importing import merging
from leidraad.importing.merging import merge
from leidraad.manuscript import note_ids

BASE = "# Rouw\n\nEen alinea.\n\n/// casus | Ilse\nZe zwijgt.\n\nZe praat.\n///\n\nNog een.\n"


def test_one_side_alone_is_taken_as_it_is():
    other = BASE.replace("Een", "Geen")
    assert merge(BASE, BASE, other, "nl").text == other
    assert merge(other, BASE, BASE, "nl").text == other
    assert merge(other, BASE, other, "nl").text == other


def test_both_sides_are_kept_where_they_do_not_meet():
    merged = merge(BASE.replace("Een", "Geen"), BASE, BASE.replace("Nog", "Noch"), "nl")
    assert merged == merging.Merged(BASE.replace("Een", "Geen").replace("Nog", "Noch"))


def test_a_conflict_is_shown_as_git_shows_it():
    merged = merge(BASE.replace("Een", "Geen"), BASE, BASE.replace("Een", "Elke"), "nl")
    assert merged.conflicts == (3,)
    assert merged.text.splitlines()[2:9] == [
        "<<<<<<< your edits",
        "Geen alinea.",
        "||||||| last import",
        "Een alinea.",
        "=======",
        "Elke alinea.",
        ">>>>>>> new import",
    ]
    assert conflicts.find(merged.text) == (3,)


def test_lines_that_fit_but_make_no_chapter_together_are_a_conflict():
    # One side opens a longer fence, the other adds a callout that it would swallow.
    ours = BASE.replace("/// casus", "//// casus").replace("praat.\n///", "praat.\n////")
    theirs = BASE.replace("Ze zwijgt.", "Ze zwijgt.\n///\n\n/// citaat\nStil.")
    merged = merge(ours, BASE, theirs, "nl")
    assert merged.conflicts
    for part in (ours, BASE, theirs):
        assert all(line in merged.text for line in part.splitlines())


@pytest.mark.parametrize(
    "text", ["=======\n", "<<<<<<< x\n", "Een\n=======\n", ">>>>>>> a\n<<<<<<< b\n=======\n"]
)
def test_marks_alone_are_no_conflict(text: str):
    assert conflicts.find(text) == ()


def test_a_clean_merge_reads_back():
    merged = merge(BASE.replace("zwijgt", "zwijgt lang"), BASE, BASE + "\nMeer.\n", "nl")
    chapter = reader.read(merged.text, parsers.plain("nl"))
    assert [type(block).__name__ for block in chapter.blocks][-1] == "Paragraph"


def test_lines_are_found_again():
    assert merging.places("a\nb\nc\n", "x\na\nc\n")[3] == 3
    assert 2 not in merging.places("a\nb\nc\n", "x\na\nc\n")


NOTES = "A man.[^h03-1] A house.[^h03-2]\n\n[^h03-1]: Bron.\n\n[^h03-2]: Bron.\n"


def test_note_ids_stay_with_their_notes():
    new = "A man.[^h03-1] A tree.[^h03-2] A house.[^h03-3]\n\n" + "".join(
        f"[^h03-{n}]: Bron.\n\n" for n in (1, 2, 3)
    )
    kept = note_ids.kept(new, NOTES)
    assert kept.startswith("A man.[^h03-1] A tree.[^h03-3] A house.[^h03-2]\n")
    assert note_ids.kept(new, kept) == kept
    assert note_ids.kept(NOTES, NOTES) == NOTES


def test_a_note_that_went_leaves_its_id_free_of_others():
    new = "A house.[^h03-1] A tree.[^h03-2]\n\n[^h03-1]: Bron.\n\n[^h03-2]: Bron.\n"
    assert note_ids.kept(new, NOTES).startswith("A house.[^h03-2] A tree.[^h03-3]\n")


def test_a_text_of_its_own_says_which_note_it_is():
    base = "X.[^h03-1] Y.[^h03-2]\n\n[^h03-1]: Mei.\n\n[^h03-2]: Juni.\n"
    new = "Q.[^h03-1] R.[^h03-2]\n\n[^h03-1]: Juni.\n\n[^h03-2]: Juli.\n"
    assert note_ids.kept(new, base).startswith("Q.[^h03-2] R.[^h03-3]\n")


def test_only_numbered_ids_of_the_old_name_are_renamed():
    text = "A.[^boek-1] B.[^bowlby-1988]\n"
    assert note_ids.prefixed(text, "boek", "h04") == "A.[^h04-1] B.[^bowlby-1988]\n"


LINES = st.lists(
    st.sampled_from(["", "Een.", "Twee.", "/// casus", "///", "- x", "# Kop", "Nieuw."]), max_size=9
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, LINES, LINES)
def test_no_line_that_either_side_wrote_is_ever_lost(ours: list[str], base: list[str], theirs: list[str]):
    texts = ["".join(f"{line}\n" for line in side) for side in (ours, base, theirs)]
    merged = merge(*texts, "nl").text.splitlines()
    for side in (ours, theirs):
        assert (Counter(side) - Counter(base)).keys() <= Counter(merged).keys()
