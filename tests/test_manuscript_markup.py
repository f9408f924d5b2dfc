"""Escaping: the page prints the manuscript's characters, and ordinary text stays as it is."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leidraad import parsers, writer
from leidraad.manuscript.markup import escape, escape_end, escape_start
from leidraad.model import Chapter, Heading, Paragraph

PARSER = parsers.plain("nl")
MARKS = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "#",
    "-",
    "+",
    "!",
    "\\",
    "/",
    ":",
    "|",
    "{",
    "}",
    "~",
    "=",
    "^",
    "&",
    "$",
    "1.",
    "?",
]
tokens = st.sampled_from(
    ["woord", "Sterk", "12", "https://x.nl/a_b", "[...]", "[^2]", "[@key]", "&amp;", "a*b*c", *MARKS]
)
texts = st.lists(st.tuples(tokens, st.sampled_from(["", " "])), min_size=1, max_size=8).map(
    lambda parts: "".join(token + space for token, space in parts).strip()
)


def printed(block: Heading | Paragraph) -> str:
    """Return what a reader sees of a block."""
    PARSER.reset()
    page = PARSER.convert(writer.write(Chapter("nl", (block,))))
    page = re.sub(r'<a class="headerlink".*?</a>', "", page)
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip()


@settings(max_examples=150, deadline=None)
@given(text=texts)
@example(text="{!geheim.md!}")
@example(text="/// casus")
@example(text="[x]: http://x.nl")
@example(text="<!-- weg -->")
@example(text="2. stap")
@example(text="*[HTML]: taal")
@example(text="Tekst {: .klasse}")
def test_a_paragraph_prints_as_it_stands(text: str):
    assert printed(Paragraph(escape_start(escape(text)))) == text


@settings(max_examples=150, deadline=None)
@given(text=texts)
@example(text="Over C#")
@example(text="\\#")
@example(text="\\##")
@example(text="##")
@example(text="Over rouw {#rouw}")
def test_a_heading_prints_as_it_stands(text: str):
    assert printed(Heading(2, escape_end(escape_start(escape(text))))) == text


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(texts, min_size=2, max_size=4))
@example(lines=["Woord", "==="])
@example(lines=["a | b", "--|--"])
@example(lines=["a |", ":|"])
@example(lines=["Woord", ": uitleg"])
@example(lines=["Woord", "="])
@example(lines=["een [ open", "en [...](dicht)"])
@example(lines=["a <", "b@c>"])
def test_verse_prints_line_by_line(lines: list[str]):
    block = Paragraph("\n".join(escape_start(escape(line)) for line in lines))
    assert [line.strip() for line in printed(block).split("\n")] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Hij bleef [...] en zweeg.",
        "Wie zwijgt (vaak lang), hoort meer: ‘ja’ & ‘nee’ – zonder 12,5% of €3.",
        "Kijk op https://example.org/pad?x=1#y of mail a.b@example.org.",
        "In 1969 waren het er 412; 24/7 bereikbaar!",
        "a < b en b > c",
        "Wij – en zij — niet - allemaal...",
    ],
)
def test_ordinary_text_is_left_alone(text: str):
    assert escape_start(escape(text)) == text
