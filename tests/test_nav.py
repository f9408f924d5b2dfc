"""The navigation: a line for each new chapter, in its place, and no other byte changed."""

from __future__ import annotations

import difflib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leidraad import checking, nav, site
from leidraad.checks.navigation import check_navigation, check_pages, check_repeated, may_be_wrong
from leidraad.nav import Entry
from support import ROOT, Draw

ROUW = Entry("03-rouw.md", "Rouw")
NAMES = {"a.md": "een/aaa.md", "nl/lang.md": "nl/b.md"}
"""Chapters under another name: a longer one and a shorter one."""

SCALARS = [
    "a.md", "./a.md", "nl/lang.md", "'a.md'", '"a.md"', '"a\\x2emd"', "&k a.md", "*k", "!!str a.md",
    "!ENV a.md", "a.md.bak", "x-a.md", "~", "''", "1", "12:30", "a.md  # a.md", "!!bool a.md",
    "!!binary a.md", ">-\n  a.md",
]  # fmt: skip
VALUES = st.recursive(
    st.sampled_from([*SCALARS, "[]", "{}", "*m", "*n", "{<<: *m}", "{<<: *m, T: a.md}", "!t {T: a.md}"]),
    lambda inner: st.builds(
        lambda values, shape, sign: (
            sign + shape.format(", ".join(value.partition("  #")[0] for value in values))
        ),
        st.lists(inner, max_size=4),
        st.sampled_from(["[{}]", "[T: [{}]]", "{{T: [{}]}}", "{{T: {}}}", "[[{}]]"]),
        st.sampled_from(["", "", "", "!t ", "!!seq ", "!!omap ", "&s "]),
    ),
    max_leaves=6,
)
BLOCKS = st.builds(
    lambda marks, values, depth: "".join(
        f"\n{depth}{mark}{value}" for mark, value in zip(marks, values, strict=False)
    ),
    st.lists(st.sampled_from(["- ", "- T: ", "-\t", "-\n    ", "- &i ", "- ? T\n    : "]), max_size=5),
    st.lists(VALUES, min_size=5, max_size=5),
    st.sampled_from(["  ", ""]),
)
NAVS = st.one_of(VALUES, BLOCKS, BLOCKS.map(lambda block: f" &n{block}"))
PLUGINS = [
    "x",
    "[]",
    "[i18n]",
    "{i18n: {languages: nl}}",
    "[{i18n: {languages: [nl, {locale: nl, nav: *n}]}}]",
]
CONFIGS = st.builds(
    lambda before, nav, plugins, end: (
        f"{before}nav: {nav}\nplugins: {plugins}\nextra: [a.md, nl/lang.md]  # a.md{end}"
    ),
    st.sampled_from(["", "m: &m {T: a.md}\n", "m: &m {T: a.md}\nk: &k a.md\nn: &n [*k, a.md]\n"]),
    NAVS,
    st.sampled_from(PLUGINS),
    st.sampled_from(["", "\n", "\r\n"]),
)


def said(text: str) -> list[tuple[object, ...]]:
    """Return what a YAML text says to another parser, one thing after another; nothing, where it is none."""
    try:
        return [
            (type(event), *(getattr(event, part, None) for part in ("anchor", "tag", "value")))
            for event in yaml.parse(text, yaml.SafeLoader)
        ]
    except yaml.YAMLError:
        return []


@given(CONFIGS)
def test_a_chapter_under_another_name_changes_nothing_but_its_name(text: str):
    renamed = nav.rename(text, NAMES)
    assert nav.rename(renamed, NAMES) == renamed
    assert renamed[renamed.rindex("extra") :] == text[text.rindex("extra") :]
    for before, after in zip(said(text), said(renamed), strict=True):
        assert before[:3] == after[:3]
        assert after[3] in (before[3], NAMES.get(str(before[3]).removeprefix("./")))
    assert [line.partition("  #")[2] for line in renamed.splitlines()] == [
        line.partition("  #")[2] for line in text.splitlines()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nav: [nl/lang.md, a.md, nl/lang.md]\n", "nav: [nl/b.md, een/aaa.md, nl/b.md]\n"),
        ("nav: [&k a.md, {T: &j 'a.md'}, *k]\n", "nav: [&k een/aaa.md, {T: &j 'een/aaa.md'}, *k]\n"),
        ('nav: ["a\\x2emd", x] # a.md\n', 'nav: ["a\\x2emd", x] # a.md\n'),
        ("x: &k a.md\nnav: [*k, a.md.bak]\n", "x: &k een/aaa.md\nnav: [*k, a.md.bak]\n"),
        ("nav: [a.md, !!omap [x: 1, x: 2]]\n", "nav: [a.md, !!omap [x: 1, x: 2]]\n"),
    ],
)
def test_only_what_stands_in_its_place_gets_another_name(text: str, expected: str):
    assert nav.rename(text, NAMES) == expected


@pytest.mark.parametrize("new", ["b, c.md", "b: c.md", "b.md # c", "'b.md", "b]", "{b.md}", "&b b.md", "*b"])
@pytest.mark.parametrize("text", ["nav: [a.md, c.md]\n", "nav:\n  - a.md\n  - x\n"])
def test_a_name_that_would_say_something_else_stays_out(text: str, new: str):
    renamed = nav.rename(text, {"a.md": new})
    assert renamed == text or yaml.safe_load(renamed)["nav"][0] == new


@given(CONFIGS, st.sampled_from(["03-rouw.md", "Rouw: 03-rouw.md"]), st.none() | st.just("a.md"))
def test_whatever_the_navigation_is_a_chapter_is_put_into_it_or_told(
    text: str, title: str, after: str | None
):
    entry = Entry("03-rouw.md", title, after)
    longer = nav.extend(text, "nl", [entry])
    assert len(longer.added) + len(longer.left) <= 1
    assert bool(longer.added) == (longer.text != text)
    if longer.added:
        # It is one piece more, between bytes that stay.
        more = len(longer.text) - len(text)
        assert any(longer.text[:at] + longer.text[at + more :] == text for at in range(len(text) + 1))
        assert nav.extend(longer.text, "nl", [entry]) == nav.Extended(longer.text)
        added = ("03-rouw.md", "nl/03-rouw.md")
        scalars = [event for event in said(longer.text) if event[3] not in {None, title, *added}]
        assert scalars == [event for event in said(text) if event[3] is not None]


def added(text: str, *entries: Entry, lang: str = "nl") -> list[str]:
    """Return the lines that came in, and see that none went."""
    after = nav.extend(text, lang, entries).text
    changes = [
        line for line in difflib.ndiff(text.splitlines(True), after.splitlines(True)) if line[0] in "+-"
    ]
    assert all(line.startswith("+") for line in changes)
    return [line[2:] for line in changes]


def test_in_the_projects_own_configuration():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert added(text, ROUW) == ["  - 03-rouw.md\n"]
    assert (
        "  - 03-de-leider-als-veilige-basis.md\n  - 03-rouw.md\n  - 04-"
        in nav.extend(text, "nl", [ROUW]).text
    )


def test_a_chapter_that_is_there_is_not_added_again():
    for known in ("03-rouw.md", "nl/03-rouw.md", "Rouw: 03-rouw.md", "Deel:\n    - 03-rouw.md"):
        text = f"nav:\n  - {known}\n"
        assert nav.extend(text, "nl", [ROUW]) == nav.Extended(text)


@pytest.mark.parametrize(
    ("text", "line", "after"),
    [
        ("nav:\n- index.md\n- 01-a.md # één\n\n# los\n- over.md\nx: 1\n", "- 03-rouw.md\n", "# één\n"),
        ("nav:\n  - Start: index.md\n  - Een: 01-a.md\n", "  - Rouw: 03-rouw.md\n", "01-a.md\n"),
        ("nav:\n  - Deel 1:\n    - A: 02-a.md\n  - B: 10-b.md\n", "    - Rouw: 03-rouw.md\n", "02-a.md\n"),
        ("nav:\n  - nl/index.md\n  - nl/04-d.md\n", "  - nl/03-rouw.md\n", "index.md\n"),
        ("nav:\n  - index.md", "  - 03-rouw.md\n", "index.md\n"),
        ("nav:\r\n  - index.md\r\n", "  - 03-rouw.md\r\n", "index.md\r\n"),
        ("nav:\n  - Deel:\n    - index.md\n    - over/index.md\n", "  - 03-rouw.md\n", "over/index.md\n"),
        ("nav: [index.md, 04-d.md]\n", "03-rouw.md, ", "index.md, "),
        ("nav:\n  - Deel: [\n      '01-a.md', # één\n    ]\n", ", 03-rouw.md", "'01-a.md'"),
        ("nav: [Een: 01-a.md]\n", ", {Rouw: 03-rouw.md}", "01-a.md"),
        ("nav: [{Een: 01-a.md}]\n", ", {Rouw: 03-rouw.md}", "01-a.md}"),
        ("nav:\n  - 01-a.md\nx:\n  y: !!python/name:z.z\n  w: !ENV W\n", "  - 03-rouw.md\n", "01-a.md\n"),
        ("x: &n\n  - &a 01-a.md\nnav: *n\ny: *a\n", "  - 03-rouw.md\n", "01-a.md\n"),
        ("nav:\r  - index.md\r", "  - 03-rouw.md\r", "index.md\r"),
        ("nav:\n  - A:\n      01-a.md\nx: !ENV [A, b]\n", "  - Rouw: 03-rouw.md\n", "01-a.md\n"),
        ("--- &r\nnav:\n  - A:\n    - *r\n", "  - 03-rouw.md\n", "*r\n"),
        ("nav:\n  - {}\n", "  - 03-rouw.md\n", "{}\n"),
        ("nav:\n  - Deel: []\n", "  - 03-rouw.md\n", "[]\n"),
        ("nav: &a\n  - B:\n    - C: *a\n", "  - 03-rouw.md\n", "*a\n"),
        ("nav:\n  - B: &a\n    - C: *a\n", "  - 03-rouw.md\n", "*a\n"),
        ("nav: &a\n  - [x]\n  - C: *a\n", "  - 03-rouw.md\n", "*a\n"),
        ("x: &m {T: u}\nnav:\n  - <<: *m\n", "  - 03-rouw.md\n", "<<: *m\n"),
        (
            "plugins:\n  i18n:\n    languages:\n    - locale: nl\n      nav:\n        - a.md\nnav: []\n",
            "        - 03-rouw.md\n",
            "a.md\n",
        ),
    ],
)
def test_each_style_of_navigation(text: str, line: str, after: str):
    longer = nav.extend(text, "nl", [ROUW]).text
    assert after + line in longer
    assert longer.replace(line, "", 1).rstrip("\n") == text.rstrip("\n")


def test_a_title_with_signs_is_quoted():
    entry = Entry("03-rouw.md", "Rouw: een # “verhaal”")
    text = "nav:\n  - A: 01-a.md\n"
    assert added(text, entry) == ['  - "Rouw: een # “verhaal”": 03-rouw.md\n']


def test_chapters_of_a_book_stand_in_its_order():
    text = "nav:\n  - index.md\n  - 01-a.md\n  - 02-b.md\n"
    entries = [Entry("07-nieuw.md", "N", after="01-a.md"), Entry("08-meer.md", "M", after="07-nieuw.md")]
    names = [line.strip("- \n") for line in nav.extend(text, "nl", entries).text.splitlines()]
    assert names == ["nav:", "index.md", "01-a.md", "07-nieuw.md", "08-meer.md", "02-b.md"]


@pytest.mark.parametrize(
    "text",
    [
        "nav: [\n",
        "- x\n",
        "nav: &a\n  - *a\n",
        "nav: x\n",
        "nav: {Thuis: index.md}\n",
        "INHERIT: ../mkdocs.yml\n",
        "nav:\n\t- index.md\n",
        "nav: [index.md, *x]\n",
        "nav: [[x.md]]\n",
        "nav: !t [a.md]\n",
        "nav:\n-\ta.md\n",
        "nav:\n  -\n    a.md\n",
        "? nav\n: - a.md\n",
        "--- &r\nnav:\n  - *r\n",
        "INHERIT: base.yml\nnav: []\n",
        "nav: [!!bool x]\n",
        f"nav: {'[' * 500}\n",
        "x: &m {T: u}\nnav:\n  - U: u\n    <<: *m\n",
    ],
)
def test_where_a_line_cannot_be_put_in_it_is_told(text: str):
    assert nav.extend(text, "nl", [ROUW]) == nav.Extended(text, (), (ROUW,))


@pytest.mark.parametrize("text", ["site_name: x\n", "nav:\n", "nav: ~\n", "nav: []\n"])
def test_no_navigation_stays_none(text: str):
    assert nav.extend(text, "nl", [ROUW]) == nav.Extended(text)


def test_a_section_in_itself_is_read_once():
    assert nav.extend("nav: &a\n  - Deel: *a\n  - 01-a.md\n", "nl", [ROUW]).added == (ROUW,)


LANGS = ("nl", "en")
PAGES = ["index.md", "01-a.md", "02-b.md", "03-c.md", "04-d.md"]
TWO = """nav:
  - index.md
  - Deel een:
      - 01-a.md
      - 02-b.md
  - 03-c.md
  - https://example.org/
plugins:
  i18n:
    languages:
      - locale: nl
        default: true
      - locale: en
        nav: {}
"""


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("[index.md, 01-a.md, 02-b.md, 03-c.md]", []),
        ("[index.md, Part one: [en/01-a.md, 02-b.md], C: 03-c.md]", []),
        ("[index.md, 01-a.md, 03-c.md]", [(5, "02-b.md is not in the navigation of en")]),
        ("[index.md, 01-a.md, 02-b.md, 03-c.md, 04-d.md]", [(14, "04-d.md is not in the navigation of nl")]),
        ("[index.md, 03-c.md, 01-a.md, 02-b.md]", [(14, "03-c.md stands elsewhere")]),
        ("[02-b.md, index.md, 01-a.md]", [(6, "03-c.md is not"), (14, "02-b.md stands elsewhere")]),
        ("[]", []),
        ("{", []),
    ],
)
def test_the_navigations_of_two_languages_are_compared(own: str, told: list[tuple[int, str]]):
    found = list(check_navigation("mkdocs.yml", nav.pages(TWO.format(own), LANGS), PAGES))
    assert [(finding.line, finding.code) for finding in found] == [(line, "LR319") for line, _ in told]
    assert all(finding.message.startswith(said) for finding, (_, said) in zip(found, told, strict=True))


def test_a_third_language_is_compared_with_the_first_and_not_with_the_second():
    navs = [["index.md", "01-a.md"], ["index.md"], ["index.md", "01-a.md", "02-b.md"]]
    named = [[nav.Named(path, line, 1) for line, path in enumerate(pages, 1)] for pages in navs]
    found = check_navigation("mkdocs.yml", dict(zip(("nl", "en", "de"), named, strict=True)), PAGES)
    assert [finding.message.split(";")[0] for finding in found] == [
        "01-a.md is not in the navigation of en",
        "02-b.md is not in the navigation of nl",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", []),
        ("  - 02-b.md\n", [(8, "02-b.md stands in line 5 already; name it once.")]),
        ("  - Weer: [nl/01-a.md]\n", [(8, "01-a.md stands in line 4 already; name it once.")]),
        ("  - https://example.org/\n  - index\n", []),
    ],
)
def test_a_page_stands_in_a_navigation_once(more: str, told: list[tuple[int, str]]):
    text = TWO.replace("plugins:", f"{more}plugins:").format("[index.md, 01-a.md, 02-b.md, 03-c.md]")
    found = check_repeated("mkdocs.yml", nav.pages(text, LANGS))
    assert [(finding.line, finding.message) for finding in found] == told
    assert may_be_wrong(text, [])


def test_languages_with_one_navigation_are_told_once():
    text = "nav: [index.md, 01-a.md, index.md]\n"
    assert len(check_repeated("mkdocs.yml", nav.pages(text, LANGS))) == 1
    assert may_be_wrong(text, [])
    assert not may_be_wrong(
        "nav: [index.md, deel/index.md, 01-a.md]\n", ["index.md", "deel/index.md", "01-a.md"]
    )


@pytest.mark.parametrize("name", ["./01-a.md", "nl/01-a.md", "en/01-a.md", "x/../01-a.md"])
def test_a_page_may_be_named_in_more_than_one_way(name: str):
    text = f"nav: [index.md, {name}]\n"
    assert not [*check_pages("mkdocs.yml", nav.pages(text, LANGS), ["index.md", "01-a.md"])]
    again = f"nav: [01-a.md, {name}]\n"
    assert len(check_repeated("mkdocs.yml", nav.pages(again, LANGS))) == 1


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("index.md 01-a.md 02-b.md 03-c.md 04-d.md", []),
        ("index.md 01-a.md 03-c.md 04-d.md", [(5, "There is no page 02-b.md. Did you mean ")]),
        ("x.md", [(2, "index.md"), (4, "01-a.md"), (5, "02-b.md"), (6, "03-c.md"), (14, "04-d.md")]),
    ],
)
def test_a_page_that_is_not_there_is_told_once(there: str, told: list[tuple[int, str]]):
    text = TWO.format("[04-d.md]")
    found = [*check_pages("mkdocs.yml", nav.pages(text, LANGS), there.split())]
    assert [finding.line for finding in found] == [line for line, _ in told]
    assert all(said in finding.message for finding, (_, said) in zip(found, told, strict=True))
    assert bool(told) == may_be_wrong(text, there.split())


def test_a_navigation_that_another_file_has_is_looked_at_there(project: Draw):
    folder = project({})
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  - bronnen.md\n", "  - bronen.md\n")
    (folder / "base.yml").write_text(text, "utf-8")
    config.write_text("INHERIT: base.yml\nsite_name: Ander\n", "utf-8")
    found = [str(finding) for finding in checking.check(site.load(config)) if finding.code == "LR419"]
    line = text.split("\n").index("  - bronen.md") + 1
    assert found == [f"base.yml:{line}:5: LR419 There is no page bronen.md. Did you mean ‘bronnen.md’?"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  omitted_files: warn\n", "  omitted_files: info\n", []),
        ("validation:\n", "not_in_nav: |\n  03-c.md\nvalidation:\n", ["en/04-d.md", "nl/02-b.md"]),
        ("  - bronnen.md\n", "  - bronnen.md\n  - Meer: [nl/04-d.md]\n", ["nl/02-b.md", "nl/03-c.md"]),
        ("  - bronnen.md\n", "  - bronnen.md\n#  - 02-b.md\n", ["en/04-d.md", "nl/02-b.md", "nl/03-c.md"]),
        ("nav:\n  - index.md\n  - 01-eerste-hoofdstuk.md\n  - bronnen.md\n", "", []),
    ],
    ids=["not asked for", "kept out", "in a section", "in a remark", "no navigation"],
)
def test_a_page_in_no_navigation_is_told_where_mkdocs_would_stop_at_it(
    project: Draw, old: str, new: str, told: list[str]
):
    pages = dict.fromkeys(("nl/02-b.md", "en/02-b.md", "nl/03-c.md", "en/04-d.md"), "# B\n")
    pages["nl/05-e.md"] = "---\nstatus: draft\n---\n\n# E\n"
    folder = project({f"docs/{name}": text for name, text in pages.items()})
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), "utf-8")
    found = [finding for finding in checking.check(site.load(config)) if finding.code == "LR424"]
    assert [finding.path.removeprefix("docs/") for finding in found] == told
    assert all("strict build" in finding.message and finding.severity == "warning" for finding in found)
