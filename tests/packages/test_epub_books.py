"""Whole books as EPUBs: nothing of the site is lost in them, and every reading system can read them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

import brands
import epubs
import large
from epubs import NAMES, TYPE, draft, page, told, words
from gates import book as everything
from leidraad import locales, site
from leidraad.courses.course import Course
from leidraad.dialect.kinds import KINDS
from leidraad.packages import staging
from leidraad.packages.epub import book
from leidraad.packages.epub.links import Published
from leidraad.packages.staging import Staged

pytestmark = pytest.mark.slow

LANGS = ("nl", "en")
TITLE = f"“Één’s” <boek> & 'meer' 🌱 {'lang ' * 56}einde"
SITE = "https://example.org/boek/"


def draw(folder: Path) -> None:
    """Write a handbook of a few lessons, of which one is in one language only, and one holds everything."""
    large.draw(folder, 9)
    for lang in LANGS:
        (folder / f"docs/{lang}/01-eerste-hoofdstuk.md").write_text(everything.everything(lang), "utf-8")
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/lijn.svg").write_text(everything.PICTURE, "utf-8")
    (folder / "docs/en/005-les.md").unlink()


def staged(folder: Path) -> Any:
    config = folder / "mkdocs.yml"
    return staging.staged(
        lambda target: site.load(config, site_dir=target, strict=False, use_directory_urls=False)
    )


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "handbook"
    draw(folder)
    return folder


@pytest.fixture(scope="session")
def other(drawn: Path) -> Iterator[Staged]:
    """Build a handbook with every kind of page and callout, for trainers, as a course with a bad title."""
    with staged(drawn) as made:
        (made.folder / "assets/talen.svg").write_text(epubs.SWITCH, "utf-8")
        (made.folder / "assets/punt.png").write_bytes(brands.png(2, 2, (1, 2, 3)))
        volumes = {}
        for lang, volume in made.volumes.items():
            leaf = volume.leaves[0]._replace(url="rijk.html", title="Rijk & <goed>", number=0)
            contents = {**volume.contents, leaf.url: epubs.RICH}
            volumes[lang] = replace(volume, title=TITLE, leaves=[*volume.leaves, leaf], contents=contents)
        words = dict.fromkeys(LANGS, 'Je kunt "luisteren" & <zwijgen>.')
        yield replace(
            made,
            volumes=volumes,
            authors=["Ada & Zn.", "Bo <Bo>"],
            licence=dict.fromkeys(LANGS, "© Ada & Bo"),
            course=Course("kort", words, [], {}, objectives=[words], minutes=90),
            is_for_trainers=True,
        )


@pytest.fixture(scope="session")
def books(
    staged_handbook: Staged, other: Staged, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Write all books: of the handbook of this repository, and of the other one."""
    folder = tmp_path_factory.mktemp("books")
    paths = {}
    for name, made in (("own", staged_handbook), ("other", other)):
        for lang in LANGS:
            paths[f"{name}-{lang}"] = folder / f"{name}-{lang}.epub"
            book.write(made, lang, paths[f"{name}-{lang}"], Published(SITE))
    return paths


@pytest.fixture(scope="session", params=[f"{name}-{lang}" for name in ("own", "other") for lang in LANGS])
def made(request: pytest.FixtureRequest, books: dict[str, Path]) -> tuple[str, str, epubs.Files]:
    """Return the name of a book, its language and its files."""
    return request.param, request.param[-2:], epubs.files(books[request.param])


def of_site(content: str, glossary: Any | None) -> Any:
    """Return what a page of the site tells its reader, in the order of the book."""
    root = html.fragment_fromstring(content.replace("\x01", ""), create_parent="div")
    for each in [
        *root.xpath("//*[@hidden or contains(@class, 'headerlink')] | //script | //button | //input")
    ]:
        each.drop_tree()
    for each in root.find_class("leidraad-terms__others"):
        term = each.xpath("preceding-sibling::dt[1]/@id")[0]
        told = glossary.xpath(f"//dt[@id='{term}']/following-sibling::dd[contains(@class, 'others')][1]")
        each.text, each[:] = told[0].text, told[0][:]
    answers = root.find_class("callout__answer")
    notes = root.find_class("footnote")
    for each in answers:
        each.getparent().append(etree.fromstring("<p>{}</p>".format(each.find("summary").text)))
        each.find("summary").drop_tree()
        notes[0].addprevious(each) if notes else root.append(each)
    for each in root.find_class("tabbed-set"):
        for label, block in zip(each.xpath(".//label"), each.find_class("tabbed-block"), strict=True):
            block.insert(0, label)
    for each in root.iter("img"):
        each.tail = f" {each.get('alt') or ''} {each.tail or ''}"
    return root


def of_book(root: Any, title: str) -> Any:
    """Return what a page of the book tells its reader, without what only a book says."""
    only = ("number", "note__number", "answer__question", "fallback")
    for each in root.iter("{*}p", "{*}span", "{*}h2"):
        is_heading = each.tag.endswith("h2") and each.getparent().get("class") == "answers"
        if each.get("class") in only or is_heading:
            each.text, each[:] = "", []
    for each in root.iter("{*}img"):
        each.tail = f" {each.get('alt')} {each.tail or ''}"
    assert words(root.find(".//x:head", NAMES)) == title.split()
    return root.find("x:body", NAMES)


def test_no_word_is_lost_and_none_is_out_of_its_place(made, staged_handbook: Staged, other: Staged):
    name, lang, files = made
    source = staged_handbook if name.startswith("own") else other
    sheets = [*source.volumes[lang].bound()]
    assert len([each for each in files if each.startswith("page-")]) == len(sheets) >= 13
    total = 0
    for number, sheet in enumerate(sheets, start=1):
        path = source.folder / sheet.leaf.url
        wanted = words(of_site(sheet.content, html.parse(path) if path.is_file() else None))
        found = words(of_book(page(files, number), sheet.leaf.title))
        ticked = ["☑" for _ in range(sheet.content.count("checkbox"))]
        assert [word for word in found if word != "☑"] == wanted
        assert [word for word in found if word == "☑"] == ticked
        total += len(found)
    assert total > (20000 if name.startswith("own") else 200)


def test_every_figure_note_and_callout_is_there(made, staged_handbook: Staged, other: Staged):
    name, lang, files = made
    source = staged_handbook if name.startswith("own") else other
    kinds: Counter[str] = Counter()
    for number, sheet in enumerate(source.volumes[lang].bound(), start=1):
        root, content = page(files, number), sheet.content
        found = [each.get("class") for each in root.iter() if "callout callout--" in each.get("class", "")]
        assert found == re.findall(r'class="(callout callout--[a-z]+)"', content)
        kinds.update(found)
        assert len(root.findall(".//svg:svg", NAMES)) == content.count("<svg")
        notes = root.findall(".//x:aside[@role='doc-footnote']", NAMES)
        assert [each.get("id") for each in notes] == re.findall(r'<li id="(fn:[^"]+)"', content)
    if name == "other-nl":
        # A build that is not for trainers has no notes for them.
        assert kinds.keys() == {f"callout callout--{kind}" for kind in KINDS if kind != "trainer"}


def test_every_reference_shows_its_note_and_every_note_leads_back(made):
    _, lang, files = made
    count = 0
    for name in sorted(files):
        if not name.startswith("page-"):
            continue
        root = etree.fromstring(files[name])
        ids = {each.get("id"): each for each in root.iter() if each.get("id")}
        assert len(ids) == len(root.xpath("//@id"))
        for link in root.iterfind(".//x:a[@role='doc-noteref']", NAMES):
            note = ids[link.get("href")[1:]]
            assert link.get(TYPE) == "noteref"
            assert note.tag.endswith("aside")
            assert note.get(TYPE) == "footnote"
            assert words(note)[0] == f"{link.text}."
            count += 1
        for note in root.iterfind(".//x:aside", NAMES):
            back = note.findall(".//x:a[@role='doc-backlink']", NAMES)
            assert back
            assert all(ids[link.get("href")[1:]].tag.endswith("sup") for link in back)
            assert all(
                link.get("aria-label").startswith(locales.load(lang).say("notes", "back", number="")[:8])
                for link in back
            )
    assert count > 5


def test_every_link_within_the_book_arrives(made):
    _, _, files = made
    trees = {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}
    ids = {name: {*root.xpath("//@id")} for name, root in trees.items()}
    for name, root in trees.items():
        for address in root.xpath("//*[local-name() = 'a']/@href"):
            if not re.match(r"https?:|mailto:", address):
                file, _, fragment = address.partition("#")
                assert not fragment or unquote(fragment) in ids[file or name], f"{name}: {address}"


def test_only_what_a_book_can_use_is_in_it(made):
    _, _, files = made
    for name, data in files.items():
        if not name.endswith(".xhtml"):
            continue
        root = etree.fromstring(data)
        names = {etree.QName(each).localname for each in root.iter() if isinstance(each.tag, str)}
        assert not names & {"script", "button", "input", "label", "form", "template", "details", "iframe"}
        attributes = {key for each in root.iter() for key in each.attrib}
        assert not [key for key in attributes if key.startswith(("data-", "item", "on"))]
        assert root.xpath("//@hidden/parent::*/@id") == (["landmarks"] if name == "nav.xhtml" else [])
        assert not root.xpath("//*[contains(@class, 'headerlink')]")
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert b"url(" not in files["book.css"]


def test_the_archive_is_one_that_reading_systems_know(books: dict[str, Path]):
    with zipfile.ZipFile(books["own-nl"]) as archive:
        first, *others = archive.infolist()
        assert first.filename == "mimetype"
        assert first.compress_type == zipfile.ZIP_STORED
        assert not first.extra
        assert archive.read(first) == b"application/epub+zip"
        assert [each.filename for each in others] == sorted(each.filename for each in others)


def test_the_same_handbook_gives_the_same_bytes(drawn: Path, tmp_path: Path):
    made = []
    for name in ("one", "two"):
        with staged(drawn) as source:
            book.write(source, "en", tmp_path / f"{name}.epub")
        made.append((tmp_path / f"{name}.epub").read_bytes())
    assert made[0] == made[1]
    assert [*tmp_path.glob(".*")] == []


def test_the_contents_list_every_chapter_with_its_headings(staged_handbook: Staged, books: dict[str, Path]):
    root = etree.fromstring(epubs.files(books["own-en"])["nav.xhtml"])
    entries = root.findall("x:body/x:nav[@id='toc']/x:ol/x:li", NAMES)
    leaves = [sheet.leaf for sheet in staged_handbook.volumes["en"].bound()]
    told = [" ".join(words(entry.find("x:a", NAMES))) for entry in entries]
    assert told == [f"{leaf.number} {leaf.title}" if leaf.number else leaf.title for leaf in leaves]
    assert {"cases.md", "boek.md", "wijzigingen.md"} & {leaf.path for leaf in leaves} == set()
    assert [each.text for each in entries[2].findall("x:ol/x:li/x:a", NAMES)][:2] == [
        "What attachment is",
        "Haven and base",
    ]
    marks = root.findall("x:body/x:nav[@id='landmarks']//x:a", NAMES)
    assert [each.get(TYPE) for each in marks] == [
        *("cover", "titlepage", "toc", "bodymatter", "glossary", "bibliography")
    ]


def test_the_parts_say_what_they_are(books: dict[str, Path]):
    files = epubs.files(books["own-nl"])
    roles = [each for name in sorted(files) if name.startswith("page-") for each in _roles(files[name])]
    for role, count in (
        *(("doc-chapter", 10), ("doc-epigraph", 10), ("doc-glossary", 1), ("doc-bibliography", 1)),
        *(("doc-example", 10), ("doc-endnotes", 10)),
    ):
        assert roles.count(role) >= count, role
    assert roles.count("doc-glossref") >= 5


def _roles(data: bytes) -> list[str]:
    return [str(role) for role in etree.fromstring(data).xpath("//@role")]


def test_the_package_says_what_the_book_is(books: dict[str, Path], staged_handbook: Staged):
    about = told(epubs.files(books["other-en"]))
    assert about["title"] == [TITLE, "For the trainer"]
    assert about["creator"] == ["Ada & Zn.", "Bo <Bo>"]
    # A page of it has not been translated.
    assert about["language"] == ["en", "nl"]
    assert about["rights"] == ["© Ada & Bo"]
    assert about["schema:accessModeSufficient"] == ["textual,visual"]
    own = told(epubs.files(books["own-nl"]))
    assert own["dcterms:modified"] == [f"{staged_handbook.changed}T00:00:00Z"]
    assert own["date"] == [str(staged_handbook.edition.day)]
    assert own["schema:accessModeSufficient"] == ["textual"]
    assert own["schema:accessibilityHazard"] == ["none"]
    assert "conformsTo" not in str(own)
    identifiers = {told(epubs.files(path))["identifier"][0] for path in books.values()}
    assert len(identifiers) == 4


def test_the_title_page_tells_what_the_course_is(books: dict[str, Path]):
    root = etree.fromstring(epubs.files(books["other-nl"])["title.xhtml"]).find("x:body", NAMES)
    said = " ".join(words(root))
    for text in (
        TITLE,
        "Ada & Zn., Bo <Bo>",
        'Je kunt "luisteren" & <zwijgen>.',
        "1 uur 30 minuten",
        "© Ada & Bo",
    ):
        assert " ".join(text.split()) in said


def test_answers_stand_behind_the_text_and_lead_back(books: dict[str, Path]):
    root = page(epubs.files(books["own-en"]), 3)
    links = root.findall(".//x:p[@class='callout__onward']/x:a", NAMES)
    assert len(links) == 3
    for link in links:
        (answer,) = root.xpath(f"//*[@id='{link.get('href')[1:]}']")
        (check,) = root.xpath(f"//*[@id='{answer.find('.//x:a', NAMES).get('href')[1:]}']")
        assert link in check.iter()
        assert words(answer.find("x:p/x:strong", NAMES))[0] == "Right:"
        assert answer.getparent().getnext().get("role") == "doc-endnotes"


def test_epubcheck_has_nothing_against_any_book(books: dict[str, Path], tmp_path: Path):
    # The one that is broken shows that the checker would see it.
    broken = tmp_path / "broken.epub"
    book.write(draft(tmp_path, "<p>Een.</p>"), "nl", broken)
    files = {f"EPUB/{name}": data for name, data in epubs.files(broken).items()}
    with zipfile.ZipFile(broken, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data.replace(b"<p>Een.</p>", b'<p id="a b">Een.<div/></p>'))
    with ThreadPoolExecutor(2) as pool:
        *found, wrong = pool.map(epubs.complaints, [*books.values(), broken])
    assert dict(zip(books, found, strict=True)) == {name: [] for name in books}
    assert wrong != []


def test_ace_finds_nothing_that_keeps_anyone_out(books: dict[str, Path], tmp_path: Path):
    paths = [books["own-nl"], books["other-en"]]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(epubs.violations, paths, [tmp_path / path.stem for path in paths])
    assert [*found] == [[], []]


@pytest.mark.parametrize("name", ["own-nl", "own-en", "other-nl", "other-en"])
def test_every_page_fits_on_a_telephone(name: str, books: dict[str, Path], browser: Browser, tmp_path: Path):
    zipfile.ZipFile(books[name]).extractall(tmp_path)
    reader = browser.new_page(viewport={"width": 360, "height": 640})
    try:
        for path in sorted((tmp_path / "EPUB").glob("*.xhtml")):
            reader.goto(path.as_uri())
            assert reader.evaluate("document.documentElement.scrollWidth") <= 360, path.name
    finally:
        reader.close()
