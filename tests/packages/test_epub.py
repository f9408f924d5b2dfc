"""The EPUB form of a book: what is made of a page, of its pictures and links, and of what a book says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import brands
from epubs import NAMES, RICH, SWITCH, draft, opened, page, told, words
from leidraad.brand import reading
from leidraad.errors import LeidraadError
from leidraad.packages.epub import book

SITE = "https://example.org/boek/"


def test_a_book_without_anything_else_to_say_is_a_book(tmp_path: Path):
    files = opened(draft(tmp_path, "<p>Alleen dit.</p>"))
    assert words(page(files).find("x:body", NAMES)) == ["Hoofdstuk", "1", "Titel", "1", "Alleen", "dit."]
    assert told(files)["dcterms:modified"] == ["1980-01-01T00:00:00Z"]
    dated = opened(draft(tmp_path, "<p>Alleen dit.</p>", changed=date(2026, 2, 3)))
    assert told(dated)["date"] == ["2026-02-03"]
    assert told(dated)["identifier"] == told(files)["identifier"]


def test_a_page_that_shows_one_text_at_a_time_shows_all(tmp_path: Path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/talen.svg").write_text(SWITCH, "utf-8")
    root = page(opened(draft(tmp_path, RICH)))
    said = " ".join(words(root.find("x:body", NAMES)))
    assert said.startswith(
        "Hoofdstuk 1 Rijk Een eerst Twee daarna ☑ gedaan Let op Een woord . Dubbel. ver brief nergens"
    )
    assert said.endswith("weg ver beeld Kop 1 2 Teken einde.")
    links = [each.get("href") for each in root.iterfind(".//x:a", NAMES)]
    assert links == ["https://example.com/a%20b%7Cc", "mailto:a@example.com"]


def test_links_to_what_is_only_on_the_site_lead_there_where_it_is_known(tmp_path: Path):
    for name in ("lijst.html", "kaart.pdf", "en/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    links = "<p>{}</p>".format(
        " ".join(
            f'<a class="leidraad-term" href="{each}">woord</a>'
            for each in ("lijst.html#a", "kaart.pdf", "en/", "2.html#b", "weg.html", "/x", "javascript:a()")
        )
    )
    source = draft(tmp_path, links, '<p id="b">Hier.</p>')
    found = [each.get("href") for each in page(opened(source, site_url=SITE)).iterfind(".//x:a", NAMES)]
    assert found == [f"{SITE}lijst/#a", f"{SITE}kaart.pdf", f"{SITE}en/", "page-002.xhtml#b"]
    alone = page(opened(source))
    assert [each.get("href") for each in alone.iterfind(".//x:a", NAMES)] == ["page-002.xhtml#b"]
    assert words(alone).count("woord") == 7


def test_a_picture_speaks_the_language_of_its_book(tmp_path: Path):
    (tmp_path / "talen.svg").write_text(SWITCH, "utf-8")
    for lang, own, foreign in (("nl", b"Een", b"One"), ("en", b"One", b"Een")):
        source = draft(tmp_path, '<p>Zie <img src="talen.svg" alt="x">.</p>', lang=lang)
        (picture,) = (data for name, data in opened(source, lang).items() if name.startswith("picture-"))
        assert own in picture
        assert foreign not in picture
        assert b"systemLanguage" not in picture


def test_a_picture_that_not_every_reading_system_shows_is_one_line(tmp_path: Path):
    (tmp_path / "foto.avif").write_bytes(b"x")
    with pytest.raises(LeidraadError, match=r"^foto\.avif: .*save it as PNG, JPEG, WebP or SVG\.$"):
        opened(draft(tmp_path, '<p><img src="foto.avif" alt="x"></p>'))


def test_what_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(LeidraadError, match=r"cannot be written"):
        book.write(draft(tmp_path, "<p>Een.</p>"), "nl", tmp_path / "nergens" / "boek.epub")
    with pytest.raises(LeidraadError, match=r"has no pages"):
        opened(draft(tmp_path))
    (tmp_path / "boek.epub").mkdir()
    with pytest.raises(LeidraadError, match=r"cannot be written"):
        book.write(draft(tmp_path, "<p>Een.</p>"), "nl", tmp_path / "boek.epub")
    assert [each.name for each in tmp_path.iterdir()] == ["boek.epub"]


def test_the_cover_bears_the_brand(tmp_path: Path):
    brand = reading.load(brands.draw("oever", tmp_path / "oever"), ["nl", "en"], in_folders=False)
    # What the font has no letters for is drawn by the reading system.
    files = opened(draft(tmp_path, "<p>Een.</p>", title="本 boek", brand=brand, authors=["Ada"]))
    cover = files["cover.svg"].decode()
    assert str(brand.colours["light"]["accent"]) in cover
    assert "data:image/" in cover
    assert "Ada" in cover
    plain = opened(draft(tmp_path, "<p>Een.</p>", brand=brand))
    assert plain["cover.png"].startswith(b"\x89PNG")
    assert told(plain).get("publisher") == ([brand.texts["name"]["nl"]] if "name" in brand.texts else None)
