"""From lines to labelled blocks: profile, furniture, sizes of type, labels."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad.manuscript import endings, furniture, joins
from leidraad.manuscript.cells import grid
from leidraad.manuscript.chunks import chunks
from leidraad.manuscript.decisions import FLAG_BELOW
from leidraad.manuscript.labelling import label
from leidraad.manuscript.lines import Line, ends_sentence, item, profile, split
from leidraad.manuscript.sizes import Block, sizes

LONG = (
    "Wie leiding geeft merkt laat wat er in een groep onder tafel blijft, want mensen wachten "
    "tot het veilig genoeg is om te spreken en dat wachten kan jaren duren."
)


def wrapped(text: str, width: int, *, spaced: bool = True) -> str:
    """Return `text` as a page of this width sets it."""
    return (" \n" if spaced else "\n").join(textwrap.wrap(text, width, break_on_hyphens=False))


PAGE = f"{wrapped(LONG, 50)}\n"


def kinds(text: str, lang: str = "nl") -> list[str]:
    """Return the kind of each block of a manuscript."""
    lines = split(text)
    shape = profile(lines)
    cleared = furniture.clear(lines, shape, lang)
    found, feet = chunks(cleared, shape, joins.vocabulary(cleared.lines), lang)
    return [part.kind for part in label(found, feet, shape, lang)]


def grouped(text: str) -> list[str]:
    """Return the text of each chunk of a manuscript."""
    lines = split(text)
    shape = profile(lines)
    cleared = furniture.clear(lines, shape, "nl")
    return [c.text for c in chunks(cleared, shape, joins.vocabulary(cleared.lines), "nl")[0]]


# ---------------------------------------------------------------- profile


@pytest.mark.parametrize("spaced", [True, False])
def test_the_profile_is_seen_from_full_lines_only(spaced: bool):
    text = f"Kop\n\nVers \nen vers\n\n{wrapped(LONG, 50, spaced=spaced)}\n"
    assert profile(split(text)).spaced is spaced


def test_a_text_of_one_line_has_no_profile():
    only = profile(split("Kop"))
    assert (only.spaced, only.indented, only.flat) == (False, False, True)


def test_where_spaces_tell_they_join_over_blank_lines_and_part_without():
    text = wrapped(LONG, 50).replace("\n", "\n\n", 1)
    assert grouped(f"Kop\n\n{text}\nNog een.\n") == ["Kop", LONG, "Nog een."]


def test_more_than_one_space_does_not_join_two_sentences():
    assert grouped(f"Kop\n\n{wrapped(LONG, 50)}   \n\n{wrapped(LONG, 50)}   \n") == ["Kop", LONG, LONG]


def test_where_nothing_tells_a_line_that_has_room_ends_a_paragraph():
    text = f"Kop\n{wrapped(LONG, 50, spaced=False)}\n{wrapped(LONG, 50, spaced=False)}\n"
    assert grouped(text) == ["Kop", LONG, LONG]


def test_a_hyphen_does_not_reach_over_a_blank_line_to_a_capital():
    assert grouped(f"Kop\n\n{PAGE}\nhet eerste ver-\n\nvolg\n\nhet tweede ver-\n\nEen kop\n") == [
        *["Kop", LONG, "het eerste vervolg", "het tweede ver-", "Een kop"],
    ]


# ---------------------------------------------------------------- furniture


def left_out(text: str) -> list[str]:
    """Return what was taken for furniture, a question mark after what is doubtful."""
    lines = split(text)
    found = furniture.clear(lines, profile(lines), "nl").decisions
    return [d.chosen + ("?" if d.flagged else "") for d in sorted(found, key=lambda d: d.lines)]


def test_page_numbers_in_sequence_go():
    assert left_out(f"Kop\n\n{PAGE}\n8\n\n{PAGE}\n9\n\n{PAGE}\n10\n") == ["8", "9", "10"]


def test_numbers_out_of_sequence_nope():
    assert left_out(f"Kop\n\n{PAGE}\n1968\n\n{PAGE}\n12\n\n{PAGE}") == []


def test_a_running_head_repeats_or_is_the_title_or_cuts_a_sentence():
    cut = wrapped(LONG, 50).split("\n")
    middle = [*cut[:2], "", "1", "", "Handboek", "", *cut[2:]]
    text = "\n".join(
        [
            "Over rust",
            "",
            *middle,
            "",
            "2",
            "",
            "Over rust",
            "",
            PAGE,
            "3",
            "",
            "Boek",
            "",
            PAGE,
            "4",
            "",
            "Boek",
            "",
            PAGE,
        ]
    )
    assert left_out(text) == ["1", "Handboek", "2", "Over rust", "3", "Boek", "4", "Boek"]


def test_one_short_line_after_a_page_number_is_a_running_head():
    assert left_out(f"Kop\n\n{PAGE}\n1\n\nHandboek\n\n{PAGE}\n2\n") == ["1", "Handboek", "2"]


def test_a_heading_at_the_top_of_a_page_nope():
    assert left_out(f"Kop\n\n{PAGE}\n\fEen kop\n\n{PAGE}") == []


def test_notes_at_the_foot_of_a_page_leave_the_paragraph_whole():
    cut = wrapped(LONG.replace("groep", "groep.1"), 50).split("\n")
    text = "\n".join(["Kop", "", *cut[:2], "", "1 Een bron, ", "blz. 4.", "", "7", "", *cut[2:], "", "8", ""])
    assert grouped(text) == ["Kop", LONG.replace("groep", "groep.1")]
    assert kinds(text) == ["title", "paragraph", "note"]
    assert kinds(text.replace("bron, ", "bron.")) == ["title", "paragraph", "note"]


# ---------------------------------------------------------------- sizes of type


def test_two_sizes_are_told_apart_by_the_means_of_blocks():
    found = sizes([Block([60, 62, 59, 61], False), Block([68, 66, 69], False), Block([61, 60, 58], False)])
    assert found is not None
    assert (round(found.text), round(found.apart)) == (60, 68)
    assert found.apartness([67, 68, 69]) > 0.9
    assert found.apartness([60, 61, 58]) < 0.1
    assert found.apartness([]) is None


def test_what_is_shown_to_be_set_off_decides_which_size_is_the_texts():
    blocks = [Block([60, 62, 59], False), Block([68, 66, 69, 70, 67], True), Block([68, 67, 69], True)]
    assert sizes(blocks).apart > sizes(blocks).text
    turned = [Block(block.widths, not block.is_apart) for block in blocks]
    assert sizes(turned).apart < sizes(turned).text


@pytest.mark.parametrize(
    "blocks", [[], [[60]], [[60, 61], [62, 60, 59]], [[60, 70, 65, 62], [61, 69, 66, 72]]]
)
def test_one_size_nope(blocks: list[list[int]]):
    assert sizes([Block(widths, False) for widths in blocks]) is None


def test_verse_is_kept_out_of_the_sizes():
    verse = "\n".join(["Een lamp brandt laag", "en niemand komt,", "de klok staat stil.", "Mies Bos1"])
    case = "  " + wrapped(LONG, 66)
    text = f"Kop\n\n{verse}\n\n{case}\n\n{wrapped(LONG, 58)}\n\n{wrapped(LONG, 58)}\n"
    assert kinds(text) == ["title", "epigraph", "case", "paragraph", "paragraph"]


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Kop\n\n{PAGE}", ["title", "paragraph"]),
        (f"Kop\n\nTweede kop\n\n{PAGE}", ["title", "heading", "paragraph"]),
        (f"Kop\n\n{PAGE}\nWaarom dan?\n\n{PAGE}", ["title", "paragraph", "heading", "paragraph"]),
        (f"Kop\n\n{PAGE}\nHij zweeg. Zij niet\n\n{PAGE}", ["title", "paragraph", "paragraph", "paragraph"]),
        (f"Kop\n\n{PAGE}\n3. Een kop\n\n{PAGE}", ["title", "paragraph", "heading", "paragraph"]),
        (f"Kop\n\n{PAGE}\n• een\n\n• twee\n\n{PAGE}", ["title", "paragraph", "list", "paragraph"]),
        (f"Kop\n\n{PAGE}\n1. een\n\n2. twee\n\n{PAGE}", ["title", "paragraph", "list", "paragraph"]),
        (f"Kop\n\n{PAGE}\nNoten\n\n1 Bron.\n\n2 Bron.\n", ["title", "paragraph", "notes", "note", "note"]),
        (f"Kop\n\n{PAGE}\nNoten\n\n{PAGE}", ["title", "paragraph", "heading", "paragraph"]),
        (f"{PAGE}\n{PAGE}", ["paragraph", "paragraph"]),
        ("Woord", ["paragraph"]),
    ],
)
def test_blocks_are_told_by_their_form(text: str, expected: list[str]):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Mies Bos1", "— Mies Bos", "Jan van der Berg, Het boek (1931)2", "G. de Wit"),
        *("José Ortega y Gasset", "Hans uit de Bosch", "Gerard van het Reve", "Jeanne d’Arc"),
    ],
)
def test_a_name_right_under_a_paragraph_makes_it_a_quotation(name: str):
    assert kinds(f"Kop\n\n{PAGE}\n{wrapped(LONG, 50)}\n{name}\n\n{PAGE}") == [
        "title", "paragraph", "quote", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Zij bleef.", "dat was het", "Mies ging naar huis", "Een hele lange zin zonder naam"]
)
def test_a_line_that_is_no_name_nope(line: str):
    assert "quote" not in kinds(f"Kop\n\n{PAGE}\n{wrapped(LONG, 50)}\n{line}\n\n{PAGE}")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_label_opens_a_case(lang: str):
    title = {"nl": "Casus: de pan", "en": "Case study 2: the pan"}[lang]
    assert kinds(f"Kop\n\n{PAGE}\n{title}\n\n{PAGE}", lang) == ["title", "paragraph", "case"]
    assert "case" not in kinds(f"Kop\n\n{PAGE}\nEen casus over rust\n\n{PAGE}", lang)


def test_a_line_of_dialogue_after_a_case_is_in_it_and_any_other_line_is_not():
    case = f"Kop\n\n{PAGE}\n{PAGE}\n  {wrapped(LONG, 60)}\n\n"
    assert kinds(f"{case}‘Kom’, zei ze.\n\n{PAGE}") == [
        "title",
        "paragraph",
        "paragraph",
        "case",
        "paragraph",
    ]
    assert kinds(f"{case}Dat helpt.\n\n{PAGE}")[3:] == ["case", "paragraph", "paragraph"]


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize("text", ["Zo.", "Zo?", "Zo!’", "Zo…", "‘Zo.’3", "(Zo.)", "Zo.1,2", "als volgt:"])
def test_a_sentence_ends(text: str):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Zo", "zo,", "Mies Bos3", "zo –", "5.3 van"])
def test_a_sentence_ends_nope(text: str):
    assert not ends_sentence(text)


@pytest.mark.parametrize("text", ["• een", "- een", "– een", "1. een", "12) een", "a) een"])
def test_a_list_marker(text: str):
    assert item(text)


@pytest.mark.parametrize("text", ["een", "1968. Een jaar", "-een", "A. Bos", "1.een", "•"])
def test_a_list_marker_nope(text: str):
    assert not item(text)


@settings(max_examples=100, deadline=None)
@example(text="a1\n1 \x0c1\n1 \x0c1\n1\x0c")
@example(text="1 a1\n1 1\x0c")
@given(st.lists(st.text("ab .\n\f-1• ", max_size=20), max_size=8).map("\n".join))
def test_every_line_is_in_exactly_one_chunk_or_is_furniture(text: str):
    lines = split(text)
    shape = profile(lines)
    cleared = furniture.clear(lines, shape, "nl")
    found, feet = chunks(cleared, shape, joins.vocabulary(cleared.lines), "nl")
    kept = [line.number for chunk in (*found, *feet) for line in chunk.lines]
    gone = [number for d in cleared.decisions for number in range(d.lines[0], d.lines[1] + 1)]
    assert sorted(kept + gone) == [line.number for line in lines if line.text]


def printed(*widths: int) -> list[Line]:
    """Return lines of so many letters of one width."""
    return [Line(number, "a" * width) for number, width in enumerate(widths, 1)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((60, 61, 59, 30), (68, 70, 69), True),
        ((69, 70, 68, 30), (60, 61, 59), True),
        ((60, 64, 58, 30), (61, 59, 63), False),
        ((60, 30), (68, 70, 69), False),
    ],
)
def test_where_nothing_else_tells_a_change_of_size_ends_a_block(
    before: tuple[int, ...], after: tuple[int, ...], expected: bool
):
    assert endings.changes_size(printed(*before), printed(*after)) is expected


def test_a_full_last_line_of_a_flat_text_is_doubted():
    # The first line ends a sentence and is as full as any other, so a paragraph may end there.
    text = "Kop\n" + "Een zin van woorden die deze regel helemaal vult.\n" * 2 + "En een korte.\n"
    lines = split(text * 4)
    shape = profile(lines)
    assert shape.flat
    cleared = furniture.clear(lines, shape, "nl")
    found, feet = chunks(cleared, shape, joins.vocabulary(cleared.lines), "nl")
    assert any(part.confidence < FLAG_BELOW for part in label(found, feet, shape, "nl"))


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        ("Jaar|Ploegen|2017|12|2018|14|2019|9", ["Jaar Ploegen", "2017 12", "2018 14", "2019 9"]),
        ("Jaar|2017|2018|2019|Ploegen|12|14|9", ["Jaar Ploegen", "2017 12", "2018 14", "2019 9"]),
        (
            "Stap|Vraag|Zie|Begin|Wat is er?|Rust|Midden|Wie is er?|Onrust|Einde Hoe was het?|Nieuwe rust",
            [
                "Stap Vraag Zie",
                "Begin Wat is er? Rust",
                "Midden Wie is er? Onrust",
                "Einde Hoe was het? Nieuwe rust",
            ],
        ),
    ],
)
def test_loose_cells_fill_the_columns_that_they_look_like(texts: str, rows: list[str]):
    cells = texts.split("|")
    found = grid(cells)
    assert found is not None
    assert [" ".join(cells[at][start:end] for at, start, end in row) for row in found.rows] == rows


SCATTERED = """Gevolg

Teken
Het blijft stil Niemand waagt iets

Fase
Aftasten
Botsen Er valt een woord
Vinden
Iemand lacht weer
Werken Het gaat vanzelf Het werk komt af
{text}

Er valt een kop
Het wordt weer licht

{text}
"""


def test_cells_around_a_paragraph_are_one_table():
    # A typesetter’s page: the columns come one by one, and the end of the last after the text below it.
    text = f"Kop\n\n{PAGE}\n{SCATTERED.format(text=wrapped(LONG, 50))}\n{PAGE}"
    assert kinds(text) == ["title", "paragraph", "table", "paragraph", "paragraph", "paragraph"]


def test_a_heading_after_the_text_under_a_table_is_none_of_its_cells():
    text = f"Kop\n\n{PAGE}\n{SCATTERED.format(text=wrapped(LONG, 50))}\n{PAGE}"
    text = text.replace("Er valt een kop\n", "")
    assert kinds(text) == ["title", "paragraph", "table", "paragraph", "heading", "paragraph", "paragraph"]
