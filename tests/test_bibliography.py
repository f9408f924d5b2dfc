"""references.bib: what can be read is, what cannot is named, and each rule has its examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad.bibliography import entries, latex, numbers, people
from leidraad.bibliography.check import problems
from leidraad.bibliography.entries import Bibliography, Person, load
from leidraad.bibliography.examples import EXAMPLES
from leidraad.errors import LeidraadError
from support import within


@pytest.fixture
def bib(tmp_path: Path):
    """Return a function that reads a text, or bytes, as a .bib file."""

    def read(text: str | bytes) -> Bibliography:
        path = tmp_path / "references.bib"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(path)

    return read


def codes(bibliography: Bibliography) -> list[str]:
    return [problem.code for problem in problems(bibliography)]


GOOD = "@book{goed,\n  author = {Dam, An van},\n  title = {Goed},\n  date = {1999}\n}\n"


def test_an_entry_as_zotero_exports_it(bib):
    read = bib(
        '@string{uit = "Uitgeverij"}\n@preamble{"\\newcommand"}\n'
        "@comment{jabref-meta: x;}\n% los { commentaar\n"
        "@Book{dam2001,\n"
        "  Author = {van Dam, An and {Bureau {\\'E}en} and de Groot, Jr., Piet and others},\n"
        "  editor = {Karel {Van den Berg}},\n"
        "  title = {Een {Klein} boek \\& meer: caf\\'e, na\\\"{\\i}ef, \\emph{schuin}},\n"
        '  publisher = uit # " {Noord}",\n'
        "  date = {2001-03/2004}, langid = {dutch},\n"
        "  url = {https://example.org/a\\_b~c},\n"
        "  file = {/home/iemand/geheim.pdf}\n}\n"
    )
    entry = read.entries["dam2001"]
    assert (entry.kind, entry.line, entry.column) == ("book", 5, 1)
    assert entry.authors == (
        Person("van Dam", "An"),
        Person("Bureau Éen", ""),
        Person("de Groot", "Piet, Jr."),
    )
    assert entry.editors == (Person("Van den Berg", "Karel"),)
    assert entry.title == "Een Klein boek & meer: café, naïef, schuin"
    assert entry.fields["publisher"] == "Uitgeverij Noord"
    assert entry.fields["url"] == "https://example.org/a_b~c"
    assert "file" not in entry.fields
    assert (entry.year, entry.lang, entry.work) == ("2001", "nl", "dam2001")
    assert entry.field_lines["title"] == 8
    assert entry.place("langid") == (10, 36)
    assert not read.problems


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ("dutch", "nl"), ("nld", "nl"), ("nl-NL", "nl"), ("british", "en"), ("English", "en"),
        ("en-GB", "en"), ("ngerman", "de"), ("fr", "fr"), ("", ""), ("quenya", ""),
    ],
)  # fmt: skip
def test_the_language_of_an_entry(bib, told: str, tag: str):
    assert bib(f"@misc{{a, title={{x}}, language={{{told}}}}}").entries["a"].lang == tag


@pytest.mark.parametrize(
    ("broken", "line", "told"),
    [
        ("@book{open,\n title = {x\n", 6, "[open] is not closed"),
        ('@book{quote,\n title = "x\n}\n', 6, "[quote] is not closed"),
        ("@book{title = {x}}\n", 6, "has no key"),
        ("@book{, title = {x}}\n", 6, "has no key"),
        ("@book{a b, title = {x}}\n", 6, "cannot be cited"),
        ("@book{twee, title = {x}, title = {y}}\n", 6, "has title twice"),
        ("@book{kaal, title {x}}\n", 6, "[kaal] is not read"),
        ("@book{los, title = x y z}\n", 6, "has no braces"),
        ("book{geen, title = {x}}\n", 6, "has no @"),
        ("@book{weg, title = {x}, crossref = {nergens}}\n", 6, "[nergens], which is not in the file"),
        ("@book{weg, title = {x}, related = {nergens}, relatedtype = {reprintof}}\n", 6, "[nergens], which"),
        ("@misc{een, crossref = {een}}\n", 6, "in a circle"),
        ("@book{nul, title = {x\0y}}\n", 6, "control character"),
    ],
)
def test_a_broken_entry_costs_no_other(bib, broken: str, line: int, told: str):
    after = GOOD.replace("goed", "ook")
    read = bib(GOOD + broken + after)
    assert {"goed", "ook"} <= set(read.entries)
    (problem,) = read.problems
    assert (problem.line, problem.code) == (line, "LR120")
    assert told in problem.message
    assert ";" in problem.message
    assert problem.message.endswith(".")


def test_a_file_in_another_encoding_is_read_as_far_as_it_can_be(bib):
    read = bib(GOOD.encode() + "@book{twee, title = {café}}\n".encode("latin-1"))
    assert list(read.entries) == ["goed", "twee"]
    assert [(p.line, p.code) for p in read.problems] == [(6, "LR120")]
    assert list(bib(GOOD.encode("utf-16")).entries) == ["goed"]
    assert not bib(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()).problems


def test_a_file_that_is_too_large_is_refused_in_a_sentence(bib, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(entries, "_MOST", 100)
    (problem,) = bib(GOOD * 3).problems
    assert "the most that is read; export only" in problem.message


def test_a_file_that_cannot_be_opened(tmp_path: Path):
    with pytest.raises(LeidraadError, match="no such file"):
        load(tmp_path / "weg.bib")
    with pytest.raises(LeidraadError, match="a folder"):
        load(tmp_path)


def test_fields_are_inherited_under_the_name_they_have_there(bib):
    read = bib(
        "@incollection{deel, author = {A, B}, title = {Deel}, crossref = {bundel}}\n"
        "@collection{bundel, editor = {E, F}, title = {Bundel}, subtitle = {Onder}, date = {1990}, "
        "isbn = {9780415006408}}\n"
        "@article{stuk, author = {A, B}, title = {Stuk}, crossref = {blad}}\n"
        "@periodical{blad, title = {Blad}, date = {1980}}\n"
    )
    part, article = read.entries["deel"], read.entries["stuk"]
    assert (part.title, part.fields["booktitle"], part.fields["booksubtitle"]) == ("Deel", "Bundel", "Onder")
    assert part.editors == (Person("E", "F"),)
    assert (part.year, article.fields["journaltitle"]) == ("1990", "Blad")
    assert part.field_lines["booktitle"] == 1
    assert not list(problems(read))


def test_editions_are_one_work_named_by_the_first_of_them(bib):
    read = bib(
        "@book{los, title={l}}\n@book{nl, title={n}, related={en}, relatedtype={translationof}}\n"
        "@book{en, title={e}}\n@book{de, title={d}, related={x, en}, relatedtype={translationof}}\n"
        "@book{zie, title={z}, related={los}, relatedtype={bytranslator}}\n@book{x, title={x}}\n"
    )
    works = {key: entry.work for key, entry in read.entries.items()}
    assert works == {"los": "los", "nl": "nl", "en": "nl", "de": "nl", "x": "nl", "zie": "zie"}


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_rule_finds_its_bad_example_and_not_its_good_one(bib, code: str):
    _, bad, good = EXAMPLES[code]
    assert codes(bib(bad)) == [code]
    assert codes(bib(good)) == []


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        ("@book{a, title={x}, year={1990}}", "author or editor"),
        ("@book{a, editor={E, F}, title={x}, year={1990}}", ""),
        ("@article{a, author={A, B}, title={x}, date={1990}}", "journaltitle or journal"),
        ("@article{a, author={A, B}, title={x}, date={1990}, journal={J}}", ""),
        ("@incollection{a, author={A, B}, title={x}, date={1990}}", "booktitle"),
        ("@inproceedings{a, title={x}}", "author, booktitle and date or year"),
        ("@conference{a, author={A, B}, title={x}, date={1990}}", "booktitle"),
        ("@inbook{a, author={A, B}, title={x}, date={1990}, pages={1--2}}", ""),
        ("@online{a, author={A, B}, title={x}, date={1990}}", "url or doi or eprint or howpublished"),
        ("@misc{a, author={A, B}, title={x}}", "date or year or urldate"),
        ("@phdthesis{a, author={A, B}, title={x}, year={1990}}", "institution or school or publisher"),
        ("@techreport{a, institution={I}, title={x}, year={1990}}", ""),
        ("@movie{a, date={1990}}", "title"),
    ],
)
def test_what_each_type_requires(bib, entry: str, lacks: str):
    found = [problem.message for problem in problems(bib(entry))]
    assert found == (
        [f"@{entry[1 : entry.index('{')]} [a] has no {lacks}; add what is missing."] if lacks else []
    )


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("978-0-415-00640-8", 1, 0),
        ("0-415-00640-6 (pbk.)", 1, 0),
        ("9780415006408 0415006406", 1, 0),
        ("978 0 415 00640 8; 90-269-1702-5 (set)", 1, 1),
        ("ISBN-13: 978-0-415-00640-8 (2 vols.)", 1, 0),
        ("ISBN-10 0415006406 ISBN-13 9780415006408", 1, 0),
        ("0-8044-2957-X", 1, 0),
        ("978–0–415–00640–8", 1, 0),
        ("0-415-00640-6 0-8044-2957-X", 2, 0),
        ("978 0 415 006 408", 1, 0),
        ("978-0-415-00640-9", 0, 1),
        ("978-0-415", 0, 1),
        ("onbekend", 0, 1),
    ],
)
def test_isbns(text: str, right: int, wrong: int):
    found, missed = numbers.isbns(text)
    assert (len(found), len(missed)) == (right, wrong)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("123--134", 0), ("123-34", 0), ("123–34", 0), ("123--12", 1), ("xii--iv", 1), ("iv--xii, 1--20", 0),
        ("12--15, 20--18, 9--3", 2), ("xii--34", 0), ("S12--S15", 0), ("S12--S9", 1), ("e12", 0), ("1037", 0),
        ("d--c", 0), ("99--100", 0), ("45", 0), ("12 en 20-18", 1), ("5--5", 0), ("v--v", 0), ("123-3", 0),
    ],
)  # fmt: skip
def test_ranges_of_pages(text: str, wrong: int):
    assert len(list(numbers.backward_ranges(text))) == wrong


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("10.1000/182", True), ("https://doi.org/10.1000/182", True), ("doi:10.1000/182", True),
        ("https://www.doi.org/10.1000/abc", True), ("doi.org/10.1000/abc", True), ("www.10.1000/abc", False),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", True),
        ("10.1000", False), ("10.1000/", False), ("11.1000/1", False), ("10.1000/a b", False),
        ("10.1000/1.", False),
    ],
)  # fmt: skip
def test_dois(text: str, right: bool):
    assert numbers.is_doi(text) is right


def same(bib, one: str, other: str) -> bool:
    return "LR131" in codes(bib(f"@book{{a, {one}}}\n@book{{b, {other}}}\n"))


def test_the_same_work_under_two_keys(bib):
    base = "author={Jansén, A.}, date={1990}, "
    title = "title={Leiden: Een gids}"
    assert same(bib, base + title, base.replace("é", "e") + "title={leiden -- een gids}")
    assert same(bib, base + title, base + "title={Leiden}")
    assert same(bib, base + title, base + "title={Leiden}, subtitle={Een gids}")
    assert same(bib, "title={x}, isbn={0-415-00640-6}", "title={y}, isbn={9780415006408}")
    assert same(bib, "title={x}, doi={10.1000/ABC}", "title={y}, doi={https://doi.org/10.1000/abc}")
    assert not same(bib, base + title, base + "title={Leiden: Een ander}")
    assert not same(bib, base + title + ", volume={1}", base + title + ", volume={2}")
    assert not same(bib, base + title, base.replace("1990", "1991") + title)
    assert not same(bib, base + title, base + title + ", related={a}, relatedtype={reprintof}")


def test_chapters_of_one_book_are_not_one_work(bib):
    chapter = "author={A, B}, booktitle={Bundel}, date={1990}, isbn={9780415006408}"
    text = f"@incollection{{a, title={{Een}}, {chapter}}}\n@incollection{{b, title={{Twee}}, {chapter}}}\n"
    assert codes(bib(text)) == []


def test_a_finding_stands_at_the_value_also_where_fields_share_a_line(bib):
    (problem,) = problems(
        bib("@book{a, author={A, B}, title={isbn = 1}, date={1990},\n  year = {1990}, isbn = {1234567890}}")
    )
    assert (problem.code, problem.line, problem.column) == ("LR122", 2, 26)


def test_text_that_is_escaped_reads_back():
    text = "a\\b {c} 50% & $1 #2 _3 ~ ^ é"
    assert latex.decode(latex.escape(text)).replace("ˆ", "^") == text
    written = people.write((Person("Slag en Zoon", ""), Person("de Groot", "Piet, Jr."), Person("Plato", "")))
    assert people.read(written) == (
        Person("Slag en Zoon", ""), Person("de Groot", "Piet, Jr."), Person("Plato", ""),
    )  # fmt: skip


PIECES = st.sampled_from(
    ["@book{", "@string{", "@comment{", "a,", "title", "=", "{", "}", '"', ",", "#", "\n", "\\",
     "\\'e", "$", "%", "crossref={a}", "author={A and ", "isbn={12-3", "pages={9-1}", "(", ")", "@", "\0",
     "é", " ", "year=1990,"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(lambda p: "".join(p).encode())))
@example(data=b"@{}@{}")
def test_no_bytes_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    path = tmp_path_factory.getbasetemp() / "willekeurig.bib"
    path.write_bytes(data)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in problems(load(path)):
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert "\n" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title={" * 6_000, "@" * 100_000, "@book{a, title={" + "{" * 50_000 + "}" * 50_000 + "}}",
        "@book{a, title={" + "\\'e" * 30_000 + "}}", "@book{a, author={" + "A B and " * 12_000 + "C}}",
        "".join(f"@string{{s{i} = s{i - 1} # s{i - 1}}}\n" for i in range(3_000)) + "@book{a, title = s9}",
        "@string{s0={x}}" + "".join(f"@string{{s{i} = s{i - 1} # s{i - 1}}}\n" for i in range(1, 40)),
        "".join(f"@book{{k{i}, title={{a}}, crossref={{k{i + 1}}}}}\n" for i in range(2_500)),
        "@book{a, " + "".join(f"f{i}={{x}}," for i in range(10_000)) + "}", "article{x, " * 9_000,
        "@book{a, isbn={" + "1 " * 50_000 + "}, pages={" + "1-" * 50_000 + "}}",
        "@book{a, title=" + "a # " * 25_000,
    ],
)  # fmt: skip
def test_a_hostile_file_takes_no_long_time(bib, text: str):
    with within(5):
        list(problems(bib(text)))
