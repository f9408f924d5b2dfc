"""Reading PDFs: by the size, place and face of what is printed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad.manuscript.importer import Imported
from leidraad.manuscript.pdf import door, glyphs, setting
from leidraad.writer import write
from press import Press, Style
from stories import CASES, CHAPTER, QUOTES, Layout, typeset

BODY = (
    "Een gesprek begint vaak op de gang, lang voordat de deur van de kamer opengaat. Wie dat weet, loopt "
    "er wat langzamer doorheen en kijkt wie er al staat te wachten. Zo wint hij een kwartier."
)
MORE = (
    "Op de gang ligt het echte nieuws. Daar hoor je wie er ziek is, wie er weggaat en wie het plan nog "
    "niet gelooft, en niemand noemt het een vergadering."
)
TITLE = Style(size=16, bold=True, align="left", after=10)
HEADING = Style(size=12, bold=True, align="left", before=12, after=4)


def read(data: bytes, lang: str = "nl") -> list[Imported]:
    """Return the chapters of a PDF, read in this process."""
    pages = [(page, setting.rows(page)) for page in glyphs.pages(data)]
    return door.chapters(pages, lang=lang, name="bos")


def markdown(press: Press, lang: str = "nl") -> str:
    """Return what is made of what was pressed."""
    return "\n\n".join(write(part.chapter) for part in read(press.done(), lang))


def furniture(press: Press) -> list[str]:
    """Return what is left out of a chapter."""
    return [each.chosen for part in read(press.done()) for each in part.decisions if each.kind == "furniture"]


def chapter(**changes: object) -> Press:
    """Return a press with a title and two paragraphs on it."""
    press = Press(**changes)  # type: ignore[arg-type]
    press.para("De gang", TITLE)
    press.para(BODY, Style())
    press.para(MORE, Style(first=12))
    return press


def difference(found: str, expected: str = CHAPTER) -> str:
    """Return the lines in which a text is not what it should be."""
    return "\n".join(
        difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", n=0)
    )


class TestLayouts:
    """One chapter, however it is set."""

    indented = st.tuples(st.sampled_from([1.2, 1.5, 2.0]), st.sampled_from([0.0, 0.5]))
    spaced = st.tuples(st.just(0.0), st.sampled_from([0.5, 0.8, 1.0]))

    def test_is_read_as_it_is_written(self) -> None:
        assert not difference(write(read(typeset(Layout()))[0].chapter))

    @settings(max_examples=15, deadline=None)
    @example(
        # A page ends in the quote, between two lines that are as long.
        paragraphs=(0.0, 0.8), size=11.0, leading=1.45, measure=22.0, shift=0.0, justified=True,
        verse="left", case="indent", quote="centre", name="left", head=False, foot=False,
    )  # fmt: skip
    @given(
        paragraphs=indented | spaced,
        size=st.sampled_from([9.0, 10.0, 11.0, 12.0]),
        leading=st.sampled_from([1.15, 1.3, 1.45, 1.6]),
        measure=st.sampled_from([22.0, 26.0, 30.0, 34.0]),
        shift=st.sampled_from([0.0, 20.0]),
        justified=st.booleans(),
        verse=st.sampled_from(["left", "centre", "right"]),
        case=st.sampled_from(sorted(CASES)),
        quote=st.sampled_from(sorted(QUOTES)),
        name=st.sampled_from(["left", "right", "dash"]),
        head=st.booleans(),
        foot=st.booleans(),
    )
    def test_is_read_the_same_in_every_layout(self, paragraphs: tuple[float, float], **how: object) -> None:
        layout = Layout(indent=paragraphs[0], gap=paragraphs[1], **how)  # type: ignore[arg-type]
        assert not difference(write(read(typeset(layout))[0].chapter))

    def test_every_decision_says_why_and_on_which_page(self) -> None:
        decisions = read(typeset(Layout()))[0].decisions
        assert all(each.reason for each in decisions)
        blocks = [each for each in decisions if each.kind == "block"]
        assert all("(page " in each.reason for each in blocks)
        assert not [each for each in decisions if each.flagged]


class TestGlyphs:
    """What letters are, however they are drawn."""

    def test_a_raised_number_is_a_note_and_a_power_is_none(self) -> None:
        press = chapter(notes={"1": "Eigen waarneming."})
        press.para("De gang is twaalf m{2} en wordt gedweild.{1} Daarna is hij leeg.", Style(first=12))
        text = markdown(press)
        assert "twaalf m2 en wordt gedweild.[^bos-1] Daarna" in text
        assert "[^bos-1]: Eigen waarneming." in text

    def test_a_number_may_be_a_raised_character(self) -> None:
        press = chapter()
        press.para("Iemand telde de stappen.¹ Het waren er acht, over 20 m².", Style(first=12))
        text = markdown(press)
        assert "stappen.[^bos-1] Het waren" in text
        assert "20 m²." in text

    def test_numbers_in_brackets_are_notes_too(self) -> None:
        press = chapter()
        press.para("Iemand telde de stappen.[1] Een ander telde ze na.[2] Het klopte.", Style(first=12))
        assert "stappen.[^bos-1] Een ander telde ze na.[^bos-2] Het" in markdown(press)

    def test_capitals_set_small_are_small_letters(self) -> None:
        press = chapter()
        press.y -= 40
        x = press.x
        for text, size in (("D", 12), ("E", 9.6), ("L", 12), ("EGE", 9.6), ("K", 12), ("AMER", 9.6)):
            x += 4 if text in "LK" else 0
            press.draw(x, press.y, text, Style(size=size))
            x += press.canvas.stringWidth(text, "Times-Roman", size)
        press.y -= 10
        press.para(BODY, Style())
        assert "## De Lege Kamer" in markdown(press)

    @pytest.mark.parametrize("word", ["SLOT", "DE LEGE KAMER"])
    def test_letters_set_apart_make_words(self, word: str) -> None:
        press = chapter()
        press.y -= 40
        x = press.x
        for letter in word:
            press.draw(x, press.y, letter, Style(size=12, bold=True))
            x += press.canvas.stringWidth(letter, "Times-Bold", 12) + 3
        press.y -= 10
        press.para(BODY, Style())
        assert f"## {word}" in markdown(press)

    def test_a_letter_over_several_lines_begins_its_word(self) -> None:
        press = Press()
        press.para("De gang", TITLE)
        press.draw(press.x, press.y - 26, "E", Style(size=36))
        indent, words = 24.0, f"en{BODY[3:]}".split()
        for at, count in enumerate((9, 10, 12, 12)):
            press.y -= 13
            line, words = " ".join(words[:count]), words[count:]
            press.draw(press.x + (indent if at < 2 else 0), press.y, line, Style())
        assert "\n\nEen gesprek begint vaak" in markdown(press)

    def test_what_is_printed_twice_for_weight_is_read_once(self) -> None:
        press = chapter()
        press.y -= 30
        for shift in (0, 0.3):
            press.draw(press.x + shift, press.y, "Wie wacht daar", Style(size=13))
        press.para(MORE, Style())
        assert "## Wie wacht daar\n" in markdown(press)

    def test_what_does_not_lie_flat_is_listed(self) -> None:
        press = chapter()
        press.canvas.saveState()
        press.canvas.translate(20, 200)
        press.canvas.rotate(90)
        press.draw(0, 0, "Concept", Style())
        press.canvas.restoreState()
        assert furniture(press) == ["Concept"]

    def test_what_the_page_does_not_show_is_listed(self) -> None:
        press = chapter()
        press.canvas.setCropBox((30, 0, 420, 420))
        press.draw(2, 410, "p3", Style(size=6))
        assert furniture(press) == ["p3"]


class TestEdges:
    """What pages say at their edges."""

    def test_running_heads_and_page_numbers_are_left_out(self) -> None:
        press = chapter(head="Deuren en gangen", numbered=True)
        for _ in range(3):
            press.turn()
            press.para(BODY, Style())
        found = furniture(press)
        assert Counter(found) == Counter(["1", "2", "3", "4", *["Deuren en gangen"] * 3])

    def test_a_line_of_text_at_the_foot_stays(self) -> None:
        press = chapter(notes={"1": "Eigen waarneming van de schrijver, op een dinsdag in maart"})
        press.para("Daar staat een bank.{1} Niemand zit erop.", Style(first=12))
        assert furniture(press) == []

    def test_the_number_of_a_chapter_belongs_to_its_title(self) -> None:
        press = Press()
        press.para("Hoofdstuk 7", Style(size=11, align="left", after=4))
        press.para("De gang", TITLE)
        press.para(BODY, Style())
        press.para(MORE, Style(first=12))
        assert markdown(press).startswith("# Hoofdstuk 7 De gang\n\nEen gesprek")

    def test_a_title_may_take_two_lines(self) -> None:
        press = Press()
        press.para("De gang waar het gesprek al voor de deur begint", Style(size=20, bold=True, align="left"))
        press.y -= 10
        press.para(BODY, Style())
        assert markdown(press).startswith("# De gang waar het gesprek al voor de deur begint\n\n")

    def test_a_book_is_cut_at_the_titles_that_open_a_page(self) -> None:
        press = chapter(numbered=True)
        press.turn()
        press.para("De kamer", TITLE)
        press.para(MORE, Style())
        assert [part.chapter.title for part in read(press.done())] == ["De gang", "De kamer"]


class TestParagraphs:
    """Which lines run on."""

    def test_a_word_is_whole_again_over_a_page(self) -> None:
        press = Press(height=160)
        press.para(f"{BODY} {MORE}".replace("langzamer", "lang\u00adza\u00admer"), Style(size=11))
        text = markdown(press)
        assert f"{BODY} {MORE}" in text

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        press = Press(width=500, height=300)
        press.para("De gang", TITLE)
        top = press.y
        for x, text in ((60.0, f"{BODY} {BODY}"), (270.0, f"{MORE} {MORE}")):
            press.left, press.measure, press.y = x, 180.0, top
            press.para(text, Style(size=9))
        assert markdown(press).split("\n\n")[1:] == [f"{BODY} {BODY}", f"{MORE} {MORE}\n"]

    def test_verse_and_prose_are_told_apart_by_the_room_that_was_left(self) -> None:
        press = chapter()
        for line in ("Er liep een man door de gang", "die niemand kende,", "en iedereen groette hem."):
            press.para(line, Style(left=30, align="left"))
        press.para("Anna Smit", Style(left=30, align="left"))
        press.para(MORE, Style(before=10))
        press.para(
            "Wie groet, hoeft niet te kloppen. Dat is alles wat een gang vraagt.", Style(left=30, right=30)
        )
        press.para("Anna Smit", Style(left=30, align="left"))
        text = markdown(press)
        assert "/// citaat | Anna Smit\nEr liep een man door de gang\ndie niemand kende,\nen iedereen" in text
        assert "/// citaat | Anna Smit\nWie groet, hoeft niet te kloppen. Dat is alles wat een gang" in text

    @pytest.mark.parametrize(
        "name", ["~ Anna Smit", "José Ortega y Gasset", "Hans uit de Bosch", "Gerard van het Reve"]
    )
    def test_who_is_quoted_is_known_by_all_that_names_have(self, name: str) -> None:
        press = chapter()
        press.para(
            "Wie groet, hoeft niet te kloppen. Dat is alles wat een gang vraagt.", Style(left=30, right=30)
        )
        press.para(name, Style(left=30, align="left"))
        press.para(MORE, Style(before=10))
        assert f"/// citaat | {name.removeprefix('~ ')}\nWie groet" in markdown(press)

    @pytest.mark.parametrize("align", ["left", "right"])
    def test_the_first_line_of_verse_is_no_subtitle(self, align: str) -> None:
        press = Press()
        press.para("De gang", TITLE)
        press.y -= 10
        for line in ("Er liep een man door de gang", "die niemand kende,", "en iedereen groette hem."):
            press.para(line, Style(left=30, align=align, italic=True))
        press.para("Anna Smit", Style(align="right", before=4))
        press.para(BODY, Style(before=14))
        press.para(MORE, Style(first=12))
        assert "/// motto | Anna Smit\nEr liep een man door de gang\ndie niemand kende," in markdown(press)

    def test_two_epigraphs_may_open_a_chapter(self) -> None:
        press = Press()
        press.para("De gang", TITLE)
        for text, name in (("Wie loopt, denkt.", "Anna Smit"), ("Wie staat, luistert.", "Jan Prins")):
            press.para(text, Style(left=60, align="left", before=6))
            press.para(name, Style(align="right"))
        press.para(BODY, Style(before=14))
        press.para(MORE, Style(first=12))
        assert markdown(press).count("/// motto | ") == 2


class TestBlocks:
    """Lists, tables, headings and notes."""

    def test_dashes_open_items_or_what_people_say(self) -> None:
        press = chapter()
        for text in ("Ben jij het?", "Ik ben het.", "Kom dan maar binnen."):
            press.para(f"– {text}", Style(first=12, align="left"))
        press.para(BODY, Style(first=12))
        for text in (
            "de deur",
            "de klink, die al jaren los zit en die niemand maakt omdat iedereen eraan gewend is",
        ):
            press.para(f"– {text};", Style(left=10, first=-10))
        text = markdown(press)
        assert "\n\n– Ben jij het?\n\n– Ik ben het.\n\n– Kom dan maar binnen.\n\n" in text
        assert "\n\n- de deur;\n- de klink, die al jaren los zit" in text

    def test_a_bullet_may_be_drawn(self) -> None:
        press = chapter()
        press.y -= 8
        for text in ("De deur is open.", "De klink zit los."):
            press.para(text, Style(left=14, align="left"))
            press.canvas.circle(press.x + 7, press.y + 3, 1.5, fill=1)
        press.para(MORE, Style(before=8))
        assert "\n\n- De deur is open.\n- De klink zit los.\n\n" in markdown(press)

    def test_the_cells_of_a_table_may_take_two_lines(self) -> None:
        press = chapter()
        press.y -= 10
        first = (("Plek", "Wie er staat"), ("Het raam", "De jongste"), ("aan het", "van het team"))
        for row in (*first, ("eind", ""), ("De deur", "De baas")):
            press.y -= 13
            for at, cell in enumerate(row):
                press.draw(press.x + 120 * at, press.y, cell, Style())
        press.para(MORE, Style(before=12))
        assert "| Het raam aan het eind | De jongste van het team |\n| De deur | De baas |" in markdown(press)

    def test_a_stretched_line_is_no_row_of_a_table(self) -> None:
        press = Press(measure=110)
        press.para("De gang", TITLE)
        press.para(f"Onvoorstelbaar lange gangen {BODY} Verbouwingswerkzaamheden duren. {MORE}", Style())
        assert "|" not in markdown(press)

    def test_headings_have_levels_by_their_size(self) -> None:
        press = chapter()
        press.para("Een deur", Style(size=13, bold=True, align="left", before=12, after=4))
        press.para(BODY, Style())
        press.para("Een klink", Style(size=10, bold=True, align="left", before=12, after=4))
        press.para(MORE, Style())
        text = markdown(press)
        assert "\n## Een deur\n" in text
        assert "\n### Een klink\n" in text

    def test_a_heading_may_stand_over_a_case(self) -> None:
        press = chapter()
        press.para("Wie er altijd staat", Style(size=10.5, italic=True, align="left", before=12, after=4))
        press.para(f"{BODY} {BODY}", Style(size=8.5))
        press.para(MORE, Style(before=12))
        text = markdown(press)
        assert "## Wie er altijd staat\n\n/// casus\nEen gesprek" in text

    def test_notes_may_start_anew_on_every_page(self) -> None:
        press = Press(height=260, notes={"1": "Eerste bron."})
        press.para("De gang", TITLE)
        press.para(f"{BODY}{{1}}", Style())
        press.turn()
        press.notes = {"1": "Tweede bron."}
        press.para(f"{MORE}{{1}}", Style())
        text = markdown(press)
        assert "vergadering.[^bos-2]" in text
        assert "[^bos-1]: Eerste bron.\n\n[^bos-2]: Tweede bron." in text

    def test_a_quotation_over_the_notes_is_not_one_of_them(self) -> None:
        press = Press(height=300, notes={"1": "Eerste bron.", "2": "Tweede bron."})
        press.para("De gang", TITLE)
        press.para(f"{BODY}{{1}}", Style())
        press.turn()
        press.para(MORE, Style())
        press.para("Wie groet, hoeft niet meer te kloppen.", Style(size=8, before=10))
        press.para("Anna Smit{2}", Style(size=8, align="left"))
        text = markdown(press)
        assert "/// citaat | Anna Smit[^bos-2]\nWie groet" in text
        assert "[^bos-2]: Tweede bron." in text


def _height(line: tuple[str, float, float, float, bool]) -> float:
    return line[2]


words = st.text("abcdefghij ABC.,;:-–•()[]0123456789é’“", min_size=1, max_size=40).filter(str.strip)
placed = st.tuples(
    words,
    st.sampled_from([30.0, 60.0, 72.0, 150.0, 240.0]),
    st.integers(2, 38).map(lambda step: step * 10.0 + 7),
    st.sampled_from([5.0, 8.0, 10.0, 10.0, 12.0, 20.0]),
    st.booleans(),
)


class TestNothingIsLost:
    """Whatever a page shows, every word of it is in the chapter or in the report."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.lists(placed, min_size=1, max_size=14, unique_by=_height), min_size=1, max_size=3))
    def test_no_word_is_lost(self, pages: list[list[tuple[str, float, float, float, bool]]]) -> None:
        press = Press()
        for at, lines in enumerate(pages):
            if at:
                press.turn()
            for text, x, y, size, bold in lines:
                press.draw(x, y, text, Style(size=size, bold=bold))
        data = press.done()
        shown = "".join(glyph.text for page in glyphs.pages(data) for glyph in page.glyphs)
        parts = read(data)
        kept = "".join(write(part.chapter) for part in parts)
        left_out = [each.chosen for part in parts for each in part.decisions if each.kind == "furniture"]
        lost = _letters([shown]) - _letters([kept, *left_out])
        assert not lost


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalpha())
