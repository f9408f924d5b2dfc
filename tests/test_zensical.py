"""The same handbook built by Zensical, Material's successor: what is Markdown comes out of it too."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from leidraad import locales
from support import ROOT

pytestmark = pytest.mark.slow

CHAPTERS = {"nl": "site/01-hechting-en-veerkracht", "en": "site/en/01-hechting-en-veerkracht"}
INCLUDED = {
    "nl": "De casussen in dit handboek zijn verzonnen.",
    "en": "The cases in this handbook are invented.",
}
KINDS = ("case", "check", "reflection", "key")


def test_zensical_builds_the_same_docs_in_both_languages(tmp_path: Path):
    setup = subprocess.run(["sh", "scripts/setup.sh", "zensical"], cwd=ROOT, capture_output=True, text=True)
    if setup.returncode:
        pytest.skip(f"Zensical cannot be installed here: {(setup.stderr or setup.stdout).strip()[-300:]}")
    for name in ("docs", "mkdocs.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    command = [str(ROOT / ".venv-zensical/bin/zensical-i18n"), "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {lang: (tmp_path / name / "index.html").read_text("utf-8") for lang, name in CHAPTERS.items()}
    notes = {}
    for lang, page in pages.items():
        words = locales.load(lang)
        assert f'<html lang="{lang}"' in page
        for kind in KINDS:
            assert f'<span class="callout__label">{words.tables["labels"][kind]}</span>' in page, (lang, kind)
        assert INCLUDED[lang] in page
        assert "callout--trainer" not in page
        notes[lang] = re.findall(r'<a aria-label="([^"]*)" class="footnote-ref" href="#([^"]*)"', page)
        firsts = list(dict.fromkeys(name for name, _ in notes[lang]))
        assert firsts == [words.say("notes", "reference", number=n + 1) for n in range(len(firsts))]
        assert all(f'id="{target}"' in page for _, target in notes[lang])
        visible = re.sub(r"<[^>]*>", "", re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL))
        assert not [raw for raw in ("///", "[^", "{!", "{#", "LR5") if raw in visible]
    assert len(notes["nl"]) == len(notes["en"]) >= 10
    assert 'href="../02-vier-hechtingsstijlen/' in pages["en"]
    assert not list((tmp_path / "site").rglob("_partials"))
