"""Books on paper: no word, note or figure is lost, and programs find no fault in their tags."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import html

import brands
from leidraad import locales
from leidraad.backmatter.editions import Edition
from leidraad.backmatter.pieces import Leaf
from leidraad.brand import reading
from leidraad.building.volume import Volume
from leidraad.courses.course import Course
from leidraad.errors import LeidraadError
from leidraad.packages import pdf
from leidraad.packages.pdf import Paper
from leidraad.packages.staging import Staged
from support import ROOT, markdown, run

HEAD = {Paper.A4: 30, Paper.A5: 20}
"""How much of a page its running head takes, in millimetres."""
MM = 72 / 25.4
GONE = (
    "|".join(f".//*[@class='{name}']" for name in ("headerlink", "footnote-backref", "footnote__title"))
    + "|.//svg"
)
"""What only a page of the site has: links to itself, a heading above its notes; and what is drawn."""


@dataclass(frozen=True)
class Book:
    """A printed book: its file, its volume and the text of each page without its running head."""

    path: Path
    volume: Volume
    pages: list[str]

    @property
    def outline(self) -> list[tuple[int, str, int]]:
        """Return the bookmarks: the level of each from 0, its words and its page from 0."""
        with pypdfium2.PdfDocument(self.path) as document:
            return [
                (each.level, each.get_title(), each.get_dest().get_index()) for each in document.get_toc()
            ]

    def part(self, title: str) -> str:
        """Return the text of the part that a bookmark of the first level leads to."""
        starts = [(name, page) for level, name, page in self.outline if level == 0]
        at = [name for name, _ in starts].index(title)
        end = starts[at + 1][1] if at + 1 < len(starts) else None
        return "\n".join(self.pages[starts[at][1] : end])


def read(path: Path, volume: Volume, paper: Paper) -> Book:
    """Return a printed book, read as programs do."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [_text(page, HEAD[paper] * MM) for page in document]
    return Book(path, volume, pages)


def _text(page: Any, head: float) -> str:
    """Return the text of a page below its running head: of a part of a page, pdfium joins some words."""
    width, height = page.get_size()
    text = page.get_textpage()
    above = {line.strip() for line in text.get_text_bounded(0, height - head, width, height).splitlines()}
    lines = text.get_text_range().splitlines()
    while lines and lines[0].strip() in above:
        del lines[0]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def books(staged_handbook: Staged, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """Print the handbook of this repository, each language on its own paper."""
    folder = tmp_path_factory.mktemp("books")
    made = {}
    for lang, paper in {"nl": Paper.A4, "en": Paper.A5}.items():
        path = folder / f"{lang}.pdf"
        pdf.write(staged_handbook, lang, {paper: path})
        made[lang] = read(path, staged_handbook.volumes[lang], paper)
    return made


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without hyphens: who can tell those that only end a line?"""
    joined = re.sub(r"(?<=\w)[-\u2010\u00ad\ufffe\u0002]\s*(?=\w)", "", text.replace("\u200b", ""))
    return re.findall(r"[^\W\d_]+", joined.casefold())


def said(content: str) -> tuple[list[str], list[str]]:
    """Return the words of a page of the site: of its text, and of the answers to its self-checks."""
    root = html.fragment_fromstring(content, create_parent="div")
    for gone in root.xpath(GONE):
        gone.drop_tree()
    # Elements begin a word, also where no space stands between them.
    answers = [*root.find_class("callout__answer")]
    told = [word for each in answers for word in words(spaced(each))]
    for each in answers:
        each.drop_tree()
    return words(spaced(root)), told


def spaced(element: Any) -> str:
    """Return the text of an element with a space wherever a block begins or ends."""
    inline = {"a", "b", "cite", "code", "em", "i", "span", "strong", "sup"}
    parts = []
    for event, each in _walk(element):
        parts.append((each.text if event == "start" else each.tail) or "")
        if each.tag not in inline:
            parts.insert(-1, " ")
    return "".join(parts)


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    yield "start", element
    for child in element:
        yield from _walk(child)
        yield "end", child


def lost(wanted: list[str], found: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return which words are missing and which are there besides; one that two pages share is whole."""
    missing, more = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    for word in [*missing.elements()]:
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if more[head] and more[tail]:
                missing[word] -= 1
                more[head] -= 1
                more[tail] -= 1
                break
    return +missing, +more


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_word_of_the_handbook_is_in_its_book_and_no_note_is_there_twice(
    books: Mapping[str, Book], lang: str
):
    book = books[lang]
    say = book.volume.locale.say
    titles = [name for level, name, _ in book.outline if level == 0]
    assert titles[:3] == [say("site", "contents"), say("pdf", "preface"), book.volume.leaves[1].title]
    answered: list[str] = []
    chapters = 0
    for leaf, content in book.volume.bound():
        title = f"{leaf.number}. {leaf.title}" if leaf.number else leaf.title
        text, told = said(content)
        answered += told
        found = words(book.part(say("pdf", "preface") if leaf.path == "index.md" else title))
        missing, more = lost(text, found)
        assert not missing, (title, missing)
        if not leaf.number:
            continue
        chapters += 1
        # What paper adds: pages that links lead to, letters of answers, spaced capitals, where an answer is.
        added = words(
            " ".join([say("pdf", "page"), say("labels", "answer"), say("site", "chapter", number=1)])
        )
        drawings = html.fragment_fromstring(content, create_parent="div").iter("svg")
        drawn = "".join(word for each in drawings for word in words(spaced(each)))
        rest = {word for word in more if len(word) > 1 and word not in drawn}
        assert rest <= set(added), (title, rest)
    assert chapters == 10
    missing, _ = lost(answered, words(book.part(say("pdf", "answers"))))
    assert set(missing) <= set(words(say("labels", "answer"))), missing


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_text_of_a_chapter_keeps_its_order(books: Mapping[str, Book], lang: str):
    book = books[lang]
    leaf, content = next(sheet for sheet in book.volume.sheets() if sheet.leaf.number == 3)
    root = html.fragment_fromstring(content, create_parent="div")
    for gone in root.xpath(".//*[@class='footnote' or @class='headerlink' or @class='callout__answer']"):
        gone.drop_tree()
    text, found = words(spaced(root)), words(book.part(f"3. {leaf.title}"))
    same = SequenceMatcher(None, text, found, autojunk=False).get_matching_blocks()
    assert len(text) > 1500
    # A word that two pages share is in two parts, and labels beside the text are painted before it.
    assert sum(each.size for each in same) >= 0.97 * len(text)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_contents_bookmarks_and_links_name_the_page(books: Mapping[str, Book], lang: str):
    book = books[lang]
    say = book.volume.locale.say
    contents = book.part(say("site", "contents"))
    chapters = [(name, page) for level, name, page in book.outline if level == 0 and name[0].isdigit()]
    assert len(chapters) == 10
    for name, page in chapters:
        title = name.partition(". ")[2]
        printed = re.search(rf"{re.escape(title)}[ .\xa0]*(\d+)", contents)
        assert printed
        assert int(printed[1]) == page + 1
    # Each chapter of the large paper can be taken out; the small one is bound.
    assert lang == "en" or all(page % 2 == 0 for _, page in chapters)
    sections = [name for level, name, _ in book.outline if level == 1]
    assert len(sections) > 50
    # In a stretched line, PDFium takes a wide space for two.
    preface = " ".join(book.part(say("pdf", "preface")).split())
    for name, page in chapters:
        assert f"({say('pdf', 'page')} {page + 1})" in preface, name
    # Nobody sees an answer beside its question.
    answers = next(page for _, name, page in book.outline if name == say("pdf", "answers"))
    assert all(page < answers for _, page in chapters)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_programs_find_no_fault_in_the_tags(books: Mapping[str, Book], lang: str, tmp_path: Path):
    path = books[lang].path
    done = run("outloud", str(path), "--json", str(tmp_path / "outloud.json"), cwd=tmp_path)
    (told,) = json.loads((tmp_path / "outloud.json").read_text("utf-8"))["results"]
    assert told["error"] is None, done.stderr
    errors = [each for each in told["findings"] if each["severity"] == "error"]
    assert errors == []
    # Notes are painted below the text that they belong into; a label on top of a page is taken for a running
    # head; and Typst has no way to tell of a cell that it heads its row.
    assert {each["rule"] for each in told["findings"]} <= {"ORD-001", "PAG-001", "TBL-011"}
    done = run("pdfua", "check", str(path), "--format", "json", cwd=tmp_path)
    (report,) = _reports(json.loads(done.stdout))
    assert report["findings"] == []
    # Its rule for the font of each text crashes on an array that holds numbers.
    assert [each["rule_id"] for each in report["skipped"]] == ["UA-14-001"]


def _reports(told: Any) -> list[Any]:
    return told["files"] if isinstance(told, dict) and "files" in told else [told]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_file_says_what_it_is_and_figures_what_they_show(books: Mapping[str, Book], lang: str):
    book = books[lang]
    with pikepdf.open(book.path) as document:
        assert str(document.Root.Lang) == lang
        info = document.docinfo
        assert str(info["/Title"]) == book.volume.title
        assert str(info["/Subject"]) == book.volume.description
        assert str(info["/Author"]) == "Leidraad"
        assert {"nl": "Veerkracht", "en": "Resilience"}[lang] in str(info["/Keywords"])
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == book.volume.title
        figures = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        assert len(figures) >= 5
        for figure in figures:
            assert len(str(figure.Alt)) > 20
        alternatives = " ".join(str(figure.Alt) for figure in figures)
    assert {"nl": "Gepreoccupeerd", "en": "preoccupied"}[lang].casefold() in alternatives.casefold()


TEXTS = {
    "index.md": "# Boek\n\nBegin bij [het eerste](een.md) of zie [de lijst](lijst.md).",
    "een.md": """\
# Een

Eerst dit.[^a] Dan dat.[^b] En weer dit.[^a]

| Wat | Waar |
|---|---|
| dit[^c] | hier |

/// casus | Het geval
    themes: [trust]

Een verhaal.
///

/// citaat | Iemand[^d]
Woorden van een ander.
///

/// oefening | Doe dit
    minutes: 20
    group: pair

1. Eerst zo.
///

/// kern
- Onthoud dit.
///

/// begrip | Woord
Wat het betekent.
///

/// reflectie | Denk na
- Wat vind jij?
///

/// toets | Wat klopt?
- [x] Dit klopt.
- [ ] Dat klopt niet.

Want zo is het,[^e] zoals gezegd.[^a]
///

/// trainersnotitie | Let op
Geef hun een minuut.
///

[Een ander](https://www.example.org/pad?x=1) schreef ook.

[^a]: Noot over een.
[^b]: Noot met meer:

    - eerste punt
    - tweede punt

    En een slot.
[^c]: Noot in een tabel, zie ook daar.[^f]
[^d]: Noot bij een bijschrift.
[^e]: Noot in een antwoord.
[^f]: Noot bij een noot.
""",
    "lijst.md": "# Lijst\n\nVan alles.",
}


def small(folder: Path, texts: Mapping[str, str] = TEXTS, **changes: Any) -> Staged:
    """Return a staged book of a few pages."""
    folder.mkdir(exist_ok=True)
    leaves, contents = [], {}
    for name, text in texts.items():
        url = name.replace(".md", ".html")
        title = re.sub(r"\A# (.*)\n(?s:.*)", r"\1", text)
        leaves.append(Leaf(url, title, number=1 if name == "een.md" else 0, path=name))
        contents[url] = re.sub(r'(href="\w+)\.md', r"\1.html", markdown(trainer=True).convert(text))
    asked = {"lijst.html": frozenset({"quotes"})}
    volume = Volume(locales.load("nl"), "Boek", "Een boek.", leaves, contents, {*asked}, asked)
    edition = Edition("3", date(2026, 2, 1), ())
    staged = Staged(folder, {"nl": volume}, ["An", "Bo"], {}, edition, date(2026, 3, 1), "1.2", None)
    return replace(staged, **changes)


def printed(staged: Staged, folder: Path, paper: Paper = Paper.A5) -> Book:
    path = folder / "boek.pdf"
    pdf.write(staged, "nl", {paper: path})
    return read(path, staged.volumes["nl"], paper)


def flat(text: str) -> str:
    return " ".join(re.sub("[\u200b\u2060]", "", text).replace("\xa0", " ").split())


@pytest.mark.parametrize("paper", Paper)
def test_all_kinds_of_callouts_and_notes_find_their_place(tmp_path: Path, paper: Paper):
    book = printed(small(tmp_path / "site", is_for_trainers=True), tmp_path, paper)
    chapter = flat(book.part("1. Een"))
    for text in (
        *("Het geval", "Woorden van een ander.", "20 minuten · met z’n tweeën", "Onthoud dit."),
        *("Wat het betekent.", "Wat vind jij?", "Dat klopt niet.", "Geef hun een minuut."),
    ):
        assert chapter.count(text) == 1, text
    for note in (
        *("Noot over een.", "Noot in een tabel, zie ook daar.", "Noot bij een noot.", "tweede punt"),
        *("Noot bij een bijschrift.", "En een slot."),
    ):
        assert chapter.count(note) == 1, note
    # Under the text of the page that cites it, not behind it.
    first = next(page for page in book.pages if "Eerst dit." in page)
    assert flat(first).index("Dan dat.") < flat(first).index("Noot over een.")
    answers = flat(book.part("Antwoorden"))
    assert "Noot in een antwoord." in answers
    assert "Noot in een antwoord." not in chapter
    assert "Want zo is het" not in chapter
    assert "Goed: A" in answers
    assert "Wat klopt? (p. " in answers
    assert "Toets jezelf 1.1" in chapter
    assert "www.example.org/pad?x=1" in chapter
    preface = flat(book.part("Vooraf"))
    # What is not in the book is no link, and what is has a page.
    assert re.search(r"het eerste \(p. \d+\) of zie de lijst\.", preface)
    assert "Van alles" not in flat(" ".join(book.pages))


def test_links_lead_to_all_that_a_page_may_link_to(tmp_path: Path):
    texts = {
        "een.md": "# Een\n\n[Bel](tel:+31301234567), [+31 30 765 43 21](tel:+31307654321), of"
        " [schrijf](mailto:an@example.org), via [ons](HTTPS://example.org/pad) maar niet [zo](ftp://x.example).",
        "lijst.md": TEXTS["lijst.md"],
    }
    book = printed(small(tmp_path / "site", texts), tmp_path)
    with pikepdf.open(book.path) as document:
        links = [
            str(each.A.URI)
            for page in document.pages
            for each in page.get("/Annots", [])
            if "/A" in each and "/URI" in each.A
        ]
    assert [*dict.fromkeys(links)] == [
        *("tel:+31301234567", "tel:+31307654321", "mailto:an@example.org", "HTTPS://example.org/pad")
    ]
    chapter = flat(book.part("1. Een"))
    # Addresses are spelt out, but for a number that is already there.
    assert "+31301234567" in chapter
    assert "+31307654321" not in chapter
    assert "an@example.org" in chapter


def test_tags_say_what_each_part_is_and_in_which_language(tmp_path: Path):
    texts = {
        "een.md": TEXTS["een.md"]
        + '\n\n<p>Zij zei: <span lang="en-GB">Mind the gap</span>.</p>\n\n#### Diep\n',
        "lijst.md": TEXTS["lijst.md"],
    }
    book = printed(small(tmp_path / "site", texts), tmp_path)
    with pikepdf.open(book.path) as document:
        tags = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        kinds = Counter(str(each.S) for each in tags)
        names = [str(each.ID) for each in tags if "/ID" in each]
        streams = b"".join(page.Contents.read_bytes() for page in document.pages)
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
    assert len(names) == len({*names})
    # Six notes, one of them in another; what is listed in the contents; no level of headings left out.
    assert kinds["/Note"] == 6
    assert kinds["/TOCI"] >= 2
    assert kinds["/BlockQuote"] == 1
    assert kinds["/TH"] == 2
    assert kinds["/H2"] == 2
    assert kinds["/H4"] == 0
    assert re.search(rb"/Lang ?\(en-GB\)", streams)


def test_books_that_are_printed_at_once_are_as_each_is_by_itself(tmp_path: Path):
    staged = small(tmp_path / "site", is_for_trainers=True)
    paths = {paper: tmp_path / f"{paper}.pdf" for paper in Paper}
    pdf.write(staged, "nl", paths)
    for paper in Paper:
        assert paths[paper].read_bytes() == printed(staged, tmp_path, paper).path.read_bytes(), paper


def test_a_note_is_on_the_page_that_first_refers_to_it(tmp_path: Path):
    text = "# Een\n\n" + "\n\n".join(f"{'Woord ' * 60}verwijst{at}.[^n{at}]" for at in range(40))
    text += "\n\nNog eens.[^n0]\n\n" + "\n".join(f"[^n{at}]: Noot nummer{at}." for at in range(40))
    for paper in Paper:
        book = printed(small(tmp_path / "site", {"een.md": text}), tmp_path, paper)
        for at in range(40):
            (page,) = (page for page in book.pages if re.search(rf"\bverwijst{at}\.", page))
            assert re.search(rf"\b{at + 1} ?Noot nummer{at}\.", flat(page)), (paper, at)
        assert flat(" ".join(book.pages)).count("Noot nummer0.") == 1


@pytest.mark.slow
@pytest.mark.parametrize("paper", Paper)
def test_notes_of_one_word_stand_apart_and_on_no_other_line(tmp_path: Path, paper: Paper):
    # A letter more each time, so that the notes of some come to the end of a line.
    answers = range(1, 31)
    checks = [
        f"/// toets | Vraag {at}?\n- [x] Ja.\n- [ ] Nee.\n\n{'woord ' * 8}{'i' * at} zei zij.[^a][^b]\n///\n"
        for at in answers
    ]
    text = "# Een\n\nEerst.[^a][^b]\n\n" + "\n".join(checks) + "\n[^a]: Noot.\n[^b]: Noot.\n"
    book = printed(small(tmp_path / "site", {"een.md": text}), tmp_path, paper)
    apart = r"zei zij\. ?1 \(p\. \d\), ?2 \(p\. \d\)"
    assert len(re.findall(apart, flat(book.part("Antwoorden")))) == len(answers)
    assert re.search(r"Eerst\.1, ?2", flat(book.part("1. Een")))
    with pypdfium2.PdfDocument(book.path) as document:
        for page in document:
            found = page.get_textpage()
            boxes = [found.get_charbox(at) for at in range(found.count_chars())]
            # Letters of one line lean into each other by less.
            for (left, low, right, high), (start, bottom, end, top) in combinations(boxes, 2):
                shared = min(right, end) - max(left, start), min(high, top) - max(low, bottom)
                assert min(shared) < 1.2, page


@pytest.mark.slow
@pytest.mark.parametrize("paper", Paper)
def test_a_question_is_on_the_page_of_the_lines_to_answer_it_on(tmp_path: Path, paper: Paper):
    # With more text before each one, some come to the end of a page.
    asked = "\n".join(
        f"{'Zin. ' * 40 * at}\n\n/// reflectie\n- Wat vind jij?\n- En zij?\n///\n" for at in range(24)
    )
    book = printed(small(tmp_path / "site", {"een.md": f"# Een\n\n{asked}"}), tmp_path, paper)
    with pypdfium2.PdfDocument(book.path) as document:
        questions, lines = [], []
        for page, text in zip(document, book.pages, strict=True):
            drawn = [each.get_bounds() for each in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
            lines.append(sum(right - left > 100 and top - low < 1 for left, low, right, top in drawn))
            questions.append(text.count("?"))
    assert sum(questions) == 48
    assert lines == [count * sum(lines) // 48 for count in questions]


def test_the_same_site_gives_the_same_bytes(tmp_path: Path):
    made = [printed(small(tmp_path / name), tmp_path).path.read_bytes() for name in ("a", "b")]
    assert made[0] == made[1]
    other = small(tmp_path / "a", {**TEXTS, "een.md": "# Een\n\nIets anders."})
    assert printed(other, tmp_path).path.read_bytes() != made[0]


@pytest.mark.slow
def test_a_course_of_a_company_bears_its_name_its_fonts_and_what_it_is_for(tmp_path: Path):
    folder = tmp_path / "site"
    brand = reading.load(brands.draw("oever", tmp_path / "oever"), ["nl", "en"], in_folders=False)
    staged = small(
        folder,
        brand=brand,
        licence=brand.texts["licence"],
        is_for_trainers=True,
        course=Course(
            "basis", {"nl": "Boek"}, ["een.md"], {}, objectives=[{"nl": "Je weet dit."}], minutes=90
        ),
    )
    for name, data in brand.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    book = printed(staged, tmp_path)
    start = flat(" ".join(book.pages[:5]))
    for text in (
        *("© 2026 Oever. Alleen voor deelnemers.", "Oever Academie", "Waterkant 12, Utrecht", "An en Bo"),
        *("Uitgave voor trainers", "Editie 3", "1 februari 2026", "versie 1.2"),
    ):
        assert text in start, text
    # Trainers find it beside their days.
    given = printed(replace(staged, is_for_trainers=False), tmp_path)
    assert "Na deze cursus kun je • Je weet dit. Duurt 1 uur 30 minuten" in flat(" ".join(given.pages))
    with pikepdf.open(book.path) as document:
        fonts = {
            str(each.BaseFont)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/BaseFont" in each
        }
        figures = [
            str(each.get("/Alt"))
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        assert str(document.docinfo["/Author"]) == "An en Bo"
    for role in ("text", "text-Italic", "headings"):
        assert any(name.endswith(f"+brand-{role}") for name in fonts), role
    assert figures == ["Oever Academie"]
    # Its own colour is on the cover.
    with pypdfium2.PdfDocument(book.path) as document:
        picture = document[0].render(scale=0.2).to_pil().convert("RGB")
    assert picture.getpixel((8, 8)) == (0x0A, 0x5C, 0x63)


def test_nothing_is_read_from_outside_the_site(tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(brands.png(30, 30, (9, 8, 7)))
    (tmp_path / "site").mkdir()
    (tmp_path / "site/shown.png").write_bytes(brands.png(30, 30, (1, 2, 3)))
    sources = ["../secret.png", (tmp_path / "secret.png").as_uri(), "https://www.example.org/x.png"]
    pictures = "\n\n".join(f"![Iets]({source})" for source in [*sources, "shown.png"])
    book = printed(small(tmp_path / "site", {"een.md": f"# Een\n\n{pictures}\n"}), tmp_path)
    with pikepdf.open(book.path) as document:
        drawn = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert len(drawn) == 1


class Missing:
    """An import system in which some modules cannot be loaded."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def find_spec(self, name: str, *_: object) -> None:
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}")


@pytest.mark.parametrize("missing", ["typst", "fontTools", "brotli"])
def test_who_lacks_the_engine_is_told_in_a_line_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
):
    for name in [each for each in sys.modules if each.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(missing), *sys.meta_path])
    with pytest.raises(LeidraadError, match=re.escape("pip install 'leidraad[pdf]'")) as caught:
        pdf.write(small(tmp_path / "site"), "nl", {Paper.A5: tmp_path / "boek.pdf"})
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "boek.pdf").exists()


def test_our_fonts_come_with_their_licences():
    fonts = [each.name for each in (Path(pdf.__file__).parent / "fonts").iterdir()]
    for family in ("alegreya", "alegreya-sans"):
        assert f"LICENSE.{family}.txt" in fonts
        assert [name for name in fonts if name.startswith(f"{family}-400")]
    assert "scripts/leidraad/packages/pdf/fonts" in (ROOT / "THIRD-PARTY.md").read_text("utf-8")
