"""A large handbook as it is built: pages that do not grow with it, and a contents page in each language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import large
from leidraad import locales, site
from leidraad.pages import contents
from markup import Markup
from support import Draw, run

FOLDERS = {"nl": "", "en": "en/"}
NAMES = {"nl": "inhoud", "en": "contents"}
ROOT = "https://example.org/handboek/"
slow = pytest.mark.slow


def build(folder: Path, count: int, **options: Any) -> Path:
    """Build a large handbook, in which nothing may be told."""
    large.draw(folder, count, **options)
    done = run("leidraad", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "0 findings" in done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a handbook of sixty small pages, and three more."""
    return build(tmp_path_factory.mktemp("large") / "sixty", 60)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one of twice as many, in which pages have the addresses that the contents would have."""
    front = {"nl": "slug: inhoud\n", "en": "slug: start\nredirect_from: contents\n"}
    return build(tmp_path_factory.mktemp("large") / "twice", 120, front=front)


def read(path: Path) -> Markup:
    return Markup(path.read_text("utf-8"))


@slow
@pytest.mark.parametrize("lang", FOLDERS)
def test_a_page_does_not_grow_with_the_handbook(lang: str, sixty: Path, twice: Path):
    page = f"{FOLDERS[lang]}015-les/index.html"
    assert abs((twice / page).stat().st_size - (sixty / page).stat().st_size) < 20


@slow
@pytest.mark.parametrize("lang", FOLDERS)
def test_the_contents_page_lists_every_page_under_its_section(lang: str, sixty: Path):
    page = read(sixty / FOLDERS[lang] / NAMES[lang] / "index.html")
    shown = [(text.tags[-1], text.text) for text in page.texts if "leidraad-contents" in text.classes]
    lesson, part, close = {"nl": ("Les", "Deel", "Slot"), "en": ("Lesson", "Part", "Close")}[lang]
    lessons = [("span", f"{lesson} {number}") for number in range(1, 61)]
    expected = [("h2", f"{part} 1"), *lessons[:30], ("h2", f"{part} 2"), *lessons[30:56], ("h3", close)]
    assert shown[1:-2] == [*expected, *lessons[56:]]
    assert len(shown) == 3 + 63
    ids = [item["id"] for item in page.all("li") if item.get("id", "").endswith("-les.md")]
    assert ids == [f"{number:03}-les.md" for number in range(1, 61)]
    (heading,) = page.all("h1")
    (_, nav) = page.all("nav")
    assert nav["aria-labelledby"] == heading["id"]


@slow
@pytest.mark.parametrize(("lang", "other"), [("nl", "en"), ("en", "nl")])
def test_the_contents_page_tells_its_address_and_its_languages(lang: str, other: str, sixty: Path):
    path = sixty / FOLDERS[lang] / NAMES[lang] / "index.html"
    page = read(path)
    urls = {each: f"{ROOT}{FOLDERS[each]}{NAMES[each]}/" for each in FOLDERS}
    assert page.elements[0].lang == lang
    assert [link["href"] for link in page.all("link", rel="canonical")] == [urls[lang]]
    told = {link["hreflang"]: link["href"] for link in page.all("link", rel="alternate")}
    assert told == {**urls, "x-default": urls["nl"]}
    (switch,) = page.all("a", rel="alternate")
    assert (path.parent / switch["href"]).resolve() == sixty / FOLDERS[other] / NAMES[other]
    assert [text.text for text in page.texts if text.tags[-1] == "title"] == [
        {"nl": "Inhoud – Mijn handboek", "en": "Contents – My handbook"}[lang]
    ]
    # Search leads to pages, and not to a list of them.
    assert "data-searched" not in path.read_text("utf-8")


@slow
def test_where_a_page_has_its_address_the_contents_page_takes_another(twice: Path):
    assert "Les 1" in (twice / "inhoud/index.html").read_text("utf-8")
    assert 'id="015-les.md"' in (twice / "inhoud-2/index.html").read_text("utf-8")
    assert "http-equiv" in (twice / "en/contents/index.html").read_text("utf-8")
    (switch,) = read(twice / "inhoud-2/index.html").all("a", rel="alternate")
    assert switch["href"] == "../en/contents-2/"
    menu = (twice / "en/015-les/index.html").read_text("utf-8")
    assert 'href="../contents-2/#015-les.md"' in menu


@slow
def test_addresses_may_be_files_and_tabs_lead_to_the_beginning_of_a_part(tmp_path: Path):
    features = "".join(f"    - navigation.{name}\n" for name in ("tabs", "sections", "indexes", "path"))
    built = build(tmp_path / "flat", 44, urls=False, features=features)
    html = (built / "en/015-les.html").read_text("utf-8")
    tabs = re.findall(r'href="([^"]*)" class="md-tabs__link"', html)
    assert tabs[:4] == ["contents.html#015-les.md", "index.html", "001-les.html", "023-les.html"]
    assert 'href="../inhoud.html"' in (built / "en/contents.html").read_text("utf-8")


@slow
def test_a_small_handbook_has_its_whole_menu_and_no_contents_page(built: Path):
    assert not (built / "inhoud").exists()
    assert "leidraad-all" not in (built / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("taken", "lang", "url"),
    [
        ((), "nl", "inhoud/"),
        (("Inhoud/index.html",), "nl", "inhoud-2/"),
        (("inhoud", "inhoud-2/index.html"), "nl", "inhoud-3/"),
        (("inhoud/01-rouw/index.html", "en/contents.html"), "nl", "inhoud/"),
        (("contents/index.html",), "en", "en/contents/"),
    ],
)
def test_the_contents_page_takes_the_first_address_that_is_free(
    taken: tuple[str, ...], lang: str, url: str, project: Draw
):
    config = site.load(project({}) / "mkdocs.yml")
    assert contents.place(locales.load(lang), taken, config).url == url
