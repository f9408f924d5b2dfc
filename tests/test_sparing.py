"""What is done only on pages that need it makes the same of every page as what is done on all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.blocks import RE_START, BlocksProcessor

from leidraad.dialect import sparing
from leidraad.dialect.recording import _NEEDED, RecordingParser

STANDARD = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes"]
EXTENSIONS = [*STANDARD, "pymdownx.blocks.admonition"]
LINE = st.text(alphabet="ab#>:[]^=-/*|`~ \\", max_size=12) | st.sampled_from(
    [
        *("[TOC]", "# a", "```", "~~~ python", "/// note", "///", "a", "    :   b", ":   b", "[^1]: c"),
        *("d[^1]", "", "===", "[a]: b"),
    ]
)
TEXT = st.lists(LINE, max_size=14).map("\n".join)


def convert(text: str, *, is_sparing: bool) -> tuple[str, object]:
    """Return a page and its headings."""
    md = Markdown(extensions=EXTENSIONS)
    if is_sparing:
        md.parser = RecordingParser(md)
        sparing.spare(md)
    return md.convert(text), getattr(md, "toc_tokens", None)


@given(TEXT)
@example("[TOC]\n\n# a\n\n## b")
@example("a [TOC]\n\n# a")
@example("# a\n\n```\n# b\n```\n\n~~~\nc\n~~~")
@example("/// note\n\na\n\nb\n///\n\nc")
@example("a\n:   b\n\n    > c\n\n[^1]: d\n\n[e]: f\n\ng\n===\n\nh[^1]")
def test_a_page_is_the_same(text: str):
    assert convert(text, is_sparing=True) == convert(text, is_sparing=False)


@pytest.mark.parametrize(("kind", "needed"), _NEEDED.items())
@given(data=st.data())
def test_no_processor_takes_a_block_without_what_it_needs(kind: type, needed: str, data: st.DataObject):
    pattern = RE_START if kind is BlocksProcessor else kind.RE  # type: ignore[attr-defined]
    assert not pattern.search(data.draw(TEXT).replace(needed, ""))
