"""Nothing is lost: the audit lets every import pass that keeps its words, and none that does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad import parsers, reader
from leidraad.errors import LeidraadError
from leidraad.manuscript import assembly, audit, blocks, book, changes, furniture, joins
from leidraad.manuscript.decisions import Decision
from leidraad.manuscript.importer import Imported, import_text
from leidraad.manuscript.lines import Source
from leidraad.manuscript.markup import escape, escape_start, words
from leidraad.model import Callout, Chapter, Heading, Note, Paragraph, Verbatim
from leidraad.writer import write

TEXT = """Een kop

Een motto van één zin die *hier* staat.
— Naam Achternaam2

De eerste zin van de tekst loopt door en wordt afge-
broken, met een getal.3 En met Zuid-
Holland, voor-
en nadelen en a_b <c>.

• Een punt van de lijst
• Nog een punt

Noten

2 Bron van het motto.
3. De tekst van een noot die wordt afge-
broken.
"""


def imported(text: str, lang: str = "nl") -> Imported:
    return import_text(text, lang=lang, name="07-proef")


# ---------------------------------------------------------------- it lets pass what is whole


def test_every_word_that_changed_is_in_the_decisions():
    told = [(d.kind, d.words, d.became) for d in imported(TEXT).decisions if d.words or d.became]
    assert told == [
        ("block", ("—", "Naam"), ("Naam",)),
        ("note", ("Achternaam2",), ("Achternaam", "[^2]")),
        ("join", ("afge-", "broken,"), ("afgebroken,",)),
        ("join", ("Zuid-", "Holland,"), ("Zuid-Holland,",)),
        ("note", ("getal.3",), ("getal.", "[^3]")),
        ("join", ("voor-", "en"), ("voor-", "en")),
        ("block", ("•", "•"), ()),
        ("block", ("2",), ("[^2]:",)),
        ("block", ("3.",), ("[^3]:",)),
        ("join", ("afge-", "broken."), ("afgebroken.",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "on-\ngelofe-\nlijk woord",
            [(("on-", "gelofe-"), ("ongelofe-",)), (("ongelofe-", "lijk"), ("ongelofelijk",))],
        ),
        ("een (be-\ninvloed)", [(("(be-", "invloed)"), ("(beïnvloed)",))]),
        (
            "een zin.1–en.2,3 Zo.",
            [(("zin.1–en.2,3",), ("zin.", "[^1]–en.2,3")), (("[^1]–en.2,3",), ("[^1]–en.", "[^2]", "[^3]"))],
        ),
        ("een woord\u00ad\nvan zin", [(("woord\u00ad", "van"), ("woordvan",))]),
    ],
)
def test_a_word_is_told_with_all_that_stands_against_it(text: str, expected: list[object]):
    decisions = imported(f"Kop\n\n{text}\n").decisions
    assert [(d.words, d.became) for d in decisions if d.words] == expected


def test_a_vowel_that_the_break_took_may_come_back():
    decision = Decision("join", (1, 2), "omaatje", 0.9, words=("oma-", "tje."), became=("omaatje.",))
    audit.check("oma-\ntje.", Chapter("nl", (Paragraph("omaatje."),)), [decision], "x")


def test_the_words_of_every_kind_of_block_are_read():
    chapter = Chapter(
        "nl",
        (
            Heading(2, r"\# kop[^h01-1]"),
            Callout("case", "titel", body=(Paragraph(r"1\. een"), Callout("quote", "wie", body=()))),
            Verbatim("list", "- punt\n    - diep\n3. drie"),
            Verbatim("table", "| a\\|b | c |\n| --- | --- |\n| d | - |"),
            Verbatim("quotation", "*nadruk* &amp;amp; &lt;x> &#123;"),
            Note("h01-1", "noot"),
        ),
    )
    assert " ".join(audit.printed(chapter.blocks)) == (
        "# kop [^1] titel 1. een wie punt diep 3. drie a|b c d - nadruk &amp; <x> { [^1]: noot"
    )


@given(text=st.text(max_size=60))
@example("[[a](b) &amp; \\&#65; _x_ {a} \\")
def test_reading_the_words_undoes_the_escaping(text: str):
    assert words(escape(text)) == text.split()
    if text.strip():
        assert words(escape_start(escape(text.strip()))) == text.split()


# ---------------------------------------------------------------- it refuses what is not


def spoil(change: Callable[[str], str], nth: int = 1) -> Callable[[str], str]:
    """Return the escaping of text, wrong the nth time."""
    calls = 0

    def wrong(text: str) -> str:
        nonlocal calls
        calls += bool(text.strip())
        return change(escape(text)) if calls == nth and text.strip() else escape(text)

    return wrong


@pytest.mark.parametrize("nth", range(1, 9))
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.rpartition(" ")[0], id="drop a word"),
        pytest.param(lambda text: text + " " + text.split()[-1], id="double a word"),
        pytest.param(lambda text: text[1:2] + text[:1] + text[2:], id="swap two letters"),
        pytest.param(lambda text: text.replace(" ", "", 1) if " " in text else "", id="run words together"),
    ],
)
def test_a_block_with_wrong_words_is_refused(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str], nth: int
):
    monkeypatch.setattr(blocks, "escape", spoil(change, nth))
    with pytest.raises(LeidraadError, match=r"^07-proef: the chapter would (lose|make up) ‘"):
        imported(TEXT)


def nothing(*_: object) -> changes.Change:
    return (), ()


WRONG = {
    "a character that is not escaped": (blocks, "escape", lambda text: text),
    "a list without its last item": (blocks.Renderer, "_list", lambda *_: "- Een punt van de lijst"),
    "no name under a quotation": (blocks.Renderer, "_argument", lambda *_: None),
    "a name that is cut": (blocks, "name_span", lambda _: (4, None)),
    "a note without its last words": (assembly, "note_text", lambda chunks, _: chunks[0].text[:9]),
    "two notes that changed places": (assembly, "Note", lambda identifier, text: Note("h07-2", text)),
    "a marker that nobody tells of": (changes, "of_block", nothing),
    "a block that is left out": (assembly.Assembly, "_comment", lambda self, *_, **__: self.blocks.pop()),
    "a block that is doubled": (
        assembly.Assembly,
        "_comment",
        lambda self, *_, **__: self.blocks.append(self.blocks[-1]),
    ),
}


@pytest.mark.parametrize("what", sorted(WRONG))
def test_an_import_that_goes_wrong_is_refused(monkeypatch: pytest.MonkeyPatch, what: str):
    owner, name, wrong = WRONG[what]
    monkeypatch.setattr(owner, name, wrong)
    with pytest.raises(LeidraadError, match=r"^07-proef: the chapter would .*, so nothing was written; "):
        imported(TEXT + "\nEn dan een laatste zin die ")


def test_a_line_that_nobody_tells_of_is_refused(monkeypatch: pytest.MonkeyPatch):
    clear = furniture.clear

    def forget(*arguments: object) -> furniture.Cleared:
        cleared = clear(*arguments)  # type: ignore[arg-type]
        return replace(cleared, lines=cleared.lines[:7] + cleared.lines[8:])

    monkeypatch.setattr(furniture, "clear", forget)
    with pytest.raises(LeidraadError, match=r"would lose ‘Holland,’ \(line 8\), ‘voor-’ \(line 8\), so"):
        imported(TEXT)


@pytest.mark.parametrize("letter", ["x", "", "ee"])
def test_a_join_that_changes_a_letter_is_refused(monkeypatch: pytest.MonkeyPatch, letter: str):
    decide = joins.decide

    def wrong(*arguments: object) -> joins.Join:
        join = decide(*arguments)  # type: ignore[arg-type]
        return replace(join, joined=join.joined.replace("e", letter, 1))

    monkeypatch.setattr(joins, "decide", wrong)
    with pytest.raises(LeidraadError, match=r"would lose .*‘afge-’ \(line 6\), ‘broken,’ \(line 7\)"):
        imported(TEXT)


@pytest.mark.parametrize(
    "decision",
    [
        Decision("note", (1, 1), "note 3", 1, words=("a.3",), became=("a.", "[^4]")),
        Decision("block", (1, 1), "list", 1, words=("woord",)),
        Decision("block", (1, 1), "list", 1, became=("woord",)),
        Decision("note", (1, 1), "a placeholder", 1, became=("[^1]:", "woord")),
        Decision("join", (1, 2), "ab", 1, words=("a-", "b"), became=("ac",)),
        Decision("join", (1, 2), "ab", 1, words=("a-", "b,"), became=("ab",)),
        Decision("characters", (1, 1), "ab", 1, words=("a-b",), became=("ab",)),
    ],
)
def test_a_decision_cannot_make_words_come_or_go(decision: Decision):
    kept = Paragraph(escape(" ".join(["rest", *decision.became])))
    with pytest.raises(LeidraadError, match=r"^x: the chapter would"):
        audit.check(" ".join(["rest", *decision.words]), Chapter("nl", (kept,)), [decision], "x")


def test_the_words_are_told_in_one_short_line():
    lost = "\n".join(["kop", *(f"woord{n}" for n in range(9)), "x" * 999])
    with pytest.raises(LeidraadError) as caught:
        audit.check(lost, Chapter("nl", (Heading(1, "kop kop"),)), [], "boek")
    assert str(caught.value) == (
        "boek: the chapter would lose ‘woord0’ (line 2), ‘woord1’ (line 3), ‘woord2’ (line 4), "
        "‘woord3’ (line 5) and 6 more and make up ‘kop’ (line 1), so nothing was written; "
        "this is a fault of Leidraad, please report it with the text."
    )


# ---------------------------------------------------------------- whatever is thrown at it

TOKENS = """
    woord.3 Bos1,2 a01 ٣ (be- ‐ —Naam2 a. 2) 4. • \\ &amp; [^1] _ | « ﬃ Ã© e\u0301 Noten Case:
"""
LINES = ["— Jan Jansen2", "be-\ninvloed", "| a |", "voor-\nen", "Noten\n1 x\n2 y", "4. Item", "• Punt"]
PIECES = st.one_of(
    st.text(max_size=6),
    st.text("\0\x01\f\v\x1c\x7f\x85\u2028\u200b\u200f\u202e\ufeff\ufffd\ud7ff\ue000\U000e0001", max_size=4),
    st.text("אבשלום عربية \u0301\u0308\u20dd👩\u200d🏽🇳🇱", max_size=6),
    st.sampled_from([*TOKENS.split(), *LINES]),
)
GAPS = st.sampled_from(["\n", " \n", "\n\n", " ", "  ", "-\n", "\f", "\u00ad\n", "\n\f", "", "\n   "])
ANYTHING = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@settings(max_examples=300, deadline=None)
@given(text=ANYTHING, lang=st.sampled_from(["nl", "en"]))
@example("a01\u00ad\n1", "nl")
@example("0\f\x1f0 a", "nl")
@example("•\n1  Bos3\n1  1\n1  – \n", "nl")
@example("-\n0\n0\nNoten\n1 x\n2 y\n— Jan Jansen2\nvolwassene.3\n", "nl")
def test_no_text_makes_a_traceback_or_loses_a_word(text: str, lang: str):
    if any(char.isalpha() for char in text):
        imported(text, lang)
    else:
        with pytest.raises(LeidraadError, match=r"^07-proef: (is empty|has no letter in it); "):
            imported(text, lang)


PARTS = st.lists(
    st.tuples(
        st.sampled_from(["Hoofdstuk 1", "2. Rouw", "Inleiding", "Deel 1", "Inhoud\n1 Rouw 5\n2 Zee 9", ""]),
        ANYTHING,
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(parts=PARTS, filler=st.sampled_from(["", "Zo gaat het verder. " * 30]))
@example(  # a running head over the table of contents
    parts=[
        ("Inhoud\n1 Rouw 5\n2 Zee 9", "Noten\n1 x\n2 y\n"),
        ("Inhoud\n1 Rouw 5\n2 Zee 9", "\n"),
        ("Inhoud\n1 Rouw 5\n2 Zee 9", "\n"),
    ],
    filler="",
)
@example(  # the title page of a part under a running head
    parts=[
        ("2. Rouw", "\n"),
        ("Deel 1", "woord.3\n\x0cwoord.3\n"),
        ("Hoofdstuk 1", "\x0cwoord.3\n"),
    ],
    filler="",
)
def test_no_book_makes_a_traceback_or_loses_a_word(parts: list[tuple[str, str]], filler: str):
    text = "\n\f".join(f"{head}\n\n{body}\n{filler}" for head, body in parts) + " a"
    # The audit of the whole book is part of the import.
    assert book.import_book(Source(text), lang="nl", name="boek", split=True)


@settings(max_examples=60, deadline=None)
@given(text=ANYTHING.filter(lambda text: any(char.isalpha() for char in text)))
def test_any_chapter_reads_back_the_same(text: str):
    chapter = imported(text).chapter
    assert reader.read(write(chapter), parsers.plain("nl")) == chapter


MANY = 10_000


@pytest.mark.parametrize(
    "text",
    [
        ">" * MANY + "a",
        "> " * MANY + "a",
        "(" * MANY + "a" + ")" * MANY,
        "- " * MANY + "a",
        "1. " * MANY + "a",
        "[" * MANY + "a",
        "[a" * MANY + "]" * MANY,
        "///\n" * MANY + "a",
        "\n".join(" " * depth + "- a" for depth in range(500)),
        "a" * 10**6,
        "a" + "1" * 10**6,
        "e" + "\u0301" * 10**5,
        "a " + "." * 10**5,
        "\n".join(f"{number}\n\nwoord\n" for number in range(500)),
        "\n\f".join(f"Woord dat anders is {page} " * 1000 for page in range(3)),
        "Kop\n" + "een zin van woorden die niet eindigt en\n" * 20_000,
    ],
    ids=lambda text: text[:6],
)
def test_deep_and_long_texts_are_imported(text: str):
    assert imported(text).words == len(text.split())


@pytest.mark.parametrize("text", ["1\n\n2\n\n3\n", "…", "12 345", "- - -\n> >\n", "٣ ٤", "\0\n1", "👩 🏽"])
def test_a_text_without_a_letter_is_refused(text: str):
    with pytest.raises(
        LeidraadError,
        match=r"^07-proef: has no letter in it; a scan must go through text recognition first\.$",
    ):
        imported(text)
