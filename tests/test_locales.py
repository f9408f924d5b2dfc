"""Languages: complete, equal in shape, and open to a third one."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from leidraad import locales
from leidraad.dialect.kinds import KINDS
from leidraad.errors import LeidraadError


@pytest.fixture(autouse=True)
def _no_handbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the languages of a handbook that another test of this process has loaded."""
    monkeypatch.setattr(locales, "_own", {})


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_strings_with_the_same_fields():
    assert locales.available() == ("en", "nl")
    en, nl = (locales.load(code).tables for code in locales.available())
    for table in en:
        assert set(en[table]) == set(nl[table])
        for key, text in en[table].items():
            if isinstance(text, str):
                assert fields(text) == fields(nl[table][key]), f"{table}.{key}"


@pytest.mark.parametrize("code", locales.available())
def test_keywords_name_each_kind_once(code: str):
    keywords = locales.load(code).keywords
    assert set(keywords) == set(KINDS)
    assert len(set(keywords.values())) == len(KINDS)


def test_an_unknown_language_is_one_sentence():
    with pytest.raises(LeidraadError, match=r"^unknown language ‘xx’; choose one of: en, nl\.$"):
        locales.load("xx")


def test_a_third_language_brings_its_own_table(tmp_path: Path):
    table = (locales.FOLDER / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "de.toml").write_text(table.replace('quote = "quote"', 'quote = "zitat"'), encoding="utf-8")
    assert locales.load("de", tmp_path / "de.toml").keywords["quote"] == "zitat"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('quote = "quote"', "quote = 3", r"lacks keywords\.quote"),
        ('exercise = "exercise"', 'exercise = "key"', "‘key’ is the keyword of two kinds"),
        ('name = "English"\n', "", "lacks name"),
        ('clock = "half past 30,', 'clock = "half past,', r"numbers\.clock has ‘half past’"),
        (
            "{minutes} minutes",
            "{minuten} Minuten",
            r"labels\.minutes has to hold \{minutes\}, as in en\.toml",
        ),
        ("Chapter {number}", "Kapitel {", r"site\.chapter has to hold \{number\}"),
        ('"January", ', "", r"site\.months has to hold 12 texts"),
        ('"‘ ’ “ ”"', '"„ “"', r"printing\.quotes has to hold four marks"),
    ],
)
def test_a_table_that_is_wrong_is_refused(tmp_path: Path, old: str, new: str, message: str):
    table = (locales.FOLDER / "en.toml").read_text(encoding="utf-8")
    assert old in table
    (tmp_path / "de.toml").write_text(table.replace(old, new), encoding="utf-8")
    with pytest.raises(LeidraadError, match=message):
        locales.load("de", tmp_path / "de.toml")


def test_a_table_that_lacks_a_string_is_refused(tmp_path: Path):
    table = (locales.FOLDER / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "de.toml").write_text(table.replace('quote = "quote"\n', ""), encoding="utf-8")
    with pytest.raises(LeidraadError, match=r"lacks keywords\.quote; add what en\.toml has"):
        locales.load("de", tmp_path / "de.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [(f"a = {'[' * 5000}{']' * 5000}", "nests deeper"), ("# x\n" * 300_000, "is larger than any table")],
)
def test_a_table_without_end_is_refused(tmp_path: Path, text: str, message: str):
    (tmp_path / "de.toml").write_text(text, "utf-8")
    with pytest.raises(LeidraadError, match=message):
        locales.load("de", tmp_path / "de.toml")
