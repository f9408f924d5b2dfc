"""The handbook itself: every chapter has what a chapter has, is spelt right, and reads easily."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import hunspell
import pytest

from leidraad import reader
from leidraad.model import Callout, Chapter, Note
from support import ROOT, markdown

LANGS = ("nl", "en")
LEXICONS = {"nl": "nl", "en": "en_GB"}
CHAPTERS = sorted(path.name for path in (ROOT / "docs/nl").glob("[0-9][0-9]-*.md"))
PAGES = sorted(path.name for path in (ROOT / "docs/nl").glob("*.md"))
FIGURES = sorted((ROOT / "docs/assets/figures").glob("*.svg"))
COLUMN_ON_A_PHONE = 339  # pixels, where the screen has 375
OWN_WORDS = ROOT / "tests/cases"
CITED = re.compile(r"@([\w-]+)")
NOT_PROSE = re.compile(
    r"\A---[\s\S]*?^---$|<!--[\s\S]*?-->|^\[\^[^\]]*\]:.*$|\[\^[^\]]*\]|^ {4}\w+:.*$|\{[#!][^}]*\}"
    r"|\]\([^)]*\)|^/// [\w-]+",
    re.MULTILINE,
)
NOT_TEXT = re.compile(r"^[#|!].*$|^(?:- \[[x ]\]|[-*]|\d+\.) *", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Flesch's reading ease, and Douma's for Dutch: a constant, what a word more a sentence costs, and a syllable.
# Douma, W. H. (1960). De leesbaarheid van landbouwbladen. Wageningen.
EASE = {"nl": (206.84, 0.93, 77.0), "en": (206.835, 1.015, 84.6)}


def read(lang: str, name: str) -> Chapter:
    return reader.read((ROOT / "docs" / lang / name).read_text("utf-8"), markdown(lang, trainer=True))


def prose(lang: str, name: str) -> str:
    return NOT_PROSE.sub(" ", (ROOT / "docs" / lang / name).read_text("utf-8"))


def syllables(word: str, lang: str) -> int:
    groups = len(re.findall(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", word.lower()))
    is_mute = lang == "en" and word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - is_mute)


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_chapter_has_all_that_a_chapter_has(lang: str, name: str):
    chapter = read(lang, name)
    callouts = [block for block in chapter.walk() if isinstance(block, Callout)]
    kinds = Counter(callout.kind for callout in callouts)
    for kind in ("epigraph", "case", "quote", "reflection", "key", "term", "trainer"):
        assert kinds[kind] >= 1, kind
    assert kinds["check"] >= 3
    exercises = [callout.options for callout in callouts if callout.kind == "exercise"]
    assert {"pair", "team"} <= {str(options.get("group")) for options in exercises}
    assert all(options.get("minutes") for options in exercises)
    cited = {key for block in chapter.walk() if isinstance(block, Note) for key in CITED.findall(block.text)}
    assert len(cited) >= 8
    assert {"description", "owner", "review_by", "status"} <= chapter.meta.keys()
    assert 1300 <= len(WORD.findall(prose(lang, name))) <= 2400


@pytest.mark.parametrize("lang", LANGS)
def test_the_handbook_is_spelt_right(lang: str):
    known = hunspell.Hunspell(LEXICONS[lang], hunspell_data_dir=str(_lexicons() / lang))
    own = set((OWN_WORDS / f"own-words.{lang}.txt").read_text("utf-8").split())
    used: set[str] = set()
    wrong = set()
    for name in PAGES:
        for word in WORD.findall(prose(lang, name)):
            plain = word.replace("’", "'")
            if word in own:
                used.add(word)
            elif not known.spell(plain) and not known.spell(plain.removesuffix("'s")):
                wrong.add((name, word))
    assert wrong == set()
    assert own == used, "a word of our own that is used no more"


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_chapter_reads_easily(lang: str, name: str):
    text = NOT_TEXT.sub("", prose(lang, name))
    sentences = [each for each in re.split(r"(?<=[.!?…])[’”)]?\s+|\n\s*\n", text) if WORD.search(each)]
    words = WORD.findall(text)
    length = len(words) / len(sentences)
    constant, by_word, by_syllable = EASE[lang]
    mean = sum(syllables(word, lang) for word in words) / len(words)
    assert length < 18
    assert constant - by_word * length - by_syllable * mean > 50


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_can_be_read_on_a_phone(path: Path):
    drawing = path.read_text("utf-8")
    width = float(drawing.partition('viewBox="0 0 ')[2].split()[0])
    sizes = [float(size) for size in re.findall(r'<text [^>]*font-size="([\d.]+)"', drawing)]
    assert len(sizes) == drawing.count("<text ")
    assert min(sizes) * COLUMN_ON_A_PHONE / width >= 12


def _lexicons() -> Path:
    return ROOT / "scripts/leidraad/lexicons"
