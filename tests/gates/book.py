"""A handbook with every kind of page that our templates make and the handbook of this repository lacks."""

from __future__ import annotations

from pathlib import Path

import large
from leidraad import locales
from leidraad.dialect.kinds import KINDS

PAGES = 60
PLACE = "handboek/"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 20L40 0"/></svg>\n'

# What stands in no chapter of ours, but may in another's.
EVERYTHING = """---
slug: {slug}
---

# {slug} {{#all}}

//// {case} | {word}
    sector: {word}
    themes: [mistakes, repair]

{word}.

/// {quote} | {word}[^b]
{word} {word}.
///
////

## {word} `code` {{#code}}

{word} `{word}` [{word}](https://example.com/), <kbd>b</kbd>.

    {wide}

> {word}

1. {word}

    - {word}

{word}
: {word}

### Tables {{#tables}}

|  | {long} | {long} | {long} | {long} |
|:--|:-:|--:|---|---|
| 1 | 2 | 3 | 4 | {long} |

![{word}](../assets/lijn.svg)

<details><summary>{word}</summary><p>{word}</p></details>

#### {long}{long} {{#long}}

{long}{long}{long}.

{callouts}
[^a]: {word}, *{word}* (1901), p. 1.
[^b]: {word}, *{word}* (1902), <https://example.com/{long}/{long}/{long}>.
"""


def everything(lang: str) -> str:
    """Return a chapter with all that a chapter may hold."""
    keywords = locales.load(lang).tables["keywords"]
    word = large.WORDS[lang]
    options = {"exercise": "    minutes: 5\n    group: pair\n\n", "check": "- [x] Ja\n- [ ] Nee\n\n"}
    callouts = "".join(
        f"/// {keywords[kind]} | {word}[^a]\n{options.get(kind, '')}{word}.\n///\n\n" for kind in KINDS
    )
    return EVERYTHING.format(
        slug={"nl": "alles", "en": "everything"}[lang],
        callouts=callouts,
        case=keywords["case"],
        quote=keywords["quote"],
        word=word,
        long="hechtingsgeschiedenissen",
        wide="code " * 40,
    )


def draw(folder: Path) -> None:
    """Write the handbook: a contents page, an old address, a page in one language only, and everything."""
    large.draw(folder, PAGES, front={"nl": "slug: les-een\nredirect_from: oud\n"})
    for lang in large.WORDS:
        (folder / f"docs/{lang}/01-eerste-hoofdstuk.md").write_text(everything(lang), "utf-8")
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/lijn.svg").write_text(PICTURE, "utf-8")
    (folder / "docs/en/059-les.md").unlink()
