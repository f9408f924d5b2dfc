"""Words broken at line ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad.manuscript.joins import Words, decide, vocabulary, weave
from leidraad.manuscript.lines import Line, split


def joined(text: str, elsewhere: str = "", lang: str = "nl") -> str:
    """Return what weaving `text` makes of it, in a manuscript that also says `elsewhere`."""
    words = vocabulary([*split(elsewhere), *split(text)])
    return weave([line for line in split(text) if line.text], words, lang).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de vertrou-\nwelijke brief", "de vertrouwelijke brief"),
        ("Het be-\nroep.", "Het beroep."),
        ("een Wimb-\nledon-winnares", "een Wimbledon-winnares"),
        ("de oud-leer-\nling", "de oud-leerling"),
        ("de film\u00ad\nster", "de filmster"),
        ("de film\u2010\nster", "de filmster"),
        ("een VEILIG-\nHEID", "een VEILIGHEID"),
        ("inge-\nnieurs", "ingenieurs"),
        ("ingeni-\neurs", "ingenieurs"),
        ("het muse-\num", "het museum"),
    ],
)
def test_the_typesetters_hyphen_goes(text: str, expected: str):
    assert joined(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de A12-\ncorridor", "de A12-corridor"),
        ("in 24-\nuursdienst", "in 24-uursdienst"),
        ("een e-\nmail", "een e-mail"),
        ("in Noord-\nHolland", "in Noord-Holland"),
        ("de HR-\nmanager", "de HR-manager"),
        ("één-\nop-één", "één-op-één"),
        ("de mede-\neigenaar", "de mede-eigenaar"),
        ("een client-\nserverbenadering", "een client-serverbenadering"),
        ("hij was zo-\neven weg", "hij was zo-even weg"),
        ("zijn ex-\ncollega’s", "zijn ex-collega’s"),
        ("sociaal-\nemotionele groei", "sociaal-emotionele groei"),
        ("een tv-\nprogramma", "een tv-programma"),
        ("één-op-\néén", "één-op-één"),
        ("zie www.boek.nl/over-\nons voor", "zie www.boek.nl/over-ons voor"),
        ("schrijf naam@boek-\nenzo.nl aan", "schrijf naam@boek-enzo.nl aan"),
        ("voor- \nen nadelen", "voor- en nadelen"),
    ],
)
def test_a_hyphen_of_the_word_stays(text: str, expected: str):
    assert joined(text) == expected


def test_where_soft_hyphens_break_words_another_one_belongs_to_its_word():
    softly = "toe\u00ad\nkomst me\u00ad\ndewerker ge\u00ad\nsprek in\u00ad\nterview pre\u00ad\nsentatie "
    assert joined("naar zorg-\nplan toe", softly) == "naar zorg-plan toe"
    assert joined("de voor-\nen nadelen", softly) == "de voor- en nadelen"
    assert joined("naar zorg-\nplan toe", softly.replace("\u00ad", "-")) == "naar zorgplan toe"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("de voor-\nen nadelen", "nl", "de voor- en nadelen"),
        ("ziekte-\nof verzuimcijfers", "nl", "ziekte- of verzuimcijfers"),
        ("the short-\nand long-term goals", "en", "the short- and long-term goals"),
        ("one-\nto-one", "en", "one-to-one"),
        ("forty-\ntwo", "en", "forty-two"),
        ("self-\nprotection", "en", "self-protection"),
        ("(klein-\n‘groot’)", "nl", "(klein- ‘groot’)"),
        ("alle 24-\nof 36-uursdiensten", "nl", "alle 24- of 36-uursdiensten"),
        ("de idee-\nen gedachtevorming", "nl", "de idee- en gedachtevorming"),
        ("a well-\nrun school", "en", "a well-run school"),
        ("a late-\nnight call", "en", "a late-night call"),
    ],
)
def test_a_suspended_hyphen_keeps_its_space(text: str, lang: str, expected: str):
    assert joined(text, lang=lang) == expected


@pytest.mark.parametrize("text", ["Zij zijn verschil-\nlen.", "de ban-\nden,", "het lijk-\nen."])
def test_a_syllable_that_is_no_suspension_is_joined(text: str):
    assert "-" not in joined(text)


def test_two_kinds_of_land_are_not_landen():
    # Dutch breaks lan-den: after a consonant no syllable starts with the vowel of ‘en’.
    assert joined("de land-\nen tuinbouw", "Vreemde landen.") == "de land- en tuinbouw"
    assert joined("a wood-\nen spoon", lang="en") == "a wooden spoon"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hij wordt be-\ninvloed door", "hij wordt beïnvloed door"),
        ("goede idee-\nen van haar", "goede ideeën van haar"),
        ("een co-\nordinatiepunt", "een coördinatiepunt"),
        ("met oma-\ntje mee", "met omaatje mee"),
        ("ge-\nerfd en ge-\nuit", "geërfd en geuit"),
    ],
)
def test_letters_that_dutch_drops_at_a_break_come_back(text: str, expected: str):
    assert joined(text) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("zij noemt dat ‘the secure lead-\nership of all who care’ en", "nl", "leadership"),
        ("he wrote that the best of them were well-\nrun and with a heart", "nl", "well-run"),
        (
            "zij schreef dat het voor de kinderen van de medewerkers-\ngroep niet zo is",
            "en",
            "medewerkersgroep",
        ),
    ],
)
def test_a_passage_in_the_other_language_is_judged_by_that_language(text: str, lang: str, expected: str):
    assert expected in joined(text, lang=lang).split()


def test_the_manuscript_itself_is_the_best_witness():
    assert joined("een zorg-\nplan", "Het zorg-plan is af.") == "een zorg-plan"
    assert joined("een zorg-\nplan", "Het zorgplan is af.") == "een zorgplan"
    assert joined("de Zorro-\nsport", "Elke Zorro-film is leuk.") == "de Zorro-sport"
    assert joined("de Zorro-\nsport", "Daar is Zorro weer.") == "de Zorro-sport"
    assert joined("de Zorro-\nsport") == "de Zorrosport"


def test_what_a_line_end_touched_is_no_witness():
    words = vocabulary(split("een zorg-\nplan en een zorg-\nplan van groot belang"))
    assert "zorg" not in words
    assert "plan" not in words
    assert "groot" in words


def test_a_diaeresis_that_went_at_the_break_comes_back_and_is_less_sure():
    join = decide("hij is ge-", "inspireerd.", 3, Words(), "nl")
    assert (join.joined, join.kind, join.line) == ("geïnspireerd", "trema", 3)
    assert join.confidence < decide("de be-", "roep", 3, Words(), "nl").confidence
    assert decide("hij is ge-", "uit.", 3, Words(), "nl").joined == "geuit"
    assert decide("it is be-", "ing", 3, Words(), "en").joined == "being"


@pytest.mark.parametrize(
    ("before", "after", "lang", "flagged"),
    [
        ("de vertrou-", "welijke", "nl", False),
        ("een ex-", "collega", "nl", False),
        ("een co-", "creatie", "nl", True),
        ("een zwarte-", "gaten", "nl", False),
        ("a some-", "thing", "en", False),
        ("a some-", "kettle", "en", False),
        ("a teapot-", "kettle", "en", True),
        ("a teapot-", "warming", "en", False),
        ("Mr Teapot-", "kettle", "en", True),
    ],
)
def test_a_join_is_flagged_only_where_something_speaks_against_it(
    before: str, after: str, lang: str, flagged: bool
):
    words = vocabulary(split("some thing here"))
    assert (decide(before, after, 1, words, lang).confidence < 0.6) is flagged


def test_the_place_of_each_line_is_known_after_weaving():
    woven = weave([Line(4, "een ant-"), Line(6, "woord en"), Line(7, "rust")], Words(), "nl")
    assert woven.text == "een antwoord en rust"
    assert [woven.line_at(woven.text.index(word)) for word in ("een", "en", "rust")] == [4, 4, 7]
    assert woven.line_at(woven.text.index(" en ")) == 6


def test_a_hyphen_that_also_stands_inside_lines_is_the_manuscripts_own():
    inside = "een e\u2010mail"
    assert joined("in Noord\u2010\nHolland", inside) == "in Noord-Holland"
    assert joined("de film\u2010\nster", inside) == "de filmster"
    assert joined("in Noord\u2010\nHolland") == "in NoordHolland"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("en/", "of niet"), "en/of niet"),
        (("the leader—", "and the team"), "the leader—and the team"),
        (("van 1914–", "1918 was"), "van 1914–1918 was"),
        (("de rust –", "en de ruimte"), "de rust – en de ruimte"),
        (("de rust–", "en de ruimte"), "de rust– en de ruimte"),
        (("a/", "– b"), "a/ – b"),
    ],
)
def test_what_has_no_space_after_it_gets_none(lines: tuple[str, str], expected: str):
    woven = weave([Line(number, text) for number, text in enumerate(lines, 1)], Words(), "nl")
    assert woven.text == expected
    assert [join.kind for join in woven.joins] == ([] if " " in expected[len(lines[0]) :][:1] else ["glued"])
    assert [woven.line_at(at) for at in (0, len(expected) - 1)] == [1, 2]


def test_many_breaks_in_one_paragraph_take_no_more_time_each():
    def seconds(count: int) -> float:
        lines = [Line(number, "zo-") for number in range(count)]
        start = time.perf_counter()
        weave(lines, vocabulary(lines), "nl")
        return time.perf_counter() - start

    seconds(10)
    assert seconds(16_000) < 80 * seconds(1_000)


word = st.text("abcdeflmnoprst", min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(st.lists(word, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6))
def test_lines_without_a_hyphen_are_only_put_together(lines: list[str]):
    woven = weave([Line(n, text) for n, text in enumerate(lines, 1)], Words(), "nl")
    assert woven.text == " ".join(lines)
    assert not woven.joins


@settings(max_examples=150, deadline=None)
@given(left=word, right=word, lang=st.sampled_from(["nl", "en"]))
def test_a_join_keeps_every_letter(left: str, right: str, lang: str):
    woven = weave([Line(1, f"de {left}-"), Line(2, f"{right} b")], Words(), lang)
    plain = woven.text.replace("ï", "i").replace("ë", "e").replace("ö", "o").replace("ü", "u")
    assert plain.replace("-", "").replace(" ", "") == f"de{left}{right}b"
