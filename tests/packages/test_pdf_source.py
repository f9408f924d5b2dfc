"""What a book may hold: every text is text, and whatever an author wrote, the book can be set."""

from __future__ import annotations

import json
import random
from html import escape
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

import brands
from leidraad import locales
from leidraad.backmatter.pieces import Leaf
from leidraad.building.volume import Volume
from leidraad.errors import LeidraadError
from leidraad.packages import pdf
from leidraad.packages.pdf import Paper, tables, words
from leidraad.packages.pdf.setting import Setting
from leidraad.packages.staging import Staged

CODE = (
    *(
        '#panic("x")',
        "#let a = 1",
        "$x^2$",
        "\\",
        "\\u{41}",
        "[a]",
        "@b",
        "<c>",
        "`d`",
        "// e",
        "/* f */",
        '"g"',
    ),
    *(
        "= h",
        "- i",
        "+ j",
        "/ k: l",
        "*m*",
        "_n_",
        "~",
        "---",
        "{",
        "}",
        "(",
        ")",
        ";",
        "#",
        '"); panic("',
        "'",
    ),
)
"""What Typst reads as code, or as a mark, where it is no string."""


def set_in(content: str, folder: Path, title: str = "Boek", paper: Paper = Paper.A5) -> list[str]:
    """Return the text of each page of a book with this page in it."""
    volume = Volume(locales.load("nl"), title, "", [Leaf("a.html", "A", number=1, path="01-a.md")])
    volume.contents["a.html"] = content
    staged = Staged(folder, {"nl": volume}, ["An"], {}, None, None, "", None)
    pdf.write(staged, "nl", {paper: folder / "boek.pdf"})
    with pypdfium2.PdfDocument(folder / "boek.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


@given(st.text() | st.lists(st.sampled_from(CODE)).map("".join))
@example('"); panic("')
@example("\\")
@example("\u2028\u2029\r\n\t")
@settings(max_examples=200, deadline=None)
def test_any_text_comes_out_as_itself(text: str):
    source = f"#metadata({words.quoted(text)})<text>"
    found = json.loads(typst.query(source.encode(), "<text>", field="value", ignore_system_fonts=True))
    assert found == [words.seen(text)]


@given(st.text())
def test_no_text_of_a_page_is_outside_a_string(text: str):
    element = html.fragment_fromstring("<div></div>")
    element.text = words.seen(text)
    setting = Setting((), None, {}, "“ ” ‘ ’")  # type: ignore[arg-type]
    made = setting.within(element)
    assert all(each.startswith('"') and each.endswith('"') for each in made)
    assert len(made) <= 1


def test_what_is_code_elsewhere_is_text_in_a_book(tmp_path: Path):
    said = "".join(f"<p>{escape(each)} eind{at}.</p>\n" for at, each in enumerate(CODE))
    heading = f"<h1>{escape(' '.join(CODE))}</h1>"
    found = " ".join(" ".join(set_in(heading + said, tmp_path, title=" ".join(CODE))).split())
    for at, each in enumerate(CODE):
        assert f"{each} eind{at}." in found


def test_a_title_of_300_letters_and_letters_that_no_font_has_do_not_break_a_book(tmp_path: Path):
    title = " ".join(["Ondoorgrondelijkheid"] * 14) + " eind"
    strange = "中文 😀 👩‍👩‍👧 ก x\u0361\u20e3 \ufeff\u2060\u200d\ufe0f\xad ✓ Ж ẽ"
    drawn = '<svg viewbox="0 0 90 20" aria-label="Doos"><text x="2" y="9">\uac00 doos</text></svg>'
    content = f"<h1>{title}</h1><h2>{'漢' * 300}</h2><p>Voor {strange} na.</p><pre>{strange}</pre>{drawn}"
    for paper in Paper:
        pages = set_in(content, tmp_path, title=title, paper=paper)
        found = " ".join(" ".join(pages).split())
        assert "□" in found
        assert "✓ Ж ẽ na." in found
        assert "eind" in pages[0]


def test_an_author_is_told_which_letters_no_font_has(tmp_path: Path):
    volume = Volume(
        locales.load("nl"), "Boek", "", [Leaf("a.html", "A")], {"a.html": "<h1>A</h1><p>Een 漢 字</p>"}
    )
    staged = Staged(tmp_path, {"nl": volume}, ["An"], {}, None, None, "", None)
    (told,) = pdf.write(staged, "nl", {Paper.A4: tmp_path / "boek.pdf"})
    assert "no font has 字 漢;" in told
    volume.contents["a.html"] = "<h1>A</h1><p>Een Ж ✓ ẽ → é</p>"
    assert pdf.write(staged, "nl", {Paper.A4: tmp_path / "boek.pdf"}) == []


TAGS = (
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", "em", "a"),
    *("strong", "span", "sup", "code", "pre", "blockquote", "figure", "figcaption", "h1", "h2", "h4", "br"),
    *("hr", "q", "details", "summary", "input", "img", "svg", "aside", "cite", "dfn", "section", "kbd"),
)
CLASSES = (
    *("callout callout--case", "callout callout--check", "callout callout--quote", "callout__title"),
    *("callout__label", "callout__answers", "callout__answer", "leidraad-terms", "leidraad-index__group"),
    *("leidraad-works", "leidraad-index__list", "admonition", "callout callout--reflection", "answer"),
    *("callout callout--epigraph", "lines", "part__number", "callout callout--term", "footnote-ref", "box"),
)


def grown(rng: random.Random, depth: int = 0) -> str:
    """Return an element, and others in it that have no business there."""
    tag = rng.choice(TAGS)
    told = {
        "class": rng.choice(CLASSES) if rng.random() < 0.4 else "",
        "id": f"i{rng.randrange(9)}" if rng.random() < 0.3 else "",
        "lang": rng.choice(["nl", "en-GB", "zh-Hans", "x", "grc"]) if rng.random() < 0.2 else "",
        "href": rng.choice(["#i1", "#i2", "https://example.org/a?b=1", "a.html"]) if tag == "a" else "",
        "colspan": rng.choice(["", "2", "0", "x", "9"]) if tag in ("td", "th") else "",
        "rowspan": rng.choice(["", "3", "99"]) if tag in ("td", "th") else "",
        "start": rng.choice(["", "3", "-1", "x"]) if tag == "ol" else "",
        "src": rng.choice(["x.png", "../y.png", "data:image/png;base64,xx"]) if tag == "img" else "",
    }
    attributes = "".join(f' {name}="{value}"' for name, value in told.items() if value)
    within = "".join(
        escape(rng.choice(CODE)) + " " if rng.random() < 0.5 or depth > 20 else grown(rng, depth + 1)
        for _ in range(rng.choice([0, 1, 2, 3]))
    )
    return f"<{tag}{attributes}>{within}</{tag}>"


@given(st.integers(0, 10**9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_elements_that_stand_anywhere_can_be_set(tmp_path: Path, seed: int):
    rng = random.Random(seed)
    set_in("<h1>Titel</h1>" + "".join(grown(rng) for _ in range(5)), tmp_path, paper=rng.choice([*Paper]))


@pytest.mark.parametrize("tag", ["div", "blockquote", "em", "ul><li"])
def test_no_nesting_is_too_deep_and_no_word_lost_in_it(tmp_path: Path, tag: str):
    inner, end = tag.split(">")[0], "".join(f"</{each.strip('<')}>" for each in reversed(tag.split(">")))
    content = "<h1>T</h1>" + f"<{tag}>" * 60 + "diep" + end * 60 + f"<p>na {inner}</p>"
    found = " ".join(set_in(content, tmp_path))
    assert "diep" in found
    assert f"na {inner}" in found


def test_rows_of_any_length_keep_their_cells(tmp_path: Path):
    content = (
        "<h1>T</h1><table><thead><tr><th>kop1</th><th>kop2</th></tr></thead><tbody>"
        "<tr><td>een</td></tr><tr><td rowspan='9'>twee</td><td>drie</td><td>vier</td></tr>"
        "<tr><td colspan='2'>vijf</td></tr><tr><td>zes</td><td>zeven</td><td>acht</td></tr></tbody></table>"
    )
    found = " ".join(set_in(content, tmp_path)).split()
    for each in ("kop1", "kop2", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"):
        assert found.count(each) == 1, each
    (table,) = html.fragment_fromstring(f"<div>{content}</div>").iter("table")
    made = tables.table(table, lambda cell: [words.quoted(cell.text_content())])
    assert made.count('"') == 2 * 10


def test_a_long_table_and_a_long_callout_go_on_overleaf(tmp_path: Path):
    rows = "".join(f"<tr><td>rij{at}</td><td>{'woord ' * 9}</td></tr>" for at in range(90))
    told = "".join(f"<p>alinea{at} {'woord ' * 40}</p>" for at in range(12))
    content = (
        f"<h1>T</h1><table><tr><th>a</th><th>b</th></tr>{rows}</table>"
        f'<section class="callout callout--key"><p class="callout__title">'
        f'<span class="callout__label">Kern</span></p>{told}</section>'
    )
    found = " ".join(set_in(content, tmp_path)).split()
    assert all(found.count(f"rij{at}") == 1 for at in range(90))
    assert all(found.count(f"alinea{at}") == 1 for at in range(12))


def test_a_picture_that_is_damaged_is_named(tmp_path: Path):
    (tmp_path / "x.png").write_bytes(brands.png(20, 20, (1, 2, 3))[:60])
    with pytest.raises(LeidraadError, match=r"^x\.png: this picture cannot be drawn") as caught:
        set_in('<h1>T</h1><p><img src="x.png" alt="Iets"></p>', tmp_path)
    assert "\n" not in str(caught.value)


def test_a_picture_stands_in_a_line_and_by_itself_and_is_described(tmp_path: Path):
    (tmp_path / "x.png").write_bytes(brands.png(20, 20, (1, 2, 3)))
    content = (
        '<h1>T</h1><p>voor <img src="x.png" alt="In een regel"> na</p><p><img src="x.png" alt="Alleen"></p>'
    )
    found = " ".join(set_in(content + '<p><img src="weg.png" alt="Verdwenen"></p>', tmp_path))
    assert "voor" in found
    assert "Verdwenen" in found
    data = (tmp_path / "boek.pdf").read_bytes()
    assert b"In een regel" in data
    assert b"Alleen" in data
