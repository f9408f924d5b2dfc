"""Rules on what an import left to decide, LR5xx."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR501",
        "An import was not certain what this block is. Look, mend it where needed, remove the comment.",
        "<!-- leidraad LR501: dit is gelezen als citaat; het kan ook alinea zijn -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR502",
        "An import was not certain how to join a broken word. Look, mend it, remove the comment.",
        "<!-- leidraad LR502: ‘zelfbeeld’ is samengevoegd; klopt dat? -->\n\nZelfbeeld.\n",
        "Zelfbeeld.\n",
        "warning",
    ),
    Rule(
        "LR503",
        "An import was not certain of a note. Look, mend it, remove the comment.",
        "<!-- leidraad LR503: noot 3 -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR504",
        "An imported text breaks off here. Complete it, or remove the comment.",
        "Afhankelijk van de\n\n<!-- leidraad LR504: de tekst breekt hier af -->\n",
        "Afhankelijk van de ander.\n",
        "warning",
    ),
    Rule(
        "LR505",
        "An import guessed the encoding of its source. Look at accents and quotation marks.",
        "<!-- leidraad LR505: gelezen als Windows-1252 -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR506",
        "An import left out what a page cannot hold: a picture, a remark, words that could not be read.",
        "<!-- leidraad LR506: een opmerking van de redactie: klopt dit jaartal? -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR507",
        "A chapter holds a conflict: an author and a corrected manuscript changed the same lines. Settle it.",
        "<<<<<<< your edits\nRouw kost tijd.\n=======\nRouw vraagt tijd.\n>>>>>>> new import\n",
        "Rouw vraagt tijd.\n",
    ),
)
