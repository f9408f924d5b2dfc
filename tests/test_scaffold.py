"""The scaffold of a translation: all that a chapter has, and its words beside what is still to be written."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from mkdocs.utils import meta

import golden
from leidraad import locales, reader, writer
from leidraad.bibliography.entries import load
from leidraad.model import Block, Callout, Chapter, Comment, Paragraph, Verbatim
from leidraad.translations import scaffold, unwritten
from leidraad.translations.carrying import Carrier
from leidraad.translations.differences import differences
from leidraad.translations.outline import outline
from leidraad.translations.skeleton import Skeleton
from strategies import chapters
from support import markdown

BIB = """@book{donne1624, author = {Donne, John}, title = {Devotions}, date = {1624}, langid = {english}}
@book{bowlby1988, author = {Bowlby, John}, title = {A Secure Base}, date = {1988}, langid = {english}}
@book{kohlrieser2006, author = {Kohlrieser, George}, title = {Hostage}, date = {2006}, langid = {english}}
@book{kohlrieser2006nl, author = {Kohlrieser, George}, title = {Gegijzeld}, date = {2008}, langid = {dutch},
  related = {kohlrieser2006}, relatedtype = {translationof}}
"""
_UNCLOSED = re.compile(r"\[\^[^\]\n]*(?:\[|\n|$)")
NL, EN = (markdown(lang, trainer=True) for lang in ("nl", "en"))


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Skeleton:
    path = tmp_path_factory.mktemp("works") / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    carrier = Carrier(load(path).entries, locales.load("nl"), locales.load("en"))
    return Skeleton(lambda path: re.sub("^nl/", "en/", path), carrier.carry)


@golden.parametrize("scaffold")
def test_golden(case: golden.Case, skeleton: Skeleton):
    def convert(text: str) -> str:
        front = meta.get_data(text)[1]
        made = scaffold.scaffold(reader.read(text, NL), locales.load("en"), skeleton)
        return (scaffold.front(front, None) if front else "") + writer.write(made).rstrip("\n")

    golden.check("scaffold", case, convert)


def test_the_head_of_an_admonition_or_tab_keeps_all_but_its_title(skeleton: Skeleton):
    source = '!!! note "Let op"\n    Tekst.\n    Meer.\n\n    - een\n\n??? tip\n\n    Ook.\n\n===+ "Thuis"\n'
    assert skeleton.lines(source) == ('!!! note "…"\n    …\n\n    - …\n\n??? tip\n\n    …\n\n===+ "…"\n')


def said(blocks: tuple[Block, ...]) -> list[str]:
    """Return what the scaffold comments say, as it stands in the source."""
    found = [block.text for block in Chapter("en", blocks).walk() if isinstance(block, Comment)]
    return [text.removeprefix(scaffold.MARK).replace("\\", "") for text in found]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(chapter=chapters)
@example(
    chapter=Chapter(
        "nl",
        (
            Paragraph("a"),
            Verbatim("list", "- a"),
            Callout("check", "a", {}, ()),
            Verbatim("list", "- a\n- a a a aaaaaaaa"),
        ),
        {},
    )
)
def test_a_scaffold_is_the_chapter_but_for_its_words(skeleton: Skeleton, chapter: Chapter):
    # Nobody can tell where a mark of a note ends that is not closed.
    assume(not _UNCLOSED.search(writer.write(chapter)))
    made = scaffold.scaffold(chapter, locales.load("en"), skeleton)
    written = writer.write(made)
    # It reads back, with the same parts in the same order.
    again = reader.read(written, EN)
    assert again.blocks == made.blocks
    source, target = outline(chapter), outline(again)
    alike = [(p.kind, p.depth, p.section, p.shape, p.images, p.links, p.notes) for p in source]
    assert [(p.kind, p.depth, p.section, p.shape, p.images, p.links, p.notes) for p in target] == alike
    assert {d.code for d in differences(source, target, "nl", "en")} <= {"LR311"}
    # No word is lost: what is left open stands in a comment.
    comments = said(made.blocks)
    for before, after in zip(*(list(_saying(c.blocks)) for c in (chapter, again)), strict=True):
        for text, left in zip(unwritten.texts(before), unwritten.texts(after), strict=True):
            if text != left:
                assert any(text.strip().replace("\\", "") in comment for comment in comments)
    # And no page shows the comments.
    EN.reset()
    assert scaffold.MARK not in EN.convert(written)


def _saying(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in Chapter("nl", blocks).walk() if unwritten.texts(block)]
