"""The inline pass makes of any text what Python-Markdown's own makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from leidraad.dialect.inlines import InlinePass
from support import ROOT, markdown

QUICK, THEIRS = markdown(), markdown()
THEIRS.treeprocessors.register(InlineProcessor(THEIRS), "inline", 20)

PIECES = [
    "`", "``", "\\", "\\`", "[", "]", "![", "(", ")", "(u.md)", "[^a]", "[^", "<", ">", "<b>", "</b>", "<!--",
    "-->", "<http://a.b>", "<a@b.c>", "&", "&amp;", "&#38;", "*", "**", "_", "__", "  \n", "\n", " ", "@",
    "[@a, p. 1]", "woord", "één", "{#x}", "{.y}", "\n\n", "- ", "# ", "[a]: u.md",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_text_is_converted_as_by_python_markdown(pieces: list[str]):
    text = "".join(pieces) + "\n\n[^a]: noot `x` *y*\n"
    assert QUICK.reset().convert(text) == THEIRS.reset().convert(text)


def test_the_handbook_is_converted_as_by_python_markdown():
    assert isinstance(QUICK.treeprocessors["inline"], InlinePass)
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        assert QUICK.reset().convert(text) == THEIRS.reset().convert(text), path
