"""Other languages than the two: one alone, a third, and another that comes first."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leidraad import handbook, locales
from support import ROOT, Draw, add_german

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent


CHAPTER = "docs/de/01-eerste-hoofdstuk.md"


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=cwd, capture_output=True, text=True, env=environment
    )


ONLY_DUTCH = {
    "docs/nl/02-alleen.md": "---\nslug: alleen\n---\n\n# Hier\n\nZin.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
    "docs/_partials/nl/kader.md": "/// casus | Een\nTekst.\n///\n",
    "references.bib": """@book{donne1624,
  author = {John Donne}, title = {Devotions upon Emergent Occasions}, year = {1624},
  publisher = {Thomas Jones}, address = {London}, langid = {english},
}
@book{bowlby1988,
  author = {John Bowlby}, title = {A Secure Base}, year = {1988}, publisher = {Routledge}, address = {London},
}
""",
}
ALONE = {
    "nl": {
        "index.html": "Verder",  # the section of the navigation
        "404.html": "Deze pagina bestaat niet",
        "alleen/index.html": "A Secure Base</em> (London: Routledge, 1988), p. 11",
        "bronnen/index.html": "Aangehaald in",
        "eerste-hoofdstuk/index.html": "meditatie",
    },
    "en": {
        "index.html": "My handbook",
        "404.html": "This page does not exist",
        "first-chapter/index.html": "Meditation",
        "sources/index.html": "Cited in",
    },
}


@pytest.mark.parametrize("lang", ALONE)
def test_a_language_is_built_alone_at_the_root_without_a_word_of_the_other(project: Draw, lang: str):
    folder = project(ONLY_DUTCH)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("  i18n:\n", f"  i18n:\n    build_only_locale: {lang}\n")
    nav = "  - 01-eerste-hoofdstuk.md\n"
    config.write_text(text.replace(nav, f"{nav}  - Verder:\n      - 02-alleen.md\n"), encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "LR" not in done.stderr
    assert run("leidraad", "check", "--fail-on", "warning", cwd=folder).stdout == "No findings.\n"
    site = folder / "site"
    pages = {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert sorted(pages) == sorted(ALONE[lang])
    other = "nl" if lang == "en" else "en"
    foreign = re.compile(rf'lang="?{other}\b|href="[^"]*/{other}/"|leidraad-language')
    for name, words in ALONE[lang].items():
        assert f'<html lang="{lang}"' in pages[name], name
        assert words in pages[name], name
        assert not foreign.search(pages[name]), name
        assert not any(words in pages[name] for words in ALONE[other].values()), name
    entry = json.loads((site / "assets/search/index.json").read_text(encoding="utf-8"))
    assert list(entry) == [lang]


@pytest.fixture
def three(project: Draw) -> Path:
    folder = project({})
    add_german(folder)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a handbook in three languages, built strictly."""
    folder = tmp_path_factory.mktemp("three") / "handbook"
    handbook.create(folder)
    add_german(folder)
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def page(folder: Path, name: str) -> str:
    return (folder / "site" / name).read_text(encoding="utf-8")


def test_a_third_language_needs_a_table_and_no_code(built: Path):
    assert run("leidraad", "check", "--fail-on", "warning", cwd=built).stdout == "No findings.\n"
    german = page(built, "de/erstes-kapitel/index.html")
    for words in (
        '<html lang="de"',
        '<span class="callout__label">Fallbeispiel</span>',
        "20 Minuten · zu zweit",
        'aria-label="Anmerkung 1"',
        "Zurück zu Anmerkung 1 im Text, unter „Erstes Kapitel“",
        "<em>Devotions upon Emergent Occasions</em> (London, 1624), Meditation 17",
        "„Erstes Kapitel“, in <em>Mein Handbuch</em>",
        "langid    = {ngerman}",
        'aria-label="Fußzeile"',  # Material's own
        "Kapitel 1",
        'placeholder="Im Handbuch suchen"',
    ):
        assert words in german, words
    assert "Zitiert in" in page(built, "de/quellen/index.html")
    for home, languages in (("", "en de"), ("en/", "nl de"), ("de/", "nl en")):
        html = page(built, f"{home}index.html")
        assert re.findall(r'class="leidraad-language"[^>]* lang="(\w+)"', html) == languages.split()
        assert re.findall(r'rel="alternate " href="[^"]*" hreflang="(\w+)"', html)[:3] == ["nl", "en", "de"]
    missing = page(built, "404.html")
    assert all(
        words in missing for words in ("Deze pagina", "This page does not", "Diese Seite gibt es nicht")
    )
    homes = {lang: f"/handboek/{'' if lang == 'nl' else f'{lang}/'}" for lang in ("nl", "en", "de")}
    for lang, home in homes.items():
        html = page(built, f"{home.removeprefix('/handboek/')}404.html")
        others = re.findall(r'class="leidraad-language" href="([^"]*)"', html)
        assert others == [other for other in homes.values() if other != home]
        ways = re.findall(r'<p><a href="([^"]*)"', html)
        assert ways == ([*homes.values()] if lang == "nl" else [home])
    entry = json.loads(page(built, "assets/search/index.json"))
    assert sorted(entry) == ["de", "en", "nl"]


def test_a_page_in_a_third_language_has_no_word_of_the_others_interface(built: Path):
    german = locales.load("de", ROOT / "tests/cases/german/de.toml")
    shown = ("labels", "group", "notes", "site")
    own = {text for table in shown for text in german.tables[table].values() if isinstance(text, str)}
    for name in ("de/index.html", "de/erstes-kapitel/index.html", "de/quellen/index.html"):
        html = page(built, name)
        for code in ("nl", "en"):
            for table in shown:
                for text in locales.load(code).tables[table].values():
                    plain = isinstance(text, str) and text not in own and "{" not in text and len(text) > 3
                    assert not plain or not re.search(rf"[>\"]{re.escape(text)}[<\"]", html), (name, text)


def test_three_languages_are_compared_and_a_text_left_in_another_is_found(three: Path):
    path = three / CHAPTER
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Wer fragt, lernt Menschen kennen.", "Wer fragt, lernt 12 Menschen kennen."))
    english = "The team meets every week and talks about whatever went wrong, without any blame at all. "
    for lang in ("nl", "en", "de"):
        other = three / f"docs/{lang}/01-eerste-hoofdstuk.md"
        old = other.read_text(encoding="utf-8")
        number = {
            "nl": "In dit boek staan 13 hoofdstukken.",
            "en": "There are 13.",
            "de": "Es sind dreizehn.",
        }
        other.write_text(old.replace("[^donne]: ", f"{number[lang]}\n\n{english}\n\n[^donne]: "))
    told = run("leidraad", "check", cwd=three).stdout.splitlines()
    assert [line.split()[1] for line in told if "/de/" in line.split()[0]] == ["LR311", "LR312"]
    assert [line.split()[1] for line in told if "/nl/" in line.split()[0]] == ["LR312"]
    (three / "docs/de/bronnen.md").unlink()
    told = run("leidraad", "check", "--select", "LR301", cwd=three).stdout
    assert told.startswith("docs/de/bronnen.md:1:1: LR301")


def test_another_language_may_come_first(three: Path):
    config = three / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    dutch = "      - locale: nl\n        name: Nederlands\n        default: true\n        build: true\n"
    assert dutch in text
    text = text.replace(dutch, "").replace(
        "        name: Deutsch\n", "        name: Deutsch\n        default: true\n"
    )
    config.write_text(text.replace("  language: nl\n", "  language: de\n"), encoding="utf-8")
    for folder in ("docs/nl", "docs/_partials/nl"):
        shutil.rmtree(three / folder)
    (three / "docs/en/bronnen.md").unlink()
    done = run("mkdocs", "build", "--strict", cwd=three)
    assert "docs/en/bronnen.md:1:1: LR301" in done.stderr
    assert done.returncode == 0, done.stderr
    assert 'lang="de"' in page(three, "erstes-kapitel/index.html")
    assert '<html lang="en"' in page(three, "en/first-chapter/index.html")
    behind = page(three, "en/quellen/index.html")
    assert "This page has not been translated into English yet." in behind
    assert '<div class="leidraad-text" lang="de">' in behind
    assert "Diese Seite gibt es nicht" in page(three, "404.html").split('lang="en"')[0]


def test_a_text_in_a_third_language_is_imported(three: Path):
    text = """Über das Zuhören

Wer ein Team leitet, merkt oft erst spät, wie viel in einer
Gruppe unter dem Tisch bleibt. Das ist kein böser Wille.

  Fallbeispiel: Jana und der Montag

Jana leitet eine Küche mit zwölf Menschen. An einem lauten
Abend lässt sie einen Topf fallen, und niemand lacht.

Ein fester Platz zum Landen macht einen Unterschied.
"""
    (three / "zuhoeren.txt").write_text(text, encoding="utf-8")
    done = run("leidraad", "import", "zuhoeren.txt", "--lang", "de", cwd=three)
    assert done.returncode == 0, done.stderr
    made = next((three / "docs/de").glob("*zuhoeren.md")).read_text(encoding="utf-8")
    assert "# Über das Zuhören" in made
    assert "LR501: dies wurde als ein Fallbeispiel gelesen" in made
    assert "\n/// fall" in made
