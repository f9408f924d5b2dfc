"""The synthetic handbook that builds are measured on: the same bytes for the same number of chapters.

A chapter has about 1,600 words, six notes that each cite a page of a work, and three callouts, in each of two
languages. The works are made up, and so is what the chapters say: words of our own handbook, drawn by lot.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
LANGUAGES = ("nl", "en")
WORKS = 300
SECTIONS = 6
CALLOUTS = {"nl": ("citaat", "casus", "kern"), "en": ("quote", "case", "key")}
SITE = "https://example.org/handbook/"
_AUTHORS = ("Adams", "Bakker", "Castro", "Dekker", "Evans", "Fischer", "Garcia", "Hendriks")
_CALLOUT = re.compile(rf"^/// (?:{'|'.join(word for words in CALLOUTS.values() for word in words)}) \|", re.M)
_PLACE = re.compile(r"(?<=\{#s0\}\n\n)")


class Work(NamedTuple):
    """A work that chapters cite: its key, the two parts of its author's name, and its year."""

    key: str
    given: str
    family: str
    year: int

    @property
    def entry(self) -> str:
        """Return the work as references.bib has it."""
        return (
            f"@book{{{self.key},\n  author = {{{self.family}, {self.given}}},\n"
            f"  title = {{Werk nummer {self.key.removeprefix('work')}}},\n  date = {{{self.year}}}\n}}\n"
        )


@cache
def works() -> tuple[Work, ...]:
    """Return the works, in the order of their numbers."""
    rng = random.Random("works")
    return tuple(
        Work(f"work{number}", f"{chr(65 + number % 26)}.", rng.choice(_AUTHORS), 1950 + number % 70)
        for number in range(WORKS)
    )


@cache
def _vocabulary(lang: str) -> list[str]:
    text = (ROOT / "docs" / lang / "01-hechting-en-veerkracht.md").read_text("utf-8")
    return [word for word in text.split("## ")[1].split() if word.isalpha()]


def _cited(number: int) -> list[tuple[Work, int]]:
    """Return the works that a chapter cites, each with a page: the same in both languages."""
    rng = random.Random(number)
    return [(rng.choice(works()), rng.randrange(1, 400)) for _ in range(SECTIONS)]


def chapter(number: int, lang: str) -> str:
    """Return a chapter as Leidraad reads it."""
    words = random.Random(f"{number}{lang}")

    def text(count: int) -> str:
        return " ".join(words.choices(_vocabulary(lang), k=count)).capitalize() + "."

    cited = _cited(number)
    author = cited[0][0]
    parts = [f"# {text(3)[:-1]}"]
    for section in range(SECTIONS):
        parts += [f"## {text(3)[:-1]} {{#s{section}}}", f"{text(120)}[^n{section}]", text(125)]
        if section < len(CALLOUTS[lang]):
            title = text(3)[:-1] if section else f"{author.given} {author.family}"
            parts.append(f"/// {CALLOUTS[lang][section]} | {title}[^n{section}]\n{text(40)}\n///")
    parts += [f"[^n{at}]: [@{work.key}, p. {page}]" for at, (work, page) in enumerate(cited)]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a chapter with admonitions for callouts, as stacks without Leidraad know them."""
    return _CALLOUT.sub("/// admonition |", text)


def names(count: int) -> list[str]:
    """Return the file names of the chapters, which begin with two digits as those of every chapter do."""
    return [f"{number // 100:02}-hoofdstuk-{number:04}.md" for number in range(count)]


def write(folder: Path, count: int, *, is_plain: bool) -> None:
    """Write a handbook of `count` chapters; a plain one has Material's search and none of our parts."""
    for lang in LANGUAGES:
        docs = folder / "docs" / lang
        docs.mkdir(parents=True)
        (docs / "index.md").write_text("# Start\n", "utf-8")
        for number, name in enumerate(names(count)):
            text = chapter(number, lang)
            (docs / name).write_text(plain(text) if is_plain else text, "utf-8")
    (folder / "docs" / "_partials").mkdir()
    cited = {work for number in range(count) for work, _ in _cited(number)}
    entries = [work.entry for work in works() if work in cited]
    (folder / "references.bib").write_text("\n".join(entries), "utf-8")
    (folder / "mkdocs.yml").write_text(_configuration(count, is_plain), "utf-8")


def _configuration(count: int, is_plain: bool) -> str:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config |= {"nav": ["index.md", *names(count)], "site_url": SITE}
    if is_plain:
        del config["plugins"]["leidraad"], config["markdown_extensions"]["leidraad_callouts"]
        config["plugins"] = {"search": {}, **config["plugins"]}
        config["markdown_extensions"]["pymdownx.blocks.admonition"] = {}
    return str(yaml.safe_dump(config, sort_keys=False, allow_unicode=True))


def edit(path: Path, words: str) -> None:
    """Put words, of letters alone, before those of a chapter's first paragraph, and save it."""
    path.write_text(_PLACE.sub(f"{words} ", path.read_text("utf-8"), count=1), "utf-8")
