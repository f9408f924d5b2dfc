"""Documents: four formats through pandoc, every style, note and word, and those that nobody should open."""

from __future__ import annotations

import html
import io
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad import parsers, reader, writer
from leidraad.errors import LeidraadError
from leidraad.importing import filing
from leidraad.manuscript.documents import ImportedDocument, archive, import_document, pandoc, styles
from leidraad.manuscript.report import report_markdown
from leidraad.model import Callout, Comment, Heading, Note, Paragraph, Verbatim
from leidraad.pandoc import program

PARSER = parsers.plain("nl")
FORMATS = ("docx", "odt", "epub", "html")
WORD = re.compile(r"[^\W_]+")

CHAPTER = """\
---
title: Rouw en herstel
---

::: {custom-style="Epigraph"}
Wie blijft staan\\
ziet de weg niet
:::

::: {custom-style="Attribution"}
Anna Verzonnen
:::

# Verlies

Gewone *tekst* en **vet** met een noot,[^a] H~2~O en een [adres](https://example.org/a_b).

::: {custom-style="Casus Titel"}
Het team van Sara
:::

::: {custom-style="Casus"}
Sara leidt een team.

Zij zwijgt vaak.
:::

# Herstel

3. derde
4. vierde

    - onder vier
    - ook onder vier

| kop een | kop twee |
|---------|---------:|
| cel een | cel | twee |

::: {custom-style="Citaat 2"}
Zonder verlies geen groei.
:::

::: {custom-style="Quote Source"}
— Bea Bedacht, 1901
:::

Slot met nog een noot.[^b]

[^a]: De eerste *noot*.

    Met een tweede alinea.

[^b]: De tweede noot.
"""


def convert(markdown: str, target: Path) -> Path:
    """Make a document with pandoc itself."""
    command = [pandoc.program(), "-s", "-f", "markdown", "-o", str(target)]
    if target.suffix == ".epub" and "title:" not in markdown:
        command += ["--metadata", "title=Boek"]
    subprocess.run(command, input=markdown.encode(), check=True, capture_output=True, timeout=30)
    return target


def page(tmp_path: Path, body: str, name: str = "bron.html") -> Path:
    """Write a page of HTML."""
    path = tmp_path / name
    path.write_text(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>", encoding="utf-8")
    return path


def one(path: Path, **options: object) -> ImportedDocument:
    """Import a document that is one chapter, which keeps every law."""
    chapters = import_document(path, lang="nl", name="03-rouw", **options)  # type: ignore[arg-type]
    assert len(chapters) == 1
    check(chapters[0])
    return chapters[0]


def words_shown(imported: ImportedDocument) -> Counter[str]:
    """Return the words that a reader of the chapter sees."""
    PARSER.reset()
    shown = PARSER.convert(writer.write(imported.chapter))
    shown = re.sub(r'<sup id="fnref.*?</sup>|<a class="(?:headerlink|footnote-backref)".*?</a>', "", shown)
    shown = re.sub(r'<span class="callout__label">.*?</span>|<p class="footnote__title">.*?</p>', " ", shown)
    shown = re.sub(r'<img alt="([^"]*)"[^>]*>', r"\1", shown)
    shown = re.sub(r"</?(?:em|strong|sub|sup|u|del|mark|span|a|code)\b[^>]*>", "", shown)
    return Counter(WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", shown))))


def check(imported: ImportedDocument) -> None:
    """Assert that the chapter reads back, and that it has every word of the document."""
    written = writer.write(imported.chapter)
    assert reader.read(written, PARSER) == imported.chapter
    left_out = Counter(WORD.findall("\n".join(imported.left_out)))
    assert words_shown(imported) + left_out == Counter(WORD.findall(imported.text))
    lines = written.split("\n")
    for decision in imported.decisions:
        assert decision.chapter_line is None or decision.chapter_line <= len(lines)


def kinds(imported: ImportedDocument) -> list[tuple[str, str | None]]:
    return [(block.kind, block.argument) for block in imported.chapter.walk() if isinstance(block, Callout)]


def flags(imported: ImportedDocument) -> list[str]:
    return [b.text for b in imported.chapter.blocks if isinstance(b, Comment) and b.text]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_chapter_comes_through_whole(suffix: str, tmp_path: Path):
    imported = one(convert(CHAPTER, tmp_path / f'mijn ‘eerste’ "hoofdstuk".{suffix}'))
    blocks = imported.chapter.blocks
    headings = [(b.level, b.text) for b in blocks if isinstance(b, Heading)]
    assert headings == [(1, "Rouw en herstel"), (2, "Verlies"), (2, "Herstel")]
    assert kinds(imported) == [
        ("epigraph", "Anna Verzonnen"),
        ("case", "Het team van Sara"),
        ("quote", "Bea Bedacht, 1901"),
    ]
    epigraph, case, _ = (b for b in blocks if isinstance(b, Callout))
    assert epigraph.body == (Paragraph("Wie blijft staan\nziet de weg niet"),)
    assert case.body == (Paragraph("Sara leidt een team."), Paragraph("Zij zwijgt vaak."))
    text = "Gewone *tekst* en **vet** met een noot,[^h03-1] H<sub>2</sub>O en een"
    assert Paragraph(f"{text} [adres](https://example.org/a_b).") in blocks
    assert Verbatim("list", "3. derde\n4. vierde\n    - onder vier\n    - ook onder vier") in blocks
    table = next(b.source for b in blocks if isinstance(b, Verbatim) and b.kind == "table")
    assert table.startswith("| kop een | kop twee |\n| --- | ")
    assert blocks[-2:] == (
        Note("h03-1", "De eerste *noot*.\n\nMet een tweede alinea."),
        Note("h03-2", "De tweede noot."),
    )
    assert not flags(imported)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_book_becomes_a_chapter_a_file(suffix: str, tmp_path: Path):
    book = "Opgedragen aan wie bleef en wie ging, met dank.\n\n" + "\n\n".join(
        f"# Hoofdstuk {n} over iets\n\nTekst {n}.[^{n}]\n\n## Kop\n\nMeer.\n\n[^{n}]: Noot van {n}."
        for n in (1, 2, 3)
    )
    chapters = import_document(convert(book, tmp_path / f"boek.{suffix}"), lang="nl", name="boek")
    for imported in chapters:
        check(imported)
    titles = [imported.chapter.title for imported in chapters]
    assert titles[-3:] == [f"Hoofdstuk {n} over iets" for n in (1, 2, 3)]
    assert len(chapters) == 4
    last = chapters[-1].chapter.blocks
    assert last[1:] == (
        Paragraph("Tekst 3.[^h03-1]"),
        Heading(2, "Kop"),
        Paragraph("Meer."),
        Note("h03-1", "Noot van 3."),
    )
    chosen = [decision.chosen for decision in chapters[0].decisions]
    assert "text before the first chapter, as a page of its own" in chosen


def test_size_tells_chapters_from_sections(tmp_path: Path):
    def book(words: int) -> str:
        text = "woord " * words
        return f"---\ntitle: Alles\n---\n\n# Een\n\n{text}\n\n# Twee\n\n{text}\n"

    small = import_document(convert(book(200), tmp_path / "a.docx"), lang="nl", name="a")
    large = import_document(convert(book(4000), tmp_path / "b.docx"), lang="nl", name="b")
    assert [len(small), small[0].chapter.title] == [1, "Alles"]
    assert [imported.chapter.title for imported in large] == ["Een", "Twee"]
    assert "Alles" in large[0].left_out
    doubtful = import_document(convert(book(1500), tmp_path / "c.docx"), lang="nl", name="c")
    assert any("LR501" in text for text in flags(doubtful[0]))


def test_a_handbook_names_styles_of_its_own(tmp_path: Path):
    text = '# T\n\n::: {custom-style="Kadertekst blauw"}\nOnthoud dit.\n:::\n\nTekst.\n'
    path = convert(text, tmp_path / "a.docx")
    plain = one(path)
    assert kinds(plain) == []
    assert [d.chosen for d in plain.decisions].count("the style ‘Kadertekst blauw’ as plain text") == 1
    assert kinds(one(path, styles={"kadertekst BLAUW": "key"})) == [("key", None)]
    with pytest.raises(LeidraadError, match=r"manuscript/styles.toml: ‘x’ cannot stand for ‘quot’. Did you"):
        import_document(path, lang="nl", name="a", styles={"x": "quot"})


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("CITAAT", ("quote", "body")),
        ("03_Casus-tekst 2", ("case", "body")),
        ("CasusTitel", ("case", "title")),
        ("Epigraaf auteur", ("epigraph", "attribution")),
        ("Intense Quote", ("quote", "body")),
        ("epub-epigraph", ("epigraph", "body")),
        ("Oefening kop", ("exercise", "title")),
        ("toc 1", ("left out", "body")),
        ("Kop 2", ("heading 2", "body")),
        ("Casuskop", ("case", "title")),
        ("Titel oefening", ("exercise", "title")),
        ("MsoIntenseQuote", ("quote", "body")),
    ],
)
def test_a_style_is_known_by_any_spelling(name: str, role: tuple[str, str]):
    found = styles.Styles().role([name])
    assert found is not None
    assert (found.kind, found.part) == role


def test_a_style_may_have_a_name_in_any_script():
    table = styles.Styles({"Цитата": "quote", "Mijn kopje": "heading"})
    assert table.role(["цитата 2"]) == styles.Role("quote")
    assert table.role(["Mijn kopje 3"]) == styles.Role("heading 3")
    assert table.role(["1"]) is None
    assert table.role(["stand-by"]) is None


def test_classes_of_html_are_styles(tmp_path: Path):
    imported = one(
        page(
            tmp_path,
            """<h1>Titel</h1>
            <blockquote class="epigraph"><p>Kort.</p><footer>— Cor Verzonnen</footer></blockquote>
            <p>Tekst.
            <p class=casus>Eerste.<p class=casus>Tweede.
            <aside class="kern"><h3>Onthoud</h3><p>Dit.</p></aside>
            <div class="oefening"><p><b>Doe dit</b></p><ol><li>een<li>twee</ol></div>
            <blockquote><p>Zo is het.</p><p>Dora Bedacht</p></blockquote>
            <blockquote><p>En zo is het ook.</p></blockquote>""",
        )
    )
    assert kinds(imported) == [
        ("epigraph", "Cor Verzonnen"),
        ("case", None),
        ("key", "Onthoud"),
        ("exercise", "Doe dit"),
        ("quote", "Dora Bedacht"),
        ("quote", None),
    ]


def test_who_is_quoted_is_known_by_all_that_names_have(tmp_path: Path):
    names = ("~ Anna Smit", "Jan van het Reve", "José Ortega y Gasset", "Hans uit den Bos", "Jeanne d’Arc")
    quotes = "".join(f"<blockquote><p>Zo is het.</p><p>{name}</p></blockquote><p>Ja.</p>" for name in names)
    imported = one(page(tmp_path, f"<h1>Titel</h1><p>Tekst.</p>{quotes}"))
    assert kinds(imported) == [("quote", name.removeprefix("~ ")) for name in names]


def test_an_epigraph_is_known_by_its_look(tmp_path: Path):
    body = "<h1>T</h1><p><i>Wie gaat, blijft.</i></p><p>Eva van den Bedacht</p><p>Tekst hier.</p>"
    assert kinds(one(page(tmp_path, body))) == [("epigraph", "Eva van den Bedacht")]
    body = "<h1>T</h1><p><i>Dit is de inleiding.</i></p><p>Tekst hier.</p>"
    assert kinds(one(page(tmp_path, body))) == []


NOTES = """<h1>Titel</h1><p>Een<a id="r1" href="#n1"><sup>1</sup></a> twee<sup><a href="#n2">2</a></sup>
drie<a epub:type="noteref" href="#n3">3</a> weer<sup><a href="#n2">2</a></sup> los.<sup>9</sup></p>
<aside epub:type="footnote" id="n3"><p>3. Derde noot.</p></aside>
<section class="endnotes"><h2>Noten</h2><ol><li id="n1"><p>Eerste noot.
<a href="#r1">↩</a></p></li><li id="n2">1988 was het jaar.</li><li id="n4">Nergens genoemd.</li>
</ol></section>"""


def test_linked_notes_become_real_ones(tmp_path: Path):
    imported = import_document(page(tmp_path, NOTES), lang="nl", name="03-rouw")[0]
    assert reader.read(writer.write(imported.chapter), PARSER) == imported.chapter
    blocks = imported.chapter.blocks
    assert [b for b in blocks if isinstance(b, Note)] == [
        Note("h03-1", "Eerste noot."),
        Note("h03-2", "1988 was het jaar."),
        Note("h03-3", "Derde noot."),
    ]
    text = "Een[^h03-1] twee[^h03-2] drie[^h03-3] weer[^h03-2] los.<sup>9</sup>"
    assert Paragraph(text) in blocks
    assert any("LR503" in flag for flag in flags(imported))
    assert Verbatim("list", "1. Nergens genoemd.") in blocks


PROSE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(path: Path, body: str, prefix: str = "", **more: str) -> Path:
    """Write a Word document by hand, with what no converter would write."""
    spaces = f'xmlns:w="{PROSE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    comments = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in dict.fromkeys(("comments", "styles", *more))
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{comments}</Relationships>'
        )
        file.writestr(
            "word/document.xml", f"{prefix}<w:document {spaces}><w:body>{body}</w:body></w:document>"
        )
        for name, text in more.items():
            file.writestr(f"word/{name}.xml", text.replace("SPACES", spaces))
    return path


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_what_word_hides_in_a_document(tmp_path: Path):
    who = 'w:author="Redactie" w:date="2020-01-01T00:00:00Z"'
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run('In een kader')}</w:p></w:txbxContent>"
    paragraphs = [
        run("zacht")
        + "<w:r><w:softHyphen/></w:r>"
        + run("jes vast")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("e"),
        f'<w:smartTag w:uri="x" w:element="y">{run("Slim")}</w:smartTag>{run(" label")}',
        f'<w:ins w:id="1" {who}>{run("Nieuw ")}</w:ins>'
        f'<w:del w:id="2" {who}><w:r><w:delText>oud</w:delText></w:r>'
        f"</w:del>{run('blijft')}",
        f'<w:commentRangeStart w:id="0"/>{run("Beweerd")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
        run("voor ") + box + "</v:textbox></v:shape></w:pict></w:r>" + run("na"),
        run("regel") + "<w:r><w:br/></w:r>" + run("en regel") + "<w:r><w:tab/></w:r>" + run("tab"),
    ]
    comment = f'<w:comment w:id="0" {who}><w:p>{run("Klopt dit?")}</w:p></w:comment>'
    header = f"<w:hdr SPACES><w:p>{run('Kop van elke bladzij')}</w:p></w:hdr>"
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    imported = one(
        word(tmp_path / "a.docx", body, comments=f"<w:comments SPACES>{comment}</w:comments>", header1=header)
    )
    texts = [block.text for block in imported.chapter.blocks if isinstance(block, Heading | Paragraph)]
    assert texts == [
        "zachtjes vast-e",
        "Slim label",
        "Nieuw blijft",
        "Beweerd",
        "voor na",
        "In een kader",
        "regel  \nen regel tab",
    ]
    assert set(imported.left_out) == {"oud", "Klopt dit?", "Kop van elke bladzij"}
    assert any("LR506" in flag and "Klopt dit?" in flag for flag in flags(imported))


def styled(text: str, style: str = "Geen", more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(text)}</w:p>'


def test_what_word_shows_otherwise_than_it_says(tmp_path: Path):
    """Headings by outline, initials that hang, text that is hidden, pages that end in a sentence."""
    outline = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}</w:style>'
    sheet = "".join(
        style.format(*one)
        for one in (
            ("Blauw", outline.format(0)),
            ("Groen", outline.format(1)),
            ("Mint", '<w:basedOn w:val="Groen"/>'),
            ("Kring", '<w:basedOn w:val="Kring"/>'),
        )
    )
    body = "".join(
        [
            styled("Deel van iets", "Blauw"),
            styled("D", more='<w:framePr w:dropCap="drop"/>'),
            f"<w:p>{run('e wind')}<w:r><w:br w:type='page'/></w:r>{run('woei.')}</w:p>",
            styled("Onder", "Mint"),
            f"<w:p>{run('Open')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>",
            styled("Ook onder", more='<w:outlineLvl w:val="1"/>'),
            styled("Geen kop.", "Groen", '<w:outlineLvl w:val="9"/>'),
            styled("Slot.", "Kring"),
        ]
    )
    path = word(tmp_path / "a.docx", body, styles=f"<w:styles SPACES>{sheet}</w:styles>")
    imported = one(path)
    assert [(getattr(b, "level", 0), getattr(b, "text", "")) for b in imported.chapter.blocks] == [
        (1, "Deel van iets"),
        (0, "De wind woei."),
        (2, "Onder"),
        (0, "Open"),
        (2, "Ook onder"),
        (0, "Geen kop."),
        (0, "Slot."),
    ]
    assert imported.left_out == ("geheim",)


def test_the_head_of_an_opendocument_page_is_in_the_report(tmp_path: Path):
    path = convert("# T\n\nTekst.\n", tmp_path / "a.odt")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.odt", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "styles.xml":
                head = b"<style:header><text:p>Boven</text:p></style:header></style:master-page>"
                data = re.sub(rb"(<style:master-page[^>]*)/>", rb"\1></style:master-page>", data)
                data = data.replace(b"</style:master-page>", head, 1)
            new.writestr(name, data)
    assert one(tmp_path / "b.odt").left_out == ("Boven",)


def test_a_link_to_another_chapter_is_in_the_report(tmp_path: Path):
    path = page(
        tmp_path, '<h1>T</h1><p>Zie <a href="#x">daar</a> en <a href="#y">hier</a>.</p><h2 id=y>Y</h2>'
    )
    imported = one(path)
    assert Paragraph("Zie daar en [hier](#y).") in imported.chapter.blocks
    assert [d.chosen for d in imported.decisions] == ["‘daar’ without its link"]


def test_a_picture_is_taken_along_where_it_is_kept(tmp_path: Path):
    data = b"\x89PNG\r\n\x1a\n" + bytes(40)
    (tmp_path / "p.png").write_bytes(data)
    (tmp_path / "p.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path.parent / "buiten.png").write_bytes(data)
    path = page(tmp_path, '<h1>T</h1><p>Zie <img src="p.png" alt="een [plaat]"> hier.</p>')
    kept = one(path, pictures_folder="../assets")
    ((name, kept_data),) = kept.pictures.items()
    assert kept_data == data
    assert f"![een \\[plaat\\]](../assets/{name})" in writer.write(kept.chapter)
    assert any("LR506" in flag and "p.png" in flag for flag in flags(one(path)))
    for source in ("p.svg", "../buiten.png", "https://example.org/p.png", "/etc/passwd"):
        body = f'<h1>T</h1><p>Zie <img src="{source}" alt=""> hier.</p>'
        assert one(page(tmp_path, body, "b.html"), pictures_folder="../assets").pictures == {}


def test_pictures_of_a_word_file(tmp_path: Path):
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    path = convert(f"# T\n\nZie ![plaat]({picture}) hier.\n", tmp_path / "a.docx")
    assert [*one(path, pictures_folder="../assets").pictures.values()] == [picture.read_bytes()]


def test_pictures_are_written_with_the_chapter_and_again_only_with_it(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "docs" / "nl").mkdir(parents=True)
    data = b"\x89PNG\r\n\x1a\n" + bytes(40)
    (tmp_path / "p.png").write_bytes(data)
    path = page(tmp_path, '<h1>T</h1><p>Zie <img src="p.png" alt="plaat"> hier.</p>', "rouw.html")
    out = tmp_path / "docs" / "nl"
    filing.import_files([path], lang="nl", out=out)
    (kept,) = (tmp_path / "docs" / "assets").iterdir()
    assert kept.read_bytes() == data
    assert f"![plaat](../assets/{kept.name})" in (out / "rouw.md").read_text(encoding="utf-8")
    kept.unlink()
    assert [each.state for each in filing.import_files([path], lang="nl", out=out).filed] == ["same"]
    assert not kept.exists()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<script>kwaad()</script><p>goed</p>", "goed"),
        ('<p><a href="javascript:kwaad()">klik</a></p>', "klik"),
        ("<p>{!geheim.md!} [x]: y /// casus</p>", "&#123;!geheim.md!} \\[x]: y /// casus"),
        ("<p>&lt;b&gt; 1. *a* `c`</p>", "&lt;b> 1. \\*a\\* \\`c\\`"),
        ("<p><em>a</em><strong>b</strong></p>", "*a*<strong>b</strong>"),
        ("<p><em><strong>a</strong></em> b</p>", "***a*** b"),
    ],
)
def test_text_stays_text(body: str, expected: str, tmp_path: Path):
    imported = one(page(tmp_path, f"<h1>T</h1>{body}"))
    assert imported.chapter.blocks[1:] == (Paragraph(expected),)


MARKUP = "[1] [x](y) *a* _b_ `c` &lt;i&gt; # 1. - + &gt; | {!x!} /// === --- : ~~ [^1] ! &amp;amp;"
tokens = st.sampled_from(["woord", "Sterk", "12", "é’s", *MARKUP.split()])
inline = st.recursive(
    st.lists(tokens, min_size=1, max_size=4).map(" ".join),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(("em", "strong", "sup", "sub", "u", "code", "span", "q")), inner).map(
            lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"
        ),
        inner.map(lambda t: f'<a href="https://example.org/(x)">{t}</a>'),
        st.tuples(inner, st.sampled_from(["", " ", "<br>"]), inner).map("".join),
    ),
    max_leaves=5,
)
leaf = st.one_of(
    inline.map(lambda t: f"<p>{t}</p>"),
    inline.map(lambda t: f"<h2>{t}</h2>"),
    inline.map(lambda t: f"<p class='bron'>{t}</p>"),
    inline.map(lambda t: f"<p class='casus titel'>{t}</p>"),
    inline.map(lambda t: f"<p class='vers'>{t}</p>"),
    st.lists(inline, min_size=2, max_size=4).map(
        lambda c: f"<table><tr><th>{c[0]}<td>{c[1]}<tr><td colspan=2>{''.join(c[2:])}</table>"
    ),
    st.lists(tokens, max_size=3).map(lambda t: f"<pre><code>{' '.join(t)}</code></pre>"),
    st.lists(st.tuples(st.sampled_from(("dt", "dd")), st.one_of(st.just(""), inline)), max_size=4).map(
        lambda entries: f"<dl>{''.join(f'<{tag}>{said}' for tag, said in entries)}</dl>"
    ),
    st.just("<hr>"),
)
blocks = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda b: f"<blockquote>{''.join(b)}</blockquote>"),
        st.tuples(
            st.sampled_from(("casus", "kern", "citaat", "epigraph", "begrip", "oefening", "onbekend")),
            st.lists(inner, max_size=3),
        ).map(lambda t: f"<div class='{t[0]}'>{''.join(t[1])}</div>"),
        st.tuples(st.sampled_from(("ul", "ol", "ol start=3")), st.lists(inner, min_size=1, max_size=3)).map(
            lambda t: f"<{t[0]}>{''.join(f'<li>{b}' for b in t[1])}</{t[0][:2]}>"
        ),
        st.lists(inner, min_size=1, max_size=2).map(
            lambda b: f"<table><tr><td>{''.join(b)}</td></tr></table>"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(body=st.lists(blocks, max_size=6).map("".join))
@example(body="<ul><li>a</ul><ol><li>b</ol>")
@example(body="<p>a<sup>1</sup>: b</p>")
@example(body="<dl><dt>a<dd>b<dd>c<dt>d<dd></dd><dt>e<dt>f<dd>g</dl>")
@example(body="<p>x<dl><dd>b<dt>d</dl><ul><li>y<dl><dt>a<dd>b<dd>c</dl></ul>")
@example(body="<ol start=-5><li>a</ol><p>b<ol start=99999999999999999999><li>c</ol>")
@example(body="<ol><li><p>a<ul><li><h2>b</h2></ul><li><p>c</ol>")
def test_no_word_is_lost_and_all_reads_back(body: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("html")
    chapters = import_document(page(folder, f"<h1>T</h1>{body}"), lang="nl", name="a")
    for imported in chapters:
        check(imported)
        assert not any("read" in d.reason and "pandoc" in d.reason for d in imported.decisions)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


LOCKED = zipped(
    mimetype="application/epub+zip",
    **{"META-INF__encryption_xml": "<a><CipherReference URI='text/een.xhtml'/></a>"},
)


def refused(path: Path, told: str, seconds: float = 5) -> None:
    """Assert that a document is refused in one line, soon."""
    before, started = sorted(path.parent.rglob("*")), time.monotonic()
    with pytest.raises(LeidraadError) as caught:
        import_document(path, lang="nl", name="a")
    assert re.search(told, str(caught.value))
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - started < seconds
    assert sorted(path.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("leeg.docx", b"", "is no document"),
        ("tekst.docx", b"Gewone tekst.", "is no document; save it as .docx"),
        ("nul.docx", bytes(5000), "is no document"),
        ("oud.doc", OLE, "a Word file of the old kind; open it in Word and save it as .docx"),
        ("geheim.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        ("plaatjes.zip", zipped(a_txt="x"), "holds no text document; unpack it"),
        ("winkel.epub", LOCKED, "is locked by its shop; ask the publisher"),
        ("nul.html", b"<p>a\0b</p>", "is not a text file"),
        ("leeg.html", b"<html><body></body></html>", "is empty; give a manuscript with text"),
        ("leeg2.html", b"", "is empty"),
        ("tekens.html", b"<p>--- *** !</p>", "is empty"),
        ("grens.xhtml", (OUTSIDE + "<p>&a;</p>").encode(), "declares XML entities"),
        ("bom.html", (ENTITIES + "<p>&c;</p>").encode(), "declares XML entities"),
    ],
)
def test_what_is_no_document_is_refused(name: str, data: bytes, told: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(data)
    refused(path, told)


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_a_document_cut_short_is_refused(suffix: str, tmp_path: Path):
    path = convert(CHAPTER, tmp_path / f"heel.{suffix}")
    cut = tmp_path / f"half.{suffix}"
    cut.write_bytes(path.read_bytes()[:3000])
    refused(cut, "is damaged or cut short; fetch or save it again")


def test_a_damaged_part_is_refused(tmp_path: Path):
    refused(word(tmp_path / "a.docx", "<w:p>"), "word/document.xml is damaged")


@pytest.mark.parametrize("prefix", [ENTITIES, OUTSIDE, "<!DOCTYPE x>"])
def test_entities_in_a_document_are_refused(prefix: str, tmp_path: Path):
    refused(word(tmp_path / "a.docx", f"<w:p>{run('a')}</w:p>", prefix), "declares XML entities")


def test_entities_in_a_book_are_refused(tmp_path: Path):
    path = convert("# T\n\nTekst.\n", tmp_path / "a.epub")
    evil = tmp_path / "b.epub"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(evil, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<!DOCTYPE html>", OUTSIDE.encode()) if "ch0" in name else data)
    refused(evil, "declares XML entities")


def test_a_bomb_is_refused(tmp_path: Path):
    path = word(tmp_path / "a.docx", f"<w:p>{run('a' * 5_000_000)}</w:p>")
    assert path.stat().st_size < 50_000
    refused(path, "unpacks to more than a book can be")


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = word(tmp_path / "a.docx", f"<w:p>{run('a b ' * 50_000)}</w:p>")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        size = file.getinfo("word/document.xml").file_size
    told = size.to_bytes(4, "little")
    while told in data:
        at = data.index(told)
        data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    refused(path, "damaged|unpacks")
    monkeypatch.setattr(archive, "_MOST_IN_ALL", 100)
    refused(word(tmp_path / "b.docx", f"<w:p>{run('a')}</w:p>"), "unpacks to more")


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "div", "b", "table><tr><td"])
def test_html_nested_ten_thousand_deep_is_refused(tag: str, tmp_path: Path):
    refused(page(tmp_path, f"<{tag}>" * 10_000 + "x"), "is nested more than")


def test_lists_that_nobody_closes_take_no_time(tmp_path: Path):
    started = time.monotonic()
    one(page(tmp_path, "<h1>T</h1>" + "<ul><li>woord" * 25))
    assert time.monotonic() - started < 5


def test_word_nested_ten_thousand_deep_is_refused(tmp_path: Path):
    body = "<w:sdt><w:sdtContent>" * 10_000 + f"<w:p>{run('a')}</w:p>" + "</w:sdtContent></w:sdt>" * 10_000
    refused(word(tmp_path / "a.docx", body), "is nested more than")


def test_a_document_with_macros_is_only_its_text(tmp_path: Path):
    path = word(tmp_path / "a.docm", f"<w:p>{run('Gewone tekst in een alinea.')}</w:p>", vbaProject="x")
    text = path.read_bytes()
    path.write_bytes(text)
    refused(word(tmp_path / "leeg.docx", ""), "is empty; give a manuscript with text in it")
    with zipfile.ZipFile(tmp_path / "b.docm", "w") as new, zipfile.ZipFile(path) as old:
        for name in old.namelist():
            if "vba" not in name:
                new.writestr(name, old.read(name))
        new.writestr("word/vbaProject.bin", bytes(100))
    assert one(tmp_path / "b.docm").chapter.blocks[-1] == Paragraph("Gewone tekst in een alinea.")


@pytest.mark.parametrize("name", ["a.html", "a.odt", "a.txt", "a"])
def test_what_a_document_holds_goes_before_its_name(name: str, tmp_path: Path):
    convert(CHAPTER, tmp_path / "b.docx").rename(tmp_path / name)
    assert one(tmp_path / name).chapter.title == "Rouw en herstel"
    assert one(page(tmp_path, "<h1>Rouw</h1><p>Tekst.</p>", "uit een site.doc")).chapter.title == "Rouw"


def test_the_report_counts_paragraphs(tmp_path: Path):
    imported = one(page(tmp_path, "<h1>Rouw</h1><p>Tekst.</p><p class=citaat>Zo is het.</p>"))
    assert "Numbers are paragraphs of the manuscript and lines of the chapter." in report_markdown(imported)
    assert "\n| 3 | 5 | quote | " in report_markdown(imported)


def test_a_missing_file_says_so(tmp_path: Path):
    refused(tmp_path / "weg.docx", "there is no such file")
    (tmp_path / "map.docx").mkdir()
    refused(tmp_path / "map.docx", "this is a folder")


def test_without_pandoc_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = page(tmp_path, "<p>Tekst.</p>")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LeidraadError, match=r"pip install pypandoc_binary"):
        import_document(path, lang="nl", name="a")
    monkeypatch.delitem(sys.modules, "pypandoc")
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "gone"))
    with pytest.raises(LeidraadError, match=r"pip install pypandoc_binary"):
        import_document(path, lang="nl", name="a")


def script(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bin" / "pandoc"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_pandoc_that_is_named_comes_before_ours_and_ours_before_that_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = script(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(other.parent))
    assert Path(program()).parts[-3:-1] == ("pypandoc", "files")
    monkeypatch.setenv("PYPANDOC_PANDOC", str(other))
    assert program() == str(other)
    monkeypatch.delenv("PYPANDOC_PANDOC")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert program() == str(other)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("echo kapot >&2; exit 64", "cannot be read by pandoc \\(kapot\\); save it anew"),
        ("exit 251", "is too large to be read at once"),
        ("exec sleep 30", "took pandoc more than"),
        ("echo geen json", "is nested too deep"),
    ],
)
def test_a_pandoc_that_fails_is_one_line(
    does: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = script(tmp_path, does)
    monkeypatch.setattr(pandoc, "program", lambda: str(path))
    monkeypatch.setattr(pandoc, "_SECONDS", 0.2)
    refused(page(tmp_path, "<p>Tekst.</p>"), told)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_input_makes_a_traceback(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("kapot")
    kind = data.draw(st.sampled_from((*FORMATS, "xml")))
    if kind == "html":
        alphabet = st.sampled_from(
            [*"<>/!&;[]-'\"= ap", "<![", "<!--", "li", "ul", "&#x110000;", "table", "\0"]
        )
        path = folder / "a.html"
        path.write_text("<p>x" + "".join(data.draw(st.lists(alphabet))), encoding="utf-8")
    elif kind == "xml":
        names = st.sampled_from(
            ("p", "r", "t", "tbl", "tr", "tc", "pict", "txbxContent", "ins", "del", "sdt")
        )
        tags = data.draw(st.lists(names, max_size=8))
        body = "".join(f"<w:{t}>" for t in tags) + "x" + "".join(f"</w:{t}>" for t in reversed(tags))
        path = word(folder / "a.docx", body)
    else:
        whole = convert(CHAPTER, folder / f"a.{kind}")
        path = folder / f"b.{kind}"
        raw = bytearray(whole.read_bytes())
        for at, bits in data.draw(
            st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 255)), max_size=5)
        ):
            raw[at * len(raw) // 10_001] ^= bits
        path.write_bytes(raw)
    try:
        chapters = import_document(path, lang="nl", name="a")
    except LeidraadError as error:
        chapters, told = [], str(error)
    else:
        told = f"{path}: read"
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    for imported in chapters:
        assert reader.read(writer.write(imported.chapter), PARSER) == imported.chapter


FROM_WORD = """<p class=MsoTitle>Rouw</p><h1><a name="_Toc1"></a>Verlies</h1>
<p class=MsoNormal>Een noot<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if
!x]>[1]<![endif]></span></a> hier.</p><div style='mso-element:footnote-list'><br clear=all><hr width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span
class=MsoFootnoteReference>[1]</span></a> De noot.</p></div></div>"""
FROM_GOOGLE = """<h1>Rouw</h1><p><span>Een noot</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span>
en een opmerking.</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><hr><div><p><a href="#ftnt_ref1"
id="ftnt1">[1]</a><span>&nbsp;De noot.</span></p></div><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>
Klopt dit?</span></p></div>"""
FROM_WIKI = """<h1>Rouw</h1><p>Een noot<sup id="ref-1"><a href="#note-1">[1]</a></sup> hier.</p><h2>Noten</h2>
<p><a id="note-1" href="#ref-1">1</a>. De noot.</p><h2>Verder</h2><p>Slot. <a href="#1">1</a></p>"""


@pytest.mark.parametrize("source", [FROM_WORD, FROM_GOOGLE, FROM_WIKI])
def test_a_note_is_known_by_its_way_back(source: str, tmp_path: Path):
    imported = import_document(page(tmp_path, source), lang="nl", name="03-rouw")[0]
    written = writer.write(imported.chapter)
    assert written.rstrip().endswith("\n\n[^h03-1]: De noot.")
    assert "Een noot[^h03-1] " in written
    assert "* * *" not in written
    assert "Klopt" not in re.sub(r"<!--.*?-->", "", written)
    assert ("Klopt dit?" in imported.left_out) == (source is FROM_GOOGLE)
    assert ("Noten" in imported.left_out) == (source is FROM_WIKI)


HEADED = """<p>Rouw</p><p><b>Verlies</b></p><p>Een zin van deze tekst.</p><p><b>Herstel</b><br></p>
<p>Nog een zin.</p><p><b>Een vette zin is geen kop.</b></p><p>Slot.</p>"""


def test_what_stands_around_the_main_part_of_a_page_is_left_out(tmp_path: Path):
    body = """<a href="#x">Naar inhoud</a><div><header><h2>Mijn site</h2></header><main><h1>Rouw</h1>
    <p>Dit is de tekst van het stuk, en nog wat.</p></main></div><footer>Colofon</footer>"""
    imported = one(page(tmp_path, body))
    assert imported.chapter.blocks == (
        Heading(1, "Rouw"),
        Paragraph("Dit is de tekst van het stuk, en nog wat."),
    )
    assert imported.left_out == ("Naar inhoud", "Mijn site", "Colofon")
    imported = one(page(tmp_path, "<main><p>Kort.</p></main><h1>Rouw</h1><p>De tekst van het stuk.</p>"))
    assert not imported.left_out


def test_a_cell_that_spans_the_world_takes_no_time(tmp_path: Path):
    started = time.monotonic()
    one(page(tmp_path, '<h1>T</h1><table><tr><td colspan=2000000000>a<td rowspan="999999999">b</table>'))
    assert time.monotonic() - started < 5


def test_a_bold_line_is_a_heading_where_no_style_is(tmp_path: Path):
    blocks = one(page(tmp_path, HEADED)).chapter.blocks
    headings = [(b.level, b.text) for b in blocks if isinstance(b, Heading)]
    assert headings == [(1, "Rouw"), (2, "Verlies"), (2, "Herstel")]
    imported = one(page(tmp_path, f"<h1>T</h1>{HEADED}<h2><b>Echt</b></h2><p>Tekst.</p>", "b.html"))
    headings = [(b.level, b.text) for b in imported.chapter.blocks if isinstance(b, Heading)]
    assert headings == [(1, "T"), (2, "Echt")]


def book_of(heading: str, words: int, top: str = "") -> str:
    body = "woord " * words
    return top + "".join(f"{heading.format(n=n)}<h6>Kop</h6><p>{body}</p>" for n in (1, 2, 3))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (book_of("<h2>Les {n}</h2><h3>Iets</h3>", 5), ["Les 1. Iets", "Les 2. Iets", "Les 3. Iets"]),
        (book_of("<h2>Deel {n} Iets</h2>", 5, "<h1>Boek</h1><p>Voorwoord.</p>"), ["Boek", "Deel 1 Iets"]),
        (book_of("<h2>Deel {n}</h2>", 5, "<h1>Boek</h1><p class=ondertitel>Iets</p>"), ["Deel 1", "Deel 2"]),
        (book_of("<h2>Kop</h2>", 2000, "<h1>Hoofdstuk</h1>"), ["Hoofdstuk"]),
        (book_of("<h2>Kop</h2>", 7000, "<h1>Boek</h1><p>Voorwoord.</p>"), ["Boek", "Kop", "Kop", "Kop"]),
        (book_of("<section class='chapter'><h1>K{n}</h1></section>", 5, "<p>Boek</p>"), [None, "K1", "K2"]),
        ("".join(f"<p>Hoofdstuk {n}</p><p>Een zin.</p>" for n in (1, 2)), ["Hoofdstuk 1", "Hoofdstuk 2"]),
        ("<h1>T</h1><p>Hoofdstuk 1</p><p>Een zin.</p>", ["T"]),
    ],
)
def test_chapters_are_known_at_any_level(body: str, titles: list[str | None], tmp_path: Path):
    path = page(tmp_path, body)
    chapters = import_document(path, lang="nl", name="a")
    for imported in chapters:
        check(imported)
    assert [imported.chapter.title for imported in chapters][: len(titles)] == titles
    assert len(import_document(path, lang="nl", name="a", split=False)) == 1
    if "<h2>" in body:
        assert len(import_document(path, lang="nl", name="a", split=True)) > 2


def test_a_thousand_notes_take_no_time(tmp_path: Path):
    body = "".join(f'w<a href="#n{n}" id="r{n}"><sup>{n}</sup></a> ' for n in range(1000))
    notes = "".join(f'<li id="n{n}">noot {n} <a href="#r{n}">↩</a></li>' for n in range(1000))
    chapter = one(page(tmp_path, f"<h1>T</h1><p>{body}</p><ol>{notes}</ol>")).chapter
    assert [b.text for b in chapter.blocks if isinstance(b, Note)] == [f"noot {n}" for n in range(1000)]


def book(path: Path, pages: dict[str, str], turned: dict[str, str], more: str = "") -> Path:
    """Write an EPUB by hand: its pages, those that are turned to, and what its list has besides."""
    items = "".join(
        f'<item id="{name[:-6]}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"{more}/>' for name, more in turned.items())
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="a.opf"/></rootfiles></container>',
        )
        file.writestr(
            "a.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Boek</dc:title>'
            f'<meta name="cover" content="omslag"/></metadata><manifest>{items}{more}</manifest>'
            f"<spine>{spine}</spine></package>",
        )
        for name, body in pages.items():
            text = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
            file.writestr(name, text.replace("<html", '<html xmlns:epub="http://www.idpf.org/2007/ops"'))
    return path


def test_an_epub_with_its_notes_on_pages_that_nobody_turns_to(tmp_path: Path):
    note = '<aside epub:type="footnote" id="n{0}"><p>Noot {0}.</p></aside>'
    pages = {
        "omslag.xhtml": '<section epub:type="cover"><svg/></section>',
        "een.xhtml": "".join(
            f'<h1>Een</h1><p>Tekst<a epub:type="noteref" href="{where}#n{n}">{n}</a></p>'
            for n, where in ((1, ""), (2, "noten.xhtml"), (3, "los.xhtml"))
        )
        + note.format(1),
        "noten.xhtml": f"<h1>Noten</h1>{note.format(2)}<p>Over.</p>",
        "los.xhtml": note.format(3),
        "weg.xhtml": "<p>Niemand komt hier.</p>",
    }
    turned = {"omslag": "", "een": "", "noten": ' linear="no"'}
    cover = '<item id="x" href="cover-image.jpg" media-type="image/jpeg" properties="cover-image"/>'
    chapters = import_document(book(tmp_path / "a.epub", pages, turned, cover), lang="nl", name="03-rouw")
    for imported in chapters:
        check(imported)
    blocks = [block for imported in chapters for block in imported.chapter.blocks]
    assert [b.text for b in blocks if isinstance(b, Note)] == ["Noot 1.", "Noot 2.", "Noot 3."]
    assert not [b.text for b in blocks if isinstance(b, Comment) and "LR506" in b.text]
    assert Paragraph("Over.") in blocks


def test_exactly_the_words_that_pandoc_did_not_read_are_named(tmp_path: Path):
    unread = f"<w:p><w:r><w:dir>{run('een mens')}</w:dir></w:r></w:p>"
    path = word(tmp_path / "a.docx", f"<w:p>{run('Een mens met een dier, een ding.')}</w:p>{unread}")
    assert one(path).left_out == ("een mens",)


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (
            '<iframe src="https://example.org/film" title="De film"></iframe>',
            "De film https://example.org/film",
        ),
        ('<video><source src="a.mp4">Zonder <b>film</b></video>', "a.mp4 Zonder film"),
        ("<textarea>Schrijf &amp; <i>deel</i></textarea>", "Schrijf & "),
        ("<select><option value=1>Vaak<option>Nooit</select>", "Vaak Nooit"),
        ('<input value="Ooit"> <input type=hidden value=h>', "Ooit"),
        ('<embed src="spel.swf">', "spel.swf"),
        ("<canvas>Een kring", "Een kring"),
        ("<svg><title>Een hart</title></svg>", "Een hart"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "<p>Voor {}", "<pre>Voor {}</pre>", "<h2>Kop {}</h2>", "<ul><li>{}</ul>"]
)
def test_what_a_page_shows_besides_text_is_told_where_it_stood(
    shown: str, told: str, around: str, tmp_path: Path
):
    imported = one(page(tmp_path, f"<h1>T</h1><p>Begin.</p>{around.format(shown)}"))
    assert any("LR506" in flag and told in flag for flag in flags(imported))
    assert any(told in decision.chosen for decision in imported.decisions)
    assert imported.chapter.blocks[0] == Heading(1, "T")


def test_a_callout_with_nothing_but_a_film_is_a_flag(tmp_path: Path):
    imported = one(page(tmp_path, "<h1>T</h1><div class=casus><p><video src=a.mp4></video></div>"))
    assert kinds(imported) == []
    assert len(flags(imported)) == 1


def test_a_list_of_boxes_to_tick_stays_a_list(tmp_path: Path):
    boxes = (
        "<li><input type=checkbox checked> Ik vraag door</li>"
        "<li><label><input type=checkbox> Ik <em>zwijg</em></label>"
    )
    imported = one(page(tmp_path, f"<h1>T</h1><ul>{boxes}</ul>"))
    assert imported.chapter.blocks[1:] == (Verbatim("list", "- \\[x] Ik vraag door\n- \\[ ] Ik *zwijg*"),)


def test_a_formula_is_not_missed_in_letters_that_pandoc_writes_otherwise(tmp_path: Path):
    formula = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>&alpha;</mi></math>"
    path = page(tmp_path, f"<h1>T</h1><p>Zie {formula}.</p>")
    (imported,) = import_document(path, lang="nl", name="03-rouw")
    assert imported.left_out == ()
    assert flags(imported) == []


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"


def drawn(inside: str, described: str = "") -> str:
    """Return a drawing in a Word document."""
    spaces = " ".join(f'xmlns:{name}="{DRAWN}/{name}"' for name in ("diagram", "chart"))
    return (
        f'<w:r><w:drawing xmlns:r="{RELATIONS}" {spaces}><docPr name="Object 1" descr="{described}"/>'
        f"{inside}</w:drawing></w:r>"
    )


CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SAID = f'<x xmlns:a="{DRAWN}/main">{{}}</x>'
SAYS = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (drawn('<diagram:relIds r:dm="diagrams/data1"/>', "De cyclus"), "De cyclus Hechten Afscheid nemen"),
        (drawn('<chart:chart r:id="charts/chart1"/>'), "Verzuim per jaar Team 4.5"),
        (
            f'<mc:AlternateContent xmlns:mc="{CHOICE}"><mc:Choice Requires="c">'
            + drawn('<chart:chart r:id="charts/chart1"/>')
            + f"</mc:Choice><mc:Fallback>{run('Kan niet')}</mc:Fallback></mc:AlternateContent>",
            "Verzuim per jaar Team 4.5",
        ),
        (drawn("", "Een kring"), "Een kring"),
        ('<w:r><w:pict><v:shape><v:textpath string="Hoera"/></v:shape></w:pict></w:r>', "Hoera"),
        (
            '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
            'ProgID="Excel.Sheet.12"/></w:object></w:r>',
            "Excel.Sheet.12",
        ),
    ],
)
def test_what_is_drawn_in_word_is_told_where_it_stood(body: str, told: str, tmp_path: Path):
    more = {
        "diagrams/data1": SAID.format(SAYS.format("Hechten") + SAYS.format("Afscheid nemen")),
        "charts/chart1": SAID.format(SAYS.format("Verzuim per jaar") + "<v>Team</v><v>4.5</v>"),
    }
    head = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("Kop")}</w:p>'
    path = word(tmp_path / "a.docx", f"{head}<w:p>{run('Voor ')}{body}{run('na.')}</w:p>", **more)
    imported = one(path)
    assert imported.left_out == (told,)
    heading, comment, paragraph = imported.chapter.blocks
    assert isinstance(comment, Comment)
    assert "LR506" in comment.text
    assert told in comment.text
    assert (heading, paragraph) == (Heading(1, "Kop"), Paragraph("Voor na."))
    assert any(told in decision.chosen for decision in imported.decisions)


def test_a_shape_without_words_is_in_the_report_alone(tmp_path: Path):
    rule = '<w:r><w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/></w:pict></w:r>'
    imported = one(word(tmp_path / "a.docx", f"<w:p>{run('Tekst')}{drawn('')}</w:p><w:p>{rule}</w:p>"))
    assert [d.chosen for d in imported.decisions if "left out" in d.chosen] == ["left out: shape: Object 1"]
    assert not any("LR506" in flag for flag in flags(imported))


def test_a_document_put_into_a_word_file_is_told_with_its_words(tmp_path: Path):
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="{{}}"/>'
    body = f"<w:p>{run('Voor')}</w:p>{chunk.format('deel')}{chunk.format('weg')}<w:p>{run('Na')}</w:p>"
    imported = one(word(tmp_path / "a.docx", body, deel="<p>Een <b>ander</b> stuk</p>"))
    assert imported.left_out == ("Een ander stuk",)
    assert [flag for flag in flags(imported) if "LR506" in flag][1].endswith("?")


@pytest.mark.parametrize("text", ["\ufdd07\ufdd1 woord", "woord \ufdd0x7\ufdd1"])
def test_signs_that_look_like_marks_of_ours_are_taken_out(text: str, tmp_path: Path):
    path = word(tmp_path / "a.docx", f"<w:p>{run('Begin.')}</w:p><w:p>{run(text)}</w:p>")
    assert one(path).chapter.blocks[-1] == Paragraph("woord")


def test_formulas_of_an_opendocument_text_are_read(tmp_path: Path):
    path = convert("# T\n\nDe formule is $a = b + c$ en klopt.\n", tmp_path / "a.odt")
    (imported,) = import_document(path, lang="nl", name="03-rouw")
    assert imported.chapter.blocks[1:] == (Paragraph("De formule is `a = b + c` en klopt."),)
    assert [d.chosen for d in imported.decisions] == ["a formula as code: a = b + c"]


CHART = (
    '<x xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0">'
    "<chart:chart><text:p>Verzuim per jaar</text:p><text:p>4,5</text:p></chart:chart></x>"
)
OBJECT = '<draw:object xlink:href="./Object 1"/>'
LETTERS = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi><mo>=</mo><mi>m</mi></math>'


@pytest.mark.parametrize(
    ("frame", "content", "told"),
    [
        (OBJECT, CHART, "Verzuim per jaar 4,5"),
        (f"{OBJECT}<svg:desc>Een lijn</svg:desc>", CHART, "Een lijn Verzuim per jaar 4,5"),
        (f'{OBJECT}<draw:image xlink:href="./Plaatje"/>', CHART, "Verzuim per jaar 4,5"),
        (OBJECT, "<x/>", "Object 1"),
        (f"<draw:object>{LETTERS}</draw:object>", "<x/>", "E = m"),
        ('<draw:plugin xlink:href="film.mp4"/>', "<x/>", "film.mp4"),
    ],
)
@pytest.mark.parametrize("is_alone", [False, True])
def test_objects_in_an_opendocument_text_are_told_where_they_stood(
    frame: str, content: str, told: str, is_alone: bool, tmp_path: Path
):
    made = convert("# T\n\nDe HIER grafiek.\n\nSlot.\n", tmp_path / "a.odt")
    drawn = f'<draw:frame svg:width="1in" svg:height="1in">{frame}</draw:frame>'
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(tmp_path / "b.odt", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "content.xml" and is_alone:
                text = re.sub(b"(<text:p[^>]*>De HIER)", drawn.encode() + rb"\1", text).replace(b"HIER ", b"")
            elif name == "content.xml":
                text = text.replace(b"HIER", drawn.encode())
            new.writestr(name, text)
        new.writestr("Object 1/content.xml", content)
    imported = one(tmp_path / "b.odt")
    assert imported.left_out == (told,)
    *_, comment, paragraph, last = imported.chapter.blocks
    assert isinstance(comment, Comment)
    assert "LR506" in comment.text
    assert told in comment.text
    assert (paragraph, last) == (Paragraph("De grafiek."), Paragraph("Slot."))
