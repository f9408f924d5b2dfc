"""Chapters in Dutch and English with one planted difference each, whatever it is that looks for them.

A difference is in what is said, in each place where something can be said, or in how a chapter is built, of
each block that it can be built of. It is planted once in Dutch and once in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

Two = tuple[str, str]
"""A text in Dutch, and the same in English."""

PLACES: dict[str, Two] = {
    "paragraph": ("{0}\n", "{0}\n"),
    "list": ("- Eerst dit.\n- {0}\n- Dan dat.\n", "- First this.\n- {0}\n- Then that.\n"),
    "numbered list": ("1. Eerst dit.\n2. {0}\n", "1. First this.\n2. {0}\n"),
    "nested list": ("- Eerst dit.\n\n    - {0}\n", "- First this.\n\n    - {0}\n"),
    "second paragraph of an item": ("- Eerst dit.\n\n    {0}\n", "- First this.\n\n    {0}\n"),
    "table cell": (
        "| Wie | Wat |\n|---|---|\n| Riet | Zij kwam langs. |\n| Sem | {0} |\n",
        "| Who | What |\n|---|---|\n| Riet | She came by. |\n| Sem | {0} |\n",
    ),
    "definition list": ("Nabijheid\n:   {0}\n", "Closeness\n:   {0}\n"),
    "quotation": ("> {0}\n", "> {0}\n"),
    "epigraph": ("/// motto | Wie dan ook\n{0}\n///\n", "/// epigraph | Whoever\n{0}\n///\n"),
    "quote": ("/// citaat | Wie dan ook\n{0}\n///\n", "/// quote | Whoever\n{0}\n///\n"),
    "case": ("/// casus | Soep\n    id: soup\n\n{0}\n///\n", "/// case | Soup\n    id: soup\n\n{0}\n///\n"),
    "reflection": ("/// reflectie\n{0}\n///\n", "/// reflection\n{0}\n///\n"),
    "exercise": (
        "/// oefening | Samen\n    minutes: 15\n\n1. {0}\n///\n",
        "/// exercise | Together\n    minutes: 15\n\n1. {0}\n///\n",
    ),
    "key": ("/// kern\n- {0}\n///\n", "/// key\n- {0}\n///\n"),
    "term": ("/// begrip | Rouw\n{0}\n///\n", "/// term | Grief\n{0}\n///\n"),
    "answer of a check": (
        "/// toets | Wat klopt?\n- [x] {0}\n- [ ] Niets daarvan.\n\nZo is het.\n///\n",
        "/// check | What is right?\n- [x] {0}\n- [ ] Nothing of that.\n\nThat is how it is.\n///\n",
    ),
    "explanation of a check": (
        "/// toets | Wat klopt?\n- [x] Dit.\n- [ ] Dat.\n\n{0}\n///\n",
        "/// check | What is right?\n- [x] This.\n- [ ] That.\n\n{0}\n///\n",
    ),
    "trainer note": ("/// trainersnotitie\n{0}\n///\n", "/// trainer-note\n{0}\n///\n"),
    "callout in a callout": (
        "//// oefening\n/// kern\n{0}\n///\n////\n",
        "//// exercise\n/// key\n{0}\n///\n////\n",
    ),
    "table in a callout": (
        "/// kern\n| Wat |\n|---|\n| {0} |\n///\n",
        "/// key\n| What |\n|---|\n| {0} |\n///\n",
    ),
    "note": ("Soep helpt.[^n]\n\n[^n]: {0}\n", "Soup helps.[^n]\n\n[^n]: {0}\n"),
    "second paragraph of a note": (
        "Soep helpt.[^n]\n\n[^n]: Een bron.\n\n    {0}\n",
        "Soup helps.[^n]\n\n[^n]: A source.\n\n    {0}\n",
    ),
    "admonition": ('!!! note "Let op"\n\n    {0}\n', '!!! note "Mind this"\n\n    {0}\n'),
    "details": ('??? tip "Let op"\n\n    {0}\n', '??? tip "Mind this"\n\n    {0}\n'),
    "tab": (
        '=== "Thuis"\n\n    {0}\n\n=== "Op het werk"\n\n    Daar niet.\n',
        '=== "At home"\n\n    {0}\n\n=== "At work"\n\n    Not there.\n',
    ),
    "raw HTML": ("<p>\n{0}\n</p>\n", "<p>\n{0}\n</p>\n"),
}
"""Where a sentence may stand; `{0}` is its place."""

TITLES: dict[str, Two] = {
    "heading": ("## {0} {{#kop}}\n\nZo is het.\n", "## {0} {{#kop}}\n\nSo it is.\n"),
    "heading in a callout": (
        "/// kern\n#### {0} {{#kop}}\n\nZo is het.\n///\n",
        "/// key\n#### {0} {{#kop}}\n\nSo it is.\n///\n",
    ),
    "head of a table": ("| {0} | Wat |\n|---|---|\n| a | b |\n", "| {0} | What |\n|---|---|\n| a | b |\n"),
    "term of a list": ("{0}\n:   Zo is het.\n", "{0}\n:   So it is.\n"),
    "who a quote is by": ("/// citaat | {0}\nSoep.\n///\n", "/// quote | {0}\nSoup.\n///\n"),
    "who an epigraph is by": ("/// motto | {0}\nSoep.\n///\n", "/// epigraph | {0}\nSoup.\n///\n"),
    "title of a case": ("/// casus | {0}\nSoep.\n///\n", "/// case | {0}\nSoup.\n///\n"),
    "title of a reflection": ("/// reflectie | {0}\n- Soep?\n///\n", "/// reflection | {0}\n- Soup?\n///\n"),
    "title of an exercise": ("/// oefening | {0}\n1. Soep.\n///\n", "/// exercise | {0}\n1. Soup.\n///\n"),
    "title of a key": ("/// kern | {0}\n- Soep.\n///\n", "/// key | {0}\n- Soup.\n///\n"),
    "term": ("/// begrip | {0}\nSoep.\n///\n", "/// term | {0}\nSoup.\n///\n"),
    "question of a check": (
        "/// toets | {0}\n- [x] Soep.\n- [ ] Brood.\n///\n",
        "/// check | {0}\n- [x] Soup.\n- [ ] Bread.\n///\n",
    ),
    "title of a trainer note": (
        "/// trainersnotitie | {0}\nSoep.\n///\n",
        "/// trainer-note | {0}\nSoup.\n///\n",
    ),
    "sector of a case": (
        "/// casus | Soep\n    sector: {0}\n\nLekker.\n///\n",
        "/// case | Soup\n    sector: {0}\n\nNice.\n///\n",
    ),
    "materials of an exercise": (
        "/// oefening | Soep\n    materials: {0}\n\n1. Lekker.\n///\n",
        "/// exercise | Soup\n    materials: {0}\n\n1. Nice.\n///\n",
    ),
    "materials for trainers": (
        "/// trainersnotitie | Soep\n    materials: {0}\n\nLekker.\n///\n",
        "/// trainer-note | Soup\n    materials: {0}\n\nNice.\n///\n",
    ),
    "description of a picture": ("![{0}](../assets/fire.svg)\n",) * 2,
    "caption of a picture": (
        '![Een vuur](../assets/fire.svg "{0}")\n',
        '![A fire](../assets/fire.svg "{0}")\n',
    ),
    "words of a link": ("Zie [{0}](index.md).\n", "See [{0}](index.md).\n"),
    "title of an admonition": ('!!! note "{0}"\n\n    Soep.\n', '!!! note "{0}"\n\n    Soup.\n'),
    "title of details": ('??? tip "{0}"\n\n    Soep.\n', '??? tip "{0}"\n\n    Soup.\n'),
    "title of a tab": (
        '=== "{0}"\n\n    Soep.\n\n=== "Brood"\n\n    Lekker.\n',
        '=== "{0}"\n\n    Soup.\n\n=== "Bread"\n\n    Nice.\n',
    ),
    "caption in HTML": (
        '<figure>\n<img src="../assets/fire.svg" alt="x">\n<figcaption>{0}</figcaption>\n</figure>\n',
    )
    * 2,
    "description in HTML": ('<figure>\n<img src="../assets/fire.svg" alt="{0}">\n</figure>\n',) * 2,
}
"""Where a title or another short text may stand."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in both languages, what in place of it where that differs, and in which it may be."""

    code: str
    right: Two
    wrong: Two
    sides: tuple[int, ...] = (0, 1)


LEFT = (
    "Niemand hoeft iets te zeggen zolang er maar iemand in de buurt is die blijft zitten",
    "Nobody has to say a word as long as there is somebody around who stays in the room",
)
SHORT = {
    "other number": Said(
        "LR311", ("Een groep van 14", "A group of 14"), ("Een groep van 15", "A group of 4")
    ),
    "other number in words": Said(
        "LR311",
        ("De veertien brieven", "The fourteen letters"),
        ("De vijftien brieven", "The forty letters"),
    ),
    "other small number in words": Said(
        "LR311", ("De drie vragen", "The three questions"), ("De vijf vragen", "The four questions")
    ),
    "no number": Said("LR311", ("Soep voor 14 mensen", "Soup for 14 people"), ("Soep", "Soup")),
    "no number in words": Said(
        "LR311", ("Soep voor veertien mensen", "Soup for fourteen people"), ("Soep", "Soup")
    ),
    "no small number": Said("LR311", ("De 4 vragen", "The 4 questions"), ("De vragen", "The questions")),
    "no small number in words": Said(
        "LR311", ("De drie vragen", "The three questions"), ("De vragen", "The questions")
    ),
    "other year": Said(
        "LR311",
        ("Na de winter van 1944", "After the winter of 1944"),
        ("Na de winter van 1945", "After the winter of 1994"),
    ),
    "no year": Said(
        "LR311", ("Na de winter van 1944", "After the winter of 1944"), ("Na de winter", "After the winter")
    ),
    # Dutch has titles in English, which no translator left.
    "left": Said(
        "LR312", ("Wat je dan doet", "What you do then"), ("What you do then", "Wat je dan doet"), sides=(1,)
    ),
    "left, and long": Said("LR312", LEFT, (LEFT[1], LEFT[0])),
}
"""Differences in a title."""

LONG = {
    "other number": Said(
        "LR311",
        ("Er kwamen 14 mensen, en niemand zei iets.", "There were 14 people, and nobody spoke."),
        ("Er kwamen 24 mensen, en niemand zei iets.", "There were 140 people, and nobody spoke."),
    ),
    "other number in words": Said(
        "LR311",
        ("Er kwamen veertien mensen langs.", "Fourteen people came by."),
        ("Er kwamen zestien mensen langs.", "Forty people came by."),
    ),
    "words for another number": Said(
        "LR311",
        ("Er kwamen 14 mensen langs.", "Fourteen people came by."),
        ("Er kwamen 15 mensen langs.", "Fifteen people came by."),
    ),
    "no number": Said(
        "LR311",
        ("Er kwamen 14 mensen langs.", "There were 14 people who came by."),
        ("Er kwamen mensen langs.", "There were people who came by."),
    ),
    "no number in words": Said(
        "LR311",
        ("Er kwamen veertien mensen langs.", "Fourteen people came by."),
        ("Er kwamen mensen langs.", "People came by."),
    ),
    "other small number": Said(
        "LR311",
        ("Zij hadden 3 kinderen.", "They had 3 children."),
        ("Zij hadden 5 kinderen.", "They had 4 children."),
    ),
    "other small number in words": Said(
        "LR311",
        ("Zij hadden drie kinderen.", "They had three children."),
        ("Zij hadden vijf kinderen.", "They had four children."),
    ),
    "no small number": Said(
        "LR311",
        ("Zij hadden 3 kinderen.", "They had 3 children."),
        ("Zij hadden kinderen.", "They had children."),
    ),
    "no small number in words": Said(
        "LR311",
        ("Zij hadden drie kinderen.", "They had three children."),
        ("Zij hadden kinderen.", "They had children."),
    ),
    "other year": Said(
        "LR311",
        ("Dat schreef hij in 1969 al.", "He wrote so as early as 1969."),
        ("Dat schreef hij in 1996 al.", "He wrote so as early as 1968."),
    ),
    "no year": Said(
        "LR311",
        ("Dat schreef hij in 1969 al.", "He wrote so in 1969."),
        ("Dat schreef hij al.", "He wrote so."),
    ),
    "other percentage": Said(
        "LR311",
        ("Bij 35% ging het goed.", "With 35 per cent it went well."),
        ("Bij 53% ging het goed.", "With 30 per cent it went well."),
    ),
    "other decimal": Said(
        "LR311",
        ("Dat duurt 2,5 uur.", "That takes 2.5 hours."),
        ("Dat duurt 25 uur.", "That takes 2.4 hours."),
    ),
    "other thousands": Said(
        "LR311",
        ("Dat kost 12.500 euro.", "That costs 12,500 euros."),
        ("Dat kost 1.250 euro.", "That costs 12,000 euros."),
    ),
    "other time": Said(
        "LR311",
        ("Om 14.30 uur kwam ze.", "She came at 2.30 pm."),
        ("Om 15.30 uur kwam ze.", "She came at 2.45 pm."),
    ),
    "other date": Said(
        "LR311",
        ("Op 4 mei 2021 kwam ze.", "She came on 4 May 2021."),
        ("Op 5 mei 2021 kwam ze.", "She came on 14 May 2021."),
    ),
    "other ordinal": Said(
        "LR311",
        ("In het zevende jaar kwam ze.", "In the seventh year she came."),
        ("In het negende jaar kwam ze.", "In the sixth year she came."),
    ),
    "no link": Said(
        "LR310",
        ("Zie [het begin](index.md).", "See [the start](index.md)."),
        ("Zie het begin.", "See the start."),
    ),
    "other link": Said(
        "LR310",
        ("Zie [het begin](index.md).", "See [the start](index.md)."),
        ("Zie [het begin](bronnen.md).", "See [the start](bronnen.md)."),
    ),
    "other place on a page": Said(
        "LR310",
        ("Zie [het begin](index.md#a).", "See [the start](index.md#a)."),
        ("Zie [het begin](index.md#b).", "See [the start](index.md)."),
    ),
    "no link elsewhere": Said(
        "LR310",
        ("Zie [daar](https://example.org/a).", "See [there](https://example.org/a)."),
        ("Zie daar.", "See there."),
    ),
    "no address": Said(
        "LR310",
        ("Schrijf [ons](mailto:wij@example.org).", "Write to [us](mailto:us@example.org)."),
        ("Schrijf ons.", "Write to us."),
    ),
    "no picture": Said(
        "LR309",
        ("Kijk: ![vuur](../assets/fire.svg)", "Look: ![fire](../assets/fire.svg)"),
        ("Kijk.", "Look."),
    ),
    "other picture": Said(
        "LR309",
        ("Kijk: ![vuur](../assets/fire.svg)", "Look: ![fire](../assets/fire.svg)"),
        ("Kijk: ![vuur](../assets/ice.svg)", "Look: ![fire](../assets/ice.svg)"),
    ),
    "picture without a description": Said(
        "LR309",
        ("Kijk: ![vuur](../assets/fire.svg)", "Look: ![fire](../assets/fire.svg)"),
        ("Kijk: ![](../assets/fire.svg)", "Look: ![](../assets/fire.svg)"),
    ),
    "picture without a caption": Said(
        "LR309",
        ('Kijk: ![vuur](../assets/fire.svg "Warm")', 'Look: ![fire](../assets/fire.svg "Warm")'),
        ("Kijk: ![vuur](../assets/fire.svg)", "Look: ![fire](../assets/fire.svg)"),
    ),
    "other code": Said(
        "LR323",
        ("Typ `wacht = 2` daar.", "Type `wacht = 2` there."),
        ("Typ `wacht = 3` daar.", "Type `wacht = 3` there."),
    ),
    "other word in code": Said(
        "LR323",
        ("Typ `mkdocs build` daar.", "Type `mkdocs build` there."),
        ("Typ `mkdocs remove` daar.", "Type `mkdocs serve` there."),
    ),
    "no code": Said(
        "LR323",
        ("Typ `mkdocs build` daar.", "Type `mkdocs build` there."),
        ("Typ dat daar.", "Type that there."),
    ),
    "no note": Said("LR315", ("Zo gaat het.[^a]", "So it goes.[^a]"), ("Zo gaat het.", "So it goes.")),
    "other note": Said(
        "LR315", ("Zo gaat het.[^a]", "So it goes.[^a]"), ("Zo gaat het.[^b]", "It does.[^b]")
    ),
    "left": Said(
        "LR312",
        (f"{LEFT[0]}.", f"{LEFT[1]}."),
        (f"{LEFT[1]}.", f"{LEFT[0]}."),
    ),
}
"""Differences in a sentence."""


_BLOCKS: dict[str, tuple[str, Two]] = {
    "paragraph": (
        "LR303",
        ("Soms helpt het om samen te zwijgen.\n", "At times it helps to be silent together.\n"),
    ),
    "heading": ("LR304", ("### Zwijgen {#silence}\n", "### Silence {#silence}\n")),
    "list": ("LR303", ("- soep\n- brood\n", "- soup\n- bread\n")),
    "numbered list": ("LR303", ("1. soep\n2. brood\n", "1. soup\n2. bread\n")),
    "table": ("LR303", ("| a | b |\n|---|---|\n| c | d |\n",) * 2),
    "definition list": ("LR303", ("Soep\n:   Helpt.\n", "Soup\n:   Helps.\n")),
    "quotation": ("LR303", ("> Soep helpt.\n", "> Soup helps.\n")),
    "epigraph": ("LR305", ("/// motto | Wie\nSoep helpt.\n///\n", "/// epigraph | Who\nSoup helps.\n///\n")),
    "quote": ("LR305", ("/// citaat | Wie\nSoep helpt.\n///\n", "/// quote | Who\nSoup helps.\n///\n")),
    "case": (
        "LR305",
        (
            "/// casus | Soep\n    id: soup\n    themes: [repair]\n\nSoep helpt.\n///\n",
            "/// case | Soup\n    id: soup\n    themes: [repair]\n\nSoup helps.\n///\n",
        ),
    ),
    "reflection": ("LR305", ("/// reflectie\n- Soep?\n///\n", "/// reflection\n- Soup?\n///\n")),
    "exercise": (
        "LR305",
        (
            "/// oefening | Soep\n    minutes: 15\n    group: pair\n\n1. Soep.\n///\n",
            "/// exercise | Soup\n    minutes: 15\n    group: pair\n\n1. Soup.\n///\n",
        ),
    ),
    "key": ("LR305", ("/// kern\n- Soep helpt.\n///\n", "/// key\n- Soup helps.\n///\n")),
    "term": ("LR305", ("/// begrip | Soep\nHelpt.\n///\n", "/// term | Soup\nHelps.\n///\n")),
    "check": (
        "LR305",
        (
            "/// toets | Helpt soep?\n- [x] Ja.\n- [ ] Nee.\n\nAltijd.\n///\n",
            "/// check | Does soup help?\n- [x] Yes.\n- [ ] No.\n\nAlways.\n///\n",
        ),
    ),
    "trainer note": (
        "LR305",
        ("/// trainersnotitie\nMaak soep.\n///\n", "/// trainer-note\nMake soup.\n///\n"),
    ),
    "picture": ("LR303 LR309", ("![Een vuur](../assets/fire.svg)\n", "![A fire](../assets/fire.svg)\n")),
    "include": ("LR308", ("{!nl/over-de-casussen.md!}\n", "{!en/over-de-casussen.md!}\n")),
    "code": ("LR303", ("```\nsoep = 1\n```\n",) * 2),
    "indented code": ("LR303", ("    soep = 1\n",) * 2),
    "raw HTML": ("LR303", ("<div>\nSoep\n</div>\n", "<div>\nSoup\n</div>\n")),
    "admonition": ("LR303", ("!!! note\n\n    Soep helpt.\n", "!!! note\n\n    Soup helps.\n")),
    "details": ("LR303", ('??? tip "Soep"\n\n    Helpt.\n', '??? tip "Soup"\n\n    Helps.\n')),
    "tabs": (
        "LR303",
        (
            '=== "Soep"\n\n    Helpt.\n\n=== "Brood"\n\n    Ook.\n',
            '=== "Soup"\n\n    Helps.\n\n=== "Bread"\n\n    Too.\n',
        ),
    ),
}
"""A block of each kind, and the rule that tells that it is there in one language only."""

_CASE = (
    "/// casus | Soep\n    id: soup\n    themes: [repair, grief]\n    sector: zorg\n\nSoep helpt.\n///\n",
    "/// case | Soup\n    id: soup\n    themes: [repair, grief]\n    sector: care\n\nSoup helps.\n///\n",
)
_TIMED = "    minutes: 15\n    group: pair\n    materials: papier\n\n"
_EXERCISE = (
    f"/// oefening | Soep\n{_TIMED}1. Soep.\n///\n",
    f"/// exercise | Soup\n{_TIMED}1. Soup.\n///\n".replace("papier", "paper"),
)
_TRAINER = (
    f"/// trainersnotitie | Soep\n{_TIMED}Soep.\n///\n",
    f"/// trainer-note | Soup\n{_TIMED}Soup.\n///\n".replace("papier", "paper"),
)
_CHECK = (
    "/// toets | Helpt soep?\n- [x] Ja.\n- [ ] Nee.\n- [x] Altijd.\n\nZo is het.\n///\n",
    "/// check | Does soup help?\n- [x] Yes.\n- [ ] No.\n- [x] Always.\n\nThat is so.\n///\n",
)
_LIST = ("- soep\n- brood\n    - kaas\n- thee\n", "- soup\n- bread\n    - cheese\n- tea\n")
_TABLE = (
    "| Wat | Wie |\n|---|---|\n| soep | Riet |\n| brood | Sem |\n",
    "| What | Who |\n|---|---|\n| soup | Riet |\n| bread | Sem |\n",
)
_WORDS = (
    "Soep\n:   Helpt.\n:   Is warm.\n\nBrood\n:   Vult.\n",
    "Soup\n:   Helps.\n:   Is warm.\n\nBread\n:   Fills.\n",
)
_PICTURE = (
    '![Een vuur](../assets/fire.svg "Warmte")\n',
    '![A fire](../assets/fire.svg "Warmth")\n',
)
_NOTE = (
    "Soep helpt.[^n]\n\n[^n]: Een bron.\n\n    En nog een.\n",
    "Soup helps.[^n]\n\n[^n]: A source.\n\n    And another.\n",
)
_ADMONITION = (
    '!!! note "Soep"\n\n    Helpt.\n\n    - warm\n    - zacht\n',
    '!!! note "Soup"\n\n    Helps.\n\n    - warm\n    - soft\n',
)
_TABS = _BLOCKS["tabs"][1]
_IMG = '<img src="../assets/fire.svg" alt="{0}">\n'
_HTML = (
    f"<figure>\n{_IMG.format('vuur')}<figcaption>Soep</figcaption>\n</figure>\n",
    f"<figure>\n{_IMG.format('fire')}<figcaption>Soup</figcaption>\n</figure>\n",
)
_QUOTATION = ("> Soep helpt.\n>\n> Altijd.\n", "> Soup helps.\n>\n> Always.\n")
_ROW = "    | brood | 2 |\n"
_INNER = f"    | wat | wie |\n    |---|---|\n    | soep | 1 |\n{_ROW}"
_TOLD = (
    "Op een ochtend kwam ze niet meer. Joris heeft toen gebeld, en gebeld, tot er eindelijk iemand opnam. "
    "Het bleef lang stil. Daarna zei ze dat het goed was, en hij ging erheen met soep.\n",
    "One morning she did not come any more. Joris rang, and rang, until somebody answered at last. There "
    "was a long silence. Then she said that all was well, and he went there and brought soup.\n",
)
_NESTED = (
    "//// oefening | Soep\n1. Kook.\n\n/// kern\n- Roer.\n///\n////\n",
    "//// exercise | Soup\n1. Cook.\n\n/// key\n- Stir.\n///\n////\n",
)

_CHANGES: list[tuple[str, str, Two, str, str]] = [
    ("level of a heading", "LR304", ("## Soep {#soup}\n", "## Soup {#soup}\n"), "## ", "### "),
    ("id of a heading", "LR304", ("## Soep {#soup}\n", "## Soup {#soup}\n"), "{#soup}", "{#bread}"),
    ("no id of a heading", "LR304", ("## Soep {#soup}\n", "## Soup {#soup}\n"), " {#soup}", ""),
    ("kind of a callout", "LR305", _CHECK, "/// toets¦/// check", "/// reflectie¦/// reflection"),
    ("kind of a quote", "LR305", _BLOCKS["quote"][1], "/// citaat¦/// quote", "/// motto¦/// epigraph"),
    ("kind of a term", "LR305", _BLOCKS["term"][1], "/// begrip¦/// term", "/// kern¦/// key"),
    ("kind of a key", "LR305", _BLOCKS["key"][1], "/// kern¦/// key", "/// reflectie¦/// reflection"),
    (
        "kind of a trainer note",
        "LR305",
        _BLOCKS["trainer note"][1],
        "/// trainersnotitie¦/// trainer-note",
        "/// kern¦/// key",
    ),
    (
        "kind of a callout in another",
        "LR305",
        _NESTED,
        "/// kern\n¦/// key\n",
        "/// reflectie\n¦/// reflection\n",
    ),
    ("id of a case", "LR305", _CASE, "id: soup", "id: bread"),
    ("no id of a case", "LR305", _CASE, "    id: soup\n", ""),
    ("a theme fewer", "LR305", _CASE, "[repair, grief]", "[repair]"),
    ("another theme", "LR305", _CASE, "[repair, grief]", "[repair, loss]"),
    ("themes in another order", "LR305", _CASE, "[repair, grief]", "[grief, repair]"),
    ("no themes", "LR305", _CASE, "    themes: [repair, grief]\n", ""),
    ("no sector", "LR305", _CASE, "    sector: zorg\n¦    sector: care\n", ""),
    ("minutes of an exercise", "LR305", _EXERCISE, "minutes: 15", "minutes: 20"),
    ("no minutes of an exercise", "LR305", _EXERCISE, "    minutes: 15\n", ""),
    ("group of an exercise", "LR305", _EXERCISE, "group: pair", "group: team"),
    ("no group of an exercise", "LR305", _EXERCISE, "    group: pair\n", ""),
    ("no materials of an exercise", "LR305", _EXERCISE, "    materials: papier\n¦    materials: paper\n", ""),
    ("minutes for trainers", "LR305", _TRAINER, "minutes: 15", "minutes: 20"),
    ("no group for trainers", "LR305", _TRAINER, "    group: pair\n", ""),
    ("no title of a case", "LR305", _CASE, " | Soep¦ | Soup", ""),
    ("no title of an exercise", "LR305", _EXERCISE, " | Soep¦ | Soup", ""),
    ("no title for trainers", "LR305", _TRAINER, " | Soep¦ | Soup", ""),
    ("no question of a check", "LR305", _CHECK, " | Helpt soep?¦ | Does soup help?", ""),
    ("no name with a quote", "LR305", _BLOCKS["quote"][1], " | Wie¦ | Who", ""),
    ("no name with an epigraph", "LR305", _BLOCKS["epigraph"][1], " | Wie¦ | Who", ""),
    ("other right answer", "LR306", _CHECK, "- [ ] ", "- [x] "),
    ("no right answer", "LR306", _CHECK, "- [x] Ja¦- [x] Yes", "- [ ] Ja¦- [ ] Yes"),
    ("an answer fewer", "LR306", _CHECK, "- [ ] Nee.\n¦- [ ] No.\n", ""),
    ("no explanation", "LR303", _CHECK, "\nZo is het.\n¦\nThat is so.\n", ""),
    ("an item fewer", "LR306", _LIST, "- thee\n¦- tea\n", ""),
    ("an item more", "LR306", _LIST, "- thee\n¦- tea\n", "- thee\n- koffie\n¦- tea\n- coffee\n"),
    ("an item on another level", "LR306", _LIST, "    - kaas¦    - cheese", "- kaas¦- cheese"),
    ("items by number", "LR306", ("- soep\n- brood\n", "- soup\n- bread\n"), "- ", "1. "),
    ("a row fewer", "LR307", _TABLE, "| brood | Sem |\n¦| bread | Sem |\n", ""),
    (
        "a row more",
        "LR307",
        _TABLE,
        "| brood | Sem |\n¦| bread | Sem |\n",
        "| brood | Sem |\n| thee | Noor |\n¦| bread | Sem |\n| tea | Noor |\n",
    ),
    (
        "a column fewer",
        "LR307",
        ("| a | b |\n|---|---|\n| c | d |\n",) * 2,
        "| a | b |\n|---|---|\n| c | d |",
        "| a |\n|---|\n| c |",
    ),
    ("an empty cell", "LR307", _TABLE, "| brood |¦| bread |", "| |"),
    ("a definition fewer", "LR306", _WORDS, ":   Is warm.\n", ""),
    ("a term fewer", "LR306", _WORDS, "\nBrood\n:   Vult.\n¦\nBread\n:   Fills.\n", ""),
    ("a paragraph of a quotation fewer", "LR306", _QUOTATION, ">\n> Altijd.\n¦>\n> Always.\n", ""),
    ("other picture", "LR309", _PICTURE, "fire.svg", "ice.svg"),
    ("no description", "LR309", _PICTURE, "![Een vuur]¦![A fire]", "![]"),
    ("no caption", "LR309", _PICTURE, ' "Warmte"¦ "Warmth"', ""),
    ("other picture in HTML", "LR309", _HTML, "fire.svg", "ice.svg"),
    ("no picture in HTML", "LR309", _HTML, _IMG.format("vuur") + "¦" + _IMG.format("fire"), ""),
    (
        "no caption in HTML",
        "LR306 LR309",
        _HTML,
        "<figcaption>Soep</figcaption>\n¦<figcaption>Soup</figcaption>\n",
        "",
    ),
    ("no description in HTML", "LR306 LR309", _HTML, 'alt="vuur"¦alt="fire"', 'alt=""'),
    ("other include", "LR308", _BLOCKS["include"][1], "over-de-casussen", "kort"),
    ("lines of an include", "LR308", _BLOCKS["include"][1], "casussen.md", "casussen.md!lines=1"),
    ("other code", "LR306", ("```python\nsoep = 1\nbrood = 2\n```\n",) * 2, "brood = 2", "brood = 3"),
    ("a line of code fewer", "LR306", ("```python\nsoep = 1\nbrood = 2\n```\n",) * 2, "brood = 2\n", ""),
    ("language of code", "LR306", ("```python\nsoep = 1\nbrood = 2\n```\n",) * 2, "```python", "```toml"),
    ("other indented code", "LR306", ("    soep = 1\n",) * 2, "= 1", "= 2"),
    ("indentation of code", "LR306", ("```yaml\na:\n  b: 1\n  c: 2\n```\n",) * 2, "  c: 2", "c: 2"),
    ("number behind a mark in code", "LR306", ("```--\n# x 1\nsoep // 2\n```\n",) * 2, "x 1", "x 2"),
    ("number of a division in code", "LR306", ("```\n#\nsoep // 2\n```\n",) * 2, "// 2", "// 3"),
    (
        "most of a note cut",
        "LR324",
        (f"Soep.[^n]\n\n[^n]: {_TOLD[0]}", f"Soup.[^n]\n\n[^n]: {_TOLD[1]}"),
        _TOLD[0].partition(". ")[2] + "¦" + _TOLD[1].partition(". ")[2],
        "\n",
    ),
    ("two lines of code in one", "LR306", ("```\nsoep\nbrood\n```\n",) * 2, "soep\nbrood", "soep brood"),
    ("a row in an item fewer", "LR306", (f"- soep\n\n{_INNER}", f"- soup\n\n{_INNER}"), _ROW, ""),
    ("a row in an admonition fewer", "LR306", (f"!!! note\n\n{_INNER}",) * 2, _ROW, ""),
    (
        "an item in a definition fewer",
        "LR306",
        (
            "Soep\n:   Is er in:\n\n    - rood\n    - groen\n",
            "Soup\n:   Comes in:\n\n    - red\n    - green\n",
        ),
        "    - groen\n¦    - green\n",
        "",
    ),
    (
        "an item in a quotation fewer",
        "LR306",
        ("> Neem mee:\n>\n> - soep\n> - brood\n", "> Bring:\n>\n> - soup\n> - bread\n"),
        "> - brood\n¦> - bread\n",
        "",
    ),
    (
        "an item under another one",
        "LR306",
        ("- soep\n    - rood\n    - groen\n- brood\n", "- soup\n    - red\n    - green\n- bread\n"),
        "    - groen\n- brood\n¦    - green\n- bread\n",
        "- brood\n    - groen\n¦- bread\n    - green\n",
    ),
    ("what is asked for", "LR303", ("<!-- leidraad cases -->\n",) * 2, "cases", "quotes"),
    ("nothing asked for", "LR303", ("<!-- leidraad cases -->\n",) * 2, "<!-- leidraad cases -->\n", ""),
    (
        "link to a page of the other language",
        "LR310",
        ("Zie [het begin](index.md).\n", "See [the start](index.md).\n"),
        "(index.md)",
        "(../en/index.md)¦(../nl/index.md)",
    ),
    (
        "most of a text cut",
        "LR324",
        _TOLD,
        _TOLD[0].partition(". ")[2] + "¦" + _TOLD[1].partition(". ")[2],
        "\n",
    ),
    ("no second paragraph of a note", "LR306", _NOTE, "\n    En nog een.\n¦\n    And another.\n", ""),
    (
        "no note",
        "LR114",
        ("Soep helpt.[^n]\n\n[^n]: Een bron.\n", "Soup helps.[^n]\n\n[^n]: A source.\n"),
        "[^n]\n\n[^n]: Een bron.¦[^n]\n\n[^n]: A source.",
        "",
    ),
    ("kind of an admonition", "LR306", _ADMONITION, "!!! note", "!!! warning"),
    ("folded admonition", "LR303 LR306", _ADMONITION, "!!! note", "??? note"),
    ("no paragraph in an admonition", "LR306", _ADMONITION, "    Helpt.\n\n¦    Helps.\n\n", ""),
    ("an item in an admonition fewer", "LR306", _ADMONITION, "    - zacht\n¦    - soft\n", ""),
    ("two tabs in one", "LR306", _TABS, '=== "Brood"\n\n¦=== "Bread"\n\n', ""),
    ("a tab fewer", "LR306", _TABS, '\n=== "Brood"\n\n    Ook.\n¦\n=== "Bread"\n\n    Too.\n', ""),
    (
        "no paragraph in a callout",
        "LR303",
        ("/// kern\nSoep helpt.\n\nAltijd.\n///\n", "/// key\nSoup helps.\n\nAlways.\n///\n"),
        "\nAltijd.\n¦\nAlways.\n",
        "",
    ),
    ("no callout in a callout", "LR305", _NESTED, "\n/// kern\n- Roer.\n///\n¦\n/// key\n- Stir.\n///\n", ""),
    (
        "callout out of another",
        "LR316 LR305",
        _NESTED,
        "\n/// kern\n- Roer.\n///\n////\n¦\n/// key\n- Stir.\n///\n////\n",
        "////\n\n/// kern\n- Roer.\n///\n¦////\n\n/// key\n- Stir.\n///\n",
    ),
]
"""Differences in how a block is built: name, rules, both languages, and what is put in place of what."""

_SWAPPED: list[tuple[str, str, Two, Two]] = [
    ("callouts", "LR316", _BLOCKS["case"][1], _BLOCKS["check"][1]),
    (
        "headings",
        "LR316",
        ("## Soep {#soup}\n\nHelpt.\n", "## Soup {#soup}\n\nHelps.\n"),
        ("## Brood {#bread}\n\nVult zeer.\n", "## Bread {#bread}\n\nIs filling.\n"),
    ),
    ("a list and a table", "LR316 LR317", _LIST, _TABLE),
    ("includes and callouts", "LR316", _BLOCKS["include"][1], _BLOCKS["key"][1]),
    (
        "two cases",
        "LR316",
        _CASE,
        (
            "/// casus | Brood\n    id: bread\n\nBrood vult.\n///\n",
            "/// case | Bread\n    id: bread\n\nBread is filling.\n///\n",
        ),
    ),
    ("two pictures", "LR316", _PICTURE, ("![IJs](../assets/ice.svg)\n", "![Ice](../assets/ice.svg)\n")),
    ("two blocks of code", "LR316 LR306", ("```\nsoep = 1\n```\n",) * 2, ("```\nbrood = 2\n```\n",) * 2),
    (
        "two paragraphs with a note",
        "LR316",
        ("Soep helpt.[^a]\n", "Soup helps.[^a]\n"),
        ("Brood vult.[^b]\n", "Bread fills.[^b]\n"),
    ),
]
"""Blocks whose order may differ."""

_WITHIN: list[tuple[str, Two, Two, Two]] = [
    (
        "numbers of items",
        ("- Om {0} uur.\n- Om {1} uur.\n", "- At {0}.\n- At {1}.\n"),
        ("9", "14"),
        ("9", "14"),
    ),
    (
        "numbers of items in words",
        ("1. Wacht {0} minuten.\n2. Blijf {1} minuten.\n", "1. Wait {0} minutes.\n2. Stay {1} minutes.\n"),
        ("dertien", "veertig"),
        ("thirteen", "forty"),
    ),
    (
        "links of items",
        ("- [Soep]({0})\n- [Brood]({1})\n", "- [Soup]({0})\n- [Bread]({1})\n"),
        ("../assets/soup.svg", "../assets/ice.svg"),
        ("../assets/soup.svg", "../assets/ice.svg"),
    ),
    ("notes of items", ("- Soep.{0}\n- Brood.{1}\n", "- Soup.{0}\n- Bread.{1}\n"), *[("[^a]", "[^b]")] * 2),
    (
        "cells of a row",
        (
            "| Wie | Toen | Nu |\n|---|---|---|\n| Riet | {0} | {1} |\n",
            "| Who | Then | Now |\n|---|---|---|\n| Riet | {0} | {1} |\n",
        ),
        ("12", "15"),
        ("12", "15"),
    ),
    (
        "a cell and an empty one",
        (
            "| Wie | Nu |\n|---|---|\n| Riet | {0} |\n| Sem | {1} |\n",
            "| Who | Now |\n|---|---|\n| Riet | {0} |\n| Sem | {1} |\n",
        ),
        ("12", ""),
        ("12", ""),
    ),
    (
        "cells of names in order",
        (
            "| Wie | Nu |\n|---|---|\n| Anna | {0} |\n| Bram | {1} |\n| Sem | 3 |\n",
            "| Who | Now |\n|---|---|\n| Anna | {0} |\n| Bram | {1} |\n| Sem | 3 |\n",
        ),
        ("12", "15"),
        ("12", "15"),
    ),
    (
        "steps in order",
        (
            "1. Aan tafel, {0} minuten.\n2. Buiten, {1} minuten.\n3. Samen, 5 minuten.\n",
            "1. At a table, {0} minutes.\n2. Outside, {1} minutes.\n3. Together, 5 minutes.\n",
        ),
        ("10", "20"),
        ("10", "20"),
    ),
    (
        "years of a paragraph",
        ("In {0} kwam Riet. In {1} ging ze weer.\n", "Riet came in {0}. She left in {1}.\n"),
        ("1969", "1978"),
        ("1969", "1978"),
    ),
    (
        "links of a paragraph",
        ("Zie [dit]({0}) eerst. Lees dan [dat]({1}).\n", "See [this]({0}) first. Then read [that]({1}).\n"),
        ("index.md", "bronnen.md"),
        ("index.md", "bronnen.md"),
    ),
    (
        "notes of a paragraph",
        ("Soep helpt.{0} Brood ook.{1}\n", "Soup helps.{0} So does bread.{1}\n"),
        *[("[^a]", "[^b]")] * 2,
    ),
    (
        "notes of a quotation",
        ("> Soep helpt.{0} Brood ook.{1}\n", "> Soup helps.{0} So does bread.{1}\n"),
        *[("[^a]", "[^b]")] * 2,
    ),
    (
        "pictures of a paragraph",
        ("Zo is het. {0} Of zo. {1}\n", "It is like this. {0} Or this. {1}\n"),
        ("![IJs](../assets/ice.svg)", "![Soep](../assets/soup.svg)"),
        ("![Ice](../assets/ice.svg)", "![Soup](../assets/soup.svg)"),
    ),
    (
        "pictures side by side",
        ("{0} {1}\n", "{0}\n{1}\n"),
        ("![IJs](../assets/ice.svg)", "![Soep](../assets/soup.svg)"),
        ("![Ice](../assets/ice.svg)", "![Soup](../assets/soup.svg)"),
    ),
]
"""What may stand in another order within a block: in which, and the two."""

_SAID_OTHERWISE: list[Two] = [
    (
        "```\n/* wacht,\n   even */\nx = 1  # zo, dan\n```\n",
        "```\n/* wait\n   a bit */\nx = 1  # like so\n```\n",
    ),
    (
        "Zij schreef: “It helps to have one near. When she leaves, the child looks for her.” Zo is het.\n",
        "She wrote: “It helps to have one near. When she leaves, the child looks for her.” So it is.\n",
    ),
    (
        "Lees [a](index.md). Kijk daarna bij [b](bronnen.md), want dat helpt. Succes!\n",
        "Read [a](index.md) and then look at [b](bronnen.md). That helps. Good luck!\n",
    ),
    (
        "Mevr. De Vries kwam in 1990. Meneer Jansen kwam in 1995.\n",
        "Mrs De Vries came in 1990. Mr Jansen came later. That was in 1995.\n",
    ),
    ("> Dat boek is mooi.\n> - Wie dan ook\n", "> That book is fine.\n> — Whoever\n"),
    ("```python\n# wacht even\nx = 1\n```\n", "~~~python\n# wait a moment, please\nx = 1\n~~~\n"),
    ("```yaml\ntitel: Mijn handboek\n```\n", "```yaml\ntitle: My handbook\n```\n"),
    (
        "Zie [het blad](../assets/blad-nl.pdf) en ![Kaart](../assets/map.nl.svg).\n",
        "See [the sheet](../assets/blad-en.pdf) and ![Map](../assets/map.en.svg).\n",
    ),
    ("Zie [de vertaling](../en/index.md).\n", "See [the translation](../nl/index.md).\n"),
    (
        "In 1969 schreef Bowlby dat op. Ainsworth volgde in 1978, met drie anderen.\n",
        "Bowlby wrote that down in 1969. In 1978, with three others, Ainsworth followed.\n",
    ),
    (
        "- Een half uur praten.\n- 30 minuten wandelen.\n",
        "- Thirty minutes of talking.\n- Walk for half an hour.\n",
    ),
    ("- 50% van de mensen.\n- De helft van de teams.\n", "- Half of the people.\n- 50% of the teams.\n"),
    (
        "- Anderhalf uur overleg.\n- 90 minuten pauze.\n",
        "- A 90-minute meeting.\n- Then an hour and a half.\n",
    ),
    (
        "- In beide landen.\n- Na de Tweede Wereldoorlog.\n",
        "- In the two countries.\n- After the last war.\n",
    ),
    (
        "- [Angst](../assets/ice.svg)\n- [Boosheid](../assets/soup.svg)\n- [Rouw](#grief)\n",
        "- [Anger](../assets/soup.svg)\n- [Fear](../assets/ice.svg)\n- [Grief](#grief)\n",
    ),
    (
        "Omdat dat rust geeft,[^b] helpt het mensen.[^a]\n",
        "It helps people,[^a] because it calms them.[^b]\n",
    ),
    (
        "Het vuur ![Vuur](../assets/ice.svg) staat naast de soep ![Soep](../assets/soup.svg).\n",
        "The soup ![Soup](../assets/soup.svg) stands next to the fire ![Fire](../assets/ice.svg).\n",
    ),
]
"""What two languages say in an order of their own."""

_ROWS: dict[str, list[Two]] = {
    "checks": [
        (
            "/// toets | Waar lette Mary Ainsworth vooral op?\n"
            "- [ ] Of het kind huilde toen zijn moeder wegging.\n"
            "- [x] Wat er gebeurde bij het weerzien.\n"
            "\n"
            "Het weerzien zei het meest: of het kind troost zocht, die vond en weer ging spelen.\n"
            "///\n",
            "/// check | What did Mary Ainsworth watch most closely?\n"
            "- [ ] Whether the child cried when its mother left.\n"
            "- [x] What happened at the reunion.\n"
            "\n"
            "It was the reunion that told most: whether the child sought comfort, found it and played on.\n"
            "///\n",
        ),
        (
            "/// toets | Wat doet iemand bij wie je veilig bent?\n"
            "- [x] Troost bieden als het stormt.\n"
            "- [ ] Zorgen dat er niets misgaat.\n"
            "\n"
            "Haven en basis horen bij elkaar. Wie elk gevaar weghaalt, laat een ander ook niet gaan.\n"
            "///\n",
            "/// check | What does someone you are safe with do?\n"
            "- [x] Offer comfort when it storms.\n"
            "- [ ] See to it that nothing goes wrong.\n"
            "\n"
            "Haven and base belong together. Whoever takes away every danger lets nobody go either.\n"
            "///\n",
        ),
        (
            "/// toets | Wat is veerkracht?\n"
            "- [ ] Een zeldzame gave.\n"
            "- [x] Iets alledaags.\n"
            "\n"
            "Masten noemde het gewone magie.\n"
            "///\n",
            "/// check | What is resilience?\n"
            "- [ ] A rare gift.\n"
            "- [x] Something everyday.\n"
            "\n"
            "Masten called it ordinary magic.\n"
            "///\n",
        ),
    ],
    "exercises": [
        (
            "/// oefening | De appeltaart\n"
            "    minutes: 20\n"
            "\n"
            "1. Vertel elkaar over een bezoek.\n"
            "2. Luister.\n"
            "///\n",
            "/// exercise | The apple pie\n"
            "    minutes: 20\n"
            "\n"
            "1. Tell each other about a visit.\n"
            "2. Listen.\n"
            "///\n",
        ),
        (
            "/// oefening | Haven en basis\n"
            "    minutes: 30\n"
            "\n"
            "1. Schrijf ieder op één kaart wie er voor jou een haven is.\n"
            "2. Leg alle kaarten op tafel.\n"
            "3. Praat.\n"
            "///\n",
            "/// exercise | Haven and base\n"
            "    minutes: 30\n"
            "\n"
            "1. Each write on one card who is a haven for you.\n"
            "2. Put all the cards on the table.\n"
            "3. Talk.\n"
            "///\n",
        ),
        (
            "/// oefening | Stilte\n    minutes: 20\n\n1. Zwijg.\n2. Kijk om je heen.\n///\n",
            "/// exercise | Silence\n    minutes: 20\n\n1. Be silent.\n2. Look around you.\n///\n",
        ),
    ],
    "reflections": [
        (
            "/// reflectie | Bij wie zit jij?\n"
            "- Denk aan een moment waarop je schrok.\n"
            "- Wie kwam er?\n"
            "///\n",
            "/// reflection | Whom do you sit with?\n"
            "- Think of a moment when you had a fright.\n"
            "- Who came?\n"
            "///\n",
        ),
        (
            "/// reflectie | Jouw haven\n- Wie is dat?\n- En wie niet?\n- Waarom?\n///\n",
            "/// reflection | Your haven\n- Who is that?\n- And who is not?\n- Why?\n///\n",
        ),
    ],
    "quotes": [
        (
            "/// citaat | William James[^a]\n"
            "Er zou geen duivelser straf te bedenken zijn dan dat iemand onopgemerkt bleef.\n"
            "///\n",
            "/// quote | William James[^a]\n"
            "No more fiendish punishment could be devised than that one should remain unnoticed.\n"
            "///\n",
        ),
        (
            "/// citaat | Christina Rossetti[^b]\nWant geen vriend is als een zus.\n///\n",
            "/// quote | Christina Rossetti[^b]\nFor there is no friend like a sister.\n///\n",
        ),
    ],
    "sections": [
        (
            "## Soep {#soup}\n\nSoep helpt altijd.\n\n- warm\n",
            "## Soup {#soup}\n\nSoup always helps.\n\n- warm\n",
        ),
        (
            "## Brood {#bread}\n\nBrood vult de maag.\n\n- vers\n",
            "## Bread {#bread}\n\nBread fills the stomach.\n\n- fresh\n",
        ),
    ],
}
"""Blocks of one kind that stand beside each other, and of which one may be missing."""

_BARE = ("raw HTML", "caption in HTML", "description in HTML")
_IN_QUOTES = ("quotation", "epigraph", "quote", "term", "who a quote is by", "who an epigraph is by")
_BEFORE = (
    "# {0} {{#grief}}\n\nRouw vraagt tijd, en iemand die erbij blijft.[^a]\n",
    "# {0} {{#grief}}\n\nGrief takes time, and someone who stays.[^a]\n",
)
_AFTER = (
    "## Blijven {#staying}\n\nWie blijft, hoeft niets te zeggen. Is dat moeilijk? Voor velen wel.[^b]\n\n"
    "[^a]: Een bron.\n\n[^b]: Een andere bron.\n",
    "## Staying {#staying}\n\nWhoever stays need not say a thing. Is that hard? It is for many.[^b]\n\n"
    "[^a]: A source.\n\n[^b]: Another source.\n",
)


@dataclass(frozen=True, slots=True)
class Unlike:
    """A chapter with one difference.

    Attributes:
        name: what differs, and where.
        codes: the rules that may tell so, none where nothing differs.
        texts: the chapter in Dutch and in English.
        lines: the lines that the difference may be told at, in each of them.
    """

    name: str
    codes: frozenset[str]
    texts: Two
    lines: tuple[range, range]


def _unlike(name: str, codes: str, nl: str, en: str, front: Two = ("", "")) -> Unlike:
    """Return a chapter with a difference in its middle, or in its front matter."""
    texts, lines = [], []
    for block, before, after, title, head in zip(
        (nl, en), _BEFORE, _AFTER, ("Rouw", "Grief"), front, strict=True
    ):
        start = f"{head}{before.format(title)}\n"
        first = start.count("\n") + 1
        lines.append(range(1, 2) if head else range(first, first + max(block.count("\n"), 1)))
        texts.append(f"{start}{block}{chr(10) if block else ''}{after}")
    return Unlike(name, frozenset(codes.split()), (texts[0], texts[1]), (lines[0], lines[1]))


def _planted(
    name: str, codes: str, right: Two, wrong: Two, sides: tuple[int, ...] = (0, 1)
) -> Iterator[Unlike]:
    """Yield a chapter with a difference that is planted in Dutch, and one where it is in English."""
    if 0 in sides:
        yield _unlike(f"{name}, nl", codes, wrong[0], right[1])
    if 1 in sides:
        yield _unlike(f"{name}, en", codes, right[0], wrong[1])


def _in(template: Two, said: Two) -> Two:
    return template[0].format(said[0]), template[1].format(said[1])


def _can_be(place: str, difference: Said) -> bool:
    """Tell whether a difference is one in a place."""
    if difference.code == "LR312":
        # What is quoted may be in any language.
        return place not in (*_IN_QUOTES, *_BARE) and not (
            place == "words of a link" and 0 not in difference.sides
        )
    if difference.code == "LR315":
        # A note within a note is none.
        return place not in ("note", "second paragraph of a note", *_BARE)
    return place not in _BARE or not any(mark in difference.right[0] for mark in "[`")


def _differences(place: str) -> Iterator[tuple[str, Said, Two]]:
    template, differences = (PLACES[place], LONG) if place in PLACES else (TITLES[place], SHORT)
    yield from ((name, each, template) for name, each in differences.items() if _can_be(place, each))


def said(place: str) -> Iterator[Unlike]:
    """Yield a chapter for each difference in what is said in a place, and each as it should be."""
    for name, difference, template in _differences(place):
        right, wrong = (_in(template, two) for two in (difference.right, difference.wrong))
        yield _unlike(f"{name} in {place}, right", "", *right)
        yield from _planted(f"{name} in {place}", difference.code, right, wrong, difference.sides)


def in_front() -> Iterator[Unlike]:
    """Yield a chapter for each difference in what front matter tells readers."""
    for name, difference in SHORT.items():
        for side in difference.sides:
            said = [*difference.right]
            said[side] = difference.wrong[side]
            nl, en = (f"---\ndescription: {each}\n---\n\n" for each in said)
            yield _unlike(f"{name} in the description, {side}", difference.code, "", "", (nl, en))
    described = [f"---\ndescription: {said}\n---\n\n" for said in ("Over soep.", "About soup.")]
    other = "---\nowner: Riet\n---\n\n"
    yield _unlike("undescribed, nl", "LR303", "", "", (other, described[1]))
    yield _unlike("undescribed, en", "LR303", "", "", (described[0], other))


def built() -> Iterator[Unlike]:
    """Yield a chapter for each difference in how it is built, and each as it should be."""
    for kind, (code, two) in _BLOCKS.items():
        yield _unlike(f"{kind}, right", "", *two)
        yield from _planted(f"no {kind}", code, two, ("", ""))
    for name, codes, right, old, new in _CHANGES:
        olds, news = (each.split("¦") * 2 for each in (old, new))
        wrong = [text.replace(olds[n], news[n]) for n, text in enumerate(right)]
        yield _unlike(f"{name}, right", "", *right)
        yield from _planted(name, codes, right, (wrong[0], wrong[1]))
    for name, codes, one, other in _SWAPPED:
        right, swapped = ((f"{a[0]}\n{b[0]}", f"{a[1]}\n{b[1]}") for a, b in ((one, other), (other, one)))
        yield _unlike(f"{name}, right", "", *right)
        yield from _planted(f"{name} in another order", codes, right, swapped)
    for name, template, nl, en in _WITHIN:
        right, swapped = ((template[0].format(*nl[::way]), template[1].format(*en[::way])) for way in (1, -1))
        yield _unlike(f"{name}, right", "", *right)
        yield from _planted(f"{name} in another order", "LR317", right, swapped)
    for number, two in enumerate(_SAID_OTHERWISE):
        yield _unlike(f"said otherwise {number}", "", *two)


def in_both() -> Unlike:
    """Return a chapter with a table that has both languages in both."""
    rows = f"| {LEFT[0]} | {LEFT[1]} |\n"
    return _unlike("both", "", f"| Van | Naar |\n|---|---|\n{rows}", f"| From | To |\n|---|---|\n{rows}")


def beside() -> Iterator[Unlike]:
    """Yield a chapter for each of some blocks of a kind beside each other that is missing."""
    for kind, row in _ROWS.items():
        for missing in range(len(row)):
            for side in (0, 1):
                texts = [
                    "\n".join(two[lang] for n, two in enumerate(row) if lang != side or n != missing)
                    for lang in (0, 1)
                ]
                made = _unlike(f"{kind} without {missing}, {side}", "LR303 LR304 LR305", texts[0], texts[1])
                before = sum(two[1 - side].count("\n") + 1 for two in row[:missing])
                lines = [range(0), range(0)]
                start = made.lines[1 - side].start + before
                lines[1 - side] = range(start, start + row[missing][1 - side].count("\n"))
                yield replace(made, lines=(lines[0], lines[1]))
