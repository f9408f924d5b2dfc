"""What is looked for in the built site: planted faults, hostile markup, and a build of the rules."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from leidraad import built
from leidraad.built import Built, Places, elements, not_told, pages, references, sheets
from leidraad.built.addresses import Site, parse
from leidraad.built.record import Keeper
from leidraad.checks import Finding
from leidraad.checks.rules import RULES
from leidraad.dialect.including import Partials
from leidraad.storage.files import below, contents
from support import Draw, run, within

HOME = "https://example.org/boek/"
DATA = "data:image/png;base64,iVBORw0KGgo="


def page(body: str, head: str = "", lang: str = "nl") -> str:
    return f'<!doctype html>\n<html lang="{lang}">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n'


def look_at(folder: Path, places: Places, keeper: Keeper | None = None) -> Built:
    return built.look(below(folder), partial(contents, folder), HOME, places, keeper)


def look(
    folder: Path,
    files: dict[str, str],
    sources: dict[str, str] | None = None,
    partials: dict[str, str] | None = None,
) -> list[Finding]:
    """Return what is found in a site of these files, some of which an author's text was made into."""
    written = {}
    for name, text in (sources or {}).items():
        written[name] = folder / "docs" / f"{name}.md"
        written[name].parent.mkdir(parents=True, exist_ok=True)
        written[name].write_text(text, "utf-8")
    for name, text in files.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shared = folder / "docs/_partials"
    shared.mkdir(parents=True, exist_ok=True)
    for name, text in (partials or {}).items():
        (shared / name).write_text(text, "utf-8")

    def called(path: Path) -> str:
        return path.relative_to(folder).as_posix()

    places = Places(written, called, folder / "site", Partials(shared))
    return look_at(folder / "site", places).findings


WELL = f"""
<a href="#kop">a</a> <a href="#">b</a> <a href="#top">c</a> <a href="#kop:~:text=x">d</a>
<h2 id="kop">k</h2> <a href="../twee/">e</a> <a href="../twee/#daar">f</a> <a href="../twee">h</a>
<a href="../twee/index.html#één">g</a> <a href="/boek/twee/#%C3%A9%C3%A9n">i</a> <a href="./">k</a>
<a href="https://example.org/boek/twee/?q=1#daar">j</a> <a href="https://example.org/">l</a>
<a href="https://elders.example/#x">m</a> <a href="mailto:a@b.example">n</a> <a href="tel:+31">q</a>
<a href=../oud/#nergens>o</a> <a href="../assets/a%20b.pdf#page=2">p</a> <a name="naam"></a>
<a href="#naam">r</a> <img src="../assets/x.png" srcset="../assets/x.png 1x, ../assets/y.png 2x" alt="">
<img alt="" src="{DATA}"> <!-- <a href="weg/"> <img src="https://elders.example/1.png"> -->
<script>document.write('<img src="https://elders.example/2.png">')</script> <a href=" ../twee/\n">s</a>
<script type="application/json">{{"a": "<a href='weg/'>"}}</script> <a href="..\\twee\\">t</a>
"""
SITE = {
    "index.html": page('<a href="een/#kop">x</a>'),
    "een/index.html": page(WELL),
    "twee/index.html": page('<p id="daar">x</p><p id="één">y</p>'),
    "oud/index.html": page("", '<meta http-equiv="refresh" content="0; url=../een/">'),
    "404.html": page('<a href="/boek/">x</a><a href="#">y</a>'),
    "assets/x.png": "", "assets/y.png": "", "assets/a b.pdf": "", "assets/s.css": "a{b:url(x.png)url(#y)}",
    "assets/search/parts/nl.0a1b.bin": "",
}  # fmt: skip


def test_nothing_is_found_where_all_is_well(tmp_path: Path):
    assert look(tmp_path, SITE) == []


class Kept(dict[str, tuple[str, object]]):
    """What is kept from one look to the next, as JSON gives it back."""

    def get(self, name: str, key: str) -> object:
        known, value = super().get(name, ("", None))
        return value if known == key else None

    def put(self, name: str, key: str, value: object) -> None:
        self[name] = key, json.loads(json.dumps(value))


NAMED = "".join(f'<link rel="alternate" hreflang="nl" href="../{name}/">' for name in ("een", "twee"))
PIECES = [
    '<p id="a">a</p>', '<p id="a">a</p><p id="b">b</p>', '<a href="../een/#a">1</a>',
    '<a href="../twee/#b">2</a>',
    '<a href="#a">3</a>', '<a href="../drie/">4</a>', '<img src="../x.png" alt="">',
    '<link rel="alternate" hreflang="en" href="../een/">', '<link rel="canonical" href="../twee/">',
    NAMED, '<script>let a = 1</script>', "</li>",
    '<p style="color: red">c</p>', '<meta http-equiv="refresh" content="0; url=../een/">',
    '<img src="https://elders.example/x.png" alt="">', '<a href="../twee/#a">5</a>', "\r\n", "\xff",
]  # fmt: skip
EDITS = st.tuples(
    st.sampled_from(["een/index.html", "twee/index.html", "drie/index.html", "x.png"]),
    st.one_of(st.lists(st.sampled_from(PIECES), max_size=3, unique=True), st.none()),
)


@settings(max_examples=200)
@given(edits=st.lists(EDITS, min_size=6, max_size=12))
def test_a_look_that_knows_the_last_one_sees_what_any_other_does(edits: list[tuple[str, list[str] | None]]):
    keeper = Kept()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = Places({}, lambda path: path.relative_to(folder).as_posix(), folder)
        (folder / "x.png").touch()
        for file in ("een/index.html", "twee/index.html", "drie/index.html"):
            (folder / file).parent.mkdir()
            (folder / file).write_text(page(NAMED * (file[0] != "d") + PIECES[1]), "utf-8")
        for file, pieces in edits:
            path = folder / file
            if pieces is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(page("".join(pieces)).encode("latin-1"))
            known, anew = look_at(folder, places, keeper), look_at(folder, places)
            assert known.findings == anew.findings
            assert known.policy.header() == anew.policy.header()
            assert known.files == anew.files


def test_only_what_changed_is_taken_apart_and_what_leads_to_what_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert look(tmp_path, SITE) == []
    taken: list[str] = []
    read = pages.read

    def noted(file: str, page: bytes) -> object:
        taken.append(file)
        return read(file, page)

    monkeypatch.setattr(pages, "read", noted)
    keeper, folder = Kept(), tmp_path / "site"
    places = Places({}, str, folder)

    def again() -> tuple[list[str], list[str]]:
        taken.clear()
        return [f.code for f in look_at(folder, places, keeper).findings], sorted(taken)

    assert again() == ([], sorted(name for name in SITE if name.endswith(".html")))
    assert again() == ([], [])
    # A search index has other files after each edit.
    (folder / "assets/search/parts/nl.2c3d.bin").touch()
    assert again() == ([], [])
    (folder / "twee/index.html").write_text(page('<p id="daar">z</p><p id="één">y</p>'), "utf-8")
    assert again() == ([], ["twee/index.html"])
    (folder / "twee/index.html").write_text(page('<p id="daar">z</p>'), "utf-8")
    assert again() == (["LR602", "LR602"], ["een/index.html", "twee/index.html"])
    # What was wrong is looked at until it is mended.
    assert again() == (["LR602", "LR602"], ["een/index.html"])
    (folder / "nieuw.html").write_text(page(""), "utf-8")
    assert again()[1] == sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))
    keeper["site"] = keeper["site"][0], {"pages": [1]}
    assert again()[1] == sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))


PLANTED = {
    '<a href="weg/">': "LR601",
    '<a href="../weg/#x">': "LR601",
    '<a href="../../../etc/passwd">': "LR601",
    '<a href="/twee/">': "LR601",
    '<a href="/boek/weg/">': "LR601",
    '<a href="https://example.org/boek/weg/">': "LR601",
    '<a href="http://[">': "LR601",
    '<area href="weg.html">': "LR601",
    '<form action="weg/">': "LR601",
    '<meta http-equiv="refresh" content="3;URL=\'weg/\'">': "LR601",
    "<a href=weg/>": "LR601",
    "<A\nHREF = 'weg/'>": "LR601",
    '<svg><a xlink:href="weg/">': "LR601",
    '<a title="a>b" href="weg/">': "LR601",
    '<svg><style/></svg><a href="weg/">': "LR601",
    '<!--><a href="weg/">': "LR601",
    '<a href="#weg">': "LR602",
    '<a href="../twee/#weg">': "LR602",
    '<a href="https://example.org/boek/twee/#weg">': "LR602",
    '<a href="../twee/index.html#Daar">': "LR602",
    '<a href="/boek/assets/search/parts/nl.0a1b.bin">': "LR601",
    '<img src="weg.png">': "LR603",
    '<img srcset="../assets/x.png 1x, weg.png 2x">': "LR603",
    '<source srcset="weg.png">': "LR603",
    '<video poster="weg.png">': "LR603",
    '<audio src="weg.mp3">': "LR603",
    '<object data="weg.pdf">': "LR603",
    '<script src="weg.js">': "LR603",
    '<link rel="stylesheet" href="weg.css">': "LR603",
    '<link rel="shortcut icon" href="weg.ico">': "LR603",
    '<svg><use href="weg.svg#x">': "LR603",
    '<svg><image xlink:href="weg.png">': "LR603",
    '<p style="background:url(weg.png)">': "LR603",
    "<style>@import 'weg.css';</style>": "LR603",
    "<style>@import url(weg.css);</style>": "LR603",
    "<style>@font-face{src:url( 'weg.woff2' )}</style>": "LR603",
    '<p id="een"><p id="een">': "LR604",
    '<p id="een"><a name="een">': "LR604",
    '<link rel="canonical" href="https://example.org/boek/weg/">': "LR605",
    '<link rel="alternate" hreflang="en" href="../weg/">': "LR605",
    '<link rel="alternate" hreflang="en" href="../twee/">': "LR605",
    '<img src="https://elders.example/x.png">': "LR606",
    '<img src="//elders.example/x.png">': "LR606",
    '<img src="///elders.example/x.png">': "LR606",
    '<img src="\\\\elders.example/x.png">': "LR606",
    '<img src="ht\ntps:/elders.example/x.png">': "LR606",
    '<img src="&#104;ttps://elders.example/x.png">': "LR606",
    '<img srcset="../assets/x.png, https://elders.example/x.png 2x">': "LR606",
    '<iframe src="https://elders.example/">': "LR606",
    "<iframe srcdoc=\"<img src='https://elders.example/x.png'>\">": "LR606",
    '<form action="https://elders.example/">': "LR606",
    '<button formaction="https://elders.example/">': "LR606",
    '<base href="https://elders.example/">': "LR606",
    '<a href="../twee/" ping="https://elders.example/">': "LR606",
    '<link rel="preconnect" href="https://elders.example">': "LR606",
    '<link rel="preload" as="font" href="https://elders.example/x.woff2">': "LR606",
    '<link rel="een-nieuwe" href="https://elders.example/x">': "LR606",
    '<script src="https://elders.example/x.js">': "LR606",
    '<meta http-equiv=REFRESH content="0;https://elders.example/">': "LR606",
    '<p style="background: u\\72l(https://elders.example/x.png)">': "LR606",
    "<style>@import/**/ 'https://elders.example/x.css';</style>": "LR606",
    '<object data="wss://elders.example/">': "LR606",
}


def test_every_planted_fault_is_found_and_nothing_else(tmp_path: Path):
    files = dict(SITE)
    for number, body in enumerate(PLANTED):
        # One and the same on several pages would be told once.
        for word in ("weg", "een", "elders"):
            body = body.replace(word, f"{word}{number}")
        files[f"p{number}/index.html"] = page(f"<p>x</p>{body}")
    found = [(finding.path, finding.code) for finding in look(tmp_path, files)]
    assert found == sorted(
        (f"site/p{number}/index.html", code) for number, code in enumerate(PLANTED.values())
    )


def test_what_the_page_for_missing_addresses_needs_counts_from_the_top(tmp_path: Path):
    files = {
        **SITE,
        "404.html": page('<a href="een/">x</a>'),
        "en/404.html": page('<img src="../assets/x.png">'),
    }
    assert [(f.path, f.code) for f in look(tmp_path, files)] == [
        ("site/404.html", "LR601"), ("site/en/404.html", "LR603"),
    ]  # fmt: skip


def test_a_style_sheet_is_looked_at_as_a_page_is(tmp_path: Path):
    css = "@import 'weg.css'; a{b:url(https://elders.example/x.png)} /* url(c) */ d{content:'url(e)'}"
    found = look(tmp_path, SITE | {"assets/s.css": css})
    assert [(f.path, f.code) for f in found] == [
        ("site/assets/s.css", "LR603"),
        ("site/assets/s.css", "LR606"),
    ]


def alternates(**files: str) -> str:
    links = (f'<link rel="alternate" hreflang="{lang}" href="{HOME}{path}">' for lang, path in files.items())
    return "".join(links)


def test_languages_name_each_other(tmp_path: Path):
    both = alternates(nl="een/", en="en/one/")
    files = SITE | {"een/index.html": page(WELL, both), "en/one/index.html": page("", both, "en")}
    assert look(tmp_path, files) == []
    (found,) = look(tmp_path, files | {"en/one/index.html": page("", "", "en")})
    assert (found.path, found.code) == ("site/een/index.html", "LR605")
    assert "‘en/one/index.html’ as its en one, which does not name it in turn" in found.message
    (found,) = look(tmp_path, files | {"en/one/index.html": page("", both, "de")})
    assert "which is in ‘de’" in found.message


def test_an_address_of_a_page_is_that_which_the_page_gives_itself(tmp_path: Path):
    def canonical(path: str) -> str:
        return f'<link rel="canonical" href="{HOME}{path}">'

    files = SITE | {"een/index.html": page(WELL, canonical("twee/"))}
    assert look(tmp_path, files) == []
    (found,) = look(tmp_path, files | {"twee/index.html": page('<p id="daar"><p id="één">', canonical(""))})
    assert (found.path, found.code) == ("site/een/index.html", "LR605")


def test_a_finding_stands_where_the_author_wrote_it(tmp_path: Path):
    source = "# Kop\n\n[a](weg.md) en [b](02.md#weg)\n\n- [c](weg.md)\n\n## Een {#x}\n\n## Twee {#x}\n"
    body = '<a href="weg.md">a</a><a href="../twee/#weg">b</a><a href="weg.md">c</a><h2 id="x"><h2 id="x">'
    files = SITE | {"een/index.html": page(body + '<p id="kop">')}
    sources = {"een/index.html": source, "twee/index.html": "x"}
    (tmp_path / "docs/een").mkdir(parents=True)
    found = look(tmp_path, files, sources)
    assert [(f.path, f.line, f.column, f.code) for f in found] == [
        ("docs/een/index.html.md", 1, 1, "LR602"),
        ("docs/een/index.html.md", 3, 5, "LR601"),
        ("docs/een/index.html.md", 5, 7, "LR601"),
        ("docs/een/index.html.md", 9, 9, "LR604"),
    ]


def test_a_finding_stands_at_no_code_that_looks_like_a_link(tmp_path: Path):
    source = """---
description: Kop
---

# Kop

Regel `[x](weg.md)` en `id="x"` in code, <!-- [x](weg.md) --> en [a](weg.md).

    [x](weg.md)

```
[x](weg.md)
```

!!! note
    [b](weg.md)

## Een {#x}

## Twee {#x}

<pre>

    <a href="los.md">c</a>

</pre>
"""
    links = "".join(f'<a href="{address}">a</a>' for address in ("weg.md", "weg.md", "los.md"))
    files = {"een/index.html": page(f'{links}<h2 id="x"><h2 id="x">')}
    found = look(tmp_path, files, {"een/index.html": source})
    assert [(f.line, f.column, f.code) for f in found] == [
        (7, 70, "LR601"),
        (16, 9, "LR601"),
        (20, 9, "LR604"),
        (24, 14, "LR601"),
    ]


def test_a_finding_in_a_partial_is_told_once_and_there(tmp_path: Path):
    partials = {"een.md": "Een [a](twe.md).\n\n{! twee.md !}\n", "twee.md": "`[b](weg)` en [b](weg).\n"}
    files = {f"{name}.html": page('<a href="twe.md">a</a><a href="weg">b</a>') for name in ("een", "twee")}
    sources = {"een.html": "# Een\n\n{!een.md!}\n", "twee.html": "# Twee\n\nZie {!een.md!}\n\n[b](weg)\n"}
    found = look(tmp_path, files, sources, partials)
    assert [(f.path, f.line, f.column) for f in found] == [
        ("docs/_partials/een.md", 1, 9),
        ("docs/_partials/twee.md", 1, 19),
        ("docs/twee.html.md", 5, 5),
    ]


def test_what_is_wrong_on_every_page_is_told_once(tmp_path: Path):
    files = {
        f"p{number}/index.html": page('<ul><li><a href="../weg/">x</a></li></ul>') for number in range(300)
    }
    (found,) = look(tmp_path, files | {"index.html": page('<a href="weg/">x</a>')})
    assert (found.path, found.line) == ("site/index.html", 1)
    assert found.message.endswith("So on 301 pages.")


def test_a_hint_names_what_is_near(tmp_path: Path):
    files = SITE | {
        "een/index.html": page('<a href="../tweee/">x</a><a href="../twee/#daaar">y</a><p id="kop">')
    }
    first, second = look(tmp_path, files)
    assert first.message.endswith("Did you mean ‘../twee/’?")
    assert second.message.endswith("Did you mean ‘#daar’?")


HOSTILE = [
    "<a b='",
    '<a b="',
    "<a ",
    "<script>",
    "<style/>",
    "<!--",
    "<a b=",
    " b",
    "/",
    "</li>",
    "<a </li>",
    "<p>\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("begin", ["", "<a", "<script>", "<!--", "<a b='"])
def test_the_time_for_a_page_is_in_proportion_to_it(begin: str, piece: str):
    # What takes time in the square of it would take minutes.
    with within(2):
        pages.read("x.html", (begin + piece * 50_000).encode())


BITS = [
    "<", ">", "/", " ", "=", '"', "'", "\n", "-", "!", "a", "<a", ' href="x"', " id=y", " title='", '">', "&",
    "<p", "<script", "<SCRIPT>", "</script", "</script>", "<style", "</style ", "<!--", "-->", "<!", "</",
    '<a href="x" id="z">', "<script>x</script>", "<script />", "<svg><style/>", '<b style="c">',
    "<leidraad-end>", "<!doctype html>", "é", "\xa0", "\u2028", '<a href="é">', '<p id=" ÷">', "<b a-b>",
    '<a class="k" href="é" data-k>', "<a data-k", ' class="k"', " rel",
]  # fmt: skip


@settings(max_examples=1000)
@given(html=st.lists(st.sampled_from(BITS), max_size=12).map("".join))
def test_a_page_that_is_cut_roughly_says_what_its_elements_do(html: str):
    taken = [element for piece in elements.pieces(html) if (element := elements.element(piece))]
    told = pages.read("x.html", html.encode())
    assert [*told.references] == [
        *dict.fromkeys(each for element in taken for each in references.of(element))
    ]
    names = ({e.attributes.get("id"), e.attributes.get("name") if e.tag == "a" else ""} for e in taken)
    assert Counter(told.ids) == Counter(name for each in names for name in each if name)
    held = [element.text for element in taken if element.tag in ("script", "style") and element.text]
    assert [each.text for each in told.held if each.kind in ("script", "style")] == held
    cuts = [elements.within(cut.decode()) for cut in elements.cuts(html.encode())]
    assert None in cuts or [piece for cut in cuts if cut for piece in cut] == elements.pieces(html)


@given(
    path=st.text("ab/.#?:%41\\@ ~", max_size=8),
    begin=st.sampled_from(["", "http://", "https://x.y", "https:/", "//", "#", "mailto:"]),
)
def test_a_plain_address_is_taken_apart_as_any_other_is(begin: str, path: str):
    address = begin + path
    # A tab is taken out first, and keeps the address from being plain.
    assert parse(address) == parse(f"{address[:1]}\t{address[1:]}")


@pytest.mark.parametrize(
    "piece", ["@import", "url(", "url('", "/*", "'\\", "@import/*", "@font-face{", "\\75 ", "@"]
)
def test_the_time_for_a_style_sheet_is_in_proportion_to_it(piece: str):
    with within(2):
        list(sheets.references(piece * 20_000))


def test_odd_addresses_are_taken_as_browsers_take_them():
    site = Site({"index.html", "a/index.html", "a/b.html"}, HOME)
    for address, file in {
        "a/../a/./b.html": "a/b.html", "/boek/../boek/a": "a/index.html", "%61/": "a/index.html",
        "a/b.html/": None, "../boek/a/": "a/index.html", "../../../boek/": "index.html", "?x": "index.html",
    }.items():  # fmt: skip
        place = site.find("index.html", parse(address))
        assert (place and place.path) == file, address
    assert parse("java\nscript:x").origin == "javascript:"
    assert site.is_foreign(parse("https:\\\\Elders.example/boek/"))
    assert not site.is_foreign(parse("HTTPS://EXAMPLE.org/boek/"))


@pytest.mark.slow
def test_the_elements_of_our_pages_are_those_that_a_parser_finds(built: Path):
    for path in built.rglob("*.html"):
        html = path.read_text("utf-8")
        ours = sorted(
            (e.tag, sorted(e.attributes.items())) for p in elements.pieces(html) if (e := elements.element(p))
        )
        root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8"))
        # This parser writes an attribute without a value twice.
        theirs = sorted(
            (e.tag.lower(), sorted((name, value if value != name else "") for name, value in e.items()))
            for e in root.iter()
            if isinstance(e.tag, str)
        )
        assert ours == theirs


def test_a_picture_from_elsewhere_is_told_once():
    text = Finding("docs/nl/x.md", 3, 1, "LR423", "x")
    same, other = (Finding("docs/nl/x.md", line, 9, "LR606", "y") for line in (3, 4))
    assert not_told([same, other], [text]) == {other}


@pytest.mark.slow
def test_a_build_tells_once_what_is_wrong_in_a_partial(project: Draw):
    files = {f"docs/nl/0{number}-x.md": f"# Kop {number}\n\n{{!nl/deel.md!}}\n" for number in (2, 3)}
    folder = project({**files, "docs/_partials/nl/deel.md": "Een zin.\n\nZie [T](nergens.md).\n"})
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("not_in_nav: /nl/0*\n")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert re.findall(r"(docs/\S+): LR601", done.stderr) == ["docs/_partials/nl/deel.md:3:9"]


@pytest.mark.slow
def test_a_build_tells_what_its_rules_are_about_and_mkdocs_does_not_tell_it_again(project: Draw):
    rules = [rule for rule in RULES.values() if rule.place == "built"]
    files = {}
    for rule in rules:
        files[f"docs/nl/{rule.code[2:]}-slecht.md"] = rule.bad.replace("# Rouw", f"# {rule.code} slecht")
        files[f"docs/nl/{rule.code[2:]}-goed.md"] = rule.good.replace("# Rouw", f"# {rule.code} goed")
    folder = project(files)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("not_in_nav: /nl/60*\n")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    # MkDocs' own word on a link begins so.
    assert "Doc file" not in done.stderr
    # The texts alone show some of it as well, by rules of their own.
    told = re.findall(r"docs/nl/(\S+): (LR6\d+)", done.stderr)
    assert told == [(f"{rule.code[2:]}-slecht.md:{_PLACES[rule.code]}", rule.code) for rule in rules]


_PLACES = {
    "LR601": "3:15",
    "LR602": "3:17",
    "LR603": "3:13",
    "LR604": "7:13",
    "LR605": "3:43",
    "LR606": "3:15",
}
