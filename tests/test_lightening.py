"""Material's style sheets without what no page uses: nothing goes that anything on the site asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from leidraad.pages import lightening, trimming
from support import Draw, run

MATERIAL = Path(get_theme_dir("material")) / "assets/stylesheets"
RULES = {
    ".a{x:y}.b{x:y}": ".a{x:y}",
    ".b,.a{x:y}": ".a{x:y}",
    ".a .b{x:y}.a>.a{x:y}": ".a>.a{x:y}",
    ".a:not(.b,.c){x:y}": ".a:not(.b,.c){x:y}",
    ":is(.b,.a):hover{x:y}": ":is(.b,.a):hover{x:y}",
    "@media print{.b{x:y}}": "",
    "@media print{.b{x:y}.a{x:y}}": "@media print{.a{x:y}}",
    "@font-face{src:url(b.c)}": "@font-face{src:url(b.c)}",
    "@keyframes b{0%{x:y}}p{x:y}": "@keyframes b{0%{x:y}}p{x:y}",
    '@charset "UTF-8";.b{x:y}p{x:y}': '@charset "UTF-8";p{x:y}',
    '.a{content:"}.b{"}.b{x:y}': '.a{content:"}.b{"}',
    ".a{x:url(data:{.b})}": ".a{x:url(data:{.b})}",
    '[title="a,b"].b,p{x:y}': "p{x:y}",
}


@pytest.mark.parametrize("css", RULES)
def test_a_rule_goes_only_where_it_can_match_nothing(css: str):
    assert lightening.rules(css, lambda name: name == "a") == RULES[css]


@pytest.mark.parametrize("name", ["main", "palette"])
def test_where_all_is_used_nothing_goes(name: str):
    (path,) = MATERIAL.glob(f"{name}.*.min.css")
    css = path.read_text("utf-8")
    assert lightening.rules(css, lambda name: True) == css
    named = set(re.findall(r"--[\w-]+", css))
    assert lightening.variables(css, named) == css


def test_a_variable_goes_only_where_nothing_asks_for_it():
    css = ".a{--x:url('data:;,}');--y:1;color:var(--y)}.md-b--x:hover{--z:2}"
    assert lightening.variables(css, {"--y"}) == ".a{--y:1;color:var(--y)}.md-b--x:hover{}"


def test_a_site_has_what_its_pages_use(project: Draw):
    folder = project({"docs/nl/01-een.md": "# Een\n\nTekst.\n"})
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  def_list: {}\n", "  def_list: {}\n  admonition: {}\n")
    config.write_text(text, "utf-8")
    sizes = []
    for text in ("Tekst.", '!!! warning "Let op"\n\n    Tekst.'):
        (folder / "docs/nl/01-een.md").write_text(f"# Een\n\n{text}\n", "utf-8")
        done = run("leidraad", "build", "--no-strict", cwd=folder)
        assert done.returncode == 0, done.stderr
        (sheet,) = (folder / "site/assets/stylesheets").glob("main.*.min.css")
        css = sheet.read_text("utf-8")
        sizes.append(len(css))
        assert (".admonition" in css, "--md-admonition-icon--warning:" in css) == (("!!!" in text),) * 2
        pages = [path.read_text("utf-8") for path in (folder / "site").rglob("*.html")]
        assert all(re.findall(r"main\.[0-9a-f]{8}\.min\.css", page) == [sheet.name] for page in pages)
    (whole,) = MATERIAL.glob("main.*.min.css")
    assert sizes[0] < sizes[1] < 0.7 * whole.stat().st_size


SHELLS = {
    "\n<p>\n    a\n\n\n  b\n</p>\n<article>\n  x\n\n</article>\n  <b>\n  c</b>\n": (
        "\n<p>\na\nb\n</p>\n<article>\n  x\n\n</article>\n<b>\nc</b>\n"
    ),
    "<a>\n b <article>\n x</article> c\n </a>": "<a>\nb<article>\n x</article>c\n</a>",
    "<pre>\n  a\n\n</pre>\n  <article>x</article>": "<pre>\n  a\n\n</pre>\n  <article>x</article>",
    "<script>\nx = `a\n  b`\n</script>\n  <article>x</article>\n  y": (
        "<script>\nx = `a\n  b`\n</script>\n  <article>x</article>\ny"
    ),
    "<script>\n  x = `a`\n</script><article>x</article>": "<script>\nx = `a`\n</script><article>x</article>",
    "<p>\n\n  no page\n": "<p>\n\n  no page\n",
}


@pytest.mark.parametrize("html", SHELLS)
def test_only_space_that_nobody_sees_goes_from_around_what_authors_wrote(html: str):
    assert trimming.closed_up(html) == SHELLS[html]
    assert trimming.closed_up(SHELLS[html]) == SHELLS[html]
