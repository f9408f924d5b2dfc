"""What an author can get wrong in a callout, and that no raw fence ever reaches the page."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad.dialect.fences import Problem
from support import markdown

BAD = {
    "misspelt kind": (
        "/// citat | X\nA.\n///",
        "LR201",
        "There is no callout ‘citat’. Did you mean ‘citaat’?",
    ),
    "no likeness": (
        "/// xyz\nA.\n///",
        "LR201",
        "There is no callout ‘xyz’. There are: motto, citaat, casus, reflectie, oefening, kern, begrip, "
        "toets, trainersnotitie.",
    ),
    "no name": (
        "/// | X\nA.\n///",
        "LR201",
        "There is no callout ‘| X’. There are: motto, citaat, casus, reflectie, oefening, kern, begrip, "
        "toets, trainersnotitie.",
    ),
    "not closed": (
        "/// kern\nA.",
        "LR202",
        "Callout `/// kern` is not closed; end it with a line `///`.",
    ),
    "not closed before another": (
        "/// kern\nA.\n\n/// reflectie\nB.\n///",
        "LR202",
        "Callout `/// kern` is not closed before `/// reflectie`; end it with a line `///`.",
    ),
    "inner one not closed": (
        "//// kern\n/// reflectie\nB.\n////",
        "LR202",
        "Callout `/// reflectie` is not closed; end it with a line `///`.",
    ),
    "closes nothing": (
        "A.\n\n///",
        "LR203",
        "`///` closes nothing; remove it, or open a callout above it.",
    ),
    "unknown option": (
        "/// oefening\n    minute: 5\n\nA.\n///",
        "LR204",
        "‘oefening’ has no option ‘minute’. Did you mean ‘minutes’?",
    ),
    "option of a kind that takes none": (
        "/// kern\n    id: x\n\nA.\n///",
        "LR204",
        "‘kern’ has no option ‘id’. It takes none.",
    ),
    "wrong value": (
        "/// oefening\n    group: klas\n\nA.\n///",
        "LR205",
        "Option ‘group’ of ‘oefening’ cannot be ‘klas’: klas not found in ('alone', 'pair', 'team').",
    ),
    "options that are no YAML": (
        "/// oefening\n    minutes: [\n\nA.\n///",
        "LR205",
        "The options of ‘oefening’ cannot be read; write each as `    name: value`.",
    ),
    "no term": ("/// begrip\nA.\n///", "LR206", "‘begrip’ needs an argument: `/// begrip | …`."),
    "word of another language": (
        "/// key\nA.\n///",
        "LR207",
        "‘key’ is a word of another language; on this page write ‘kern’.",
    ),
    "no bar": (
        "/// kern Let op\nA.\n///",
        "LR208",
        "Between ‘kern’ and its title stands a bar: `/// kern | Let op`.",
    ),
}


@pytest.mark.parametrize(("text", "code", "message"), BAD.values(), ids=BAD)
def test_a_slip_is_one_problem_and_its_words_stay(text: str, code: str, message: str):
    parser = markdown()
    page = parser.convert(text)
    found = parser.leidraad.reading.problems
    assert [(p.code, p.message) for p in found] == [(code, message)]
    assert "///" not in page
    assert "A." in page or "B." in page


GOOD = [
    "/// kern\nA.\n///",
    "///kern\nA.\n///",
    "/// KERN | X\nA.\n///",
    "/// kern |\nA.\n///",
    "//// kern\n/// citaat\nA.\n///\n////",
    "/// kern\n//// citaat\nA.\n////\n///",
    "- a\n\n    /// kern\n    A.\n    ///",
    "```\n/// xyz\n```",
    "    /// xyz is code here\n    ///",
    "Tekst met /// erin.",
    "/// casus\n    themes: een\n\nA.\n///",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_is_no_problem(text: str):
    parser = markdown()
    parser.convert(text)
    assert parser.leidraad.reading.problems == ()


PARTS = ["///", "////", "/////", "/// kern", "//// casus | T", "/// citaat | X", "/// xyz", "/// begrip"]
PARTS += ["    id: 5", "    - id", "zwaan", "", "", "- punt", "## Kop", "> regel"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14))
@example(["- punt", "", "    id: 5", "zwaan", "/// citaat | X", "", "///"])
def test_no_fence_reaches_the_page_whatever_is_open(lines: list[str]):
    page = markdown(trainer=True).convert("\n".join(lines))
    assert "///" not in page
    assert page.count("zwaan") == lines.count("zwaan")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("> /// kern\n> x\n> ///\n/// kern\ny\n///", []),
        ("> /// kern\n> x\n> ///\nlui\n/// kern\ny\n///", []),
        ("> a\n/// kern\ny\n///", []),
        ("/// kern | X\nx\n    ///\n\nna", []),
        ("- a\n\n    /// kern\n    x\n        ///\n\nna", []),
        ("/// kern | X\n: uitleg\n///", []),
        ("<!--\n/// kern | x\nTekst.\n///\n-->", []),
        ("<div>\n/// citaat | a/b\nx\n///\n</div>", ["LR209", "LR209"]),
        ("<div>\n- /// kern\n</div>", ["LR209"]),
        ("t\n:   d\n- i\n\n    /// kern\n    z\n    ///\n/// kern\nx\n///", []),
        ("> /// citat\n> x\n> ///", ["LR201"]),
        ("> /// oefening\n>     minute: 5\n>\n> x\n> ///", ["LR204"]),
        ("> /// kern\n> x\n\ntekst", ["LR202"]),
        ("/// kern\n> /// citaat\n> x\n> ///\n///", []),
        ("- a\n\n    /// citatt\n    x\n    ///", ["LR201"]),
        ("!!! note\n    /// kern\n    x\n    ///", ["LR209", "LR209"]),
        ("<div>\n/// kern\nx\n///\n</div>", ["LR209", "LR209"]),
    ],
)
def test_callouts_in_quotes_lists_and_where_none_can_be(text: str, codes: list[str]):
    parser = markdown(trainer=True)
    page = parser.convert(text)
    assert [problem.code for problem in parser.leidraad.reading.problems] == codes
    assert ("///" in page) == ("LR209" in codes or "<!--" in text)


@pytest.mark.parametrize(
    "text",
    [
        "/// trainernotitie\nGEHEIM\n///",
        "/// trainersnotite | GEHEIM\nx\n///",
        "- a\n\n    /// trainernotitie\n    GEHEIM\n    ///",
        "> /// trainersnotitie\n> GEHEIM\n> ///",
        "!!! note\n    /// trainersnotitie\n    GEHEIM\n    ///",
        '<div markdown="1">\n/// trainersnotitie\nGEHEIM\n///\n</div>',
        "/// trainer-note\nGEHEIM\n///",
        "<div>\n- /// trainersnotitie\nGEHEIM\n///\n</div>",
    ],
)
def test_what_is_meant_for_trainers_is_hidden_however_it_is_written(text: str):
    assert "GEHEIM" not in markdown().convert(text)
    assert "GEHEIM" in markdown(trainer=True).convert(text)


def test_code_in_a_callout_may_show_a_callout():
    parser = markdown()
    page = parser.convert(
        "/// kern | X\nTekst:\n\n    /// citaat | x\n    tekst\n    ///\n\nNa.\n///\n\nUit."
    )
    assert "<pre><code>/// citaat | x\ntekst\n///\n</code></pre>\n<p>Na.</p>\n</section>\n<p>Uit.</p>" in page
    assert parser.leidraad.reading.problems == ()


def test_a_tag_stays_out_of_the_message():
    parser = markdown(trace=True)
    parser.convert("/// citat | Wie[^a]\nA.\n///")
    assert parser.leidraad.reading.problems == (
        Problem("LR201", "There is no callout ‘citat’. Did you mean ‘citaat’?", 1),
    )
    assert [(place.line, place.column) for place in parser.leidraad.places] == [(1, 16), (1, 1), (3, 1)]
