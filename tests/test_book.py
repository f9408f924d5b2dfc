"""A whole book in one text: cut where its chapters open, and nowhere else."""

from __future__ import annotations

import json
import random
import re
import textwrap
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from leidraad import parsers, reader
from leidraad.errors import LeidraadError
from leidraad.manuscript import book, lines
from leidraad.manuscript.importer import Imported
from leidraad.manuscript.lines import Source
from leidraad.manuscript.openings import Opening
from leidraad.model import Chapter, Comment
from leidraad.writer import write
from support import ROOT

SHARED = ROOT.parent / "shared"
TITLES = ("Een veilige basis", "Rouw op het werk", "De kunst van het wachten", "Grenzen", "Wat blijft")
SENTENCE = """mensen leiding vertrouwen afscheid ruimte werk gesprek stilte team keuze moed tijd vraag
antwoord verlies een het dat wie soms vaak nooit wordt blijft geeft neemt vraagt zoekt vindt weet"""
WORDS = SENTENCE.split()
WIDTH = 60
PAGE = 24


def prose(rng: random.Random, note: int | None = None) -> str:
    """Return a paragraph, with a note number glued to a word where one is given."""
    sentences = [" ".join(rng.choices(WORDS, k=rng.randint(8, 14))).capitalize() for _ in range(5)]
    return ". ".join(sentences) + ("." if note is None else f".{note}")


def chapter(title: str, seed: int, notes: int = 3, sections: bool = False) -> list[str]:
    """Return a chapter line by line, as it is printed, with a list of its notes."""
    rng = random.Random(seed)
    printed = [*title.split("\n"), ""]
    for number in range(1, notes + 1):
        if number > 1:
            printed += [
                f"{number - 1}. Over {rng.choice(WORDS)}" if sections else f"Over {rng.choice(WORDS)}",
                "",
            ]
        for part in (prose(rng), prose(rng, number)):
            wrapped = textwrap.wrap(part, WIDTH)
            printed += [f"{line} " for line in wrapped[:-1]] + [wrapped[-1], ""]
    for _ in range(0 if notes else 5):
        printed += [*textwrap.wrap(prose(rng), WIDTH), ""]
    if notes:
        printed += ["Noten", ""]
        for number in range(1, notes + 1):
            printed += [f"{number} Naam Achternaam, Een titel (Plaats, 19{number}0).", ""]
    return printed


def typeset(chapters: list[list[str]], *, heads: list[str] | None = None, first: int = 1) -> str:
    """Return chapters on pages: each begins a new one, with running heads from its second page on."""
    pages = []
    for which, printed in enumerate(chapters):
        for start in range(0, len(printed), PAGE):
            page = printed[start : start + PAGE]
            if heads and start:
                page = [heads[which] if len(pages) % 2 else "Leiden en verliezen", "", *page]
            pages.append("\n".join([*page, "", str(first + len(pages)), ""]))
    return "\n\f".join(pages)


def imported(text: str, **options: bool) -> list[Imported]:
    return book.import_book(Source(text), lang="nl", name="boek", **options)


def names(chapters: list[Imported]) -> list[str]:
    return [each.name for each in chapters]


EXPECTED = [
    "01-een-veilige-basis",
    "02-rouw-op-het-werk",
    "03-de-kunst-van-het-wachten",
    "04-grenzen",
    "05-wat-blijft",
]


def contents(prefix: str = "") -> list[str]:
    entries = [f"{prefix and f'{n} '}{title} {'.' * 12} {9 + 20 * n}" for n, title in enumerate(TITLES)]
    return ["Inhoud", "", *entries]


STYLES = {
    "a label on its own line": [f"Hoofdstuk {n}\n\n{title}" for n, title in enumerate(TITLES, 1)],
    "a label before the title": [f"Hoofdstuk {n}: {title}" for n, title in enumerate(TITLES, 1)],
    "a label in words": [
        f"HOOFDSTUK {word}\n\n{title}"
        for word, title in zip(("EEN", "TWEE", "DRIE", "VIER", "VIJF"), TITLES, strict=True)
    ],
    "Roman figures": [
        f"Hoofdstuk {word}\n\n{title}"
        for word, title in zip(("I", "II", "III", "IV", "V"), TITLES, strict=True)
    ],
    "a number before the title": [f"{n} {title}" for n, title in enumerate(TITLES, 1)],
    "a number above the title": [f"{n}\n\n{title}" for n, title in enumerate(TITLES, 1)],
    "a title and no more": list(TITLES),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("heads", [False, True])
def test_a_book_becomes_its_chapters(style: str, heads: bool):
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES[style])]
    found = imported(typeset(parts, heads=list(TITLES) if heads else None))
    assert names(found) == EXPECTED
    assert [each.chapter.title for each in found] == list(TITLES)
    for number, each in enumerate(found, 1):
        ids = set(re.findall(r"\[\^([^\]]+)\]", write(each.chapter)))
        assert ids == {f"h{number:02}-{note}" for note in (1, 2, 3)}


@pytest.mark.parametrize("style", ["a label on its own line", "a label before the title", "a label in words"])
def test_a_book_without_pages_becomes_its_chapters(style: str):
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES[style])]
    text = "\n\n\n".join("\n".join(part) for part in parts)
    assert names(imported(text)) == EXPECTED


def test_front_matter_contents_and_named_chapters():
    opening = chapter("Voorwoord", 90, notes=1)
    closing = chapter("Nawoord", 91, notes=1)
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES["a label on its own line"])]
    text = typeset([["Leiden en verliezen", "", "A. Auteur"], contents(), opening, *parts, closing])
    found = imported(text)
    assert names(found) == ["00-voorwoord", *EXPECTED, "06-nawoord"]
    told = [d for each in found for d in each.decisions if d.reason.startswith("the table of contents")]
    assert {d.chosen for d in told} >= {"Inhoud", *contents()[2:]}
    for decision in told:
        assert decision.chosen in text.split("\n")[decision.lines[0] - 1]
    assert any(
        d.reason == "the title page of the book" and d.chosen == "A. Auteur" for d in found[0].decisions
    )


def test_a_short_foreword_is_no_title_page():
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES["a label on its own line"])]
    said = "Dit boek begon met gesprekken in de kantine, en met wat ik daar hoorde."
    front = ["Leiden en verliezen", "", "A. Auteur", "", "Voorwoord", "", said]
    found = imported(typeset([front, *parts]))
    assert said in write(found[0].chapter)
    rights = (
        "Alle rechten voorbehouden. Niets uit deze uitgave mag worden verveelvoudigd zonder onze toestemming."
    )
    assert names(imported(typeset([[*front[:3], "", rights], *parts]))) == EXPECTED


def test_what_the_contents_list_are_chapters_and_its_sections_are_not():
    parts = [chapter(title, seed, notes=0) for seed, title in enumerate(TITLES)]
    found = imported(typeset([["Leiden en verliezen"], contents(), *parts]))
    assert names(found) == EXPECTED


def test_the_title_page_of_a_part_is_told_and_in_no_chapter():
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES["a label on its own line"])]
    found = imported(
        typeset([["Deel I", "", "De basis"], *parts[:3], ["Deel II", "", "De diepte"], *parts[3:]])
    )
    assert names(found) == EXPECTED
    told = [d.chosen for each in found for d in each.decisions if "a part" in d.reason]
    assert [text for text in told if not text.isdigit()] == ["Deel I", "De basis", "Deel II", "De diepte"]


def test_decisions_name_the_lines_of_the_book():
    text = typeset([chapter(title, seed) for seed, title in enumerate(STYLES["a label on its own line"])])
    printed = text.split("\n")
    for each in imported(text):
        (title,) = (d for d in each.decisions if d.chosen == "title")
        assert printed[title.lines[0] - 1].strip("\f ") == each.chapter.title
        for decision in each.decisions:
            if decision.kind == "furniture":
                assert decision.chosen in printed[decision.lines[0] - 1]


def test_a_page_without_a_letter_is_told_and_in_no_chapter():
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES["a label on its own line"])]
    found = imported(typeset([*parts[:2], ["Hoofdstuk 3", "", "* * *", "", "1969"], *parts[2:]]))
    told = [d.chosen for each in found for d in each.decisions if d.reason == "a page without a letter"]
    assert set(told) <= {"* * *", "1969"}
    text = "\n\f".join(
        ["* * *\n\n1969", *(f"Hoofdstuk {n}\n\nTitel\n\n{'Zo gaat het. ' * 40}" for n in (1, 2))]
    )
    first, _ = book.import_book(Source(text), lang="nl", name="boek", split=True)
    assert [d.chosen for d in first.decisions[:2]] == ["* * *", "1969"]


def test_what_is_cut_between_chapters_is_audited_too(monkeypatch: pytest.MonkeyPatch):
    text = typeset([chapter(title, seed) for seed, title in enumerate(STYLES["a label before the title"])])
    real = book._without_label

    def wrong(whole: Chapter, opening: Opening) -> tuple[Chapter, str]:
        return real(whole, replace(opening, label=opening.label + 2))

    monkeypatch.setattr(book, "_without_label", wrong)
    with pytest.raises(LeidraadError, match=r"^boek: the chapter would lose ‘Een’ .* and make up ‘n’"):
        imported(text)


@pytest.mark.parametrize("style", STYLES)
def test_no_word_of_a_book_is_lost(style: str):
    parts = [chapter(title, seed) for seed, title in enumerate(STYLES[style])]
    text = typeset([["Leiden en verliezen"], contents(), *parts], heads=["", "", *TITLES])
    found = imported(text)
    kept: Counter[str] = Counter()
    for each in found:
        bare = [block for block in each.chapter.blocks if not isinstance(block, Comment)]
        written = write(type(each.chapter)("nl", tuple(bare)))
        kept.update(re.findall(r"[^\W\d_]+", re.sub(r"\[\^[^\]]*\]|^///.*", "", written, flags=re.MULTILINE)))
        for decision in each.decisions:
            if decision.kind == "furniture":
                kept.update(re.findall(r"[^\W\d_]+", decision.chosen))
    assert kept == Counter(re.findall(r"[^\W\d_]+", text))


def test_each_chapter_of_a_book_reads_back():
    for each in imported(typeset([chapter(title, seed) for seed, title in enumerate(TITLES)])):
        assert reader.read(write(each.chapter), parsers.plain("nl")) == each.chapter


ONE = {
    "sections with numbers": chapter("Rouw", 1, notes=6, sections=True),
    "a mention of chapters": [
        *chapter("Rouw", 2, notes=2)[:-8],
        "Zie ook wat daarvoor stond en wat daarna komt in ",
        "Hoofdstuk 3 Over grenzen en in ",
        "hoofdstuk 4 van dit boek.",
        "",
    ],
    "a label at its head": ["Hoofdstuk 3", "", *chapter("Rouw", 3)],
    "a series before its title": ["Leiden en verliezen", "", "Hoofdstuk 3", "", *chapter("Rouw", 4)],
    "no title": chapter("Rouw", 5)[2:],
    "a list of notes and an appendix": [*chapter("Rouw", 6), "Bijlage", "", prose(random.Random(6))],
}


@pytest.mark.parametrize("kind", ONE)
def test_one_chapter_stays_one(kind: str):
    for text in ("\n".join(ONE[kind]), typeset([ONE[kind]]), typeset([ONE[kind]], heads=["Rouw"], first=41)):
        assert names(imported(text)) == ["boek"]


def test_notes_that_restart_on_every_page_do_not_cut():
    pages = []
    for page in range(8):
        rng = random.Random(page)
        body = textwrap.wrap(f"{prose(rng, 1)} {prose(rng, 2)}", WIDTH)
        pages.append("\n".join([f"Over {WORDS[page]}", "", *body, "", "1 Een noot.", "", "2 Nog een.", ""]))
    assert len(imported("Rouw\n\n" + "\n\f".join(pages))) == 1


def test_an_author_has_the_last_word():
    text = typeset(
        [chapter(title, seed, notes=0) for seed, title in enumerate(STYLES["a number above the title"])]
    )
    (whole,) = imported(text)
    assert whole.warnings == ("This may be a book of 5 chapters; if it is, import it with --split.",)
    split = imported(text, split=True)
    assert names(split) == EXPECTED
    # What is split on so little is marked where it stands.
    assert all(each.chapter.blocks[0] == split[0].chapter.blocks[0] for each in split)
    assert isinstance(split[0].chapter.blocks[0], Comment)
    assert names(imported(typeset([chapter(f"Hoofdstuk {n}", n) for n in (1, 2, 3)]), split=False)) == [
        "boek"
    ]


def test_a_long_text_in_one_chapter_is_told():
    rng = random.Random(1)
    text = "Rouw\n\n" + "\n\n".join("\n".join(textwrap.wrap(prose(rng), WIDTH)) for _ in range(600))
    (only,) = imported(text)
    assert only.warnings == (f"{only.words} words in one chapter, and nothing tells where others begin.",)


@pytest.mark.parametrize(
    "path", sorted((SHARED / "bench" / "import" / "cases").glob("*.txt")) or [None], ids=str
)
def test_no_case_of_the_bench_is_cut(path: Path | None):
    if path is None:
        pytest.skip(
            "the bench is not here (../shared/bench/import), so that single chapters stay whole is NOT tested"
        )
    lang = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))["lang"]
    source = lines.decode(path.read_bytes(), path)
    (only,) = book.import_book(source, lang=lang if lang in ("nl", "en") else "nl", name="boek")
    assert not any("--split" in warning for warning in only.warnings)


def test_finding_chapters_takes_time_in_proportion():
    part = typeset([chapter(title, seed, notes=9) for seed, title in enumerate(TITLES)], heads=list(TITLES))
    seconds = []
    for times in (4, 16):
        printed = lines.split("\n\f".join([part] * times))
        taken = []
        for _ in range(3):
            began = time.process_time()
            book.Openings(printed, book.contents.find(printed, "nl"), "nl").find()
            taken.append(time.process_time() - began)
        seconds.append(min(taken))
    assert seconds[1] < 8 * seconds[0]
