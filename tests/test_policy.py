"""What may reach a page: told at its place, refused where authors are not trusted, and walled off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown
from material.extensions import emoji

from evasions import mutated, usual
from leidraad import site
from leidraad.checks import Finding
from leidraad.cli import main
from leidraad.policy import judging
from leidraad.policy.allowed import ELEMENTS, UNPLAIN
from leidraad.policy.wall import sanitise
from support import Draw, check, markdown, put_in_navigation, run

Findings = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<script>a</script>", [(3, 1, "LR420 <script> may not stand in a chapter")]),
        ("Een <b>en\n<BUTTON>twee</BUTTON>", [(4, 1, "LR420 <button> may not stand")]),
        ("`<form>`\n\n<form></form>", [(5, 1, "LR420 <form>")]),
        ("<!-- <form> -->\n\n<form></form>", [(5, 1, "LR420 <form>")]),
        ("Een *woord*{onclick=a}.", [(3, 13, "LR421 Attribute onclick of <em> may not")]),
        ("Een *woord*{style='color: red'}.", [(3, 13, "LR421 Attribute style=“color: red” of <em>")]),
        ("Een *woord*{.md-overlay}.", [(3, 14, "LR421 Attribute class=“md-overlay” of <em>")]),
        ("Een *woord*{#__config}.", [(3, 14, "LR421 Attribute id=“__config” of <em>")]),
        ("[x](javascript:a)", [(3, 5, "LR422 Address ‘javascript:a’ may run something")]),
        ("Een [x](java&Tab;script:a)", [(3, 9, "LR422 Address ‘java\ufffdscript:a’")]),
        ("[x][y]\n\n[y]: data:text/html,a", [(5, 6, "LR422 Address ‘data:text/html,a’")]),
        ("![x](https://example.org/x.png)", [(3, 6, "LR423 ‘https://example.org/x.png’ is loaded from")]),
        ("![x](//example.org/x.png)", [(3, 6, "LR423 ‘//example.org/x.png’")]),
        ("<i onclick=a>\n\nx\n\n<i onclick=a>", [(3, 4, "LR421"), (7, 4, "LR421")]),
        ("- [x](vbscript:a)\n- [x](vbscript:a)", [(3, 7, "LR422"), (4, 7, "LR422")]),
        ("/// casus | Een *titel*{onclick=a}\nx\n///", [(3, 25, "LR421 Attribute onclick of <em>")]),
    ],
)
def test_what_is_not_allowed_is_told_where_it_stands(
    text: str, told: list[tuple[int, int, str]], findings: Findings
):
    found = [each for each in findings(f"# Proef\n\n{text}\n") if each.code.startswith("LR42")]
    assert [(each.line, each.column) for each in found] == [each[:2] for each in told]
    for each, (_, _, beginning) in zip(found, told, strict=True):
        assert f"{each.code} {each.message}".startswith(beginning)
    assert {each.severity for each in found} == {"warning"}


@pytest.mark.parametrize(
    "text",
    [
        "Een <abbr title='bij voorbeeld'>bv.</abbr> en <kbd>Ctrl</kbd>.<br>Dan.",
        "[a](https://example.org/?a=1&b=2) <https://example.org> <a@example.org> [t](tel:+31)",
        "[a](#fn:x) [b](02-x.md#y:z) [c](../assets/a:b.png)",
        "| a | b |\n|:--|--:|\n| 1 | 2 |",
        "`<script>`\n\n```html\n<script>a</script>\n```\n\n    <script>a</script>",
        "&lt;script>",
        "<!-- <script> -->",
        "# Titel {#een .twee lang=en title='drie & vier'}",
        "Let op: dit mag. Javascript: een taal. De verhouding is 3:4 om 12:30.",
        "<details open><summary>Meer</summary>\n\nTekst\n</details>",
        "![x](../assets/vuur.svg){width=300 loading=lazy}",
    ],
)
def test_what_a_careful_author_writes_is_allowed(text: str, findings: Findings):
    assert [str(each) for each in findings(f"# Proef\n\n{text}\n") if each.code.startswith("LR42")] == []


def test_it_is_told_in_a_partial_at_its_own_line(project: Draw):
    folder = project(
        {
            "docs/nl/02-proef.md": "# Proef\n\n{!nl/deel.md!}\n",
            "docs/_partials/nl/deel.md": "Een.\n\nTwee *drie*{onclick=a}.\n",
        }
    )
    found = [str(each) for each in check(site.load(folder / "mkdocs.yml")) if each.code == "LR421"]
    assert [line.split(" ")[0] for line in found] == ["docs/_partials/nl/deel.md:3:13:"]


HOSTILE = "# Proef {#proef}\n\n<!-- leidraad ignore-file LR420: mag -->\n\n<iframe src=a></iframe>\n"


@pytest.mark.parametrize("command", [("leidraad", "build"), ("mkdocs", "build")])
def test_authors_who_are_not_trusted_cannot_have_it_built(project: Draw, command: tuple[str, str]):
    folder = project({"docs/nl/02-proef.md": HOSTILE, "docs/en/02-proef.md": HOSTILE})
    trust(folder, "untrusted")
    done = run(*command, cwd=folder)
    assert done.returncode == 1
    assert "docs/nl/02-proef.md:5:1: LR420" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_authors_who_are_trusted_are_told_and_may_set_it_aside(
    project: Draw, monkeypatch: pytest.MonkeyPatch
):
    text = HOSTILE.replace("ignore-file LR420", "ignore-file LR421")
    folder = project({"docs/nl/02-proef.md": HOSTILE, "docs/en/02-proef.md": text})
    put_in_navigation(folder, "02-proef.md")
    monkeypatch.chdir(folder)
    told = CliRunner().invoke(main, ["check", "--select", "LR42,LR149"]).output
    assert "docs/nl" not in told
    assert "docs/en/02-proef.md:5:1: LR420" in told
    trust(folder, "untrusted")
    told = CliRunner().invoke(main, ["check", "--select", "LR42"])
    assert (told.exit_code, "docs/nl/02-proef.md:5:1: LR420" in told.output) == (1, True)


def trust(folder: Path, authors: str) -> None:
    change(folder, "  leidraad: {}", f"  leidraad: {{authors: {authors}}}")


def change(folder: Path, old: str, new: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")


def test_what_front_matter_says_is_text_on_every_page(project: Draw):
    evil = '<img src=x onerror=pwn()>"&'
    front = "".join(f"{name}: '{evil}'\n" for name in ("title", "subtitle", "description", "author"))
    folder = project({"docs/nl/02-proef.md": f"---\n{front}---\n\n# Proef {{#proef}}\n"})
    done = run("leidraad", "build", "--no-strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    pages = list((folder / "site").rglob("*.html"))
    for path in pages:
        text = path.read_text("utf-8")
        assert "<img src=x" not in text
        assert not lxml_html.fromstring(text).xpath("//*[@onerror]")
    assert "&lt;img src=x onerror=pwn()&gt;" in (folder / "site/02-proef/index.html").read_text("utf-8")


def test_an_id_is_text_in_the_table_of_contents(project: Draw):
    folder = project({"docs/nl/02-proef.md": """# Proef\n\n## Kop {id='a" onclick="pwn()'}\n"""})
    change(folder, "  - bronnen.md\n", "  - 02-proef.md\n  - bronnen.md\n")
    done = run("leidraad", "build", "--no-strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = lxml_html.parse(str(folder / "site/02-proef/index.html"))
    assert page.xpath("//*[@onclick]") == []
    assert set(page.xpath("//a[contains(., 'Kop')]/@href")) == {'#a" onclick="pwn()'}


@pytest.mark.parametrize(("authors", "is_there"), [("trusted", True), ("untrusted", False)])
def test_tooltips_that_take_text_for_html_are_for_authors_who_are_trusted(
    authors: str, is_there: bool, project: Draw
):
    folder = project({})
    trust(folder, authors)
    change(folder, "features:\n", "features:\n    - content.tooltips\n")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    for path in (folder / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert ("content.tooltips" in text, "toc.follow" in text) == (is_there, True)


def test_nothing_shows_files_past_the_checks_where_authors_are_not_trusted(project: Draw):
    folder = project({"docs/nl/02-proef.md": '# Proef\n\n--8<-- "mkdocs.yml"\n'})
    trust(folder, "untrusted")
    change(folder, "  toc:", "  pymdownx.snippets: {}\n  toc:")
    for command in (("leidraad", "check"), ("leidraad", "build"), ("mkdocs", "build")):
        done = run(*command, cwd=folder)
        assert done.returncode in (1, 2)
        assert "pymdownx.snippets" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize("base", ["/", ".", "..", "docs/../../partials"])
def test_no_include_reaches_what_is_not_below_the_handbook(base: str, project: Draw):
    folder = project({"docs/nl/02-proef.md": "# Proef\n\n{!etc/hostname!}\n"})
    change(folder, "base_path: docs/_partials", f"base_path: {base}")
    for command in (("leidraad", "check"), ("leidraad", "build"), ("mkdocs", "build")):
        done = run(*command, cwd=folder)
        assert done.returncode in (1, 2)
        assert "`base_path`" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


_MATERIAL: dict[str, dict[str, object]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.emoji": {"emoji_index": emoji.twemoji, "emoji_generator": emoji.to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
_PLAIN = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.betterem"
    " pymdownx.blocks.caption pymdownx.caret pymdownx.critic pymdownx.details pymdownx.inlinehilite"
    " pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.smartsymbols pymdownx.superfences"
    " pymdownx.tilde"
)


def test_the_wall_takes_nothing_that_material_lets_authors_write():
    text = (Path(__file__).parent / "cases/material.md").read_text("utf-8")
    made = Markdown(extensions=[*_PLAIN.split(), *_MATERIAL], extension_configs=_MATERIAL).convert(text)
    assert judging.judge(made) == []
    # As the same parser writes it where everything may stay.
    every = frozenset(re.findall(r"<(\w+)", made))
    assert sanitise(made) == judging._clean(made, every, lambda _, __, value: value)


def test_the_wall_takes_nothing_from_the_handbook_itself(built: Path):
    for path in built.rglob("*.html"):
        # Classes of our own are those of our templates.
        text = path.read_text("utf-8").replace('class="leidraad-', 'class="')
        # Figures are drawn in front of the wall, from pictures that only draw.
        text = re.sub(r'<figure class="figure".*?</figure>', "", text, flags=re.DOTALL)
        article = re.search(r'<div class="text"[^>]*>(.*)</article>', text, re.DOTALL)
        assert article is None or not UNPLAIN.search(article[1]), path


def test_the_wall_takes_nothing_that_markdown_makes():
    text = (Path(__file__).parent / "cases/callouts.md").read_text("utf-8")
    made = markdown(trainer=True).convert(text)
    assert judging.judge(made) == []
    before, after = (lxml_html.fragment_fromstring(html, "div") for html in (made, sanitise(made)))
    assert [(e.tag, dict(e.attrib), e.text, e.tail) for e in before.iter()] == [
        (e.tag, dict(e.attrib), e.text, e.tail) for e in after.iter()
    ]


_PIECES = (
    "< > </ /> \" ' = & : ; # ! -- <!-- --> <p <a <b <i> <img <td <svg <em> </p> </a> </b> </em> href= src="
    " class= id= style= title= onclick= onerror= \"x\" 'x' x javascript: https:// // mailto: &#106; &quot;"
    " md- mermaid __x text-align: right; type= data-x= aria-label= open p"
)
_HTML = st.lists(st.sampled_from([*_PIECES.split(), " ", "\n", "\t", "\0", "\f"]), max_size=24).map("".join)


@given(_HTML)
def test_what_is_plain_at_a_glance_is_allowed_on_a_closer_look(html: str):
    if not UNPLAIN.search(html):
        assert [*judging._judged(html)] == []


@given(_HTML)
def test_nothing_is_left_behind_the_wall(html: str):
    made = sanitise(html)
    assert [*judging._judged(made)] == []
    assert sanitise(made) == made


@pytest.mark.parametrize(
    "text", ["a</div></div></div>", "<a href=b>c", "<details><summary>a</summary>", "<!-- a"]
)
def test_a_page_ends_where_it_ends(text: str):
    page = f"<div>{sanitise(markdown().convert(text))}</div><hr>"
    # Whoever reads HTML as a browser does would write it otherwise.
    assert judging._clean(page, ELEMENTS, lambda _, __, value: value) == page


def test_nothing_is_left_of_what_is_tried(findings: Findings):
    md = markdown()
    for text in [*usual(), *mutated(400)]:
        html = md.reset().convert(text)
        assert judging.judge(sanitise(html)) == []
        # What is found on the page is looked for in every text that it may come of.
        assert not judging.judge(html) or judging.is_doubtful(text), text


@pytest.mark.parametrize(
    "command", [("leidraad", "check"), ("leidraad", "build"), ("mkdocs", "build")], ids=" ".join
)
def test_an_option_that_is_not_known_trusts_nobody(command: tuple[str, ...], project: Draw):
    folder = project({})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("leidraad: {}", "leidraad: {author: untrusted}"), "utf-8"
    )
    done = run(*command, cwd=folder)
    assert done.returncode == (2 if command[0] == "leidraad" else 1)
    assert "option 'author': There is no such option. Did you mean ‘authors’?" in done.stdout + done.stderr
    assert not (folder / "site").exists()
