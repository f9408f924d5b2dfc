"""A small handbook in three languages that are not on a par, for tests that look at built pages."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

from leidraad import handbook, locales

LANGS = ("nl", "en", "de")
ROOT = "https://example.org/boeken/veilig/"

_GERMAN = """\
      - locale: de
        name: Deutsch
        build: true
        site_name: Mein Handbuch
        site_description: Worum es in diesem Handbuch geht.
"""
_STRANGE = str.maketrans("aeiouy", "äëïöüÿ")
_CHAPTER = """\
---
slug: {slug}
redirect_from: {old}
---

# {title}

## {heading} {{#safe}}

/// {quote} | Iemand[^a]
Tekst die nergens anders staat.
///

/// {exercise} | Doe dit
    minutes: 5
    group: pair

Een zin met een noot.[^b] Nog een keer die noot.[^b]
///

/// {check} | Wat is het?
- [x] dit
- [ ] dat
///

[^a]: Iemand, *Een boek* (1901), p. 1.
[^b]: Iemand, *Een ander boek* (1902), p. 2.
"""


def draw(folder: Path, *, urls: bool = True) -> None:
    """Write the handbook: chapter 2 is Dutch only, chapter 3 not German, one page English only."""
    handbook.create(folder)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("https://example.org/handboek/", ROOT)
    config = config.replace("  leidraad: {}\n", f"{_GERMAN}  leidraad: {{locales: {{de: de.toml}}}}\n")
    config = config.replace(
        "  - 01-eerste-hoofdstuk.md\n",
        "".join(
            f"  - {name}.md\n" for name in ("01-eerste-hoofdstuk", "02-alleen", "03-twee", "deel/04-diep")
        ),
    )
    config = config.replace("nav:\n", "not_in_nav: only-english.md\nnav:\n", 1)
    if not urls:
        config = config.replace("docs_dir: docs\n", "docs_dir: docs\nuse_directory_urls: false\n")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "de.toml").write_text(german(), encoding="utf-8")
    docs = folder / "docs"
    shutil.copytree(docs / "en", docs / "de")
    (docs / "_partials/de").mkdir()
    for lang, slug in zip(LANGS, ("begin", "start", "anfang"), strict=True):
        _write(folder, lang, "01-eerste-hoofdstuk", slug, "[oud, /deel/ouder/, heel/oud.html]")
        _write(folder, lang, "deel/04-diep", f"{slug}-diep")
        (docs / lang / "index.md").write_text(f"# Thuis {lang}\n\n[Verder](01-eerste-hoofdstuk.md)\n")
    _write(folder, "nl", "02-alleen", "alleen-hier", "alleen-oud")
    _write(folder, "nl", "03-twee", "twee-talen")
    _write(folder, "en", "03-twee", "two-languages")
    (docs / "en/only-english.md").write_text("# Only in English\n\nOne page.\n", encoding="utf-8")


def _write(folder: Path, lang: str, name: str, slug: str, old: str = "[]") -> None:
    tables = tomllib.loads(german()) if lang == "de" else locales.load(lang).tables
    title = slug.replace("-", " ").capitalize()
    text = _CHAPTER.format(slug=slug, old=old, title=title, heading=f"Kop {slug}", **_keywords(tables))
    path = folder / f"docs/{lang}/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _keywords(tables: Any) -> dict[str, str]:
    return {kind: tables["keywords"][kind] for kind in ("quote", "exercise", "check")}


def german() -> str:
    """Return a table of which every value that readers see is unlike that of another language."""
    shown = False
    lines = []
    for line in (locales.FOLDER / "en.toml").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(" = ")
        if line.startswith("["):
            shown = line in ("[labels]", "[group]", "[notes]", "[site]")
        elif shown and value:
            parts = re.split(r"(\{\w+\})", value)
            parts[::2] = [part.translate(_STRANGE) for part in parts[::2]]
            line = f"{name} = {''.join(parts)}"
        lines.append(line)
    return "\n".join(lines).replace('name = "English"', 'name = "Deutsch"') + "\n"
