"""Citations, printed by the real pandoc: in the page's language, in full, and nothing in them acts."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from pathlib import Path

import pytest
from markdown.util import AtomicString

from leidraad import locales, pandoc
from leidraad.bibliography import elements, folding, locators, printing, styles
from leidraad.bibliography.entries import Bibliography, load
from leidraad.bibliography.printing import Printed, print_citations
from leidraad.errors import LeidraadError
from support import ROOT

NL, EN = locales.load("nl"), locales.load("en")
DE = locales.load("de", ROOT / "tests/cases/german/de.toml")
BIB = r"""
@book{bowlby, author = {Bowlby, John}, title = {Qa}, publisher = {Qb}, location = {Qc}, date = {1988},
  edition = {2}, doi = {https://doi.org/10.1000/QX}, url = {https://example.org/}, urldate = {2024-01-02}}
@book{nl, author = {Bowlby, John and Qd, Qe}, title = {Qf}, translator = {Qg, Qh}, origtitle = {Qi},
  origdate = {1980}, date = {1990}, editor = {Qj, Qk}}
@article{art, author = {Ql, Qm and de Qn, Qo and others}, title = {Qp}, journaltitle = {Qq}, volume = {28},
  number = {5}, pages = {759--775}, date = {1992-05}}
@incollection{inc, author = {Qr, Qs}, title = {Qt <b>q</b> *q* "q"}, booktitle = {Qu}, date = {1991},
  editor = {Qv, Qw and Qx, Qy}, pages = {127--159}}
@online{web, author = {{Qz \& Qz}}, title = {Qaa}, url = {https://example.org/x_y}, urldate = {2024-03-12},
  date = {2022-05-08}}
@online{erg, author = {Qab, Qac}, title = {Qad \& Qae}, url = {javascript:alert(1)}, urldate = {2023-10-01}}
@phdthesis{phd, author = {van der Qaf, Qag}, title = {Qah}, school = {Qai}, date = {2001}}
@collection{col, editor = {Qaj, Qak and Qal, Qam and others}, title = {Qan}, date = {2003}, volume = {2},
  series = {Qao}, number = {4}}
@report{rep, author = {{Qap}}, title = {Qaq}, number = {12}, institution = {Qar}, pubstate = {forthcoming}}
@book{rij, author = {A, A and B, B and C, C and D, D and E, E}, title = {Qas}, date = {2010}, edition = {3}}
@book{deel, author = {Bowlby, John}, title = {Qau}, maintitle = {Qav}, volume = {1}, date = {1969}}
@book{kapot, title = {x
@book{spatie, author = {Q, Q}, title = {$x^2$ \emph{Qat} {\'E} 50\% \unknown{} a_b ~ \{ },
  date = {circa 1900}}
"""
KEYS = ("bowlby", "nl", "art", "inc", "web", "erg", "phd", "col", "rep", "rij", "spatie")
SOURCES = [
    *(f"[@{key}]" for key in KEYS),
    "[zie ook @bowlby, p. 11; *vgl.* @nl, hfst. 3]",
    "[@deel]",
    *(f"[@nl, {place}]" for place in (
        "p. 11", "pp. 11-12", "hfst. 3", "ch. 3", "§ 4", "§§ 4-5", "nr. 7", "no. 7", "deel 2", "vol. 2", "12",
        "xii",
        "p. 11 qq", "blz. 4", "hoofdstuk 9",
    )),
    "[-@nl, p. 5]",
    "[<script>q</script> [q](javascript:q) ![q](data:q) `q` @art]",
    "[@onbekend]",
    "[@kapot]",
    "geen citaat",
    "[q]: @nl]",
    "[@nl]](q) ^[@art]",
]  # fmt: skip

DUTCH = (
    "en onder redactie red. vertaald door druk deel nr. oorspronkelijk op mei maart geraadpleegd z. "
    "proefschrift verschijnen de van"
)
ENGLISH = (
    "and et al. edited by ed. eds translated vol. no. originally accessed may march n. "
    "thesis forthcoming nd rd the"
)


@pytest.fixture(scope="module")
def bib(tmp_path_factory: pytest.TempPathFactory) -> Bibliography:
    path = tmp_path_factory.mktemp("bron") / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return load(path)


@pytest.fixture(scope="module")
def nl(bib: Bibliography) -> Printed:
    return print_citations(SOURCES, bib, locale=NL, style=None, cache=None)


@pytest.fixture(scope="module")
def en(bib: Bibliography) -> Printed:
    return print_citations(SOURCES, bib, locale=EN, style=None, cache=None)


def text(element: etree.Element) -> str:
    return "".join(element.itertext())


def note(printed: Printed, source: str) -> str:
    return text(printed.notes[source])


def test_a_note_gives_the_whole_source_in_the_language_of_its_page(nl: Printed, en: Printed):
    assert note(nl, "[@nl]") == (
        "John Bowlby en Qe Qd, Qf, vertaald door Qh Qg, onder redactie van Qk Qj "
        "(oorspronkelijk Qi, 1980; 1990)"
    )
    assert note(en, "[@nl]") == (
        "John Bowlby and Qe Qd, Qf, translated by Qh Qg, edited by Qk Qj (originally Qi, 1980; 1990)"
    )
    assert note(nl, "[@bowlby]") == "John Bowlby, Qa, 2de druk (Qc: Qb, 1988), https://doi.org/10.1000/qx"
    assert note(en, "[@bowlby]") == "John Bowlby, Qa, 2nd ed. (Qc: Qb, 1988), https://doi.org/10.1000/qx"
    assert note(nl, "[@art]") == "Qm Ql, Qo de Qn e.a., ‘Qp’, Qq 28, nr. 5 (1992), pp. 759–775"
    assert note(en, "[@art]") == "Qm Ql, Qo de Qn et al., ‘Qp’, Qq 28, no. 5 (1992), pp. 759–775"
    assert note(nl, "[@web]").endswith(
        "(8 mei 2022), https://example.org/x_y (geraadpleegd op 12 maart 2024)"
    )
    assert note(en, "[@web]").endswith("(8 May 2022), https://example.org/x_y (accessed 12 March 2024)")
    assert note(nl, "[@phd]") == "Qag van der Qaf, Qah (proefschrift; Qai, 2001)"
    assert note(en, "[@rep]").endswith("no. 12 (Qar, forthcoming)")
    assert note(nl, "[@rij]") == "A A e.a., Qas, 3de druk (2010)"
    assert note(nl, "[@erg]") == "Qac Qab, ‘Qad & Qae’ (z.d.)"


def test_a_title_with_a_mark_of_its_own_has_no_colon_before_its_subtitle(tmp_path: Path):
    (tmp_path / "a.bib").write_text(
        "@book{vraag, title = {Wie blijft?}, subtitle = {Over Rouw}, date = {2001}}\n"
        "@incollection{deel, author = {Aal, Ada}, title = {Deel}, booktitle = {Kom!}, booksubtitle = {Nu}, "
        "publisher = {P}, date = {2002}}\n"
        "@book{zin, title = {Zo is het}, subtitle = {Over Rouw}, date = {2003}}\n",
        encoding="utf-8",
    )
    keys = ("vraag", "deel", "zin")
    made = print_citations(
        [f"[@{key}]" for key in keys], load(tmp_path / "a.bib"), locale=NL, style=None, cache=None
    )
    notes = [note(made, f"[@{key}]") for key in keys]
    assert [told.partition(" (")[0] for told in notes] == [
        "Wie blijft? Over Rouw", "Ada Aal, ‘Deel’, in Kom! Nu", "Zo is het: Over Rouw",
    ]  # fmt: skip


def test_before_others_who_are_not_named_there_is_no_comma(tmp_path: Path):
    names = " and ".join(f"{letter}al, {letter}da" for letter in "ABCDEFGH")
    (tmp_path / "a.bib").write_text(
        f"@book{{veel, author = {{{names}}}, title = {{T}}, date = {{2001}}}}", "utf-8"
    )
    made = print_citations(["[@veel]"], load(tmp_path / "a.bib"), locale=NL, style=None, cache=None)
    assert "Gda Gal e.a. " in text(made.works["veel"])


def test_no_page_shows_a_word_of_the_other_language(nl: Printed, en: Printed):
    words = {}
    for lang, printed in ("nl", nl), ("en", en):
        shown = [text(printed.notes[f"[@{key}]"]) for key in KEYS]
        shown += [text(work) for work in printed.works.values()]
        words[lang] = {word.casefold() for word in re.findall(r"[A-Za-zé]+\.?", " ".join(shown))}
    dutch, english = set(DUTCH.split()), set(ENGLISH.split())
    # "In", "p." and "pp." are both; names such as "van" and "de" are whose they are.
    assert not words["nl"] & english
    assert not words["en"] & dutch - {"van", "de"}
    assert {"en", "redactie", "vertaald", "geraadpleegd", "proefschrift"} <= words["nl"]
    assert {"and", "edited", "translated", "accessed", "thesis"} <= words["en"]


def test_a_volume_has_its_own_title(nl: Printed, en: Printed):
    assert text(nl.notes["[@deel]"]) == "John Bowlby, Qav, deel 1: Qau (1969)"
    assert text(en.notes["[@deel]"]) == "John Bowlby, Qav, vol. 1: Qau (1969)"


@pytest.mark.parametrize(
    ("place", "dutch", "english"),
    [
        ("p. 11", "p. 11", "p. 11"), ("pp. 11-12", "pp. 11–12", "pp. 11–12"), ("hfst. 3", "hfst. 3", "ch. 3"),
        ("ch. 3", "hfst. 3", "ch. 3"), ("§ 4", "§ 4", "§ 4"), ("§§ 4-5", "§§ 4–5", "§§ 4–5"),
        ("nr. 7", "nr. 7", "no. 7"), ("no. 7", "nr. 7", "no. 7"), ("deel 2", "deel 2", "pt 2"),
        ("vol. 2", "deel 2", "vol. 2"), ("12", "p. 12", "p. 12"), ("xii", "xii", "xii"),
        ("p. 11 qq", "p. 11 qq", "p. 11 qq"), ("blz. 4", "p. 4", "p. 4"), ("hoofdstuk 9", "hfst. 9", "ch. 9"),
    ],
)  # fmt: skip
def test_places_are_named_in_the_language_of_the_page(
    nl: Printed, en: Printed, place: str, dutch: str, english: str
):
    assert note(nl, f"[@nl, {place}]").endswith(f"1990), {dutch}")
    assert note(en, f"[@nl, {place}]").endswith(f"1990), {english}")


def test_only_what_follows_a_key_is_a_place():
    assert locators.normalise("[zie hfst. 3 en @a; @b, hfst. 4]", EN) == "[zie hfst. 3 en @a; @b, chapter 4]"
    assert locators.normalise("[@a, partij 3; @b, no 4]", NL) == "[@a, partij 3; @b, nummer 4]"
    assert locators.normalise("[@a, Kap. 3; @b, hfst. 4; @c, H. 5; @d, p. 6]", DE) == (
        "[@a, Kap. 3; @b, Kap. 4; @c, Nr. 5; @d, S. 6]"
    )


def test_a_third_language_prints_with_its_own_table(bib: Bibliography):
    sources = ["[@phd, p. 3]", "[@art, Kap. 2]", "[@inc]"]
    printed = print_citations(sources, bib, locale=DE, style=None, cache=None)
    assert note(printed, "[@phd, p. 3]").endswith("(Dissertation; Qai, 2001), S. 3")
    assert re.search(r"u\. a\., „Qp“, .*Kap\. 2$", note(printed, "[@art, Kap. 2]"))
    assert "herausgegeben von" in note(printed, "[@inc]")


def test_prefix_several_keys_and_no_author(nl: Printed):
    several = nl.notes["[zie ook @bowlby, p. 11; *vgl.* @nl, hfst. 3]"]
    assert text(several).startswith("zie ook John Bowlby, Qa")
    assert "; vgl. John Bowlby en" in text(several)
    assert [e.text for e in several.iter("em")][:3] == ["Qa", "vgl.", "Qf"]
    assert note(nl, "[-@nl, p. 5]").startswith("Qf, vertaald")


def test_nothing_in_a_source_acts_and_nothing_is_parsed_again(nl: Printed, en: Printed):
    for printed in nl, en:
        for element in [*printed.notes.values(), *printed.works.values()]:
            assert element.tag == "span"
            for part in element.iter():
                assert part.tag in {"span", "em", "strong", "sup", "sub", "a"}
                assert set(part.keys()) <= {"class", "href"}
                assert part.get("href", "https://").startswith("https://")
                for told in part.text, part.tail:
                    assert not told or isinstance(told, AtomicString)
    assert '<b>q</b> *q* "q"' in note(nl, "[@inc]")
    assert "<script>q</script> q q q Qm Ql" in note(nl, SOURCES[-6])
    assert "javascript" not in note(nl, "[@erg]")
    assert "50%" in note(nl, "[@spatie]")
    assert "É" in note(nl, "[@spatie]")


def test_what_cannot_be_printed_is_said_and_shown_as_it_was_written(nl: Printed):
    assert set(nl.notes) == set(SOURCES)
    for source in "geen citaat", "[q]: @nl]", "[@nl]](q) ^[@art]":
        assert note(nl, source) == source
        assert any(problem.startswith(f"{source} is no citation") for problem in nl.problems)
    assert any("onbekend not found" in problem for problem in nl.problems)
    assert any("kapot not found" in problem for problem in nl.problems)
    assert len(nl.problems) == 5


def test_works_stand_in_the_order_of_the_style(nl: Printed):
    assert set(nl.order) == {"deel", *KEYS}
    assert [key for key in nl.order if key in ("bowlby", "nl", "art")] == ["bowlby", "nl", "art"]
    assert (
        text(nl.works["bowlby"]) == "Bowlby, John. Qa. 2de druk (Qc: Qb, 1988). https://doi.org/10.1000/qx."
    )


def test_a_work_of_nobody_stands_by_its_title(tmp_path: Path):
    path = tmp_path / "references.bib"
    authors = {"a": "author = {Aa, B}, ", "b": "", "c": "editor = {Cc, D}, "}
    path.write_text(
        "\n".join(
            f"@book{{{key}, {author}title = {{Bb}}, date = {{1900}}}}" for key, author in authors.items()
        )
    )
    printed = print_citations(["[@c; @b; @a]"], load(path), locale=NL, style=None, cache=None)
    assert printed.order == ("a", "b", "c")
    assert text(printed.works["b"]) == "Bb (1900)."


def test_a_note_does_not_end_with_a_period(nl: Printed, en: Printed):
    assert not [
        source for source in SOURCES if note(nl, source).endswith(".") or note(en, source).endswith(".")
    ]


CSL = """<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation et-al-subsequent-min="1" et-al-subsequent-use-first="1">
<layout suffix="." delimiter="; ">
<group delimiter=" ">
<text variable="title"/>
<choose><if position="ibid-with-locator"><text value="IBIDLOC"/></if>
<else-if position="ibid"><text value="IBID"/></else-if>
<else-if position="subsequent near-note" match="any"><text value="SHORT"/></else-if>
<else><text value="FULL"/></else></choose>
<choose><if position="first"><text value="FIRST"/></if><else><text value="LATER"/></else></choose>
<choose><if position="subsequent" match="none"><text value="ONCE"/></if></choose>
<choose><if type="book" position="first" match="all">
<text value="BOOK"/></if><else><text value="OTHER"/></else></choose>
<choose><if type="book" position="ibid" match="any"><text value="ANY"/></if></choose>
<choose><if position="first" match="none"><text value="NEVER"/></if></choose>
<text variable="first-reference-note-number" prefix="n"/>
<names variable="author" prefix="(" suffix=")"/></group></layout></citation>
<bibliography subsequent-author-substitute="---"><layout suffix="."><names variable="author" suffix=" "/>
<text variable="title"/></layout></bibliography></style>
"""


def test_every_note_prints_what_the_first_would(bib: Bibliography, tmp_path: Path):
    style = tmp_path / "kort.csl"
    style.write_text(CSL, encoding="utf-8")
    sources = ["[@nl]", "[see @nl]", "[@nl; @nl, p. 3]", "[@art]", "[@art, p. 3]"]
    printed = print_citations(sources, bib, locale=EN, style=style, cache=None)
    whole = "Qf FULL FIRST ONCE BOOK ANY (John Bowlby, Qe Qd)"
    assert [note(printed, source) for source in sources[:2]] == [whole, f"see {whole}"]
    assert note(printed, "[@nl; @nl, p. 3]").startswith(f"{whole}; {whole}")
    assert note(printed, "[@art]") == "Qp FULL FIRST ONCE OTHER (Qm Ql, Qo de Qn et al.)"
    assert "IBID" not in note(printed, "[@art, p. 3]")


PLACES = [
    "p. 1",
    "p. 7",
    "p. 11",
    "pagina 321",
    "hfst. 3",
    "§ 4",
    "nr. 7",
    "12",
    "pp. 3-5",
    "p. 007",
    "xii",
    "p. 4 qq",
]
BESIDE = [
    "[zie @nl, p. {}]",
    "[@nl, p. {}; @art, p. 5]",
    "[-@rij, hfst. {}]",
    "[@{{nl}}, p. {}]",
    "[@art, partij {}]",
]
_TITLE = '<text variable="title"/>\n'
PLACED = CSL.replace(_TITLE, f'{_TITLE}<label variable="locator"/><text variable="locator"/>', 1)
NUMBERED = CSL.replace(_TITLE, f'{_TITLE}<number variable="locator" form="ordinal"/>', 1)


@pytest.mark.parametrize("style", [None, CSL, PLACED], ids=["ours", "short", "placed"])
@pytest.mark.parametrize("locale", [NL, EN, DE], ids=["nl", "en", "de"])
def test_citations_that_differ_in_a_page_print_as_each_would_alone(
    bib: Bibliography,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    style: str | None,
    locale: locales.Locale,
):
    path = tmp_path / "stijl.csl" if style else None
    if path:
        path.write_text(style or "", encoding="utf-8")
    sources = [f"[@{key}, {place}]" for key in KEYS for place in PLACES]
    sources += [form.format(page) for form in BESIDE for page in (2, 11, 19, 30)]
    folded = print_citations(sources, bib, locale=locale, style=path, cache=None)

    def apart(citations: Iterable[str], *_: object) -> folding.Folded:
        texts = [*citations]
        return folding.Folded(texts, [(at, "") for at in range(len(texts))])

    monkeypatch.setattr(folding, "fold", apart)
    alone = print_citations(sources, bib, locale=locale, style=path, cache=None)
    assert shown(folded) == shown(alone)
    assert folded.problems == alone.problems
    assert not [each for each in shown(folded) if folding.stand_in(bib.digest) in each]


def test_a_style_that_may_write_a_page_in_another_way_prints_each():
    number = folding.stand_in("0123456789abcdef")
    citations = ["[@a, page 1]", "[@a, page 2]"]
    assert folding.fold(citations, number, PLACED.encode()).texts == [f"[@a, page {number}]"]
    assert folding.fold(citations, number, NUMBERED.encode()) == (citations, [(0, ""), (1, "")])


def test_what_is_told_of_a_citation_changes_with_what_it_prints_alone(bib: Bibliography, tmp_path: Path):
    sources = ["[@nl, p. 1]", "[@nl, p. 2]", "[@art, p. 1]"]
    before = print_citations(sources, bib, locale=NL, style=None, cache=None)
    assert len({*before.told.values()}) == len(sources)
    other = tmp_path / "references.bib"
    other.write_text(BIB.replace("Qf", "Qg"), encoding="utf-8")
    after = print_citations(sources, load(other), locale=NL, style=None, cache=None)
    assert [source for source in sources if before.told[source] != after.told[source]] == sources[:2]


def test_pandoc_is_asked_for_one_page_of_a_work(bib: Bibliography, monkeypatch: pytest.MonkeyPatch):
    asked = []
    run = pandoc.run
    monkeypatch.setattr(pandoc, "run", lambda *args: asked.append(args[2].decode()) or run(*args))
    sources = [f"[@{key}, p. {page}]" for key in ("nl", "art") for page in range(1, 50)]
    printed = print_citations(sources, bib, locale=NL, style=None, cache=None)
    assert asked[0].count("^[") == 2
    assert note(printed, "[@nl, p. 48]").endswith("1990), p. 48")
    assert note(printed, "[@art, p. 7]").endswith("(1992), p. 7")


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("geen xml", r"is not XML \(line 1\); take the style anew"),
        ("<style/>", "is not a CSL style"),
        ("<html xmlns='http://purl.org/net/xbiblio/csl'/>", "is not a CSL style"),
        ("<!DOCTYPE s [<!ENTITY a 'b'>]>" + CSL[21:], "has a DOCTYPE"),
        (CSL.replace("<info>", '<info><link rel="independent-parent" href="x/apa"/>'), "use apa itself"),
        (re.sub("<citation.*</citation>", "", CSL, flags=re.DOTALL), "does not say how"),
        ("<a>" * 300 + "</a>" * 300, "nested too deep"),
        ("\0", "is not XML"),
        ("", "is not XML"),
        ("<?xml version='1.0' encoding='onzin'?><style/>", "is not XML"),
    ],
)  # fmt: skip
def test_a_broken_style_is_one_line_that_names_it(bib: Bibliography, tmp_path: Path, style: str, told: str):
    path = tmp_path / "stijl.csl"
    path.write_text(style, encoding="utf-8")
    with pytest.raises(LeidraadError, match=told) as error:
        print_citations(["[@nl]"], bib, locale=NL, style=path, cache=None)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_a_style_that_is_not_there(bib: Bibliography, tmp_path: Path):
    with pytest.raises(LeidraadError, match="no such file"):
        print_citations(["[@nl]"], bib, locale=NL, style=tmp_path / "weg.csl", cache=None)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("echo kapot >&2; exit 64", r"pandoc cannot print with this style \(kapot\)"),
        ("kill -9 $$", "pandoc cannot print"),
        ("exit 251", "is too large to be printed at once"),
        ("exec sleep 30", "took pandoc more than"),
        ("echo geen json", "cannot be read; install pandoc anew"),
    ],
)
def test_a_pandoc_that_fails_is_one_line(
    bib: Bibliography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, told: str
):
    path = tmp_path / "pandoc"
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setattr(pandoc, "program", lambda need: str(path))
    monkeypatch.setattr(printing, "_SECONDS", 0.3)
    with pytest.raises(LeidraadError, match=told):
        print_citations(["[@nl]"], bib, locale=NL, style=None, cache=None)
    path.chmod(0o644)
    with pytest.raises(LeidraadError, match="cannot be run"):
        print_citations(["[@nl]"], bib, locale=NL, style=None, cache=None)


def test_without_pandoc_one_line_says_how_to_get_it(bib: Bibliography, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LeidraadError, match=r"Citations need pandoc; install it with: pip install"):
        print_citations(["[@nl]"], bib, locale=NL, style=None, cache=None)


def shown(printed: Printed) -> list[str]:
    parts = [*printed.notes.values(), *printed.works.values()]
    return [etree.tostring(part, encoding="unicode") for part in parts]


def test_what_has_not_changed_is_not_printed_again(
    bib: Bibliography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    calls = []
    run = pandoc.run
    monkeypatch.setattr(pandoc, "run", lambda *args: calls.append(args) or run(*args))

    def again(sources: list[str] = SOURCES[:12], lang: str = "nl", bib: Bibliography = bib) -> list[str]:
        return shown(
            print_citations(sources, bib, locale=locales.load(lang), style=None, cache=tmp_path / "cache")
        )

    first = again()
    assert again() == first
    assert len(calls) == 1
    kept = tmp_path / "cache" / "citations-nl.json"
    told = kept.read_text(encoding="utf-8")
    for damage in "", kept.read_text().replace("Bowlby", "Bolwby"), "[" * 100_000:
        kept.write_text(damage, encoding="utf-8")
        # As a process that has not read the file yet.
        printing._last.clear()
        assert again() == first
    assert len(calls) == 4
    assert kept.read_text(encoding="utf-8") == told
    assert again(SOURCES[:11]) != first
    assert len(calls) == 5
    (tmp_path / "cache" / "citations-en.json").mkdir()
    assert again(lang="en") != first


def test_no_citation_needs_no_pandoc(bib: Bibliography, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", "")
    assert print_citations([], bib, locale=NL, style=None, cache=None) == Printed({}, {}, {}, (), ())


def test_our_style_prints_no_word_of_its_own():
    root = etree.parse(styles.DEFAULT).getroot()
    layouts = [part for part in root if not part.tag.endswith("locale")]
    assert not [text for part in layouts for text in part.iter() if text.get("value")]


def test_only_one_period_is_taken_off_and_only_at_the_end():
    told = [{"t": "Str", "c": "a."}, {"t": "Emph", "c": [{"t": "Str", "c": "b."}]}]
    element = elements.build(told, "e.a.")
    elements.strip_period(element)
    assert text(element) == "a.b"
    element = elements.build([*told, {"t": "Str", "c": "c..."}], "e.a.")
    elements.strip_period(element)
    assert text(element) == "a.b.c..."
