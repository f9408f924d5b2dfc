"""The dictionaries that come with Leidraad."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leidraad import lexicon
from leidraad.errors import LeidraadError
from leidraad.lexicon import FOLDER, knows, languages


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("beïnvloed", "nl"),
        ("leiderschapsdaad", "nl"),
        ("mede-eigenaar", "nl"),
        ("collega’s", "nl"),
        ("VEILIGHEID", "nl"),
        ("leadership", "en"),
        ("colour", "en"),
        ("color", "en"),
        ("don’t", "en"),
    ],
)
def test_words_are_known_with_their_endings_and_compounds(word: str, lang: str):
    assert knows(word, lang)


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("beinvloed", "nl"),
        ("medeeigenaar", "nl"),
        ("leadership", "nl"),
        ("veiligheid", "en"),
        ("familyowned", "en"),
        ("huis", "de"),
        ("", "nl"),
        ("12", "nl"),
        ("een huis", "nl"),
        ("\ud800", "nl"),
        ("huis" * 20, "nl"),
    ],
)
def test_what_is_no_word_of_a_language_is_not_known(word: str, lang: str):
    assert not knows(word, lang)


def test_the_pages_own_language_is_asked_first_and_a_third_one_alone():
    assert languages("nl") == ("nl", "en")
    assert languages("en") == ("en", "nl")
    assert languages("de") == ("de",)


def test_every_dictionary_comes_with_its_licence():
    folders = [folder for folder in FOLDER.iterdir() if folder.is_dir()]
    assert {folder.name for folder in folders} == {"en", "nl"}
    for folder in folders:
        text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("LICENSE*"))
        assert "Redistribution" in text
        assert "LGPL" not in text
        for path in folder.glob("*.dic"):
            assert path.with_suffix(".aff").is_file()


def test_nothing_is_loaded_before_a_word_is_asked_for():
    code = "import leidraad.manuscript.joins as _, leidraad.lexicon as x; "
    code += "print(x._open.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_a_dictionary_that_cannot_be_read_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl/kaal.dic").write_text("1\nhuis\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(LeidraadError, match=r"kaal\.dic: cannot be read; install"):
        lexicon._open("nl", "kaal")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["nl", "en"]))
def test_no_text_is_too_strange_to_ask_about(word: str, lang: str):
    assert knows(word, lang) in (True, False)
