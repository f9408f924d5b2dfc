"""Rules between the languages."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

_NL = (
    "# Rouw {#grief}\n\nRouw vraagt tijd, en iemand die erbij blijft.\n\n## Blijven {#staying}\n\n"
    "Wie blijft, hoeft niets te zeggen.\n"
)
_EN = (
    "# Grief {#grief}\n\nGrief takes time, and someone who stays.\n\n## Staying {#staying}\n\n"
    "Whoever stays need not say a thing.\n"
)


def _with(nl: str, en: str) -> tuple[str, str]:
    return f"{_NL}\n{nl}\n", f"{_EN}\n{en}\n"


_EVENING = "’s Avonds moet er iemand een tijdje bij je komen zitten, en niets vragen."
_THAT_EVENING = "In the evening somebody should come and sit with you for a while, and ask nothing."
_TABLE = _with("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |")
_LIST = _with("- kijken\n- luisteren", "- looking\n- listening")
_CASE = _with(
    "/// casus | Naam\n    themes: [repair]\n\nEen verhaal.\n///",
    "/// case | Name\n    themes: [repair]\n\nA story.\n///",
)
_INCLUDE = _with("{!nl/over-de-casussen.md!}", "{!en/over-de-casussen.md!}")
_PICTURE = _with("![Een vuur](../assets/fire.svg)", "![A fire](../assets/fire.svg)")
_LINK = _with("Zie [het begin](index.md).", "See [the start](index.md).")
_CODE = _with("Schrijf `wacht = 2` op.", "Write down `wait = 2`.")
_LOCK = (
    "2e6f2e70e116 70243f23bbb9 grief Rouw\n"
    "ba3ce85a5299 fa85bd345bbb grief.1 Rouw vraagt tijd, en iemand die erbij blijft.\n"
    "9aac6f06f351 0aa6d99658c6 staying Blijven\n"
    "c717c34cff7d d33521ce89b6 staying.1 Wie blijft, hoeft niet veel te zeggen.\n"
)
_YEAR = _with("Dat was in 1988.", "That was in 1988.")

_NOTES = _with(
    "Een eerste begin.[^a]\n\nSoep helpt.[^a]\n\n[^a]: Een eigen bron.",
    "A first start.[^a]\n\nSoup helps.[^a]\n\n[^a]: A source of our own.",
)
_TWO_CASES = (
    "/// casus | Soep\n    id: soup\n\nEen verhaal over soep.\n///\n\n",
    "/// casus | Brood\n    id: bread\n\nEen verhaal over brood.\n///\n\n",
    "/// case | Soup\n    id: soup\n\nA story of soup.\n///\n\n"
    "/// case | Bread\n    id: bread\n\nA story of bread.\n///\n",
)
_ORDER = (
    "Iemand belt aan. Hij heeft soep bij zich, en hij blijft tot het donker wordt.",
    "Wie komt er na een jaar nog vragen hoe het gaat? Bijna niemand. Dat is jammer, want dan pas begint het.",
    "Somebody rings the bell. He has brought soup, and he stays until it gets dark.",
    "Who still comes to ask how things are after a year? Hardly anyone. A pity, since it only begins then.",
)
_LONG = _with(f"{_EVENING} {_ORDER[1]}", f"{_THAT_EVENING} {_ORDER[3]}")

RULES = (
    Rule(
        "LR301",
        "A chapter is missing in a language, or a draft; readers see that of the source. Translate it.",
        _NL + "\nNog niet in het Engels.\n",
        _NL,
        "info",
        english=_EN,
    ),
    Rule(
        "LR302",
        "A chapter is there in translation only; readers of the source's language miss it. Add its source.",
        "",
        _NL,
        "warning",
        english=_EN,
    ),
    Rule(
        "LR303",
        "A block has no counterpart in the other language. Translate it, or remove it.",
        f"{_NL}\nEn soms helpt soep.\n",
        _NL,
        english=_EN,
    ),
    Rule(
        "LR304",
        "A heading has another level or id than its counterpart, or none. Make them the same: `## … {#id}`.",
        _NL.replace("{#staying}", "{#blijven}"),
        _NL,
        english=_EN,
    ),
    Rule(
        "LR305",
        "A callout has another kind, other options or no title, or no counterpart. Make them the same.",
        _CASE[0].replace("repair", "grief"),
        _CASE[0],
        english=_CASE[1],
    ),
    Rule(
        "LR306",
        "A list has other items than its counterpart, a quotation, note or admonition other paragraphs, raw "
        "HTML other elements, or code differs. Make them the same.",
        _LIST[0].replace("- luisteren", "- luisteren\n- blijven"),
        _LIST[0],
        english=_LIST[1],
    ),
    Rule(
        "LR307",
        "A table has other rows, columns or empty cells than its counterpart. Make them the same.",
        _TABLE[0].replace("| 1 | 2 |", "| 1 | 2 |\n| 3 | 4 |"),
        _TABLE[0],
        english=_TABLE[1],
    ),
    Rule(
        "LR308",
        "An include has no counterpart, or brings in another partial. Make them the same.",
        _NL,
        _INCLUDE[0],
        english=_INCLUDE[1],
    ),
    Rule(
        "LR309",
        "A picture, its description or its caption is in one language only. Give it in both, or in neither.",
        _PICTURE[0].replace("![Een vuur](../assets/fire.svg)", "Een vuur brandt."),
        _PICTURE[0],
        english=_PICTURE[1],
    ),
    Rule(
        "LR310",
        "A link leads elsewhere than in the other language. Make them the same.",
        _LINK[0].replace("index.md", "bronnen.md"),
        _LINK[0],
        english=_LINK[1],
    ),
    Rule(
        "LR311",
        "A number or year is not that of the other language. Mend the one that is wrong.",
        _YEAR[0].replace("1988", "1989"),
        _YEAR[0],
        "warning",
        english=_YEAR[1],
    ),
    Rule(
        "LR323",
        "Code within a text is not that of the other language, words in it aside. Make them the same.",
        _CODE[0].replace("2", "x()"),
        _CODE[0],
        "warning",
        english=_CODE[1],
    ),
    Rule(
        "LR324",
        "A text is much shorter than in the other language. Say all of it in both.",
        f"{_NL}\n{_EVENING}\n",
        _LONG[0],
        "warning",
        english=_LONG[1],
    ),
    Rule(
        "LR312",
        "A text is in another language than its page. Translate it; a quotation belongs in a quote.",
        f"{_NL}\nIn the evening somebody should come and sit down with you for a while, and ask nothing.\n",
        f"{_NL}\n{_EVENING}\n",
        "warning",
        english=f"{_EN}\nIn the evening somebody should come and sit with you.\n",
    ),
    Rule(
        "LR320",
        "Comments with source text stand beside what is translated. `check --fix` takes them away.",
        f"<!-- leidraad source: Grief -->\n\n{_NL}",
        _NL,
        "info",
        english=_EN,
    ),
    Rule(
        "LR321",
        "A block has no word but `…`, and is on the site. Write it, or make the page a `status: draft`.",
        f"{_NL}\n…\n",
        f"{_NL}\nNog even …\n",
        english=f"{_EN}\nWait …\n",
    ),
    Rule(
        "LR313",
        "A page has the same slug in two languages. Name it in the language of its readers.",
        f"---\nslug: grief\n---\n\n{_NL}",
        f"---\nslug: rouw\n---\n\n{_NL}",
        english=f"---\nslug: grief\n---\n\n{_EN}",
    ),
    Rule(
        "LR314",
        "The source of a block has changed since it was translated. Translate the change, then accept it.",
        _NL,
        _NL.replace("niets te zeggen", "niet veel te zeggen"),
        "warning",
        english=_EN,
        lock=_LOCK,
    ),
    Rule(
        "LR322",
        "A chapter’s source language is none of the handbook’s, or another one in another file. Mend it.",
        f"---\nsource: fr\n---\n\n{_NL}",
        f"---\nsource: en\n---\n\n{_NL}",
        english=_EN,
    ),
    Rule(
        "LR315",
        "A note is referred to in another block than in the other language. Move the reference.",
        _NOTES[0].replace("helpt.[^a]", "helpt."),
        _NOTES[0],
        english=_NOTES[1],
    ),
    Rule(
        "LR316",
        "A block stands elsewhere than in the other language. Use the same order in both.",
        _TWO_CASES[1] + _TWO_CASES[0],
        _TWO_CASES[0] + _TWO_CASES[1],
        english=_TWO_CASES[2],
    ),
    Rule(
        "LR317",
        "Blocks, items, answers or notes seem to stand in another order in the languages. Use one order.",
        f"{_NL}\n{_ORDER[1]}\n\n{_ORDER[0]}\n",
        f"{_NL}\n{_ORDER[0]}\n\n{_ORDER[1]}\n",
        "warning",
        english=f"{_EN}\n{_ORDER[2]}\n\n{_ORDER[3]}\n",
    ),
    Rule(
        "LR318",
        "A block is two in the other language. Part the text at the same places in both.",
        f"{_NL}\n{_EVENING}\n\n{_ORDER[0]}\n",
        f"{_NL}\n{_EVENING} {_ORDER[0]}\n",
        english=f"{_EN}\n{_THAT_EVENING} {_ORDER[2]}\n",
    ),
    Rule(
        "LR319",
        "The navigation of a language has other pages or another order. Name the same in one order.",
        "- index.md\n- bronnen.md\n- 01-eerste-hoofdstuk.md\n",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronnen.md\n",
        place="second nav",
    ),
)
