"""The search index: one a language, of what stands in the site at last, made only where that has changed."""

from __future__ import annotations

import gzip
import json
import marshal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leidraad.packages.offline import searching
from leidraad.search import ENTRY, FOLDER, index, words, writing
from leidraad.search.words import Page
from leidraad.storage import caching
from support import files, within

PAGES = {
    "zwaan/index.html": ("nl", "Een zwaan zwemt in de vijver."),
    "anker/index.html": ("nl", "Het anker ligt op de bodem."),
    "boot/index.html": ("nl", "De boot ligt stil."),
    "en/index.html": ("en", "A swan swims in the pond."),
    "en/anchor/index.html": ("en", "The anchor lies at the bottom."),
    "de/index.html": ("de", "Ein Schwan schwimmt im Teich."),
    "los.html": ("", "Niemand zegt in welke taal dit staat."),
}


def write(site: Path, name: str, lang: str, text: str) -> None:
    """Write a page of a site."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    said = f' lang="{lang}"' if lang else ""
    path.write_text(
        f"<!doctype html><html{said}><head><title>x</title></head><body><article data-searched>"
        f"<h1>Kop</h1><p>{text}</p></article></body></html>",
        "utf-8",
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site in three languages."""
    for name, (lang, text) in PAGES.items():
        write(tmp_path / "site", name, lang, text)
    (tmp_path / "site/404.html").write_text("<html lang=nl><head></head><body>Weg</body></html>", "utf-8")
    return tmp_path / "site"


def written(site: Path) -> dict[str, bytes]:
    """Return the files of the index of a site."""
    return files(site / FOLDER)


def build(site: Path, kept: Path) -> list[str] | None:
    """Index a site as a build does, and return which languages were indexed."""
    for path in sorted((site / FOLDER).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    return index(site, kept)


def places(site: Path, lang: str, word: str) -> dict[str, list[int]]:
    """Return where a word stands, by page, as a browser reads it."""
    folder = site / FOLDER
    listed, stemmer = json.loads((folder / ENTRY).read_bytes())[lang]
    assert "lunr" in (folder / stemmer).read_text("utf-8")
    told = json.loads((folder / listed).read_bytes())
    name = [name for first, name in told["parts"] if first <= word][-1]
    lines = dict(
        line.split("\t") for line in gzip.decompress((folder / name).read_bytes()).decode().split("\n")
    )
    rows = [row.split(":") for row in lines.get(word, "").split(";") if row]
    return {told["pages"][int(number)][0]: [*map(int, at.split())] for number, at in rows}


def test_each_language_has_an_index_of_its_own_and_what_says_none_is_with_the_most(site: Path):
    assert index(site) == ["de", "en", "nl"]
    assert places(site, "nl", "ligt") == {"anker/index.html": [3], "boot/index.html": [3]}
    assert places(site, "nl", "niemand") == {"los.html": [1]}
    assert places(site, "nl", "swan") == places(site, "nl", "weg") == {}
    assert places(site, "en", "swan") == {"en/index.html": [2]}
    assert places(site, "de", "teich") == {"de/index.html": [5]}


def test_a_site_without_pages_has_an_index(tmp_path: Path):
    assert index(tmp_path) == []
    assert written(tmp_path) == {ENTRY: b"{}"}


def test_only_a_language_that_has_changed_is_indexed_and_only_its_pages_that_have(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept, read = tmp_path / "known", words.read
    taken: list[str] = []
    monkeypatch.setattr(words, "read", lambda html: taken.append(html) or read(html))
    assert build(site, kept) == ["de", "en", "nl"]
    assert len(taken) == len(PAGES)
    first = written(site)
    assert build(site, kept) == []
    assert written(site) == first
    taken.clear()
    write(site, "en/anchor/index.html", "en", "The anchor is lost.")
    assert build(site, kept) == ["en"]
    assert len(taken) == 1
    assert places(site, "en", "anchor") == {"en/anchor/index.html": [2]}
    # A page less, and a language less.
    (site / "en/anchor/index.html").unlink()
    (site / "de/index.html").unlink()
    assert build(site, kept) == ["en"]
    assert len(taken) == 1
    assert sorted(json.loads(written(site)[ENTRY])) == ["en", "nl"]
    index(site)
    assert build(site, tmp_path / "other") == ["en", "nl"]
    assert places(site, "en", "anchor") == {}


def test_an_index_that_is_known_in_part_is_that_of_a_build_from_nothing(site: Path, tmp_path: Path):
    build(site, tmp_path / "known")
    write(site, "boot/index.html", "nl", "De boot vaart.")
    build(site, tmp_path / "known")
    known = written(site)
    build(site, tmp_path / "other")
    assert written(site) == known


def test_a_page_that_no_longer_says_its_language_stands_where_a_build_from_nothing_has_it(
    site: Path, tmp_path: Path
):
    write(site, "kabel/index.html", "nl", "De kabel ook.")
    build(site, tmp_path / "known")
    write(site, "anker/index.html", "", PAGES["anker/index.html"][1])
    assert build(site, tmp_path / "known") == ["nl"]
    known = written(site)
    build(site, tmp_path / "other")
    assert written(site) == known


def test_a_translation_that_lags_behind_is_not_indexed_for_that(site: Path, tmp_path: Path):
    kept = tmp_path / "known"
    write(site, "en/index.html", "en", 'A swan.</p><p data-block="swan.2">It swims.')
    assert build(site, kept) == ["de", "en", "nl"]
    write(site, "en/index.html", "en", 'A swan.</p><p data-block="swan.2" data-stale="">It swims.')
    assert build(site, kept) == []


def test_an_index_that_nobody_wants_any_more_is_not_made(site: Path):
    turns = iter([False, False, True])
    assert index(site, None, lambda: next(turns)) is None
    assert not (site / FOLDER).exists()


def test_a_language_that_is_no_name_of_a_file_is_not_said(site: Path):
    write(site, "kwaad.html", "../../x", "Een tekst.")
    assert index(site) == ["de", "en", "nl"]
    assert places(site, "nl", "tekst") == {"kwaad.html": [2]}


def damaged(value: bytes) -> list[bytes]:
    """Return bytes, instead of those of an index, that a user may have kept."""
    key, sums, pages, listed, stemmer, data = marshal.loads(value)
    others = [
        [],
        {"pages": []},
        ["key", sums, pages, listed, stemmer, data],
        [key, sums, pages, "parts/nowhere.json", stemmer, data],
        [key, sums, dict.fromkeys(pages, 1), listed, stemmer, data],
        [key, sums, pages, listed, stemmer, {**data, "../../index.html": b""}],
        [key, sums, pages, listed, stemmer, {**data, "/index.html": b""}],
    ]
    return [b"", b"x", value[:-1], *map(marshal.dumps, others)]


@pytest.mark.parametrize("number", range(10))
def test_a_damaged_index_is_made_anew(site: Path, tmp_path: Path, number: int):
    kept = tmp_path / "known"
    build(site, kept)
    first = written(site)
    value = caching.read_bytes(kept / "search-nl")
    assert value
    caching.write_bytes(kept / "search-nl", damaged(value)[number])
    assert build(site, kept) == ["nl"]
    assert written(site) == first


def test_an_index_that_somebody_else_kept_is_made_anew(site: Path, tmp_path: Path):
    kept = tmp_path / "known"
    build(site, kept)
    for lang in ("de", "nl"):
        data = (kept / f"search-{lang}").read_bytes()
        (kept / f"search-{lang}").write_bytes(data.replace(b"index.html", b"hacks.html", 1))
    (kept / "search-en").write_bytes((kept / "search-de").read_bytes())
    assert build(site, kept) == ["de", "en", "nl"]


def test_other_stemmers_know_nothing(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    build(site, tmp_path / "known")
    monkeypatch.setattr(writing, "release", lambda: "9.9")
    assert build(site, tmp_path / "known") == ["de", "en", "nl"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Eén <em>on</em>zin, <b>vet</b></p><p>volgt</p>", "een onzin vet volgt"),
        ("<p>H<sub>2</sub>O &amp; caf&eacute; a&lt;b</p>", "h2o cafe ab a b"),
        ("<p>kopje-onder</p>", "kopjeonder kopje onder"),
        ("<p>don’t 3,5</p>", "dont don't 35 3 5"),
        ("<p>foto’s, Femi's ’s avonds ‘ja’ I'll</p>", "fotos foto's femis femi's s avonds ja ill i'll"),
        ("<p>O’Brien’s oma's-huis '</p>", "obriens o'brien's brien omashuis oma's huis"),
        ("<li>een</li><li>twee</li><br>drie", "een twee drie"),
        ('<h2 id="x">Kop<a class="headerlink" href="#x">¶</a></h2>tekst', "kop tekst"),
        ('<p>zin<sup id="r"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>', "zin"),
        ('<div class="callout callout--trainer"><div>weg</div> ook <p>dit</p></div>blijft', "blijft"),
        ('<div data-unsearched><div>weg</div></div><p title="data-unsearched">hier</p>', "hier"),
        ('<p>wie class="headerlink" schrijft</p>', "wie classheaderlink class headerlink schrijft"),
        ('<p>a < b class="headerlink" c</p>', "a b classheaderlink class headerlink c"),
        ('<p><img data-unsearched alt="weg">hier</p>', "hier"),
        ("<script>weg()</script><svg><title>weg</title></svg>hier<!-- <p>weg -->", "hier"),
        ('<p title="a > b">tekst</p>', "tekst"),
        ("<p>nooit gesloten <form>weg", "nooit gesloten"),
        ("<p>nooit gesloten <!-- weg", "nooit gesloten"),
        ("<!-->een <!--->twee <!-- weg --!>drie", "een twee drie"),
        ("<p>nooit gesloten <em title=weg", "nooit gesloten"),
        ("<p title='5\" > weg'>een</p><p title=\"'\">twee</p>", "een twee"),
        ('<h2 title="a > b">kop</h2>tekst', "kop tekst"),
        ("<p>Ελλάδα हिन्दी 東京 </p>", "ελλαδα हनद 東京"),
        ("<p>Yıldız Søren İx STRAẞE Cœur</p>", "yildiz soren ix strasse coeur"),
        ("<p>Łódź Đorđe Æsop Þóra Guðrún Ħal ǿ</p>", "lodz dorde aesop thora gudrun hal o"),
        ("<p>af&shy;breken</p>", "afbreken"),
    ],
)
def test_words_are_those_that_a_reader_sees(html: str, found: str):
    assert [line.split()[0] for line in words.read(html).places.decode().split("\n")] == found.split()


@pytest.mark.parametrize(
    "part",
    [
        "<h2>",
        "<h2 ",
        "<!--",
        "<a ",
        '<a title="',
        "<a '\"",
        'class="headerlink" ',
        "<div data-unsearched></DIV>",
        '<a class="headerlink"><abbr></abbr></a>',
        "<svg>",
        "<blockquote>",
    ],
)
def test_a_page_that_nobody_closes_takes_no_longer_than_another(part: str):
    # A page as long, of which each piece is looked at once more for each piece, takes a minute and more.
    with within(5):
        words.read(part * (1_000_000 // len(part)))
        searching._UNSHOWN.sub("", part * (1_000_000 // len(part)))


def test_headings_say_where_they_are():
    page = words.read("<p>een twee</p><h2>drie vier</h2><p>vijf</p><h3></h3><h1>zes</h1>")
    assert page.headings == ((2, 2, 4), (1, 5, 6))
    assert page.length == 6


@given(
    st.dictionaries(st.text("abcx\U0001d400é漢", min_size=1, max_size=5), st.binary(max_size=3), max_size=30)
)
def test_the_parts_of_an_index_have_each_word_once_in_the_order_of_a_browser(found: dict[str, bytes]):
    pages = {str(n): Page(1, (), b"\n".join(f"{word} {n}".encode() for word in found)) for n in range(3)}
    listed, _, data = writing.files("nl", pages)
    parts = json.loads(data[listed])["parts"]
    lines = [
        line.split("\t") for _, name in parts for line in gzip.decompress(data[name]).decode().split("\n")
    ]
    assert [word for word, _ in lines] == sorted(found, key=lambda word: word.encode("utf-16-be"))
    assert all(rows == "0:0;1:1;2:2" for _, rows in lines)
    assert [first for first, _ in parts] == [
        gzip.decompress(data[name]).decode().split("\t")[0] for _, name in parts
    ]


def test_an_index_comes_in_parts_that_are_soon_fetched():
    text = " ".join(f"woord{n}" for n in range(10_000))
    listed, _, data = writing.files("nl", {"x": words.read(f"<p>{text}</p>")})
    parts = [gzip.decompress(data[name]) for _, name in json.loads(data[listed])["parts"]]
    assert len(parts) > 3
    assert max(map(len, parts)) <= writing._MOST
    assert all(a.split(b"\n")[-1] < b.split(b"\n")[0] for a, b in pairwise(parts))
