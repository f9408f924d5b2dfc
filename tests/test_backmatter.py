"""The back matter of a book: glossary, lists, the whole book, editions and figures."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leidraad import backmatter, locales
from leidraad.backmatter import Bound, editions, figures, glossary, lists, pieces
from leidraad.backmatter.editions import Change, Edition
from leidraad.backmatter.pieces import Leaf, Sheet
from leidraad.errors import FaultsError
from support import ROOT, markdown

NL = locales.load("nl")
THEMES = {"loss": {"nl": "verlies", "en": "loss"}}

ONE = """\
# Afscheid

Rouw komt later. Wie *rouw* kent, weet dat `rouw` en [rouw](02.md) geen uitleg krijgen.

## Weggaan {#leaving}

/// casus | De laatste dag
    id: last-day
    themes: [loss, new-start]
    sector: zorg

Een verhaal dat langer is dan vierentwintig woorden, zodat er op de lijst niet alles van te zien is en wie
nieuwsgierig is geworden naar het hoofdstuk moet om het slot te lezen.
///

/// motto | Anna van den Berg, brief[^b]
Eerste regel,
tweede regel.
///

[^b]: Brief, 1900.
"""
TWO = """\
# Verlies

Over rouwen en over een veilige
basis.

/// begrip | Rouw
    forms: rouwen

Wat volgt op [verlies](../een/). Het duurt.[^n]
///

/// begrip | Veilige basis
Wie er is.
///

/// citaat | Aart Alberts
Niet alles is te zeggen.
///

/// oefening | Samen
    minutes: 20
    group: pair

Doe dit.
///

/// oefening | Alleen
    minutes: 90

Doe dat.
///

[^n]: Een noot.
"""


def sheet(url: str, text: str, number: int = 0, lang: str = "") -> Sheet:
    md = markdown()
    html = md.convert(text)
    title = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    return Sheet(Leaf(url, title[1] if title else url, lang, number, f"{url.strip('/')}.md"), html)


def bind(*asked: str, told: list[Edition] | None = None) -> Bound:
    """Bind the two chapters and a page for each list that is asked for."""
    sheets = [sheet("een/", ONE, 1), sheet("twee/", TWO, 2)]
    sheets += [sheet(f"{name}/", f"# De {name}\n\n<!-- leidraad {name} -->") for name in asked]
    return backmatter.bind(sheets, NL, THEMES, told or [])


def items(html: str) -> list[tuple[str, str]]:
    """Return the link and the words of each entry of a list."""
    listed = re.findall(r"<li[^>]*>(.*?)</li>", html, re.DOTALL)
    return [
        (re.search(r'href="([^"]*)"', each)[1], " ".join(re.sub("<[^>]*>", " ", each).split()))
        for each in listed
    ]


def choices(html: str) -> dict[str, list[str]]:
    """Return the words of each facet, as a script finds them."""
    told = re.findall(
        r'<span data-leidraad-facet="(\w+)">[^<]*((?:<span data-value="[^"]*"></span>)*)</span>', html
    )
    return {name: re.findall('data-value="([^"]*)"', words) for name, words in told if words}


def test_a_list_of_cases_tells_theme_sector_and_chapter_and_groups_them():
    html = bind("cases").contents["cases/"]
    ((address, words),) = items(html)
    assert address == "../een/#last-day"
    assert words.startswith("De laatste dag Een verhaal dat langer is")
    # A theme that nobody has named is said as it is written.
    assert words.endswith("… verlies · new start · zorg · Afscheid")
    groups = re.findall(r"<h2>(.*?)</h2><dl>(.*?)</dl>", html)
    assert [title for title, _ in groups] == ["Op thema", "Op sector"]
    assert re.findall("<dt>(.*?)</dt>", groups[0][1]) == ["new start", "verlies"]


def test_a_list_of_quotes_is_by_family_name_and_has_no_notes_and_no_ids():
    html = bind("quotes").contents["quotes/"]
    listed = items(html)
    assert [address for address, _ in listed] == ["../twee/#quote:1", "../een/#epigraph:1"]
    assert [words for _, words in listed] == [
        "Aart Alberts Niet alles is te zeggen. Verlies",
        "Anna van den Berg, brief Eerste regel, tweede regel. Anna van den Berg · Afscheid",
    ]
    assert "fnref" not in html
    assert len(re.findall(' id="', html)) == len(listed) + 1
    # To choose from, chapters stand as in the book, and authors as in the list.
    assert choices(html) == {
        "author": ["Aart Alberts", "Anna van den Berg"],
        "chapter": ["Afscheid", "Verlies"],
    }


def test_authors_stand_where_a_reader_looks_for_their_family_names():
    names = [
        "",
        "Zeno of Citium",
        "Vincent van Gogh",
        "Prediker 4:9–10",
        "Michel de Montaigne",
        "Emily Dickinson",
    ]
    assert sorted(names, key=lists._family) == [
        "Emily Dickinson", "Vincent van Gogh", "Michel de Montaigne", "Prediker 4:9–10", "Zeno of Citium", "",
    ]  # fmt: skip


def test_a_list_of_exercises_is_by_minutes_and_says_with_whom():
    listed = items(bind("exercises").contents["exercises/"])
    assert [words for _, words in listed] == [
        "Samen met z’n tweeën · 20 minuten · Verlies",
        "Alleen 90 minuten · Verlies",
    ]


@pytest.mark.parametrize(
    ("minutes", "span"),
    [(15, "tot 15 minuten"), (16, "16–30 minuten"), (60, "31–60 minuten"), (61, "langer dan 60 minuten")],
)
def test_how_long_an_exercise_takes_is_a_span_beside_the_others(minutes: int, span: str):
    assert lists._span(minutes, locales.load("nl")) == span


def test_a_list_without_entries_says_so():
    bound = backmatter.bind([sheet("c/", "# C\n\n<!-- leidraad cases -->")], NL, {}, [])
    assert NL.say("index", "empty") in bound.contents["c/"]


def test_the_glossary_is_alphabetical_and_leads_to_the_chapters():
    html = bind("glossary").contents["glossary/"]
    assert re.findall('<dt id="(.*?)"><dfn>(.*?)</dfn>', html) == [
        ("term:rouw", "Rouw"),
        ("term:veilige-basis", "Veilige basis"),
    ]
    # What a definition leads to is led to from here as well; its notes stay in the chapter.
    assert 'href="../een/"' in html
    assert "#fn:" not in html
    assert '<a href="../twee/#term:1">Verlies</a>' in html


def test_accents_and_capitals_do_not_put_a_term_elsewhere():
    names = ("Zorg", "één", "Eb", "eerst")
    terms = "\n\n".join(f"/// begrip | {name}\n{name} is iets.\n///" for name in names)
    page = sheet("g/", f"# Begrippen\n\n{terms}\n\n<!-- leidraad glossary -->")
    bound = backmatter.bind([page], NL, {}, [])
    listed = bound.contents["g/"].partition('<dl class="leidraad-terms">')[2]
    assert re.findall("<dfn>(.*?)</dfn>", listed) == ["Eb", "één", "eerst", "Zorg"]


def test_a_term_is_called_in_the_other_language_as_the_same_block_of_the_same_chapter(tmp_path: Path):
    def term(path: str, name: str) -> Sheet:
        listed = f"<dl><dt><dfn>{name}</dfn></dt><dd><p>X.</p></dd></dl>"
        html = f'<div class="callout callout--term" id="term:1" data-block="what.1">{listed}</div>'
        return Sheet(Leaf(f"{name}/", name, "", 1, path), html)

    def made(code: str, *names: str) -> Bound:
        sheets = [term(path, name) for path, name in zip(("1 a.md", "2.md"), names, strict=True)]
        sheets.append(Sheet(Leaf(f"{code}/", code), "<!-- leidraad glossary -->"))
        return backmatter.bind(sheets, locales.load(code), {}, [])

    bounds = {"nl": made("nl", "Rouw", "Basis"), "en": made("en", "Grief", "Base")}
    (tmp_path / "nl").write_text(bounds["nl"].contents["nl/"], "utf-8")
    one = {code: bound.glossary for code, bound in bounds.items()}
    glossary.tie(one, {"nl": ["nl/"]}, tmp_path, lambda url: url.rstrip("/"))
    told = re.findall(
        '<dfn>(.*?)</dfn>.*?lang="en">(?:English</span>: <a [^>]*>)(.*?)</a>',
        (tmp_path / "nl").read_text("utf-8"),
        re.DOTALL,
    )
    assert told == [("Basis", "Base"), ("Rouw", "Grief")]


def test_a_term_is_explained_where_it_is_first_used_and_only_in_running_text():
    bound = bind("glossary")
    assert re.findall('<a class="leidraad-term" href="(.*?)">(.*?)</a>', bound.contents["een/"]) == [
        ("../glossary/#term:rouw", "Rouw")
    ]
    assert [term.name for term in bound.explained["een/"]] == ["Rouw"]
    # This one defines them itself, under the same heading.
    assert "leidraad-term" not in bound.contents.get("twee/", "")


def test_an_explanation_without_a_glossary_leads_to_the_definition():
    assert 'href="../twee/#term:1"' in bind().contents["een/"]


@pytest.mark.parametrize(
    "text", ["Rouw", "rouw", "ROUW", "rouwen", "de veilige\nbasis", "veilige <em>x</em> veilige basis"]
)
def test_a_term_is_known_in_its_forms(text: str):
    sheets = [Sheet(Leaf("a/", "A", "", 1), f"<p>{text}.</p>"), sheet("twee/", TWO, 2)]
    assert len(backmatter.bind(sheets, NL, {}, []).explained["a/"]) == 1


@pytest.mark.parametrize(
    "text", ["rouwkaart", "veilige, basis", "verrouwd", '<img alt="rouw">', "<h2>Rouw</h2>"]
)
def test_what_is_no_term_is_left(text: str):
    sheets = [Sheet(Leaf("a/", "A", "", 1), f"<p>{text}</p>"), sheet("twee/", TWO, 2)]
    assert "a/" not in backmatter.bind(sheets, NL, {}, []).explained


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<em>", "</em>", "rouw ", "<br>", "<a>", "</a>", "&amp;", "<", "\n"])
    )
)
def test_an_explanation_changes_nothing_but_its_links(parts: list[str]):
    html = "".join(parts)
    sheets = [Sheet(Leaf("a/", "A", "", 1), html), sheet("twee/", TWO, 2)]
    made = backmatter.bind(sheets, NL, {}, []).contents.get("a/", html)
    assert re.sub('<a class="leidraad-term"[^>]*>(.*?)</a>', r"\1", made) == html


def test_the_whole_book_has_every_id_once_and_leads_within_itself():
    sheets = [sheet("", "# Thuis\n\nNaar [een](een/#leaving), [weg](https://example.org/), [x](x.pdf).")]
    sheets += [sheet("een/", ONE, 1), sheet("twee/", TWO, 2), sheet("b/", "# Boek\n\n<!-- leidraad book -->")]
    html = backmatter.bind(sheets, NL, {}, []).contents["b/"]
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids))
    inside = re.findall(r'href="#(.*?)"', html)
    assert inside
    assert set(inside) <= set(ids)
    assert "p2-leaving" in inside
    assert 'href="https://example.org/"' in html
    assert 'href="../x.pdf"' in html
    # One title for the page; the chapters are below it, each with its number.
    assert html.count("<h1") == 1
    assert re.findall('__number">(.*?)<', html) == ["Hoofdstuk 1", "Hoofdstuk 2"]
    assert "data-block" not in html


def test_the_whole_book_leaves_lists_out_and_keeps_the_glossary():
    sheets = [sheet("twee/", TWO, 2), sheet("c/", "# Casussen\n\n<!-- leidraad cases -->")]
    sheets += [sheet("g/", "# Begrippen\n\n<!-- leidraad glossary -->")]
    sheets += [sheet("b/", "# Boek\n\n<!-- leidraad book -->")]
    html = backmatter.bind(sheets, NL, {}, []).contents["b/"]
    assert re.findall(r'<a href="#(p\d)">', html) == ["p1", "p2"]
    assert 'id="p2-term:rouw"' in html


def test_editions_are_told_with_their_day_and_links():
    told = [Edition("1 & 2", date(2026, 11, 26), [Change("een.md", {"nl": "nieuw <b>", "en": "new"})])]
    bound = bind("changes", told=told)
    html = bound.contents["changes/"]
    assert '<h2 id="edition:1-&amp;-2">Editie 1 &amp; 2</h2>' in html
    assert '<time datetime="2026-11-26">26 november 2026</time>' in html
    assert '<li><a href="../een/">Afscheid</a>: nieuw &lt;b&gt;</li>' in html
    assert bound.changes == "changes/"


GOOD = (
    "- edition: 1\n  date: 2026-11-26\n  changes:\n    - chapter: 01-a.md\n      nl: Nieuw.\n      en: New.\n"
)


def test_editions_are_read(tmp_path: Path):
    path = tmp_path / editions.NAME
    assert editions.read(path, ["nl", "en"], lambda: ["01-a.md", "02-b.md"]) == []
    path.write_text(GOOD, "utf-8")
    change = Change("01-a.md", {"nl": "Nieuw.", "en": "New."})
    assert editions.read(path, ["nl", "en"], lambda: ["01-a.md", "02-b.md"]) == [
        Edition("1", date(2026, 11, 26), [change])
    ]


def faults(text: str, path: Path) -> list[str]:
    """Return what is told of a list of editions, without the name of its file."""
    path.write_text(text, "utf-8")
    with pytest.raises(FaultsError) as caught:
        editions.read(path, ["nl", "en"], lambda: ["01-a.md", "02-b.md"])
    return [line.partition(f"{editions.NAME}:")[2] for line in caught.value.lines]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "1:1: The file cannot be read (mapping values are not allowed in this context); mend"),
        ("edition: 1", "1:1: It is a mapping. Write a list of editions, the newest first: - edition: "),
        ("editie", "1:1: It is ‘editie’. Write a list of editions, the newest first: - edition: "),
        ("- 1", "1:3: 1: It is the number 1. Write edition: and date: at least."),
        (
            GOOD.replace("n: 1", "n: 0.10"),
            "1:3: 1.edition: It is the number 0.1. Write what the edition is c",
        ),
        (
            GOOD.replace("2026-11-26", "26 november"),
            "2:3: 1.date: It is ‘26 november’. Write its day as 2026",
        ),
        (GOOD.replace("2026-11-26", "2026-02-30"), "2:3: 1.date: It is ‘2026-02-30’. Write its day as 2026"),
        (GOOD.replace("  date: 2026-11-26\n", ""), "1:3: 1: It lacks ‘date’. Write edition: and date: at le"),
        (GOOD.replace("      en: New.\n", ""), "4:7: 1.changes.1: It lacks the language ‘en’; add it."),
        (GOOD.replace("New.", "[a]"), "6:7: 1.changes.1.en: It is a list. Write a text."),
        (
            GOOD.replace("en:", "Engels:"),
            "6:7: 1.changes.1.Engels: This name cannot be used. Write chapter, ",
        ),
        (GOOD.replace("01-a", "01-c"), "4:7: 1.changes.1.chapter: There is no chapter ‘01-c.md’. Did you m"),
        (
            GOOD + "  date: 2026-11-27\n",
            "7:3: The file has ‘date’ twice, and only the last counts; keep one.",
        ),
        (GOOD + GOOD.replace("26", "27"), "8:3: 2.date: It is later than that of edition ‘1’ above it; put"),
        (f"- edition: {'9' * 5000}", "1:3: The file cannot be read (‘1’: Exceeds the limit"),
        (
            "- 1\n- {edition: 9999999999999999}",
            "2:3: The file has a number beyond all bounds in ‘2’; mend it.",
        ),
        ("[" * 5000, "1:9: The file nests deeper than 8 levels; write it flat."),
        ("- &a [*a]", "1:3: The file has an anchor or alias (& or *); write it out, or put it in quotes."),
        ("# " + "x" * 100_000, "1:1: The file has more than 100 kB, the most that is read; write less."),
    ],
    ids=range(19),
)
def test_editions_that_are_none_are_told_in_a_line_with_key_and_remedy(text: str, told: str, tmp_path: Path):
    (line,) = faults(text, tmp_path / editions.NAME)
    assert line.startswith(told)


def test_all_that_is_wrong_with_editions_is_told_at_once(tmp_path: Path):
    text = GOOD.replace("date", "datum").replace("New.", "3") + "- edition: '0'\n  date: 2026\n"
    assert [line.partition(": It")[0] for line in faults(text, tmp_path / editions.NAME)] == [
        "1:3: 1",
        "2:3: 1.datum: There is no such key. Did you mean ‘date’?",
        "6:7: 1.changes.1.en",
        "8:3: 2.date",
    ]
    text = GOOD.replace("      en: New.\n", "").replace("01-a", "01-c") + GOOD.replace("26", "27")
    assert [line.partition(" ")[0] for line in faults(text, tmp_path / editions.NAME)] == [
        "4:7:", "4:7:", "7:3:",
    ]  # fmt: skip


def test_the_editions_of_this_handbook_are_what_their_schema_asks_for():
    Draft202012Validator.check_schema(editions.schema())
    given_ = yaml.load((ROOT / editions.NAME).read_text("utf-8"), yaml.BaseLoader)
    Draft202012Validator(editions.schema()).validate(given_)
    there = [path.name for path in (ROOT / "docs/nl").glob("*.md")]
    told = editions.read(ROOT / editions.NAME, ["nl", "en"], lambda: there)
    assert [each.name for each in told] == [each["edition"] for each in given_]


SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9">
<title>T</title><desc systemLanguage="nl">Lang verhaal.</desc><desc systemLanguage="en">Long story.</desc>
<linearGradient id="g"><stop offset="0"/></linearGradient>
<switch><text systemLanguage="nl">angst</text><text systemLanguage="en, fr">anxiety</text>
<text>?</text></switch>
<rect fill="url(#g)" width="1" height="1"/>{}</svg>"""


def drawn(tmp_path: Path, more: str = "", lang: str = "nl", html: str | None = None) -> str:
    path = tmp_path / "a.svg"
    path.write_text(SVG.replace("{}", more), "utf-8")
    html = html or '<p data-block="x.1"><img alt="Een &amp; ander" src="a.svg" title="Onder" /></p>'
    return figures.draw(html, lang, lambda address: path if address == "a.svg" else None)


def test_a_figure_is_drawn_in_the_language_of_its_page(tmp_path: Path):
    html = drawn(tmp_path)
    assert html.startswith('<figure class="leidraad-figure" data-block="x.1"><svg viewBox="0 0 9 9"')
    assert 'role="img" aria-label="Een &amp; ander" aria-describedby="figure-1-description"' in html
    assert '<desc id="figure-1-description">Lang verhaal.</desc>' in html
    assert "angst" in html
    assert "anxiety" not in html
    assert "?" not in html
    assert "<title" not in html
    assert 'fill="url(#figure-1-g)"' in html
    assert html.endswith("<figcaption>Onder</figcaption></figure>")
    assert "anxiety" in drawn(tmp_path, lang="en")
    assert ">?<" in drawn(tmp_path, lang="de")


@pytest.mark.parametrize(
    "more",
    [
        "<script>1</script>",
        '<a href="https://example.org"><text>x</text></a>',
        '<rect onclick="x()"/>',
        '<rect style="fill:red"/>',
        "<style>rect{fill:red}</style>",
        '<use href="b.svg#x"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/#a"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect fill="u\\72l(https://example.org/x)"/>',
        "<foreignObject/>",
        '<image href="x.png"/>',
        '<animate attributeName="href"/>',
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>',
        "<unclosed>",
    ],
)
def test_a_picture_that_does_more_than_draw_stays_a_file(more: str, tmp_path: Path):
    assert "<svg" not in drawn(tmp_path, more)


def test_a_picture_in_a_sentence_stays_a_picture(tmp_path: Path):
    html = '<p>Zie <img alt="" src="a.svg">.</p>'
    assert drawn(tmp_path, html=html) == html


def test_entities_and_large_files_are_not_drawn(tmp_path: Path):
    path = tmp_path / "a.svg"
    html = '<p><img alt="x" src="a.svg"></p>'
    for text in (
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.replace("{}", "&a;"),
        SVG.replace("{}", " " * figures.MOST_BYTES),
    ):
        path.write_text(text, "utf-8")
        assert figures.draw(html, "nl", lambda _: path) == html


def test_two_figures_share_no_ids(tmp_path: Path):
    html = drawn(tmp_path, html='<p><img alt="a" src="a.svg"></p>\n<p><img alt="b" src="a.svg"></p>')
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids)) == 4


def test_a_piece_without_words_is_none_the_less_listed():
    leaf = Leaf("a/", "A")
    html = markdown().convert("/// citaat | Wie\n\n///\n\n/// casus\n///")
    assert [(piece.kind, piece.title, piece.text) for piece in pieces.pieces(leaf, html)] == [
        ("quote", "Wie", ""),
        ("case", "", ""),
    ]


def test_chapters_are_listed_with_their_own_numbers_and_other_pages_without_one():
    leaves = [Leaf("", "Begin"), Leaf("zes/", "Een <b>", number=6), Leaf("een/", "First", "en", 1)]
    items = re.findall("<li.*", pieces.listed((leaf, f"#{leaf.url}") for leaf in leaves))
    assert items == [
        '<li><a href="#">Begin</a></li>',
        '<li>6. <a href="#zes/">Een &lt;b&gt;</a></li>',
        '<li lang="en">1. <a href="#een/">First</a></li>',
    ]
