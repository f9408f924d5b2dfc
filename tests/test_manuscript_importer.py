"""The importer as a whole: golden cases, and the law that not one word is lost or made up."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad import locales, parsers, reader
from leidraad.errors import LeidraadError
from leidraad.manuscript import doubts
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.importer import Imported, import_text, note_prefix
from leidraad.manuscript.lines import Source, decode
from leidraad.manuscript.report import report_json, report_markdown
from leidraad.model import Block, Callout, Chapter, Comment, Heading, Note, Paragraph, Verbatim
from leidraad.writer import write

CASES = Path(__file__).parent / "cases" / "import"
SOURCE = Path(__file__).parents[2] / "shared" / "source"
FENCED = re.compile(r"^````(\w+)\n(.*?)^````$", re.MULTILINE | re.DOTALL)


def case(path: Path) -> dict[str, str]:
    """Return the fenced parts of a golden case by name; `·` stands for a space at a line end."""
    parts = dict(FENCED.findall(path.read_text(encoding="utf-8")))
    return parts | {"text": parts["text"].replace("·", " ")}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_golden_case(path: Path):
    parts = case(path)
    lang = "en" if path.stem.startswith("en-") else "nl"
    imported = import_text(parts["text"], lang=lang, name="07-proef")
    assert write(imported.chapter) == parts["markdown"]
    if "report" in parts:
        told = [f"{d.kind} {d.lines[0]}-{d.lines[1]} {d.chosen}" for d in imported.decisions if d.flagged]
        assert told == parts["report"].splitlines()


IN_A_NOTE = "Kop\n\nEen zin van hem.1\n\nNoten\n\n1. Rouw als co-\ncreatie, uitgegeven te Delft.\n"


@pytest.mark.parametrize(
    "text",
    [IN_A_NOTE, *(case(path)["text"] for path in sorted(CASES.glob("*.md")))],
    ids=["in-a-note", *(path.stem for path in sorted(CASES.glob("*.md")))],
)
def test_every_doubt_has_its_comment_in_the_chapter(text: str):
    imported = import_text(text, lang="nl", name="07-proef")
    comments = [block for block in imported.chapter.walk() if isinstance(block, Comment)]
    assert all(comment.flag for comment in comments)
    assert len(comments) == sum(decision.flagged for decision in imported.decisions)
    for decision in imported.decisions:
        assert decision.flagged or decision.confidence >= FLAG_BELOW
        assert decision.alternatives or decision.confidence >= FLAG_BELOW
    if text == IN_A_NOTE:
        assert [comment.flag[0] for comment in comments if comment.flag] == ["LR502"]


# ---------------------------------------------------------------- the law


def words(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the words that blocks print, in the order of a manuscript, without note references."""
    for block in blocks:
        match block:
            case Heading(_, text) | Paragraph(text) | Note(_, text):
                yield from plain(text)
            case Callout("case", argument, _, body):
                yield from [*plain(argument or ""), *words(body)]
            case Callout(_, argument, _, body):
                yield from [*words(body), *plain(argument or "")]
            case Verbatim("list", source):
                yield from plain(re.sub(r"^(?:- |\d+\. )", "", source, flags=re.MULTILINE))
            case Verbatim("table", source):
                yield from plain(re.sub(r"^\|(?: --- \|)+$|\|", "", source, flags=re.MULTILINE))
            case Comment():
                pass
            case _:
                raise AssertionError(block)


def plain(text: str) -> list[str]:
    text = re.sub(r"(?<!\\)\[\^[\w-]+\]", "", text)
    return re.sub(r"\\(?=[^\w\s])", "", text).split()


def printed(imported: Imported) -> list[str]:
    return list(words(imported.chapter.blocks))


syllables = st.sampled_from(["ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "na"])
word = st.lists(syllables, min_size=1, max_size=3).map("".join)
sentence = st.lists(word, min_size=3, max_size=30).map(lambda ws: " ".join(ws).capitalize() + ".")
paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
name = st.tuples(word, word).map(lambda pair: f"{pair[0].capitalize()} {pair[1].capitalize()}")


def wrap(text: str, width: int, spaced: bool) -> list[str]:
    """Return `text` as a page sets it, in the two ways in which extraction ends a line that wraps."""
    lines, line = [], ""
    for token in text.split():
        if line and len(line) + 1 + len(token) > width:
            lines.append(line + (" " if spaced else ""))
            line = token
        else:
            line = f"{line} {token}".strip()
    return [*lines, line]


@st.composite
def manuscripts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a manuscript and the words that its chapter has to hold, in order."""
    spaced = draw(st.booleans())
    width = draw(st.integers(40, 70))
    lines = [draw(name), ""]
    for _ in range(draw(st.integers(1, 6))):
        match draw(st.sampled_from(["paragraph", "paragraph", "quote", "case", "heading", "list", "verse"])):
            case "paragraph":
                lines += wrap(draw(paragraph), width, spaced)
            case "case":
                lines += wrap("  " + draw(paragraph), width + 6, spaced)
            case "quote":
                lines += [*wrap(draw(paragraph), width + 6, spaced), draw(name)]
            case "heading":
                lines += [draw(name)]
            case "list":
                for text in draw(st.lists(paragraph, min_size=2, max_size=3)):
                    lines += [*wrap(f"• {text}", width - 4, spaced), ""]
            case "verse":
                lines += draw(st.lists(name, min_size=2, max_size=8))
        lines.append("")
    return "\n".join(lines), " ".join(lines).replace("•", "").split()


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(manuscript=manuscripts())
def test_not_one_word_is_lost_or_made_up(manuscript: tuple[str, list[str]]):
    text, expected = manuscript
    imported = import_text(text, lang="nl", name="proef")
    if "| --- |" in write(imported.chapter):
        # The columns of loose cells are guessed, so their order may change.
        assert Counter(printed(imported)) == Counter(expected)
    else:
        assert printed(imported) == expected


TOKENS = [
    *[
        "1",
        "2",
        "[3]",
        "woord",
        "Zin.",
        "Kos",
        "•",
        "1.",
        "–",
        "-",
        "*",
        "_x_",
        "[^a]",
        "<b>",
        "///",
        "{!x!}",
    ],
    *["#", "=", "|", "‘Ja.’", "Casus:", "é", "\u00ad", "\ufb01lm", "Noten", "woord.1", "2019.2", "Bos3"],
]
RAW = st.lists(
    st.tuples(
        st.sampled_from(TOKENS), st.sampled_from(["\n", " \n", "\n\n", " ", "  ", "-\n", "\f", "\u00ad\n"])
    ),
    min_size=1,
    max_size=40,
).map(lambda parts: "".join(token + gap for token, gap in parts))
RAW = RAW.filter(lambda text: any(char.isalpha() for char in text))


@settings(max_examples=200, deadline=None)
@given(text=RAW, lang=st.sampled_from(["nl", "en"]))
def test_any_text_becomes_a_chapter_that_reads_back_the_same(text: str, lang: str):
    imported = import_text(text, lang=lang, name="proef")
    assert reader.read(write(imported.chapter), parsers.plain(lang)) == imported.chapter
    lines = write(imported.chapter).split("\n")
    assert all(lines[d.chapter_line - 1] for d in imported.decisions if d.chapter_line)


@settings(max_examples=200, deadline=None)
@example(text="•\n1  1\nwoord  1\n1  1\n")
@given(text=RAW)
def test_every_letter_is_in_the_chapter_or_in_the_report(text: str):
    imported = import_text(text, lang="nl", name="proef")
    placeholder = locales.load("nl").say("notes", "placeholder")
    kept = "".join(printed(imported)).replace(placeholder.replace(" ", ""), "")
    left_out = "".join(d.chosen for d in imported.decisions if d.kind == "furniture")
    assert letters(text.replace("\ufb01", "fi")) == letters(html.unescape(kept) + left_out)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalpha())


@settings(max_examples=50, deadline=None)
@given(text=RAW)
def test_importing_twice_gives_the_same(text: str):
    once, again = (import_text(text, lang="nl", name="proef") for _ in range(2))
    assert (once, report_json(once)) == (again, report_json(again))


# ---------------------------------------------------------------- what goes in


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff \n".encode()])
def test_an_empty_manuscript_is_refused(data: bytes):
    with pytest.raises(LeidraadError, match=r"^leeg\.txt: is empty; give a manuscript with text in it\.$"):
        decode(data, "leeg.txt")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 32)) * 9, "Tekst".encode("utf-16")]
)
def test_a_binary_file_is_refused(data: bytes):
    with pytest.raises(
        LeidraadError, match=r"^foto\.png: is not a text file; export .* as plain text, UTF-8\.$"
    ):
        decode(data, "foto.png")


def test_bytes_that_no_encoding_knows_are_refused():
    with pytest.raises(
        LeidraadError, match=r"^oud\.txt: is neither UTF-8 nor Windows-1252; save it as UTF-8\.$"
    ):
        decode(b"Caf\x8e \x81", "oud.txt")


def test_windows_1252_is_a_guess_that_is_flagged_at_the_top():
    source = decode("Eén keer\n\nDit is ‘beïnvloed’.\n".encode("cp1252"), "oud.txt")
    assert source == Source("Eén keer\n\nDit is ‘beïnvloed’.\n", is_guess=True)
    first = import_text(source, lang="nl", name="oud").chapter.blocks[0]
    assert first == Comment(
        f"leidraad LR505: {locales.load('nl').say('import', 'encoding', encoding='Windows-1252')}"
    )


@pytest.mark.parametrize("text", ["\ufeffKop\r\n\r\nEen zin.\r\n", "Kop\r\rEen zin.\r", "Kop\n\nEen zin."])
def test_line_ends_and_byte_order_marks_make_no_difference(text: str):
    chapter = import_text(text, lang="nl", name="x").chapter
    assert chapter.blocks == (Heading(1, "Kop"), Paragraph("Een zin."))


def test_letters_that_extraction_damaged_are_whole_again():
    text = "Kop\n\nâ€˜Eén ﬁlm, Ã©Ã©n twijfel.â€™ Een re­gel, een â€œwoordâ€\ufffd.\n"
    imported = import_text(text, lang="nl", name="x")
    assert imported.chapter.blocks[1] == Paragraph("‘Eén film, één twijfel.’ Een regel, een “woord”.")
    assert [d.chosen for d in imported.decisions if d.kind == "characters"] == [
        "letters of a wrong encoding restored",
        "ligatures written as letters",
        "soft hyphens inside a line removed",
    ]


def test_an_unknown_language_is_refused():
    with pytest.raises(LeidraadError, match="unknown language ‘xx’"):
        import_text("Kop\n\nZin.", lang="xx", name="x")


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("01-hechting", "h01"),
        ("12", "h12"),
        ("over-hechting-en-veerkracht", "over-hechting-en"),
        ("Één Woord", "een-woord"),
        ("x" * 40, "x" * 20),
        ("???", "h"),
    ],
)
def test_note_ids_start_with_the_chapter(name: str, prefix: str):
    assert note_prefix(name) == prefix


# ---------------------------------------------------------------- the report


def test_the_report_lists_every_decision_with_its_lines():
    text = "Kop\n\nHet ant-\nwoord kwam.1 \nHij las ver-\n"
    imported = import_text(text, lang="nl", name="02-kop")
    told = json.loads(report_json(imported))
    assert list(told) == ["title", "lang", "words", "flag_below", "decisions"]
    assert list(told["decisions"][0]) == [
        "kind", "lines", "chosen", "confidence", "alternatives", "reason", "flagged", "chapter_line",
        "words", "became", "doubt",
    ]  # fmt: skip
    assert [
        (d["kind"], d["lines"], d["chosen"], d["chapter_line"], d["flagged"]) for d in told["decisions"]
    ] == [
        ("block", [1, 1], "title", 1, False),
        ("block", [3, 5], "paragraph", 3, False),
        ("join", [3, 4], "antwoord", 3, False),
        ("note", [4, 4], "note 1", 3, False),
        ("note", [4, 4], "a placeholder", 7, False),
        ("break", [5, 5], "kept as it is", 5, True),
    ]
    page = report_markdown(imported)
    assert page.startswith("# Import of ‘Kop’\n\n8 words, 6 decisions. **1 place wants a look.**")
    parts = [
        "1. **line 5, manuscript 5.** The text breaks off here; **kept as it is**, 95% sure: the last line",
        "- chapter 7, manuscript 4: `[^h02-1]`, 95% sure: the text has no definition",
        "| 3–5 | 3 | paragraph | Het antwoord kwam. \\[^1] Hij las ver- | 90% |",
        "| 3–4 | 3 | antwoord | 98% | ant-woord | a dictionary has the joined word |",
        "| 4 | 3 | note 1 | kwam.1 |",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_what_is_doubtful_says_what_else_it_may_be_and_why():
    decisions = (
        Decision("furniture", (9, 9), "Rouw | 3", 0.9, ("heading",), "a running head (page 2)"),
        Decision("furniture", (5, 5), "Rouw", 0.9, ("heading",), "a running head (page 1)"),
        Decision("block", (2, 4), "paragraph", 0.5, ("case",), "running text", True, 3),
        Decision(
            "join", (2, 3), "zelfbeeld", 0.5, ("zelf-beeld",), "nothing tells", True, 3, (), ("zelfbeeld.",)
        ),
        Decision("note", (4, 4), "note 7", 0.5, ("no note",), "it runs on", True, 3),
    )
    chapter = Chapter("nl", (Heading(1, "Kop"), Paragraph("Hij zag een *ander* zelfbeeld. En keek.")))
    imported = Imported(chapter, decisions, 9, "x", ("Paragraphs are a guess.",))
    page = report_markdown(imported)
    assert page.startswith("# Import of ‘Kop’\n\n> **Paragraphs are a guess.**\n\n9 words, 5 decisions.")
    assert (
        "1. **line 3, manuscript 2–4.** Read as **paragraph**, 50% sure: running text. It may also be "
        "**case**: something sets it off from the text around it, or it tells a story.\n\n"
        "   > Hij zag een ander zelfbeeld. En keek.\n"
    ) in page
    assert (
        "**zelf-beeld**: the hyphen may be the writer’s own.\n\n   > … Hij zag een ander zelfbeeld. En"
        in page
    )
    assert "**no note**: the number may be a year, an amount or part of a name." in page
    assert "**a running head** (90% sure, or heading): ‘Rouw &#124; 3’ 9 (page 2), ‘Rouw’ 5 (page 1)." in page
    told = json.loads(report_json(imported))["decisions"]
    assert [bool(decision["doubt"]) for decision in told] == [False, False, True, True, True]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_doubt_has_its_sentence(lang: str):
    locale = locales.load(lang)
    kinds = (
        "title",
        "heading",
        "paragraph",
        "epigraph",
        "quote",
        "case",
        "list",
        "table",
        "note",
        "something",
    )
    told = {doubts.why("block", "title", kind, locale) for kind in kinds}
    assert "" not in told
    for kind in ("join", "note", "furniture", "chapter", "encoding"):
        assert doubts.why(kind, "x", "y", locale)


@pytest.mark.parametrize(
    ("end", "confidence"), [("een zin die ", 0.95), ("een zin die", 0.7), ("een ver-", 0.95)]
)
def test_a_break_off_is_surer_where_the_last_line_ends_as_if_it_went_on(end: str, confidence: float):
    text = f"Kop\n\n{'Dit is een zin die lang is. ' * 2}\nEn dit is nog {end}\n"
    imported = import_text(text, lang="nl", name="x")
    assert [d.confidence for d in imported.decisions if d.kind == "break"] == [confidence]


@pytest.mark.parametrize("dash", ["—", "–", "―", "-", "--", "~"])
def test_no_dash_is_part_of_who_is_quoted(dash: str):
    before = "Dit is een zin die lang is. " * 3
    text = f"Kop\n\n{before}\n\n“Zo is het altijd.”\n{dash} Anna Smit\n\nEn verder.\n"
    imported = import_text(text, lang="nl", name="x")
    assert [b.argument for b in imported.chapter.blocks if isinstance(b, Callout)] == ["Anna Smit"]


# ---------------------------------------------------------------- the source text


def test_the_source_text_is_imported_exactly():
    path = SOURCE / "over-hechting-en-veerkracht.txt"
    if not path.exists():
        pytest.skip("the source text is not here (../shared/source), so the import of it is NOT tested")
    truth = json.loads(path.with_suffix("").with_suffix(".truth.json").read_text(encoding="utf-8"))
    imported = import_text(decode(path.read_bytes(), path), lang="nl", name="03-bron")
    blocks = [b for b in imported.chapter.blocks if not isinstance(b, Comment | Note)]
    kinds = [b.kind if isinstance(b, Callout) else type(b).__name__.lower() for b in blocks]
    expected = ["heading" if b["type"] == "title" else b["type"] for b in truth["blocks"]]
    assert kinds == expected
    for block, true in zip(blocks, truth["blocks"], strict=True):
        lines = true.get("lines") or true.get("paras") or [true["text"]]
        numbered = " ".join(lines).split()
        marked = re.sub(r"\[\^03-|\[\^h03-", "[^", write_body(block))
        assert marked.split() == numbered
        if true.get("attribution"):
            assert isinstance(block, Callout)
            assert (block.argument or "").replace("h03-", "") == true["attribution"]
    verse = [line for p in blocks[1].body for line in p.text.split("\n")]
    assert verse == [line for line in truth["blocks"][1]["lines"] if line]
    joined = [d.chosen for d in imported.decisions if d.kind == "join"]
    assert joined == [j["truth"].rstrip(".") for j in truth["joins"]]
    assert [b.id for b in imported.chapter.blocks if isinstance(b, Note)] == ["h03-2", "h03-3", "h03-4"]
    assert [d.kind for d in imported.decisions if d.flagged] == ["break"]


def write_body(block: Block) -> str:
    """Return the Markdown of a block without its argument."""
    if isinstance(block, Callout):
        return " ".join(p.text for p in block.body if isinstance(p, Paragraph))
    assert isinstance(block, Heading | Paragraph)
    return block.text
