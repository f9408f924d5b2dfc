"""Rules on notes and what sets a finding aside: LR101–109, LR141, LR142 and LR147–150."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR101",
        "A note is cited but not defined. Define it at the end of the chapter, or mend its name.",
        "Rouw vraagt tijd.[^bowlby]\n",
        "Rouw vraagt tijd.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR102",
        "A note is defined but nothing refers to it. Cite it in the text, or remove it.",
        "Rouw vraagt tijd.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "Rouw vraagt tijd.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR103",
        "A note is defined twice; readers see only the last one. Keep one definition.",
        "Tijd.[^a]\n\n[^a]: Bowlby.\n\n[^a]: Ainsworth.\n",
        "Tijd.[^a] Nabijheid.[^b]\n\n[^a]: Bowlby.\n\n[^b]: Ainsworth.\n",
    ),
    Rule(
        "LR104",
        "A note is empty. Write its source, or remove note and reference.",
        "Tijd.[^a]\n\n[^a]:\n",
        "Tijd.[^a]\n\n[^a]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR105",
        "The source of a note is still to be given. Look it up and replace the placeholder.",
        "Tijd.[^a]\n\n[^a]: Bron nog op te geven.\n",
        "Tijd.[^a]\n\n[^a]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR106",
        "A quote or epigraph has no note. Name its source: `/// citaat | Who[^note]`.",
        "/// citaat | John Donne\nGeen mens is een eiland.\n///\n",
        "/// citaat | John Donne[^a]\nGeen mens is een eiland.\n///\n\n[^a]: Meditation XVII (1624).\n",
    ),
    Rule(
        "LR107",
        "The ids of two notes differ only in capitals, and some tools take them for one. Rename one.",
        "Rouw.[^bowlby] Angst.[^Bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n\n"
        "[^Bowlby]: John Bowlby, *Separation* (1973).\n",
        "Rouw.[^loss] Angst.[^separation]\n\n[^loss]: John Bowlby, *Loss* (1980).\n\n"
        "[^separation]: John Bowlby, *Separation* (1973).\n",
    ),
    Rule(
        "LR108",
        "A note's id is empty or has a space at its side. Write it without: `[^bowlby]`.",
        "Rouw vraagt tijd.[^bowlby] Nabijheid ook.[^ bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "Rouw vraagt tijd.[^bowlby] Nabijheid ook.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR109",
        "A heading refers to a note, which its entry in the contents then carries too. Move it to the text.",
        "## Rouw[^bowlby]\n\nRouw vraagt tijd.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "## Rouw\n\nRouw vraagt tijd.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR141",
        "A number is glued to the end of a sentence, as a note's number that lost its mark. Write `[^id]`.",
        "Rouw vraagt tijd.12 Nabijheid ook.\n",
        "Rouw vraagt tijd.[^bowlby] Nabijheid ook.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "warning",
    ),
    Rule(
        "LR142",
        "A note's mark stands before the punctuation. Put it behind, or let `leidraad check --fix` do it.",
        "Rouw vraagt tijd[^bowlby]. Nabijheid ook.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "Rouw vraagt tijd.[^bowlby] Nabijheid ook.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "warning",
    ),
    Rule(
        "LR147",
        "A note gives a bare address. Give it a name, `[name](address)`, and say when it was looked at.",
        "Rouw vraagt tijd.[^a]\n\n[^a]: https://example.org/bowlby, geraadpleegd op 1 maart 2026.\n",
        "Rouw vraagt tijd.[^a]\n\n[^a]: [Over John Bowlby](https://example.org/bowlby), "
        "geraadpleegd op 1 maart 2026.\n",
        "warning",
    ),
    Rule(
        "LR148",
        "Notes are not defined in the order of their marks. Move them, or let `leidraad check --fix` do it.",
        "Rouw.[^loss] Angst.[^separation]\n\n[^separation]: John Bowlby, *Separation* (1973).\n\n"
        "[^loss]: John Bowlby, *Loss* (1980).\n",
        "Rouw.[^loss] Angst.[^separation]\n\n[^loss]: John Bowlby, *Loss* (1980).\n\n"
        "[^separation]: John Bowlby, *Separation* (1973).\n",
        "warning",
    ),
    Rule(
        "LR149",
        "A comment sets a rule aside where there is nothing to set aside. Remove it, or mend its codes.",
        "<!-- leidraad ignore LR106: een volkswijsheid -->\n\nGedeelde smart is halve smart.\n",
        "<!-- leidraad ignore LR106: een volkswijsheid -->\n\n"
        "/// citaat | Volksmond\nGedeelde smart is halve smart.\n///\n",
        "warning",
    ),
    Rule(
        "LR150",
        "A comment sets a rule aside and does not say why. Add the reason: `leidraad ignore LR106: reason`.",
        "<!-- leidraad ignore LR106 -->\n\n/// citaat | Volksmond\nGedeelde smart is halve smart.\n///\n",
        "<!-- leidraad ignore LR106: een volkswijsheid -->\n\n"
        "/// citaat | Volksmond\nGedeelde smart is halve smart.\n///\n",
    ),
)
