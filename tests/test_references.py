"""What readers see of the sources: notes that cite, the list of works, and how a chapter is cited."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leidraad import locales, site
from leidraad.bibliography import entries, people
from leidraad.bibliography.entries import Bibliography
from leidraad.dialect.notes import Arrival
from leidraad.pages import describing
from leidraad.pages.references import CitingPage, References
from leidraad.preflight.front import check_front
from support import ROOT, Draw, check, files, markdown

BIN = Path(sys.executable).parent
BIB = r"""
@book{qa, author = {Aal, Ada}, title = {Werk een}, subtitle = {Over <b>vet</b></script>}, date = {1901}}
@article{b:1/x, author = {Bol, Bo and {World Health Organization}}, title = {Werk twee},
  journaltitle = {Blad}, date = {1902}, doi = {https://doi.org/10.1000/ABC.1}}
@incollection{cé, author = {Cé, Cor}, title = {Wat nu?}, booktitle = {Bundel}, editor = {Dek, Dora},
  publisher = {Eb and Vloed}, date = {1903}}
@report{who, institution = {{Instituut Q}}, title = {Verslag}, date = {1904}, url = {https://example.org/q},
  urldate = {2020-01-02}}
@book{geheimwerk, author = {Zwijger, Zoë}, title = {Verzwegen}, date = {1905}}
@book{engels, author = {English, Eve}, title = {Only over there}, date = {1906}}
@book{nooit, author = {Nooit, Noor}, title = {Ongenoemd}, date = {1907}}
"""
DONE = "Ada Aal, <em>Werk een: Over &lt;b&gt;vet&lt;/b&gt;&lt;/script&gt;</em> (1901)"
NOTES = {
    "[@qa]": f"{DONE}.",
    "[@qa].": f"{DONE}.",
    "Zie [@qa]!": f"Zie {DONE}!",
    "Zie *[@qa]* en meer": f"Zie <em>{DONE}</em> en meer",
    "Zie *[@qa]*": f"Zie <em>{DONE}</em>.",
    "[@qa]: dat": f"{DONE}: dat",
    "“[@qa]”": f"“{DONE}”",
    "[@qa, “zo?”]": f"{DONE[:-7]} (1901), “zo?”",
    "[@qa, p. 3 e.v.]": f"{DONE}, pp. 3 e.v.",
    "[@qa, p. 3 e.v.] en meer": f"{DONE}, pp. 3 e.v. en meer",
    "[zie\n    @qa,\n    p. 4]": f"zie {DONE}, p. 4.",
    "[*vgl.* @qa, *passim*]": f"<em>vgl.</em> {DONE}, <em>passim</em>.",
    "[@qa][@qa]": f"{DONE}{DONE}.",
    "[@qa; @onbekend] en [@qa]": f"[@qa; @onbekend] en {DONE}.",
    "`[@qa]`": "<code>[@qa]</code>",
    r"\[@qa]": "[@qa]",
    "[@qa](x.md)": '<a href="x.md">@qa</a>',
    "[@qa][elders]": '<a href="https://example.org">@qa</a>',
    '<b title="[@qa]">x</b>': '<b title="[@qa]">x</b>',
    "a@example.org": "a@example.org",
    "[@qa, p. 1]\n\n    - punt [@qa]": f"{DONE}, p. 1.</p>\n<ul>\n<li>punt {DONE}.",
}


@pytest.fixture(scope="module")
def bibliography(tmp_path_factory: pytest.TempPathFactory) -> Bibliography:
    path = tmp_path_factory.mktemp("bib") / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return entries.load(path)


def chapter(note: str) -> str:
    return f"# Titel\n\nTekst.[^n] En [@qa] in de tekst.\n\n[elders]: https://example.org\n\n[^n]: {note}\n"


@pytest.fixture(scope="module")
def references(bibliography: Bibliography) -> References:
    return References(map(chapter, NOTES), bibliography, locales.load("nl"))


@pytest.mark.parametrize("note", NOTES)
def test_a_note_prints_its_sources_and_ends_with_one_period(note: str, references: References):
    page = markdown(cite=references.cite).convert(chapter(note))
    told = re.search(r'<li id="fn:n">\s*<p>(.*?)</li>\s*</ol>', page, re.DOTALL)
    assert told
    text = re.sub(r"(&#160;)?<a [^>]*backref.*?</a>", "", told[1], flags=re.DOTALL)
    text = re.sub(r"</?span[^>]*>", "", text)
    assert re.sub(r"(</(p|li|ul)>|<p>|\s)+$", "", text.strip()) == NOTES[note]
    assert "<span>[@qa]</span> in de tekst" in page


def test_the_list_of_works_names_no_place_on_its_own_page(references: References):
    key = next(iter(references.printed.works))  # type: ignore[union-attr]
    pages = [CitingPage(url, url, {key: [Arrival("n", "fnref:n", "")]}) for url in ("bronnen/", "een/")]
    listed = references.fill("bronnen/", "<!-- leidraad bibliography -->", pages)
    assert re.findall(r"<cite>.*?</cite>", listed) == ['<cite><a href="../een/#fnref:n">een/</a></cite>']
    alone = references.fill("bronnen/", "<!-- leidraad bibliography -->", pages[:1])
    assert f'id="work-{key}"' in alone
    assert "leidraad-works__places" not in alone


TITLE = '# Kop & *schuin* "zo" R&D[^titel] {#kop}'
NL = f"""---
slug: proef
---

{TITLE}

Intro.[^a]

## Over m<sup>2</sup> & "x" < y {{#over}}

Eerst.[^b] Weer.[^b]

/// casus | Het *huis*[^c]
### Diep in {{#diep}}

Tekst.[^a]
///

| a | b |
|---|---|
| x[^d] | y |

/// trainersnotitie | T
Alleen hier.[^geheim]
///

## Terug {{#terug}}

Slot.[^b]

[^titel]: [@who]

[^a]: [@qa, p. 1]

[^b]: Zie [@b:1/x]; verder.[^e]

[^c]: [@qa, p. 2]

[^d]: [@qa, p. 3]

[^e]: [@cé, p. 4]

[^geheim]: [@geheimwerk, p. 5].[^dieper]

[^dieper]: [@geheimwerk, p. 6]
"""
EN = "---\nslug: trial\n---\n\n# Trial\n\nText.[^a]\n\n[^a]: [@engels, p. 1].\n"
ONLY_DUTCH = "# Alleen hier\n\nTekst.[^a]\n\n[^a]: [@qa, hfst. 2].\n"


def draw(project: Draw, **replaced: str) -> Path:
    folder = project(
        {
            "references.bib": BIB + (ROOT / "scripts/leidraad/starter/references.bib").read_text("utf-8"),
            "docs/nl/02-proef.md": NL,
            "docs/en/02-proef.md": EN,
            "docs/nl/03-alleen.md": ONLY_DUTCH,
        }
    )
    config = (folder / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  - bronnen.md", "  - 02-proef.md\n  - 03-alleen.md\n  - bronnen.md", 1)
    for old, new in replaced.items():
        config = re.sub(rf"^{old}:.*$", f"{old}: {new}", config, flags=re.M)
    (folder / "mkdocs.yml").write_text(config + replaced.get("more", ""), "utf-8")
    return folder


def build(folder: Path, *options: str, seed: str = "0", path: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "SOURCE_DATE_EPOCH": "1780000000",
        "LC_ALL": "C.UTF-8",
    }
    if path:
        environment["PYTHONPATH"] = path
    command = [str(BIN / "leidraad"), "build", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)


def works(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return the list of works: its keys in order, each with its links back."""
    return {
        html.unescape(key): [
            (html.unescape(a), html.unescape(t))
            for a, t in re.findall(r'<a href="([^"]*#[^"]*)">(.*?)</a>', item)
        ]
        for key, item in re.findall(r'<li id="work-([^"]*)">(.*?)</li>', page, re.DOTALL)
    }


@pytest.mark.slow
@pytest.mark.parametrize("folders", ["true", "false"])
def test_each_work_is_listed_once_with_links_to_where_it_is_cited(project: Draw, folders: str):
    folder = draw(project, more=f"use_directory_urls: {folders}\nsite_author: '{{Academie & Co}}'\n")
    done = build(folder, "--no-strict")
    assert done.returncode == 0, done.stderr
    pages = files(folder / "site")
    if folders == "true":
        # With a warm cache and in another order of hashes the bytes are the same.
        assert build(folder, "--no-strict", "-d", "again", seed="7").returncode == 0
        again = files(folder / "again")
        assert [name for name in pages | again if pages.get(name) != again.get(name)] == []
    end = "/index.html" if folders == "true" else ".html"
    dutch = pages[f"bronnen{end}"].decode()
    listed = works(dutch)
    assert list(listed) == ["qa", "b:1/x", "cé", "donne1624", "who"]
    assert [text for _, text in listed["qa"]] == [
        'Kop & schuin "zo" R&D', "Casus: Het huis", "Diep in", 'Over m2 & "x" < y', "Alleen hier",
    ]  # fmt: skip
    assert [text for _, text in listed["b:1/x"]] == ['Over m2 & "x" < y', "Terug"]
    assert [text for _, text in listed["cé"]] == ["Noot 3"]
    assert "<cite>Kop &amp; schuin &quot;zo&quot; R&amp;D</cite>: " in dutch
    for address, _ in [link for links in listed.values() for link in links]:
        target, _, anchor = address.partition("#")
        reached = os.path.normpath(f"bronnen/{target}" if folders == "true" else target)
        page = pages[f"{reached}{'/index.html' if folders == 'true' else ''}"].decode()
        assert f'id="{anchor}"' in page, address
    english = works(pages[f"en/sources{end}"].decode())
    assert list(english) == ["qa", "donne1624", "engels"]
    everything = b"".join(pages.values()).decode("utf-8", "replace")
    for secret in "geheimwerk", "Zwijger", "Verzwegen", "Ongenoemd":
        assert secret not in everything
    # What stands in for a translation prints its notes in its own language.
    foreign = pages[f"en/03-alleen{end}"].decode()
    assert "hfst. 2" in foreign
    assert "leidraad-cite" not in foreign
    assert f"/bronnen{'/' if folders == 'true' else '.html'}</loc>" in pages["sitemap.xml"].decode()
    assert re.search(r'hreflang="?en', dutch)
    page = pages[f"proef{end}"].decode()
    assert '<meta name="author" content="Academie &amp; Co">' in page
    told = json.loads(re.search(r"ld\+json\">(.*?)</script>", page)[1])  # type: ignore[index]
    assert told["author"] == [{"@type": "Organization", "name": "Academie & Co"}]
    assert {work["name"] for work in told["citation"]} == {
        "Verslag", "Werk een: Over <b>vet</b></script>", "Werk twee", "Wat nu?",
    }  # fmt: skip


LOST = "import os, sys\nsys.modules['pypandoc'] = None\nos.environ['PATH'] = ''\n"
KILLED = (
    "import os\nfrom pathlib import Path\n"
    "killed = Path(__file__).with_name('pandoc')\nos.environ['PYPANDOC_PANDOC'] = str(killed)\n"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("custom", "told"),
    [(LOST, r"Citations need pandoc; install it with: pip install"), (KILLED, r"pandoc cannot print")],
)
def test_without_pandoc_a_build_says_so_in_a_line(project: Draw, tmp_path: Path, custom: str, told: str):
    folder = draw(project)
    (tmp_path / "sitecustomize.py").write_text(custom, "utf-8")
    killed = tmp_path / "pandoc"
    killed.write_text('#!/bin/sh\n[ "$1" = --version ] && echo pandoc 3.9 && exit 0\nkill -9 $$\n', "utf-8")
    killed.chmod(0o755)
    done = build(folder, path=str(tmp_path))
    assert done.returncode == 2
    assert re.search(told, done.stderr)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2


def findings(folder: Path) -> list[str]:
    return [str(finding) for finding in check(site.load(folder / "mkdocs.yml"))]


def test_without_pandoc_all_files_are_still_checked(project: Draw, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", "")
    folder = project({"docs/nl/02-proef.md": "# T\n\nTekst.[^q]\n"})
    told = findings(folder)
    assert [line for line in told if line.startswith("mkdocs.yml:1:1: LR126 Citations need pandoc")]
    assert [line for line in told if line.startswith("docs/nl/02-proef.md:3:7: LR101")]


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (None, "There is no such file"),
        ("<style", "Is not XML (line 1)"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout><text macro="weg"/>'
         "</layout></citation><bibliography><layout/></bibliography></style>",
         "Uses a macro ‘weg’ that is not in it"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"><citation><layout/></citation></style>',
         "Does not say how a list of works is printed"),
    ],
)  # fmt: skip
def test_a_style_that_cannot_be_used_is_a_finding_on_it(project: Draw, style: str | None, told: str):
    folder = project({} if style is None else {"mijn.csl": style})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("leidraad: {}", "leidraad: {style: mijn.csl}"), "utf-8"
    )
    assert [line.partition("LR126 ")[2][: len(told)] for line in findings(folder)] == [told]
    assert findings(folder)[0].startswith("mijn.csl:1:1: LR126 ")


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("---\nslug: x\n", "1:1: LR409 The front matter is not closed"),
        ("---\ntitle: b\nslug: [x\n---\n", "3:1: LR409 The front matter cannot be read (did"),
        ("---\n- a\n---\n", "1:1: LR409 The front matter has no names and values"),
        ("---\n2020-01-01\n---\n", "1:1: LR409 The front matter has no names and values"),
        ("---\n---\n", ""),
        ("---\nday: 9999-99-99\n---\n", "2:1: LR409 The front matter cannot be read"),
        ('---\na: "\x01"\n---\n', "2:1: LR409 The front matter holds a character"),
        ("---\n? [a]: b\n---\n", "2:3: LR409 The front matter has a list or a mapping for a name"),
        ("---\na: " + "[" * 3000 + "\n---\n", "LR409 The front matter nests deeper"),
        ("---\n\n", ""),
        ("---\na: &a [*a]\n---\n", "2:4: LR409 The front matter has an anchor"),
    ],
)
def test_broken_front_matter_is_one_finding(front: str, told: str):
    found = [str(finding) for finding in check_front("x.md", f"{front}\n# T\n")]
    assert len(found) == bool(told)
    assert told in "".join(found)


def test_broken_front_matter_hides_no_other_file(project: Draw):
    broken, other = "---\nslug: [x\n---\n\n# T\n\nTekst.[^q]\n", "# A\n\nTekst.[^q]\n"
    told = findings(project({"docs/nl/02-proef.md": broken, "docs/nl/03-ander.md": other}))
    assert [line[:30] for line in told if "LR409" in line] == ["docs/nl/02-proef.md:2:1: LR409"]
    for place in "docs/nl/02-proef.md:7:7", "docs/nl/03-ander.md:3:7":
        assert [line for line in told if line.startswith(f"{place}: LR101")]


def described(**given: Any) -> describing.Described:
    known = {
        "title": "Rouw & zo",
        "name": "rouw",
        "number": 3,
        "url": "https://example.org/b/rouw/",
        "book": "Boek",
    }
    return describing.Described(**({"authors": (), "changed": "2024-05-06"} | known | given))


def test_how_to_cite_a_chapter_is_set_as_an_editor_would():
    both = people.read("Ada de Aal and Bo Bol and {Academie & Co}")
    link = '<a href="https://example.org/b/rouw/">https://example.org/b/rouw/</a>'
    dutch, english = locales.load("nl"), locales.load("en")
    assert describing.cite(described(authors=both), dutch)["text"] == (
        f"Ada de Aal, Bo Bol en Academie &amp; Co, ‘Rouw &amp; zo’, in <em>Boek</em> (2024), {link}."
    )
    text = describing.cite(
        described(authors=both[:2], title='Wat is "rouw" en ‘zo’?', url="", changed=""), english
    )["text"]
    assert text == "Ada de Aal and Bo Bol, ‘Wat is “rouw” en “zo”?’, in <em>Boek</em>."


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_bibtex_of_a_chapter_reads_back_and_prints(lang: str, tmp_path: Path):
    title = r"50% & $3_a #1 {x} \emph ~ ^ ‘q’ R&D"
    given = described(title=title, book="A_B & C", authors=people.read("Ada de Aal and {Academie & Co}"))
    path = tmp_path / "references.bib"
    path.write_text(describing.cite(given, locales.load(lang))["bibtex"], "utf-8")
    known = entries.load(path)
    assert known.problems == ()
    (entry,) = known.entries.values()
    assert (entry.title, entry.fields["booktitle"], entry.year, entry.lang) == (
        title,
        "A_B & C",
        "2024",
        lang,
    )
    assert entry.authors == given.authors
    assert entry.fields["url"] == given.url
    printed = References(["[@rouw]"], known, locales.load(lang))
    told = printed.cite("[@rouw]")
    assert told is not None
    for part in "Ada de Aal", "Academie & Co", "50% & $3_a #1", "A_B & C", "2024":
        assert part in "".join(told.itertext())


def test_programs_are_told_what_a_chapter_is_and_cites(bibliography: Bibliography):
    given = described(title="</script><b>&", url="", changed="")
    text = describing.schema(given, "nl", list(bibliography.entries.values()))
    assert not set("<>&") & set(text)
    data = json.loads(text)
    assert data["name"] == "</script><b>&"
    assert not {"url", "@id", "author", "dateModified"} & set(data)
    book, article, part, report = data["citation"][:4]
    assert [work["@type"] for work in data["citation"][:4]] == [
        "Book",
        "ScholarlyArticle",
        "Chapter",
        "Report",
    ]
    assert article["@id"] == "https://doi.org/10.1000/abc.1"
    assert [who["@type"] for who in article["author"]] == ["Person", "Organization"]
    assert article["isPartOf"] == {"@type": "Periodical", "name": "Blad"}
    assert part["editor"][0]["name"] == "Dora Dek"
    assert report["author"] == [{"@type": "Organization", "name": "Instituut Q"}]
    assert report["url"] == "https://example.org/q"
    assert "@id" not in book
    whole = json.loads(describing.schema(described(), "nl", []))
    assert whole["@id"] == whole["url"] == "https://example.org/b/rouw/"


def test_the_name_of_a_publisher_is_not_taken_apart(bibliography: Bibliography):
    printed = References(["[@cé]"], bibliography, locales.load("nl")).cite("[@cé]")
    assert printed is not None
    assert "Eb and Vloed" in "".join(printed.itertext())
