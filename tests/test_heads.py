"""Addresses that pages and the sitemap tell: whole, mutual, and every one of them there."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

import markup
import three
from leidraad import site
from sites import Site
from support import Draw, check, run

pytestmark = pytest.mark.slow

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SMALL = {
    "nl": {"", "begin/", "alleen-hier/", "twee-talen/", "deel/begin-diep/", "bronnen/"},
    "en": {"en/", "en/start/", "en/two-languages/", "en/deel/start-diep/", "en/sources/", "en/only-english/"},
    "de": {"de/", "de/anfang/", "de/deel/anfang-diep/", "de/sources/"},
}
STAND_INS = {
    "en/alleen-hier/": "alleen-hier/",
    "de/alleen-hier/": "alleen-hier/",
    "de/twee-talen/": "twee-talen/",
}
REDIRECTS = {
    "oud/": "begin/",
    "deel/ouder/": "begin/",
    "heel/oud.html": "begin/",
    "en/oud/": "en/start/",
    "en/deel/ouder/": "en/start/",
    "en/heel/oud.html": "en/start/",
    "de/oud/": "de/anfang/",
    "de/deel/ouder/": "de/anfang/",
    "de/heel/oud.html": "de/anfang/",
    "alleen-oud/": "alleen-hier/",
    "en/alleen-oud/": "en/alleen-hier/",
    "de/alleen-oud/": "de/alleen-hier/",
}


@pytest.fixture(params=["folders", "files"])
def small(request: pytest.FixtureRequest, site_of: Callable[[str], Site]) -> Site:
    return site_of(request.param)


@pytest.fixture(params=["folders", "files", "own"])
def any_site(request: pytest.FixtureRequest, site_of: Callable[[str], Site]) -> Site:
    return site_of(request.param)


def test_every_page_is_known_by_its_own_address_or_by_that_of_its_original(small: Site):
    real = small.real()
    for lang, addresses in SMALL.items():
        assert {file for file, said in real.items() if said == lang} == set(map(small.named, addresses))
    stand_ins = {file: small.head(file)[0] for file in small.shown() - real.keys()}
    expected = {small.named(own): small.named(original) for own, original in STAND_INS.items()}
    assert {file: small.file(address) for file, address in stand_ins.items()} == expected


def test_the_languages_of_a_page_know_each_other(any_site: Site):
    real = any_site.real()
    for file, lang in real.items():
        links = any_site.head(file)[1]
        if not links:
            assert file in map(any_site.named, ("alleen-hier/", "en/only-english/"))
            continue
        assert links[lang] == any_site.address(file)
        assert links["x-default"] == links["nl"]
        for other, address in links.items():
            there = any_site.file(address)
            assert other in ("x-default", real[there])
            assert any_site.head(there)[1] == links


def test_a_page_that_stands_in_names_no_languages_and_says_which_it_is_in(small: Site):
    stand_ins = small.shown() - small.real().keys()
    assert len(stand_ins) == 3
    for file in stand_ins:
        page = small.pages[file]
        assert small.head(file)[1] == {}
        assert page.elements[0].lang == file[:2]
        assert page.all("title") == [{"lang": "nl"}]
        assert not [e for e in page.elements if "data-searched" in e.attributes]
        assert page.all("meta", property="og:url")[0]["content"] == small.head(file)[0]


def test_titles_of_pages_that_stand_in_are_in_their_language_wherever_they_are_named(small: Site):
    for file, page in small.pages.items():
        if file[:3] not in ("en/", "de/"):
            continue
        foreign = {"Alleen hier", "Kop alleen-hier"} | ({"Twee talen"} if file.startswith("de/") else set())
        named = [text for text in page.texts if text.text in foreign]
        assert named or file not in small.shown()
        assert {text.lang for text in named} <= {"nl"}, file


def test_every_address_in_a_head_and_every_link_has_its_page(any_site: Site):
    ids = {
        file: {each.attributes.get("id") for each in page.elements} for file, page in any_site.pages.items()
    }
    for file, page in any_site.pages.items():
        here = any_site.root + file
        for element in page.elements:
            link = element.attributes.get("href", element.attributes.get("src", "#"))
            address, _, fragment = urljoin(here, link).partition("#")
            if not address.startswith(any_site.root):
                continue
            there = file if address == here else any_site.file(address)
            assert (any_site.folder / there).is_file(), f"{file}: {link}"
            assert not fragment or fragment in ids[there], f"{file}: {link}"


def test_the_sitemap_says_what_the_pages_say(any_site: Site):
    text = (any_site.folder / "sitemap.xml").read_bytes()
    assert gzip.decompress((any_site.folder / "sitemap.xml.gz").read_bytes()) == text
    urls = list(ElementTree.fromstring(text))
    told = [str(url.findtext(f"{SITEMAP}loc")) for url in urls]
    assert Counter(any_site.file(address) for address in told) == Counter(list(any_site.real()))
    for url, address in zip(urls, told, strict=True):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)}
        assert (address, links) == any_site.head(any_site.file(address))
        assert {child.tag for child in url} <= {f"{SITEMAP}loc", f"{SITEMAP}lastmod", LINK}


def test_the_sitemap_says_when_a_page_last_changed_where_git_knows(project: Draw):
    folder = project({"docs/nl/02-nieuw.md": "# Nieuw\n\nTekst.\n"})
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    day = {"GIT_AUTHOR_DATE": "2024-03-05T12:00:00Z", "GIT_COMMITTER_DATE": "2024-03-05T12:00:00Z"}
    for command in (
        ["init", "-q"],
        ["add", "mkdocs.yml", "docs/nl/index.md"],
        ["commit", "-q", "-m", "Begin"],
    ):
        assert run_git([*git, *command], folder, day) == 0
    assert run("mkdocs", "build", cwd=folder).returncode == 0
    days = {
        url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod")
        for url in ElementTree.parse(folder / "site/sitemap.xml").getroot()
    }
    assert days["https://example.org/handboek/"] == "2024-03-05"
    assert days["https://example.org/handboek/02-nieuw/"] is None


def run_git(command: list[str], folder: Path, more: dict[str, str]) -> int:
    return subprocess.run(command, cwd=folder, env={**os.environ, **more}, check=False).returncode


def test_a_site_that_does_not_know_its_address_tells_none(project: Draw):
    folder = project({})
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("site_url: https://example.org/handboek/\n", ""))
    assert run("leidraad", "build", cwd=folder).returncode == 0
    page = markup.Markup((folder / "site/en/index.html").read_text(encoding="utf-8"))
    assert page.all("link", rel="canonical") == page.all("link", rel="alternate") == []
    assert "None" not in (folder / "site/sitemap.xml").read_text(encoding="utf-8")


def test_the_page_for_missing_addresses_is_in_every_language_or_in_that_of_its_folder(small: Site):
    for name, langs in {"404.html": three.LANGS, "en/404.html": ("en",), "de/404.html": ("de",)}.items():
        page = small.pages[name]
        sections = [e.lang for e in page.elements if e.attributes.get("class") == "leidraad-missing"]
        assert tuple(sections) == langs
        assert page.elements[0].lang == langs[0]
        assert not [box for box in page.all("input", type="checkbox") if "autocomplete" in box]
        assert page.all("meta", name="robots") == [{"name": "robots", "content": "noindex"}]
        # It shows at any depth, so its addresses begin at the server's root.
        for element in page.elements:
            link = element.attributes.get("href", element.attributes.get("src", "#"))
            assert link[:1] in "/#" or link.startswith("https://")


def test_old_addresses_lead_to_their_pages(small: Site):
    expected = {small.named(old): small.named(new) for old, new in REDIRECTS.items()}
    found = {}
    for file, page in small.pages.items():
        if refresh := page.all("meta", **{"http-equiv": "refresh"}):
            delay, _, link = refresh[0]["content"].partition("; url=")
            assert delay == "0"
            found[file] = small.file(urljoin(small.root + file, link))
            assert page.all("a") == [{"href": link}]
            assert page.all("meta", name="robots", content="noindex")
            assert page.all("link", rel="canonical")[0]["href"] == small.head(found[file])[0]
            assert page.elements[0].lang == page.texts[0].lang == small.pages[found[file]].elements[0].lang
            # What it does is tried in a browser, in tests/browser/test_served.py.
            (script,) = page.all("script")
            assert small.file(urljoin(small.root + file, script["src"])) == "assets/javascripts/moved.js"
    assert found == expected


def test_an_old_address_that_is_in_use_or_none_is_a_finding(project: Draw):
    old = "[x, 02-twee, eerste, en/x, /sitemap, 404.html, weg, ../weg, 'a b', 3, index, deel/index.html]"
    folder = project(
        {
            "docs/nl/02-twee.md": "---\nredirect_from: weg\n---\n\n# Twee\n",
            "docs/nl/deel/03-x.md": f"---\nslug: eerste\nredirect_from: {old}\n---\n\n# Drie\n",
            "docs/nl/04.md": "---\nredirect_from: [deel/weg, deel/eerste]\n---\n\n# Vier\n",
        }
    )
    found = check(site.load(folder / "mkdocs.yml"))
    told = [f"{f.path}:{f.line} {f.code} {f.message.partition('; ')[0]}" for f in found]
    here = "docs/nl/deel/03-x.md:3"
    assert told == [
        "docs/nl/04.md:2 LR407 Old address ‘deel/eerste’ is taken by docs/nl/deel/03-x.md",
        f"{here} LR407 Old address ‘deel/weg’ is taken by docs/nl/04.md",
        f"{here} LR407 Old address ‘en/x’ is taken by the site itself",
        f"{here} LR407 Old address ‘sitemap’ is taken by the site itself",
        f"{here} LR408 Old address ‘../weg’ cannot be one",
        f"{here} LR408 Old address ‘3’ cannot be one",
        f"{here} LR408 Old address ‘a b’ cannot be one",
        f"{here} LR408 Old address ‘deel/index.html’ cannot be one",
        f"{here} LR408 Old address ‘index’ cannot be one",
    ]


def test_a_page_that_stands_in_needs_a_free_address_too(project: Draw):
    folder = project(
        {
            "docs/nl/02-a.md": "---\nslug: start\nredirect_from: begin\n---\n\n# A\n",
            "docs/en/03-b.md": "---\nslug: start\n---\n\n# B\n",
            "docs/en/04-c.md": "---\nslug: begin\n---\n\n# C\n",
        }
    )
    assert [str(f) for f in check(site.load(folder / "mkdocs.yml"))] == [
        "docs/nl/02-a.md:2:1: LR407 Address ‘start’ is taken by docs/en/03-b.md, "
        "where this page stands in for a translation; give this page a slug of its own."
    ]
