"""Other languages than the two: a build of one alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import Draw

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent


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
    entry = json.loads((site / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == [lang]
