"""The importer's bench: its folds keep a case apart from what is fitted, and its book is typeset as one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "bench"))

import corpus
import fitting
import folds
import imports
import speed


def case(name: str, tier: str) -> corpus.Case:
    return corpus.Case(Path(f"{name}.txt"), {"tier": tier})


CASES = [case("nl01-S", "spaced"), case("nl01-L", "layout"), case("en02-S", "spaced")]


@pytest.mark.parametrize(
    ("by", "expected"), [("chapter", {"en02": 1, "nl01": 2}), ("profile", {"layout": 1, "spaced": 2})]
)
def test_a_fold_is_left_out_of_what_is_fitted(by: str, expected: dict[str, int]):
    found = list(folds.folds(CASES, by))
    assert {name: len(held) for name, held, _ in found} == expected
    assert all({*held, *rest} == {*CASES} and not {*held} & {*rest} for _, held, rest in found)


def test_what_is_tuned_stands_beside_what_is_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folds, "total", lambda results: sum(results))
    scores = folds.left_out(CASES, "chapter", lambda seen: lambda held: held in seen)
    assert scores == [("en02", 1, 0), ("nl01", 2, 0)]


def test_how_a_story_speaks_is_learnt_from_the_cases_given():
    told = "Ruth kwam binnen. ‘Ik weet het niet’, zei ze, en ze keek naar haar handen."
    plain = "We weten dat teams verschillen, en je merkt dat aan hoe ze met jou praten."
    blocks = [{"type": "case", "paras": [told]}, {"type": "paragraph", "text": plain + "[^1]"}]
    (one, is_case), (other, is_text) = fitting.samples(corpus.Case(Path("x.txt"), {"blocks": blocks}))
    assert (is_case, is_text) == (True, False)
    learnt = fitting.regress([(one, True), (other, False)] * 5)
    assert learnt.speech > 0 > learnt.addressed
    turned = fitting.regress([(one, False), (other, True)] * 5)
    assert turned.speech < 0 < turned.addressed


def test_every_form_has_its_goals():
    assert [case("x", tier).form for tier in ("layout", "raw-flat")] == ["text", "raw-flat, pre-joined"]
    assert corpus.Case(Path("x.pdf"), {"tier": "raw-flat"}).form == "PDF"
    assert {form for *_, goals in imports.GOALS for form in goals} == {"text", "raw-flat, pre-joined", "PDF"}


def test_the_book_is_typeset_and_has_the_words_of_its_markdown():
    book = speed.book(speed.CHAPTER)
    printed = "".join(book.printed)
    lines = printed.split("\n")
    assert max(map(len, lines)) <= speed._WIDTH + 1
    assert printed.count("\f") > 10
    assert sum(line.endswith("-") for line in lines) > 50
    assert "\nNoten\n" in printed
    assert len(" ".join(book.markdown).split()) == pytest.approx(speed.CHAPTER, rel=0.2)
    assert speed.book(speed.CHAPTER) == book
