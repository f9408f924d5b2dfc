"""Each difference between two languages is told where it is, in whatever block, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

import unlike
from leidraad.checks import Finding
from parallel import LANGUAGES
from scoring import Judge

MATERIAL = ("admonition", "pymdownx.details", "pymdownx.tabbed")


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(tmp_path_factory.mktemp("partials"), MATERIAL)


def _is_of(finding: Finding, chapter: unlike.Unlike) -> bool:
    """Tell whether a finding is of the difference, by its own place or the other one that it names."""
    named = re.findall(r"docs/(\w+)/a\.md:(\d+)", f"{finding.path}:{finding.line} {finding.message}")
    places = zip(LANGUAGES, chapter.lines, strict=True)
    return finding.code in chapter.codes and any(
        int(line) in lines for code, lines in places for lang, line in named if lang == code
    )


def wrong(judge: Judge, chapters: Iterable[unlike.Unlike]) -> list[str]:
    """Return the chapters of which another thing is told than their difference."""
    found = []
    for chapter in chapters:
        told = judge.told(dict(zip(LANGUAGES, chapter.texts, strict=True)))
        if bool(told) != bool(chapter.codes) or not all(_is_of(finding, chapter) for finding in told):
            found.append(f"{chapter.name}: {[*map(str, told)]}")
    return found


@pytest.mark.parametrize("place", [*unlike.PLACES, *unlike.TITLES])
def test_another_number_link_picture_note_code_or_language_is_told(place: str, judge: Judge):
    assert wrong(judge, unlike.said(place)) == []


def test_another_description_is_told(judge: Judge):
    assert wrong(judge, unlike.in_front()) == []


def test_a_chapter_that_is_built_otherwise_is_told(judge: Judge):
    assert wrong(judge, unlike.built()) == []


def test_a_block_that_is_missing_among_others_of_its_kind_is_the_one_that_is_told(judge: Judge):
    assert wrong(judge, unlike.beside()) == []


def test_a_table_of_both_languages_is_right(judge: Judge):
    assert wrong(judge, [unlike.in_both()]) == []


def test_the_corpus_holds_what_its_names_say():
    chapters = [
        *unlike.built(),
        *unlike.in_front(),
        *(c for place in unlike.PLACES for c in unlike.said(place)),
    ]
    assert len({chapter.name for chapter in chapters}) == len(chapters)
    assert len({chapter.texts for chapter in chapters if chapter.codes}) > 1500
