"""Translations block by block: what makes one stale, and what leaves its neighbours alone."""

from __future__ import annotations

import random
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad import reader
from leidraad.errors import LeidraadError
from leidraad.translating import may_be_stale
from leidraad.translations import locks
from leidraad.translations.locks import Entry
from leidraad.translations.outline import beside, outline
from leidraad.translations.part import Part
from leidraad.translations.states import Standing, asides, standings
from leidraad.translations.words import changes
from support import markdown

WORDS = ["rust", "vuur", "berg", "zee", "hand", "licht", "weg", "stem", "huis", "brood", "wind", "boom"]


def parts(blocks: list[str], lang: str = "nl") -> list[Part]:
    return outline(reader.read("\n\n".join(blocks) + "\n", markdown(lang, trainer=True)))


def translated(blocks: list[str]) -> list[str]:
    """Return blocks in a language that shares no word with the source: each word backwards."""
    return [" ".join(word[::-1] for word in block.split()) for block in blocks]


def accepted(source: list[Part], target: list[Part]) -> list[Entry]:
    return [
        Entry(s.source.fingerprint, s.target.fingerprint, s.id, s.source.text)
        for s in standings(source, target)
        if s.source and s.target
    ]


def paragraph(seed: random.Random) -> str:
    return " ".join(seed.choices(WORDS, k=seed.randint(6, 14))).capitalize() + f" {seed.randrange(10**6)}."


def state_of(found: list[Standing], text: str) -> tuple[str, str]:
    """Return the state of the block of the source that says `text`, and what its translation says."""
    (one,) = [s for s in found if s.source and s.source.text == text]
    return one.state, one.target.text if one.target else ""


EDITS = ("change", "insert", "move", "split", "remove", "join")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.lists(st.sampled_from(EDITS), min_size=1, max_size=6))
def test_an_edit_makes_no_neighbour_stale(number: int, edits: list[str]):
    seed = random.Random(number)
    blocks = [paragraph(seed) for _ in range(seed.randint(4, 9))]
    theirs = translated(blocks)
    was = dict(zip(blocks, theirs, strict=True))
    entries = accepted(parts(blocks), parts(theirs, "en"))
    changed: dict[str, str] = {}
    for edit in edits:
        at = seed.randrange(len(blocks))
        block = blocks[at]
        words = block.split()
        if edit == "insert":
            blocks.insert(at, paragraph(seed))
        elif edit == "move":
            blocks.insert(seed.randrange(len(blocks)), blocks.pop(at))
        elif edit == "change" and block in was:
            words[seed.randrange(len(words) - 1)] = "anders"
            blocks[at] = " ".join(words)
            changed[blocks[at]] = was[block]
        elif edit == "split" and len(words) > 1:
            blocks[at : at + 1] = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
        elif edit == "remove" and len(blocks) > 2:
            del blocks[at]
        elif edit == "join" and at + 1 < len(blocks):
            blocks[at : at + 2] = [f"{block} {blocks[at + 1]}"]
    found = standings(parts(blocks), parts(theirs, "en"), entries)
    is_stale = any(s.state == "stale" for s in found)
    assert may_be_stale((parts(blocks), []), entries) >= is_stale
    assert [s.source.text for s in found if s.source] == blocks
    for block in blocks:
        if block in was:
            assert state_of(found, block) == ("translated", was[block])
        elif block in changed:
            assert state_of(found, block) == ("stale", changed[block])
    used = [s.target.text for s in found if s.target]
    assert sorted(used) == sorted(theirs)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_what_moves_in_the_translation_or_is_edited_there_stays_up_to_date(number: int):
    seed = random.Random(number)
    blocks = [paragraph(seed) for _ in range(7)]
    theirs = translated(blocks)
    entries = accepted(parts(blocks), parts(theirs, "en"))
    at = seed.randrange(7)
    theirs[at] += " erom"
    other = (at + 3) % 7
    moved = theirs.pop(other)
    theirs.insert(seed.randrange(7), moved)
    found = standings(parts(blocks), parts(theirs, "en"), entries)
    assert state_of(found, blocks[other]) == ("translated", moved)
    assert {s.state for s in found if s.source and s.source.text != blocks[at]} == {"translated"}
    assert not may_be_stale((parts(blocks), []), entries)


NL = ["# Rouw {#grief}", "Rouw vraagt tijd.", "## Blijven {#staying}", "Wie blijft, hoeft niets te zeggen."]
EN = ["# Grief {#grief}", "Grief takes time.", "## Staying {#staying}", "Whoever stays need not say a thing."]


def states(nl: list[str], en: list[str]) -> list[tuple[str, str]]:
    found = standings(parts(nl), parts(en, "en"), accepted(parts(NL), parts(EN, "en")))
    return [(s.id, s.state) for s in found]


@pytest.mark.parametrize(
    ("nl", "en", "expected"),
    [
        (NL, EN, []),
        ([*NL[:3], "Wie blijft, zegt niets."], EN, [("staying.1", "stale")]),
        ([*NL[:3], "Iets heel anders staat hier nu."], EN, [("staying.1", "stale")]),
        ([*NL, "Soep helpt."], EN, [("staying.2", "missing")]),
        ([*NL, "Soep helpt."], [*EN, "Soup helps."], [("staying.2", "unconfirmed")]),
        ([*NL, "Soep helpt."], [*EN, "…"], [("staying.2", "missing")]),
        (NL[:3], EN, [("staying.1", "extra")]),
        (NL, EN[:3], [("staying.1", "missing")]),
        ([NL[0], NL[2], NL[3], NL[1]], EN, []),
        (["# Verlies {#grief}", *NL[1:]], EN, [("grief", "stale")]),
        ([" ".join(NL[0].split()), "Rouw\nvraagt   tijd.", *NL[2:]], EN, []),
    ],
)
def test_what_changed_is_what_is_told(nl: list[str], en: list[str], expected: list[tuple[str, str]]):
    assert [one for one in states(nl, en) if one[1] != "translated"] == expected


def test_both_may_have_changed():
    nl, en = [*NL[:3], "Wie blijft, hoeft haast niets te zeggen."], [*EN[:3], "Whoever stays says little."]
    (one,) = [s for s in standings(parts(nl), parts(en, "en"), accepted(parts(NL), parts(EN, "en")))
              if s.state == "stale"]  # fmt: skip
    assert one.is_touched
    assert one.entry
    assert one.entry.text == NL[3]


def test_blocks_are_called_after_the_heading_that_has_an_id_and_what_is_for_trainers_is_counted_apart():
    text = [
        "Vooraf.",
        "# Rouw {#grief}",
        "Een.",
        "/// casus | Naam\n\nTwee.\n///",
        "/// trainersnotitie\n\nVoor de trainer.\n///",
        "### Zonder naam",
        "Drie.",
        "## Blijven {#staying}",
        "- vier",
    ]
    assert [part.id for part in parts(text)] == [
        "1", "grief", "grief.1", "grief.2", "grief.3", "grief.t1", "grief.t2", "grief.4", "grief.5",
        "staying", "staying.1",
    ]  # fmt: skip


def test_a_heading_for_trainers_opens_nothing_that_other_readers_see():
    text = [
        "# Rouw {#grief}",
        "Een.",
        "/// trainersnotitie\n\nVooraf.\n\n## Antwoord {#secret}\n\nB.\n///",
        "Twee.",
        "/// trainersnotitie\n\nNog een.\n///",
        "Drie.",
    ]
    made = parts(text)
    assert [part.id for part in made if ".t" not in part.id and part.id != "secret"] == [
        "grief", "grief.1", "grief.2", "grief.3",
    ]  # fmt: skip
    assert len({part.id for part in made}) == len(made)
    assert {part.section for part in made if part.id.startswith("grief")} == {"grief"}


def test_a_letter_written_as_two_characters_is_the_same_letter():
    nl, en = ["# Eén {#a}", "Eén idee."], ["# One {#a}", "One idea."]
    entries = accepted(parts(nl), parts(en, "en"))
    decomposed = [normalize("NFD", block) for block in nl]
    assert decomposed != nl
    found = standings(parts(decomposed), parts(en, "en"), entries)
    assert [one.state for one in found] == ["translated", "translated"]


def test_notes_and_the_description_are_known_by_their_names():
    def sides(text: str, lang: str, description: str) -> list[Part]:
        return beside(reader.read(text, markdown(lang)), description)

    one = sides("A.[^a] B.[^b]\n\n[^a]: Een bron.\n[^b]: Nog een.\n", "nl", "Over rouw.")
    other = sides("A.[^a] B.[^b]\n\n[^b]: Another.\n[^a]: A source.\n", "en", "On grief.")
    lock = [Entry(s.source.fingerprint, s.target.fingerprint, s.id, s.source.text)
            for s in asides(one, other) if s.source and s.target]  # fmt: skip
    changed = sides("A.[^a] B.[^b]\n\n[^a]: Een betere bron.\n[^b]: Nog een.\n", "nl", "Over rouw.")
    found = {s.id: s.state for s in asides(changed, other, lock)}
    assert found == {"^a": "stale", "^b": "translated", "@description": "translated"}


def test_a_lock_file_reads_back_and_a_merge_does_it_no_harm():
    entries = accepted(parts(NL), parts(EN, "en"))
    text = locks.dump(entries)
    assert locks.parse(text, "x.lock") == entries
    lines = text.splitlines(keepends=True)
    merged = "".join(
        [*lines[:2], "<<<<<<< main\n", lines[2], "=======\n", lines[3], ">>>>>>> b\n", *lines[4:]]
    )
    assert locks.parse(merged, "x.lock") == entries


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(
    ("mine", "theirs", "state"),
    [
        # Each branch accepted another side of the block: nobody has seen both as they are now.
        (("new", "old"), ("old", "new"), "stale"),
        # Both accepted the translation that is there, or the source, and one of them the other side, too.
        (("new", "new"), ("other", "new"), "translated"),
        (("new", "new"), ("new", "other"), "translated"),
        (("old", "new"), ("old", "other"), "stale"),
    ],
)
def test_what_two_branches_accepted_of_a_block_is_one_block(
    mine: tuple[str, str], theirs: tuple[str, str], state: str, is_reversed: bool
):
    def sides(text: str) -> tuple[list[Part], list[Part]]:
        source = reader.read(f"# A {{#a}}\n\nDit is {text}.[^n]\n\n[^n]: Bron {text}.\n", markdown("nl"))
        return outline(source), beside(source, None)

    def entries(at: int) -> list[Entry]:
        first = [Entry(*[sides("vast")[0][0].fingerprint] * 2, "a", "A")] if not at else []
        pairs = [(sides(one)[at][-1], sides(other)[at][-1]) for one, other in (mine, theirs)]
        made = [Entry(s.fingerprint, t.fingerprint, s.id, s.text) for s, t in pairs]
        return first + (made[::-1] if is_reversed else made)

    now = sides("new")
    assert [s.state for s in standings(now[0], now[0], entries(0))] == ["translated", state]
    assert [s.state for s in asides(now[1], now[1], entries(1))] == [state]


def test_a_line_that_is_none_of_a_lock_file_is_told_with_its_place():
    with pytest.raises(LeidraadError, match=r"^x\.lock:2: is no line of a lock file; take it back from git"):
        locks.parse(f"{locks.HEAD}hello\n", "x.lock")


@given(st.text("ab ,.é", max_size=40), st.text("ab ,.é", max_size=40))
def test_the_changes_between_two_texts_make_up_both(old: str, new: str):
    found = [*changes(old, new)]
    assert "".join(text for kind, text in found if kind != "new") == old
    assert "".join(text for kind, text in found if kind != "gone") == new
