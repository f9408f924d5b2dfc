"""What a brand puts on the site, and that two brands from one checkout differ in nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import brands
import markup
import three
from leidraad.brand import FILE
from support import files, run

pytestmark = pytest.mark.slow

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Files]:
    """Return what builds one checkout with a brand, knowing what builds before it have left."""
    home = tmp_path_factory.mktemp("branded")
    three.draw(home / "book")
    for name in brands.NAMES:
        brands.draw(name, home / "brands" / name)

    def anew(name: str, *, knows_nothing: bool = False) -> Files:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LEIDRAAD_BRAND", f"../brands/{name}" if name else "")
            if knows_nothing:
                shutil.rmtree(home / "book/.leidraad")
            done = run("leidraad", "build", "-d", "../site", cwd=home / "book")
            assert done.returncode == 0, done.stderr
        return files(home / "site") | {
            f"serving/{name}": data for name, data in files(home / "site-serving").items()
        }

    kept = cache(anew)

    def build(name: str, *, again: bool = False, knows_nothing: bool = False) -> Files:
        return anew(name, knows_nothing=knows_nothing) if again else kept(name)

    return build


# All that a brand is on a page, and what stands there without one.
_PARTS = re.compile(
    r'<p class="leidraad-brand__text">.*?</p>'
    r'|<ul class="leidraad-facts leidraad-brand__\w+">.*?</ul>'
    r'|<div class="md-copyright__highlight">.*?</div>'
    r'|<img class="leidraad-logo [^>]*>|<svg class="leidraad-mark".*?</svg>'
    r'|<link rel="icon"[^>]*>|<link rel="preload"[^>]* as="font"[^>]*>'
    r'|<link rel="stylesheet" href="[^"]*/?assets/(?:stylesheets|brand)/brand\.css">'
    r'|<meta (?:name|property)="(?:og:)?description"[^>]*>'
    r'|<div data-md-component="announce">.*?(?=<header)'
    r'|<details class="leidraad-cite".*?</details>',
    re.DOTALL,
)
_NAMES = {
    "": ("Mijn handboek", "My handbook", "Mein Handbuch"),
    "oever": ("Oever Academie & Co", "Oever Academy & Co", "Oever Akademie & Co"),
    "gewoon": ("Gewoon Leren",),
    "kermis": ('KERMIS!!! <b>"De" & Dat</b>',),
}


# Of these a site has what it uses, and what a brand puts on it uses more.
_MATERIAL = re.compile(r"(assets/stylesheets/(?:main|palette))\.[0-9a-f]{8}\.min\.css")


def named(site: Files) -> Files:
    """Return a site whose sheets of Material are called as in any other, and hold nothing."""
    return {
        _MATERIAL.sub(r"\1", file): b"" if _MATERIAL.fullmatch(file) else data for file, data in site.items()
    }


def plain(data: bytes, brand: str) -> str:
    """Return a page without what its brand puts there."""
    text = _MATERIAL.sub(r"\1", _PARTS.sub("", data.decode()))
    for name in _NAMES[brand]:
        escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for written in (
            escaped.replace('"', "&#34;"),
            escaped.replace('"', "&quot;"),
            escaped,
            name.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e").replace('"', r"\""),
            name.replace('"', r"\""),
        ):
            text = text.replace(written, "NAME")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", brands.NAMES)
def test_a_brand_changes_nothing_but_what_is_the_brands(build: Callable[..., Files], name: str):
    without, branded = named(build("")), named(build(name))
    added = {file for file in branded.keys() - without.keys() if not file.startswith("assets/brand/")}
    assert without.keys() <= branded.keys()
    assert {file.rpartition("/")[2] for file in added} <= {"index.html"}
    for file in without:
        if file.endswith(".html"):
            assert plain(without[file], "") == plain(branded[file], name), file
        elif not file.startswith("serving/") and file != "_headers":
            assert without[file] == branded[file], file


def test_nothing_of_one_brand_is_in_the_site_of_another(build: Callable[..., Files]):
    first = {name: build(name) for name in brands.NAMES}
    # The one before has left what it made, and then nobody has.
    assert build("oever", again=True) == first["oever"]
    assert build("oever", again=True, knows_nothing=True) == first["oever"]
    without = build("")
    for name, site in first.items():
        others = [other.encode() for other in brands.NAMES if other != name]
        assert not any(file.endswith(FILE) for file in site)
        for file, data in site.items():
            if without.get(file) != data:
                for text in (*others, FILE.encode(), b"brands/"):
                    assert text not in data.lower(), (file, text)
    for file, data in without.items():
        assert not file.startswith("assets/brand/")
        assert not file.endswith(".html") or b"brand" not in data


def pages(site: Files, tmp_path: Path) -> dict[str, markup.Markup]:
    for name, data in site.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return markup.pages(tmp_path)


def test_what_a_brand_says_stands_on_every_page_in_its_language(build: Callable[..., Files]):
    site = {file: data.decode() for file, data in build("oever").items() if file.endswith(".html")}
    for file, title in (("begin/index.html", "Oever Academie"), ("en/start/index.html", "Oever Academy")):
        assert f"{title} &amp; Co</title>" in site[file]
        assert f"<strong>{title}" not in site[file]
    for file, said in (
        ("begin/index.html", ("Klachten", "Alleen voor ", ">Privacyverklaring<", "veilig te varen")),
        ("en/start/index.html", ("Complaints", "For participants only.", ">Privacy statement<")),
        ("de/anfang/index.html", ("Beschwerden", "Nur für Teilnehmende.", ">Datenschutz<", "zomerschool")),
        ("404.html", ("Klachten", "/veilig/privacyverklaring/", "/veilig/assets/brand/brand.css")),
    ):  # fmt: skip
        for text in (*said, "tel:+31301234567", "mailto:leren+boek@oever.example", "boek=1&amp;taal=alle"):
            assert text in site[file], (file, text)
    # A legal page leads to the same one in the other languages, and to others by their files.
    legal = site["privacyverklaring/index.html"]
    assert 'href="../en/privacy-statement/"' in legal
    assert 'href="../voorwaarden/#gebruik"' in legal
    assert (
        '<link rel="alternate " href="https://example.org/boeken/veilig/de/datenschutz/" hreflang="de">'
        in legal
    )
    assert "data-searched" not in legal
    # How a chapter is cited goes by the name of the site, as text.
    assert "Oever Academie &amp; Co" in site["begin/index.html"].partition("leidraad-cite__text")[2]


def test_all_of_it_is_text_whatever_it_looks_like(build: Callable[..., Files], tmp_path: Path):
    plain_, branded = (pages(build(name), tmp_path / name) for name in ("gewoon", "kermis"))
    for file, page in branded.items():
        for tag in ("b", "u", "i"):
            assert len(page.all(tag)) == (len(plain_[file].all(tag)) if file in plain_ else 0), (file, tag)
        assert not [each for each in page.all("img") if "logo" not in each["src"]]
        if file in plain_:
            assert len(page.all("script")) == len(plain_[file].all("script"))
        for each in page.elements:
            assert not [name for name in each.attributes if name.startswith("on")], file
            assert not str(each.attributes.get("href", "")).startswith("javascript:"), file
    assert "{{ 7 * 7 }}" in build("kermis")["index.html"].decode()


def test_an_address_that_is_taken_is_told(
    build: Callable[..., Files], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    three.draw(tmp_path / "book")
    folder = brands.draw("gewoon", tmp_path / "book/merk")
    (folder / "brand.yml").write_text("legal: [{page: een.md}]\nlogo: logo.png\n")
    (folder / "een.md").write_text("# Begin\n")
    monkeypatch.setenv("LEIDRAAD_BRAND", "merk")
    done = run("leidraad", "build", cwd=tmp_path / "book")
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "merk/een.md: its title gives it the address of nl/01-eerste-hoofdstuk.md; give it another title."
    )
    (folder / "een.md").write_text("# Vrij\n")
    (tmp_path / "book/docs/assets/brand").mkdir(parents=True)
    (tmp_path / "book/docs/assets/brand/logo.png").write_bytes((folder / "logo.png").read_bytes())
    done = run("leidraad", "build", cwd=tmp_path / "book")
    assert done.returncode == 2
    assert (
        "docs/assets/brand/logo.png: in assets/brand/ stand the files of the brand; move it." in done.stderr
    )
    assert not (tmp_path / "book/site").exists()
